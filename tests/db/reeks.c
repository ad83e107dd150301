/* A series: one letter for the days that take a step together, and what the schema holds it to. */
#include <string.h>

#include "fixtures/aanmelden.h"
#include "store/sql.h"

TestSuite(reeks, .init = aanmelden_init, .fini = aanmelden_fini, .timeout = 60);

#define ZUIVEL_EMAIL "d@voorbeeld.nl"
#define CHRIS_EMAIL  "chris@voorbeeld.nl"
#define OF_CHRIS     "'vrijwilligerId':'" CHRIS "',"
#define KEREN	     3

/* Three Tuesday mornings, proposed for as one to what `of` offers. */
static struct world {
	const char *id;
	const char *dag[KEREN + 1]; /* one more: where the last would move to */
	const char *koppeling[KEREN];
} w;

/* In autumn when the school year ends too soon for a series. */
static const char *tuesday(int weeks)
{
	return region_value(region_text(
		"select (d + (9 - extract(isodow from d)::int) %% 7 + 7 * %d)::text from (select "
		"case when extract(month from x) between 6 and 8 then make_date(extract(year from "
		"x)::int, 9, 1) else x end as d from (select date '%s' as x) y) z",
		weeks, region_day(10)));
}

static void read_keren(void)
{
	for (int i = 0; i < KEREN; i++)
		w.koppeling[i] =
			region_value(region_text("select k.id from aanvraag a join koppeling k on "
						 "k.aanvraag_id = a.id where "
						 "a.reeks_id = '%s' and a.reeks_keer = %d order by "
						 "k.gemaakt_op desc limit 1",
				w.id, i + 1));
}

static void propose(const char *of)
{
	for (int i = 0; i <= KEREN; i++)
		w.dag[i] = tuesday(i);
	const struct reply asked = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7c','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['di-ochtend']}",
			w.dag[0], w.dag[0]));
	assert_status(asked, 201);
	const char *first = region_member(asked, "id");
	const struct reply made =
		region_post(SCHOOL, region_text("/v1/aanvragen/%s/reeksen", first), "{'aantal':3}");
	assert_status(made, 201);
	w.id = region_member(made, "id");
	const struct reply offered = region_post(BEDRIJF2, "/v1/aanbod",
		region_text("{%s'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],"
			    "'dagdelen':['di-ochtend']}",
			of));
	assert_status(offered, 201);
	assert_status(region_post(SCHOOL, region_text("/v1/aanvragen/%s/koppelingen", first),
			      region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':"
					  "'ochtend'},'enVolgende':true}",
				      region_member(offered, "id"), w.dag[0])),
		201);
	read_keren();
}

static void step(enum who who, int keer, const char *what, const char *body)
{
	assert_status(
		region_post(who, region_text("/v1/koppelingen/%s/%s", w.koppeling[keer], what),
			region_text("{'enVolgende':true,%s}", body)),
		201);
}

static void tell(size_t letters)
{
	(void)aanmelden_tell(ERR_OK);
	cr_assert_eq(aanmelden_deliver(), letters);
}

/* As a letter shows it: 8-12-2026 (ochtend). */
static const char *shown(const char *dag)
{
	return region_value(
		region_text("select to_char(date '%s', 'FMDD-FMMM-YYYY') || ' (ochtend)'", dag));
}

/* The one letter to an address is this one and has these days, in a row, and no other of them. */
static void got(const char *email, const char *subject, int from, int to)
{
	aanmelden_read(email);
	cr_assert_not_null(strstr(aanmelden_letter, region_text("Subject: %s\r\n", subject)),
		"%s: %s", email, aanmelden_letter);
	const char *at = aanmelden_letter;
	for (int i = 0; i <= KEREN; i++) {
		const char *day = strstr(at, shown(w.dag[i]));
		cr_assert_eq(
			day != NULL, i >= from && i <= to, "%s in %s", w.dag[i], aanmelden_letter);
		at = day != NULL ? day : at;
	}
}

static const char *statuses(void)
{
	return region_value(region_text("select string_agg(k.status, ' ' order by a.reeks_keer, "
					"k.gemaakt_op) from aanvraag a join koppeling k on "
					"k.aanvraag_id = a.id where a.reeks_id = '%s'",
		w.id));
}

/* Where they stand, in their order. */
static const char *stand(void)
{
	return region_value(region_text("select string_agg(k.datum::text, ' ' order by "
					"a.reeks_keer) from aanvraag a join koppeling k on "
					"k.aanvraag_id = a.id where a.reeks_id = '%s'",
		w.id));
}

static void plan(const char *of)
{
	propose(of);
	step(MEDEWERKER, 0, "besluiten", "'besluit':'goedkeuren'");
	step(SCHOOL, 0, "reacties", "'reactie':'bevestigen'");
	step(BEDRIJF2, 0, "reacties", "'reactie':'bevestigen'");
	cr_assert_str_eq(statuses(), "ingepland ingepland ingepland");
	(void)aanmelden_tell(ERR_OK);
	(void)aanmelden_deliver();
}

