/* Many offers at once: a few statements that each read one table, joined here. Reading them one by
 * one, as a single offer is read, takes the server several times as long. */
#include "motor/motor.h"

#include <stdlib.h>
#include <string.h>

/* Ids in the order of their bytes, each once. */
static int compare_uuids(const void *a, const void *b)
{
	return uuid_cmp(*(const struct uuid *)a, *(const struct uuid *)b);
}

static struct db_uuids distinct(struct uuid *ids, size_t count)
{
	qsort(ids, count, sizeof(*ids), compare_uuids);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || !uuid_eq(ids[kept - 1], ids[i]))
			ids[kept++] = ids[i];
	return (struct db_uuids){ ids, kept };
}

/* What is read beside the offers themselves, each list ascending by its id. */
struct velen {
	const struct kandidaat_gebruik_row *gebruik;
	size_t gebruik_count;
	const struct kandidaat_geboekt_row *geboekt;
	size_t geboekt_count;
	const struct kandidaat_erkend_row *erkend;
	size_t erkend_count;
	const struct kandidaat_gesloten_row *gesloten;
	size_t gesloten_count;
};

/* All lists begin their rows with the id that they ascend by. */
static const void *find(const void *rows, size_t count, size_t size, struct uuid id)
{
	return count == 0 ? NULL : bsearch(&id, rows, count, size, compare_uuids);
}

struct vraag_naar {
	struct uuid *ids;
	size_t count;
};

static void add(struct vraag_naar *v, bool has, struct uuid id)
{
	if (has)
		v->ids[v->count++] = id;
}

static struct vraag_naar room(struct arena *a, size_t count)
{
	return (struct vraag_naar){ ARENA_ARRAY(a, count + 1, struct uuid), 0 };
}

static enum err load_gebruik(struct task *t, struct db_tx *tx, int32_t vanaf,
	const struct kandidaat_kern_row *rows, size_t count, struct velen *v)
{
	struct arena *a = task_arena(t);
	struct vraag_naar aanboden = room(a, count);
	struct vraag_naar weken = room(a, MOTOR_HOUDERS * count);
	struct vraag_naar jaren = room(a, MOTOR_HOUDERS * count);
	for (size_t i = 0; i < count; i++) {
		const struct kandidaat_kern_row *r = &rows[i];
		add(&aanboden, true, r->id);
		add(&jaren, r->has_vrijwilliger_id, r->vrijwilliger_id);
		add(&jaren, r->has_bedrijf_id, r->bedrijf_id);
		add(&jaren, r->has_kring_max_jaar && r->kring_max_jaar > 0, r->kring_id);
		add(&weken, r->has_persoon_max_week && r->persoon_max_week > 0, r->vrijwilliger_id);
		add(&weken, r->has_bedrijf_max_week && r->bedrijf_max_week > 0, r->bedrijf_id);
		add(&weken, r->has_kring_max_week && r->kring_max_week > 0, r->kring_id);
	}
	const struct kandidaat_gebruik_in in = { .aanboden = { aanboden.ids, aanboden.count },
		.week_houders = distinct(weken.ids, weken.count),
		.jaar_houders = distinct(jaren.ids, jaren.count),
		.vanaf = vanaf };
	struct kandidaat_gebruik_row *found = NULL;
	TRY(kandidaat_gebruik(t, tx, &in, &found, &v->gebruik_count));
	v->gebruik = found;
	return ERR_OK;
}

static enum err load_gesloten(struct task *t, struct db_tx *tx, int32_t vanaf,
	struct db_uuids personen, struct db_uuids bedrijven, struct velen *v)
{
	struct vraag_naar houders = room(task_arena(t), personen.count + bedrijven.count);
	for (size_t i = 0; i < personen.count; i++)
		add(&houders, true, personen.items[i]);
	for (size_t i = 0; i < bedrijven.count; i++)
		add(&houders, true, bedrijven.items[i]);
	const struct kandidaat_gesloten_in in = { .houders = { houders.ids, houders.count },
		.vanaf = vanaf };
	struct kandidaat_gesloten_row *found = NULL;
	TRY(kandidaat_gesloten(t, tx, &in, &found, &v->gesloten_count));
	v->gesloten = found;
	return ERR_OK;
}

