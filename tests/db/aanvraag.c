/* Requests through the API. */
#include <libpq-fe.h>
#include <string.h>

#include "fixtures/region.h"

TestSuite(aanvraag, .init = region_init, .fini = region_fini);

static struct reply ask(enum who who, const char *more)
{
	return region_post(who, "/v1/aanvragen",
		region_text("{'klas':'7B','soort':'gastles','onderwerp':'Lassen','niveau':'po-"
			    "groep-7','groepsgrootte':25,"
			    "'vanDatum':'%s','totDatum':'%s','dagdelen':['di-ochtend']%s}",
			region_day(7), region_day(60), more));
}

/* A match of Van Dam and Aya for a request, in this state. */
static void propose(struct reply r, const char *status)
{
	const char *made = region_value("select gewijzigd_op from aanvraag limit 1");
	const char *aanvraag = region_member(r, "id");
	region_sql(region_text(
		"insert into aanbod (id, bedrijf_id, vrijwilliger_id, soort, titel, themas, "
		"niveaus, talen, online, groep_min,"
		" groep_max, plaatsen, dagdelen, van_datum, uitzonderingen, status, versie, "
		"gemaakt_op, gewijzigd_op)"
		" values ('" ID(
			"61") "', '" VAN_DAM "', '" AYA
			      "', 'gastles', 'Lassen', '{}', 64, '{nl}', false, 1, 30, 1, 8,"
			      " '2026-01-01', '{}', 'actief', 1, '%s', '%s');"
			      "insert into koppeling (id, aanvraag_id, aanbod_id, school_id, "
			      "klas_id, bedrijf_id, vrijwilliger_id, datum, dagdeel,"
			      " status, score, factoren, alternatieven, gewicht_versie, versie, "
			      "gemaakt_op, gewijzigd_op, gewijzigd_rol)"
			      " select '" ID("71") "', a.id, '" ID(
				      "61") "', a.school_id, a.klas_id, '" VAN_DAM "', '" AYA
					    "', a.van_datum,"
					    " 'ochtend', 'voorgesteld', 1, '[]', '[]', 1, 1, '%s', "
					    "'%s', 'school' from aanvraag a where a.id = '%s'",
		made, made, made, made, aanvraag));
	if (strcmp(status, "voorgesteld") != 0)
		region_sql(region_text("update koppeling set status = '%s', reden = 'anders', "
				       "gewijzigd_rol = 'medewerker',"
				       " versie = 2",
			status));
}

Test(aanvraag, of_a_school_is_its_own_and_filled_in_where_it_is_silent)
{
	const struct reply r = ask(SCHOOL, "");
	assert_status(r, 201);
	assert_holds(r, "'schoolId':'" KOMPAS
			"','klas':'7B','soort':'gastles','onderwerp':'Lassen','toelichting':null");
	assert_holds(r, "'themas':[],'themaVereist':false,'niveau':'po-groep-7','taal':'nl','"
			"groepsgrootte':25");
	assert_holds(r,
		"'dagdelen':['di-ochtend'],'maxAfstandM':null,'onlineToegestaan':false,'"
		"vogVereist':false,'leeftijdMin':null,'crebo':null,'begeleiders':null,'traploos':"
		"false,'weken':null,'dagenPerWeek':null,'urenPerDag':null,'opdrachtvorm':null,"
		"'teams':null,'mijlpalen':[],'haltes':null,'haltesMin':null,'halteMinuten':null,"
		"'wachttijdWeken':null,"
		"'voorkeur':'geen','wensDagdelen':[],'wensTalen':[],'wensAmbassadeur':"
		"false");
	assert_holds(r, "'campagneId':null,'leerdoel':null,'voorkennis':null,'vervolg':null,"
			"'tijdopties':[],'kopieVan':null,'reeksId':null,'reeksKeer':null,"
			"'wachtlijst':false,'naamTonen':false,'status':'open'");
	cr_assert_str_eq(region_get(SCHOOL, r.location).body, r.body);
}

/* The constraint that says no to a statement, "" when none does. */
static const char *refusal(const char *sql)
{
	PGconn *pg = PQconnectdb(region_uri());
	PGresult *res = PQexec(pg, sql);
	const char *constraint = PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME);
	const char *copy = region_text("%s", constraint != NULL ? constraint : "");
	PQclear(res);
	PQfinish(pg);
	return copy;
}

