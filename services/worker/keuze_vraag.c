#include "contact/contact.h"
#include "post/over.h"
#include "post/post.h"
#include "store/sql.h"
#include "worker/claim.h"
#include "worker/keuze.h"

#define NEARLY_US (3 * 24 * 3600 * INT64_C(1000000)) /* so long before the end one is reminded */
#define LATER_US  (10 * 60 * INT64_C(1000000))

struct round {
	const struct keuzer *k;
	int64_t now_us;
};

static enum post_soort letter_of(const struct keuzelijst_claim_row *row)
{
	if (row->uitslag)
		return POST_KEUZE_NIEMAND;
	if (row->herinnering)
		return POST_KEUZE_HERINNERING;
	return row->aanvullen ? POST_KEUZEVRAAG : POST_KEUZEVRAAG_ALLEEN;
}

static enum err write_letter(struct task *t, struct db_tx *tx, const struct round *r,
	const struct keuzelijst_claim_row *row, struct post_brief brief, enum contact_veld veld,
	struct uuid id)
{
	brief.soort = letter_of(row);
	brief.link = str_from(r->k->public_url);
	TRY(post_over_ronde(task_arena(t), row->soort, row->tot_op, brief.taal, &brief.over));
	TRY(contact_open(t, r->k->keys, veld, id, &brief.naar));
	return post_write(t, tx, r->k->keys, &brief, r->now_us);
}

static enum err ask_school(struct task *t, struct db_tx *tx, const struct round *r,
	const struct keuzelijst_claim_row *row)
{
	struct wachtlijst_ontvangers_row *to = NULL;
	size_t count = 0;
	TRY(wachtlijst_ontvangers(t, tx,
		&(struct wachtlijst_ontvangers_in){ .aanvraag_id = row->aanvraag_id }, &to,
		&count));
	for (size_t i = 0; i < count; i++) {
		const struct post_brief brief = { .taal = post_taal_of(to[i].taal),
			.has_account_id = true,
			.account_id = to[i].account_id,
			.naar = to[i].email,
			.naam = to[i].naam };
		TRY(write_letter(t, tx, r, row, brief, CONTACT_ACCOUNT_EMAIL, to[i].account_id));
	}
	return ERR_OK;
}

static enum err ask_supplier(struct task *t, struct db_tx *tx, const struct round *r,
	const struct keuzelijst_claim_row *row)
{
	struct invaller_ontvangers_row *to = NULL;
	size_t count = 0;
	struct uuid aanbod_id = row->aanbod_id;
	TRY(invaller_ontvangers(t, tx,
		&(struct invaller_ontvangers_in){ .aanbod_ids = { &aanbod_id, 1 } }, &to, &count));
	for (size_t i = 0; i < count; i++) {
		const struct post_brief brief = { .taal = post_taal_of(to[i].taal),
			.has_account_id = to[i].has_account_id,
			.account_id = to[i].account_id,
			.naar = to[i].email,
			.naam = to[i].naam };
		if (to[i].has_vrijwilliger_id)
			TRY(write_letter(t, tx, r, row, brief, CONTACT_VRIJWILLIGER_EMAIL,
				to[i].vrijwilliger_id));
		else
			TRY(write_letter(
				t, tx, r, row, brief, CONTACT_ACCOUNT_EMAIL, to[i].account_id));
	}
	return ERR_OK;
}

static enum err next(
	struct task *t, struct db_tx *tx, void *round, bool *ret_found, struct uuid *ret_id)
{
	const struct round *r = round;
	struct keuzelijst_claim_row row;
	TRY(keuzelijst_claim(t, tx,
		&(struct keuzelijst_claim_in){ .nu = r->now_us, .bijna_op = r->now_us + NEARLY_US },
		ret_found, &row));
	if (!*ret_found)
		return ERR_OK;
	*ret_id = row.id;
	TRY(row.has_aanvraag_id ? ask_school(t, tx, r, &row) : ask_supplier(t, tx, r, &row));
	return keuzelijst_asked(t, tx,
		&(struct keuzelijst_asked_in){
			.id = row.id, .uitslag = row.uitslag, .nu = r->now_us });
}

static enum err hold(struct task *t, struct db_tx *tx, void *round, struct uuid id)
{
	const struct round *r = round;
	return keuzelijst_hold(
		t, tx, &(struct keuzelijst_hold_in){ .id = id, .op = r->now_us + LATER_US });
}

enum err keuze_vraag_round(
	struct task *t, const struct keuzer *k, int64_t now_us, int64_t *ret_lists)
{
	static const struct claim claim = { "keuzevraag.mislukt", "keuzelijst", next, hold };
	struct round r = { k, now_us };
	return claim_all(t, k->db, &claim, &r, ret_lists);
}
