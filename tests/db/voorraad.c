/*
 * The open supply in memory against the database: whatever happens to offers and their suppliers,
 * it ranks as the plain list does over what the database holds. And what it does when the server
 * goes away, when a transaction commits late, and at its limits.
 */
#include "motor/voorraad.h"

#include <criterion/criterion.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "domain/taal.h"
#include "postgres.h"

#define OFFERS	  120
#define REQUESTS  8
#define COMPANIES 12
#define PEOPLE	  24
#define CIRCLES	  3
#define PATIENCE  60000

/* Kinds of ids: 1 school, 2 class, 3 request, 4 circle, 5 company, 6 volunteer, 7 offer, 8 match.
 */
static const char *const scene =
	"create function tid(kind int, n int8) returns uuid language sql immutable as $$ select "
	"('00000000-0000-4000-800' || kind || '-' || lpad(n::text, 12, '0'))::uuid $$;"
	"insert into gemeente (code, naam, zoeknaam) values ('9901', 'A', 'a'), ('9902', 'B', 'b');"
	"insert into kring (id, naam, gemeenten, versie, gemaakt_op, gewijzigd_op) select "
	"tid(4, n), 'K' || n, '{}', 1, now(), now() from generate_series(1, 3) n;"
	"insert into school (id, vestigingscode, naam, soort, niveaus, rd_x, rd_y, zoektekst, "
	"bron, versie, gemaakt_op, gewijzigd_op) select tid(1, n), '00AA0' || n, 'S', 'po', 255, "
	"150000 + 4000 * n, 500000, 's', 'demo', 1, now(), now() from generate_series(1, 4) n;"
	"insert into klas select tid(2, n), tid(1, 1 + n % 4), 'k' || n, now() from "
	"generate_series(1, 8) n;"
	"insert into bedrijf (id, naam, kring_id, rd_x, rd_y, zoektekst, bron, versie, "
	"gemaakt_op, gewijzigd_op) select tid(5, n), 'B', case when n % 4 > 0 then tid(4, 1 + n % "
	"3) end, 150000 + 1000 * n, 500000 + 700 * n, 'b', 'demo', 1, now(), now() from "
	"generate_series(1, 12) n;"
	"insert into vrijwilliger (id, naam, email_open, bedrijf_id, kring_id, rd_x, rd_y, "
	"ambassadeur, "
	"versie, gemaakt_op, gewijzigd_op) select tid(6, n), 'V', 'v' || n || '@voorbeeld.nl', "
	"case when n % 3 > 0 then tid(5, 1 + n % 12) end, case when n % 5 = 0 then tid(4, 1 + n % "
	"3) end, 151000 + 900 * n, 498000 + 500 * n, n % 2 = 0, 1, now(), now() from "
	"generate_series(1, 24) n;"
	"insert into aanbod (id, bedrijf_id, vrijwilliger_id, soort, titel, themas, niveaus, "
	"talen, online, groep_min, groep_max, plaatsen, dagdelen, van_datum, uitzonderingen, "
	"status, versie, gemaakt_op, gewijzigd_op) select tid(7, n), case when n % 3 = 0 then "
	"tid(5, 1 + n % 12) end, case when n % 3 > 0 then tid(6, 1 + n % 24) end, case when n % 5 "
	"= 0 then 'workshop' else 'gastles' end, 't', case when n % 2 = 0 then '{robotica}' else "
	"'{}' end::text[], 255, '{nl}', false, 1, 30, 1 + n % 2, 32767, '2026-01-01', '{}', "
	"'actief', 1, now(), now() from generate_series(1, 120) n;"
	"insert into aanvraag (id, school_id, klas_id, soort, onderwerp, themas, thema_vereist, "
	"niveau, taal, groepsgrootte, van_datum, tot_datum, dagdelen, online_toegestaan, "
	"vog_vereist, status, versie, gemaakt_op, gewijzigd_op) select tid(3, n), tid(1, 1 + n % "
	"4), tid(2, n), case when n % 4 = 0 then 'workshop' else 'gastles' end, 'o', case when n % "
	"2 = 0 then '{robotica}' else '{}' end::text[], false, 64, 'nl', 20, current_date + 3, "
	"current_date + 60, 32767, false, n % 3 = 0, 'open', 1, now(), now() from "
	"generate_series(1, 8) n;";

static struct world {
	const char *uri;
	PGconn *pg;
	PGconn *late; /* commits when it likes */
	struct loop *loop;
	struct db *db;
	struct db_wake *wake;
	struct taxonomie_cache taxonomie;
	struct voorraad *voorraad;
	size_t max_aanbod;
	size_t max_bytes;
	bool too_large;
	uint64_t chance;
} w;

/* ---- the clock ---- */

#define DAY_US (24 * INT64_C(3600000000))

/* How far the clock of the program stands before the real one. */
static int64_t later_us;

