#include "motor/planning.h"

#include <stdlib.h>
#include <string.h>

#include "score/factor.h"

#define MERK	      "schakel planning 1\n"
#define ANTWOORD_MERK "schakel antwoord 1\n     " /* as long as whole words are */

_Static_assert(sizeof(struct planning_aanvraag) == 24 + 8 * PLAN_WOORDEN_MAX, "no holes");
_Static_assert(sizeof(struct planning_houder) == 32 + 8 * PLAN_WOORDEN_MAX, "no holes");
_Static_assert(sizeof(struct planning_school) == 20, "no holes");
_Static_assert(sizeof(struct planning_bedrijf) == 24, "no holes");
_Static_assert(sizeof(struct planning_kring) == 20, "no holes");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the bytes are kept as they stand");

/* ---- bytes ---- */

#define LIJSTEN 9

struct deel {
	struct planning_lijst *lijst;
	size_t size_bytes;
	size_t most;
};

static void parts_of(struct planning *p, struct deel deel[static LIJSTEN])
{
	const size_t pairs = (size_t)PLANNING_AANVRAGEN_MAX * PLANNING_KANSEN_MAX;
	const struct deel all[LIJSTEN] = {
		{ &p->aanvragen, sizeof(struct planning_aanvraag), PLANNING_AANVRAGEN_MAX },
		{ &p->houders, sizeof(struct planning_houder), pairs },
		{ &p->scholen, sizeof(struct planning_school), PLANNING_AANVRAGEN_MAX },
		{ &p->bedrijven, sizeof(struct planning_bedrijf), pairs },
		{ &p->kringen, sizeof(struct planning_kring), pairs },
		{ &p->aanbod, sizeof(struct uuid), pairs },
		{ &p->kansen, sizeof(struct planning_kans), pairs },
		{ &p->eisen, sizeof(struct planning_eis), pairs },
		{ &p->minder, sizeof(struct planning_minder), pairs },
	};
	memcpy(deel, all, sizeof(all));
}

struct kop {
	char merk[sizeof(MERK) - 1];
	uint8_t trouw;
	int32_t van;
	uint32_t spreiding;
	uint32_t counts[LIJSTEN]; /* the last was 0 before there was `minder` */
	uint64_t loting;
};
_Static_assert(sizeof(struct kop) == 20 + 8 + 4 * LIJSTEN + 8, "no holes");

void planning_schrijf(const struct planning *p, struct buf *b)
{
	struct planning copy = *p; /* of the lists alone: nothing is changed */
	struct deel deel[LIJSTEN];
	struct kop kop = {
		.van = p->van, .spreiding = p->spreiding, .trouw = p->trouw, .loting = p->loting
	};
	memcpy(kop.merk, MERK, sizeof(kop.merk));
	parts_of(&copy, deel);
	for (size_t i = 0; i < LIJSTEN; i++)
		kop.counts[i] = (uint32_t)deel[i].lijst->count;
	buf_add(b, &kop, sizeof(kop));
	for (size_t i = 0; i < LIJSTEN; i++)
		if (deel[i].lijst->count > 0)
			buf_add(b, deel[i].lijst->items, deel[i].lijst->count * deel[i].size_bytes);
}

/* None where there is no memory. */
static size_t count_of(const struct planning_lijst *l)
{
	return l->items != NULL ? l->count : 0;
}

static bool minder_holds(const struct planning *p)
{
	const struct planning_minder *const minder = p->minder.items;
	const size_t count = count_of(&p->minder);
	for (size_t i = 0; i < count; i++)
		if (minder[i].houder >= p->houders.count ||
			minder[i].halfdag >= PLAN_WOORDEN_MAX * 64 ||
			minder[i].houder < minder[i > 0 ? i - 1 : 0].houder)
			return false;
	return true;
}

