#include "api/vorm.h"

#include <assert.h>
#include <string.h>

#include "base/put.h"
#include "domain/dagdeel.h"
#include "domain/niveau.h"
#include "domain/tijdvak.h"

/* ---- out ---- */

void vorm_kv_int(struct jsn_out *o, const char *key, bool has, int64_t n)
{
	jsn_key(o, key);
	if (has)
		jsn_int(o, n);
	else
		jsn_null(o);
}

void vorm_kv_date(struct jsn_out *o, const char *key, bool has, int32_t date)
{
	jsn_key(o, key);
	if (has)
		jsn_date(o, date);
	else
		jsn_null(o);
}

void vorm_kv_uuid(struct jsn_out *o, const char *key, bool has, struct uuid id)
{
	jsn_key(o, key);
	if (has)
		jsn_uuid(o, id);
	else
		jsn_null(o);
}

void vorm_kv_texts(struct jsn_out *o, const char *key, struct db_texts texts)
{
	jsn_key(o, key);
	jsn_array(o);
	for (size_t i = 0; i < texts.count; i++)
		jsn_str(o, texts.items[i]);
	jsn_array_end(o);
}

void vorm_kv_niveau(struct jsn_out *o, const char *key, int64_t niveau)
{
	for (unsigned bit = 0; bit < NIVEAU_COUNT; bit++)
		if ((uint64_t)niveau == UINT64_C(1) << bit)
			jsn_kv_cstr(o, key, niveau_table[bit].code);
}

void vorm_kv_niveaus(struct jsn_out *o, const char *key, int64_t niveaus)
{
	jsn_key(o, key);
	jsn_array(o);
	for (unsigned bit = 0; bit < NIVEAU_COUNT; bit++)
		if ((uint64_t)niveaus & UINT64_C(1) << bit)
			jsn_cstr(o, niveau_table[bit].code);
	jsn_array_end(o);
}

void vorm_kv_dagdelen(struct jsn_out *o, const char *key, int32_t dagdelen)
{
	jsn_key(o, key);
	jsn_array(o);
	for (unsigned bit = 0; bit < DAGDEEL_WEEK_COUNT; bit++)
		if ((uint32_t)dagdelen & 1u << bit)
			jsn_cstr(o, api_weekdagdeel_names[bit]);
	jsn_array_end(o);
}

void vorm_put_gemeente(struct jsn_out *o, struct str code, struct str naam)
{
	jsn_key(o, "gemeente");
	if (naam.ptr == NULL) {
		jsn_null(o);
		return;
	}
	jsn_object(o);
	jsn_kv_str(o, "code", code);
	jsn_kv_str(o, "naam", naam);
	jsn_object_end(o);
}

void vorm_put_locatie(struct jsn_out *o, bool has, int32_t rd_x, int32_t rd_y)
{
	jsn_key(o, "locatie");
	if (!has) {
		jsn_null(o);
		return;
	}
	jsn_object(o);
	jsn_kv_int(o, "rdX", rd_x);
	jsn_kv_int(o, "rdY", rd_y);
	jsn_object_end(o);
}

static bool is_whole_day(struct db_ints halve_dagen, size_t i)
{
	const int32_t *n = halve_dagen.items + i;
	return halve_dagen.count - i >= DAGDEEL_COUNT && n[0] % DAGDEEL_COUNT == 0 &&
	       n[1] == n[0] + 1 && n[2] == n[0] + 2;
}

void vorm_put_uitzonderingen(struct jsn_out *o, struct db_ints halve_dagen)
{
	jsn_key(o, "uitzonderingen");
	jsn_array(o);
	for (size_t i = 0; i < halve_dagen.count; i++) {
		const struct tijdvak t = tijdvak_from_number(halve_dagen.items[i]);
		const bool whole_day = is_whole_day(halve_dagen, i);
		jsn_object(o);
		jsn_kv_date(o, "datum", t.datum);
		jsn_kv_str(o, "dagdeel",
			whole_day ? STR_NULL : str_from(dagdeel_table[t.dagdeel].code));
		jsn_object_end(o);
		if (whole_day)
			i += DAGDEEL_COUNT - 1;
	}
	jsn_array_end(o);
}

/* ---- in ---- */

struct str vorm_choice(const char *const *names, int32_t choice)
{
	return str_from(names[choice]);
}

struct db_texts vorm_choices(struct arena *a, const char *const *names, struct jsn_array choices)
{
	const int32_t *items = choices.items;
	struct str *texts = ARENA_ARRAY(a, choices.count, struct str);
	for (size_t i = 0; i < choices.count; i++)
		texts[i] = vorm_choice(names, items[i]);
	return (struct db_texts){ texts, choices.count };
}

struct db_texts vorm_texts(struct jsn_array texts)
{
	return (struct db_texts){ texts.items, texts.count };
}

