/* Why a rule fails, in words: the sentences of the table of rules (regel.c). */
#include "domain/niveau.h"
#include "domain/taal.h"
#include "score/paar.h"

struct score_zin score_waarom_soort(struct arena *a, const struct score_paar *p)
{
	const struct soort_rij *aanbod = &soort_table[p->aanbod->soort];
	const struct soort_rij *gevraagd = &soort_table[p->aanvraag->soort];
	return (struct score_zin){
		str_from(arena_printf(
			a, "Dit aanbod is een %s; gevraagd is een %s.", aanbod->nl, gevraagd->nl)),
		str_from(arena_printf(
			a, "This offer is a %s; what is asked is a %s.", aanbod->en, gevraagd->en)),
	};
}

struct score_zin score_waarom_gepauzeerd(struct arena *a, const struct score_paar *p)
{
	if (p->aanbod->gepauzeerd_tot == SCORE_DATUM_ALTIJD)
		return score_zin_vast("De aanbieder heeft voor onbepaalde tijd gepauzeerd.",
			"The supplier has paused until further notice.");
	const struct score_zin datum = score_zin_datum(a, p->aanbod->gepauzeerd_tot);
	return (struct score_zin){
		str_from(arena_printf(
			a, "De aanbieder heeft gepauzeerd tot en met %s.", datum.nl.ptr)),
		str_from(arena_printf(
			a, "The supplier has paused up to and including %s.", datum.en.ptr)),
	};
}

struct score_zin score_waarom_veto(struct arena *a, const struct score_paar *p)
{
	(void)a;
	(void)p; /* which of the two it was is nobody's business */
	return score_zin_vast("De school of deze aanbieder heeft de ander uitgesloten.",
		"The school or this supplier has excluded the other.");
}

struct score_zin score_waarom_leeftijd(struct arena *a, const struct score_paar *p)
{
	const struct soort_rij *soort = &soort_table[p->aanvraag->soort];
	const unsigned jongste = p->aanvraag->leeftijd_min;
	const unsigned nodig = score_paar_leeftijd(p);
	if (jongste < score_paar_leeftijd_wet(p) && p->aanbod->leeftijd_min < nodig)
		return (struct score_zin){
			str_from(arena_printf(a,
				"De jongste van de groep is %u jaar; voor een %s vraagt de wet %u "
				"jaar.",
				jongste, soort->nl, nodig)),
			str_from(arena_printf(a,
				"The youngest of the group is %u; for an %s the law asks %u years.",
				jongste, soort->en, nodig)),
		};
	return (struct score_zin){
		str_from(arena_printf(a,
			"De jongste van de groep is %u jaar; dit aanbod is vanaf %u jaar.", jongste,
			nodig)),
		str_from(arena_printf(a,
			"The youngest of the group is %u; this offer is from %u years on.", jongste,
			nodig)),
	};
}

struct score_zin score_waarom_erkenning(struct arena *a, const struct score_paar *p)
{
	const unsigned crebo = p->aanvraag->crebo;
	const int32_t erkend_tot = score_paar_erkend_tot(p);
	if (erkend_tot == SCORE_DATUM_GEEN)
		return (struct score_zin){
			str_from(arena_printf(
				a, "Dit bedrijf is niet erkend voor crebo %u.", crebo)),
			str_from(arena_printf(
				a, "This company is not accredited for crebo %u.", crebo)),
		};
	unsigned cursor = 0;
	struct tijdvak eerste = { .datum = p->vrij.van };
	(void)tijdvak_set_next(&p->vrij, &cursor, &eerste);
	const struct score_zin geldig = score_zin_datum(a, erkend_tot);
	const struct score_zin nodig = score_zin_datum(a, eerste.datum);
	return (struct score_zin){
		str_from(arena_printf(a,
			"De erkenning van dit bedrijf voor crebo %u geldt tot en met %s; de school "
			"kan "
			"vanaf %s.",
			crebo, geldig.nl.ptr, nodig.nl.ptr)),
		str_from(arena_printf(a,
			"The accreditation of this company for crebo %u is valid up to and "
			"including "
			"%s; the school can from %s on.",
			crebo, geldig.en.ptr, nodig.en.ptr)),
	};
}

struct score_zin score_waarom_niveau(struct arena *a, const struct score_paar *p)
{
	const struct niveau *klas =
		&niveau_table[__builtin_ctzll(p->aanvraag->niveau & NIVEAU_ALLE)];
	const uint64_t geboden = p->aanbod->niveaus & NIVEAU_ALLE;
	const unsigned count = niveau_set_count(geboden);
	if (count == 1) {
		const struct niveau *wel = &niveau_table[__builtin_ctzll(geboden)];
		return (struct score_zin){
			str_from(arena_printf(
				a, "Dit aanbod is voor %s, niet voor %s.", wel->nl, klas->nl)),
			str_from(arena_printf(
				a, "This offer is for %s, not for %s.", wel->en, klas->en)),
		};
	}
	return (struct score_zin){
		str_from(arena_printf(
			a, "Dit aanbod is voor %u andere niveaus, niet voor %s.", count, klas->nl)),
		str_from(arena_printf(
			a, "This offer is for %u other levels, not for %s.", count, klas->en)),
	};
}

