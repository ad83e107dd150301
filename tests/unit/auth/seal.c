/* Sealed text opens where it belongs, unchanged, with any of the keys (ASVS 5.0, 11.1.1, 11.3.2).
 */
#include "auth/seal.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auth/auth.h"

#define KEY_A "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
#define KEY_B "HxwdGhsYGRYXFBUSExAREA8ODQwLCgkIBwYFBAMCAQA"

static struct arena arena;

static void start(void)
{
	cr_assert_eq(auth_init(), ERR_OK);
	arena_init(&arena, 4 << 20);
}

static void end(void)
{
	arena_fini(&arena);
}

TestSuite(auth_seal, .init = start, .fini = end);
TestSuite(auth_keys, .init = start, .fini = end);
TestSuite(auth_finders, .init = start, .fini = end);

static struct auth_keys *keys(const char *text)
{
	struct auth_keys *k = NULL;
	cr_assert_eq(auth_keys_parse(str_from(text), &k), ERR_OK, "%s", text);
	return k;
}

static struct str open_sealed(const struct auth_keys *k, struct str sealed, const char *bound_to)
{
	struct str plain = STR_NULL;
	if (auth_seal_open(&arena, k, sealed, str_from(bound_to), &plain) != ERR_OK)
		return STR_NULL;
	return plain;
}

Test(auth_seal, opens_to_what_it_was)
{
	struct auth_keys *k = keys("1 " KEY_A);
	char text[1000];
	memset(text, 'x', sizeof(text));
	for (size_t len = 0; len <= sizeof(text); len += 250) {
		const struct str sealed =
			auth_seal(&arena, k, (struct str){ text, len }, STR("post/1"));
		cr_assert_eq(sealed.len, len + AUTH_SEAL_EXTRA);
		const struct str plain = open_sealed(k, sealed, "post/1");
		cr_assert_eq(plain.len, len);
		cr_assert_arr_eq(plain.ptr, text, len);
	}
	auth_keys_destroy(k);
}

Test(auth_seal, is_never_the_same_twice_and_shows_nothing)
{
	struct auth_keys *k = keys("1 " KEY_A);
	const struct str a = auth_seal(&arena, k, STR("geheim-geheim"), STR("x"));
	const struct str b = auth_seal(&arena, k, STR("geheim-geheim"), STR("x"));
	cr_assert_not(str_eq(a, b));
	cr_assert_null(memmem(a.ptr, a.len, "geheim", 6));
	auth_keys_destroy(k);
}

Test(auth_seal, asvs_11_3_3_refuses_every_flipped_bit_and_every_cut)
{
	struct auth_keys *k = keys("1 " KEY_A);
	const struct str sealed = auth_seal(&arena, k, STR("geheim"), STR("post/1"));
	for (size_t bit = 0; bit < sealed.len * 8; bit++) {
		char *copy = arena_strndup(&arena, sealed.ptr, sealed.len);
		copy[bit / 8] ^= (char)(1 << (bit % 8));
		cr_expect_null(open_sealed(k, (struct str){ copy, sealed.len }, "post/1").ptr,
			"bit %zu", bit);
	}
	for (size_t len = 0; len < sealed.len; len++)
		cr_expect_null(open_sealed(k, (struct str){ sealed.ptr, len }, "post/1").ptr,
			"%zu bytes", len);
	auth_keys_destroy(k);
}

Test(auth_seal, does_not_open_elsewhere)
{
	struct auth_keys *k = keys("1 " KEY_A);
	const struct str sealed = auth_seal(&arena, k, STR("geheim"), STR("post/1"));
	cr_assert_null(open_sealed(k, sealed, "post/2").ptr);
	cr_assert_null(open_sealed(k, sealed, "").ptr);
	struct auth_keys *other = keys("1 " KEY_B);
	cr_assert_null(open_sealed(other, sealed, "post/1").ptr);
	auth_keys_destroy(other);
	auth_keys_destroy(k);
}

