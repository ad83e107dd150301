/* From what was placed to an answer. */
#include <string.h>

#include "plan/model.h"
#include "plan/plan_intern.h"

void uitkomst_init(const struct plan_opgave *in, struct plan_uitkomst *ret_uitkomst)
{
	*ret_uitkomst = (struct plan_uitkomst){
		.open = plan_alloc(in->aanvraag_count, sizeof(*ret_uitkomst->open)),
		.prijs_aanvraag =
			plan_alloc(in->aanvraag_count, sizeof(*ret_uitkomst->prijs_aanvraag)),
		.prijs_aanbod = plan_alloc(in->aanbod_count, sizeof(*ret_uitkomst->prijs_aanbod)),
		.prijs_halfdag = plan_alloc(in->aanbod_count, sizeof(*ret_uitkomst->prijs_halfdag)),
		.prijs_bedrijf =
			plan_alloc(in->bedrijf_count, sizeof(*ret_uitkomst->prijs_bedrijf)),
		.prijs_kring = plan_alloc(in->kring_count, sizeof(*ret_uitkomst->prijs_kring)),
	};
}

void plan_uitkomst_fini(struct plan_uitkomst *uitkomst)
{
	free(uitkomst->inzet);
	free(uitkomst->open);
	free(uitkomst->prijs_aanvraag);
	free(uitkomst->prijs_aanbod);
	free(uitkomst->prijs_halfdag);
	free(uitkomst->prijs_bedrijf);
	free(uitkomst->prijs_kring);
	free(uitkomst->winst_aanvraag);
	*uitkomst = (struct plan_uitkomst){ .inzet = NULL };
}

static int inzet_cmp(const void *va, const void *vb)
{
	const struct plan_inzet *const a = va;
	const struct plan_inzet *const b = vb;
	if (a->aanvraag != b->aanvraag)
		return a->aanvraag < b->aanvraag ? -1 : 1;
	if (a->tijdvak != b->tijdvak)
		return a->tijdvak < b->tijdvak ? -1 : 1;
	return a->aanbod < b->aanbod ? -1 : a->aanbod > b->aanbod;
}

/* ---- costs of pairs ---- */

struct priced {
	uint32_t aanvraag, aanbod;
	int64_t kosten;
};

static int priced_cmp(const void *va, const void *vb)
{
	const struct priced *const a = va;
	const struct priced *const b = vb;
	if (a->aanvraag != b->aanvraag)
		return a->aanvraag < b->aanvraag ? -1 : 1;
	return a->aanbod < b->aanbod ? -1 : a->aanbod > b->aanbod;
}

/* Pairs of pins stand no longer in the model: their costs are looked up where they were given. */
static void add_pins(const struct plan_opgave *in, struct plan_uitkomst *u)
{
	if (in->vast_count == 0)
		return;
	struct priced *const pins = plan_alloc(in->vast_count, sizeof(*pins));
	size_t count = 0;
	for (size_t i = 0; i < in->vast_count; i++) {
		if (in->woorden > 0 && in->vast[i].tijdvak == PLAN_GEEN)
			continue;
		u->inzet[u->inzet_count] = in->vast[i];
		u->inzet_count++;
		pins[count] =
			(struct priced){ in->vast[i].aanvraag, in->vast[i].aanbod, INT64_MAX };
		count++;
	}
	qsort(pins, count, sizeof(*pins), priced_cmp);
	for (size_t i = 0; i < in->kandidaat_count; i++) {
		const struct plan_kandidaat *const k = &in->kandidaten[i];
		const struct priced key = { k->aanvraag, k->aanbod, 0 };
		struct priced *const p = bsearch(&key, pins, count, sizeof(key), priced_cmp);
		if (p == NULL)
			continue;
		struct priced *same = p;
		while (same > pins && priced_cmp(same - 1, &key) == 0)
			same--;
		for (; same < pins + count && priced_cmp(same, &key) == 0; same++)
			same->kosten = k->kosten < same->kosten ? k->kosten : same->kosten;
	}
	for (size_t i = 0; i < count; i++)
		u->delen[PLAN_DEEL_KANDIDAAT] += pins[i].kosten;
	free(pins);
}

