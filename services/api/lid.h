/* Members: who decides about whom. */
#ifndef API_LID_H
#define API_LID_H

#include "api/req.h"

/* Whether the caller says yes or no to a member in this role, of what it can see. */
bool lid_decides(const struct req *r, enum api_rol rol);

/* 201 with the member that was just made. */
MUST_CHECK enum err lid_answer(struct req *r, struct db_tx *tx, struct uuid id);

#endif
