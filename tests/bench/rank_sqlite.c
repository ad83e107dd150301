/*
 * The best 20 offers for one request from SQLite in memory: an R*Tree on place and soort finds who
 * may be near enough, SQL does the rest. Counting half-days and nearness of topics are functions
 * of ours, since SQLite has neither bit strings nor arrays. The answers must be those of the
 * snapshot.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "domain/niveau.h"
#include "rank_shared.h"

#define REQUESTS   100
#define FARTHEST_M 45000 /* no offer goes further */

static const char schema[] =
	"create table aanbod (rij integer primary key, id blob, niveaus int, sectoren int, t0 int, "
	"t1 int, talen int, reisafstand_m int, x_m int, y_m int, groep_max int, actief int, vog "
	"int, "
	"kring int, belasting int, vrij blob);"
	"create virtual table plek using rtree_i32(rij, x0, x1, y0, y1, s0, s1);";

/* As score/regel.h and score/factor.h say it; divisions of integers round down. */
static const char query[] =
	"select id, ?1 + thema * ?2 / 10 + niveau * ?3 / 10 + datum * ?4 / 10 + reis * ?5 / 10 + "
	"kring * ?6 / 10 + belasting * ?7 / 10 as score from (select id, belasting, "
	"(max(nabij(0, t0), nabij(0, t1)) + max(nabij(1, t0), nabij(1, t1))) / 2 as thema, "
	"1000 - 400 * (bits(niveaus & ?8) - 1) / (?9 - 1) - 100 * (sectoren - 1) as niveau, "
	"case dagdelen when 1 then 400 when 2 then 700 else 1000 end as datum, "
	"case when afstand_m <= 1000 then 1000 when afstand_m >= reisafstand_m then 0 else "
	"1000 * (reisafstand_m - afstand_m) / (reisafstand_m - 1000) end as reis, "
	"case kring when 0 then 500 when ?10 then 1000 when ?11 then 1000 else 300 end as kring "
	"from (select a.*, gemeen(vrij) as dagdelen, cast(sqrt((x_m - ?12) * (x_m - ?12) + "
	"(y_m - ?13) * (y_m - ?13)) as int) as afstand_m from plek p cross join aanbod a on a.rij "
	"= "
	"p.rij "
	"where p.x1 >= ?12 - ?14 and p.x0 <= ?12 + ?14 and p.y1 >= ?13 - ?14 and p.y0 <= ?13 + ?14 "
	"and p.s0 = ?15 and p.s1 = ?15 and niveaus & ?16 <> 0 and talen & 1 <> 0 and groep_max >= "
	"?17 "
	"and actief and (vog or not ?18)) where afstand_m <= reisafstand_m and dagdelen > 0) "
	"order by score desc, id limit ?19";

/* What the functions read of the request in hand. */
struct vraag {
	const struct thema_boom *boom;
	struct data_vraag q;
	struct tijdvak_set open;
};

static void check(sqlite3 *db, int result)
{
	if (result != SQLITE_OK && result != SQLITE_DONE)
		rank_die(sqlite3_errmsg(db));
}

/* ---- functions ---- */

static void bits(sqlite3_context *c, int count, sqlite3_value **values)
{
	(void)count;
	sqlite3_result_int(
		c, (int)niveau_set_count((uint64_t)sqlite3_value_int64(values[0]) & NIVEAU_ALLE));
}

static void nabij(sqlite3_context *c, int count, sqlite3_value **values)
{
	(void)count;
	const struct vraag *v = sqlite3_user_data(c);
	const uint16_t asked = v->q.themas[sqlite3_value_int(values[0])];
	sqlite3_result_int(
		c, thema_nabijheid(v->boom, asked, (uint16_t)sqlite3_value_int(values[1])));
}

static void gemeen(sqlite3_context *c, int count, sqlite3_value **values)
{
	(void)count;
	const struct vraag *v = sqlite3_user_data(c);
	const uint64_t *words = sqlite3_value_blob(values[0]);
	int common = 0;
	for (unsigned w = 0; w < v->open.words; w++) {
		uint64_t word;
		memcpy(&word, &words[w], sizeof(word));
		common += __builtin_popcountll(word & v->open.bits[w]);
	}
	sqlite3_result_int(c, common);
}