static void add_placed(const struct model *m, const struct plan_inzet *inzet, size_t count,
	struct plan_uitkomst *u)
{
	for (size_t i = 0; i < count; i++) {
		const struct model_aanvraag *const a = &m->aanvragen[inzet[i].aanvraag];
		uint32_t k = a->first;
		while (m->kandidaten[k].aanbod != inzet[i].aanbod)
			k++;
		const struct model_kandidaat *const c = &m->kandidaten[k];
		const int64_t kept = c->behouden ? m->in->trouw : 0;
		u->delen[PLAN_DEEL_KANDIDAAT] += c->kosten + kept + (c->vast ? m->big : 0);
		u->delen[PLAN_DEEL_TROUW] -= kept;
		u->behouden += c->behouden ? 1 : 0;
		u->inzet[u->inzet_count] = inzet[i];
		u->inzet_count++;
	}
}

/* A pin that was in the earlier planning is kept as well; it gains nothing, it is no choice. */
static void count_kept_pins(const struct plan_opgave *in, struct plan_uitkomst *u)
{
	if (in->vorige_count == 0 || in->vast_count == 0)
		return;
	struct priced *const kept = plan_alloc(in->vorige_count, sizeof(*kept));
	for (size_t i = 0; i < in->vorige_count; i++)
		kept[i] = (struct priced){ in->vorige[i].aanvraag, in->vorige[i].aanbod, 0 };
	qsort(kept, in->vorige_count, sizeof(*kept), priced_cmp);
	for (size_t i = 0; i < in->vast_count; i++) {
		const struct priced key = { in->vast[i].aanvraag, in->vast[i].aanbod, 0 };
		if ((in->woorden == 0 || in->vast[i].tijdvak != PLAN_GEEN) &&
			bsearch(&key, kept, in->vorige_count, sizeof(key), priced_cmp) != NULL)
			u->behouden++;
	}
	free(kept);
}

/* ---- measures ---- */

/* Who got how much of it: aanbod, bedrijven, kringen, groepen and schools, pins too. */
static int32_t *count_served(
	const struct plan_opgave *in, const struct plan_inzet *inzet, size_t count)
{
	const size_t nb = in->aanbod_count;
	const size_t nk = nb + in->bedrijf_count;
	const size_t ng = nk + in->kring_count;
	const size_t ns = ng + in->groep_count;
	int32_t *const served = plan_alloc(ns + in->school_count, sizeof(*served));
	for (size_t i = 0; i < count; i++) {
		const uint32_t bedrijf = in->aanbod[inzet[i].aanbod].bedrijf;
		const uint32_t groep = in->aanvragen[inzet[i].aanvraag].groep;
		served[inzet[i].aanbod]++;
		if (bedrijf != PLAN_GEEN) {
			served[nb + bedrijf]++;
			if (in->bedrijven[bedrijf].kring != PLAN_GEEN)
				served[nk + in->bedrijven[bedrijf].kring]++;
		}
		if (groep != PLAN_GEEN) {
			served[ng + groep]++;
			if (in->groepen[groep].school != PLAN_GEEN)
				served[ns + in->groepen[groep].school]++;
		}
	}
	return served;
}

static const struct plan_maat *maat_of(
	const struct plan_opgave *in, size_t node, enum plan_deel *ret_deel)
{
	if (node < in->aanbod_count) {
		*ret_deel = PLAN_DEEL_AANBOD;
		return &in->aanbod[node].maat;
	}
	node -= in->aanbod_count;
	if (node < in->bedrijf_count) {
		*ret_deel = PLAN_DEEL_BEDRIJF;
		return &in->bedrijven[node].maat;
	}
	node -= in->bedrijf_count;
	if (node < in->kring_count) {
		*ret_deel = PLAN_DEEL_KRING;
		return &in->kringen[node].maat;
	}
	node -= in->kring_count;
	if (node < in->groep_count) {
		*ret_deel = PLAN_DEEL_GROEP;
		return &in->groepen[node].maat;
	}
	*ret_deel = PLAN_DEEL_SCHOOL;
	return &in->scholen[node - in->groep_count].maat;
}

