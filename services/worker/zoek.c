#include "worker/zoek.h"

#include "api/zoekopdracht.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/log.h"
#include "contact/contact.h"
#include "post/post.h"
#include "store/sql.h"

#define PLACE	     "zoekopdracht"
#define BATCH	     200 /* events at once: how many they find is for the database to bear */
#define OVER_MAX     4096
#define MORNING_HOUR 7

struct round {
	const struct zoeker *z;
	int64_t now_us;
	int64_t morning_us; /* the last time that it was seven o'clock */
	struct uuid after;  /* the account that was seen to last */
	int64_t letters;
	bool more;
};

/* ---- finding ---- */

static enum err find(struct task *t, struct db_tx *tx, const struct round *r,
	const struct gebeurtenis_list_row *events, size_t count)
{
	struct str *soorten = ARENA_ARRAY(task_arena(t), count, struct str);
	struct uuid *onderwerpen = ARENA_ARRAY(task_arena(t), count, struct uuid);
	for (size_t i = 0; i < count; i++) {
		soorten[i] = events[i].soort;
		onderwerpen[i] = events[i].onderwerp;
	}
	const struct zoektreffer_find_in in = { .soorten = { soorten, count },
		.onderwerpen = { onderwerpen, count },
		.vandaag = date_in_netherlands(r->now_us),
		.nu = r->now_us };
	struct zoektreffer_find_row found;
	TRY(zoektreffer_find(t, tx, &in, &found));
	const struct gebeurtenis_list_row *last = &events[count - 1];
	return volgplaats_move(t, tx,
		&(struct volgplaats_move_in){ .naam = STR(PLACE),
			.transactie = last->transactie,
			.volgnummer = last->id });
}

static enum err take(struct task *t, struct db_tx *tx, struct round *r)
{
	bool mine = false;
	struct volgplaats_claim_row place;
	struct gebeurtenis_list_row *events = NULL;
	size_t count = 0;
	TRY(volgplaats_claim(
		t, tx, &(struct volgplaats_claim_in){ .naam = STR(PLACE) }, &mine, &place));
	if (!mine)
		return ERR_OK;
	TRY(gebeurtenis_list(t, tx,
		&(struct gebeurtenis_list_in){ .na_transactie = place.transactie,
			.na_id = place.volgnummer,
			.aantal = BATCH },
		&events, &count));
	r->more = count > 0;
	return r->more ? find(t, tx, r, events, count) : ERR_OK;
}

/* ---- telling ---- */

static enum err write_letter(struct task *t, struct db_tx *tx, const struct round *r,
	const struct zoektreffer_claim_row *to, const struct zoektreffer_new_row *rows,
	size_t count)
{
	struct arena *a = task_arena(t);
	struct buf over;
	buf_init(&over, OVER_MAX);
	for (size_t i = 0; i < count; i++)
		buf_addf(&over, "%s- %.*s: %lld", i > 0 ? "\n" : "",
			STR_FMT(post_is_naam(rows[i].naam) ? rows[i].naam : STR("…")),
			(long long)rows[i].aantal);
	const struct str code = zoek_stopcode(a, r->z->keys, to->account_id);
	struct post_brief brief = { .soort = POST_ZOEKOPDRACHT,
		.taal = post_taal_of(to->taal),
		.has_account_id = true,
		.account_id = to->account_id,
		.naar = to->email,
		.naam = to->naam,
		.link = str_from(
			arena_printf(a, "%s/zoekopdrachten#%.*s", r->z->public_url, STR_FMT(code))),
		.over = { arena_strndup(a, over.ptr, over.len), over.len } };
	buf_fini(&over);
	TRY(contact_open(t, r->z->keys, CONTACT_ACCOUNT_EMAIL, to->account_id, &brief.naar));
	return post_write(t, tx, r->z->keys, &brief, r->now_us);
}

static enum err tell(struct task *t, struct db_tx *tx, struct round *r)
{
	struct zoektreffer_claim_row to;
	struct zoektreffer_new_row *rows = NULL;
	size_t count = 0;
	TRY(zoektreffer_claim(t, tx,
		&(struct zoektreffer_claim_in){ .na_id = r->after, .ochtend = r->morning_us },
		&r->more, &to));
	if (!r->more)
		return ERR_OK;
	r->after = to.account_id;
	TRY(zoektreffer_new(t, tx,
		&(struct zoektreffer_new_in){
			.account_id = to.account_id, .vandaag = date_in_netherlands(r->now_us) },
		&rows, &count));
	if (to.mag && count > 0) {
		TRY(write_letter(t, tx, r, &to, rows, count));
		r->letters++;
	}
	return zoektreffer_tell(t, tx,
		&(struct zoektreffer_tell_in){ .account_id = to.account_id, .nu = r->now_us });
}

/* ---- rounds ---- */

static enum err in_transaction(struct task *t, struct round *r,
	enum err (*step)(struct task *, struct db_tx *, struct round *))
{
	struct db_tx *tx;
	const int64_t before = r->letters;
	r->more = false;
	TRY(db_begin(t, r->z->db, &tx));
	enum err e = step(t, tx, r);
	if (e == ERR_OK && r->more)
		e = db_commit(t, tx);
	if (e != ERR_OK)
		r->letters = before;
	db_rollback(tx);
	return e;
}

static enum err take_some(struct task *t, void *arg)
{
	return in_transaction(t, arg, take);
}

static enum err tell_one(struct task *t, void *arg)
{
	return in_transaction(t, arg, tell);
}

/* Whom it cannot be told is passed by, until the next round. */
static void report(struct task *t, enum err e, void *arg)
{
	const struct round *r = arg;
	char text[UUID_TEXT_LEN + 1];
	(void)t;
	uuid_format(r->after, text);
	if (e != ERR_OK && r->more)
		LOG(LOG_ERROR, "zoekopdracht.mislukt", LOG_STR("account", str_from(text)));
}

/* The last time that the clock in the Netherlands said seven in the morning. */
static int64_t last_morning(int64_t now_us)
{
	const int32_t today = date_in_netherlands(now_us);
	const int64_t morning_us = instant_from_netherlands(today, MORNING_HOUR * 60);
	return morning_us <= now_us ? morning_us
				    : instant_from_netherlands(today - 1, MORNING_HOUR * 60);
}

enum err zoek_round(struct task *t, const struct zoeker *z, int64_t now_us, int64_t *ret_letters)
{
	struct round r = {
		.z = z, .now_us = now_us, .morning_us = last_morning(now_us), .more = true
	};
	while (r.more)
		TRY(task_run(t, take_some, &r, NULL));
	r.more = true;
	while (r.more) {
		const enum err e = task_run(t, tell_one, &r, report);
		if (e == ERR_UNAVAILABLE || (e != ERR_OK && !r.more))
			return e;
	}
	*ret_letters = r.letters;
	return ERR_OK;
}
