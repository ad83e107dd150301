/* Why a rule fails, in words: the sentences of the table of rules (regel.c). */
#include "domain/niveau.h"
#include "score/paar.h"

void score_waarom_soort(struct score_zin *z, const struct score_paar *p)
{
	const struct soort_rij *aanbod = &soort_table[p->aanbod->soort];
	const struct soort_rij *gevraagd = &soort_table[p->aanvraag->soort];
	ZIN(z, "Dit aanbod is een %1; gevraagd is een %2.",
		"The kind of this offer is %1; what is asked is %2.",
		zin_woord(aanbod->nl, aanbod->en), zin_woord(gevraagd->nl, gevraagd->en));
}

void score_waarom_gepauzeerd(struct score_zin *z, const struct score_paar *p)
{
	if (p->aanbod->gepauzeerd_tot == SCORE_DATUM_ALTIJD)
		ZIN_VAST(z, "De aanbieder heeft voor onbepaalde tijd gepauzeerd.",
			"The supplier has paused until further notice.");
	else
		ZIN(z, "De aanbieder heeft gepauzeerd tot en met %1.",
			"The supplier has paused up to and including %1.",
			zin_als(SCORE_STUK_DATUM, p->aanbod->gepauzeerd_tot));
}

void score_waarom_veto(struct score_zin *z, const struct score_paar *p)
{
	/* Which of the two it was is nobody's business, nor why staff did. */
	const struct uuid alleen = p->aanvraag->alleen;
	if (!uuid_is_nil(alleen) && !uuid_eq(alleen, p->aanbod->id))
		ZIN_VAST(z, "Het Technocentrum koos voor deze aanvraag een ander aanbod.",
			"The Technocentrum chose another offer for this request.");
	else if (score_paar_verboden(p))
		ZIN_VAST(z, "Het Technocentrum heeft dit aanbod voor deze aanvraag uitgesloten.",
			"The Technocentrum has ruled out this offer for this request.");
	else
		ZIN_VAST(z, "De school of deze aanbieder heeft de ander uitgesloten.",
			"The school or this supplier has excluded the other.");
}

void score_waarom_begeleiding(struct score_zin *z, const struct score_paar *p)
{
	const unsigned nodig = score_paar_begeleiders(p);
	ZIN(z, "Dit bedrijf vraagt %1 %2 voor deze groep; de school neemt er %3 mee.",
		"This company asks %1 %2 for this group; the school brings %3.", zin_getal(nodig),
		zin_begeleiders(nodig), zin_getal(p->aanvraag->begeleiders));
}

void score_waarom_traploos(struct score_zin *z, const struct score_paar *p)
{
	(void)p;
	ZIN_VAST(z,
		"De groep kan geen trap nemen; van deze plek is niet bekend dat het zonder kan.",
		"The group cannot take stairs; of this place it is not known that it goes "
		"without.");
}

void score_waarom_leeftijd(struct score_zin *z, const struct score_paar *p)
{
	const struct soort_rij *soort = &soort_table[p->aanvraag->soort];
	const unsigned jongste = score_jongste(p->aanvraag);
	const unsigned nodig = score_paar_leeftijd(p);
	if (p->aanvraag->leeftijd_min == 0)
		ZIN(z,
			"Op dit niveau is de jongste meestal %1 jaar, en nodig is %2 jaar. Vul de "
			"leeftijd in als iedereen oud genoeg is.",
			"At this level the youngest is usually %1, and %2 years are needed. Fill "
			"in "
			"the age if everybody is old enough.",
			zin_getal(jongste), zin_getal(nodig));
	else if (jongste < score_paar_leeftijd_wet(p) && p->aanbod->leeftijd_min < nodig)
		ZIN(z, "De jongste van de groep is %1 jaar; een %2 mag vanaf %3 jaar.",
			"The youngest of the group is %1; this kind of activity (%2) is from %3 "
			"years on.",
			zin_getal(jongste), zin_woord(soort->nl, soort->en), zin_getal(nodig));
	else
		ZIN(z, "De jongste van de groep is %1 jaar; dit aanbod is vanaf %2 jaar.",
			"The youngest of the group is %1; this offer is from %2 years on.",
			zin_getal(jongste), zin_getal(nodig));
}

void score_waarom_erkenning(struct score_zin *z, const struct score_paar *p)
{
	const struct score_stuk crebo = zin_getal(p->aanvraag->crebo);
	const int32_t erkend_tot = score_paar_erkend_tot(p);
	if (erkend_tot == SCORE_DATUM_GEEN) {
		ZIN(z, "Dit bedrijf is niet erkend voor crebo %1.",
			"This company is not accredited for crebo %1.", crebo);
		return;
	}
	unsigned cursor = 0;
	struct tijdvak eerste = { .datum = p->vrij.van };
	(void)tijdvak_set_next(&p->vrij, &cursor, &eerste);
	const struct score_stuk tot = zin_als(SCORE_STUK_DATUM, erkend_tot);
	const struct score_stuk vanaf = zin_als(SCORE_STUK_DATUM, eerste.datum);
	if (erkend_tot < eerste.datum)
		ZIN(z,
			"De erkenning van dit bedrijf voor crebo %1 geldt tot en met %2; de school "
			"kan vanaf %3.",
			"The accreditation of this company for crebo %1 is valid up to and "
			"including %2; the school can from %3 on.",
			crebo, tot, vanaf);
	else
		ZIN(z,
			"De erkenning van dit bedrijf voor crebo %1 geldt tot en met %2, en dat is "
			"voor het einde; de school kan vanaf %3.",
			"The accreditation of this company for crebo %1 is valid up to and "
			"including %2, which is before the end; the school can from %3 on.",
			crebo, tot, vanaf);
}

