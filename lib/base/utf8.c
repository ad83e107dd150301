#include "base/utf8.h"

static enum utf8_step utf8_first(struct utf8_state *u, uint8_t byte)
{
	if (byte < 0x80) {
		u->code_point = byte;
		return UTF8_DONE;
	}
	u->lowest = 0x80;
	u->highest = 0xBF;
	if (byte >= 0xC2 && byte <= 0xDF) {
		u->missing = 1;
		u->code_point = byte & 0x1F;
	} else if (byte >= 0xE0 && byte <= 0xEF) {
		u->missing = 2;
		u->code_point = byte & 0x0F;
		if (byte == 0xE0)
			u->lowest = 0xA0; /* else overlong */
		if (byte == 0xED)
			u->highest = 0x9F; /* else a surrogate */
	} else if (byte >= 0xF0 && byte <= 0xF4) {
		u->missing = 3;
		u->code_point = byte & 0x07;
		if (byte == 0xF0)
			u->lowest = 0x90; /* else overlong */
		if (byte == 0xF4)
			u->highest = 0x8F; /* else above U+10FFFF */
	} else {
		return UTF8_BAD;
	}
	return UTF8_MORE;
}

enum utf8_step utf8_push(struct utf8_state *u, uint8_t byte)
{
	if (u->missing == 0)
		return utf8_first(u, byte);
	if (byte < u->lowest || byte > u->highest) {
		u->missing = 0;
		return UTF8_BAD;
	}
	u->code_point = u->code_point << 6 | (byte & 0x3F);
	u->lowest = 0x80;
	u->highest = 0xBF;
	u->missing--;
	return u->missing == 0 ? UTF8_DONE : UTF8_MORE;
}
