#include "admin/gewichten_lees.h"

#include <stdlib.h>

#include "domain/toestand.h"
#include "store/sql.h"

#define BLADZIJDE   500
#define CIJFER_LAAG 2 /* a mark up to this says that it was no good choice after all */

enum err gewichten_lees_nu(
	struct task *t, struct db *d, struct str soort, struct score_gewichten *ret_gewichten)
{
	const struct gewicht_active_in in = { .soort = soort };
	struct gewicht_active_row row;
	TRY(gewicht_active(t, db_reader(d), &in, &row));
	struct score_gewichten g = { 0 };
	for (size_t i = 0; i < row.factoren.count; i++) {
		enum score_factor factor = SCORE_FACTOR_COUNT;
		if (score_factor_from_code(row.factoren.items[i], &factor) != ERR_OK)
			return task_fail(t, ERR_INTERNAL, "factor.onbekend",
				"De gewichten zijn van een nieuwer programma dan dit.");
		g.gewicht[factor] = (uint16_t)row.gewichten.items[i];
	}
	*ret_gewichten = g;
	return ERR_OK;
}

/* ---- what became of a choice ---- */

static bool is_one_of(struct str code, const char *const *codes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(code, str_from(codes[i])))
			return true;
	return false;
}

/* Turned down for what the engine weighs. No time, illness or another solution say nothing about
 * the choice. */
static bool did_not_fit(const struct vertoning_list_row *row, enum toestand toestand)
{
	static const char *const redenen[] = { "te-ver", "niet-passend-niveau",
		"niet-passend-onderwerp", "groep-te-groot" };
	return (toestand == TOESTAND_AFGEWEZEN || toestand == TOESTAND_AFGESLAGEN ||
		       toestand == TOESTAND_GEANNULEERD) &&
	       is_one_of(row->reden, redenen, sizeof(redenen) / sizeof(redenen[0]));
}

static enum score_leer_uitkomst outcome(
	const struct vertoning_list_row *row, enum toestand toestand)
{
	if (did_not_fit(row, toestand))
		return SCORE_LEER_NIET_PASSEND;
	if (row->has_cijfer && row->cijfer <= CIJFER_LAAG)
		return SCORE_LEER_GEKOZEN;
	if (toestand == TOESTAND_AFGEROND || toestand == TOESTAND_GEEVALUEERD)
		return SCORE_LEER_GEDAAN;
	return row->afgesproken ? SCORE_LEER_AFGESPROKEN : SCORE_LEER_GEKOZEN;
}

/* ---- rows to decisions ---- */

/* A factor that the program of then did not have was neutral for every offer. */
static void set_regels(const struct vertoning_list_row *row, struct score_leer_besluit *b)
{
	for (size_t j = 0; j < b->aantal; j++) {
		struct score_leer_regel *regel = &b->regels[j];
		regel->rang = (uint16_t)row->rangen.items[j];
		for (size_t f = 0; f < SCORE_FACTOR_COUNT; f++)
			regel->waarden[f] = SCORE_NEUTRAAL;
		for (size_t c = 0; c < row->codes.count; c++) {
			enum score_factor factor = SCORE_FACTOR_COUNT;
			if (score_factor_from_code(row->codes.items[c], &factor) == ERR_OK)
				regel->waarden[factor] =
					(uint16_t)row->waarden.items[j * row->codes.count + c];
		}
	}
}

static enum err set_besluit(const struct vertoning_list_row *row, struct score_leer_besluit *ret)
{
	enum toestand toestand = TOESTAND_GEEN;
	TRY(toestand_from_code(row->status, &toestand));
	*ret = (struct score_leer_besluit){ .id = row->koppeling_id,
		.aanvraag_id = row->aanvraag_id,
		.op_us = row->op,
		.uitkomst = outcome(row, toestand),
		.gekozen = (uint16_t)(row->gekozen - 1),
		.aantal = (uint16_t)row->rangen.count };
	set_regels(row, ret);
	return ERR_OK;
}

enum err gewichten_lees_verder(struct task *t, struct db *d, struct gewichten_plaats *p,
	struct score_leer_besluit *besluiten, size_t room, size_t *count)
{
	const size_t left = room - *count;
	const struct vertoning_list_in in = { .soort = p->soort,
		.sinds = p->sinds_us,
		.voor_op = p->voor_us,
		.voor_id = p->voor_id,
		.aantal = left < BLADZIJDE ? (int64_t)left : BLADZIJDE };
	struct vertoning_list_row *rows = NULL;
	size_t found = 0;
	TRY(vertoning_list(t, db_reader(d), &in, &rows, &found));
	for (size_t i = 0; i < found; i++)
		TRY(set_besluit(&rows[i], &besluiten[(*count)++]));
	p->klaar = found < BLADZIJDE;
	if (found > 0) {
		p->voor_us = rows[found - 1].op;
		p->voor_id = rows[found - 1].koppeling_id;
	}
	return ERR_OK;
}
