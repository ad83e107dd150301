#include "paren.h"

#include <string.h>

#include "base/date.h"
#include "domain/niveau.h"
#include "domain/taal.h"

uint64_t toeval_next(struct toeval *t)
{
	t->state ^= t->state >> 12;
	t->state ^= t->state << 25;
	t->state ^= t->state >> 27;
	return t->state * UINT64_C(0x2545f4914f6cdd1d);
}

unsigned toeval_below(struct toeval *t, unsigned n)
{
	return (unsigned)((toeval_next(t) >> 33) % n);
}

static bool one_in(struct toeval *t, unsigned n)
{
	return toeval_below(t, n) == 0;
}

const struct thema_boom *paren_boom(void)
{
	static const uint16_t parents[PAREN_THEMAS] = { THEMA_GEEN, 0, 0, 1, 1, 2, THEMA_GEEN, 6, 7,
		7 };
	static uint16_t near[PAREN_THEMAS * PAREN_THEMAS];
	static struct thema_boom boom;
	/* A constant, sound tree. */
	(void)!thema_boom_init(&boom, parents, PAREN_THEMAS, near);
	return &boom;
}

struct uuid paren_houder(unsigned number)
{
	struct uuid id = { { 0 } };
	id.b[0] = (uint8_t)(1 + number);
	return id;
}

struct score_config paren_config(void)
{
	return score_config_init(paren_boom(), SOORT_GASTLES);
}

void paren_koppel(struct paar_data *d)
{
	d->aanvraag.themas = d->gevraagd;
	d->aanvraag.relaties = d->relaties;
	d->aanvraag.verboden = d->verboden;
	d->aanvraag.opties = d->opties;
	for (int i = 0; i < PAREN_RELATIES; i++)
		d->relaties[i].datums = d->datums[i];
	d->aanbod.themas = d->geboden;
	d->aanbod.erkenningen = d->erkenningen;
	d->aanbod.uitzonderingen = d->uitzonderingen;
	d->aanbod.boekingen = d->boekingen;
	d->aanbod.verblijven = d->verblijven;
	d->aanbod.bezetting = d->bezetting;
	d->aanbod.houders = d->houders;
	for (int i = 0; i < 2; i++) {
		d->houders[i].weken = d->weken[i];
		d->houders[i].schooljaren = d->jaren[i];
	}
}

void paren_goed(struct paar_data *d)
{
	memset(d, 0, sizeof(*d));
	paren_koppel(d);
	struct score_aanvraag *v = &d->aanvraag;
	(void)!score_aanvraag_venster(v, PAREN_MAANDAG, PAREN_MAANDAG + 11, DAGDEEL_WEEK_SCHOOLDAG);
	v->soort = SOORT_GASTLES;
	v->niveau = UINT64_C(1) << 6;
	d->gevraagd[0] = 3;
	v->thema_count = 1;
	v->talen = TAAL_BIT(TAAL_NL);
	v->groepsgrootte = 25;
	v->norm_tekort = -1;
	v->plaats = (struct plaats){ 150000, 480000, true };
	struct score_aanbod *b = &d->aanbod;
	b->id.b[15] = 1;
	b->vrijwilliger_id = paren_houder(0);
	b->bedrijf_id = paren_houder(4);
	b->soort = SOORT_GASTLES;
	b->niveaus = UINT64_C(3) << 6;
	d->geboden[0] = 3;
	b->thema_count = 1;
	b->talen = TAAL_BIT(TAAL_NL);
	b->reisafstand_m = 20000;
	b->plaats = (struct plaats){ 160000, 480000, true };
	b->groep_min = 5;
	b->groep_max = 30;
	b->dagdelen = DAGDEEL_WEEK_SCHOOLDAG;
	b->geldig_van = SCORE_DATUM_GEEN;
	b->geldig_tot = SCORE_DATUM_ALTIJD;
	b->gepauzeerd_tot = SCORE_DATUM_GEEN;
	b->vog_geldig_tot = SCORE_DATUM_GEEN;
}

