/* /.well-known/security.txt (RFC 9116): whom to tell of a weakness, and until when that holds.
 * Outside the contract; absent as long as SCHAKEL_SECURITY_CONTACT names nobody. */
#ifndef API_SECURITY_TXT_H
#define API_SECURITY_TXT_H

#include "api/req.h"
#include "config.h"

bool security_txt_is_path(const struct config *config, struct str path);

/* Answers GET and HEAD; false otherwise. */
bool security_txt_answer(struct req *r);

#endif
