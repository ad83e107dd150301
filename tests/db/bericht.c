/* Letters that tell the people of a match of a step in it, with a clock of our own. */
#include <string.h>

#include "fixtures/aanmelden.h"

TestSuite(bericht, .init = aanmelden_init, .fini = aanmelden_fini, .timeout = 60);

#define ZUIVEL_EMAIL "d@voorbeeld.nl"
#define CHRIS_EMAIL  "chris@voorbeeld.nl"

/* An offer of Zuivel or of its Chris (`of`) that the school chose; the id of the match. */
static const char *propose(const char *of)
{
	const struct reply request = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7c','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend','wo-ochtend']}",
			region_day(3), region_day(40)));
	const struct reply offer = region_post(BEDRIJF2, "/v1/aanbod",
		region_text("{%s'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],"
			    "'dagdelen':['ma-ochtend','di-ochtend','wo-ochtend']}",
			of));
	assert_status(offer, 201);
	const char *aanvraag = region_member(request, "id");
	const char *datum = region_member(
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", aanvraag)), "datum");
	const struct reply r = region_post(SCHOOL,
		region_text("/v1/aanvragen/%s/koppelingen", aanvraag),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}",
			region_member(offer, "id"), datum));
	assert_status(r, 201);
	return region_member(r, "id");
}

static void step(enum who who, const char *id, const char *what, const char *body)
{
	assert_status(region_post(who, region_text("/v1/koppelingen/%s/%s", id, what), body), 201);
}

static const char *in_calendar(const char *of)
{
	const char *id = propose(of);
	step(MEDEWERKER, id, "besluiten", "{'besluit':'goedkeuren'}");
	step(SCHOOL, id, "reacties", "{'reactie':'bevestigen'}");
	step(BEDRIJF2, id, "reacties", "{'reactie':'bevestigen'}");
	(void)aanmelden_tell(ERR_OK);
	(void)aanmelden_deliver();
	return id;
}

#define OF_CHRIS "'vrijwilligerId':'" CHRIS "',"

static void got(const char *email, const char *subject)
{
	aanmelden_read(email);
	cr_assert_not_null(strstr(aanmelden_letter, region_text("Subject: %s\r\n", subject)),
		"%s: %s", email, aanmelden_letter);
}

Test(bericht, what_is_called_off_is_told_to_the_other_side_and_to_who_would_have_come)
{
	const char *id = in_calendar(OF_CHRIS);
	step(BEDRIJF2, id, "annuleringen", "{'reden':'ziekte','toelichting':'griep'}");
	cr_assert_eq(aanmelden_tell(ERR_OK), 2);
	cr_assert_eq(aanmelden_deliver(), 2);
	got(NOOR, "Een afspraak gaat niet door");
	got(CHRIS_EMAIL, "Een afspraak gaat niet door");
	cr_assert_null(strstr(aanmelden_letter, "griep"));
	cr_assert_eq(aanmelden_tell(ERR_OK), 0, "once");
}

#define ASKED "Een voorstel wacht op jullie antwoord"

Test(bericht, who_said_yes_before_being_asked_is_not_asked)
{
	const char *id = propose("");
	step(MEDEWERKER, id, "besluiten", "{'besluit':'goedkeuren'}");
	step(SCHOOL, id, "reacties", "{'reactie':'bevestigen'}");
	cr_assert_eq(aanmelden_tell(ERR_OK), 1);
	cr_assert_eq(aanmelden_deliver(), 1);
	got(ZUIVEL_EMAIL, ASKED);
}

Test(bericht, what_asks_and_was_not_sent_yet_goes_only_to_who_did_not_answer)
{
	const char *id = propose("");
	step(MEDEWERKER, id, "besluiten", "{'besluit':'goedkeuren'}");
	cr_assert_eq(aanmelden_tell(ERR_OK), 2);
	step(SCHOOL, id, "reacties", "{'reactie':'bevestigen'}");
	cr_assert_eq(aanmelden_deliver(), 1);
	got(ZUIVEL_EMAIL, ASKED);
}

Test(bericht, a_reminder_that_was_not_sent_yet_goes_only_while_it_asks_something)
{
	const char *id = propose("");
	step(MEDEWERKER, id, "besluiten", "{'besluit':'goedkeuren'}");
	cr_assert_eq(aanmelden_tell(ERR_OK), 2);
	cr_assert_eq(aanmelden_deliver(), 2);
	region_sql("update herinnering set op = gemaakt_op from koppeling k where k.id = "
		   "koppeling_id");
	cr_assert_eq(aanmelden_remind(1, ERR_OK), 2);
	step(SCHOOL, id, "reacties", "{'reactie':'bevestigen'}");
	step(BEDRIJF2, id, "reacties", "{'reactie':'afslaan','reden':'andere-oplossing'}");
	cr_assert_eq(aanmelden_deliver(), 0);
}

static void visit(enum who who, const char *titel)
{
	assert_status(region_post(who, "/v1/aanbod",
			      region_text("{'soort':'bedrijfsbezoek','titel':'%s','niveaus':['po-"
					  "groep-7'],'dagdelen':['ma-ochtend','di-ochtend']}",
				      titel)),
		201);
}

