/* Coming back from a service elsewhere: the third way into a session (POST /v1/sessies). */
#ifndef API_AANMELDVERZOEK_H
#define API_AANMELDVERZOEK_H

#include "api/req.h"

/*
 * Which account came back with this answer; found or made by what the service said of it. With
 * *ret_known as the cookie of the way (cookie_set_way) the browser may come with the same answer
 * once more: a second factor may be asked, and what the service gave works once.
 */
MUST_CHECK enum err aanmeldverzoek_finish(struct req *r, const struct api_dienst_antwoord *answer,
	struct uuid *ret_account_id, struct str *ret_known);

/* The one answer for what a browser brings back that is not its own, too old, or of somebody who
 * left. */
enum err aanmeldverzoek_refuse(struct req *r);

#endif
