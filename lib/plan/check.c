/* What is wrong with a question, as far as it shows before solving. */
#include <string.h>

#include "plan/model.h"
#include "plan/plan_intern.h"

enum err weiger(struct plan_weigering *w, enum plan_fout fout)
{
	*w = (struct plan_weigering){ .fout = fout };
	return fout == PLAN_FOUT_GEHEUGEN ? ERR_TOO_LARGE : ERR_INVALID;
}

void weiger_voeg(struct plan_weigering *w, enum plan_ding ding, size_t index)
{
	if (w->schuldig_count < PLAN_SCHULDIG_MAX)
		w->schuldig[w->schuldig_count] = (struct plan_schuldig){ ding, (uint32_t)index };
	w->schuldig_count++;
}

enum err weiger_een(
	struct plan_weigering *w, enum plan_fout fout, enum plan_ding ding, size_t index)
{
	const enum err e = weiger(w, fout);
	weiger_voeg(w, ding, index);
	return e;
}

enum err weiger_twee(
	struct plan_weigering *w, enum plan_fout fout, enum plan_ding ding, size_t a, size_t b)
{
	const enum err e = weiger_een(w, fout, ding, a < b ? a : b);
	weiger_voeg(w, ding, a < b ? b : a);
	return e;
}

const char *plan_fout_code(enum plan_fout fout)
{
	static const char *const codes[] = {
		[PLAN_FOUT_GEEN] = "geen",
		[PLAN_FOUT_VERWIJZING] = "verwijzing",
		[PLAN_FOUT_GETAL] = "getal",
		[PLAN_FOUT_KOSTEN] = "kosten",
		[PLAN_FOUT_GEHEUGEN] = "geheugen",
		[PLAN_FOUT_VAST_KAN_NIET] = "vast_kan_niet",
		[PLAN_FOUT_VAST_BOTST] = "vast_botst",
		[PLAN_FOUT_MIN_KAN_NIET] = "min_kan_niet",
	};
	return codes[fout];
}

/* ---- numbers and references ---- */

static bool cost_ok(int64_t cost)
{
	return cost >= -PLAN_KOSTEN_MAX && cost <= PLAN_KOSTEN_MAX;
}

static bool maat_ok(const struct plan_maat *m)
{
	return m->min >= 0 && m->max >= m->min && m->al >= 0 && m->al <= PLAN_AANTAL_MAX &&
	       m->recht >= 0 && m->recht <= PLAN_AANTAL_MAX && m->bonus >= 0 && cost_ok(m->bonus) &&
	       m->stijging >= 0 && cost_ok(m->stijging);
}

static bool refers(uint32_t index, size_t count)
{
	return index == PLAN_GEEN || index < count;
}

static enum err check_counts(const struct plan_opgave *in, struct plan_weigering *w)
{
	const size_t counts[] = { in->school_count, in->groep_count, in->aanvraag_count,
		in->kring_count, in->bedrijf_count, in->aanbod_count, in->vast_count,
		in->vorige_count };
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		if (counts[i] > PLAN_DINGEN_MAX)
			return weiger(w, PLAN_FOUT_GETAL);
	if (in->kandidaat_count > PLAN_KANDIDATEN_MAX || in->verbod_count > PLAN_KANDIDATEN_MAX ||
		in->woorden > PLAN_WOORDEN_MAX || in->trouw < 0 || !cost_ok(in->trouw))
		return weiger(w, PLAN_FOUT_GETAL);
	return ERR_OK;
}

static enum err check_supply(const struct plan_opgave *in, struct plan_weigering *w)
{
	for (size_t i = 0; i < in->kring_count; i++)
		if (!maat_ok(&in->kringen[i].maat))
			return weiger_een(w, PLAN_FOUT_GETAL, PLAN_DING_KRING, i);
	for (size_t i = 0; i < in->bedrijf_count; i++) {
		if (!maat_ok(&in->bedrijven[i].maat))
			return weiger_een(w, PLAN_FOUT_GETAL, PLAN_DING_BEDRIJF, i);
		if (!refers(in->bedrijven[i].kring, in->kring_count))
			return weiger_een(w, PLAN_FOUT_VERWIJZING, PLAN_DING_BEDRIJF, i);
	}
	for (size_t i = 0; i < in->aanbod_count; i++) {
		if (!maat_ok(&in->aanbod[i].maat))
			return weiger_een(w, PLAN_FOUT_GETAL, PLAN_DING_AANBOD, i);
		if (!refers(in->aanbod[i].bedrijf, in->bedrijf_count) ||
			(in->woorden > 0 && in->aanbod[i].vrij == NULL))
			return weiger_een(w, PLAN_FOUT_VERWIJZING, PLAN_DING_AANBOD, i);
	}
	return ERR_OK;
}