static size_t node_count(const struct plan_opgave *in)
{
	return in->aanbod_count + in->bedrijf_count + in->kring_count + in->groep_count +
	       in->school_count;
}

/* What the units 1 … n cost together. */
static int64_t maat_sum(const struct plan_maat *m, int32_t n)
{
	const int64_t before = m->al;
	const int64_t after = before + n;
	const int64_t due = (m->recht < after ? m->recht : after) - before;
	return m->stijging * (after * after - before * before) - (due > 0 ? due * m->bonus : 0);
}

void model_uitkomst(const struct model *m, const struct plan_inzet *inzet, size_t count,
	struct plan_uitkomst *ret_uitkomst)
{
	const struct plan_opgave *const in = m->in;
	struct plan_uitkomst *const u = ret_uitkomst;
	uitkomst_init(in, u);
	u->inzet = plan_alloc(count + in->vast_count, sizeof(*u->inzet));
	add_placed(m, inzet, count, u);
	add_pins(in, u);
	count_kept_pins(in, u);
	qsort(u->inzet, u->inzet_count, sizeof(*u->inzet), inzet_cmp);
	u->bediend = u->inzet_count;
	for (size_t r = 0; r < in->aanvraag_count; r++) {
		u->open[r] = (uint32_t)in->aanvragen[r].sessies;
		u->sessies += u->open[r];
	}
	for (size_t i = 0; i < u->inzet_count; i++)
		u->open[u->inzet[i].aanvraag]--;
	for (size_t r = 0; r < in->aanvraag_count; r++)
		u->delen[PLAN_DEEL_STRAF] += u->open[r] * in->aanvragen[r].straf;
	int32_t *const served = count_served(in, u->inzet, u->inzet_count);
	for (size_t i = 0; i < node_count(in); i++) {
		enum plan_deel deel;
		const struct plan_maat *const maat = maat_of(in, i, &deel);
		u->delen[deel] += maat_sum(maat, served[i]);
	}
	free(served);
	for (size_t d = 0; d < PLAN_DEEL_COUNT; d++)
		u->doel += u->delen[d];
}

/* ---- what is missed ---- */

static bool inzet_has_pair(const struct plan_uitkomst *u, uint32_t aanvraag, uint32_t aanbod)
{
	for (size_t i = 0; i < u->inzet_count; i++)
		if (u->inzet[i].aanvraag == aanvraag && u->inzet[i].aanbod == aanbod)
			return true;
	return false;
}

bool uitkomst_misses(const struct plan_opgave *in, const struct plan_uitkomst *uitkomst)
{
	for (size_t r = 0; r < in->aanvraag_count; r++)
		if (in->aanvragen[r].sessies - (int32_t)uitkomst->open[r] < in->aanvragen[r].min)
			return true;
	for (size_t i = 0; i < in->vast_count; i++)
		if (in->woorden > 0 && in->vast[i].tijdvak == PLAN_GEEN &&
			!inzet_has_pair(uitkomst, in->vast[i].aanvraag, in->vast[i].aanbod))
			return true;
	bool misses = false;
	int32_t *const served = count_served(in, uitkomst->inzet, uitkomst->inzet_count);
	for (size_t i = 0; i < node_count(in); i++) {
		enum plan_deel deel;
		const struct plan_maat *const maat = maat_of(in, i, &deel);
		misses = misses || served[i] < maat->min || served[i] > maat->max;
	}
	free(served);
	return misses;
}
