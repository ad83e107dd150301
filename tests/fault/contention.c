/*
 * Contention in the database itself: sixteen connections of lib/db run the very statements of the
 * store (create, claim of a refill, lock, set_status, confirm, move) for the same few people,
 * classes, places and caps, some of them steps that may not be taken. Afterwards everything that
 * was acknowledged is there, once, nothing else is, and every promise of invarianten.sql holds.
 *
 * SCHAKEL_ATTEMPTS says how many transactions are tried (100,000), SCHAKEL_SEED which ones.
 */
#include <criterion/criterion.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "domain/tijdvak.h"
#include "domain/toestand.h"
#include "postgres.h"
#include "store/sql.h"

#define CLIENTS	     16
#define WINDOW	     64	   /* the matches that everybody looks at */
#define VACUUM_EVERY 25000 /* the server of the tests has no autovacuum */
#define MAX_TRIES    8
#define MAX_DONE     10	   /* matches that reach their end keep their places for good */
#define PERSONS	     4	   /* who propose and decide; now and then the same one */
#define FIRST_DAY    20793 /* 2026-12-06, a Sunday */

/* What the database may answer here; any other constraint is an internal error, and a failure. */
static const struct db_rule rules[] = {
	{ "vrijwilliger_niet_dubbel_geboekt", ERR_CONFLICT, "vrijwilliger", NULL, "-" },
	{ "klas_niet_dubbel_geboekt", ERR_CONFLICT, "klas", NULL, "-" },
	{ "plaatsen_niet_vol", ERR_CONFLICT, "plaatsen", NULL, "-" },
	{ "maximum_per_week_niet_bereikt", ERR_CONFLICT, "week", NULL, "-" },
	{ "maximum_per_schooljaar_niet_bereikt", ERR_CONFLICT, "schooljaar", NULL, "-" },
	{ "koppeling_een_lopende_per_aanvraag", ERR_CONFLICT, "lopende", NULL, "-" },
	{ "koppeling_stap_niet_toegestaan", ERR_CONFLICT, "stap", NULL, "-" },
	{ "koppeling_bevestigd_door_beide", ERR_CONFLICT, "beide", NULL, "-" },
	{ "koppeling_door_twee_goedgekeurd", ERR_CONFLICT, "twee", NULL, "-" },
	{ "aanvraag_moet_open_zijn", ERR_CONFLICT, "open", NULL, "-" },
	{ "koppeling_blijft_dezelfde", ERR_CONFLICT, "dezelfde", NULL, "-" },
	{ "koppeling_verzet_met_beide_kanten", ERR_CONFLICT, "verzet", NULL, "-" },
};
#define RULE_COUNT (sizeof(rules) / sizeof(rules[0]))

struct match {
	struct uuid id;
	int64_t versie; /* what was acknowledged */
};

struct fight {
	struct db *db;
	struct task *waiting;
	int64_t attempts, begun;
	size_t running;
	uint64_t dice;
	struct match *matches;
	size_t count, cap;
	size_t window[WINDOW], in_window; /* indexes of matches: all that run, some that ended */
	int64_t proposals, refills, steps, moves, again, done;
	int64_t refused[RULE_COUNT];
	int64_t slowest_us;
};

static struct fight fight;

/* splitmix64 */
static uint32_t roll(uint32_t below)
{
	uint64_t z = fight.dice += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (uint32_t)((z ^ (z >> 31)) >> 32) % below;
}

/* ---- what was acknowledged ---- */

static void note_proposal(struct uuid id)
{
	if (fight.count == fight.cap) {
		fight.cap = fight.cap ? fight.cap * 2 : 1024;
		fight.matches = realloc(fight.matches, fight.cap * sizeof(*fight.matches));
		if (!fight.matches)
			abort();
	}
	fight.matches[fight.count] = (struct match){ id, 1 };
	const size_t slot = fight.in_window < WINDOW ? fight.in_window++ : roll(WINDOW);
	fight.window[slot] = fight.count++;
	fight.proposals++;
}

/* ---- a proposal ---- */

