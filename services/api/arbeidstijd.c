/* How long who is learning may work, by age: the law as a table, for everybody who is signed in. */
#include "api/req.h"
#include "store/sql.h"

enum err h_arbeidstijd_list(struct req *r, const struct op_arbeidstijd_list *in)
{
	struct arbeidstijd_list_row *rows = NULL;
	size_t count = 0;
	TRY(arbeidstijd_list(r->t, req_reader(r), &rows, &count));
	struct jsn_out *const o = &r->out;
	jsn_object(o);
	jsn_key(o, "items");
	jsn_array(o);
	for (size_t i = 0; i < count; i++) {
		jsn_object(o);
		jsn_kv_int(o, "leeftijdVan", rows[i].leeftijd_van);
		jsn_kv_date(o, "vanafDatum", rows[i].vanaf_datum);
		jsn_kv_int(o, "urenPerDag", rows[i].uren_per_dag);
		jsn_kv_int(o, "urenPerWeek", rows[i].uren_per_week);
		jsn_kv_str(o, "vroegst", rows[i].vroegst);
		jsn_kv_str(o, "laatst", rows[i].laatst);
		jsn_kv_str(o, "bron", rows[i].bron);
		jsn_object_end(o);
	}
	jsn_array_end(o);
	jsn_object_end(o);
	return ERR_OK;
}
