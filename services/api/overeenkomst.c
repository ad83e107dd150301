/*
 * The agreement about what runs over a period, filled in as far as we know and ready to print and
 * sign. Who the pupil is stands nowhere with us: school and company write that in by hand.
 */
#include "api/afdruk.h"
#include "api/audit.h"
#include "api/req.h"
#include "api/toegang.h"
#include "domain/soort.h"
#include "domain/toestand.h"
#include "store/sql.h"

static enum err find(struct req *r, struct uuid id, struct koppeling_overeenkomst_row *ret_row)
{
	bool found = false;
	TRY(koppeling_overeenkomst(r->t, req_reader(r),
		&(struct koppeling_overeenkomst_in){ .id = id, BEREIK(r) }, &found, ret_row));
	return found ? ERR_OK : req_not_found(r, "Deze koppeling");
}

/* Both sides have said yes, and it goes on or went on. */
static bool is_agreed(struct str status)
{
	return str_eq(status, STR("bevestigd")) || str_eq(status, STR("ingepland")) ||
	       str_eq(status, STR("afgerond")) || str_eq(status, STR("geevalueerd"));
}

static struct str joined(struct req *r, struct db_texts texts)
{
	struct str all = STR_NULL;
	for (size_t i = 0; i < texts.count; i++)
		all = str_from(arena_printf(task_arena(r->t), "%.*s%s%.*s", STR_FMT(all),
			i > 0 ? ", " : "", STR_FMT(texts.items[i])));
	return all;
}

static void put_parties(struct req *r, const struct koppeling_overeenkomst_row *k)
{
	afdruk_kop(r, "De school", "The school");
	afdruk_rij(r, "School", "School", k->school_naam);
	afdruk_rij(r, "Plaats", "Town", k->school_plaats);
	afdruk_rij(r, "Klas", "Class", k->klas);
	afdruk_rij(r, "Begeleider van de school", "Supervisor at the school", STR_NULL);
	afdruk_kop(r, "Het bedrijf", "The company");
	afdruk_rij(r, "Bedrijf", "Company", k->bedrijf_naam);
	afdruk_rij(r, "Adres", "Address", k->bedrijf_straat);
	afdruk_rij(r, "Plaats", "Town", k->bedrijf_plaats);
	afdruk_rij(r, "Begeleider in het bedrijf", "Supervisor at the company", k->begeleider);
	if (k->has_crebo)
		afdruk_getal(r, "Erkend voor crebo", "Accredited for crebo", true, k->crebo);
	afdruk_kop(r, "Wie meedoet", "Who takes part");
	afdruk_rij(r, "Naam", "Name", STR_NULL);
	afdruk_rij(r, "Geboortedatum", "Date of birth", STR_NULL);
	afdruk_alinea(r, "Vul dit met de pen in. Schakel bewaart geen gegevens van leerlingen.",
		"Fill this in with a pen. Schakel keeps no data of pupils.");
}

static void put_period(struct req *r, const struct koppeling_overeenkomst_row *k)
{
	afdruk_kop(r, "Wat en wanneer", "What and when");
	afdruk_rij(r, "Wat de school vraagt", "What the school asks", k->onderwerp);
	afdruk_rij(r, "Wat het bedrijf biedt", "What the company offers", k->titel);
	afdruk_datum(r, "Eerste dag", "First day", k->datum);
	if (k->has_weken)
		afdruk_datum(r, "Laatste dag", "Last day", k->einde_datum);
	afdruk_getal(r, "Weken", "Weeks", k->has_weken, k->weken);
	afdruk_getal(r, "Dagen per week", "Days a week", k->has_dagen_per_week, k->dagen_per_week);
	afdruk_getal(r, "Uren per dag", "Hours a day", k->has_uren_per_dag, k->uren_per_dag);
	if (k->has_wet_uren_per_dag) {
		afdruk_getal(r, "Hoogstens per dag (wet)", "At most a day (law)", true,
			k->wet_uren_per_dag);
		afdruk_getal(r, "Hoogstens per week (wet)", "At most a week (law)", true,
			k->wet_uren_per_week);
		afdruk_rij(r, "Waar dat staat", "Where that stands", k->wet_bron);
	}
	if (k->bescherming.count > 0)
		afdruk_rij(r, "Bescherming die het bedrijf geeft",
			"Protection that the company gives", joined(r, k->bescherming));
}

static void put_signatures(struct req *r)
{
	afdruk_kop(r, "Afspraken", "What we agree");
	afdruk_alinea(r,
		"Het bedrijf zorgt voor veilig werk, uitleg en begeleiding. De school houdt "
		"contact. "
		"Wie meedoet houdt zich aan de regels van het bedrijf. Wie ziek is of niet kan, "
		"zegt "
		"dat meteen aan bedrijf en school. Gaat er iets mis, dan praten school en bedrijf "
		"er "
		"dezelfde week over.",
		"The company gives safe work, instruction and guidance. The school keeps in touch. "
		"Who "
		"takes part keeps to the rules of the company. Who is ill or cannot come tells "
		"company "
		"and school at once. When something goes wrong, school and company talk about it "
		"in the "
		"same week.");
	afdruk_handtekening(r, "Namens de school", "For the school");
	afdruk_handtekening(r, "Namens het bedrijf", "For the company");
	afdruk_handtekening(r, "Wie meedoet", "Who takes part");
	afdruk_handtekening(
		r, "Ouder of verzorger (onder 18 jaar)", "Parent or guardian (under 18)");
}

enum err h_overeenkomst_get(struct req *r, const struct op_overeenkomst_get *in)
{
	struct koppeling_overeenkomst_row k;
	TRY(find(r, in->id, &k));
	enum soort soort;
	TRY(soort_from_code(k.soort, &soort));
	if (!soort_table[soort].periode || !is_agreed(k.status))
		return task_fail(r->t, ERR_CONFLICT, "overeenkomst.niet",
			"Een overeenkomst is er voor wat over een periode loopt, als beide kanten "
			"hebben "
			"bevestigd.");
	const char *const nl =
		arena_printf(task_arena(r->t), "Overeenkomst: %s", soort_table[soort].nl);
	const char *const en =
		arena_printf(task_arena(r->t), "Agreement: %s", soort_table[soort].en);
	if (k.begeleider.ptr != NULL)
		audit_shows(r, k.vrijwilliger_id);
	afdruk_open(r, AFDRUK_BRIEF, nl, en);
	put_parties(r, &k);
	put_period(r, &k);
	put_signatures(r);
	afdruk_close(r);
	return ERR_OK;
}
