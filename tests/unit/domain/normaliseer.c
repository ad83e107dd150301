#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "domain/normaliseer.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static struct arena arena;

static void open_arena(void)
{
	arena_init(&arena, 1 << 20);
}

static void close_arena(void)
{
	arena_fini(&arena);
}

TestSuite(normaliseer, .init = open_arena, .fini = close_arena);

/* Input and what must come out; NULL: it must be refused. */
struct sample {
	const char *in;
	const char *out;
};

typedef enum err normalise(struct str s, char *ret);

static void check_all(normalise *f, const struct sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char out[32] = "untouched";
		/* In memory of exactly its own size: reading past it is seen. */
		const size_t len = strlen(samples[i].in);
		char *exact = malloc(len > 0 ? len : 1);
		memcpy(exact, samples[i].in, len);
		const enum err e = f((struct str){ exact, len }, out);
		free(exact);
		cr_assert_eq(e, samples[i].out != NULL ? ERR_OK : ERR_INVALID, "%s", samples[i].in);
		cr_assert_str_eq(out, samples[i].out != NULL ? samples[i].out : "untouched", "%s",
			samples[i].in);
	}
}

static enum err postcode(struct str s, char *ret)
{
	return normaliseer_postcode(s, ret);
}

Test(normaliseer, brings_postcodes_to_six_characters)
{
	static const struct sample samples[] = { { "9306 TC", "9306TC" }, { "9306tc", "9306TC" },
		{ " 1234  ab ", "1234AB" }, { "8212SE", "8212SE" }, { "0306 TC", NULL },
		{ "1234 SA", NULL }, { "1234sd", NULL }, { "1234 SS", NULL }, { "1234", NULL },
		{ "1234 A", NULL }, { "1234 ABC", NULL }, { "12345 AB", NULL }, { "", NULL },
		{ "123A BC", NULL }, { "1234-AB", NULL }, { "1234 A1", NULL }, { " ", NULL } };
	check_all(postcode, samples, COUNT(samples));
}

static enum err telefoon(struct str s, char *ret)
{
	return normaliseer_telefoon(s, ret);
}

Test(normaliseer, brings_telephone_numbers_to_e164)
{
	static const struct sample samples[] = { { "0599671206", "+31599671206" },
		{ "0599-67 12 06", "+31599671206" }, { "(0599) 671206", "+31599671206" },
		{ "+31 (0)599 671206", "+31599671206" }, { "+31(0)6 12345678", "+31612345678" },
		{ "0031599671206", "+31599671206" }, { "06-12345678", "+31612345678" },
		{ "088 - 123 45 67", "+31881234567" }, { "+32 2 123 45 67", "+3221234567" },
		{ "0049 30 1234567", "+49301234567" }, { "+49.30/1234567", "+49301234567" } };
	check_all(telefoon, samples, COUNT(samples));
}

Test(normaliseer, refuses_service_numbers_and_numbers_that_are_not_complete)
{
	static const struct sample samples[] = { { "0800-1234", NULL }, { "08001234567", NULL },
		{ "0900 1234567", NULL }, { "0900-8844", NULL }, { "0906123456", NULL },
		{ "14 0320", NULL }, { "112", NULL }, { "059967120", NULL },
		{ "05996712066", NULL }, { "599671206", NULL }, { "+310599671206", NULL },
		{ "+3159967120", NULL }, { "0599671206x", NULL }, { "0599671206 of 07", NULL },
		{ "", NULL }, { "+", NULL }, { "00", NULL }, { "+0612345678", NULL },
		{ "+123456", NULL }, { "+1234567890123456", NULL }, { "0800123456", NULL },
		{ "0000000000", NULL }, { "12345678901234567890123456789012345", NULL } };
	check_all(telefoon, samples, COUNT(samples));
}

static enum err vestigingscode(struct str s, char *ret)
{
	return normaliseer_vestigingscode(s, ret);
}

