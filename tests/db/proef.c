/* Trials of weights: asked for through the API, done by a worker with a supply of its own. */
#include "worker/proef.h"
#include "api/regels.h"
#include "base/date.h"
#include "fixtures/region.h"

#define ASKED	 60 /* requests of Het Kompas: more than a worker takes at once */
#define PATIENCE 60000

/* Only how near: nothing of what the version in force weighs. */
#define NEAR "{'soort':'gastles','gewichten':[{'factor':'reis','gewicht':1000}]}"

static struct world {
	struct loop *loop;
	struct db *db;
	struct db_wake *wake;
	struct taxonomie_cache taxonomie;
	struct voorraad *voorraad;
	struct proever *proever;
} w;

/* Van Dam is near and welds; Bram is far and knows robots, as is asked. The second school asks for
 * a level that nobody serves. Of the first request there is a proposal with Bram. */
static void make_scene(void)
{
	region_sql(
		"create function v(soort text, n int) returns uuid language sql immutable return "
		"('00000000-0000-7000-80' || soort || '-' || lpad(n::text, 12, '0'))::uuid;"
		"update school set leerlingen = case id when '" KOMPAS "' then 150 else 2000 end;"
		"update vrijwilliger set rd_x = 180000, rd_y = 487100, max_per_schooljaar = 400 "
		"where id = '" BRAM "';"
		"insert into aanbod (id, bedrijf_id, vrijwilliger_id, soort, titel, themas, "
		"niveaus, "
		"talen, online, groep_min, groep_max, plaatsen, dagdelen, van_datum, "
		"uitzonderingen, "
		"status, versie, gemaakt_op, gewijzigd_op) select v('05', n), case n when 1 then "
		"'" VAN_DAM "'::uuid end, case n when 2 then '" BRAM "'::uuid end, 'gastles', 'A', "
		"case n when 1 then '{lassen}' else '{robotica}' end::text[], 192, '{nl}', false, "
		"1, 30, 100, 32767, '2020-01-01', '{}', 'actief', 1, '2020-01-01Z', '2020-01-01Z' "
		"from generate_series(1, 2) n");
	region_sql("update school set max_open_aanvragen = 10000;"
		   "update bedrijf set max_voorstellen_per_week = 10000");
	region_sql(region_text(
		"insert into klas (id, school_id, naam, gemaakt_op) select v('02', n), case when n "
		"<= %d then '" KOMPAS "' else '" MARIEN "' end::uuid, 'Klas ' || n, '2020-01-01Z' "
		"from generate_series(1, %d + 1) n;"
		"insert into aanvraag (id, school_id, klas_id, soort, onderwerp, themas, "
		"thema_vereist, niveau, taal, groepsgrootte, van_datum, tot_datum, dagdelen, "
		"online_toegestaan, vog_vereist, status, versie, gemaakt_op, gewijzigd_op) select "
		"v('06', n), k.school_id, k.id, 'gastles', 'O', '{robotica}', false, case when n "
		"<= %d then 64 else 1 << 20 end, 'nl', 20, '%s', '%s', 32767, false, false, "
		"'open', 1, '2020-01-01Z', '2020-01-01Z' from generate_series(1, %d + 1) n join "
		"klas k on k.id = v('02', n);"
		"insert into koppeling (id, aanvraag_id, aanbod_id, school_id, klas_id, "
		"vrijwilliger_id, datum, dagdeel, status, score, factoren, alternatieven, "
		"gewicht_versie, versie, gemaakt_op, gewijzigd_op, gewijzigd_rol) values (v('07', "
		"1), v('06', 1), v('05', 2), '" KOMPAS "', v('02', 1), '" BRAM
		"', '%s', 'ochtend', 'voorgesteld', 1, '[]', '[]', 2, 1, '2020-01-01Z', "
		"'2020-01-01Z', 'school')",
		ASKED, ASKED, ASKED, region_day(3), region_day(40), ASKED, region_day(10)));
}

static void start(void)
{
	region_init();
	make_scene();
}

/* ---- a worker ---- */

static void start_worker(void)
{
	w.loop = loop_create(&loop_limits_default);
	struct db_config config = db_config_default;
	config.uri = region_uri();
	config.write_connections = 1;
	w.db = db_create(w.loop, &config, api_rules, api_rule_count);
	cr_assert_eq(db_wake_create(w.db, &db_wake_config_default, &w.wake), ERR_OK);
	const struct voorraad_config supply = {
		.taxonomie = &w.taxonomie, .max_aanbod = 100, .max_bytes = 64 << 20
	};
	cr_assert_eq(voorraad_create(w.loop, w.db, w.wake, &supply, &w.voorraad), ERR_OK);
	cr_assert_eq(proever_create(w.loop, w.db, &w.taxonomie, w.voorraad, &w.proever), ERR_OK);
}

