/* What the classes of a school had of their norm, and what they still miss. */
#include "api/req.h"
#include "api/school.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

static int32_t above_zero(int32_t n)
{
	return n > 0 ? n : 0;
}

static void put_deel(
	struct jsn_out *o, const char *key, int32_t norm, int32_t geweest, int32_t gepland)
{
	jsn_key(o, key);
	jsn_object(o);
	jsn_kv_int(o, "norm", norm);
	jsn_kv_int(o, "geweest", geweest);
	jsn_kv_int(o, "gepland", gepland);
	jsn_kv_int(o, "tekort", above_zero(norm - geweest));
	jsn_kv_int(o, "nogTePlannen", above_zero(norm - geweest - gepland));
	jsn_object_end(o);
}

static void put_tegoed(struct jsn_out *o, int32_t schooljaar, const struct tegoed_list_row *t)
{
	jsn_object(o);
	jsn_kv_uuid(o, "klasId", t->klas_id);
	jsn_kv_str(o, "klas", t->klas);
	jsn_kv_int(o, "schooljaar", schooljaar);
	vorm_kv_niveau(o, "niveau", t->niveau);
	jsn_kv_int(o, "groepsgrootte", t->groepsgrootte);
	put_deel(o, "dagdelen", t->dagdeel_norm, t->dagdeel_geweest, t->dagdeel_gepland);
	put_deel(o, "bezoeken", t->bezoek_norm, t->bezoek_geweest, t->bezoek_gepland);
	jsn_object_end(o);
}

enum err h_tegoed_list(struct req *r, const struct op_tegoed_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	TRY(school_check_eigen(r, req_reader(r), in->id));
	const int32_t schooljaar = in->has_schooljaar == JSN_VALUE ? (int32_t)in->schooljaar
								   : date_school_year(r->today);
	struct tegoed_list_row *rows = NULL;
	size_t count = 0;
	TRY(tegoed_list(r->t, req_reader(r),
		&(struct tegoed_list_in){ .school_id = in->id,
			.schooljaar = schooljaar,
			.na_id = p.after_id,
			.aantal = p.limit + 1 },
		&rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		put_tegoed(&r->out, schooljaar, &rows[i]);
		last = rows[i].klas_id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}
