/* Versions of the weights through the API, and what the schema holds when nobody asks the API. */
#include <libpq-fe.h>
#include <string.h>

#include "fixtures/region.h"

#define DRAFT                                                                 \
	"{'soort':'gastles','gewichten':[{'factor':'thema','gewicht':400},{'" \
	"factor':'reis','gewicht':600}]}"

TestSuite(gewicht, .init = region_init, .fini = region_fini);

static struct reply draft(void)
{
	const struct reply made = region_post(MEDEWERKER, "/v1/gewichten", DRAFT);
	assert_status(made, 201);
	return made;
}

static struct reply activate(const char *location, int instead_of)
{
	return region_post(MEDEWERKER, region_text("%s/activeringen", location),
		region_text("{'vervangt':%d,'toelichting':'Proef op de som'}", instead_of));
}

static const char *active(const char *soort)
{
	return region_value(region_text("select string_agg(versie::text, ' ') from gewicht_versie "
					"where soort = '%s' and status = 'actief'",
		soort));
}

static const char *place_of(int version)
{
	return region_value(region_text("select '/v1/gewichten/' || id from gewicht_versie where "
					"soort = 'gastles' and versie = %d",
		version));
}

Test(gewicht, is_a_draft_with_what_was_given_and_nothing_for_the_rest)
{
	const struct reply made = draft();
	assert_holds(made, "'soort':'gastles','versie':3,'status':'concept'");
	assert_holds(made, "{'factor':'thema','gewicht':400},{'factor':'niveau','gewicht':0}");
	cr_assert_str_eq(region_get(MEDEWERKER, made.location).body, made.body);
	cr_assert_str_eq(active("gastles"), "2");
}

Test(gewicht, starts_from_the_active_version_when_nothing_is_given)
{
	const struct reply made =
		region_post(MEDEWERKER, "/v1/gewichten", "{'soort':'bedrijfsbezoek'}");
	assert_status(made, 201);
	assert_holds(made, "{'factor':'thema','gewicht':200}");
	assert_holds(made, "{'factor':'ambassadeur','gewicht':0}");
}

Test(gewicht, tells_all_that_is_wrong_at_once)
{
	const struct reply sum = region_post(MEDEWERKER, "/v1/gewichten",
		"{'soort':'gastles','gewichten':[{'factor':'reis','gewicht':600},{'factor':'reis',"
		"'gewicht':399}]}");
	assert_status(sum, 400);
	assert_holds(sum, "'pointer':'/gewichten','code':'gewicht.som'");
	assert_holds(sum, "'pointer':'/gewichten/1/factor','code':'gewicht.dubbel'");
	const struct reply range = region_post(MEDEWERKER, "/v1/gewichten",
		"{'soort':'toneel','gewichten':[{'factor':'reis','gewicht':-1},{'factor':'weer',"
		"'gewicht':1001}]}");
	assert_status(range, 400);
	for (int i = 0; i < 4; i++) {
		static const char *const places[] = { "/soort", "/gewichten/0/gewicht",
			"/gewichten/1/factor", "/gewichten/1/gewicht" };
		assert_holds(range, region_text("'pointer':'%s'", places[i]));
	}
}

Test(gewicht, changes_while_it_is_a_draft_and_not_after)
{
	const struct reply made = draft();
	const char *change = "{'gewichten':[{'factor':'norm','gewicht':1000}]}";
	const struct reply changed = region_patch(MEDEWERKER, made.location, made.etag, change);
	assert_status(changed, 200);
	assert_holds(changed, "{'factor':'thema','gewicht':0}");
	assert_holds(changed, "{'factor':'norm','gewicht':1000}");
	assert_status(region_patch(MEDEWERKER, made.location, made.etag, change), 412);
	const struct reply wrong = region_patch(MEDEWERKER, made.location, changed.etag,
		"{'gewichten':[{'factor':'norm','gewicht':999}]}");
	assert_status(wrong, 400);
	const struct reply on = activate(made.location, 2);
	assert_status(on, 201);
	const struct reply late = region_patch(MEDEWERKER, made.location, on.etag, change);
	assert_status(late, 409);
	assert_holds(late, "'code':'gewicht.geen_concept'");
}

Test(gewicht, takes_the_place_of_the_active_one_and_leaves_a_trail)
{
	const struct reply made = draft();
	const struct reply on = activate(made.location, 2);
	assert_status(on, 201);
	assert_holds(on, "'status':'actief'");
	cr_assert_str_eq(on.location, made.location);
	cr_assert_str_eq(active("gastles"), "3");
	cr_assert_str_eq(active("workshop"), "2");
	assert_holds(region_get(MEDEWERKER, place_of(2)), "'status':'vervallen'");
	cr_assert_str_eq(region_value("select string_agg(handeling, ' ' order by id) from audit "
				      "where tabel = 'gewicht_versie' and account_id is not null"),
		"gemaakt vervangen geactiveerd");
	cr_assert_str_eq(
		region_value("select count(*) from gebeurtenis g join gewicht_versie v on v.id = "
			     "g.onderwerp where g.soort = 'gewicht.geactiveerd' and v.versie = 3"),
		"1");
}

