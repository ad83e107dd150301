/*
 * A letter in the form of RFC 5322, in UTF-8. Pure: the same letter gives the same bytes, so a
 * worker that was interrupted writes the same file again.
 *
 * Nothing that comes from people can begin a line of the head: an address or subject with a line
 * end or another control is refused.
 */
#ifndef POST_EML_H
#define POST_EML_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "base/uuid.h"

struct eml {
	struct uuid id; /* its Message-ID, with the domain of `van` */
	int64_t op_us;	/* its Date */
	struct str van; /* addresses: name@domain */
	struct str naar;
	struct str onderwerp;
	struct str taal;  /* "nl" */
	struct str tekst; /* lines end with \n */
};

/* ERR_INVALID, and nothing added, when an address or the subject cannot stand in a head; an
 * overflow of `out` is for the caller to see. */
MUST_CHECK enum err eml_write(struct buf *out, const struct eml *m);

#endif
