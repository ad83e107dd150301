/* Reading UTF-8 byte by byte, so that text may come in pieces (RFC 3629: no overlong forms, no
 * surrogates). */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>

/* A sequence that is being read. Zeroed is a valid start. */
struct utf8_state {
	uint32_t code_point;
	uint8_t missing; /* bytes still to come */
	uint8_t lowest;	 /* what the next of them may be */
	uint8_t highest;
};

enum utf8_step {
	UTF8_MORE, /* inside a character */
	UTF8_DONE, /* code_point is complete */
	UTF8_BAD,  /* this byte cannot stand here; the state starts afresh */
};

enum utf8_step utf8_push(struct utf8_state *u, uint8_t byte);

#endif
