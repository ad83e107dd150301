/* Answers of volunteers by the link of a letter, with a clock of our own. */
#include <string.h>

#include "base/date.h"
#include "fixtures/aanmelden.h"

TestSuite(antwoord, .init = aanmelden_init, .fini = aanmelden_fini, .timeout = 60);

#define ANSWERS	 "/v1/antwoorden"
#define DAY	 (24 * HOUR)
#define NO_TOKEN "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

/* An approved proposal to a volunteer, and the token of the letter that asked. */
struct asked {
	const char *id, *aanvraag, *aanbod, *token, *datum;
};

static struct reply propose(const char *aanvraag, const char *aanbod, const char *datum)
{
	return region_post(SCHOOL, region_text("/v1/aanvragen/%s/koppelingen", aanvraag),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}",
			aanbod, datum));
}

static struct reply decide(const char *id)
{
	return region_post(MEDEWERKER, region_text("/v1/koppelingen/%s/besluiten", id),
		"{'besluit':'goedkeuren'}");
}

/* By the school, of what `of` offers (members of the offer beside what all have). */
static struct asked propose_offer(const char *klas, enum who by, const char *of)
{
	const struct reply request = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'%s','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend','wo-ochtend']}",
			klas, region_day(3), region_day(40)));
	assert_status(request, 201);
	struct asked a = { .aanvraag = region_member(request, "id") };
	const struct reply offer = region_post(by, "/v1/aanbod",
		region_text("{%s'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],"
			    "'dagdelen':['ma-ochtend','di-ochtend','wo-ochtend']}",
			of));
	assert_status(offer, 201);
	a.aanbod = region_member(offer, "id");
	const struct reply list =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", a.aanvraag));
	assert_status(list, 200);
	a.datum = region_member(list, "datum");
	const struct reply r = propose(a.aanvraag, a.aanbod, a.datum);
	assert_status(r, 201);
	a.id = region_member(r, "id");
	return a;
}

static struct asked ask(const char *klas, enum who by, const char *of)
{
	struct asked a = propose_offer(klas, by, of);
	assert_status(decide(a.id), 201);
	cr_assert_eq(aanmelden_deliver(), 1);
	a.token = aanmelden_token();
	return a;
}

/* To Bram, who has an account; to Chris, who has none. */
static struct asked ask_bram(void)
{
	return ask("7a", VRIJWILLIGER2, "");
}

static struct asked ask_chris(void)
{
	return ask("7b", BEDRIJF2, "'vrijwilligerId':'" CHRIS "',");
}

static struct reply answer(const char *token, const char *members)
{
	return region_as(NULL, "POST", ANSWERS, region_text("{'link':'%s',%s}", token, members));
}

static struct reply confirm(const char *token)
{
	return answer(token, "'reactie':'bevestigen'");
}

static struct reply decline(const char *token)
{
	return answer(token, "'reactie':'afslaan','reden':'geen-tijd'");
}

static struct reply look(const char *token)
{
	return region_as(NULL, "POST", ANSWERS "/_vraag", region_text("{'link':'%s'}", token));
}

static const char *status_of(const char *id)
{
	return region_value(region_text("select status from koppeling where id = '%s'", id));
}

/* One and the same answer, but for the number of the call. */
static const char *refused(struct reply r)
{
	assert_status(r, 401);
	const char *at = strstr(r.body, ",\"instance\":");
	cr_assert_not_null(at, "%s", r.body);
	return region_text("%.*s", (int)(at - r.body), r.body);
}

/* ---- asking ---- */

Test(antwoord, the_letter_says_what_it_is_about_and_its_token_stands_behind_the_hash)
{
	const struct asked a = ask_chris();
	cr_assert_not_null(strstr(aanmelden_letter, "To: <chris@voorbeeld.nl>\r\n"));
	cr_assert_not_null(strstr(aanmelden_letter, " van Het Kompas, "));
	cr_assert_not_null(strstr(aanmelden_letter, "\r\nGevraagd: Robots (groep 7, "), "%s",
		aanmelden_letter);
	assert_holds(look(a.token), "'aanvraag':{'onderwerp':'Robots','toelichting':null,");
	cr_assert_not_null(strstr(aanmelden_letter,
		region_text("\r\nhttps://schakel.example/antwoord#%s\r\n", a.token)));
}

