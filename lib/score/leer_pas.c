/* The fit of score/leer.h. */
#include <math.h>
#include <string.h>

#include "score/leer_intern.h"

#define RONDEN	  200  /* steps of a descent; it stands still long before */
#define RIDGE	  1e-3 /* as if a thousandth of a decision's weight spoke for the present ones */
#define SCHERPTE  12.0 /* a whole score apart: how sharp the present weights are taken to be */
#define ETA_BEGIN 1.0  /* of the literature */
#define ETA_MAX	  3.0
#define RANG	  SCORE_FACTOR_COUNT /* the coefficient behind those of the factors: eta */
#define MATEN	  (SCORE_FACTOR_COUNT + 1)
#define RANGEN	  (SCORE_LEER_LIJST_MAX + 1) /* what stands further down counts as this */

struct taak;
/* Adds the slope of the loss at `v`, before the ridge. */
typedef void helling(const struct taak *taak, const double v[MATEN], double ret_g[MATEN]);

struct taak {
	const struct score_leer_besluit *const *besluiten;
	size_t count;
	helling *helling;
	int32_t eta;	     /* of the weights, hundredths */
	bool rang;	     /* whether eta is fitted too */
	bool los[MATEN];     /* the coefficients that may move */
	double anker[MATEN]; /* where the ridge pulls to */
	double kromming;     /* no slope changes faster than this */
	double gewicht_som;
	double ln_rang[RANGEN + 1];
};

static double verschil(uint16_t a, uint16_t b)
{
	return ((double)a - (double)b) / SCORE_WAARDE_MAX;
}

static double ln_rang(const struct taak *taak, const struct score_leer_regel *regel)
{
	return taak->ln_rang[regel->rang < RANGEN ? regel->rang : RANGEN];
}

/* ---- the two losses ---- */

/* Each other line against the chosen one. */
static void helling_paren(const struct taak *taak, const double v[MATEN], double ret_g[MATEN])
{
	for (size_t i = 0; i < taak->count; i++) {
		const struct score_leer_besluit *b = taak->besluiten[i];
		const double gewicht = leer_gewicht(b, taak->eta) / (b->aantal - 1);
		const uint16_t *gekozen = b->regels[b->gekozen].waarden;
		for (unsigned j = 0; j < b->aantal; j++) {
			if (j == b->gekozen)
				continue;
			const uint16_t *ander = b->regels[j].waarden;
			double voor = 0;
			for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
				voor += v[f] * verschil(gekozen[f], ander[f]);
			const double e = leer_exp(voor < 0 ? voor : -voor);
			const double q = gewicht * (voor < 0 ? 1 : e) / (1 + e);
			for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
				ret_g[f] -= q * verschil(gekozen[f], ander[f]);
		}
	}
}

/* The chosen line out of all of them, where a rank far down holds it back. */
static void helling_keuze(const struct taak *taak, const double v[MATEN], double ret_g[MATEN])
{
	for (size_t i = 0; i < taak->count; i++) {
		const struct score_leer_besluit *b = taak->besluiten[i];
		double nut[SCORE_LEER_LIJST_MAX];
		double hoogste = -HUGE_VAL;
		for (unsigned j = 0; j < b->aantal; j++) {
			nut[j] = -v[RANG] * ln_rang(taak, &b->regels[j]);
			for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
				nut[j] += v[f] * verschil(b->regels[j].waarden[f], 0);
			hoogste = nut[j] > hoogste ? nut[j] : hoogste;
		}
		double som = 0;
		for (unsigned j = 0; j < b->aantal; j++) {
			nut[j] = leer_exp(nut[j] - hoogste);
			som += nut[j];
		}
		for (unsigned j = 0; j < b->aantal; j++) {
			const double q = (double)b->uitkomst * (nut[j] / som - (j == b->gekozen));
			for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
				ret_g[f] += q * verschil(b->regels[j].waarden[f], 0);
			ret_g[RANG] -= q * ln_rang(taak, &b->regels[j]);
		}
	}
}

/* ---- the descent ---- */

static double ruimte(const struct score_leer_besluit *b, unsigned f)
{
	uint16_t laag = b->regels[0].waarden[f];
	uint16_t hoog = laag;
	for (unsigned j = 1; j < b->aantal; j++) {
		const uint16_t w = b->regels[j].waarden[f];
		laag = w < laag ? w : laag;
		hoog = w > hoog ? w : hoog;
	}
	return verschil(hoog, laag);
}

