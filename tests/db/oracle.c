/*
 * The engine against an independent formulation of the same rules and factors in SQL
 * (fixtures/oracle.sql), on a region drawn by lot (fixtures/oracle_world.sql): for each of 1,800
 * requests the whole answer of the supply in memory, ids and scores in their order. And the proof
 * that this can fail: without any one rule, or with any one weight a little off, it does.
 */
#include <criterion/criterion.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "motor/voorraad.h"
#include "postgres.h"

#define REQUESTS 1800
#define ANSWERED 1000 /* so many at least have candidates at all */
#define PATIENCE 60000
/* So many answers at least become others when a rule is left out, or a weight is off. */
#define NOTICED 5
/* Of this weight. */
#define SHIFT 10

/* One candidate by the SQL. */
struct line {
	struct uuid id;
	int32_t score;
	uint16_t values[SCORE_FACTOR_COUNT];
};

static struct world {
	const char *uri;
	struct loop *loop;
	struct db *db;
	struct db_wake *wake;
	struct taxonomie_cache taxonomie;
	struct voorraad *voorraad;
	struct line *lines; /* by request and place */
	size_t begin[REQUESTS + 2];
	unsigned differing;		   /* of candidates and values */
	char first[256];		   /* of these */
	unsigned rules[SCORE_REGEL_COUNT]; /* answers that differ without it, up to NOTICED */
	unsigned weights[SCORE_FACTOR_COUNT];
} w;

/* 2 June 2027, ten o'clock: the day of the world, and the clock stands still. */
int64_t __wrap_clock_now_us(void);
int64_t __wrap_clock_now_us(void)
{
	return instant_from_netherlands(date_from_civil(2027, 6, 2), 600);
}

/* ---- what the SQL says ---- */

static struct uuid read_uuid(const char *text)
{
	struct uuid id;
	cr_assert_eq(uuid_parse(str_from(text), &id), ERR_OK, "%s", text);
	return id;
}

/* The next of several whole numbers with a space between them. */
static int64_t read_number(const char **at)
{
	const struct str digits = { *at, strcspn(*at, " ") };
	int64_t n = 0;
	cr_assert_eq(str_to_int(digits, 0, SCORE_MAX, &n), ERR_OK, "%s", *at);
	*at += digits.len + ((*at)[digits.len] == ' ');
	return n;
}

static int64_t number_at(const PGresult *res, int row, int column)
{
	const char *text = PQgetvalue(res, row, column);
	return read_number(&text);
}

static struct line read_line(const PGresult *res, int row)
{
	struct line l = { .id = read_uuid(PQgetvalue(res, row, 1)),
		.score = (int32_t)number_at(res, row, 2) };
	const char *values = PQgetvalue(res, row, 3);
	for (size_t i = 0; i < SCORE_FACTOR_COUNT; i++)
		l.values[i] = (uint16_t)read_number(&values);
	return l;
}

static void read_oracle(void)
{
	PGconn *pg = PQconnectdb(w.uri);
	PGresult *res = PQexec(pg,
		"select n, aanbod_id, score, array_to_string(waarden, ' ') from generate_series(1, "
		"1800) n join oracle on aanvraag_id = tid(3, n) order by n, plek");
	cr_assert_eq(PQresultStatus(res), PGRES_TUPLES_OK, "%s", PQerrorMessage(pg));
	const int count = PQntuples(res);
	w.lines = calloc((size_t)count + 1, sizeof(*w.lines));
	cr_assert_not_null(w.lines);
	int row = 0;
	for (int n = 1; n <= REQUESTS; n++) {
		w.begin[n] = (size_t)row;
		for (; row < count && number_at(res, row, 0) == n; row++)
			w.lines[row] = read_line(res, row);
	}
	w.begin[REQUESTS + 1] = (size_t)row;
	cr_assert_eq(row, count);
	PQclear(res);
	PQfinish(pg);
}

/* ---- the world ---- */

