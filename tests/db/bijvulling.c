/* What is proposed by itself after a match ended: by any number of workers, whatever dies in
 * between. */
#include "api/regels.h"
#include "base/date.h"
#include "fixtures/region.h"
#include "store/migrations.h"
#include "worker/bijvul.h"
#include "worker/planner.h"

#define WORKERS	 3
#define PATIENCE 60000

struct worker {
	struct db *db;
	struct db_wake *wake;
	struct taxonomie_cache taxonomie;
	struct bijvuller bijvuller;
	struct bijvul_count count;
	enum err result;
};

static struct world {
	struct loop *loop;
	struct worker all[WORKERS];
	size_t started;
	size_t count; /* that work */
	size_t left;
	struct task *waiting;
	bool stopping; /* who makes a planning is told to stop */
} w;

/* ---- workers ---- */

static void start_worker(struct worker *one)
{
	struct db_config config = db_config_default;
	config.uri = region_uri();
	config.role = STORE_ROLE;
	config.actor = &db_actor_systeem;
	config.write_connections = 1;
	one->db = db_create(w.loop, &config, api_rules, api_rule_count);
	cr_assert_eq(db_wake_create(one->db, &db_wake_config_default, &one->wake), ERR_OK);
	const struct voorraad_config supply = {
		.taxonomie = &one->taxonomie, .max_aanbod = 1000, .max_bytes = 64 << 20
	};
	one->bijvuller = (struct bijvuller){ .db = one->db, .taxonomie = &one->taxonomie };
	cr_assert_eq(voorraad_create(w.loop, one->db, one->wake, &supply, &one->bijvuller.voorraad),
		ERR_OK);
}

static void start(void)
{
	region_init();
	w.loop = loop_create(&loop_limits_default);
}

static enum err end(struct task *t, void *arg)
{
	(void)arg;
	for (size_t i = 0; i < w.started; i++) {
		voorraad_destroy(t, w.all[i].bijvuller.voorraad);
		db_wake_destroy(t, w.all[i].wake);
	}
	return ERR_OK;
}

static void finish(void)
{
	cr_assert_eq(loop_run_task(w.loop, end, NULL, NULL), ERR_OK);
	for (size_t i = 0; i < w.started; i++) {
		taxonomie_forget(&w.all[i].taxonomie);
		db_destroy(w.all[i].db);
	}
	loop_destroy(w.loop);
	region_fini();
}

TestSuite(bijvulling, .init = start, .fini = finish, .timeout = 120);

static void work(struct task *t, void *arg)
{
	struct worker *one = arg;
	one->result = bijvul_round(t, &one->bijvuller, clock_now_us(), &one->count);
	if (--w.left == 0)
		task_wake(w.waiting);
}

static enum err work_together(struct task *t, void *arg)
{
	(void)arg;
	w.waiting = t;
	w.left = w.count + 1; /* one for us, who still start others */
	for (size_t i = 0; i < w.count; i++)
		TRY(task_spawn(task_loop(t), work, &w.all[i]));
	w.left--;
	while (w.left > 0)
		TRY(task_wait(t, PATIENCE));
	return ERR_OK;
}

/* What so many workers did in one round, beside each other. */
static struct bijvul_count refill_by(size_t count, enum err expected)
{
	struct bijvul_count sum = { 0 };
	while (w.started < count)
		start_worker(&w.all[w.started++]);
	w.count = count;
	cr_assert_eq(loop_run_task(w.loop, work_together, NULL, NULL), ERR_OK);
	for (size_t i = 0; i < count; i++) {
		cr_assert_eq(w.all[i].result, expected, "%s", err_name(w.all[i].result));
		sum.proposed += w.all[i].count.proposed;
		sum.stopped += w.all[i].count.stopped;
		sum.put_off += w.all[i].count.put_off;
	}
	return sum;
}

static struct bijvul_count refill(void)
{
	return refill_by(1, ERR_OK);
}

/* ---- the scene ---- */