static enum err gemeentecode(struct str s, char *ret)
{
	return normaliseer_gemeentecode(s, ret);
}

static enum err kvk(struct str s, char *ret)
{
	return normaliseer_kvk(s, ret);
}

Test(normaliseer, brings_codes_of_locations_to_capitals)
{
	static const struct sample samples[] = { { "32JK00", "32JK00" }, { " 32jk01 ", "32JK01" },
		{ "32JK0", NULL }, { "32JK000", NULL }, { "3AJK00", NULL }, { "32J000", NULL },
		{ "32JKA0", NULL }, { "", NULL } };
	check_all(vestigingscode, samples, COUNT(samples));
}

Test(normaliseer, restores_leading_zeros_of_municipality_codes)
{
	static const struct sample samples[] = { { "34", "0034" }, { "0034", "0034" },
		{ "GM0034", "0034" }, { "gm1699", "1699" }, { "1699", "1699" }, { "0", NULL },
		{ "0000", NULL }, { "GM34", NULL }, { "10000", NULL }, { "", NULL },
		{ "3 4", NULL }, { "A034", NULL } };
	check_all(gemeentecode, samples, COUNT(samples));
}

Test(normaliseer, wants_eight_digits_of_a_kvk_number)
{
	static const struct sample samples[] = { { "24250858", "24250858" },
		{ "24 25 08 58", "24250858" }, { "2425.0858", "24250858" }, { "2425085", NULL },
		{ "242508581", NULL }, { "2425085A", NULL }, { "", NULL }, { "24-250858", NULL } };
	check_all(kvk, samples, COUNT(samples));
}

Test(normaliseer, splits_house_numbers_from_their_addition)
{
	static const struct {
		const char *in;
		int nummer;
		const char *toevoeging;
	} samples[] = { { "74", 74, NULL }, { "12-A", 12, "A" }, { "5-7", 5, "7" },
		{ "100-112", 100, "112" }, { "12A", 12, "A" }, { "12 bis", 12, "bis" },
		{ "27-A 29", 27, "A 29" }, { "3-A/B", 3, "A/B" }, { "1-3-5", 1, "3-5" },
		{ " 12 - A ", 12, "A" }, { "99999", 99999, NULL } };
	for (size_t i = 0; i < COUNT(samples); i++) {
		struct huisnummer h;
		cr_assert_eq(normaliseer_huisnummer(str_from(samples[i].in), &h), ERR_OK, "%s",
			samples[i].in);
		cr_assert_eq(h.nummer, samples[i].nummer);
		cr_assert(
			str_eq(h.toevoeging, str_from(samples[i].toevoeging)), "%s", samples[i].in);
	}
}

Test(normaliseer, refuses_house_numbers_it_does_not_understand)
{
	static const char *const wrong[] = { "", "A12", "0", "012", "100000", "12-", "12/14",
		"12--", "12-A;B", "-12", "12-ABCDEFGHIJKLMNOPQRSTU", "12 -", "t/o 12" };
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct huisnummer h;
		cr_assert_eq(normaliseer_huisnummer(str_from(wrong[i]), &h), ERR_INVALID, "%s",
			wrong[i]);
	}
}

static void check_text(
	enum err (*f)(struct arena *, struct str, struct str *), const struct sample *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str out = STR_NULL;
		const enum err e = f(&arena, str_from(s[i].in), &out);
		cr_assert_eq(e, s[i].out != NULL ? ERR_OK : ERR_INVALID, "%s", s[i].in);
		cr_assert(str_eq(out, str_from(s[i].out)), "%s: %.*s", s[i].in, STR_FMT(out));
	}
}