/* What lib/plan does not look at itself. */
static bool holds(const struct planning *p)
{
	const struct planning_kans *const kansen = p->kansen.items;
	const struct planning_houder *const houders = p->houders.items;
	const struct planning_aanvraag *const aanvragen = p->aanvragen.items;
	const struct planning_bedrijf *const bedrijven = p->bedrijven.items;
	const struct planning_eis *const eisen = p->eisen.items;
	const size_t kans_count = count_of(&p->kansen), houder_count = count_of(&p->houders),
		     aanvraag_count = count_of(&p->aanvragen),
		     bedrijf_count = count_of(&p->bedrijven), eis_count = count_of(&p->eisen);
	for (size_t i = 0; i < kans_count; i++)
		if (kansen[i].aanvraag >= aanvraag_count || kansen[i].houder >= houder_count ||
			kansen[i].aanbod >= p->aanbod.count || kansen[i].score < 0 ||
			kansen[i].score > SCORE_MAX ||
			kansen[i].aanvraag < kansen[i > 0 ? i - 1 : 0].aanvraag)
			return false;
	for (size_t i = 0; i < houder_count; i++)
		if (houders[i].plaatsen < 1 || houders[i].plaatsen > PLANNING_PLAATSEN_MAX ||
			houders[i].max < 0 ||
			(houders[i].bedrijf != PLAN_GEEN && houders[i].bedrijf >= bedrijf_count))
			return false;
	for (size_t i = 0; i < aanvraag_count; i++)
		if (aanvragen[i].school >= p->scholen.count)
			return false;
	for (size_t i = 0; i < bedrijf_count; i++)
		if (bedrijven[i].kring != PLAN_GEEN && bedrijven[i].kring >= p->kringen.count)
			return false;
	for (size_t i = 0; i < eis_count; i++)
		if (eisen[i].aanvraag >= aanvraag_count || eisen[i].houder >= houder_count ||
			eisen[i].soort >= PLANNING_EISEN)
			return false;
	return minder_holds(p) && p->spreiding <= 100 && p->trouw <= 100;
}

static bool read_list(struct str bytes, size_t *at, uint32_t count, const struct deel *d)
{
	const size_t len = (size_t)count * d->size_bytes;
	if (count > d->most || len > bytes.len - *at)
		return false;
	void *const items = len > 0 ? planning_take(NULL, count, d->size_bytes) : NULL;
	if (items != NULL)
		memcpy(items, bytes.ptr + *at, len);
	*d->lijst = (struct planning_lijst){ items, count, count };
	*at += len;
	return true;
}

enum err planning_lees(struct str bytes, struct planning *ret_planning)
{
	struct planning *const p = ret_planning;
	struct kop kop;
	struct deel deel[LIJSTEN];
	size_t at = sizeof(kop);
	*p = (struct planning){ 0 };
	if (bytes.len < sizeof(kop))
		return ERR_INVALID;
	memcpy(&kop, bytes.ptr, sizeof(kop));
	if (memcmp(kop.merk, MERK, sizeof(kop.merk)) != 0)
		return ERR_INVALID;
	p->van = kop.van;
	p->spreiding = kop.spreiding;
	p->trouw = kop.trouw;
	p->loting = kop.loting;
	parts_of(p, deel);
	size_t read = 0;
	while (read < LIJSTEN && read_list(bytes, &at, kop.counts[read], &deel[read]))
		read++;
	if (read == LIJSTEN && at == bytes.len && holds(p))
		return ERR_OK;
	planning_fini(p);
	return ERR_INVALID;
}

/* ---- solving ---- */

void planning_antwoord_fini(struct planning_antwoord *a)
{
	free(a->inzet);
	free(a->winst);
	*a = (struct planning_antwoord){ 0 };
}

/* The question as lib/plan takes it; all of it in memory of the arena. */
struct opgave {
	struct plan_opgave opgave;
	uint32_t *vast;	  /* of each request: the houder that it has to get, PLAN_GEEN, or … */
	uint32_t *eerste; /* of each houder: its first aanbod there */
	uint32_t *houder; /* of each aanbod there */
};

#define TWEE_TEGELIJK (PLAN_GEEN - 1) /* … two, of which it cannot get both */

/* A pin takes away every other chance of its request, and the request has to be served: by
 * whichever place of the houder. */
static void set_pins(struct arena *a, const struct planning *p, struct opgave *v)
{
	const struct planning_eis *const eisen = p->eisen.items;
	v->vast = ARENA_ARRAY(a, p->aanvragen.count + 1, uint32_t);
	for (size_t i = 0; i < p->aanvragen.count; i++)
		v->vast[i] = PLAN_GEEN;
	for (size_t i = 0; i < p->eisen.count; i++) {
		uint32_t *const own = &v->vast[eisen[i].aanvraag];
		if (eisen[i].soort == PLANNING_VAST)
			*own = *own == PLAN_GEEN || *own == eisen[i].houder ? eisen[i].houder
									    : TWEE_TEGELIJK;
	}
}