/* The better offer has fewer levels. */
static const char *offer(enum who who, const char *titel, const char *niveaus)
{
	const struct reply made = region_post(who, "/v1/aanbod",
		region_text("{'soort':'gastles','titel':'%s','niveaus':[%s],'dagdelen':["
			    "'ma-ochtend','di-ochtend','wo-ochtend']}",
			titel, niveaus));
	assert_status(made, 201);
	return region_member(made, "id");
}

#define BEST   "'po-groep-7'"
#define SECOND "'po-groep-7','po-groep-8'"
#define THIRD  "'po-groep-6','po-groep-7','po-groep-8'"

static const char *ask(const char *klas)
{
	const struct reply asked = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'%s','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend','wo-ochtend']}",
			klas, region_day(3), region_day(40)));
	assert_status(asked, 201);
	return region_member(asked, "id");
}

static const char *last_of(const char *aanvraag, const char *what)
{
	return region_value(region_text(
		"select k.%s from koppeling k where k.aanvraag_id = '%s' order by k.gemaakt_op "
		"desc, k.id desc limit 1",
		what, aanvraag));
}

static const char *propose(const char *aanvraag, const char *aanbod)
{
	const struct reply one =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten/%s", aanvraag, aanbod));
	assert_status(one, 200);
	const struct reply made = region_post(SCHOOL,
		region_text("/v1/aanvragen/%s/koppelingen", aanvraag),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}",
			aanbod, region_member(one, "datum")));
	assert_status(made, 201);
	return region_member(made, "id");
}

static void decline(enum who who, const char *koppeling, const char *reden)
{
	assert_status(region_post(who, region_text("/v1/koppelingen/%s/reacties", koppeling),
			      region_text("{'reactie':'afslaan','reden':'%s'}", reden)),
		201);
}

static const char *told(const char *aanvraag)
{
	return region_value(region_text(
		"select coalesce(string_agg(concat_ws(' ', b.poging, b.status, b.reden), ', ' "
		"order by b.gemaakt_op, b.poging), '') from bijvulling b where b.aanvraag_id = "
		"'%s'",
		aanvraag));
}

/* ---- what it does ---- */

Test(bijvulling, follows_a_declined_proposal_with_the_next_best_at_the_same_half_day)
{
	const char *best = offer(BEDRIJF, "A", BEST);
	const char *second = offer(BEDRIJF2, "B", SECOND);
	offer(BEDRIJF2, "C", THIRD);
	const char *id = ask("7a");
	const char *first = propose(id, best);
	const char *datum = last_of(id, "datum");
	decline(BEDRIJF, first, "geen-tijd");
	cr_expect_str_eq(told(id), "1 wacht");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(id, "aanbod_id"), second);
	cr_expect_str_eq(last_of(id, "datum"), datum);
	cr_expect_str_eq(last_of(id, "status"), "voorgesteld");
	cr_expect_str_eq(last_of(id, "gewijzigd_rol"), "systeem");
	cr_expect_str_eq(told(id), "1 voorgesteld");
	cr_expect_eq(refill().proposed, 0);
	const struct reply seen =
		region_get(SCHOOL, region_text("/v1/bijvullingen?aanvraagId=%s", id));
	assert_status(seen, 200);
	cr_expect_str_eq(region_member(seen, "koppelingId"), first);
	cr_expect_str_eq(region_member(seen, "voorstelId"), last_of(id, "id"));
	assert_holds_not(region_get(SCHOOL2, "/v1/bijvullingen"), first);
}

static void visit(const char *bedrijf_id, const char *plaats)
{
	region_sql(region_text(
		"update bedrijf set gesloten_op = null, %s where id = '%s'", plaats, bedrijf_id));
	assert_status(region_post(MEDEWERKER, "/v1/aanbod",
			      region_text("{'soort':'bedrijfsbezoek','titel':'Kijk "
					  "binnen','bedrijfId':'%s','niveaus':['po-groep-7'],"
					  "'dagdelen':['ma-ochtend','di-ochtend','wo-ochtend']}",
				      bedrijf_id)),
		201);
}