static int32_t any_date(const struct paar_data *d, struct toeval *t)
{
	const int span = d->aanvraag.venster.dagen + 4;
	return d->aanvraag.venster.van - 2 + (int32_t)toeval_below(t, (unsigned)span);
}

static enum soort any_soort(struct toeval *t)
{
	static const enum soort others[] = { SOORT_WORKSHOP, SOORT_STAGE, SOORT_LEERWERKPLEK,
		SOORT_OMSCHOLING, SOORT_BEDRIJFSBEZOEK };
	return one_in(t, 4) ? others[toeval_below(t, 5)] : SOORT_GASTLES;
}

/* Some of the holders, in their order. */
static void random_relaties(struct paar_data *d, struct toeval *t)
{
	struct score_aanvraag *v = &d->aanvraag;
	unsigned number = toeval_below(t, 3);
	for (unsigned i = toeval_below(t, PAREN_RELATIES + 1); i > 0; i--) {
		struct score_relatie *r = &d->relaties[v->relatie_count++];
		r->houder = paren_houder(number);
		r->veto = one_in(t, 10);
		r->keren = (uint16_t)toeval_below(t, 5);
		r->datum_count = toeval_below(t, 3);
		for (size_t k = 0; k < r->datum_count; k++)
			d->datums[v->relatie_count - 1][k] = any_date(d, t);
		number += 1 + toeval_below(t, 2);
	}
	for (unsigned i = toeval_below(t, 24); i < 8 && v->verboden_count < 2; i += 4)
		d->verboden[v->verboden_count++] = paren_houder(i);
	v->alleen = one_in(t, 30) ? paren_houder(toeval_below(t, 2)) : (struct uuid){ { 0 } };
	v->wachttijd_dagen = (uint16_t)(one_in(t, 2) ? 0 : toeval_below(t, 12));
	v->voorkeur = (enum score_voorkeur)toeval_below(t, 3);
}

static void random_opties(struct paar_data *d, struct toeval *t)
{
	d->aanvraag.optie_count = one_in(t, 2) ? 0 : toeval_below(t, SCORE_OPTIES_MAX + 1);
	for (size_t i = 0; i < d->aanvraag.optie_count; i++) {
		const int32_t van = any_date(d, t);
		d->opties[i] = (struct score_optie){ van, van + (int32_t)toeval_below(t, 3),
			(uint16_t)toeval_below(t, DAGDEEL_WEEK_ALLE + 1u) };
	}
}

static void random_wensen(struct score_aanvraag *v, struct toeval *t)
{
	if (one_in(t, 2))
		v->wensen.dagdelen = (uint16_t)(1u << toeval_below(t, DAGDEEL_WEEK_COUNT));
	if (one_in(t, 3))
		v->wensen.talen = (uint8_t)toeval_below(t, 16);
	v->wensen.ambassadeur = one_in(t, 3);
}