int64_t __real_clock_now_us(void);
int64_t __wrap_clock_now_us(void);

int64_t __wrap_clock_now_us(void)
{
	return __real_clock_now_us() + later_us;
}

/* ---- the world ---- */

static void sql_on(PGconn *pg, const char *sql)
{
	PGresult *res = PQexec(pg, sql);
	cr_assert(PQresultStatus(res) == PGRES_COMMAND_OK || PQresultStatus(res) == PGRES_TUPLES_OK,
		"%s: %s", sql, PQerrorMessage(pg));
	PQclear(res);
}

static PGconn *join(void)
{
	PGconn *pg = PQconnectdb(w.uri);
	cr_assert_eq(PQstatus(pg), CONNECTION_OK, "%s", PQerrorMessage(pg));
	sql_on(pg, "set client_min_messages = error");
	return pg;
}

static void too_large(void *arg)
{
	(void)arg;
	w.too_large = true;
}

static void begin_supply(void)
{
	const struct voorraad_config config = { .taxonomie = &w.taxonomie,
		.max_aanbod = w.max_aanbod,
		.max_bytes = w.max_bytes,
		.te_groot = too_large };
	cr_assert_eq(voorraad_create(w.loop, w.db, w.wake, &config, &w.voorraad), ERR_OK);
}

static void start(void)
{
	w.uri = test_database();
	test_sql(w.uri, scene);
	w.pg = join();
	w.late = join();
	w.loop = loop_create(&loop_limits_default);
	struct db_config config = db_config_default;
	config.uri = w.uri;
	config.statement_timeout_ms = PATIENCE;
	config.wait_ms = PATIENCE;
	w.db = db_create(w.loop, &config, NULL, 0);
	struct db_wake_config wake = db_wake_config_default;
	wake.news = &stmt_gebeurtenis_news;
	wake.beat_ms = 50; /* what the test changes rings no bell */
	cr_assert_eq(db_wake_create(w.db, &wake, &w.wake), ERR_OK);
	w.max_aanbod = 1000;
	w.max_bytes = 64 << 20;
}

static enum err end_supply(struct task *t, void *arg)
{
	(void)arg;
	voorraad_destroy(t, w.voorraad);
	w.voorraad = NULL;
	return ERR_OK;
}

static enum err end(struct task *t, void *arg)
{
	TRY(end_supply(t, arg));
	db_wake_destroy(t, w.wake);
	return ERR_OK;
}

static void finish(void)
{
	cr_assert_eq(loop_run_task(w.loop, end, NULL, NULL), ERR_OK);
	taxonomie_forget(&w.taxonomie);
	db_destroy(w.db);
	loop_destroy(w.loop);
	PQfinish(w.pg);
	PQfinish(w.late);
}

TestSuite(voorraad, .init = start, .fini = finish, .timeout = 240);

/* ---- comparing ---- */

static struct uuid id_of(int kind, unsigned n)
{
	char text[40];
	snprintf(text, sizeof(text), "00000000-0000-4000-800%d-%012u", kind, n);
	struct uuid id;
	cr_assert_eq(uuid_parse(str_from(text), &id), ERR_OK);
	return id;
}

/* Every offer that was ever made, as the database has it now; what is not open is left out. */
static void load_open(struct task *t, struct motor *m)
{
	struct uuid *ids = ARENA_ARRAY(task_arena(t), 2 * OFFERS, struct uuid);
	for (unsigned i = 0; i < 2 * OFFERS; i++)
		ids[i] = id_of(7, i + 1);
	cr_assert_eq(motor_load_deze(t, db_reader(w.db), (struct db_uuids){ ids, 2 * OFFERS }, m),
		ERR_OK);
	struct kandidaat_aanbod_row *rows =
		ARENA_ARRAY(task_arena(t), m->count + 1, struct kandidaat_aanbod_row);
	size_t open = 0;
	for (size_t i = 0; i < m->count; i++) {
		if (str_eq(m->rijen[i].status, STR("actief"))) {
			rows[open] = m->rijen[i];
			m->aanbod[open++] = m->aanbod[i];
		}
	}
	m->rijen = rows;
	m->count = open;
}

struct shown {
	const struct motor *m;
	const struct score_rang *plain;
	size_t count;
};