Test(bijvulling, fills_a_stop_of_a_rondgang_again_in_its_place)
{
	visit(VAN_DAM, "rd_x = 143200, rd_y = 487200");
	visit(ZUIVEL, "rd_x = 144000, rd_y = 488000");
	visit(GESTOPT, "rd_x = 144500, rd_y = 488500");
	const struct reply asked = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'bedrijfsbezoek','onderwerp':'Op pad','niveau':"
			    "'po-groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend','wo-ochtend'],'haltes':2}",
			region_day(3), region_day(40)));
	assert_status(asked, 201);
	const char *id = region_member(asked, "id");
	assert_status(region_post(SCHOOL, region_text("/v1/aanvragen/%s/rondgang", id), NULL), 201);
	const char *first = region_value("select id from koppeling where bedrijf_id = '" ZUIVEL
					 "'"); /* nearer than the third */
	decline(BEDRIJF2, first, "geen-tijd");
	cr_expect_str_eq(told(id), "1 wacht");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(told(id), "1 voorgesteld");
	cr_expect_str_eq(
		region_value(region_text(
			"select concat_ws(' ', l.bedrijf_id, l.status, l.halte = k.halte, "
			"l.halte_tijd = k.halte_tijd, t.begint_op = lower(k.halte_tijd)) from "
			"koppeling k join koppeling l on l.aanvraag_id = k.aanvraag_id and l.halte "
			"= k.halte and l.id <> k.id join tijd t on t.id = l.id where k.id = '%s'",
			first)),
		GESTOPT " voorgesteld t t t");
	/* Who is left was a stop already. */
	decline(BEDRIJF, region_value("select id from koppeling where bedrijf_id = '" VAN_DAM "'"),
		"geen-tijd");
	cr_expect_eq(refill().proposed, 0);
}

Test(bijvulling, follows_what_staff_rejects_and_what_expires)
{
	const char *best = offer(BEDRIJF, "A", BEST);
	const char *second = offer(BEDRIJF2, "B", SECOND);
	const char *third = offer(VRIJWILLIGER2, "C", THIRD);
	const char *id = ask("7a");
	const char *first = propose(id, best);
	assert_status(region_post(MEDEWERKER, region_text("/v1/koppelingen/%s/besluiten", first),
			      "{'besluit':'afwijzen','reden':'te-ver'}"),
		201);
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(id, "aanbod_id"), second);
	region_sql(region_text("update koppeling set status = 'verlopen', versie = versie + 1, "
			       "gewijzigd_op = now(), gewijzigd_rol = 'systeem' where id = '%s'",
		last_of(id, "id")));
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(id, "aanbod_id"), third);
	cr_expect_str_eq(told(id), "1 voorgesteld, 2 voorgesteld");
}

Test(bijvulling, stops_where_staff_set_the_limit_and_says_so)
{
	region_sql("update termijn set bijvullen_max = 1");
	const char *best = offer(BEDRIJF, "A", BEST);
	offer(BEDRIJF2, "B", SECOND);
	offer(VRIJWILLIGER2, "C", THIRD);
	const char *id = ask("7a");
	decline(BEDRIJF, propose(id, best), "geen-tijd");
	cr_expect_eq(refill().proposed, 1);
	decline(BEDRIJF2, last_of(id, "id"), "geen-tijd");
	cr_expect_eq(refill().proposed, 0);
	cr_expect_str_eq(told(id), "1 voorgesteld, 2 gestopt maximum");
}

Test(bijvulling, a_proposal_of_a_person_begins_the_count_anew)
{
	region_sql("update termijn set bijvullen_max = 1");
	const char *best = offer(BEDRIJF, "A", BEST);
	offer(BEDRIJF2, "B", SECOND);
	const char *third = offer(VRIJWILLIGER2, "C", THIRD);
	const char *id = ask("7a");
	decline(BEDRIJF, propose(id, best), "geen-tijd");
	cr_expect_eq(refill().proposed, 1);
	decline(BEDRIJF2, last_of(id, "id"), "geen-tijd");
	offer(VRIJWILLIGER, "D", THIRD);
	decline(VRIJWILLIGER2, propose(id, third), "geen-tijd");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(told(id), "1 voorgesteld, 2 gestopt maximum, 1 voorgesteld");
}

