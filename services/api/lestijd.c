/*
 * The periods of a school, and when a match really begins and ends: in its half-day, and past one
 * edge of it at most. A match without a time of its own has that of its half-day.
 */
#include "api/audit.h"
#include "api/koppeling.h"
#include "api/koppeling_stap.h"
#include "api/req.h"
#include "api/school.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "post/tekst.h"
#include "store/sql.h"

#define HOUR 60

/* ---- times of day, in minutes since midnight ---- */

/* The contract lets only HH:MM through. */
static int32_t minutes_of(struct str clock)
{
	return ((clock.ptr[0] - '0') * 10 + (clock.ptr[1] - '0')) * HOUR +
	       (clock.ptr[3] - '0') * 10 + (clock.ptr[4] - '0');
}

static void put_clock(struct req *r, const char *key, int32_t minutes)
{
	jsn_kv_cstr(&r->out, key,
		arena_printf(task_arena(r->t), "%02d:%02d", minutes / HOUR, minutes % HOUR));
}

/* ---- the periods of a school ---- */

static void put_lestijden(struct req *r, const struct lestijd_list_row *l)
{
	struct jsn_out *const o = &r->out;
	jsn_object(o);
	jsn_kv_int(o, "vanafSchooljaar", l->vanaf_schooljaar);
	jsn_key(o, "lessen");
	jsn_array(o);
	for (size_t i = 0; i < l->van.count && i < l->tot.count; i++) {
		jsn_object(o);
		put_clock(r, "van", l->van.items[i]);
		put_clock(r, "tot", l->tot.items[i]);
		jsn_object_end(o);
	}
	jsn_array_end(o);
	jsn_kv_instant(o, "gewijzigdOp", l->gewijzigd_op);
	jsn_object_end(o);
}

static enum err list(struct req *r, struct db_tx *tx, struct uuid school_id, int32_t before,
	int64_t most, struct lestijd_list_row **ret_rows, size_t *ret_count)
{
	const struct lestijd_list_in in = {
		.school_id = school_id, .voor_schooljaar = before, .aantal = most
	};
	return lestijd_list(r->t, tx, &in, ret_rows, ret_count);
}

