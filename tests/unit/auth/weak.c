/* Which passwords may be chosen (ASVS 5.0, 6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.12). */
#include "auth/weak.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "auth/auth.h"

static struct auth_common *common;

static void start(void)
{
	cr_assert_eq(auth_init(), ERR_OK);
	cr_assert_eq(auth_common_create(SHIPPED, &common), ERR_OK);
}

static void end(void)
{
	auth_common_destroy(common);
}

TestSuite(auth_weak, .init = start, .fini = end);
TestSuite(auth_common, .init = start, .fini = end);

static enum auth_weak weak(const char *password)
{
	return auth_password_weak(common, str_from(password), NULL, 0);
}

static enum auth_weak weak_for(const char *password, const char *a, const char *b)
{
	const struct str own[] = { str_from(a), str_from(b) };
	return auth_password_weak(common, str_from(password), own, 2);
}

Test(auth_weak, asvs_6_2_1_asks_for_eight_characters_and_counts_them_as_people_do)
{
	cr_assert_eq(weak("zqxjvkw"), AUTH_WEAK_SHORT);
	cr_assert_eq(weak("zqxjvkwp"), AUTH_WEAK_NOT);
	cr_assert_eq(weak("éêëèñçü"), AUTH_WEAK_SHORT); /* seven, in fourteen bytes */
	cr_assert_eq(weak("🦊🦉🐢🦔🐙🦀🦜🐌"), AUTH_WEAK_NOT);
}

Test(auth_weak, asvs_6_2_9_takes_a_hundred_and_twenty_eight_characters_and_no_more)
{
	char text[4 * 129];
	for (size_t i = 0; i < 129; i++)
		memcpy(text + 4 * i, i % 2 == 0 ? "🦊" : "🦉", 4);
	const struct str longest = { text, 4 * 128 };
	const struct str longer = { text, 4 * 129 };
	cr_assert_eq(auth_password_weak(common, longest, NULL, 0), AUTH_WEAK_NOT);
	cr_assert_eq(auth_password_weak(common, longer, NULL, 0), AUTH_WEAK_LONG);
}

Test(auth_weak, asvs_6_2_5_takes_any_characters)
{
	cr_assert_eq(weak(" rand om mij heen "), AUTH_WEAK_NOT);
	cr_assert_eq(weak("zesrodefietsen"), AUTH_WEAK_NOT);
	cr_assert_eq(weak("Ω≈ç√∫˜µ≤"), AUTH_WEAK_NOT);
	cr_assert_eq(weak("'; drop table--"), AUTH_WEAK_NOT);
}

Test(auth_weak, asvs_6_2_4_refuses_what_leaked_whatever_its_capitals_and_accents)
{
	static const char *const known[] = { "password", "Password", "PASSWORD", "pässwörd",
		"12345678", "1234567890", "qwertyuiop", "trustno1", "iloveyou", "sunshine" };
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		cr_expect_eq(weak(known[i]), AUTH_WEAK_COMMON, "%s", known[i]);
}

Test(auth_weak, asvs_6_2_12_refuses_what_is_common_in_dutch)
{
	static const char *const known[] = { "welkom01", "Welkom123", "Welkom2026!", "zomer2025!",
		"wachtwoord", "Wachtwoord1", "geheim123", "Almere2026", "ikhouvanjou",
		"september2026", "zonnebloem", "Zonnebloem1", "zonneschijn", "paardebloem",
		"sinterklaas", "regenboog" };
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		cr_expect_eq(weak(known[i]), AUTH_WEAK_COMMON, "%s", known[i]);
}

