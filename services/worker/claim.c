#include "worker/claim.h"

#include "base/log.h"

struct run {
	struct db *db;
	const struct claim *claim;
	void *round;
	int64_t done;
	bool found;
	struct uuid id;
};

static enum err next(struct task *t, void *arg)
{
	struct run *r = arg;
	struct db_tx *tx;
	r->found = false;
	TRY(db_begin(t, r->db, &tx));
	enum err e = r->claim->doe(t, tx, r->round, &r->found, &r->id);
	if (e == ERR_OK && r->found)
		e = db_commit(t, tx);
	if (e == ERR_OK)
		r->done += r->found;
	db_rollback(tx);
	return e;
}

static enum err leave(struct task *t, void *arg)
{
	struct run *r = arg;
	struct db_tx *tx;
	char text[UUID_TEXT_LEN + 1];
	uuid_format(r->id, text);
	LOG(LOG_ERROR, r->claim->mislukt, LOG_STR(r->claim->wat, str_from(text)));
	TRY(db_begin(t, r->db, &tx));
	enum err e = r->claim->stel_uit(t, tx, r->round, r->id);
	if (e == ERR_OK)
		e = db_commit(t, tx);
	db_rollback(tx);
	return e;
}

enum err claim_all(
	struct task *t, struct db *d, const struct claim *claim, void *round, int64_t *ret_done)
{
	struct run r = { .db = d, .claim = claim, .round = round, .found = true };
	while (r.found) {
		const enum err e = task_run(t, next, &r, NULL);
		if (e == ERR_UNAVAILABLE || (e != ERR_OK && !r.found))
			return e;
		if (e != ERR_OK)
			TRY(task_run(t, leave, &r, NULL));
	}
	*ret_done = r.done;
	return ERR_OK;
}
