/* Dates in free text, in figures and in Dutch words, and which of them may be a date of birth. */
#include <string.h>

#include "base/date.h"
#include "domain/leerling.h"
#include "domain/teken.h"
#include "domain/woorden.h"

#define NABIJ 6 /* words between a date and the word that says what it is of */

struct datum {
	int jaar; /* 0: none */
	int maand, dag;
	size_t to;
};

/* ---- words ---- */

static const char *const telwoorden[][2] = { { "een", "eerste" }, { "twee", "tweede" },
	{ "drie", "derde" }, { "vier", "vierde" }, { "vijf", "vijfde" }, { "zes", "zesde" },
	{ "zeven", "zevende" }, { "acht", "achtste" }, { "negen", "negende" }, { "tien", "tiende" },
	{ "elf", "elfde" }, { "twaalf", "twaalfde" }, { "dertien", "dertiende" },
	{ "veertien", "veertiende" }, { "vijftien", "vijftiende" }, { "zestien", "zestiende" },
	{ "zeventien", "zeventiende" }, { "achttien", "achttiende" },
	{ "negentien", "negentiende" }, { "twintig", "twintigste" },
	{ "eenentwintig", "eenentwintigste" }, { "tweeentwintig", "tweeentwintigste" },
	{ "drieentwintig", "drieentwintigste" }, { "vierentwintig", "vierentwintigste" },
	{ "vijfentwintig", "vijfentwintigste" }, { "zesentwintig", "zesentwintigste" },
	{ "zevenentwintig", "zevenentwintigste" }, { "achtentwintig", "achtentwintigste" },
	{ "negenentwintig", "negenentwintigste" }, { "dertig", "dertigste" },
	{ "eenendertig", "eenendertigste" } };

#define TELWOORDEN (int)(sizeof(telwoorden) / sizeof(telwoorden[0]))

/* 1 to 31; 0 for another word. */
static int telwoord(const char *woord)
{
	for (int i = 0; i < TELWOORDEN; i++)
		if (strcmp(woord, telwoorden[i][0]) == 0 || strcmp(woord, telwoorden[i][1]) == 0)
			return i + 1;
	return 0;
}

/* 1 to 12, in Dutch or English; 0 for another word. */
static int maand(const struct woord *w)
{
	static const char *const namen[12][5] = { { "januari", "january", "jan" },
		{ "februari", "february", "feb", "febr" }, { "maart", "march", "mrt", "mar" },
		{ "april", "apr" }, { "mei", "may" }, { "juni", "june", "jun" },
		{ "juli", "july", "jul" }, { "augustus", "august", "aug" },
		{ "september", "sep", "sept" }, { "oktober", "october", "okt", "oct" },
		{ "november", "nov" }, { "december", "dec" } };
	if (w->soort != WOORD_WOORD)
		return 0;
	for (int m = 0; m < 12; m++)
		for (int i = 0; namen[m][i] != NULL; i++)
			if (strcmp(w->gevouwen, namen[m][i]) == 0)
				return m + 1;
	return 0;
}

/* Behind one word of the list, when it stands there. */
static size_t past_word(struct str text, size_t at, const char *const *woorden)
{
	const struct woord w = woord_at(text, at);
	return woord_is_een_van(&w, woorden) ? w.to : at;
}

/* Behind one sign of these, when it stands there. */
static size_t past_sign(struct str text, size_t at, const char *tekens)
{
	const struct woord w = woord_at(text, at);
	const bool there = w.soort == WOORD_TEKEN && w.teken != '\0' && strchr(tekens, w.teken);
	return there ? w.to : at;
}

/* ---- parts of a date ---- */

static bool is_getal(const struct woord *w, int cijfers_max)
{
	return w->soort == WOORD_GETAL && w->cijfers <= cijfers_max;
}

static int eeuw(int jaar, int nu_jaar)
{
	return 2000 + jaar <= nu_jaar ? 2000 + jaar : 1900 + jaar;
}

/* "tweeduizend vijftien", "tweeduizendvijftien", "tweeduizend en vijftien". */
static int jaar_in_woorden(struct str text, const struct woord *w, size_t *ret_to)
{
	static const char duizend[] = "tweeduizend";
	static const char *const en[] = { "en", NULL };
	if (w->soort != WOORD_WOORD || strncmp(w->gevouwen, duizend, sizeof(duizend) - 1) != 0)
		return 0;
	const char *rest = w->gevouwen + sizeof(duizend) - 1;
	*ret_to = w->to;
	if (*rest != '\0') {
		const int n = telwoord(strncmp(rest, "en", 2) == 0 ? rest + 2 : rest);
		return n == 0 ? 0 : 2000 + n;
	}
	const struct woord next = woord_at(text, past_word(text, w->to, en));
	const int n = next.soort == WOORD_WOORD ? telwoord(next.gevouwen) : 0;
	if (n != 0)
		*ret_to = next.to;
	return 2000 + n;
}

