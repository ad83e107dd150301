/* Somebody who is held: what they and the others can no longer do, and what comes back. */
#include <string.h>

#include "fixtures/aanmelden.h"

static void begin(void)
{
	aanmelden_init();
	region_sql("update lid set vertrouwenspersoon = true where id = '" ID(
		"57") "';"
		      "update sessie set bevestigd_op = '2100-01-01Z'");
}

TestSuite(melding, .init = begin, .fini = aanmelden_fini, .timeout = 60);

static const char *report(const char *over)
{
	const struct reply r =
		region_post(SCHOOL, "/v1/meldingen", region_text("{%s,'tekst':'Onveilig.'}", over));
	assert_status(r, 202);
	return region_member(r, "id");
}

static struct reply decide(const char *id, const char *besluit)
{
	return region_post(MEDEWERKER, region_text("/v1/meldingen/%s/besluiten", id),
		region_text("{'besluit':'%s'}", besluit));
}

static const char *propose_bram(void)
{
	const struct reply request = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend']}",
			region_day(3), region_day(40)));
	const struct reply offer = region_post(VRIJWILLIGER2, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':['ma-"
		"ochtend','di-ochtend']}");
	const char *aanvraag = region_member(request, "id");
	const struct reply list =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", aanvraag));
	const struct reply r = region_post(SCHOOL,
		region_text("/v1/aanvragen/%s/koppelingen", aanvraag),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}",
			region_member(offer, "id"), region_member(list, "datum")));
	assert_status(r, 201);
	return region_member(r, "id");
}

static struct reply approve(const char *id)
{
	return region_post(MEDEWERKER, region_text("/v1/koppelingen/%s/besluiten", id),
		"{'besluit':'goedkeuren'}");
}

/* An approved proposal to Bram, and the token of the letter that asked him. */
static const char *ask_bram(const char **ret_token)
{
	const char *id = propose_bram();
	assert_status(approve(id), 201);
	cr_assert_eq(aanmelden_deliver(), 1);
	*ret_token = aanmelden_token();
	return id;
}

static struct reply react(const char *id, const char *body)
{
	return region_post(SCHOOL, region_text("/v1/koppelingen/%s/reacties", id), body);
}

Test(melding, is_sealed_and_for_who_may_not_read_it_as_absent)
{
	const char *id = report("'vrijwilligerId':'" BRAM "'");
	cr_assert_str_eq(region_value("select count(*) from melding m where "
				      "m::text like '%' || encode('Onveilig.', 'hex') || '%'"),
		"0");
	assert_holds(region_get(MEDEWERKER, region_text("/v1/meldingen/%s", id)),
		"'naam':'Bram','gemeldDoor':'" ID("51") "'");
	region_sql("update lid set vertrouwenspersoon = false");
	assert_status(region_get(MEDEWERKER, region_text("/v1/meldingen/%s", id)), 404);
	assert_status(decide(id, "stilleggen"), 404);
	assert_status(region_get(SCHOOL, region_text("/v1/meldingen/%s", id)), 403);
}

Test(melding, holds_what_runs_with_neutral_words_and_gives_it_back)
{
	const char *token = NULL;
	const char *id = ask_bram(&token);
	const char *path = region_text("/v1/koppelingen/%s", id);
	const char *link = region_text("{'link':'%s'}", token);
	assert_holds_not(region_get(SCHOOL, path), "'contact':null");
	const char *melding = report("'vrijwilligerId':'" BRAM "'");
	assert_status(decide(melding, "stilleggen"), 201);
	const struct reply held = region_get(SCHOOL, path);
	assert_holds(held, "'aangehouden':true,");
	assert_holds(held, "'contact':null");
	assert_holds_not(held, "melding");
	const struct reply refused = react(id, "{'reactie':'bevestigen'}");
	assert_status(refused, 409);
	assert_holds(refused, "'code':'koppeling.aangehouden'");
	assert_status(region_get(VRIJWILLIGER2, path), 401);
	assert_status(region_as(NULL, "POST", "/v1/antwoorden/_vraag", link), 401);
	assert_status(region_as(NULL, "POST", "/v1/antwoorden",
			      region_text("{'link':'%s','reactie':'bevestigen'}", token)),
		401);
	assert_status(decide(melding, "vrijgeven"), 201);
	assert_holds(region_get(SCHOOL, path), "'aangehouden':false");
	assert_status(region_as(NULL, "POST", "/v1/antwoorden/_vraag", link), 200);
	assert_status(react(id, "{'reactie':'bevestigen'}"), 201);
}