/* The n-th row of a kind of contention.sql. */
static struct uuid id_of(int kind, uint32_t n)
{
	struct uuid id;
	char text[UUID_TEXT_LEN + 1];
	snprintf(text, sizeof(text), "00000000-0000-7000-8000-0000000%d%04u", kind, n);
	cr_assert_eq(uuid_parse(str_from(text), &id), ERR_OK);
	return id;
}

enum kind { PROPOSAL, REFILL, STEP };

struct plan {
	enum kind kind;
	struct koppeling_create_in create;
	size_t slot, match; /* of a step */
	bool look;	    /* locks and looks before it steps, as the service does */
};

/* A half-day of the few that all want. */
static struct tijdvak any_half_day(void)
{
	static const uint8_t days[] = { 2, 4, 9, 11, 16, 18 };
	return (struct tijdvak){ FIRST_DAY + days[roll(6)], (enum dagdeel)roll(2) };
}

static void plan_proposal(struct plan *p)
{
	const struct tijdvak t = any_half_day();
	p->create = (struct koppeling_create_in){ .id = uuid_new(),
		.aanvraag_id = id_of(6, roll(48)),
		.aanbod_id = id_of(5, roll(9)),
		.datum = t.datum,
		.dagdeel = str_from(dagdeel_table[t.dagdeel].code),
		.score = 50000,
		.factoren = STR("[]"),
		.gewicht_versie = 1,
		.nu = clock_now_us(),
		.account_id = id_of(8, roll(PERSONS)),
		.rol = str_from(rol_table[roll(2) ? ROL_SCHOOL : ROL_MEDEWERKER].code) };
}

static enum err propose(struct task *t, struct db_tx *tx, const struct plan *p)
{
	struct koppeling_create_in in = p->create;
	const struct aanvraag_get_in asked = { .ids = { &in.aanvraag_id, 1 }, .alle = true };
	struct aanvraag_get_row *aanvraag = NULL;
	size_t count = 0;
	TRY(aanvraag_get(t, tx, &asked, &aanvraag, &count));
	cr_assert_eq(count, 1);
	in.aanvraag_versie = aanvraag->versie;
	bool found = false;
	struct koppeling_create_row row;
	TRY(koppeling_create(t, tx, &in, &found, &row));
	return found ? ERR_OK
		     : task_fail(t, ERR_CONFLICT, "opnieuw.proberen",
			       "The request changed between reading and proposing.");
}

/* What waits to be refilled, as a worker does it; *ret_steps: 0 when nothing does. */
static enum err refill(struct task *t, struct db_tx *tx, const struct plan *p, int64_t *ret_steps)
{
	bool found = false;
	struct bijvulling_claim_row row;
	TRY(bijvulling_claim(
		t, tx, &(struct bijvulling_claim_in){ .nu = clock_now_us() }, &found, &row));
	*ret_steps = found;
	if (!found)
		return ERR_OK;
	struct plan one = *p;
	one.create.aanvraag_id = row.aanvraag_id;
	one.create.rol = str_from(rol_table[ROL_SYSTEEM].code);
	return propose(t, tx, &one);
}

/* ---- a step ---- */

static void plan_step(struct plan *p)
{
	p->slot = roll((uint32_t)fight.in_window);
	p->match = fight.window[p->slot];
	p->look = roll(8) > 0;
}

/* Any step of the table but the first and the last, which begin a match: mostly one that is
 * refused. */
static const struct toestand_stap *any_step(void)
{
	const struct toestand_stap *any = &toestand_stappen[1 + roll(TOESTAND_STAP_COUNT - 2)];
	return any->stap == STAP_AFRONDEN && fight.done++ >= MAX_DONE ? &toestand_stappen[1] : any;
}

/* Steps from a state; now and then any. Of what ended one in four begins again. Half of the answers
 * are a yes, half of what stands in the calendar is moved, and some matches reach their end: so
 * there are requests that are not open. */
