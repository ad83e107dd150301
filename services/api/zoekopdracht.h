/*
 * Saved searches: what a school looks for among the offers, or who offers among the open requests.
 * The worker keeps what comes for each (worker/zoek.h) and writes a letter, no more than one a day,
 * with a link that ends them all for whoever has the letter.
 */
#ifndef API_ZOEKOPDRACHT_H
#define API_ZOEKOPDRACHT_H

#include "auth/seal.h"
#include "base/arena.h"
#include "base/uuid.h"

#define ZOEK_DAGEN                                                                    \
	180 /* a search ends by itself so long after it was used (privacy/opruimen.c) \
	     */

/* The code of that link: sealed, it names the account and is kept nowhere. */
struct str zoek_stopcode(struct arena *a, const struct auth_keys *keys, struct uuid account_id);

#endif
