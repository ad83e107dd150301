/* Members: who decides about whom. */
#ifndef API_LID_H
#define API_LID_H

#include "api/req.h"

/* Whether the caller says yes or no to a member in this role, of what it can see. */
bool lid_decides(const struct req *r, enum api_rol rol);

/* Who gives a role that reaches beyond one organisation proves first to be who they are: 403
 * "bevestiging.nodig". */
MUST_CHECK enum err lid_bewijs(const struct req *r, enum api_rol rol);

/* 201 with the member that was just made. */
MUST_CHECK enum err lid_answer(struct req *r, struct db_tx *tx, struct uuid id);

#endif
