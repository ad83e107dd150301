#include "score/paar.h"

#include <limits.h>

#include "base/date.h"
#include "domain/niveau.h"

unsigned score_jongste(const struct score_aanvraag *aanvraag)
{
	const uint64_t niveau = aanvraag->niveau & NIVEAU_ALLE;
	const struct soort_rij *const soort = &soort_table[aanvraag->soort];
	if (aanvraag->leeftijd_min != 0 || soort->leeftijd == 0 || niveau == 0)
		return aanvraag->leeftijd_min;
	const struct niveau *const van = &niveau_table[__builtin_ctzll(niveau)];
	const bool adults = van->sector == NIVEAU_SECTOR_MBO || van->sector == NIVEAU_SECTOR_HO;
	return adults && !soort->erkenning ? soort->leeftijd : van->leeftijd;
}

/* A rule that the aanvraag gives nothing to fail on passes, and is passed over. */
static uint32_t rules_that_matter(const struct score_aanvraag *aanvraag, uint32_t regels)
{
	if (!aanvraag->vog_vereist)
		regels &= ~SCORE_REGEL_BIT(SCORE_REGEL_VOG);
	if (score_jongste(aanvraag) == 0)
		regels &= ~SCORE_REGEL_BIT(SCORE_REGEL_LEEFTIJD);
	if (aanvraag->begeleiders == 0)
		regels &= ~SCORE_REGEL_BIT(SCORE_REGEL_BEGELEIDING);
	if (!aanvraag->traploos)
		regels &= ~SCORE_REGEL_BIT(SCORE_REGEL_TRAPLOOS);
	if (aanvraag->crebo == 0)
		regels &= ~SCORE_REGEL_BIT(SCORE_REGEL_ERKENNING);
	if (aanvraag->relatie_count == 0 && aanvraag->verboden_count == 0 &&
		uuid_is_nil(aanvraag->alleen))
		regels &= ~SCORE_REGEL_BIT(SCORE_REGEL_VETO);
	if (aanvraag->relatie_count == 0 || aanvraag->wachttijd_dagen == 0)
		regels &= ~SCORE_REGEL_BIT(SCORE_REGEL_WACHTTIJD);
	return regels;
}

void score_paar_init(struct score_paar *p, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanbod *aanbod)
{
	p->config = config;
	p->aanvraag = aanvraag;
	p->aanbod = aanbod;
	p->regels = rules_that_matter(aanvraag, config->regels);
	p->afstand_m = SCORE_AFSTAND_ONBEKEND;
	if (aanvraag->plaats.bekend && aanbod->plaats.bekend)
		p->afstand_m = plaats_afstand_m(aanvraag->plaats, aanbod->plaats);
	const int32_t limiet_m = score_paar_limiet_m(p);
	p->te_ver = limiet_m != 0 && p->afstand_m > limiet_m;
	p->vrij = aanvraag->venster;
}

bool score_paar_online(const struct score_paar *p)
{
	return p->aanvraag->online_toegestaan && p->aanbod->online;
}

int32_t score_paar_limiet_m(const struct score_paar *p)
{
	const int32_t school_m = p->aanvraag->max_afstand_m;
	const int32_t aanbieder_m = p->aanbod->reisafstand_m;
	if (school_m == 0 || (aanbieder_m != 0 && aanbieder_m < school_m))
		return aanbieder_m;
	return school_m;
}