/* The contract and the domain name the same levels and half-days: a test compares them. */
int64_t vorm_niveau(int32_t choice)
{
	unsigned bit = 0;
	const enum err e = niveau_from_code(vorm_choice(api_niveau_names, choice), &bit);
	assert(e == ERR_OK);
	(void)e; /* without assert nobody looks */
	return INT64_C(1) << bit;
}

int64_t vorm_niveaus(struct jsn_array choices)
{
	const int32_t *items = choices.items;
	int64_t set = 0;
	for (size_t i = 0; i < choices.count; i++)
		set |= vorm_niveau(items[i]);
	return set;
}

int32_t vorm_dagdelen(struct jsn_array choices)
{
	const int32_t *items = choices.items;
	int32_t week = 0;
	for (size_t i = 0; i < choices.count; i++) {
		unsigned bit = 0;
		const enum err e =
			dagdeel_week_from_code(vorm_choice(api_weekdagdeel_names, items[i]), &bit);
		assert(e == ERR_OK);
		(void)e; /* without assert nobody looks */
		week |= (int32_t)(1u << bit);
	}
	return week;
}

/* ---- merge-patch ---- */

void vorm_merge_text(enum jsn_has has, struct str value, struct str *column)
{
	if (has != JSN_ABSENT)
		*column = has == JSN_VALUE ? value : STR_NULL;
}

void vorm_merge_choice(
	enum jsn_has has, const char *const *names, int32_t choice, struct str *column)
{
	if (has != JSN_ABSENT)
		*column = has == JSN_VALUE ? vorm_choice(names, choice) : STR_NULL;
}

void vorm_merge_int(enum jsn_has has, int64_t value, bool *has_column, int32_t *column)
{
	if (has == JSN_ABSENT)
		return;
	*has_column = has == JSN_VALUE;
	*column = (int32_t)value;
}

void vorm_merge_date(enum jsn_has has, int32_t value, bool *has_column, int32_t *column)
{
	vorm_merge_int(has, value, has_column, column);
}

void vorm_merge_uuid(enum jsn_has has, struct uuid value, bool *has_column, struct uuid *column)
{
	if (has == JSN_ABSENT)
		return;
	*has_column = has == JSN_VALUE;
	*column = value;
}

bool vorm_same_int(bool has_a, int32_t a, bool has_b, int32_t b)
{
	return has_a == has_b && (!has_a || a == b);
}

void vorm_set_int(enum jsn_has has, int64_t value, int32_t *column)
{
	if (has == JSN_VALUE)
		*column = (int32_t)value;
}

void vorm_set_date(enum jsn_has has, int32_t value, int32_t *column)
{
	if (has == JSN_VALUE)
		*column = value;
}

void vorm_set_bool(enum jsn_has has, bool value, bool *column)
{
	if (has == JSN_VALUE)
		*column = value;
}

void vorm_set_choice(enum jsn_has has, const char *const *names, int32_t choice, struct str *column)
{
	if (has == JSN_VALUE)
		*column = vorm_choice(names, choice);
}

void vorm_kv_instant(struct jsn_out *o, const char *key, bool has, int64_t us)
{
	jsn_key(o, key);
	if (has)
		jsn_instant(o, us);
	else
		jsn_null(o);
}

void vorm_put_tijdvak(
	struct jsn_out *o, int32_t datum, struct str dagdeel, int64_t van_us, int64_t tot_us)
{
	jsn_object(o);
	jsn_kv_date(o, "datum", datum);
	jsn_kv_str(o, "dagdeel", dagdeel);
	jsn_kv_instant(o, "vanOp", van_us);
	jsn_kv_instant(o, "totOp", tot_us);
	jsn_object_end(o);
}

/* The text of a half-day never changes, and lists hold hundreds of the same few: kept by number. */
#define HALVE_DAGEN	    1024 /* most of a year */
#define HALVE_DAG_MAX_BYTES 124

static struct halve_dag {
	int32_t number;
	uint16_t len; /* 0 = none yet */
	uint16_t keuze_len;
	char json[HALVE_DAG_MAX_BYTES];
} halve_dagen[HALVE_DAGEN];

static void make_halve_dag(struct tijdvak tijdvak, int32_t number)
{
	struct buf b = { .max_bytes = HALVE_DAG_MAX_BYTES };
	struct jsn_out o;
	jsn_out_init(&o, &b);
	const struct dagdeel_rij *rij = &dagdeel_table[tijdvak.dagdeel];
	vorm_put_tijdvak(&o, tijdvak.datum, str_from(rij->code),
		instant_from_netherlands(tijdvak.datum, rij->begin_min),
		instant_from_netherlands(tijdvak.datum, rij->eind_min));
	assert(!b.overflow);
	const size_t slot = (size_t)number % HALVE_DAGEN;
	memcpy(halve_dagen[slot].json, b.ptr, b.len);
	halve_dagen[slot].number = number;
	halve_dagen[slot].len = (uint16_t)b.len;
	/* It begins with date and dagdeel. */
	const char *times = memmem(b.ptr, b.len, ",\"vanOp\"", 8);
	assert(times != NULL);
	halve_dagen[slot].keuze_len = (uint16_t)(times - b.ptr);
	buf_fini(&b);
}