Test(bijvulling, never_comes_back_with_what_was_had_nor_with_the_same_volunteer)
{
	const char *best = offer(VRIJWILLIGER2, "A", BEST);
	offer(VRIJWILLIGER2, "B", SECOND);
	const char *third = offer(BEDRIJF, "C", THIRD);
	const char *id = ask("7a");
	decline(VRIJWILLIGER2, propose(id, best), "geen-tijd");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(id, "aanbod_id"), third);
	decline(SCHOOL, last_of(id, "id"), "niet-passend-onderwerp");
	cr_expect_eq(refill().stopped, 1);
	cr_expect_str_eq(told(id), "1 voorgesteld, 2 gestopt niemand");
}

/* ---- when it does not ---- */

static void intervene(const char *aanvraag, const char *soort, const char *aanbod)
{
	assert_status(region_post(MEDEWERKER, region_text("/v1/aanvragen/%s/ingrepen", aanvraag),
			      region_text("{'soort':'%s','aanbodId':'%s','reden':'anders'}", soort,
				      aanbod)),
		201);
}

Test(bijvulling, takes_what_staff_puts_first_before_the_next_best_and_once)
{
	const char *best = offer(BEDRIJF, "A", BEST);
	const char *second = offer(BEDRIJF2, "B", SECOND);
	const char *third = offer(BEDRIJF2, "C", THIRD);
	const char *id = ask("7a");
	intervene(id, "voorrang", third);
	decline(BEDRIJF, propose(id, best), "geen-tijd");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(id, "aanbod_id"), third);
	decline(BEDRIJF2, last_of(id, "id"), "geen-tijd");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(id, "aanbod_id"), second);
}

/* The day of the half-day at this place in the list of a candidate; days come before their dagdeel.
 */
static const char *nth_day(const char *aanvraag, const char *aanbod, unsigned n)
{
	const struct reply one =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten/%s", aanvraag, aanbod));
	const char *at = strstr(one.body, "\"tijdvakken\"");
	for (unsigned i = 0; i <= n && at != NULL; i++)
		at = strstr(at + 1, "\"datum\":\"");
	cr_assert_not_null(at);
	return region_text("%.10s", at + strlen("\"datum\":\""));
}

static void decline_for(enum who who, const char *koppeling, const char *datum, const char *dagdeel)
{
	assert_status(region_post(who, region_text("/v1/koppelingen/%s/reacties", koppeling),
			      region_text("{'reactie':'afslaan','reden':'ander-tijdvak',"
					  "'andereTijdvakken':[{'datum':'%s','dagdeel':'%s'}]}",
				      datum, dagdeel)),
		201);
}

Test(bijvulling, asks_the_same_offer_for_the_half_day_that_was_named_instead)
{
	const char *best = offer(BEDRIJF, "A", BEST);
	offer(BEDRIJF2, "B", SECOND);
	const char *id = ask("7a");
	const char *later = nth_day(id, best, 3);
	decline_for(BEDRIJF, propose(id, best), later, "ochtend");
	cr_expect_str_eq(told(id), "1 wacht");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(id, "aanbod_id"), best);
	cr_expect_str_eq(last_of(id, "datum"), later);
}

Test(bijvulling, goes_on_with_the_next_best_where_what_was_named_cannot_be)
{
	const char *best = offer(BEDRIJF, "A", BEST);
	const char *second = offer(BEDRIJF2, "B", SECOND);
	const char *id = ask("7a");
	decline_for(BEDRIJF, propose(id, best), nth_day(id, best, 3), "avond");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(id, "aanbod_id"), second);
}

