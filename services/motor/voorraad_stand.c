#include "motor/voorraad_stand.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"

/* Offers, and requests, that are read at once: what the loop is busy with in one go. */
#define BLAD	  200
#define BLAD_OPEN 50

/* ---- circles ---- */

static size_t slot_of(const struct kring_nummers *k, struct uuid id)
{
	size_t i = (size_t)uuid_hash(id) % KRINGEN_TABEL;
	while (k->tabel[i] != 0 && !uuid_eq(k->ids[k->tabel[i] - 1], id))
		i = (i + 1) % KRINGEN_TABEL;
	return i;
}

uint16_t kring_nummer(struct kring_nummers *k, struct uuid id, bool add)
{
	const size_t i = slot_of(k, id);
	if (k->tabel[i] == 0 && add && k->count < KRINGEN_MAX) {
		k->ids[k->count++] = id;
		k->tabel[i] = (uint16_t)k->count;
	}
	return k->tabel[i];
}

struct blad {
	struct stand *stand;
	struct db_uuids ids; /* these, or the next page behind `na` when there are none */
	struct uuid na;
	bool last;
};

/* ---- offers ---- */

static bool is_active(const struct kandidaat_aanbod_row *row)
{
	return str_eq(row->status, STR("actief"));
}

static void take_out(struct stand *s, struct uuid id)
{
	(void)score_snapshot_remove(s->snapshot, id); /* often not there */
	tabel_remove(&s->kaarten, id);
}

/* How large the cards may be, or the open requests, beside the rest. */
static size_t room_for(const struct stand *s, const struct tabel *tabel)
{
	const size_t others = score_snapshot_stand(s->snapshot).bytes + s->kaarten.bytes +
			      s->open.bytes - tabel->bytes;
	return others < s->max_bytes ? s->max_bytes - others : 0;
}

/* ERR_TOO_LARGE when it does not fit: then it is not there, rather than as it was. */
static enum err put(struct task *t, struct stand *s, const struct kandidaat_aanbod_row *row)
{
	struct score_aanbod aanbod;
	TRY(motor_aanbod_van(task_arena(t), s->taxonomie, row, &aanbod));
	const uint16_t kring =
		row->has_kring_id ? kring_nummer(&s->kringen, row->kring_id, true) : 0;
	enum err e = row->has_kring_id && kring == 0
			     ? ERR_TOO_LARGE
			     : score_snapshot_put(s->snapshot, &aanbod, kring);
	if (e == ERR_OK && !kaarten_put(&s->kaarten, row, &aanbod, room_for(s, &s->kaarten)))
		e = ERR_TOO_LARGE;
	if (e != ERR_OK)
		take_out(s, row->id);
	return e;
}

static enum err read_rows(struct task *t, const struct stand *s, struct db_uuids ids,
	struct kandidaat_aanbod_row **ret_rows, size_t *ret_count)
{
	const int32_t today = date_in_netherlands(clock_now_us());
	return motor_load_velen(t, db_reader(s->db), ids, today, ret_rows, ret_count);
}

