#include "base/uuid.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/random.h>

#include "base/date.h"

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool hyphen_before(size_t byte)
{
	return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

enum err uuid_parse(struct str s, struct uuid *ret_id)
{
	if (s.len != UUID_TEXT_LEN)
		return ERR_INVALID;
	struct uuid id;
	size_t at = 0;
	for (size_t i = 0; i < sizeof(id.b); i++) {
		if (hyphen_before(i) && s.ptr[at++] != '-')
			return ERR_INVALID;
		const int high = hex_digit(s.ptr[at]);
		const int low = hex_digit(s.ptr[at + 1]);
		if (high < 0 || low < 0)
			return ERR_INVALID;
		id.b[i] = (uint8_t)(high << 4 | low);
		at += 2;
	}
	*ret_id = id;
	return ERR_OK;
}

void uuid_format(struct uuid id, char text[static UUID_TEXT_LEN + 1])
{
	static const char digits[] = "0123456789abcdef";
	size_t at = 0;
	for (size_t i = 0; i < sizeof(id.b); i++) {
		if (hyphen_before(i))
			text[at++] = '-';
		text[at++] = digits[id.b[i] >> 4];
		text[at++] = digits[id.b[i] & 15];
	}
	text[at] = '\0';
}

struct uuid uuid_v7(int64_t now_us, const uint8_t random[static 10])
{
	struct uuid id;
	const uint64_t now_ms = (uint64_t)now_us / 1000;
	for (size_t i = 0; i < 6; i++)
		id.b[i] = (uint8_t)(now_ms >> (40 - 8 * i));
	memcpy(id.b + 6, random, 10);
	id.b[6] = (uint8_t)(0x70 | (id.b[6] & 0x0F)); /* version 7 */
	id.b[8] = (uint8_t)(0x80 | (id.b[8] & 0x3F)); /* variant 10 */
	return id;
}

/*
 * Random bytes of this thread that no id has used: one system call for many ids. The kernel gives
 * up to 256 at once, whole. A forked child would make the same ids as its parent: it forgets them.
 */
#define RANDOM_BYTES 250
static _Thread_local uint8_t unused[RANDOM_BYTES];
static _Thread_local size_t unused_len;

static void forget_unused(void)
{
	unused_len = 0;
}

static void watch_forks(void)
{
	if (pthread_atfork(NULL, NULL, forget_unused) != 0)
		err_fatal("no memory to watch for forks");
}

static void fill_unused(void)
{
	static pthread_once_t watched = PTHREAD_ONCE_INIT;
	if (pthread_once(&watched, watch_forks) != 0)
		err_fatal("pthread_once");
	ssize_t got;
	do {
		got = getrandom(unused, sizeof(unused), 0);
	} while (got < 0 && errno == EINTR);
	if (got != (ssize_t)sizeof(unused))
		err_fatal("no random bytes");
	unused_len = sizeof(unused);
}

struct uuid uuid_new(void)
{
	if (unused_len < 10)
		fill_unused();
	unused_len -= 10;
	return uuid_v7(clock_now_us(), unused + unused_len);
}

bool uuid_is_nil(struct uuid id)
{
	return uuid_eq(id, (struct uuid){ { 0 } });
}

bool uuid_eq(struct uuid a, struct uuid b)
{
	return uuid_cmp(a, b) == 0;
}

int uuid_cmp(struct uuid a, struct uuid b)
{
	return memcmp(a.b, b.b, sizeof(a.b));
}

uint64_t uuid_hash(struct uuid id)
{
	uint64_t half[2];
	memcpy(half, id.b, sizeof(half));
	uint64_t h = half[1] ^ half[0] * UINT64_C(0x9e3779b97f4a7c15);
	h = (h ^ h >> 32) * UINT64_C(0xbf58476d1ce4e5b9);
	h = (h ^ h >> 29) * UINT64_C(0x94d049bb133111eb);
	return h ^ h >> 32;
}