static const struct toestand_stap *choose_step(enum toestand van)
{
	const struct toestand_stap *from[TOESTAND_STAP_COUNT];
	uint32_t count = 0;
	for (size_t i = 0; i < TOESTAND_STAP_COUNT; i++)
		if (toestand_stappen[i].van == van &&
			(toestand_stappen[i].stap != STAP_AFRONDEN || fight.done < MAX_DONE))
			from[count++] = &toestand_stappen[i];
	const struct toestand_stap *yes = toestand_stap_find(van, STAP_BEVESTIGEN);
	if (yes != NULL && roll(2) == 0)
		return yes;
	const struct toestand_stap *moves = toestand_stap_find(van, STAP_VERZETTEN);
	if (moves != NULL && roll(2) == 0)
		return moves;
	const bool goes_on = toestand_is_final(van) ? roll(4) == 0 : roll(16) > 0;
	if (count == 0 || !goes_on)
		return any_step();
	const struct toestand_stap *step = from[roll(count)];
	fight.done += step->stap == STAP_AFRONDEN;
	return step;
}

static enum rol choose_role(const struct toestand_stap *step)
{
	enum rol rol = (enum rol)roll(ROL_COUNT);
	const bool wrong = roll(16) == 0;
	while (!wrong && (step->rollen & ROL_BIT(rol)) == 0)
		rol = (enum rol)((rol + 1) % ROL_COUNT);
	return rol;
}

static enum err set_status(
	struct task *t, struct db_tx *tx, struct uuid id, enum toestand naar, enum rol rol)
{
	const struct koppeling_set_status_in in = { .id = id,
		.status = str_from(toestand_table[naar].code),
		.reden = STR("anders"),
		.nu = clock_now_us(),
		.has_account_id = true,
		.account_id = id_of(8, roll(PERSONS)),
		.rol = str_from(rol_table[rol].code) };
	struct koppeling_set_status_row row;
	return koppeling_set_status(t, tx, &in, &row);
}

/* The other side proposed this half-day, and this one picks it. */
static enum err agree(
	struct task *t, struct db_tx *tx, struct uuid id, enum rol rol, int32_t number, int64_t nu)
{
	const struct uuid voorstel = uuid_new();
	char hash[32] = { 0 };
	memcpy(hash, voorstel.b, sizeof(voorstel.b));
	const struct verzetvoorstel_create_in create = { .id = voorstel,
		.koppeling_id = id,
		.kant = rol == ROL_SCHOOL ? STR("aanbieder") : STR("school"),
		.tijdvakken = { &number, 1 },
		.reden = STR("ziekte"),
		.token_hash = { hash, sizeof(hash) },
		.verloopt_op = nu,
		.account_id = id_of(8, 0),
		.nu = nu };
	TRY(verzetvoorstel_create(t, tx, &create));
	const struct verzetvoorstel_close_in close = {
		.id = voorstel, .koppeling_id = id, .has_gekozen = true, .gekozen = number, .nu = nu
	};
	bool found = false;
	struct verzetvoorstel_close_row row;
	return verzetvoorstel_close(t, tx, &close, &found, &row);
}

/* Staff by itself, a side what the other one proposed; half of the time nobody did. */
static enum err move(struct task *t, struct db_tx *tx, struct uuid id, enum rol rol)
{
	const struct tijdvak naar = any_half_day();
	const int64_t nu = clock_now_us();
	if (rol != ROL_MEDEWERKER && roll(2) > 0)
		TRY(agree(t, tx, id, rol, tijdvak_to_number(naar), nu));
	const struct koppeling_move_in in = { .id = id,
		.datum = naar.datum,
		.dagdeel = str_from(dagdeel_table[naar.dagdeel].code),
		.reden = STR("ziekte"),
		.nu = nu,
		.rol = str_from(rol_table[rol].code) };
	struct koppeling_move_row row;
	TRY(koppeling_move(t, tx, &in, &row));
	fight.moves++;
	return ERR_OK;
}

/* With the second yes into the calendar, as the service does it. */
static enum err confirm(
	struct task *t, struct db_tx *tx, struct uuid id, enum rol rol, int64_t *ret_steps)
{
	const struct koppeling_confirm_in in = { .id = id,
		.door_school = rol == ROL_SCHOOL,
		.nu = clock_now_us(),
		.rol = str_from(rol_table[rol].code) };
	struct koppeling_confirm_row row;
	TRY(koppeling_confirm(t, tx, &in, &row));
	*ret_steps = 1;
	if (!str_eq(row.status, STR("bevestigd")))
		return ERR_OK;
	TRY(set_status(t, tx, id, TOESTAND_INGEPLAND, ROL_SYSTEEM));
	*ret_steps = 2;
	return ERR_OK;
}

