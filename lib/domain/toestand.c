#include "domain/toestand.h"

const struct toestand_naam toestand_table[TOESTAND_COUNT] = {
	[TOESTAND_GEEN] = { "", "nog geen voorstel", "no proposal yet" },
	[TOESTAND_VOORGESTELD] = { "voorgesteld", "voorgesteld", "proposed" },
	[TOESTAND_GOEDGEKEURD] = { "goedgekeurd", "goedgekeurd", "approved" },
	[TOESTAND_BEVESTIGD] = { "bevestigd", "bevestigd", "confirmed" },
	[TOESTAND_INGEPLAND] = { "ingepland", "ingepland", "scheduled" },
	[TOESTAND_AFGEROND] = { "afgerond", "afgerond", "completed" },
	[TOESTAND_GEEVALUEERD] = { "geevalueerd", "geëvalueerd", "evaluated" },
	[TOESTAND_AFGEWEZEN] = { "afgewezen", "afgewezen", "rejected" },
	[TOESTAND_AFGESLAGEN] = { "afgeslagen", "afgeslagen", "declined" },
	[TOESTAND_VERLOPEN] = { "verlopen", "verlopen", "expired" },
	[TOESTAND_GEANNULEERD] = { "geannuleerd", "geannuleerd", "cancelled" },
	[TOESTAND_NIET_VERSCHENEN] = { "niet_verschenen", "niet verschenen", "no-show" },
};

const struct toestand_naam rol_table[ROL_COUNT] = {
	[ROL_SCHOOL] = { "school", "school", "school" },
	[ROL_BEDRIJF] = { "bedrijf", "bedrijf", "company" },
	[ROL_VRIJWILLIGER] = { "vrijwilliger", "vrijwilliger", "volunteer" },
	[ROL_KRINGCOORDINATOR] = { "kringcoordinator", "kringcoördinator", "circle coordinator" },
	[ROL_MEDEWERKER] = { "medewerker", "medewerker", "staff" },
	[ROL_SYSTEEM] = { "systeem", "systeem", "system" },
};

const struct toestand_naam stap_table[STAP_COUNT] = {
	[STAP_VOORSTELLEN] = { "voorstellen", "voorstellen", "propose" },
	[STAP_GOEDKEUREN] = { "goedkeuren", "goedkeuren", "approve" },
	[STAP_AFWIJZEN] = { "afwijzen", "afwijzen", "reject" },
	[STAP_BEVESTIGEN] = { "bevestigen", "bevestigen", "confirm" },
	[STAP_AFSLAAN] = { "afslaan", "afslaan", "decline" },
	[STAP_VERLOPEN] = { "verlopen", "laten verlopen", "expire" },
	[STAP_INPLANNEN] = { "inplannen", "inplannen", "schedule" },
	[STAP_ANNULEREN] = { "annuleren", "annuleren", "cancel" },
	[STAP_AFRONDEN] = { "afronden", "afronden", "complete" },
	[STAP_NIET_VERSCHENEN] = { "niet_verschenen", "niet verschenen melden", "report no-show" },
	[STAP_EVALUEREN] = { "evalueren", "evalueren", "evaluate" },
	[STAP_HEROPENEN] = { "heropenen", "heropenen", "reopen" },
	[STAP_TERUGDRAAIEN] = { "terugdraaien", "terugdraaien", "turn back" },
	[STAP_INVALLEN] = { "invallen", "invallen", "stand in" },
	[STAP_VERZETTEN] = { "verzetten", "verzetten", "move" },
};