/* Along Lassen and then Kaas, and approved. */
static void approve_rondgang(void)
{
	region_sql("update bedrijf set rd_x = 144000, rd_y = 488000 where id = '" ZUIVEL "'");
	visit(BEDRIJF, "Lassen");
	visit(BEDRIJF2, "Kaas");
	const struct reply asked = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7c','soort':'bedrijfsbezoek','onderwerp':'Op pad','niveau':"
			    "'po-groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend'],'haltes':2}",
			region_day(3), region_day(40)));
	assert_status(asked, 201);
	const char *path = region_text("%s/rondgang", asked.location);
	assert_status(region_post(SCHOOL, path, NULL), 201);
	assert_status(region_post(MEDEWERKER, region_text("%s/besluiten", path),
			      "{'besluit':'goedkeuren'}"),
		201);
}

Test(bericht, a_school_is_told_of_a_rondgang_once_and_each_company_of_its_stop)
{
	approve_rondgang();
	(void)aanmelden_tell(ERR_OK);
	cr_assert_eq(aanmelden_deliver(), 3);
	got(NOOR, "Een voorstel wacht op jullie antwoord");
	cr_assert_not_null(
		strstr(aanmelden_letter, "\"Lassen\", \"Kaas\""), "%s", aanmelden_letter);
	got(ZUIVEL_EMAIL, "Een voorstel wacht op jullie antwoord");
	cr_assert_not_null(strstr(aanmelden_letter, "\"Kaas\""), "%s", aanmelden_letter);
	cr_assert_null(strstr(aanmelden_letter, "Lassen"));
	cr_assert_eq(aanmelden_tell(ERR_OK), 0, "once");
}

Test(bericht, what_a_batch_holds_back_is_not_told_with_another_stop)
{
	approve_rondgang();
	region_sql("update bericht b set op = '2100-01-01Z' from koppeling k where k.id = "
		   "b.koppeling_id and k.halte = 2 and b.kant = 'school'");
	(void)aanmelden_tell(ERR_OK);
	(void)aanmelden_deliver();
	got(NOOR, "Een voorstel wacht op jullie antwoord");
	cr_expect_null(strstr(aanmelden_letter, "Kaas"), "%s", aanmelden_letter);
	cr_expect_str_eq(region_value("select count(*) from bericht where kant = 'school'"), "1");
}

Test(bericht, a_rondgang_with_too_few_left_ends_and_says_what_to_do)
{
	approve_rondgang();
	const char *kaas = region_value("select id from koppeling where bedrijf_id = '" ZUIVEL "'");
	const char *lassen =
		region_value("select id from koppeling where bedrijf_id <> '" ZUIVEL "'");
	step(SCHOOL, kaas, "reacties", "{'reactie':'bevestigen'}");
	step(SCHOOL, lassen, "reacties", "{'reactie':'bevestigen'}");
	step(BEDRIJF2, kaas, "reacties", "{'reactie':'bevestigen'}");
	(void)aanmelden_tell(ERR_OK);
	(void)aanmelden_deliver();
	/* After this reason nobody else is looked for. */
	step(BEDRIJF, lassen, "reacties", "{'reactie':'afslaan','reden':'andere-oplossing'}");
	cr_assert_eq(aanmelden_expire(), 1, "who said yes is not held");
	cr_expect_str_eq(
		region_value(region_text("select status from koppeling where id = '%s'", kaas)),
		"verlopen");
	cr_expect_str_eq(region_value("select string_agg(status || ' ' || reden, ', ' order by "
				      "gemaakt_op) from bijvulling"),
		"gestopt reden, gestopt niemand");
	cr_assert_eq(aanmelden_tell(ERR_OK), 2, "the school once, and Zuivel");
	(void)aanmelden_deliver();
	got(ZUIVEL_EMAIL, "Een voorstel gaat niet door");
	got(NOOR, "Te weinig bedrijven voor jullie rondgang");
	cr_assert_not_null(strstr(aanmelden_letter, "kies opnieuw"), "%s", aanmelden_letter);
	cr_assert_null(strstr(aanmelden_letter, "hoeft niets"), "%s", aanmelden_letter);
}

Test(bericht, a_school_that_calls_off_a_rondgang_is_told_nothing_of_it)
{
	approve_rondgang();
	(void)aanmelden_tell(ERR_OK);
	(void)aanmelden_deliver();
	const char *off = region_text(
		"/v1/aanvragen/%s/rondgang/annuleringen", region_value("select id from aanvraag"));
	assert_status(region_post(SCHOOL, off, "{'reden':'geen-tijd'}"), 201);
	cr_expect_str_eq(region_value("select count(*) from bericht where kant = 'school'"), "0");
}

