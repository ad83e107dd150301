/* The export of all that is held about a person: complete by the catalogue, and of nobody else. */
#include <string.h>

#include "auth/auth.h"
#include "fixtures/region.h"
#include "privacy/catalogus.h"
#include "json/jsn.h"

#define CURSOR_TABLE \
	24 /* where the number of the table stands in a cursor, and behind it the key */
#define WISSEL ID("99")
#define EXPORT "/v1/ik/gegevens"

static struct arena memory;

static void begin(void)
{
	region_init();
	test_sql_file(region_uri(), PERSOON_SQL);
	region_seal();
	region_sql(region_text("update emailwissel set nieuw = %s, oud = %s",
		region_sealed("emailwissel.nieuw " WISSEL, "zqxjvknieuw@voorbeeld.nl"),
		region_sealed("emailwissel.oud " WISSEL, "zqxjvkoud@voorbeeld.nl")));
	region_sql("update sessie set bevestigd_op = clock_timestamp()");
	arena_init(&memory, 32 << 20);
}

static void end(void)
{
	arena_fini(&memory);
	region_fini();
}

TestSuite(gegevens, .init = begin, .fini = end, .timeout = 120);

/* All pages, one behind the other. */
static const char *export(enum who who, int limit)
{
	const char *whole = "";
	const char *cursor = "";
	do {
		const struct reply r = region_get(who, region_text(EXPORT "?limit=%d%s%s", limit,
							       *cursor ? "&cursor=" : "", cursor));
		assert_status(r, 200);
		whole = region_text("%s%s\n", whole, r.body);
		cursor = region_member(r, "volgende");
	} while (*cursor != '\0');
	return whole;
}

static size_t occurs(const char *text, const char *part)
{
	size_t count = 0;
	for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
		count++;
	return count;
}

Test(gegevens, hold_every_personal_column_that_the_catalogue_does_not_leave_out_with_a_reason)
{
	const char *whole = export(VRIJWILLIGER, 100);
	const struct config settings = { .idempotency_hours = 72 };
	const struct jsn_doc *entries = jsn_get(catalogus_read(&memory, &settings), "verwerkingen");
	size_t shown = 0;
	for (size_t i = 0; i < jsn_count(entries); i++) {
		const struct jsn_doc *entry = jsn_at(entries, i);
		const struct str tabel = jsn_text(jsn_get(entry, "tabel"));
		const struct str reason = jsn_text(jsn_get(entry, "buitenExport"));
		if (reason.ptr != NULL) {
			cr_expect_gt(reason.len, 20, "%.*s", STR_FMT(tabel));
			continue;
		}
		shown++;
		const char *row = region_text("{\"tabel\":\"%.*s\",", STR_FMT(tabel));
		cr_expect_geq(occurs(whole, row), 1, "nothing of %.*s", STR_FMT(tabel));
		const char *why = region_text(
			"{\"doel\":\"%.*s\"", STR_FMT(jsn_text(jsn_get(entry, "doel"))));
		cr_expect_geq(occurs(whole, why), 1, "%s", why);
		const struct jsn_doc *columns = jsn_get(entry, "kolommen");
		for (size_t c = 0; c < jsn_count(columns); c++) {
			const char *column = region_text("{\"kolom\":\"%.*s\",\"waarde\":",
				STR_FMT(jsn_text(jsn_at(columns, c))));
			cr_expect_geq(occurs(whole, column), 1, "%s", column);
		}
	}
	cr_expect_gt(shown, 20);
}

Test(gegevens, hold_every_text_that_was_planted_save_what_only_others_got)
{
	const char *whole = export(VRIJWILLIGER, 100);
	static const char *const planted[] = { "zqxjvkmail@", "Zqxjvknaam", "Zqxjvkaya\"",
		"zqxjvkaya@", "+31611zqxjvk", "Zqxjvkgenodigd", "Zqxjvktoestel", "Zqxjvkonderwerp",
		"Zqxjvktoelichting", "Zqxjvkaanbod", "Zqxjvkomschrijving", "Zqxjvkreactie",
		"Zqxjvkwaarom", "zqxjvknieuw@", "zqxjvkoud@", "Zqxjvkbezwaar", "Zqxjvkoordeel",
		"Zqxjvkdank", "Zqxjvkeigen", "Zqxjvkafloop", "Zqxjvkanders", "Zqxjvkweergave",
		"Zqxjvknotitie", "Zqxjvkoverhaar", "Zqxjvktaak", "Zqxjvkingreep", "Zqxjvkbundel",
		"Zqxjvkzoekopdracht" };
	for (size_t i = 0; i < sizeof(planted) / sizeof(planted[0]); i++)
		cr_expect_geq(occurs(whole, planted[i]), 1, "%s", planted[i]);
}

