/*
 * Which minima and pins cannot be together: the smallest such set, found by dividing (QuickXplain:
 * Junker, AAAI 2004). Each question is a planning of the same season with some of them left out;
 * that of k of n to blame takes at most 2k·log2(n/k) + 2k of them. To leave one out only widens
 * what is allowed, so that a set without which it would do is found whatever the order.
 */
#include <string.h>

#include "plan/model.h"
#include "plan/plan_intern.h"

/* The season in which minima and pins are left out: lists of its own where these stand. */
struct deel {
	struct plan_opgave in;
	struct plan_school *scholen;
	struct plan_groep *groepen;
	struct plan_aanvraag *aanvragen;
	struct plan_kring *kringen;
	struct plan_bedrijf *bedrijven;
	struct plan_aanbod *aanbod;
	struct plan_inzet *vast;
};

struct eis {
	struct plan_schuldig wie;
	int32_t *min; /* where it stands in the season that is asked about; NULL: a pin */
	int32_t gevraagd;
	bool gesteld, schuldig;
};

struct schuld {
	const struct plan_opgave *in;
	struct plan_grenzen grenzen;
	struct deel deel;
	struct eis *eisen;
	size_t count;
	bool gestopt;
};

size_t schuld_bytes(const struct plan_opgave *in)
{
	const size_t tree = in->aanbod_count + in->bedrijf_count + in->kring_count +
			    in->groep_count + in->school_count;
	return tree * (sizeof(struct plan_aanbod) + sizeof(struct eis)) +
	       in->aanvraag_count * (sizeof(struct plan_aanvraag) + sizeof(struct eis)) +
	       in->vast_count * (sizeof(struct plan_inzet) + sizeof(struct eis));
}

static void *copy(const void *list, size_t count, size_t size_bytes)
{
	void *const own = plan_alloc(count, size_bytes);
	if (count > 0)
		memcpy(own, list, count * size_bytes);
	return own;
}

static void deel_init(struct deel *d, const struct plan_opgave *in)
{
	d->scholen = copy(in->scholen, in->school_count, sizeof(*d->scholen));
	d->groepen = copy(in->groepen, in->groep_count, sizeof(*d->groepen));
	d->aanvragen = copy(in->aanvragen, in->aanvraag_count, sizeof(*d->aanvragen));
	d->kringen = copy(in->kringen, in->kring_count, sizeof(*d->kringen));
	d->bedrijven = copy(in->bedrijven, in->bedrijf_count, sizeof(*d->bedrijven));
	d->aanbod = copy(in->aanbod, in->aanbod_count, sizeof(*d->aanbod));
	d->vast = copy(in->vast, in->vast_count, sizeof(*d->vast));
	d->in = *in;
	d->in.scholen = d->scholen;
	d->in.groepen = d->groepen;
	d->in.aanvragen = d->aanvragen;
	d->in.kringen = d->kringen;
	d->in.bedrijven = d->bedrijven;
	d->in.aanbod = d->aanbod;
	d->in.vast = d->vast;
	d->in.vorige_count = 0;
}

static void deel_fini(struct deel *d)
{
	free(d->scholen);
	free(d->groepen);
	free(d->aanvragen);
	free(d->kringen);
	free(d->bedrijven);
	free(d->aanbod);
	free(d->vast);
}

static void add(struct schuld *s, enum plan_ding ding, size_t i, int32_t *min)
{
	if (min != NULL && *min == 0)
		return;
	s->eisen[s->count] = (struct eis){
		.wie = { ding, (uint32_t)i }, .min = min, .gevraagd = min != NULL ? *min : 0
	};
	s->count++;
	if (min != NULL)
		*min = 0;
}