Test(bericht, who_calls_off_is_not_told_and_staff_tells_both)
{
	const char *id = in_calendar("");
	step(SCHOOL, id, "annuleringen", "{'reden':'ziekte'}");
	(void)aanmelden_tell(ERR_OK);
	cr_assert_eq(aanmelden_deliver(), 1);
	got(ZUIVEL_EMAIL, "Een afspraak gaat niet door");
	const char *other = in_calendar("");
	region_sql("update account set taal = 'en'");
	step(MEDEWERKER, other, "annuleringen", "{'reden':'ziekte'}");
	(void)aanmelden_tell(ERR_OK);
	cr_assert_eq(aanmelden_deliver(), 2);
	got(ZUIVEL_EMAIL, "An appointment is cancelled");
	got(NOOR, "An appointment is cancelled");
}

Test(bericht, what_is_approved_asks_both_sides_and_what_is_agreed_is_told_to_both)
{
	const char *id = propose("");
	cr_assert_eq(aanmelden_tell(ERR_OK), 0);
	step(MEDEWERKER, id, "besluiten", "{'besluit':'goedkeuren'}");
	(void)aanmelden_tell(ERR_OK);
	cr_assert_eq(aanmelden_deliver(), 2);
	got(NOOR, "Een voorstel wacht op jullie antwoord");
	got(ZUIVEL_EMAIL, "Een voorstel wacht op jullie antwoord");
	step(SCHOOL, id, "reacties", "{'reactie':'bevestigen'}");
	cr_assert_eq(aanmelden_tell(ERR_OK), 0);
	step(BEDRIJF2, id, "reacties", "{'reactie':'bevestigen'}");
	(void)aanmelden_tell(ERR_OK);
	cr_assert_eq(aanmelden_deliver(), 2);
	got(NOOR, "Het is afgesproken");
	got(ZUIVEL_EMAIL, "Het is afgesproken");
}

Test(bericht, a_volunteer_who_gets_the_link_gets_no_second_letter_at_approval)
{
	const char *id = propose(OF_CHRIS);
	step(MEDEWERKER, id, "besluiten", "{'besluit':'goedkeuren'}");
	(void)aanmelden_tell(ERR_OK);
	cr_assert_eq(aanmelden_deliver(), 2, "the link and the school");
	got(CHRIS_EMAIL, "Kun je deze les geven?");
	got(NOOR, "Een voorstel wacht op jullie antwoord");
}

Test(bericht, what_one_side_declines_is_told_to_the_other_that_was_asked)
{
	const char *id = propose("");
	step(MEDEWERKER, id, "besluiten", "{'besluit':'goedkeuren'}");
	(void)aanmelden_tell(ERR_OK);
	(void)aanmelden_deliver();
	step(SCHOOL, id, "reacties", "{'reactie':'afslaan','reden':'geen-tijd'}");
	(void)aanmelden_tell(ERR_OK);
	cr_assert_eq(aanmelden_deliver(), 1);
	got(ZUIVEL_EMAIL, "Een voorstel gaat niet door");
}

Test(bericht, what_is_taken_back_before_it_was_told_is_not_told)
{
	const char *id = propose("");
	step(MEDEWERKER, id, "besluiten", "{'besluit':'goedkeuren'}");
	step(MEDEWERKER, id, "besluiten", "{'besluit':'terugdraaien','reden':'vergissing'}");
	cr_assert_eq(aanmelden_tell(ERR_OK), 0);
}

Test(bericht, a_letter_goes_once_when_the_connection_dies_at_any_moment)
{
	static const char *const moments[] = { "insert on post", "delete on bericht" };
	const char *id = in_calendar("");
	step(SCHOOL, id, "annuleringen", "{'reden':'ziekte'}");
	region_sql("create function sterf() returns trigger language plpgsql security definer as "
		   "$$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$");
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		region_sql(region_text("create trigger zz_sterf after %s for each row execute "
				       "function sterf()",
			moments[i]));
		(void)aanmelden_tell(ERR_UNAVAILABLE);
		region_sql(
			region_text("drop trigger zz_sterf on %s", strrchr(moments[i], ' ') + 1));
		cr_expect_eq(aanmelden_deliver(), 0, "%s", moments[i]);
	}
	cr_assert_eq(aanmelden_tell(ERR_OK), 1);
	cr_assert_eq(aanmelden_deliver(), 1);
}

Test(bericht, that_staff_rejects_or_lets_pass_what_a_school_proposed_is_told_to_it)
{
	const char *id = propose(OF_CHRIS);
	step(MEDEWERKER, id, "besluiten", "{'besluit':'afwijzen','reden':'anders'}");
	cr_assert_eq(aanmelden_tell(ERR_OK), 1);
	(void)aanmelden_deliver();
	got(NOOR, "Een voorstel gaat niet door");
}

Test(bericht, what_only_staff_knew_of_is_told_to_no_school)
{
	const char *id = propose(OF_CHRIS);
	region_sql("alter table geschiedenis disable trigger user; update geschiedenis set rol = "
		   "'medewerker'; alter table geschiedenis enable trigger user");
	step(MEDEWERKER, id, "besluiten", "{'besluit':'afwijzen','reden':'anders'}");
	cr_assert_eq(aanmelden_tell(ERR_OK), 0);
}