/* Also when the volunteer is the last to say yes: the link of the question is used up then. */
Test(antwoord, who_says_yes_last_without_an_account_gets_a_link_of_what_is_agreed)
{
	const struct asked a = ask_chris();
	assert_status(region_post(SCHOOL, region_text("/v1/koppelingen/%s/reacties", a.id),
			      "{'reactie':'bevestigen'}"),
		201);
	(void)aanmelden_tell(ERR_OK);
	(void)aanmelden_deliver();
	assert_status(confirm(a.token), 200);
	cr_assert_str_eq(status_of(a.id), "ingepland");
	(void)aanmelden_tell(ERR_OK);
	(void)aanmelden_deliver();
	aanmelden_read("chris@voorbeeld.nl");
	cr_assert_not_null(strstr(aanmelden_letter, "Subject: Het is afgesproken\r\n"), "%s",
		aanmelden_letter);
	cr_assert_not_null(strstr(aanmelden_letter, "https://schakel.example/afloop#"));
}

Test(antwoord, the_letter_is_in_the_language_of_who_reads_it)
{
	const char *const chris = "/v1/vrijwilligers/" CHRIS;
	const struct reply r = region_patch(
		MEDEWERKER, chris, region_get(MEDEWERKER, chris).etag, "{'taal':'en'}");
	assert_status(r, 200);
	assert_holds(r, "'taal':'en'");
	(void)ask_chris();
	cr_assert_not_null(strstr(aanmelden_letter, "Subject: Can you give this lesson?\r\n"));
	cr_assert_not_null(strstr(aanmelden_letter, " of Het Kompas, "));
	cr_assert_not_null(strstr(aanmelden_letter, " (morning)"));
}

Test(antwoord, the_language_of_the_account_counts_where_there_is_one)
{
	region_sql("update vrijwilliger set taal = 'nl'; update account set taal = 'en' where id = "
		   "(select account_id from lid where vrijwilliger_id = '" BRAM "')");
	const struct asked a = propose_offer("7a", VRIJWILLIGER2, "");
	assert_status(decide(a.id), 201);
	cr_assert_eq(aanmelden_deliver(), 1);
	cr_assert_not_null(strstr(aanmelden_letter, "Subject: Can you give this lesson?\r\n"));
}

Test(antwoord, is_not_asked_of_a_company_nor_when_a_proposal_is_rejected)
{
	const struct asked company = propose_offer("7a", BEDRIJF, "");
	assert_status(decide(company.id), 201);
	const struct asked rejected = propose_offer("7b", VRIJWILLIGER2, "");
	assert_status(
		region_post(MEDEWERKER, region_text("/v1/koppelingen/%s/besluiten", rejected.id),
			"{'besluit':'afwijzen','reden':'te-ver'}"),
		201);
	cr_assert_eq(aanmelden_deliver(), 0);
}

Test(antwoord, only_the_hash_of_a_link_is_kept)
{
	const struct asked a = ask_chris();
	assert_status(confirm(a.token), 200);
	cr_assert_str_eq(region_value("select count(*) from antwoordlink"), "1");
	cr_assert_str_eq(
		region_value(region_text("select count(*) from (select l::text as t from "
					 "antwoordlink l union all select p::text from post p "
					 "union all select a::text from audit a union all select "
					 "i::text from idempotentie i) x where t like '%%%s%%'",
			a.token)),
		"0");
}

Test(antwoord, a_link_tells_what_when_where_and_who_and_stays)
{
	const struct asked a = ask_chris();
	for (int i = 0; i < 2; i++) {
		const struct reply r = look(a.token);
		assert_status(r, 200);
		assert_holds(r, "'soort':'gastles','titel':'Robots'");
		assert_holds(r, region_text("'datum':'%s','dagdeel':'ochtend'", a.datum));
		assert_holds(r, "'schoolNaam':'Het Kompas','klas':'7b'");
		assert_holds(r, "'vrijwilligerNaam':'Chris'");
		assert_holds(r, "'straat':'Dorpsweg','huisnummer':1");
		assert_holds_not(r, "telefoon");
		assert_holds_not(r, "email");
	}
	assert_status(confirm(a.token), 200);
}

/* ---- answering ---- */

