/*
 * Does a text hold a burgerservicenummer? Nobody needs one here, so the service refuses it.
 *
 * It is read as people see it: digits of other scripts and widths are digits, what shows nothing
 * (zero-width signs, soft hyphens, accents) is not there, and two lines also count as one, for a
 * number that goes on behind a line end.
 *
 * What is taken for one: nine digits that pass the 11-proof (the last counts as minus one) and do
 * not begin with 00, written
 * - together, also glued to a word: bsn123456782, Sam123456782, 123456782en;
 * - in two to four groups of two to four digits with the same sign between: 123 456 782,
 *   1234.56.782, 12-345-6782; a sign is one space, full stop, hyphen or slash, in any of their
 *   forms;
 * - in two groups of three to six with a hyphen or slash between, neither a year: 12345-6782;
 * - digit by digit, with the same sign between.
 * What is not, because it is part of something longer: digits beside a low line or @, in a code of
 * letters and digits (IBAN, btw-nummer, UUID, ref_123456782, x123456782) or an address of mail or
 * web, behind + or / or the net number in brackets (telephone, web address), and in a row with
 * other groups of digits (telephone numbers have ten digits, KvK numbers eight, dates eight, a
 * file or invoice of a year 2026-12351). Nine digits together with only a space between them and
 * other digits do count, unless a country's or net number stands before.
 *
 * One in eleven of all numbers of nine digits passes. Most that people write are no such numbers;
 * an RSIN is, and cannot be told from a BSN: the KvK number says the same. Refusing that now and
 * then costs a rewording; what is let through stays in backups. No number without its zero in front
 * (eight digits) is taken: those are KvK numbers. Raised and circled figures are no digits: they
 * count notes.
 */
#ifndef DOMAIN_BSN_H
#define DOMAIN_BSN_H

#include <stdbool.h>

#include "base/str.h"

/* The text is valid UTF-8, or whatever it is: no byte past its end is read. A copy of it is made.
 */
bool bsn_in_text(struct arena *a, struct str text);

#endif