/* The year at `at`, 0 when none is there. Of two digits it is only with a ' or, with `kort`, a
 * hyphen before it: "3 april 15" may go on with "uur". */
static int jaar_at(struct str text, size_t at, int nu_jaar, size_t *ret_to)
{
	static const char *const van[] = { "van", "in", NULL };
	const size_t past = past_word(text, past_sign(text, at, ".,-/"), van);
	struct woord w = woord_at(text, past);
	const bool kort = past > at && past < text.len && text.ptr[past - 1] == '-';
	const bool afgekort = woord_is_teken(&w, '\'');
	if (afgekort)
		w = woord_at(text, w.to);
	if (w.soort == WOORD_WOORD)
		return jaar_in_woorden(text, &w, ret_to);
	if (w.soort != WOORD_GETAL || (w.cijfers == 2 && !kort && !afgekort))
		return 0;
	*ret_to = w.to;
	if (w.cijfers == 4)
		return w.getal >= 1900 && w.getal < 2200 ? w.getal : 0;
	return w.cijfers == 2 ? eeuw(w.getal, nu_jaar) : 0;
}

/* The day that `w` is, with what may follow it ("3e", "3rd of"); 0 when it is none. */
static int dag_at(struct str text, const struct woord *w, size_t *ret_to)
{
	static const char *const uitgangen[] = { "e", "de", "ste", "st", "nd", "rd", "th", NULL };
	static const char *const van[] = { "of", "van", NULL };
	int dag = 0;
	size_t to = w->to;
	if (is_getal(w, 2)) {
		dag = w->getal;
		to = past_word(text, to, uitgangen);
	} else if (w->soort == WOORD_WOORD) {
		dag = telwoord(w->gevouwen);
	}
	*ret_to = past_word(text, to, van);
	return dag;
}