Test(auth_weak, refuses_one_sign_or_a_few_over_and_over_and_what_counts_up_or_down)
{
	static const char *const plain[] = { "aaaaaaaa", "AAAAAAAAA", "00000000", "????????????",
		"        ", "éééééééé", "abababab", "12312312", "abcdefgh", "ABCDEFGHIJ",
		"hgfedcba", "34567890", "9876543210", "23456789" };
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		cr_expect_eq(weak(plain[i]), AUTH_WEAK_COMMON, "%s", plain[i]);
	cr_assert_eq(weak("aaaaaaaaq"), AUTH_WEAK_NOT);
	cr_assert_eq(weak("zxcdefgh!q"), AUTH_WEAK_NOT);
}

Test(auth_weak, refuses_what_is_little_more_than_the_persons_own_words)
{
	cr_assert_eq(weak_for("Jansen-2026", "Jansen", "noor"), AUTH_WEAK_OWN);
	cr_assert_eq(weak_for("noorjansennoor", "Jansen", "noor"), AUTH_WEAK_OWN);
	cr_assert_eq(weak_for("JÄNSEN12345678", "Jansen", "noor"), AUTH_WEAK_OWN);
	cr_assert_eq(weak_for("jansen", "Jansen", "noor"), AUTH_WEAK_SHORT);
}

Test(auth_weak, lets_ones_own_words_be_part_of_something_longer)
{
	cr_assert_eq(weak_for("paard batterij jansen nietje", "Jansen", "noor"), AUTH_WEAK_NOT);
	/* Nor does a short word count, or an absent one. */
	cr_assert_eq(weak_for("zqxjvkwp", "zq", NULL), AUTH_WEAK_NOT);
	cr_assert_eq(weak_for("zqxjvkwp", "", ""), AUTH_WEAK_NOT);
}

Test(auth_common, holds_far_more_than_the_three_thousand_that_are_asked)
{
	cr_assert_gt(auth_common_count(common), 20000);
	cr_assert(auth_common_has(common, STR("password")));
	cr_assert_not(auth_common_has(common, STR("passwor")));
	cr_assert_not(auth_common_has(common, STR("passwordd!")));
	cr_assert_not(auth_common_has(common, STR("")));
	cr_assert_not(auth_common_has(common, STR("\xff\xff\xff")));
}

/* A list in memory, as a file. */
static enum err read_list(const char *head, size_t entries, const char *tail)
{
	const int fd = memfd_create("list", MFD_CLOEXEC);
	cr_assert_geq(fd, 0);
	dprintf(fd, "%s", head);
	for (size_t i = 0; i < entries; i++)
		dprintf(fd, "entry%06zu\n", i);
	dprintf(fd, "%s", tail);
	char path[64];
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	struct auth_common *c = NULL;
	const enum err e = auth_common_create(path, &c);
	auth_common_destroy(c);
	(void)close(fd);
	return e;
}

Test(auth_common, takes_only_a_sorted_list_of_some_length)
{
	cr_assert_eq(read_list("# head\n\n", AUTH_COMMON_MIN_ENTRIES, ""), ERR_OK);
	cr_assert_eq(read_list("# head\n\n", AUTH_COMMON_MIN_ENTRIES - 1, "zz"), ERR_OK);
	cr_assert_eq(read_list("# head\n\n", AUTH_COMMON_MIN_ENTRIES - 1, ""), ERR_INVALID);
	cr_assert_eq(read_list("# head\n\n", AUTH_COMMON_MIN_ENTRIES, "aa\n"), ERR_INVALID);
	cr_assert_eq(read_list("# head\n\n", AUTH_COMMON_MIN_ENTRIES, "\nzz\n"), ERR_INVALID);
	cr_assert_eq(read_list("no head\n", AUTH_COMMON_MIN_ENTRIES, ""), ERR_INVALID);
	cr_assert_eq(read_list("", 0, ""), ERR_INVALID);
	struct auth_common *c = NULL;
	cr_assert_eq(auth_common_create("/nonexistent", &c), ERR_NOT_FOUND);
	cr_assert_eq(auth_common_create("/proc/self", &c), ERR_NOT_FOUND);
	cr_assert_null(c);
}