Test(bijvulling, passes_over_what_staff_ruled_out)
{
	const char *best = offer(BEDRIJF, "A", BEST);
	const char *second = offer(BEDRIJF2, "B", SECOND);
	const char *third = offer(BEDRIJF2, "C", THIRD);
	const char *id = ask("7a");
	const char *first = propose(id, best);
	intervene(id, "verbod", second);
	decline(BEDRIJF, first, "geen-tijd");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(id, "aanbod_id"), third);
}

Test(bijvulling, stops_at_a_reason_after_which_a_person_looks)
{
	const char *best = offer(BEDRIJF, "A", BEST);
	offer(BEDRIJF2, "B", SECOND);
	const char *id = ask("7a");
	decline(SCHOOL, propose(id, best), "andere-oplossing");
	cr_expect_str_eq(told(id), "1 gestopt reden");
	cr_expect_eq(refill().proposed, 0);
}

Test(bijvulling, leaves_it_to_the_person_who_was_first)
{
	const char *best = offer(BEDRIJF, "A", BEST);
	offer(BEDRIJF2, "B", SECOND);
	const char *third = offer(VRIJWILLIGER2, "C", THIRD);
	const char *id = ask("7a");
	decline(BEDRIJF, propose(id, best), "geen-tijd");
	propose(id, third);
	cr_expect_str_eq(told(id), "1 gestopt zelf_gekozen");
	cr_expect_eq(refill().proposed, 0);
}

Test(bijvulling, ends_with_the_request)
{
	const char *best = offer(BEDRIJF, "A", BEST);
	offer(BEDRIJF2, "B", SECOND);
	const char *id = ask("7a");
	decline(BEDRIJF, propose(id, best), "geen-tijd");
	const struct reply seen = region_get(SCHOOL, region_text("/v1/aanvragen/%s", id));
	assert_status(region_patch(SCHOOL, region_text("/v1/aanvragen/%s", id), seen.etag,
			      "{'status':'ingetrokken'}"),
		200);
	cr_expect_str_eq(told(id), "1 gestopt aanvraag_dicht");
	cr_expect_eq(refill().proposed, 0);
}

Test(bijvulling, the_system_proposes_nothing_that_is_not_to_be_refilled)
{
	const char *id = ask("7a");
	const char *aanbod = offer(BEDRIJF, "A", BEST);
	propose(id, aanbod);
	/* A row of the same kind for another request: as the worker would, without a reason to. */
	const char *other = ask("7b");
	cr_expect_str_eq(
		region_value(region_text("create function t() returns text language plpgsql as $$ "
					 "declare c text; begin "
					 "insert into koppeling (id, aanvraag_id, aanbod_id, "
					 "school_id, klas_id, bedrijf_id, "
					 "datum, dagdeel, status, score, factoren, alternatieven, "
					 "gewicht_versie, versie, "
					 "gemaakt_op, gewijzigd_op, gewijzigd_rol) select "
					 "gen_random_uuid(), a.id, '%s', "
					 "a.school_id, a.klas_id, '" VAN_DAM
					 "', '%s', 'middag', 'voorgesteld', 1, '[]', '[]', "
					 "1, 1, now(), now(), 'systeem' from aanvraag a where a.id "
					 "= '%s'; return 'done'; "
					 "exception when check_violation then get stacked "
					 "diagnostics c = constraint_name; "
					 "return c; end $$; select t()",
			aanbod, region_day(9), other)),
		"systeem_vult_alleen_bij");
}

/* ---- whoever is asked too much already ---- */

Test(bijvulling, passes_over_a_company_that_was_asked_enough_this_week)
{
	const char *best = offer(BEDRIJF, "A", BEST);
	offer(BEDRIJF2, "B", SECOND);
	const char *third = offer(VRIJWILLIGER2, "C", THIRD);
	region_sql("update bedrijf set max_voorstellen_per_week = 0 where id = '" ZUIVEL "'");
	const char *id = ask("7a");
	decline(BEDRIJF, propose(id, best), "geen-tijd");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(id, "aanbod_id"), third);
}

