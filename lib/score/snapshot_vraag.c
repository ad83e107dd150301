/* A question made ready for the snapshot. */
#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "domain/taal.h"
#include "score/snapshot_intern.h"

#define ALLE_BITS UINT32_MAX
#define VER_WEG_M 1000000 /* beyond this floats are no metres any more */

static uint32_t active_rules(uint32_t regels, enum soort soort)
{
	for (unsigned r = 0; r < SCORE_REGEL_COUNT; r++) {
		if ((score_regel_table[r].soorten & SOORT_BIT(soort)) == 0)
			regels &= ~SCORE_REGEL_BIT(r);
	}
	return regels;
}

/* ---- what all rows share ---- */

/* The best that knowing each other can do. */
static uint32_t best_known(const struct score_aanvraag *a)
{
	uint32_t keren = 0;
	for (size_t i = 0; i < a->relatie_count; i++)
		keren = a->relaties[i].keren > keren ? a->relaties[i].keren : keren;
	const uint32_t best = SCORE_WAARDE_MAX - SCORE_WAARDE_MAX / (1 + keren);
	return a->voorkeur == SCORE_VOORKEUR_NIEUW || best < SCORE_NEUTRAAL
		       ? (a->voorkeur == SCORE_VOORKEUR_NIEUW ? SCORE_WAARDE_MAX : SCORE_NEUTRAAL)
		       : best;
}

static bool wishes_something(const struct score_wensen *w)
{
	return (w->dagdelen & DAGDEEL_WEEK_ALLE) != 0 || (w->talen & TAAL_ALLE) != 0 ||
	       w->ambassadeur;
}

/* Whether a factor has the same value for every offer, and which. */
static bool is_fixed(const struct vraag *v, enum score_factor factor, uint32_t *ret_waarde)
{
	const struct score_aanvraag *a = v->aanvraag;
	*ret_waarde = SCORE_NEUTRAAL;
	if ((score_factor_table[factor].soorten & SOORT_BIT(a->soort)) == 0)
		return true;
	switch (factor) {
	case SCORE_FACTOR_BEHOEFTE:
		*ret_waarde = score_waarde_behoefte(&v->paar).waarde;
		return true;
	case SCORE_FACTOR_NORM: *ret_waarde = score_waarde_norm(&v->paar).waarde; return true;
	case SCORE_FACTOR_VERTROUWD: return a->voorkeur == SCORE_VOORKEUR_GEEN;
	case SCORE_FACTOR_WENSEN: return !wishes_something(&a->wensen);
	default: return false;
	}
}

static void init_weights(struct vraag *v)
{
	for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++) {
		const uint32_t gewicht = v->config->gewichten.gewicht[f];
		uint32_t waarde = 0;
		if (is_fixed(v, (enum score_factor)f, &waarde)) {
			v->vast += (int32_t)(gewicht * waarde / 10);
			v->overal_tienden += (int32_t)(gewicht * waarde);
			continue;
		}
		v->gewicht[f] = gewicht;
		if (f == SCORE_FACTOR_DATUM || f == SCORE_FACTOR_WENSEN)
			v->overal_tienden += (int32_t)(gewicht * SCORE_WAARDE_MAX);
		else if (f == SCORE_FACTOR_VERTROUWD)
			v->overal_tienden += (int32_t)(gewicht * best_known(v->aanvraag));
	}
	static const enum score_factor eigen[] = { SCORE_FACTOR_VERTROUWD, SCORE_FACTOR_KWALITEIT,
		SCORE_FACTOR_REACTIE, SCORE_FACTOR_AMBASSADEUR };
	for (unsigned i = 0; i < sizeof(eigen) / sizeof(eigen[0]); i++) {
		if (v->gewicht[eigen[i]] > 0)
			v->eigen[v->eigen_count++] = eigen[i];
	}
	v->wensen = v->gewicht[SCORE_FACTOR_WENSEN] > 0;
	v->meer = v->eigen_count > 0 || v->wensen ||
		  (v->regels & (SCORE_REGEL_BIT(SCORE_REGEL_VETO) |
				       SCORE_REGEL_BIT(SCORE_REGEL_LEEFTIJD) |
				       SCORE_REGEL_BIT(SCORE_REGEL_ERKENNING) |
				       SCORE_REGEL_BIT(SCORE_REGEL_WACHTTIJD))) != 0;
}

static void init_place(struct vraag *v)
{
	const struct score_aanvraag *a = v->aanvraag;
	const uint32_t gewicht = v->gewicht[SCORE_FACTOR_REIS];
	const int64_t x_m = (int64_t)a->plaats.x_m - PLAATS_X_M;
	const int64_t y_m = (int64_t)a->plaats.y_m - PLAATS_Y_M;
	v->online = a->online_toegestaan ? VLAG_ONLINE : 0;
	v->limiet_m = a->max_afstand_m == 0 ? 1e9f : (float)a->max_afstand_m;
	v->plaats = a->plaats.bekend;
	if (a->plaats.bekend && x_m > -VER_WEG_M && x_m < VER_WEG_M && y_m > -VER_WEG_M &&
		y_m < VER_WEG_M && a->max_afstand_m >= 0) {
		v->x_m = (float)x_m;
		v->y_m = (float)y_m;
		v->weegbaar = true;
		return;
	}
	/* No distances, or none that are worth weighing. */
	v->overal_tienden += (int32_t)(gewicht * (v->plaats		  ? SCORE_WAARDE_MAX
							 : v->online != 0 ? SCORE_REIS_ONLINE
									  : SCORE_NEUTRAAL));
}

