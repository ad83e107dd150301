/* Topics that a text is about: for who writes a request, while writing. The text is not kept. */
#include "api/app.h"
#include "api/req.h"
#include "domain/thema_zoek.h"
#include "motor/taxonomie.h"

static void put_suggestie(
	struct jsn_out *o, const struct taxonomie *t, const struct thema_treffer *found)
{
	const struct taxonomie_thema *thema = &t->themas[found->thema];
	jsn_object(o);
	jsn_kv_str(o, "code", thema->code);
	jsn_kv_str(o, "naamNl", thema->naam_nl);
	jsn_kv_str(o, "naamEn", thema->naam_en);
	jsn_kv_int(o, "score", found->score);
	jsn_key(o, "woorden");
	jsn_array(o);
	for (size_t i = 0; i < found->woord_count; i++)
		jsn_str(o, found->woorden[i]);
	jsn_array_end(o);
	jsn_object_end(o);
}

enum err h_thema_suggestie_post(struct req *r, const struct op_thema_suggestie_post *in)
{
	const struct taxonomie *t;
	TRY(taxonomie_get(r->t, req_reader(r), &r->app->taxonomie, &t));
	struct thema_treffer found[THEMA_ZOEK_MAX];
	const size_t count = thema_zoek_find(t->zoek, task_arena(r->t), in->body.tekst, found);
	struct jsn_out *o = &r->out;
	jsn_object(o);
	jsn_key(o, "items");
	jsn_array(o);
	for (size_t i = 0; i < count; i++)
		put_suggestie(o, t, &found[i]);
	jsn_array_end(o);
	jsn_object_end(o);
	return ERR_OK;
}