Test(bijvulling, waits_while_all_that_fit_were_asked_enough)
{
	const char *best = offer(BEDRIJF, "A", BEST);
	offer(BEDRIJF2, "B", SECOND);
	region_sql("update bedrijf set max_voorstellen_per_week = 0 where id = '" ZUIVEL "'");
	const char *id = ask("7a");
	decline(BEDRIJF, propose(id, best), "geen-tijd");
	const struct bijvul_count done = refill();
	cr_expect_eq(done.put_off, 1);
	cr_expect_eq(done.proposed + done.stopped, 0);
	cr_expect_str_eq(told(id), "1 wacht");
	region_sql("update bedrijf set max_voorstellen_per_week = 50;"
		   "update bijvulling set volgende_op = now()");
	cr_expect_eq(refill().proposed, 1);
}

/* ---- once, whatever happens ---- */

#define REQUESTS 12

static void decline_many(const char **ids)
{
	region_sql("update bedrijf set max_voorstellen_per_week = 1000");
	const char *best = offer(BEDRIJF, "A", BEST);
	region_sql("update aanbod set plaatsen = 100");
	offer(BEDRIJF2, "B", SECOND);
	region_sql("update aanbod set plaatsen = 100");
	for (size_t i = 0; i < REQUESTS; i++) {
		ids[i] = ask(region_text("Klas %zu", i));
		decline(BEDRIJF, propose(ids[i], best), "geen-tijd");
	}
}

Test(bijvulling, is_done_once_by_many_workers)
{
	const char *ids[REQUESTS];
	decline_many(ids);
	cr_expect_eq(refill_by(WORKERS, ERR_OK).proposed, REQUESTS);
	for (size_t i = 0; i < REQUESTS; i++)
		cr_expect_str_eq(told(ids[i]), "1 voorgesteld");
	cr_expect_str_eq(region_value("select count(*) from koppeling where status = "
				      "'voorgesteld' and gewijzigd_rol = 'systeem'"),
		"12");
}

Test(bijvulling, is_done_once_when_the_connection_dies_at_any_moment)
{
	/* Before the proposal stands, after it, and when its row is closed. */
	static const char *const moments[] = { "before insert on koppeling",
		"after insert on koppeling", "after update on bijvulling" };
	const char *best = offer(BEDRIJF, "A", BEST);
	offer(BEDRIJF2, "B", SECOND);
	const char *id = ask("7a");
	decline(BEDRIJF, propose(id, best), "geen-tijd");
	region_sql(
		"create function sterf() returns trigger language plpgsql security definer as $$ "
		"begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$");
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		region_sql(region_text("create trigger zz_sterf %s for each row execute function "
				       "sterf()",
			moments[i]));
		(void)refill_by(1, ERR_UNAVAILABLE);
		region_sql("drop trigger if exists zz_sterf on koppeling;"
			   "drop trigger if exists zz_sterf on bijvulling");
		cr_expect_str_eq(told(id), "1 wacht", "%s: %s", moments[i], told(id));
		cr_expect_str_eq(last_of(id, "status"), "afgeslagen", "%s", moments[i]);
	}
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(told(id), "1 voorgesteld");
}

Test(bijvulling, one_that_fails_does_not_keep_the_others)
{
	const char *ids[REQUESTS];
	decline_many(ids);
	region_sql(region_text(
		"create function weiger() returns trigger language plpgsql as $$ begin raise "
		"exception 'proef' using errcode = '23514', constraint = 'proef'; end $$;"
		"create trigger weiger before insert on koppeling for each row when "
		"(new.aanvraag_id = '%s') execute function weiger()",
		ids[0]));
	const struct bijvul_count done = refill();
	cr_expect_eq(done.proposed, REQUESTS - 1);
	cr_expect_eq(done.put_off, 1);
	cr_expect_str_eq(told(ids[0]), "1 wacht");
}