/* An ended match is of use for a while only: its place is for one that runs. */
static void forget(const struct plan *p)
{
	if (roll(4) > 0 && p->slot < fight.in_window && fight.window[p->slot] == p->match)
		fight.window[p->slot] = fight.window[--fight.in_window];
}

/* Looks as the service does, or believes that it knows. *ret_steps: how many versions it made. */
static enum err take_step(
	struct task *t, struct db_tx *tx, const struct plan *p, int64_t *ret_steps)
{
	const struct uuid id = fight.matches[p->match].id;
	enum toestand van = (enum toestand)(TOESTAND_VOORGESTELD + roll(4));
	bool confirmed[2] = { false, false };
	*ret_steps = 0;
	if (p->look) {
		bool found = false;
		struct koppeling_lock_row row;
		TRY(koppeling_lock(t, tx, &(struct koppeling_lock_in){ .id = id, .alle = true },
			&found, &row));
		cr_assert(found, "an acknowledged match is gone");
		cr_assert_eq(toestand_from_code(row.status, &van), ERR_OK);
		confirmed[false] = row.aanbieder_bevestigd;
		confirmed[true] = row.school_bevestigd;
	}
	const struct toestand_stap *step = choose_step(van);
	/* What ended, and does not begin again, takes no place: nobody needs to look at it. */
	if (p->look && toestand_is_final(van) && step->naar != TOESTAND_VOORGESTELD &&
		step->naar != TOESTAND_INGEPLAND)
		forget(p);
	const enum rol rol = choose_role(step);
	if (step->stap == STAP_BEVESTIGEN && !confirmed[rol == ROL_SCHOOL])
		return confirm(t, tx, id, rol, ret_steps);
	*ret_steps = 1;
	if (step->stap == STAP_VERZETTEN)
		return move(t, tx, id, rol);
	/* The first of two who approve leaves it where it is. */
	const bool first = step->stap == STAP_GOEDKEUREN && roll(2);
	return set_status(t, tx, id, first ? TOESTAND_VOORGESTELD : step->naar, rol);
}

/* ---- one attempt, until it is decided ---- */

static enum err try_once(struct task *t, const struct plan *p, int64_t *ret_steps)
{
	struct db_tx *tx = NULL;
	TRY(db_begin(t, fight.db, &tx));
	*ret_steps = 1;
	const enum err e = p->kind == PROPOSAL ? propose(t, tx, p)
			   : p->kind == REFILL ? refill(t, tx, p, ret_steps)
					       : take_step(t, tx, p, ret_steps);
	if (e == ERR_OK)
		return db_commit(t, tx);
	db_rollback(tx);
	return e;
}

static void note_refusal(const struct fault *f)
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (f && strcmp(rules[i].code, f->code) == 0) {
			fight.refused[i]++;
			return;
		}
	cr_assert_fail("refused with %s: %s", f ? f->code : "-", f ? f->detail : "-");
}

static enum err try_until_decided(struct task *t, const struct plan *p, int64_t *ret_steps)
{
	for (int try = 1;; try++) {
		const enum err e = try_once(t, p, ret_steps);
		const struct fault *f = task_error(t);
		/* On a machine that is busy with other things a statement may take too long. */
		const bool lost = f && (strcmp(f->code, "opnieuw.proberen") == 0 ||
					       strcmp(f->code, "database.traag") == 0);
		if (e == ERR_OK || !lost || try == MAX_TRIES)
			return e;
		fight.again++;
		task_clear_error(t);
		cr_assert_eq(task_sleep(t, 1 + roll(5 * (uint32_t)try)), ERR_OK);
	}
}

