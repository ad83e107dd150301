#include "motor/voorraad.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/date.h"
#include "base/log.h"
#include "motor/voorraad_stand.h"

/* How often is looked whether a new copy is needed. */
#define TICK_MS 5000
/* Pauses after a load that failed: each doubles up to its second. */
#define FAILED_MIN_MS 50
#define FAILED_MAX_MS 5000
/* Whoever waits looks again after so long, also when nobody woke it. */
#define LOOK_MS 250
/* Rows that are judged in one go. */
#define NIEMAND_SLICE 2000
/* It is put in order again when so many rows, and one in so many, stand at the end or are dead. */
#define LOOSE_MIN  512
#define LOOSE_PART 16
/* A new copy is made between three and four at night, not by all processes at once. */
#define NIGHT_US  (3 * INT64_C(3600000000))
#define MINUTE_US INT64_C(60000000)

/* A task that waits until something changed. */
struct wachter {
	struct task *task;
	struct wachter *next;
};

struct voorraad {
	struct loop *loop;
	struct db *db;
	struct db_wake *wake;
	struct voorraad_config config;
	struct stand *stand; /* answers; NULL = not yet */
	struct stand *nieuw; /* is being made */
	struct wachter *wachters;
	struct task *task;  /* the keeper; NULL = over */
	struct task *ender; /* waits for that */
	bool stopping;
	struct voorraad_stats stats;
};

static void wake_waiting(void *arg)
{
	const struct voorraad *v = arg;
	for (const struct wachter *w = v->wachters; w != NULL; w = w->next)
		task_wake(w->task);
}

/* Until something changed, or the time is over. */
static void wait_for_change(struct task *t, struct voorraad *v, int64_t ms)
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
	s->stopping = &v->stopping;
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
		if (v->stopping)
			return ERR_UNAVAILABLE;
		if (queue_stats(v->nieuw->follower).held_back && !v->nieuw->bezig)
			TRY(stand_look_ahead(t, v->nieuw));
		else
			wait_for_change(t, v, LOOK_MS);
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
		if (v->stopping || task_sleep(t, 0) != ERR_OK)
			return;
	}
	v->stats.geordend++;
}

static void rest(struct task *t, struct voorraad *v, int64_t ms)
{
	const int64_t until_us = clock_mono_us() + ms * 1000;
	while (!v->stopping && clock_mono_us() < until_us && (v->stand == NULL || !needs_order(v)))
		wait_for_change(t, v, (until_us - clock_mono_us() + 999) / 1000);
}

static void keep(struct task *t, void *arg)
{
	struct voorraad *v = arg;
	v->task = t;
	int64_t pause_ms = 0;
	bool stale = true;
	while (!v->stopping) {
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
		if (!v->stopping && task_run(t, look_whether_stale, &l, NULL) != ERR_OK)
			l.stale = false; /* looked at again at the next tick */
		stale = l.stale;
	}
	v->task = NULL;
	if (v->ender != NULL)
		task_wake(v->ender);
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
	const enum err e = task_spawn(l, keep, v);
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
	v->stopping = true;
	v->ender = t;
	wake_waiting(v);
	if (v->task != NULL)
		task_wake(v->task);
	while (v->task != NULL) {
		const enum err e = task_wait(t, TICK_MS);
		(void)e; /* the condition says whether it is over */
	}
	stand_destroy(t, v->stand);
	free(v);
}

bool voorraad_is_ready(const struct voorraad *v)
{
	return v != NULL && v->stand != NULL;
}

/* ---- questions ---- */

static enum err still_loading(struct task *t)
{
	return task_fail(t, ERR_UNAVAILABLE, "voorraad.laadt",
		"Schakel is net gestart en leest het aanbod nog in. Probeer het zo nog eens.");
}

static enum err wait_until_ready(struct task *t, struct voorraad *v, int64_t ms)
{
	const int64_t until_us = task_moment_in(t, ms);
	while (!voorraad_is_ready(v)) {
		const int64_t left_us = until_us - clock_mono_us();
		if (v == NULL || v->stopping || left_us <= 0)
			return still_loading(t);
		wait_for_change(t, v, (left_us + 999) / 1000);
	}
	return ERR_OK;
}

