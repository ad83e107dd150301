/*
 * The certificate of who came: a page to print, with thanks. It is made of what took place and of
 * nothing else, for who came, their company and staff.
 */
#include "api/certificaat.h"

#include "api/afdruk.h"
#include "api/audit.h"
#include "api/req.h"
#include "api/toegang.h"
#include "domain/soort.h"
#include "store/sql.h"

/* Hours with halves and quarters as people say them: 1,5 in Dutch, 1.5 in English. */
static struct str hours(struct req *r, int32_t minutes)
{
	const char *const uur = r->taal == SCORE_TAAL_NL ? "uur" : "hours";
	const int32_t hundredths = (minutes * 100 + 30) / 60;
	const char comma = r->taal == SCORE_TAAL_NL ? ',' : '.';
	if (hundredths % 100 == 0)
		return str_from(arena_printf(task_arena(r->t), "%d %s", hundredths / 100, uur));
	if (hundredths % 10 == 0)
		return str_from(arena_printf(task_arena(r->t), "%d%c%d %s", hundredths / 100, comma,
			hundredths % 100 / 10, uur));
	return str_from(arena_printf(
		task_arena(r->t), "%d%c%02d %s", hundredths / 100, comma, hundredths % 100, uur));
}

static void add_page(struct req *r, const struct certificaat_get_row *c, enum soort soort)
{
	struct arena *const a = task_arena(r->t);
	const struct str name =
		str_from(r->taal == SCORE_TAAL_NL ? soort_table[soort].nl : soort_table[soort].en);
	afdruk_open(r, AFDRUK_OORKONDE, "Certificaat", "Certificate");
	afdruk_alinea(r, arena_printf(a, "Dank je wel, %.*s, dat je er was.", STR_FMT(c->naam)),
		arena_printf(a, "Thank you, %.*s, for being there.", STR_FMT(c->naam)));
	afdruk_rij(r, "Activiteit", "Activity",
		str_from(arena_printf(a, "%.*s (%.*s)", STR_FMT(c->titel), STR_FMT(name))));
	afdruk_datum(r, "Datum", "Date", c->datum);
	if (c->has_weken)
		afdruk_datum(r, "Laatste dag", "Last day", c->einde_datum);
	if (c->has_minuten)
		afdruk_rij(r, "Duur", "Time", hours(r, c->minuten));
	else
		afdruk_getal(r, "Weken", "Weeks", c->has_weken, c->weken);
	afdruk_rij(r, "School", "School", c->school_naam);
	if (c->has_vrijwilliger_id && c->bedrijf_naam.ptr != NULL)
		afdruk_rij(r, "Bedrijf", "Company", c->bedrijf_naam);
	afdruk_alinea(r, "Namens de school, de leerlingen en het Technocentrum.",
		"On behalf of the school, its pupils and the Technocentrum.");
	afdruk_close(r);
}

enum err certificaat_toon(struct req *r, struct uuid koppeling_id)
{
	bool found = false;
	struct certificaat_get_row c;
	TRY(certificaat_get(r->t, req_reader(r),
		&(struct certificaat_get_in){ .id = koppeling_id,
			.alle = r->bereik.alle,
			.bedrijf_id = r->bereik.bedrijf_id,
			.vrijwilliger_id = r->bereik.vrijwilliger_id },
		&found, &c));
	if (!found)
		return req_not_found(r, "Deze koppeling");
	if (!str_eq(c.status, STR("afgerond")) && !str_eq(c.status, STR("geevalueerd")))
		return task_fail(r->t, ERR_CONFLICT, "certificaat.niet_geweest",
			"Een certificaat is er als de activiteit is geweest.");
	enum soort soort;
	TRY(soort_from_code(c.soort, &soort));
	audit_shows(r, c.has_vrijwilliger_id ? c.vrijwilliger_id : c.bedrijf_id);
	add_page(r, &c, soort);
	return ERR_OK;
}

enum err h_certificaat_get(struct req *r, const struct op_certificaat_get *in)
{
	return certificaat_toon(r, in->id);
}