/* The same offer has the other time of the series, and another one fits better. */
Test(bijvulling, of_a_series_takes_who_comes_to_the_other_times_first)
{
	const char *second = offer(BEDRIJF2, "B", SECOND);
	const char *id = ask("7a");
	region_sql(
		region_text("update aanvraag set tot_datum = van_datum + 6 where id = '%s'", id));
	assert_status(
		region_post(SCHOOL, region_text("/v1/aanvragen/%s/reeksen", id), "{'aantal':2}"),
		201);
	const char *other = region_value("select id from aanvraag where reeks_keer = 2");
	propose(other, second);
	const char *third = offer(BEDRIJF, "C", THIRD);
	const char *first = propose(id, third);
	const char *best = offer(BEDRIJF, "A", BEST);
	decline(BEDRIJF, first, "geen-tijd");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(id, "aanbod_id"), second);
	decline(BEDRIJF2, last_of(id, "id"), "geen-tijd");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(id, "aanbod_id"), best);
}

/* ---- through the planning that it came of ---- */

static enum err plan_round(struct task *t, void *arg)
{
	struct worker *one = arg;
	struct planner p = { .db = one->db,
		.taxonomie = &one->taxonomie,
		.voorraad = one->bijvuller.voorraad,
		.keeper = { .stopping = w.stopping } };
	return planner_round(t, &p, clock_now_us());
}

static void let_plan(void)
{
	if (w.started == 0)
		start_worker(&w.all[w.started++]);
	cr_assert_eq(loop_run_task(w.loop, plan_round, &w.all[0], NULL), ERR_OK);
}

#define P7	 "'po-groep-7'"
#define P8	 "'po-groep-8'"
#define BOTH	 "'po-groep-7','po-groep-8'"
#define P7_WORSE "'po-groep-5','po-groep-6','po-groep-7'"

#define LEAST7 "'po-groep-4','po-groep-5','po-groep-6','po-groep-7'"

static const char *ask_on(const char *klas, const char *niveau, const char *datum)
{
	const struct reply asked = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'%s','soort':'gastles','onderwerp':'Robots','niveau':%s,"
			    "'groepsgrootte':25,'vanDatum':'%s','totDatum':'%s','dagdelen':["
			    "'ma-ochtend','di-ochtend','wo-ochtend']}",
			klas, niveau, datum, datum));
	assert_status(asked, 201);
	return region_member(asked, "id");
}

/* A planning of all that is open, published. */
static const char *publish(void)
{
	const struct reply made = region_post(
		MEDEWERKER, "/v1/planningen", "{'titel':'Alles','soort':'gastles','spreiding':0}");
	assert_status(made, 202);
	const char *id = region_member(made, "id");
	/* Workers that stop lose nothing but time, however many. */
	w.stopping = true;
	for (int i = 0; i <= PLANNER_POGINGEN; i++)
		let_plan();
	w.stopping = false;
	cr_assert_str_eq(region_value(region_text("select concat_ws(' ', status, poging, "
						  "gezien_op) from planning where id = '%s'",
				 id)),
		"bezig 0");
	let_plan();
	assert_status(
		region_post(MEDEWERKER, region_text("/v1/planningen/%s/publicaties", id), NULL),
		202);
	let_plan();
	return id;
}

/* Two requests on one half-day, each with the best that there is for it. */
struct planned {
	const char *beide, *minder; /* offers: for both, and a worse one for the first alone */
	const char *a, *b;	    /* requests */
	const char *datum, *planning;
};

static struct planned plan_two(void)
{
	struct planned p;
	const char *best = offer(BEDRIJF, "A", P7);
	offer(VRIJWILLIGER, "B", P8);
	p.beide = offer(BEDRIJF2, "C", BOTH);
	p.minder = offer(VRIJWILLIGER2, "D", P7_WORSE);
	const char *wide = ask("7x");
	p.datum = nth_day(wide, best, 0);
	const struct reply seen = region_get(SCHOOL, region_text("/v1/aanvragen/%s", wide));
	assert_status(region_patch(SCHOOL, region_text("/v1/aanvragen/%s", wide), seen.etag,
			      "{'status':'ingetrokken'}"),
		200);
	p.a = ask_on("7a", P7, p.datum);
	p.b = ask_on("8a", P8, p.datum);
	p.planning = publish();
	cr_assert_str_eq(last_of(p.a, "aanbod_id"), best);
	return p;
}

