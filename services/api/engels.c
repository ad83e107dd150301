#include "api/engels.h"

#include <string.h>

static const char *find(const struct engels_zin *zinnen, size_t count, const char *dutch)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(zinnen[i].nl, dutch) == 0)
			return zinnen[i].en;
	return NULL;
}

/* One after another: a request says a few sentences at most, in some microseconds each. */
const char *engels(const char *dutch)
{
	const char *said = find(engels_verzoek, engels_verzoek_count, dutch);
	if (said == NULL)
		said = find(engels_koppelen, engels_koppelen_count, dutch);
	if (said == NULL)
		said = find(engels_regels, engels_regels_count, dutch);
	return said == NULL ? dutch : said;
}