Test(melding, shows_in_the_calendar_what_is_held)
{
	const char *token = NULL;
	const char *id = ask_bram(&token);
	assert_status(react(id, "{'reactie':'bevestigen'}"), 201);
	assert_status(region_as(NULL, "POST", "/v1/antwoorden",
			      region_text("{'link':'%s','reactie':'bevestigen'}", token)),
		200);
	assert_holds(region_get(SCHOOL, "/v1/agenda"), "'aangehouden':false");
	assert_status(decide(report("'vrijwilligerId':'" BRAM "'"), "stilleggen"), 201);
	assert_holds(region_get(SCHOOL, "/v1/agenda"), "'aangehouden':true");
}

Test(melding, what_is_held_can_still_be_ended)
{
	const char *token = NULL;
	const char *id = ask_bram(&token);
	assert_status(decide(report("'vrijwilligerId':'" BRAM "'"), "stilleggen"), 201);
	assert_status(react(id, "{'reactie':'afslaan','reden':'veiligheid'}"), 201);
}

/* ---- who restricts themself, with the same words ---- */

static void restrict_bram(bool restricted)
{
	assert_status(
		region_patch(VRIJWILLIGER2, "/v1/ik", region_get(VRIJWILLIGER2, "/v1/ik").etag,
			restricted ? "{'beperkt':true}" : "{'beperkt':false}"),
		200);
}

Test(melding, has_the_words_for_a_proposal_of_who_is_restricted_which_nobody_approves)
{
	const char *id = propose_bram();
	restrict_bram(true);
	const struct reply refused = approve(id);
	assert_status(refused, 409);
	assert_holds(refused, "'code':'koppeling.aangehouden'");
	restrict_bram(false);
	assert_status(approve(id), 201);
}

Test(melding, has_the_words_for_a_match_of_who_is_restricted_which_only_ends)
{
	const char *token = NULL;
	const char *id = ask_bram(&token);
	const char *path = region_text("/v1/koppelingen/%s", id);
	restrict_bram(true);
	const struct reply held = region_get(SCHOOL, path);
	assert_holds(held, "'aangehouden':true,");
	assert_holds(held, "'contact':null");
	const struct reply refused = react(id, "{'reactie':'bevestigen'}");
	assert_status(refused, 409);
	assert_holds(refused, "'code':'koppeling.aangehouden'");
	assert_status(region_as(NULL, "POST", "/v1/antwoorden",
			      region_text("{'link':'%s','reactie':'bevestigen'}", token)),
		409);
	assert_status(react(id, "{'reactie':'afslaan','reden':'anders'}"), 201);
}

Test(melding, has_the_words_in_the_calendar_for_who_is_restricted)
{
	const char *token = NULL;
	const char *id = ask_bram(&token);
	assert_status(react(id, "{'reactie':'bevestigen'}"), 201);
	assert_status(region_as(NULL, "POST", "/v1/antwoorden",
			      region_text("{'link':'%s','reactie':'bevestigen'}", token)),
		200);
	restrict_bram(true);
	assert_holds(region_get(SCHOOL, "/v1/agenda"), "'aangehouden':true");
	restrict_bram(false);
	assert_holds(region_get(SCHOOL, "/v1/agenda"), "'aangehouden':false");
}

/* ---- whom it reaches ---- */