enum err voorraad_wacht(struct task *t, struct voorraad *v, struct str nieuws, int64_t ms)
{
	TRY(wait_until_ready(t, v, ms));
	struct queue_place place;
	if (nieuws.ptr == NULL || queue_place_read(nieuws, &place) != ERR_OK)
		return ERR_OK;
	const int64_t asked_us = clock_mono_us();
	const int64_t until_us = task_moment_in(t, ms / 2);
	while (!v->stopping && !stand_is_fresh(v->stand, place, asked_us)) {
		const int64_t left_ms = (until_us - clock_mono_us() + 999) / 1000;
		if (left_ms <= 0)
			break;
		if (!queue_stats(v->stand->follower).held_back || v->stand->bezig)
			wait_for_change(t, v, left_ms < LOOK_MS ? left_ms : LOOK_MS);
		else if (stand_look_ahead(t, v->stand) != ERR_OK)
			break; /* whoever asks meets the same soon */
	}
	return ERR_OK;
}

static void let_go(void *motor)
{
	const struct motor *m = motor;
	taxonomie_release(m->taxonomie);
}

enum err voorraad_stel(struct task *t, struct voorraad *v, struct motor *m)
{
	if (!voorraad_is_ready(v))
		return still_loading(t);
	const struct stand *s = v->stand;
	taxonomie_hold(s->taxonomie);
	m->taxonomie = s->taxonomie;
	arena_defer(task_arena(t), let_go, m);
	TRY(motor_set_vraag(task_arena(t), m));
	if (!gedeeld_weegt(&s->gedeeld, m->vraag.soort))
		return task_fail(t, ERR_UNAVAILABLE, "gewicht.onleesbaar",
			"Van deze soort kent dit programma de gewichten niet die gelden. Vraag de "
			"beheerder om een nieuwere versie.");
	return gedeeld_stel(&s->gedeeld, task_arena(t), m);
}

/* The question as the snapshot takes it: with the topics of its taxonomy and the circles by number.
 */
struct gesteld {
	struct score_aanvraag aanvraag;
	struct score_config config;
	struct score_snapshot_vraag vraag;
};

static void ask(const struct voorraad *v, struct arena *a, const struct motor *m,
	const struct voorraad_keuze *keuze, struct gesteld *ret)
{
	struct stand *s = v->stand;
	ret->aanvraag = m->vraag;
	ret->config = m->config;
	ret->config.boom = &s->taxonomie->boom;
	if (m->taxonomie != s->taxonomie)
		ret->aanvraag.themas = motor_thema_indexes(
			a, s->taxonomie, m->aanvraag.themas, &ret->aanvraag.thema_count);
	const struct db_uuids ids = m->aanvraag.kringen;
	uint16_t *kringen = ARENA_ARRAY(a, ids.count + 1, uint16_t);
	size_t count = 0;
	for (size_t i = 0; i < ids.count; i++) {
		const uint16_t number = kring_nummer(&s->kringen, ids.items[i], false);
		if (number != 0)
			kringen[count++] = number;
	}
	ret->vraag = (struct score_snapshot_vraag){ .config = &ret->config,
		.aanvraag = &ret->aanvraag,
		.kringen = kringen,
		.kring_count = count };
	if (keuze != NULL) {
		ret->vraag.na = keuze->na;
		ret->vraag.alleen = keuze->alleen;
		ret->vraag.alleen_count = keuze->alleen_count;
	}
}

enum err voorraad_rangschik(struct voorraad *v, struct arena *a, const struct motor *m,
	const struct voorraad_keuze *keuze, size_t k, struct score_rang *ret_rangen,
	size_t *ret_count)
{
	if (!voorraad_is_ready(v))
		return ERR_UNAVAILABLE;
	struct gesteld *g = ARENA_NEW(a, struct gesteld);
	ask(v, a, m, keuze, g);
	score_snapshot_rangschik(v->stand->snapshot, &g->vraag, k, ret_rangen, ret_count);
	return ERR_OK;
}

enum err voorraad_beoordeel(struct voorraad *v, struct arena *a, const struct motor *m,
	struct uuid aanbod_id, struct score_uitkomst *ret_uitkomst)
{
	if (!voorraad_is_ready(v))
		return ERR_UNAVAILABLE;
	struct gesteld *g = ARENA_NEW(a, struct gesteld);
	ask(v, a, m, NULL, g);
	return score_snapshot_beoordeel(v->stand->snapshot, &g->vraag, aanbod_id, ret_uitkomst);
}

