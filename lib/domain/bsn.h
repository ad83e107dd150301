/*
 * Does a text hold a burgerservicenummer? Nobody needs one here, so the service refuses it.
 *
 * What is taken for one: nine digits that pass the 11-proof (the last counts as minus one) and do
 * not begin with 00, written
 * - together, also behind the letters "bsn";
 * - in two to four groups of two to four digits with the same sign between: 123 456 782,
 *   1234.56.782, 12-345-6782; a sign is one space, full stop or hyphen, also their unbreakable
 *   forms and the short dash;
 * - digit by digit, with the same sign between.
 * What is not, because it is part of something longer: digits beside a letter, a low line or @
 * (IBAN, btw-nummer, UUID, mail address), behind + or / (telephone, web address), and in a row with
 * other groups of digits (telephone numbers have ten digits, KvK numbers eight, dates eight). Nine
 * digits together with only a space between them and other digits do count, unless a country's or
 * net number stands before.
 *
 * One in eleven of all numbers of nine digits passes. Most that people write are no such numbers;
 * an RSIN is, and cannot be told from a BSN: the KvK number says the same. Refusing that now and
 * then costs a rewording; what is let through stays in backups. No number without its zero in front
 * (eight digits) is taken: those are KvK numbers.
 */
#ifndef DOMAIN_BSN_H
#define DOMAIN_BSN_H

#include <stdbool.h>

#include "base/str.h"

/* The text is valid UTF-8, or whatever it is: no byte past its end is read. */
bool bsn_in_text(struct str text);

#endif
