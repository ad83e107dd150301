/*
 * The snapshot of the supply: the input is a program of puts, removals, steps of putting in order
 * and questions. After each question the plain list of the same offers is ranked too, and must give
 * the same.
 */
#include "score/snapshot.h"

#include <string.h>

#include "domain/niveau.h"
#include "fuzz.h"

#define MAX_BYTES 4096
#define OFFERS	  24
#define LISTS	  3
#define THEMAS	  6
#define DAG	  20780 /* a Monday */

struct input {
	const uint8_t *at;
	size_t left;
};

struct offer {
	bool there;
	struct score_aanbod aanbod;
	uint16_t kring;
	uint16_t themas[LISTS];
	struct tijdvak_dag uitzonderingen[LISTS];
	struct tijdvak_dag boekingen[LISTS];
	struct score_verblijf verblijven[LISTS];
	struct score_bezetting bezetting[LISTS];
	struct score_erkenning erkenning;
	struct score_houder houder;
	struct score_gebruik week;
	struct score_gebruik jaar;
};

static unsigned next(struct input *in)
{
	if (in->left == 0)
		return 0;
	in->left--;
	return *in->at++;
}

static uint64_t next_of(struct input *in, unsigned bytes)
{
	uint64_t value = 0;
	for (unsigned i = 0; i < bytes; i++)
		value = value << 8 | next(in);
	return value;
}

/* Mostly near the window; 255 is followed by any date at all. */
static int32_t next_date(struct input *in)
{
	const unsigned day = next(in);
	return day == 255 ? (int32_t)next_of(in, 4) : DAG - 20 + (int32_t)day;
}

static int32_t next_edge(struct input *in, int32_t otherwise)
{
	return next(in) % 2 == 0 ? otherwise : next_date(in);
}

static struct plaats next_place(struct input *in)
{
	const unsigned known = next(in);
	const int32_t x = (int32_t)next_of(in, 2);
	const int32_t y = (int32_t)next_of(in, 2);
	return (struct plaats){ 120000 + x * (known == 7 ? 30 : 1), 450000 + y, known % 4 != 0 };
}

static struct uuid next_holder(struct input *in)
{
	return (struct uuid){ { (uint8_t)(next(in) % 4) } };
}

static void put_lists(struct input *in, struct offer *o)
{
	struct score_aanbod *const b = &o->aanbod;
	const unsigned counts = next(in);
	b->thema_count = (uint16_t)(counts % 4);
	b->uitzondering_count = b->boeking_count = counts / 4 % 4;
	b->bezetting_count = counts / 16 % 4;
	b->houder_count = counts / 64 % 2;
	b->erkenning_count = counts / 128;
	for (unsigned i = 0; i < LISTS; i++) {
		o->themas[i] = (uint16_t)(next(in) % 8);
		o->uitzonderingen[i] = (struct tijdvak_dag){ next_date(in), (uint8_t)next(in) };
		o->boekingen[i] = (struct tijdvak_dag){ next_date(in), (uint8_t)next(in) };
		o->bezetting[i] = (struct score_bezetting){ next_date(in),
			(enum dagdeel)(next(in) % DAGDEEL_COUNT), (uint16_t)(next(in) % 4) };
	}
	o->erkenning = (struct score_erkenning){ next(in) % 3, next_edge(in, SCORE_DATUM_ALTIJD) };
	o->week =
		(struct score_gebruik){ 202600 + (int32_t)next(in) % 54, (uint16_t)(next(in) % 4) };
	o->jaar = (struct score_gebruik){ 2024 + (int32_t)next(in) % 4, (uint16_t)next(in) };
	o->houder = (struct score_houder){ .max_per_week = (uint16_t)(next(in) % 3),
		.weken = &o->week,
		.week_count = 1,
		.max_per_schooljaar = (uint16_t)next(in),
		.schooljaren = &o->jaar,
		.schooljaar_count = 1 };
	b->themas = o->themas;
	b->uitzonderingen = o->uitzonderingen;
	b->boekingen = o->boekingen;
	b->verblijven = o->verblijven;
	b->bezetting = o->bezetting;
	b->erkenningen = &o->erkenning;
	b->houders = &o->houder;
}

static void put_verblijven(struct input *in, struct offer *o)
{
	o->aanbod.reisbuffer_min = (uint16_t)next(in);
	o->aanbod.verblijf_count = next(in) % (LISTS + 1);
	for (unsigned i = 0; i < o->aanbod.verblijf_count; i++)
		o->verblijven[i] = (struct score_verblijf){
			{ next_date(in), (enum dagdeel)(next(in) % DAGDEEL_COUNT) },
			{ (uint16_t)(4 * next(in)), (uint16_t)(6 * next(in)) }, next_place(in)
		};
}

