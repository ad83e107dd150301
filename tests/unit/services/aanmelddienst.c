/* What is remembered of a service elsewhere, and what is not kept of its secret. */
#include "api/aanmelddienst.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "auth/auth.h"
#include "base/date.h"

#define HOUR_US (3600 * INT64_C(1000000))
/* The key of RFC 7515, A.3. */
#define JWKS                                                            \
	"{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"een\"," \
	"\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","        \
	"\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}"

static enum err in_task(enum err (*body)(struct task *t, void *arg), void *arg)
{
	cr_assert_eq(auth_init(), ERR_OK);
	struct loop *loop = loop_create(&loop_limits_default);
	const enum err e = loop_run_task(loop, body, arg, NULL);
	loop_destroy(loop);
	return e;
}

/* One that said all of it, did not answer just now, and so is not asked. */
static struct aanmelddienst silent(void)
{
	static char endpoint[] = "https://elders.example/x";
	return (struct aanmelddienst){ .code = "elders",
		.naam = "Elders",
		.issuer = "https://elders.example",
		.authorization_endpoint = endpoint,
		.token_endpoint = endpoint,
		.jwks_uri = endpoint,
		.known_until_us = clock_mono_us() + HOUR_US,
		.failed_us = clock_mono_us() };
}

static enum err know_old(struct task *t, void *arg)
{
	struct aanmelddienst *d = arg;
	struct auth_jwks *keys = NULL;
	cr_assert_eq(auth_jwks_create(task_arena(t), STR(JWKS), &keys), ERR_OK);
	d->keys = keys;
	d->keys_until_us = clock_mono_us() - 1;
	cr_expect_eq(aanmelddienst_know(t, d), ERR_OK);
	cr_expect_eq(d->keys, keys);
	auth_jwks_destroy(keys);
	return ERR_OK;
}

Test(aanmelddienst, keeps_the_keys_of_before_while_it_does_not_answer)
{
	struct aanmelddienst d = silent();
	cr_assert_eq(in_task(know_old, &d), ERR_OK);
}

static enum err know(struct task *t, void *arg)
{
	return aanmelddienst_know(t, arg);
}

Test(aanmelddienst, is_not_known_without_keys)
{
	struct aanmelddienst d = silent();
	cr_expect_eq(in_task(know, &d), ERR_UNAVAILABLE);
}

#define SECRET_HALF "qzxwvkjh"

static unsigned long long hex(const char *text, char **ret_end)
{
	return strtoull(text, ret_end, 16); /* lint: banned: written by the kernel */
}

/* How often a text that begins and goes on like this stands in memory that can be written. */
static size_t count_in_memory(const char *first, const char *second)
{
	size_t found = 0;
	char line[512];
	FILE *maps = fopen("/proc/self/maps", "r");
	const int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	cr_assert(maps != NULL && memory >= 0);
	const size_t len = strlen(first);
	static char piece[1 << 16];
	while (fgets(line, sizeof(line), maps) != NULL) {
		char *end = NULL;
		const unsigned long long from = hex(line, &end);
		const unsigned long long to = hex(end + 1, &end);
		/* Not the shadow of a sanitizer, which is as large as all memory. */
		if (strncmp(end, " rw", 3) != 0 || to - from > (256u << 20) ||
			strstr(line, "[stack]") != NULL)
			continue;
		for (unsigned long long at = from; at < to; at += sizeof(piece) - 64) {
			const size_t want = to - at < sizeof(piece) ? to - at : sizeof(piece);
			const ssize_t got = pread(memory, piece, want, (off_t)at);
			if (got <= 0 || ((uintptr_t)piece + sizeof(piece) > at &&
						(uintptr_t)piece < at + want))
				continue;
			for (size_t i = 0; i + 2 * len <= (size_t)got && i < sizeof(piece) - 64;
				i++)
				found += memcmp(piece + i, first, len) == 0 &&
					 memcmp(piece + i + len, second, len) == 0;
		}
	}
	(void)fclose(maps);
	(void)close(memory);
	return found;
}

static void write_file(const char *path, const char *more)
{
	FILE *file = fopen(path, "w");
	cr_assert_not_null(file);
	setvbuf(file, NULL, _IONBF, 0);
	fprintf(file,
		"{\"diensten\":[{\"code\":\"elders\",\"naam\":\"Elders\",\"issuer\":\"https://"
		"elders.example\",\"clientId\":\"x\",\"scopes\":\"openid\",%s\"geheim\":\"%s%s\"}]"
		"}",
		more, SECRET_HALF, "0123456789" + 2);
	(void)fclose(file);
}

Test(aanmelddienst, keeps_a_secret_in_one_place_and_leaves_none_behind)
{
	char path[] = "/tmp/aanmelddienst-XXXXXX";
	const int fd = mkstemp(path);
	cr_assert_geq(fd, 0);
	(void)close(fd);
	struct aanmelddiensten *all = NULL;
	write_file(path, "");
	cr_assert_eq(aanmelddiensten_create(path, &all, stderr), ERR_OK);
	cr_expect_eq(count_in_memory(SECRET_HALF, "23456789"), 1);
	aanmelddiensten_destroy(all);
	cr_expect_eq(count_in_memory(SECRET_HALF, "23456789"), 0);
	write_file(path, "\"lid\":\"altijd\",");
	cr_expect_eq(aanmelddiensten_create(path, &all, stderr), ERR_INVALID);
	cr_expect_eq(count_in_memory(SECRET_HALF, "23456789"), 0);
	(void)unlink(path);
}