Test(reeks, tells_of_all_days_that_took_a_step_together_in_one_letter)
{
	propose("");
	step(MEDEWERKER, 0, "besluiten", "'besluit':'goedkeuren'");
	tell(2);
	got(NOOR, "Een voorstel wacht op jullie antwoord", 0, 2);
	got(ZUIVEL_EMAIL, "Een voorstel wacht op jullie antwoord", 0, 2);
	step(SCHOOL, 0, "reacties", "'reactie':'bevestigen'");
	step(BEDRIJF2, 0, "reacties", "'reactie':'bevestigen'");
	tell(2);
	got(NOOR, "Het is afgesproken", 0, 2);
	step(SCHOOL, 1, "annuleringen", "'reden':'ziekte'");
	tell(1);
	got(ZUIVEL_EMAIL, "Een afspraak gaat niet door", 1, 2);
	cr_expect_str_eq(statuses(), "ingepland geannuleerd geannuleerd");
}

Test(reeks, approved_as_a_batch_is_told_in_one_letter_too)
{
	propose("");
	const struct reply seen = region_post(MEDEWERKER, "/v1/bundels",
		region_text("{'stap':'goedkeuren','ids':['%s','%s','%s']}", w.koppeling[0],
			w.koppeling[1], w.koppeling[2]));
	assert_status(seen, 201);
	assert_status(region_post(MEDEWERKER,
			      region_text("/v1/bundels/%s/uitvoeringen", region_member(seen, "id")),
			      NULL),
		201);
	tell(0);
	aanmelden_now_us += 11 * MINUTE;
	tell(2);
	got(NOOR, "Een voorstel wacht op jullie antwoord", 0, 2);
}

Test(reeks, asks_a_volunteer_once_and_one_link_answers_for_all)
{
	propose(OF_CHRIS);
	step(MEDEWERKER, 0, "besluiten", "'besluit':'goedkeuren'");
	tell(2);
	got(CHRIS_EMAIL, "Kun je deze les geven?", 0, 2);
	const char *token = aanmelden_token();
	const struct reply asked = region_as(
		NULL, "POST", "/v1/antwoorden/_vraag", region_text("{'link':'%s'}", token));
	assert_status(asked, 200);
	assert_holds(
		asked, region_text("'volgende':[{'datum':'%s','dagdeel':'ochtend'},{'datum':'%s',"
				   "'dagdeel':'ochtend'}]",
			       w.dag[1], w.dag[2]));
	const char *yes =
		region_text("{'link':'%s','reactie':'bevestigen','enVolgende':true}", token);
	assert_status(region_as(NULL, "POST", "/v1/antwoorden", yes), 200);
	assert_status(region_as(NULL, "POST", "/v1/antwoorden", yes), 200);
	step(SCHOOL, 0, "reacties", "'reactie':'bevestigen'");
	cr_expect_str_eq(statuses(), "ingepland ingepland ingepland");
}

static struct reply call_off(const char *token, const char *dag, const char *dagdeel)
{
	return region_as(NULL, "POST", "/v1/afloopantwoorden",
		region_text("{'link':'%s','afzegging':{'reden':'ziekte','tijdvak':{'datum':'%s',"
			    "'dagdeel':'%s'}}}",
			token, dag, dagdeel));
}

Test(reeks, one_time_of_it_is_called_off_by_the_link_of_all)
{
	plan(OF_CHRIS);
	aanmelden_read(CHRIS_EMAIL);
	const char *token = aanmelden_token();
	assert_holds(region_as(NULL, "POST", "/v1/afloopantwoorden/_vraag",
			     region_text("{'link':'%s'}", token)),
		region_text("'keren':[{'datum':'%s','dagdeel':'ochtend'},{'datum':'%s','dagdeel':"
			    "'ochtend'},{'datum':'%s','dagdeel':'ochtend'}]",
			w.dag[0], w.dag[1], w.dag[2]));
	const struct reply odd = call_off(token, w.dag[1], "middag");
	assert_status(odd, 400);
	assert_holds(odd, "'pointer':'/afzegging/tijdvak'");
	for (int again = 0; again < 2; again++) {
		const struct reply off = call_off(token, w.dag[1], "ochtend");
		assert_status(off, 200);
		assert_holds(off,
			region_text("'koppelingId':'%s','status':'geannuleerd'", w.koppeling[1]));
	}
	cr_expect_str_eq(statuses(), "ingepland geannuleerd ingepland");
	assert_status(call_off(token, w.dag[0], "ochtend"), 200);
	cr_expect_str_eq(statuses(), "geannuleerd geannuleerd ingepland");
}

