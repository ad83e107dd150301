/* The functions of the table of factors (factor.c). The formulas stand in score/factor.h. */
#include "base/date.h"
#include "domain/niveau.h"
#include "domain/taal.h"
#include "score/paar.h"

static const struct score_waarde neutral = { SCORE_NEUTRAAL, true };

static struct score_waarde known(uint32_t waarde)
{
	return (struct score_waarde){ (uint16_t)waarde, false };
}

struct score_waarde score_waarde_thema(const struct score_paar *p)
{
	const uint16_t count = p->aanvraag->thema_count;
	if (count == 0 || p->aanbod->thema_count == 0)
		return neutral;
	uint32_t sum = 0;
	for (uint16_t i = 0; i < count; i++)
		sum += score_paar_thema(p, p->aanvraag->themas[i]);
	return known(sum / count);
}

struct score_waarde score_waarde_niveau(const struct score_paar *p)
{
	const uint64_t gevraagd = p->aanvraag->niveau & NIVEAU_ALLE;
	const uint64_t geboden = p->aanbod->niveaus & NIVEAU_ALLE;
	if (gevraagd == 0 || geboden == 0)
		return neutral;
	const unsigned bit = (unsigned)__builtin_ctzll(gevraagd);
	const uint64_t sector = niveau_of_sector(niveau_table[bit].sector);
	const unsigned k = niveau_set_count(geboden & sector);
	if (k == 0)
		return known(0);
	unsigned sectors = 0;
	for (unsigned s = 0; s < NIVEAU_SECTOR_COUNT; s++)
		sectors += (geboden & niveau_of_sector((enum niveau_sector)s)) != 0;
	return known(SCORE_WAARDE_MAX - 400 * (k - 1) / (niveau_set_count(sector) - 1) -
		     100 * (sectors - 1));
}

uint16_t score_datum_waarde(unsigned dagdelen)
{
	static const uint16_t values[] = { 0, 400, 700, 1000 };
	return values[dagdelen < 3 ? dagdelen : 3];
}

#define OPTIE_STAP (SCORE_WAARDE_MAX / SCORE_OPTIES_MAX)

struct score_waarde score_waarde_datum(const struct score_paar *p)
{
	const size_t count = p->aanvraag->optie_count;
	if (count > 0) {
		struct tijdvak_set over;
		const size_t optie = score_eerste_optie(p->aanvraag, &p->vrij, &over);
		return known(optie < count ? SCORE_WAARDE_MAX - OPTIE_STAP * (uint32_t)optie : 0);
	}
	return known(score_datum_waarde(tijdvak_set_count(&p->vrij)));
}

struct score_waarde score_hoogstens_datum(const struct score_paar *p)
{
	(void)p;
	return known(SCORE_WAARDE_MAX);
}

static uint32_t travel(const struct score_paar *p)
{
	if (p->te_ver)
		return 0;
	if (p->afstand_m <= SCORE_REIS_NABIJ_M)
		return SCORE_WAARDE_MAX;
	int32_t limiet_m = score_paar_limiet_m(p);
	if (limiet_m == 0)
		limiet_m = SCORE_REIS_STANDAARD_M;
	if (p->afstand_m >= limiet_m)
		return 0;
	return (uint32_t)((int64_t)SCORE_WAARDE_MAX * (limiet_m - p->afstand_m) /
			  (limiet_m - SCORE_REIS_NABIJ_M));
}

struct score_waarde score_waarde_reis(const struct score_paar *p)
{
	const uint32_t online = score_paar_online(p) ? SCORE_REIS_ONLINE : 0;
	if (p->afstand_m == SCORE_AFSTAND_ONBEKEND)
		return online != 0 ? known(online) : neutral;
	const uint32_t waarde = travel(p);
	return known(waarde > online ? waarde : online);
}

uint16_t score_kring_waarde(enum score_kring kring)
{
	switch (kring) {
	case SCORE_KRING_BEDIENT: return 1000;
	case SCORE_KRING_ANDERE: return 300;
	default: return SCORE_NEUTRAAL;
	}
}

