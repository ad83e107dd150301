/* The types of activity, as the engine knows them. */
#include "api/req.h"
#include "api/soort_eigen.h"
#include "api/vorm.h"
#include "domain/soort.h"
#include "score/regel.h"

static void put_soort(struct jsn_out *o, enum soort soort)
{
	const struct soort_rij *rij = &soort_table[soort];
	jsn_object(o);
	jsn_kv_cstr(o, "code", rij->code);
	jsn_kv_cstr(o, "naamNl", rij->nl);
	jsn_kv_cstr(o, "naamEn", rij->en);
	jsn_kv_cstr(o, "reiziger", rij->reiziger == SOORT_REIZIGER_KLAS ? "klas" : "aanbieder");
	jsn_kv_bool(o, "bijLeerlingen", rij->bij_leerlingen);
	jsn_kv_bool(o, "periode", rij->periode);
	jsn_kv_bool(o, "erkenning", rij->erkenning);
	vorm_kv_int(o, "leeftijdMin", rij->leeftijd > 0, rij->leeftijd);
	jsn_kv_str(o, "teltAls", rij->telt_als != NULL ? str_from(rij->telt_als) : STR_NULL);
	jsn_kv_bool(o, "beideKiezen", rij->beide_kiezen);
	jsn_key(o, "eigenVelden");
	jsn_array(o);
	for (const char *const *veld = soort_eigen_van(soort); *veld != NULL; veld++)
		jsn_cstr(o, *veld);
	jsn_array_end(o);
	jsn_key(o, "regels");
	jsn_array(o);
	for (unsigned i = 0; i < SCORE_REGEL_COUNT; i++)
		if ((score_regel_table[i].soorten & SOORT_BIT(soort)) != 0)
			jsn_cstr(o, score_regel_table[i].code);
	jsn_array_end(o);
	jsn_object_end(o);
}

enum err h_activiteitsoort_list(struct req *r, const struct op_activiteitsoort_list *in)
{
	jsn_object(&r->out);
	jsn_key(&r->out, "items");
	jsn_array(&r->out);
	for (unsigned i = 0; i < SOORT_COUNT; i++)
		put_soort(&r->out, (enum soort)i);
	jsn_array_end(&r->out);
	jsn_object_end(&r->out);
	return ERR_OK;
}