Test(antwoord, a_volunteer_without_an_account_confirms_and_is_the_actor)
{
	const struct asked a = ask_chris();
	const struct reply r = confirm(a.token);
	assert_status(r, 200);
	assert_holds(r, "'reactie':'bevestigen'");
	const struct reply k = region_get(SCHOOL, region_text("/v1/koppelingen/%s", a.id));
	assert_holds_not(k, "'aanbiederBevestigdOp':null");
	const struct reply history =
		region_get(SCHOOL, region_text("/v1/koppelingen/%s/geschiedenis", a.id));
	assert_holds(history, "'stap':'bevestigen','van':'goedgekeurd','naar':'goedgekeurd','rol':'"
			      "vrijwilliger'");
	cr_assert_str_eq(region_value(region_text("select count(*) from gebeurtenis where soort = "
						  "'koppeling.bevestigen' and onderwerp = '%s'",
				 a.id)),
		"1");
	cr_assert_str_eq(
		region_value(region_text(
			"select count(*) from audit v join audit k using (transactie) where "
			"v.handeling = 'antwoordPost' and v.rol = 'vrijwilliger' and v.onderwerp = "
			"'%s' and v.betreft = '{" CHRIS "}' and v.account_id is null and k.rij = "
			"v.onderwerp and k.handeling = 'bevestigen' and k.account_id is null",
			a.id)),
		"1");
}

Test(antwoord, of_who_has_an_account_the_history_names_it)
{
	const struct asked a = ask_bram();
	assert_status(confirm(a.token), 200);
	cr_assert_str_eq(
		region_value(region_text("select account_id from geschiedenis where koppeling_id = "
					 "'%s' order by volgnummer desc limit 1",
			a.id)),
		ID("56"));
}

Test(antwoord, the_second_yes_puts_the_lesson_into_the_calendar)
{
	const struct asked a = ask_chris();
	assert_status(region_post(SCHOOL, region_text("/v1/koppelingen/%s/reacties", a.id),
			      "{'reactie':'bevestigen'}"),
		201);
	assert_status(confirm(a.token), 200);
	cr_assert_str_eq(status_of(a.id), "ingepland");
}

Test(antwoord, a_decline_needs_a_reason_and_what_is_refused_costs_no_link)
{
	const struct asked a = ask_chris();
	const struct reply r = answer(a.token, "'reactie':'afslaan'");
	assert_status(r, 400);
	assert_holds(r, "'code':'reden.nodig'");
	assert_status(decline(a.token), 200);
	cr_assert_str_eq(status_of(a.id), "afgeslagen");
}

Test(antwoord, a_link_is_of_one_match)
{
	const struct asked a = ask_chris();
	const struct asked b = ask_bram();
	assert_status(decline(a.token), 200);
	cr_assert_str_eq(status_of(a.id), "afgeslagen");
	cr_assert_str_eq(status_of(b.id), "goedgekeurd");
	assert_status(look(b.token), 200);
}

Test(antwoord, the_same_answer_again_has_the_same_result_and_takes_no_second_step)
{
	const struct asked a = ask_chris();
	const struct reply first = decline(a.token);
	assert_status(first, 200);
	const char *steps = region_value("select count(*) from geschiedenis");
	aanmelden_now_us += MINUTE;
	const struct reply again = decline(a.token);
	assert_status(again, 200);
	cr_assert_str_eq(again.body, first.body);
	cr_assert_str_eq(region_value("select count(*) from geschiedenis"), steps);
}

Test(antwoord, asvs_6_4_1_a_link_is_used_once)
{
	const struct asked a = ask_chris();
	assert_status(decline(a.token), 200);
	const char *used = refused(confirm(a.token));
	cr_assert_str_eq(used, refused(confirm(NO_TOKEN)));
	cr_assert_str_eq(used, refused(confirm("geen link")));
	cr_assert_str_eq(
		used, refused(answer(a.token,
			      "'reactie':'afslaan','reden':'geen-tijd','toelichting':'Anders'")));
	cr_assert_str_eq(refused(look(a.token)), refused(look(NO_TOKEN)));
}

