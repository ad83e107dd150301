#include "motor/voorraad_open.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

/* What has to stand aligned comes first: lists of texts, then numbers, then the texts. */
#define LISTS	2
#define NUMBERS 4
#define TEXTS	7

static void lists_of(struct kandidaat_aanvraag_row *row, struct db_texts *ret_lists[LISTS])
{
	ret_lists[0] = &row->themas;
	ret_lists[1] = &row->wens_talen;
}

static void numbers_of(struct kandidaat_aanvraag_row *row, struct db_ints *ret_numbers[NUMBERS])
{
	ret_numbers[0] = &row->klas_bezet;
	ret_numbers[1] = &row->gesloten;
	ret_numbers[2] = &row->opties;
	ret_numbers[3] = &row->uren;
}

static void texts_of(struct kandidaat_aanvraag_row *row, struct str *ret_texts[TEXTS])
{
	ret_texts[0] = &row->soort;
	ret_texts[1] = &row->taal;
	ret_texts[2] = &row->voorkeur;
	ret_texts[3] = &row->status;
	ret_texts[4] = &row->gemeente_code;
	ret_texts[5] = &row->gemeente_naam;
	ret_texts[6] = &row->vakantieregio;
}

/* Bytes behind the row itself. */
static size_t payload(const struct kandidaat_aanvraag_row *row)
{
	struct kandidaat_aanvraag_row all = *row;
	struct db_texts *lists[LISTS];
	struct str *texts[TEXTS];
	lists_of(&all, lists);
	texts_of(&all, texts);
	struct db_ints *numbers[NUMBERS];
	size_t bytes = 0;
	numbers_of(&all, numbers);
	for (unsigned i = 0; i < NUMBERS; i++)
		bytes += numbers[i]->count * sizeof(int32_t);
	for (unsigned i = 0; i < LISTS; i++) {
		bytes += lists[i]->count * sizeof(struct str);
		for (size_t k = 0; k < lists[i]->count; k++)
			bytes += lists[i]->items[k].len;
	}
	for (unsigned i = 0; i < TEXTS; i++)
		bytes += texts[i]->len;
	return bytes;
}

static void move_text(struct str *text, char **at)
{
	if (text->ptr == NULL)
		return;
	if (text->len > 0)
		memcpy(*at, text->ptr, text->len);
	text->ptr = *at;
	*at += text->len;
}

/* The row with its lists and texts in `memory`, which has room for them. */
static struct kandidaat_aanvraag_row move(const struct kandidaat_aanvraag_row *row, void *memory)
{
	struct kandidaat_aanvraag_row moved = *row;
	struct db_texts *lists[LISTS];
	struct str *texts[TEXTS];
	struct str *items = memory;
	lists_of(&moved, lists);
	texts_of(&moved, texts);
	for (unsigned i = 0; i < LISTS; i++) {
		if (lists[i]->count > 0)
			memcpy(items, lists[i]->items, lists[i]->count * sizeof(*items));
		lists[i]->items = items;
		items += lists[i]->count;
	}
	struct db_ints *numbers[NUMBERS];
	int32_t *number = (int32_t *)items;
	numbers_of(&moved, numbers);
	for (unsigned i = 0; i < NUMBERS; i++) {
		if (numbers[i]->count > 0)
			memcpy(number, numbers[i]->items, numbers[i]->count * sizeof(*number));
		numbers[i]->items = number;
		number += numbers[i]->count;
	}
	char *text = (char *)number;
	for (struct str *s = memory; s < items; s++)
		move_text(s, &text);
	for (unsigned i = 0; i < TEXTS; i++)
		move_text(texts[i], &text);
	return moved;
}

bool open_put(struct tabel *open, const struct kandidaat_aanvraag_row *row, int32_t vanaf,
	size_t max_bytes)
{
	const size_t bytes = sizeof(struct open_aanvraag) + payload(row);
	if (!tabel_fits(open, row->id, bytes, max_bytes)) {
		tabel_remove(open, row->id);
		return false;
	}
	struct open_aanvraag *o = malloc(bytes);
	if (o == NULL)
		err_fatal("out of memory");
	*o = (struct open_aanvraag){
		.stuk = { row->id, bytes }, .vanaf = vanaf, .row = move(row, o + 1)
	};
	o->row.kringen = (struct db_uuids){ NULL, 0 };
	o->row.nieuws = STR_NULL;
	tabel_put(open, &o->stuk);
	return true;
}

const struct open_aanvraag *open_find(const struct tabel *open, struct uuid id, int32_t vandaag)
{
	/* It begins with its piece. */
	const struct open_aanvraag *o = (const struct open_aanvraag *)tabel_find(open, id);
	/* Of a window that began already the first day is tomorrow. */
	const bool holds = o != NULL && vandaag >= o->vanaf &&
			   date_school_year(vandaag + 1) == date_school_year(o->vanaf + 1);
	return holds ? o : NULL;
}

struct kandidaat_aanvraag_row open_copy(struct arena *a, const struct open_aanvraag *o)
{
	return move(&o->row, arena_alloc(a, o->stuk.bytes - sizeof(*o)));
}
