/* The taxonomy of topics, for everyone. */
#include "api/req.h"
#include "store/sql.h"

enum err h_thema_list(struct req *r, const struct op_thema_list *in)
{
	struct thema_list_row *rows = NULL;
	size_t count = 0;
	TRY(thema_list(r->t, req_reader(r), &rows, &count));
	struct jsn_out *o = &r->out;
	jsn_object(o);
	jsn_key(o, "items");
	jsn_array(o);
	for (size_t i = 0; i < count; i++) {
		jsn_object(o);
		jsn_kv_str(o, "code", rows[i].code);
		jsn_kv_str(o, "ouder", rows[i].ouder);
		jsn_kv_str(o, "naamNl", rows[i].naam_nl);
		jsn_kv_str(o, "naamEn", rows[i].naam_en);
		jsn_object_end(o);
	}
	jsn_array_end(o);
	jsn_object_end(o);
	return ERR_OK;
}
