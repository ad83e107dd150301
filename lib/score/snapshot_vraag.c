/* A question made ready for the snapshot. */
#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "domain/taal.h"
#include "score/snapshot_intern.h"

#define ALLE_BITS UINT32_MAX
#define VER_WEG_M 1000000 /* beyond this floats are no metres any more */

/* The rules that are for a soort. */
static uint32_t rules_of(enum soort soort)
{
	uint32_t regels = SCORE_REGELS_ALLE;
	for (unsigned r = 0; r < SCORE_REGEL_COUNT; r++) {
		if ((score_regel_table[r].soorten & SOORT_BIT(soort)) == 0)
			regels &= ~SCORE_REGEL_BIT(r);
	}
	return regels;
}

void vraag_prepare(struct score_snapshot *s)
{
	for (unsigned soort = 0; soort < SOORT_COUNT; soort++)
		s->regels_van[soort] = rules_of((enum soort)soort);
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

/* What somebody's row has makes no difference to who does not ask about it. */
static void init_more(struct vraag *v)
{
	const uint32_t relaties =
		SCORE_REGEL_BIT(SCORE_REGEL_VETO) | SCORE_REGEL_BIT(SCORE_REGEL_WACHTTIJD);
	if (v->gewicht[SCORE_FACTOR_VERTROUWD] > 0 || (v->regels & relaties) != 0)
		v->meer_telt |= MEER_PERSOON | MEER_BEDRIJF;
	if (v->gewicht[SCORE_FACTOR_KWALITEIT] > 0)
		v->meer_telt |= MEER_KWALITEIT;
	if (v->gewicht[SCORE_FACTOR_REACTIE] > 0)
		v->meer_telt |= MEER_REACTIE;
	if (holds(v, SCORE_REGEL_LEEFTIJD))
		v->meer_telt |= MEER_LEEFTIJD;
	if (holds(v, SCORE_REGEL_BEGELEIDING) || holds(v, SCORE_REGEL_TRAPLOOS))
		v->meer_telt |= MEER_ONTVANGST;
	if (holds(v, SCORE_REGEL_ERKENNING))
		v->meer_telt |= MEER_ERKENNING;
	if (v->gewicht[SCORE_FACTOR_AMBASSADEUR] > 0)
		v->meer_ambassadeur = MEER_OPLEIDING | MEER_LEEFTIJD;
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
	v->hoogst_tienden =
		SCORE_WAARDE_MAX *
		(int32_t)(v->gewicht[SCORE_FACTOR_KRING] + v->gewicht[SCORE_FACTOR_BELASTING] +
			  v->gewicht[SCORE_FACTOR_KWALITEIT] + v->gewicht[SCORE_FACTOR_REACTIE] +
			  v->gewicht[SCORE_FACTOR_AMBASSADEUR]);
	v->verbiedt = holds(v, SCORE_REGEL_VETO) &&
		      (v->aanvraag->verboden_count > 0 || !uuid_is_nil(v->aanvraag->alleen));
	v->wensen = v->gewicht[SCORE_FACTOR_WENSEN] > 0;
	v->opties = v->aanvraag->optie_count > 0 && v->gewicht[SCORE_FACTOR_DATUM] > 0;
	for (unsigned n = 0; n < 4; n++)
		v->datum_punten[n] =
			(int32_t)(v->gewicht[SCORE_FACTOR_DATUM] * score_datum_waarde(n) / 10);
	v->meer = v->eigen_count > 0 || v->wensen ||
		  (v->regels & (SCORE_REGEL_BIT(SCORE_REGEL_VETO) |
				       SCORE_REGEL_BIT(SCORE_REGEL_LEEFTIJD) |
				       SCORE_REGEL_BIT(SCORE_REGEL_BEGELEIDING) |
				       SCORE_REGEL_BIT(SCORE_REGEL_TRAPLOOS) |
				       SCORE_REGEL_BIT(SCORE_REGEL_ERKENNING) |
				       SCORE_REGEL_BIT(SCORE_REGEL_WACHTTIJD))) != 0;
	init_more(v);
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
	v->naar_x_m = -x_m;
	v->naar_y_m = -y_m;
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
		v->niveau_waarde = v->s->niveau_waarde[v->sector];
	}
	if (niveau == 0 || !holds(v, SCORE_REGEL_NIVEAU)) {
		v->niveau_vrij = ALLE_BITS;
		return;
	}
	v->niveaus = niveau;
	if (low != 0 && high != 0) /* more than one level: zones are not asked */
		v->niveau_vrij = ALLE_BITS;
	for (unsigned s = 0; s < NIVEAU_SECTOR_COUNT; s++) {
		if ((niveau & v->s->sector_niveaus[s]) != 0)
			v->sectoren |= (uint8_t)(1u << s);
	}
}