/* Each attempt is a task of its own, so that its memory goes with it; it starts the next. */
static void attempt(struct task *t, void *arg)
{
	if (fight.begun == fight.attempts) {
		if (--fight.running == 0)
			task_wake(fight.waiting);
		return;
	}
	if (++fight.begun % VACUUM_EVERY == 0)
		test_sql(arg, "vacuum analyze koppeling, bezetting, aanvraag, klas, vrijwilliger, "
			      "geschiedenis, audit, gebeurtenis");
	const bool proposal = fight.in_window < WINDOW / 4 || roll(5) < 2;
	struct plan p = { .kind = !proposal ? STEP : roll(4) == 0 ? REFILL : PROPOSAL };
	int64_t steps = 0;
	if (proposal)
		plan_proposal(&p);
	else
		plan_step(&p);
	const int64_t start_us = clock_mono_us();
	const enum err e = try_until_decided(t, &p, &steps);
	const int64_t us = clock_mono_us() - start_us;
	fight.slowest_us = us > fight.slowest_us ? us : fight.slowest_us;
	if (e != ERR_OK) {
		note_refusal(task_error(t));
	} else if (proposal) {
		fight.refills += p.kind == REFILL && steps > 0;
		if (steps > 0)
			note_proposal(p.create.id);
	} else {
		fight.matches[p.match].versie += steps;
		fight.steps += steps;
	}
	cr_assert_eq(task_spawn(task_loop(t), attempt, arg), ERR_OK);
}

static enum err run(struct task *t, void *arg)
{
	fight.waiting = t;
	fight.running = CLIENTS;
	for (int i = 0; i < CLIENTS; i++)
		TRY(task_spawn(task_loop(t), attempt, arg));
	/* However long it takes. */
	while (fight.running > 0)
		if (task_wait(t, 60000) != ERR_OK)
			task_clear_error(t);
	return ERR_OK;
}

/* ---- afterwards ---- */

static int by_id(const void *a, const void *b)
{
	return uuid_cmp(((const struct match *)a)->id, ((const struct match *)b)->id);
}

/* Each acknowledged match with each acknowledged step, and no other. */
static void check_acknowledged(const char *uri)
{
	PGconn *pg = PQconnectdb(uri);
	PGresult *res = PQexec(pg, "select id, versie from koppeling order by id");
	cr_assert_eq(PQresultStatus(res), PGRES_TUPLES_OK, "%s", PQerrorMessage(pg));
	cr_assert_eq((size_t)PQntuples(res), fight.count, "%d matches, acknowledged were %zu",
		PQntuples(res), fight.count);
	qsort(fight.matches, fight.count, sizeof(*fight.matches), by_id);
	for (size_t i = 0; i < fight.count; i++) {
		char text[UUID_TEXT_LEN + 1];
		uuid_format(fight.matches[i].id, text);
		cr_assert_str_eq(PQgetvalue(res, (int)i, 0), text);
		int64_t versie = 0;
		cr_assert_eq(
			str_to_int(str_from(PQgetvalue(res, (int)i, 1)), 1, INT64_MAX, &versie),
			ERR_OK);
		cr_assert_eq(versie, fight.matches[i].versie, "%s is at %s, acknowledged was %lld",
			text, PQgetvalue(res, (int)i, 1), (long long)fight.matches[i].versie);
	}
	PQclear(res);
	PQfinish(pg);
}

/* Every query of invarianten.sql gives no row. */
static void check_promises(const char *uri)
{
	FILE *f = fopen(PROMISES_SQL, "r");
	cr_assert_not_null(f);
	char *text = NULL;
	size_t cap = 0;
	const ssize_t len = getdelim(&text, &cap, '\0', f);
	(void)fclose(f); /* only read from */
	cr_assert_gt(len, 0);
	int count = 0;
	for (char *at = strstr(text, "\n--: "); at; count++) {
		char *next = strstr(at + 1, "\n--: ");
		if (next)
			*next++ = '\0';
		cr_expect_str_empty(test_sql_value(uri, at), "%s", at);
		at = next;
	}
	cr_assert_geq(count, 10, "the promises were not found");
	free(text);
}

TestSuite(fault_contention, .timeout = 7200);