Test(auth_seal, asvs_11_1_1_the_newest_key_seals_and_old_ones_still_open)
{
	struct auth_keys *old = keys("1 " KEY_A "\n");
	struct auth_keys *both = keys("# rotated\n2 " KEY_B "\n1 " KEY_A "\n");
	struct auth_keys *new = keys("2 " KEY_B);
	const struct str before = auth_seal(&arena, old, STR("oud"), STR("x"));
	const struct str after = auth_seal(&arena, both, STR("nieuw"), STR("x"));
	cr_assert_eq(auth_seal_key(before), 1);
	cr_assert_eq(auth_seal_key(after), 2);
	cr_assert(str_eq(open_sealed(both, before, "x"), STR("oud")));
	cr_assert(str_eq(open_sealed(new, after, "x"), STR("nieuw")));
	cr_assert_null(open_sealed(new, before, "x").ptr);
	cr_assert_null(open_sealed(old, after, "x").ptr);
	auth_keys_destroy(new);
	auth_keys_destroy(both);
	auth_keys_destroy(old);
}

Test(auth_keys, have_one_form_only)
{
	static const char *const wrong[] = { "", "\n", "# none\n", KEY_A, "0 " KEY_A, "-1 " KEY_A,
		"x " KEY_A, "4294967296 " KEY_A, "1  " KEY_A, "1 " KEY_A "A", "1 " KEY_A "=",
		"1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh+", "1 " KEY_A "\n1 " KEY_B,
		"1 " KEY_A " opens", "1 " KEY_A " opens\n2 " KEY_B, "1 " KEY_A "  opens",
		"1 " KEY_A " opent", "1 " KEY_A "\n2 " KEY_A " opens\n3 " KEY_B " opens",
		"1 " KEY_A "\nen meer" };
	struct auth_keys *k = NULL;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_expect_eq(auth_keys_parse(str_from(wrong[i]), &k), ERR_INVALID, "%s", wrong[i]);
	cr_assert_null(k);
}

Test(auth_keys, are_no_more_than_there_is_room_for)
{
	char text[64 * (AUTH_KEYS_MAX + 1)];
	size_t len = 0;
	for (unsigned i = 1; i <= AUTH_KEYS_MAX + 1; i++) {
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%u %s\n", i, KEY_A);
		struct auth_keys *k = NULL;
		cr_assert_eq(auth_keys_parse((struct str){ text, len }, &k),
			i <= AUTH_KEYS_MAX ? ERR_OK : ERR_INVALID);
		auth_keys_destroy(k);
	}
}

