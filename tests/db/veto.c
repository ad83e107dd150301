/* Exclusions through the API, and what they do to candidates and proposals. */
#include <string.h>

#include "fixtures/region.h"

TestSuite(veto, .init = region_init, .fini = region_fini);

static struct reply exclude(enum who who, const char *body)
{
	return region_post(who, "/v1/vetos", body);
}

Test(veto, is_set_by_a_school_for_itself_and_read_back)
{
	const struct reply made = exclude(SCHOOL, "{'bedrijfId':'" VAN_DAM "','reden':'te-ver'}");
	assert_status(made, 201);
	assert_holds(made, "'schoolId':'" KOMPAS "','bedrijfId':'" VAN_DAM "','vrijwilligerId':null"
			   ",'kant':'school','reden':'te-ver'");
	assert_holds(made, region_text("'vanDatum':'%s','eindDatum':null", region_day(0)));
	cr_assert_str_eq(region_get(SCHOOL, made.location).body, made.body);
	cr_assert_str_eq(region_get(MEDEWERKER, made.location).body, made.body);
}

Test(veto, is_not_told_to_the_other_side_nor_to_anybody_else)
{
	const struct reply made = exclude(SCHOOL, "{'bedrijfId':'" VAN_DAM "','reden':'te-ver'}");
	assert_status(region_get(BEDRIJF, made.location), 404);
	assert_status(region_get(SCHOOL2, made.location), 404);
	assert_holds(region_get(BEDRIJF, "/v1/vetos"), "'items':[]");
	assert_holds(region_get(SCHOOL2, "/v1/vetos"), "'items':[]");
	assert_status(region_patch(BEDRIJF, made.location, "\"1\"", "{'eindDatum':null}"), 404);
}

Test(veto, speaks_for_the_own_side_only)
{
	const struct reply r = exclude(BEDRIJF, "{'schoolId':'" KOMPAS "','bedrijfId':'" ZUIVEL
						"','kant':'school','reden':'anders'}");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/bedrijfId','code':'veto.niet_eigen'");
	assert_holds(r, "'pointer':'/kant','code':'veto.niet_eigen'");
	assert_status(exclude(VRIJWILLIGER2, "{'schoolId':'" KOMPAS "','reden':'anders'}"), 201);
}

Test(veto, of_staff_names_both_sides_and_who_asked)
{
	const struct reply r = exclude(MEDEWERKER, "{'reden':'anders'}");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/kant'");
	assert_holds(r, "'pointer':'/schoolId'");
	assert_holds(r, "'pointer':'/bedrijfId','code':'veto.een_aanbieder'");
	assert_status(exclude(MEDEWERKER, "{'schoolId':'" KOMPAS "','vrijwilligerId':'" BRAM
					  "','kant':'aanbieder','reden':'anders'}"),
		201);
	assert_status(region_get(VRIJWILLIGER2, "/v1/vetos"), 200);
	assert_holds(region_get(VRIJWILLIGER2, "/v1/vetos"), "'kant':'aanbieder'");
}

Test(veto, of_one_side_is_there_once_at_a_time)
{
	const char *body = "{'bedrijfId':'" VAN_DAM "','reden':'te-ver'}";
	const struct reply first = exclude(SCHOOL, body);
	const struct reply again = exclude(SCHOOL, body);
	assert_status(again, 409);
	assert_holds(again, "'code':'veto.bestaat'");
	assert_status(exclude(BEDRIJF, "{'schoolId':'" KOMPAS "','reden':'te-ver'}"), 201);
	assert_status(region_patch(SCHOOL, first.location, "\"1\"",
			      region_text("{'eindDatum':'%s'}", region_day(0))),
		200);
	assert_status(exclude(SCHOOL, body), 201);
}

Test(veto, that_is_over_stays_as_it_was)
{
	const struct reply made = exclude(SCHOOL, "{'bedrijfId':'" VAN_DAM "','reden':'te-ver'}");
	const struct reply past = region_patch(
		SCHOOL, made.location, "\"1\"", region_text("{'eindDatum':'%s'}", region_day(-1)));
	assert_status(past, 400);
	assert_holds(past, "'pointer':'/eindDatum','code':'datum.voorbij'");
	assert_status(region_patch(SCHOOL, made.location, "\"1\"",
			      region_text("{'eindDatum':'%s'}", region_day(0))),
		200);
	const struct reply back =
		region_patch(SCHOOL, made.location, "\"2\"", "{'eindDatum':null}");
	assert_status(back, 409);
	assert_holds(back, "'code':'veto.voorbij'");
}