static void start(void)
{
	w.uri = test_database();
	/* Compiling takes longer than running what is compiled. */
	test_sql(w.uri, "alter role current_user set jit = off");
	test_sql_file(w.uri, ORACLE_WORLD_SQL);
	test_sql_file(w.uri, ORACLE_SQL);
	read_oracle();
	w.loop = loop_create(&loop_limits_default);
	struct db_config config = db_config_default;
	config.uri = w.uri;
	config.statement_timeout_ms = PATIENCE;
	config.wait_ms = PATIENCE;
	w.db = db_create(w.loop, &config, NULL, 0);
	cr_assert_eq(db_wake_create(w.db, &db_wake_config_default, &w.wake), ERR_OK);
	const struct voorraad_config supply = {
		.taxonomie = &w.taxonomie, .max_aanbod = 1000, .max_bytes = 64 << 20
	};
	cr_assert_eq(voorraad_create(w.loop, w.db, w.wake, &supply, &w.voorraad), ERR_OK);
}

static enum err end(struct task *t, void *arg)
{
	(void)arg;
	voorraad_destroy(t, w.voorraad);
	db_wake_destroy(t, w.wake);
	return ERR_OK;
}

static void finish(void)
{
	cr_assert_eq(loop_run_task(w.loop, end, NULL, NULL), ERR_OK);
	taxonomie_forget(&w.taxonomie);
	db_destroy(w.db);
	loop_destroy(w.loop);
	free(w.lines);
}

TestSuite(oracle, .init = start, .fini = finish, .timeout = 280);

/* ---- what the engine says ---- */

struct answer {
	struct score_rang *lines;
	size_t count;
};

static struct answer rank(struct arena *a, const struct motor *m)
{
	struct answer found = { .lines = ARENA_ARRAY(a, SCORE_TOP_MAX, struct score_rang) };
	cr_assert_eq(voorraad_rangschik(
			     w.voorraad, a, m, NULL, SCORE_TOP_MAX, found.lines, &found.count),
		ERR_OK);
	return found;
}

/* The first place at which the two differ; both counts when they do not. */
static size_t first_difference(const struct answer *found, unsigned n)
{
	const struct line *expected = w.lines + w.begin[n];
	const size_t count = w.begin[n + 1] - w.begin[n];
	size_t i = 0;
	while (i < count && i < found->count && uuid_eq(found->lines[i].id, expected[i].id) &&
		found->lines[i].score == expected[i].score)
		i++;
	return i;
}

static bool differs(const struct answer *found, unsigned n)
{
	const size_t count = w.begin[n + 1] - w.begin[n];
	return found->count != count || first_difference(found, n) != count;
}

/* Told of at the end: who fails on the stack of a task takes the whole program along. */
static void note(const char *fmt, ...)
{
	if (w.differing++ > 0)
		return;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(w.first, sizeof(w.first), fmt, ap);
	va_end(ap);
}

static void compare(const struct answer *found, unsigned n)
{
	if (!differs(found, n))
		return;
	const size_t i = first_difference(found, n);
	const struct line *expected = w.lines + w.begin[n] + i;
	const bool both = i < found->count && w.begin[n] + i < w.begin[n + 1];
	note("request %u: %zu candidates by the SQL, %zu by the engine; place %zu: %d and %d", n,
		w.begin[n + 1] - w.begin[n], found->count, i + 1, both ? expected->score : -1,
		both ? found->lines[i].score : -1);
}

/* The values of the factors of one candidate, each for itself. */
static void compare_values(
	struct task *t, const struct motor *m, unsigned n, const struct line *expected)
{
	struct score_uitkomst *u = ARENA_NEW(task_arena(t), struct score_uitkomst);
	if (voorraad_beoordeel(w.voorraad, task_arena(t), m, expected->id, u) != ERR_OK)
		u->mogelijk = false;
	for (size_t i = 0; i < SCORE_FACTOR_COUNT; i++)
		if (!u->mogelijk || u->delen[i].waarde != expected->values[i])
			note("request %u, place %zu: %s is %d by the SQL, %d by the engine", n,
				(size_t)(expected - w.lines) - w.begin[n] + 1,
				score_factor_table[i].code, expected->values[i],
				u->mogelijk ? u->delen[i].waarde : -1);
}

