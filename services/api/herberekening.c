/* A match judged again, for staff: by what was kept with it, and by the facts of today. */
#include "api/kandidaat.h"
#include "api/req.h"
#include "api/vorm.h"

#define NIET_BEWAARD (-1)

/* Indexed by enum score_factor. */
struct kept {
	int32_t values[SCORE_FACTOR_COUNT]; /* NIET_BEWAARD: the match is older than the factor */
	struct score_gewichten weights;
	int32_t score; /* of these values with these weights */
};

static enum err read_kept(const struct herberekening_get_row *row, struct kept *ret_kept)
{
	struct kept k = { 0 };
	for (size_t i = 0; i < SCORE_FACTOR_COUNT; i++)
		k.values[i] = NIET_BEWAARD;
	for (size_t i = 0; i < row->factoren.count; i++) {
		enum score_factor factor = SCORE_FACTOR_COUNT;
		if (score_factor_from_code(row->factoren.items[i], &factor) != ERR_OK)
			return ERR_INTERNAL;
		k.values[factor] = row->waarden.items[i];
		k.weights.gewicht[factor] = (uint16_t)row->gewichten.items[i];
		if (row->waarden.items[i] != NIET_BEWAARD)
			k.score += score_bijdrage(
				(uint16_t)row->waarden.items[i], k.weights.gewicht[factor]);
	}
	*ret_kept = k;
	return score_gewichten_check(&k.weights);
}

/* The engine's word on the same pair now, with the weights of then. */
static enum err judge_today(struct req *r, const struct herberekening_get_row *row,
	const struct kept *kept, struct score_uitleg *ret_uitleg)
{
	struct motor *m = ARENA_NEW(task_arena(r->t), struct motor);
	TRY(kandidaat_load(r, req_reader(r), row->aanvraag_id, m));
	TRY(motor_load_een(r->t, req_reader(r), row->aanbod_id, m));
	m->config.gewichten = kept->weights;
	score_leg_uit(r->taal, &m->config, &m->vraag, &m->aanbod[0], ret_uitleg);
	return ERR_OK;
}

static void put_factoren(
	struct jsn_out *o, const struct kept *kept, const struct score_uitkomst *today)
{
	jsn_key(o, "factoren");
	jsn_array(o);
	for (size_t i = 0; i < SCORE_FACTOR_COUNT; i++) {
		const bool known = kept->values[i] != NIET_BEWAARD;
		jsn_object(o);
		jsn_kv_cstr(o, "factor", score_factor_table[i].code);
		jsn_kv_int(o, "gewicht", kept->weights.gewicht[i]);
		vorm_kv_int(o, "waardeBewaard", known, kept->values[i]);
		vorm_kv_int(o, "waardeVandaag", today->mogelijk, today->delen[i].waarde);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

static void put_vandaag(struct jsn_out *o, const struct score_uitleg *uitleg)
{
	const struct score_uitkomst *u = &uitleg->uitkomst;
	jsn_key(o, "vandaag");
	jsn_object(o);
	jsn_kv_bool(o, "mogelijk", u->mogelijk);
	jsn_kv_int(o, "score", u->score);
	jsn_key(o, "regel");
	if (u->mogelijk) {
		jsn_null(o);
	} else {
		jsn_object(o);
		jsn_kv_cstr(o, "code", score_regel_table[u->regel].code);
		jsn_kv_str(o, "reden", uitleg->regel);
		jsn_object_end(o);
	}
	jsn_object_end(o);
}

enum err h_herberekening_get(struct req *r, const struct op_herberekening_get *in)
{
	struct herberekening_get_row row;
	bool found = false;
	TRY(herberekening_get(
		r->t, req_reader(r), &(struct herberekening_get_in){ .id = in->id }, &found, &row));
	if (!found)
		return req_not_found(r, "Deze koppeling");
	struct kept kept;
	struct score_uitleg *uitleg = ARENA_NEW(task_arena(r->t), struct score_uitleg);
	TRY(read_kept(&row, &kept));
	TRY(judge_today(r, &row, &kept, uitleg));
	struct jsn_out *o = &r->out;
	jsn_object(o);
	jsn_kv_uuid(o, "koppelingId", in->id);
	jsn_kv_str(o, "soort", row.soort);
	jsn_kv_int(o, "gewichtVersie", row.gewicht_versie);
	jsn_kv_int(o, "scoreBewaard", row.score);
	jsn_kv_int(o, "scoreHerberekend", kept.score);
	jsn_kv_bool(o, "klopt", kept.score == row.score);
	put_factoren(o, &kept, &uitleg->uitkomst);
	put_vandaag(o, uitleg);
	jsn_object_end(o);
	return ERR_OK;
}