struct score_waarde score_waarde_kring(const struct score_paar *p)
{
	const enum score_kring kring = p->aanbod->kring;
	return kring == SCORE_KRING_GEEN ? neutral : known(score_kring_waarde(kring));
}

struct score_waarde score_waarde_belasting(const struct score_paar *p)
{
	const int32_t schooljaar = score_paar_schooljaar(p);
	const struct score_houder *drukste = score_paar_drukste(p, schooljaar);
	return drukste != NULL ? known(score_houder_waarde(drukste, schooljaar)) : neutral;
}

/* In a window of one school year it does not matter which half-days are left. */
struct score_waarde score_hoogstens_belasting(const struct score_paar *p)
{
	const struct tijdvak_set *venster = &p->aanvraag->venster;
	if (date_school_year(venster->van) == date_school_year(tijdvak_set_tot(venster)))
		return score_waarde_belasting(p);
	return known(SCORE_WAARDE_MAX);
}

struct score_waarde score_waarde_behoefte(const struct score_paar *p)
{
	static const uint16_t values[] = { 1000, 700, 500, 300 };
	const int16_t had = p->aanvraag->behoefte;
	if (had < 0)
		return neutral;
	return known(values[had < 3 ? had : 3]);
}

struct score_waarde score_waarde_norm(const struct score_paar *p)
{
	static const uint16_t values[] = { 300, 625, 750, 875, 1000 };
	const int16_t tekort = p->aanvraag->norm_tekort;
	if (tekort < 0)
		return neutral;
	return known(values[tekort < 4 ? tekort : 4]);
}

struct score_waarde score_waarde_vertrouwd(const struct score_paar *p)
{
	if (p->aanvraag->voorkeur == SCORE_VOORKEUR_GEEN ||
		(uuid_is_nil(p->aanbod->vrijwilliger_id) && uuid_is_nil(p->aanbod->bedrijf_id)))
		return neutral;
	const uint32_t nieuw = SCORE_WAARDE_MAX / (1 + score_paar_keren(p));
	return known(
		p->aanvraag->voorkeur == SCORE_VOORKEUR_NIEUW ? nieuw : SCORE_WAARDE_MAX - nieuw);
}

/* `som` of `aantal` times `most`, with SCORE_PRIOR times the half of it added. */
static struct score_waarde smoothed(uint64_t som, uint32_t aantal, uint32_t most)
{
	const uint64_t all = (uint64_t)aantal * most;
	const uint64_t met = (som < all ? som : all) * SCORE_WAARDE_MAX;
	const uint64_t prior = (uint64_t)SCORE_PRIOR * SCORE_NEUTRAAL * most;
	return known((uint32_t)((met + prior) / (all + (uint64_t)SCORE_PRIOR * most)));
}

struct score_waarde score_waarde_kwaliteit(const struct score_paar *p)
{
	const struct score_telling *t = &p->aanbod->kwaliteit;
	if (t->aantal == 0)
		return neutral;
	const uint32_t least = (uint32_t)t->aantal * SCORE_CIJFER_MIN;
	return smoothed(t->som > least ? t->som - least : 0, t->aantal,
		SCORE_CIJFER_MAX - SCORE_CIJFER_MIN);
}

struct score_waarde score_waarde_reactie(const struct score_paar *p)
{
	const struct score_telling *t = &p->aanbod->reactie;
	return t->aantal == 0 ? neutral : smoothed(t->som, t->aantal, 1);
}

static uint16_t near_in_age(int years_apart)
{
	const int apart = years_apart < 0 ? -years_apart : years_apart;
	const int value = SCORE_WAARDE_MAX - 50 * (apart > 4 ? apart - 4 : 0);
	return (uint16_t)(value > 0 ? value : 0);
}

