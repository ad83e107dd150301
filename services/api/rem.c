#include "api/rem.h"

#include <ctype.h>
#include <string.h>

#include "auth/auth.h"
#include "base/uuid.h"

#define SLOTS 4096

struct slot {
	uint64_t address; /* whose the first failure was */
	bool shared;	  /* another failed as well */
	int64_t since_us;
	int32_t failures;
};

static struct slot slots[SLOTS];

/*
 * Two addresses that share a slot share a brake: seldom, and harmless. Never may one push the other
 * out, or whoever knows such an address takes off the brake with it: signing in lets go only of
 * what nobody else had a part in. Which addresses meet is different in each process.
 */
static struct slot *find(struct str email, uint64_t *ret_address)
{
	static struct uuid key;
	if (uuid_is_nil(key))
		key = uuid_new();
	char lower[256];
	const size_t len = email.len < sizeof(lower) ? email.len : sizeof(lower);
	for (size_t i = 0; i < len; i++)
		lower[i] = (char)tolower((unsigned char)email.ptr[i]);
	uint8_t hash[AUTH_HASH_BYTES];
	const struct str parts[] = { { (const char *)key.b, sizeof(key.b) }, { lower, len } };
	auth_fingerprint(parts, 2, hash);
	memcpy(ret_address, hash, sizeof(*ret_address));
	return &slots[*ret_address % SLOTS];
}

bool rem_is_on(struct str email, int64_t now_us)
{
	uint64_t address;
	const struct slot *s = find(email, &address);
	return s->failures >= REM_FAILURES && now_us - s->since_us < REM_WINDOW_US;
}

void rem_count_failure(struct str email, int64_t now_us)
{
	uint64_t address;
	struct slot *s = find(email, &address);
	if (now_us - s->since_us >= REM_WINDOW_US)
		*s = (struct slot){ .address = address, .since_us = now_us };
	s->shared = s->shared || s->address != address;
	s->failures++;
}

void rem_forget(struct str email)
{
	uint64_t address;
	struct slot *s = find(email, &address);
	if (s->address == address && !s->shared)
		*s = (struct slot){ 0 };
}