/* All that is asked for, none of it in the season yet. */
static void collect(struct schuld *s)
{
	const struct plan_opgave *const in = s->in;
	struct deel *const d = &s->deel;
	s->eisen = plan_alloc(in->school_count + in->groep_count + in->aanvraag_count +
				      in->kring_count + in->bedrijf_count + in->aanbod_count +
				      in->vast_count,
		sizeof(*s->eisen));
	for (size_t i = 0; i < in->school_count; i++)
		add(s, PLAN_DING_SCHOOL, i, &d->scholen[i].maat.min);
	for (size_t i = 0; i < in->groep_count; i++)
		add(s, PLAN_DING_GROEP, i, &d->groepen[i].maat.min);
	for (size_t i = 0; i < in->aanvraag_count; i++)
		add(s, PLAN_DING_AANVRAAG, i, &d->aanvragen[i].min);
	for (size_t i = 0; i < in->kring_count; i++)
		add(s, PLAN_DING_KRING, i, &d->kringen[i].maat.min);
	for (size_t i = 0; i < in->bedrijf_count; i++)
		add(s, PLAN_DING_BEDRIJF, i, &d->bedrijven[i].maat.min);
	for (size_t i = 0; i < in->aanbod_count; i++)
		add(s, PLAN_DING_AANBOD, i, &d->aanbod[i].maat.min);
	for (size_t i = 0; i < in->vast_count; i++)
		add(s, PLAN_DING_VAST, i, NULL);
}

static void stel(struct eis *e, bool gesteld)
{
	e->gesteld = gesteld;
	if (e->min != NULL)
		*e->min = gesteld ? e->gevraagd : 0;
}

/* Whether what is asked now can be; a search that was cut short says nothing. */
static bool is_possible(struct schuld *s)
{
	struct deel *const d = &s->deel;
	uint64_t *const left = &s->grenzen.max_werk;
	uint64_t werk = 0;
	d->in.vast_count = 0;
	for (size_t i = 0; i < s->count; i++)
		if (s->eisen[i].gesteld && s->eisen[i].min == NULL)
			d->vast[d->in.vast_count++] = s->in->vast[s->eisen[i].wie.index];
	bool missed = true;
	bool whole = false;
	if (plan_probeer(&d->in, &s->grenzen, &missed, &whole, &werk) != ERR_OK || !whole)
		s->gestopt = true;
	if (*left > 0 && werk >= *left)
		s->gestopt = true;
	else if (*left > 0)
		*left -= werk;
	return !missed;
}

/* Finds those to blame of [lo, hi), of which none is asked now; `more`: something is asked that was
 * not when it was last seen to be possible. Leaves asked what was. */
static void zoek_schuld(struct schuld *s, size_t lo, size_t hi, bool more)
{
	if (s->gestopt || (more && !is_possible(s)) || s->gestopt)
		return;
	if (hi - lo == 1) {
		s->eisen[lo].schuldig = true;
		return;
	}
	const size_t mid = lo + (hi - lo) / 2;
	bool found = false;
	for (size_t i = lo; i < mid; i++)
		stel(&s->eisen[i], true);
	zoek_schuld(s, mid, hi, true);
	for (size_t i = lo; i < mid; i++)
		stel(&s->eisen[i], false);
	for (size_t i = mid; i < hi; i++) {
		found = found || s->eisen[i].schuldig;
		stel(&s->eisen[i], s->eisen[i].schuldig);
	}
	zoek_schuld(s, lo, mid, found);
	for (size_t i = mid; i < hi; i++)
		stel(&s->eisen[i], false);
}

void schuld_noem(
	const struct plan_opgave *in, const struct plan_grenzen *grenzen, struct plan_weigering *w)
{
	struct schuld s = { .in = in, .grenzen = *grenzen };
	s.grenzen.winst = false;
	deel_init(&s.deel, in);
	collect(&s);
	if (s.count > 0)
		zoek_schuld(&s, 0, s.count, false);
	for (size_t i = 0; !s.gestopt && i < s.count; i++)
		if (s.eisen[i].schuldig)
			weiger_voeg(w, s.eisen[i].wie.ding, s.eisen[i].wie.index);
	free(s.eisen);
	deel_fini(&s.deel);
}