/* The same question without one rule, and with one weight off, as long as that has not been noticed
 * often enough. */
static void disturb(struct task *t, const struct motor *m, unsigned n)
{
	struct motor *other = ARENA_NEW(task_arena(t), struct motor);
	for (unsigned i = 0; i < SCORE_REGEL_COUNT; i++) {
		if (w.rules[i] >= NOTICED)
			continue;
		*other = *m;
		other->config.regels &= ~SCORE_REGEL_BIT(i);
		const struct answer found = rank(task_arena(t), other);
		w.rules[i] += differs(&found, n);
	}
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		if (w.weights[i] >= NOTICED)
			continue;
		*other = *m;
		uint16_t *weights = other->config.gewichten.gewicht;
		weights[i] -= SHIFT;
		weights[(i + 1) % SCORE_FACTOR_COUNT] += SHIFT;
		const struct answer found = rank(task_arena(t), other);
		w.weights[i] += differs(&found, n);
	}
}

static enum err ask(struct task *t, void *arg)
{
	const unsigned n = *(const unsigned *)arg;
	char text[UUID_TEXT_LEN + 1];
	snprintf(text, sizeof(text), "00000000-0000-4000-8003-%012u", n);
	const struct uuid id = read_uuid(text);
	struct motor *m = ARENA_NEW(task_arena(t), struct motor);
	const struct kandidaat_aanvraag_in in = { .ids = { &id, 1 },
		.vanaf = date_in_netherlands(clock_now_us()) };
	cr_assert_eq(motor_load_aanvraag(t, db_reader(w.db), &w.taxonomie, &in, m), ERR_OK);
	cr_assert_eq(voorraad_wacht(t, w.voorraad, m->aanvraag.nieuws, PATIENCE), ERR_OK);
	const struct answer found = rank(task_arena(t), m);
	for (size_t i = w.begin[n]; i < w.begin[n + 1]; i++)
		compare_values(t, m, n, &w.lines[i]);
	compare(&found, n);
	disturb(t, m, n);
	return ERR_OK;
}

static enum err ask_all(struct task *t, void *arg)
{
	(void)arg;
	for (unsigned n = 1; n <= REQUESTS; n++)
		TRY(task_run(t, ask, &n, NULL));
	return ERR_OK;
}

static size_t answered(void)
{
	size_t count = 0;
	for (unsigned n = 1; n <= REQUESTS; n++)
		count += w.begin[n + 1] > w.begin[n];
	return count;
}

/* How many values one factor takes. */
static unsigned values_of(unsigned factor)
{
	bool seen[SCORE_WAARDE_MAX + 1] = { false };
	unsigned count = 0;
	for (size_t i = 0; i < w.begin[REQUESTS + 1]; i++) {
		bool *s = &seen[w.lines[i].values[factor]];
		count += !*s;
		*s = true;
	}
	return count;
}

Test(oracle, gives_every_answer_of_the_engine_and_would_notice_any_rule_or_weight_that_is_off)
{
	cr_assert_geq(answered(), ANSWERED);
	cr_assert_eq(loop_run_task(w.loop, ask_all, NULL, NULL), ERR_OK);
	cr_assert_eq(w.differing, 0, "%u differences; %s", w.differing, w.first);
	for (unsigned i = 0; i < SCORE_REGEL_COUNT; i++)
		cr_expect_geq(w.rules[i], NOTICED, "without the rule %s only %u answers differ",
			score_regel_table[i].code, w.rules[i]);
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		cr_expect_geq(w.weights[i], NOTICED, "with %s off only %u answers differ",
			score_factor_table[i].code, w.weights[i]);
		cr_expect_geq(values_of(i), 3, "%s takes %u values", score_factor_table[i].code,
			values_of(i));
	}
}
