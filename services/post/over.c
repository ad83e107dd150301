#include "post/over.h"

#include "base/date.h"
#include "domain/niveau.h"
#include "domain/plek.h"
#include "domain/soort.h"
#include "domain/tijdvak.h"

/* dinsdag 8-12-2026 */
static const char *put_dag(struct arena *a, int32_t datum, enum post_taal taal)
{
	int year, month, day;
	date_to_civil(datum, &year, &month, &day);
	const struct dagdeel_dag *dag = &dagdeel_dag_table[date_weekday(datum) - 1];
	return arena_printf(
		a, "%s %d-%d-%d", taal == POST_NL ? dag->nl : dag->en, day, month, year);
}

struct str post_halve_dag(struct arena *a, int32_t datum, enum dagdeel dagdeel, enum post_taal taal)
{
	return str_from(arena_printf(a, "%s (%s)", put_dag(a, datum, taal),
		taal == POST_NL ? dagdeel_table[dagdeel].nl : dagdeel_table[dagdeel].en));
}

/* How many: 8 personen (groep 8) */
static const char *put_aantal(struct arena *a, const struct post_plek *plek, bool dutch)
{
	static const char *const nl[][2] = { { "persoon", "personen" }, { "groep", "groepen" },
		{ "stand", "stands" } };
	static const char *const en[][2] = { { "person", "people" }, { "group", "groups" },
		{ "stand", "stands" } };
	const size_t what = str_eq(plek->eenheid, STR("groep")) ? 1
			    : str_eq(plek->soort, STR("stand")) ? 2
								: 0;
	const bool many = plek->aantal != 1;
	const char *text =
		arena_printf(a, "%d %s", plek->aantal, dutch ? nl[what][many] : en[what][many]);
	if (plek->niveau == 0)
		return text;
	const struct niveau *const niveau = &niveau_table[__builtin_ctzll((uint64_t)plek->niveau)];
	return arena_printf(a, "%s (%s)", text, dutch ? niveau->nl : niveau->en);
}

/* Until when one can answer: a whole day when it ends at midnight, else a time of that day. */
static const char *put_antwoord(struct arena *a, int64_t tot_us, enum post_taal taal)
{
	const bool dutch = taal == POST_NL;
	const int minutes = minutes_in_netherlands(tot_us);
	if (minutes == 0)
		return arena_printf(a, "%s %s",
			dutch ? "Antwoord kan tot en met" : "Answer up to and including",
			put_dag(a, date_in_netherlands(tot_us - 1), taal));
	return arena_printf(a, "%s %s, %02d:%02d", dutch ? "Antwoord kan tot" : "Answer before",
		put_dag(a, date_in_netherlands(tot_us), taal), minutes / 60, minutes % 60);
}

struct str post_over_plek(struct arena *a, const struct post_plek *plek, enum post_taal taal)
{
	const bool dutch = taal == POST_NL;
	const struct str wat = plek->soort.ptr != NULL ? plek_soort_naam(plek->soort, dutch)
			       : dutch		       ? STR("reservering")
						       : STR("booking");
	const char *text = arena_printf(a, "%.*s \"%.*s\" (%.*s), %s, %.*s", STR_FMT(wat),
		STR_FMT(plek->titel), STR_FMT(plek->campagne), put_dag(a, plek->datum, taal),
		STR_FMT(plek->uren));
	if (plek->klas.ptr != NULL && plek->naam.ptr != NULL)
		text = arena_printf(a, "%s, %.*s %s %.*s", text, STR_FMT(plek->klas),
			dutch ? "van" : "of", STR_FMT(plek->naam));
	else if (plek->naam.ptr != NULL)
		text = arena_printf(a, "%s, %.*s", text, STR_FMT(plek->naam));
	if (plek->aantal > 0)
		text = arena_printf(a, "%s, %s", text, put_aantal(a, plek, dutch));
	if (plek->tot_us != 0)
		text = arena_printf(a, "%s\n%s", text, put_antwoord(a, plek->tot_us, taal));
	return str_from(text);
}

struct str post_uren(struct arena *a, int64_t van_us, int64_t tot_us)
{
	const int van = minutes_in_netherlands(van_us);
	const int tot = minutes_in_netherlands(tot_us);
	return str_from(
		arena_printf(a, "%02d:%02d - %02d:%02d", van / 60, van % 60, tot / 60, tot % 60));
}

/* Whether it begins and ends otherwise than its half-day. */
static bool has_own_hours(const struct post_wat *wat, enum dagdeel dagdeel)
{
	const struct dagdeel_rij *const rij = &dagdeel_table[dagdeel];
	return wat->tot_us != 0 &&
	       (wat->van_us != instant_from_netherlands(wat->datum, rij->begin_min) ||
		       wat->tot_us != instant_from_netherlands(wat->datum, rij->eind_min));
}

