#include "api/invoer.h"

#include <stdlib.h>

#include <string.h>

#include "domain/normaliseer.h"
#include "domain/tijdvak.h"
#include "store/sql.h"

void invoer_line(struct req *r, const char *pointer, struct str *text)
{
	if (text->ptr == NULL)
		return;
	if (str_trim(*text).len == 0)
		task_fault(r->t, pointer, "veld.te_kort", "Hier hoort iets te staan.");
	else if (str_has_blank_edge(*text))
		task_fault(r->t, pointer, "veld.rand",
			"Begin en eindig met een teken dat je ziet, zonder spaties eromheen.");
	else if (memchr(text->ptr, '\n', text->len) != NULL ||
		 memchr(text->ptr, '\t', text->len) != NULL)
		task_fault(r->t, pointer, "veld.tekens", "Schrijf dit op één regel, zonder tabs.");
}

void invoer_postcode(struct req *r, const char *pointer, struct str *text)
{
	if (text->ptr == NULL)
		return;
	char code[POSTCODE_LEN + 1];
	if (normaliseer_postcode(*text, code) == ERR_OK)
		*text = str_dup(task_arena(r->t), str_from(code));
	else
		task_fault(r->t, pointer, "postcode.ongeldig",
			"Dit is geen Nederlandse postcode, zoals 1315 AB.");
}

void invoer_telefoon(struct req *r, const char *pointer, struct str *text)
{
	if (text->ptr == NULL)
		return;
	char nummer[TELEFOON_LEN_MAX + 1];
	if (normaliseer_telefoon(*text, nummer) == ERR_OK)
		*text = str_dup(task_arena(r->t), str_from(nummer));
	else
		task_fault(r->t, pointer, "telefoon.ongeldig",
			"Dit telefoonnummer kennen we niet. Schrijf het als 036 123 45 67 of "
			"+31361234567.");
}

void invoer_website(struct req *r, const char *pointer, struct str *text)
{
	if (text->ptr == NULL)
		return;
	if (normaliseer_internetadres(task_arena(r->t), *text, text) != ERR_OK)
		task_fault(r->t, pointer, "website.ongeldig",
			"Dit is geen webadres, zoals https://www.voorbeeld.nl.");
}

struct str invoer_zoek(struct req *r, struct str words)
{
	if (words.ptr == NULL)
		return STR_NULL;
	struct arena *a = task_arena(r->t);
	const struct str folded = str_fold(a, words);
	char *pattern = ARENA_ARRAY(a, 2 * folded.len + 3, char);
	size_t len = 0;
	pattern[len++] = '%';
	for (size_t i = 0; i < folded.len; i++) {
		const char c = folded.ptr[i];
		if (c == ' ') {
			if (pattern[len - 1] != '%')
				pattern[len++] = '%';
			continue;
		}
		if (c == '%' || c == '_' || c == '\\')
			pattern[len++] = '\\';
		pattern[len++] = c;
	}
	pattern[len++] = '%';
	return (struct str){ pattern, len };
}

