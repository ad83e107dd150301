#include "worker/plekbericht.h"

#include "contact/contact.h"
#include "domain/reden.h"
#include "post/over.h"
#include "post/post.h"
#include "store/sql.h"
#include "worker/claim.h"

#define LATER_US (10 * 60 * INT64_C(1000000))

struct round {
	const struct herinner_config *config;
	int64_t now_us;
};

static struct str words(struct str code, enum post_taal taal)
{
	const struct reden *reden = NULL;
	if (code.ptr == NULL || reden_from_code(code, STAP_ANNULEREN, &reden) != ERR_OK)
		return STR_NULL;
	return str_from(taal == POST_NL ? reden->nl : reden->en);
}

static enum err write_letter(struct task *t, struct db_tx *tx, const struct round *r,
	const struct inschrijving_bericht_claim_row *row,
	const struct inschrijving_bericht_ontvangers_row *to)
{
	const enum post_taal taal = post_taal_of(to->taal);
	const struct post_plek plek = { .soort = row->soort,
		.titel = row->titel,
		.campagne = row->campagne,
		.klas = row->klas,
		.naam = row->naam,
		.datum = row->datum,
		.uren = row->uren };
	struct post_brief brief = { .taal = taal,
		.has_account_id = to->has_account_id,
		.account_id = to->account_id,
		.naar = to->email,
		.naam = to->naam,
		.over = post_over_plek(task_arena(t), &plek, taal),
		.woorden = words(row->reden, taal) };
	TRY(post_soort_parse(row->brief, &brief.soort));
	TRY(contact_open(t, r->config->keys,
		to->has_vrijwilliger_id ? CONTACT_VRIJWILLIGER_EMAIL : CONTACT_ACCOUNT_EMAIL,
		to->has_vrijwilliger_id ? to->vrijwilliger_id : to->account_id, &brief.naar));
	return post_write(t, tx, r->config->keys, &brief, r->now_us);
}

static enum err tell(struct task *t, struct db_tx *tx, const struct round *r,
	const struct inschrijving_bericht_claim_row *row)
{
	struct inschrijving_bericht_ontvangers_row *to = NULL;
	size_t count = 0;
	TRY(inschrijving_bericht_ontvangers(t, tx,
		&(struct inschrijving_bericht_ontvangers_in){
			.boeking_id = row->boeking_id, .kant = row->kant },
		&to, &count));
	for (size_t i = 0; i < count; i++)
		TRY(write_letter(t, tx, r, row, &to[i]));
	return inschrijving_bericht_drop(t, tx,
		&(struct inschrijving_bericht_drop_in){
			.boeking_id = row->boeking_id, .kant = row->kant });
}

static enum err next(
	struct task *t, struct db_tx *tx, void *round, bool *ret_found, struct uuid *ret_id)
{
	const struct round *r = round;
	struct inschrijving_bericht_claim_row row;
	const struct inschrijving_bericht_claim_in in = { .nu = r->now_us };
	TRY(inschrijving_bericht_claim(t, tx, &in, ret_found, &row));
	if (!*ret_found)
		return ERR_OK;
	*ret_id = row.boeking_id;
	return tell(t, tx, r, &row);
}

static enum err hold(struct task *t, struct db_tx *tx, void *round, struct uuid id)
{
	const struct round *r = round;
	return inschrijving_bericht_hold(t, tx,
		&(struct inschrijving_bericht_hold_in){
			.boeking_id = id, .op = r->now_us + LATER_US });
}

enum err plekbericht_round(struct task *t, struct db *d, const struct herinner_config *config,
	int64_t now_us, int64_t *ret_sides)
{
	static const struct claim claim = { "plekbericht.mislukt", "boeking", next, hold };
	struct round r = { config, now_us };
	return claim_all(t, d, &claim, &r, ret_sides);
}