Test(normaliseer, gives_web_addresses_a_scheme_and_a_small_host)
{
	static const struct sample samples[] = {
		{ "www.school.nl", "https://www.school.nl" },
		{ " School.NL ", "https://school.nl" },
		{ "http://www.School.nl/Pad?Q=1#X", "http://www.school.nl/Pad?Q=1#X" },
		{ "HTTPS://a-b.school.nl:8443/", "https://a-b.school.nl:8443/" },
		{ "school.nl?a=b@c", "https://school.nl?a=b@c" },
		{ "school.nl/?naar=http://ander.nl", "https://school.nl/?naar=http://ander.nl" },
		{ "xn--caf-dma.nl", "https://xn--caf-dma.nl" },
	};
	check_text(normaliseer_internetadres, samples, COUNT(samples));
}

Test(normaliseer, refuses_what_is_no_web_address)
{
	static const char *const wrong[] = { "", " ", "school", "info@school.nl",
		"https://u:p@school.nl", "ftp://school.nl", "javascript://school.nl/%0aalert(1)",
		"www.school .nl", "www..nl", ".nl", "school.nl.", "-a.nl", "a-.nl", "192.168.1.1",
		"http:/school.nl", "http//school.nl", "http://http://school.nl", "school.nl:0",
		"school.nl:99999", "school.nl:", "school,nl", "sch_ool.nl", "https://",
		"https:///pad", "a.nl;b.nl", "school.nl/\"x", "school.nl/<x>", "schoöl.nl",
		"school.n", "school.nl\n", "mailto:info@school.nl" };
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct str out = STR_NULL;
		cr_assert_eq(normaliseer_internetadres(&arena, str_from(wrong[i]), &out),
			ERR_INVALID, "%s", wrong[i]);
	}
}

Test(normaliseer, holds_web_addresses_to_their_maximum)
{
	char text[INTERNETADRES_MAX + 1];
	memset(text, 'a', sizeof(text));
	memcpy(text, "https://school.nl/", 18);
	struct str out = STR_NULL;
	cr_assert_eq(
		normaliseer_internetadres(&arena, (struct str){ text, INTERNETADRES_MAX }, &out),
		ERR_OK);
	cr_assert_eq(out.len, INTERNETADRES_MAX);
	cr_assert_eq(normaliseer_internetadres(
			     &arena, (struct str){ text, INTERNETADRES_MAX + 1 }, &out),
		ERR_INVALID);
	/* It must still fit when the scheme has come before it. */
	cr_assert_eq(normaliseer_internetadres(
			     &arena, (struct str){ text + 8, INTERNETADRES_MAX - 7 }, &out),
		ERR_INVALID);
}

Test(normaliseer, writes_place_names_as_the_dutch_do)
{
	static const struct sample samples[] = { { "ALMERE", "Almere" },
		{ "ALPHEN AAN DEN RIJN", "Alphen aan den Rijn" },
		{ "ALTEVEER GEM NOORDENVELD", "Alteveer gem Noordenveld" },
		{ "SPAARNDAM GEM. HAARLEM", "Spaarndam gem. Haarlem" },
		{ "IJSSELSTEIN", "IJsselstein" },
		{ "CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel" },
		{ "BEVERWIJK", "Beverwijk" }, { "WIJK BIJ DUURSTEDE", "Wijk bij Duurstede" },
		{ "'S-GRAVENHAGE", "'s-Gravenhage" }, { "'S GRAVENMOER", "'s Gravenmoer" },
		{ "'T HARDE", "'t Harde" },
		{ "STAD AAN 'T HARINGVLIET", "Stad aan 't Haringvliet" },
		{ "DEN HOORN ZH", "Den Hoorn ZH" }, { "HUIS TER HEIDE UT", "Huis ter Heide UT" },
		{ "BERGEN (NH.)", "Bergen (NH.)" },
		{ "HENDRIK-IDO-AMBACHT", "Hendrik-Ido-Ambacht" },
		{ "HEI- EN BOEICOP", "Hei- en Boeicop" }, { "WEHE-DEN HOORN", "Wehe-den Hoorn" },
		{ "ST.-ANNAPAROCHIE", "St.-Annaparochie" }, { "2E EXLOERMOND", "2e Exloermond" },
		{ "DE FRYSKE MARREN", "De Fryske Marren" }, { "TER AAR", "Ter Aar" },
		{ "NIEUWERKERK AD IJSSEL", "Nieuwerkerk ad IJssel" },
		{ "  BERGEN   OP  ZOOM ", "Bergen op Zoom" }, { "WÊNS", "Wêns" }, { "ÉÉN", "Één" },
		{ "UT", "Ut" }, { "-", "-" } };
	check_text(normaliseer_plaatsnaam, samples, COUNT(samples));
}