static void init_level(struct vraag *v)
{
	const uint64_t niveau = v->aanvraag->niveau & NIVEAU_ALLE;
	const uint32_t low = (uint32_t)niveau;
	const uint32_t high = (uint32_t)(niveau >> 32);
	v->niveau_half = low == 0;
	v->niveau_bits = low == 0 ? high : low;
	v->sector = NIVEAU_SECTOR_COUNT;
	if (niveau != 0) {
		v->sector = niveau_table[__builtin_ctzll(niveau)].sector;
		v->sector_niveaus = v->s->sector_niveaus[v->sector];
		v->sector_count = niveau_set_count(v->sector_niveaus);
	}
	if (niveau == 0 || !holds(v, SCORE_REGEL_NIVEAU)) {
		v->niveau_vrij = ALLE_BITS;
		return;
	}
	if (low != 0 && high != 0) /* more than one level: only the exact judgement asks */
		v->niveau_vrij = ALLE_BITS;
	for (unsigned s = 0; s < NIVEAU_SECTOR_COUNT; s++) {
		if ((niveau & v->s->sector_niveaus[s]) != 0)
			v->sectoren |= (uint8_t)(1u << s);
	}
}

static void add_stappen(struct vraag *v, const struct stap *stap)
{
	for (unsigned k = 0; k < STAPPEN && stap[k].waarde > 0; k++) {
		const unsigned below = k + 1 < STAPPEN ? stap[k + 1].waarde : 0;
		v->stappen[v->stap_count++] =
			(struct vraag_stap){ { stap[k].masker[0], stap[k].masker[1] },
				stap[k].waarde - below };
		if (stap[k].waarde >= SCORE_THEMA_MIN) {
			v->vereist[0] |= stap[k].masker[0];
			v->vereist[1] |= stap[k].masker[1];
		}
	}
}

static void init_topics(struct vraag *v)
{
	const struct score_aanvraag *a = v->aanvraag;
	const struct thema_boom *boom = v->config->boom;
	const uint32_t gewicht = v->gewicht[SCORE_FACTOR_THEMA];
	v->vereist_vrij = ALLE_BITS;
	if (a->thema_count == 0) {
		v->overal_tienden += (int32_t)(gewicht * SCORE_NEUTRAAL);
		return;
	}
	for (uint16_t i = 0; i < a->thema_count && i < VRAAG_THEMAS; i++) {
		if (a->themas[i] < boom->count)
			v->nabij[i] = boom->nabijheid + (size_t)a->themas[i] * boom->count;
	}
	if (a->thema_count > VRAAG_THEMAS) {
		v->overal_tienden += (int32_t)(gewicht * SCORE_WAARDE_MAX);
		return;
	}
	for (uint16_t i = 0; i < a->thema_count; i++) {
		if (v->nabij[i] != NULL)
			add_stappen(v, v->s->stappen[a->themas[i]]);
	}
	if (a->thema_vereist && holds(v, SCORE_REGEL_THEMA))
		v->vereist_vrij = 0;
	v->thema_gewicht = (float)gewicht / (float)a->thema_count;
	v->thema_zonder = (uint32_t)SCORE_NEUTRAAL * a->thema_count;
	v->overal_tienden += 1; /* floats may lose that much */
}

static void init_small(struct vraag *v)
{
	const struct score_aanvraag *a = v->aanvraag;
	v->talen = a->talen & TAAL_ALLE;
	if (v->talen == 0 || !holds(v, SCORE_REGEL_TAAL))
		v->talen = UINT8_MAX;
	v->groep = a->groepsgrootte;
	if (v->groep == 0 || !holds(v, SCORE_REGEL_GROEPSGROOTTE))
		v->groep_vrij = ALLE_BITS;
	v->kring_anders = v->kring_count > VRAAG_KRINGEN ? SCORE_WAARDE_MAX
							 : score_kring_waarde(SCORE_KRING_ANDERE);
	for (unsigned i = 0; i < VRAAG_KRINGEN; i++)
		v->kring[i] = -1;
	for (size_t i = 0; i < v->kring_count; i++) {
		v->kring_bits |= kring_bit(v->kringen[i]);
		if (i < VRAAG_KRINGEN)
			v->kring[i] = v->kringen[i];
	}
}

