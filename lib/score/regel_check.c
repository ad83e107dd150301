/* The functions of the table of rules (regel.c); tijdvak stands in paar.c, beside what it shares.
 */
#include "domain/niveau.h"
#include "domain/taal.h"
#include "score/paar.h"

/* A rule on time passes when something is left; the runner forgives it what was empty before. */
static bool any_left(const struct score_paar *p)
{
	return !tijdvak_set_is_empty(&p->vrij);
}

bool score_check_soort(struct score_paar *p)
{
	return p->aanvraag->soort == p->aanbod->soort;
}

bool score_check_veto(struct score_paar *p)
{
	const struct score_relatie *persoon = score_paar_persoon(p);
	const struct score_relatie *bedrijf = score_paar_bedrijf(p);
	return !(persoon != NULL && persoon->veto) && !(bedrijf != NULL && bedrijf->veto) &&
	       !score_paar_verboden(p);
}

bool score_check_leeftijd(struct score_paar *p)
{
	const unsigned jongste = score_jongste(p->aanvraag);
	return jongste == 0 || jongste >= score_paar_leeftijd(p);
}

bool score_check_erkenning(struct score_paar *p)
{
	if (p->aanvraag->crebo == 0)
		return true;
	const int32_t laatste = score_laatste_begin(p->aanvraag, score_paar_erkend_tot(p));
	const int32_t tot = tijdvak_set_tot(&p->vrij);
	if (laatste >= tot)
		return true;
	tijdvak_set_remove_days(&p->vrij, laatste + 1, tot);
	return any_left(p);
}

bool score_check_gepauzeerd(struct score_paar *p)
{
	if (p->aanbod->gepauzeerd_tot < p->vrij.van)
		return true;
	tijdvak_set_remove_days(&p->vrij, p->vrij.van, p->aanbod->gepauzeerd_tot);
	return any_left(p);
}

bool score_check_niveau(struct score_paar *p)
{
	const uint64_t gevraagd = p->aanvraag->niveau & NIVEAU_ALLE;
	const uint64_t geboden = p->aanbod->niveaus & NIVEAU_ALLE;
	return gevraagd == 0 || geboden == 0 || (gevraagd & geboden) != 0;
}

bool score_check_thema(struct score_paar *p)
{
	if (!p->aanvraag->thema_vereist || p->aanvraag->thema_count == 0)
		return true;
	for (uint16_t i = 0; i < p->aanvraag->thema_count; i++) {
		if (score_paar_thema(p, p->aanvraag->themas[i]) >= SCORE_THEMA_MIN)
			return true;
	}
	return false;
}

bool score_check_taal(struct score_paar *p)
{
	const uint8_t gevraagd = p->aanvraag->talen & TAAL_ALLE;
	const uint8_t geboden = p->aanbod->talen & TAAL_ALLE;
	return gevraagd == 0 || geboden == 0 || (gevraagd & geboden) != 0;
}

bool score_check_afstand(struct score_paar *p)
{
	return !p->te_ver || score_paar_online(p);
}

bool score_check_groepsgrootte(struct score_paar *p)
{
	const uint16_t groep = p->aanvraag->groepsgrootte;
	if (groep == 0)
		return true;
	return groep >= p->aanbod->groep_min &&
	       (p->aanbod->groep_max == 0 || groep <= p->aanbod->groep_max);
}

bool score_check_begeleiding(struct score_paar *p)
{
	const uint16_t mee = p->aanvraag->begeleiders;
	return mee == 0 || mee >= score_paar_begeleiders(p);
}

bool score_check_traploos(struct score_paar *p)
{
	return !p->aanvraag->traploos || p->aanbod->traploos;
}

bool score_check_vog(struct score_paar *p)
{
	const int32_t laatste = score_laatste_begin(p->aanvraag, p->aanbod->vog_geldig_tot);
	const int32_t tot = tijdvak_set_tot(&p->vrij);
	if (!p->aanvraag->vog_vereist || laatste >= tot)
		return true;
	tijdvak_set_remove_days(&p->vrij, laatste + 1, tot);
	return any_left(p);
}

bool score_check_klas_bezet(struct score_paar *p)
{
	tijdvak_set_subtract(&p->vrij, &p->aanvraag->klas_bezet);
	return any_left(p);
}

bool score_check_dubbele_boeking(struct score_paar *p)
{
	for (size_t i = 0; i < p->aanbod->boeking_count; i++)
		tijdvak_set_remove(
			&p->vrij, p->aanbod->boekingen[i].datum, p->aanbod->boekingen[i].dagdelen);
	return any_left(p);
}

bool score_check_reistijd(struct score_paar *p)
{
	for (size_t i = 0; i < p->aanbod->verblijf_count; i++) {
		const struct score_verblijf *v = &p->aanbod->verblijven[i];
		for (unsigned d = 0; d < DAGDEEL_COUNT; d++) {
			if (!score_reist_op_tijd(p->aanvraag, p->aanbod, v, (enum dagdeel)d))
				tijdvak_set_remove(&p->vrij, v->tijdvak.datum, (uint8_t)(1u << d));
		}
	}
	return any_left(p);
}

bool score_check_plaatsen(struct score_paar *p)
{
	const struct score_aanbod *aanbod = p->aanbod;
	if (aanbod->plaatsen == 0)
		return true;
	for (size_t i = 0; i < aanbod->bezetting_count; i++) {
		const struct score_bezetting *b = &aanbod->bezetting[i];
		if (b->bezet < aanbod->plaatsen)
			continue;
		if (soort_table[p->aanvraag->soort].periode) {
			const struct score_dagen weg = score_vol_dagen(p->aanvraag, b->datum);
			tijdvak_set_remove_days(&p->vrij, weg.van, weg.tot);
		} else {
			tijdvak_set_remove(&p->vrij, b->datum, (uint8_t)(1u << b->dagdeel));
		}
	}
	return any_left(p);
}

bool score_check_maximum_schooljaar(struct score_paar *p)
{
	for (size_t i = 0; i < p->aanbod->houder_count; i++)
		score_houder_remove_schooljaren(&p->aanbod->houders[i], &p->vrij);
	return any_left(p);
}

bool score_check_maximum_week(struct score_paar *p)
{
	for (size_t i = 0; i < p->aanbod->houder_count; i++)
		score_houder_remove_weken(&p->aanbod->houders[i], &p->vrij);
	return any_left(p);
}

static void remove_around(struct score_paar *p, const struct score_relatie *relatie)
{
	const int32_t dagen = p->aanvraag->wachttijd_dagen;
	for (size_t i = 0; relatie != NULL && i < relatie->datum_count; i++) {
		const int32_t datum = relatie->datums[i];
		tijdvak_set_remove_days(&p->vrij, datum - dagen, datum + dagen);
	}
}

bool score_check_wachttijd(struct score_paar *p)
{
	if (p->aanvraag->wachttijd_dagen == 0)
		return true;
	remove_around(p, score_paar_persoon(p));
	remove_around(p, score_paar_bedrijf(p));
	return any_left(p);
}