Test(normaliseer, leaves_place_names_that_somebody_wrote_with_care)
{
	static const struct sample samples[] = { { "Almere", "Almere" },
		{ " Den  HAAG ", "Den HAAG" }, { "almere", "almere" },
		{ "Sûdwest-Fryslân", "Sûdwest-Fryslân" } };
	check_text(normaliseer_plaatsnaam, samples, COUNT(samples));
}

Test(normaliseer, refuses_empty_and_overlong_place_names)
{
	char text[PLAATSNAAM_MAX + 1];
	memset(text, 'A', sizeof(text));
	struct str out = STR_NULL;
	cr_assert_eq(normaliseer_plaatsnaam(&arena, STR(""), &out), ERR_INVALID);
	cr_assert_eq(normaliseer_plaatsnaam(&arena, STR("   "), &out), ERR_INVALID);
	cr_assert_eq(
		normaliseer_plaatsnaam(&arena, (struct str){ text, PLAATSNAAM_MAX }, &out), ERR_OK);
	cr_assert_eq(normaliseer_plaatsnaam(&arena, (struct str){ text, PLAATSNAAM_MAX + 1 }, &out),
		ERR_INVALID);
}

/* A text of bytes that these parsers care about, in memory of exactly its size. */
static struct str any_text(struct arena *a, uint64_t *state)
{
	static const char bytes[] = "0123456789 0011AZazIJsd'-./()+:@?#GM\xc3\x89\xa9\xc3,;\"\t";
	char text[40];
	size_t len = 0;
	for (;;) {
		*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
		const size_t pick = (size_t)(*state >> 33) % (sizeof(bytes) + 2);
		if (pick >= sizeof(bytes) - 1 || len == sizeof(text))
			break;
		text[len++] = bytes[pick];
	}
	char *exact = arena_alloc(a, len > 0 ? len : 1);
	memcpy(exact, text, len);
	return (struct str){ exact, len };
}

static void check_stays(normalise *f, struct str s)
{
	char once[32] = "";
	char twice[32] = "";
	if (f(s, once) != ERR_OK)
		return;
	cr_assert_eq(f(str_from(once), twice), ERR_OK, "%s", once);
	cr_assert_str_eq(once, twice);
}

static void check_text_stays(
	enum err (*f)(struct arena *, struct str, struct str *), struct arena *a, struct str s)
{
	struct str once = STR_NULL;
	struct str twice = STR_NULL;
	if (f(a, s, &once) != ERR_OK)
		return;
	cr_assert_eq(f(a, once, &twice), ERR_OK, "%s", once.ptr);
	cr_assert(str_eq(once, twice), "%s %s", once.ptr, twice.ptr);
}

Test(normaliseer, leaves_its_own_results_as_they_are_whatever_comes_in)
{
	uint64_t state = 2026;
	for (int i = 0; i < 60000; i++) {
		struct arena a;
		arena_init(&a, 4096);
		const struct str s = any_text(&a, &state);
		check_stays(postcode, s);
		check_stays(telefoon, s);
		check_stays(vestigingscode, s);
		check_stays(gemeentecode, s);
		check_stays(kvk, s);
		check_text_stays(normaliseer_internetadres, &a, s);
		check_text_stays(normaliseer_plaatsnaam, &a, s);
		struct huisnummer h;
		if (normaliseer_huisnummer(s, &h) == ERR_OK)
			cr_assert(h.nummer >= 1 && h.nummer <= 99999);
		arena_fini(&a);
	}
}
