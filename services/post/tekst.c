#include "post/tekst.h"

#include <string.h>

const char *const post_soort_codes[POST_SOORT_COUNT] = {
	[POST_AANMELDLINK] = "aanmeldlink",
	[POST_WACHTWOORDLINK] = "wachtwoordlink",
	[POST_WACHTWOORD_GEWIJZIGD] = "wachtwoord_gewijzigd",
	[POST_TWEEDE_FACTOR_AAN] = "tweede_factor_aan",
	[POST_TWEEDE_FACTOR_UIT] = "tweede_factor_uit",
	[POST_WELKOM] = "welkom",
	[POST_HEEFT_ACCOUNT] = "heeft_account",
	[POST_UITNODIGING] = "uitnodiging",
	[POST_UITNODIGING_ACCOUNT] = "uitnodiging_account",
	[POST_ANTWOORD] = "antwoord",
	[POST_EMAIL_BEVESTIGEN] = "email_bevestigen",
	[POST_EMAIL_GEVRAAGD] = "email_gevraagd",
	[POST_BEZWAAR_BEPERKT] = "bezwaar_beperkt",
	[POST_BEZWAAR_ONTVANGEN] = "bezwaar_ontvangen",
	[POST_BEZWAAR_TOEGEWEZEN] = "bezwaar_toegewezen",
	[POST_BEZWAAR_AFGEWEZEN] = "bezwaar_afgewezen",
	[POST_BEZWAAR_INGETROKKEN] = "bezwaar_ingetrokken",
	[POST_VRIJWILLIGER_EMAIL] = "vrijwilliger_email",
	[POST_DIENST_ERBIJ] = "dienst_erbij",
	[POST_DIENST_ERAF] = "dienst_eraf",
	[POST_DANKWOORD] = "dankwoord",
	[POST_AFLOOP] = "afloop",
	[POST_AFLOOP_ACCOUNT] = "afloop_account",
	[POST_INVALVRAAG] = "invalvraag",
	[POST_INVALLEN_JA] = "invallen_ja",
	[POST_INVALLEN_VOL] = "invallen_vol",
	[POST_HERINNERING] = "herinnering",
	[POST_HERINNERING_ACCOUNT] = "herinnering_account",
	[POST_VERZETVRAAG] = "verzetvraag",
	[POST_VERZETVRAAG_REEKS] = "verzetvraag_reeks",
	[POST_VERZET] = "verzet",
	[POST_VERZET_NIET] = "verzet_niet",
	[POST_TIJD] = "tijd",
	[POST_WACHTLIJST] = "wachtlijst",
	[POST_ZOEKOPDRACHT] = "zoekopdracht",
	[POST_VOORSTEL] = "voorstel",
	[POST_VOORSTEL_NIEUW] = "voorstel_nieuw",
	[POST_VOORSTEL_VERVALT] = "voorstel_vervalt",
	[POST_AFGESPROKEN] = "afgesproken",
	[POST_AFGEZEGD] = "afgezegd",
	[POST_INVALLER] = "invaller",
	[POST_RONDGANG_TE_WEINIG] = "rondgang_te_weinig",
	[POST_KEUZEVRAAG] = "keuzevraag",
	[POST_KEUZEVRAAG_ALLEEN] = "keuzevraag_alleen",
	[POST_KEUZE_HERINNERING] = "keuze_herinnering",
	[POST_KEUZE_NIEMAND] = "keuze_niemand",
	[POST_INSCHRIJVING_JA] = "inschrijving_ja",
	[POST_INSCHRIJVING_NEE] = "inschrijving_nee",
	[POST_INSCHRIJVING_AF] = "inschrijving_af",
	[POST_PLEK_VERVALT] = "plek_vervalt",
	[POST_BOEKING_VRAAG] = "boeking_vraag",
	[POST_BOEKING_NIEUW] = "boeking_nieuw",
	[POST_BOEKING_DICHT] = "boeking_dicht",
	[POST_BOEKING_VERLOPEN] = "boeking_verlopen",
	[POST_AFGEZEGD_SCHOOL] = "afgezegd_school",
	[POST_NIET_VERSCHENEN] = "niet_verschenen",
	[POST_TOCH_AFGEROND] = "toch_afgerond",
	[POST_AFLOOP_SCHOOL] = "afloop_school",
};

const char *const post_taal_codes[POST_TAAL_COUNT] = { [POST_NL] = "nl", [POST_EN] = "en" };

enum err post_soort_parse(struct str code, enum post_soort *ret_soort)
{
	for (int i = 0; i < POST_SOORT_COUNT; i++)
		if (str_eq(code, str_from(post_soort_codes[i]))) {
			*ret_soort = (enum post_soort)i;
			return ERR_OK;
		}
	return ERR_NOT_FOUND;
}

enum err post_taal_parse(struct str code, enum post_taal *ret_taal)
{
	for (int i = 0; i < POST_TAAL_COUNT; i++)
		if (str_eq(code, str_from(post_taal_codes[i]))) {
			*ret_taal = (enum post_taal)i;
			return ERR_OK;
		}
	return ERR_NOT_FOUND;
}

enum post_taal post_taal_of(struct str code)
{
	enum post_taal taal = POST_NL;
	return post_taal_parse(code, &taal) == ERR_OK ? taal : POST_NL;
}

const struct post_tekst *post_tekst(enum post_soort soort, enum post_taal taal)
{
	const struct post_tekst *const t = &post_teksten_account[soort][taal];
	return t->tekst != NULL ? t : &post_teksten_activiteit[soort][taal];
}

void post_fill(struct buf *out, const char *tekst, const struct post_waarden *waarden)
{
	static const char *const names[] = { "{naam}", "{link}", "{over}", "{woorden}" };
	const struct str values[] = { waarden->naam, waarden->link, waarden->over,
		waarden->woorden };
	const bool greets = post_is_naam(waarden->naam);
	while (*tekst != '\0') {
		bool named = false;
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && !named; i++) {
			named = strncmp(tekst, names[i], strlen(names[i])) == 0;
			if (!named)
				continue;
			if (i == 0 && greets)
				buf_add_char(out, ' ');
			if (i != 0 || greets)
				buf_add_str(out, values[i]);
			tekst += strlen(names[i]);
		}
		/* What was filled in may end a sentence by itself: "B.V.". */
		if (!named && *tekst == '.' && out->len > 0 && out->ptr[out->len - 1] == '.')
			tekst++;
		else if (!named)
			buf_add_char(out, *tekst++);
	}
}