Test(gewicht, goes_back_with_a_new_line_and_keeps_the_old_ones)
{
	const char *first = place_of(1);
	assert_status(activate(first, 2), 201);
	assert_status(activate(place_of(2), 1), 201);
	assert_status(activate(first, 2), 201);
	const struct reply lines = region_get(MEDEWERKER, region_text("%s/activeringen", first));
	assert_holds(lines, "'volgnummer':1,'versie':1,'vorige':null");
	assert_holds(lines, "'volgnummer':3,'versie':1,'vorige':2");
	assert_holds(lines, "'volgnummer':5,'versie':1,'vorige':2");
	cr_assert_str_eq(active("gastles"), "1");
}

Test(gewicht, is_not_activated_twice_or_in_the_place_of_another_than_was_seen)
{
	const struct reply twice = activate(place_of(2), 2);
	assert_status(twice, 409);
	assert_holds(twice, "'code':'gewicht.al_actief'");
	const struct reply made = draft();
	const struct reply other = activate(made.location, 1);
	assert_status(other, 409);
	assert_holds(other, "'code':'gewicht.andere_actief'");
	assert_status(activate("/v1/gewichten/" NOBODY, 2), 404);
	cr_assert_str_eq(active("gastles"), "2");
}

Test(gewicht, is_for_staff_only)
{
	assert_status(region_get(SCHOOL, "/v1/gewichten"), 403);
	assert_status(region_post(BEDRIJF, "/v1/gewichten", DRAFT), 403);
	assert_status(region_get(VRIJWILLIGER, place_of(2)), 403);
}

Test(gewicht, stands_in_a_list_by_type_and_version)
{
	draft();
	const struct reply drafts =
		region_get(MEDEWERKER, "/v1/gewichten?soort=gastles&status=concept");
	assert_holds(drafts, "'versie':3");
	assert_holds_not(drafts, "'versie':2");
	const struct reply first = region_get(MEDEWERKER, "/v1/gewichten?soort=gastles&limit=2");
	assert_holds_not(first, "'versie':3");
	cr_assert(strstr(first.link, "rel=\"next\"") != NULL, "%s", first.link);
}

/* ---- beside the API ---- */

static PGconn *open_connection(void)
{
	PGconn *pg = PQconnectdb(region_uri());
	cr_assert_eq(PQstatus(pg), CONNECTION_OK, "%s", PQerrorMessage(pg));
	return pg;
}

static const char *run(PGconn *pg, const char *sql)
{
	PGresult *res = PQexec(pg, sql);
	const char *constraint = PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME);
	const char *copy = region_text("%s", constraint != NULL ? constraint : "");
	PQclear(res);
	return copy;
}

/* Gives version `to` the place of version 2, not yet committed. */
static const char *swap(int to)
{
	return region_text("begin; update gewicht_versie set status = 'vervallen' where soort = "
			   "'gastles' and status = 'actief'; update gewicht_versie set status = "
			   "'actief' where soort = 'gastles' and versie = %d",
		to);
}

Test(gewicht, is_active_once_also_when_two_are_activated_at_the_same_time)
{
	draft();
	draft();
	PGconn *one = open_connection();
	PGconn *two = open_connection();
	cr_assert_str_eq(run(one, swap(3)), "");
	cr_assert(PQsendQuery(two, swap(4)) == 1);
	while (region_value("select 1 from pg_stat_activity where datname = current_database() and "
			    "wait_event_type = 'Lock'")[0] == 0)
		continue; /* until it stands behind the other */
	cr_assert_str_eq(run(one, "commit"), "");
	const char *refused = "";
	for (PGresult *res = PQgetResult(two); res != NULL; res = PQgetResult(two)) {
		const char *constraint = PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME);
		if (constraint != NULL)
			refused = region_text("%s", constraint);
		PQclear(res);
	}
	cr_assert_str_eq(refused, "gewicht_versie_een_actief_per_soort");
	PQfinish(one);
	PQfinish(two);
	cr_assert_str_eq(active("gastles"), "3");
}

Test(gewicht, is_never_deleted_nor_made_a_draft_again)
{
	PGconn *pg = open_connection();
	cr_assert_str_eq(
		run(pg, "delete from gewicht_versie where versie = 1"), "gewicht_versie_blijft");
	cr_assert_str_eq(run(pg, "update gewicht_versie set status = 'concept' where versie = 1"),
		"gewicht_versie_blijft");
	cr_assert_str_eq(run(pg, "update gewicht_factor set gewicht = 1 where versie = 1"),
		"gewicht_alleen_in_concept");
	cr_assert_str_eq(
		run(pg, "update gewicht_activering set versie = 1"), "gewicht_activering_blijft");
	PQfinish(pg);
}
