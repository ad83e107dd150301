/* Coming back from a service elsewhere: the third way into a session (POST /v1/sessies). */
#ifndef API_AANMELDVERZOEK_H
#define API_AANMELDVERZOEK_H

#include "api/req.h"

/* Which account came back with this answer; found or made by what the service said of it. */
MUST_CHECK enum err aanmeldverzoek_finish(
	struct req *r, const struct api_dienst_antwoord *answer, struct uuid *ret_account_id);

#endif