static const char *ask(void)
{
	const struct reply r = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend']}",
			region_day(3), region_day(40)));
	assert_status(r, 201);
	return region_member(r, "id");
}

/* Whatever the engine saw: the database says no, by this rule. */
static void assert_kept_out(const char *aanvraag, const char *aanbod, const char *regel)
{
	region_sql(region_text(
		"do $$ declare naam text; begin insert into koppeling (id, aanvraag_id, aanbod_id, "
		"school_id, klas_id, bedrijf_id, vrijwilliger_id, datum, dagdeel, status, score, "
		"factoren, alternatieven, gewicht_versie, versie, gemaakt_op, gewijzigd_op, "
		"gewijzigd_rol) select gen_random_uuid(), a.id, '%s', a.school_id, a.klas_id, "
		"'" VAN_DAM "', '" AYA "', '%s', 'ochtend', 'voorgesteld', 1, '[]', '[]', 1, 1, "
		"now(), now(), 'school' from aanvraag a where a.id = '%s';"
		" raise 'was let through' using errcode = 'XX000';"
		" exception when check_violation then get stacked diagnostics naam = "
		"constraint_name; if naam <> '%s' then raise '%%', naam using "
		"errcode = 'XX000'; end if; end $$",
		aanbod, region_day(7), aanvraag, regel));
}

Test(veto, keeps_a_proposal_out_of_the_database_whoever_makes_it)
{
	const struct reply offered = region_post(VRIJWILLIGER, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':['ma-"
		"ochtend']}");
	assert_status(offered, 201);
	const char *id = ask();
	/* Of her company: it goes for all its people. */
	assert_status(exclude(BEDRIJF, "{'schoolId':'" KOMPAS "','reden':'te-ver'}"), 201);
	assert_kept_out(id, region_member(offered, "id"), "koppeling_zonder_veto");
}

Test(veto, of_staff_that_wants_another_alone_keeps_it_out_of_the_database)
{
	static const char offer[] = "{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],"
				    "'dagdelen':['ma-ochtend']}";
	const struct reply one = region_post(VRIJWILLIGER, "/v1/aanbod", offer);
	const struct reply other = region_post(VRIJWILLIGER, "/v1/aanbod", offer);
	const char *id = ask();
	const struct reply pin =
		region_post(MEDEWERKER, region_text("/v1/aanvragen/%s/ingrepen", id),
			region_text("{'soort':'alleen','aanbodId':'%s','reden':'anders'}",
				region_member(one, "id")));
	assert_status(pin, 201);
	assert_kept_out(id, region_member(other, "id"), "koppeling_zonder_verbod");
	const struct reply chances = region_get(
		VRIJWILLIGER, region_text("/v1/aanbod/%s/kansen", region_member(other, "id")));
	assert_holds_not(chances, id);
	assert_holds(region_get(VRIJWILLIGER,
			     region_text("/v1/aanbod/%s/kansen", region_member(one, "id"))),
		id);
}

/* A school that supplies is no exclusion, which it could end, but a rule. */
Test(veto, is_not_what_keeps_a_school_from_itself)
{
	const struct reply offered = region_post(VRIJWILLIGER, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':['ma-"
		"ochtend']}");
	assert_status(offered, 201);
	const char *id = ask();
	assert_status(region_post(MEDEWERKER, "/v1/bedrijven",
			      "{'naam':'Kompas','adres':{'postcode':'1311AA','plaats':'Almere'},"
			      "'schoolId':'" KOMPAS "'}"),
		201);
	assert_holds(region_get(SCHOOL, "/v1/vetos"), "'items':[]");
	region_sql("update bedrijf set school_id = null; update bedrijf set school_id = '" KOMPAS
		   "' where id = '" VAN_DAM "'");
	assert_kept_out(id, region_member(offered, "id"), "koppeling_met_een_ander");
}

