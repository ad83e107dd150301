#include "api/regels.h"

/* Kinds of rules that come back often: the name of the constraint, and the field. */
#define LENGTE(name, pointer)                                                                \
	{                                                                                    \
		name, ERR_INVALID, "veld.te_lang", pointer, "Deze tekst is leeg of te lang." \
	}
#define VORM(name, pointer)                                     \
	{                                                       \
		name, ERR_INVALID, "veld.patroon", pointer,     \
			"Deze waarde heeft niet de goede vorm." \
	}
#define KEUZE(name, pointer)                                                                 \
	{                                                                                    \
		name, ERR_INVALID, "veld.keuze", pointer, "Deze waarde kennen we hier niet." \
	}
#define BEREIK(name, pointer)                                                                   \
	{                                                                                       \
		name, ERR_INVALID, "veld.bereik", pointer, "Dit getal is te klein of te groot." \
	}
#define INTERN(name)                                                            \
	{                                                                       \
		name, ERR_INTERNAL, "intern", NULL, "Er ging bij ons iets mis." \
	}
#define DUBBEL(name)                                                      \
	{                                                                 \
		name, ERR_CONFLICT, "bestaat_al", NULL, "Dit bestaat al." \
	}

const struct db_rule api_rules[] = {
	/* clang-format off */
	/* Bookings. */
	{ "vrijwilliger_niet_dubbel_geboekt", ERR_CONFLICT, "vrijwilliger.dubbel_geboekt", "/tijdvak",
		"Deze vrijwilliger heeft in dit tijdvak al een andere activiteit." },
	{ "klas_niet_dubbel_geboekt", ERR_CONFLICT, "klas.dubbel_geboekt", "/tijdvak",
		"Deze klas heeft in dit tijdvak al een andere activiteit." },
	{ "plaatsen_niet_vol", ERR_CONFLICT, "plaatsen.vol", "/tijdvak",
		"Alle plaatsen van dit aanbod zijn in dit tijdvak bezet." },
	{ "maximum_per_week_niet_bereikt", ERR_CONFLICT, "maximum.week", "/tijdvak",
		"De aanbieder zit in deze week aan het eigen maximum." },
	{ "maximum_per_schooljaar_niet_bereikt", ERR_CONFLICT, "maximum.schooljaar", "/tijdvak",
		"De aanbieder zit in dit schooljaar aan het eigen maximum." },
	{ "koppeling_een_lopende_per_aanvraag", ERR_CONFLICT, "aanvraag.heeft_koppeling", NULL,
		"Voor deze aanvraag loopt al een koppeling." },
	{ "koppeling_stap_niet_toegestaan", ERR_CONFLICT, "stap.niet_toegestaan", NULL,
		"Deze stap kan niet in de huidige toestand van de koppeling." },
	{ "koppeling_blijft_dezelfde", ERR_CONFLICT, "koppeling.ligt_vast", NULL,
		"De dag, het dagdeel en de deelnemers van een koppeling liggen vast. Maak een nieuwe koppeling." },
	{ "aanvraag_moet_open_zijn", ERR_CONFLICT, "aanvraag.niet_open", NULL,
		"Deze aanvraag staat niet open." },
	{ "aanbod_moet_actief_zijn", ERR_CONFLICT, "aanbod.niet_actief", "/aanbodId",
		"Dit aanbod is niet actief." },
	{ "koppeling_bevestigd_door_beide", ERR_CONFLICT, "koppeling.niet_bevestigd", NULL,
		"De school en de aanbieder hebben nog niet allebei bevestigd." },
	{ "koppeling_aanvraag_bestaat", ERR_INVALID, "aanvraag.onbekend", NULL, "Deze aanvraag bestaat niet." },
	{ "koppeling_aanbod_bestaat", ERR_INVALID, "aanbod.onbekend", "/aanbodId", "Dit aanbod bestaat niet." },
	{ "koppeling_reden_bekend", ERR_INVALID, "reden.onbekend", "/reden", "Deze reden kennen we niet." },
	KEUZE("koppeling_dagdeel_bekend", "/tijdvak/dagdeel"),
	LENGTE("koppeling_toelichting_lengte", "/toelichting"),
	INTERN("koppeling_school_bestaat"),
	INTERN("koppeling_klas_bestaat"),
	INTERN("koppeling_bedrijf_bestaat"),
	INTERN("koppeling_vrijwilliger_bestaat"),
	INTERN("koppeling_score_bereik"),
	DUBBEL("koppeling_uniek"),
	INTERN("bezetting_niet_negatief"),
	INTERN("bezetting_soort_bekend"),
	INTERN("bezetting_uniek"),

	/* Requests and classes. */
	{ "aanvraag_school_bestaat", ERR_INVALID, "school.onbekend", "/schoolId", "Deze school bestaat niet." },
	{ "aanvraag_venster_geldig", ERR_INVALID, "venster.ongeldig", "/totDatum",
		"Kies een laatste dag die niet voor de eerste ligt en hoogstens 366 dagen later is." },
	{ "aanvraag_precies_een_niveau", ERR_INVALID, "niveau.onbekend", "/niveau", "Kies precies een niveau." },
	KEUZE("aanvraag_soort_bekend", "/soort"),
	KEUZE("aanvraag_taal_bekend", "/taal"),
	KEUZE("aanvraag_status_bekend", "/status"),
	KEUZE("aanvraag_dagdelen_gekozen", "/dagdelen"),
	LENGTE("aanvraag_onderwerp_lengte", "/onderwerp"),
	LENGTE("aanvraag_toelichting_lengte", "/toelichting"),
	BEREIK("aanvraag_groepsgrootte_redelijk", "/groepsgrootte"),
	BEREIK("aanvraag_max_afstand_redelijk", "/maxAfstandM"),
	{ "aanvraag_hoogstens_10_themas", ERR_INVALID, "veld.te_lang", "/themas", "Kies hoogstens tien thema's." },
	INTERN("aanvraag_klas_bestaat"),
	DUBBEL("aanvraag_uniek"),
	{ "klas_naam_uniek_per_school", ERR_CONFLICT, "klas.bestaat_al", "/klas", "Deze school heeft al een klas met deze naam." },
	{ "klas_school_bestaat", ERR_INVALID, "school.onbekend", "/schoolId", "Deze school bestaat niet." },
	LENGTE("klas_naam_lengte", "/klas"),
	DUBBEL("klas_uniek"),

	/* Offers. */
	{ "aanbod_heeft_aanbieder", ERR_INVALID, "aanbod.zonder_aanbieder", "/bedrijfId",
		"Noem een bedrijf, een vrijwilliger of allebei." },
	{ "aanbod_bedrijf_bestaat", ERR_INVALID, "bedrijf.onbekend", "/bedrijfId", "Dit bedrijf bestaat niet." },
	{ "aanbod_vrijwilliger_bestaat", ERR_INVALID, "vrijwilliger.onbekend", "/vrijwilligerId", "Deze vrijwilliger bestaat niet." },
	{ "aanbod_groep_min_tot_max", ERR_INVALID, "groep.omgekeerd", "/groepMax",
		"De grootste groep is ten minste zo groot als de kleinste, en hoogstens 500." },
	{ "aanbod_van_voor_tot", ERR_INVALID, "periode.omgekeerd", "/totDatum", "De laatste dag ligt voor de eerste." },
	{ "aanbod_hoogstens_10_themas", ERR_INVALID, "veld.te_lang", "/themas", "Kies hoogstens tien thema's." },
	{ "aanbod_hoogstens_1200_uitzonderingen", ERR_INVALID, "veld.te_lang", "/uitzonderingen", "Dit zijn te veel uitzonderingen." },
	KEUZE("aanbod_soort_bekend", "/soort"),
	KEUZE("aanbod_niveaus_gekozen", "/niveaus"),
	KEUZE("aanbod_talen_bekend", "/talen"),
	KEUZE("aanbod_dagdelen_gekozen", "/dagdelen"),
	KEUZE("aanbod_status_bekend", "/status"),
	LENGTE("aanbod_titel_lengte", "/titel"),
	LENGTE("aanbod_omschrijving_lengte", "/omschrijving"),
	BEREIK("aanbod_reisafstand_redelijk", "/reisafstandM"),
	BEREIK("aanbod_plaatsen_redelijk", "/plaatsen"),
	DUBBEL("aanbod_uniek"),

	/* Volunteers. */
	{ "vrijwilliger_email_uniek", ERR_CONFLICT, "vrijwilliger.email_bestaat", "/email",
		"Er is al een vrijwilliger met dit e-mailadres." },
	{ "vrijwilliger_bedrijf_bestaat", ERR_INVALID, "bedrijf.onbekend", "/bedrijfId", "Dit bedrijf bestaat niet." },
	{ "vrijwilliger_kring_bestaat", ERR_INVALID, "kring.onbekend", "/kringId", "Deze kring bestaat niet." },
	{ "vrijwilliger_vog_volledig", ERR_INVALID, "vog.onvolledig", "/vogGeldigTotDatum",
		"Geef van een VOG allebei de dagen: gezien op en geldig tot." },
	{ "vrijwilliger_vog_geldig_na_gezien", ERR_INVALID, "vog.omgekeerd", "/vogGeldigTotDatum",
		"Een VOG is niet geldig tot een dag voordat hij is gezien." },
	LENGTE("vrijwilliger_naam_lengte", "/naam"),
	LENGTE("vrijwilliger_email_lengte", "/email"),
	VORM("vrijwilliger_postcode_vorm", "/postcode"),
	BEREIK("vrijwilliger_max_per_week_redelijk", "/maxPerWeek"),
	BEREIK("vrijwilliger_max_per_schooljaar_redelijk", "/maxPerSchooljaar"),
	DUBBEL("vrijwilliger_uniek"),

	/* Companies and circles. */
	{ "bedrijf_kring_bestaat", ERR_INVALID, "kring.onbekend", "/kringId", "Deze kring bestaat niet." },
	LENGTE("bedrijf_naam_lengte", "/naam"),
	VORM("bedrijf_kvk_nummer_vorm", "/kvkNummer"),
	VORM("bedrijf_postcode_vorm", "/adres/postcode"),
	VORM("bedrijf_gemeente_code", NULL),
	BEREIK("bedrijf_max_per_week_redelijk", "/maxPerWeek"),
	BEREIK("bedrijf_max_per_schooljaar_redelijk", "/maxPerSchooljaar"),
	DUBBEL("bedrijf_uniek"),
	{ "kring_naam_uniek", ERR_CONFLICT, "kring.naam_bestaat", "/naam", "Er is al een kring met deze naam." },
	{ "kring_hoogstens_100_gemeenten", ERR_INVALID, "veld.te_lang", "/gemeenten", "Kies hoogstens honderd gemeenten." },
	LENGTE("kring_naam_lengte", "/naam"),
	LENGTE("kring_omschrijving_lengte", "/omschrijving"),
	DUBBEL("kring_uniek"),

	/* Topics. */
	{ "thema_hoogstens_512", ERR_CONFLICT, "thema.vol", NULL, "Er zijn al 512 thema's; meer kan niet." },
	{ "thema_ouder_bestaat", ERR_INVALID, "thema.onbekend", "/ouder", "Het thema hierboven bestaat niet." },
	{ "thema_niet_onder_zichzelf", ERR_INVALID, "thema.onder_zichzelf", "/ouder",
		"Een thema kan niet onder zichzelf staan." },
	{ "thema_hoogstens_3_lagen", ERR_INVALID, "thema.te_diep", "/ouder", "De boom heeft hoogstens drie lagen." },
	{ "thema_ouder_is_open", ERR_CONFLICT, "thema.ouder_gesloten", "/ouder", "Het thema hierboven is gesloten." },
	{ "thema_eerst_wat_eronder", ERR_CONFLICT, "thema.heeft_open_onder", "/gesloten",
		"Sluit eerst de thema's die eronder staan." },
	{ "thema_synoniem_uniek", ERR_CONFLICT, "synoniem.bestaat", NULL, "Dit synoniem hoort al bij een thema." },
	VORM("thema_synoniem_vorm", NULL),
	VORM("thema_verwijzing_vorm", "/verwijzingen"),
	VORM("thema_code_vorm", "/code"),
	LENGTE("thema_naam_nl_lengte", "/naamNl"),
	LENGTE("thema_naam_en_lengte", "/naamEn"),
	BEREIK("thema_volgorde_bereik", "/volgorde"),
	DUBBEL("thema_uniek"),
	INTERN("thema_id_uniek"),
	INTERN("thema_code_blijft"),
	INTERN("thema_sluit_en_blijft"),
	INTERN("thema_synoniem_van_thema"),
	INTERN("thema_synoniem_taal_bekend"),
	INTERN("thema_verwijzing_van_thema"),
	INTERN("thema_verwijzing_uniek"),
	INTERN("taxonomie_uniek"),
	INTERN("taxonomie_een_rij"),

	/* Schools, and what is imported. */
	{ "school_vestigingscode_uniek", ERR_CONFLICT, "school.vestigingscode_bestaat", NULL,
		"Er is al een school met deze vestigingscode." },
	VORM("school_vestigingscode_vorm", NULL),
	LENGTE("school_naam_lengte", NULL),
	KEUZE("school_soort_bekend", NULL),
	VORM("school_postcode_vorm", NULL),
	VORM("school_gemeente_code", NULL),
	KEUZE("school_vakantieregio_bekend", NULL),
	BEREIK("school_leerlingen_niet_negatief", NULL),
	DUBBEL("school_uniek"),
	INTERN("school_opleiding_school_bestaat"),
	BEREIK("school_opleiding_niet_negatief", NULL),
	DUBBEL("school_opleiding_uniek"),
	VORM("gemeente_code_vier_cijfers", NULL),
	LENGTE("gemeente_naam_lengte", NULL),
	KEUZE("gemeente_vakantieregio_bekend", NULL),
	DUBBEL("gemeente_uniek"),
	VORM("postcode_pc4_vier_cijfers", NULL),
	VORM("postcode_gemeente_code", NULL),
	DUBBEL("postcode_uniek"),
	KEUZE("vakantie_soort_bekend", NULL),
	KEUZE("vakantie_regios_bekend", NULL),
	{ "vakantie_van_voor_tot", ERR_INVALID, "periode.omgekeerd", NULL, "De laatste dag ligt voor de eerste." },
	DUBBEL("vakantie_uniek"),
	VORM("herkomst_bron_vorm", NULL),
	DUBBEL("herkomst_uniek"),

	/* Accounts. */
	{ "account_email_uniek", ERR_CONFLICT, "account.email_bestaat", "/email", "Er is al een account met dit e-mailadres." },
	{ "account_rol_past_bij_organisatie", ERR_INVALID, "account.rol_past_niet", "/rol",
		"Bij deze rol hoort precies de eigen school, het eigen bedrijf of de eigen vrijwilliger." },
	{ "account_school_bestaat", ERR_INVALID, "school.onbekend", "/schoolId", "Deze school bestaat niet." },
	{ "account_bedrijf_bestaat", ERR_INVALID, "bedrijf.onbekend", "/bedrijfId", "Dit bedrijf bestaat niet." },
	{ "account_vrijwilliger_bestaat", ERR_INVALID, "vrijwilliger.onbekend", "/vrijwilligerId", "Deze vrijwilliger bestaat niet." },
	LENGTE("account_email_lengte", "/email"),
	LENGTE("account_naam_lengte", "/naam"),
	KEUZE("account_rol_bekend", "/rol"),
	DUBBEL("account_uniek"),
	{ "sessie_account_bestaat", ERR_UNAUTHENTICATED, "aanmelden.nodig", NULL, "Dit account bestaat niet meer." },
	INTERN("sessie_token_hash_32_bytes"),
	INTERN("sessie_uniek"),
	{ "idempotentie_account_bestaat", ERR_UNAUTHENTICATED, "aanmelden.nodig", NULL, "Dit account bestaat niet meer." },
	LENGTE("idempotentie_sleutel_lengte", "Idempotency-Key"),
	{ "idempotentie_sleutel_uniek", ERR_CONFLICT, "sleutel.bezig", "Idempotency-Key",
		"Een verzoek met deze sleutel wordt al uitgevoerd." },

	/* What only the program and its migrations write. */
	INTERN("toestand_stap_uniek"),
	INTERN("reden_uniek"),
	INTERN("gewicht_uniek"),
	INTERN("gewicht_een_actief_per_soort"),
	INTERN("gewicht_niet_negatief"),
	INTERN("gewicht_som_is_1000"),
	INTERN("geschiedenis_uniek"),
	INTERN("geschiedenis_koppeling_bestaat"),
	INTERN("audit_uniek"),
	INTERN("gebeurtenis_uniek"),
	/* clang-format on */
};
const size_t api_rule_count = sizeof(api_rules) / sizeof(api_rules[0]);
