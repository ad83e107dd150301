/*
 * Topics: everyone may read the list, staff keeps it. Whoever writes holds the whole taxonomy,
 * reads it, and judges the change by it: so every fault has its place, and the schema only stands
 * behind.
 */
#include <string.h>

#include "api/invoer.h"
#include "api/req.h"
#include "api/vorm.h"
#include "domain/thema.h"
#include "domain/thema_woord.h"
#include "store/sql.h"

#define SYNONIEM_MIN 2
#define SYNONIEM_MAX 60 /* of the form that is kept */

struct themas {
	const struct thema_list_row *rows;
	size_t count;
};

static enum err read_all(struct req *r, struct db_tx *tx, struct themas *ret_all)
{
	struct thema_list_row *rows = NULL;
	TRY(thema_list(r->t, tx, &rows, &ret_all->count));
	ret_all->rows = rows;
	return ERR_OK;
}

static const struct thema_list_row *find(const struct themas *all, struct str code)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(all->rows[i].code, code))
			return &all->rows[i];
	return NULL;
}

/* ---- out ---- */

static void put_verwijzingen(struct jsn_out *o, const struct thema_list_row *t)
{
	jsn_key(o, "verwijzingen");
	jsn_array(o);
	for (size_t i = 0; i < t->stelsels.count; i++) {
		jsn_object(o);
		jsn_kv_str(o, "stelsel", t->stelsels.items[i]);
		jsn_kv_str(o, "code", t->stelsel_codes.items[i]);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

static void put_thema(struct jsn_out *o, const struct thema_list_row *t)
{
	jsn_object(o);
	jsn_kv_str(o, "code", t->code);
	jsn_kv_str(o, "ouder", t->ouder);
	jsn_kv_str(o, "naamNl", t->naam_nl);
	jsn_kv_str(o, "naamEn", t->naam_en);
	jsn_kv_int(o, "volgorde", t->volgorde);
	vorm_kv_date(o, "geslotenDatum", t->has_gesloten_op, t->gesloten_op);
	vorm_kv_texts(o, "synoniemenNl", t->synoniemen_nl);
	vorm_kv_texts(o, "synoniemenEn", t->synoniemen_en);
	put_verwijzingen(o, t);
	jsn_object_end(o);
}

/* ---- reading ---- */

/* Whether a topic points at this entry; in SBI also at a broader group that holds it. */
static bool points_at(const struct thema_list_row *t, struct str stelsel, struct str code)
{
	for (size_t i = 0; i < t->stelsels.count; i++) {
		const struct str own = t->stelsel_codes.items[i];
		if (!str_eq(t->stelsels.items[i], stelsel))
			continue;
		if (str_eq(own, code) || (str_eq(stelsel, STR("sbi")) && str_starts(code, own)))
			return true;
	}
	return false;
}

static enum err check_filter(struct req *r, const struct op_thema_list *in)
{
	if (in->has_stelsel && !in->has_stelsel_code)
		task_fault(r->t, "?stelselCode", "stelsel.code_nodig",
			"Geef bij stelsel ook stelselCode.");
	if (in->has_stelsel_code && !in->has_stelsel)
		task_fault(r->t, "?stelsel", "stelsel.nodig", "Geef bij stelselCode ook stelsel.");
	return task_faults_check(r->t);
}

static bool behind(struct str code, struct str after)
{
	const size_t shortest = code.len < after.len ? code.len : after.len;
	const int order = shortest == 0 ? 0 : memcmp(code.ptr, after.ptr, shortest);
	return order != 0 ? order > 0 : code.len > after.len;
}

enum err h_thema_list(struct req *r, const struct op_thema_list *in)
{
	TRY(check_filter(r, in));
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct themas all;
	TRY(read_all(r, req_reader(r), &all));
	const struct thema_list_row **wanted =
		ARENA_ARRAY(task_arena(r->t), all.count + 1, const struct thema_list_row *);
	const struct str stelsel =
		in->has_stelsel ? vorm_choice(api_stelsel_names, in->stelsel) : STR_NULL;
	size_t count = 0;
	for (size_t i = 0; i < all.count; i++) {
		const struct thema_list_row *t = &all.rows[i];
		if ((in->ook_gesloten || !t->has_gesloten_op) && behind(t->code, p.after_text) &&
			(!in->has_stelsel || points_at(t, stelsel, in->stelsel_code)))
			wanted[count++] = t;
	}
	page_open(r, &p, count);
	struct str last = STR_NULL;
	for (size_t i = 0; i < p.shown; i++) {
		put_thema(&r->out, wanted[i]);
		last = wanted[i]->code;
	}
	page_close(r, &p, last, 0, (struct uuid){ { 0 } });
	return ERR_OK;
}

static enum err answer(struct req *r, struct db_tx *tx, struct str code, int status)
{
	struct themas all;
	TRY(read_all(r, tx, &all));
	const struct thema_list_row *t = find(&all, code);
	if (t == NULL)
		return req_not_found(r, "Dit thema");
	req_item(r, status, t->versie);
	put_thema(&r->out, t);
	return ERR_OK;
}

enum err h_thema_get(struct req *r, const struct op_thema_get *in)
{
	return answer(r, req_reader(r), in->thema, 200);
}

/* ---- checks ---- */

/* Place of a code among all; THEMA_GEEN when it is absent or not there. */
static uint16_t index_of(const struct themas *all, struct str code)
{
	const struct thema_list_row *t = code.ptr == NULL ? NULL : find(all, code);
	return t == NULL ? THEMA_GEEN : (uint16_t)(t - all->rows);
}

static void check_ouder(struct req *r, const struct themas *all, const struct thema_save_in *t)
{
	if (t->ouder.ptr == NULL)
		return;
	const struct thema_list_row *ouder = find(all, t->ouder);
	if (ouder == NULL) {
		task_fault(r->t, "/ouder", "thema.onbekend", "Het thema %.*s bestaat niet.",
			STR_FMT(t->ouder));
		return;
	}
	if (ouder->has_gesloten_op && !t->has_gesloten_op)
		task_fault(r->t, "/ouder", "thema.ouder_gesloten", "Het thema %.*s is gesloten.",
			STR_FMT(t->ouder));
	uint16_t *parents = ARENA_ARRAY(task_arena(r->t), all->count + 1, uint16_t);
	for (size_t i = 0; i < all->count; i++)
		parents[i] = index_of(all, all->rows[i].ouder);
	switch (thema_plek(
		parents, (uint16_t)all->count, index_of(all, t->code), index_of(all, t->ouder))) {
	case THEMA_PLEK_GOED: break;
	case THEMA_PLEK_ONDER_ZICHZELF:
		task_fault(r->t, "/ouder", "thema.onder_zichzelf",
			"Een thema kan niet onder zichzelf staan, ook niet via een ander thema.");
		break;
	case THEMA_PLEK_TE_DIEP:
		task_fault(r->t, "/ouder", "thema.te_diep",
			"Zo krijgt de boom een vierde laag; er zijn er hoogstens drie.");
		break;
	}
}

static void check_sluiten(struct req *r, const struct themas *all, const struct thema_save_in *t)
{
	for (size_t i = 0; t->has_gesloten_op && i < all->count; i++) {
		const struct thema_list_row *onder = &all->rows[i];
		if (!onder->has_gesloten_op && onder->ouder.ptr != NULL &&
			str_eq(onder->ouder, t->code)) {
			task_fault(r->t, "/gesloten", "thema.heeft_open_onder",
				"Sluit eerst wat eronder staat, zoals %.*s.", STR_FMT(onder->code));
			return;
		}
	}
}

static bool holds(struct db_texts texts, struct str text)
{
	for (size_t i = 0; i < texts.count; i++)
		if (str_eq(texts.items[i], text))
			return true;
	return false;
}

/* The code of another topic that has this synonym; STR_NULL when it is free. */
static struct str owner_of(
	const struct themas *all, struct str code, struct str synoniem, bool dutch)
{
	for (size_t i = 0; i < all->count; i++) {
		const struct thema_list_row *t = &all->rows[i];
		if (!str_eq(t->code, code) &&
			holds(dutch ? t->synoniemen_nl : t->synoniemen_en, synoniem))
			return t->code;
	}
	return STR_NULL;
}

/* To the form that is kept, with a fault for each that has none or is taken. */
static struct db_texts read_synoniemen(struct req *r, const struct themas *all, struct str code,
	struct jsn_array array, bool dutch)
{
	const struct db_texts in = vorm_texts(array);
	struct str *out = ARENA_ARRAY(task_arena(r->t), in.count + 1, struct str);
	for (size_t i = 0; i < in.count; i++) {
		const char *pointer =
			arena_printf(task_arena(r->t), "/synoniemen%s/%zu", dutch ? "Nl" : "En", i);
		out[i] = thema_woord_vorm(task_arena(r->t), in.items[i]);
		if (out[i].len < SYNONIEM_MIN || out[i].len > SYNONIEM_MAX) {
			task_fault(r->t, pointer, "synoniem.vorm",
				"Een synoniem heeft 2 tot 60 letters en cijfers.");
			continue;
		}
		const struct str owner = owner_of(all, code, out[i], dutch);
		if (owner.ptr != NULL)
			task_fault(r->t, pointer, "synoniem.bestaat",
				"Het synoniem %.*s hoort al bij het thema %.*s.", STR_FMT(out[i]),
				STR_FMT(owner));
		if (holds((struct db_texts){ out, i }, out[i]))
			task_fault(r->t, pointer, "synoniem.dubbel",
				"Dit synoniem staat er al bij, op hoofdletters en accenten na.");
	}
	return (struct db_texts){ out, in.count };
}

static bool all_digits(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return true;
}

static bool fits_stelsel(enum api_stelsel stelsel, struct str code)
{
	static const char *const profielen[] = { "bwi", "dp", "eo", "groen", "hbr", "mat", "mt",
		"mvi", "pie", "zw" };
	switch (stelsel) {
	case API_STELSEL_SBI:
		if (code.len == 1)
			return code.ptr[0] >= 'A' && code.ptr[0] <= 'U';
		return code.len <= 5 && all_digits(code);
	case API_STELSEL_CREBO: return code.len == 5 && all_digits(code);
	case API_STELSEL_VMBO_PROFIEL:
		for (size_t i = 0; i < sizeof(profielen) / sizeof(*profielen); i++)
			if (str_eq(code, str_from(profielen[i])))
				return true;
		return false;
	}
	return false;
}

static void read_verwijzingen(struct req *r, struct jsn_array array, struct thema_save_in *t)
{
	const struct api_verwijzing *v = array.items;
	struct str *stelsels = ARENA_ARRAY(task_arena(r->t), array.count + 1, struct str);
	struct str *codes = ARENA_ARRAY(task_arena(r->t), array.count + 1, struct str);
	for (size_t i = 0; i < array.count; i++) {
		stelsels[i] = vorm_choice(api_stelsel_names, v[i].stelsel);
		codes[i] = v[i].code;
		const char *pointer = arena_printf(task_arena(r->t), "/verwijzingen/%zu/code", i);
		if (!fits_stelsel((enum api_stelsel)v[i].stelsel, v[i].code))
			task_fault(r->t, pointer, "verwijzing.vorm",
				"Zo ziet een code van %.*s er niet uit.", STR_FMT(stelsels[i]));
		bool twice = false;
		for (size_t j = 0; j < i; j++)
			twice = twice ||
				(v[j].stelsel == v[i].stelsel && str_eq(codes[j], codes[i]));
		if (twice)
			task_fault(r->t, pointer, "verwijzing.dubbel",
				"Deze verwijzing staat er al bij.");
	}
	t->stelsels = (struct db_texts){ stelsels, array.count };
	t->stelsel_codes = (struct db_texts){ codes, array.count };
}

/* ---- writing ---- */

static enum err hold_all(struct req *r, struct db_tx **ret_tx, struct themas *ret_all)
{
	TRY(req_begin(r, ret_tx));
	struct taxonomie_lock_row held;
	TRY(taxonomie_lock(r->t, *ret_tx, &held));
	return read_all(r, *ret_tx, ret_all);
}

static enum err save(
	struct req *r, struct db_tx *tx, const struct themas *all, struct thema_save_in *t)
{
	invoer_line(r, "/naamNl", &t->naam_nl);
	invoer_line(r, "/naamEn", &t->naam_en);
	check_ouder(r, all, t);
	check_sluiten(r, all, t);
	TRY(task_faults_check(r->t));
	t->id = uuid_new(); /* of a new one */
	t->account_id = r->actor.account_id;
	t->nu = r->now_us;
	struct thema_save_row saved;
	return thema_save(r->t, tx, t, &saved);
}

enum err h_thema_post(struct req *r, const struct op_thema_post *in)
{
	struct db_tx *tx;
	struct themas all;
	TRY(hold_all(r, &tx, &all));
	const struct api_thema_nieuw *n = &in->body;
	struct thema_save_in t = { .code = n->code,
		.ouder = n->ouder,
		.naam_nl = n->naam_nl,
		.naam_en = n->naam_en,
		.volgorde = (int32_t)n->volgorde };
	t.synoniemen_nl = read_synoniemen(r, &all, t.code, n->synoniemen_nl, true);
	t.synoniemen_en = read_synoniemen(r, &all, t.code, n->synoniemen_en, false);
	read_verwijzingen(r, n->verwijzingen, &t);
	if (find(&all, t.code) != NULL)
		return task_fail(r->t, ERR_CONFLICT, "thema.code_bestaat",
			"Er is al een thema met de code %.*s.", STR_FMT(t.code));
	TRY(save(r, tx, &all, &t));
	const char *location = arena_printf(task_arena(r->t), "/v1/themas/%.*s", STR_FMT(t.code));
	http_resp_header(r->resp, "Location", str_from(location));
	return answer(r, tx, t.code, 201);
}

static void merge(struct req *r, const struct themas *all, const struct api_thema_wijziging *w,
	struct thema_save_in *t)
{
	vorm_merge_text(w->has_ouder, w->ouder, &t->ouder);
	vorm_merge_text(w->has_naam_nl, w->naam_nl, &t->naam_nl);
	vorm_merge_text(w->has_naam_en, w->naam_en, &t->naam_en);
	vorm_set_int(w->has_volgorde, w->volgorde, &t->volgorde);
	if (w->has_gesloten == JSN_VALUE && w->gesloten != t->has_gesloten_op) {
		t->has_gesloten_op = w->gesloten;
		t->gesloten_op = r->today;
	}
	if (w->has_synoniemen_nl == JSN_VALUE)
		t->synoniemen_nl = read_synoniemen(r, all, t->code, w->synoniemen_nl, true);
	if (w->has_synoniemen_en == JSN_VALUE)
		t->synoniemen_en = read_synoniemen(r, all, t->code, w->synoniemen_en, false);
	if (w->has_verwijzingen == JSN_VALUE)
		read_verwijzingen(r, w->verwijzingen, t);
}

enum err h_thema_patch(struct req *r, const struct op_thema_patch *in)
{
	struct db_tx *tx;
	struct themas all;
	TRY(hold_all(r, &tx, &all));
	const struct thema_list_row *now = find(&all, in->thema);
	if (now == NULL)
		return req_not_found(r, "Dit thema");
	if (now->versie != r->if_match)
		return req_stale(r, now->versie);
	struct thema_save_in t = { .code = now->code,
		.ouder = now->ouder,
		.naam_nl = now->naam_nl,
		.naam_en = now->naam_en,
		.volgorde = now->volgorde,
		.has_gesloten_op = now->has_gesloten_op,
		.gesloten_op = now->gesloten_op,
		.synoniemen_nl = now->synoniemen_nl,
		.synoniemen_en = now->synoniemen_en,
		.stelsels = now->stelsels,
		.stelsel_codes = now->stelsel_codes };
	merge(r, &all, &in->body, &t);
	TRY(save(r, tx, &all, &t));
	return answer(r, tx, t.code, 200);
}