static enum err load_page(struct task *t, void *arg)
{
	struct blad *b = arg;
	const struct kandidaat_walk_in in = { .na_id = b->na, .aantal = BLAD };
	struct kandidaat_walk_row walk;
	TRY(kandidaat_walk(t, db_reader(b->stand->db), &in, &walk));
	struct kandidaat_aanbod_row *rows = NULL;
	size_t count = 0;
	TRY(read_rows(t, b->stand, walk.ids, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (is_active(&rows[i]))
			TRY(put(t, b->stand, &rows[i]));
	b->last = walk.ids.count < BLAD;
	if (!b->last)
		b->na = walk.ids.items[walk.ids.count - 1];
	return ERR_OK;
}

/* What is there and open is put in; what is not goes out. Both lists ascend by id. */
static enum err read_again(struct task *t, void *arg)
{
	const struct blad *b = arg;
	struct stand *s = b->stand;
	struct kandidaat_aanbod_row *rows = NULL;
	size_t count = 0;
	TRY(read_rows(t, s, b->ids, &rows, &count));
	size_t at = 0;
	for (size_t i = 0; i < b->ids.count; i++) {
		const bool there = at < count && uuid_eq(rows[at].id, b->ids.items[i]);
		const struct kandidaat_aanbod_row *row = there ? &rows[at++] : NULL;
		if (row == NULL || !is_active(row)) {
			take_out(s, b->ids.items[i]);
			continue;
		}
		const enum err e = put(t, s, row);
		s->geweigerd += e == ERR_TOO_LARGE;
		if (e != ERR_OK && e != ERR_TOO_LARGE)
			return e;
	}
	return ERR_OK;
}

/* ---- open requests ---- */

/* One that does not fit is read from the database when it is asked about. */
static enum err read_open(struct task *t, struct stand *s, struct db_uuids ids)
{
	const int32_t today = date_in_netherlands(clock_now_us());
	struct kandidaat_aanvraag_row *rows = NULL;
	size_t count = 0;
	TRY(motor_read_aanvragen(t, db_reader(s->db), ids, today, &rows, &count));
	size_t at = 0;
	for (size_t i = 0; i < ids.count; i++) {
		const bool there = at < count && uuid_eq(rows[at].id, ids.items[i]);
		const struct kandidaat_aanvraag_row *row = there ? &rows[at++] : NULL;
		if (row != NULL && str_eq(row->status, STR("open")))
			(void)open_put(&s->open, row, today, room_for(s, &s->open));
		else
			tabel_remove(&s->open, ids.items[i]);
	}
	return ERR_OK;
}

static enum err load_open_page(struct task *t, void *arg)
{
	struct blad *b = arg;
	const struct kandidaat_walk_aanvragen_in in = { .na_id = b->na, .aantal = BLAD_OPEN };
	struct kandidaat_walk_aanvragen_row walk;
	TRY(kandidaat_walk_aanvragen(t, db_reader(b->stand->db), &in, &walk));
	TRY(read_open(t, b->stand, walk.ids));
	b->last = walk.ids.count < BLAD_OPEN;
	if (!b->last)
		b->na = walk.ids.items[walk.ids.count - 1];
	return ERR_OK;
}

static enum err read_open_again(struct task *t, void *arg)
{
	const struct blad *b = arg;
	return read_open(t, b->stand, b->ids);
}

/* ---- loading and following ---- */

static enum err read_shared(struct task *t, void *arg)
{
	struct stand *s = arg;
	const int32_t today = date_in_netherlands(clock_now_us());
	return gedeeld_read(t, db_reader(s->db), today, &s->gedeeld);
}

/* Page by page, from the first id to the last. */
static enum err load_all(struct task *t, struct stand *s, enum err (*page)(struct task *, void *))
{
	struct blad b = { .stand = s };
	while (!b.last) {
		if (*s->stopping)
			return ERR_UNAVAILABLE;
		TRY(task_run(t, page, &b, NULL));
	}
	return ERR_OK;
}

enum err stand_load(struct task *t, struct stand *s, struct queue_place *ret_horizon)
{
	s->begonnen_us = clock_now_us();
	TRY(queue_horizon(t, db_reader(s->db), ret_horizon));
	TRY(task_run(t, read_shared, s, NULL));
	TRY(load_all(t, s, load_page));
	TRY(load_all(t, s, load_open_page));
	while (!score_snapshot_orden(s->snapshot, STAND_SLICE))
		TRY(task_sleep(t, 0));
	return ERR_OK;
}

/* Which offers and which requests these events touch. */
struct geraakt {
	struct db_uuids aanbod, aanvragen;
};

static enum err find_touched(struct task *t, const struct stand *s,
	const struct gebeurtenis_list_row *events, size_t count, struct geraakt *ret_geraakt)
{
	struct arena *a = task_arena(t);
	struct str *soorten = ARENA_ARRAY(a, count, struct str);
	struct uuid *onderwerpen = ARENA_ARRAY(a, count, struct uuid);
	for (size_t i = 0; i < count; i++) {
		soorten[i] = events[i].soort;
		onderwerpen[i] = events[i].onderwerp;
	}
	const struct kandidaat_geraakt_in in = { .soorten = { soorten, count },
		.onderwerpen = { onderwerpen, count } };
	struct kandidaat_geraakt_row aanbod;
	TRY(kandidaat_geraakt(t, db_reader(s->db), &in, &aanbod));
	const struct kandidaat_geraakte_aanvragen_in asked = { .soorten = in.soorten,
		.onderwerpen = in.onderwerpen };
	struct kandidaat_geraakte_aanvragen_row aanvragen;
	TRY(kandidaat_geraakte_aanvragen(t, db_reader(s->db), &asked, &aanvragen));
	*ret_geraakt = (struct geraakt){ aanbod.ids, aanvragen.ids };
	return ERR_OK;
}

static enum err read_all(struct task *t, struct stand *s, struct db_uuids ids, size_t blad,
	enum err (*page)(struct task *, void *))
{
	for (size_t at = 0; at < ids.count; at += blad) {
		const size_t left = ids.count - at;
		struct blad b = { .stand = s,
			.ids = { ids.items + at, left < blad ? left : blad } };
		if (*s->stopping)
			return ERR_UNAVAILABLE;
		TRY(task_run(t, page, &b, NULL));
	}
	return ERR_OK;
}

static enum err take(
	struct task *t, struct stand *s, const struct gebeurtenis_list_row *events, size_t count)
{
	bool shared = false;
	for (size_t i = 0; i < count && !shared; i++)
		shared = gedeeld_is_touched(events[i].soort);
	s->keren++;
	if (shared)
		TRY(task_run(t, read_shared, s, NULL));
	struct geraakt g;
	TRY(find_touched(t, s, events, count, &g));
	TRY(read_all(t, s, g.aanbod, BLAD, read_again));
	TRY(read_all(t, s, g.aanvragen, BLAD_OPEN, read_open_again));
	s->keren++;
	return ERR_OK;
}

enum err stand_take(
	struct task *t, void *stand, const struct gebeurtenis_list_row *events, size_t count)
{
	struct stand *s = stand;
	while (s->bezig)
		TRY(task_sleep(t, 1));
	s->bezig = true;
	const enum err e = take(t, s, events, count);
	s->bezig = false;
	s->changed(s->arg);
	return e;
}

/* ---- ahead of the follower ---- */

struct blik {
	struct stand *stand;
	struct queue_place na;
	size_t oud;		/* so many of those taken before lie behind `na` */
	struct plaatsen gezien; /* and taken, this time */
	bool last;
};

/* Those of the rows that were not taken ahead before; both lists ascend. */
static size_t sort_out(struct blik *b, const struct gebeurtenis_visible_row *rows, size_t count,
	struct gebeurtenis_list_row *ret_events)
{
	const struct plaatsen *before = &b->stand->vooruit;
	size_t fresh = 0;
	for (size_t i = 0; i < count; i++) {
		const struct queue_place place = { rows[i].transactie, rows[i].id };
		while (b->oud < before->count && queue_place_before(before->items[b->oud], place))
			b->oud++;
		if (b->oud == before->count || queue_place_before(place, before->items[b->oud]))
			ret_events[fresh++] = (struct gebeurtenis_list_row){ .soort = rows[i].soort,
				.onderwerp = rows[i].onderwerp };
	}
	return fresh;
}

static enum err remember(struct task *t, struct plaatsen *gezien,
	const struct gebeurtenis_visible_row *rows, size_t count)
{
	if (gezien->count + count > gezien->room) {
		size_t room = gezien->room * 2 + QUEUE_MAX_BATCH;
		room = room < STAND_VOORUIT_MAX ? room : STAND_VOORUIT_MAX;
		if (gezien->count + count > room)
			return task_fail(t, ERR_UNAVAILABLE, "voorraad.loopt_achter",
				"Er loopt een grote wijziging. Probeer het straks opnieuw.");
		struct queue_place *items = reallocarray(gezien->items, room, sizeof(*items));
		if (items == NULL)
			err_fatal("out of memory");
		gezien->items = items;
		gezien->room = room;
	}
	for (size_t i = 0; i < count; i++)
		gezien->items[gezien->count++] =
			(struct queue_place){ rows[i].transactie, rows[i].id };
	return ERR_OK;
}

static enum err look_at_page(struct task *t, void *arg)
{
	struct blik *b = arg;
	const struct gebeurtenis_visible_in in = {
		.na_transactie = b->na.transactie, .na_id = b->na.id, .aantal = QUEUE_MAX_BATCH
	};
	struct gebeurtenis_visible_row *rows = NULL;
	size_t count = 0;
	TRY(gebeurtenis_visible(t, db_reader(b->stand->db), &in, &rows, &count));
	struct gebeurtenis_list_row *events =
		ARENA_ARRAY(task_arena(t), count + 1, struct gebeurtenis_list_row);
	const size_t fresh = sort_out(b, rows, count, events);
	if (fresh > 0)
		TRY(take(t, b->stand, events, fresh));
	TRY(remember(t, &b->gezien, rows, count));
	b->last = count < QUEUE_MAX_BATCH;
	if (!b->last)
		b->na = b->gezien.items[b->gezien.count - 1];
	return ERR_OK;
}

static enum err read_ahead(struct task *t, struct stand *s)
{
	const int64_t begin_us = clock_mono_us();
	struct blik b = { .stand = s, .na = queue_stats(s->follower).place };
	enum err e = ERR_OK;
	while (e == ERR_OK && !b.last)
		e = *s->stopping ? ERR_UNAVAILABLE : task_run(t, look_at_page, &b, NULL);
	/* A look that ended on its way does not know all, but what it took the next need not take
	 * again. */
	const bool keep = e == ERR_OK || b.gezien.count > s->vooruit.count;
	free(keep ? s->vooruit.items : b.gezien.items);
	if (keep)
		s->vooruit = b.gezien;
	if (e == ERR_OK)
		s->vooruit_us = begin_us;
	return e;
}

enum err stand_look_ahead(struct task *t, struct stand *s)
{
	if (s->bezig)
		return ERR_OK; /* whoever is at it wakes all when it is done */
	s->bezig = true;
	const enum err e = read_ahead(t, s);
	s->bezig = false;
	s->changed(s->arg);
	return e;
}

bool stand_is_fresh(const struct stand *s, struct queue_place place, int64_t asked_us)
{
	return !queue_place_before(queue_stats(s->follower).place, place) ||
	       s->vooruit_us >= asked_us;
}

void stand_destroy(struct task *t, struct stand *s)
{
	if (s == NULL)
		return;
	queue_unfollow(t, s->follower);
	while (s->bezig) { /* somebody looks ahead, in this memory: late or not */
		const enum err e = task_sleep(t, 1);
		(void)e;
	}
	score_snapshot_destroy(s->snapshot);
	while (!tabel_fini(&s->kaarten, STAND_SLICE) || !tabel_fini(&s->open, STAND_SLICE)) {
		const enum err e = task_sleep(t, 0);
		(void)e; /* late or not, it goes on */
	}
	gedeeld_fini(&s->gedeeld);
	if (s->taxonomie != NULL)
		taxonomie_release(s->taxonomie);
	free(s->vooruit.items);
	free(s);
}
