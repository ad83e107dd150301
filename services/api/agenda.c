/* What stands in the calendar. */
#include "api/audit.h"
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

#define AGENDA_STANDARD_DAYS 56	  /* without `tot`: eight weeks */
#define AGENDA_MAX_DAYS	     4000 /* ten years; what is read is a page */
#define AGENDA_RUNS_DAYS     364  /* what is not over yet began no longer before */

static void put_plek(struct jsn_out *o, const char *key, bool has, struct uuid id, struct str naam,
	struct str plaats)
{
	jsn_key(o, key);
	if (!has) {
		jsn_null(o);
		return;
	}
	jsn_object(o);
	jsn_kv_uuid(o, "id", id);
	jsn_kv_str(o, "naam", naam);
	jsn_kv_str(o, "plaats", plaats);
	jsn_object_end(o);
}

/* A place at an event; its title is that of the row. */
static void put_event_place(struct jsn_out *o, const struct agenda_list_row *row)
{
	jsn_key(o, "plek");
	if (!row->has_plek_id) {
		jsn_null(o);
		return;
	}
	jsn_object(o);
	jsn_kv_uuid(o, "id", row->plek_id);
	jsn_kv_str(o, "soort", row->plek_soort);
	jsn_kv_str(o, "naam", row->titel);
	jsn_kv_str(o, "plaats", row->plek_plaats);
	jsn_object_end(o);
}

/* An activity, a facility that is booked, or a place at an event. */
static void write_item(struct req *r, const struct agenda_list_row *row)
{
	struct jsn_out *const o = &r->out;
	const bool who = toegang_ziet(r, api_zicht_agenda_regel_aanbieder, true);
	if (who && row->has_vrijwilliger_id)
		audit_shows(r, row->vrijwilliger_id);
	jsn_object(o);
	vorm_kv_uuid(o, "koppelingId", row->has_koppeling_id, row->koppeling_id);
	vorm_kv_uuid(o, "reserveringId", row->has_reservering_id, row->reservering_id);
	vorm_kv_uuid(o, "inschrijvingId", row->has_inschrijving_id, row->inschrijving_id);
	jsn_key(o, "tijdvak");
	vorm_put_tijdvak(o, row->datum, row->dagdeel, row->van_op, row->tot_op);
	jsn_kv_date(o, "totDatum", row->laatste_datum);
	jsn_kv_str(o, "status", row->status);
	jsn_kv_str(o, "soort", row->soort);
	jsn_kv_str(o, "titel", row->titel);
	put_plek(o, "school", row->has_school_id, row->school_id, row->school_naam,
		row->school_plaats);
	jsn_kv_str(o, "klas", row->klas);
	jsn_kv_str(o, "aanbieder", who ? row->aanbieder : STR_NULL);
	put_plek(o, "faciliteit", row->has_faciliteit_id, row->faciliteit_id, row->titel,
		row->faciliteit_plaats);
	put_event_place(o, row);
	jsn_kv_bool(o, "aangehouden", row->aangehouden);
	jsn_object_end(o);
}

static enum err read_range(
	struct req *r, const struct op_agenda_list *in, int32_t *ret_from, int32_t *ret_to)
{
	const int32_t from = in->has_van == JSN_VALUE ? in->van : r->today;
	const int32_t to = in->has_tot == JSN_VALUE ? in->tot : from + AGENDA_STANDARD_DAYS;
	if (to < from)
		task_fault(
			r->t, "?tot", "periode.omgekeerd", "De einddatum ligt vóór de begindatum.");
	else if (to - from > AGENDA_MAX_DAYS)
		task_fault(r->t, "?tot", "periode.te_lang", "Vraag hoogstens %d dagen tegelijk.",
			AGENDA_MAX_DAYS);
	*ret_from = from;
	*ret_to = to;
	return task_faults_check(r->t);
}

enum err h_agenda_list(struct req *r, const struct op_agenda_list *in)
{
	struct page page;
	int32_t from = 0;
	int32_t to = 0;
	TRY(page_init(r, in->cursor, in->limit, &page));
	TRY(read_range(r, in, &from, &to));
	/* A cursor of our own making lies within the period, or in what began before. */
	const int32_t first = from - AGENDA_RUNS_DAYS;
	const bool goes_on = !uuid_is_nil(page.after_id) && page.after_number >= first &&
			     page.after_number <= to;
	const bool side = req_is(r, API_ROL_BEDRIJF) || req_is_school(r);
	const struct agenda_list_in args = { .van_datum = from,
		.tot_datum = to,
		BEREIK_OF_SIDE(r),
		.has_docent_id = !uuid_is_nil(r->bereik.docent_id),
		.docent_id = r->bereik.docent_id,
		.has_lid_school_id = side && !uuid_is_nil(r->actor.school_id),
		.lid_school_id = r->actor.school_id,
		.has_lid_bedrijf_id = side && !uuid_is_nil(r->actor.bedrijf_id),
		.lid_bedrijf_id = r->actor.bedrijf_id,
		.na_datum = goes_on ? (int32_t)page.after_number : first,
		.na_id = goes_on ? page.after_id : (struct uuid){ { 0 } },
		.aantal = page.limit + 1 };
	struct agenda_list_row *rows = NULL;
	size_t count = 0;
	TRY(agenda_list(r->t, req_reader(r), &args, &rows, &count));
	page_open(r, &page, count);
	for (size_t i = 0; i < page.shown; i++)
		write_item(r, &rows[i]);
	const struct agenda_list_row *last = page.shown > 0 ? &rows[page.shown - 1] : NULL;
	page_close(r, &page, STR(""), last != NULL ? last->datum : 0,
		last != NULL ? last->volgorde : (struct uuid){ 0 });
	return ERR_OK;
}