Test(antwoord, asvs_6_4_1_a_link_holds_for_fourteen_days_and_no_longer_than_its_match_waits)
{
	const struct asked a = ask_chris();
	cr_assert_str_eq(region_value("select l.verloopt_op = k.verloopt_op from antwoordlink l "
				      "join koppeling k on k.id = l.koppeling_id"),
		"t");
	const struct asked b = ask_bram();
	region_sql(region_text("alter table koppeling disable trigger user; update koppeling set "
			       "datum = '%s'; alter table koppeling enable trigger user",
		region_day(30)));
	region_sql(region_text("update antwoordlink set verloopt_op = gemaakt_op + interval '14 "
			       "days' where koppeling_id = '%s'",
		b.id));
	const int64_t now_us = aanmelden_now_us;
	aanmelden_now_us = now_us + 14 * DAY - 1;
	assert_status(look(b.token), 200);
	aanmelden_now_us = now_us + 14 * DAY;
	cr_assert_str_eq(refused(look(b.token)), refused(look(NO_TOKEN)));
	cr_assert_str_eq(refused(confirm(b.token)), refused(confirm(NO_TOKEN)));
	cr_assert_str_eq(refused(confirm(a.token)), refused(confirm(NO_TOKEN)));
}

Test(antwoord, a_link_ends_when_its_match_no_longer_waits_for_an_answer)
{
	const struct asked a = ask_chris();
	assert_status(region_post(SCHOOL, region_text("/v1/koppelingen/%s/reacties", a.id),
			      "{'reactie':'afslaan','reden':'geen-tijd'}"),
		201);
	cr_assert_str_eq(refused(confirm(a.token)), refused(confirm(NO_TOKEN)));
	cr_assert_str_eq(refused(look(a.token)), refused(look(NO_TOKEN)));
}

Test(antwoord, guessing_links_is_slowed_down_and_leaves_the_others_alone)
{
	const struct asked a = ask_chris();
	for (int i = 0; i < 10; i++)
		assert_status(confirm(NO_TOKEN), 401);
	assert_status(confirm(NO_TOKEN), 429);
	assert_status(confirm(a.token), 200);
}

/* ---- another time ---- */

Test(antwoord, names_half_days_that_would_do_and_one_call_proposes_one_of_them)
{
	const struct asked a = ask_chris();
	const struct reply list =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", a.aanvraag));
	assert_status(list, 200);
	const char *other = region_value(region_text(
		"select (date '%s' + case extract(isodow from date '%s') when 3 then 5 else 1 "
		"end)::text",
		a.datum, a.datum));
	const char *slots =
		region_text("'andereTijdvakken':[{'datum':'%s','dagdeel':'ochtend'}]", other);
	assert_status(answer(a.token,
			      region_text("'reactie':'afslaan','reden':'ander-tijdvak',%s", slots)),
		200);
	const struct reply k = region_get(SCHOOL, region_text("/v1/koppelingen/%s", a.id));
	assert_holds(k, "'status':'afgeslagen'");
	assert_holds(k, "'reden':'ander-tijdvak'");
	assert_holds(k, slots);
	const struct reply history =
		region_get(MEDEWERKER, region_text("/v1/koppelingen/%s/geschiedenis", a.id));
	assert_holds(history, slots);
	assert_status(propose(a.aanvraag, a.aanbod, other), 201);
}

Test(antwoord, half_days_come_with_their_reason_and_lie_ahead)
{
	const struct asked a = ask_chris();
	static const char *const bad[] = {
		"'reactie':'afslaan','reden':'ander-tijdvak'",
		"'reactie':'bevestigen','andereTijdvakken':[{'datum':'2027-01-05','dagdeel':"
		"'middag'}]",
		"'reactie':'afslaan','reden':'te-ver','andereTijdvakken':[{'datum':'2027-01-05',"
		"'dagdeel':'middag'}]",
		"'reactie':'afslaan','reden':'ander-tijdvak','andereTijdvakken':[{'datum':'2020-01-"
		"06','dagdeel':'middag'}]",
		"'reactie':'afslaan','reden':'ander-tijdvak','andereTijdvakken':[{'datum':'2027-01-"
		"05','dagdeel':'middag'},{'datum':'2027-01-05','dagdeel':'middag'}]",
	};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		const struct reply r = answer(a.token, bad[i]);
		assert_status(r, 400);
		assert_holds(r, "'pointer':'/andereTijdvakken");
	}
	const struct reply same = answer(a.token,
		region_text("'reactie':'afslaan','reden':'ander-tijdvak','andereTijdvakken':[{"
			    "'datum':'%s','dagdeel':'ochtend'}]",
			a.datum));
	assert_status(same, 400);
	assert_holds(same, "'code':'tijdvak.dubbel'");
	assert_status(confirm(a.token), 200);
}