/* The school years of the window, and whose load may stand in a column. */
static void init_years(struct vraag *v)
{
	const struct tijdvak_set *venster = &v->aanvraag->venster;
	v->jaar = date_school_year(venster->van);
	const int32_t last = date_school_year(v->tot);
	v->jaar_count = (unsigned)(last - v->jaar) + 1;
	assert(v->jaar_count <= VRAAG_JAREN);
	v->belasting_minst = 0;
	for (unsigned i = 0; i < v->jaar_count; i++) {
		const int32_t jaar = v->jaar + (int32_t)i;
		const int32_t begin = date_from_civil(jaar, 8, 1) - venster->van;
		v->jaar_begin[i] = begin > 0 ? begin : 0;
		const int32_t column = jaar - v->s->opties.schooljaar;
		if (column == 0 || column == 1)
			v->belasting_masker[column] = ALLE_BITS;
		else
			v->belasting_minst = SCORE_WAARDE_MAX;
	}
	v->jaar_begin[v->jaar_count] = venster->dagen;
}

static void init_window(struct vraag *v)
{
	struct tijdvak_set vrij = v->aanvraag->venster;
	v->tot = tijdvak_set_tot(&vrij);
	v->venster_leeg = tijdvak_set_is_empty(&vrij);
	if (holds(v, SCORE_REGEL_TIJDVAK))
		tijdvak_set_subtract(&vrij, &v->aanvraag->gesloten);
	/* A window that was empty to begin with asks for none, unless tijdvak does. */
	if (!v->venster_leeg || holds(v, SCORE_REGEL_TIJDVAK))
		v->nooit = (holds(v, SCORE_REGEL_GEPAUZEERD) ? VLAG_GEPAUZEERD : 0) |
			   (holds(v, SCORE_REGEL_VOG) ? VLAG_ZONDER_VOG : 0);
	if (holds(v, SCORE_REGEL_KLAS_BEZET))
		tijdvak_set_subtract(&vrij, &v->aanvraag->klas_bezet);
	memcpy(v->vrij, vrij.bits, sizeof(v->vrij));
	v->fase = (unsigned)(date_weekday(vrij.van) - 1) * DAGDEEL_COUNT;
	init_years(v);
}

void vraag_init(
	struct vraag *v, const struct score_snapshot *s, const struct score_snapshot_vraag *vraag)
{
	assert(vraag->config->boom == s->opties.boom);
	assert(score_gewichten_check(&vraag->config->gewichten) == ERR_OK);
	memset(v, 0, offsetof(struct vraag, stappen));
	memset(&v->thema_zonder, 0, sizeof(*v) - offsetof(struct vraag, thema_zonder));
	v->s = s;
	v->config = vraag->config;
	v->aanvraag = vraag->aanvraag;
	v->kringen = vraag->kringen;
	v->kring_count = vraag->kring_count;
	v->na = vraag->na;
	score_paar_init(&v->paar, v->config, v->aanvraag, &v->aanbod);
	v->regels = active_rules(v->paar.regels, v->aanvraag->soort);
	init_weights(v);
	init_place(v);
	init_level(v);
	init_topics(v);
	init_small(v);
	init_window(v);
}

bool vraag_deel(struct vraag *v, const struct deel *d)
{
	if (d->soort != v->aanvraag->soort && holds(v, SCORE_REGEL_SOORT))
		return false;
	if (v->sectoren != 0 && d->sectoren != 0 && (v->sectoren & d->sectoren) == 0)
		return false;
	const int32_t reis = (int32_t)v->gewicht[SCORE_FACTOR_REIS];
	const int32_t gewicht = (int32_t)v->gewicht[SCORE_FACTOR_NIVEAU];
	v->niveau_per_meer = 0;
	v->vast_tienden = v->overal_tienden;
	/* Without places there may be rows that are kept whole, with any place. */
	const bool places = v->weegbaar && !d->zonder_plaats;
	v->afstand = places && holds(v, SCORE_REGEL_AFSTAND);
	v->reis_gewicht = places ? (float)reis : 0.0f;
	if (v->weegbaar)
		v->vast_tienden += places ? 1 : reis * SCORE_WAARDE_MAX; /* 1: what floats lose */
	if (v->sector == NIVEAU_SECTOR_COUNT || d->sectoren == 0) {
		v->vast_tienden += gewicht * SCORE_NEUTRAAL;
		return true;
	}
	const int32_t others = __builtin_popcount(d->sectoren) - 1;
	v->vast_tienden += gewicht * (SCORE_WAARDE_MAX - 100 * others);
	if ((d->sectoren >> v->sector & 1) != 0) {
		v->niveau_per_meer = gewicht * 400 / ((int32_t)v->sector_count - 1);
		v->vast_tienden += gewicht; /* the value itself is rounded, in its favour */
	}
	return true;
}

enum score_kring vraag_kring(const struct vraag *v, uint16_t kring)
{
	if (kring == 0)
		return SCORE_KRING_GEEN;
	for (size_t i = 0; i < v->kring_count; i++) {
		if (v->kringen[i] == kring)
			return SCORE_KRING_BEDIENT;
	}
	return SCORE_KRING_ANDERE;
}