/* The rule of the schema, beside the check of the API that says which. */
Test(aanvraag, ranks_times_within_its_own_days_and_half_days_alone)
{
	const char *id = region_member(ask(SCHOOL, ""), "id");
	static const char *const bad[] = { "array[van_datum - 1], array[tot_datum], array[8]",
		"array[van_datum], array[tot_datum + 1], array[8]",
		"array[tot_datum], array[van_datum], array[8]",
		"array[van_datum], array[tot_datum], array[4]",
		"array[van_datum], array[tot_datum], array[0]",
		"array[van_datum], array[tot_datum], array[8, 8]",
		"array_fill(van_datum, '{6}'), array_fill(tot_datum, '{6}'), array_fill(8, "
		"'{6}')" };
	static const char set[] = "update aanvraag set (optie_van, optie_tot, optie_dagdelen) = "
				  "(%s) where id = '%s'";
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		cr_assert_str_eq(refusal(region_text(set, bad[i], id)), "aanvraag_opties_passen",
			"%s", bad[i]);
	cr_assert_str_eq(refusal(region_text(set,
				 "array[van_datum, tot_datum], array[van_datum, tot_datum], "
				 "array[8, 8]",
				 id)),
		"");
}

Test(aanvraag, asks_for_a_vog_when_its_school_does_and_the_request_is_silent)
{
	assert_holds(ask(SCHOOL2, ""), "'vogVereist':true");
	assert_holds(ask(SCHOOL2, ",'vogVereist':false"), "'vogVereist':false");
	assert_holds(ask(SCHOOL, ",'vogVereist':true"), "'vogVereist':true");
}

Test(aanvraag, of_a_teacher_asks_for_a_vog_when_its_school_does)
{
	region_sql("update lid set rol = 'docent' where school_id = '" MARIEN "'");
	const struct reply no = ask(SCHOOL2, ",'vogVereist':false");
	assert_status(no, 400);
	assert_holds(no, "'pointer':'/vogVereist','code':'vog.school_vraagt'");
	const struct reply r = ask(SCHOOL2, "");
	assert_holds(r, "'vogVereist':true");
	const char *path = region_text("/v1/aanvragen/%s", region_member(r, "id"));
	assert_holds(region_patch(SCHOOL2, path, r.etag, "{'vogVereist':false}"),
		"'code':'vog.school_vraagt'");
	assert_status(region_patch(SCHOOL2, path, r.etag, "{'onderwerp':'Iets anders'}"), 200);
	/* Nor by way of what pupils do not come to. */
	region_sql("update aanvraag set soort = 'docentenstage', vog_vereist = false");
	assert_holds(
		region_patch(SCHOOL2, path, region_get(SCHOOL2, path).etag, "{'soort':'gastles'}"),
		"'code':'vog.school_vraagt'");
}

Test(aanvraag, of_staff_names_an_open_school)
{
	assert_holds(ask(MEDEWERKER, ""), "'pointer':'/schoolId','code':'veld.verplicht'");
	assert_holds(ask(MEDEWERKER, ",'schoolId':'" NOBODY "'"), "'code':'school.onbekend'");
	assert_holds(ask(MEDEWERKER, ",'schoolId':'" OUDE "'"), "'code':'school.gesloten'");
	assert_holds(ask(MEDEWERKER, ",'schoolId':'" MARIEN "'"), "'schoolId':'" MARIEN "'");
	assert_holds(ask(SCHOOL, ",'schoolId':'" MARIEN "'"),
		"'pointer':'/schoolId','code':'school.niet_eigen'");
	assert_status(ask(SCHOOL, ",'schoolId':'" KOMPAS "'"), 201);
	assert_status(ask(BEDRIJF, ""), 403);
}

Test(aanvraag, says_all_that_is_wrong_at_once)
{
	const struct reply r = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':' "
			    "','soort':'gastles','onderwerp':'x\\ny','niveau':'havo-3','"
			    "groepsgrootte':25,'vanDatum':'%s',"
			    "'totDatum':'%s','dagdelen':['di-ochtend'],'themas':['niets']}",
			region_day(-2), region_day(-3)));
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/klas'");
	assert_holds(r, "'pointer':'/onderwerp','code':'veld.tekens'");
	assert_holds(r, "'pointer':'/niveau','code':'niveau.niet_op_school'");
	assert_holds(r, "'pointer':'/totDatum','code':'venster.omgekeerd'");
	assert_holds(r, "'pointer':'/totDatum','code':'venster.voorbij'");
	assert_holds(r, "'pointer':'/themas/0','code':'thema.onbekend'");
}

