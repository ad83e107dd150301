/*
 * The board: what is asked and offered, for everybody and without who. The worker counts it when
 * something changed (worker/bord.h). Every number is rounded down
 * to a multiple of three: below three it is 0, and no difference between two numbers tells of one
 * or two. Of a request there is no name (unless its school wants that), no word of the school's and
 * no id; its municipality only where three schools ask something (prikbord/vragen.sql). Offers are
 * numbers alone: there may be one person behind each.
 */
#include "api/prikbord.h"

#include "api/negotiate.h"
#include "api/req.h"
#include "api/vorm.h"
#include "domain/niveau.h"
#include "domain/soort.h"
#include "store/sql.h"

#define KLEINSTE 3 /* what is less is not told */

static int64_t rounded(int64_t n)
{
	return n - n % KLEINSTE;
}

/* The code of the contract; STR_NULL for a level that is none. */
static struct str code_of(const struct prikbord_telling_row *row)
{
	if (!str_eq(row->groep, STR("niveau")))
		return row->code;
	int64_t bit = 0;
	if (str_to_int(row->code, 0, NIVEAU_COUNT - 1, &bit) != ERR_OK)
		return STR_NULL;
	return str_from(niveau_table[bit].code);
}

/* What people call it, in Dutch: one answer for all who share a cache. */
static struct str naam_of(const struct prikbord_telling_row *row)
{
	enum soort soort;
	int64_t bit = 0;
	if (str_eq(row->groep, STR("soort")) && soort_from_code(row->code, &soort) == ERR_OK)
		return str_from(soort_table[soort].nl);
	if (str_eq(row->groep, STR("niveau")) &&
		str_to_int(row->code, 0, NIVEAU_COUNT - 1, &bit) == ERR_OK)
		return str_from(niveau_table[bit].nl);
	return row->naam;
}

static void put_group(struct req *r, const char *key, struct str groep,
	const struct prikbord_telling_row *rows, size_t count)
{
	struct jsn_out *o = &r->out;
	jsn_key(o, key);
	jsn_array(o);
	for (size_t i = 0; i < count; i++) {
		const int64_t vraag = rounded(rows[i].vraag), aanbod = rounded(rows[i].aanbod);
		const struct str code = code_of(&rows[i]);
		if (!str_eq(rows[i].groep, groep) || vraag + aanbod == 0 || code.ptr == NULL)
			continue;
		jsn_object(o);
		jsn_kv_str(o, "code", code);
		jsn_kv_str(o, "naam", naam_of(&rows[i]));
		jsn_kv_int(o, "vraag", vraag);
		jsn_kv_int(o, "aanbod", aanbod);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

enum err h_prikbord_get(struct req *r, const struct op_prikbord_get *in)
{
	struct prikbord_telling_row *rows = NULL;
	size_t count = 0;
	TRY(prikbord_telling(r->t, req_reader(r), &rows, &count));
	jsn_object(&r->out);
	put_group(r, "soorten", STR("soort"), rows, count);
	put_group(r, "niveaus", STR("niveau"), rows, count);
	put_group(r, "themas", STR("thema"), rows, count);
	put_group(r, "gemeenten", STR("gemeente"), rows, count);
	jsn_object_end(&r->out);
	return negotiate_once(r);
}

void prikbord_put_vraag(struct jsn_out *o, const struct prikbord_vragen_row *v)
{
	jsn_object(o);
	jsn_kv_str(o, "soort", v->soort);
	vorm_kv_niveau(o, "niveau", v->niveau);
	vorm_kv_texts(o, "themas", v->themas);
	jsn_kv_str(o, "taal", v->taal);
	jsn_kv_date(o, "vanDatum", v->van_datum);
	jsn_kv_date(o, "totDatum", v->tot_datum);
	jsn_kv_bool(o, "onlineToegestaan", v->online_toegestaan);
	jsn_kv_str(o, "schoolNaam", v->school_naam);
	vorm_put_gemeente(o, v->gemeente_code, v->gemeente_naam);
	jsn_object_end(o);
}

enum err h_prikbordvraag_list(struct req *r, const struct op_prikbordvraag_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct prikbord_vragen_row *rows = NULL;
	size_t count = 0;
	TRY(prikbord_vragen(r->t, req_reader(r),
		&(struct prikbord_vragen_in){
			.soort = in->has_soort ? vorm_choice(api_activiteitsoort_names, in->soort)
					       : STR_NULL,
			.vandaag = r->today,
			.na_id = p.after_id,
			.aantal = p.limit + 1 },
		&rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		prikbord_put_vraag(&r->out, &rows[i]);
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return negotiate_once(r);
}