static void put(struct input *in, struct offer *offers, struct score_snapshot *s)
{
	const unsigned number = next(in) % OFFERS;
	struct offer *const o = &offers[number];
	memset(o, 0, sizeof(*o));
	struct score_aanbod *const b = &o->aanbod;
	b->id.b[7] = (uint8_t)number;
	b->soort = (enum soort)(next(in) % SOORT_COUNT);
	b->niveaus = next(in) % 2 == 0 ? NIVEAU_ALLE : next_of(in, 7);
	b->talen = (uint8_t)next(in);
	b->online = next(in) % 2 != 0;
	b->reisafstand_m = (int32_t)next_of(in, 2) * (next(in) == 1 ? 20 : 1);
	b->plaats = next_place(in);
	b->groep_min = (uint16_t)(next(in) % 32);
	b->groep_max = (uint16_t)(next(in) % 64);
	b->dagdelen = (uint16_t)next_of(in, 2);
	b->geldig_van = next_edge(in, SCORE_DATUM_GEEN);
	b->geldig_tot = next_edge(in, SCORE_DATUM_ALTIJD);
	b->gepauzeerd_tot = next_edge(in, SCORE_DATUM_GEEN);
	b->vog_geldig_tot = next_edge(in, SCORE_DATUM_ALTIJD);
	b->plaatsen = (uint16_t)(next(in) % 4);
	b->vrijwilliger_id = next_holder(in);
	b->bedrijf_id = next_holder(in);
	b->leeftijd_min = (uint8_t)(next(in) % 20);
	b->leeftijd = (uint8_t)next(in);
	b->ambassadeur = next(in) % 2 != 0;
	b->opleiding = next(in);
	b->kwaliteit = (struct score_telling){ (uint32_t)next_of(in, 2), (uint16_t)next(in) };
	b->reactie = (struct score_telling){ next(in), (uint16_t)next(in) };
	o->kring = (uint16_t)(next(in) % 4);
	put_lists(in, o);
	put_verblijven(in, o);
	o->there = true;
	FUZZ_CHECK(score_snapshot_put(s, b, o->kring) == ERR_OK);
}

struct question {
	struct score_aanvraag aanvraag;
	struct score_config config;
	uint16_t themas[LISTS];
	uint16_t kringen[2];
	struct score_relatie relatie;
	int32_t datum;
};

static void ask_about(struct input *in, struct question *q)
{
	struct score_aanvraag *const v = &q->aanvraag;
	const int32_t van = DAG - 30 + (int32_t)next(in);
	const int32_t dagen = next(in) % 40 == 39 ? TIJDVAK_DAGEN_MAX : 1 + (int32_t)next(in) % 20;
	const uint16_t week = (uint16_t)next_of(in, 2);
	FUZZ_CHECK(score_aanvraag_venster(v, van, van + dagen - 1, week) == ERR_OK);
	v->soort = (enum soort)(next(in) % SOORT_COUNT);
	v->niveau = (UINT64_C(1) << next(in) % 64) & NIVEAU_ALLE;
	v->thema_count = (uint16_t)(next(in) % 4);
	for (unsigned i = 0; i < LISTS; i++)
		q->themas[i] = (uint16_t)(next(in) % 8);
	v->themas = q->themas;
	v->thema_vereist = next(in) % 3 == 0;
	v->talen = (uint8_t)next(in);
	v->groepsgrootte = (uint16_t)(next(in) % 40);
	v->max_afstand_m = (int32_t)next_of(in, 2);
	v->online_toegestaan = next(in) % 2 != 0;
	v->vog_vereist = next(in) % 2 != 0;
	v->plaats = next_place(in);
	v->behoefte = (int16_t)((int)(next(in) % 6) - 1);
	v->norm_tekort = (int16_t)((int)(next(in) % 6) - 1);
	v->leeftijd_min = (uint8_t)(next(in) % 24);
	v->crebo = next(in) % 3;
	v->begeleiders = (uint16_t)(next(in) % 4);
	v->traploos = next(in) % 3 == 0;
	v->weken = (uint16_t)(next(in) % 5);
	v->uren[DAGDEEL_MIDDAG] =
		(struct score_uren){ (uint16_t)(4 * next(in)), (uint16_t)(6 * next(in)) };
	v->wachttijd_dagen = (uint16_t)(next(in) % 16);
	v->voorkeur = (enum score_voorkeur)(next(in) % 3);
	v->wensen.dagdelen = (uint16_t)next_of(in, 2);
	v->wensen.talen = (uint8_t)next(in);
	v->wensen.ambassadeur = next(in) % 2 != 0;
	q->datum = next_date(in) % 100000;
	q->relatie = (struct score_relatie){ .houder = next_holder(in),
		.veto = next(in) % 4 == 0,
		.keren = (uint16_t)(next(in) % 4),
		.datums = &q->datum,
		.datum_count = 1 };
	v->relaties = &q->relatie;
	const unsigned between = next(in);
	v->relatie_count = between % 2;
	v->verboden = &q->relatie.houder;
	v->verboden_count = between / 2 % 2;
	tijdvak_set_add(&v->gesloten, next_date(in), (uint8_t)next(in));
	tijdvak_set_add(&v->klas_bezet, next_date(in), (uint8_t)next(in));
}