Test(antwoord, who_has_an_account_names_half_days_there_too)
{
	const struct asked a = ask_bram();
	const struct reply r = region_post(VRIJWILLIGER2,
		region_text("/v1/koppelingen/%s/reacties", a.id),
		"{'reactie':'afslaan','reden':'ander-tijdvak','andereTijdvakken':[{'datum':'2027-"
		"01-05','dagdeel':'middag'}]}");
	assert_status(r, 201);
	assert_holds(r, "'andereTijdvakken':[{'datum':'2027-01-05','dagdeel':'middag'}]");
	cr_assert_str_eq(refused(confirm(a.token)), refused(confirm(NO_TOKEN)));
}

Test(antwoord, a_reason_that_does_not_fit_the_step_is_refused)
{
	const struct asked a = propose_offer("7a", VRIJWILLIGER2, "");
	const struct reply r =
		region_post(MEDEWERKER, region_text("/v1/koppelingen/%s/besluiten", a.id),
			"{'besluit':'afwijzen','reden':'ander-tijdvak'}");
	assert_status(r, 400);
	assert_holds(r, "'code':'reden.past_niet'");
}

/* ---- reminders ---- */

/* Two school days before the last: the first lesson is on a Wednesday. */
static void when_due(void)
{
	int64_t due_us = 0;
	cr_assert_eq(str_to_int(str_from(region_value("select extract(epoch from min(op))::int8 "
						      "from herinnering")),
			     1, INT64_MAX, &due_us),
		ERR_OK);
	aanmelden_now_us = due_us * SECOND;
}

Test(antwoord, whoever_has_not_answered_is_reminded_once_before_the_term_ends)
{
	const struct asked a = ask_chris();
	cr_assert_str_eq(region_value("select distinct to_char(op at time zone "
				      "'Europe/Amsterdam', 'Dy HH24:MI') from herinnering"),
		"Mon 08:00");
	cr_assert_eq(aanmelden_remind(1, ERR_OK), 0);
	when_due();
	/* The volunteer and the school; while one worker is at one of them, the others leave both.
	 */
	int64_t sides = aanmelden_remind(3, ERR_OK);
	while (strcmp(region_value("select count(*) from herinnering where gestuurd_op is null"),
		       "0") != 0)
		sides += aanmelden_remind(1, ERR_OK);
	cr_assert_eq(sides, 2);
	cr_assert_eq(aanmelden_deliver(), 2);
	const char *token = aanmelden_token_to("chris@voorbeeld.nl");
	cr_assert_not_null(strstr(aanmelden_letter, "Herinnering"), "%s", aanmelden_letter);
	cr_assert_eq(aanmelden_remind(1, ERR_OK), 0);
	refused(confirm(a.token));
	assert_status(confirm(token), 200);
}

Test(antwoord, at_another_address_is_asked_again_and_the_link_of_before_ends)
{
	const struct asked a = ask_chris();
	region_sql("update vrijwilliger set email_vinders = array[gen_random_uuid()] where id = "
		   "'" CHRIS "'");
	assert_status(look(a.token), 401);
	refused(confirm(a.token));
	cr_assert_eq(aanmelden_remind(1, ERR_OK), 1);
	cr_assert_eq(aanmelden_deliver(), 1);
	assert_status(confirm(aanmelden_token_to("chris@voorbeeld.nl")), 200);
}

Test(antwoord, nobody_is_reminded_after_an_answer_nor_of_what_ended)
{
	const struct asked a = ask_chris();
	const struct asked b = ask_bram();
	assert_status(confirm(a.token), 200);
	assert_status(region_post(SCHOOL, region_text("/v1/koppelingen/%s/reacties", b.id),
			      "{'reactie':'afslaan','reden':'geen-tijd'}"),
		201);
	when_due();
	cr_assert_eq(aanmelden_remind(1, ERR_OK), 1, "the school of the first");
	cr_assert_eq(aanmelden_deliver(), 1);
	cr_assert_not_null(strstr(aanmelden_letter, "To: <" NOOR ">"), "%s", aanmelden_letter);
}

