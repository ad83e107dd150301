#include "worker/wacht.h"

#include "base/date.h"
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
};

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

static enum err tell(struct task *t, struct db_tx *tx, const struct round *r,
	const struct wachtlijst_claim_row *row)
{
	struct wachtlijst_ontvangers_row *to = NULL;
	size_t count = 0;
	enum soort soort;
	TRY(soort_from_code(row->soort, &soort));
	TRY(wachtlijst_ontvangers(
		t, tx, &(struct wachtlijst_ontvangers_in){ .aanvraag_id = row->id }, &to, &count));
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
		e = has_candidate(t, tx, r, &row, &has);
	}
	if (e == ERR_OK && has)
		e = tell(t, tx, r, &row);
	if (e == ERR_OK && has)
		e = db_commit(t, tx);
	if (e == ERR_OK)
		r->told += has;
	db_rollback(tx);
	return e;
}

enum err wacht_waits(struct task *t, struct db *d, bool *ret_waits)
{
	struct wachtlijst_waits_row row;
	TRY(wachtlijst_waits(t, db_reader(d), &row));
	*ret_waits = row.waits;
	return ERR_OK;
}

enum err wacht_round(struct task *t, const struct wachter *w, int64_t now_us, int64_t *ret_told)
{
	struct round r = { .w = w, .now_us = now_us };
	bool found = false;
	struct gebeurtenis_news_row news = { 0 };
	TRY(wacht_waits(t, w->db, &r.found));
	if (r.found) {
		TRY(gebeurtenis_news(t, db_reader(w->db), &found, &news));
		TRY(voorraad_wacht(t, w->voorraad, found ? news.nieuws : STR_NULL, SUPPLY_MS));
	}
	while (r.found)
		TRY(task_run(t, next, &r, NULL));
	*ret_told = r.told;
	return ERR_OK;
}