static enum err check_aanvraag(
	const struct plan_opgave *in, size_t i, struct plan_weigering *ret_weigering)
{
	const struct plan_aanvraag *const a = &in->aanvragen[i];
	if (a->sessies < 1 || a->sessies > PLAN_SESSIES_MAX || a->min < 0 || a->min > a->sessies ||
		a->straf < 0 || !cost_ok(a->straf))
		return weiger_een(ret_weigering, PLAN_FOUT_GETAL, PLAN_DING_AANVRAAG, i);
	if (!refers(a->groep, in->groep_count) || (in->woorden > 0 && a->venster == NULL) ||
		(a->eenmaal != PLAN_EENMAAL_AANBOD &&
			(a->eenmaal != PLAN_EENMAAL_DAG || in->woorden == 0)))
		return weiger_een(ret_weigering, PLAN_FOUT_VERWIJZING, PLAN_DING_AANVRAAG, i);
	return ERR_OK;
}

static enum err check_demand(const struct plan_opgave *in, struct plan_weigering *w)
{
	for (size_t i = 0; i < in->school_count; i++)
		if (!maat_ok(&in->scholen[i].maat))
			return weiger_een(w, PLAN_FOUT_GETAL, PLAN_DING_SCHOOL, i);
	for (size_t i = 0; i < in->groep_count; i++) {
		if (!maat_ok(&in->groepen[i].maat))
			return weiger_een(w, PLAN_FOUT_GETAL, PLAN_DING_GROEP, i);
		if (!refers(in->groepen[i].school, in->school_count))
			return weiger_een(w, PLAN_FOUT_VERWIJZING, PLAN_DING_GROEP, i);
	}
	for (size_t i = 0; i < in->aanvraag_count; i++)
		TRY(check_aanvraag(in, i, w));
	return ERR_OK;
}

static bool pair_ok(const struct plan_opgave *in, uint32_t aanvraag, uint32_t aanbod)
{
	return aanvraag < in->aanvraag_count && aanbod < in->aanbod_count;
}

static bool slot_ok(const struct plan_opgave *in, uint32_t tijdvak)
{
	return tijdvak == PLAN_GEEN || tijdvak < in->woorden * 64;
}

static enum err check_pairs(const struct plan_opgave *in, struct plan_weigering *w)
{
	for (size_t i = 0; i < in->kandidaat_count; i++) {
		const struct plan_kandidaat *const k = &in->kandidaten[i];
		if (!pair_ok(in, k->aanvraag, k->aanbod))
			return weiger_een(w, PLAN_FOUT_VERWIJZING, PLAN_DING_KANDIDAAT, i);
		if (!cost_ok(k->kosten))
			return weiger_een(w, PLAN_FOUT_GETAL, PLAN_DING_KANDIDAAT, i);
	}
	for (size_t i = 0; i < in->verbod_count; i++)
		if (!pair_ok(in, in->verboden[i].aanvraag, in->verboden[i].aanbod))
			return weiger_een(w, PLAN_FOUT_VERWIJZING, PLAN_DING_VERBOD, i);
	for (size_t i = 0; i < in->vorige_count; i++)
		if (!pair_ok(in, in->vorige[i].aanvraag, in->vorige[i].aanbod) ||
			!slot_ok(in, in->vorige[i].tijdvak))
			return weiger_een(w, PLAN_FOUT_VERWIJZING, PLAN_DING_VORIGE, i);
	for (size_t i = 0; i < in->vast_count; i++)
		if (!pair_ok(in, in->vast[i].aanvraag, in->vast[i].aanbod) ||
			!slot_ok(in, in->vast[i].tijdvak))
			return weiger_een(w, PLAN_FOUT_VERWIJZING, PLAN_DING_VAST, i);
	return ERR_OK;
}

/* ---- pins ---- */

static bool has_bit(const uint64_t *bits, uint32_t i)
{
	return (bits[i / 64] >> (i % 64) & 1) != 0;
}

struct pin {
	struct plan_inzet inzet;
	uint32_t index;
};

