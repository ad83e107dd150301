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

/* What a decimal digit of any script stands for (Unicode category Nd); -1 when it is none. */
int utf8_digit(uint32_t code_point);

/* The same for a figure that is no digit of a number: raised, lowered, in a circle or brackets,
 * with a full stop. */
int utf8_figure(uint32_t code_point);

#endif