/* When: the days, the hours, or the half-day. */
static const char *put_wanneer(
	struct arena *a, const struct post_wat *wat, enum dagdeel dagdeel, enum post_taal taal)
{
	const bool dutch = taal == POST_NL;
	if (wat->tot_datum > wat->datum)
		return arena_printf(a, "%s %s %s %s", dutch ? "van" : "from",
			put_dag(a, wat->datum, taal), dutch ? "tot en met" : "up to and including",
			put_dag(a, wat->tot_datum, taal));
	if (has_own_hours(wat, dagdeel))
		return arena_printf(a, "%s, %.*s", put_dag(a, wat->datum, taal),
			STR_FMT(post_uren(a, wat->van_us, wat->tot_us)));
	return post_halve_dag(a, wat->datum, dagdeel, taal).ptr;
}

/* bij Robotwerk voor Groep 7b van De Regenboog */
static const char *put_waar(
	struct arena *a, const struct post_wat *wat, enum soort soort, enum post_taal taal)
{
	const bool dutch = taal == POST_NL;
	const char *bij = "";
	const char *klas = "";
	if (soort_table[soort].reiziger == SOORT_REIZIGER_KLAS && wat->bedrijf_naam.ptr != NULL)
		bij = arena_printf(a, "%s %.*s ", dutch ? "bij" : "at", STR_FMT(wat->bedrijf_naam));
	if (wat->klas.ptr != NULL)
		klas = arena_printf(a, "%.*s %s ", STR_FMT(wat->klas), dutch ? "van" : "of");
	return arena_printf(
		a, "%s%s %s%.*s", bij, dutch ? "voor" : "for", klas, STR_FMT(wat->school_naam));
}

/* Gevraagd: Veilig op internet (groep 7, 24 personen) */
static const char *put_gevraagd(struct arena *a, const struct post_wat *wat, enum post_taal taal)
{
	const bool dutch = taal == POST_NL;
	const struct niveau *const niveau = &niveau_table[__builtin_ctzll((uint64_t)wat->niveau)];
	return arena_printf(a, "%s: %.*s (%s, %d %s)", dutch ? "Gevraagd" : "Asked",
		STR_FMT(wat->onderwerp), dutch ? niveau->nl : niveau->en, wat->groepsgrootte,
		wat->groepsgrootte == 1 ? (dutch ? "persoon" : "person")
		: dutch			? "personen"
					: "people");
}

enum err post_over(
	struct arena *a, const struct post_wat *wat, enum post_taal taal, struct str *ret_over)
{
	enum dagdeel dagdeel;
	enum soort soort;
	TRY(dagdeel_from_code(wat->dagdeel, &dagdeel));
	TRY(soort_from_code(wat->soort, &soort));
	*ret_over = str_from(arena_printf(a, "%s \"%.*s\" %s, %s",
		taal == POST_NL ? soort_table[soort].nl : soort_table[soort].en,
		STR_FMT(wat->titel), put_waar(a, wat, soort, taal),
		put_wanneer(a, wat, dagdeel, taal)));
	for (size_t i = 0; i < wat->ook_count; i++) {
		const struct tijdvak t = tijdvak_from_number(wat->ook[i]);
		*ret_over = str_from(arena_printf(a, "%.*s\n%.*s", STR_FMT(*ret_over),
			STR_FMT(post_halve_dag(a, t.datum, t.dagdeel, taal))));
	}
	if (wat->onderwerp.ptr != NULL && wat->niveau != 0)
		*ret_over = str_from(arena_printf(
			a, "%.*s\n%s", STR_FMT(*ret_over), put_gevraagd(a, wat, taal)));
	if (wat->antwoord_us > 0)
		*ret_over = str_from(arena_printf(a, "%.*s\n%s", STR_FMT(*ret_over),
			put_antwoord(a, wat->antwoord_us, taal)));
	return ERR_OK;
}

enum err post_over_ronde(struct arena *a, struct str soort, int64_t tot_us, enum post_taal taal,
	struct str *ret_over)
{
	enum soort type;
	int year, month, day;
	TRY(soort_from_code(soort, &type));
	date_to_civil(date_in_netherlands(tot_us - 1), &year, &month, &day);
	*ret_over = str_from(arena_printf(a,
		taal == POST_NL ? "%s, tot en met %d-%d-%d" : "%s, up to and including %d-%d-%d",
		taal == POST_NL ? soort_table[type].nl : soort_table[type].en, day, month, year));
	return ERR_OK;
}