/* What is shown of a line is what would be shown of the offer as the database has it. */
static void compare_explained(void *arg, size_t index, const struct voorraad_uitleg *ours)
{
	struct shown *shown = arg;
	const struct motor *m = shown->m;
	const struct score_rang *plain = &shown->plain[index];
	static struct score_uitleg u;
	cr_assert_eq(index, shown->count++);
	score_leg_uit(SCORE_TAAL_EN, &m->config, &m->vraag, &m->aanbod[plain->index], &u);
	const struct score_uitkomst *o = &ours->uitleg.uitkomst;
	cr_assert(o->mogelijk && uuid_eq(o->id, u.uitkomst.id));
	cr_assert_eq(o->score, u.uitkomst.score);
	cr_assert_eq(o->afstand_m, u.uitkomst.afstand_m);
	cr_assert_eq(o->online, u.uitkomst.online);
	cr_assert_arr_eq(o->vrij.bits, u.uitkomst.vrij.bits, sizeof(o->vrij.bits));
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		cr_assert_eq(o->delen[i].bijdrage, u.uitkomst.delen[i].bijdrage);
		cr_assert_eq(o->delen[i].neutraal, u.uitkomst.delen[i].neutraal);
		cr_assert(str_eq(ours->uitleg.factoren[i], u.factoren[i]), "%s: %.*s, not %.*s",
			score_factor_table[i].code, STR_FMT(ours->uitleg.factoren[i]),
			STR_FMT(u.factoren[i]));
	}
	const struct motor_kaart card = motor_kaart_van(&m->rijen[plain->index]);
	cr_assert(str_eq(ours->kaart.titel, card.titel));
	cr_assert(str_eq(ours->kaart.bedrijf_naam, card.bedrijf_naam));
	cr_assert(uuid_eq(ours->kaart.bedrijf_id, card.bedrijf_id));
	cr_assert(uuid_eq(ours->kaart.vrijwilliger_id, card.vrijwilliger_id));
}

static bool same_texts(struct db_texts a, struct db_texts b)
{
	bool same = a.count == b.count;
	for (size_t i = 0; i < a.count && same; i++)
		same = str_eq(a.items[i], b.items[i]);
	return same;
}

/* The half-days of a class that are still to come. */
static size_t to_come(struct db_ints all, int32_t *ret_numbers)
{
	const int32_t today = date_in_netherlands(clock_now_us());
	size_t count = 0;
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i] / DAGDEEL_COUNT > today)
			ret_numbers[count++] = all.items[i];
	return count;
}

static void compare_rows(
	const struct kandidaat_aanvraag_row *a, const struct kandidaat_aanvraag_row *b)
{
	cr_assert(uuid_eq(a->id, b->id) && uuid_eq(a->school_id, b->school_id) &&
		  uuid_eq(a->klas_id, b->klas_id));
	cr_assert(str_eq(a->soort, b->soort) && str_eq(a->taal, b->taal) &&
		  str_eq(a->voorkeur, b->voorkeur) && str_eq(a->status, b->status));
	cr_assert(str_eq(a->gemeente_code, b->gemeente_code) &&
		  str_eq(a->gemeente_naam, b->gemeente_naam) &&
		  str_eq(a->vakantieregio, b->vakantieregio));
	cr_assert(same_texts(a->themas, b->themas) && same_texts(a->wens_talen, b->wens_talen));
	cr_assert_eq(a->kringen.count, b->kringen.count);
	cr_assert_arr_eq(
		a->kringen.items, b->kringen.items, a->kringen.count * sizeof(struct uuid));
	cr_assert_eq(a->behoefte, b->behoefte);
	cr_assert_eq(a->has_norm_tekort, b->has_norm_tekort);
	cr_assert_eq(a->norm_tekort, b->norm_tekort);
	cr_assert_eq(a->versie, b->versie);
	cr_assert(a->van_datum == b->van_datum && a->tot_datum == b->tot_datum &&
		  a->dagdelen == b->dagdelen && a->niveau == b->niveau && a->rd_x == b->rd_x);
	int32_t ours[64];
	int32_t theirs[64];
	cr_assert(a->klas_bezet.count <= 64 && b->klas_bezet.count <= 64);
	const size_t count = to_come(a->klas_bezet, ours);
	cr_assert_eq(count, to_come(b->klas_bezet, theirs));
	cr_assert_arr_eq(ours, theirs, count * sizeof(int32_t));
	cr_assert_eq(a->gesloten.count, b->gesloten.count);
	cr_assert_arr_eq(a->gesloten.items, b->gesloten.items, a->gesloten.count * sizeof(int32_t));
}

/* The question that the supply makes of a request is the one that the database makes. */
static void compare_question(
	struct task *t, const struct kandidaat_aanvraag_in *in, const struct motor *plain)
{
	struct motor *m = ARENA_NEW(task_arena(t), struct motor);
	cr_assert_eq(voorraad_load_vraag(t, w.voorraad, db_reader(w.db), in, PATIENCE, m), ERR_OK);
	compare_rows(&m->aanvraag, &plain->aanvraag);
	const struct score_aanvraag *a = &m->vraag;
	const struct score_aanvraag *b = &plain->vraag;
	cr_assert_arr_eq(&a->venster, &b->venster, sizeof(a->venster));
	cr_assert_arr_eq(&a->gesloten, &b->gesloten, sizeof(a->gesloten));
	cr_assert_arr_eq(&a->klas_bezet, &b->klas_bezet, sizeof(a->klas_bezet));
	cr_assert_eq(a->thema_count, b->thema_count);
	cr_assert_eq(a->relatie_count, b->relatie_count);
	cr_assert_eq(m->gewicht_versie, plain->gewicht_versie);
	cr_assert_arr_eq(
		&m->config.gewichten, &plain->config.gewichten, sizeof(m->config.gewichten));
}