static void add_buurt(struct vraag *v, const struct buurt *buurt)
{
	v->buurten[v->buurt_count++] = buurt;
	v->vereist[0] |= (uint32_t)buurt->genoeg;
	v->vereist[1] |= (uint32_t)(buurt->genoeg >> 32);
	v->som_meest += buurt->stappen[0].eenheden;
}

const uint16_t *vraag_nabij(const struct vraag *v, uint16_t thema)
{
	static const uint16_t nothing[THEMA_MAX] = { 0 };
	const struct thema_boom *boom = v->config->boom;
	return thema < boom->count ? boom->nabijheid + (size_t)thema * boom->count : nothing;
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
	if (a->thema_vereist && holds(v, SCORE_REGEL_THEMA))
		v->thema_minst = SCORE_THEMA_MIN;
	v->nabij_niets = vraag_nabij(v, THEMA_GEEN);
	for (uint16_t i = 0; i < VRAAG_THEMAS; i++)
		v->nabij[i] = i < a->thema_count ? vraag_nabij(v, a->themas[i]) : v->nabij_niets;
	if (a->thema_count > VRAAG_THEMAS) {
		v->overal_tienden += (int32_t)(gewicht * SCORE_WAARDE_MAX);
		return;
	}
	for (uint16_t i = 0; i < a->thema_count; i++) {
		if (a->themas[i] < boom->count)
			add_buurt(v, &v->s->buurten[a->themas[i]]);
	}
	if (a->thema_vereist && holds(v, SCORE_REGEL_THEMA))
		v->vereist_vrij = 0;
	while ((v->som_meest + 1) >> v->som_bits != 0)
		v->som_bits++;
	v->thema_gewicht = (float)gewicht / (float)a->thema_count;
	if (gewicht > 0)
		v->thema_eenheden = 1.0f / (v->thema_gewicht * (float)THEMA_EENHEID);
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
	for (unsigned i = 0; i <= SCORE_KRING_ANDERE; i++)
		v->kring_punten[i] = (int32_t)(v->gewicht[SCORE_FACTOR_KRING] *
					       score_kring_waarde((enum score_kring)i) / 10);
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
	v->belasting_minst = 0;
	for (int32_t begin = 0; begin < venster->dagen; v->jaar_count++) {
		assert(v->jaar_count < VRAAG_JAREN);
		const int32_t jaar = v->jaar + (int32_t)v->jaar_count;
		v->jaar_begin[v->jaar_count] = begin;
		begin = date_from_civil(jaar + 1, 8, 1) - venster->van;
		const int32_t column = jaar - v->s->opties.schooljaar;
		if (column == 0 || column == 1)
			v->belasting_masker[column] = ALLE_BITS;
		else
			v->belasting_minst = SCORE_WAARDE_MAX;
	}
	v->jaar_begin[v->jaar_count] = venster->dagen;
}

/* Dates as rows have them, from 0 (no date) to UINT16_MAX (no end). */
static uint16_t dag_of(const struct vraag *v, int32_t datum, uint16_t least)
{
	const int64_t dag = (int64_t)datum - v->s->basis + 1;
	if (dag < least)
		return least;
	return dag < UINT16_MAX ? (uint16_t)dag : UINT16_MAX;
}