static uint16_t near_in_level(uint64_t opleiding, uint64_t niveau)
{
	static const int steps[NIVEAU_SECTOR_COUNT] = { [NIVEAU_SECTOR_PO] = 0,
		[NIVEAU_SECTOR_VO] = 1,
		[NIVEAU_SECTOR_SO] = 1,
		[NIVEAU_SECTOR_MBO] = 2,
		[NIVEAU_SECTOR_HO] = 3 };
	if ((opleiding & niveau) != 0)
		return 1000;
	const enum niveau_sector sector = niveau_table[__builtin_ctzll(niveau)].sector;
	if ((opleiding & niveau_of_sector(sector)) != 0)
		return 800;
	int fewest = 3;
	for (unsigned s = 0; s < NIVEAU_SECTOR_COUNT; s++) {
		const int apart = steps[s] > steps[sector] ? steps[s] - steps[sector]
							   : steps[sector] - steps[s];
		if ((opleiding & niveau_of_sector((enum niveau_sector)s)) != 0 && apart < fewest)
			fewest = apart;
	}
	return (uint16_t)(700 - 200 * fewest);
}

struct score_nabij score_paar_ambassadeur(const struct score_paar *p)
{
	const struct score_aanbod *b = p->aanbod;
	const uint64_t opleiding = b->opleiding & NIVEAU_ALLE;
	const uint64_t niveau = p->aanvraag->niveau & NIVEAU_ALLE;
	struct score_nabij n = { .leeftijd_bekend =
					 b->leeftijd != 0 && p->aanvraag->leeftijd_min != 0,
		.opleiding_bekend = opleiding != 0 && niveau != 0 };
	if (n.leeftijd_bekend)
		n.leeftijd = near_in_age((int)b->leeftijd - (int)p->aanvraag->leeftijd_min);
	if (n.opleiding_bekend)
		n.opleiding = near_in_level(opleiding, niveau);
	return n;
}

struct score_waarde score_waarde_ambassadeur(const struct score_paar *p)
{
	if (!p->aanbod->ambassadeur)
		return neutral;
	const struct score_nabij n = score_paar_ambassadeur(p);
	const unsigned count = (unsigned)n.leeftijd_bekend + (unsigned)n.opleiding_bekend;
	if (count == 0)
		return neutral;
	return known(SCORE_NEUTRAAL + ((uint32_t)n.leeftijd + n.opleiding) / count / 2);
}

/* The wishes that do not depend on the calendar. */
static struct score_vervuld wishes_at_once(const struct score_paar *p)
{
	const struct score_wensen *w = &p->aanvraag->wensen;
	const uint8_t talen = p->aanbod->talen & TAAL_ALLE;
	struct score_vervuld v = { 0, 0 };
	if ((w->talen & TAAL_ALLE) != 0 && talen != 0) {
		v.genoemd++;
		v.vervuld += (w->talen & talen) != 0;
	}
	if (w->ambassadeur) {
		v.genoemd++;
		v.vervuld += p->aanbod->ambassadeur;
	}
	return v;
}

struct score_vervuld score_paar_wensen(const struct score_paar *p)
{
	struct score_vervuld v = wishes_at_once(p);
	const uint16_t dagdelen = p->aanvraag->wensen.dagdelen & DAGDEEL_WEEK_ALLE;
	if (dagdelen != 0) {
		struct tijdvak_set liked = p->vrij;
		tijdvak_set_keep_week(&liked, dagdelen);
		v.genoemd++;
		v.vervuld += !tijdvak_set_is_empty(&liked);
	}
	return v;
}

static struct score_waarde share(struct score_vervuld v)
{
	return v.genoemd == 0 ? neutral : known(SCORE_WAARDE_MAX * v.vervuld / v.genoemd);
}

struct score_waarde score_waarde_wensen(const struct score_paar *p)
{
	return share(score_paar_wensen(p));
}

struct score_waarde score_hoogstens_wensen(const struct score_paar *p)
{
	struct score_vervuld v = wishes_at_once(p);
	const unsigned dagdelen = (p->aanvraag->wensen.dagdelen & DAGDEEL_WEEK_ALLE) != 0;
	v.genoemd += dagdelen;
	v.vervuld += dagdelen;
	return share(v);
}
