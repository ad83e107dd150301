/* Rows about companies: RDW's recognised companies and the installations of the EU emissions
 * register. */
#include "admin/import_rij.h"
#include "domain/normaliseer.h"
#include "json/jsn.h"

#define BEDRIJFSNAAM_MAX 200
#define STRAAT_MAX	 200
#define BRANCHE_MAX	 200

/* Trade name: only when it says more than the name. */
static void zet_handelsnaam(struct import_rij *r, size_t kolom, struct str naam)
{
	if (!rij_heeft(r, kolom))
		return;
	struct str handelsnaam = rij_tekst(r, kolom);
	if (str_eq_nocase(handelsnaam, naam))
		handelsnaam = STR_NULL;
	if (handelsnaam.ptr != NULL && str_code_points(handelsnaam) > BEDRIJFSNAAM_MAX) {
		rij_waarschuw(r, kolom, "De naam is langer dan %d tekens en is weggelaten.",
			BEDRIJFSNAAM_MAX);
		handelsnaam = STR_NULL;
	}
	jsn_kv_str(r->waarde, "handelsnaam", handelsnaam);
}

/* ---- RDW ---- */

enum {
	RDW_NUMMER,
	RDW_NAAM,
	RDW_GEVELNAAM,
	RDW_STRAAT,
	RDW_HUISNUMMER,
	RDW_TOEVOEGING,
	RDW_PC_CIJFERS,
	RDW_PC_LETTERS,
	RDW_PLAATS,
};

/* "-5", "- 4" and "/ 5" stand for "5". */
static struct str zonder_streep(struct str s)
{
	while (s.len > 0 && (s.ptr[0] == '-' || s.ptr[0] == '/' || s.ptr[0] == ' ')) {
		s.ptr++;
		s.len--;
	}
	return s;
}

static void zet_rdw_adres(struct import_rij *r)
{
	rij_zet_tekst(r, "straat", RDW_STRAAT, STRAAT_MAX);
	const struct str nummer = rij_tekst(r, RDW_HUISNUMMER);
	const struct str toevoeging = zonder_streep(rij_tekst(r, RDW_TOEVOEGING));
	const char *heel = arena_printf(r->arena, "%.*s%s%.*s", STR_FMT(nummer),
		toevoeging.len > 0 ? "-" : "", STR_FMT(toevoeging));
	rij_zet_huisnummer(r, RDW_HUISNUMMER, nummer.ptr != NULL ? str_from(heel) : STR_NULL,
		rij_heeft(r, RDW_TOEVOEGING));
	const struct str cijfers = rij_tekst(r, RDW_PC_CIJFERS);
	const char *postcode = arena_printf(
		r->arena, "%.*s%.*s", STR_FMT(cijfers), STR_FMT(rij_tekst(r, RDW_PC_LETTERS)));
	rij_zet_postcode(r, RDW_PC_CIJFERS, cijfers.ptr != NULL ? str_from(postcode) : STR_NULL);
}

void import_rij_rdw(struct import_rij *r)
{
	const struct str nummer = rij_nodig(r, RDW_NUMMER, 12);
	int64_t getal;
	if (nummer.ptr != NULL && str_to_int(nummer, 1, INT64_C(999999999999), &getal) != ERR_OK)
		rij_fout(r, RDW_NUMMER, "Dit is geen RDW-nummer.");
	r->sleutel = nummer;
	const struct str naam = rij_nodig(r, RDW_NAAM, BEDRIJFSNAAM_MAX);
	jsn_kv_str(r->waarde, "naam", naam);
	zet_handelsnaam(r, RDW_GEVELNAAM, naam);
	zet_rdw_adres(r);
	const struct str plaats = rij_zet_plaats(r, RDW_PLAATS);
	jsn_kv_cstr(r->waarde, "branche", "Voertuigtechniek (RDW-erkenning)");
	jsn_kv_bool(r->waarde, "gesloten", false);
	rij_zet_zoektekst(r, (const struct str[]){ naam, rij_tekst(r, RDW_GEVELNAAM), plaats }, 3);
}

