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
	struct score_paar p;
	score_paar_init(&p, &without, wide ? ruim : aanvraag, aanbod);
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

struct score_stap score_stap_soort(const struct score_paar *p)
{
	return (struct score_stap){ 0, (int32_t)p->aanbod->soort };
}

struct score_zin score_raad_soort(
	struct arena *a, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	const struct soort_rij *soort = &soort_table[stap.waarde];
	return (struct score_zin){
		str_from(arena_printf(a, "Vraag een %s in plaats hiervan.", soort->nl)),
		str_from(arena_printf(a, "Ask for this instead: %s.", soort->en)),
	};
}

struct score_stap score_stap_gepauzeerd(const struct score_paar *p)
{
	return (struct score_stap){ p->aanbod->gepauzeerd_tot, p->aanbod->gepauzeerd_tot };
}

struct score_zin score_raad_gepauzeerd(
	struct arena *a, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	if (stap.waarde == SCORE_DATUM_ALTIJD)
		return score_zin_vast("Vraag een aanbieder die heeft gepauzeerd of het toch kan.",
			"Ask a supplier who has paused whether it is possible after all.");
	const struct score_zin datum = score_zin_datum(a, stap.waarde);
	return (struct score_zin){
		str_from(arena_printf(a,
			"Vraag een aanbieder die tot en met %s heeft gepauzeerd of het eerder kan.",
			datum.nl.ptr)),
		str_from(arena_printf(a,
			"Ask a supplier who has paused up to and including %s whether it can be "
			"earlier.",
			datum.en.ptr)),
	};
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

struct score_zin score_raad_niveau(
	struct arena *a, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	const struct niveau *niveau = &niveau_table[stap.waarde];
	return (struct score_zin){
		str_from(arena_printf(
			a, "Er is aanbod voor %s: vraag of het ook hier past.", niveau->nl)),
		str_from(arena_printf(
			a, "There is an offer for %s: ask whether it suits here too.", niveau->en)),
	};
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

struct score_zin score_raad_thema(
	struct arena *a, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	if (stap.waarde < 0)
		return score_zin_vast("Vereis het thema niet: er is aanbod zonder bekend thema.",
			"Do not require the topic: there is an offer of which no topic is known.");
	const int nabij = (SCORE_WAARDE_MAX - stap.ver) / 10;
	return (struct score_zin){
		str_from(arena_printf(
			a, "Vereis het thema niet: er is aanbod dat voor %d%% aansluit.", nabij)),
		str_from(arena_printf(a,
			"Do not require the topic: there is an offer that comes for %d%% near.",
			nabij)),
	};
}

struct score_stap score_stap_taal(const struct score_paar *p)
{
	return (struct score_stap){ 0, p->aanbod->talen & TAAL_ALLE };
}

struct score_zin score_raad_taal(
	struct arena *a, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	const struct score_zin talen = score_zin_talen(a, (uint8_t)stap.waarde);
	return (struct score_zin){
		str_from(arena_printf(a, "Er is aanbod in het %s.", talen.nl.ptr)),
		str_from(arena_printf(a, "There is an offer in %s.", talen.en.ptr)),
	};
}

struct score_stap score_stap_afstand(const struct score_paar *p)
{
	return (struct score_stap){ p->afstand_m, p->afstand_m };
}

struct score_zin score_raad_afstand(
	struct arena *a, const struct score_paar *p, struct score_stap stap)
{
	const bool school =
		p->aanvraag->max_afstand_m != 0 && stap.waarde > p->aanvraag->max_afstand_m;
	const bool aanbieder =
		p->aanbod->reisafstand_m != 0 && stap.waarde > p->aanbod->reisafstand_m;
	/* Who accepts what is written here must get it. */
	const struct score_zin afstand = score_zin_afstand_op(a, stap.waarde);
	const char *nl = !aanbieder ? "; de school zoekt nu dichterbij"
			 : school   ? "; de school en de aanbieder gaan nu minder ver"
				    : "; de aanbieder gaat nu minder ver";
	const char *en = !aanbieder ? "; the school looks nearer now"
			 : school   ? "; the school and the supplier go less far now"
				    : "; the supplier goes less far now";
	return (struct score_zin){
		str_from(arena_printf(
			a, "Op een afstand van %s is er aanbod%s.", afstand.nl.ptr, nl)),
		str_from(arena_printf(
			a, "At a distance of %s there is an offer%s.", afstand.en.ptr, en)),
	};
}

struct score_stap score_stap_groepsgrootte(const struct score_paar *p)
{
	const int32_t groep = p->aanvraag->groepsgrootte;
	if (groep < p->aanbod->groep_min)
		return (struct score_stap){ p->aanbod->groep_min - groep, p->aanbod->groep_min };
	return (struct score_stap){ groep - p->aanbod->groep_max, p->aanbod->groep_max };
}

struct score_zin score_raad_groepsgrootte(
	struct arena *a, const struct score_paar *p, struct score_stap stap)
{
	const bool kleiner = stap.waarde < p->aanvraag->groepsgrootte;
	return (struct score_zin){
		str_from(arena_printf(a, "Kom met een groep van %s %d.",
			kleiner ? "hoogstens" : "minstens", (int)stap.waarde)),
		str_from(arena_printf(a, "Come with a group of at %s %d.",
			kleiner ? "most" : "least", (int)stap.waarde)),
	};
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

struct score_zin score_raad_tijdvak(
	struct arena *a, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	if (stap.waarde == SCORE_DATUM_GEEN)
		return score_zin_vast("Kies een ruimere periode of meer dagdelen.",
			"Choose a wider period or more half-days.");
	const struct tijdvak t = tijdvak_from_number(stap.waarde);
	const struct score_zin datum = score_zin_datum(a, t.datum);
	return (struct score_zin){
		str_from(arena_printf(a, "Het eerste dagdeel dat wel kan is op %s (%s).",
			datum.nl.ptr, dagdeel_table[t.dagdeel].nl)),
		str_from(arena_printf(a, "The first half-day that is possible is on %s (%s).",
			datum.en.ptr, dagdeel_table[t.dagdeel].en)),
	};
}

struct score_stap score_stap_plaatsen(const struct score_paar *p)
{
	return (struct score_stap){ 0, p->aanbod->plaatsen };
}

struct score_zin score_raad_plaatsen(
	struct arena *a, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	return (struct score_zin){
		str_from(arena_printf(a,
			"Vraag de aanbieder om meer dan %d %s per dagdeel te bieden.",
			(int)stap.waarde, stap.waarde == 1 ? "plaats" : "plaatsen")),
		str_from(arena_printf(a, "Ask the supplier to offer more than %d %s per half-day.",
			(int)stap.waarde, stap.waarde == 1 ? "place" : "places")),
	};
}

struct score_stap score_stap_maximum_schooljaar(const struct score_paar *p)
{
	const int32_t maximum =
		score_paar_strengste(p, score_houder_remove_schooljaren)->max_per_schooljaar;
	return (struct score_stap){ -maximum, maximum };
}

struct score_zin score_raad_maximum_schooljaar(
	struct arena *a, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	return (struct score_zin){
		str_from(arena_printf(a,
			"Vraag de aanbieder om meer dan %d %s in een schooljaar te doen.",
			(int)stap.waarde, stap.waarde == 1 ? "activiteit" : "activiteiten")),
		str_from(arena_printf(a, "Ask the supplier to do more than %d %s in a school year.",
			(int)stap.waarde, stap.waarde == 1 ? "activity" : "activities")),
	};
}

struct score_stap score_stap_maximum_week(const struct score_paar *p)
{
	const int32_t maximum = score_paar_strengste(p, score_houder_remove_weken)->max_per_week;
	return (struct score_stap){ -maximum, maximum };
}

struct score_zin score_raad_maximum_week(
	struct arena *a, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	return (struct score_zin){
		str_from(arena_printf(a,
			"Vraag de aanbieder om meer dan %d %s in een week te doen.",
			(int)stap.waarde, stap.waarde == 1 ? "activiteit" : "activiteiten")),
		str_from(arena_printf(a, "Ask the supplier to do more than %d %s in a week.",
			(int)stap.waarde, stap.waarde == 1 ? "activity" : "activities")),
	};
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

struct score_zin score_raad_wachttijd(
	struct arena *a, const struct score_paar *p, struct score_stap stap)
{
	(void)p;
	if (stap.waarde == 0)
		return score_zin_vast("Laat dezelfde aanbieder weer komen zonder wachttijd.",
			"Let the same supplier come again without waiting.");
	return (struct score_zin){
		str_from(arena_printf(a, "Met een wachttijd van %d %s kan het wel.",
			(int)stap.waarde, stap.waarde == 1 ? "dag" : "dagen")),
		str_from(arena_printf(a, "With %d %s in between it is possible.", (int)stap.waarde,
			stap.waarde == 1 ? "day" : "days")),
	};
}

struct score_zin score_zin_knelpunten(struct arena *a, size_t bekeken, size_t mogelijk)
{
	if (bekeken == 0)
		return score_zin_vast("Er is nu geen aanbod van deze soort.",
			"There is no offer of this kind now.");
	if (mogelijk == 1)
		return score_zin_vast("Er is 1 kandidaat; niets staat in de weg.",
			"There is 1 candidate; nothing stands in the way.");
	if (mogelijk > 1)
		return (struct score_zin){
			str_from(arena_printf(
				a, "Er zijn %zu kandidaten; niets staat in de weg.", mogelijk)),
			str_from(arena_printf(a,
				"There are %zu candidates; nothing stands in the way.", mogelijk)),
		};
	if (bekeken == 1)
		return score_zin_vast("Het ene aanbod van deze soort past niet.",
			"The one offer of this kind does not fit.");
	return (struct score_zin){
		str_from(arena_printf(a, "We bekeken %zu keer aanbod; niets ervan past.", bekeken)),
		str_from(arena_printf(a, "We looked at %zu offers; none of them fits.", bekeken)),
	};
}