static void random_aanvraag(struct paar_data *d, struct toeval *t)
{
	struct score_aanvraag *v = &d->aanvraag;
	/* Short windows mostly, so that every rule gets its turn; some over the turn of the year.
	 */
	const int32_t van = PAREN_MAANDAG - 150 + (int32_t)toeval_below(t, 400);
	const int32_t dagen = one_in(t, 20) ? 1 + (int32_t)toeval_below(t, TIJDVAK_DAGEN_MAX)
					    : 1 + (int32_t)toeval_below(t, 12);
	const uint16_t week = one_in(t, 3) ? DAGDEEL_WEEK_SCHOOLDAG
					   : (uint16_t)toeval_below(t, DAGDEEL_WEEK_ALLE + 1u);
	(void)!score_aanvraag_venster(v, van, van + dagen - 1, week);
	v->soort = any_soort(t);
	v->niveau = one_in(t, 20) ? 0 : UINT64_C(1) << toeval_below(t, NIVEAU_COUNT);
	v->thema_count = (uint16_t)toeval_below(t, 4);
	for (unsigned i = 0; i < v->thema_count; i++)
		d->gevraagd[i] = (uint16_t)((toeval_below(t, 3) + 3 * i) % PAREN_THEMAS);
	v->thema_vereist = one_in(t, 3);
	v->talen = (uint8_t)(one_in(t, 5) ? toeval_below(t, 16) : 1);
	v->groepsgrootte = (uint16_t)toeval_below(t, 35);
	v->max_afstand_m = one_in(t, 3) ? (int32_t)toeval_below(t, 60000) : 0;
	v->online_toegestaan = one_in(t, 3);
	v->vog_vereist = one_in(t, 3);
	v->plaats =
		(struct plaats){ 140000 + (int32_t)toeval_below(t, 40000), 480000, !one_in(t, 10) };
	v->behoefte = (int16_t)((int)toeval_below(t, 6) - 1);
	v->norm_tekort = (int16_t)((int)toeval_below(t, 7) - 1);
	v->leeftijd_min = (uint8_t)(one_in(t, 3) ? 0 : 10 + toeval_below(t, 10));
	v->begeleiders = (uint16_t)toeval_below(t, 6);
	v->traploos = one_in(t, 4);
	v->weken = (uint16_t)toeval_below(t, 8);
	v->crebo = one_in(t, 4) ? 0 : 25600 + toeval_below(t, 2);
	random_relaties(d, t);
	random_wensen(v, t);
	random_opties(d, t);
	for (unsigned i = toeval_below(t, 4); i > 0; i--)
		tijdvak_set_add(&v->gesloten, any_date(d, t), (uint8_t)toeval_below(t, 8));
	for (unsigned i = toeval_below(t, 5); i > 0; i--)
		tijdvak_set_add(&v->klas_bezet, any_date(d, t), (uint8_t)toeval_below(t, 8));
}

static void random_houder(struct paar_data *d, struct toeval *t, int i)
{
	struct score_houder *h = &d->houders[i];
	h->soort = (enum score_houder_soort)i;
	h->max_per_week = (uint16_t)toeval_below(t, 3);
	h->max_per_schooljaar = (uint16_t)toeval_below(t, 6);
	h->week_count = toeval_below(t, 4);
	for (size_t k = 0; k < h->week_count; k++)
		d->weken[i][k] = (struct score_gebruik){ date_iso_week(any_date(d, t)),
			(uint16_t)toeval_below(t, 3) };
	h->schooljaar_count = toeval_below(t, 3);
	for (size_t k = 0; k < h->schooljaar_count; k++)
		d->jaren[i][k] = (struct score_gebruik){ date_school_year(any_date(d, t)),
			(uint16_t)toeval_below(t, 5) };
}

/* Where the person is on some of these half-days: mostly too far from the others, or nearly. */
static void random_verblijven(struct paar_data *d, struct toeval *t)
{
	struct score_aanbod *b = &d->aanbod;
	b->reisbuffer_min = (uint16_t)(5 * toeval_below(t, 40));
	b->verblijf_count = one_in(t, 2) ? toeval_below(t, PAREN_LIST_MAX) : 0;
	for (size_t i = 0; i < b->verblijf_count; i++) {
		const unsigned half = toeval_below(t, DAGDEEL_COUNT);
		const unsigned begin = 480 + 300 * half + toeval_below(t, 60);
		d->verblijven[i] = (struct score_verblijf){ { any_date(d, t), (enum dagdeel)half },
			{ (uint16_t)begin, (uint16_t)(begin + 120 + toeval_below(t, 170)) },
			{ 140000 + (int32_t)toeval_below(t, 40000), 420000, !one_in(t, 10) } };
		if (one_in(t, 8))
			d->verblijven[i].plaats = d->aanvraag.plaats;
	}
	for (unsigned n = 0; one_in(t, 3) && n < DAGDEEL_COUNT; n++)
		d->aanvraag.uren[n] =
			(struct score_uren){ (uint16_t)(480 + 300 * n + toeval_below(t, 60)),
				(uint16_t)(660 + 300 * n + toeval_below(t, 110)) };
}