static enum err end(struct task *t, void *arg)
{
	(void)arg;
	proever_destroy(t, w.proever);
	voorraad_destroy(t, w.voorraad);
	db_wake_destroy(t, w.wake);
	return ERR_OK;
}

static void finish(void)
{
	if (w.loop != NULL) {
		cr_assert_eq(loop_run_task(w.loop, end, NULL, NULL), ERR_OK);
		taxonomie_forget(&w.taxonomie);
		db_destroy(w.db);
		loop_destroy(w.loop);
	}
	region_fini();
}

TestSuite(proef, .init = start, .fini = finish, .timeout = 240);

/* Until the database says "t", while the worker works. */
static enum err work_until(struct task *t, void *arg)
{
	const int64_t until_us = task_moment_in(t, PATIENCE);
	while (region_value(arg)[0] != 't') {
		if (clock_mono_us() > until_us)
			return ERR_UNAVAILABLE;
		TRY(task_sleep(t, 20));
	}
	return ERR_OK;
}

static void until(const char *sql)
{
	cr_assert_eq(loop_run_task(w.loop, work_until, (void *)sql, NULL), ERR_OK, "%s", sql);
}

/* ---- asking ---- */

static struct reply draft(const char *body)
{
	const struct reply made = region_post(MEDEWERKER, "/v1/gewichten", body);
	assert_status(made, 201);
	return made;
}

static struct reply try_against(const char *version, int active)
{
	return region_post(MEDEWERKER, region_text("%s/proeven", version),
		region_text("{'tegen':%d}", active));
}

static const char *state(struct reply trial)
{
	return region_text("select status || ' ' || poging from proef where id = '%s'",
		region_member(trial, "id"));
}

static const char *ended(struct reply trial)
{
	return region_text(
		"select status <> 'bezig' from proef where id = '%s'", region_member(trial, "id"));
}

Test(proef, tells_what_other_weights_would_change)
{
	const struct reply trial = try_against(draft(NEAR).location, 2);
	assert_status(trial, 202);
	assert_holds(trial, "'versie':3,'tegen':2,");
	assert_holds(trial, "'status':'bezig','stand':null,'aanvragen':null,'gedaan':0,"
			    "'uitkomst':null");
	cr_assert_str_eq(region_get(MEDEWERKER, trial.location).body, trial.body);
	start_worker();
	until(ended(trial));
	const struct reply done = region_get(MEDEWERKER, trial.location);
	assert_status(done, 200);
	assert_holds(done, "'status':'klaar'");
	assert_holds(done, "'aanvragen':61,'gedaan':61");
	const char *counts[] = {
		"select concat_ws(' ', u->'telling'->>'aanvragen', u->'telling'->>"
		"'zonderKandidaat', u->'telling'->>'lijstenAnders', u->'telling'->>'eersteAnders', "
		"u->'telling'->>'hoger', u->'telling'->>'lager', u->'telling'->>'scoreDan', "
		"u->'telling'->>'afstandNuM', u->'telling'->>'afstandDanM') from (select uitkomst "
		"as u from proef) p",
		"select concat_ws(' ', u->>'aanbodEerstNu', u->>'aanbodEerstDan', u->>"
		"'voorstellen', u->>'voorstellenAnders', u->'voorbeelden'->0->>'aanbodId' = "
		"v('05', 2)::text, u->'voorbeelden'->0->>'eersteDan' = v('05', 1)::text) from "
		"(select uitkomst as u from proef) p",
		"select string_agg(concat_ws(' ', g->>'naam', g->'telling'->>'eersteAnders', "
		"g->'telling'->>'zonderKandidaat'), ', ' order by g->>'naam') from proef, "
		"jsonb_array_elements(uitkomst->'gemeenten') g",
		"select string_agg(concat_ws(' ', g->>'grootte', g->'telling'->>'hoger', "
		"g->'telling'->>'scoreNu' is null), ', ') from proef, "
		"jsonb_array_elements(uitkomst->'schoolgroottes') g where g->'telling'->>"
		"'aanvragen' <> '0'",
	};
	cr_expect_str_eq(region_value(counts[0]), "61 1 60 60 60 0 100000 36900 141");
	cr_expect_str_eq(region_value(counts[1]), "1 1 1 1 t t");
	cr_expect_str_eq(region_value(counts[2]), "Almere 60 0, Zeewolde 0 1");
	cr_expect_str_eq(region_value(counts[3]), "tot-200 60 f, vanaf-1000 0 t");
}

