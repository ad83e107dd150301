#include "worker/herinner.h"

#include "auth/auth.h"
#include "contact/contact.h"
#include "post/over.h"
#include "post/post.h"
#include "store/sql.h"
#include "worker/claim.h"

#define LATER_US (10 * 60 * INT64_C(1000000))

struct round {
	const struct herinner_config *config;
	int64_t now_us;
	struct str kant; /* that it is at */
};

/* A volunteer answers with the link alone; the one of before works no more. */
static enum err new_link(struct task *t, struct db_tx *tx, const struct round *r,
	const struct herinnering_claim_row *row, struct str *ret_link)
{
	char token[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	auth_token_new(token, hash);
	const struct antwoordlink_create_in in = { .token_hash = auth_hash_str(hash),
		.koppeling_id = row->koppeling_id,
		.nu = r->now_us,
		.verloopt_op = row->verloopt_op };
	*ret_link = str_from(
		arena_printf(task_arena(t), "%s/antwoord#%s", r->config->public_url, token));
	return antwoordlink_create(t, tx, &in);
}

static enum err write_letter(struct task *t, struct db_tx *tx, const struct round *r,
	const struct herinnering_claim_row *row, const struct koppeling_ontvangers_row *to)
{
	const enum post_taal taal = post_taal_of(to->taal);
	const struct post_wat wat = { .soort = row->soort,
		.titel = row->titel,
		.bedrijf_naam = row->bedrijf_naam,
		.klas = row->klas,
		.school_naam = row->school_naam,
		.datum = row->datum,
		.tot_datum = row->tot_datum,
		.dagdeel = row->dagdeel,
		.van_us = row->van_op,
		.tot_us = row->tot_op,
		.antwoord_us = row->verloopt_op };
	struct post_brief brief = { .taal = taal,
		.has_account_id = to->has_account_id,
		.account_id = to->account_id,
		.naar = to->email,
		.naam = to->naam,
		.has_koppeling_id = true,
		.koppeling_id = row->koppeling_id };
	TRY(post_over(task_arena(t), &wat, taal, &brief.over));
	if (to->has_vrijwilliger_id) {
		brief.soort = POST_HERINNERING;
		TRY(new_link(t, tx, r, row, &brief.link));
		TRY(contact_open(t, r->config->keys, CONTACT_VRIJWILLIGER_EMAIL,
			to->vrijwilliger_id, &brief.naar));
	} else {
		brief.soort = POST_HERINNERING_ACCOUNT;
		brief.link = str_from(r->config->public_url);
		TRY(contact_open(
			t, r->config->keys, CONTACT_ACCOUNT_EMAIL, to->account_id, &brief.naar));
	}
	return post_write(t, tx, r->config->keys, &brief, r->now_us);
}

static enum err remind(struct task *t, struct db_tx *tx, const struct round *r,
	const struct herinnering_claim_row *row)
{
	struct koppeling_ontvangers_row *to = NULL;
	size_t count = 0;
	TRY(koppeling_ontvangers(t, tx,
		&(struct koppeling_ontvangers_in){
			.koppeling_id = row->koppeling_id, .kant = row->kant },
		&to, &count));
	for (size_t i = 0; i < count; i++)
		TRY(write_letter(t, tx, r, row, &to[i]));
	return herinnering_send(t, tx,
		&(struct herinnering_send_in){
			.koppeling_id = row->koppeling_id, .kant = row->kant, .nu = r->now_us });
}

static enum err next(
	struct task *t, struct db_tx *tx, void *round, bool *ret_found, struct uuid *ret_id)
{
	struct round *r = round;
	struct herinnering_claim_row row;
	const struct herinnering_claim_in in = { .nu = r->now_us };
	TRY(herinnering_claim(t, tx, &in, ret_found, &row));
	if (!*ret_found)
		return ERR_OK;
	*ret_id = row.koppeling_id;
	r->kant = str_eq(row.kant, STR("school")) ? STR("school") : STR("aanbieder");
	return remind(t, tx, r, &row);
}

static enum err postpone(struct task *t, struct db_tx *tx, void *round, struct uuid id)
{
	const struct round *r = round;
	return herinnering_postpone(t, tx,
		&(struct herinnering_postpone_in){
			.koppeling_id = id, .kant = r->kant, .op = r->now_us + LATER_US });
}

enum err herinner_round(struct task *t, struct db *d, const struct herinner_config *config,
	int64_t now_us, int64_t *ret_sides)
{
	static const struct claim claim = { "herinneren.mislukt", "koppeling", next, postpone };
	struct round r = { .config = config, .now_us = now_us };
	return claim_all(t, d, &claim, &r, ret_sides);
}
