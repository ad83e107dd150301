/* Lesson kits: versions that stay, who makes them, offers that use them and schools that rate them.
 */
#include <string.h>

#include "fixtures/region.h"

TestSuite(lespakket, .init = region_init, .fini = region_fini);

static const char *kit(const char *titel, const char *more)
{
	return region_text("{'titel':'%s','omschrijving':'De klas bouwt iets.','niveaus':"
			   "['po-groep-7'],'themas':['robotica'],'duurMinuten':60,'materiaal':"
			   "['Karton'],'links':['https://www.voorbeeld.example/x']%s}",
		titel, more);
}

static struct reply make(enum who who, const char *titel)
{
	const struct reply r = region_post(who, "/v1/lespakketten", kit(titel, ""));
	assert_status(r, 201);
	return r;
}

static struct reply follow(enum who who, struct reply before)
{
	return region_post(who, "/v1/lespakketten",
		kit("Nieuwer", region_text(",'vorigeId':'%s'", region_member(before, "id"))));
}

Test(lespakket, is_read_by_whoever_comes)
{
	const struct reply made = make(BEDRIJF, "Robotarm");
	const struct reply read = region_as(NULL, "GET", made.location, NULL);
	assert_status(read, 200);
	cr_assert_str_eq(read.body, made.body);
	assert_holds(read, "'bedrijfId':'" VAN_DAM "'");
	assert_holds(region_as(NULL, "GET", "/v1/lespakketten", NULL), "'titel':'Robotarm'");
}

Test(lespakket, is_found_by_topic_level_and_words)
{
	(void)make(BEDRIJF, "Robotarm");
	static const struct {
		const char *query;
		bool found;
	} asked[] = { { "thema=robotica", true }, { "thema=metaal", false },
		{ "niveau=po-groep-7", true }, { "niveau=havo-1", false }, { "zoek=ROBOT", true },
		{ "zoek=brug", false } };
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		const struct reply r =
			region_get(SCHOOL, region_text("/v1/lespakketten?%s", asked[i].query));
		assert_status(r, 200);
		cr_expect_eq(region_holds(r, "'titel':'Robotarm'"), asked[i].found, "%s",
			asked[i].query);
	}
}

Test(lespakket, stays_as_it_is_when_it_is_followed)
{
	const struct reply first = make(SCHOOL, "Brug");
	const struct reply second = follow(SCHOOL, first);
	assert_status(second, 201);
	assert_holds(second, region_text("'nummer':2,'vorigeId':'%s'", region_member(first, "id")));
	const struct reply before = region_get(SCHOOL2, first.location);
	assert_holds(before, "'titel':'Brug'");
	assert_holds(before, region_text("'volgendeId':'%s'", region_member(second, "id")));
	const struct reply list = region_get(SCHOOL2, "/v1/lespakketten");
	assert_holds(list, "'titel':'Nieuwer'");
	assert_holds_not(list, "'titel':'Brug'");
}

Test(lespakket, is_followed_once)
{
	const struct reply first = make(SCHOOL, "Brug");
	assert_status(follow(SCHOOL, first), 201);
	const struct reply again = follow(SCHOOL, first);
	assert_status(again, 409);
	assert_holds(again, "'code':'lespakket.nieuwere_versie'");
}

Test(lespakket, is_followed_and_withdrawn_by_its_maker_or_staff)
{
	const struct reply made = make(BEDRIJF, "Robotarm");
	assert_status(follow(BEDRIJF2, made), 400);
	assert_status(
		region_patch(BEDRIJF2, made.location, made.etag, "{'ingetrokken':true}"), 403);
	assert_status(
		region_patch(MEDEWERKER, made.location, made.etag, "{'ingetrokken':true}"), 200);
	assert_status(region_get(SCHOOL, made.location), 404);
	assert_holds_not(region_get(SCHOOL, "/v1/lespakketten"), "Robotarm");
	assert_status(region_patch(BEDRIJF, made.location, made.etag, "{'ingetrokken':true}"), 412);
	assert_status(region_patch(BEDRIJF, made.location, "\"2\"", "{'ingetrokken':false}"), 200);
	assert_status(region_get(SCHOOL, made.location), 200);
}