Test(auth_keys, are_made_one_by_one_in_a_file_of_their_owner)
{
	char folder[] = "/tmp/schakel-keys-XXXXXX";
	cr_assert_not_null(mkdtemp(folder));
	char path[64];
	snprintf(path, sizeof(path), "%s/key", folder);
	uint32_t number = 0;
	struct auth_keys *k = NULL;
	cr_assert_eq(auth_keys_create(path, &k), ERR_NOT_FOUND);
	cr_assert_eq(auth_keys_add(path, &number), ERR_OK);
	cr_assert_eq(number, 1);
	cr_assert_eq(auth_keys_add(path, &number), ERR_OK);
	cr_assert_eq(number, 2);
	cr_assert_eq(auth_keys_add(path, &number), ERR_CONFLICT, "the second does not seal yet");
	struct stat st;
	cr_assert_eq(stat(path, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	cr_assert_eq(auth_keys_create(path, &k), ERR_OK);
	cr_assert_eq(auth_keys_count(k), 2);
	cr_assert_eq(auth_keys_sealing(k), 1);
	auth_keys_destroy(k);
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(auth_keys_add("/proc/none/key", &number), ERR_UNAVAILABLE);
	cr_assert_eq(rmdir(folder), 0);
}

/* A key is new, seals and is old: what the file says then. */
Test(auth_keys, asvs_11_1_1_have_three_ages)
{
	char folder[] = "/tmp/schakel-keys-XXXXXX";
	cr_assert_not_null(mkdtemp(folder));
	char path[64];
	snprintf(path, sizeof(path), "%s/key", folder);
	FILE *f = fopen(path, "w");
	cr_assert(fputs("# ours\n1 " KEY_A "\n2 " KEY_B " opens", f) > 0);
	cr_assert_eq(fclose(f), 0);
	struct auth_keys *k = NULL;
	cr_assert_eq(auth_keys_create(path, &k), ERR_OK);
	struct auth_keys *held = keys("7 " KEY_A);
	auth_keys_renew(held, k);
	cr_assert_eq(auth_keys_count(held), 2);
	const struct str first = auth_seal(&arena, held, STR("x"), STR("y"));
	cr_assert_eq(auth_seal_key(first), 1);
	auth_keys_destroy(k);
	uint32_t number = 0;
	cr_assert_eq(auth_keys_drop(path, 1), ERR_CONFLICT, "it seals");
	cr_assert_eq(auth_keys_drop(path, 3), ERR_NOT_FOUND);
	cr_assert_eq(auth_keys_use(path, &number), ERR_OK);
	cr_assert_eq(number, 2);
	cr_assert_eq(auth_keys_use(path, &number), ERR_CONFLICT, "it does already");
	cr_assert_eq(auth_keys_create(path, &k), ERR_OK);
	auth_keys_renew(held, k);
	cr_assert_eq(auth_seal_key(auth_seal(&arena, held, STR("x"), STR("y"))), 2);
	cr_assert(str_eq(open_sealed(held, first, "y"), STR("x")));
	auth_keys_destroy(k);
	cr_assert_eq(auth_keys_drop(path, 1), ERR_OK);
	char text[200] = "";
	f = fopen(path, "r");
	cr_assert(fread(text, 1, sizeof(text) - 1, f) > 0);
	cr_assert_eq(fclose(f), 0);
	cr_assert_str_eq(text, "# ours\n2 " KEY_B);
	auth_keys_destroy(held);
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(rmdir(folder), 0);
}

/* ---- finders ---- */

Test(auth_finders, are_shared_by_who_have_a_key_in_common)
{
	struct auth_keys *one = keys("1 " KEY_A);
	struct auth_keys *both = keys("2 " KEY_B " opens\n1 " KEY_A);
	uint8_t a[AUTH_KEYS_MAX][AUTH_FINDER_BYTES];
	uint8_t b[AUTH_KEYS_MAX][AUTH_FINDER_BYTES];
	cr_assert_eq(auth_finders(one, STR("noor@voorbeeld.nl"), a), 1);
	cr_assert_eq(auth_finders(both, STR("noor@voorbeeld.nl"), b), 2);
	cr_assert_arr_eq(a[0], b[0], AUTH_FINDER_BYTES);
	cr_assert_arr_eq(b[0], "\0\0\0\1", 4);
	cr_assert_arr_eq(b[1], "\0\0\0\2", 4);
	cr_assert_eq(auth_finders(one, STR("noor@voorbeeld.n"), a), 1);
	cr_assert_arr_neq(a[0], b[0], AUTH_FINDER_BYTES);
	auth_keys_destroy(one);
	auth_keys_destroy(both);
}

Test(auth_finders, of_the_same_text_differ_by_key)
{
	struct auth_keys *one = keys("1 " KEY_A);
	struct auth_keys *other = keys("1 " KEY_B);
	uint8_t a[AUTH_KEYS_MAX][AUTH_FINDER_BYTES];
	uint8_t b[AUTH_KEYS_MAX][AUTH_FINDER_BYTES];
	cr_assert_eq(auth_finders(one, STR("x"), a), auth_finders(other, STR("x"), b));
	cr_assert_arr_neq(a[0], b[0], AUTH_FINDER_BYTES);
	auth_keys_destroy(one);
	auth_keys_destroy(other);
}
