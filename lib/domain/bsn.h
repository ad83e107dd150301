/*
 * Does a text hold a burgerservicenummer? Nobody needs one here, so the service refuses it.
 *
 * It is read as people see it: digits of all scripts and widths are digits, and so are raised,
 * lowered and enclosed figures (but one right behind a digit is that of a note); what shows nothing
 * (zero-width signs, soft hyphens, accents) is not there.
 *
 * What is taken for one: nine digits that pass the 11-proof (the last counts as minus one) and do
 * not begin with 00, in groups of whatever lengths,
 * - near a word that says it (bsn, burgerservicenummer, sofinummer, persoonsnummer, also as b.s.n.
 *   or with parts written apart; at most 40 signs before, from where it begins, or 12 behind): with
 *   any three signs that are no letters between two groups, and whatever beside;
 * - without such a word: in one run, or with the same one of . , - / : _ between all groups, or
 *   spaces and line ends only; spaces or line ends may go with the sign, to three signs in all.
 *   Also glued to a word (Sam123456782, 123456782en), and as the begin of an address of mail:
 *   fields for addresses are looked at too.
 * What is not, because it is something else or part of something longer, without such a word:
 * - two groups with 0 in front (telephone), a full stop (decimals), a year among them, or a space
 *   when one has less than three digits (KvK number and a count);
 * - a date or two years among the groups; with commas or line ends, more than four groups or
 *   groups of one, or of more than four digits (a list of numbers; amounts);
 * - in a code of letters and digits (IBAN, btw-nummer, UUID, ref_123456782, x123456782), in or
 *   behind the name in an address of mail or web, behind + or / or a net number;
 * - with more digits beside it and the same sign between, or one of . - / _ (but 123456782/2026 is
 *   one). Other digits with a space, comma, colon or line end between do not hide it, unless they
 *   begin a telephone number. Those are not taken for one behind a word either.
 *
 * One in eleven of all numbers of nine digits passes. Most that people write are no such numbers;
 * an RSIN is, and cannot be told from a BSN: the KvK number says the same. Refusing that now and
 * then costs a rewording; what is let through stays in backups. No number without its zero in front
 * (eight digits) is taken: those are KvK numbers.
 *
 * The time grows with the text only: from each group of digits the search looks at nine digits and
 * the gaps between, and when those pass, at the letters glued to it and the 52 places for a word.
 */
#ifndef DOMAIN_BSN_H
#define DOMAIN_BSN_H

#include <stdbool.h>

#include "base/str.h"

/* The text is valid UTF-8, or whatever it is: no byte past its end is read. A copy of it is made.
 */
bool bsn_in_text(struct arena *a, struct str text);

#endif