Test(gegevens, are_the_same_in_pages_of_any_size)
{
	const size_t rows = occurs(export(VRIJWILLIGER, 100), "{\"tabel\":");
	cr_assert_gt(rows, 25);
	cr_expect_eq(occurs(export(VRIJWILLIGER, 7), "{\"tabel\":"), rows);
	cr_expect_eq(occurs(export(VRIJWILLIGER, 1), "{\"tabel\":"), rows);
}

Test(gegevens, hide_hashes_what_is_sealed_and_which_account_of_somebody_else_it_was)
{
	const char *whole = export(VRIJWILLIGER, 100);
	static const char *const secret[] = { "wachtwoord", "token_hash", "geheim", "code_hash",
		"inhoud", "antwoord", "gewijzigd_door", "vog_gezien_door" };
	for (size_t i = 0; i < sizeof(secret) / sizeof(secret[0]); i++) {
		const char *any = region_text("{\"kolom\":\"%s\",", secret[i]);
		const char *hidden = region_text(
			"{\"kolom\":\"%s\",\"waarde\":null,\"verborgen\":true}", secret[i]);
		cr_expect_geq(occurs(whole, any), 1, "%s", secret[i]);
		cr_expect_eq(occurs(whole, any), occurs(whole, hidden), "%s", secret[i]);
	}
}

Test(gegevens, say_what_others_did_and_not_who)
{
	const char *whole = export(VRIJWILLIGER, 100);
	cr_expect_geq(occurs(whole, "\"vrijwilligerList\""), 1);
	cr_expect_eq(occurs(whole, "198.51.100.0"), 0);
	cr_expect_eq(occurs(whole, BRAM), 0, "another person that staff saw with her");
}

Test(gegevens, are_of_nobody_else)
{
	cr_expect_eq(occurs(export(SCHOOL2, 100), "zqxjvk"), 0);
	cr_expect_eq(occurs(export(VRIJWILLIGER2, 100), "zqxjvk"), 0);
}

Test(gegevens, ask_for_a_proof_first_and_stand_in_the_audit_then)
{
	region_sql("update sessie set bevestigd_op = null");
	const struct reply refused = region_get(VRIJWILLIGER, EXPORT);
	assert_status(refused, 403);
	assert_holds(refused, "'code':'bevestiging.nodig'");
	region_sql("update sessie set bevestigd_op = clock_timestamp()");
	assert_status(region_get(VRIJWILLIGER, EXPORT), 200);
	cr_expect_str_eq(
		region_value("select concat_ws(' ', handeling, account_id = any (betreft)) "
			     "from audit where handeling = 'gegevensList'"),
		"gegevensList t");
}

static int64_t number_of(const char *tabel)
{
	const struct config settings = { .idempotency_hours = 72 };
	const struct jsn_doc *entries = jsn_get(catalogus_read(&memory, &settings), "verwerkingen");
	size_t i = 0;
	while (i < jsn_count(entries) &&
		!str_eq(jsn_text(jsn_get(jsn_at(entries, i), "tabel")), str_from(tabel)))
		i++;
	cr_assert_lt(i, jsn_count(entries), "no %s", tabel);
	return (int64_t)i;
}

/* A page behind a place of the test's own choice, under a cursor as the service makes them. */
static struct reply page_behind(int64_t tabel, const char *key)
{
	const struct reply r = region_get(VRIJWILLIGER, EXPORT "?limit=1");
	struct str bytes;
	cr_assert_eq(auth_base64url_decode(&memory, str_from(region_member(r, "volgende")), &bytes),
		ERR_OK);
	char crafted[256];
	memcpy(crafted, bytes.ptr, CURSOR_TABLE);
	memcpy(crafted + CURSOR_TABLE, &tabel, sizeof(tabel));
	memcpy(crafted + CURSOR_TABLE + sizeof(tabel), key, strlen(key));
	const struct str cursor =
		auth_base64url(&memory, crafted, CURSOR_TABLE + sizeof(tabel) + strlen(key));
	return region_get(
		VRIJWILLIGER, region_text(EXPORT "?limit=1&cursor=%.*s", STR_FMT(cursor)));
}

Test(gegevens, refuse_a_cursor_that_is_no_place_of_a_row)
{
	static const char *const no_number[] = { "x", "-1", "1x", "0", "99999999999999999999" };
	const int64_t audit = number_of("audit");
	assert_status(page_behind(audit, "00000000000000000001"), 200);
	assert_status(page_behind(number_of("lid"), "x"), 200);
	for (size_t i = 0; i < sizeof(no_number) / sizeof(no_number[0]); i++) {
		const struct reply r = page_behind(audit, no_number[i]);
		assert_status(r, 400);
		assert_holds(r, "'code':'cursor.ongeldig'");
	}
	assert_status(page_behind(-1, ""), 400);
	assert_status(page_behind(INT64_MAX, ""), 400);
}