const struct toestand_naam gevolg_table[GEVOLG_COUNT] = {
	[GEVOLG_PLAATS_NEMEN] = { "plaats_nemen", "De plaats wordt vastgehouden.",
		"The place is held." },
	[GEVOLG_PLAATS_VRIJGEVEN] = { "plaats_vrijgeven", "De plaats komt vrij.",
		"The place is given back." },
	[GEVOLG_BEVESTIGING_WISSEN] = { "bevestiging_wissen",
		"Beide kanten moeten opnieuw bevestigen.", "Both sides must confirm anew." },
	[GEVOLG_AANVRAAG_KOPPELEN] = { "aanvraag_koppelen", "De aanvraag is gekoppeld.",
		"The request is matched." },
	[GEVOLG_AANVRAAG_OPENEN] = { "aanvraag_openen", "De aanvraag staat weer open.",
		"The request is open again." },
	[GEVOLG_TERMIJN_STARTEN] = { "termijn_starten",
		"Er begint een termijn; daarna loopt het vanzelf af.",
		"A term begins; after it this ends by itself." },
	[GEVOLG_BIJVULLEN] = { "bijvullen",
		"Het volgende aanbod wordt vanzelf voorgesteld, behalve bij een reden waarna het "
		"zoeken stopt.",
		"The next offer is proposed by itself, unless the reason stops the search." },
	[GEVOLG_TIJDVAK_VERZETTEN] = { "tijdvak_verzetten",
		"Het oude dagdeel komt vrij, het nieuwe wordt vastgehouden.",
		"The old half-day is given back, the new one is held." },
};

#define SCHOOL	   ROL_BIT(ROL_SCHOOL)
#define MEDEWERKER ROL_BIT(ROL_MEDEWERKER)
#define SYSTEEM	   ROL_BIT(ROL_SYSTEEM)
/* Staff, and the coordinator of a circle within its mandate. */
#define BESLISSERS (MEDEWERKER | ROL_BIT(ROL_KRINGCOORDINATOR))
/* Both sides of a koppeling. */
#define ZIJDEN (SCHOOL | ROL_BIT(ROL_BEDRIJF) | ROL_BIT(ROL_VRIJWILLIGER))

#define NEEM	 GEVOLG_BIT(GEVOLG_PLAATS_NEMEN)
#define GEEF	 GEVOLG_BIT(GEVOLG_PLAATS_VRIJGEVEN)
#define WIS	 GEVOLG_BIT(GEVOLG_BEVESTIGING_WISSEN)
#define KOPPEL	 GEVOLG_BIT(GEVOLG_AANVRAAG_KOPPELEN)
#define ZET_OPEN GEVOLG_BIT(GEVOLG_AANVRAAG_OPENEN)
#define TERMIJN	 GEVOLG_BIT(GEVOLG_TERMIJN_STARTEN)
#define VUL_BIJ	 GEVOLG_BIT(GEVOLG_BIJVULLEN)