Test(fault_contention, every_rule_holds_and_every_acknowledged_step_is_there)
{
	const char *uri = test_database();
	const int64_t seed = test_setting("SCHAKEL_SEED", 20261124);
	fight = (struct fight){ .dice = (uint64_t)seed,
		.attempts = test_setting("SCHAKEL_ATTEMPTS", 100000) };
	test_sql_file(uri, CONTENTION_SQL);
	struct db_config config = db_config_default;
	config.uri = uri;
	config.write_connections = CLIENTS;
	struct loop *l = loop_create(&loop_limits_default);
	fight.db = db_create(l, &config, rules, RULE_COUNT);
	const int64_t start_us = clock_mono_us();
	cr_assert_eq(loop_run_task(l, run, (void *)(uintptr_t)uri, NULL), ERR_OK);
	const int64_t us = clock_mono_us() - start_us;
	db_destroy(fight.db);
	loop_destroy(l);
	printf("%lld attempts (seed %lld) in %lld s: %lld proposals, %lld of them refills, %lld "
	       "steps, %lld of them moves, %lld tried again, slowest %lld ms\n",
		(long long)fight.attempts, (long long)seed, (long long)(us / 1000000),
		(long long)fight.proposals, (long long)fight.refills, (long long)fight.steps,
		(long long)fight.moves, (long long)fight.again,
		(long long)(fight.slowest_us / 1000));
	for (size_t i = 0; i < RULE_COUNT; i++)
		printf("  %s: %lld\n", rules[i].constraint, (long long)fight.refused[i]);
	(void)fflush(stdout); /* before an assertion ends us */
	cr_expect_gt(fight.refills, 0, "nothing was refilled");
	cr_expect_gt(fight.moves, 0, "nothing was moved");
	check_acknowledged(uri);
	check_promises(uri);
	for (size_t i = 0; i < RULE_COUNT; i++)
		cr_expect_gt(fight.refused[i], 0, "nobody met %s", rules[i].constraint);
	free(fight.matches);
}

/* ---- the first yes ---- */

#define ROUNDS	  60
#define INVALLERS 9
#define YES_EACH  2 /* each sends its yes so often */

/* What answers to a question for a stand-in, all at once. */
static struct race {
	struct db *db;
	struct task *waiting;
	size_t running;
	int64_t won, again, lost, refused;
} race;

/* One match that was called off; ask() asks all nine offers, whose link is their number, 32 times.
 */
static const char *const called_off =
	"update risicoregel set vier_ogen = false;"
	"create function step(naar text, rol text) returns void language sql as $$ update "
	"koppeling set status = naar, gewijzigd_rol = rol, reden = 'anders', versie = versie + 1, "
	"school_bevestigd_op = case naar when 'bevestigd' then now() else school_bevestigd_op end, "
	"aanbieder_bevestigd_op = case naar when 'bevestigd' then now() else "
	"aanbieder_bevestigd_op end where koppeling_loopt(status) $$;"
	"insert into koppeling (id, aanvraag_id, aanbod_id, school_id, klas_id, bedrijf_id, datum, "
	"dagdeel, status, score, factoren, alternatieven, gewicht_versie, versie, gemaakt_op, "
	"gewijzigd_op, gewijzigd_rol) select '00000000-0000-7000-8000-000000070000', a.id, "
	"'00000000-0000-7000-8000-000000050007', a.school_id, a.klas_id, "
	"'00000000-0000-7000-8000-000000030001', '2026-12-08', 'ochtend', 'voorgesteld', 1, '[]', "
	"'[]', 1, 1, now(), now(), 'school' from aanvraag a where a.id = "
	"'00000000-0000-7000-8000-000000060000';"
	"select step('goedgekeurd', 'medewerker');"
	"update koppeling set school_bevestigd_op = now(), gewijzigd_rol = 'school', versie = "
	"versie + 1; select step('bevestigd', 'bedrijf');"
	"select step('ingepland', 'systeem'); select step('geannuleerd', 'bedrijf');"
	"create function ask() returns void language sql as $$ "
	"update invaller set token_hash = decode(md5(random()::text) || md5(random()::text), "
	"'hex');"
	"insert into invalvraag (id, aanvraag_id, school_id, koppeling_id, datum, dagdeel, status, "
	"versie, gemaakt_op, gewijzigd_op) select gen_random_uuid(), k.aanvraag_id, k.school_id, "
	"k.id, k.datum, k.dagdeel, 'open', 1, now(), now() from koppeling k where k.id = "
	"'00000000-0000-7000-8000-000000070000';"
	"insert into invaller (invalvraag_id, aanbod_id, rang, status, token_hash, verloopt_op) "
	"select v.id, o.id, row_number() over (order by o.id), 'gevraagd', decode(repeat('0' || "
	"right(o.id::text, 1), 32), 'hex'), '2100-01-01' from invalvraag v, aanbod o where "
	"v.status = 'open' $$";

