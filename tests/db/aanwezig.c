/* Attendance by one tap, and the certificate of what took place. */
#include <string.h>

#include "fixtures/region.h"

TestSuite(aanwezig, .init = region_init, .fini = region_fini);
TestSuite(certificaat, .init = region_init, .fini = region_fini);

/* A match of the first school with Aya of Van Dam that began an hour ago, or so many days from
 * then; beside the triggers, which would ask for its whole life. */
static const char *match(int days)
{
	const struct reply aanbod = region_post(VRIJWILLIGER, "/v1/aanbod",
		"{'soort':'gastles','titel':'Lassen & <b>buigen</b>','niveaus':['po-groep-7'],"
		"'dagdelen':['ma-ochtend']}");
	assert_status(aanbod, 201);
	const struct reply aanvraag = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'gastles','onderwerp':'Lassen','niveau':"
			    "'po-groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend']}",
			region_day(1), region_day(40)));
	assert_status(aanvraag, 201);
	region_sql(region_text(
		"alter table koppeling alter column tijdvak drop expression; "
		"alter table koppeling disable trigger user; insert into koppeling (id, "
		"aanvraag_id, aanbod_id, school_id, klas_id, bedrijf_id, vrijwilliger_id, soort, "
		"datum, dagdeel, tijdvak, status, score, factoren, alternatieven, gewicht_versie, "
		"school_bevestigd_op, aanbieder_bevestigd_op, versie, gemaakt_op, gewijzigd_op, "
		"gewijzigd_rol) select gen_random_uuid(), a.id, "
		"'%s', a.school_id, a.klas_id, '" VAN_DAM "', '" AYA "', 'gastles', "
		"(now() at time zone 'Europe/Amsterdam')::date + %d, 'ochtend', "
		"tstzrange(now() - interval '60 minutes' + %d * interval '1 day', "
		"now() + interval '30 minutes' + %d * interval '1 day'), 'ingepland', 1, '[]', "
		"'[]', 2, now(), now(), 1, now(), now(), 'medewerker' from aanvraag a; alter table "
		"koppeling "
		"enable trigger user",
		region_member(aanbod, "id"), days, days, days));
	return region_value("select id from koppeling");
}

static struct reply show(enum who who, const char *koppeling)
{
	return region_post(
		who, region_text("/v1/koppelingen/%s/aanwezigheidscodes", koppeling), NULL);
}

static struct reply open_code(enum who who, const char *code)
{
	return region_post(who, "/v1/aanwezigheden", region_text("{'code':'%s'}", code));
}

static void assert_refused(struct reply r, const char *code)
{
	assert_status(r, 409);
	assert_holds(r, region_text("'code':'%s'", code));
}

static struct reply certificate(enum who who, const char *koppeling)
{
	return region_get(who, region_text("/v1/koppelingen/%s/_certificaat", koppeling));
}

/* How the sides say that it went. */
static const char *words(void)
{
	return region_value("select string_agg(kant || ' ' || uitkomst, ', ' order by kant) from "
			    "uitkomst");
}

Test(aanwezig, is_the_word_of_both_sides_by_one_tap)
{
	const struct reply shown = show(SCHOOL, match(0));
	assert_status(shown, 201);
	assert_status(open_code(VRIJWILLIGER, region_member(shown, "code")), 201);
	cr_assert_str_eq(words(), "aanbieder afgerond, school afgerond");
	cr_assert_str_eq(region_value("select status from koppeling"), "afgerond");
	cr_assert_str_eq(region_value("select count(distinct gemaakt_door) from uitkomst"), "2");
}

Test(aanwezig, is_shown_by_who_comes_as_well)
{
	const struct reply shown = show(VRIJWILLIGER, match(0));
	assert_status(open_code(SCHOOL, region_member(shown, "code")), 201);
	cr_assert_str_eq(words(), "aanbieder afgerond, school afgerond");
}

