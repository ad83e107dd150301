#include "rank_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "domain/niveau.h"
#include "domain/taal.h"

struct town {
	int32_t x_m;
	int32_t y_m;
	unsigned size; /* thousands of people, by and large */
};

static const struct town towns[] = {
	{ 143000, 487000, 220 },
	{ 160500, 500500, 80 },
	{ 178500, 525000, 50 }, /* Flevoland */
	{ 171000, 485000, 25 },
	{ 165000, 506000, 15 },
	{ 170000, 514000, 20 },
	{ 121000, 487000, 930 },
	{ 92500, 437500, 660 },
	{ 81000, 455000, 560 },
	{ 136500, 456000, 370 },
	{ 161500, 383500, 245 },
	{ 133500, 397000, 230 },
	{ 234000, 582000, 235 },
	{ 257500, 471500, 160 },
	{ 187500, 428000, 180 },
	{ 190500, 444000, 165 },
	{ 112500, 400500, 185 },
	{ 149500, 411000, 160 },
	{ 155000, 463000, 160 },
	{ 202500, 503500, 130 },
	{ 103500, 488500, 165 },
	{ 93500, 464000, 125 },
	{ 104500, 425500, 120 },
	{ 182500, 579500, 125 },
	{ 176500, 318000, 120 },
	{ 194500, 469500, 165 },
	{ 111500, 516500, 110 },
	{ 233500, 557500, 70 },
	{ 209000, 376000, 100 },
	{ 45500, 391500, 45 },
};

struct chance {
	uint64_t state;
};

static unsigned below(struct chance *c, unsigned n)
{
	c->state ^= c->state >> 12;
	c->state ^= c->state << 25;
	c->state ^= c->state >> 27;
	return (unsigned)((c->state * UINT64_C(0x2545f4914f6cdd1d)) >> 33) % n;
}

/* Around a town, mostly near; one in eight anywhere. */
static struct plaats any_place(struct chance *c, uint16_t *ret_town)
{
	*ret_town = 0;
	if (below(c, 8) == 0)
		return (struct plaats){ 20000 + (int32_t)below(c, 250000),
			310000 + (int32_t)below(c, 300000), true };
	unsigned total = 0;
	const size_t count = sizeof(towns) / sizeof(towns[0]);
	for (size_t i = 0; i < count; i++)
		total += towns[i].size;
	unsigned at = below(c, total);
	size_t i = 0;
	for (; at >= towns[i].size; i++)
		at -= towns[i].size;
	*ret_town = (uint16_t)(i + 1);
	const int32_t reach = 2000 + (int32_t)(200 * sqrt((double)towns[i].size * 10));
	int32_t dx = 0;
	int32_t dy = 0;
	for (int k = 0; k < 3; k++) {
		dx += (int32_t)below(c, (unsigned)reach) - reach / 2;
		dy += (int32_t)below(c, (unsigned)reach) - reach / 2;
	}
	return (struct plaats){ towns[i].x_m + dx, towns[i].y_m + dy, true };
}

/* Seven worlds; the other entries hang in them two layers deep. */
static void make_boom(struct data *d)
{
	uint16_t parents[DATA_THEMAS];
	d->nabij = calloc(thema_boom_size(DATA_THEMAS), sizeof(*d->nabij));
	if (d->nabij == NULL)
		abort();
	for (uint16_t i = 0; i < DATA_THEMAS; i++) {
		if (i < 7)
			parents[i] = THEMA_GEEN;
		else
			parents[i] = i < 21 ? i % 7 : (uint16_t)(7 + i % 14);
	}
	if (thema_boom_init(&d->boom, parents, DATA_THEMAS, d->nabij) != ERR_OK)
		abort();
}

/* One sector, or two beside each other; most of its levels. */
static uint64_t any_levels(struct chance *c)
{
	const unsigned first = below(c, NIVEAU_SECTOR_COUNT);
	uint64_t levels = niveau_of_sector((enum niveau_sector)first);
	if (below(c, 4) == 0)
		levels |= niveau_of_sector((enum niveau_sector)((first + 1) % NIVEAU_SECTOR_COUNT));
	const uint64_t some = levels & ~(UINT64_C(1) << below(c, NIVEAU_COUNT));
	return some != 0 ? some : levels;
}