Test(antwoord, a_reminder_is_in_the_language_of_who_reads_it_and_staff_sets_when)
{
	region_sql("update vrijwilliger set taal = 'en' where id = '" CHRIS "';"
		   "update termijn set herinnering_schooldagen = 0 where soort = 'gastles'");
	ask_chris();
	cr_assert_str_eq(region_value("select count(*) from herinnering"), "0");
	region_sql("update termijn set herinnering_schooldagen = 1 where soort = 'gastles'");
	ask("7c", BEDRIJF2, "'vrijwilligerId':'" CHRIS "',");
	cr_assert_str_eq(region_value("select distinct to_char(op at time zone "
				      "'Europe/Amsterdam', 'HH24:MI') from herinnering"),
		"08:00");
	when_due();
	cr_assert_eq(aanmelden_remind(1, ERR_OK), 2);
	cr_assert_eq(aanmelden_deliver(), 2);
	aanmelden_token_to("chris@voorbeeld.nl");
	cr_assert_not_null(strstr(aanmelden_letter, "Reminder: can you"), "%s", aanmelden_letter);
}

Test(antwoord, a_reminder_goes_once_when_the_connection_dies_at_any_moment)
{
	static const char *const moments[] = { "before insert on post", "after insert on post",
		"after update on herinnering" };
	ask_chris();
	when_due();
	region_sql("create function sterf() returns trigger language plpgsql security definer as "
		   "$$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$");
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		region_sql(region_text("create trigger zz_sterf %s for each row execute function "
				       "sterf()",
			moments[i]));
		(void)aanmelden_remind(1, ERR_UNAVAILABLE);
		region_sql(region_text("drop trigger zz_sterf on %s",
			strstr(moments[i], "post") != NULL ? "post" : "herinnering"));
		cr_expect_eq(aanmelden_deliver(), 0, "%s", moments[i]);
	}
	cr_assert_eq(aanmelden_remind(1, ERR_OK), 2);
	cr_assert_eq(aanmelden_deliver(), 2);
	cr_assert_eq(aanmelden_remind(1, ERR_OK), 0);
}

Test(antwoord, a_reminder_that_cannot_be_written_does_not_keep_the_others)
{
	ask_chris();
	ask_bram();
	when_due();
	region_sql("update vrijwilliger set email = set_byte(email, 40, get_byte(email, 40) # 1) "
		   "where id = '" CHRIS "'");
	cr_expect_eq(aanmelden_remind(1, ERR_OK), 3, "Bram, and both schools");
	cr_expect_eq(aanmelden_deliver(), 3);
	cr_expect_str_eq(region_value("select kant from herinnering where gestuurd_op is null"),
		"aanbieder");
	aanmelden_now_us += 11 * 60 * SECOND;
	cr_expect_eq(aanmelden_remind(1, ERR_OK), 0, "it is looked at again, and put off again");
}

/* ---- standing in ---- */

#define STAND_IN "/v1/invalantwoorden"
#define OFFER(more)                                                                         \
	"{" more "'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':[" \
	"'ma-ochtend']}"

/* A lesson of tomorrow of Van Dam that it called off, and the offers of Chris and Bram asked
 * instead. */
