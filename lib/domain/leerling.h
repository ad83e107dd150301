/*
 * Does a text look as if it tells who pupils are: a date of birth, or a list of names? Nobody needs
 * them here, but a look is no proof: whoever wrote it is asked, and may say that it is something
 * else (a number that is a BSN is refused, domain/bsn.h).
 *
 * What is taken for a date of birth:
 * - a date with its year, of which somebody would be LEERLING_VANAF to LEERLING_TOT years old
 * today: 3-4-2015, 2015-04-03, 3/4/'15, 3-4-15, "3 april 2015", "derde april tweeduizend vijftien",
 *   "April 3rd, 2015";
 * - any date, also without a year, or as eight digits in a row, beside a word that says so:
 *   "geboren op 3 april", "geb. 03042015", "date of birth: 3/4".
 * The day of a lesson is younger than that; telephone numbers, amounts, postcodes, KvK numbers and
 * school codes (BRIN) are no dates.
 *
 * What is taken for a list of names: three or more parts that look like a name, with a comma,
 * semicolon, tab, slash, plus, new line or "en" between them, of which
 * - two begin with a first name that many have (voornaam.c); or
 * - three are a name with "de", "van" or an initial in it ("Xem de V."); or
 * - three stand behind a word such as "leerlingen" or "namen" and a colon.
 * One name, or two, is no list; nor are topics, days and levels.
 */
#ifndef DOMAIN_LEERLING_H
#define DOMAIN_LEERLING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Years: of a toddler to the end of an education. */
#define LEERLING_VANAF 3
#define LEERLING_TOT   26

/* The text is valid UTF-8, or whatever it is: no byte past its end is read. `today` in days since
 * 1970. */
bool leerling_geboortedatum_in_text(struct str text, int32_t today);
bool leerling_namen_in_text(struct str text);

#endif