const struct toestand_stap toestand_stappen[TOESTAND_STAP_COUNT] = {
	{ TOESTAND_GEEN, TOESTAND_VOORGESTELD, STAP_VOORSTELLEN, SCHOOL | MEDEWERKER | SYSTEEM,
		false, NEEM | TERMIJN, "Een aanbod wordt voor een aanvraag voorgesteld.",
		"An offer is proposed for a request." },
	{ TOESTAND_VOORGESTELD, TOESTAND_GOEDGEKEURD, STAP_GOEDKEUREN, BESLISSERS, false, TERMIJN,
		"Het Technocentrum keurt het voorstel goed.", "The staff approve the proposal." },
	{ TOESTAND_VOORGESTELD, TOESTAND_AFGEWEZEN, STAP_AFWIJZEN, BESLISSERS, true, GEEF | VUL_BIJ,
		"Het Technocentrum wijst het voorstel af.", "The staff reject the proposal." },
	{ TOESTAND_VOORGESTELD, TOESTAND_AFGESLAGEN, STAP_AFSLAAN, ZIJDEN, true, GEEF | VUL_BIJ,
		"Een van beide partijen slaat het voorstel af.",
		"One of the two sides declines the proposal." },
	{ TOESTAND_VOORGESTELD, TOESTAND_VERLOPEN, STAP_VERLOPEN, SYSTEEM, false, GEEF | VUL_BIJ,
		"Het voorstel verloopt zonder besluit.",
		"The proposal expires without a decision." },
	{ TOESTAND_GOEDGEKEURD, TOESTAND_BEVESTIGD, STAP_BEVESTIGEN, ZIJDEN, false, 0,
		"De tweede partij bevestigt; nu hebben beide het gedaan.",
		"The second side confirms; now both have." },
	{ TOESTAND_GOEDGEKEURD, TOESTAND_AFGESLAGEN, STAP_AFSLAAN, ZIJDEN, true, GEEF | VUL_BIJ,
		"Een van beide partijen slaat het goedgekeurde voorstel af.",
		"One of the two sides declines the approved proposal." },
	{ TOESTAND_GOEDGEKEURD, TOESTAND_VERLOPEN, STAP_VERLOPEN, SYSTEEM, false, GEEF | VUL_BIJ,
		"Het voorstel verloopt zonder bevestiging van beide partijen.",
		"The proposal expires without both sides confirming." },
	{ TOESTAND_GOEDGEKEURD, TOESTAND_GEANNULEERD, STAP_ANNULEREN, MEDEWERKER, true,
		GEEF | VUL_BIJ, "Het Technocentrum trekt het goedgekeurde voorstel in.",
		"The staff withdraw the approved proposal." },
	{ TOESTAND_GOEDGEKEURD, TOESTAND_VOORGESTELD, STAP_TERUGDRAAIEN, BESLISSERS, true,
		WIS | TERMIJN, "De goedkeuring wordt teruggedraaid.",
		"The approval is turned back." },
	{ TOESTAND_BEVESTIGD, TOESTAND_INGEPLAND, STAP_INPLANNEN, SYSTEEM, false, KOPPEL,
		"De activiteit komt in de agenda.", "The activity enters the calendar." },
	{ TOESTAND_BEVESTIGD, TOESTAND_VERLOPEN, STAP_VERLOPEN, SYSTEEM, false, GEEF | VUL_BIJ,
		"De rondgang is niet op tijd rond.", "The rondgang was not complete in time." },
	{ TOESTAND_BEVESTIGD, TOESTAND_GEANNULEERD, STAP_ANNULEREN, ZIJDEN | MEDEWERKER, true,
		GEEF | VUL_BIJ, "De bevestigde afspraak gaat niet door.",
		"The confirmed appointment is called off." },
	{ TOESTAND_INGEPLAND, TOESTAND_GEANNULEERD, STAP_ANNULEREN, ZIJDEN | MEDEWERKER, true,
		GEEF | ZET_OPEN | VUL_BIJ, "De ingeplande activiteit gaat niet door.",
		"The scheduled activity is called off." },
	{ TOESTAND_INGEPLAND, TOESTAND_AFGEROND, STAP_AFRONDEN, ZIJDEN | MEDEWERKER | SYSTEEM,
		false, 0, "De activiteit heeft plaatsgevonden.", "The activity took place." },
	{ TOESTAND_INGEPLAND, TOESTAND_NIET_VERSCHENEN, STAP_NIET_VERSCHENEN, ZIJDEN | MEDEWERKER,
		true, GEEF | ZET_OPEN, "Iemand is niet komen opdagen.",
		"Somebody did not turn up." },
	{ TOESTAND_INGEPLAND, TOESTAND_INGEPLAND, STAP_VERZETTEN, ZIJDEN | MEDEWERKER, true,
		GEVOLG_BIT(GEVOLG_TIJDVAK_VERZETTEN),
		"De activiteit gaat naar een ander dagdeel dat beide kanten schikt.",
		"The activity moves to another half-day that suits both sides." },
	{ TOESTAND_AFGEROND, TOESTAND_GEEVALUEERD, STAP_EVALUEREN, SCHOOL, false, 0,
		"De school geeft een beoordeling.", "The school gives its evaluation." },
	{ TOESTAND_AFGEROND, TOESTAND_INGEPLAND, STAP_TERUGDRAAIEN, MEDEWERKER, true, 0,
		"De activiteit heeft toch niet plaatsgevonden.",
		"The activity did not take place after all." },
	{ TOESTAND_GEEVALUEERD, TOESTAND_INGEPLAND, STAP_TERUGDRAAIEN, MEDEWERKER, true, 0,
		"De activiteit heeft toch niet plaatsgevonden; de beoordelingen vervallen.",
		"The activity did not take place after all; the evaluations lapse." },
	{ TOESTAND_NIET_VERSCHENEN, TOESTAND_INGEPLAND, STAP_TERUGDRAAIEN, MEDEWERKER, true,
		NEEM | KOPPEL, "De melding dat iemand wegbleef wordt teruggedraaid.",
		"The report that somebody stayed away is turned back." },
	{ TOESTAND_AFGEWEZEN, TOESTAND_VOORGESTELD, STAP_HEROPENEN, MEDEWERKER, true,
		NEEM | WIS | TERMIJN, "Het afgewezen voorstel wordt opnieuw gedaan.",
		"The rejected proposal is made again." },
	{ TOESTAND_AFGESLAGEN, TOESTAND_VOORGESTELD, STAP_HEROPENEN, MEDEWERKER, true,
		NEEM | WIS | TERMIJN, "Het afgeslagen voorstel wordt opnieuw gedaan.",
		"The declined proposal is made again." },
	{ TOESTAND_VERLOPEN, TOESTAND_VOORGESTELD, STAP_HEROPENEN, MEDEWERKER, true,
		NEEM | WIS | TERMIJN, "Het verlopen voorstel wordt opnieuw gedaan.",
		"The expired proposal is made again." },
	{ TOESTAND_GEANNULEERD, TOESTAND_VOORGESTELD, STAP_HEROPENEN, MEDEWERKER, true,
		NEEM | WIS | TERMIJN, "De geannuleerde afspraak wordt opnieuw voorgesteld.",
		"The cancelled appointment is proposed again." },
	{ TOESTAND_GEEN, TOESTAND_INGEPLAND, STAP_INVALLEN,
		ROL_BIT(ROL_BEDRIJF) | ROL_BIT(ROL_VRIJWILLIGER), false, NEEM | KOPPEL,
		"Wie als eerste ja zegt op een invalvraag, valt in.",
		"The first to say yes to a question for a stand-in does it." },
};