static const char *ask_to_stand_in(void)
{
	const struct reply request = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7z','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend']}",
			region_day(1), region_day(40)));
	const struct reply dam = region_post(BEDRIJF, "/v1/aanbod", OFFER(""));
	const struct reply chris =
		region_post(BEDRIJF2, "/v1/aanbod", OFFER("'vrijwilligerId':'" CHRIS "',"));
	const struct reply bram = region_post(VRIJWILLIGER2, "/v1/aanbod", OFFER(""));
	assert_status(bram, 201);
	const struct reply made =
		propose(region_member(request, "id"), region_member(dam, "id"), region_day(1));
	assert_status(made, 201);
	const char *id = region_member(made, "id");
	assert_status(decide(id), 201);
	for (int i = 0; i < 2; i++)
		assert_status(region_post(i == 0 ? SCHOOL : BEDRIJF,
				      region_text("/v1/koppelingen/%s/reacties", id),
				      "{'reactie':'bevestigen'}"),
			201);
	assert_status(region_post(BEDRIJF, region_text("/v1/koppelingen/%s/annuleringen", id),
			      "{'reden':'ziekte'}"),
		201);
	const char *path = region_text("/v1/koppelingen/%s/invalvragen", id);
	const char *both = region_text(
		"{'aanbodIds':['%s','%s']}", region_member(chris, "id"), region_member(bram, "id"));
	/* One person of the staff approves whom to ask: nobody for whom it takes two. */
	region_sql("update risicoregel set vier_ogen = code = 'eerste-keer'");
	const struct reply two = region_post(MEDEWERKER, path, both);
	assert_status(two, 409);
	assert_holds(two, "'code':'invalvraag.niet_iedereen'");
	assert_holds(two, "'pointer':'/aanbodIds/0','code':'invalvraag.vier_ogen'");
	assert_holds(two, "'pointer':'/aanbodIds/1','code':'invalvraag.vier_ogen'");
	region_sql("update risicoregel set vier_ogen = false");
	const struct reply some = region_post(MEDEWERKER, path,
		region_text("{'aanbodIds':['%s','%s']}", region_member(chris, "id"),
			region_member(dam, "id")));
	assert_status(some, 409);
	assert_holds(some, "'pointer':'/aanbodIds/1','code':'invalvraag.zelf_afgezegd'");
	assert_holds_not(some, "/aanbodIds/0");
	assert_status(region_post(MEDEWERKER, path, both), 201);
	/* It stands in the list of staff as just that, with the match to ask on. */
	assert_holds(region_get(MEDEWERKER, "/v1/werkvoorraad?wat=invallen"),
		region_text("'koppelingId':'%s'", id));
	region_sql("update lid set rol = 'docent' where school_id = '" KOMPAS "'");
	assert_holds(region_get(SCHOOL, path), "'status':'open','voorstelId':null,'invallers':[]");
	region_sql("update lid set rol = 'school' where school_id = '" KOMPAS "'");
	cr_assert_eq(aanmelden_deliver(), 2);
	return aanmelden_token_to("chris@voorbeeld.nl");
}

static struct reply say(const char *token, const char *antwoord)
{
	return region_as(NULL, "POST", STAND_IN,
		region_text("{'link':'%s','antwoord':'%s'}", token, antwoord));
}

Test(antwoord, a_first_yes_stands_once_when_the_connection_dies_at_any_moment)
{
	static const char *const moments[] = { "koppeling", "invalvraag", "invaller", "post" };
	const char *token = ask_to_stand_in();
	region_sql("create function sterf() returns trigger language plpgsql security definer as "
		   "$$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$");
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		region_sql(region_text("create trigger zz_sterf after insert or update on %s for "
				       "each row execute function sterf()",
			moments[i]));
		assert_status(say(token, "ja"), 503);
		region_sql(region_text("drop trigger zz_sterf on %s", moments[i]));
		cr_expect_str_eq(region_value("select string_agg(distinct status, ' ') from "
					      "invaller"),
			"gevraagd", "%s", moments[i]);
	}
	/* Who said no can after all, as long as nobody else does it. */
	assert_status(say(token, "nee"), 200);
	assert_status(say(token, "ja"), 200);
	assert_status(say(token, "ja"), 200);
	cr_assert_eq(aanmelden_deliver(), 2, "to who stands in and to the other");
	assert_holds(region_get(MEDEWERKER, "/v1/werkvoorraad?wat=invallen"), "'items':[]");
	cr_assert_str_eq(region_value("select count(*) || ' ' || string_agg(rol, '') from "
				      "geschiedenis where stap = 'invallen'"),
		"1 vrijwilliger");
	cr_assert_str_eq(region_value("select status from aanvraag"), "gekoppeld");
}

static const char *waiting(void)
{
	return region_value(
		"select coalesce(string_agg(w.wat, ' ' order by w.wat), '') from werkvoorraad w");
}

