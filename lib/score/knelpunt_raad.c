/* What letting go of a rule asks, in figures and in words: the last two columns of the table of
 * rules (regel.c). */
#include "domain/niveau.h"
#include "domain/taal.h"
#include "score/knelpunt.h"
#include "score/paar.h"

struct score_stap score_stap_van(const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanvraag *ruim,
	const struct score_aanbod *aanbod, uint32_t losgelaten, unsigned regel)
{
	struct score_config without = *config;
	without.regels &= ~losgelaten;
	/* A wider window is of use to the rule on time only. */
	const bool wide = regel == SCORE_REGEL_TIJDVAK && ruim != NULL;
	const struct score_aanvraag *gevraagd = wide ? ruim : aanvraag;
	struct score_aanvraag anders;
	/* How far two soorten are apart is seen from what was asked. */
	if (regel != SCORE_REGEL_SOORT)
		gevraagd = score_gevraagd_als(config, gevraagd, aanbod, &anders);
	struct score_paar p;
	score_paar_init(&p, &without, gevraagd, aanbod);
	/* Two numbers come back, no pointer. */
	/* cppcheck-suppress returnDanglingLifetime */
	return score_regel_table[regel].stap(&p);
}

/* Whether the pair is possible by these rules; what is left stays in `p->vrij`. */
static bool possible(struct score_paar *p, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanbod *aanbod)
{
	score_paar_init(p, config, aanvraag, aanbod);
	return score_regels_run(p, 0, SCORE_REGEL_COUNT) == SCORE_REGEL_COUNT;
}

/* First what differs least to the class: a lesson or visit, with pupils, over weeks, who travels.
 * No two soorten are as far, so that one of them is nearest. */
struct score_stap score_stap_soort(const struct score_paar *p)
{
	const struct soort_rij *gevraagd = &soort_table[p->aanvraag->soort];
	const struct soort_rij *aanbod = &soort_table[p->aanbod->soort];
	const int apart = 8 * ((gevraagd->telt_als == NULL) != (aanbod->telt_als == NULL)) +
			  4 * (gevraagd->bij_leerlingen != aanbod->bij_leerlingen) +
			  2 * (gevraagd->periode != aanbod->periode) +
			  (gevraagd->reiziger != aanbod->reiziger);
	const int32_t ver = apart * SOORT_COUNT + (int32_t)p->aanbod->soort;
	return (struct score_stap){ ver, (int32_t)p->aanbod->soort };
}

void score_raad_soort(struct score_zin *z, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	const struct soort_rij *soort = &soort_table[stap.waarde];
	ZIN(z, "Vraag een %1 in plaats hiervan.", "Ask for this instead: %1.",
		zin_woord(soort->nl, soort->en));
}

struct score_stap score_stap_gepauzeerd(const struct score_paar *p)
{
	return (struct score_stap){ p->aanbod->gepauzeerd_tot, p->aanbod->gepauzeerd_tot };
}

void score_raad_gepauzeerd(struct score_zin *z, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	if (stap.waarde == SCORE_DATUM_ALTIJD)
		ZIN_VAST(z, "Vraag een aanbieder die heeft gepauzeerd of het toch kan.",
			"Ask a supplier who has paused whether it is possible after all.");
	else
		ZIN(z, "Vraag een aanbieder die tot en met %1 heeft gepauzeerd of het eerder kan.",
			"Ask a supplier who has paused up to and including %1 whether it can be "
			"earlier.",
			zin_als(SCORE_STUK_DATUM, stap.waarde));
}

struct score_stap score_stap_niveau(const struct score_paar *p)
{
	struct score_stap best = { INT32_MAX, 0 };
	const int gevraagd = __builtin_ctzll(p->aanvraag->niveau);
	for (int i = 0; i < NIVEAU_COUNT; i++) {
		const int ver = i < gevraagd ? gevraagd - i : i - gevraagd;
		if (((p->aanbod->niveaus >> i) & 1) != 0 && ver < best.ver)
			best = (struct score_stap){ ver, i };
	}
	return best;
}