static int pin_cmp(const void *va, const void *vb)
{
	const struct pin *const a = va;
	const struct pin *const b = vb;
	if (a->inzet.aanvraag != b->inzet.aanvraag)
		return a->inzet.aanvraag < b->inzet.aanvraag ? -1 : 1;
	if (a->inzet.aanbod != b->inzet.aanbod)
		return a->inzet.aanbod < b->inzet.aanbod ? -1 : 1;
	if (a->inzet.tijdvak != b->inzet.tijdvak)
		return a->inzet.tijdvak < b->inzet.tijdvak ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static int pin_slot_cmp(const void *va, const void *vb)
{
	const struct pin *const a = va;
	const struct pin *const b = vb;
	if (a->inzet.aanbod != b->inzet.aanbod)
		return a->inzet.aanbod < b->inzet.aanbod ? -1 : 1;
	if (a->inzet.tijdvak != b->inzet.tijdvak)
		return a->inzet.tijdvak < b->inzet.tijdvak ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static int pin_day_cmp(const void *va, const void *vb)
{
	const struct pin *const a = va;
	const struct pin *const b = vb;
	if (a->inzet.aanvraag != b->inzet.aanvraag)
		return a->inzet.aanvraag < b->inzet.aanvraag ? -1 : 1;
	if (a->inzet.tijdvak != b->inzet.tijdvak)
		return a->inzet.tijdvak < b->inzet.tijdvak ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

/* Whether a pin may be at all; *ret_pair: its pair is no kandidaat, the caller looks for it. */
static bool pin_fits(const struct plan_opgave *in, const struct plan_inzet *v)
{
	const struct plan_aanvraag *const a = &in->aanvragen[v->aanvraag];
	if (in->woorden == 0)
		return v->tijdvak == PLAN_GEEN;
	if (v->tijdvak == PLAN_GEEN)
		return a->eenmaal == PLAN_EENMAAL_AANBOD;
	return has_bit(a->venster, v->tijdvak) && has_bit(in->aanbod[v->aanbod].vrij, v->tijdvak);
}

static size_t find_pin(const struct pin *pins, size_t count, uint32_t aanvraag, uint32_t aanbod)
{
	size_t lo = 0;
	for (size_t hi = count; lo < hi;) {
		const size_t mid = lo + (hi - lo) / 2;
		const struct plan_inzet *const v = &pins[mid].inzet;
		if (v->aanvraag < aanvraag || (v->aanvraag == aanvraag && v->aanbod < aanbod))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool same_pair(const struct pin *p, uint32_t aanvraag, uint32_t aanbod)
{
	return p->inzet.aanvraag == aanvraag && p->inzet.aanbod == aanbod;
}

/* Each pin is one of the kandidaten, and not ruled out. `pins` by pin_cmp. */
static enum err check_pins_possible(
	const struct plan_opgave *in, const struct pin *pins, struct plan_weigering *w)
{
	const size_t count = in->vast_count;
	bool *const found = plan_alloc(count, sizeof(*found));
	for (size_t i = 0; i < in->kandidaat_count; i++) {
		const struct plan_kandidaat *const k = &in->kandidaten[i];
		for (size_t p = find_pin(pins, count, k->aanvraag, k->aanbod);
			p < count && same_pair(&pins[p], k->aanvraag, k->aanbod); p++)
			found[p] = true;
	}
	enum err e = ERR_OK;
	for (size_t i = 0; e == ERR_OK && i < count; i++)
		if (!found[i] || !pin_fits(in, &pins[i].inzet))
			e = weiger_een(w, PLAN_FOUT_VAST_KAN_NIET, PLAN_DING_VAST, pins[i].index);
	free(found);
	for (size_t i = 0; e == ERR_OK && i < in->verbod_count; i++) {
		const struct plan_paar *const v = &in->verboden[i];
		const size_t p = find_pin(pins, count, v->aanvraag, v->aanbod);
		if (p < count && same_pair(&pins[p], v->aanvraag, v->aanbod)) {
			e = weiger_een(w, PLAN_FOUT_VAST_BOTST, PLAN_DING_VAST, pins[p].index);
			weiger_voeg(w, PLAN_DING_VERBOD, i);
		}
	}
	return e;
}

/* Two pins that exclude each other. Leaves `pins` in another order. */
static enum err check_pins_apart(
	const struct plan_opgave *in, struct pin *pins, struct plan_weigering *w)
{
	const size_t count = in->vast_count;
	for (size_t i = 1; i < count; i++) {
		const struct plan_inzet *const v = &pins[i].inzet;
		if (same_pair(&pins[i - 1], v->aanvraag, v->aanbod) &&
			in->aanvragen[v->aanvraag].eenmaal == PLAN_EENMAAL_AANBOD)
			return weiger_twee(w, PLAN_FOUT_VAST_BOTST, PLAN_DING_VAST,
				pins[i - 1].index, pins[i].index);
	}
	qsort(pins, count, sizeof(*pins), pin_slot_cmp);
	for (size_t i = 1; i < count; i++)
		if (pins[i].inzet.tijdvak != PLAN_GEEN &&
			pins[i].inzet.aanbod == pins[i - 1].inzet.aanbod &&
			pins[i].inzet.tijdvak == pins[i - 1].inzet.tijdvak)
			return weiger_twee(w, PLAN_FOUT_VAST_BOTST, PLAN_DING_VAST,
				pins[i - 1].index, pins[i].index);
	qsort(pins, count, sizeof(*pins), pin_day_cmp);
	for (size_t i = 1; i < count; i++)
		if (pins[i].inzet.tijdvak != PLAN_GEEN && pins[i - 1].inzet.tijdvak != PLAN_GEEN &&
			pins[i].inzet.aanvraag == pins[i - 1].inzet.aanvraag &&
			pins[i].inzet.tijdvak / 3 == pins[i - 1].inzet.tijdvak / 3 &&
			in->aanvragen[pins[i].inzet.aanvraag].eenmaal == PLAN_EENMAAL_DAG)
			return weiger_twee(w, PLAN_FOUT_VAST_BOTST, PLAN_DING_VAST,
				pins[i - 1].index, pins[i].index);
	return ERR_OK;
}

/* Whose measure a pin counts in, by level; PLAN_GEEN: nobody's. */
static uint32_t owner(const struct plan_opgave *in, enum plan_ding ding, const struct plan_inzet *v)
{
	const uint32_t groep = in->aanvragen[v->aanvraag].groep;
	const uint32_t bedrijf = in->aanbod[v->aanbod].bedrijf;
	switch (ding) {
	case PLAN_DING_AANVRAAG: return v->aanvraag;
	case PLAN_DING_AANBOD: return v->aanbod;
	case PLAN_DING_GROEP: return groep;
	case PLAN_DING_SCHOOL: return groep == PLAN_GEEN ? PLAN_GEEN : in->groepen[groep].school;
	case PLAN_DING_BEDRIJF: return bedrijf;
	default: return bedrijf == PLAN_GEEN ? PLAN_GEEN : in->bedrijven[bedrijf].kring;
	}
}

static int32_t max_of(const struct plan_opgave *in, enum plan_ding ding, uint32_t i)
{
	switch (ding) {
	case PLAN_DING_AANVRAAG: return in->aanvragen[i].sessies;
	case PLAN_DING_AANBOD: return in->aanbod[i].maat.max;
	case PLAN_DING_GROEP: return in->groepen[i].maat.max;
	case PLAN_DING_SCHOOL: return in->scholen[i].maat.max;
	case PLAN_DING_BEDRIJF: return in->bedrijven[i].maat.max;
	default: return in->kringen[i].maat.max;
	}
}

/* More pins than a maximum has room for: so many and one, and whose maximum it is. */
static enum err check_pins_fit(const struct plan_opgave *in, struct plan_weigering *w)
{
	static const enum plan_ding levels[] = { PLAN_DING_AANVRAAG, PLAN_DING_AANBOD,
		PLAN_DING_GROEP, PLAN_DING_SCHOOL, PLAN_DING_BEDRIJF, PLAN_DING_KRING };
	const size_t counts[] = { in->aanvraag_count, in->aanbod_count, in->groep_count,
		in->school_count, in->bedrijf_count, in->kring_count };
	enum err e = ERR_OK;
	for (size_t l = 0; e == ERR_OK && l < sizeof(counts) / sizeof(counts[0]); l++) {
		int32_t *const used = plan_alloc(counts[l], sizeof(*used));
		for (size_t i = 0; e == ERR_OK && i < in->vast_count; i++) {
			const uint32_t o = owner(in, levels[l], &in->vast[i]);
			if (o == PLAN_GEEN)
				continue;
			used[o]++;
			if (used[o] <= max_of(in, levels[l], o))
				continue;
			e = weiger_een(w, PLAN_FOUT_VAST_BOTST, levels[l], o);
			for (size_t j = 0; j <= i; j++)
				if (owner(in, levels[l], &in->vast[j]) == o)
					weiger_voeg(w, PLAN_DING_VAST, j);
		}
		free(used);
	}
	return e;
}

static enum err check_pins(const struct plan_opgave *in, struct plan_weigering *w)
{
	struct pin *const pins = plan_alloc(in->vast_count, sizeof(*pins));
	for (size_t i = 0; i < in->vast_count; i++)
		pins[i] = (struct pin){ in->vast[i], (uint32_t)i };
	qsort(pins, in->vast_count, sizeof(*pins), pin_cmp);
	enum err e = check_pins_possible(in, pins, w);
	if (e == ERR_OK)
		e = check_pins_apart(in, pins, w);
	free(pins);
	return e == ERR_OK ? check_pins_fit(in, w) : e;
}

enum err plan_check(const struct plan_opgave *in, struct plan_weigering *ret_weigering)
{
	*ret_weigering = (struct plan_weigering){ .fout = PLAN_FOUT_GEEN };
	TRY(check_counts(in, ret_weigering));
	TRY(check_supply(in, ret_weigering));
	TRY(check_demand(in, ret_weigering));
	TRY(check_pairs(in, ret_weigering));
	return in->vast_count == 0 ? ERR_OK : check_pins(in, ret_weigering);
}