struct score_zin score_waarom_thema(struct arena *a, const struct score_paar *p)
{
	if (p->aanbod->thema_count == 0)
		return score_zin_vast("De school vereist een van haar thema's; van dit aanbod is "
				      "geen thema bekend.",
			"The school requires one of its topics; no topic is known of this offer.");
	unsigned best = 0;
	for (uint16_t i = 0; i < p->aanvraag->thema_count; i++) {
		const unsigned nabij = score_paar_thema(p, p->aanvraag->themas[i]);
		best = nabij > best ? nabij : best;
	}
	return (struct score_zin){
		str_from(arena_printf(a,
			"De school vereist een van haar thema's; dit aanbod sluit voor %u%% aan, "
			"nodig "
			"is %d%%.",
			best / 10, SCORE_THEMA_MIN / 10)),
		str_from(arena_printf(a,
			"The school requires one of its topics; this offer comes for %u%% near, "
			"%d%% is "
			"needed.",
			best / 10, SCORE_THEMA_MIN / 10)),
	};
}

struct score_zin score_zin_talen(struct arena *a, uint8_t talen)
{
	const char *nl = "";
	const char *en = "";
	unsigned left = (unsigned)__builtin_popcount(talen & TAAL_ALLE);
	for (unsigned t = 0; t < TAAL_COUNT; t++) {
		if ((talen & TAAL_BIT(t)) == 0)
			continue;
		left--;
		nl = arena_printf(a, "%s%s%s", nl, taal_table[t].nl,
			left > 1 ? ", " : (left == 1 ? " of " : ""));
		en = arena_printf(a, "%s%s%s", en, taal_table[t].en,
			left > 1 ? ", " : (left == 1 ? " or " : ""));
	}
	return score_zin_vast(nl, en);
}

struct score_zin score_waarom_taal(struct arena *a, const struct score_paar *p)
{
	const struct score_zin wel = score_zin_talen(a, p->aanbod->talen);
	const struct score_zin gevraagd = score_zin_talen(a, p->aanvraag->talen);
	return (struct score_zin){
		str_from(arena_printf(a, "Dit aanbod is er in het %s; gevraagd is %s.", wel.nl.ptr,
			gevraagd.nl.ptr)),
		str_from(arena_printf(a, "This offer is there in %s; what is asked is %s.",
			wel.en.ptr, gevraagd.en.ptr)),
	};
}

/* Who says where the limit lies, by who of the two travels; %s limit, %s distance. */
struct distance_words {
	const char *aanbieder_nl;
	const char *aanbieder_en;
	const char *school_nl;
	const char *school_en;
};

static const struct distance_words guest_travels = {
	"Deze aanbieder reist hoogstens %s; de school ligt op %s.",
	"This supplier travels at most %s; the school is %s away.",
	"De school zoekt iemand binnen %s; deze aanbieder komt van %s.",
	"The school looks for somebody within %s; this supplier comes from %s away.",
};

static const struct distance_words class_travels = {
	"Dit bedrijf ontvangt scholen binnen %s; de school ligt op %s.",
	"This company receives schools within %s; the school is %s away.",
	"De klas reist hoogstens %s; het bedrijf ligt op %s.",
	"The class travels at most %s; the company is %s away.",
};

static const struct distance_words volunteer_travels = {
	"Deze gastdocent reist hoogstens %s; de school ligt op %s.",
	"This guest teacher travels at most %s; the school is %s away.",
	"De school zoekt een gastdocent binnen %s; deze komt van %s.",
	"The school looks for a guest teacher within %s; this one comes from %s away.",
};

static const struct distance_words *words_for(enum soort soort)
{
	if (soort == SOORT_GASTLES)
		return &volunteer_travels;
	return soort_table[soort].reiziger == SOORT_REIZIGER_KLAS ? &class_travels : &guest_travels;
}

/* The two figures into a sentence with two %s; such sentences stand in this file only. */
static struct str fill(struct arena *a, const char *format, struct str limiet, struct str afstand)
{
	const struct str f = str_from(format);
	struct str rest = f;
	struct str head = STR_NULL;
	(void)str_cut(&rest, '%', &head); /* the formats above have two, so neither cut can fail */
	struct str middle = STR_NULL;
	(void)str_cut(&rest, '%', &middle);
	return str_from(arena_printf(a, "%.*s%.*s%.*s%.*s%.*s", STR_FMT(head), STR_FMT(limiet),
		(int)middle.len - 1, middle.ptr + 1, STR_FMT(afstand), (int)rest.len - 1,
		rest.ptr + 1));
}

struct score_zin score_waarom_afstand(struct arena *a, const struct score_paar *p)
{
	const struct distance_words *w = words_for(p->aanvraag->soort);
	const int32_t aanbieder_m = p->aanbod->reisafstand_m;
	const bool aanbieder = aanbieder_m != 0 && p->afstand_m > aanbieder_m;
	const struct score_zin limiet =
		score_zin_afstand(a, aanbieder ? aanbieder_m : p->aanvraag->max_afstand_m);
	/* Rounded down it could be no further than the limit. */
	const struct score_zin afstand = score_zin_afstand_op(a, p->afstand_m);
	return (struct score_zin){
		fill(a, aanbieder ? w->aanbieder_nl : w->school_nl, limiet.nl, afstand.nl),
		fill(a, aanbieder ? w->aanbieder_en : w->school_en, limiet.en, afstand.en),
	};
}

struct score_zin score_waarom_groepsgrootte(struct arena *a, const struct score_paar *p)
{
	const unsigned groep = p->aanvraag->groepsgrootte;
	const bool klein = groep < p->aanbod->groep_min;
	const unsigned grens = klein ? p->aanbod->groep_min : p->aanbod->groep_max;
	return (struct score_zin){
		str_from(arena_printf(a, "De groep telt %u; dit aanbod is voor %s %u.", groep,
			klein ? "minstens" : "hoogstens", grens)),
		str_from(arena_printf(a, "The group counts %u; this offer is for at %s %u.", groep,
			klein ? "least" : "most", grens)),
	};
}