static void compare_one(struct task *t, unsigned n)
{
	struct motor *m = ARENA_NEW(task_arena(t), struct motor);
	const struct uuid id = id_of(3, n);
	const struct kandidaat_aanvraag_in in = { .ids = { &id, 1 },
		.vanaf = date_in_netherlands(clock_now_us()) };
	cr_assert_eq(motor_load_aanvraag(t, db_reader(w.db), &w.taxonomie, &in, m), ERR_OK);
	cr_assert_eq(voorraad_wacht(t, w.voorraad, m->aanvraag.nieuws, PATIENCE), ERR_OK);
	compare_question(t, &in, m);
	load_open(t, m);
	struct score_rang *plain = ARENA_ARRAY(task_arena(t), 2 * OFFERS, struct score_rang);
	struct score_rang *ours = ARENA_ARRAY(task_arena(t), 2 * OFFERS, struct score_rang);
	size_t plain_count = 0;
	size_t count = 0;
	score_rangschik(
		&m->config, &m->vraag, m->aanbod, m->count, 2 * OFFERS, plain, &plain_count);
	cr_assert_eq(
		voorraad_rangschik(w.voorraad, task_arena(t), m, NULL, 2 * OFFERS, ours, &count),
		ERR_OK);
	cr_assert_eq(
		count, plain_count, "request %u: %zu candidates, not %zu", n, count, plain_count);
	for (size_t i = 0; i < count; i++)
		cr_assert(uuid_eq(ours[i].id, plain[i].id) && ours[i].score == plain[i].score,
			"request %u, line %zu", n, i);
	struct shown shown = { m, plain, 0 };
	cr_assert_eq(voorraad_leg_uit(w.voorraad, task_arena(t), SCORE_TAAL_EN, m, ours, count,
			     compare_explained, &shown),
		ERR_OK);
	cr_assert_eq(shown.count, count);
	cr_assert_eq(voorraad_stats(w.voorraad).stand.aanbod, m->count);
}

/* Why nobody is what the plain list says over what the database holds of this soort, with the same
 * examples and advice. */
static void compare_blocks(struct task *t, unsigned n, unsigned *ret_blocked)
{
	struct motor *m = ARENA_NEW(task_arena(t), struct motor);
	const struct uuid id = id_of(3, n);
	const struct kandidaat_aanvraag_in in = { .ids = { &id, 1 },
		.vanaf = date_in_netherlands(clock_now_us()) };
	cr_assert_eq(voorraad_load_vraag(t, w.voorraad, db_reader(w.db), &in, PATIENCE, m), ERR_OK);
	m->vraag.vog_vereist = n % 2 == 0;
	m->vraag.groepsgrootte = n % 4 == 1 ? 40 : 20;
	m->vraag.talen = TAAL_BIT(TAAL_EN);
	struct score_aanvraag *ruim = ARENA_NEW(task_arena(t), struct score_aanvraag);
	struct score_knelpunten ours;
	cr_assert_eq(voorraad_ruim(t, w.voorraad, m, 60, ruim), ERR_OK);
	cr_assert_eq(voorraad_knelpunten(t, w.voorraad, m, ruim, &ours), ERR_OK);
	load_open(t, m);
	size_t count = 0;
	for (size_t i = 0; i < m->count; i++)
		if (m->aanbod[i].soort == m->vraag.soort)
			m->aanbod[count++] = m->aanbod[i];
	struct score_knelpunten plain;
	score_knelpunten(task_arena(t), &m->config, &m->vraag, ruim, m->aanbod, count, &plain);
	cr_assert_eq(ours.bekeken, plain.bekeken);
	cr_assert_eq(ours.mogelijk, plain.mogelijk);
	cr_assert_eq(ours.kleinste, plain.kleinste);
	cr_assert_eq(
		ours.count, plain.count, "request %u: %zu, not %zu", n, ours.count, plain.count);
	for (size_t i = 0; i < ours.count; i++) {
		const struct score_blokkade *b = &plain.blokkaden[i];
		cr_assert(ours.blokkaden[i].regels == b->regels &&
			  ours.blokkaden[i].aantal == b->aantal);
		cr_assert(uuid_eq(ours.blokkaden[i].voorbeeld, b->voorbeeld), "request %u, %zu", n,
			i);
		size_t at = 0;
		while (!uuid_eq(m->aanbod[at].id, b->voorbeeld))
			at++;
		struct score_raad raad[SCORE_REGEL_COUNT];
		struct voorraad_raad *shown = ARENA_NEW(task_arena(t), struct voorraad_raad);
		cr_assert_eq(voorraad_raad(w.voorraad, task_arena(t), SCORE_TAAL_NL, m, ruim,
				     &ours.blokkaden[i], shown),
			ERR_OK);
		const unsigned told = score_raad_geven(task_arena(t), SCORE_TAAL_NL, &m->config,
			&m->vraag, ruim, &m->aanbod[at], b, raad);
		cr_assert_eq(shown->count, told);
		for (unsigned k = 0; k < told; k++)
			cr_assert_str_eq(shown->raad[k].zin.ptr, raad[k].zin.ptr);
	}
	*ret_blocked += ours.count > 0;
}

