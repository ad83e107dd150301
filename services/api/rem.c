#include "api/rem.h"

#include <ctype.h>
#include <string.h>

#include "auth/auth.h"

#define SLOTS 4096

struct slot {
	int64_t since_us;
	int32_t failures;
};

static struct slot slots[SLOTS];

/*
 * Two addresses that share a slot share a brake: seldom, and harmless. Never may one push the other
 * out, or whoever knows such an address takes off the brake with it.
 */
static struct slot *find(struct str email)
{
	char lower[256];
	const size_t len = email.len < sizeof(lower) ? email.len : sizeof(lower);
	for (size_t i = 0; i < len; i++)
		lower[i] = (char)tolower((unsigned char)email.ptr[i]);
	uint8_t hash[AUTH_HASH_BYTES];
	auth_fingerprint(&(struct str){ lower, len }, 1, hash);
	uint64_t number;
	memcpy(&number, hash, sizeof(number));
	return &slots[number % SLOTS];
}

bool rem_is_on(struct str email, int64_t now_us)
{
	const struct slot *s = find(email);
	return s->failures >= REM_FAILURES && now_us - s->since_us < REM_WINDOW_US;
}

void rem_count_failure(struct str email, int64_t now_us)
{
	struct slot *s = find(email);
	if (now_us - s->since_us >= REM_WINDOW_US)
		*s = (struct slot){ .since_us = now_us };
	s->failures++;
}

void rem_forget(struct str email)
{
	*find(email) = (struct slot){ 0 };
}