Test(antwoord, a_stand_in_is_looked_for_again_when_what_took_its_place_ends)
{
	const char *token = ask_to_stand_in();
	cr_expect_str_eq(waiting(), "invallen", "one line");
	const char *gone = region_value("select id from koppeling");
	const char *aanvraag = region_value("select id from aanvraag");
	const char *bram = region_value("select id from aanbod where vrijwilliger_id is not null "
					"and vrijwilliger_id <> '" CHRIS "'");
	const struct reply later = propose(aanvraag, bram, region_day(8));
	assert_status(later, 201);
	cr_expect_str_eq(waiting(), "voorstel");
	const struct reply asked =
		region_post(MEDEWERKER, region_text("/v1/koppelingen/%s/invalvragen", gone),
			region_text("{'aanbodIds':['%s']}", bram));
	assert_status(asked, 409);
	assert_holds(asked, "'code':'invalvraag.loopt_al'");
	assert_status(say(token, "ja"), 409);
	assert_holds(say(token, "ja"), "'code':'invalvraag.vervuld'");
	assert_status(
		region_post(MEDEWERKER,
			region_text("/v1/koppelingen/%s/besluiten", region_member(later, "id")),
			"{'besluit':'afwijzen','reden':'andere-oplossing'}"),
		201);
	cr_expect_str_eq(waiting(), "invallen", "it still has nobody");
	cr_expect_str_eq(region_value("select id from werkvoorraad"), gone);
	/* When it has begun the request itself waits. */
	region_sql("select werkvoorraad_aanvraag(a.id, now() + interval '2 days') from aanvraag a");
	cr_expect_str_eq(waiting(), "aanvraag");
}

Test(antwoord, nothing_waits_for_a_stand_in_with_another_address)
{
	(void)ask_to_stand_in();
	const char *path = region_text(
		"/v1/koppelingen/%s/invalvragen", region_value("select id from koppeling"));
	const char *chris = region_text("{'aanbodIds':['%s']}",
		region_value("select id from aanbod where vrijwilliger_id = '" CHRIS "'"));
	region_sql("update invaller i set status = 'nee', beantwoord_op = now() from aanbod o "
		   "where o.id = i.aanbod_id and o.vrijwilliger_id <> '" CHRIS "'");
	assert_status(region_post(MEDEWERKER, path, chris), 409);
	region_sql(region_text(
		"update vrijwilliger set email_vinders = array[gen_random_uuid()], gewijzigd_op = "
		"to_timestamp(%lld) where id = '" CHRIS "'",
		(long long)(aanmelden_now_us / 1000000)));
	assert_status(region_post(MEDEWERKER, path, chris), 201);
}

Test(antwoord, who_is_asked_to_stand_in_reads_for_what_first)
{
	const char *token = ask_to_stand_in();
	cr_assert_not_null(strstr(aanmelden_letter, "Gevraagd: Robots (groep 7, 25 personen)"),
		"%s", aanmelden_letter);
	const char *link = region_text("{'link':'%s'}", token);
	const struct reply r = region_as(NULL, "POST", STAND_IN "/_vraag", link);
	assert_status(r, 200);
	assert_holds(r, "'onderwerp':'Robots'");
	assert_holds(r, "'groepsgrootte':25");
	assert_holds(r, "'klas':'7z'");
	assert_status(say(token, "ja"), 200);
	assert_status(region_as(NULL, "POST", STAND_IN "/_vraag", link), 409);
	assert_status(region_as(NULL, "POST", STAND_IN "/_vraag", "{'link':'" NO_TOKEN "'}"), 401);
}

Test(antwoord, for_whom_it_takes_two_meanwhile_reads_words_for_them)
{
	const char *token = ask_to_stand_in();
	region_sql("update risicoregel set vier_ogen = code = 'eerste-keer'");
	const struct reply r = say(token, "ja");
	assert_status(r, 409);
	assert_holds(r, "'code':'invalvraag.eerst_kijken'");
}

Test(antwoord, nobody_stands_in_who_gave_the_half_day_away_or_is_too_late)
{
	const char *token = ask_to_stand_in();
	region_sql("update aanbod set status = 'gepauzeerd' where vrijwilliger_id = '" CHRIS "'");
	assert_status(say(token, "ja"), 409);
	region_sql("update aanbod set status = 'actief'");
	aanmelden_now_us += 2 * DAY;
	cr_assert_str_eq(refused(say(token, "ja")), refused(say(NO_TOKEN, "ja")));
}