/* As the service does it: the request first, then what the link is about, then the match. */
static enum err say_yes(struct task *t, struct db_tx *tx, uint8_t nth, int64_t **ret_counter)
{
	char hash[32];
	memset(hash, nth, sizeof(hash));
	const struct str token = { hash, sizeof(hash) };
	bool found = false;
	struct invaller_lock_row locked;
	struct invaller_get_row i;
	TRY(invaller_lock(t, tx,
		&(struct invaller_lock_in){ .token_hash = token, .nu = clock_now_us() }, &found,
		&locked));
	cr_assert(found);
	TRY(invaller_get(t, tx, &(struct invaller_get_in){ .token_hash = token }, &i));
	*ret_counter = str_eq(i.status, STR("ja")) ? &race.again : &race.lost;
	if (!i.open)
		return ERR_OK;
	*ret_counter = &race.won;
	const struct invaller_book_in in = { .id = uuid_new(),
		.invalvraag_id = i.invalvraag_id,
		.aanbod_id = i.aanbod_id,
		.factoren = STR("[]"),
		.gewicht_versie = 1,
		.nu = clock_now_us(),
		.rol = str_from(
			rol_table[i.has_vrijwilliger_id ? ROL_VRIJWILLIGER : ROL_BEDRIJF].code) };
	struct invaller_book_row row;
	return invaller_book(t, tx, &in, &row);
}

static void answer(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	int64_t *counter = &race.refused;
	cr_assert_eq(db_begin(t, race.db, &tx), ERR_OK);
	const enum err e = say_yes(t, tx, (uint8_t)(uintptr_t)arg, &counter);
	if (e != ERR_OK)
		note_refusal(task_error(t));
	const bool stands = e == ERR_OK && db_commit(t, tx) == ERR_OK;
	db_rollback(tx);
	++*(stands ? counter : &race.refused);
	if (--race.running == 0)
		task_wake(race.waiting);
}

static enum err run_race(struct task *t, void *arg)
{
	race.waiting = t;
	for (int64_t round = 1; round <= ROUNDS; round++) {
		test_sql(arg, "select ask()");
		race.running = INVALLERS * YES_EACH + 1; /* one for us */
		for (size_t i = 0; i < INVALLERS * YES_EACH; i++)
			TRY(task_spawn(task_loop(t), answer, (void *)(i % INVALLERS)));
		race.running--;
		while (race.running > 0)
			if (task_wait(t, 60000) != ERR_OK)
				task_clear_error(t);
		cr_assert_eq(race.won, round, "%lld said yes first", (long long)race.won);
		test_sql(arg, "select step('geannuleerd', 'medewerker')");
	}
	return ERR_OK;
}

Test(fault_contention, of_all_who_say_yes_at_once_exactly_one_stands_in)
{
	const char *uri = test_database();
	test_sql_file(uri, CONTENTION_SQL);
	test_sql(uri, called_off);
	struct db_config config = db_config_default;
	config.uri = uri;
	config.write_connections = CLIENTS;
	struct loop *l = loop_create(&loop_limits_default);
	race.db = db_create(l, &config, rules, RULE_COUNT);
	cr_assert_eq(loop_run_task(l, run_race, (void *)(uintptr_t)uri, NULL), ERR_OK);
	db_destroy(race.db);
	loop_destroy(l);
	cr_expect_eq(race.again, ROUNDS * (YES_EACH - 1), "the same yes once more is the same");
	cr_expect_eq(race.lost, ROUNDS * (INVALLERS - 1) * YES_EACH);
	cr_expect_eq(race.refused, 0);
	check_promises(uri);
}
