#include "post/over.h"

#include "base/date.h"
#include "domain/dagdeel.h"
#include "domain/soort.h"

enum err post_over(
	struct arena *a, const struct post_wat *wat, enum post_taal taal, struct str *ret_over)
{
	int year, month, day;
	enum dagdeel dagdeel;
	enum soort soort;
	TRY(dagdeel_from_code(wat->dagdeel, &dagdeel));
	TRY(soort_from_code(wat->soort, &soort));
	date_to_civil(wat->datum, &year, &month, &day);
	const bool dutch = taal == POST_NL;
	*ret_over = str_from(arena_printf(a, "%s \"%.*s\" %s %.*s, %d-%d-%d (%s)",
		dutch ? soort_table[soort].nl : soort_table[soort].en, STR_FMT(wat->titel),
		dutch ? "bij" : "at", STR_FMT(wat->school_naam), day, month, year,
		dutch ? dagdeel_table[dagdeel].nl : dagdeel_table[dagdeel].en));
	return ERR_OK;
}
