/* Lists of names in free text. */
#include <string.h>

#include "domain/leerling.h"
#include "domain/teken.h"
#include "domain/voornaam.h"
#include "domain/woorden.h"

#define LIJST_MIN    3 /* fewer are no list */
#define BEKEND_MIN   2 /* of a list, those with a first name that many have */
#define NAAM_WOORDEN 5 /* a longer row of words with capitals is a title */

/* A row of words that may be a name. */
struct naam {
	int woorden;
	bool bekend; /* its first word is a first name that many have */
	bool deftig; /* a first name with a last name the Dutch way, or its initial: "Sam de V." */
	bool gewoon; /* it is not all capitals, as HAVO is */
};

/* A part of the text between two separators, while it is read. */
struct deel {
	struct naam naam;  /* the row that the last word read belongs to */
	struct naam begin; /* the row at its begin, when other words follow */
	bool leeg;
	bool heel;   /* all of it is one row */
	bool tussen; /* the last word was a "van" or "de" */
	bool punt;   /* a full stop: what follows is no part of the row */
	bool staart; /* a number or bracket: what follows is about the name, "Sam (8 jaar)" */
};

/* The names in a row so far. */
struct lijst {
	int aantal, bekend, deftig, gewoon;
	bool aangekondigd; /* "leerlingen:" stands before it */
};

static bool is_tussenvoegsel(const struct woord *w)
{
	static const char *const woorden[] = { "al", "ben", "bin", "da", "de", "den", "der", "di",
		"el", "het", "la", "le", "t", "te", "ten", "ter", "van", "vd", "von", NULL };
	return woord_is_een_van(w, woorden);
}

/* Words that begin with a capital and are no name. */
static bool is_gewoon_woord(const struct woord *w)
{
	static const char *const woorden[] = { "apr", "april", "augustus", "bouw", "chemie",
		"december", "dinsdag", "donderdag", "duits", "economie", "elektro", "engels",
		"februari", "frans", "groen", "haven", "havo", "horeca", "ict", "januari", "juli",
		"juni", "logistiek", "maandag", "maart", "maritiem", "mbo", "media", "mei",
		"metaal", "nederlands", "november", "oktober", "rekenen", "robotica", "scheikunde",
		"september", "taal", "techniek", "technologie", "vmbo", "vrijdag", "vwo",
		"wiskunde", "woensdag", "zaterdag", "zondag", "zorg", NULL };
	return woord_is_een_van(w, woorden);
}

static bool is_naamwoord(const struct woord *w)
{
	if (w->soort != WOORD_WOORD || is_gewoon_woord(w))
		return false;
	return w->hoofdletter || voornaam_komt_voor(w->gevouwen);
}

/* ---- a part ---- */

static void begin_deel(struct deel *d)
{
	*d = (struct deel){ .leeg = true, .heel = true };
}

/* The row ends: other words follow. */
static void breek(struct deel *d)
{
	if (d->heel)
		d->begin = d->naam;
	d->heel = false;
	d->naam = (struct naam){ 0 };
	d->tussen = false;
	d->punt = false;
}

static void voeg_naamwoord_toe(struct deel *d, const struct woord *w)
{
	struct naam *n = &d->naam;
	if (n->woorden == 0)
		n->bekend = voornaam_komt_voor(w->gevouwen);
	const bool initiaal = w->to - w->from == 1;
	n->deftig = n->deftig || (n->woorden == 1 && (d->tussen || initiaal));
	n->gewoon = n->gewoon || w->klein;
	n->woorden++;
	d->tussen = false;
	if (n->woorden > NAAM_WOORDEN)
		breek(d);
}

static void lees_woord(struct deel *d, const struct woord *w)
{
	if (d->staart)
		return;
	if (d->punt && d->naam.woorden > 0 && !(d->naam.deftig && is_tussenvoegsel(w)))
		breek(d);
	d->punt = false;
	d->leeg = false;
	if (is_naamwoord(w))
		voeg_naamwoord_toe(d, w);
	else if (d->naam.woorden > 0 && is_tussenvoegsel(w))
		d->tussen = true;
	else
		breek(d);
}

/* Numbers, bullets and signs within names change nothing; behind one, a number, a bracket, a colon
 * or a dash begins what is said about it. */
static void lees_teken(struct deel *d, const struct woord *w)
{
	if (d->naam.woorden == 0 || d->staart)
		return;
	if (woord_is_teken(w, '.'))
		d->punt = true;
	else if (w->soort == WOORD_GETAL || woord_is_teken(w, '(') || woord_is_teken(w, ':') ||
		 (woord_is_teken(w, '-') && w->los))
		d->staart = true;
	else if (woord_is_teken(w, '!') || woord_is_teken(w, '?'))
		breek(d);
}

/* ---- a list ---- */

static void tel(struct lijst *l, const struct naam *n)
{
	l->aantal++;
	l->bekend += n->bekend;
	l->deftig += n->deftig;
	l->gewoon += n->gewoon;
}

static bool is_lijst(const struct lijst *l)
{
	if (l->aantal < LIJST_MIN)
		return false;
	return l->bekend >= BEKEND_MIN || l->deftig >= LIJST_MIN ||
	       (l->aangekondigd && l->gewoon >= LIJST_MIN);
}

/* A part is done: true when the list that it goes on with, or ends, is one of names. */
static bool sluit_deel(struct deel *d, struct lijst *l)
{
	bool found = false;
	if (d->leeg) {
		begin_deel(d);
		return false;
	}
	const struct naam *first = d->heel ? &d->naam : &d->begin;
	if (first->woorden > 0)
		tel(l, first);
	found = is_lijst(l);
	if (!d->heel || first->woorden == 0) {
		*l = (struct lijst){ 0 };
		if (d->naam.woorden > 0)
			tel(l, &d->naam);
	}
	begin_deel(d);
	return found;
}

static bool is_scheiding(const struct woord *w)
{
	return woord_is(w, "en") || woord_is(w, "and") ||
	       (w->soort == WOORD_TEKEN && w->teken != '\0' &&
		       strchr(",;\n\t|/&+", w->teken) != NULL);
}

static bool kondigt_aan(const struct woord *w)
{
	static const char *const woorden[] = { "children", "deelnemers", "kinderen", "klassenlijst",
		"leerling", "leerlingen", "leerlingenlijst", "leerlinglijst", "namen", "namenlijst",
		"names", "pupils", "students", NULL };
	return woord_is_een_van(w, woorden);
}

bool leerling_namen_in_text(struct str text)
{
	struct lijst l = { 0 };
	struct deel d;
	begin_deel(&d);
	bool cue = false; /* the last words say that names follow, should a colon come */
	struct woord w = woord_at(text, 0);
	for (; w.soort != WOORD_EINDE; w = woord_at(text, w.to)) {
		if (woord_is_teken(&w, ':') && (cue || !d.heel)) {
			begin_deel(&d);
			l = (struct lijst){ .aangekondigd = cue };
		} else if (is_scheiding(&w)) {
			if (sluit_deel(&d, &l))
				return true;
			cue = cue && w.teken != '\n';
		} else if (w.soort == WOORD_WOORD) {
			cue = cue || kondigt_aan(&w);
			lees_woord(&d, &w);
		} else {
			cue = cue && !woord_is_teken(&w, '.');
			lees_teken(&d, &w);
		}
	}
	return sluit_deel(&d, &l);
}