/* ---- EU ETS ---- */

enum {
	ETS_ID,
	ETS_NAAM,
	ETS_KVK,
	ETS_INSTALLATIE,
	ETS_ADRES,
	ETS_POSTCODE,
	ETS_PLAATS,
	ETS_ACTIVITEIT,
	ETS_STATUS,
};

/*
 * "Bredeweg 86 B": the street ends before the only word that begins with a digit. With none or more
 * of these the number is not told apart, and the whole stays the street.
 */
static void zet_ets_adres(struct import_rij *r)
{
	const struct str adres = rij_tekst(r, ETS_ADRES);
	size_t nummers = 0, plek = 0;
	for (size_t i = 1; i < adres.len; i++)
		if (adres.ptr[i - 1] == ' ' && adres.ptr[i] >= '0' && adres.ptr[i] <= '9') {
			nummers++;
			plek = i;
		}
	struct huisnummer h;
	const struct str achter = { adres.ptr + plek, adres.len - plek };
	if (nummers == 1 && normaliseer_huisnummer(achter, &h) == ERR_OK) {
		jsn_kv_str(r->waarde, "straat", (struct str){ adres.ptr, plek - 1 });
		rij_zet_huisnummer(r, ETS_ADRES, achter, true);
		return;
	}
	if (adres.ptr != NULL)
		rij_waarschuw(r, ETS_ADRES,
			"In dit adres is geen huisnummer te herkennen; het hele adres staat bij "
			"straat.");
	rij_zet_tekst(r, "straat", ETS_ADRES, STRAAT_MAX);
	rij_zet_huisnummer(r, ETS_ADRES, STR_NULL, true);
}

static void zet_kvk(struct import_rij *r)
{
	if (!rij_heeft(r, ETS_KVK))
		return;
	const struct str tekst = rij_tekst(r, ETS_KVK);
	char nummer[KVK_LEN + 1] = "";
	const bool bekend = tekst.ptr != NULL && normaliseer_kvk(tekst, nummer) == ERR_OK;
	if (tekst.ptr != NULL && !bekend)
		rij_waarschuw(r, ETS_KVK, "Dit is geen KvK-nummer (acht cijfers); weggelaten.");
	jsn_kv_str(r->waarde, "kvk_nummer", bekend ? str_from(nummer) : STR_NULL);
}

/* A closed account is a closed company; anything but open and closed is refused. */
static void zet_status(struct import_rij *r)
{
	const struct str status = rij_nodig(r, ETS_STATUS, 20);
	const bool gesloten = str_eq_nocase(status, STR("closed"));
	if (status.ptr != NULL && !gesloten && !str_eq_nocase(status, STR("open")))
		rij_fout(r, ETS_STATUS, "De status is open of closed.");
	jsn_kv_bool(r->waarde, "gesloten", gesloten);
}

void import_rij_ets(struct import_rij *r)
{
	r->sleutel = rij_nodig(r, ETS_ID, 40);
	const struct str naam = rij_nodig(r, ETS_NAAM, BEDRIJFSNAAM_MAX);
	jsn_kv_str(r->waarde, "naam", naam);
	zet_handelsnaam(r, ETS_INSTALLATIE, naam);
	zet_kvk(r);
	zet_ets_adres(r);
	rij_zet_postcode(r, ETS_POSTCODE, rij_tekst(r, ETS_POSTCODE));
	const struct str plaats = rij_zet_plaats(r, ETS_PLAATS);
	rij_zet_tekst(r, "branche", ETS_ACTIVITEIT, BRANCHE_MAX);
	zet_status(r);
	rij_zet_zoektekst(
		r, (const struct str[]){ naam, rij_tekst(r, ETS_INSTALLATIE), plaats }, 3);
}