Test(melding, holds_the_whole_person_by_the_account_as_by_the_volunteer)
{
	const char *first = report("'accountId':'" ID("56") "'");
	assert_status(decide(first, "stilleggen"), 201);
	cr_assert_str_eq(region_value("select (v.stil_sinds is not null)::text || ' ' || "
				      "a.actief::text from vrijwilliger v, account a where v.id = "
				      "'" BRAM "' and a.id = '" ID("56") "'"),
		"true false");
	const char *second = report("'vrijwilligerId':'" BRAM "'");
	assert_status(decide(second, "stilleggen"), 201);
	assert_status(decide(first, "afsluiten"), 201);
	cr_assert_str_eq(region_value("select actief from account where id = '" ID("56") "'"), "f");
	assert_status(decide(second, "vrijgeven"), 201);
	cr_assert_str_eq(region_value("select (v.stil_sinds is null)::text || ' ' || "
				      "a.actief::text from vrijwilliger v, account a where v.id = "
				      "'" BRAM "' and a.id = '" ID("56") "'"),
		"true true");
}

Test(melding, gives_back_no_account_that_was_off_before)
{
	region_sql("update account set actief = false where id = '" ID("56") "'");
	const char *id = report("'vrijwilligerId':'" BRAM "'");
	assert_status(decide(id, "stilleggen"), 201);
	assert_status(decide(id, "vrijgeven"), 201);
	cr_assert_str_eq(region_value("select actief from account where id = '" ID("56") "'"), "f");
}

static const char *offer(enum who who)
{
	aanmelden_now_us += SECOND; /* so that ids follow each other */
	const struct reply r = region_post(who, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':['ma-"
		"ochtend']}");
	assert_status(r, 201);
	return region_member(r, "id");
}

Test(melding, leaves_every_other_offer_in_the_pages_of_a_school)
{
	offer(VRIJWILLIGER);
	const char *held = offer(VRIJWILLIGER2);
	const char *last = offer(VRIJWILLIGER);
	const char *others = region_value("select count(*) from aanbod where soort = 'gastles' and "
					  "status = 'actief' and vrijwilliger_id <> '" BRAM "'");
	assert_status(decide(report("'vrijwilligerId':'" BRAM "'"), "stilleggen"), 201);
	const char *cursor = "";
	int count = 0;
	bool complete = false;
	for (; count < 20; count++) {
		const struct reply r =
			region_get(SCHOOL, region_text("/v1/aanbod?soort=gastles&limit=1%s%s",
						   cursor[0] != '\0' ? "&cursor=" : "", cursor));
		assert_status(r, 200);
		assert_holds_not(r, held);
		complete = complete || strstr(r.body, last) != NULL;
		cursor = region_member(r, "volgende");
		if (cursor[0] == '\0')
			break;
	}
	cr_assert(complete, "the pages ended after %d", count + 1);
	cr_assert_str_eq(region_text("%d", count + 1), others);
}

Test(melding, is_absent_for_the_reader_whom_it_is_about)
{
	region_sql("insert into lid (id, account_id, rol, vrijwilliger_id, status, versie, "
		   "gemaakt_op, gewijzigd_op) values ('" ID("98") "', '" ID(
			   "57") "', 'vrijwilliger', '" CHRIS
				 "', 'beeindigd', 1, '2026-01-01Z', '2026-01-01Z')");
	const char *const own[] = { report("'accountId':'" ID("57") "'"),
		report("'vrijwilligerId':'" CHRIS "'") };
	const char *other = report("'vrijwilligerId':'" BRAM "'");
	for (size_t i = 0; i < 2; i++) {
		assert_status(region_get(MEDEWERKER, region_text("/v1/meldingen/%s", own[i])), 404);
		assert_status(decide(own[i], "afsluiten"), 404);
		assert_holds_not(region_get(MEDEWERKER, "/v1/meldingen"), own[i]);
	}
	assert_holds(region_get(MEDEWERKER, "/v1/meldingen"), other);
}

static const char *held(void)
{
	return region_value("select string_agg(id::text, ' ' order by id) from (select id from "
			    "vrijwilliger where stil_sinds is not null union all select id from "
			    "account where stil_sinds is not null) v");
}

