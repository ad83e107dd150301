/*
 * Letters about a match to one of its sides: everybody who answers for it, each in the language
 * that they read.
 */
#ifndef API_KOPPELING_BRIEF_H
#define API_KOPPELING_BRIEF_H

#include "api/req.h"
#include "post/post.h"

struct koppeling_brief {
	enum post_soort soort;
	struct str kant;	   /* to whom: school or aanbieder */
	struct str link;	   /* absent when it leads nowhere */
	struct db_ints tijdvakken; /* to choose from (POST_VERZETVRAAG); else none */
	bool vervalt;		   /* not sent when what it asks is over before */
	struct db_ints ook;	   /* other half-days of its series that it is about as well */
};

/* Writes it, about the match as it is now in this transaction and as far as the caller sees it. */
MUST_CHECK enum err koppeling_schrijf(
	struct req *r, struct db_tx *tx, struct uuid id, const struct koppeling_brief *brief);

#endif