Test(lespakket, that_is_withdrawn_is_found_by_its_maker_and_staff_to_give_it_back)
{
	const struct reply made = make(BEDRIJF, "Robotarm");
	const char *own = region_text("%s/_eigen", made.location);
	assert_status(region_patch(BEDRIJF, made.location, made.etag, "{'ingetrokken':true}"), 200);
	static const char list[] = "/v1/_lespakketten?ingetrokken=true";
	static const enum who seeing[] = { BEDRIJF, MEDEWERKER };
	for (size_t i = 0; i < sizeof(seeing) / sizeof(seeing[0]); i++) {
		assert_holds(region_get(seeing[i], list), "'ingetrokken':true");
		assert_status(region_get(seeing[i], own), 200);
	}
	assert_holds_not(region_get(BEDRIJF, "/v1/_lespakketten?ingetrokken=false"), "Robotarm");
	assert_holds_not(region_get(BEDRIJF2, list), "Robotarm");
	assert_status(region_get(BEDRIJF2, own), 403);
	assert_status(region_get(VRIJWILLIGER, own), 403);
	const struct reply found = region_get(BEDRIJF, own);
	assert_status(
		region_patch(BEDRIJF, made.location, found.etag, "{'ingetrokken':false}"), 200);
	assert_status(region_get(SCHOOL, made.location), 200);
	assert_holds_not(region_get(BEDRIJF, list), "Robotarm");
	assert_holds(region_get(BEDRIJF, "/v1/_lespakketten"), "Robotarm");
}

Test(lespakket, has_a_content_that_no_statement_changes)
{
	(void)make(BEDRIJF, "Robotarm");
	region_sql("do $$ declare naam text; begin update lespakket set titel = 'x'; "
		   "raise exception 'it changed'; exception when check_violation then "
		   "get stacked diagnostics naam = constraint_name; "
		   "assert naam = 'lespakket_ligt_vast', naam; end $$");
}

/* An offer of Bram with a kit, and a match of the first school with it that took place. */
static const char *match_with(const char *lespakket, const char *status)
{
	const struct reply aanbod = region_post(VRIJWILLIGER2, "/v1/aanbod",
		region_text("{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],"
			    "'dagdelen':['ma-ochtend']%s}",
			lespakket));
	assert_status(aanbod, 201);
	const struct reply aanvraag = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':"
			    "'po-groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend']}",
			region_day(3), region_day(40)));
	assert_status(aanvraag, 201);
	region_sql(region_text(
		"alter table koppeling disable trigger user; insert into koppeling (id, "
		"aanvraag_id, aanbod_id, school_id, klas_id, vrijwilliger_id, soort, datum, "
		"dagdeel, status, score, factoren, alternatieven, gewicht_versie, "
		"school_bevestigd_op, aanbieder_bevestigd_op, versie, gemaakt_op, gewijzigd_op, "
		"gewijzigd_rol) select gen_random_uuid(), a.id, '%s', a.school_id, a.klas_id, "
		"'" BRAM
		"', 'gastles', current_date, 'ochtend', 'ingepland', 1, '[]', '[]', 2, now(), "
		"now(), 1, now(), now(), 'medewerker' from aanvraag a; "
		"alter table koppeling enable trigger user; "
		"update koppeling set status = '%s', versie = 2, gewijzigd_rol = 'school' where "
		"status <> '%s'",
		region_member(aanbod, "id"), status, status));
	return region_value("select id from koppeling");
}

static struct reply rate(enum who who, const char *koppeling, int cijfer)
{
	return region_post(who, region_text("/v1/koppelingen/%s/waarderingen", koppeling),
		region_text("{'cijfer':%d}", cijfer));
}

Test(lespakket, gets_one_mark_of_each_match_that_used_it)
{
	const struct reply made = make(BEDRIJF, "Robotarm");
	assert_holds(made, "'aantalCijfers':0,'cijferTienden':null");
	const char *koppeling = match_with(
		region_text(",'lespakketId':'%s'", region_member(made, "id")), "afgerond");
	assert_status(rate(SCHOOL2, koppeling, 5), 404);
	assert_status(rate(MEDEWERKER, koppeling, 5), 403);
	assert_status(rate(SCHOOL, koppeling, 5), 201);
	const struct reply again = rate(SCHOOL, koppeling, 1);
	assert_status(again, 409);
	assert_holds(again, "'code':'waardering.bestaat'");
	/* One five among three of the middle: 14 / 4. */
	assert_holds(region_get(SCHOOL, made.location), "'aantalCijfers':1,'cijferTienden':35");
	assert_holds(follow(BEDRIJF, made), "'aantalCijfers':1");
}