/* What it is worth that a pair of another planning stays. */
static int64_t trouw_of(const struct planning *p)
{
	return (int64_t)p->trouw * SCORE_MAX / 100;
}

static void set_schools(struct arena *a, const struct planning *p, struct opgave *v)
{
	const struct planning_school *const scholen = p->scholen.items;
	const struct planning_aanvraag *const aanvragen = p->aanvragen.items;
	struct plan_school *const s = ARENA_ARRAY(a, p->scholen.count + 1, struct plan_school);
	struct plan_groep *const g = ARENA_ARRAY(a, p->scholen.count + 1, struct plan_groep);
	struct plan_aanvraag *const q =
		ARENA_ARRAY(a, p->aanvragen.count + 1, struct plan_aanvraag);
	int64_t *const asked = ARENA_ARRAY(a, p->scholen.count + 1, int64_t);
	const int64_t stijging = (int64_t)p->spreiding * PLANNING_STAP;
	int64_t most = 0;
	for (size_t i = 0; i < p->aanvragen.count; i++)
		asked[aanvragen[i].school]++;
	for (size_t i = 0; i < p->scholen.count; i++) {
		const int64_t al = scholen[i].al;
		most = al + asked[i] > most ? al + asked[i] : most;
		s[i].maat = (struct plan_maat){
			.max = PLAN_ZONDER_MAX, .al = (int32_t)al, .stijging = stijging
		};
		g[i] = (struct plan_groep){ .school = (uint32_t)i,
			.maat = { .max = PLAN_ZONDER_MAX } };
	}
	/* More than the dearest match, what is kept of another planning, and the last step of the
	 * school that asks most. */
	const int64_t straf = SCORE_MAX + 1 + trouw_of(p) + 2 * most * stijging;
	for (size_t i = 0; i < p->aanvragen.count; i++)
		q[i] = (struct plan_aanvraag){ .groep = aanvragen[i].school,
			.sessies = 1,
			.min = v->vast[i] == PLAN_GEEN ? 0 : 1,
			.straf = straf,
			.eenmaal = PLAN_EENMAAL_AANBOD,
			.venster = aanvragen[i].venster };
	v->opgave.scholen = s;
	v->opgave.school_count = p->scholen.count;
	v->opgave.groepen = g;
	v->opgave.groep_count = p->scholen.count;
	v->opgave.aanvragen = q;
	v->opgave.aanvraag_count = p->aanvragen.count;
}

/* The half-days of the n-th place of a houder; what is less than all of its places from `minder`
 * on. */
static const uint64_t *free_at(
	struct arena *a, const struct planning *p, uint32_t houder, uint32_t n, size_t minder)
{
	const struct planning_houder *const h =
		(const struct planning_houder *)p->houders.items + houder;
	const struct planning_minder *const list = p->minder.items;
	uint64_t *own = NULL;
	for (size_t i = minder; i < count_of(&p->minder) && list[i].houder == houder; i++) {
		if (n < list[i].over)
			continue;
		if (own == NULL) {
			own = ARENA_ARRAY(a, PLAN_WOORDEN_MAX, uint64_t);
			memcpy(own, h->vrij, sizeof(h->vrij));
		}
		own[list[i].halfdag / 64] &= ~(UINT64_C(1) << (list[i].halfdag % 64));
	}
	return own != NULL ? own : h->vrij;
}