static void random_calendar(struct paar_data *d, struct toeval *t)
{
	struct score_aanbod *b = &d->aanbod;
	b->dagdelen = one_in(t, 3) ? (uint16_t)toeval_below(t, DAGDEEL_WEEK_ALLE + 1u)
				   : DAGDEEL_WEEK_ALLE;
	b->geldig_van = one_in(t, 4) ? any_date(d, t) : SCORE_DATUM_GEEN;
	b->geldig_tot = one_in(t, 4) ? any_date(d, t) : SCORE_DATUM_ALTIJD;
	b->gepauzeerd_tot = one_in(t, 6) ? any_date(d, t) : SCORE_DATUM_GEEN;
	if (one_in(t, 40))
		b->gepauzeerd_tot = SCORE_DATUM_ALTIJD;
	b->vog_geldig_tot = one_in(t, 3) ? SCORE_DATUM_GEEN : any_date(d, t);
	b->uitzondering_count = toeval_below(t, 5);
	for (size_t i = 0; i < b->uitzondering_count; i++)
		d->uitzonderingen[i] =
			(struct tijdvak_dag){ any_date(d, t), (uint8_t)toeval_below(t, 8) };
	b->boeking_count = toeval_below(t, 8);
	for (size_t i = 0; i < b->boeking_count; i++)
		d->boekingen[i] =
			(struct tijdvak_dag){ any_date(d, t), (uint8_t)toeval_below(t, 8) };
	random_verblijven(d, t);
	b->plaatsen = (uint16_t)toeval_below(t, 3);
	b->bezetting_count = toeval_below(t, PAREN_LIST_MAX);
	for (size_t i = 0; i < b->bezetting_count; i++)
		d->bezetting[i] = (struct score_bezetting){ any_date(d, t),
			(enum dagdeel)toeval_below(t, DAGDEEL_COUNT),
			(uint16_t)toeval_below(t, 3) };
	b->houder_count = toeval_below(t, 3);
	for (int i = 0; i < 2; i++)
		random_houder(d, t, i);
}

/* Who stands behind the offer, and what is known of them. */
static void random_aanbieder(struct paar_data *d, struct toeval *t)
{
	struct score_aanbod *b = &d->aanbod;
	if (!one_in(t, 4))
		b->vrijwilliger_id = paren_houder(toeval_below(t, 4));
	if (!one_in(t, 4))
		b->bedrijf_id = paren_houder(4 + toeval_below(t, 4));
	b->leeftijd_min = (uint8_t)(one_in(t, 4) ? 8 + toeval_below(t, 10) : 0);
	b->leerlingen_per_begeleider = (uint8_t)(one_in(t, 2) ? 4 + toeval_below(t, 10) : 0);
	b->traploos = !one_in(t, 3);
	b->erkenning_count = toeval_below(t, 5);
	for (size_t i = 0; i < b->erkenning_count; i++)
		d->erkenningen[i] = (struct score_erkenning){ 25600 + toeval_below(t, 3),
			one_in(t, 3) ? SCORE_DATUM_ALTIJD : any_date(d, t) };
	b->kwaliteit.aantal = (uint16_t)(one_in(t, 3) ? 0 : toeval_below(t, 40));
	b->kwaliteit.som = b->kwaliteit.aantal * (100 + toeval_below(t, 401));
	b->reactie.aantal = (uint16_t)(one_in(t, 3) ? 0 : toeval_below(t, 40));
	b->reactie.som = toeval_below(t, b->reactie.aantal + 1u);
	b->ambassadeur = one_in(t, 2);
	b->leeftijd = (uint8_t)(one_in(t, 3) ? 0 : 16 + toeval_below(t, 50));
	if (!one_in(t, 3))
		b->opleiding = UINT64_C(1) << toeval_below(t, NIVEAU_COUNT) |
			       UINT64_C(1) << toeval_below(t, NIVEAU_COUNT);
}