/* ---- rows ---- */

static void insert(
	sqlite3 *db, sqlite3_stmt *row, sqlite3_stmt *place, const struct data *d, size_t i)
{
	const struct score_aanbod *b = &d->aanbod[i];
	struct tijdvak_set free_days;
	rank_free_days(b, &free_days);
	const int used = b->houders[0].schooljaren[0].aantal;
	const int64_t values[] = { (int64_t)b->niveaus, rank_sectors(b), b->themas[0], b->themas[1],
		b->talen, b->reisafstand_m, b->plaats.x_m, b->plaats.y_m, b->groep_max,
		b->gepauzeerd_tot == SCORE_DATUM_GEEN && used < 10,
		b->vog_geldig_tot == SCORE_DATUM_ALTIJD, d->kring[i], 1000 - 100 * used };
	check(db, sqlite3_bind_int64(row, 1, (int64_t)i));
	check(db, sqlite3_bind_blob(row, 2, &b->id, sizeof(b->id), SQLITE_STATIC));
	for (int k = 0; k < 13; k++)
		check(db, sqlite3_bind_int64(row, 3 + k, values[k]));
	check(db, sqlite3_bind_blob(row, 16, free_days.bits,
			  (int)(free_days.words * sizeof(free_days.bits[0])), SQLITE_STATIC));
	check(db, sqlite3_step(row));
	check(db, sqlite3_reset(row));
	const int64_t box[] = { (int64_t)i, b->plaats.x_m, b->plaats.x_m, b->plaats.y_m,
		b->plaats.y_m, (int64_t)b->soort, (int64_t)b->soort };
	for (int k = 0; k < 7; k++)
		check(db, sqlite3_bind_int64(place, 1 + k, box[k]));
	check(db, sqlite3_step(place));
	check(db, sqlite3_reset(place));
}

static void load(sqlite3 *db, const struct data *d)
{
	sqlite3_stmt *row = NULL;
	sqlite3_stmt *place = NULL;
	check(db, sqlite3_exec(db, schema, NULL, NULL, NULL));
	check(db, sqlite3_prepare_v2(db,
			  "insert into aanbod values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
			  "?)",
			  -1, &row, NULL));
	check(db, sqlite3_prepare_v2(
			  db, "insert into plek values (?, ?, ?, ?, ?, ?, ?)", -1, &place, NULL));
	check(db, sqlite3_exec(db, "begin", NULL, NULL, NULL));
	for (size_t i = 0; i < d->count; i++)
		insert(db, row, place, d, i);
	check(db, sqlite3_exec(db, "commit; analyze", NULL, NULL, NULL));
	check(db, sqlite3_finalize(row));
	check(db, sqlite3_finalize(place));
}

/* ---- requests ---- */

/* The window as rank_free_days counts it. */
static void open_window(struct vraag *v)
{
	const struct score_aanvraag *a = &v->q.aanvraag;
	if (tijdvak_set_init(&v->open, DATA_DAG, DATA_DAG + RANK_DAYS - 1) != ERR_OK)
		abort();
	struct tijdvak_set window = a->venster;
	tijdvak_set_subtract(&window, &a->gesloten);
	for (int32_t i = 0; i < window.dagen; i++) {
		for (unsigned k = 0; k < DAGDEEL_COUNT; k++) {
			if (tijdvak_set_has(&window, window.van + i, (enum dagdeel)k))
				tijdvak_set_add(&v->open, window.van + i, (uint8_t)(1u << k));
		}
	}
}