static enum err compare_all_blocks(struct task *t, void *arg)
{
	for (unsigned n = 1; n <= REQUESTS; n++)
		compare_blocks(t, n, arg);
	return ERR_OK;
}

static enum err compare(struct task *t, void *arg)
{
	size_t *ret_candidates = arg;
	for (unsigned n = 1; n <= REQUESTS; n++)
		compare_one(t, n);
	if (ret_candidates != NULL)
		*ret_candidates = voorraad_stats(w.voorraad).stand.aanbod;
	return ERR_OK;
}

static void same_as_the_database(void)
{
	cr_assert_eq(loop_run_task(w.loop, compare, NULL, NULL), ERR_OK);
}

/* ---- chance ---- */

static unsigned below(unsigned n)
{
	w.chance ^= w.chance << 13;
	w.chance ^= w.chance >> 7;
	w.chance ^= w.chance << 17;
	return (unsigned)(w.chance >> 11) % n;
}

/* $1 an offer, $2 a person, $3 a company, $4 a circle, $5 a number below 60, $6 a request. A match
 * comes most often. */
static const char *const changes[] = {
	"update aanbod set status = case status when 'actief' then 'gepauzeerd' else 'actief' end "
	"where id = tid(7, $1)",
	"update aanbod set dagdelen = 1 + $5 * 500, plaatsen = 1 + $5 % 3, leeftijd_min = 4 + $5 % "
	"9 where id = tid(7, $1)",
	"insert into aanbod (id, bedrijf_id, soort, titel, themas, niveaus, talen, online, "
	"groep_min, groep_max, plaatsen, dagdelen, van_datum, uitzonderingen, status, versie, "
	"gemaakt_op, gewijzigd_op) values (tid(7, 120 + $1), tid(5, $3), 'gastles', 'n', '{}', "
	"255, '{nl}', true, 1, 30, 2, 32767, '2026-01-01', '{}', 'actief', 1, now(), now())",
	"update vrijwilliger set gepauzeerd_tot_datum = case when $5 > 30 then current_date + $5 "
	"end where id = tid(6, $2)",
	"update vrijwilliger set vog_gezien_datum = current_date - 9, vog_geldig_tot_datum = "
	"current_date + $5 where id = tid(6, $2)",
	"update vrijwilliger set bedrijf_id = case when $5 > 20 then tid(5, $3) end, kring_id = "
	"case when $5 < 30 then tid(4, $4) end where id = tid(6, $2)",
	"insert into sluiting (id, school_id, van_datum, tot_datum, reden, versie, gemaakt_op, "
	"gewijzigd_op) values (gen_random_uuid(), tid(1, $4), current_date + $5, current_date + $5 "
	"+ $1 % 9, 'studiedag', 1, now(), now())",
	"insert into sluiting (id, bedrijf_id, vrijwilliger_id, van_datum, tot_datum, reden, "
	"versie, gemaakt_op, gewijzigd_op) values (gen_random_uuid(), case when $5 % 2 = 0 then "
	"tid(5, $3) end, case when $5 % 2 = 1 then tid(6, $2) end, current_date + $5 - 3, "
	"current_date + $5 + $1 % 20, 'anders', 1, now(), now())",
	"update sluiting set ingetrokken_op = case when $5 > 20 then now() end, tot_datum = "
	"van_datum + $5, versie = versie + 1 where houder in (tid(1, $4), tid(5, $3), tid(6, $2))",
	"insert into vakantie (bron_id, soort, naam, regios, van_datum, tot_datum) select "
	"gen_random_uuid(), case when $5 % 2 = 0 then 'feestdag' else 'schoolvakantie' end, 'v', "
	"case when $5 % 3 > 0 then '{noord}' else '{}' end::text[], current_date + $5, "
	"current_date + $5 + 2",
	"update vakantie set gesloten_op = current_date where (tot_datum - date '2026-01-01') % 2 "
	"= $5 % 2",
	"update school set vakantieregio = case when $5 > 30 then 'noord' else 'zuid' end where id "
	"= tid(1, $4)",
	"update school set gemeente_code = case when $5 > 40 then '9902' when $5 > 5 then '9901' "
	"end, rd_x = 150000 + 100 * $5 where id = tid(1, $4)",
	"update kring set gemeenten = case when $5 > 40 then '{9901,9902}' when $5 > 20 then "
	"'{9902}' when $5 > 10 then '{9901}' else '{}' end::text[] where id = tid(4, $4)",
	"update gemeente set naam = 'G' || $5, vakantieregio = case when $5 % 2 = 0 then 'midden' "
	"else 'zuid' end where code = case when $4 = 1 then '9902' else '9901' end",
	"update norm set aantal = 1 + $5 % 9, gewijzigd_op = '2000-08-01Z' where niveau = 64 and "
	"eenheid = 'dagdeel'",
	"update aanvraag set dagdelen = 1 + $5 * 500, themas = case when $5 > 30 then '{lassen}' "
	"else '{robotica,lassen}' end::text[], voorkeur = 'nieuw', wens_talen = '{en,nl}', versie "
	"= "
	"versie + 1 where id = tid(3, $6)",
	"update aanvraag set status = case when status = 'open' and $5 > 30 then 'concept' else "
	"'open' end, versie = versie + 1 where id = tid(3, $6) and status in ('open', 'concept')",
	"update koppeling set status = case status when 'voorgesteld' then 'goedgekeurd' else "
	"'bevestigd' end, school_bevestigd_op = case status when 'goedgekeurd' then now() end, "
	"gewijzigd_rol = case status when 'voorgesteld' then 'medewerker' else 'school' end, "
	"versie "
	"= versie + 1 where id = (select id from koppeling where status in ('voorgesteld', "
	"'goedgekeurd') order by id desc limit 1)",
	"update bedrijf set naam = 'B' || $5, max_per_schooljaar = null where id = tid(5, $3)",
	"update aanbod set titel = 't' || $5, leeftijd_min = null where id = tid(7, $1)",
	"update vrijwilliger set max_per_week = 1 + $5 % 3, max_per_schooljaar = 1 + $5 % 7 where "
	"id = tid(6, $2)",
	"update bedrijf set gesloten_op = case when gesloten_op is null and $5 > 40 then "
	"current_date end where id = tid(5, $3)",
	"update bedrijf set rd_x = 140000 + $5 * 500, kring_id = tid(4, $4), max_per_week = 1 + $5 "
	"% 4, max_per_schooljaar = 5 + $5 % 9 where id = tid(5, $3)",
	"update kring set max_per_week = case when $5 > 20 then 2 + $5 % 5 end, max_per_schooljaar "
	"= case when $5 > 40 then $5 end where id = tid(4, $4)",
	"insert into veto (id, school_id, vrijwilliger_id, kant, reden, van_datum, versie, "
	"gemaakt_op, gewijzigd_op) values (gen_random_uuid(), tid(1, $4), tid(6, $2), 'school', "
	"'anders', current_date, 1, now(), now())",
	"insert into erkenning (id, bedrijf_id, crebo, geldig_tot_datum, versie, gemaakt_op, "
	"gewijzigd_op) values (gen_random_uuid(), tid(5, $3), 25000 + $5, current_date + $5, 1, "
	"now(), now())",
	/* So many that its offers do not fit the columns. */
	"insert into erkenning (id, bedrijf_id, crebo, geldig_tot_datum, versie, gemaakt_op, "
	"gewijzigd_op) select gen_random_uuid(), tid(5, $3), 23000 + n, current_date + 30, 1, "
	"now(), now() from generate_series(1, 40) n",
	"update koppeling set status = 'afgewezen', reden = 'anders', versie = versie + 1 where id "
	"= (select id from koppeling where status = 'voorgesteld' order by id limit 1)",
};
static const char *const match =
	"insert into koppeling (id, aanvraag_id, aanbod_id, school_id, klas_id, bedrijf_id, "
	"vrijwilliger_id, datum, dagdeel, status, score, factoren, alternatieven, gewicht_versie, "
	"versie, gemaakt_op, gewijzigd_op, gewijzigd_rol) select gen_random_uuid(), a.id, o.id, "
	"a.school_id, a.klas_id, coalesce(o.bedrijf_id, v.bedrijf_id), o.vrijwilliger_id, "
	"current_date + 4 + $5 % 50, 'ochtend', 'voorgesteld', 1, '[]', '[]', 1, 1, now(), now(), "
	"'school' from aanvraag a, aanbod o left join vrijwilliger v on v.id = o.vrijwilliger_id "
	"where a.id = tid(3, $6) and o.id = tid(7, $1)";