static enum err load_lists(struct task *t, struct db_tx *tx, int32_t vanaf,
	const struct kandidaat_kern_row *rows, size_t count, struct velen *v)
{
	struct vraag_naar personen = room(task_arena(t), count);
	struct vraag_naar bedrijven = room(task_arena(t), count);
	for (size_t i = 0; i < count; i++) {
		add(&personen, rows[i].has_vrijwilliger_id, rows[i].vrijwilliger_id);
		add(&bedrijven, rows[i].has_bedrijf_id, rows[i].bedrijf_id);
	}
	const struct kandidaat_geboekt_in persons = {
		.vrijwilligers = distinct(personen.ids, personen.count), .vanaf = vanaf
	};
	struct kandidaat_geboekt_row *geboekt = NULL;
	TRY(kandidaat_geboekt(t, tx, &persons, &geboekt, &v->geboekt_count));
	v->geboekt = geboekt;
	const struct kandidaat_erkend_in companies = { .bedrijven = distinct(
							       bedrijven.ids, bedrijven.count) };
	struct kandidaat_erkend_row *erkend = NULL;
	TRY(kandidaat_erkend(t, tx, &companies, &erkend, &v->erkend_count));
	v->erkend = erkend;
	return load_gesloten(t, tx, vanaf, persons.vrijwilligers, companies.bedrijven, v);
}

static void use(const struct velen *v, struct uuid houder, const char *soort,
	struct db_ints *ret_periodes, struct db_ints *ret_bezet)
{
	const struct kandidaat_gebruik_row *r =
		find(v->gebruik, v->gebruik_count, sizeof(*r), houder);
	if (r == NULL)
		return;
	while (r > v->gebruik && uuid_eq(r[-1].houder, houder))
		r--;
	for (; r < v->gebruik + v->gebruik_count && uuid_eq(r->houder, houder); r++) {
		if (str_eq(r->soort, str_from(soort))) {
			*ret_periodes = r->periodes;
			*ret_bezet = r->bezet;
		}
	}
}

/* The counts of one holder, where they count. */
static void use_of_holder(const struct velen *v, struct uuid houder, bool weeks, bool years,
	struct db_ints ret[static 4])
{
	if (weeks)
		use(v, houder, "week", &ret[0], &ret[1]);
	if (years)
		use(v, houder, "schooljaar", &ret[2], &ret[3]);
}

static void set_use(const struct velen *v, struct kandidaat_aanbod_row *r)
{
	struct db_ints persoon[4] = { 0 };
	struct db_ints bedrijf[4] = { 0 };
	struct db_ints kring[4] = { 0 };
	use(v, r->id, "tijdvak", &r->tijdvak_periodes, &r->tijdvak_bezet);
	use_of_holder(v, r->vrijwilliger_id, r->has_persoon_max_week && r->persoon_max_week > 0,
		r->has_vrijwilliger_id, persoon);
	use_of_holder(v, r->bedrijf_id, r->has_bedrijf_max_week && r->bedrijf_max_week > 0,
		r->has_bedrijf_id, bedrijf);
	use_of_holder(v, r->kring_id, r->has_kring_max_week && r->kring_max_week > 0,
		r->has_kring_max_jaar && r->kring_max_jaar > 0, kring);
	r->persoon_week_periodes = persoon[0];
	r->persoon_week_bezet = persoon[1];
	r->persoon_jaar_periodes = persoon[2];
	r->persoon_jaar_bezet = persoon[3];
	r->bedrijf_week_periodes = bedrijf[0];
	r->bedrijf_week_bezet = bedrijf[1];
	r->bedrijf_jaar_periodes = bedrijf[2];
	r->bedrijf_jaar_bezet = bedrijf[3];
	r->kring_week_periodes = kring[0];
	r->kring_week_bezet = kring[1];
	r->kring_jaar_periodes = kring[2];
	r->kring_jaar_bezet = kring[3];
}