Test(veto, of_staff_for_one_request_keeps_it_out_of_the_database_and_for_no_other)
{
	const struct reply offered = region_post(VRIJWILLIGER, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':['ma-"
		"ochtend']}");
	const char *aanbod = region_member(offered, "id");
	const char *id = ask();
	static const char *const named[] = { "'vrijwilligerId':'" AYA "'",
		"'bedrijfId':'" VAN_DAM "'" };
	for (size_t i = 0; i < 2; i++) {
		const struct reply ban =
			region_post(MEDEWERKER, region_text("/v1/aanvragen/%s/ingrepen", id),
				region_text("{'soort':'verbod',%s,'reden':'anders'}", named[i]));
		assert_status(ban, 201);
		assert_kept_out(id, aanbod, "koppeling_zonder_verbod");
		assert_status(
			region_patch(MEDEWERKER, ban.location, "\"1\"", "{'ingetrokken':true}"),
			200);
	}
	const struct reply ban =
		region_post(MEDEWERKER, region_text("/v1/aanvragen/%s/ingrepen", id),
			region_text("{'soort':'verbod','aanbodId':'%s','reden':'anders'}", aanbod));
	assert_status(ban, 201);
	assert_kept_out(id, aanbod, "koppeling_zonder_verbod");
	const struct reply other =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten/%s", ask(), aanbod));
	assert_holds(other, "'mogelijk':true");
}

/* ---- after the proposal ---- */

/* Gives the path of the proposal. */
static const char *propose(const char *aanvraag, const char *aanbod)
{
	const struct reply list =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", aanvraag));
	assert_status(list, 200);
	const struct reply made = region_post(SCHOOL,
		region_text("/v1/aanvragen/%s/koppelingen", aanvraag),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}",
			aanbod, region_member(list, "datum")));
	assert_status(made, 201);
	return region_text("%s", made.location);
}

static struct reply decide(const char *path, const char *besluit)
{
	return region_post(MEDEWERKER, region_text("%s/besluiten", path),
		region_text("{'besluit':'%s'%s}", besluit,
			strcmp(besluit, "afwijzen") == 0 ? ",'reden':'anders'" : ""));
}

static struct reply say_yes(enum who who, const char *path)
{
	return region_post(who, region_text("%s/reacties", path), "{'reactie':'bevestigen'}");
}

static const char *offer(void)
{
	const struct reply made = region_post(VRIJWILLIGER, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':['ma-"
		"ochtend']}");
	assert_status(made, 201);
	return region_member(made, "id");
}

Test(veto, after_the_proposal_keeps_staff_from_approving_it)
{
	const char *path = propose(ask(), offer());
	assert_status(exclude(SCHOOL, "{'bedrijfId':'" VAN_DAM "','reden':'veiligheid'}"), 201);
	const struct reply r = decide(path, "goedkeuren");
	assert_status(r, 409);
	assert_holds(r, "'code':'koppeling.veto'");
	assert_status(decide(path, "afwijzen"), 201);
}

Test(veto, after_the_approval_keeps_both_sides_from_agreeing)
{
	const char *path = propose(ask(), offer());
	assert_status(decide(path, "goedkeuren"), 201);
	assert_status(say_yes(SCHOOL, path), 201);
	assert_status(exclude(SCHOOL, "{'bedrijfId':'" VAN_DAM "','reden':'veiligheid'}"), 201);
	const struct reply r = say_yes(VRIJWILLIGER, path);
	assert_status(r, 409);
	assert_holds(r, "'code':'koppeling.kan_niet_meer'");
	assert_holds(region_get(MEDEWERKER, path), "'status':'goedgekeurd'");
}

Test(veto, of_staff_after_the_proposal_keeps_it_from_being_approved)
{
	const char *aanvraag = ask();
	const char *aanbod = offer();
	const char *path = propose(aanvraag, aanbod);
	assert_status(
		region_post(MEDEWERKER, region_text("/v1/aanvragen/%s/ingrepen", aanvraag),
			region_text("{'soort':'verbod','aanbodId':'%s','reden':'te-ver'}", aanbod)),
		201);
	const struct reply r = decide(path, "goedkeuren");
	assert_status(r, 409);
	assert_holds(r, "'code':'koppeling.verbod'");
}