enum err h_lestijden_list(struct req *r, const struct op_lestijden_list *in)
{
	struct page p;
	struct lestijd_list_row *rows = NULL;
	size_t count = 0;
	TRY(page_init(r, in->cursor, in->limit, &p));
	TRY(school_check_eigen(r, req_reader(r), in->id));
	const bool first = uuid_is_nil(p.after_id);
	TRY(list(r, req_reader(r), in->id, first ? INT32_MAX : (int32_t)p.after_number, p.limit + 1,
		&rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++)
		put_lestijden(r, &rows[i]);
	page_close(r, &p, STR_NULL, p.shown > 0 ? rows[p.shown - 1].vanaf_schooljaar : 0, in->id);
	return ERR_OK;
}

/* The periods as minutes; each ends after it begins, and before the next one does. */
static void read_lessen(struct req *r, const struct jsn_array *lessen, struct db_ints *ret_van,
	struct db_ints *ret_tot)
{
	const struct api_les *all = lessen->items;
	int32_t *van = ARENA_ARRAY(task_arena(r->t), lessen->count + 1, int32_t);
	int32_t *tot = ARENA_ARRAY(task_arena(r->t), lessen->count + 1, int32_t);
	for (size_t i = 0; i < lessen->count; i++) {
		van[i] = minutes_of(all[i].van);
		tot[i] = minutes_of(all[i].tot);
		if (van[i] >= tot[i])
			task_fault(r->t, arena_printf(task_arena(r->t), "/lessen/%zu/tot", i),
				"tijd.omgekeerd", "De les eindigt voor hij begint.");
		if (i > 0 && van[i] < tot[i - 1])
			task_fault(r->t, arena_printf(task_arena(r->t), "/lessen/%zu/van", i),
				"lestijd.overlap", "Deze les begint voor de vorige voorbij is.");
	}
	*ret_van = (struct db_ints){ van, lessen->count };
	*ret_tot = (struct db_ints){ tot, lessen->count };
}

enum err h_lestijden_post(struct req *r, const struct op_lestijden_post *in)
{
	struct db_tx *tx;
	struct lestijd_save_row saved;
	struct lestijd_list_row *rows = NULL;
	size_t count = 0;
	TRY(req_begin(r, &tx));
	TRY(school_check_eigen(r, tx, in->id));
	struct lestijd_save_in save = { .id = uuid_new(),
		.school_id = in->id,
		.vanaf_schooljaar = (int32_t)in->body.vanaf_schooljaar,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	read_lessen(r, &in->body.lessen, &save.van, &save.tot);
	TRY(task_faults_check(r->t));
	TRY(lestijd_save(r->t, tx, &save, &saved));
	TRY(list(r, tx, in->id, save.vanaf_schooljaar + 1, 1, &rows, &count));
	r->resp->status = 201;
	put_lestijden(r, &rows[0]);
	return ERR_OK;
}

/* ---- the time of a match ---- */

/* From the periods that hold at the school on that day. */
static enum err read_periods(
	struct req *r, struct db_tx *tx, const struct op_tijd_post *in, struct tijd_save_in *save)
{
	const int64_t first = in->body.van_les;
	const int64_t last = in->body.has_tot_les == JSN_VALUE ? in->body.tot_les : first;
	bool found = false;
	struct lestijd_geldig_row l;
	const struct lestijd_geldig_in of = { .koppeling_id = in->id };
	TRY(lestijd_geldig(r->t, tx, &of, &found, &l));
	if (!found || first > (int64_t)l.van.count || last > (int64_t)l.tot.count) {
		task_fault(r->t, "/vanLes", "lestijd.onbekend",
			"De school heeft voor dit schooljaar geen les met dit nummer.");
		return ERR_OK;
	}
	if (last < first) {
		task_fault(
			r->t, "/totLes", "tijd.omgekeerd", "De laatste les ligt voor de eerste.");
		return ERR_OK;
	}
	save->has_van = save->has_tot = true;
	save->van = l.van.items[first - 1];
	save->tot = l.tot.items[last - 1];
	return ERR_OK;
}

/* Hours, or periods, or neither of them: then the half-day again. */
static enum err read_time(
	struct req *r, struct db_tx *tx, const struct op_tijd_post *in, struct tijd_save_in *save)
{
	const struct api_tijd_nieuw *b = &in->body;
	const bool hours = b->has_van == JSN_VALUE && b->has_tot == JSN_VALUE;
	const bool some = b->has_van == JSN_VALUE || b->has_tot == JSN_VALUE;
	const bool periods = b->has_van_les == JSN_VALUE;
	if (some != hours || (some && periods) || (!periods && b->has_tot_les == JSN_VALUE)) {
		task_fault(r->t, "/van", "tijd.een_manier",
			"Noem een begin en een einde, of de eerste en de laatste les.");
		return ERR_OK;
	}
	if (periods)
		return read_periods(r, tx, in, save);
	if (!hours)
		return ERR_OK;
	save->has_van = save->has_tot = true;
	save->van = minutes_of(b->van);
	save->tot = minutes_of(b->tot);
	if (save->van >= save->tot)
		task_fault(r->t, "/tot", "tijd.omgekeerd", "Het einde ligt niet na het begin.");
	return ERR_OK;
}

/* Whoever did not set it, each once however often it is set. */
static enum err tell(struct req *r, struct db_tx *tx, struct uuid koppeling_id)
{
	struct bericht_create_in letter = { .koppeling_id = koppeling_id,
		.kant = STR("aanbieder"),
		.brief = str_from(post_soort_codes[POST_TIJD]),
		.op = r->now_us };
	TRY(bericht_create(r->t, tx, &letter));
	letter.kant = STR("school");
	return req_is_school(r) ? ERR_OK : bericht_create(r->t, tx, &letter);
}

enum err h_tijd_post(struct req *r, const struct op_tijd_post *in)
{
	struct db_tx *tx;
	struct koppeling_lock_row held;
	struct tijd_save_in save = {
		.koppeling_id = in->id, .account_id = r->actor.account_id, .nu = r->now_us
	};
	struct tijd_save_row saved;
	TRY(req_begin(r, &tx));
	TRY(koppeling_houd(r, tx, in->id, &held));
	if (!str_eq(held.status, STR("goedgekeurd")) && !str_eq(held.status, STR("ingepland")))
		return task_fail(r->t, ERR_CONFLICT, "stap.niet_toegestaan",
			"Een tijd kan er alleen bij een voorstel dat is goedgekeurd of ingepland.");
	if (held.begint_op <= r->now_us)
		return task_fail(r->t, ERR_CONFLICT, "tijdvak.voorbij",
			"Het dagdeel van deze koppeling is begonnen of voorbij.");
	TRY(read_time(r, tx, in, &save));
	TRY(task_faults_check(r->t));
	TRY(tijd_save(r->t, tx, &save, &saved));
	if (str_eq(held.status, STR("ingepland")))
		TRY(tell(r, tx, in->id));
	return koppeling_answer(r, tx, in->id);
}