static void set_supply(struct arena *a, const struct planning *p, struct opgave *v)
{
	const struct planning_houder *const houders = p->houders.items;
	const struct planning_bedrijf *const bedrijven = p->bedrijven.items;
	const struct planning_kring *const kringen = p->kringen.items;
	const struct planning_minder *const list = p->minder.items;
	size_t minder = 0;
	size_t count = 0;
	v->eerste = ARENA_ARRAY(a, p->houders.count + 1, uint32_t);
	for (size_t i = 0; i < p->houders.count; i++) {
		v->eerste[i] = (uint32_t)count;
		count += houders[i].plaatsen;
	}
	struct plan_aanbod *const o = ARENA_ARRAY(a, count + 1, struct plan_aanbod);
	struct plan_bedrijf *const b = ARENA_ARRAY(a, p->bedrijven.count + 1, struct plan_bedrijf);
	struct plan_kring *const k = ARENA_ARRAY(a, p->kringen.count + 1, struct plan_kring);
	v->houder = ARENA_ARRAY(a, count + 1, uint32_t);
	for (size_t i = 0; i < p->houders.count; i++) {
		while (minder < count_of(&p->minder) && list[minder].houder < i)
			minder++;
		for (uint32_t n = 0; n < houders[i].plaatsen; n++) {
			v->houder[v->eerste[i] + n] = (uint32_t)i;
			o[v->eerste[i] + n] = (struct plan_aanbod){ .bedrijf = houders[i].bedrijf,
				.maat = { .max = houders[i].max },
				.vrij = free_at(a, p, (uint32_t)i, n, minder) };
		}
	}
	for (size_t i = 0; i < p->bedrijven.count; i++)
		b[i] = (struct plan_bedrijf){ .kring = bedrijven[i].kring,
			.maat = { .max = bedrijven[i].max } };
	for (size_t i = 0; i < p->kringen.count; i++)
		k[i] = (struct plan_kring){ .maat = { .max = kringen[i].max } };
	v->opgave.aanbod = o;
	v->opgave.aanbod_count = count;
	v->opgave.bedrijven = b;
	v->opgave.bedrijf_count = p->bedrijven.count;
	v->opgave.kringen = k;
	v->opgave.kring_count = p->kringen.count;
}

static void set_pairs(struct arena *a, const struct planning *p, struct opgave *v)
{
	const struct planning_houder *const houders = p->houders.items;
	const struct planning_kans *const kansen = p->kansen.items;
	const struct planning_eis *const eisen = p->eisen.items;
	const size_t most = p->kansen.count * PLANNING_PLAATSEN_MAX + 1;
	struct plan_kandidaat *const k = ARENA_ARRAY(a, most, struct plan_kandidaat);
	struct plan_paar *const verboden =
		ARENA_ARRAY(a, p->eisen.count * PLANNING_PLAATSEN_MAX + 1, struct plan_paar);
	struct plan_inzet *const vorige =
		ARENA_ARRAY(a, p->eisen.count * PLANNING_PLAATSEN_MAX + 1, struct plan_inzet);
	for (size_t i = 0; i < p->kansen.count; i++) {
		const uint32_t vast = v->vast[kansen[i].aanvraag];
		if (vast != PLAN_GEEN && vast != kansen[i].houder)
			continue;
		for (uint32_t n = 0; n < houders[kansen[i].houder].plaatsen; n++)
			k[v->opgave.kandidaat_count++] =
				(struct plan_kandidaat){ .aanvraag = kansen[i].aanvraag,
					.aanbod = v->eerste[kansen[i].houder] + n,
					.kosten = SCORE_MAX - kansen[i].score };
	}
	for (size_t i = 0; i < p->eisen.count; i++)
		for (uint32_t n = 0; n < houders[eisen[i].houder].plaatsen; n++) {
			const uint32_t aanbod = v->eerste[eisen[i].houder] + n;
			if (eisen[i].soort == PLANNING_VERBODEN)
				verboden[v->opgave.verbod_count++] =
					(struct plan_paar){ eisen[i].aanvraag, aanbod };
			else if (eisen[i].soort == PLANNING_EERDER)
				vorige[v->opgave.vorige_count++] =
					(struct plan_inzet){ eisen[i].aanvraag, aanbod, 0 };
		}
	v->opgave.kandidaten = k;
	v->opgave.verboden = verboden;
	v->opgave.vorige = vorige;
	v->opgave.trouw = trouw_of(p);
}

struct planning_kansen planning_kansen_van(const struct planning *p, uint32_t aanvraag)
{
	const struct planning_kans *const kansen = p->kansen.items;
	size_t low = 0;
	size_t high = p->kansen.count;
	while (low < high) {
		const size_t mid = low + (high - low) / 2;
		if (kansen[mid].aanvraag < aanvraag)
			low = mid + 1;
		else
			high = mid;
	}
	struct planning_kansen found = { low, low };
	while (found.end < p->kansen.count && kansen[found.end].aanvraag == aanvraag)
		found.end++;
	return found;
}

/* The best chance of a request with this houder: the first, for they stand best first. */
static uint32_t chance_of(const struct planning *p, uint32_t aanvraag, uint32_t houder)
{
	const struct planning_kans *const kansen = p->kansen.items;
	size_t i = planning_kansen_van(p, aanvraag).first;
	while (kansen[i].houder != houder)
		i++;
	return (uint32_t)i;
}

