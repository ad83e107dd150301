#include "api/soort_eigen.h"

#include "api/invoer.h"
#include "api/vorm.h"
#include "domain/niveau.h"

#define HALTE_MINUTEN 60 /* at a stop, when nobody says so */

static bool class_travels(enum soort soort)
{
	return soort_table[soort].reiziger == SOORT_REIZIGER_KLAS;
}

const char *const *soort_eigen_van(enum soort soort)
{
	static const char *const bezoek[] = { "begeleiders", "leerlingenPerBegeleider", "traploos",
		"bescherming", "haltes", "haltesMin", "halteMinuten", NULL };
	static const char *const plek[] = { "weken", "dagenPerWeek", "urenPerDag", "traploos",
		"bescherming", NULL };
	static const char *const opdracht[] = { "weken", "dagenPerWeek", "urenPerDag",
		"opdrachtvorm", "teams", "mijlpalen", NULL };
	static const char *const daar[] = { "traploos", "bescherming", NULL };
	static const char *const periode[] = { "weken", "dagenPerWeek", "urenPerDag", NULL };
	static const char *const geen[] = { NULL };
	if (soort == SOORT_BEDRIJFSBEZOEK)
		return bezoek;
	if (soort == SOORT_OPDRACHT)
		return opdracht;
	if (class_travels(soort))
		return soort_table[soort].periode ? plek : daar;
	return soort_table[soort].periode ? periode : geen;
}