Test(reeks, at_another_address_one_letter_tells_of_all_times_that_are_left)
{
	plan(OF_CHRIS);
	region_sql(region_text("alter table koppeling disable trigger user; update koppeling set "
			       "status = 'afgerond' where id = '%s'; alter table koppeling enable "
			       "trigger user",
		w.koppeling[0]));
	region_sql("update vrijwilliger set email_vinders = array[gen_random_uuid()] where id = "
		   "'" CHRIS "'");
	cr_assert_eq(aanmelden_tell(ERR_OK), 1);
	cr_assert_eq(aanmelden_deliver(), 1);
	got(CHRIS_EMAIL, "Het is afgesproken", 1, 2);
	assert_status(call_off(aanmelden_token(), w.dag[2], "ochtend"), 200);
	cr_expect_str_eq(statuses(), "afgerond ingepland geannuleerd");
}

Test(reeks, moves_to_where_the_next_time_still_stands)
{
	plan("");
	step(MEDEWERKER, 0, "verzettingen",
		region_text(
			"'reden':'ziekte','tijdvak':{'datum':'%s','dagdeel':'ochtend'}", w.dag[1]));
	cr_expect_str_eq(stand(), region_text("%s %s %s", w.dag[1], w.dag[2], w.dag[3]));
	cr_assert_eq(aanmelden_deliver(), 2);
	/* Where it was, and where it is. */
	got(NOOR, "Een afspraak is verzet", 0, 3);
	got(ZUIVEL_EMAIL, "Een afspraak is verzet", 0, 3);
}

Test(reeks, moves_as_one_side_proposed_and_the_other_chose_by_the_link)
{
	plan("");
	/* Another one in its place before it was told: one letter. */
	for (int again = 0; again < 2; again++)
		step(SCHOOL, 1, "verzetvoorstellen",
			region_text("'reden':'ziekte','tijdvakken':[{'datum':'%s','dagdeel':"
				    "'ochtend'}]",
				w.dag[3]));
	cr_assert_eq(aanmelden_deliver(), 1);
	aanmelden_read(ZUIVEL_EMAIL);
	cr_assert_not_null(strstr(aanmelden_letter, "Kan een reeks op een ander dagdeel?"));
	const char *second = strstr(aanmelden_letter, shown(w.dag[1]));
	cr_assert(
		second != NULL && strstr(second, shown(w.dag[2])) != NULL, "%s", aanmelden_letter);
	const char *token = aanmelden_token();
	const struct reply asked = region_as(
		NULL, "POST", "/v1/verzetantwoorden/_vraag", region_text("{'link':'%s'}", token));
	assert_status(asked, 200);
	assert_holds(asked, "'enVolgende':true");
	assert_status(region_as(NULL, "POST", "/v1/verzetantwoorden",
			      region_text("{'link':'%s','tijdvak':{'datum':'%s','dagdeel':"
					  "'ochtend'}}",
				      token, w.dag[3])),
		200);
	cr_expect_str_eq(stand(), region_text("%s %s %s", w.dag[0], w.dag[3], tuesday(4)));
	cr_assert_eq(aanmelden_deliver(), 1);
	aanmelden_read(NOOR);
	cr_assert_not_null(strstr(aanmelden_letter, shown(tuesday(4))));
}

#define SET(columns)                                                                           \
	region_text("update aanvraag set " columns " where id = (select a.id from aanvraag a " \
		    "where a.reeks_id = '%s' and a.reeks_keer = 2)",                           \
		w.id)

Test(reeks, is_of_one_school_and_has_each_time_once_and_twenty_at_most)
{
	propose("");
	cr_expect_str_eq(region_tried(KOMPAS, SET("reeks_keer = 1")), "aanvraag_een_per_keer");
	cr_expect_str_eq(
		region_tried(KOMPAS, SET("reeks_keer = 21")), "aanvraag_hoogstens_20_keren");
	cr_expect_str_eq(region_tried(KOMPAS, SET("reeks_keer = null")), "aanvraag_reeks_met_keer");
	region_sql(region_text("insert into reeks select '" ID(
		"98") "', '" MARIEN "', 1, '{}', '{}', '{}', gemaakt_op from reeks"));
	cr_expect_str_eq(region_tried(KOMPAS, SET("reeks_id = '" ID("98") "'")),
		"aanvraag_reeks_van_school");
}

/* ---- the columns of the others ---- */

/* Of the first time alone: its campaign, its place on the waiting list, and where it came from; and
 * what was erased. */
Test(reeks, copies_every_column_of_a_request)
{
	const char *sql = NULL;
	for (size_t i = 0; i < store_statement_count; i++)
		if (strcmp(store_statements[i]->name, "reeks/copy") == 0)
			sql = store_statements[i]->sql;
	cr_assert_not_null(sql);
	cr_expect_str_eq(
		region_value(region_text(
			"select string_agg(column_name, ' ' order by column_name) from "
			"information_schema.columns where table_schema = 'public' and table_name = "
			"'aanvraag' and is_generated = 'NEVER' and position(column_name in "
			"$s$%s$s$) = 0",
			sql)),
		"campagne_id gewist_op overname_schooljaar wacht_bericht_op wacht_sinds");
}