static void take_over(const struct planning *p, const struct opgave *v,
	const struct plan_uitkomst *u, struct planning_antwoord *ret)
{
	ret->inzet = planning_take(NULL, p->aanvragen.count + 1, sizeof(*ret->inzet));
	for (size_t i = 0; i < p->aanvragen.count; i++)
		ret->inzet[i] = (struct planning_inzet){ .kans = PLAN_GEEN };
	for (size_t i = 0; i < u->inzet_count; i++) {
		const struct plan_inzet *const e = &u->inzet[i];
		const struct tijdvak first = { .datum = p->van };
		ret->inzet[e->aanvraag] = (struct planning_inzet){ .kans = chance_of(p, e->aanvraag,
									   v->houder[e->aanbod]),
			.tijdvak = tijdvak_from_number(
				tijdvak_to_number(first) + (int32_t)e->tijdvak) };
	}
	ret->bediend = u->bediend;
	ret->behouden = u->behouden;
	if (u->winst_aanvraag != NULL) {
		ret->winst = planning_take(NULL, p->aanvragen.count + 1, sizeof(*ret->winst));
		memcpy(ret->winst, u->winst_aanvraag, p->aanvragen.count * sizeof(*ret->winst));
	}
	ret->waarde = -u->doel;
	ret->grens = -u->ondergrens;
	ret->bewezen = u->bewezen;
}

/* Only who is pinned has to be served: a request to blame stands for its pins. */
static void take_blame(
	const struct planning *p, const struct plan_weigering *w, struct planning_antwoord *ret)
{
	const struct planning_eis *const eisen = p->eisen.items;
	const size_t count =
		w->schuldig_count < PLAN_SCHULDIG_MAX ? w->schuldig_count : PLAN_SCHULDIG_MAX;
	ret->nodig_bytes = w->nodig_bytes;
	for (size_t s = 0; s < count; s++)
		for (size_t i = 0; i < p->eisen.count; i++)
			if (w->schuldig[s].ding == PLAN_DING_AANVRAAG &&
				eisen[i].soort == PLANNING_VAST &&
				eisen[i].aanvraag == w->schuldig[s].index &&
				ret->botst_count < PLAN_SCHULDIG_MAX)
				ret->botst[ret->botst_count++] = (uint32_t)i;
	ret->fout = w->fout;
	if (w->fout == PLAN_FOUT_MIN_KAN_NIET)
		ret->fout = ret->botst_count == 1 ? PLAN_FOUT_VAST_KAN_NIET : PLAN_FOUT_VAST_BOTST;
}

enum err planning_los(const struct planning *p, enum planning_manier manier,
	const struct plan_grenzen *grenzen, struct planning_antwoord *ret_antwoord)
{
	struct arena a;
	struct opgave v = { .opgave = { .woorden = PLAN_WOORDEN_MAX, .seed = p->loting } };
	struct plan_uitkomst u = { 0 };
	struct plan_weigering w = { 0 };
	*ret_antwoord = (struct planning_antwoord){ 0 };
	arena_init(&a, (size_t)1 << 32);
	set_pins(&a, p, &v);
	set_schools(&a, p, &v);
	set_supply(&a, p, &v);
	set_pairs(&a, p, &v);
	enum err e;
	if (manier == PLANNING_BEST)
		e = plan_los(&v.opgave, grenzen, &u, &w);
	else if (manier == PLANNING_GULZIG)
		e = plan_gulzig(&v.opgave, grenzen, &u, &w);
	else
		e = plan_eerste(&v.opgave, NULL, grenzen, &u, &w);
	if (e == ERR_OK)
		take_over(p, &v, &u, ret_antwoord);
	else
		take_blame(p, &w, ret_antwoord);
	plan_uitkomst_fini(&u);
	arena_fini(&a);
	return e;
}

/* ---- the bytes of an answer ---- */

struct keus {
	uint32_t kans;
	int32_t tijdvak;
};

struct antwoord_kop {
	char merk[sizeof(ANTWOORD_MERK) - 1];
	int64_t waarde;
	uint64_t aantal;
};
_Static_assert(sizeof(struct antwoord_kop) == 24 + 8 + 8, "no holes");