void paren_toeval(struct paar_data *d, struct toeval *t)
{
	memset(d, 0, sizeof(*d));
	paren_koppel(d);
	random_aanvraag(d, t);
	struct score_aanbod *b = &d->aanbod;
	for (unsigned i = 0; i < 16; i++)
		b->id.b[i] = (uint8_t)toeval_below(t, 256);
	b->soort = one_in(t, 12) ? any_soort(t) : d->aanvraag.soort;
	b->niveaus = one_in(t, 5) ? toeval_next(t) & NIVEAU_ALLE : NIVEAU_ALLE;
	if (one_in(t, 20))
		b->niveaus = 0;
	b->thema_count = (uint16_t)toeval_below(t, 4);
	for (unsigned i = 0; i < b->thema_count; i++)
		d->geboden[i] = (uint16_t)((toeval_below(t, 3) + 3 * i) % PAREN_THEMAS);
	b->talen = (uint8_t)(one_in(t, 5) ? toeval_below(t, 16) : 3);
	b->online = one_in(t, 3);
	b->reisafstand_m = one_in(t, 3) ? 0 : (int32_t)toeval_below(t, 40000);
	b->plaats =
		(struct plaats){ 140000 + (int32_t)toeval_below(t, 40000), 480000, !one_in(t, 10) };
	b->groep_min = (uint16_t)toeval_below(t, 6);
	b->groep_max = (uint16_t)(one_in(t, 3) ? 0 : 25 + toeval_below(t, 15));
	b->kring = (enum score_kring)toeval_below(t, 3);
	random_aanbieder(d, t);
	random_calendar(d, t);
}

static void shuffle(void *list, size_t count, size_t item_bytes, struct toeval *t)
{
	char *bytes = list;
	char spare[64];
	for (size_t i = count; i > 1; i--) {
		char *a = bytes + (i - 1) * item_bytes;
		char *b = bytes + toeval_below(t, (unsigned)i) * item_bytes;
		memcpy(spare, a, item_bytes);
		memmove(a, b, item_bytes);
		memcpy(b, spare, item_bytes);
	}
}

void paren_schud(struct paar_data *d, struct toeval *t)
{
	const struct score_aanbod *b = &d->aanbod;
	shuffle(d->gevraagd, d->aanvraag.thema_count, sizeof(*d->gevraagd), t);
	shuffle(d->geboden, b->thema_count, sizeof(*d->geboden), t);
	shuffle(d->uitzonderingen, b->uitzondering_count, sizeof(*d->uitzonderingen), t);
	shuffle(d->boekingen, b->boeking_count, sizeof(*d->boekingen), t);
	shuffle(d->verblijven, b->verblijf_count, sizeof(*d->verblijven), t);
	shuffle(d->bezetting, b->bezetting_count, sizeof(*d->bezetting), t);
	shuffle(d->erkenningen, b->erkenning_count, sizeof(*d->erkenningen), t);
	for (size_t i = 0; i < d->aanvraag.relatie_count; i++)
		shuffle(d->datums[i], d->relaties[i].datum_count, sizeof(**d->datums), t);
	for (int i = 0; i < 2; i++) {
		shuffle(d->weken[i], d->houders[i].week_count, sizeof(**d->weken), t);
		shuffle(d->jaren[i], d->houders[i].schooljaar_count, sizeof(**d->jaren), t);
	}
	shuffle(d->houders, b->houder_count, sizeof(*d->houders), t);
}
