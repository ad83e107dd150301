/* The life of a koppeling as tables: what clients show people, from the same rows that decide. */
#include "domain/toestand.h"
#include "api/req.h"
#include "domain/reden.h"

static void put_toestanden(struct jsn_out *o)
{
	jsn_key(o, "toestanden");
	jsn_array(o);
	for (int i = TOESTAND_GEEN + 1; i < TOESTAND_COUNT; i++) {
		jsn_object(o);
		jsn_kv_cstr(o, "code", toestand_table[i].code);
		jsn_kv_cstr(o, "naamNl", toestand_table[i].nl);
		jsn_kv_cstr(o, "naamEn", toestand_table[i].en);
		jsn_kv_bool(o, "eind", toestand_is_final((enum toestand)i));
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

/* The codes of those whose bit is in the mask. */
static void put_codes(struct jsn_out *o, const char *key, const struct toestand_naam *table,
	unsigned count, uint32_t mask)
{
	jsn_key(o, key);
	jsn_array(o);
	for (unsigned i = 0; i < count; i++)
		if ((mask & (1u << i)) != 0)
			jsn_cstr(o, table[i].code);
	jsn_array_end(o);
}

static void put_stap(struct jsn_out *o, const struct toestand_stap *s)
{
	jsn_object(o);
	jsn_kv_cstr(o, "stap", stap_table[s->stap].code);
	jsn_kv_str(o, "van",
		s->van == TOESTAND_GEEN ? STR_NULL : str_from(toestand_table[s->van].code));
	jsn_kv_cstr(o, "naar", toestand_table[s->naar].code);
	put_codes(o, "rollen", rol_table, ROL_COUNT, s->rollen);
	jsn_kv_bool(o, "redenNodig", s->reden_vereist);
	put_codes(o, "gevolgen", gevolg_table, GEVOLG_COUNT, s->gevolgen);
	jsn_kv_cstr(o, "zinNl", s->nl);
	jsn_kv_cstr(o, "zinEn", s->en);
	jsn_object_end(o);
}

static void put_gevolgen(struct jsn_out *o)
{
	jsn_key(o, "gevolgen");
	jsn_array(o);
	for (size_t i = 0; i < GEVOLG_COUNT; i++) {
		jsn_object(o);
		jsn_kv_cstr(o, "code", gevolg_table[i].code);
		jsn_kv_cstr(o, "zinNl", gevolg_table[i].nl);
		jsn_kv_cstr(o, "zinEn", gevolg_table[i].en);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

static void put_redenen(struct jsn_out *o)
{
	jsn_key(o, "redenen");
	jsn_array(o);
	for (size_t i = 0; i < REDEN_COUNT; i++) {
		jsn_object(o);
		jsn_kv_cstr(o, "code", reden_table[i].code);
		jsn_kv_cstr(o, "naamNl", reden_table[i].nl);
		jsn_kv_cstr(o, "naamEn", reden_table[i].en);
		put_codes(o, "stappen", stap_table, STAP_COUNT, reden_table[i].stappen);
		jsn_kv_bool(o, "stopt", reden_table[i].stopt);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

enum err h_toestand_list(struct req *r, const struct op_toestand_list *in)
{
	struct jsn_out *o = &r->out;
	jsn_object(o);
	put_toestanden(o);
	jsn_key(o, "stappen");
	jsn_array(o);
	for (size_t i = 0; i < TOESTAND_STAP_COUNT; i++)
		put_stap(o, &toestand_stappen[i]);
	jsn_array_end(o);
	put_gevolgen(o);
	put_redenen(o);
	jsn_object_end(o);
	return ERR_OK;
}
