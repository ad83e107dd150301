#include "api/rem.h"

#include <ctype.h>
#include <string.h>

#include "auth/auth.h"

#define SLOTS 4096

struct slot {
	uint64_t key;
	int64_t since_us;
	int32_t failures;
};

static struct slot slots[SLOTS];

/* Two addresses that share a slot share a brake: seldom, and harmless. */
static struct slot *find(struct str email, uint64_t *ret_key)
{
	char lower[256];
	const size_t len = email.len < sizeof(lower) ? email.len : sizeof(lower);
	for (size_t i = 0; i < len; i++)
		lower[i] = (char)tolower((unsigned char)email.ptr[i]);
	uint8_t hash[AUTH_HASH_BYTES];
	auth_fingerprint(&(struct str){ lower, len }, 1, hash);
	memcpy(ret_key, hash, sizeof(*ret_key));
	return &slots[*ret_key % SLOTS];
}

bool rem_is_on(struct str email, int64_t now_us)
{
	uint64_t key = 0;
	const struct slot *s = find(email, &key);
	return s->key == key && s->failures >= REM_FAILURES && now_us - s->since_us < REM_WINDOW_US;
}

void rem_count_failure(struct str email, int64_t now_us)
{
	uint64_t key = 0;
	struct slot *s = find(email, &key);
	if (s->key != key || now_us - s->since_us >= REM_WINDOW_US)
		*s = (struct slot){ .key = key, .since_us = now_us };
	s->failures++;
}

void rem_forget(struct str email)
{
	uint64_t key = 0;
	struct slot *s = find(email, &key);
	if (s->key == key)
		*s = (struct slot){ 0 };
}