static struct reply ask_until(int days)
{
	return region_post(SCHOOL, "/v1/aanvragen",
		region_text(
			"{'klas':'7B','soort':'gastles','onderwerp':'Lassen','niveau':'po-groep-7',"
			"'groepsgrootte':25,'vanDatum':'%s','totDatum':'%s','dagdelen':['di-"
			"ochtend']}",
			region_day(0), region_day(days)));
}

Test(aanvraag, has_a_window_of_at_most_366_days)
{
	assert_status(ask_until(0), 201);
	assert_status(ask_until(366), 201);
	assert_holds(ask_until(367), "'pointer':'/totDatum','code':'venster.te_lang'");
}

Test(aanvraag, shares_its_class_with_others_of_the_school)
{
	assert_status(ask(SCHOOL, ""), 201);
	const struct reply again = ask(SCHOOL, ",'klas':'7b '");
	assert_status(again, 400); /* a member that is named twice */
	const struct reply r = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'"
			    "7b','soort':'workshop','onderwerp':'Robots','niveau':'po-groep-7','"
			    "groepsgrootte':25,"
			    "'vanDatum':'%s','totDatum':'%s','dagdelen':['wo-avond']}",
			region_day(7), region_day(60)));
	assert_holds(r, "'klas':'7B'");
	assert_status(ask(SCHOOL2, ""), 201);
	cr_assert_str_eq(region_value("select count(*) from klas"), "2");
}

Test(aanvraag, of_another_looks_like_one_that_is_not_there)
{
	const struct reply r = ask(SCHOOL, "");
	const struct reply other = region_get(SCHOOL2, r.location);
	const struct reply absent = region_get(SCHOOL2, "/v1/aanvragen/" NOBODY);
	assert_status(other, 404);
	cr_assert_str_eq(region_member(other, "detail"), region_member(absent, "detail"));
	assert_status(region_patch(SCHOOL2, r.location, "\"1\"", "{'onderwerp':'X'}"), 404);
	assert_status(region_get(BEDRIJF, r.location), 404);
	assert_status(region_get(VRIJWILLIGER, r.location), 404);
	assert_status(region_get(MEDEWERKER, r.location), 200);
	assert_holds(region_get(SCHOOL2, "/v1/aanvragen"), "'items':[]");
	assert_holds(region_get(SCHOOL, "/v1/aanvragen?soort=gastles&status=open"),
		"'onderwerp':'Lassen'");
	assert_holds(region_get(SCHOOL, "/v1/aanvragen?soort=workshop"), "'items':[]");
	assert_holds(region_get(MEDEWERKER, "/v1/aanvragen?status=open"), "'onderwerp':'Lassen'");
	assert_holds(region_get(MEDEWERKER, "/v1/aanvragen?status=concept"), "'items':[]");
}

Test(aanvraag, is_seen_by_those_to_whom_a_match_was_proposed)
{
	const struct reply r = ask(SCHOOL, "");
	propose(r, "voorgesteld");
	assert_status(region_get(BEDRIJF, r.location), 200);
	assert_status(region_get(VRIJWILLIGER, r.location), 200);
	assert_status(region_get(BEDRIJF2, r.location), 404);
	assert_status(region_get(VRIJWILLIGER2, r.location), 404);
	assert_holds(region_get(BEDRIJF, "/v1/aanvragen"), "'onderwerp':'Lassen'");
	assert_holds(region_get(VRIJWILLIGER, "/v1/aanvragen?status=open"), "'onderwerp':'Lassen'");
	assert_holds(region_get(BEDRIJF2, "/v1/aanvragen"), "'items':[]");
	assert_status(region_patch(BEDRIJF, r.location, "\"1\"", "{'onderwerp':'X'}"), 403);
}