static void put_mijlpalen(struct jsn_out *o, const struct aanvraag_get_row *a)
{
	jsn_key(o, "mijlpalen");
	jsn_array(o);
	for (size_t i = 0; i < a->mijlpaal_datums.count; i++) {
		jsn_object(o);
		jsn_kv_date(o, "datum", a->mijlpaal_datums.items[i]);
		jsn_kv_str(o, "naam", a->mijlpaal_namen.items[i]);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

void soort_eigen_put_aanvraag(struct jsn_out *o, const struct aanvraag_get_row *a)
{
	vorm_kv_int(o, "begeleiders", a->has_begeleiders, a->begeleiders);
	jsn_kv_bool(o, "traploos", a->traploos);
	vorm_kv_int(o, "weken", a->has_weken, a->weken);
	vorm_kv_int(o, "dagenPerWeek", a->has_dagen_per_week, a->dagen_per_week);
	vorm_kv_int(o, "urenPerDag", a->has_uren_per_dag, a->uren_per_dag);
	jsn_kv_str(o, "opdrachtvorm", a->opdrachtvorm);
	vorm_kv_int(o, "teams", a->has_teams, a->teams);
	put_mijlpalen(o, a);
	vorm_kv_int(o, "haltes", a->has_haltes, a->haltes);
	vorm_kv_int(o, "haltesMin", a->has_haltes_min, a->haltes_min);
	vorm_kv_int(o, "halteMinuten", a->has_halte_minuten, a->halte_minuten);
}

void soort_eigen_put_aanbod(struct jsn_out *o, const struct aanbod_get_row *a)
{
	vorm_kv_int(o, "leerlingenPerBegeleider", a->has_leerlingen_per_begeleider,
		a->leerlingen_per_begeleider);
	jsn_kv_bool(o, "traploos", a->traploos);
	vorm_kv_texts(o, "bescherming", a->bescherming);
}

static void set_mijlpalen(struct req *r, struct jsn_array list, struct aanvraag_save_in *a)
{
	const struct api_mijlpaal *m = list.items;
	int32_t *datums = ARENA_ARRAY(task_arena(r->t), list.count + 1, int32_t);
	struct str *namen = ARENA_ARRAY(task_arena(r->t), list.count + 1, struct str);
	for (size_t i = 0; i < list.count; i++) {
		datums[i] = m[i].datum;
		namen[i] = m[i].naam;
		invoer_line(r, arena_printf(task_arena(r->t), "/mijlpalen/%zu/naam", i), &namen[i]);
	}
	a->mijlpaal_datums = (struct db_ints){ datums, list.count };
	a->mijlpaal_namen = (struct db_texts){ namen, list.count };
}

/* What a rondgang leaves open: all stops are needed, an hour at each. */
static void fill_rondgang(struct aanvraag_save_in *a)
{
	if (a->has_haltes && !a->has_haltes_min) {
		a->has_haltes_min = true;
		a->haltes_min = a->haltes;
	}
	if (a->has_haltes && !a->has_halte_minuten) {
		a->has_halte_minuten = true;
		a->halte_minuten = HALTE_MINUTEN;
	}
}

void soort_eigen_nieuw_aanvraag(
	struct req *r, const struct api_aanvraag_nieuw *n, struct aanvraag_save_in *a)
{
	vorm_merge_int(n->has_begeleiders, n->begeleiders, &a->has_begeleiders, &a->begeleiders);
	a->traploos = n->traploos;
	vorm_merge_int(n->has_weken, n->weken, &a->has_weken, &a->weken);
	vorm_merge_int(n->has_dagen_per_week, n->dagen_per_week, &a->has_dagen_per_week,
		&a->dagen_per_week);
	vorm_merge_int(
		n->has_uren_per_dag, n->uren_per_dag, &a->has_uren_per_dag, &a->uren_per_dag);
	vorm_merge_choice(
		n->has_opdrachtvorm, api_opdrachtvorm_names, n->opdrachtvorm, &a->opdrachtvorm);
	vorm_merge_int(n->has_teams, n->teams, &a->has_teams, &a->teams);
	set_mijlpalen(r, n->mijlpalen, a);
	vorm_merge_int(n->has_haltes, n->haltes, &a->has_haltes, &a->haltes);
	vorm_merge_int(n->has_haltes_min, n->haltes_min, &a->has_haltes_min, &a->haltes_min);
	vorm_merge_int(
		n->has_halte_minuten, n->halte_minuten, &a->has_halte_minuten, &a->halte_minuten);
	fill_rondgang(a);
}

void soort_eigen_row_aanvraag(const struct aanvraag_get_row *row, struct aanvraag_save_in *a)
{
	a->has_begeleiders = row->has_begeleiders;
	a->begeleiders = row->begeleiders;
	a->traploos = row->traploos;
	a->has_weken = row->has_weken;
	a->weken = row->weken;
	a->has_dagen_per_week = row->has_dagen_per_week;
	a->dagen_per_week = row->dagen_per_week;
	a->has_uren_per_dag = row->has_uren_per_dag;
	a->uren_per_dag = row->uren_per_dag;
	a->opdrachtvorm = row->opdrachtvorm;
	a->has_teams = row->has_teams;
	a->teams = row->teams;
	a->mijlpaal_datums = row->mijlpaal_datums;
	a->mijlpaal_namen = row->mijlpaal_namen;
	a->has_haltes = row->has_haltes;
	a->haltes = row->haltes;
	a->has_haltes_min = row->has_haltes_min;
	a->haltes_min = row->haltes_min;
	a->has_halte_minuten = row->has_halte_minuten;
	a->halte_minuten = row->halte_minuten;
}

void soort_eigen_merge_aanvraag(
	struct req *r, const struct api_aanvraag_wijziging *w, struct aanvraag_save_in *a)
{
	vorm_merge_int(w->has_begeleiders, w->begeleiders, &a->has_begeleiders, &a->begeleiders);
	vorm_set_bool(w->has_traploos, w->traploos, &a->traploos);
	vorm_merge_int(w->has_weken, w->weken, &a->has_weken, &a->weken);
	vorm_merge_int(w->has_dagen_per_week, w->dagen_per_week, &a->has_dagen_per_week,
		&a->dagen_per_week);
	vorm_merge_int(
		w->has_uren_per_dag, w->uren_per_dag, &a->has_uren_per_dag, &a->uren_per_dag);
	vorm_merge_choice(
		w->has_opdrachtvorm, api_opdrachtvorm_names, w->opdrachtvorm, &a->opdrachtvorm);
	vorm_merge_int(w->has_teams, w->teams, &a->has_teams, &a->teams);
	if (w->has_mijlpalen == JSN_VALUE)
		set_mijlpalen(r, w->mijlpalen, a);
	vorm_merge_int(w->has_haltes, w->haltes, &a->has_haltes, &a->haltes);
	vorm_merge_int(w->has_haltes_min, w->haltes_min, &a->has_haltes_min, &a->haltes_min);
	vorm_merge_int(
		w->has_halte_minuten, w->halte_minuten, &a->has_halte_minuten, &a->halte_minuten);
	/* One visit again. */
	if (!a->has_haltes)
		a->has_haltes_min = a->has_halte_minuten = false;
	fill_rondgang(a);
}

void soort_eigen_nieuw_aanbod(
	struct req *r, const struct api_aanbod_nieuw *n, struct aanbod_save_in *a)
{
	vorm_merge_int(n->has_leerlingen_per_begeleider, n->leerlingen_per_begeleider,
		&a->has_leerlingen_per_begeleider, &a->leerlingen_per_begeleider);
	a->traploos = n->traploos;
	a->bescherming = vorm_choices(task_arena(r->t), api_bescherming_names, n->bescherming);
}

void soort_eigen_row_aanbod(const struct aanbod_get_row *row, struct aanbod_save_in *a)
{
	a->has_leerlingen_per_begeleider = row->has_leerlingen_per_begeleider;
	a->leerlingen_per_begeleider = row->leerlingen_per_begeleider;
	a->traploos = row->traploos;
	a->bescherming = row->bescherming;
}

void soort_eigen_merge_aanbod(
	struct req *r, const struct api_aanbod_wijziging *w, struct aanbod_save_in *a)
{
	vorm_merge_int(w->has_leerlingen_per_begeleider, w->leerlingen_per_begeleider,
		&a->has_leerlingen_per_begeleider, &a->leerlingen_per_begeleider);
	vorm_set_bool(w->has_traploos, w->traploos, &a->traploos);
	if (w->has_bescherming == JSN_VALUE)
		a->bescherming =
			vorm_choices(task_arena(r->t), api_bescherming_names, w->bescherming);
}

/* ---- checks ---- */

static void check_own(
	struct req *r, enum soort soort, bool belongs, bool given, const char *pointer)
{
	if (given && !belongs)
		task_fault(r->t, pointer, "veld.niet_voor_soort",
			"Dit hoort niet bij een %s. Laat het leeg.",
			r->taal == SCORE_TAAL_NL ? soort_table[soort].nl : soort_table[soort].en);
}

static void check_mijlpalen(struct req *r, const struct aanvraag_save_in *a)
{
	for (size_t i = 0; i < a->mijlpaal_datums.count; i++) {
		if (a->mijlpaal_datums.items[i] <
			(i > 0 ? a->mijlpaal_datums.items[i - 1] : a->van_datum))
			task_fault(r->t, arena_printf(task_arena(r->t), "/mijlpalen/%zu/datum", i),
				"mijlpaal.volgorde",
				"Zet mijlpalen op volgorde van dag, vanaf de eerste dag van de "
				"aanvraag.");
	}
}

/* How many at least, and how long, say something of stops alone. */
static void check_rondgang(struct req *r, const struct aanvraag_save_in *a)
{
	if (!a->has_haltes && a->has_haltes_min)
		task_fault(r->t, "/haltesMin", "rondgang.zonder_haltes",
			"Zeg eerst hoeveel haltes de rondgang heeft.");
	if (!a->has_haltes && a->has_halte_minuten)
		task_fault(r->t, "/halteMinuten", "rondgang.zonder_haltes",
			"Zeg eerst hoeveel haltes de rondgang heeft.");
	if (a->has_haltes && a->haltes_min > a->haltes)
		task_fault(r->t, "/haltesMin", "rondgang.minimum",
			"Het minimum is hoogstens het aantal haltes.");
}

void soort_eigen_check_opening(struct req *r, const struct aanvraag_save_in *a)
{
	/* Without the qualification nobody can tell which company is accredited for it. */
	if (vorm_soort(a->soort) == SOORT_LEERWERKPLEK && !a->has_crebo &&
		((uint64_t)a->niveau & niveau_of_sector(NIVEAU_SECTOR_MBO)) != 0)
		task_fault(r->t, "/crebo", "aanvraag.crebo_ontbreekt",
			"Noem de mbo-opleiding (crebo). Een leerwerkplek kan alleen bij een "
			"bedrijf dat daarvoor erkend is.");
}

void soort_eigen_check_aanvraag(struct req *r, struct aanvraag_save_in *a)
{
	const enum soort soort = vorm_soort(a->soort);
	const bool periode = soort_table[soort].periode;
	const bool opdracht = soort == SOORT_OPDRACHT;
	check_own(r, soort, soort == SOORT_BEDRIJFSBEZOEK, a->has_begeleiders, "/begeleiders");
	check_own(r, soort, soort == SOORT_BEDRIJFSBEZOEK, a->has_haltes, "/haltes");
	check_rondgang(r, a);
	check_own(r, soort, class_travels(soort), a->traploos, "/traploos");
	check_own(r, soort, periode, a->has_weken, "/weken");
	check_own(r, soort, periode, a->has_dagen_per_week, "/dagenPerWeek");
	check_own(r, soort, periode, a->has_uren_per_dag, "/urenPerDag");
	check_own(r, soort, opdracht, a->opdrachtvorm.ptr != NULL, "/opdrachtvorm");
	check_own(r, soort, opdracht, a->has_teams, "/teams");
	check_own(r, soort, opdracht, a->mijlpaal_datums.count > 0, "/mijlpalen");
	if (opdracht)
		check_mijlpalen(r, a);
}

void soort_eigen_check_aanbod(struct req *r, const struct aanbod_save_in *a)
{
	const enum soort soort = vorm_soort(a->soort);
	check_own(r, soort, soort == SOORT_BEDRIJFSBEZOEK, a->has_leerlingen_per_begeleider,
		"/leerlingenPerBegeleider");
	check_own(r, soort, class_travels(soort), a->traploos, "/traploos");
	check_own(r, soort, class_travels(soort), a->bescherming.count > 0, "/bescherming");
}

bool soort_eigen_same(const struct aanvraag_save_in *a, const struct aanvraag_save_in *b)
{
	return vorm_same_int(
		       a->has_begeleiders, a->begeleiders, b->has_begeleiders, b->begeleiders) &&
	       a->traploos == b->traploos &&
	       vorm_same_int(a->has_haltes, a->haltes, b->has_haltes, b->haltes) &&
	       vorm_same_int(a->has_haltes_min, a->haltes_min, b->has_haltes_min, b->haltes_min) &&
	       vorm_same_int(a->has_halte_minuten, a->halte_minuten, b->has_halte_minuten,
		       b->halte_minuten) &&
	       vorm_same_int(a->has_weken, a->weken, b->has_weken, b->weken) &&
	       vorm_same_int(a->has_dagen_per_week, a->dagen_per_week, b->has_dagen_per_week,
		       b->dagen_per_week) &&
	       vorm_same_int(
		       a->has_uren_per_dag, a->uren_per_dag, b->has_uren_per_dag, b->uren_per_dag);
}