void planning_antwoord_schrijf(
	const struct planning *p, const struct planning_antwoord *a, struct buf *b)
{
	struct antwoord_kop kop = { .waarde = a->waarde, .aantal = p->aanvragen.count };
	memcpy(kop.merk, ANTWOORD_MERK, sizeof(kop.merk));
	buf_add(b, &kop, sizeof(kop));
	for (size_t i = 0; i < p->aanvragen.count; i++) {
		const struct planning_inzet *const z = &a->inzet[i];
		const struct keus keus = { z->kans,
			z->kans == PLAN_GEEN ? 0 : tijdvak_to_number(z->tijdvak) };
		buf_add(b, &keus, sizeof(keus));
	}
}

size_t planning_antwoord_verschil(const struct planning *p, struct str a, struct str b, size_t from)
{
	const size_t kop = sizeof(struct antwoord_kop);
	const size_t len = kop + p->aanvragen.count * sizeof(struct keus);
	if (a.len != len || b.len != len)
		return SIZE_MAX;
	for (size_t i = from; i < p->aanvragen.count; i++) {
		const size_t at = kop + i * sizeof(struct keus);
		if (memcmp(a.ptr + at, b.ptr + at, sizeof(struct keus)) != 0)
			return i;
	}
	return SIZE_MAX;
}

struct planning_rest *planning_rest_van(const struct planning *p, const struct planning_antwoord *a)
{
	const struct planning_houder *const houders = p->houders.items;
	const struct planning_kans *const kansen = p->kansen.items;
	const struct tijdvak first = { .datum = p->van };
	struct planning_rest *const rest = planning_take(NULL, p->houders.count + 1, sizeof(*rest));
	for (size_t i = 0; i < p->houders.count; i++) {
		memcpy(rest[i].vrij, houders[i].vrij, sizeof(rest[i].vrij));
		rest[i].over = houders[i].max;
	}
	for (size_t i = 0; i < p->aanvragen.count; i++) {
		if (a->inzet[i].kans == PLAN_GEEN)
			continue;
		struct planning_rest *const r = &rest[kansen[a->inzet[i].kans].houder];
		const int32_t bit =
			tijdvak_to_number(a->inzet[i].tijdvak) - tijdvak_to_number(first);
		r->vrij[bit / 64] &= ~(UINT64_C(1) << (bit % 64));
		r->over--;
	}
	return rest;
}

/* ---- counting ---- */

static int by_size(const void *a, const void *b)
{
	const size_t x = *(const size_t *)a;
	const size_t y = *(const size_t *)b;
	return x < y ? -1 : x > y;
}

/* Gini: 2·Σ i·x(i) / (n·Σ x) − (n + 1)/n, x ascending and i from 1 (Sen, "On Economic Inequality",
 * 1973); 0 when nobody gets anything. */
static size_t gini_of(const size_t *sorted, size_t n)
{
	uint64_t sum = 0;
	uint64_t weighed = 0;
	for (size_t i = 0; i < n; i++) {
		sum += sorted[i];
		weighed += (uint64_t)(i + 1) * sorted[i];
	}
	if (sum == 0)
		return 0;
	return (size_t)((2000 * weighed - 1000 * (n + 1) * sum) / (n * sum));
}

void planning_tel(const struct planning *p, const struct planning_antwoord *a,
	struct planning_telling *ret_telling)
{
	const struct planning_aanvraag *const aanvragen = p->aanvragen.items;
	const struct planning_kans *const kansen = p->kansen.items;
	const size_t n = p->scholen.count;
	size_t *const got = planning_take(NULL, n + 1, sizeof(*got));
	struct planning_telling t = { .scholen = n };
	memset(got, 0, (n + 1) * sizeof(*got));
	for (size_t i = 0; i < p->aanvragen.count; i++) {
		const uint32_t kans = a->inzet[i].kans;
		if (kans == PLAN_GEEN) {
			t.onvervuld++;
			continue;
		}
		t.bediend++;
		t.score += kansen[kans].score;
		got[aanvragen[i].school]++;
	}
	qsort(got, n, sizeof(*got), by_size);
	while (t.zonder_iets < n && got[t.zonder_iets] == 0)
		t.zonder_iets++;
	t.minste = n > 0 ? got[0] : 0;
	t.meeste = n > 0 ? got[n - 1] : 0;
	t.gini = gini_of(got, n);
	free(got);
	*ret_telling = t;
}
