#include "post/over.h"

#include "base/date.h"
#include "domain/soort.h"

struct str post_halve_dag(struct arena *a, int32_t datum, enum dagdeel dagdeel, enum post_taal taal)
{
	int year, month, day;
	date_to_civil(datum, &year, &month, &day);
	return str_from(arena_printf(a, "%d-%d-%d (%s)", day, month, year,
		taal == POST_NL ? dagdeel_table[dagdeel].nl : dagdeel_table[dagdeel].en));
}

enum err post_over(
	struct arena *a, const struct post_wat *wat, enum post_taal taal, struct str *ret_over)
{
	enum dagdeel dagdeel;
	enum soort soort;
	TRY(dagdeel_from_code(wat->dagdeel, &dagdeel));
	TRY(soort_from_code(wat->soort, &soort));
	const bool dutch = taal == POST_NL;
	*ret_over = str_from(arena_printf(a, "%s \"%.*s\" %s %.*s, %.*s",
		dutch ? soort_table[soort].nl : soort_table[soort].en, STR_FMT(wat->titel),
		dutch ? "bij" : "at", STR_FMT(wat->school_naam),
		STR_FMT(post_halve_dag(a, wat->datum, dagdeel, taal))));
	return ERR_OK;
}