static bool bestaat(const struct datum *d)
{
	static const int dagen[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return d->maand >= 1 && d->maand <= 12 && d->dag >= 1 && d->dag <= dagen[d->maand - 1];
}

/* ---- whole dates ---- */

/* A number that is a part of something longer: behind a letter, a plus, a sign with a digit. */
static bool begins_there(struct str text, size_t at)
{
	if (at == 0)
		return true;
	const char c = text.ptr[at - 1];
	if (c == '-' || c == '.')
		return at == 1 || !teken_is_digit(text.ptr[at - 2]);
	return !teken_is_letter(c) && c != '_' && c != '@' && c != '+' && c != '/';
}

static bool ends_there(struct str text, size_t at)
{
	if (at >= text.len)
		return true;
	const char c = text.ptr[at];
	if (c == '-' || c == '.')
		return at + 1 == text.len || !teken_is_digit(text.ptr[at + 1]);
	return !teken_is_letter(c) && c != '_' && c != '@' && c != '/';
}

/* A year of two digits that is marked as one, and not the last of some ages or of a telephone
 * number: "10/11/12 jaar". */
static bool is_kort_jaar(struct str text, bool gemerkt, const struct woord *c)
{
	static const char *const woorden[] = { "jaar", "jarig", "jarige", "jarigen", "uur", NULL };
	const struct woord next = woord_at(text, past_sign(text, c->to, "-"));
	return gemerkt && c->cijfers == 2 && next.soort != WOORD_GETAL &&
	       !woord_is_een_van(&next, woorden);
}

/* "3-4-2015", "2015-04-03", "3/4/15", "3.4.2015", "3-4". */
static bool in_cijfers(struct str text, const struct woord *w, int nu_jaar, struct datum *d)
{
	if (!is_getal(w, 4) || w->cijfers == 3 || !begins_there(text, w->from))
		return false;
	const struct woord sep = woord_at(text, w->to);
	if (!woord_is_teken(&sep, '-') && !woord_is_teken(&sep, '/') && !woord_is_teken(&sep, '.'))
		return false;
	const struct woord b = woord_at(text, sep.to);
	if (!is_getal(&b, 2))
		return false;
	const struct woord sep2 = woord_at(text, b.to);
	const size_t past = past_sign(text, sep2.to, "'");
	struct woord c = { 0 };
	if (woord_is_teken(&sep2, sep.teken))
		c = woord_at(text, past);
	*d = (struct datum){ .dag = w->getal, .maand = b.getal, .to = b.to };
	if (w->cijfers == 4) {
		if (!is_getal(&c, 2))
			return false;
		*d = (struct datum){ w->getal, b.getal, c.getal, c.to };
	} else if (c.soort == WOORD_GETAL) {
		d->to = c.to;
		if (c.cijfers == 4)
			d->jaar = c.getal;
		else if (is_kort_jaar(text, sep.teken != '.' || past > sep2.to, &c))
			d->jaar = eeuw(c.getal, nu_jaar);
		else
			return false;
	}
	return ends_there(text, d->to) && bestaat(d);
}

/* "3 april 2015", "derde april", "3-apr-15". */
static bool met_maand(struct str text, const struct woord *w, int nu_jaar, struct datum *d)
{
	size_t at;
	d->dag = dag_at(text, w, &at);
	const struct woord m = woord_at(text, past_sign(text, at, "-/."));
	d->maand = maand(&m);
	if (d->dag == 0 || d->maand == 0)
		return false;
	d->to = m.to;
	d->jaar = jaar_at(text, m.to, nu_jaar, &d->to);
	return bestaat(d);
}

/* "April 3rd, 2015". */
static bool maand_eerst(struct str text, const struct woord *w, int nu_jaar, struct datum *d)
{
	d->maand = maand(w);
	if (d->maand == 0)
		return false;
	const struct woord dag = woord_at(text, past_sign(text, w->to, "."));
	if (!is_getal(&dag, 2))
		return false;
	d->dag = dag_at(text, &dag, &d->to);
	d->jaar = jaar_at(text, d->to, nu_jaar, &d->to);
	return bestaat(d);
}

/* "03042015" and "20150403": only where a word says that it is a date. */
static bool aaneen(const struct woord *w, struct datum *d)
{
	if (w->soort != WOORD_GETAL || w->cijfers != 8)
		return false;
	const int n = w->getal;
	*d = (struct datum){ n % 10000, n / 10000 % 100, n / 1000000, w->to };
	if (d->jaar >= 1900 && d->jaar < 2200 && bestaat(d))
		return true;
	*d = (struct datum){ n / 10000, n / 100 % 100, n % 100, w->to };
	return d->jaar >= 1900 && d->jaar < 2200 && bestaat(d);
}

/* ---- what a date is of ---- */

/* Full years on `today`; of the 29th of February too. */
static int leeftijd(const struct datum *d, int32_t today)
{
	int jaar, m, dag;
	date_to_civil(today, &jaar, &m, &dag);
	return jaar - d->jaar - (m < d->maand || (m == d->maand && dag < d->dag));
}

/* A word that says that a date beside it is of somebody's birth; not "het 25-jarig bestaan". */
static bool zegt_geboorte(struct str text, const struct woord *w)
{
	static const char *const woorden[] = { "birth", "birthdate", "birthday", "born", "dob",
		"geb", "gebdatum", "geboortedag", "geboortedata", "geboortedatum", "geboren",
		"verjaardag", "verjaart", NULL };
	if (woord_is_een_van(w, woorden))
		return true;
	if (!woord_is(w, "jarig"))
		return false;
	size_t at = w->from;
	while (at > 0 && text.ptr[at - 1] == ' ')
		at--;
	return at == 0 || (text.ptr[at - 1] != '-' && !teken_is_digit(text.ptr[at - 1]));
}

/* What the search has seen a short while ago. */
struct gezien {
	int woord; /* so many words on, a word of birth no longer counts */
	int datum; /* the same of a date */
};

static bool is_geboorte(const struct datum *d, const struct gezien *g, int32_t today)
{
	if (d->jaar == 0)
		return g->woord > 0;
	const int jaren = leeftijd(d, today);
	return (jaren >= LEERLING_VANAF && jaren < LEERLING_TOT) || (g->woord > 0 && jaren >= 0);
}

bool leerling_geboortedatum_in_text(struct str text, int32_t today)
{
	int nu_jaar, m, dag;
	date_to_civil(today, &nu_jaar, &m, &dag);
	struct gezien g = { 0 };
	struct woord w = woord_at(text, 0);
	while (w.soort != WOORD_EINDE) {
		struct datum d = { 0 };
		size_t to = w.to;
		if (in_cijfers(text, &w, nu_jaar, &d) || met_maand(text, &w, nu_jaar, &d) ||
			maand_eerst(text, &w, nu_jaar, &d) || (g.woord > 0 && aaneen(&w, &d))) {
			if (is_geboorte(&d, &g, today))
				return true;
			/* One with a year was judged; "3-4 april 2015" holds another. */
			g.datum = d.jaar == 0 ? NABIJ : 0;
			to = d.jaar == 0 ? w.to : d.to;
		} else if (zegt_geboorte(text, &w)) {
			if (g.datum > 0)
				return true;
			g.woord = NABIJ;
		}
		g.woord -= g.woord > 0;
		g.datum -= g.datum > 0;
		w = woord_at(text, to);
	}
	return false;
}
