#include "worker/proef.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/log.h"
#include "task/keeper.h"
#include "worker/proef_telling.h"

/* How often is looked for a trial; they are rare, and one who asks waits for minutes anyway. */
#define LOOK_MS 2000
/* How long is waited until the supply knows what the outbox had. */
#define SUPPLY_MS 20000
/* Requests between two signs of life. */
#define BLAD 50
/* Of the outcome: a few hundred bytes for each municipality and each example. */
#define OUTCOME_MAX ((size_t)1 << 20)

#define SECOND_US INT64_C(1000000)

struct proever {
	struct loop *loop;
	struct db *db;
	struct taxonomie_cache *taxonomie;
	struct voorraad *voorraad;
	struct keeper keeper;
	bool found; /* by the last look */
};

/* One trial while it runs. */
struct proef {
	struct proever *proever;
	struct proef_claim_row row;
	struct score_gewichten nu, dan;
	int32_t vandaag;
	struct proef_telling *telling;
	struct uuid na;
	int32_t gedaan;
	bool klaar;
	bool verloren; /* another worker has it */
};

/* Commits when the one statement of a transaction went well; whoever has not the trial any more has
 * lost it to another worker. */
static enum err end_tx(struct task *t, struct db_tx *tx, struct proef *p, bool ours, enum err said)
{
	const enum err e = said == ERR_OK ? db_commit(t, tx) : said;
	db_rollback(tx); /* of a committed one: only gives it back */
	p->verloren = e == ERR_OK && !ours;
	return e;
}

/* ---- one page of requests ---- */

static enum err rank(struct task *t, const struct proef *p, struct motor *m,
	const struct score_gewichten *gewichten, struct proef_lijst *l)
{
	struct voorraad *v = p->proever->voorraad;
	m->config.gewichten = *gewichten;
	TRY(voorraad_rangschik(v, task_arena(t), m, NULL, PROEF_LIJST, l->rangen, &l->count));
	l->afstand_m = -1;
	if (l->count == 0)
		return ERR_OK;
	struct score_uitkomst *u = ARENA_NEW(task_arena(t), struct score_uitkomst);
	TRY(voorraad_beoordeel(v, task_arena(t), m, l->rangen[0].id, u));
	l->afstand_m = u->afstand_m;
	for (int i = 0; i < SCORE_FACTOR_COUNT; i++)
		l->waarde += u->delen[i].waarde;
	return ERR_OK;
}

static enum err try_one(struct task *t, struct proef *p, const struct proef_aanvragen_row *row)
{
	struct motor *m = ARENA_NEW(task_arena(t), struct motor);
	const struct kandidaat_aanvraag_in in = { .ids = { &row->id, 1 }, .vanaf = p->vandaag };
	TRY(motor_load_aanvraag(t, db_reader(p->proever->db), p->proever->taxonomie, &in, m));
	/* Nothing waits between the two: both see the same supply. */
	struct proef_lijst *nu = ARENA_NEW(task_arena(t), struct proef_lijst);
	struct proef_lijst *dan = ARENA_NEW(task_arena(t), struct proef_lijst);
	TRY(rank(t, p, m, &p->nu, nu));
	TRY(rank(t, p, m, &p->dan, dan));
	const struct proef_aanvraag a = { .id = row->id,
		.gemeente_code = row->gemeente_code,
		.gemeente_naam = row->gemeente_naam,
		.has_leerlingen = row->has_leerlingen,
		.leerlingen = row->leerlingen,
		.has_koppeling = row->has_koppeling_id,
		.koppeling_id = row->koppeling_id,
		.aanbod_id = row->aanbod_id };
	proef_tel(p->telling, &a, nu, dan);
	return ERR_OK;
}

static enum err say_how_far(struct task *t, struct proef *p)
{
	struct db_tx *tx;
	TRY(db_begin(t, p->proever->db, &tx));
	const struct proef_progress_in in = {
		.id = p->row.id, .poging = p->row.poging, .gedaan = p->gedaan, .nu = clock_now_us()
	};
	struct proef_progress_row row;
	bool ours = false;
	const enum err e = proef_progress(t, tx, &in, &ours, &row);
	return end_tx(t, tx, p, ours, e);
}

static enum err try_page(struct task *t, void *arg)
{
	struct proef *p = arg;
	const struct proef_aanvragen_in in = {
		.soort = p->row.soort, .vandaag = p->vandaag, .na_id = p->na, .aantal = BLAD
	};
	struct proef_aanvragen_row *rows = NULL;
	size_t count = 0;
	TRY(proef_aanvragen(t, db_reader(p->proever->db), &in, &rows, &count));
	for (size_t i = 0; i < count && !p->proever->keeper.stopping; i++) {
		if (!rows[i].voorbij)
			TRY(try_one(t, p, &rows[i]));
		p->gedaan++;
		p->na = rows[i].id;
	}
	p->klaar = count < BLAD && !p->proever->keeper.stopping;
	return say_how_far(t, p);
}

/* ---- one trial ---- */