/* When a row needs no more than its pattern of the week. */
static void init_fast(struct vraag *v)
{
	const int32_t van = v->aanvraag->venster.van;
	v->snel = v->jaar_count == 1 && !v->wensen && !v->opties && holds(v, SCORE_REGEL_TIJDVAK) &&
		  !soort_table[v->aanvraag->soort].periode && !holds(v, SCORE_REGEL_ERKENNING) &&
		  !holds(v, SCORE_REGEL_WACHTTIJD);
	v->snel_van = dag_of(v, van, 0);
	v->snel_tot = dag_of(v, v->tot, 1);
	v->snel_pauze = holds(v, SCORE_REGEL_GEPAUZEERD) ? v->snel_van : UINT32_MAX;
	v->snel_vog = holds(v, SCORE_REGEL_VOG) ? v->snel_tot : 0;
	if (v->snel_van == UINT16_MAX)
		v->snel = false;
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
		v->nooit_gepauzeerd = holds(v, SCORE_REGEL_GEPAUZEERD);
	if (!v->venster_leeg || holds(v, SCORE_REGEL_TIJDVAK))
		v->nooit_zonder_vog = holds(v, SCORE_REGEL_VOG);
	if (holds(v, SCORE_REGEL_KLAS_BEZET))
		tijdvak_set_subtract(&vrij, &v->aanvraag->klas_bezet);
	memcpy(v->vrij, vrij.bits, sizeof(v->vrij));
	unsigned fase = (unsigned)(date_weekday(vrij.van) - 1) * DAGDEEL_COUNT;
	for (unsigned w = 0; w < vrij.words; w++, fase = (fase + 64) % (7 * DAGDEEL_COUNT))
		v->fase[w] = (uint8_t)fase;
	init_years(v);
	init_fast(v);
}

void vraag_init(
	struct vraag *v, const struct score_snapshot *s, const struct score_snapshot_vraag *vraag)
{
	assert(vraag->config->boom == s->opties.boom);
	assert(score_gewichten_check(&vraag->config->gewichten) == ERR_OK);
	memset(v, 0, sizeof(*v));
	v->s = s;
	v->config = vraag->config;
	v->aanvraag = vraag->aanvraag;
	v->kringen = vraag->kringen;
	v->kring_count = vraag->kring_count;
	v->na = vraag->na;
	score_paar_init(&v->paar, v->config, v->aanvraag, &v->aanbod);
	v->regels = v->paar.regels & s->regels_van[v->aanvraag->soort];
	init_weights(v);
	init_place(v);
	init_level(v);
	init_topics(v);
	init_small(v);
	init_window(v);
}

void vraag_plaats(struct vraag *v, const struct deel *d)
{
	/* Without places there may be rows that are kept whole, with any place. */
	const bool places = v->weegbaar && !d->zonder_plaats;
	v->afstand = places && holds(v, SCORE_REGEL_AFSTAND);
	v->reis_gewicht = places ? (float)v->gewicht[SCORE_FACTOR_REIS] : 0.0f;
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
	vraag_plaats(v, d);
	const bool places = v->weegbaar && !d->zonder_plaats;
	if (v->weegbaar)
		v->vast_tienden += places ? 1 : reis * SCORE_WAARDE_MAX; /* 1: what floats lose */
	if (v->sector == NIVEAU_SECTOR_COUNT || d->sectoren == 0) {
		v->vast_tienden += gewicht * SCORE_NEUTRAAL;
		return true;
	}
	const int32_t others = (int32_t)bits_of(d->sectoren) - 1;
	v->vast_tienden += gewicht * (SCORE_WAARDE_MAX - 100 * others);
	if ((d->sectoren >> v->sector & 1) != 0) {
		v->niveau_per_meer = gewicht * 400 / ((int32_t)v->sector_count - 1);
		v->vast_tienden += gewicht; /* the value itself is rounded, in its favour */
	}
	return true;
}

bool vraag_kring_bedient(const struct vraag *v, uint16_t kring)
{
	for (size_t i = 0; i < v->kring_count; i++) {
		if (v->kringen[i] == kring)
			return true;
	}
	return false;
}
