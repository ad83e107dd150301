/* Closed days: held at the proposal, whatever the engine saw and whoever comes at the same moment.
 */
#include <libpq-fe.h>

#include "fixtures/region.h"

TestSuite(sluiting, .init = region_init, .fini = region_fini, .timeout = 60);

struct ask {
	const char *aanvraag, *aanbod, *datum;
};

/* A request of the school that the company can serve, and the first day on which it can. */
static struct ask ask(void)
{
	const struct reply asked = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend']}",
			region_day(3), region_day(40)));
	assert_status(asked, 201);
	const struct reply offered = region_post(BEDRIJF, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':['ma-"
		"ochtend','di-ochtend']}");
	assert_status(offered, 201);
	const char *id = region_member(asked, "id");
	const struct reply list =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", id));
	return (struct ask){ id, region_member(offered, "id"), region_member(list, "datum") };
}

static struct reply propose(const struct ask *a)
{
	return region_post(SCHOOL, region_text("/v1/aanvragen/%s/koppelingen", a->aanvraag),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}",
			a->aanbod, a->datum));
}

static struct reply close_day(enum who who, const char *datum)
{
	return region_post(
		who, "/v1/sluitingen", region_text("{'vanDatum':'%s','reden':'anders'}", datum));
}

Test(sluiting, of_the_school_or_the_company_makes_its_day_impossible)
{
	const struct ask a = ask();
	const enum who sides[] = { SCHOOL, BEDRIJF };
	for (size_t i = 0; i < 2; i++) {
		const struct reply made = close_day(sides[i], a.datum);
		assert_status(made, 201);
		const struct reply no = propose(&a);
		assert_status(no, 409);
		assert_holds_not(no, "sluiting");
		assert_status(region_patch(sides[i],
				      region_text("/v1/sluitingen/%s", region_member(made, "id")),
				      made.etag, "{'ingetrokken':true}"),
			200);
	}
	assert_status(propose(&a), 201);
}

Test(sluiting, holds_what_is_made_again_too)
{
	const struct ask a = ask();
	const struct reply made = propose(&a);
	assert_status(made, 201);
	const char *id = region_member(made, "id");
	assert_status(region_post(SCHOOL, region_text("/v1/koppelingen/%s/reacties", id),
			      "{'reactie':'afslaan','reden':'geen-tijd'}"),
		201);
	assert_status(close_day(SCHOOL, a.datum), 201);
	const struct reply no =
		region_post(MEDEWERKER, region_text("/v1/koppelingen/%s/besluiten", id),
			"{'besluit':'heropenen','reden':'vergissing'}");
	assert_status(no, 409);
	assert_holds(no, "'code':'tijdvak.gesloten'");
}

Test(sluiting, lets_nobody_approve_or_agree_to_its_day_any_more)
{
	const struct ask a = ask();
	const char *id = region_member(propose(&a), "id");
	const char *decide = region_text("/v1/koppelingen/%s/besluiten", id);
	const char *react = region_text("/v1/koppelingen/%s/reacties", id);
	const struct reply made = close_day(SCHOOL, a.datum);
	const struct reply no = region_post(MEDEWERKER, decide, "{'besluit':'goedkeuren'}");
	assert_status(no, 409);
	assert_holds(no, "'code':'tijdvak.gesloten'");
	const char *path = region_text("/v1/sluitingen/%s", region_member(made, "id"));
	assert_status(region_patch(SCHOOL, path, made.etag, "{'ingetrokken':true}"), 200);
	assert_status(region_post(MEDEWERKER, decide, "{'besluit':'goedkeuren'}"), 201);
	assert_status(region_post(SCHOOL, react, "{'reactie':'bevestigen'}"), 201);
	assert_status(close_day(BEDRIJF, a.datum), 201);
	assert_status(region_post(BEDRIJF, react, "{'reactie':'bevestigen'}"), 409);
	assert_status(
		region_post(BEDRIJF, react, "{'reactie':'afslaan','reden':'geen-tijd'}"), 201);
}

/* A closure that is written and not committed yet, for a second. */
static PGconn *closing(const char *datum)
{
	PGconn *other = PQconnectdb(region_uri());
	cr_assert_eq(
		PQsendQuery(other,
			region_text("begin; insert into sluiting (id, school_id, van_datum, "
				    "tot_datum, reden, versie, gemaakt_op, gewijzigd_op) values "
				    "(gen_random_uuid(), '" KOMPAS
				    "', '%s', '%s', 'anders', 1, now(), now()); select "
				    "pg_sleep(1); commit",
				datum, datum)),
		1);
	while (*region_value("select 1 from pg_stat_activity where wait_event = 'PgSleep'") == '\0')
		;
	return other;
}

Test(sluiting, of_this_very_moment_is_waited_for)
{
	const struct ask a = ask();
	PGconn *other = closing(a.datum);
	const struct reply no = propose(&a);
	for (PGresult *res = PQgetResult(other); res != NULL; res = PQgetResult(other))
		PQclear(res);
	PQfinish(other);
	assert_status(no, 409);
	assert_holds(no, "'code':'tijdvak.gesloten'");
	cr_assert_str_eq(region_value("select count(*) from koppeling"), "0");
}
