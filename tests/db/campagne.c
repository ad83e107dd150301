/* Campaigns, the requests that belong to them, and how far they are. */
#include <string.h>

#include "fixtures/region.h"

TestSuite(campagne, .init = region_init, .fini = region_fini);

static struct reply make(int van, int tot)
{
	const struct reply r = region_post(MEDEWERKER, "/v1/campagnes",
		region_text("{'soort':'themaweek','titel':'Week van de Techniek','vanDatum':'%s',"
			    "'totDatum':'%s','doel':40}",
			region_day(van), region_day(tot)));
	assert_status(r, 201);
	return r;
}

static struct reply ask(enum who who, struct reply campagne, int van, int tot)
{
	return region_post(who, "/v1/aanvragen",
		region_text("{'klas':'7B','soort':'gastles','onderwerp':'Lassen','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['di-ochtend'],'campagneId':'%s'}",
			region_day(van), region_day(tot), region_member(campagne, "id")));
}

Test(campagne, is_kept_by_staff_and_seen_by_all)
{
	const struct reply made = make(5, 20);
	assert_holds(made, "'doel':40,'status':'actief'");
	cr_assert_str_eq(region_get(VRIJWILLIGER, made.location).body, made.body);
	assert_status(region_patch(SCHOOL, made.location, made.etag, "{'doel':5}"), 403);
	assert_status(region_patch(MEDEWERKER, made.location, made.etag, "{'doel':5}"), 200);
	assert_status(region_patch(MEDEWERKER, made.location, made.etag, "{'doel':6}"), 412);
}

Test(campagne, that_is_closed_stands_in_the_list_when_asked)
{
	const struct reply made = make(5, 20);
	assert_holds(region_get(SCHOOL, "/v1/campagnes"), "Week van de Techniek");
	assert_status(
		region_patch(MEDEWERKER, made.location, made.etag, "{'status':'gesloten'}"), 200);
	assert_holds_not(region_get(SCHOOL, "/v1/campagnes"), "Week van de Techniek");
	assert_holds(region_get(SCHOOL, "/v1/campagnes?gesloten=true"), "Week van de Techniek");
}

Test(campagne, takes_requests_within_its_period)
{
	const struct reply made = make(5, 20);
	const struct reply r = ask(SCHOOL, made, 5, 20);
	assert_status(r, 201);
	assert_holds(r, region_text("'campagneId':'%s'", region_member(made, "id")));
	static const struct {
		int van, tot;
	} outside[] = { { 4, 20 }, { 5, 21 }, { 30, 40 } };
	for (size_t i = 0; i < sizeof(outside) / sizeof(outside[0]); i++) {
		const struct reply other = ask(SCHOOL, made, outside[i].van, outside[i].tot);
		assert_status(other, 409);
		assert_holds(other, "'code':'campagne.buiten_periode'");
	}
	const struct reply moved = region_patch(
		SCHOOL, r.location, r.etag, region_text("{'totDatum':'%s'}", region_day(21)));
	assert_status(moved, 409);
	assert_status(region_patch(SCHOOL, r.location, r.etag,
			      region_text("{'totDatum':'%s','campagneId':null}", region_day(21))),
		200);
}

Test(campagne, that_is_closed_takes_none_and_keeps_what_it_had)
{
	const struct reply made = make(5, 20);
	const struct reply had = ask(SCHOOL, made, 5, 20);
	assert_status(
		region_patch(MEDEWERKER, made.location, made.etag, "{'status':'gesloten'}"), 200);
	assert_status(ask(SCHOOL, made, 5, 20), 409);
	assert_status(
		region_patch(SCHOOL, had.location, had.etag, "{'onderwerp':'Solderen'}"), 200);
}

Test(campagne, stays_around_its_requests)
{
	const struct reply made = make(5, 20);
	assert_status(ask(SCHOOL, made, 10, 20), 201);
	const struct reply r = region_patch(MEDEWERKER, made.location, made.etag,
		region_text("{'totDatum':'%s'}", region_day(19)));
	assert_status(r, 409);
	assert_holds(r, "'code':'campagne.aanvragen_erbuiten'");
	assert_status(region_patch(MEDEWERKER, made.location, made.etag,
			      region_text("{'vanDatum':'%s'}", region_day(10))),
		200);
}

Test(campagne, has_its_requests_as_one_batch)
{
	const struct reply made = make(5, 20);
	const struct reply in = ask(SCHOOL, made, 5, 20);
	const struct reply other = ask(SCHOOL, make(5, 20), 5, 20);
	const char *path = region_text("/v1/aanvragen?campagneId=%s", region_member(made, "id"));
	static const enum who asking[] = { MEDEWERKER, SCHOOL };
	for (size_t i = 0; i < sizeof(asking) / sizeof(asking[0]); i++) {
		const struct reply r = region_get(asking[i], path);
		assert_holds(r, region_text("'id':'%s'", region_member(in, "id")));
		assert_holds_not(r, region_member(other, "id"));
	}
	assert_holds(region_get(MEDEWERKER, region_text("%s&status=concept", path)), "'items':[]");
	assert_holds(region_get(SCHOOL2, path), "'items':[]");
}

