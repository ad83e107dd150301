#include "worker/plekbericht.h"

#include <string.h>

#include "contact/contact.h"
#include "domain/reden.h"
#include "post/over.h"
#include "post/post.h"
#include "store/sql.h"
#include "worker/claim.h"

#define LATER_US    (10 * 60 * INT64_C(1000000))
#define TOGETHER    50	 /* bookings in one letter */
#define LINES_BYTES 8192 /* and as long at most, when there is more than one */

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

/* What one letter tells of: all that waits for the same host at the same event or facility, as far
 * as it is not too long; what is left is in the next one. */
struct regels {
	struct uuid ids[TOGETHER];
	size_t count;
	struct str over[POST_TAAL_COUNT];
};

static struct str one_line(struct arena *a, const struct inschrijving_bericht_regel_row *row,
	bool host, enum post_taal taal)
{
	const struct post_plek plek = { .soort = row->soort,
		.titel = row->titel,
		.campagne = row->campagne,
		.klas = row->klas,
		.naam = row->naam,
		.datum = row->datum,
		.uren = row->uren,
		.eenheid = row->eenheid,
		.aantal = host ? row->aantal : 0,
		.niveau = host ? row->niveau : 0,
		.tot_us = host ? row->verloopt_op : 0 };
	return post_over_plek(a, &plek, taal);
}

/* False when the letter would be too long with it. */
static bool add_line(struct arena *a, struct regels *regels,
	const struct inschrijving_bericht_regel_row *row, bool host)
{
	struct str over[POST_TAAL_COUNT];
	for (int taal = 0; taal < POST_TAAL_COUNT; taal++) {
		const struct str line = one_line(a, row, host, (enum post_taal)taal);
		const struct str before = regels->over[taal];
		over[taal] = before.ptr == NULL ? line
						: str_from(arena_printf(a, "%.*s\n\n%.*s",
							  STR_FMT(before), STR_FMT(line)));
		if (before.ptr != NULL && over[taal].len > LINES_BYTES)
			return false;
	}
	memcpy(regels->over, over, sizeof(over));
	return true;
}

/* One that is gone says nothing, and is told. */
static enum err add_booking(struct task *t, struct db_tx *tx,
	const struct inschrijving_bericht_claim_row *row, struct uuid id, struct regels *regels,
	bool *ret_fits)
{
	struct inschrijving_bericht_regel_row regel = { 0 };
	bool found = false;
	TRY(inschrijving_bericht_regel(t, tx,
		&(struct inschrijving_bericht_regel_in){ .boeking_id = id }, &found, &regel));
	*ret_fits = !found ||
		    add_line(task_arena(t), regels, &regel, str_eq(row->kant, STR("gastheer")));
	if (*ret_fits)
		regels->ids[regels->count++] = id;
	return ERR_OK;
}

static enum err gather(struct task *t, struct db_tx *tx, const struct round *r,
	const struct inschrijving_bericht_claim_row *row, struct regels *ret)
{
	struct inschrijving_bericht_claim_zelfde_row *more = NULL;
	size_t count = 0;
	bool fits = true;
	if (row->has_gastheer_id)
		TRY(inschrijving_bericht_claim_zelfde(t, tx,
			&(struct inschrijving_bericht_claim_zelfde_in){
				.gastheer_id = row->gastheer_id,
				.bij_id = row->bij_id,
				.brief = row->brief,
				.nu = r->now_us,
				.aantal = TOGETHER },
			&more, &count));
	if (count == 0)
		return add_booking(t, tx, row, row->boeking_id, ret, &fits);
	for (size_t i = 0; i < count && fits; i++)
		TRY(add_booking(t, tx, row, more[i].boeking_id, ret, &fits));
	return ERR_OK;
}

static enum err write_letter(struct task *t, struct db_tx *tx, const struct round *r,
	const struct inschrijving_bericht_claim_row *row, const struct regels *regels,
	const struct inschrijving_bericht_ontvangers_row *to)
{
	const enum post_taal taal = post_taal_of(to->taal);
	struct post_brief brief = { .taal = taal,
		.has_account_id = to->has_account_id,
		.account_id = to->account_id,
		.naar = to->email,
		.naam = to->naam,
		.over = regels->over[taal],
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
	struct regels regels = { .count = 0 };
	struct inschrijving_bericht_ontvangers_row *to = NULL;
	size_t count = 0;
	TRY(gather(t, tx, r, row, &regels));
	TRY(inschrijving_bericht_ontvangers(t, tx,
		&(struct inschrijving_bericht_ontvangers_in){
			.boeking_id = row->boeking_id, .kant = row->kant },
		&to, &count));
	for (size_t i = 0; i < count; i++)
		TRY(write_letter(t, tx, r, row, &regels, &to[i]));
	return inschrijving_bericht_drop(t, tx,
		&(struct inschrijving_bericht_drop_in){
			.boeking_ids = { regels.ids, regels.count }, .kant = row->kant });
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