enum err invoer_themas(struct req *r, struct db_tx *tx, struct db_texts codes, struct db_texts had)
{
	if (codes.count == 0)
		return ERR_OK;
	struct thema_unknown_row *rows = NULL;
	size_t count = 0;
	const struct thema_unknown_in in = { .codes = codes, .behouden = had };
	TRY(thema_unknown(r->t, tx, &in, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		const char *pointer = arena_printf(task_arena(r->t), "/themas/%d", rows[i].plaats);
		if (rows[i].gesloten)
			task_fault(r->t, pointer, "thema.gesloten",
				"Het thema %.*s is gesloten en niet meer te kiezen.",
				STR_FMT(rows[i].code));
		else
			task_fault(r->t, pointer, "thema.onbekend", "Het thema %.*s bestaat niet.",
				STR_FMT(rows[i].code));
	}
	return ERR_OK;
}

enum err invoer_kring(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct kring_get_row *rows = NULL;
	size_t count = 0;
	TRY(kring_get(r->t, tx, &(struct kring_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		task_fault(r->t, "/kringId", "kring.onbekend", "Deze kring bestaat niet.");
	return ERR_OK;
}

enum err invoer_bedrijf(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct bedrijf_get_row *rows = NULL;
	size_t count = 0;
	TRY(bedrijf_get(r->t, tx, &(struct bedrijf_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		task_fault(r->t, "/bedrijfId", "bedrijf.onbekend", "Dit bedrijf bestaat niet.");
	else if (rows[0].has_gesloten_op)
		task_fault(r->t, "/bedrijfId", "bedrijf.gesloten", "Dit bedrijf is gesloten.");
	return ERR_OK;
}

enum err invoer_eigen_school(struct req *r, struct db_tx *tx, bool given, struct uuid id,
	bool *ret_found, struct school_get_row *ret_school)
{
	*ret_found = false;
	if (!given && r->bereik.alle) {
		task_fault(r->t, "/schoolId", "veld.verplicht", "Zeg voor welke school dit is.");
		return ERR_OK;
	}
	if (given && !r->bereik.alle && !uuid_eq(id, r->actor.school_id)) {
		task_fault(r->t, "/schoolId", "school.niet_eigen",
			"Dit kan alleen voor je eigen school.");
		return ERR_OK;
	}
	const struct uuid which = given ? id : r->actor.school_id;
	struct school_get_row *rows = NULL;
	size_t count = 0;
	TRY(school_get(r->t, tx, &(struct school_get_in){ .ids = { &which, 1 } }, &rows, &count));
	if (count == 0) {
		task_fault(r->t, "/schoolId", "school.onbekend", "Deze school bestaat niet.");
		return ERR_OK;
	}
	if (rows[0].has_gesloten_op)
		task_fault(r->t, "/schoolId", "school.gesloten", "Deze school is gesloten.");
	*ret_found = true;
	*ret_school = rows[0];
	return ERR_OK;
}

static int by_number(const void *a, const void *b)
{
	const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
	return (x > y) - (x < y);
}

struct db_ints invoer_uitzonderingen(struct req *r, struct jsn_array array)
{
	const struct api_uitzondering *u = array.items;
	int32_t *numbers = ARENA_ARRAY(task_arena(r->t), array.count * DAGDEEL_COUNT, int32_t);
	size_t count = 0;
	for (size_t i = 0; i < array.count; i++) {
		bool twice = false;
		for (int d = 0; d < DAGDEEL_COUNT; d++) {
			if (u[i].has_dagdeel == JSN_VALUE && u[i].dagdeel != d)
				continue;
			const int32_t n =
				tijdvak_to_number((struct tijdvak){ u[i].datum, (enum dagdeel)d });
			for (size_t k = 0; k < count; k++)
				twice = twice || numbers[k] == n;
			numbers[count++] = n;
		}
		if (twice)
			task_fault(r->t, arena_printf(task_arena(r->t), "/uitzonderingen/%zu", i),
				"uitzondering.dubbel", "Dit dagdeel staat er al bij.");
	}
	if (count > 0)
		qsort(numbers, count, sizeof(numbers[0]), by_number);
	return (struct db_ints){ numbers, count };
}

struct db_ints invoer_tijdvakken(struct req *r, const char *pointer, struct jsn_array array)
{
	const struct api_tijdvak_keuze *k = array.items;
	int32_t *numbers = ARENA_ARRAY(task_arena(r->t), array.count + 1, int32_t);
	for (size_t i = 0; i < array.count; i++)
		numbers[i] = tijdvak_to_number(
			(struct tijdvak){ k[i].datum, (enum dagdeel)k[i].dagdeel });
	qsort(numbers, array.count, sizeof(numbers[0]), by_number);
	for (size_t i = 1; i < array.count; i++)
		if (numbers[i] == numbers[i - 1])
			task_fault(r->t, pointer, "tijdvak.dubbel", "Noem elk dagdeel een keer.");
	return (struct db_ints){ numbers, array.count };
}