Test(aanwezig, is_opened_by_the_other_side_alone)
{
	const char *koppeling = match(0);
	const char *code = region_member(show(VRIJWILLIGER, koppeling), "code");
	assert_refused(open_code(VRIJWILLIGER, code), "aanwezigheid.eigen_code");
	assert_refused(open_code(BEDRIJF, code), "aanwezigheid.eigen_code");
	assert_status(open_code(SCHOOL2, code), 404);
	assert_status(open_code(MEDEWERKER, code), 403);
	assert_status(show(SCHOOL2, koppeling), 404);
	cr_assert_str_eq(region_value("select count(*) from uitkomst"), "0");
}

Test(aanwezig, has_a_code_on_the_day_itself)
{
	const char *koppeling = match(1);
	assert_refused(show(SCHOOL, koppeling), "aanwezigheid.andere_dag");
	region_sql("alter table koppeling disable trigger user; update koppeling set datum = datum "
		   "- 1, tijdvak = tstzrange(now() + interval '1 minute', now() + interval '1 "
		   "hour'); alter table koppeling enable trigger user");
	const struct reply early = show(SCHOOL, koppeling);
	assert_status(early, 201);
	assert_refused(open_code(VRIJWILLIGER, region_member(early, "code")), "stap.te_vroeg");
}

Test(aanwezig, takes_no_code_that_was_changed)
{
	char code[512];
	const struct reply shown = show(SCHOOL, match(0));
	const char *made = region_member(shown, "code");
	cr_assert_lt(strlen(made), sizeof(code));
	memcpy(code, made, strlen(made) + 1);
	code[20] = code[20] == 'A' ? 'B' : 'A';
	assert_refused(open_code(VRIJWILLIGER, code), "aanwezigheid.ongeldig");
	assert_refused(open_code(VRIJWILLIGER, "AAAA"), "aanwezigheid.ongeldig");
}

Test(aanwezig, keeps_what_the_one_that_shows_it_said_before)
{
	const char *koppeling = match(0);
	const char *code = region_member(show(SCHOOL, koppeling), "code");
	assert_status(region_post(SCHOOL, region_text("/v1/koppelingen/%s/uitkomsten", koppeling),
			      "{'uitkomst':'afgerond','minuten':50}"),
		201);
	assert_status(open_code(VRIJWILLIGER, code), 201);
	cr_assert_str_eq(region_value("select minuten from uitkomst where kant = 'school'"), "50");
	/* A second tap says nothing new. */
	assert_status(open_code(VRIJWILLIGER, code), 201);
	cr_assert_str_eq(region_value("select count(*) from uitkomst"), "2");
}

Test(aanwezig, is_a_picture_of_the_link)
{
	const struct reply shown = show(SCHOOL, match(0));
	assert_holds(shown, region_text("/aanwezig#%s", region_member(shown, "code")));
	cr_assert(strstr(shown.body, "<svg xmlns=") != NULL);
}

/* When a match really begins and ends is what counts, wherever that is asked. */
Test(aanwezig, goes_by_the_real_time)
{
	const char *koppeling = match(0);
	const char *code = region_member(show(SCHOOL, koppeling), "code");
	region_sql("alter table koppeling disable trigger user; update koppeling set tijdvak = "
		   "tstzrange(now() + interval '1 hour', now() + interval '4 hours'); alter table "
		   "koppeling enable trigger user; alter table tijd disable trigger user; insert "
		   "into tijd (id, begint_op, eindigt_op, versie, gemaakt_op, gewijzigd_op) select "
		   "id, now() - interval '50 minutes', now(), 1, now(), now() from koppeling; "
		   "alter table tijd enable trigger user");
	assert_status(open_code(VRIJWILLIGER, code), 201);
	assert_holds(region_get(SCHOOL, region_text("/v1/koppelingen/%s/_afloop", koppeling)),
		"'minuten':50");
	cr_assert(strstr(certificate(VRIJWILLIGER, koppeling).body, "0,83 uur") != NULL);
}