void score_raad_niveau(struct score_zin *z, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	const struct niveau *niveau = &niveau_table[stap.waarde];
	ZIN(z, "Er is aanbod voor %1: vraag of het ook hier past.",
		"There is an offer for %1: ask whether it suits here too.",
		zin_woord(niveau->nl, niveau->en));
}

struct score_stap score_stap_thema(const struct score_paar *p)
{
	struct score_stap best = { SCORE_WAARDE_MAX + 1, -1 };
	for (uint16_t i = 0; i < p->aanbod->thema_count; i++) {
		for (uint16_t k = 0; k < p->aanvraag->thema_count; k++) {
			const uint16_t thema = p->aanbod->themas[i];
			const int32_t ver =
				SCORE_WAARDE_MAX -
				thema_nabijheid(p->config->boom, p->aanvraag->themas[k], thema);
			if (ver < best.ver || (ver == best.ver && thema < best.waarde))
				best = (struct score_stap){ ver, thema };
		}
	}
	return best;
}

void score_raad_thema(struct score_zin *z, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	if (stap.waarde < 0)
		ZIN_VAST(z, "Vereis het thema niet: er is aanbod zonder bekend thema.",
			"Do not require the topic: there is an offer of which no topic is known.");
	else
		ZIN(z, "Vereis het thema niet: er is aanbod dat voor %1%% aansluit.",
			"Do not require the topic: there is an offer that comes for %1%% near.",
			zin_getal((SCORE_WAARDE_MAX - stap.ver) / 10));
}

struct score_stap score_stap_taal(const struct score_paar *p)
{
	return (struct score_stap){ 0, p->aanbod->talen & TAAL_ALLE };
}

void score_raad_taal(struct score_zin *z, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	ZIN(z, "Er is aanbod in het %1.", "There is an offer in %1.",
		zin_als(SCORE_STUK_TALEN, stap.waarde));
}

struct score_stap score_stap_afstand(const struct score_paar *p)
{
	return (struct score_stap){ p->afstand_m, p->afstand_m };
}

void score_raad_afstand(struct score_zin *z, const struct score_paar *p, struct score_stap stap)
{
	const bool school =
		p->aanvraag->max_afstand_m != 0 && stap.waarde > p->aanvraag->max_afstand_m;
	const bool aanbieder =
		p->aanbod->reisafstand_m != 0 && stap.waarde > p->aanbod->reisafstand_m;
	/* Who accepts what is written here must get it. */
	ZIN(z, "Op een afstand van %1 is er aanbod; ", "At a distance of %1 there is an offer; ",
		zin_als(SCORE_STUK_AFSTAND_OP, stap.waarde));
	if (!aanbieder)
		ZIN_VAST(z, "de school zoekt nu dichterbij.", "the school looks nearer now.");
	else if (school)
		ZIN_VAST(z, "de school en de aanbieder gaan nu minder ver.",
			"the school and the supplier go less far now.");
	else
		ZIN_VAST(z, "de aanbieder gaat nu minder ver.", "the supplier goes less far now.");
}

struct score_stap score_stap_groepsgrootte(const struct score_paar *p)
{
	const int32_t groep = p->aanvraag->groepsgrootte;
	if (groep < p->aanbod->groep_min)
		return (struct score_stap){ p->aanbod->groep_min - groep, p->aanbod->groep_min };
	return (struct score_stap){ groep - p->aanbod->groep_max, p->aanbod->groep_max };
}

void score_raad_groepsgrootte(
	struct score_zin *z, const struct score_paar *p, struct score_stap stap)
{
	const bool kleiner = stap.waarde < p->aanvraag->groepsgrootte;
	ZIN(z, "Kom met een groep van %1 %2.", "Come with a group of at %1 %2.",
		kleiner ? zin_woord("hoogstens", "most") : zin_woord("minstens", "least"),
		zin_getal(stap.waarde));
}

