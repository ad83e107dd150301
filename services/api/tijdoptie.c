#include "api/tijdoptie.h"

#include <string.h>

#include "api/vorm.h"

void tijdoptie_kv(struct jsn_out *o, const struct aanvraag_get_row *a)
{
	jsn_key(o, "tijdopties");
	jsn_array(o);
	for (size_t i = 0; i < a->optie_van.count; i++) {
		jsn_object(o);
		jsn_kv_date(o, "vanDatum", a->optie_van.items[i]);
		jsn_kv_date(o, "totDatum", a->optie_tot.items[i]);
		vorm_kv_dagdelen(o, "dagdelen", a->optie_dagdelen.items[i]);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

void tijdoptie_set(struct req *r, struct jsn_array opties, struct aanvraag_save_in *a)
{
	const struct api_tijdoptie *from = opties.items;
	int32_t *numbers = ARENA_ARRAY(task_arena(r->t), 3 * opties.count + 1, int32_t);
	int32_t *van = numbers, *tot = van + opties.count, *dagdelen = tot + opties.count;
	for (size_t i = 0; i < opties.count; i++) {
		van[i] = from[i].van_datum;
		tot[i] = from[i].tot_datum;
		dagdelen[i] = vorm_dagdelen(from[i].dagdelen);
	}
	a->optie_van = (struct db_ints){ van, opties.count };
	a->optie_tot = (struct db_ints){ tot, opties.count };
	a->optie_dagdelen = (struct db_ints){ dagdelen, opties.count };
}

void tijdoptie_copy(const struct aanvraag_get_row *from, struct aanvraag_save_in *a)
{
	a->optie_van = from->optie_van;
	a->optie_tot = from->optie_tot;
	a->optie_dagdelen = from->optie_dagdelen;
}

static void fault(struct req *r, size_t i, const char *member, const char *text)
{
	task_fault(r->t, arena_printf(task_arena(r->t), "/tijdopties/%zu/%s", i, member),
		"tijdoptie.buiten_venster", "%s", task_say(r->t, text));
}

void tijdoptie_check(struct req *r, const struct aanvraag_save_in *a)
{
	for (size_t i = 0; i < a->optie_van.count; i++) {
		const int32_t van = a->optie_van.items[i], tot = a->optie_tot.items[i];
		if (van < a->van_datum)
			fault(r, i, "vanDatum",
				"Deze dag ligt voor de eerste dag van de aanvraag.");
		if (tot > a->tot_datum)
			fault(r, i, "totDatum", "Deze dag ligt na de laatste dag van de aanvraag.");
		else if (tot < van)
			fault(r, i, "totDatum", "De laatste dag ligt voor de eerste.");
		if ((a->optie_dagdelen.items[i] & ~a->dagdelen) != 0)
			fault(r, i, "dagdelen", "Kies uit de dagdelen van de aanvraag.");
	}
}

static bool same_numbers(struct db_ints a, struct db_ints b)
{
	return a.count == b.count &&
	       (a.count == 0 || memcmp(a.items, b.items, a.count * sizeof(a.items[0])) == 0);
}

bool tijdoptie_same(const struct aanvraag_save_in *a, const struct aanvraag_save_in *b)
{
	return same_numbers(a->optie_van, b->optie_van) &&
	       same_numbers(a->optie_tot, b->optie_tot) &&
	       same_numbers(a->optie_dagdelen, b->optie_dagdelen);
}
