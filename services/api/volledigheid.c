/* What is missing of a request, or would help: hints for who makes it, none of which blocks. */
#include "score/volledig.h"

#include "api/aanvraag.h"
#include "api/app.h"
#include "api/kandidaat.h"
#include "api/vorm.h"

static void write_hint(struct req *r, const struct score_raadgeving *h)
{
	const struct score_hint_rij *rij = &score_hint_table[h->hint];
	struct jsn_out *o = &r->out;
	jsn_object(o);
	jsn_kv_cstr(o, "code", rij->code);
	jsn_kv_cstr(o, "veld", rij->veld);
	jsn_kv_cstr(o, "zin", r->taal == SCORE_TAAL_NL ? rij->nl : rij->en);
	vorm_kv_int(o, "aantal", rij->regel != SCORE_REGEL_COUNT, h->aantal);
	jsn_object_end(o);
}

static void write_all(struct req *r, const struct score_niemand *n,
	const struct score_raadgeving *hints, unsigned count)
{
	struct jsn_out *o = &r->out;
	jsn_object(o);
	jsn_kv_int(o, "bekeken", n->bekeken);
	jsn_kv_int(o, "mogelijk", n->mogelijk);
	jsn_key(o, "hints");
	jsn_array(o);
	for (unsigned i = 0; i < count; i++)
		write_hint(r, &hints[i]);
	jsn_array_end(o);
	jsn_object_end(o);
}

enum err h_volledigheid_get(struct req *r, const struct op_volledigheid_get *in)
{
	struct aanvraag_get_row row;
	TRY(aanvraag_read(r, req_reader(r), in->id, &row));
	struct motor *m = ARENA_NEW(task_arena(r->t), struct motor);
	TRY(kandidaat_load_for_list(r, in->id, m));
	struct score_niemand niemand;
	TRY(voorraad_niemand(r->t, r->app->voorraad, m, NULL, &niemand));
	const struct score_woorden woorden = { .leerdoel = row.leerdoel.ptr != NULL,
		.voorkennis = row.voorkennis.ptr != NULL,
		.vervolg = row.vervolg.ptr != NULL,
		.voorbij = row.tot_datum < r->today };
	struct score_raadgeving hints[SCORE_HINT_COUNT];
	const unsigned count = score_volledig(&m->vraag, &woorden, &niemand, hints);
	write_all(r, &niemand, hints, count);
	return ERR_OK;
}
