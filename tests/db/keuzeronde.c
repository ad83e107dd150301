/* Rounds in which both sides rank: who takes part, who sees what, what a worker divides and
 * proposes, whatever comes at the same moment. */
#include <string.h>

#include "api/regels.h"
#include "base/date.h"
#include "fixtures/region.h"
#include "store/migrations.h"
#include "worker/keuze.h"

#define WORKERS	 3
#define PATIENCE 60000
#define DAY_US	 (24 * 3600 * INT64_C(1000000))

struct worker {
	struct db *db;
	struct db_wake *wake;
	struct taxonomie_cache taxonomie;
	struct auth_keys *keys;
	struct keuzer keuzer;
	struct keuze_count count;
	int64_t asked, divided;
	enum err result;
};

static struct world {
	struct loop *loop;
	struct worker all[WORKERS];
	size_t started, count, left;
	struct task *waiting;
	int64_t now_us;
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
	cr_assert_eq(auth_keys_parse(STR(REGION_KEYS), &one->keys), ERR_OK);
	const struct voorraad_config supply = {
		.taxonomie = &one->taxonomie, .max_aanbod = 1000, .max_bytes = 64 << 20
	};
	one->keuzer = (struct keuzer){ .db = one->db,
		.taxonomie = &one->taxonomie,
		.keys = one->keys,
		.public_url = "https://schakel.example" };
	cr_assert_eq(voorraad_create(w.loop, one->db, one->wake, &supply, &one->keuzer.voorraad),
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
		voorraad_destroy(t, w.all[i].keuzer.voorraad);
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
		auth_keys_destroy(w.all[i].keys);
	}
	loop_destroy(w.loop);
	region_fini();
}

TestSuite(keuzeronde, .init = start, .fini = finish, .timeout = 120);

static enum err all_rounds(struct task *t, struct worker *one)
{
	TRY(keuze_vraag_round(t, &one->keuzer, w.now_us, &one->asked));
	TRY(keuze_verdeel_round(t, &one->keuzer, w.now_us, &one->divided));
	return keuze_publiceer_round(t, &one->keuzer, w.now_us, &one->count);
}