Test(aanvraag, changes_what_the_patch_names_and_nothing_else)
{
	const struct reply r = ask(
		SCHOOL, ",'maxAfstandM':20000,'themas':['lassen'],'toelichting':'Graag buiten'");
	const struct reply changed = region_patch(SCHOOL, r.location, "\"1\"",
		"{'klas':'8A','niveau':'po-groep-8','maxAfstandM':null,'themas':['robotica']}");
	assert_status(changed, 200);
	cr_assert_str_eq(changed.etag, "\"2\"");
	assert_holds(changed, "'klas':'8A'");
	assert_holds(changed, "'niveau':'po-groep-8'");
	assert_holds(changed, "'maxAfstandM':null");
	assert_holds(changed, "'themas':['robotica']");
	assert_holds(changed, "'toelichting':'Graag buiten'");
	assert_holds(changed, "'groepsgrootte':25");
	assert_status(region_patch(SCHOOL, r.location, "\"1\"", "{'onderwerp':'X'}"), 412);
	const struct reply wrong = region_patch(SCHOOL, r.location, "\"2\"",
		region_text("{'niveau':'havo-1','totDatum':'%s'}", region_day(1)));
	assert_status(wrong, 400);
	assert_holds(wrong, "'code':'niveau.niet_op_school'");
	assert_holds(wrong, "'code':'venster.omgekeerd'");
}

Test(aanvraag, with_a_running_match_keeps_what_the_match_rests_on)
{
	const struct reply r = ask(SCHOOL, "");
	propose(r, "voorgesteld");
	static const char *const bodies[] = { "{'status':'ingetrokken'}", "{'klas':'8A'}",
		"{'niveau':'po-groep-8'}", "{'dagdelen':['ma-ochtend']}", "{'themas':['lassen']}",
		"{'maxAfstandM':1000}", "{'soort':'workshop'}", "{'taal':'en'}",
		"{'vogVereist':true}", "{'onlineToegestaan':true}" };
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		const struct reply kept = region_patch(SCHOOL, r.location, "\"1\"", bodies[i]);
		assert_status(kept, 409);
		assert_holds(kept, "'code':'aanvraag.heeft_koppeling'");
	}
	const struct reply words = region_patch(SCHOOL, r.location, "\"1\"",
		"{'onderwerp':'Lassen met TIG','toelichting':'Lokaal 3','klas':'7b','taal':'nl'}");
	assert_status(words, 200);
	assert_holds(words, "'onderwerp':'Lassen met TIG'");
	/* A pupil more comes along as long as that fits with the offer. */
	region_sql("update aanbod set groep_min = 5, groep_max = 26");
	const struct reply more = region_patch(SCHOOL, r.location, "\"2\"", "{'groepsgrootte':26}");
	assert_status(more, 200);
	assert_holds(more, "'groepsgrootte':26");
	static const char *const sizes[] = { "{'groepsgrootte':27}", "{'groepsgrootte':4}" };
	for (size_t i = 0; i < 2; i++) {
		const struct reply no = region_patch(SCHOOL, r.location, "\"3\"", sizes[i]);
		assert_status(no, 409);
		assert_holds(no, "'code':'aanvraag.groep_past_niet'");
	}
}

Test(aanvraag, is_withdrawn_and_opened_again_when_no_match_is_running)
{
	const struct reply r = ask(SCHOOL, ",'status':'concept'");
	propose(ask(SCHOOL, ",'toelichting':'de andere'"), "afgewezen");
	const struct reply gone =
		region_patch(SCHOOL, r.location, "\"1\"", "{'status':'ingetrokken'}");
	assert_status(gone, 200);
	assert_holds(gone, "'status':'ingetrokken'");
	const struct reply open = region_patch(SCHOOL, r.location, "\"2\"", "{'status':'open'}");
	assert_holds(open, "'status':'open'");
	region_sql("update aanvraag set van_datum = '2026-01-05', tot_datum = '2026-01-06', status "
		   "= 'concept'");
	const struct reply late = region_patch(SCHOOL, r.location, "\"3\"", "{'status':'open'}");
	assert_holds(late, "'code':'venster.voorbij'");
	assert_status(region_patch(SCHOOL, r.location, "\"3\"", "{'toelichting':'Te laat'}"), 200);
	assert_status(region_patch(SCHOOL, r.location, "\"4\"", "{'status':'gekoppeld'}"), 400);
}