Test(campagne, tells_how_far_it_is_in_numbers)
{
	const struct reply made = make(5, 20);
	assert_status(ask(SCHOOL, made, 5, 20), 201);
	const struct reply gone = ask(SCHOOL, made, 5, 20);
	assert_status(
		region_patch(SCHOOL, gone.location, gone.etag, "{'status':'ingetrokken'}"), 200);
	const struct reply r = region_get(BEDRIJF, region_text("%s/_voortgang", made.location));
	assert_status(r, 200);
	assert_holds(r, "'doel':40,'gevraagd':1,'open':1,'voorgesteld':0,'afgesproken':0,"
			"'geweest':0,'inschrijvingen':0,'behaald':0,'scholen':1,'klassen':1");
	assert_holds_not(r, KOMPAS);
}

Test(campagne, counts_what_is_confirmed_at_its_events)
{
	const struct reply made = make(5, 20);
	const struct reply plek = region_post(MEDEWERKER, "/v1/plekken",
		region_text(
			"{'campagneId':'%s','soort':'bezoek','titel':'P','plaats':'Hal 1','vanOp':"
			"'%sT10:00:00Z','totOp':'%sT11:00:00Z','capaciteit':9,"
			"'goedkeuring':true}",
			region_member(made, "id"), region_day(6), region_day(6)));
	const struct reply klas = region_post(SCHOOL, "/v1/klassen",
		"{'naam':'Groep 8b','niveau':'po-groep-8','groepsgrootte':25}");
	const struct reply asked = region_post(SCHOOL, "/v1/inschrijvingen",
		region_text("{'plekId':'%s','klasId':'%s','aantal':5}", region_member(plek, "id"),
			region_member(klas, "id")));
	const char *path = region_text("%s/_voortgang", made.location);
	assert_holds(region_get(BEDRIJF, path), "'inschrijvingen':0,'behaald':0,'scholen':0");
	assert_status(
		region_patch(MEDEWERKER, asked.location, asked.etag, "{'status':'bevestigd'}"),
		200);
	assert_holds(region_get(BEDRIJF, path),
		"'inschrijvingen':1,'behaald':1,'scholen':1,'klassen':1");
}

Test(campagne, is_not_over_before_it_is_made)
{
	const struct reply r = region_post(MEDEWERKER, "/v1/campagnes",
		"{'soort':'beurs','titel':'Beurs','vanDatum':'2025-03-01','totDatum':'2025-03-05',"
		"'doel':1}");
	assert_status(r, 400);
	assert_holds(r, "'code':'campagne.voorbij'");
}

Test(campagne, takes_the_types_that_belong)
{
	const struct reply made = make(5, 20);
	assert_status(ask(SCHOOL, made, 5, 20), 201);
	const struct reply none = region_patch(
		MEDEWERKER, made.location, made.etag, "{'soorten':['bedrijfsbezoek']}");
	assert_status(none, 409);
	assert_holds(none, "'code':'campagne.aanvragen_erbuiten'");
	assert_status(
		region_patch(MEDEWERKER, made.location, made.etag, "{'soorten':['gastles']}"), 200);
	const struct reply other = make(5, 20);
	assert_status(
		region_patch(MEDEWERKER, other.location, other.etag, "{'soorten':['stage']}"), 200);
	assert_status(ask(SCHOOL, other, 5, 20), 409);
}

Test(campagne, takes_nothing_back_that_no_longer_fits)
{
	const struct reply made = make(5, 20);
	const struct reply gone = ask(SCHOOL, made, 5, 20);
	const struct reply off =
		region_patch(SCHOOL, gone.location, gone.etag, "{'status':'ingetrokken'}");
	assert_status(off, 200);
	assert_status(region_patch(MEDEWERKER, made.location, made.etag,
			      region_text("{'totDatum':'%s'}", region_day(19))),
		200);
	const struct reply back =
		region_patch(SCHOOL, gone.location, off.etag, "{'status':'open'}");
	assert_status(back, 409);
	assert_holds(back, "'code':'campagne.buiten_periode'");
}

Test(campagne, is_a_filter_of_the_queue)
{
	const struct reply made = make(5, 20);
	const struct reply in = ask(SCHOOL, made, 5, 20);
	const struct reply other = ask(SCHOOL, make(5, 20), 5, 20);
	const struct reply r =
		region_get(MEDEWERKER, region_text("/v1/werkvoorraad?campagneId=%s&soort=gastles",
					       region_member(made, "id")));
	assert_holds(r, region_text("'aanvraagId':'%s'", region_member(in, "id")));
	assert_holds_not(r, region_member(other, "id"));
	assert_holds(region_get(MEDEWERKER, region_text("/v1/koppelingen?campagneId=%s",
						    region_member(made, "id"))),
		"'items':[]");
}
