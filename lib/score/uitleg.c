#include "score/uitleg.h"

#include "base/date.h"
#include "score/paar.h"

static const char *const maanden_nl[] = { "januari", "februari", "maart", "april", "mei", "juni",
	"juli", "augustus", "september", "oktober", "november", "december" };
static const char *const maanden_en[] = { "January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December" };

struct score_zin score_zin_vast(const char *nl, const char *en)
{
	return (struct score_zin){ str_from(nl), str_from(en) };
}

struct score_zin score_zin_afstand(struct arena *a, int32_t afstand_m)
{
	if (afstand_m < 1000) {
		const char *text = arena_printf(a, "%d m", (int)afstand_m);
		return score_zin_vast(text, text);
	}
	const int km = (int)(afstand_m / 1000);
	const int tienden = (int)(afstand_m % 1000 / 100);
	if (tienden == 0) {
		const char *text = arena_printf(a, "%d km", km);
		return score_zin_vast(text, text);
	}
	return score_zin_vast(
		arena_printf(a, "%d,%d km", km, tienden), arena_printf(a, "%d.%d km", km, tienden));
}

struct score_zin score_zin_afstand_op(struct arena *a, int32_t afstand_m)
{
	return score_zin_afstand(a, afstand_m < 1000 ? afstand_m : (afstand_m + 99) / 100 * 100);
}

struct score_zin score_zin_datum(struct arena *a, int32_t datum)
{
	int year = 0;
	int month = 1;
	int day = 1;
	date_to_civil(datum, &year, &month, &day);
	return score_zin_vast(arena_printf(a, "%d %s %d", day, maanden_nl[month - 1], year),
		arena_printf(a, "%d %s %d", day, maanden_en[month - 1], year));
}

void score_leg_uit(struct arena *a, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanbod *aanbod,
	struct score_uitleg *ret_uitleg)
{
	struct score_uitleg *u = ret_uitleg;
	struct score_paar p;
	score_paar_init(&p, config, aanvraag, aanbod);
	score_paar_beoordeel(&p, &u->uitkomst);
	u->regel = (struct score_zin){ STR_NULL, STR_NULL };
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++)
		u->factoren[i] = (struct score_zin){ STR_NULL, STR_NULL };
	if (!u->uitkomst.mogelijk) {
		u->regel = score_regel_table[u->uitkomst.regel].zin(a, &p);
		return;
	}
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++)
		u->factoren[i] = score_factor_table[i].zin(a, &p);
}
