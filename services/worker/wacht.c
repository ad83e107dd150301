#include "worker/wacht.h"

#include "base/date.h"
#include "base/log.h"
#include "contact/contact.h"
#include "domain/soort.h"
#include "post/post.h"
#include "store/sql.h"

#define SUPPLY_MS  60000
#define RUIM_DAGEN 91 /* weeks ahead in which one looks for whose last day is over */

struct round {
	const struct wachter *w;
	int64_t now_us;
	int64_t after_us; /* the place in the list */
	struct uuid after_id;
	int64_t told;
	bool found;
	bool failed; /* some of it: the next round goes through all again */
};

#define PLACE "wachtlijst"

static enum err has_candidate(struct task *t, struct db_tx *tx, const struct round *r,
	const struct wachtlijst_claim_row *row, bool *ret_has)
{
	struct motor *m = ARENA_NEW(task_arena(t), struct motor);
	struct uuid id = row->id;
	const struct kandidaat_aanvraag_in which = { .ids = { &id, 1 },
		.vanaf = date_in_netherlands(r->now_us) };
	TRY(motor_load_aanvraag(t, tx, r->w->taxonomie, &which, m));
	if (row->tot_datum <= which.vanaf) {
		struct score_aanvraag *ruim = ARENA_NEW(task_arena(t), struct score_aanvraag);
		TRY(voorraad_ruim(t, r->w->voorraad, m, RUIM_DAGEN, ruim));
		m->vraag = *ruim;
	}
	struct score_rang best;
	size_t count = 0;
	TRY(voorraad_rangschik(r->w->voorraad, task_arena(t), m, NULL, 1, &best, &count));
	*ret_has = count > 0;
	return ERR_OK;
}

static enum err write_letter(struct task *t, struct db_tx *tx, const struct round *r,
	enum soort soort, const struct wachtlijst_ontvangers_row *to)
{
	const enum post_taal taal = post_taal_of(to->taal);
	struct post_brief brief = { .soort = POST_WACHTLIJST,
		.taal = taal,
		.has_account_id = true,
		.account_id = to->account_id,
		.naar = to->email,
		.naam = to->naam,
		.link = str_from(r->w->public_url),
		.over = str_from(taal == POST_NL ? soort_table[soort].nl : soort_table[soort].en) };
	TRY(contact_open(t, r->w->keys, CONTACT_ACCOUNT_EMAIL, to->account_id, &brief.naar));
	return post_write(t, tx, r->w->keys, &brief, r->now_us);
}

/* Once: so not while there is nobody to tell. */
static enum err tell(struct task *t, struct db_tx *tx, const struct round *r,
	const struct wachtlijst_claim_row *row, bool *ret_told)
{
	struct wachtlijst_ontvangers_row *to = NULL;
	size_t count = 0;
	enum soort soort;
	bool has = false;
	TRY(soort_from_code(row->soort, &soort));
	TRY(wachtlijst_ontvangers(
		t, tx, &(struct wachtlijst_ontvangers_in){ .aanvraag_id = row->id }, &to, &count));
	if (count > 0)
		TRY(has_candidate(t, tx, r, row, &has));
	*ret_told = has;
	if (!has)
		return ERR_OK;
	for (size_t i = 0; i < count; i++)
		TRY(write_letter(t, tx, r, soort, &to[i]));
	return wachtlijst_send(
		t, tx, &(struct wachtlijst_send_in){ .id = row->id, .nu = r->now_us });
}

static enum err next(struct task *t, void *arg)
{
	struct round *r = arg;
	struct db_tx *tx;
	struct wachtlijst_claim_row row;
	bool has = false;
	r->found = false;
	TRY(db_begin(t, r->w->db, &tx));
	enum err e = wachtlijst_claim(t, tx,
		&(struct wachtlijst_claim_in){ .na_sinds = r->after_us, .na_id = r->after_id },
		&r->found, &row);
	if (e == ERR_OK && r->found) {
		r->after_us = row.wacht_sinds;
		r->after_id = row.id;
		e = tell(t, tx, r, &row, &has);
	}
	if (e == ERR_OK && has)
		e = db_commit(t, tx);
	if (e == ERR_OK)
		r->told += has;
	db_rollback(tx);
	return e;
}

/* One that fails is told of, and comes again in the next round: the others do not wait for it. */
static void report(struct task *t, enum err e, void *arg)
{
	struct round *r = arg;
	char text[UUID_TEXT_LEN + 1];
	(void)t;
	uuid_format(r->after_id, text);
	r->failed = r->failed || e != ERR_OK;
	if (e != ERR_OK && r->found)
		LOG(LOG_ERROR, "wachtlijst.mislukt", LOG_STR("aanvraag", str_from(text)));
}

/* A place in the outbox and since when it stands there. */
static enum err look(struct task *t, const struct wachter *w, int64_t now_us,
	struct volgplaats_news_row *ret_news)
{
	TRY(volgplaats_news(
		t, db_reader(w->db), &(struct volgplaats_news_in){ .naam = STR(PLACE) }, ret_news));
	/* Another day is other days that are free. */
	ret_news->raakt =
		ret_news->raakt || date_in_netherlands(ret_news->op) != date_in_netherlands(now_us);
	return ERR_OK;
}

static enum err move(
	struct task *t, struct db *d, const struct volgplaats_news_row *news, int64_t walked_us)
{
	struct db_tx *tx;
	TRY(db_begin(t, d, &tx));
	enum err e = volgplaats_move(t, tx,
		&(struct volgplaats_move_in){ .naam = STR(PLACE),
			.transactie = news->transactie,
			.volgnummer = news->volgnummer,
			.has_op = walked_us != 0,
			.op = walked_us });
	if (e == ERR_OK)
		e = db_commit(t, tx);
	db_rollback(tx);
	return e;
}

static enum err walk(struct task *t, struct round *r, const struct volgplaats_news_row *news)
{
	const struct queue_place place = { news->transactie, news->volgnummer };
	const char *text = arena_printf(
		task_arena(t), "%lld.%lld", (long long)place.transactie, (long long)place.id);
	TRY(voorraad_wacht(t, r->w->voorraad, str_from(text), SUPPLY_MS));
	/* Not there yet: the next round goes through the list. */
	if (!voorraad_kent(r->w->voorraad, place))
		return ERR_OK;
	r->found = true;
	while (r->found) {
		const enum err e = task_run(t, next, r, report);
		if (e == ERR_UNAVAILABLE || (e != ERR_OK && !r->found))
			return e;
	}
	return r->failed ? ERR_OK : move(t, r->w->db, news, r->now_us);
}

enum err wacht_is_due(struct task *t, struct db *d, int64_t now_us, bool *ret_due)
{
	const struct wachter w = { .db = d };
	struct wachtlijst_waits_row row;
	struct volgplaats_news_row news;
	TRY(wachtlijst_waits(t, db_reader(d), &row));
	TRY(look(t, &w, now_us, &news));
	*ret_due = row.waits && news.raakt;
	return row.waits && !news.raakt ? move(t, d, &news, 0) : ERR_OK;
}

enum err wacht_round(struct task *t, const struct wachter *w, int64_t now_us, int64_t *ret_told)
{
	struct round r = { .w = w, .now_us = now_us };
	struct volgplaats_news_row news;
	TRY(look(t, w, now_us, &news));
	TRY(walk(t, &r, &news));
	*ret_told = r.told;
	return ERR_OK;
}
