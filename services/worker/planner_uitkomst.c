#include "worker/planner_uitkomst.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

#define NUT_MAX	   20
#define HALF_DAGEN (PLAN_WOORDEN_MAX * 64)

static void put_telling(struct jsn_out *o, const char *key, const struct planning *p,
	const struct planning_antwoord *a)
{
	struct planning_telling t;
	planning_tel(p, a, &t);
	jsn_key(o, key);
	jsn_object(o);
	jsn_kv_int(o, "bediend", (int64_t)t.bediend);
	jsn_kv_int(o, "onvervuld", (int64_t)t.onvervuld);
	jsn_kv_int(o, "score", t.score);
	jsn_kv_int(o, "scholen", (int64_t)t.scholen);
	jsn_kv_int(o, "zonderIets", (int64_t)t.zonder_iets);
	jsn_kv_int(o, "minste", (int64_t)t.minste);
	jsn_kv_int(o, "meeste", (int64_t)t.meeste);
	jsn_kv_int(o, "gini", (int64_t)t.gini);
	jsn_object_end(o);
}

/* ---- where one more would help ---- */

struct nut {
	const struct verzameling_plaats *plaats;
	int32_t bit;
	uint32_t aanvragen; /* that nobody serves, and that can then */
	int64_t winst;
};

/* A request, and where it is. */
struct vraag {
	const struct verzameling_plaats *plaats;
	const struct planning_aanvraag *aanvraag;
	int64_t winst;
	bool open;
};

static int by_place(const void *a, const void *b)
{
	return strcmp(
		((const struct vraag *)a)->plaats->code, ((const struct vraag *)b)->plaats->code);
}

static bool is_better(const struct nut *a, const struct nut *b)
{
	return a->winst != b->winst ? a->winst > b->winst : a->aanvragen > b->aanvragen;
}

/* The half-day on which somebody for one of these requests is worth the most; `at` has room for
 * all half-days. */
static struct nut best_of(const struct vraag *list, size_t count, struct nut *at)
{
	struct nut best = { .plaats = list[0].plaats };
	memset(at, 0, HALF_DAGEN * sizeof(*at));
	for (size_t i = 0; i < count; i++)
		for (int32_t bit = 0; bit < HALF_DAGEN; bit++) {
			if (!planning_heeft(list[i].aanvraag->venster, bit))
				continue;
			at[bit].aanvragen += list[i].open;
			if (list[i].winst > at[bit].winst)
				at[bit].winst = list[i].winst;
		}
	for (int32_t bit = 0; bit < HALF_DAGEN; bit++)
		if (is_better(&at[bit], &best))
			best = (struct nut){ list[0].plaats, bit, at[bit].aanvragen,
				at[bit].winst };
	return best;
}

static int by_use(const void *a, const void *b)
{
	const struct nut *const x = a;
	const struct nut *const y = b;
	if (x->winst != y->winst || x->aanvragen != y->aanvragen)
		return is_better(x, y) ? -1 : 1;
	return strcmp(x->plaats->code, y->plaats->code);
}

static void put_nut(struct jsn_out *o, const struct planning *p, const struct nut *n)
{
	const struct tijdvak first = { .datum = p->van };
	const struct tijdvak at = tijdvak_from_number(tijdvak_to_number(first) + n->bit);
	const bool known = n->plaats->code[0] != '\0';
	jsn_object(o);
	jsn_kv_str(o, "gemeenteCode", known ? str_from(n->plaats->code) : STR_NULL);
	jsn_kv_str(o, "gemeenteNaam",
		known && n->plaats->naam[0] != '\0' ? str_from(n->plaats->naam) : STR_NULL);
	jsn_kv_date(o, "datum", at.datum);
	jsn_kv_cstr(o, "dagdeel", dagdeel_table[at.dagdeel].code);
	jsn_kv_int(o, "aanvragen", n->aanvragen);
	jsn_kv_int(o, "winst", n->winst);
	jsn_object_end(o);
}

/* Those for which somebody more is worth something, by municipality. */
static size_t list_vragen(const struct planning *p, const struct planning_antwoord *a,
	const struct verzameling_plaats *places, struct vraag *ret_list)
{
	const struct planning_aanvraag *const aanvragen = p->aanvragen.items;
	size_t count = 0;
	for (size_t i = 0; a->winst != NULL && i < p->aanvragen.count; i++)
		if (a->winst[i] > 0)
			ret_list[count++] = (struct vraag){ &places[i], &aanvragen[i], a->winst[i],
				a->inzet[i].kans == PLAN_GEEN };
	if (count > 0)
		qsort(ret_list, count, sizeof(*ret_list), by_place);
	return count;
}

static void put_nuttig(struct jsn_out *o, const struct planning *p,
	const struct planning_antwoord *a, const struct verzameling_plaats *places)
{
	struct vraag *const vragen = planning_take(NULL, p->aanvragen.count + 1, sizeof(*vragen));
	struct nut *const list = planning_take(NULL, p->aanvragen.count + 1, sizeof(*list));
	struct nut *const at = planning_take(NULL, HALF_DAGEN, sizeof(*at));
	const size_t vraag_count = list_vragen(p, a, places, vragen);
	size_t count = 0;
	size_t end;
	for (size_t i = 0; i < vraag_count; i = end) {
		for (end = i + 1; end < vraag_count && by_place(&vragen[i], &vragen[end]) == 0;)
			end++;
		list[count] = best_of(&vragen[i], end - i, at);
		count += list[count].winst > 0;
	}
	if (count > 0)
		qsort(list, count, sizeof(*list), by_use);
	jsn_key(o, "nuttig");
	jsn_array(o);
	for (size_t i = 0; i < count && i < NUT_MAX; i++)
		put_nut(o, p, &list[i]);
	jsn_array_end(o);
	free(vragen);
	free(list);
	free(at);
}

void planner_uitkomst_schrijf(struct buf *text, const struct verzameling *van,
	const struct planning *planning, const struct planning_antwoord antwoord[PLANNING_MANIEREN])
{
	struct jsn_out out;
	struct jsn_out *const o = &out;
	const struct planning_antwoord *const best = &antwoord[PLANNING_BEST];
	jsn_out_init(o, text);
	jsn_object(o);
	jsn_kv_int(o, "waarde", best->waarde);
	jsn_kv_int(o, "grens", best->grens);
	jsn_kv_bool(o, "bewezen", best->bewezen);
	jsn_kv_int(o, "behouden", (int64_t)best->behouden);
	put_telling(o, "planning", planning, best);
	put_telling(o, "gulzig", planning, &antwoord[PLANNING_GULZIG]);
	put_telling(o, "opVolgorde", planning, &antwoord[PLANNING_OP_VOLGORDE]);
	put_nuttig(o, planning, best, van->plaatsen.items);
	jsn_object_end(o);
}