struct score_stap score_stap_begeleiding(const struct score_paar *p)
{
	const int32_t nodig = (int32_t)score_paar_begeleiders(p);
	return (struct score_stap){ nodig - p->aanvraag->begeleiders, nodig };
}

void score_raad_begeleiding(struct score_zin *z, const struct score_paar *p, struct score_stap stap)
{
	ZIN(z, "Neem %1 %2 mee in plaats van %3.", "Bring %1 %2 along instead of %3.",
		zin_getal(stap.waarde), zin_begeleiders(stap.waarde),
		zin_getal(p->aanvraag->begeleiders));
}

struct score_stap score_stap_tijdvak(const struct score_paar *p)
{
	/* The half-days that would do if the week of the school were free, but not its days off. */
	struct score_aanvraag aanvraag = *p->aanvraag;
	tijdvak_set_add_days(
		&aanvraag.venster, aanvraag.venster.van, tijdvak_set_tot(&aanvraag.venster));
	struct score_config config = *p->config;
	config.regels |= SCORE_REGEL_BIT(SCORE_REGEL_TIJDVAK);
	struct score_paar free;
	unsigned cursor = 0;
	struct tijdvak eerste;
	if (!possible(&free, &config, &aanvraag, p->aanbod) ||
		!tijdvak_set_next(&free.vrij, &cursor, &eerste))
		return (struct score_stap){ INT32_MAX, SCORE_DATUM_GEEN };
	const int32_t number = tijdvak_to_number(eerste);
	return (struct score_stap){ number, number };
}

void score_raad_tijdvak(struct score_zin *z, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	if (stap.waarde == SCORE_DATUM_GEEN) {
		ZIN_VAST(z, "Kies een ruimere periode of meer dagdelen.",
			"Choose a wider period or more half-days.");
		return;
	}
	const struct tijdvak t = tijdvak_from_number(stap.waarde);
	ZIN(z, "Het eerste dagdeel dat wel kan is op %1 (%2).",
		"The first half-day that is possible is on %1 (%2).",
		zin_als(SCORE_STUK_DATUM, t.datum),
		zin_woord(dagdeel_table[t.dagdeel].nl, dagdeel_table[t.dagdeel].en));
}

struct score_stap score_stap_plaatsen(const struct score_paar *p)
{
	return (struct score_stap){ 0, p->aanbod->plaatsen };
}

void score_raad_plaatsen(struct score_zin *z, const struct score_paar *p, struct score_stap stap)
{
	if (soort_table[p->aanvraag->soort].periode)
		ZIN(z, "Vraag de aanbieder om meer dan %1 %2 tegelijk te bieden.",
			"Ask the supplier to offer more than %1 %2 at a time.",
			zin_getal(stap.waarde), zin_plaatsen(stap.waarde));
	else
		ZIN(z, "Vraag de aanbieder om meer dan %1 %2 per dagdeel te bieden.",
			"Ask the supplier to offer more than %1 %2 per half-day.",
			zin_getal(stap.waarde), zin_plaatsen(stap.waarde));
}

struct score_stap score_stap_maximum_schooljaar(const struct score_paar *p)
{
	const int32_t maximum =
		score_paar_strengste(p, score_houder_remove_schooljaren)->max_per_schooljaar;
	return (struct score_stap){ -maximum, maximum };
}

void score_raad_maximum_schooljaar(
	struct score_zin *z, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	ZIN(z, "Vraag de aanbieder om meer dan %1 %2 in een schooljaar te doen.",
		"Ask the supplier to do more than %1 %2 in a school year.", zin_getal(stap.waarde),
		zin_activiteiten(stap.waarde));
}

struct score_stap score_stap_maximum_week(const struct score_paar *p)
{
	const int32_t maximum = score_paar_strengste(p, score_houder_remove_weken)->max_per_week;
	return (struct score_stap){ -maximum, maximum };
}