static struct db_ints closed(const struct velen *v, bool has, struct uuid houder)
{
	const struct kandidaat_gesloten_row *found =
		has ? find(v->gesloten, v->gesloten_count, sizeof(*found), houder) : NULL;
	return found != NULL ? found->dagen : (struct db_ints){ NULL, 0 };
}

static void set_lists(const struct velen *v, struct kandidaat_aanbod_row *r)
{
	const struct kandidaat_geboekt_row *geboekt =
		r->has_vrijwilliger_id
			? find(v->geboekt, v->geboekt_count, sizeof(*geboekt), r->vrijwilliger_id)
			: NULL;
	if (geboekt != NULL) {
		r->geboekt = geboekt->tijdvakken;
		r->verblijven = geboekt->verblijven;
	}
	const struct kandidaat_erkend_row *erkend =
		r->has_bedrijf_id ? find(v->erkend, v->erkend_count, sizeof(*erkend), r->bedrijf_id)
				  : NULL;
	if (erkend != NULL) {
		r->crebos = erkend->crebos;
		r->crebos_geldig_tot = erkend->geldig_tot;
	}
	r->persoon_gesloten = closed(v, r->has_vrijwilliger_id, r->vrijwilliger_id);
	r->bedrijf_gesloten = closed(v, r->has_bedrijf_id, r->bedrijf_id);
}

#define SAME(member)	   .member = k->member
#define SAME_MAYBE(member) .has_##member = k->has_##member, .member = k->member

static struct kandidaat_aanbod_row row_of(const struct kandidaat_kern_row *k)
{
	return (struct kandidaat_aanbod_row){ SAME(id), SAME(titel), SAME_MAYBE(bedrijf_id),
		SAME(bedrijf_naam), SAME_MAYBE(vrijwilliger_id), SAME_MAYBE(kring_id), SAME(soort),
		SAME(status), SAME(niveaus), SAME(themas), SAME(talen), SAME(online),
		SAME_MAYBE(reisafstand_m), SAME_MAYBE(rd_x), SAME_MAYBE(rd_y), SAME(groep_min),
		SAME(groep_max), SAME_MAYBE(leeftijd_min), SAME_MAYBE(leerlingen_per_begeleider),
		SAME(traploos), SAME(dagdelen), SAME(van_datum), SAME_MAYBE(tot_datum),
		SAME_MAYBE(gepauzeerd_tot_datum), SAME_MAYBE(vog_geldig_tot_datum),
		SAME(ambassadeur), SAME(opleiding), SAME(leeftijdsgroep), SAME(cijfers),
		SAME(cijfer_som), SAME(gevraagd), SAME(op_tijd), SAME(uitzonderingen),
		SAME_MAYBE(reisbuffer_minuten), SAME(plaatsen), SAME_MAYBE(persoon_max_week),
		SAME_MAYBE(persoon_max_jaar), SAME_MAYBE(bedrijf_max_week),
		SAME_MAYBE(bedrijf_max_jaar), SAME_MAYBE(kring_max_week),
		SAME_MAYBE(kring_max_jaar) };
}

enum err motor_load_velen(struct task *t, struct db_tx *tx, struct db_uuids ids, int32_t vanaf,
	struct kandidaat_aanbod_row **ret_rows, size_t *ret_count)
{
	const struct kandidaat_kern_in in = { .ids = ids };
	struct kandidaat_kern_row *kern = NULL;
	size_t count = 0;
	TRY(kandidaat_kern(t, tx, &in, &kern, &count));
	struct velen v = { 0 };
	TRY(load_gebruik(t, tx, vanaf, kern, count, &v));
	TRY(load_lists(t, tx, vanaf, kern, count, &v));
	struct kandidaat_aanbod_row *rows =
		ARENA_ARRAY(task_arena(t), count + 1, struct kandidaat_aanbod_row);
	for (size_t i = 0; i < count; i++) {
		rows[i] = row_of(&kern[i]);
		set_use(&v, &rows[i]);
		set_lists(&v, &rows[i]);
	}
	*ret_rows = rows;
	*ret_count = count;
	return ERR_OK;
}