static void make_offer(struct data *d, size_t i, struct chance *c)
{
	struct score_aanbod *const b = &d->aanbod[i];
	struct data_lists *const l = &d->lists[i];
	for (unsigned k = 0; k < 16; k++)
		b->id.b[k] = (uint8_t)below(c, 256);
	b->soort = (enum soort)below(c, DATA_SOORTEN);
	b->niveaus = any_levels(c);
	l->themas[0] = (uint16_t)(21 + below(c, DATA_THEMAS - 21));
	l->themas[1] = (uint16_t)below(c, 21);
	b->themas = l->themas;
	b->thema_count = 2;
	b->talen = below(c, 10) == 0 ? TAAL_BIT(TAAL_EN) : TAAL_BIT(TAAL_NL);
	b->reisafstand_m = 5000 + (int32_t)below(c, 40000);
	uint16_t town;
	b->plaats = any_place(c, &town);
	b->groep_max = (uint16_t)(20 + below(c, 15));
	b->dagdelen = (uint16_t)((below(c, DAGDEEL_WEEK_ALLE) & DAGDEEL_WEEK_SCHOOLDAG) | 1);
	b->geldig_van = SCORE_DATUM_GEEN;
	b->geldig_tot = SCORE_DATUM_ALTIJD;
	b->gepauzeerd_tot = below(c, 20) == 0 ? SCORE_DATUM_ALTIJD : SCORE_DATUM_GEEN;
	b->vog_geldig_tot = below(c, 3) == 0 ? SCORE_DATUM_GEEN : SCORE_DATUM_ALTIJD;
	for (unsigned k = 0; k < 2; k++)
		l->uitzonderingen[k] =
			(struct tijdvak_dag){ DATA_DAG + (int32_t)below(c, 200), TIJDVAK_DAG_ALLE };
	b->uitzonderingen = l->uitzonderingen;
	b->uitzondering_count = 2;
	for (unsigned k = 0; k < DATA_BOEKINGEN; k++)
		l->boekingen[k] = (struct tijdvak_dag){ DATA_DAG + (int32_t)below(c, 200),
			(uint8_t)(1u << below(c, 2)) };
	b->boekingen = l->boekingen;
	b->boeking_count = DATA_BOEKINGEN;
	l->jaar = (struct score_gebruik){ DATA_SCHOOLJAAR, (uint16_t)below(c, 11) };
	l->houder = (struct score_houder){
		.max_per_schooljaar = 10, .schooljaren = &l->jaar, .schooljaar_count = 1
	};
	b->houders = &l->houder;
	b->houder_count = 1;
	/* Two in three belong to the circle of their town. */
	d->kring[i] = below(c, 3) == 0 ? 0 : town;
}

void data_init(struct data *d, size_t count)
{
	memset(d, 0, sizeof(*d));
	make_boom(d);
	d->count = count;
	d->aanbod = calloc(count, sizeof(*d->aanbod));
	d->kring = calloc(count, sizeof(*d->kring));
	d->lists = calloc(count, sizeof(*d->lists));
	if (d->aanbod == NULL || d->kring == NULL || d->lists == NULL)
		abort();
	struct chance c = { 20261124 };
	for (size_t i = 0; i < count; i++)
		make_offer(d, i, &c);
}

void data_fini(struct data *d)
{
	free(d->nabij);
	free(d->aanbod);
	free(d->kring);
	free(d->lists);
}

void data_vraag(const struct data *d, unsigned number, struct data_vraag *q)
{
	struct chance c = { UINT64_C(0x9e3779b97f4a7c15) * (number + 1) };
	memset(q, 0, sizeof(*q));
	struct score_aanvraag *const v = &q->aanvraag;
	const int32_t van = DATA_DAG + (int32_t)below(&c, 120);
	if (score_aanvraag_venster(v, van, van + 41, DAGDEEL_WEEK_SCHOOLDAG) != ERR_OK)
		abort();
	v->soort = (enum soort)below(&c, DATA_SOORTEN);
	const uint64_t sector = niveau_of_sector((enum niveau_sector)below(&c, 3));
	unsigned bit = below(&c, NIVEAU_COUNT);
	while ((sector >> bit & 1) == 0)
		bit = (bit + 1) % NIVEAU_COUNT;
	v->niveau = UINT64_C(1) << bit;
	q->themas[0] = (uint16_t)(21 + below(&c, DATA_THEMAS - 21));
	q->themas[1] = (uint16_t)below(&c, 21);
	v->themas = q->themas;
	v->thema_count = 2;
	v->talen = TAAL_BIT(TAAL_NL);
	v->groepsgrootte = (uint16_t)(18 + below(&c, 14));
	v->vog_vereist = below(&c, 2) == 0;
	uint16_t town;
	v->plaats = any_place(&c, &town);
	v->behoefte = (int16_t)below(&c, 4);
	tijdvak_set_add_days(&v->gesloten, van + 14, van + 22);
	q->kringen[0] = town != 0 ? town : 1;
	q->kringen[1] = (uint16_t)(1 + below(&c, sizeof(towns) / sizeof(towns[0])));
	q->config = score_config_init(&d->boom, v->soort);
}

enum score_kring data_kring(const struct data_vraag *v, uint16_t kring)
{
	if (kring == 0)
		return SCORE_KRING_GEEN;
	return kring == v->kringen[0] || kring == v->kringen[1] ? SCORE_KRING_BEDIENT
								: SCORE_KRING_ANDERE;
}
