#include "api/koppeling_brief.h"

#include "api/app.h"
#include "api/toegang.h"
#include "contact/contact.h"
#include "domain/tijdvak.h"
#include "post/over.h"
#include "store/sql.h"

/* Half-days, a line each. */
static struct str lines_of(struct req *r, struct db_ints numbers, enum post_taal taal)
{
	const char *text = "";
	for (size_t i = 0; i < numbers.count; i++) {
		const struct tijdvak t = tijdvak_from_number(numbers.items[i]);
		text = arena_printf(task_arena(r->t), "%s%s%.*s", text, i > 0 ? "\n" : "",
			STR_FMT(post_halve_dag(task_arena(r->t), t.datum, t.dagdeel, taal)));
	}
	return str_from(text);
}

static enum err write_one(struct req *r, struct db_tx *tx, struct uuid id,
	const struct koppeling_brief *brief, const struct koppeling_pair_row *k,
	const struct koppeling_ontvangers_row *to)
{
	const enum post_taal taal = post_taal_of(to->taal);
	const struct post_wat wat = { .soort = k->soort,
		.titel = k->titel,
		.bedrijf_naam = k->bedrijf_naam,
		.klas = k->klas,
		.school_naam = k->school_naam,
		.datum = k->datum,
		.tot_datum = k->tot_datum,
		.dagdeel = k->dagdeel,
		.van_us = k->begint_op,
		.tot_us = k->eindigt_op,
		.ook = brief->ook.items,
		.ook_count = brief->ook.count };
	struct post_brief letter = { .soort = brief->soort,
		.taal = taal,
		.has_account_id = to->has_account_id,
		.account_id = to->account_id,
		.naar = to->email,
		.naam = to->naam,
		.link = brief->link,
		.has_koppeling_id = brief->vervalt,
		.koppeling_id = id,
		.woorden = lines_of(r, brief->tijdvakken, taal) };
	TRY(contact_open(r->t, r->app->keys,
		to->has_vrijwilliger_id ? CONTACT_VRIJWILLIGER_EMAIL : CONTACT_ACCOUNT_EMAIL,
		to->has_vrijwilliger_id ? to->vrijwilliger_id : to->account_id, &letter.naar));
	TRY(post_over(task_arena(r->t), &wat, taal, &letter.over));
	return post_write(r->t, tx, r->app->keys, &letter, r->now_us);
}

enum err koppeling_schrijf(
	struct req *r, struct db_tx *tx, struct uuid id, const struct koppeling_brief *brief)
{
	const struct koppeling_pair_in about = { .id = id, BEREIK(r) };
	const struct koppeling_ontvangers_in of = { .koppeling_id = id, .kant = brief->kant };
	bool found = false;
	struct koppeling_pair_row k;
	struct koppeling_ontvangers_row *to = NULL;
	size_t count = 0;
	TRY(koppeling_pair(r->t, tx, &about, &found, &k));
	TRY(koppeling_ontvangers(r->t, tx, &of, &to, &count));
	for (size_t i = 0; found && i < count; i++)
		TRY(write_one(r, tx, id, brief, &k, &to[i]));
	return ERR_OK;
}