static const char *planned_by(const char *aanvraag)
{
	return region_value(
		region_text("select coalesce(b.planning_id::text, '') from bijvulling b "
			    "where b.aanvraag_id = '%s' order by b.gemaakt_op desc, "
			    "b.poging desc limit 1",
			aanvraag));
}

/* By the list the first would get who comes for both, and the second nobody. */
Test(bijvulling, of_a_planning_takes_who_keeps_all_of_it_best)
{
	const struct planned p = plan_two();
	decline(BEDRIJF, last_of(p.a, "id"), "geen-tijd");
	decline(VRIJWILLIGER, last_of(p.b, "id"), "geen-tijd");
	cr_expect_eq(refill().proposed, 2);
	cr_expect_str_eq(last_of(p.a, "aanbod_id"), p.minder);
	cr_expect_str_eq(last_of(p.b, "aanbod_id"), p.beide);
	cr_expect_str_eq(planned_by(p.a), p.planning);
	cr_expect_str_eq(planned_by(p.b), p.planning);
	const struct reply seen =
		region_get(MEDEWERKER, region_text("/v1/bijvullingen?aanvraagId=%s", p.a));
	cr_expect_str_eq(region_member(seen, "planningId"), p.planning);
	/* What it refilled is taken back with it. */
	assert_status(region_post(MEDEWERKER,
			      region_text("/v1/planningen/%s/intrekkingen", p.planning), NULL),
		202);
	let_plan();
	cr_expect_str_eq(last_of(p.a, "status"), "afgewezen");
	cr_expect_str_eq(last_of(p.b, "status"), "afgewezen");
	cr_expect_eq(refill().proposed, 0);
}

Test(bijvulling, of_a_planning_leaves_what_runs_as_it_is)
{
	const struct planned p = plan_two();
	decline(VRIJWILLIGER, last_of(p.b, "id"), "geen-tijd");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(p.b, "aanbod_id"), p.beide);
	/* Who comes for both has the second by now, as a refill of the same planning. */
	decline(BEDRIJF, last_of(p.a, "id"), "geen-tijd");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(p.a, "aanbod_id"), p.minder);
	cr_expect_str_eq(planned_by(p.a), p.planning);
	cr_expect_str_eq(last_of(p.a, "datum"), p.datum);
	cr_expect_str_eq(region_value(region_text("select count(*) from koppeling where "
						  "aanvraag_id = '%s'",
				 p.b)),
		"2");
	/* And once more, of what was refilled: it has nobody left; the list knows who came since.
	 */
	const char *since = offer(BEDRIJF, "E", BOTH);
	decline(VRIJWILLIGER2, last_of(p.a, "id"), "geen-tijd");
	cr_expect_eq(refill().proposed, 1);
	cr_expect_str_eq(last_of(p.a, "aanbod_id"), since);
	cr_expect_str_eq(planned_by(p.a), "");
}

Test(bijvulling, of_a_planning_passes_over_who_cannot_any_more)
{
	const char *least = offer(BEDRIJF, "E", LEAST7);
	const struct planned p = plan_two();
	region_sql(region_text("update aanbod set status = 'gesloten' where id = '%s'", p.minder));
	decline(BEDRIJF, last_of(p.a, "id"), "geen-tijd");
	decline(VRIJWILLIGER, last_of(p.b, "id"), "geen-tijd");
	cr_expect_eq(refill().proposed, 2);
	cr_expect_str_eq(last_of(p.a, "aanbod_id"), least);
	cr_expect_str_eq(planned_by(p.a), p.planning);
	cr_expect_str_eq(last_of(p.b, "aanbod_id"), p.beide);
}