static void bind(sqlite3 *db, sqlite3_stmt *s, const struct data *d, const struct vraag *v)
{
	const struct score_aanvraag *a = &v->q.aanvraag;
	const uint64_t sector = niveau_of_sector(niveau_table[__builtin_ctzll(a->niveau)].sector);
	const uint16_t *g = v->q.config.gewichten.gewicht;
	const int64_t values[] = { rank_same_for_all(d, &v->q), g[SCORE_FACTOR_THEMA],
		g[SCORE_FACTOR_NIVEAU], g[SCORE_FACTOR_DATUM], g[SCORE_FACTOR_REIS],
		g[SCORE_FACTOR_KRING], g[SCORE_FACTOR_BELASTING], (int64_t)sector,
		niveau_set_count(sector), v->q.kringen[0], v->q.kringen[1], a->plaats.x_m,
		a->plaats.y_m, FARTHEST_M, (int64_t)a->soort, (int64_t)a->niveau, a->groepsgrootte,
		a->vog_vereist && a->soort != SOORT_BEDRIJFSBEZOEK, RANK_TOP };
	for (int k = 0; k < (int)(sizeof(values) / sizeof(values[0])); k++)
		check(db, sqlite3_bind_int64(s, k + 1, values[k]));
}

static size_t ask(sqlite3 *db, sqlite3_stmt *s, struct score_rang ret[RANK_TOP])
{
	size_t n = 0;
	for (int step = sqlite3_step(s); step != SQLITE_DONE; step = sqlite3_step(s)) {
		if (step != SQLITE_ROW || n == RANK_TOP)
			rank_die(sqlite3_errmsg(db));
		memcpy(&ret[n].id, sqlite3_column_blob(s, 0), sizeof(ret[n].id));
		ret[n++].score = sqlite3_column_int(s, 1);
	}
	check(db, sqlite3_reset(s));
	return n;
}

static void measure(sqlite3 *db, const struct data *d, struct vraag *v)
{
	static int64_t times[REQUESTS];
	struct score_snapshot *const snapshot = rank_build(d, SCORE_KERN_BESTE);
	sqlite3_stmt *s = NULL;
	check(db, sqlite3_prepare_v2(db, query, -1, &s, NULL));
	for (unsigned round = 0; round < 2; round++) {
		for (unsigned r = 0; r < REQUESTS; r++) {
			struct score_rang want[RANK_TOP];
			struct score_rang got[RANK_TOP];
			size_t m = 0;
			data_vraag(d, r, &v->q);
			open_window(v);
			bind(db, s, d, v);
			const int64_t begin = rank_now_ns();
			const size_t n = ask(db, s, got);
			times[r] = rank_now_ns() - begin;
			const struct score_snapshot_vraag asked = rank_asked(&v->q);
			score_snapshot_rangschik(snapshot, &asked, RANK_TOP, want, &m);
			if (!rank_same(got, n, want, m))
				rank_die("SQLite and the snapshot give different answers");
		}
	}
	check(db, sqlite3_finalize(s));
	score_snapshot_destroy(snapshot);
	qsort(times, REQUESTS, sizeof(*times), rank_compare_ns);
	rank_say("sqlite_p50", d->count, (double)times[REQUESTS / 2] / 1e3, "us", "", 0);
	rank_say("sqlite_p99", d->count, (double)times[REQUESTS * 99 / 100] / 1e3, "us", "", 0);
}

static size_t size_of(const char *name)
{
	static const struct {
		const char *name;
		size_t count;
	} sizes[] = { { "10k", 10000 }, { "100k", 100000 }, { "1M", 1000000 } };
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		if (strcmp(sizes[i].name, name) == 0)
			return sizes[i].count;
	}
	rank_die("say how many offers: 10k, 100k or 1M");
	return 0;
}

int main(int argc, char **argv)
{
	struct data d;
	struct vraag v;
	sqlite3 *db = NULL;
	data_init(&d, size_of(argc == 2 ? argv[1] : ""));
	v.boom = &d.boom;
	check(db, sqlite3_open(":memory:", &db));
	const int kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
	check(db, sqlite3_create_function(db, "bits", 1, kind, NULL, bits, NULL, NULL));
	check(db, sqlite3_create_function(db, "nabij", 2, SQLITE_UTF8, &v, nabij, NULL, NULL));
	check(db, sqlite3_create_function(db, "gemeen", 1, SQLITE_UTF8, &v, gemeen, NULL, NULL));
	load(db, &d);
	measure(db, &d, &v);
	check(db, sqlite3_close(db));
	data_fini(&d);
	return 0;
}
