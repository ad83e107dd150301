#include "worker/herinner.h"

#include "auth/auth.h"
#include "contact/contact.h"
#include "post/over.h"
#include "post/post.h"
#include "store/sql.h"

struct round {
	struct db *db;
	const struct herinner_config *config;
	int64_t now_us;
	int64_t sides;
	bool found;
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
		.school_naam = row->school_naam,
		.datum = row->datum,
		.dagdeel = row->dagdeel };
	struct post_brief brief = { .taal = taal,
		.has_account_id = to->has_account_id,
		.account_id = to->account_id,
		.naar = to->email,
		.naam = to->naam };
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

static enum err remind(
	struct task *t, struct db_tx *tx, struct round *r, const struct herinnering_claim_row *row)
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

static enum err next(struct task *t, void *arg)
{
	struct round *r = arg;
	struct db_tx *tx;
	struct herinnering_claim_row row;
	r->found = false;
	TRY(db_begin(t, r->db, &tx));
	enum err e = herinnering_claim(
		t, tx, &(struct herinnering_claim_in){ .nu = r->now_us }, &r->found, &row);
	if (e == ERR_OK && r->found)
		e = remind(t, tx, r, &row);
	if (e == ERR_OK && r->found)
		e = db_commit(t, tx);
	if (e == ERR_OK)
		r->sides += r->found;
	db_rollback(tx);
	return e;
}

enum err herinner_round(struct task *t, struct db *d, const struct herinner_config *config,
	int64_t now_us, int64_t *ret_sides)
{
	struct round r = { .db = d, .config = config, .now_us = now_us, .found = true };
	while (r.found)
		TRY(task_run(t, next, &r, NULL));
	*ret_sides = r.sides;
	return ERR_OK;
}