void score_waarom_niveau(struct score_zin *z, const struct score_paar *p)
{
	const struct niveau *niveau =
		&niveau_table[__builtin_ctzll(p->aanvraag->niveau & NIVEAU_ALLE)];
	const struct score_stuk klas = zin_woord(niveau->nl, niveau->en);
	const uint64_t geboden = p->aanbod->niveaus & NIVEAU_ALLE;
	const unsigned count = niveau_set_count(geboden);
	if (count == 1) {
		const struct niveau *wel = &niveau_table[__builtin_ctzll(geboden)];
		ZIN(z, "Dit aanbod is voor %1, niet voor %2.", "This offer is for %1, not for %2.",
			zin_woord(wel->nl, wel->en), klas);
	} else {
		ZIN(z, "Dit aanbod is voor %1 andere niveaus, niet voor %2.",
			"This offer is for %1 other levels, not for %2.", zin_getal(count), klas);
	}
}

void score_waarom_thema(struct score_zin *z, const struct score_paar *p)
{
	if (p->aanbod->thema_count == 0) {
		ZIN_VAST(z,
			"De school vereist een van haar thema's; van dit aanbod is geen thema "
			"bekend.",
			"The school requires one of its topics; no topic is known of this offer.");
		return;
	}
	unsigned best = 0;
	for (uint16_t i = 0; i < p->aanvraag->thema_count; i++) {
		const unsigned nabij = score_paar_thema(p, p->aanvraag->themas[i]);
		best = nabij > best ? nabij : best;
	}
	ZIN(z,
		"De school vereist een van haar thema's; dit aanbod sluit voor %1%% aan, nodig is "
		"%2%%.",
		"The school requires one of its topics; this offer comes for %1%% near, %2%% is "
		"needed.",
		zin_getal(best / 10), zin_getal(SCORE_THEMA_MIN / 10));
}

void score_waarom_taal(struct score_zin *z, const struct score_paar *p)
{
	ZIN(z, "Dit aanbod is er in het %1; gevraagd is %2.",
		"This offer is there in %1; what is asked is %2.",
		zin_als(SCORE_STUK_TALEN, p->aanbod->talen),
		zin_als(SCORE_STUK_TALEN, p->aanvraag->talen));
}

/* Who says where the limit lies, by who of the two travels; %1 limit, %2 distance. */
struct distance_words {
	const char *aanbieder_nl;
	const char *aanbieder_en;
	const char *school_nl;
	const char *school_en;
};

static const struct distance_words guest_travels = {
	"Deze aanbieder reist hoogstens %1; de school ligt op %2.",
	"This supplier travels at most %1; the school is %2 away.",
	"De school zoekt iemand binnen %1; deze aanbieder komt van %2.",
	"The school looks for somebody within %1; this supplier comes from %2 away.",
};

static const struct distance_words class_travels = {
	"Dit bedrijf ontvangt scholen binnen %1; de school ligt op %2.",
	"This company receives schools within %1; the school is %2 away.",
	"De klas reist hoogstens %1; het bedrijf ligt op %2.",
	"The class travels at most %1; the company is %2 away.",
};

static const struct distance_words volunteer_travels = {
	"Deze gastdocent reist hoogstens %1; de school ligt op %2.",
	"This guest teacher travels at most %1; the school is %2 away.",
	"De school zoekt een gastdocent binnen %1; deze komt van %2.",
	"The school looks for a guest teacher within %1; this one comes from %2 away.",
};

static const struct distance_words *words_for(enum soort soort)
{
	if (soort == SOORT_GASTLES)
		return &volunteer_travels;
	return soort_table[soort].reiziger == SOORT_REIZIGER_KLAS ? &class_travels : &guest_travels;
}

void score_waarom_afstand(struct score_zin *z, const struct score_paar *p)
{
	const struct distance_words *w = words_for(p->aanvraag->soort);
	const int32_t aanbieder_m = p->aanbod->reisafstand_m;
	const bool aanbieder = aanbieder_m != 0 && p->afstand_m > aanbieder_m;
	const struct score_stuk stukken[] = {
		zin_als(SCORE_STUK_GRENS, aanbieder ? aanbieder_m : p->aanvraag->max_afstand_m),
		/* Rounded otherwise it could be no further than the limit. */
		zin_als(SCORE_STUK_AFSTAND_OP, p->afstand_m),
	};
	score_zin_vul(z, str_from(aanbieder ? w->aanbieder_nl : w->school_nl),
		str_from(aanbieder ? w->aanbieder_en : w->school_en), stukken);
}

void score_waarom_groepsgrootte(struct score_zin *z, const struct score_paar *p)
{
	const unsigned groep = p->aanvraag->groepsgrootte;
	const bool klein = groep < p->aanbod->groep_min;
	ZIN(z, "De groep telt %1; dit aanbod is voor %2 %3.",
		"The group counts %1; this offer is for at %2 %3.", zin_getal(groep),
		klein ? zin_woord("minstens", "least") : zin_woord("hoogstens", "most"),
		zin_getal(klein ? p->aanbod->groep_min : p->aanbod->groep_max));
}
