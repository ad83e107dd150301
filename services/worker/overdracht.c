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
	int64_t done;
	struct overdracht_claim_row row;
	struct overdracht_save_in save; /* how far it is after this batch */
};

/* ---- staff ---- */

static enum err toewijzingen(struct task *t, struct db_tx *tx, struct round *r, int64_t *ret_count)
{
	const struct toewijzing_hand_over_in in = { .van_account_id = r->row.van_account_id,
		.naar_account_id = r->row.naar_account_id,
		.has_door = r->row.has_door,
		.door = r->row.door,
		.nu = r->now_us,
		.aantal = BATCH };
	struct toewijzing_hand_over_row row;
	TRY(toewijzing_hand_over(t, tx, &in, &row));
	*ret_count = row.aantal;
	return ERR_OK;
}

static enum err taken(struct task *t, struct db_tx *tx, struct round *r, int64_t *ret_count)
{
	const struct taak_hand_over_in in = { .van_account_id = r->row.van_account_id,
		.naar_account_id = r->row.naar_account_id,
		.has_door = r->row.has_door,
		.door = r->row.door,
		.nu = r->now_us,
		.aantal = BATCH };
	struct taak_hand_over_row row;
	TRY(taak_hand_over(t, tx, &in, &row));
	*ret_count = row.aantal;
	return ERR_OK;
}

/* ---- a company, a volunteer ---- */

static enum err offers(struct task *t, struct db_tx *tx, struct round *r, int64_t *ret_count)
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
	*ret_count = row.aantal;
	return ERR_OK;
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
	/* Somebody is at it: the whole batch comes again. */
	if (e != ERR_CONFLICT || (f != NULL && strcmp(f->code, "opnieuw.proberen") == 0))
		return e;
	LOG(LOG_WARN, "overdracht.mislukt", LOG_STR("code", str_from(f != NULL ? f->code : "-")));
	task_clear_error(t);
	r->save.mislukt++;
	return db_part_undo(t, tx, &part);
}

static enum err matches(struct task *t, struct db_tx *tx, struct round *r, size_t *ret_count)
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
	*ret_count = list.ids.count;
	return ERR_OK;
}

/* ---- a batch ---- */

/* A part of the work whose rows leave it when they are done, and what follows it (none: the end).
 */
struct deel {
	const char *naam;
	enum err (*doe)(struct task *t, struct db_tx *tx, struct round *r, int64_t *ret_count);
	const char *daarna;
};

static const struct deel delen[] = {
	{ "toewijzing", toewijzingen, "taak" },
	{ "taak", taken, NULL },
	{ "aanbod", offers, "koppeling" },
};

static enum err go_on(struct task *t, struct db_tx *tx, struct round *r)
{
	const char *daarna = NULL;
	bool over = false;
	if (str_eq(r->row.deel, STR("koppeling"))) {
		size_t count = 0;
		TRY(matches(t, tx, r, &count));
		over = count < KOPPELINGEN;
	}
	for (size_t i = 0; i < sizeof(delen) / sizeof(delen[0]); i++) {
		int64_t count = 0;
		if (!str_eq(r->row.deel, str_from(delen[i].naam)))
			continue;
		TRY(delen[i].doe(t, tx, r, &count));
		r->save.gedaan = (int32_t)count;
		over = count < BATCH;
		daarna = delen[i].daarna;
	}
	if (over && daarna != NULL)
		r->save.deel = str_from(daarna);
	else if (over)
		r->save.status = STR("klaar");
	return overdracht_save(t, tx, &r->save);
}

static enum err batch(struct task *t, void *arg)
{
	struct round *r = arg;
	struct db_tx *tx;
	r->found = false;
	TRY(db_begin(t, r->db, &tx));
	enum err e = overdracht_claim(t, tx, &r->found, &r->row);
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

enum err overdracht_round(struct task *t, struct db *d, int64_t now_us, int64_t *ret_done)
{
	struct round r = { .db = d, .now_us = now_us, .found = true };
	while (r.found)
		TRY(task_run(t, batch, &r, NULL));
	*ret_done = r.done;
	return ERR_OK;
}