static enum err find_code(
	const struct toestand_naam *table, unsigned count, struct str code, unsigned *ret_index)
{
	for (unsigned i = 0; i < count; i++) {
		if (code.len > 0 && str_eq(code, str_from(table[i].code))) {
			*ret_index = i;
			return ERR_OK;
		}
	}
	return ERR_INVALID;
}

enum err toestand_from_code(struct str code, enum toestand *ret_toestand)
{
	unsigned i = 0;
	TRY(find_code(toestand_table, TOESTAND_COUNT, code, &i));
	*ret_toestand = (enum toestand)i;
	return ERR_OK;
}

enum err rol_from_code(struct str code, enum rol *ret_rol)
{
	unsigned i = 0;
	TRY(find_code(rol_table, ROL_COUNT, code, &i));
	*ret_rol = (enum rol)i;
	return ERR_OK;
}

enum err stap_from_code(struct str code, enum stap *ret_stap)
{
	unsigned i = 0;
	TRY(find_code(stap_table, STAP_COUNT, code, &i));
	*ret_stap = (enum stap)i;
	return ERR_OK;
}

const struct toestand_stap *toestand_stap_find(enum toestand van, enum stap stap)
{
	for (unsigned i = 0; i < TOESTAND_STAP_COUNT; i++) {
		const struct toestand_stap *rij = &toestand_stappen[i];
		if (rij->van == van && rij->stap == stap)
			return rij;
	}
	return NULL;
}

enum err toestand_stap_check(
	enum toestand van, enum stap stap, enum rol rol, const struct toestand_stap **ret_stap)
{
	const struct toestand_stap *rij = toestand_stap_find(van, stap);
	if (rij == NULL)
		return ERR_CONFLICT;
	if ((rij->rollen & ROL_BIT(rol)) == 0)
		return ERR_FORBIDDEN;
	*ret_stap = rij;
	return ERR_OK;
}

bool toestand_is_final(enum toestand toestand)
{
	for (unsigned i = 0; i < TOESTAND_STAP_COUNT; i++) {
		const enum stap stap = toestand_stappen[i].stap;
		if (toestand_stappen[i].van == toestand && stap != STAP_HEROPENEN &&
			stap != STAP_TERUGDRAAIEN)
			return false;
	}
	return true;
}

bool toestand_loopt(enum toestand toestand)
{
	switch (toestand) {
	case TOESTAND_VOORGESTELD:
	case TOESTAND_GOEDGEKEURD:
	case TOESTAND_BEVESTIGD:
	case TOESTAND_INGEPLAND:
	case TOESTAND_AFGEROND:
	case TOESTAND_GEEVALUEERD: return true;
	default: return false;
	}
}
