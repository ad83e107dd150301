#include "motor/voorraad_intern.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/date.h"
#include "base/log.h"

/* How often is looked whether a new copy is needed. */
#define TICK_MS 5000
/* Pauses after a load that failed: each doubles up to its second. */
#define FAILED_MIN_MS 50
#define FAILED_MAX_MS 5000
/* It is put in order again when so many rows, and one in so many, stand at the end or are dead. */
#define LOOSE_MIN  512
#define LOOSE_PART 16
/* A new copy is made between three and four at night, not by all processes at once. */
#define NIGHT_US  (3 * INT64_C(3600000000))
#define MINUTE_US INT64_C(60000000)

static void wake_waiting(void *arg)
{
	const struct voorraad *v = arg;
	for (const struct wachter *w = v->wachters; w != NULL; w = w->next)
		task_wake(w->task);
}

void voorraad_wait_for_change(struct task *t, struct voorraad *v, int64_t ms)
{
	struct wachter w = { .task = t, .next = v->wachters };
	/* cppcheck-suppress autoVariables; w is out of the list again before this returns */
	v->wachters = &w;
	const enum err e = task_wait(t, ms);
	(void)e; /* the caller looks which */
	struct wachter **p = &v->wachters;
	while (*p != &w)
		p = &(*p)->next;
	*p = w.next;
}

/* ---- places ---- */

static enum err read_news(struct task *t, struct voorraad *v, struct queue_place *ret_place)
{
	bool found = false;
	struct gebeurtenis_news_row row;
	TRY(gebeurtenis_news(t, db_reader(v->db), &found, &row));
	*ret_place = (struct queue_place){ 0, 0 };
	return found ? queue_place_read(row.nieuws, ret_place) : ERR_OK;
}

/* ---- making a copy ---- */

static enum err make_empty(struct task *t, struct voorraad *v)
{
	struct stand *s = calloc(1, sizeof(*s));
	if (s == NULL)
		err_fatal("out of memory");
	v->nieuw = s;
	s->db = v->db;
	s->stopping = &v->keeper.stopping;
	s->changed = wake_waiting;
	s->arg = v;
	const struct taxonomie *taxonomie = NULL;
	TRY(taxonomie_get(t, db_reader(v->db), v->config.taxonomie, &taxonomie));
	taxonomie_hold(taxonomie);
	s->taxonomie = taxonomie;
	const struct score_snapshot_opties opties = { .boom = &taxonomie->boom,
		.schooljaar = date_school_year(date_in_netherlands(clock_now_us())),
		.max_aanbod = v->config.max_aanbod,
		.max_bytes = v->config.max_bytes,
		.kern = SCORE_KERN_BESTE };
	s->max_bytes = opties.max_bytes;
	s->snapshot = score_snapshot_create(&opties);
	return ERR_OK;
}

/* Until the new copy knows all that was there when it had been read. */
static enum err catch_up(struct task *t, struct voorraad *v)
{
	struct queue_place place;
	TRY(read_news(t, v, &place));
	const int64_t asked_us = clock_mono_us();
	while (!stand_is_fresh(v->nieuw, place, asked_us)) {
		if (v->keeper.stopping)
			return ERR_UNAVAILABLE;
		if (queue_stats(v->nieuw->follower).held_back && !v->nieuw->bezig)
			TRY(stand_look_ahead(t, v->nieuw));
		else
			voorraad_wait_for_change(t, v, VOORRAAD_LOOK_MS);
	}
	return ERR_OK;
}

static enum err load(struct task *t, void *arg)
{
	struct voorraad *v = arg;
	TRY(make_empty(t, v));
	struct queue_follow follow = {
		.batch = QUEUE_MAX_BATCH, .take = stand_take, .arg = v->nieuw
	};
	TRY(stand_load(t, v->nieuw, &follow.from));
	TRY(queue_follow(v->loop, v->db, v->wake, &follow, &v->nieuw->follower));
	return catch_up(t, v);
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		LOG(LOG_WARN, "voorraad.mislukt",
			LOG_STR("code", str_from(f != NULL ? f->code : err_name(e))));
}

static enum err make_new(struct task *t, struct voorraad *v)
{
	const int64_t begin_us = clock_mono_us();
	const enum err e = task_run(t, load, v, report);
	struct stand *old = v->nieuw;
	if (e == ERR_OK) {
		old = v->stand;
		v->stand = v->nieuw;
		v->stats.geladen++;
		v->stats.laden_us = clock_mono_us() - begin_us;
		LOG(LOG_INFO, "voorraad.geladen",
			LOG_INT("aanbod", (int64_t)score_snapshot_stand(v->stand->snapshot).aanbod),
			LOG_INT("us", v->stats.laden_us));
	} else {
		v->stats.mislukt++;
	}
	v->nieuw = NULL;
	wake_waiting(v);
	stand_destroy(t, old);
	if (e == ERR_TOO_LARGE && v->stand == NULL && v->config.te_groot != NULL)
		v->config.te_groot(v->config.arg);
	return e;
}

