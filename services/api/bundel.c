/*
 * One step with many things of the werkvoorraad: a preview that says of each whether it may, then
 * just that, and for a while it can be taken back. All of it happens in the transaction of its
 * call, each thing in a part of its own: what may not is named, the others go on. The preview takes
 * the step as well, and undoes it: so it says what the database says. Letters and refills wait
 * until it cannot be taken back; the next step of a match takes along what waits.
 */
#include <stdlib.h>
#include <string.h>

#include "api/antwoord.h"
#include "api/audit.h"
#include "api/koppeling_stap.h"
#include "api/vorm.h"
#include "domain/reden.h"
#include "store/sql.h"

#define MINUTE_US  (60 * INT64_C(1000000))
#define PREVIEW_US (10 * MINUTE_US) /* it is carried out by who looked at it just now */
#define UNDO_US	   (10 * MINUTE_US)

/* The row of bundel_regel while it is worked on. */
struct regel {
	int32_t volgnummer;
	struct uuid ding_id;
	struct uuid aanvraag_id;
	int64_t versie;
	bool has_vorige;
	struct uuid vorige; /* who looked after the request */
	struct str status;
	struct str code; /* why not */
	struct str uitleg;
};

/* ---- showing ---- */

static void put_regels(struct req *r, const struct bundel_regel_list_row *rows, size_t count)
{
	struct jsn_out *const o = &r->out;
	jsn_key(o, "regels");
	jsn_array(o);
	for (size_t i = 0; i < count; i++) {
		jsn_object(o);
		jsn_kv_uuid(o, "id", rows[i].ding_id);
		jsn_kv_uuid(o, "aanvraagId", rows[i].aanvraag_id);
		jsn_kv_str(o, "status", rows[i].status);
		jsn_kv_str(o, "code", rows[i].code);
		jsn_kv_str(o, "uitleg", rows[i].uitleg);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

static enum err read_bundel(
	struct req *r, struct db_tx *tx, struct uuid id, struct bundel_get_row *ret_row)
{
	bool found = false;
	TRY(bundel_get(r->t, tx, &(struct bundel_get_in){ .id = id }, &found, ret_row));
	return found ? ERR_OK : req_not_found(r, "Deze bundel");
}

static enum err write_bundel(struct req *r, struct db_tx *tx, const struct bundel_get_row *b)
{
	struct jsn_out *const o = &r->out;
	struct bundel_regel_list_row *rows = NULL;
	size_t count = 0;
	TRY(bundel_regel_list(
		r->t, tx, &(struct bundel_regel_list_in){ .bundel_id = b->id }, &rows, &count));
	jsn_object(o);
	jsn_kv_uuid(o, "id", b->id);
	jsn_kv_uuid(o, "doorAccountId", b->account_id);
	jsn_kv_str(o, "stap", b->stap);
	jsn_kv_str(o, "reden", b->reden);
	jsn_kv_str(o, "toelichting", b->toelichting);
	vorm_kv_uuid(o, "accountId", b->has_aan_account_id, b->aan_account_id);
	jsn_kv_str(o, "status", b->status);
	jsn_kv_instant(o, "geldigTotOp", b->geldig_tot_op);
	vorm_kv_instant(o, "terugTotOp", b->has_terug_tot_op, b->terug_tot_op);
	jsn_kv_instant(o, "gemaaktOp", b->gemaakt_op);
	put_regels(r, rows, count);
	jsn_object_end(o);
	return ERR_OK;
}

static enum err answer_created(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct bundel_get_row b;
	TRY(read_bundel(r, tx, id, &b));
	req_created(r, b.versie, "/v1/bundels/", b.id);
	return write_bundel(r, tx, &b);
}

enum err h_bundel_get(struct req *r, const struct op_bundel_get *in)
{
	struct bundel_get_row b;
	TRY(read_bundel(r, req_reader(r), in->id, &b));
	req_item(r, 200, b.versie);
	return write_bundel(r, req_reader(r), &b);
}

/* ---- one thing ---- */

static bool assigns(const struct bundel_get_row *b)
{
	return str_eq(b->stap, STR("toewijzen"));
}

static bool approves(const struct bundel_get_row *b)
{
	return str_eq(b->stap, STR("goedkeuren"));
}

static enum err changed(struct req *r)
{
	return task_fail(r->t, ERR_CONFLICT, "bundel.veranderd",
		"Dit is intussen veranderd. Kijk er opnieuw naar.");
}

/* In the version that was seen last, or not at all. */
static enum err assign(struct req *r, struct db_tx *tx, struct regel *g, bool has, struct uuid aan)
{
	const struct toewijzing_save_in save = { .id = g->aanvraag_id,
		.has_account_id = has,
		.account_id = aan,
		.door = r->actor.account_id,
		.nu = r->now_us };
	bool found = false;
	struct toewijzing_save_row saved;
	TRY(toewijzing_save(r->t, tx, &save, &found, &saved));
	if (!found)
		return task_fail(r->t, ERR_CONFLICT, "medewerker.onbekend",
			"Dit is geen medewerker van het Technocentrum.");
	if (saved.versie != g->versie + 1)
		return changed(r);
	g->versie = saved.versie;
	return ERR_OK;
}

static enum err hold_koppeling(
	struct req *r, struct db_tx *tx, const struct regel *g, struct koppeling_lock_row *ret_row)
{
	TRY(koppeling_houd(r, tx, g->ding_id, ret_row));
	return ret_row->versie == g->versie ? ERR_OK : changed(r);
}

/* What asks for four eyes is looked at one by one the first time; the second pair may be quick. */
static enum err approve(struct req *r, struct db_tx *tx, struct regel *g, int64_t vanaf_us)
{
	struct koppeling_lock_row before;
	TRY(hold_koppeling(r, tx, g, &before));
	if (before.vier_ogen && !before.has_eerste_door)
		return task_fail(r->t, ERR_CONFLICT, "bundel.vier_ogen",
			"Dit voorstel vraagt extra zorg. Wie het als eerste goedkeurt, doet dat "
			"apart.");
	TRY(koppeling_zet_stap(
		r, tx, g->ding_id, &(struct koppeling_stap){ .stap = STAP_GOEDKEUREN }));
	g->versie++;
	if (vanaf_us == 0)
		return ERR_OK;
	TRY(bericht_hold(
		r->t, tx, &(struct bericht_hold_in){ .koppeling_id = g->ding_id, .op = vanaf_us }));
	TRY(koppeling_vraag(r, tx, g->ding_id));
	return post_hold(
		r->t, tx, &(struct post_hold_in){ .koppeling_id = g->ding_id, .op = vanaf_us });
}

static enum err reject(struct req *r, struct db_tx *tx, const struct bundel_get_row *b,
	struct regel *g, int64_t vanaf_us)
{
	struct koppeling_lock_row before;
	struct koppeling_stap step = { .stap = STAP_AFWIJZEN, .has_reden = JSN_VALUE };
	while (step.reden < REDEN_COUNT - 1 &&
		!str_eq(b->reden, vorm_choice(api_reden_names, step.reden)))
		step.reden++;
	step.has_toelichting = b->toelichting.ptr != NULL ? JSN_VALUE : JSN_ABSENT;
	step.toelichting = b->toelichting;
	TRY(hold_koppeling(r, tx, g, &before));
	TRY(koppeling_zet_stap(r, tx, g->ding_id, &step));
	g->versie++;
	const struct bijvulling_hold_in wait = { .koppeling_id = g->ding_id,
		.volgende_op = vanaf_us };
	return vanaf_us == 0 ? ERR_OK : bijvulling_hold(r->t, tx, &wait);
}

/* Letters and refills of it may go from `vanaf_us` on; 0: it is only tried. */
static enum err take(struct req *r, struct db_tx *tx, const struct bundel_get_row *b,
	struct regel *g, int64_t vanaf_us)
{
	if (assigns(b))
		return assign(r, tx, g, b->has_aan_account_id, b->aan_account_id);
	return approves(b) ? approve(r, tx, g, vanaf_us) : reject(r, tx, b, g, vanaf_us);
}

/* By a step that follows, as if somebody had taken it by hand. */
static enum err take_back(
	struct req *r, struct db_tx *tx, const struct bundel_get_row *b, struct regel *g)
{
	struct koppeling_lock_row before;
	if (assigns(b))
		return assign(r, tx, g, g->has_vorige, g->vorige);
	TRY(hold_koppeling(r, tx, g, &before));
	const struct koppeling_stap back = { .has_reden = JSN_VALUE,
		.stap = approves(b) ? STAP_TERUGDRAAIEN : STAP_HEROPENEN,
		.reden = API_REDEN_VERGISSING };
	TRY(koppeling_zet_stap(r, tx, g->ding_id, &back));
	g->versie++;
	return ERR_OK;
}

enum ronde { PROBEREN, UITVOEREN, TERUGDRAAIEN };

static const char *const wel[] = { "kan", "gedaan", "teruggedraaid" };
static const char *const niet[] = { "kan_niet", "niet_gedaan", "niet_teruggedraaid" };

/* One thing in a part of its own. */
static enum err do_one(struct req *r, struct db_tx *tx, const struct bundel_get_row *b,
	enum ronde ronde, int64_t vanaf_us, struct regel *g)
{
	const struct regel before = *g;
	struct db_part part;
	TRY(db_part_begin(r->t, tx, &part));
	const enum err e =
		ronde == TERUGDRAAIEN ? take_back(r, tx, b, g) : take(r, tx, b, g, vanaf_us);
	if (e == ERR_OK && ronde != PROBEREN)
		TRY(db_part_keep(r->t, tx));
	else
		*g = before;
	g->status = str_from(e == ERR_OK ? wel[ronde] : niet[ronde]);
	g->code = STR_NULL;
	g->uitleg = STR_NULL;
	TRY(req_excuse(r, e, &g->code, &g->uitleg));
	return e == ERR_OK && ronde != PROBEREN ? ERR_OK : db_part_undo(r->t, tx, &part);
}

static enum err save(struct req *r, struct db_tx *tx, struct uuid id, const struct regel *g)
{
	const struct bundel_regel_save_in in = { .bundel_id = id,
		.volgnummer = g->volgnummer,
		.status = g->status,
		.code = g->code,
		.uitleg = g->uitleg,
		.versie = g->versie,
		.has_vorige_account_id = g->has_vorige,
		.vorige_account_id = g->vorige };
	return bundel_regel_save(r->t, tx, &in);
}

/* ---- preview ---- */

static void check_nieuw(struct req *r, const struct api_bundel_nieuw *n)
{
	const bool rejects = n->stap == API_BUNDELSTAP_AFWIJZEN;
	const bool hands_over = n->stap == API_BUNDELSTAP_TOEWIJZEN;
	if (rejects != (n->has_reden == JSN_VALUE))
		task_fault(r->t, "/reden", "reden.nodig",
			"Kies een reden als je afwijst, en alleen dan.");
	if (!rejects && n->has_toelichting == JSN_VALUE)
		task_fault(r->t, "/toelichting", "bundel.zonder_toelichting",
			"Een toelichting hoort alleen bij afwijzen.");
	if (hands_over != (n->has_account_id != JSN_ABSENT))
		task_fault(r->t, "/accountId", "bundel.aan_wie",
			"Zeg bij toewijzen wie het doet, en alleen dan.");
}

static bool has_request(const struct regel *regels, size_t count, struct uuid aanvraag_id)
{
	for (size_t i = 0; i < count; i++)
		if (uuid_eq(regels[i].aanvraag_id, aanvraag_id))
			return true;
	return false;
}

/* What the ids name, each request once when it is about assigning; one that names nothing is a
 * fault. */
static enum err find_all(struct req *r, struct db_tx *tx, const struct api_bundel_nieuw *n,
	struct regel *ret_regels, size_t *ret_count)
{
	const bool hands_over = n->stap == API_BUNDELSTAP_TOEWIJZEN;
	const struct uuid *ids = n->ids.items;
	size_t count = 0;
	for (size_t i = 0; i < n->ids.count; i++) {
		struct bundel_regel_find_row row;
		bool found = false;
		TRY(bundel_regel_find(
			r->t, tx, &(struct bundel_regel_find_in){ .id = ids[i] }, &found, &row));
		if (!found || !(row.koppeling || hands_over)) {
			task_fault(r->t, arena_printf(task_arena(r->t), "/ids/%zu", i),
				"koppeling.onbekend", "Deze koppeling bestaat niet.");
			continue;
		}
		if (row.has_vrijwilliger_id)
			audit_shows(r, row.vrijwilliger_id);
		if (hands_over && has_request(ret_regels, count, row.aanvraag_id))
			continue;
		ret_regels[count++] = (struct regel){ .volgnummer = (int32_t)i + 1,
			.ding_id = ids[i],
			.aanvraag_id = row.aanvraag_id,
			.versie = hands_over ? row.toewijzing_versie : row.versie,
			.has_vorige = row.has_account_id,
			.vorige = row.account_id };
	}
	*ret_count = count;
	return task_faults_check(r->t);
}

static enum err create(
	struct req *r, struct db_tx *tx, const struct api_bundel_nieuw *n, struct uuid id)
{
	const struct bundel_create_in in = { .id = id,
		.account_id = r->actor.account_id,
		.stap = vorm_choice(api_bundelstap_names, n->stap),
		.reden = n->has_reden == JSN_VALUE ? vorm_choice(api_reden_names, n->reden)
						   : STR_NULL,
		.toelichting = n->has_toelichting == JSN_VALUE ? n->toelichting : STR_NULL,
		.has_aan_account_id = n->has_account_id == JSN_VALUE,
		.aan_account_id = n->account_id,
		.geldig_tot_op = r->now_us + PREVIEW_US,
		.nu = r->now_us };
	struct bundel_create_row made;
	return bundel_create(r->t, tx, &in, &made);
}

static int by_ding(const void *a, const void *b)
{
	const struct regel *const x = a;
	const struct regel *const y = b;
	return uuid_cmp(x->ding_id, y->ding_id);
}

enum err h_bundel_post(struct req *r, const struct op_bundel_post *in)
{
	const struct api_bundel_nieuw *n = &in->body;
	struct db_tx *tx;
	struct bundel_get_row b;
	const struct uuid id = uuid_new();
	struct regel *regels = ARENA_ARRAY(task_arena(r->t), n->ids.count, struct regel);
	size_t count = 0;
	check_nieuw(r, n);
	TRY(req_begin(r, &tx));
	TRY(find_all(r, tx, n, regels, &count));
	qsort(regels, count, sizeof(*regels), by_ding);
	TRY(create(r, tx, n, id));
	TRY(read_bundel(r, tx, id, &b));
	for (size_t i = 0; i < count; i++) {
		struct regel *g = &regels[i];
		TRY(do_one(r, tx, &b, PROBEREN, 0, g));
		const struct bundel_regel_create_in row = { .bundel_id = id,
			.volgnummer = g->volgnummer,
			.ding_id = g->ding_id,
			.aanvraag_id = g->aanvraag_id,
			.status = g->status,
			.code = g->code,
			.uitleg = g->uitleg,
			.versie = g->versie,
			.has_vorige_account_id = g->has_vorige,
			.vorige_account_id = g->vorige };
		TRY(bundel_regel_create(r->t, tx, &row));
	}
	return answer_created(r, tx, id);
}

/* ---- carrying out, and taking back ---- */

/* Of two at once one is the first, and the other sees what it did. */
static enum err hold(
	struct req *r, struct db_tx *tx, struct uuid id, struct bundel_get_row *ret_row)
{
	bool found = false;
	struct bundel_lock_row row;
	TRY(bundel_lock(r->t, tx, &(struct bundel_lock_in){ .id = id }, &found, &row));
	if (!found)
		return req_not_found(r, "Deze bundel");
	return read_bundel(r, tx, id, ret_row);
}

static struct regel as_regel(const struct bundel_regel_list_row *row)
{
	return (struct regel){ .volgnummer = row->volgnummer,
		.ding_id = row->ding_id,
		.aanvraag_id = row->aanvraag_id,
		.versie = row->versie,
		.has_vorige = row->has_vorige_account_id,
		.vorige = row->vorige_account_id };
}

static int row_by_ding(const void *a, const void *b)
{
	const struct bundel_regel_list_row *const x = a;
	const struct bundel_regel_list_row *const y = b;
	return uuid_cmp(x->ding_id, y->ding_id);
}

/* All that the round before said yes to, in one order: two bundels with the same things wait for
 * each other. */
static enum err do_all(struct req *r, struct db_tx *tx, const struct bundel_get_row *b,
	enum ronde ronde, int64_t terug_tot_us)
{
	struct bundel_regel_list_row *rows = NULL;
	size_t count = 0;
	TRY(bundel_regel_list(
		r->t, tx, &(struct bundel_regel_list_in){ .bundel_id = b->id }, &rows, &count));
	qsort(rows, count, sizeof(*rows), row_by_ding);
	for (size_t i = 0; i < count; i++) {
		struct regel g = as_regel(&rows[i]);
		if (rows[i].has_vrijwilliger_id)
			audit_shows(r, rows[i].vrijwilliger_id);
		if (!str_eq(rows[i].status, str_from(wel[ronde - 1])))
			continue;
		TRY(do_one(r, tx, b, ronde, terug_tot_us, &g));
		TRY(save(r, tx, b->id, &g));
	}
	const struct bundel_set_status_in done = { .id = b->id,
		.status = ronde == UITVOEREN ? STR("uitgevoerd") : STR("teruggedraaid"),
		.terug_tot_op = terug_tot_us,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	struct bundel_set_status_row row;
	return bundel_set_status(r->t, tx, &done, &row);
}

enum err h_bundeluitvoering_post(struct req *r, const struct op_bundeluitvoering_post *in)
{
	struct db_tx *tx;
	struct bundel_get_row b;
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id, &b));
	if (!uuid_eq(b.account_id, r->actor.account_id))
		return task_fail(r->t, ERR_CONFLICT, "bundel.van_ander",
			"Alleen wie het voorbeeld maakte, voert het uit.");
	if (!str_eq(b.status, STR("voorbeeld")))
		return task_fail(
			r->t, ERR_CONFLICT, "bundel.al_uitgevoerd", "Dit is al uitgevoerd.");
	if (b.geldig_tot_op <= r->now_us)
		return task_fail(r->t, ERR_CONFLICT, "bundel.verlopen",
			"Dit voorbeeld is te oud. Maak een nieuw.");
	TRY(do_all(r, tx, &b, UITVOEREN, r->now_us + UNDO_US));
	return answer_created(r, tx, b.id);
}

enum err h_bundelterugdraaiing_post(struct req *r, const struct op_bundelterugdraaiing_post *in)
{
	struct db_tx *tx;
	struct bundel_get_row b;
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id, &b));
	if (!str_eq(b.status, STR("uitgevoerd")))
		return task_fail(r->t, ERR_CONFLICT, "bundel.niet_uitgevoerd",
			"Dit is niet uitgevoerd, of al teruggedraaid.");
	if (b.terug_tot_op <= r->now_us)
		return task_fail(r->t, ERR_CONFLICT, "bundel.te_laat",
			"Dit is langer dan tien minuten geleden. Draai het per koppeling terug.");
	TRY(do_all(r, tx, &b, TERUGDRAAIEN, b.terug_tot_op));
	return answer_created(r, tx, b.id);
}
