/*
 * From how DUO names a type of school or an opleiding to the levels of domain/niveau.h.
 */
#ifndef ADMIN_IMPORT_NIVEAU_H
#define ADMIN_IMPORT_NIVEAU_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct jsn_out;

/*
 * The type of a school in the geocoded file: "basisschool", "SBAO", "SO", "VSO", "(V)SO", or types
 * of secondary education with '/' between them. VBO stands for vmbo basis and kader, MAVO for vmbo
 * gemengd and theoretisch, BRUGJAAR for years 1 and 2 of everything. *ret_soort is 'po', 'vo' or
 * 'so'; a school for special primary education (SBAO) is 'so' and has the groups too. ERR_INVALID
 * for any other type.
 */
MUST_CHECK enum err import_niveaus_van_type(
	struct str type, const char **ret_soort, uint64_t *ret_niveaus);

/* The levels of one opleiding: its type names years from 3 on, its name those of a brugklas. None
 * for pupils that are taught elsewhere (vavo), and for what is not understood. */
uint64_t import_niveaus_van_opleiding(struct str onderwijstype, struct str opleidingsnaam);

/* The kinds of opleiding of one file, with their levels: at most IMPORT_MAX_SOORTEN. */
struct import_soorten;
struct import_soorten *import_soorten_create(struct arena *a);

/* Adds levels to a kind; false when there is no room for another kind. */
bool import_soorten_zet(struct import_soorten *s, struct str onderwijstype, struct str elementcode,
	uint64_t niveaus);

/* As a JSON array of {"onderwijstype","elementcode","niveaus"}. */
void import_soorten_schrijf(const struct import_soorten *s, struct jsn_out *out);

#endif