/* How much the decisions weigh, how far their slopes can bend, and which factors they speak of. */
static void meet(struct taak *taak)
{
	double som = 0;
	for (size_t i = 0; i < taak->count; i++) {
		const struct score_leer_besluit *b = taak->besluiten[i];
		const double gewicht = leer_gewicht(b, taak->eta);
		double kwadraat = 0;
		for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++) {
			const double r = ruimte(b, f);
			taak->los[f] = taak->los[f] || r > 0;
			kwadraat += r * r;
		}
		const double ln = taak->ln_rang[RANGEN];
		som += gewicht * (kwadraat + (taak->rang ? ln * ln : 0)) / 4;
		taak->gewicht_som += gewicht;
	}
	taak->los[RANG] = taak->rang;
	taak->kromming = som / taak->gewicht_som + RIDGE;
}

/*
 * Accelerated projected gradient (Y. Nesterov 1983; A. Beck and M. Teboulle 2009). The projection
 * is on what is not below 0.
 */
static void daal(const struct taak *taak, double ret_v[MATEN])
{
	double vaart[MATEN];
	double t = 1;
	memcpy(ret_v, taak->anker, sizeof(vaart));
	memcpy(vaart, taak->anker, sizeof(vaart));
	for (int ronde = 0; ronde < RONDEN; ronde++) {
		double g[MATEN] = { 0 };
		taak->helling(taak, vaart, g);
		const double t_nieuw = (1 + sqrt(1 + 4 * t * t)) / 2;
		for (unsigned f = 0; f < MATEN; f++) {
			if (!taak->los[f])
				continue;
			const double trek = RIDGE * (vaart[f] - taak->anker[f]);
			const double stap = (g[f] / taak->gewicht_som + trek) / taak->kromming;
			const double v = vaart[f] > stap ? vaart[f] - stap : 0;
			vaart[f] = v + (t - 1) / t_nieuw * (v - ret_v[f]);
			ret_v[f] = v;
		}
		t = t_nieuw;
	}
}

static struct taak taak_begin(const struct score_leer_besluit *const *besluiten, size_t count,
	const struct score_gewichten *nu)
{
	struct taak taak = { .besluiten = besluiten, .count = count };
	for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
		taak.anker[f] = SCHERPTE * nu->gewicht[f] / SCORE_GEWICHT_SOM;
	taak.anker[RANG] = ETA_BEGIN;
	for (unsigned r = 1; r <= RANGEN; r++)
		taak.ln_rang[r] = leer_ln(r);
	return taak;
}

/* How steep attention falls with the rank, in hundredths. */
static int32_t schat_eta(const struct score_leer_besluit *const *besluiten, size_t count,
	const struct score_gewichten *nu)
{
	struct taak taak = taak_begin(besluiten, count, nu);
	taak.helling = helling_keuze;
	taak.rang = true;
	meet(&taak);
	double v[MATEN];
	daal(&taak, v);
	return (int32_t)((v[RANG] < ETA_MAX ? v[RANG] : ETA_MAX) * 100 + 0.5);
}

/* ---- back to weights ---- */

/* Shares `som` by `v`, in whole numbers: rounded down, and what is left to the largest rests. */
static void verdeel(const double v[MATEN], const bool los[MATEN], int32_t som,
	struct score_gewichten *gewichten)
{
	double totaal = 0;
	for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
		totaal += los[f] ? v[f] : 0;
	if (!(totaal > 0))
		return;
	double rest[SCORE_FACTOR_COUNT] = { 0 };
	int32_t over = som;
	for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++) {
		rest[f] = -1;
		if (!los[f])
			continue;
		const double deel = v[f] / totaal * som;
		gewichten->gewicht[f] = (uint16_t)deel;
		rest[f] = deel - gewichten->gewicht[f];
		over -= gewichten->gewicht[f];
	}
	for (; over > 0; over--) {
		unsigned grootste = 0;
		for (unsigned f = 1; f < SCORE_FACTOR_COUNT; f++)
			if (rest[f] > rest[grootste])
				grootste = f;
		gewichten->gewicht[grootste]++;
		rest[grootste] = -1;
	}
}

void score_leer_pas(const struct score_leer_besluit *const *besluiten, size_t count,
	const struct score_gewichten *nu, enum score_leer_positie positie,
	struct score_leer_fit *ret_fit)
{
	struct score_leer_fit fit = { .gewichten = *nu };
	if (count == 0) {
		*ret_fit = fit;
		return;
	}
	if (positie == SCORE_LEER_CORRECTIE)
		fit.eta = schat_eta(besluiten, count, nu);
	struct taak taak = taak_begin(besluiten, count, nu);
	taak.helling = helling_paren;
	taak.eta = fit.eta;
	meet(&taak);
	double v[MATEN];
	daal(&taak, v);
	int32_t som = SCORE_GEWICHT_SOM;
	for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++) {
		if (taak.los[f])
			continue;
		fit.vast |= 1u << f;
		som -= nu->gewicht[f];
	}
	verdeel(v, taak.los, som, &fit.gewichten);
	*ret_fit = fit;
}
