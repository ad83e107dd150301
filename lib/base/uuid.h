/* UUIDs as 16 bytes. New ones are version 7 (RFC 9562, section 5.7): ordered by the time of making.
 */
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

#define UUID_TEXT_LEN 36

struct uuid {
	uint8_t b[16];
};

/* 8-4-4-4-12 hexadecimal digits, either case, nothing else. */
MUST_CHECK enum err uuid_parse(struct str s, struct uuid *ret_id);

/* Lower case text with a NUL into text[37]. */
void uuid_format(struct uuid id, char text[static UUID_TEXT_LEN + 1]);

/* Version 7 from a time (µs since 1970 UTC) and ten random bytes of the caller. */
struct uuid uuid_v7(int64_t now_us, const uint8_t random[static 10]);

/* Version 7 from the system's clock and getrandom(2). */
struct uuid uuid_new(void);

bool uuid_is_nil(struct uuid id);
bool uuid_eq(struct uuid a, struct uuid b);
int uuid_cmp(struct uuid a, struct uuid b); /* <0, 0, >0, by bytes */

/* For tables in memory: every bit depends on all of the id, also when ids only count up. Not for
 * ids that somebody could choose to collide: ours are made here. */
uint64_t uuid_hash(struct uuid id);

#endif
