#include "score/volledig.h"

#include "domain/niveau.h"

#define GEEN SCORE_REGEL_COUNT

const struct score_hint_rij score_hint_table[SCORE_HINT_COUNT] = {
	[SCORE_HINT_PERIODE] = { "periode", "/totDatum",
		"De periode is al voorbij. Kies een nieuwe laatste dag.",
		"The period has passed. Choose another last day.", GEEN },
	[SCORE_HINT_TIJDVAK] = { "tijdvak", "/dagdelen",
		"Kies een langere periode of meer dagdelen. Dan kunnen er meer aanbieders komen.",
		"Choose a longer period or more half-days. Then more suppliers can come.",
		SCORE_REGEL_TIJDVAK },
	[SCORE_HINT_THEMA_VEREIST] = { "thema-vereist", "/themaVereist",
		"Maak het thema een wens in plaats van een eis.",
		"Make the topic a wish instead of a must.", SCORE_REGEL_THEMA },
	[SCORE_HINT_AFSTAND] = { "afstand", "/maxAfstandM",
		"Laat een grotere afstand toe, of sta online toe.",
		"Allow a larger distance, or allow online.", SCORE_REGEL_AFSTAND },
	[SCORE_HINT_GROEPSGROOTTE] = { "groepsgrootte", "/groepsgrootte",
		"De groep past niet bij al het aanbod. Kan het met een andere groepsgrootte?",
		"The group does not suit all offers. Is another size of group possible?",
		SCORE_REGEL_GROEPSGROOTTE },
	[SCORE_HINT_BEGELEIDING] = { "begeleiding", "/begeleiders",
		"Neem meer begeleiders mee. Sommige bedrijven vragen dat.",
		"Bring more adults along. Some companies ask for that.", SCORE_REGEL_BEGELEIDING },
	[SCORE_HINT_WACHTTIJD] = { "wachttijd", "/wachttijdWeken",
		"Maak de wachttijd korter. Dan kan ook wie pas nog kwam.",
		"Make the waiting time shorter. Then who came lately can come again.",
		SCORE_REGEL_WACHTTIJD },
	[SCORE_HINT_TAAL] = { "taal", "/taal", "Kies een andere taal, als de klas die verstaat.",
		"Choose another language, if the class understands it.", SCORE_REGEL_TAAL },
	[SCORE_HINT_CREBO] = { "crebo", "/crebo",
		"Noem de mbo-opleiding (crebo). Alleen bij een erkend bedrijf telt de plek mee.",
		"Name the qualification (crebo). Only a place at an accredited company counts.",
		GEEN },
	[SCORE_HINT_LEEFTIJD] = { "leeftijd", "/leeftijdMin",
		"Noem de leeftijd van de jongste. De aanbieder weet dan wat mag.",
		"State the age of the youngest. The supplier then knows what is allowed.", GEEN },
	[SCORE_HINT_THEMAS] = { "themas", "/themas",
		"Kies een of meer thema's. Dan staat wat het best past bovenaan.",
		"Choose one or more topics. Then what fits best stands at the top.", GEEN },
	[SCORE_HINT_LEERDOEL] = { "leerdoel", "/leerdoel",
		"Schrijf op wat de leerlingen moeten leren.", "Write what the pupils should learn.",
		GEEN },
	[SCORE_HINT_VOORKENNIS] = { "voorkennis", "/voorkennis",
		"Schrijf op wat de leerlingen er al van weten.",
		"Write what the pupils know about it already.", GEEN },
	[SCORE_HINT_TIJDOPTIES] = { "tijdopties", "/tijdopties",
		"Zet de tijden die het best uitkomen op volgorde.",
		"Put the times that suit best in order.", GEEN },
	[SCORE_HINT_VERVOLG] = { "vervolg", "/vervolg",
		"Schrijf op wat de klas er daarna mee doet.",
		"Write what the class does with it afterwards.", GEEN },
};

/* Whether the school can give in: the limit is its own. */
static bool is_own(const struct score_aanvraag *a, enum score_hint hint)
{
	switch (hint) {
	case SCORE_HINT_THEMA_VEREIST: return a->thema_vereist;
	case SCORE_HINT_AFSTAND: return a->max_afstand_m > 0 || !a->online_toegestaan;
	case SCORE_HINT_WACHTTIJD: return a->wachttijd_dagen > 0;
	default: return true;
	}
}

static bool is_missing(
	const struct score_aanvraag *a, const struct score_woorden *w, enum score_hint hint)
{
	const uint32_t learns = SOORT_BIT(SOORT_STAGE) | SOORT_BIT(SOORT_LEERWERKPLEK);
	const bool at_work = (SOORT_BIT(a->soort) & learns) != 0;
	switch (hint) {
	case SCORE_HINT_PERIODE: return w->voorbij;
	case SCORE_HINT_CREBO:
		return at_work && a->crebo == 0 &&
		       (a->niveau & niveau_of_sector(NIVEAU_SECTOR_MBO)) != 0;
	case SCORE_HINT_LEEFTIJD: return at_work && a->leeftijd_min == 0;
	case SCORE_HINT_THEMAS: return a->thema_count == 0;
	case SCORE_HINT_LEERDOEL: return !w->leerdoel;
	case SCORE_HINT_VOORKENNIS: return !w->voorkennis;
	case SCORE_HINT_TIJDOPTIES: return a->optie_count == 0;
	case SCORE_HINT_VERVOLG: return !w->vervolg;
	default: return false;
	}
}

/* Behind those that bring more, or as many and stand earlier in the table. */
static void insert(struct score_raadgeving *hints, unsigned from, unsigned *count,
	struct score_raadgeving hint)
{
	unsigned at = (*count)++;
	for (; at > from && hints[at - 1].aantal < hint.aantal; at--)
		hints[at] = hints[at - 1];
	hints[at] = hint;
}

static void add_openers(const struct score_aanvraag *a, const struct score_niemand *n,
	struct score_raadgeving *hints, unsigned *count)
{
	const unsigned from = *count;
	for (unsigned i = 0; i < SCORE_HINT_COUNT; i++) {
		const enum score_regel regel = score_hint_table[i].regel;
		if (regel != GEEN && n->enige[regel] > 0 && is_own(a, (enum score_hint)i))
			insert(hints, from, count,
				(struct score_raadgeving){ (enum score_hint)i, n->enige[regel] });
	}
}

unsigned score_volledig(const struct score_aanvraag *aanvraag, const struct score_woorden *woorden,
	const struct score_niemand *niemand,
	struct score_raadgeving ret_hints[static SCORE_HINT_COUNT])
{
	unsigned count = 0;
	if (is_missing(aanvraag, woorden, SCORE_HINT_PERIODE))
		ret_hints[count++] = (struct score_raadgeving){ SCORE_HINT_PERIODE, 0 };
	const bool enough = niemand->mogelijk >= SCORE_GENOEG;
	if (!enough)
		add_openers(aanvraag, niemand, ret_hints, &count);
	for (unsigned i = SCORE_HINT_PERIODE + 1; i < SCORE_HINT_COUNT; i++)
		if (is_missing(aanvraag, woorden, (enum score_hint)i))
			ret_hints[count++] = (struct score_raadgeving){ (enum score_hint)i, 0 };
	if (enough)
		add_openers(aanvraag, niemand, ret_hints, &count);
	return count;
}
