/*
 * Forms that several resources share on the wire, and the way back: sets of levels and half-days,
 * which the database keeps as bits, addresses, exceptions, optional values. Knows no resource and
 * no request.
 *
 * vorm_put_… and vorm_kv_… write a member with its key; what has no value is null.
 */
#ifndef API_VORM_H
#define API_VORM_H

#include <stdbool.h>
#include <stdint.h>

#include "api/operations.h"
#include "base/arena.h"
#include "base/str.h"
#include "base/uuid.h"
#include "db/db.h"
#include "domain/soort.h"
#include "domain/tijdvak.h"
#include "json/jsn.h"

/* ---- out ---- */

void vorm_kv_int(struct jsn_out *o, const char *key, bool has, int64_t n);
void vorm_kv_date(struct jsn_out *o, const char *key, bool has, int32_t date);
void vorm_kv_uuid(struct jsn_out *o, const char *key, bool has, struct uuid id);
void vorm_kv_instant(struct jsn_out *o, const char *key, bool has, int64_t us);
void vorm_kv_texts(struct jsn_out *o, const char *key, struct db_texts texts);

/* The code of one level, given as its bit. */
void vorm_kv_niveau(struct jsn_out *o, const char *key, int64_t niveau);
/* The codes of a set of levels, in the order of lib/domain/niveau.h. */
void vorm_kv_niveaus(struct jsn_out *o, const char *key, int64_t niveaus);
/* The codes of a week of half-days, Monday morning first. */
void vorm_kv_dagdelen(struct jsn_out *o, const char *key, int32_t dagdelen);

struct vorm_adres {
	struct str straat;
	bool has_huisnummer;
	int32_t huisnummer;
	struct str toevoeging, postcode, plaats;
};

void vorm_put_adres(struct jsn_out *o, const struct vorm_adres *adres);

/* What is read by a link about a match: what it is, when and where, and what the school asks. */
struct vorm_vraag {
	struct str soort, titel, school_naam, klas, dagdeel;
	int32_t datum;
	int64_t van_op, tot_op;
	struct str onderwerp, toelichting, leerdoel, voorkennis, taal;
	int64_t niveau;
	int32_t groepsgrootte;
	struct vorm_adres adres;
};

/* Of the row of a statement about a link: its columns have these names. */
#define VORM_VRAAG(row)                                          \
	((struct vorm_vraag){ .soort = (row)->soort,             \
		.titel = (row)->titel,                           \
		.school_naam = (row)->school_naam,               \
		.klas = (row)->klas,                             \
		.dagdeel = (row)->dagdeel,                       \
		.datum = (row)->datum,                           \
		.van_op = (row)->van_op,                         \
		.tot_op = (row)->tot_op,                         \
		.onderwerp = (row)->onderwerp,                   \
		.toelichting = (row)->toelichting,               \
		.leerdoel = (row)->leerdoel,                     \
		.voorkennis = (row)->voorkennis,                 \
		.taal = (row)->taal,                             \
		.niveau = (row)->niveau,                         \
		.groepsgrootte = (row)->groepsgrootte,           \
		.adres = { .straat = (row)->straat,              \
			.has_huisnummer = (row)->has_huisnummer, \
			.huisnummer = (row)->huisnummer,         \
			.toevoeging = (row)->toevoeging,         \
			.postcode = (row)->postcode,             \
			.plaats = (row)->plaats } })

/* Members of an object that is open. */
void vorm_put_vraag(struct jsn_out *o, const struct vorm_vraag *vraag);
/* null when the name is not known: the municipalities are not imported yet. */
void vorm_put_gemeente(struct jsn_out *o, struct str code, struct str naam);
/* Metres, EPSG:28992. */
void vorm_put_locatie(struct jsn_out *o, bool has, int32_t rd_x, int32_t rd_y);

/* Half-days (date · 3 + dagdeel, ascending); three of one day become that day with dagdeel null. */
void vorm_put_uitzonderingen(struct jsn_out *o, struct db_ints halve_dagen);

/* A tijdvak of the contract: date, dagdeel and both ends as instants. The value, without a key. */
void vorm_put_tijdvak(
	struct jsn_out *o, int32_t datum, struct str dagdeel, int64_t van_us, int64_t tot_us);
/* The same, with the ends of that dagdeel by the clock in the Netherlands. */
void vorm_put_halve_dag(struct jsn_out *o, struct tijdvak tijdvak);

/* The half-day alone, as it is chosen from: TijdvakKeuze of the contract. */
void vorm_put_keuze(struct jsn_out *o, struct tijdvak tijdvak);
/* By number; null when there is none. */
void vorm_kv_keuze(struct jsn_out *o, const char *key, bool has, int32_t number);
struct tijdvak vorm_keuze(const struct api_tijdvak_keuze *keuze);
/* A list of them, given as numbers (date · 3 + dagdeel). */
void vorm_kv_keuzes(struct jsn_out *o, const char *key, struct db_ints numbers);

/* A buffer of the task, for JSON that is stored rather than sent. */
struct buf *vorm_buf(struct task *t);

/* ---- in: values that the contract checked ---- */

/* The text of a choice: api_<enum>_names and the index that jsn gave. */
struct str vorm_choice(const char *const *names, int32_t choice);
struct db_texts vorm_choices(struct arena *a, const char *const *names, struct jsn_array choices);
struct db_texts vorm_texts(struct jsn_array texts);

/* Choices of api_niveau_names and api_weekdagdeel_names as the database keeps them. */
int64_t vorm_niveau(int32_t choice);
/* The soort of a code, which is a choice of the contract. */
enum soort vorm_soort(struct str code);
int64_t vorm_niveaus(struct jsn_array choices);
int32_t vorm_dagdelen(struct jsn_array choices);

/* ---- in: one member of a merge-patch (RFC 7396): absent keeps, null clears, a value sets ---- */

void vorm_merge_text(enum jsn_has has, struct str value, struct str *column);
/* NULL is none. */
void vorm_merge_choice(
	enum jsn_has has, const char *const *names, int32_t choice, struct str *column);
void vorm_merge_int(enum jsn_has has, int64_t value, bool *has_column, int32_t *column);
void vorm_merge_date(enum jsn_has has, int32_t value, bool *has_column, int32_t *column);
void vorm_merge_uuid(enum jsn_has has, struct uuid value, bool *has_column, struct uuid *column);
/* Columns that always have a value. */
/* Whether two columns that may be null have the same in them. */
bool vorm_same_int(bool has_a, int32_t a, bool has_b, int32_t b);
void vorm_set_int(enum jsn_has has, int64_t value, int32_t *column);
void vorm_set_date(enum jsn_has has, int32_t value, int32_t *column);
void vorm_set_bool(enum jsn_has has, bool value, bool *column);
void vorm_set_choice(
	enum jsn_has has, const char *const *names, int32_t choice, struct str *column);

#endif
