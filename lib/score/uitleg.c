#include "score/uitleg.h"

#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/put.h"
#include "domain/taal.h"
#include "score/paar.h"

static const char *const maanden[SCORE_TAAL_COUNT][12] = {
	[SCORE_TAAL_NL] = { "januari", "februari", "maart", "april", "mei", "juni", "juli",
		"augustus", "september", "oktober", "november", "december" },
	[SCORE_TAAL_EN] = { "January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December" },
};

struct str score_zin_str(const struct score_zin *z)
{
	return (struct str){ z->tekst, z->len };
}

struct str score_zin_dup(struct arena *a, const struct score_zin *z)
{
	return (struct str){ arena_strndup(a, z->tekst, z->len), z->len };
}

static void add(struct score_zin *z, struct str text)
{
	/* The sentences are ours, and their figures short: a test looks at the longest. */
	assert(text.len <= SCORE_ZIN_MAX - z->len);
	z->len = (size_t)(put_str(z->tekst + z->len, text) - z->tekst);
}

static void add_text(struct score_zin *z, const char *text)
{
	add(z, str_from(text));
}

static void add_int(struct score_zin *z, int64_t n)
{
	assert(PUT_INT_MAX <= SCORE_ZIN_MAX - z->len);
	z->len = (size_t)(put_int(z->tekst + z->len, n) - z->tekst);
}

/* 24 → "2,4" / "2.4". */
static void add_tenths(struct score_zin *z, int32_t tenths)
{
	add_int(z, tenths / 10);
	add(z, z->taal == SCORE_TAAL_NL ? STR(",") : STR("."));
	add_int(z, tenths % 10);
}

void score_zin_afstand(struct score_zin *z, int32_t afstand_m)
{
	if (afstand_m < 1000)
		score_zin_grens(z, afstand_m);
	else
		score_zin_grens(z, (afstand_m + 50) / 100 * 100);
}

void score_zin_afstand_op(struct score_zin *z, int32_t afstand_m)
{
	score_zin_grens(z, afstand_m < 1000 ? afstand_m : (afstand_m + 99) / 100 * 100);
}

void score_zin_grens(struct score_zin *z, int32_t afstand_m)
{
	if (afstand_m < 1000) {
		add_int(z, afstand_m);
		add_text(z, " m");
		return;
	}
	add_int(z, afstand_m / 1000);
	int32_t left = afstand_m % 1000;
	if (left > 0)
		add(z, z->taal == SCORE_TAAL_NL ? STR(",") : STR("."));
	for (int32_t place = 100; left > 0; left %= place, place /= 10)
		add_int(z, left / place);
	add_text(z, " km");
}

void score_zin_datum(struct score_zin *z, int32_t datum)
{
	int year = 0;
	int month = 1;
	int day = 1;
	date_to_civil(datum, &year, &month, &day);
	add_int(z, day);
	add_text(z, " ");
	add_text(z, maanden[z->taal][month - 1]);
	add_text(z, " ");
	add_int(z, year);
}

/* "Nederlands, Engels of Duits". */
static void add_talen(struct score_zin *z, uint32_t talen)
{
	unsigned left = (unsigned)__builtin_popcount(talen & TAAL_ALLE);
	for (unsigned t = 0; t < TAAL_COUNT; t++) {
		if ((talen & TAAL_BIT(t)) == 0)
			continue;
		left--;
		add_text(z, z->taal == SCORE_TAAL_NL ? taal_table[t].nl : taal_table[t].en);
		if (left > 0)
			add_text(z, left > 1 ? ", " : z->taal == SCORE_TAAL_NL ? " of " : " or ");
	}
}

static void add_stuk(struct score_zin *z, const struct score_stuk *stuk)
{
	switch (stuk->soort) {
	case SCORE_STUK_GETAL: add_int(z, stuk->n); return;
	case SCORE_STUK_TIENDEN: add_tenths(z, (int32_t)stuk->n); return;
	case SCORE_STUK_AFSTAND: score_zin_afstand(z, (int32_t)stuk->n); return;
	case SCORE_STUK_AFSTAND_OP: score_zin_afstand_op(z, (int32_t)stuk->n); return;
	case SCORE_STUK_GRENS: score_zin_grens(z, (int32_t)stuk->n); return;
	case SCORE_STUK_DATUM: score_zin_datum(z, (int32_t)stuk->n); return;
	case SCORE_STUK_TALEN: add_talen(z, (uint32_t)stuk->n); return;
	default: add_text(z, z->taal == SCORE_TAAL_NL ? stuk->nl : stuk->en);
	}
}

void score_zin_vul(
	struct score_zin *z, struct str nl, struct str en, const struct score_stuk *stukken)
{
	struct str rest = z->taal == SCORE_TAAL_NL ? nl : en;
	for (;;) {
		const char *percent = memchr(rest.ptr, '%', rest.len);
		if (percent == NULL)
			break;
		const size_t len = (size_t)(percent - rest.ptr);
		add(z, (struct str){ rest.ptr, len });
		if (percent[1] == '%')
			add(z, STR("%"));
		else
			add_stuk(z, &stukken[percent[1] - '1']);
		rest = (struct str){ percent + 2, rest.len - len - 2 };
	}
	add(z, rest);
}

/* One sentence behind the others. */
static struct str say(struct score_uitleg *u, size_t *used, enum score_taal taal,
	score_factor_zin *zin, const struct score_paar *p)
{
	struct score_zin z = score_zin_begin(taal, u->tekst + *used);
	zin(&z, p);
	*used += z.len;
	return score_zin_str(&z);
}

void score_leg_uit(enum score_taal taal, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanbod *aanbod,
	struct score_uitleg *ret_uitleg)
{
	struct score_uitleg *u = ret_uitleg;
	struct score_paar p;
	score_paar_init(&p, config, aanvraag, aanbod);
	score_paar_beoordeel(&p, &u->uitkomst);
	const bool possible = u->uitkomst.mogelijk;
	size_t used = 0;
	u->regel = possible ? STR_NULL
			    : say(u, &used, taal, score_regel_table[u->uitkomst.regel].zin, &p);
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++)
		u->factoren[i] =
			possible ? say(u, &used, taal, score_factor_table[i].zin, &p) : STR_NULL;
}
