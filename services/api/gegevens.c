/* What is held about the caller: an export in pages, kept in the audit as every reading of
 * somebody's data. */
#include "privacy/gegevens.h"
#include "api/app.h"
#include "api/audit.h"
#include "api/req.h"
#include "privacy/catalogus.h"

enum err h_gegevens_list(struct req *r, const struct op_gegevens_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	const struct jsn_doc *catalogus = catalogus_read(task_arena(r->t), r->app->config);
	const struct gegevens_plaats na = { p.after_number, p.after_text };
	if (!gegevens_plaats_ok(catalogus, na))
		return page_damaged(r);
	const size_t most = (size_t)p.limit + 1;
	struct gegevens_rij *rows = ARENA_ARRAY(task_arena(r->t), most, struct gegevens_rij);
	size_t count = 0;
	TRY(gegevens_list(
		r->t, req_reader(r), catalogus, r->actor.account_id, na, most, rows, &count));
	audit_shows_self(r);
	page_open(r, &p, count);
	struct gegevens_plaats last = { 0, STR("") };
	for (size_t i = 0; i < p.shown; i++) {
		TRY(gegevens_put(r->t, r->app->keys, &r->out, catalogus, &rows[i]));
		last = rows[i].plaats;
	}
	page_close(r, &p, last.sleutel, last.tabel, r->actor.account_id);
	return ERR_OK;
}
