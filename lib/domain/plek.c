#include "domain/plek.h"

#include <stddef.h>

static const struct {
	const char *code, *en;
} soorten[] = { { "stand", "stand" }, { "tijdslot", "time slot" }, { "bezoek", "visit" },
	{ "jury", "jury" }, { "coach", "coach" } };

struct str plek_soort_naam(struct str code, bool dutch)
{
	for (size_t i = 0; i < sizeof(soorten) / sizeof(soorten[0]); i++)
		if (!dutch && str_eq(code, str_from(soorten[i].code)))
			return str_from(soorten[i].en);
	return code;
}