static const struct halve_dag *halve_dag(struct tijdvak tijdvak)
{
	const int32_t number = tijdvak_to_number(tijdvak);
	const struct halve_dag *h = &halve_dagen[(size_t)number % HALVE_DAGEN];
	if (h->number != number || h->len == 0)
		make_halve_dag(tijdvak, number);
	return h;
}

void vorm_put_halve_dag(struct jsn_out *o, struct tijdvak tijdvak)
{
	const struct halve_dag *h = halve_dag(tijdvak);
	jsn_raw(o, (struct str){ h->json, h->len });
}

void vorm_put_keuze(struct jsn_out *o, struct tijdvak tijdvak)
{
	const struct halve_dag *h = halve_dag(tijdvak);
	char *at = jsn_raw_begin(o, HALVE_DAG_MAX_BYTES);
	if (at == NULL)
		return; /* the buffer says so at the end */
	at = put_str(at, (struct str){ h->json, h->keuze_len });
	jsn_raw_end(o, PUT(at, "}"));
}

void vorm_kv_keuze(struct jsn_out *o, const char *key, bool has, int32_t number)
{
	jsn_key(o, key);
	if (has)
		vorm_put_keuze(o, tijdvak_from_number(number));
	else
		jsn_null(o);
}

struct tijdvak vorm_keuze(const struct api_tijdvak_keuze *keuze)
{
	return (struct tijdvak){ keuze->datum, (enum dagdeel)keuze->dagdeel };
}

void vorm_kv_keuzes(struct jsn_out *o, const char *key, struct db_ints numbers)
{
	jsn_key(o, key);
	jsn_array(o);
	for (size_t i = 0; i < numbers.count; i++)
		vorm_put_keuze(o, tijdvak_from_number(numbers.items[i]));
	jsn_array_end(o);
}

#define STORED_MAX_BYTES 65536

static void release_buf(void *buf)
{
	buf_fini(buf);
}

struct buf *vorm_buf(struct task *t)
{
	struct buf *b = ARENA_NEW(task_arena(t), struct buf);
	buf_init(b, STORED_MAX_BYTES);
	arena_defer(task_arena(t), release_buf, b);
	return b;
}

enum soort vorm_soort(struct str code)
{
	enum soort soort = SOORT_GASTLES;
	(void)!soort_from_code(code, &soort);
	return soort;
}

void vorm_put_adres(struct jsn_out *o, const struct vorm_adres *adres)
{
	jsn_key(o, "adres");
	jsn_object(o);
	jsn_kv_str(o, "straat", adres->straat);
	vorm_kv_int(o, "huisnummer", adres->has_huisnummer, adres->huisnummer);
	jsn_kv_str(o, "toevoeging", adres->toevoeging);
	jsn_kv_str(o, "postcode", adres->postcode);
	jsn_kv_str(o, "plaats", adres->plaats);
	jsn_object_end(o);
}

static void put_aanvraag(struct jsn_out *o, const struct vorm_vraag *vraag)
{
	jsn_key(o, "aanvraag");
	jsn_object(o);
	jsn_kv_str(o, "onderwerp", vraag->onderwerp);
	jsn_kv_str(o, "toelichting", vraag->toelichting);
	jsn_kv_str(o, "leerdoel", vraag->leerdoel);
	jsn_kv_str(o, "voorkennis", vraag->voorkennis);
	vorm_kv_niveau(o, "niveau", vraag->niveau);
	jsn_kv_str(o, "taal", vraag->taal);
	jsn_kv_int(o, "groepsgrootte", vraag->groepsgrootte);
	jsn_object_end(o);
}

void vorm_put_vraag(struct jsn_out *o, const struct vorm_vraag *vraag)
{
	jsn_kv_str(o, "soort", vraag->soort);
	jsn_kv_str(o, "titel", vraag->titel);
	jsn_key(o, "tijdvak");
	vorm_put_tijdvak(o, vraag->datum, vraag->dagdeel, vraag->van_op, vraag->tot_op);
	jsn_kv_str(o, "schoolNaam", vraag->school_naam);
	jsn_kv_str(o, "klas", vraag->klas);
	put_aanvraag(o, vraag);
	vorm_put_adres(o, &vraag->adres);
}