Test(melding, holds_every_volunteer_of_a_person_and_frees_who_left_meanwhile)
{
	region_sql("insert into lid (id, account_id, rol, vrijwilliger_id, status, versie, "
		   "gemaakt_op, gewijzigd_op) values ('" ID("98") "', '" ID(
			   "56") "', 'vrijwilliger', '" CHRIS
				 "', 'actief', 1, '2026-01-01Z', '2026-01-01Z')");
	const char *id = report("'vrijwilligerId':'" BRAM "'");
	assert_status(decide(id, "stilleggen"), 201);
	cr_assert_str_eq(held(), BRAM " " CHRIS " " ID("56"));
	region_sql("update lid set status = 'beeindigd' where account_id = '" ID("56") "'");
	assert_status(decide(id, "vrijgeven"), 201);
	cr_assert_str_eq(held(), "");
}

/* Chris is of another company, and known there by the address of Bram's account. */
static void give_chris_the_address(const char *email)
{
	region_sql(region_text("update vrijwilliger set email_vinders = array['%s'::uuid] where "
			       "id = '" CHRIS "'",
		region_vinder(email)));
}

Test(melding, holds_and_frees_whom_another_company_knows_by_the_same_address)
{
	give_chris_the_address("f@voorbeeld.nl");
	const char *id = report("'vrijwilligerId':'" BRAM "'");
	assert_status(decide(id, "stilleggen"), 201);
	cr_assert_str_eq(held(), BRAM " " CHRIS " " ID("56"));
	assert_status(decide(id, "vrijgeven"), 201);
	cr_assert_str_eq(held(), "");
	const char *other = report("'vrijwilligerId':'" CHRIS "'");
	assert_status(decide(other, "stilleggen"), 201);
	cr_assert_str_eq(held(), BRAM " " CHRIS " " ID("56"));
}

Test(melding, holds_at_once_who_gets_the_address_and_frees_who_has_another_meanwhile)
{
	const char *id = report("'vrijwilligerId':'" BRAM "'");
	assert_status(decide(id, "stilleggen"), 201);
	give_chris_the_address("f@voorbeeld.nl");
	cr_assert_str_eq(held(), BRAM " " CHRIS " " ID("56"));
	give_chris_the_address("chris@voorbeeld.nl");
	cr_assert_str_eq(held(), BRAM " " CHRIS " " ID("56"));
	assert_status(decide(id, "vrijgeven"), 201);
	cr_assert_str_eq(held(), "");
}

Test(melding, holds_an_account_that_is_made_for_or_joins_who_is_held)
{
	const char *id = report("'vrijwilligerId':'" CHRIS "'");
	assert_status(decide(id, "stilleggen"), 201);
	region_sql(
		region_text("insert into account (id, email, email_vinders, naam, actief, "
			    "gemaakt_op) values ('" ID("97") "', %s, array['%s'::uuid], 'Chris', "
							     "true, '2026-01-01Z')",
			region_sealed("account.email " ID("97"), "chris@voorbeeld.nl"),
			region_vinder("chris@voorbeeld.nl")));
	cr_assert_str_eq(held(), CHRIS " " ID("97"));
	region_sql("insert into lid (id, account_id, rol, vrijwilliger_id, status, versie, "
		   "gemaakt_op, gewijzigd_op) values ('" ID("98") "', '" ID(
			   "56") "', 'vrijwilliger', '" CHRIS
				 "', 'actief', 1, '2026-01-01Z', '2026-01-01Z')");
	cr_assert_str_eq(held(), BRAM " " CHRIS " " ID("56") " " ID("97"));
}

Test(melding, is_absent_for_the_reader_whose_address_the_volunteer_has)
{
	give_chris_the_address(STAFF);
	const char *id = report("'vrijwilligerId':'" CHRIS "'");
	assert_status(region_get(MEDEWERKER, region_text("/v1/meldingen/%s", id)), 404);
	assert_status(decide(id, "afsluiten"), 404);
}
