/* Links that were sent by mail, as those see them who come with one. */
#ifndef API_LINK_H
#define API_LINK_H

#include "api/req.h"

/* The one answer for a link that does not work: unknown, used, too old, or of somebody who left. */
enum err link_refuse(struct req *r);

#endif