/* ---- keeping it ---- */

static int32_t night_of(int64_t now_us)
{
	return date_in_netherlands(now_us - NIGHT_US - getpid() % 60 * MINUTE_US);
}

struct look {
	struct voorraad *v;
	bool stale;
};

static enum err look_whether_stale(struct task *t, void *arg)
{
	struct look *l = arg;
	const struct stand *s = l->v->stand;
	struct taxonomie_versie_row row;
	TRY(taxonomie_versie(t, db_reader(l->v->db), &row));
	const struct queue_place place = queue_stats(s->follower).place;
	struct queue_place news;
	TRY(read_news(t, l->v, &news));
	/* The horizon at which it began may lie behind the last event, but never so a place that an
	 * event was taken at. */
	l->stale = row.versie != s->taxonomie->versie ||
		   night_of(clock_now_us()) != night_of(s->begonnen_us) ||
		   (place.id > 0 && queue_place_before(news, place));
	return ERR_OK;
}

static bool needs_order(const struct voorraad *v)
{
	const struct score_snapshot_stand n = score_snapshot_stand(v->stand->snapshot);
	return n.bezig || n.vers + n.vervallen > LOOSE_MIN + n.aanbod / LOOSE_PART;
}

static void put_in_order(struct task *t, struct voorraad *v)
{
	if (!needs_order(v))
		return;
	while (!score_snapshot_orden(v->stand->snapshot, STAND_SLICE)) {
		if (v->keeper.stopping || task_sleep(t, 0) != ERR_OK)
			return;
	}
	v->stats.geordend++;
}

static void rest(struct task *t, struct voorraad *v, int64_t ms)
{
	const int64_t until_us = clock_mono_us() + ms * 1000;
	while (!v->keeper.stopping && clock_mono_us() < until_us &&
		(v->stand == NULL || !needs_order(v)))
		voorraad_wait_for_change(t, v, (until_us - clock_mono_us() + 999) / 1000);
}

static void keep(struct task *t, void *arg)
{
	struct voorraad *v = arg;
	int64_t pause_ms = 0;
	bool stale = true;
	while (!v->keeper.stopping) {
		if (stale && make_new(t, v) != ERR_OK) {
			pause_ms = pause_ms == 0 ? FAILED_MIN_MS : pause_ms * 2;
			pause_ms = pause_ms < FAILED_MAX_MS ? pause_ms : FAILED_MAX_MS;
			rest(t, v, pause_ms);
			continue;
		}
		pause_ms = 0;
		put_in_order(t, v);
		rest(t, v, TICK_MS);
		struct look l = { .v = v };
		if (!v->keeper.stopping && task_run(t, look_whether_stale, &l, NULL) != ERR_OK)
			l.stale = false; /* looked at again at the next tick */
		stale = l.stale;
	}
}

/* ---- life ---- */

enum err voorraad_create(struct loop *l, struct db *d, struct db_wake *w,
	const struct voorraad_config *config, struct voorraad **ret_voorraad)
{
	struct voorraad *v = calloc(1, sizeof(*v));
	if (v == NULL)
		err_fatal("out of memory");
	v->loop = l;
	v->db = d;
	v->wake = w;
	v->config = *config;
	const enum err e = keeper_begin(l, &v->keeper, keep, v);
	if (e != ERR_OK) {
		free(v);
		return e;
	}
	*ret_voorraad = v;
	return ERR_OK;
}

void voorraad_destroy(struct task *t, struct voorraad *v)
{
	if (v == NULL)
		return;
	keeper_end(t, &v->keeper);
	stand_destroy(t, v->stand);
	free(v);
}

bool voorraad_is_ready(const struct voorraad *v)
{
	return v != NULL && v->stand != NULL;
}

struct voorraad_stats voorraad_stats(const struct voorraad *v)
{
	struct voorraad_stats stats = { 0 };
	if (v == NULL)
		return stats;
	stats = v->stats;
	if (v->stand != NULL) {
		stats.stand = score_snapshot_stand(v->stand->snapshot);
		stats.stand.bytes += v->stand->kaarten.bytes + v->stand->open.bytes;
		stats.open = v->stand->open.count;
		stats.lag_us = queue_stats(v->stand->follower).lag_us;
		stats.geweigerd = v->stand->geweigerd;
	}
	return stats;
}