/* What the circle with this number is to the school of the question. */
static enum score_kring circle(const struct score_snapshot_vraag *vraag, uint16_t number)
{
	if (number == 0)
		return SCORE_KRING_GEEN;
	for (size_t i = 0; i < vraag->kring_count; i++)
		if (vraag->kringen[i] == number)
			return SCORE_KRING_BEDIENT;
	return SCORE_KRING_ANDERE;
}

/* The holders as they are. The full weeks, which only come back as those of one holder, are given
 * to the first: they are judged, not told about. */
static void set_houders(const struct kaart *kaart, struct score_houder houders[MOTOR_HOUDERS],
	struct score_aanbod *aanbod)
{
	const size_t count = kaart_houders(kaart, houders);
	if (count > 0 && aanbod->houder_count > 0) {
		houders[0].max_per_week = aanbod->houders[0].max_per_week;
		houders[0].weken = aanbod->houders[0].weken;
		houders[0].week_count = aanbod->houders[0].week_count;
	}
	aanbod->houders = houders;
	aanbod->houder_count = count;
}

static enum err explain_one(const struct voorraad *v, struct arena *a, enum score_taal taal,
	const struct gesteld *g, struct uuid id, struct voorraad_uitleg *ret)
{
	const struct stand *s = v->stand;
	const struct kaart *kaart = kaarten_find(&s->kaarten, id);
	struct score_aanbod aanbod;
	uint16_t kring = 0;
	bool exact = false;
	TRY(score_snapshot_lees(s->snapshot, id, &aanbod, &kring, &exact));
	if (kaart == NULL)
		return ERR_NOT_FOUND;
	struct score_houder houders[MOTOR_HOUDERS];
	if (!exact)
		set_houders(kaart, houders, &aanbod);
	aanbod.kring = circle(&g->vraag, kring);
	score_leg_uit(a, taal, &g->config, &g->aanvraag, &aanbod, &ret->uitleg);
	ret->kaart = (struct motor_kaart){ .id = id,
		.titel = kaart_titel(kaart),
		.bedrijf_id = aanbod.bedrijf_id,
		.bedrijf_naam = kaart_bedrijf_naam(kaart),
		.vrijwilliger_id = aanbod.vrijwilliger_id };
	return ERR_OK;
}

enum err voorraad_leg_uit(struct voorraad *v, struct arena *a, enum score_taal taal,
	const struct motor *m, const struct score_rang *rangen, size_t count,
	struct voorraad_uitleg *ret_uitleg)
{
	if (!voorraad_is_ready(v))
		return ERR_UNAVAILABLE;
	struct gesteld *g = ARENA_NEW(a, struct gesteld);
	ask(v, a, m, NULL, g);
	for (size_t i = 0; i < count; i++)
		TRY(explain_one(v, a, taal, g, rangen[i].id, &ret_uitleg[i]));
	return ERR_OK;
}

enum err voorraad_niemand(struct task *t, struct voorraad *v, const struct motor *m,
	const struct voorraad_keuze *keuze, struct score_niemand *ret_niemand)
{
	struct score_niemand n = { 0 };
	struct gesteld *g = ARENA_NEW(task_arena(t), struct gesteld);
	const struct stand *asked = NULL;
	uint64_t cursor = 0;
	for (;;) {
		if (!voorraad_is_ready(v) || v->stopping)
			return still_loading(t);
		if (v->stand != asked) { /* another took its place: from the beginning */
			n = (struct score_niemand){ 0 };
			cursor = 0;
			asked = v->stand;
			ask(v, task_arena(t), m, keuze, g);
		}
		if (score_snapshot_niemand(
			    v->stand->snapshot, &g->vraag, NIEMAND_SLICE, &cursor, &n))
			break;
		TRY(task_sleep(t, 0));
	}
	*ret_niemand = n;
	return ERR_OK;
}

struct voorraad_stats voorraad_stats(const struct voorraad *v)
{
	struct voorraad_stats stats = { 0 };
	if (v == NULL)
		return stats;
	stats = v->stats;
	if (v->stand != NULL) {
		stats.stand = score_snapshot_stand(v->stand->snapshot);
		stats.stand.bytes += v->stand->kaarten.bytes;
		stats.lag_us = queue_stats(v->stand->follower).lag_us;
		stats.geweigerd = v->stand->geweigerd;
	}
	return stats;
}
