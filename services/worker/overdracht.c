#include "worker/overdracht.h"

#include <string.h>

#include "base/log.h"
#include "store/sql.h"

/* Rows of one transaction; those of matches take many locks each. */
#define BATCH	    100
#define KOPPELINGEN 20

struct round {
	struct db *db;
	int64_t now_us;
	bool found;
	bool over;	   /* nothing is left of the part that it is at */
	struct uuid after; /* one that failed: those behind it do not wait for it */
	int64_t done;
	struct overdracht_claim_row row;
	struct overdracht_save_in save; /* how far it is after this batch */
};

static enum err did(struct round *r, int64_t count)
{
	r->save.gedaan = (int32_t)count;
	r->over = count == 0; /* fewer than asked: another has some of them in hand */
	return ERR_OK;
}

/* ---- staff ---- */

static enum err toewijzingen(struct task *t, struct db_tx *tx, struct round *r)
{
	const struct toewijzing_hand_over_in in = { .van_account_id = r->row.van_account_id,
		.naar_account_id = r->row.naar_account_id,
		.has_door = r->row.has_door,
		.door = r->row.door,
		.nu = r->now_us,
		.aantal = BATCH };
	struct toewijzing_hand_over_row row;
	TRY(toewijzing_hand_over(t, tx, &in, &row));
	return did(r, row.aantal);
}

static enum err taken(struct task *t, struct db_tx *tx, struct round *r)
{
	const struct taak_hand_over_in in = { .van_account_id = r->row.van_account_id,
		.naar_account_id = r->row.naar_account_id,
		.has_door = r->row.has_door,
		.door = r->row.door,
		.nu = r->now_us,
		.aantal = BATCH };
	struct taak_hand_over_row row;
	TRY(taak_hand_over(t, tx, &in, &row));
	return did(r, row.aantal);
}

/* ---- a company, a volunteer ---- */

static enum err offers(struct task *t, struct db_tx *tx, struct round *r)
{
	const struct aanbod_close_in in = { .has_bedrijf_id = r->row.has_bedrijf_id,
		.bedrijf_id = r->row.bedrijf_id,
		.has_vrijwilliger_id = r->row.has_vrijwilliger_id,
		.vrijwilliger_id = r->row.vrijwilliger_id,
		.has_door = r->row.has_door,
		.door = r->row.door,
		.nu = r->now_us,
		.aantal = BATCH };
	struct aanbod_close_row row;
	TRY(aanbod_close(t, tx, &in, &row));
	return did(r, row.aantal);
}

static enum err bookings(struct task *t, struct db_tx *tx, struct round *r)
{
	const struct overdracht_end_bookings_in in = { .has_bedrijf_id = r->row.has_bedrijf_id,
		.bedrijf_id = r->row.bedrijf_id,
		.has_vrijwilliger_id = r->row.has_vrijwilliger_id,
		.vrijwilliger_id = r->row.vrijwilliger_id,
		.has_door = r->row.has_door,
		.door = r->row.door,
		.nu = r->now_us,
		.aantal = BATCH };
	struct overdracht_end_bookings_row row;
	TRY(overdracht_end_bookings(t, tx, &in, &row));
	return did(r, row.aantal);
}

static enum err places(struct task *t, struct db_tx *tx, struct round *r)
{
	const struct overdracht_end_places_in in = { .has_bedrijf_id = r->row.has_bedrijf_id,
		.bedrijf_id = r->row.bedrijf_id,
		.reden = r->row.reden,
		.has_door = r->row.has_door,
		.door = r->row.door,
		.nu = r->now_us,
		.aantal = KOPPELINGEN };
	struct overdracht_end_places_row row;
	TRY(overdracht_end_places(t, tx, &in, &row));
	return did(r, row.aantal);
}

static enum err facilities(struct task *t, struct db_tx *tx, struct round *r)
{
	const struct overdracht_end_facilities_in in = { .has_bedrijf_id = r->row.has_bedrijf_id,
		.bedrijf_id = r->row.bedrijf_id,
		.has_door = r->row.has_door,
		.door = r->row.door,
		.nu = r->now_us,
		.aantal = BATCH };
	struct overdracht_end_facilities_row row;
	TRY(overdracht_end_facilities(t, tx, &in, &row));
	return did(r, row.aantal);
}

static enum err members(struct task *t, struct db_tx *tx, struct round *r)
{
	const struct overdracht_end_members_in in = { .overdracht_id = r->row.id,
		.has_door = r->row.has_door,
		.door = r->row.door,
		.nu = r->now_us,
		.aantal = BATCH };
	struct overdracht_end_members_row row;
	TRY(overdracht_end_members(t, tx, &in, &row));
	return did(r, row.aantal);
}

