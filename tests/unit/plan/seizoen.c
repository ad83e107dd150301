#include "seizoen.h"

#include <stdlib.h>
#include <string.h>

uint64_t trek(uint64_t *state)
{
	*state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t x = *state;
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

uint32_t trek_onder(uint64_t *state, uint32_t below)
{
	return (uint32_t)(trek(state) % below);
}

static bool kans(uint64_t *state, uint32_t percent)
{
	return trek_onder(state, 100) < percent;
}

static void *room(size_t count, size_t size)
{
	return calloc(count + 1, size);
}

static struct plan_maat maat(const struct seizoen_maten *m, uint64_t *state, int32_t max)
{
	struct plan_maat r = { .max = PLAN_ZONDER_MAX };
	if (!m->maten)
		return r;
	if (kans(state, 50))
		r.max = (int32_t)trek_onder(state, (uint32_t)max + 1);
	if (kans(state, 40))
		r.stijging = trek_onder(state, 20);
	if (kans(state, 40)) {
		r.recht = (int32_t)trek_onder(state, 3);
		r.bonus = trek_onder(state, 60);
	}
	if (kans(state, 30))
		r.al = (int32_t)trek_onder(state, 3);
	if (m->minima && kans(state, 20) && r.max > 0)
		r.min = 1;
	return r;
}

static void make_supply(struct seizoen *s, const struct seizoen_maten *m, uint64_t *state)
{
	const uint32_t kringen = 1 + m->aanbod / 10;
	const uint32_t bedrijven = 1 + m->aanbod / 3;
	s->kringen = room(kringen, sizeof(*s->kringen));
	for (uint32_t i = 0; i < kringen; i++)
		s->kringen[i].maat = maat(m, state, 8);
	s->bedrijven = room(bedrijven, sizeof(*s->bedrijven));
	for (uint32_t i = 0; i < bedrijven; i++) {
		s->bedrijven[i].kring = kans(state, 30) ? PLAN_GEEN : trek_onder(state, kringen);
		s->bedrijven[i].maat = maat(m, state, 5);
	}
	s->aanbod = room(m->aanbod, sizeof(*s->aanbod));
	for (uint32_t i = 0; i < m->aanbod; i++) {
		s->aanbod[i].bedrijf = kans(state, 30) ? PLAN_GEEN : trek_onder(state, bedrijven);
		s->aanbod[i].maat = maat(m, state, 3);
		if (!m->maten)
			s->aanbod[i].maat.max = 1 + (int32_t)trek_onder(state, 3);
	}
	s->opgave.kringen = s->kringen;
	s->opgave.kring_count = kringen;
	s->opgave.bedrijven = s->bedrijven;
	s->opgave.bedrijf_count = bedrijven;
	s->opgave.aanbod = s->aanbod;
	s->opgave.aanbod_count = m->aanbod;
}

static void make_demand(struct seizoen *s, const struct seizoen_maten *m, uint64_t *state)
{
	const uint32_t scholen = 1 + m->aanvragen / 5;
	const uint32_t groepen = 1 + m->aanvragen / 2;
	s->scholen = room(scholen, sizeof(*s->scholen));
	for (uint32_t i = 0; i < scholen; i++)
		s->scholen[i].maat = maat(m, state, 6);
	s->groepen = room(groepen, sizeof(*s->groepen));
	for (uint32_t i = 0; i < groepen; i++) {
		s->groepen[i].school = kans(state, 20) ? PLAN_GEEN : trek_onder(state, scholen);
		s->groepen[i].maat = maat(m, state, 4);
	}
	s->aanvragen = room(m->aanvragen, sizeof(*s->aanvragen));
	for (uint32_t i = 0; i < m->aanvragen; i++) {
		struct plan_aanvraag *const a = &s->aanvragen[i];
		a->groep = kans(state, 20) ? PLAN_GEEN : trek_onder(state, groepen);
		a->sessies = 1 + (int32_t)trek_onder(state, m->sessies_max);
		a->min = m->minima && kans(state, 20) ? 1 : 0;
		a->straf = trek_onder(state, 200);
		if (m->halve_dagen > 0 && kans(state, 50))
			a->eenmaal = PLAN_EENMAAL_DAG;
	}
	s->opgave.scholen = s->scholen;
	s->opgave.school_count = scholen;
	s->opgave.groepen = s->groepen;
	s->opgave.groep_count = groepen;
	s->opgave.aanvragen = s->aanvragen;
	s->opgave.aanvraag_count = m->aanvragen;
}

static void make_calendar(struct seizoen *s, const struct seizoen_maten *m, uint64_t *state)
{
	if (m->halve_dagen == 0)
		return;
	const uint32_t woorden = (m->halve_dagen + 63) / 64;
	const size_t calendars = m->aanvragen + m->aanbod;
	s->bits = room(calendars * woorden, sizeof(*s->bits));
	for (size_t i = 0; i < calendars; i++)
		for (uint32_t t = 0; t < m->halve_dagen; t++)
			if (kans(state, i < m->aanvragen ? 60 : 50))
				s->bits[i * woorden + t / 64] |= UINT64_C(1) << (t % 64);
	for (uint32_t i = 0; i < m->aanvragen; i++)
		s->aanvragen[i].venster = &s->bits[i * woorden];
	for (uint32_t i = 0; i < m->aanbod; i++)
		s->aanbod[i].vrij = &s->bits[(m->aanvragen + i) * woorden];
	s->opgave.woorden = woorden;
}

static void make_pairs(struct seizoen *s, const struct seizoen_maten *m, uint64_t *state)
{
	struct plan_opgave *const o = &s->opgave;
	s->kandidaten = room((size_t)m->aanvragen * m->kandidaten, sizeof(*s->kandidaten));
	for (uint32_t r = 0; r < m->aanvragen; r++)
		for (uint32_t k = 0; k < m->kandidaten; k++) {
			if (kans(state, 20))
				continue;
			s->kandidaten[o->kandidaat_count] = (struct plan_kandidaat){ r,
				trek_onder(state, m->aanbod), trek_onder(state, 100) };
			o->kandidaat_count++;
		}
	s->verboden = room(o->kandidaat_count, sizeof(*s->verboden));
	s->vorige = room(o->kandidaat_count, sizeof(*s->vorige));
	o->trouw = m->vast ? trek_onder(state, 30) : 0;
	for (size_t i = 0; m->vast && i < o->kandidaat_count; i++) {
		const struct plan_kandidaat *const k = &s->kandidaten[i];
		if (kans(state, 8)) {
			s->verboden[o->verbod_count] = (struct plan_paar){ k->aanvraag, k->aanbod };
			o->verbod_count++;
		} else if (kans(state, 20)) {
			s->vorige[o->vorige_count] =
				(struct plan_inzet){ k->aanvraag, k->aanbod, PLAN_GEEN };
			o->vorige_count++;
		}
	}
	o->kandidaten = s->kandidaten;
	o->verboden = s->verboden;
	o->vorige = s->vorige;
}

/* A few, which may well be impossible: then the answer is a refusal. */
static void make_pins(struct seizoen *s, const struct seizoen_maten *m, uint64_t *state)
{
	struct plan_opgave *const o = &s->opgave;
	s->vast = room(4, sizeof(*s->vast));
	o->vast = s->vast;
	if (!m->vast || o->kandidaat_count == 0)
		return;
	for (uint32_t i = trek_onder(state, 3); i > 0; i--) {
		const struct plan_kandidaat *const k =
			&s->kandidaten[trek_onder(state, (uint32_t)o->kandidaat_count)];
		uint32_t t = PLAN_GEEN;
		if (o->vast_count > 0 && s->vast[0].aanvraag == k->aanvraag &&
			s->vast[0].aanbod == k->aanbod)
			continue;
		if (o->woorden > 0 && (s->aanvragen[k->aanvraag].eenmaal == PLAN_EENMAAL_DAG ||
					      kans(state, 70))) {
			for (t = 0; t < m->halve_dagen; t++)
				if ((s->aanvragen[k->aanvraag].venster[t / 64] &
					    s->aanbod[k->aanbod].vrij[t / 64]) >>
						(t % 64) &
					1)
					break;
			if (t == m->halve_dagen)
				continue;
		}
		s->vast[o->vast_count] = (struct plan_inzet){ k->aanvraag, k->aanbod, t };
		o->vast_count++;
	}
}

void seizoen_init(struct seizoen *s, const struct seizoen_maten *maten, uint64_t seed)
{
	*s = (struct seizoen){ .opgave = { .seed = seed % 3 } };
	uint64_t state = seed;
	make_supply(s, maten, &state);
	make_demand(s, maten, &state);
	make_calendar(s, maten, &state);
	make_pairs(s, maten, &state);
	make_pins(s, maten, &state);
}

void seizoen_fini(struct seizoen *s)
{
	free(s->scholen);
	free(s->groepen);
	free(s->aanvragen);
	free(s->kringen);
	free(s->bedrijven);
	free(s->aanbod);
	free(s->kandidaten);
	free(s->vast);
	free(s->verboden);
	free(s->vorige);
	free(s->bits);
}

/* ---- what it costs ---- */

static int64_t cheapest(const struct plan_opgave *o, const struct plan_inzet *i)
{
	int64_t best = INT64_MAX;
	for (size_t k = 0; k < o->kandidaat_count; k++)
		if (o->kandidaten[k].aanvraag == i->aanvraag &&
			o->kandidaten[k].aanbod == i->aanbod && o->kandidaten[k].kosten < best)
			best = o->kandidaten[k].kosten;
	return best;
}

static bool bit(const uint64_t *bits, uint32_t t)
{
	return (bits[t / 64] >> (t % 64) & 1) != 0;
}

static bool same_pair(const struct plan_inzet *a, const struct plan_inzet *b)
{
	return a->aanvraag == b->aanvraag && a->aanbod == b->aanbod;
}

static bool apart(
	const struct plan_opgave *o, const struct plan_inzet *a, const struct plan_inzet *b)
{
	if (o->woorden > 0 && a->aanbod == b->aanbod && a->tijdvak == b->tijdvak)
		return false;
	if (a->aanvraag != b->aanvraag)
		return true;
	return o->aanvragen[a->aanvraag].eenmaal == PLAN_EENMAAL_DAG
		       ? a->tijdvak / 3 != b->tijdvak / 3
		       : a->aanbod != b->aanbod;
}

/* An open pin (no half-day yet) is met by any of its pair. */
static bool pins_met(const struct plan_opgave *o, const struct plan_inzet *inzet, size_t count)
{
	for (size_t v = 0; v < o->vast_count; v++) {
		bool met = false;
		for (size_t i = 0; i < count; i++)
			met = met || (same_pair(&inzet[i], &o->vast[v]) &&
					     (o->vast[v].tijdvak == PLAN_GEEN ||
						     o->vast[v].tijdvak == inzet[i].tijdvak));
		if (!met)
			return false;
	}
	return true;
}

/* Whether a pair gains `trouw`: done pins do not. */
static bool kept(const struct plan_opgave *o, const struct plan_inzet *i)
{
	for (size_t v = 0; v < o->vast_count; v++)
		if (same_pair(i, &o->vast[v]) && o->vast[v].tijdvak == i->tijdvak)
			return false;
	for (size_t v = 0; v < o->vorige_count; v++)
		if (same_pair(i, &o->vorige[v]))
			return true;
	return false;
}

static bool add_maat(const struct plan_maat *m, int32_t n, int64_t *kosten)
{
	for (int32_t u = 1; u <= n; u++)
		*kosten += (2 * (int64_t)(m->al + u) - 1) * m->stijging -
			   (m->al + u <= m->recht ? m->bonus : 0);
	return n >= m->min && n <= m->max;
}

/* How many go by way of what a level calls `i`. */
static int32_t through(const struct plan_opgave *o, const struct plan_inzet *inzet, size_t count,
	char level, size_t i)
{
	int32_t n = 0;
	for (size_t k = 0; k < count; k++) {
		const uint32_t g = o->aanvragen[inzet[k].aanvraag].groep;
		const uint32_t b = o->aanbod[inzet[k].aanbod].bedrijf;
		n += level == 'r' && inzet[k].aanvraag == i;
		n += level == 'o' && inzet[k].aanbod == i;
		n += level == 'b' && b == i;
		n += level == 'k' && b != PLAN_GEEN && o->bedrijven[b].kring == i;
		n += level == 'g' && g == i;
		n += level == 's' && g != PLAN_GEEN && o->groepen[g].school == i;
	}
	return n;
}

static bool add_maten(
	const struct plan_opgave *o, const struct plan_inzet *inzet, size_t count, int64_t *kosten)
{
	bool good = true;
	for (size_t i = 0; i < o->aanvraag_count; i++) {
		const struct plan_aanvraag *const a = &o->aanvragen[i];
		const int32_t n = through(o, inzet, count, 'r', i);
		*kosten += (a->sessies - n) * a->straf;
		good = good && n <= a->sessies && n >= a->min;
	}
	for (size_t i = 0; good && i < o->aanbod_count; i++)
		good = add_maat(&o->aanbod[i].maat, through(o, inzet, count, 'o', i), kosten);
	for (size_t i = 0; good && i < o->bedrijf_count; i++)
		good = add_maat(&o->bedrijven[i].maat, through(o, inzet, count, 'b', i), kosten);
	for (size_t i = 0; good && i < o->kring_count; i++)
		good = add_maat(&o->kringen[i].maat, through(o, inzet, count, 'k', i), kosten);
	for (size_t i = 0; good && i < o->groep_count; i++)
		good = add_maat(&o->groepen[i].maat, through(o, inzet, count, 'g', i), kosten);
	for (size_t i = 0; good && i < o->school_count; i++)
		good = add_maat(&o->scholen[i].maat, through(o, inzet, count, 's', i), kosten);
	return good;
}

bool seizoen_kosten(const struct plan_opgave *o, const struct plan_inzet *inzet, size_t count,
	int64_t *ret_kosten)
{
	*ret_kosten = 0;
	for (size_t i = 0; i < count; i++) {
		const int64_t kosten = cheapest(o, &inzet[i]);
		if (kosten == INT64_MAX)
			return false;
		*ret_kosten += kosten - (kept(o, &inzet[i]) ? o->trouw : 0);
		for (size_t v = 0; v < o->verbod_count; v++)
			if (o->verboden[v].aanvraag == inzet[i].aanvraag &&
				o->verboden[v].aanbod == inzet[i].aanbod)
				return false;
		if (o->woorden > 0 &&
			(!bit(o->aanvragen[inzet[i].aanvraag].venster, inzet[i].tijdvak) ||
				!bit(o->aanbod[inzet[i].aanbod].vrij, inzet[i].tijdvak)))
			return false;
		for (size_t j = 0; j < i; j++)
			if (!apart(o, &inzet[i], &inzet[j]))
				return false;
	}
	return pins_met(o, inzet, count) && add_maten(o, inzet, count, ret_kosten);
}
