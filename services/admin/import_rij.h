/*
 * What the row functions share: taking a field out of a row, refusing it or leaving it out, and
 * writing the normalised value. Every function reports by itself.
 */
#ifndef ADMIN_IMPORT_RIJ_H
#define ADMIN_IMPORT_RIJ_H

#include <stdint.h>

#include "admin/import_bron.h"
#include "domain/plaats.h"

/* The row is wrong: nothing of this file will be written. `kolom` is IMPORT_GEEN_KOLOM for the row
 * as a whole. */
void rij_fout(struct import_rij *r, size_t kolom, const char *reden_fmt, ...) PRINTF_LIKE(3, 4);

/* The row goes on; a value is left out, or looks odd. */
void rij_waarschuw(struct import_rij *r, size_t kolom, const char *reden_fmt, ...)
	PRINTF_LIKE(3, 4);

/*
 * Whether the file has the column. Where it has not, the member is to be left out, so that what we
 * have of it stays; the column is noted, and warned of once.
 */
bool rij_heeft(struct import_rij *r, size_t kolom);

/* Warns that no municipality has what stands in the column; not when none is known at all: then the
 * file as a whole was warned of. */
void rij_gemeente_onbekend(struct import_rij *r, size_t kolom);

/* Without spaces around it and with single spaces in it; STR_NULL when nothing is left. A number
 * that may be a burgerservicenummer is a fault of the row, here and in all that follows but the
 * telephone. */
struct str rij_tekst(struct import_rij *r, size_t kolom);

/* The same; when empty or over `max` characters it is a fault and STR_NULL. */
struct str rij_nodig(struct import_rij *r, size_t kolom, size_t max);

/* The text as a member, or null; over `max` characters it is null too, and warned of. No member
 * without its column: so do the next ones. */
void rij_zet_tekst(struct import_rij *r, const char *lid, size_t kolom, size_t max);

/* Members "postcode", "telefoon", "website": normalised, or null with a warning. */
void rij_zet_postcode(struct import_rij *r, size_t kolom, struct str tekst);
void rij_zet_telefoon(struct import_rij *r, size_t kolom);
void rij_zet_website(struct import_rij *r, size_t kolom);

/* Members "huisnummer" and "toevoeging" of a text such as "12-A". Not `heel`: the file may lack the
 * addition, so none found is no member. */
void rij_zet_huisnummer(struct import_rij *r, size_t kolom, struct str tekst, bool heel);

/* Member "plaats", in normal writing; a fault when empty. Gives it too. */
struct str rij_zet_plaats(struct import_rij *r, size_t kolom);

/* Member "zoektekst": the folded texts with a space between them; NULL ones are left out. */
void rij_zet_zoektekst(struct import_rij *r, const struct str *teksten, size_t count);

/* Members "rd_x" and "rd_y": null when the place is not known. */
void rij_zet_rd(struct import_rij *r, struct plaats plaats);

/* A member with a number that may be absent. */
void rij_zet_getal(struct import_rij *r, const char *lid, bool bekend, int64_t getal);

#endif
