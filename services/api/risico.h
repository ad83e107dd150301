/* Why a proposal asks for more care, as staff reads it. */
#ifndef API_RISICO_H
#define API_RISICO_H

#include "api/req.h"

/* laag, verhoogd or hoog: nothing, something to know, something that two persons approve. */
struct str risico_grade(bool vier_ogen, struct db_texts codes);

/* The member risicoRedenen: each code with its sentence, in the language of the request. */
void risico_put_redenen(struct req *r, struct db_texts codes);

#endif