/* One change, or none when a rule of the schema refuses it. */
static bool change(PGconn *pg)
{
	static const Oid types[6] = { 23, 23, 23, 23, 23, 23 };
	const unsigned most[6] = { OFFERS, PEOPLE, COMPANIES, CIRCLES, 60, REQUESTS };
	char texts[6][12];
	const char *values[6];
	for (int i = 0; i < 6; i++) {
		snprintf(texts[i], sizeof(texts[i]), "%u", 1 + below(most[i]));
		values[i] = texts[i];
	}
	const size_t count = sizeof(changes) / sizeof(changes[0]);
	const unsigned kind = below(2 * (unsigned)count);
	PGresult *res = PQexecParams(
		pg, kind < count ? changes[kind] : match, 6, types, values, NULL, NULL, 0);
	const bool done = PQresultStatus(res) == PGRES_COMMAND_OK;
	PQclear(res);
	return done;
}

static void changes_of(uint64_t seed)
{
	w.chance = UINT64_C(0x9e3779b97f4a7c15) * (seed + 1);
	begin_supply();
	same_as_the_database();
	unsigned done = 0;
	unsigned blocked = 0;
	for (int round = 0; round < 8; round++) {
		for (unsigned i = 1 + below(16); i > 0; i--)
			done += change(w.pg);
		same_as_the_database();
		cr_assert_eq(loop_run_task(w.loop, compare_all_blocks, &blocked, NULL), ERR_OK);
	}
	cr_assert_gt(blocked, 20, "only %u requests were blocked", blocked);
	cr_assert_gt(done, 20, "only %u changes were taken", done);
	cr_assert_gt(voorraad_stats(w.voorraad).vragen_hier, 30, "few came from memory");
	cr_assert_eq(voorraad_stats(w.voorraad).geladen, 1, "it was followed, not loaded again");
}

