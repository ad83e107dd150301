#include "worker/expire.h"

#include "base/log.h"
#include "store/sql.h"

/* So many ids are read at once; it says nothing about locks. */
#define PAGE 200

/* One match, in a transaction of its own. None when another worker was or is at it. */
static enum err expire_one(
	struct task *t, struct db *d, struct uuid id, int64_t now_us, bool *ret_ended)
{
	struct db_tx *tx;
	TRY(db_begin(t, d, &tx));
	const struct koppeling_expire_in in = { .id = id, .nu = now_us };
	struct koppeling_expire_row row;
	enum err e = koppeling_expire(t, tx, &in, ret_ended, &row);
	if (e == ERR_OK)
		e = db_commit(t, tx);
	db_rollback(tx);
	return e;
}

/* One that fails is told of and passed over; without a database so would all others be. */
static enum err count_one(
	struct task *t, struct db *d, struct uuid id, int64_t now_us, struct expire_count *count)
{
	bool ended = false;
	const enum err e = expire_one(t, d, id, now_us, &ended);
	if (e == ERR_OK)
		count->ended += ended;
	if (e == ERR_OK || e == ERR_UNAVAILABLE)
		return e;
	char text[UUID_TEXT_LEN + 1];
	uuid_format(id, text);
	const struct fault *f = task_error(t);
	LOG(LOG_ERROR, "verlopen.mislukt", LOG_STR("koppeling", str_from(text)),
		LOG_STR("code", str_from(f != NULL ? f->code : "-")));
	task_clear_error(t);
	count->failed++;
	return ERR_OK;
}

enum err expire_matches(
	struct task *t, struct db *d, int64_t now_us, struct expire_count *ret_count)
{
	struct expire_count count = { 0 };
	struct koppeling_list_verlopen_in in = { .nu = now_us, .aantal = PAGE };
	for (size_t found = PAGE; found == PAGE;) {
		struct koppeling_list_verlopen_row *rows = NULL;
		TRY(koppeling_list_verlopen(t, db_reader(d), &in, &rows, &found));
		for (size_t i = 0; i < found; i++)
			TRY(count_one(t, d, rows[i].id, now_us, &count));
		if (found > 0) {
			in.na_op = rows[found - 1].verloopt_op;
			in.na_id = rows[found - 1].id;
		}
	}
	*ret_count = count;
	return ERR_OK;
}

static enum err end_facilities(struct task *t, struct db_tx *tx, int64_t now_us, int64_t *ret_ended)
{
	const struct reservering_expire_in in = { .nu = now_us, .aantal = PAGE };
	struct reservering_expire_row row;
	TRY(reservering_expire(t, tx, &in, &row));
	*ret_ended = row.aantal;
	return ERR_OK;
}

static enum err end_places(struct task *t, struct db_tx *tx, int64_t now_us, int64_t *ret_ended)
{
	const struct inschrijving_expire_in in = { .nu = now_us, .aantal = PAGE };
	struct inschrijving_expire_row row;
	TRY(inschrijving_expire(t, tx, &in, &row));
	*ret_ended = row.aantal;
	return ERR_OK;
}

/* A page of them, in a transaction of its own. */
static enum err end_some(struct task *t, struct db *d,
	enum err (*end)(struct task *t, struct db_tx *tx, int64_t now_us, int64_t *ret_ended),
	int64_t now_us, int64_t *ret_ended)
{
	struct db_tx *tx;
	TRY(db_begin(t, d, &tx));
	enum err e = end(t, tx, now_us, ret_ended);
	if (e == ERR_OK)
		e = db_commit(t, tx);
	db_rollback(tx);
	return e;
}

enum err expire_bookings(struct task *t, struct db *d, int64_t now_us, int64_t *ret_ended)
{
	*ret_ended = 0;
	for (int64_t some = PAGE; some == PAGE; *ret_ended += some)
		TRY(end_some(t, d, end_facilities, now_us, &some));
	return ERR_OK;
}

enum err expire_places(struct task *t, struct db *d, int64_t now_us, int64_t *ret_ended)
{
	*ret_ended = 0;
	for (int64_t some = PAGE; some == PAGE; *ret_ended += some)
		TRY(end_some(t, d, end_places, now_us, &some));
	return ERR_OK;
}