static enum err claim(struct task *t, struct proef *p, bool *ret_found)
{
	const int64_t now_us = clock_now_us();
	const struct proef_claim_in in = { .nu = now_us,
		.vergeten = now_us - PROEF_VERGETEN_S * SECOND_US };
	struct db_tx *tx;
	TRY(db_begin(t, p->proever->db, &tx));
	const enum err e = proef_claim(t, tx, &in, ret_found, &p->row);
	return end_tx(t, tx, p, true, e);
}

static enum err finish(struct task *t, struct proef *p, const char *status, struct str uitkomst)
{
	struct db_tx *tx;
	TRY(db_begin(t, p->proever->db, &tx));
	const struct proef_finish_in in = { .id = p->row.id,
		.poging = p->row.poging,
		.status = str_from(status),
		.uitkomst = uitkomst,
		.nu = clock_now_us() };
	struct proef_finish_row row;
	bool ours = false;
	const enum err said = proef_finish(t, tx, &in, &ours, &row);
	const enum err e = end_tx(t, tx, p, ours, said);
	LOG(LOG_INFO, "proef.beeindigd", LOG_STR("status", str_from(status)),
		LOG_INT("aanvragen", p->gedaan), LOG_INT("poging", p->row.poging));
	return e;
}

/* The supply knows all that the outbox had; so many requests are open. */
static enum err begin(struct task *t, struct proef *p)
{
	bool found = false;
	struct gebeurtenis_news_row news = { 0 };
	TRY(gebeurtenis_news(t, db_reader(p->proever->db), &found, &news));
	const struct str stand = found ? news.nieuws : STR("0.0");
	TRY(voorraad_wacht(t, p->proever->voorraad, stand, SUPPLY_MS));
	p->vandaag = date_in_netherlands(clock_now_us());
	struct db_tx *tx;
	TRY(db_begin(t, p->proever->db, &tx));
	const struct proef_begin_in in = {
		.id = p->row.id, .poging = p->row.poging, .soort = p->row.soort, .stand = stand
	};
	struct proef_begin_row row = { 0 };
	bool ours = false;
	const enum err said = proef_begin(t, tx, &in, &ours, &row);
	const enum err e = end_tx(t, tx, p, ours, said);
	p->telling = proef_telling_create(task_arena(t), (size_t)row.aanvragen);
	return e;
}

static enum err keep_outcome(struct task *t, struct proef *p)
{
	struct buf text;
	buf_init(&text, OUTCOME_MAX);
	struct jsn_out o;
	jsn_out_init(&o, &text);
	proef_telling_write(p->telling, &o);
	const enum err e = text.overflow ? finish(t, p, "mislukt", STR_NULL)
					 : finish(t, p, "klaar", buf_str(&text));
	buf_fini(&text);
	return e;
}

static enum err look(struct task *t, void *arg)
{
	struct proef *p = ARENA_NEW(task_arena(t), struct proef);
	p->proever = arg;
	TRY(claim(t, p, &p->proever->found));
	if (!p->proever->found)
		return ERR_OK;
	if (p->row.poging > PROEF_POGINGEN ||
		motor_lees_gewichten(p->row.tegen_factoren, p->row.tegen_gewichten, &p->nu) !=
			ERR_OK ||
		motor_lees_gewichten(p->row.factoren, p->row.gewichten, &p->dan) != ERR_OK)
		return finish(t, p, "mislukt", STR_NULL);
	TRY(begin(t, p));
	while (!p->klaar && !p->verloren && !p->proever->keeper.stopping)
		TRY(task_run(t, try_page, p, NULL));
	return p->klaar && !p->verloren ? keep_outcome(t, p) : ERR_OK;
}

/* ---- life ---- */

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		LOG(LOG_WARN, "proef.onderbroken",
			LOG_STR("code", str_from(f != NULL ? f->code : err_name(e))));
}

static void keep(struct task *t, void *arg)
{
	struct proever *p = arg;
	while (!p->keeper.stopping) {
		p->found = false;
		if (voorraad_is_ready(p->voorraad) && task_run(t, look, p, report) == ERR_OK &&
			p->found)
			continue;
		if (!p->keeper.stopping) {
			const enum err e = task_wait(t, LOOK_MS);
			(void)e; /* woken or not: it looks again */
		}
	}
}

enum err proever_create(struct loop *l, struct db *d, struct taxonomie_cache *taxonomie,
	struct voorraad *voorraad, struct proever **ret_proever)
{
	struct proever *p = calloc(1, sizeof(*p));
	if (p == NULL)
		err_fatal("out of memory");
	*p = (struct proever){ .loop = l, .db = d, .taxonomie = taxonomie, .voorraad = voorraad };
	const enum err e = keeper_begin(l, &p->keeper, keep, p);
	if (e != ERR_OK) {
		free(p);
		return e;
	}
	*ret_proever = p;
	return ERR_OK;
}

void proever_destroy(struct task *t, struct proever *p)
{
	if (p == NULL)
		return;
	keeper_end(t, &p->keeper);
	free(p);
}