Test(voorraad, is_what_the_database_has_after_any_changes)
{
	changes_of(1);
}

Test(voorraad, is_what_the_database_has_after_other_changes)
{
	changes_of(20261128);
}

Test(voorraad, weighs_as_the_version_in_force)
{
	begin_supply();
	same_as_the_database();
	sql_on(w.pg,
		"begin; update gewicht_versie set status = 'vervallen' where soort = 'gastles' "
		"and status = 'actief'; update gewicht_versie set status = 'actief' where "
		"soort = 'gastles' and versie = 1; commit");
	same_as_the_database();
	cr_assert_eq(voorraad_stats(w.voorraad).geladen, 1, "it was followed, not loaded again");
}

Test(voorraad, misses_no_transaction_that_commits_late)
{
	begin_supply();
	same_as_the_database();
	sql_on(w.late, "begin; update aanbod set status = 'gepauzeerd' where id = tid(7, 2)");
	sql_on(w.pg, "update aanbod set status = 'gepauzeerd' where id = tid(7, 4)");
	same_as_the_database(); /* though the first holds back the second */
	sql_on(w.pg, "update aanbod set dagdelen = 7 where id = tid(7, 7)");
	same_as_the_database();
	sql_on(w.late, "commit");
	sql_on(w.pg, "update aanbod set dagdelen = 5 where id = tid(7, 8)");
	same_as_the_database();
	cr_assert_eq(voorraad_stats(w.voorraad).stand.aanbod, OFFERS - 2);
}

/* An import of minutes holds back whatever others write meanwhile, however much that is. */
Test(voorraad, knows_all_that_a_long_transaction_holds_back)
{
	begin_supply();
	same_as_the_database();
	sql_on(w.late, "begin; update aanbod set status = 'gepauzeerd' where id = tid(7, 2)");
	sql_on(w.pg, "insert into gebeurtenis (op, soort, onderwerp, versie) select now(), "
		     "'school.gewijzigd', "
		     "tid(1, 1), n from generate_series(1, 2 * 1000 + 1) n"); /* QUEUE_MAX_BATCH */
	sql_on(w.pg, "update aanbod set status = 'gepauzeerd' where id = tid(7, 4)");
	same_as_the_database();
	sql_on(w.pg, "update aanbod set status = 'gepauzeerd' where id = tid(7, 7)");
	same_as_the_database();
	sql_on(w.late, "commit");
	same_as_the_database();
	cr_assert_eq(voorraad_stats(w.voorraad).stand.aanbod, OFFERS - 3);
}

Test(voorraad, is_right_again_after_its_connections_were_cut)
{
	begin_supply();
	same_as_the_database();
	const char *cut = "select pg_terminate_backend(pid) from pg_stat_activity where datname = "
			  "current_database() and pid <> pg_backend_pid()";
	PQfinish(w.late);
	sql_on(w.pg, cut);
	sql_on(w.pg, "update aanbod set status = 'gesloten' where id = tid(7, 3)");
	w.late = join();
	same_as_the_database();
	cr_assert_eq(voorraad_stats(w.voorraad).stand.aanbod, OFFERS - 1);
}

static enum err wait_for_loads(struct task *t, void *arg)
{
	const uint64_t *loads = arg;
	while (voorraad_stats(w.voorraad).geladen < *loads)
		TRY(task_sleep(t, 10));
	return ERR_OK;
}