static enum score_kring serves(const struct question *q, uint16_t kring)
{
	if (kring == 0)
		return SCORE_KRING_GEEN;
	return kring == q->kringen[0] || kring == q->kringen[1] ? SCORE_KRING_BEDIENT
								: SCORE_KRING_ANDERE;
}

static void ask(
	struct input *in, struct question *q, const struct offer *offers, struct score_snapshot *s)
{
	const struct thema_boom *boom = q->config.boom;
	memset(q, 0, sizeof(*q));
	ask_about(in, q);
	q->config = score_config_init(boom, q->aanvraag.soort);
	q->config.regels ^= next(in) % 3 == 0 ? (uint32_t)next_of(in, 3) : 0;
	q->config.seed = next(in) % 2;
	const unsigned heavy = next(in) % SCORE_FACTOR_COUNT;
	for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++) {
		const uint16_t half = q->config.gewichten.gewicht[f] / 2;
		q->config.gewichten.gewicht[f] = (uint16_t)(q->config.gewichten.gewicht[f] - half);
		q->config.gewichten.gewicht[heavy] =
			(uint16_t)(q->config.gewichten.gewicht[heavy] + half);
	}
	q->kringen[0] = (uint16_t)(next(in) % 4);
	q->kringen[1] = (uint16_t)(next(in) % 4);
	static struct score_aanbod list[OFFERS];
	static struct score_rang want[OFFERS];
	static struct score_rang got[OFFERS];
	size_t count = 0;
	for (unsigned i = 0; i < OFFERS; i++) {
		if (!offers[i].there)
			continue;
		list[count] = offers[i].aanbod;
		list[count++].kring = serves(q, offers[i].kring);
	}
	const size_t k = 1 + next(in) % OFFERS;
	size_t n = 0;
	size_t m = 0;
	score_rangschik(&q->config, &q->aanvraag, list, count, k, want, &n);
	const struct score_snapshot_vraag v = { .config = &q->config,
		.aanvraag = &q->aanvraag,
		.kringen = q->kringen,
		.kring_count = 2 };
	score_snapshot_rangschik(s, &v, k, got, &m);
	FUZZ_CHECK(n == m);
	for (size_t i = 0; i < n; i++)
		FUZZ_CHECK(uuid_eq(want[i].id, got[i].id) && want[i].score == got[i].score);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint16_t parents[THEMAS] = { THEMA_GEEN, 0, 1, 1, THEMA_GEEN, 4 };
	static uint16_t near[THEMAS * THEMAS];
	static struct thema_boom boom;
	static struct offer offers[OFFERS];
	static struct question q;
	if (size > MAX_BYTES)
		return 0;
	FUZZ_CHECK(thema_boom_init(&boom, parents, THEMAS, near) == ERR_OK);
	memset(offers, 0, sizeof(offers));
	q.config.boom = &boom;
	struct input in = { data, size };
	const struct score_snapshot_opties opties = { .boom = &boom,
		.schooljaar = 2026,
		.max_aanbod = OFFERS,
		.max_bytes = (size_t)8 << 20,
		.kern = (enum score_kern)(next(&in) % SCORE_KERN_COUNT) };
	struct score_snapshot *const s = score_snapshot_create(&opties);
	while (in.left > 0) {
		const unsigned op = next(&in);
		if (op % 8 < 4) {
			put(&in, offers, s);
		} else if (op % 8 == 4) {
			struct offer *const o = &offers[next(&in) % OFFERS];
			FUZZ_CHECK(score_snapshot_remove(s, o->aanbod.id) == o->there ||
				   uuid_is_nil(o->aanbod.id));
			offers[o->aanbod.id.b[7]].there = false;
		} else if (op % 8 == 5) {
			(void)score_snapshot_orden(s, 1 + op / 8);
		} else {
			ask(&in, &q, offers, s);
		}
	}
	score_snapshot_destroy(s);
	return 0;
}
