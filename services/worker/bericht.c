#include "worker/bericht.h"

#include "contact/contact.h"
#include "domain/tijdvak.h"
#include "post/aflooplink.h"
#include "post/over.h"
#include "post/post.h"
#include "store/sql.h"
#include "worker/claim.h"

#define LATER_US (10 * 60 * INT64_C(1000000))

/* The half-days that one letter tells of, the earliest first: of a series all that took this step
 * at once. */
struct dagen {
	const struct bericht_claim_reeks_row *rows; /* none: that of the row alone */
	size_t count;
	int32_t *numbers; /* of the rows */
};

struct round {
	const struct herinner_config *config;
	int64_t now_us;
};

static enum err gather(
	struct task *t, struct db_tx *tx, const struct bericht_claim_row *row, struct dagen *ret)
{
	const struct bericht_claim_reeks_in in = { .koppeling_id = row->koppeling_id,
		.kant = row->kant,
		.brief = row->brief,
		.op = row->op };
	struct bericht_claim_reeks_row *rows = NULL;
	size_t count = 0;
	TRY(bericht_claim_reeks(t, tx, &in, &rows, &count));
	int32_t *numbers = ARENA_ARRAY(task_arena(t), count + 1, int32_t);
	for (size_t i = 0; i < count; i++) {
		struct tijdvak tijdvak = { .datum = rows[i].datum };
		TRY(dagdeel_from_code(rows[i].dagdeel, &tijdvak.dagdeel));
		numbers[i] = tijdvak_to_number(tijdvak);
	}
	*ret = (struct dagen){ rows, count, numbers };
	return ERR_OK;
}

/* What a side reads of it, as far as they have an account. */
static enum err choose_letter(const struct bericht_claim_row *row,
	const struct koppeling_ontvangers_row *to, enum post_soort *ret_soort)
{
	const bool school = str_eq(row->kant, STR("school"));
	TRY(post_soort_parse(row->brief, ret_soort));
	if (*ret_soort == POST_AFLOOP && to->has_account_id)
		*ret_soort = school ? POST_AFLOOP_SCHOOL : POST_AFLOOP_ACCOUNT;
	if (*ret_soort == POST_AFGEZEGD && school)
		*ret_soort = POST_AFGEZEGD_SCHOOL;
	return ERR_OK;
}

/* What somebody without an account answers by a link of its own. */
static bool links(enum post_soort soort)
{
	return soort == POST_AFLOOP || soort == POST_AFGESPROKEN || soort == POST_NIET_VERSCHENEN;
}

static enum err write_letter(struct task *t, struct db_tx *tx, const struct round *r,
	const struct bericht_claim_row *row, const struct dagen *dagen,
	const struct koppeling_ontvangers_row *to)
{
	const enum post_taal taal = post_taal_of(to->taal);
	enum post_soort soort;
	TRY(choose_letter(row, to, &soort));
	const struct post_wat wat = { .soort = row->soort,
		.titel = row->titel,
		.bedrijf_naam = row->bedrijf_naam,
		.klas = row->klas,
		.school_naam = row->school_naam,
		.datum = dagen->count > 0 ? dagen->rows[0].datum : row->datum,
		.tot_datum = dagen->count > 0 ? 0 : row->tot_datum,
		.dagdeel = dagen->count > 0 ? dagen->rows[0].dagdeel : row->dagdeel,
		.van_us = row->van_op,
		.tot_us = dagen->count > 0 ? 0 : row->tot_op,
		.ook = dagen->numbers + 1,
		.ook_count = dagen->count > 0 ? dagen->count - 1 : 0,
		.antwoord_us =
			soort == POST_VOORSTEL && row->has_verloopt_op ? row->verloopt_op : 0 };
	struct post_brief brief = { .soort = soort,
		.taal = taal,
		.has_account_id = to->has_account_id,
		.account_id = to->account_id,
		.naar = to->email,
		.naam = to->naam,
		.link = str_from(r->config->public_url),
		.woorden = post_uren(task_arena(t), row->van_op, row->tot_op) };
	/* What asks goes no more when its match is answered; of several it still asks the rest. */
	brief.has_koppeling_id = brief.soort == POST_VOORSTEL && row->alleen && dagen->count <= 1;
	brief.koppeling_id = row->koppeling_id;
	if (!to->has_account_id && links(brief.soort))
		TRY(post_aflooplink(t, tx, str_from(r->config->public_url),
			dagen->count > 0 ? dagen->rows[0].koppeling_id : row->koppeling_id,
			r->now_us, &brief.link));
	TRY(post_over(task_arena(t), &wat, taal, &brief.over));
	TRY(contact_open(t, r->config->keys,
		to->has_vrijwilliger_id ? CONTACT_VRIJWILLIGER_EMAIL : CONTACT_ACCOUNT_EMAIL,
		to->has_vrijwilliger_id ? to->vrijwilliger_id : to->account_id, &brief.naar));
	return post_write(t, tx, r->config->keys, &brief, r->now_us);
}

static enum err drop(struct task *t, struct db_tx *tx, const struct round *r,
	struct uuid koppeling_id, const struct bericht_claim_row *row)
{
	return bericht_drop(t, tx,
		&(struct bericht_drop_in){ .koppeling_id = koppeling_id,
			.kant = row->kant,
			.brief = row->brief,
			.nu = r->now_us });
}

static enum err tell(struct task *t, struct db_tx *tx, const struct round *r,
	const struct bericht_claim_row *row)
{
	struct dagen dagen;
	struct koppeling_ontvangers_row *to = NULL;
	size_t count = 0;
	TRY(gather(t, tx, row, &dagen));
	TRY(koppeling_ontvangers(t, tx,
		&(struct koppeling_ontvangers_in){
			.koppeling_id = row->koppeling_id, .kant = row->kant },
		&to, &count));
	for (size_t i = 0; i < count; i++)
		TRY(write_letter(t, tx, r, row, &dagen, &to[i]));
	for (size_t i = 0; i < dagen.count; i++)
		TRY(drop(t, tx, r, dagen.rows[i].koppeling_id, row));
	return drop(t, tx, r, row->koppeling_id, row);
}

static enum err next(
	struct task *t, struct db_tx *tx, void *round, bool *ret_found, struct uuid *ret_id)
{
	const struct round *r = round;
	struct bericht_claim_row row;
	const struct bericht_claim_in in = { .nu = r->now_us };
	TRY(bericht_claim(t, tx, &in, ret_found, &row));
	if (!*ret_found)
		return ERR_OK;
	*ret_id = row.koppeling_id;
	return tell(t, tx, r, &row);
}

static enum err hold(struct task *t, struct db_tx *tx, void *round, struct uuid id)
{
	const struct round *r = round;
	return bericht_hold(
		t, tx, &(struct bericht_hold_in){ .koppeling_id = id, .op = r->now_us + LATER_US });
}

enum err bericht_round(struct task *t, struct db *d, const struct herinner_config *config,
	int64_t now_us, int64_t *ret_sides)
{
	static const struct claim claim = { "bericht.mislukt", "koppeling", next, hold };
	struct round r = { config, now_us };
	return claim_all(t, d, &claim, &r, ret_sides);
}