static const struct score_relatie *relation(
	const struct score_aanvraag *aanvraag, struct uuid houder)
{
	if (aanvraag->relatie_count == 0 || uuid_is_nil(houder))
		return NULL;
	size_t low = 0;
	size_t high = aanvraag->relatie_count;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		const int order = uuid_cmp(aanvraag->relaties[middle].houder, houder);
		if (order == 0)
			return &aanvraag->relaties[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct score_relatie *score_paar_persoon(const struct score_paar *p)
{
	return relation(p->aanvraag, p->aanbod->vrijwilliger_id);
}

const struct score_relatie *score_paar_bedrijf(const struct score_paar *p)
{
	return relation(p->aanvraag, p->aanbod->bedrijf_id);
}

bool score_is_verboden(const struct score_aanvraag *aanvraag, struct uuid id)
{
	size_t low = 0;
	size_t high = uuid_is_nil(id) ? 0 : aanvraag->verboden_count;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		const int order = uuid_cmp(aanvraag->verboden[middle], id);
		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool score_aanbod_verboden(const struct score_aanvraag *aanvraag, struct uuid aanbod_id)
{
	return (!uuid_is_nil(aanvraag->alleen) && !uuid_eq(aanvraag->alleen, aanbod_id)) ||
	       score_is_verboden(aanvraag, aanbod_id);
}

bool score_paar_verboden(const struct score_paar *p)
{
	return score_aanbod_verboden(p->aanvraag, p->aanbod->id) ||
	       score_is_verboden(p->aanvraag, p->aanbod->vrijwilliger_id) ||
	       score_is_verboden(p->aanvraag, p->aanbod->bedrijf_id);
}

unsigned score_paar_keren(const struct score_paar *p)
{
	const struct score_relatie *persoon = score_paar_persoon(p);
	const struct score_relatie *bedrijf = score_paar_bedrijf(p);
	const unsigned van_persoon = persoon != NULL ? persoon->keren : 0;
	const unsigned van_bedrijf = bedrijf != NULL ? bedrijf->keren : 0;
	return van_persoon > van_bedrijf ? van_persoon : van_bedrijf;
}

unsigned score_paar_leeftijd_wet(const struct score_paar *p)
{
	return soort_table[p->aanvraag->soort].leeftijd;
}

unsigned score_paar_begeleiders(const struct score_paar *p)
{
	const unsigned per = p->aanbod->leerlingen_per_begeleider;
	return per == 0 ? 0 : (p->aanvraag->groepsgrootte + per - 1u) / per;
}

struct score_dagen score_vol_dagen(const struct score_aanvraag *aanvraag, int32_t datum)
{
	const int32_t maandag = datum - (date_weekday(datum) - 1);
	const int32_t weken = aanvraag->weken > 0 ? aanvraag->weken : 1;
	return (struct score_dagen){ maandag - 7 * weken + 1, maandag + 6 };
}

int32_t score_laatste_begin(const struct score_aanvraag *aanvraag, int32_t laatste)
{
	const int32_t weken = aanvraag->weken > 0 ? aanvraag->weken : 1;
	if (!soort_table[aanvraag->soort].periode || laatste == SCORE_DATUM_GEEN ||
		laatste == SCORE_DATUM_ALTIJD)
		return laatste;
	return laatste - (7 * weken - 1);
}

unsigned score_paar_leeftijd(const struct score_paar *p)
{
	const unsigned wet = score_paar_leeftijd_wet(p);
	return p->aanbod->leeftijd_min > wet ? p->aanbod->leeftijd_min : wet;
}

int32_t score_paar_erkend_tot(const struct score_paar *p)
{
	int32_t tot = SCORE_DATUM_GEEN;
	for (size_t i = 0; i < p->aanbod->erkenning_count; i++) {
		const struct score_erkenning *e = &p->aanbod->erkenningen[i];
		if (e->crebo == p->aanvraag->crebo && e->geldig_tot > tot)
			tot = e->geldig_tot;
	}
	return tot;
}

uint16_t score_paar_thema(const struct score_paar *p, uint16_t gevraagd)
{
	uint16_t best = 0;
	for (uint16_t i = 0; i < p->aanbod->thema_count; i++) {
		const uint16_t nabij =
			thema_nabijheid(p->config->boom, gevraagd, p->aanbod->themas[i]);
		best = nabij > best ? nabij : best;
	}
	return best;
}

/* Takes out what the aanbod itself does not offer: week pattern, validity, exceptions. */
static void keep_aanbod(const struct score_paar *p, struct tijdvak_set *set)
{
	const struct score_aanbod *aanbod = p->aanbod;
	const int32_t tot = tijdvak_set_tot(set);
	const int32_t laatste = score_laatste_begin(p->aanvraag, aanbod->geldig_tot);
	tijdvak_set_keep_week(set, aanbod->dagdelen);
	if (aanbod->geldig_van > set->van)
		tijdvak_set_remove_days(set, set->van, aanbod->geldig_van - 1);
	if (laatste < tot)
		tijdvak_set_remove_days(set, laatste + 1, tot);
	for (size_t i = 0; i < aanbod->uitzondering_count; i++)
		tijdvak_set_remove(
			set, aanbod->uitzonderingen[i].datum, aanbod->uitzonderingen[i].dagdelen);
}

void score_paar_aanbod_vrij(const struct score_paar *p, struct tijdvak_set *ret_vrij)
{
	tijdvak_set_init_like(ret_vrij, &p->aanvraag->venster);
	tijdvak_set_add_days(ret_vrij, ret_vrij->van, tijdvak_set_tot(ret_vrij));
	keep_aanbod(p, ret_vrij);
}

bool score_check_tijdvak(struct score_paar *p)
{
	keep_aanbod(p, &p->vrij);
	tijdvak_set_subtract(&p->vrij, &p->aanvraag->gesloten);
	return !tijdvak_set_is_empty(&p->vrij);
}

/* Of what is asked; at the supplier the hours of the school say nothing. */
static struct score_uren hours_of(const struct score_aanvraag *aanvraag, enum dagdeel dagdeel)
{
	const struct score_uren u = aanvraag->uren[dagdeel];
	if (u.tot_min == 0 || soort_table[aanvraag->soort].reiziger == SOORT_REIZIGER_KLAS)
		return (struct score_uren){ dagdeel_table[dagdeel].begin_min,
			dagdeel_table[dagdeel].eind_min };
	return u;
}

struct score_reis score_reis_van(const struct score_aanvraag *aanvraag,
	const struct score_aanbod *aanbod, const struct score_verblijf *verblijf,
	enum dagdeel dagdeel)
{
	const struct plaats hier = soort_table[aanvraag->soort].reiziger == SOORT_REIZIGER_KLAS
					   ? aanbod->plaats
					   : aanvraag->plaats;
	const struct score_uren u = hours_of(aanvraag, dagdeel);
	struct score_reis r = { 0, dagdeel > verblijf->tijdvak.dagdeel
					   ? u.van_min - verblijf->uren.tot_min
					   : verblijf->uren.van_min - u.tot_min };
	if (!hier.bekend || !verblijf->plaats.bekend)
		return r;
	const int32_t reis_min = plaats_reis_min(plaats_afstand_m(hier, verblijf->plaats));
	if (reis_min > 0)
		r.nodig_min = reis_min + aanbod->reisbuffer_min;
	return r;
}

bool score_reist_op_tijd(const struct score_aanvraag *aanvraag, const struct score_aanbod *aanbod,
	const struct score_verblijf *verblijf, enum dagdeel dagdeel)
{
	if (dagdeel == verblijf->tijdvak.dagdeel || (aanvraag->online_toegestaan && aanbod->online))
		return true;
	const struct score_reis r = score_reis_van(aanvraag, aanbod, verblijf, dagdeel);
	return r.nodig_min == 0 || r.tussen_min >= r.nodig_min;
}

uint32_t score_gebruikt(const struct score_gebruik *gebruik, size_t count, int32_t periode)
{
	uint32_t sum = 0;
	for (size_t i = 0; i < count; i++) {
		if (gebruik[i].periode == periode)
			sum += gebruik[i].aantal;
	}
	return sum;
}

int32_t score_week_maandag(int32_t week)
{
	/* ISO 8601: week 1 is the week of 4 January. */
	const int32_t vierde = date_from_civil(week / 100, 1, 4);
	return vierde - (date_weekday(vierde) - 1) + (week % 100 - 1) * 7;
}

void score_houder_remove_weken(const struct score_houder *houder, struct tijdvak_set *set)
{
	if (houder->max_per_week == 0)
		return;
	for (size_t i = 0; i < houder->week_count; i++) {
		const int32_t week = houder->weken[i].periode;
		if (score_gebruikt(houder->weken, houder->week_count, week) < houder->max_per_week)
			continue;
		const int32_t maandag = score_week_maandag(week);
		tijdvak_set_remove_days(set, maandag, maandag + 6);
	}
}

void score_houder_remove_schooljaren(const struct score_houder *houder, struct tijdvak_set *set)
{
	if (houder->max_per_schooljaar == 0)
		return;
	for (size_t i = 0; i < houder->schooljaar_count; i++) {
		const int32_t jaar = houder->schooljaren[i].periode;
		if (score_gebruikt(houder->schooljaren, houder->schooljaar_count, jaar) <
			houder->max_per_schooljaar)
			continue;
		tijdvak_set_remove_days(
			set, date_from_civil(jaar, 8, 1), date_from_civil(jaar + 1, 7, 31));
	}
}

uint16_t score_houder_waarde(const struct score_houder *houder, int32_t schooljaar)
{
	const uint32_t gebruikt =
		score_gebruikt(houder->schooljaren, houder->schooljaar_count, schooljaar);
	const uint32_t maximum = houder->max_per_schooljaar;
	if (maximum == 0)
		return (uint16_t)(SCORE_WAARDE_MAX / (1 + gebruikt));
	if (gebruikt >= maximum)
		return 0;
	return (uint16_t)(SCORE_WAARDE_MAX - SCORE_WAARDE_MAX * gebruikt / maximum);
}

const struct score_houder *score_paar_drukste(const struct score_paar *p, int32_t schooljaar)
{
	const struct score_houder *drukste = NULL;
	uint16_t laagste = 0;
	for (size_t i = 0; i < p->aanbod->houder_count; i++) {
		const struct score_houder *h = &p->aanbod->houders[i];
		const uint16_t waarde = score_houder_waarde(h, schooljaar);
		/* The order of the list must not matter: between equals the soort decides. */
		if (drukste == NULL || waarde < laagste ||
			(waarde == laagste && h->soort < drukste->soort)) {
			drukste = h;
			laagste = waarde;
		}
	}
	return drukste;
}

const struct score_houder *score_paar_strengste(
	const struct score_paar *p, score_houder_remove *remove)
{
	const struct score_houder *strict = &p->aanbod->houders[0];
	unsigned fewest = UINT_MAX;
	for (size_t i = 0; i < p->aanbod->houder_count; i++) {
		const struct score_houder *h = &p->aanbod->houders[i];
		struct tijdvak_set left = p->vrij;
		remove(h, &left);
		const unsigned count = tijdvak_set_count(&left);
		if (count < fewest || (count == fewest && h->soort < strict->soort)) {
			strict = h;
			fewest = count;
		}
	}
	return strict;
}

/* Whether a half-day is left in a school year. */
static bool any_in_year(const struct score_paar *p, int32_t schooljaar)
{
	struct tijdvak_set outside = p->vrij;
	tijdvak_set_remove_days(&outside, date_from_civil(schooljaar, 8, 1),
		date_from_civil(schooljaar + 1, 7, 31));
	return tijdvak_set_count(&outside) < tijdvak_set_count(&p->vrij);
}

int32_t score_paar_schooljaar(const struct score_paar *p)
{
	const int32_t eerste = date_school_year(p->vrij.van);
	const int32_t laatste = date_school_year(tijdvak_set_tot(&p->vrij));
	int32_t beste = eerste;
	int beste_waarde = -1;
	for (int32_t jaar = eerste; eerste != laatste && jaar <= laatste; jaar++) {
		const struct score_houder *drukste = score_paar_drukste(p, jaar);
		const int waarde = drukste != NULL ? score_houder_waarde(drukste, jaar) : 0;
		if (waarde > beste_waarde && any_in_year(p, jaar)) {
			beste = jaar;
			beste_waarde = waarde;
		}
	}
	return beste;
}