Test(certificaat, is_of_what_took_place)
{
	const char *koppeling = match(0);
	assert_refused(certificate(VRIJWILLIGER, koppeling), "certificaat.niet_geweest");
	assert_status(open_code(VRIJWILLIGER, region_member(show(SCHOOL, koppeling), "code")), 201);
	static const enum who own[] = { VRIJWILLIGER, BEDRIJF, MEDEWERKER };
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		const struct reply r = certificate(own[i], koppeling);
		assert_status(r, 200);
		cr_assert(strstr(r.body, "Lassen &amp; &lt;b&gt;buigen") != NULL, "%s", r.body);
		cr_assert(strstr(r.body, "1,5 uur") != NULL, "%s", r.body);
		cr_assert(strstr(r.body, "Kompas") != NULL, "%s", r.body);
	}
	assert_status(certificate(SCHOOL, koppeling), 403);
	assert_status(certificate(BEDRIJF2, koppeling), 404);
	assert_status(certificate(VRIJWILLIGER2, koppeling), 404);
}

Test(certificaat, counts_the_time_that_was_told)
{
	const char *koppeling = match(0);
	assert_status(
		region_post(VRIJWILLIGER, region_text("/v1/koppelingen/%s/uitkomsten", koppeling),
			"{'uitkomst':'afgerond','minuten':120}"),
		201);
	cr_assert(strstr(certificate(VRIJWILLIGER, koppeling).body, "2 uur") != NULL);
	assert_status(region_post(SCHOOL, region_text("/v1/koppelingen/%s/uitkomsten", koppeling),
			      "{'uitkomst':'afgerond','minuten':75}"),
		201);
	cr_assert(strstr(certificate(VRIJWILLIGER, koppeling).body, "1,25 uur") != NULL);
}

Test(certificaat, is_theirs_alone_while_their_data_stand_still)
{
	const char *koppeling = match(0);
	assert_status(open_code(VRIJWILLIGER, region_member(show(SCHOOL, koppeling), "code")), 201);
	region_sql("update vrijwilliger set beperkt_op = now() where id = '" AYA "'");
	assert_status(certificate(VRIJWILLIGER, koppeling), 200);
	assert_status(certificate(BEDRIJF, koppeling), 404);
	assert_status(certificate(MEDEWERKER, koppeling), 404);
}

/* ---- a dispute ---- */

static struct reply tells(enum who who, const char *koppeling, const char *body)
{
	return region_post(who, region_text("/v1/koppelingen/%s/uitkomsten", koppeling), body);
}

Test(aanwezig, staff_settles_a_dispute_that_comes_after_the_evaluation)
{
	const char *koppeling = match(0);
	region_sql("insert into telling (houder, cijfers, cijfer_som) values ('" AYA
		   "', 2, 700), ('" VAN_DAM "', 2, 700)");
	assert_status(tells(SCHOOL, koppeling, "{'uitkomst':'afgerond'}"), 201);
	assert_status(
		region_post(SCHOOL, region_text("/v1/koppelingen/%s/beoordelingen", koppeling),
			"{'cijfer':4}"),
		201);
	cr_assert_str_eq(region_value("select distinct cijfer_som from telling"), "1100");
	assert_status(tells(VRIJWILLIGER, koppeling,
			      "{'uitkomst':'niet_verschenen','reden':"
			      "'anders'}"),
		201);
	assert_status(tells(MEDEWERKER, koppeling,
			      "{'uitkomst':'niet_verschenen','reden':"
			      "'anders'}"),
		201);
	cr_assert_str_eq(region_value("select status from koppeling"), "niet_verschenen");
	cr_assert_str_eq(
		region_value("select count(*) from betwisting where beslecht_op is null"), "0");
	cr_assert_str_eq(region_value("select count(*) from beoordeling"), "0");
	cr_assert_str_eq(
		region_value("select distinct cijfers || ' ' || cijfer_som from telling"), "2 700");
}