static void work(struct task *t, void *arg)
{
	struct worker *one = arg;
	one->result = all_rounds(t, one);
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

struct sum {
	int64_t asked, divided, proposed, refused;
};

/* What so many workers did in one round beside each other, so many days from now. */
static struct sum work_by(size_t count, int days)
{
	struct sum sum = { 0 };
	while (w.started < count)
		start_worker(&w.all[w.started++]);
	w.count = count;
	w.now_us = clock_now_us() + days * DAY_US;
	cr_assert_eq(loop_run_task(w.loop, work_together, NULL, NULL), ERR_OK);
	for (size_t i = 0; i < count; i++) {
		cr_assert_eq(w.all[i].result, ERR_OK, "%s", err_name(w.all[i].result));
		sum.asked += w.all[i].asked;
		sum.divided += w.all[i].divided;
		sum.proposed += w.all[i].count.proposed;
		sum.refused += w.all[i].count.refused;
	}
	return sum;
}

/* ---- the scene: two pupils of one school, one of another; two mentors ---- */

static const char *ask(enum who who, const char *klas)
{
	const struct reply r = region_post(who, "/v1/aanvragen",
		region_text("{'klas':'%s','soort':'mentoring','onderwerp':'Een mentor','niveau':"
			    "'po-groep-7','groepsgrootte':1,'vogVereist':false,'vanDatum':'%s',"
			    "'totDatum':'%s','dagdelen':['ma-ochtend','di-ochtend','wo-ochtend',"
			    "'do-ochtend','vr-ochtend']}",
			klas, region_day(20), region_day(90)));
	assert_status(r, 201);
	return region_member(r, "id");
}

static const char *offer(enum who who, const char *titel)
{
	const struct reply r = region_post(who, "/v1/aanbod",
		region_text("{'soort':'mentoring','titel':'%s','niveaus':['po-groep-7'],"
			    "'dagdelen':['ma-ochtend','di-ochtend','wo-ochtend','do-ochtend',"
			    "'vr-ochtend'],'plaatsen':1}",
			titel));
	assert_status(r, 201);
	return region_member(r, "id");
}

static struct reply open_round(const char *more)
{
	return region_post(MEDEWERKER, "/v1/keuzerondes",
		region_text("{'naam':'Mentoren','soort':'mentoring','totOp':'%sT12:00:00Z'%s}",
			region_day(10), more));
}

static const char *list_of(const char *column, const char *id)
{
	return region_text("/v1/keuzelijsten/%s",
		region_value(region_text("select id from keuzelijst where %s = '%s'", column, id)));
}

static void rank(enum who who, const char *path, const char *keuzes)
{
	const struct reply l = region_get(who, path);
	assert_status(l, 200);
	assert_status(region_patch(who, path, l.etag, region_text("{'keuzes':[%s]}", keuzes)), 200);
}

static void step(const char *path, const char *body, int expected)
{
	const struct reply r = region_get(MEDEWERKER, path);
	assert_status(r, 200);
	assert_status(region_patch(MEDEWERKER, path, r.etag, body), expected);
}

/* Who got whom, as "request offer" by place in the scene. */
static const char *outcome(const char *a, const char *b, const char *c)
{
	return region_value(region_text(
		"select string_agg(concat_ws(' ', array_position(array['%s', '%s', '%s']::uuid[], "
		"g.aanvraag_id), o.titel, g.reden, g.rang_school, g.rang_aanbieder), ', ' order by "
		"array_position(array['%s', '%s', '%s']::uuid[], g.aanvraag_id)) from "
		"verdeling_regel g left join aanbod o on o.id = g.aanbod_id",
		a, b, c, a, b, c));
}

/* ---- opening ---- */

Test(keuzeronde, is_for_types_where_both_choose_and_where_there_is_something_to_choose)
{
	const struct reply none = open_round("");
	assert_status(none, 409);
	assert_holds(none, "'code':'keuzeronde.leeg'");
	(void)ask(SCHOOL, "7a");
	assert_status(open_round(""), 409);
	(void)offer(BEDRIJF, "A");
	const struct reply lesson = region_post(MEDEWERKER, "/v1/keuzerondes",
		region_text("{'naam':'Lessen','soort':'gastles','totOp':'%sT12:00:00Z'}",
			region_day(10)));
	assert_status(lesson, 409);
	assert_holds(lesson, "'code':'keuzeronde.soort'");
	assert_status(open_round(",'campagneId':'" NOBODY "'"), 400);
	assert_status(region_post(MEDEWERKER, "/v1/keuzerondes",
			      region_text("{'naam':'Kort','soort':'mentoring','totOp':'%sT12:00:"
					  "00Z'}",
				      region_day(-1))),
		400);
	const struct reply made = open_round("");
	assert_status(made, 201);
	assert_holds(made, "'aanvragen':1,'aanvragenIngevuld':0,'aanbod':1,'aanbodIngevuld':0,"
			   "'verdeling':null");
	assert_status(region_post(SCHOOL, "/v1/keuzerondes", "{}"), 403);
}

Test(keuzeronde, holds_no_more_than_one_can_oversee)
{
	(void)ask(SCHOOL, "7a");
	const char *id = offer(BEDRIJF, "A");
	region_sql(region_text(
		"insert into aanbod select (jsonb_populate_record(o, jsonb_build_object('id', "
		"gen_random_uuid()))).* from aanbod o, generate_series(1, 200) where o.id = '%s'",
		id));
	const struct reply r = open_round("");
	assert_status(r, 409);
	assert_holds(r, "'code':'keuzeronde.te_groot'");
}

Test(keuzeronde, is_there_for_who_takes_part_and_shows_nobody_what_the_other_side_ranks)
{
	const char *ours = ask(SCHOOL, "7a");
	const char *mine = offer(BEDRIJF, "A");
	(void)offer(BEDRIJF2, "B");
	const struct reply made = open_round("");
	assert_status(made, 201);
	const char *lists = region_text("%s/keuzelijsten", made.location);
	rank(BEDRIJF, list_of("aanbod_id", mine), region_text("'%s'", ours));
	assert_holds(region_get(SCHOOL, "/v1/keuzerondes"), "'aanbod':0,'aanbodIngevuld':0");
	assert_holds(region_get(SCHOOL2, "/v1/keuzerondes"), "'items':[]");
	assert_status(region_get(SCHOOL2, made.location), 404);
	assert_status(region_get(SCHOOL, list_of("aanbod_id", mine)), 404);
	assert_status(region_get(BEDRIJF2, list_of("aanbod_id", mine)), 404);
	assert_holds_not(region_get(SCHOOL, lists), mine);
	assert_holds(region_get(BEDRIJF, lists), region_text("'keuzes':['%s']", ours));
	/* Staff sees that it was done. */
	const struct reply seen = region_get(MEDEWERKER, lists);
	assert_holds_not(seen, region_text("'keuzes':['%s']", ours));
	assert_holds(region_get(MEDEWERKER, made.location), "'aanbod':2,'aanbodIngevuld':1");
	assert_status(region_get(SCHOOL, region_text("%s/verdeling", made.location)), 403);
}

/* ---- ranking ---- */

Test(keuzeronde, takes_only_who_is_possible_and_only_while_it_is_open)
{
	const char *ours = ask(SCHOOL, "7a");
	const char *good = offer(BEDRIJF, "A");
	const char *other = offer(BEDRIJF2, "B");
	const struct reply made = open_round("");
	assert_status(made, 201);
	region_sql(region_text("update aanbod set niveaus = 1 where id = '%s'", other));
	const char *path = list_of("aanvraag_id", ours);
	struct reply l = region_get(SCHOOL, path);
	assert_status(l, 200);
	assert_holds(l, region_text("'mogelijk':[{'id':'%s'", good));
	assert_holds_not(l, other);
	const struct reply no =
		region_patch(SCHOOL, path, l.etag, region_text("{'keuzes':['%s']}", other));
	assert_status(no, 409);
	assert_holds(no, "'code':'keuzelijst.niet_mogelijk'");
	assert_status(region_patch(SCHOOL, path, l.etag, "{'keuzes':['" NOBODY "']}"), 409);
	assert_status(region_patch(SCHOOL, path, l.etag,
			      region_text("{'keuzes':['%s','%s']}", good, good)),
		400);
	l = region_patch(SCHOOL, path, l.etag, region_text("{'keuzes':['%s']}", good));
	assert_status(l, 200);
	step(made.location, "{'status':'gesloten'}", 200);
	const struct reply late = region_patch(SCHOOL, path, l.etag, "{'keuzes':[]}");
	assert_status(late, 409);
	assert_holds(late, "'code':'keuzeronde.dicht'");
	/* The schema says so too. */
	cr_expect_str_eq(region_value("select count(*) from keuzelijst where keuzes <> '{}'"), "1");
}

/* ---- letters ---- */

Test(keuzeronde, asks_each_side_once_and_reminds_who_ranked_nothing)
{
	const char *ours = ask(SCHOOL, "7a");
	const char *mine = offer(BEDRIJF, "A");
	assert_status(open_round(",'aanvullen':false"), 201);
	cr_expect_eq(work_by(WORKERS, 0).asked, 2);
	cr_expect_eq(work_by(1, 0).asked, 0);
	cr_expect_str_eq(region_value("select string_agg(distinct soort, ',') from post where "
				      "soort like 'keuze%'"),
		"keuzevraag_alleen");
	rank(SCHOOL, list_of("aanvraag_id", ours), region_text("'%s'", mine));
	cr_expect_eq(work_by(WORKERS, 8).asked, 1);
	cr_expect_eq(work_by(1, 8).asked, 0);
	cr_expect_str_eq(
		region_value("select count(*) > 0 from post where soort = 'keuze_herinnering'"),
		"t");
}

/* ---- dividing ---- */

/* The first and the second want A, who wants the second; B takes who is left of those that it
 * ranks, or that the engine ranks for it. */
static const char *scene(
	const char **ret_a, const char **ret_b, const char **ret_c, const char *more)
{
	const char *a = ask(SCHOOL, "7a");
	const char *b = ask(SCHOOL, "7b");
	const char *c = ask(SCHOOL2, "7c");
	const char *first = offer(BEDRIJF, "A");
	const char *second = offer(BEDRIJF2, "B");
	const struct reply made = open_round(more);
	assert_status(made, 201);
	rank(SCHOOL, list_of("aanvraag_id", a), region_text("'%s','%s'", first, second));
	rank(SCHOOL, list_of("aanvraag_id", b), region_text("'%s'", first));
	rank(BEDRIJF, list_of("aanbod_id", first), region_text("'%s','%s'", b, a));
	rank(BEDRIJF2, list_of("aanbod_id", second), region_text("'%s'", a));
	*ret_a = a;
	*ret_b = b;
	*ret_c = c;
	return made.location;
}

Test(keuzeronde, gives_each_the_best_that_would_have_it)
{
	const char *a;
	const char *b;
	const char *c;
	const char *path = scene(&a, &b, &c, ",'aanvullen':false,'zaad':5");
	cr_expect_eq(work_by(1, 0).divided, 0);
	step(path, "{'status':'gepubliceerd'}", 409);
	step(path, "{'status':'gesloten'}", 200);
	cr_expect_eq(work_by(WORKERS, 0).divided, 1);
	cr_expect_str_eq(outcome(a, b, c), "1 B 2 1, 2 A 1 1, 3 niet_gekozen");
	const struct reply seen = region_get(MEDEWERKER, path);
	assert_holds(seen, "'status':'verdeeld'");
	assert_holds(seen, "'verdeling':{'zaad':5,");
	assert_holds(seen, "'aanvragen':{'keuzes':[1,1,0,0,0,0,0,0,0,0],'verder':0,'voorzien':2,"
			   "'zonder':1,'keuzeSom':3}");
	assert_holds(region_get(SCHOOL, path), "'verdeling':null");
	const struct reply lines = region_get(MEDEWERKER, region_text("%s/verdeling", path));
	assert_status(lines, 200);
	assert_holds(lines, "'reden':'niet_gekozen'");
	/* Nobody is bound to anything. */
	cr_expect_str_eq(region_value("select count(*) from koppeling"), "0");
}

Test(keuzeronde, lets_the_engine_rank_what_a_side_did_not)
{
	const char *a;
	const char *b;
	const char *c;
	const char *path = scene(&a, &b, &c, "");
	step(path, "{'status':'gesloten'}", 200);
	cr_expect_eq(work_by(1, 0).divided, 1);
	/* The third is behind the others on both lists: there is no place left. */
	cr_expect_str_eq(outcome(a, b, c), "1 B 2 1, 2 A 1 1, 3 vol");
}

Test(keuzeronde, gives_the_same_bytes_for_the_same_seed)
{
	const char *a;
	const char *b;
	const char *c;
	const char *path = scene(&a, &b, &c, "");
	static const char all[] =
		"select concat(v.zaad, v.opgave, v.cijfers, (select string_agg(g::text, ';' order "
		"by g.aanvraag_id) from verdeling_regel g)) from verdeling v";
	step(path, "{'status':'gesloten','zaad':7}", 200);
	cr_expect_eq(work_by(1, 0).divided, 1);
	const char *first = region_value(all);
	step(path, "{'status':'gesloten'}", 200);
	cr_expect_eq(work_by(1, 0).divided, 1);
	cr_expect_str_eq(region_value(all), first);
	step(path, "{'status':'gesloten','zaad':8}", 200);
	cr_expect_eq(work_by(1, 0).divided, 1);
	cr_expect_str_eq(region_value("select zaad from verdeling"), "8");
}

Test(keuzeronde, is_divided_by_itself_when_its_term_is_over)
{
	const char *ours = ask(SCHOOL, "7a");
	(void)offer(BEDRIJF, "A");
	const struct reply made = open_round("");
	assert_status(made, 201);
	region_sql(region_text("update aanvraag set status = 'ingetrokken' where id = '%s'", ours));
	region_sql("update keuzeronde set tot_op = now() - interval '1 minute'");
	cr_expect_eq(work_by(WORKERS, 0).divided, 1);
	cr_expect_str_eq(region_value("select reden from verdeling_regel"), "niet_open");
}

/* ---- publishing ---- */

Test(keuzeronde, proposes_each_pair_once_when_it_is_published)
{
	const char *a;
	const char *b;
	const char *c;
	const char *path = scene(&a, &b, &c, "");
	step(path, "{'status':'gesloten'}", 200);
	cr_expect_eq(work_by(1, 0).divided, 1);
	const struct reply r = region_get(MEDEWERKER, path);
	assert_status(region_patch(MEDEWERKER, path, r.etag, "{'status':'gepubliceerd'}"), 200);
	/* Who looked at the same moment comes too late, and nothing is taken back. */
	assert_status(region_patch(MEDEWERKER, path, r.etag, "{'status':'gepubliceerd'}"), 412);
	step(path, "{'status':'gepubliceerd'}", 409);
	step(path, "{'status':'ingetrokken'}", 409);
	step(path, "{'status':'gesloten'}", 409);
	cr_expect_eq(work_by(WORKERS, 0).proposed, 2);
	cr_expect_eq(work_by(WORKERS, 0).proposed, 0);
	cr_expect_str_eq(region_value("select string_agg(concat_ws(' ', k.status, "
				      "k.gewijzigd_rol), ', ') from koppeling k"),
		"voorgesteld medewerker, voorgesteld medewerker");
	cr_expect_str_eq(
		region_value("select count(*) from verdeling_regel g join koppeling k on k.id = "
			     "g.koppeling_id and k.aanvraag_id = g.aanvraag_id and k.aanbod_id = "
			     "g.aanbod_id"),
		"2");
}

Test(keuzeronde, says_what_stands_in_the_way_of_a_pair_and_goes_on_with_the_others)
{
	const char *a;
	const char *b;
	const char *c;
	const char *path = scene(&a, &b, &c, "");
	step(path, "{'status':'gesloten'}", 200);
	cr_expect_eq(work_by(1, 0).divided, 1);
	region_sql(region_text("update aanvraag set status = 'ingetrokken' where id = '%s'", a));
	step(path, "{'status':'gepubliceerd'}", 200);
	const struct sum sum = work_by(1, 0);
	cr_expect(sum.proposed == 1 && sum.refused == 1);
	assert_holds(region_get(MEDEWERKER, region_text("%s/verdeling", path)),
		"'koppelingId':null,'melding':'aanvraag.niet_open'");
}

Test(keuzeronde, tells_a_school_once_that_nobody_came_out_for_it)
{
	const char *a;
	const char *b;
	const char *c;
	const char *path = scene(&a, &b, &c, ",'aanvullen':false");
	step(path, "{'status':'gesloten'}", 200);
	cr_expect_eq(work_by(1, 0).divided, 1);
	cr_expect_eq(work_by(1, 0).asked, 0, "not before it is published");
	step(path, "{'status':'gepubliceerd'}", 200);
	cr_expect_eq(work_by(WORKERS, 0).asked, 1);
	cr_expect_eq(work_by(1, 0).asked, 0);
	cr_expect_str_eq(
		region_value(region_text("select string_agg(l.aanvraag_id::text, ',') from "
					 "keuzelijst l where l.uitslag_op is not null")),
		c);
	cr_expect_str_eq(
		region_value("select count(*) > 0 from post where soort = 'keuze_niemand'"), "t");
}

Test(keuzeronde, takes_no_request_for_which_a_match_is_running)
{
	const char *a;
	const char *b;
	const char *c;
	const char *path = scene(&a, &b, &c, "");
	step(path, "{'status':'gesloten'}", 200);
	cr_expect_eq(work_by(1, 0).divided, 1);
	step(path, "{'status':'gepubliceerd'}", 200);
	cr_expect_eq(work_by(WORKERS, 0).proposed, 2);
	const struct reply again = open_round("");
	assert_status(again, 201);
	cr_expect_str_eq(region_value(region_text("select string_agg(aanvraag_id::text, ',') from "
						  "keuzelijst where keuzeronde_id = '%s'",
				 region_member(again, "id"))),
		c);
}

Test(keuzeronde, comes_to_nothing_when_it_is_withdrawn)
{
	const char *a;
	const char *b;
	const char *c;
	const char *path = scene(&a, &b, &c, "");
	step(path, "{'status':'ingetrokken'}", 200);
	const struct sum sum = work_by(1, 11);
	cr_expect(sum.asked == 0 && sum.divided == 0 && sum.proposed == 0);
	step(path, "{'status':'gesloten'}", 409);
}

/* ---- what is kept ---- */

Test(keuzeronde, forgets_with_a_volunteer_what_it_ranked)
{
	(void)ask(SCHOOL, "7a");
	(void)offer(VRIJWILLIGER2, "A");
	assert_status(open_round(""), 201);
	cr_expect_str_eq(region_value("select count(*) from keuzelijst where vrijwilliger_id = "
				      "'" BRAM "'"),
		"1");
	region_sql("select wis_vrijwilligers(array['" BRAM "']::uuid[], null, now())");
	cr_expect_str_eq(region_value("select count(*) from keuzelijst where vrijwilliger_id = "
				      "'" BRAM "'"),
		"0");
}
