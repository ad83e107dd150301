/* Lists of requests: each kind of caller has its own, by an index of its own. */
#include "api/aanvraag.h"
#include "api/req.h"
#include "api/vorm.h"
#include "store/sql.h"

/* What a list is asked for. */
struct filter {
	struct str soort, status;
	bool has_campagne_id;
	struct uuid campagne_id;
};

static enum err list_alle(
	struct req *r, const struct filter *f, const struct page *p, struct db_uuids *ret_ids)
{
	struct aanvraag_list_row row;
	TRY(aanvraag_list(r->t, req_reader(r),
		&(struct aanvraag_list_in){ .soort = f->soort,
			.status = f->status,
			.has_campagne_id = f->has_campagne_id,
			.campagne_id = f->campagne_id,
			.na_id = p->after_id,
			.aantal = p->limit + 1 },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_school(
	struct req *r, const struct filter *f, const struct page *p, struct db_uuids *ret_ids)
{
	struct aanvraag_list_school_row row;
	TRY(aanvraag_list_school(r->t, req_reader(r),
		&(struct aanvraag_list_school_in){ .school_id = r->bereik.school_id,
			.soort = f->soort,
			.status = f->status,
			.has_campagne_id = f->has_campagne_id,
			.campagne_id = f->campagne_id,
			.na_id = p->after_id,
			.aantal = p->limit + 1 },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_docent(
	struct req *r, const struct filter *f, const struct page *p, struct db_uuids *ret_ids)
{
	struct aanvraag_list_docent_row row;
	TRY(aanvraag_list_docent(r->t, req_reader(r),
		&(struct aanvraag_list_docent_in){ .docent_id = r->bereik.docent_id,
			.soort = f->soort,
			.status = f->status,
			.has_campagne_id = f->has_campagne_id,
			.campagne_id = f->campagne_id,
			.na_id = p->after_id,
			.aantal = p->limit + 1 },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_kring(
	struct req *r, const struct filter *f, const struct page *p, struct db_uuids *ret_ids)
{
	struct aanvraag_list_kring_row row;
	TRY(aanvraag_list_kring(r->t, req_reader(r),
		&(struct aanvraag_list_kring_in){ .kring_id = r->bereik.kring_id,
			.soort = f->soort,
			.status = f->status,
			.has_campagne_id = f->has_campagne_id,
			.campagne_id = f->campagne_id,
			.na_id = p->after_id,
			.aantal = p->limit + 1 },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_aanbieder(
	struct req *r, const struct filter *f, const struct page *p, struct db_uuids *ret_ids)
{
	struct aanvraag_list_aanbieder_row row;
	TRY(aanvraag_list_aanbieder(r->t, req_reader(r),
		&(struct aanvraag_list_aanbieder_in){ .bedrijf_id = r->bereik.bedrijf_id,
			.vrijwilliger_id = r->bereik.vrijwilliger_id,
			.soort = f->soort,
			.status = f->status,
			.has_campagne_id = f->has_campagne_id,
			.campagne_id = f->campagne_id,
			.na_id = p->after_id,
			.aantal = p->limit + 1 },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_ids(struct req *r, const struct op_aanvraag_list *in, const struct page *p,
	struct db_uuids *ret_ids)
{
	const struct filter f = {
		.soort = in->has_soort ? vorm_choice(api_activiteitsoort_names, in->soort)
				       : STR_NULL,
		.status = in->has_status ? vorm_choice(api_aanvraag_status_names, in->status)
					 : STR_NULL,
		.has_campagne_id = in->has_campagne_id == JSN_VALUE,
		.campagne_id = in->campagne_id,
	};
	if (r->bereik.alle)
		return list_alle(r, &f, p, ret_ids);
	if (!uuid_is_nil(r->bereik.docent_id))
		return list_docent(r, &f, p, ret_ids);
	if (!uuid_is_nil(r->bereik.school_id))
		return list_school(r, &f, p, ret_ids);
	if (!uuid_is_nil(r->bereik.kring_id))
		return list_kring(r, &f, p, ret_ids);
	return list_aanbieder(r, &f, p, ret_ids);
}

enum err h_aanvraag_list(struct req *r, const struct op_aanvraag_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct db_uuids ids;
	TRY(list_ids(r, in, &p, &ids));
	struct aanvraag_get_row *rows = NULL;
	size_t count = 0;
	TRY(aanvraag_read_all(r, req_reader(r), ids, &rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		aanvraag_put(&r->out, &rows[i]);
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}