void score_raad_maximum_week(
	struct score_zin *z, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	ZIN(z, "Vraag de aanbieder om meer dan %1 %2 in een week te doen.",
		"Ask the supplier to do more than %1 %2 in a week.", zin_getal(stap.waarde),
		zin_activiteiten(stap.waarde));
}

/* The most days that leave a half-day: fewer days take fewer, and none takes nothing. */
struct score_stap score_stap_wachttijd(const struct score_paar *p)
{
	struct score_config config = *p->config;
	config.regels |= SCORE_REGEL_BIT(SCORE_REGEL_WACHTTIJD);
	struct score_aanvraag aanvraag = *p->aanvraag;
	int32_t most = 0;
	int32_t above = p->aanvraag->wachttijd_dagen;
	while (above - most > 1) {
		const int32_t middle = most + (above - most) / 2;
		struct score_paar tried;
		aanvraag.wachttijd_dagen = (uint16_t)middle;
		if (possible(&tried, &config, &aanvraag, p->aanbod))
			most = middle;
		else
			above = middle;
	}
	return (struct score_stap){ p->aanvraag->wachttijd_dagen - most, most };
}

void score_raad_wachttijd(struct score_zin *z, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	if (stap.waarde == 0)
		ZIN_VAST(z, "Laat dezelfde aanbieder weer komen zonder wachttijd.",
			"Let the same supplier come again without waiting.");
	else
		ZIN(z, "Met een wachttijd van %1 %2 kan het wel.",
			"With %1 %2 in between it is possible.", zin_getal(stap.waarde),
			zin_dagen(stap.waarde));
}

void score_zin_knelpunten(struct score_zin *z, uint32_t bekeken, uint32_t mogelijk)
{
	if (bekeken == 0)
		ZIN_VAST(z, "Er is nu geen aanbod van deze soort.",
			"There is no offer of this kind now.");
	else if (mogelijk == 1)
		ZIN_VAST(z, "Er is 1 kandidaat; niets staat in de weg.",
			"There is 1 candidate; nothing stands in the way.");
	else if (mogelijk > 1)
		ZIN(z, "Er zijn %1 kandidaten; niets staat in de weg.",
			"There are %1 candidates; nothing stands in the way.", zin_getal(mogelijk));
	else if (bekeken == 1)
		ZIN_VAST(z, "Het ene aanbod van deze soort past niet.",
			"The one offer of this kind does not fit.");
	else
		ZIN(z, "We bekeken %1 keer een aanbod; er past er geen.",
			"We looked at %1 offers; none of them fits.", zin_getal(bekeken));
}

void score_zin_rondgang(struct score_zin *z, uint32_t haltes, uint32_t past)
{
	if (past == 1 && haltes == 1)
		ZIN_VAST(z, "Er kan een bezoek aan 1 bedrijf; niets staat in de weg.",
			"A visit to 1 company can be made; nothing stands in the way.");
	else if (past > 0 && past >= haltes)
		ZIN(z, "Er kan een rondgang langs %1 bedrijven; niets staat in de weg.",
			"A round along %1 companies can be made; nothing stands in the way.",
			zin_getal(past));
	else if (past == 1)
		ZIN(z, "Er kan een bezoek aan 1 bedrijf, geen rondgang langs de %1 die je vraagt.",
			"A visit to 1 company can be made, no round along the %1 that you ask.",
			zin_getal(haltes));
	else if (past > 0)
		ZIN(z, "Er kan een rondgang langs %1 bedrijven, niet langs de %2 die je vraagt.",
			"A round along %1 companies can be made, not along the %2 that you ask.",
			zin_getal(past), zin_getal(haltes));
	else
		ZIN_VAST(z,
			"Er is geen rondgang: te weinig bedrijven passen na elkaar op een dag. "
			"Vraag minder haltes of kortere bezoeken, of maak de periode langer.",
			"There is no round: too few companies fit one after the other on a day. "
			"Ask fewer stops or shorter visits, or make the period longer.");
}