Test(proef, of_the_weights_in_force_changes_nothing)
{
	const struct reply trial = try_against(draft("{'soort':'gastles'}").location, 2);
	start_worker();
	until(ended(trial));
	cr_expect_str_eq(region_value("select concat_ws(' ', status, uitkomst->'telling'->>"
				      "'aanvragen', uitkomst->'telling'->>'lijstenAnders', "
				      "uitkomst->'telling'->>'hoger', uitkomst->'telling'->>"
				      "'lager', uitkomst->>'voorstellenAnders') from proef"),
		"klaar 61 0 0 0 0");
}

Test(proef, lets_nobody_win_by_another_scale)
{
	const struct reply trial = try_against(
		draft("{'soort':'gastles','gewichten':[{'factor':'thema','gewicht':1000}]}")
			.location,
		2);
	start_worker();
	until(ended(trial));
	cr_expect_str_eq(region_value("select concat_ws(' ', u->>'eersteAnders', u->>'hoger', "
				      "u->>'lager', (u->>'scoreDan')::int > (u->>'scoreNu')::int) "
				      "from (select uitkomst->'telling' as u from proef) p"),
		"0 0 0 t");
}

Test(proef, keeps_the_weights_that_it_was_asked_with)
{
	const struct reply made = draft(NEAR);
	const struct reply trial = try_against(made.location, 2);
	assert_status(region_patch(MEDEWERKER, made.location, made.etag,
			      "{'gewichten':[{'factor':'norm','gewicht':1000}]}"),
		200);
	const struct reply after = region_get(MEDEWERKER, trial.location);
	assert_holds(after, "{'factor':'reis','gewicht':1000}");
	start_worker();
	until(ended(trial));
	cr_expect_str_eq(
		region_value("select uitkomst->'telling'->>'eersteAnders' from proef"), "60");
}

Test(proef, is_refused_where_there_is_nothing_to_try)
{
	const char *made = draft(NEAR).location;
	const struct reply active = try_against(
		region_text("/v1/gewichten/%s",
			region_value("select id from gewicht_versie where soort = 'gastles' and "
				     "status = 'actief'")),
		2);
	assert_status(active, 409);
	assert_holds(active, "'code':'gewicht.al_actief'");
	const struct reply other = try_against(made, 1);
	assert_status(other, 409);
	assert_holds(other, "'code':'gewicht.andere_actief'");
	assert_status(try_against("/v1/gewichten/" NOBODY, 2), 404);
	assert_status(region_get(MEDEWERKER, "/v1/proeven/" NOBODY), 404);
	const struct reply wrong =
		region_post(MEDEWERKER, region_text("%s/proeven", made), "{'tegen':0,'snel':true}");
	assert_status(wrong, 400);
	assert_holds(wrong, "'pointer':'/tegen'");
	assert_holds(wrong, "'pointer':'/snel'");
	assert_status(region_post(SCHOOL, region_text("%s/proeven", made), "{'tegen':2}"), 403);
}

Test(proef, runs_once_at_a_time_for_a_version)
{
	const char *made = draft(NEAR).location;
	const struct reply first = try_against(made, 2);
	assert_status(first, 202);
	const struct reply second = try_against(made, 2);
	assert_status(second, 409);
	assert_holds(second, "'code':'proef.loopt'");
	start_worker();
	until(ended(first));
	assert_status(try_against(made, 2), 202);
	const struct reply all = region_get(MEDEWERKER, region_text("%s/proeven?limit=1", made));
	assert_status(all, 200);
	assert_holds(all, region_text("'id':'%s'", region_member(first, "id")));
	cr_assert_str_not_empty(all.link);
}

Test(proef, is_begun_anew_when_its_worker_is_gone_and_only_then)
{
	const struct reply held = try_against(draft(NEAR).location, 2);
	region_sql("update proef set poging = 1, gezien_op = now(), gedaan = 50");
	const struct reply other = try_against(draft("{'soort':'gastles'}").location, 2);
	start_worker();
	until(ended(other));
	cr_assert_str_eq(region_value(state(held)), "bezig 1");
	region_sql("update proef set gezien_op = gezien_op - interval '1 hour'");
	until(ended(held));
	cr_assert_str_eq(region_value(state(held)), "klaar 2");
	assert_holds(region_get(MEDEWERKER, held.location), "'gedaan':61");
}

Test(proef, fails_when_worker_after_worker_is_gone)
{
	const struct reply trial = try_against(draft(NEAR).location, 2);
	region_sql(region_text(
		"update proef set poging = %d, gezien_op = '2026-01-01Z'", PROEF_POGINGEN));
	start_worker();
	until(ended(trial));
	assert_holds(region_get(MEDEWERKER, trial.location), "'status':'mislukt'");
}