Test(lespakket, gets_no_mark_before_the_lesson_or_without_a_kit)
{
	const struct reply made = make(BEDRIJF, "Robotarm");
	const char *planned = match_with(
		region_text(",'lespakketId':'%s'", region_member(made, "id")), "ingepland");
	const struct reply early = rate(SCHOOL, planned, 5);
	assert_status(early, 409);
	assert_holds(early, "'code':'koppeling.niet_afgerond'");
}

#define MARK                                                                                   \
	"insert into waardering (id, koppeling_id, lespakket_id, cijfer, versie, gemaakt_op, " \
	"gewijzigd_op) select gen_random_uuid(), k.id, '%s', 5, 1, now(), now() from koppeling k"

Test(lespakket, that_was_used_gets_the_mark_whatever_its_offer_uses_since)
{
	const struct reply used = make(BEDRIJF, "Robotarm");
	const struct reply since = make(BEDRIJF, "Brug");
	const char *koppeling = match_with(
		region_text(",'lespakketId':'%s'", region_member(used, "id")), "afgerond");
	region_sql(
		region_text("update aanbod set lespakket_id = '%s'", region_member(since, "id")));
	/* The rule itself, and whose word it is. */
	cr_expect_str_eq(region_tried(KOMPAS, region_text(MARK, region_member(since, "id"))),
		"waardering_van_wat_gebruikt_is");
	cr_expect_str_eq(region_tried(BRAM, region_text(MARK, region_member(used, "id"))), "42501");
	cr_expect_str_eq(region_tried(KOMPAS, region_text(MARK, region_member(used, "id"))), "");
	const struct reply rated = rate(SCHOOL, koppeling, 5);
	assert_status(rated, 201);
	assert_holds(rated, region_text("'lespakketId':'%s'", region_member(used, "id")));
}

#define NEXT_VERSION                                                                            \
	"insert into lespakket (id, pakket_id, nummer, %s, titel, omschrijving, niveaus, "      \
	"themas, duur_minuten, materiaal, links, zoektekst, versie, gemaakt_op, gewijzigd_op) " \
	"select gen_random_uuid(), pakket_id, 2, '%s', titel, omschrijving, niveaus, themas, "  \
	"duur_minuten, materiaal, links, zoektekst, 1, now(), now() from lespakket"

Test(lespakket, is_followed_by_who_made_the_first_whatever_the_handler_says)
{
	(void)make(BEDRIJF, "Robotarm");
	cr_expect_str_eq(region_tried(KOMPAS, region_text(NEXT_VERSION, "school_id", KOMPAS)),
		"lespakket_volgt_eigen_versie");
	cr_expect_str_eq(
		region_tried(VAN_DAM, region_text(NEXT_VERSION, "bedrijf_id", VAN_DAM)), "");
}

Test(lespakket, that_no_offer_used_gets_no_mark)
{
	const struct reply r = rate(SCHOOL, match_with("", "afgerond"), 5);
	assert_status(r, 409);
	assert_holds(r, "'code':'lespakket.niet_gebruikt'");
}

Test(lespakket, that_is_withdrawn_or_not_there_is_in_no_new_offer)
{
	const struct reply made = make(BEDRIJF, "Robotarm");
	assert_status(region_patch(BEDRIJF, made.location, made.etag, "{'ingetrokken':true}"), 200);
	const char *ids[] = { region_member(made, "id"), NOBODY };
	for (size_t i = 0; i < 2; i++) {
		const struct reply r = region_post(VRIJWILLIGER2, "/v1/aanbod",
			region_text("{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],"
				    "'dagdelen':['ma-ochtend'],'lespakketId':'%s'}",
				ids[i]));
		assert_status(r, 400);
		assert_holds(r, "'pointer':'/lespakketId','code':'lespakket.onbekend'");
	}
}