Test(voorraad, is_made_anew_when_the_taxonomy_changed)
{
	begin_supply();
	same_as_the_database();
	sql_on(w.pg, "insert into thema (id, code, ouder, naam_nl, naam_en, volgorde, versie, "
		     "gemaakt_op, gewijzigd_op) select gen_random_uuid(), 'a-eerste', ouder, "
		     "'Eerste', 'First', 1, 1, "
		     "now(), now() from thema where code = 'robotica'");
	same_as_the_database(); /* its topics have other indexes now */
	uint64_t loads = 2;
	cr_assert_eq(loop_run_task(w.loop, wait_for_loads, &loads, NULL), ERR_OK);
	same_as_the_database();
}

/* The first load has to end, whole. */
static enum err measure(struct task *t, void *arg)
{
	size_t *ret_bytes = arg;
	TRY(voorraad_wacht(t, w.voorraad, STR_NULL, PATIENCE));
	*ret_bytes = voorraad_stats(w.voorraad).stand.bytes;
	return ERR_OK;
}

Test(voorraad, is_made_anew_once_a_night_and_right_on_the_next_day)
{
	begin_supply();
	same_as_the_database();
	later_us = DAY_US;
	sql_on(w.pg, "update vrijwilliger set gepauzeerd_tot_datum = current_date + 5, "
		     "vog_gezien_datum = current_date, vog_geldig_tot_datum = current_date");
	uint64_t loads = 2;
	cr_assert_eq(loop_run_task(w.loop, wait_for_loads, &loads, NULL), ERR_OK);
	same_as_the_database();
	sql_on(w.pg, "update aanbod set dagdelen = 7 where id = tid(7, 7)");
	same_as_the_database();
	cr_assert_eq(voorraad_stats(w.voorraad).geladen, 2, "it was followed from there");
}

static enum err compare_lessons(struct task *t, void *arg)
{
	(void)arg;
	for (unsigned n = 1; n < 4; n++)
		compare_one(t, n);
	return ERR_OK;
}

Test(voorraad, answers_for_the_others_when_it_cannot_read_the_weights_of_a_type)
{
	/* As a newer program beside this one may have put them in force. */
	sql_on(w.pg,
		"alter table gewicht_factor disable trigger user; update gewicht_factor set factor "
		"= "
		"'later' where soort = 'workshop' and factor = 'thema'; alter table gewicht_factor "
		"enable trigger user");
	begin_supply();
	cr_assert_eq(loop_run_task(w.loop, compare_lessons, NULL, NULL), ERR_OK);
}

static enum err wait_until_refused(struct task *t, void *arg)
{
	(void)arg;
	while (!w.too_large)
		TRY(task_sleep(t, 5));
	return ERR_OK;
}

Test(voorraad, says_that_it_does_not_fit)
{
	w.max_aanbod = OFFERS - 1;
	begin_supply();
	cr_assert_eq(loop_run_task(w.loop, wait_until_refused, NULL, NULL), ERR_OK);
	cr_assert_not(voorraad_is_ready(w.voorraad));
}

Test(voorraad, counts_the_texts_for_the_memory_that_it_may_take)
{
	sql_on(w.pg, "update aanbod set titel = repeat('\xf0\x9f\xa4\x96', 200)");
	size_t bytes = 0;
	begin_supply();
	cr_assert_eq(loop_run_task(w.loop, measure, &bytes, NULL), ERR_OK);
	cr_assert_gt(bytes, OFFERS * 800);
	cr_assert_eq(loop_run_task(w.loop, end_supply, NULL, NULL), ERR_OK);
	w.max_bytes = bytes - OFFERS * 800 / 2; /* enough for all but the texts */
	begin_supply();
	cr_assert_eq(loop_run_task(w.loop, wait_until_refused, NULL, NULL), ERR_OK);
}

Test(voorraad, takes_no_more_than_fits_while_it_runs)
{
	w.max_aanbod = OFFERS;
	begin_supply();
	same_as_the_database();
	sql_on(w.pg, "insert into aanbod (id, bedrijf_id, soort, titel, themas, niveaus, talen, "
		     "online, groep_min, groep_max, plaatsen, dagdelen, van_datum, "
		     "uitzonderingen, status, versie, gemaakt_op, gewijzigd_op) values (tid(7, "
		     "999), tid(5, 1), 'gastles', 'n', '{}', 255, '{nl}', true, 1, 30, 2, 32767, "
		     "'2026-01-01', '{}', 'actief', 1, now(), now())");
	same_as_the_database();
	/* An event may come twice: ahead of its turn, too. */
	cr_assert_geq(voorraad_stats(w.voorraad).geweigerd, 1);
	cr_assert_eq(voorraad_stats(w.voorraad).stand.aanbod, OFFERS);
}