/* One match, in a part of its own: a rule that is in its way does not keep the others. */
static enum err end_one(struct task *t, struct db_tx *tx, struct round *r, struct uuid id)
{
	const struct koppeling_vertrek_in in = { .id = id,
		.reden = r->row.reden,
		.has_door = r->row.has_door,
		.door = r->row.door,
		.nu = r->now_us };
	struct koppeling_vertrek_row row;
	struct db_part part;
	bool found = false;
	TRY(db_part_begin(t, tx, &part));
	const enum err e = koppeling_vertrek(t, tx, &in, &found, &row);
	const struct fault *f = task_error(t);
	if (e == ERR_OK) {
		r->save.gedaan += found;
		return db_part_keep(t, tx);
	}
	/* Somebody is at it: the whole batch comes again. Whatever else is wrong with one, the
	 * others do not wait for it. */
	if (e == ERR_UNAVAILABLE || db_lost_to_another(t))
		return e;
	LOG(LOG_WARN, "overdracht.mislukt", LOG_STR("code", str_from(f != NULL ? f->code : "-")));
	task_clear_error(t);
	r->save.mislukt++;
	return db_part_undo(t, tx, &part);
}

static enum err matches(struct task *t, struct db_tx *tx, struct round *r)
{
	const struct koppeling_list_vertrek_in in = { .has_bedrijf_id = r->row.has_bedrijf_id,
		.bedrijf_id = r->row.bedrijf_id,
		.has_vrijwilliger_id = r->row.has_vrijwilliger_id,
		.vrijwilliger_id = r->row.vrijwilliger_id,
		.nu = r->now_us,
		.na_id = r->row.na_id,
		.aantal = KOPPELINGEN };
	struct koppeling_list_vertrek_row list;
	TRY(koppeling_list_vertrek(t, tx, &in, &list));
	for (size_t i = 0; i < list.ids.count; i++)
		TRY(end_one(t, tx, r, list.ids.items[i]));
	if (list.ids.count > 0)
		r->save.na_id = list.ids.items[list.ids.count - 1];
	r->over = list.ids.count == 0;
	return ERR_OK;
}

/* ---- a batch ---- */

/* The parts of the work, and what follows each (none: the end). */
struct deel {
	const char *naam;
	enum err (*doe)(struct task *t, struct db_tx *tx, struct round *r);
	const char *daarna;
};

static const struct deel delen[] = {
	{ "toewijzing", toewijzingen, "taak" },
	{ "taak", taken, NULL },
	{ "aanbod", offers, "koppeling" },
	{ "koppeling", matches, "boeking" },
	{ "boeking", bookings, "plek" },
	{ "plek", places, "faciliteit" },
	{ "faciliteit", facilities, "lid" },
	{ "lid", members, NULL },
};

static enum err go_on(struct task *t, struct db_tx *tx, struct round *r)
{
	const struct deel *deel = NULL;
	for (size_t i = 0; i < sizeof(delen) / sizeof(delen[0]); i++)
		if (str_eq(r->row.deel, str_from(delen[i].naam)))
			deel = &delen[i];
	if (deel == NULL) /* of a version that comes after this one */
		return task_fail(t, ERR_INTERNAL, "overdracht.deel", "Onbekend deel.");
	TRY(deel->doe(t, tx, r));
	if (r->over && deel->daarna != NULL)
		r->save.deel = str_from(deel->daarna);
	else if (r->over)
		r->save.status = STR("klaar");
	return overdracht_save(t, tx, &r->save);
}

static enum err batch(struct task *t, void *arg)
{
	struct round *r = arg;
	struct db_tx *tx;
	r->found = false;
	TRY(db_begin(t, r->db, &tx));
	enum err e = overdracht_claim(t, tx,
		&(struct overdracht_claim_in){ .na_overdracht_id = r->after }, &r->found, &r->row);
	if (e == ERR_OK && r->found) {
		r->save = (struct overdracht_save_in){ .id = r->row.id,
			.status = STR("loopt"),
			.deel = r->row.deel,
			.na_id = r->row.na_id,
			.nu = r->now_us };
		e = go_on(t, tx, r);
	}
	if (e == ERR_OK && r->found)
		e = db_commit(t, tx);
	if (e == ERR_OK && r->found)
		r->done += r->save.gedaan;
	db_rollback(tx);
	return e;
}

/* One that fails waits for the next round. */
static void leave(struct round *r)
{
	char text[UUID_TEXT_LEN + 1];
	uuid_format(r->row.id, text);
	LOG(LOG_ERROR, "overdracht.wacht", LOG_STR("overdracht", str_from(text)));
	r->after = r->row.id;
}

enum err overdracht_round(struct task *t, struct db *d, int64_t now_us, int64_t *ret_done)
{
	struct round r = { .db = d, .now_us = now_us, .found = true };
	while (r.found) {
		const enum err e = task_run(t, batch, &r, NULL);
		if (e == ERR_UNAVAILABLE || (e != ERR_OK && !r.found))
			return e;
		if (e != ERR_OK)
			leave(&r);
	}
	*ret_done = r.done;
	return ERR_OK;
}
