/* A request as the board shows it: wherever who looks may not know whose it is. */
#ifndef API_PRIKBORD_H
#define API_PRIKBORD_H

#include "store/sql.h"
#include "json/jsn.h"

void prikbord_put_vraag(struct jsn_out *o, const struct prikbord_vragen_row *v);

#endif
