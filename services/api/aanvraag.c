/*
 * Requests of schools: a school has its own, a teacher those that it made, staff all; a company or
 * volunteer reads those for which a match was proposed to it. While a match is running, what it
 * rests on stays as it is.
 */
#include "api/aanvraag.h"
#include "api/invoer.h"
#include "api/req.h"
#include "api/soort_eigen.h"
#include "api/tijdoptie.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

#define VENSTER_DAGEN_MAX 366

void aanvraag_put(struct jsn_out *o, const struct aanvraag_get_row *a)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", a->id);
	jsn_kv_uuid(o, "schoolId", a->school_id);
	jsn_kv_str(o, "klas", a->klas);
	jsn_kv_str(o, "soort", a->soort);
	jsn_kv_str(o, "onderwerp", a->onderwerp);
	jsn_kv_str(o, "toelichting", a->toelichting);
	vorm_kv_texts(o, "themas", a->themas);
	jsn_kv_bool(o, "themaVereist", a->thema_vereist);
	vorm_kv_niveau(o, "niveau", a->niveau);
	jsn_kv_str(o, "taal", a->taal);
	jsn_kv_int(o, "groepsgrootte", a->groepsgrootte);
	jsn_kv_date(o, "vanDatum", a->van_datum);
	jsn_kv_date(o, "totDatum", a->tot_datum);
	vorm_kv_dagdelen(o, "dagdelen", a->dagdelen);
	vorm_kv_int(o, "maxAfstandM", a->has_max_afstand_m, a->max_afstand_m);
	jsn_kv_bool(o, "onlineToegestaan", a->online_toegestaan);
	jsn_kv_bool(o, "vogVereist", a->vog_vereist);
	vorm_kv_int(o, "leeftijdMin", a->has_leeftijd_min, a->leeftijd_min);
	vorm_kv_int(o, "crebo", a->has_crebo, a->crebo);
	soort_eigen_put_aanvraag(o, a);
	vorm_kv_int(o, "wachttijdWeken", a->has_wachttijd_weken, a->wachttijd_weken);
	jsn_kv_str(o, "voorkeur", a->voorkeur);
	vorm_kv_dagdelen(o, "wensDagdelen", a->wens_dagdelen);
	vorm_kv_texts(o, "wensTalen", a->wens_talen);
	jsn_kv_bool(o, "wensAmbassadeur", a->wens_ambassadeur);
	vorm_kv_uuid(o, "campagneId", a->has_campagne_id, a->campagne_id);
	jsn_kv_str(o, "leerdoel", a->leerdoel);
	jsn_kv_str(o, "voorkennis", a->voorkennis);
	jsn_kv_str(o, "vervolg", a->vervolg);
	tijdoptie_kv(o, a);
	vorm_kv_uuid(o, "kopieVan", a->has_kopie_van, a->kopie_van);
	vorm_kv_uuid(o, "reeksId", a->has_reeks_id, a->reeks_id);
	vorm_kv_int(o, "reeksKeer", a->has_reeks_keer, a->reeks_keer);
	jsn_kv_bool(o, "wachtlijst", a->has_wacht_sinds);
	jsn_kv_bool(o, "naamTonen", a->naam_tonen);
	jsn_kv_str(o, "status", a->status);
	jsn_kv_instant(o, "gemaaktOp", a->gemaakt_op);
	jsn_kv_instant(o, "gewijzigdOp", a->gewijzigd_op);
	jsn_object_end(o);
}

/* ---- reading ---- */

enum err aanvraag_read_all(struct req *r, struct db_tx *tx, struct db_uuids ids,
	struct aanvraag_get_row **ret_rows, size_t *ret_count)
{
	return aanvraag_get(r->t, tx,
		&(struct aanvraag_get_in){
			.ids = ids,
			BEREIK(r),
		},
		ret_rows, ret_count);
}

enum err aanvraag_read(
	struct req *r, struct db_tx *tx, struct uuid id, struct aanvraag_get_row *ret_row)
{
	struct aanvraag_get_row *rows = NULL;
	size_t count = 0;
	TRY(aanvraag_read_all(r, tx, (struct db_uuids){ &id, 1 }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze aanvraag");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err aanvraag_check_visible(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct aanvraag_get_row row;
	return aanvraag_read(r, tx, id, &row);
}

enum err h_aanvraag_get(struct req *r, const struct op_aanvraag_get *in)
{
	struct aanvraag_get_row row;
	TRY(aanvraag_read(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	aanvraag_put(&r->out, &row);
	return ERR_OK;
}

/* ---- writing ---- */

static void check_venster(struct req *r, const struct aanvraag_save_in *a)
{
	if (a->tot_datum < a->van_datum)
		task_fault(r->t, "/totDatum", "venster.omgekeerd",
			"De laatste dag ligt voor de eerste.");
	else if (a->tot_datum - a->van_datum > VENSTER_DAGEN_MAX)
		task_fault(r->t, "/totDatum", "venster.te_lang",
			"De laatste dag ligt hoogstens %d dagen na de eerste.", VENSTER_DAGEN_MAX);
	if (a->tot_datum < r->today)
		task_fault(r->t, "/totDatum", "venster.voorbij", "Deze periode is al voorbij.");
}

/* What a school offers is not known of every school; then every level is fine. */
static void check_niveau(
	struct req *r, const struct aanvraag_save_in *a, const struct school_get_row *s)
{
	if (s->niveaus != 0 && (s->niveaus & a->niveau) == 0)
		task_fault(r->t, "/niveau", "niveau.niet_op_school",
			"Dit niveau heeft deze school niet.");
}

/* A school may make an exception to its own rule; one teacher may not. */
static void check_vog(
	struct req *r, const struct aanvraag_save_in *a, const struct school_get_row *s)
{
	if (s->vog_vereist && !a->vog_vereist && req_is(r, API_ROL_DOCENT) &&
		soort_table[vorm_soort(a->soort)].bij_leerlingen)
		task_fault(r->t, "/vogVereist", "vog.school_vraagt",
			"Je school vraagt een VOG van wie bij leerlingen komt. Alleen de "
			"schoolcoördinator kan daarvan afwijken.");
}

static enum err find_klas(
	struct req *r, struct db_tx *tx, struct str naam, struct aanvraag_save_in *a)
{
	struct klas_ensure_row klas;
	TRY(klas_ensure(r->t, tx,
		&(struct klas_ensure_in){ .id = uuid_new(),
			.school_id = a->school_id,
			.naam = naam,
			.nu = r->now_us },
		&klas));
	a->klas_id = klas.id;
	return ERR_OK;
}

/* Writes it, with its class, and reads it back for the answer. */
enum err aanvraag_write(struct req *r, struct db_tx *tx, struct aanvraag_save_in *a,
	struct str klas, struct aanvraag_get_row *ret_row)
{
	TRY(find_klas(r, tx, klas, a));
	a->account_id = r->actor.account_id;
	a->nu = r->now_us;
	struct aanvraag_save_row saved;
	TRY(aanvraag_save(r->t, tx, a, &saved));
	return aanvraag_read(r, tx, a->id, ret_row);
}

static struct aanvraag_save_in from_nieuw(struct req *r, const struct api_aanvraag_nieuw *n)
{
	struct aanvraag_save_in a = {
		.id = uuid_new(),
		.soort = vorm_choice(api_activiteitsoort_names, n->soort),
		.onderwerp = n->onderwerp,
		.toelichting = n->toelichting,
		.themas = vorm_texts(n->themas),
		.thema_vereist = n->thema_vereist,
		.niveau = vorm_niveau(n->niveau),
		.taal = vorm_choice(api_taal_names, n->taal),
		.groepsgrootte = (int32_t)n->groepsgrootte,
		.van_datum = n->van_datum,
		.tot_datum = n->tot_datum,
		.dagdelen = vorm_dagdelen(n->dagdelen),
		.has_max_afstand_m = n->has_max_afstand_m == JSN_VALUE,
		.max_afstand_m = (int32_t)n->max_afstand_m,
		.online_toegestaan = n->online_toegestaan,
		.vog_vereist = n->vog_vereist,
		.has_leeftijd_min = n->has_leeftijd_min == JSN_VALUE,
		.leeftijd_min = (int32_t)n->leeftijd_min,
		.has_crebo = n->has_crebo == JSN_VALUE,
		.crebo = (int32_t)n->crebo,
		.has_wachttijd_weken = n->has_wachttijd_weken == JSN_VALUE,
		.wachttijd_weken = (int32_t)n->wachttijd_weken,
		.voorkeur = vorm_choice(api_voorkeur_names, n->voorkeur),
		.wens_dagdelen = vorm_dagdelen(n->wens_dagdelen),
		.wens_talen = vorm_choices(task_arena(r->t), api_taal_names, n->wens_talen),
		.wens_ambassadeur = n->wens_ambassadeur,
		.has_campagne_id = n->has_campagne_id == JSN_VALUE,
		.campagne_id = n->campagne_id,
		.leerdoel = n->leerdoel,
		.voorkennis = n->voorkennis,
		.vervolg = n->vervolg,
		.status = vorm_choice(api_aanvraag_status_nieuw_names, n->status),
	};
	tijdoptie_set(r, n->tijdopties, &a);
	a.maker_id = r->actor.account_id;
	a.naam_tonen = n->naam_tonen;
	a.has_wacht_sinds = n->wachtlijst;
	a.wacht_sinds = r->now_us;
	return a;
}

enum err h_aanvraag_post(struct req *r, const struct op_aanvraag_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct aanvraag_save_in a = from_nieuw(r, &in->body);
	soort_eigen_nieuw_aanvraag(r, &in->body, &a);
	struct str klas = in->body.klas;
	bool found = false;
	struct school_get_row school;
	TRY(invoer_eigen_school(
		r, tx, in->body.has_school_id == JSN_VALUE, in->body.school_id, &found, &school));
	if (found) {
		a.school_id = school.id;
		if (in->body.has_vog_vereist == JSN_ABSENT)
			a.vog_vereist = school.vog_vereist;
		check_vog(r, &a, &school);
		check_niveau(r, &a, &school);
	}
	check_venster(r, &a);
	soort_eigen_check_aanvraag(r, &a);
	if (str_eq(a.status, STR("open")))
		soort_eigen_check_opening(r, &a);
	tijdoptie_check(r, &a);
	invoer_line(r, "/klas", &klas);
	invoer_line(r, "/onderwerp", &a.onderwerp);
	TRY(invoer_themas(r, tx, a.themas, (struct db_texts){ NULL, 0 }));
	TRY(task_faults_check(r->t));
	struct aanvraag_get_row row;
	TRY(aanvraag_write(r, tx, &a, klas, &row));
	req_created(r, row.versie, "/v1/aanvragen/", row.id);
	aanvraag_put(&r->out, &row);
	return ERR_OK;
}

/* Holds it for this transaction, in the version that If-Match names. */
static enum err hold(struct req *r, struct db_tx *tx, struct uuid id)
{
	bool found = false;
	struct aanvraag_lock_row row;
	TRY(aanvraag_lock(r->t, tx,
		&(struct aanvraag_lock_in){ .id = id,
			.alle = r->bereik.alle,
			.docent_id = r->bereik.docent_id,
			.school_id = r->bereik.school_id },
		&found, &row));
	if (!found)
		return req_not_found(r, "Deze aanvraag");
	return row.versie == r->if_match ? ERR_OK : req_stale(r, row.versie);
}

struct aanvraag_save_in aanvraag_again(const struct aanvraag_get_row *a)
{
	struct aanvraag_save_in in = {
		.id = a->id,
		.school_id = a->school_id,
		.klas_id = a->klas_id,
		.soort = a->soort,
		.onderwerp = a->onderwerp,
		.toelichting = a->toelichting,
		.themas = a->themas,
		.thema_vereist = a->thema_vereist,
		.niveau = a->niveau,
		.taal = a->taal,
		.groepsgrootte = a->groepsgrootte,
		.van_datum = a->van_datum,
		.tot_datum = a->tot_datum,
		.dagdelen = a->dagdelen,
		.has_max_afstand_m = a->has_max_afstand_m,
		.max_afstand_m = a->max_afstand_m,
		.online_toegestaan = a->online_toegestaan,
		.vog_vereist = a->vog_vereist,
		.has_leeftijd_min = a->has_leeftijd_min,
		.leeftijd_min = a->leeftijd_min,
		.has_crebo = a->has_crebo,
		.crebo = a->crebo,
		.has_wachttijd_weken = a->has_wachttijd_weken,
		.wachttijd_weken = a->wachttijd_weken,
		.voorkeur = a->voorkeur,
		.wens_dagdelen = a->wens_dagdelen,
		.wens_talen = a->wens_talen,
		.wens_ambassadeur = a->wens_ambassadeur,
		.has_campagne_id = a->has_campagne_id,
		.campagne_id = a->campagne_id,
		.naam_tonen = a->naam_tonen,
		.has_wacht_sinds = a->has_wacht_sinds,
		.wacht_sinds = a->wacht_sinds,
		.has_wacht_bericht_op = a->has_wacht_bericht_op,
		.wacht_bericht_op = a->wacht_bericht_op,
		.leerdoel = a->leerdoel,
		.voorkennis = a->voorkennis,
		.vervolg = a->vervolg,
		.status = a->status,
	};
	soort_eigen_row_aanvraag(a, &in);
	tijdoptie_copy(a, &in);
	return in;
}

static void merge_wensen(
	struct req *r, struct aanvraag_save_in *a, const struct api_aanvraag_wijziging *w)
{
	vorm_merge_int(
		w->has_leeftijd_min, w->leeftijd_min, &a->has_leeftijd_min, &a->leeftijd_min);
	vorm_merge_int(w->has_crebo, w->crebo, &a->has_crebo, &a->crebo);
	vorm_merge_int(w->has_wachttijd_weken, w->wachttijd_weken, &a->has_wachttijd_weken,
		&a->wachttijd_weken);
	vorm_set_choice(w->has_voorkeur, api_voorkeur_names, w->voorkeur, &a->voorkeur);
	if (w->has_wens_dagdelen == JSN_VALUE)
		a->wens_dagdelen = vorm_dagdelen(w->wens_dagdelen);
	if (w->has_wens_talen == JSN_VALUE)
		a->wens_talen = vorm_choices(task_arena(r->t), api_taal_names, w->wens_talen);
	vorm_set_bool(w->has_wens_ambassadeur, w->wens_ambassadeur, &a->wens_ambassadeur);
	if (w->has_tijdopties == JSN_VALUE)
		tijdoptie_set(r, w->tijdopties, a);
}

/* Who stays on the list keeps the place; who comes back on it is told once more. */
static void merge_wachtlijst(
	struct req *r, struct aanvraag_save_in *a, const struct api_aanvraag_wijziging *w)
{
	if (w->has_wachtlijst != JSN_VALUE || w->wachtlijst == a->has_wacht_sinds)
		return;
	a->has_wacht_sinds = w->wachtlijst;
	a->wacht_sinds = r->now_us;
	a->has_wacht_bericht_op = false;
}

static void merge_woorden(struct aanvraag_save_in *a, const struct api_aanvraag_wijziging *w)
{
	vorm_merge_text(w->has_onderwerp, w->onderwerp, &a->onderwerp);
	vorm_merge_text(w->has_toelichting, w->toelichting, &a->toelichting);
	vorm_merge_text(w->has_leerdoel, w->leerdoel, &a->leerdoel);
	vorm_merge_text(w->has_voorkennis, w->voorkennis, &a->voorkennis);
	vorm_merge_text(w->has_vervolg, w->vervolg, &a->vervolg);
}

static void merge(struct req *r, struct aanvraag_save_in *a, const struct api_aanvraag_wijziging *w)
{
	merge_wensen(r, a, w);
	vorm_set_bool(w->has_naam_tonen, w->naam_tonen, &a->naam_tonen);
	merge_wachtlijst(r, a, w);
	merge_woorden(a, w);
	vorm_set_choice(w->has_soort, api_activiteitsoort_names, w->soort, &a->soort);
	if (w->has_themas == JSN_VALUE)
		a->themas = vorm_texts(w->themas);
	vorm_set_bool(w->has_thema_vereist, w->thema_vereist, &a->thema_vereist);
	if (w->has_niveau == JSN_VALUE)
		a->niveau = vorm_niveau(w->niveau);
	vorm_set_choice(w->has_taal, api_taal_names, w->taal, &a->taal);
	vorm_set_int(w->has_groepsgrootte, w->groepsgrootte, &a->groepsgrootte);
	vorm_set_date(w->has_van_datum, w->van_datum, &a->van_datum);
	vorm_set_date(w->has_tot_datum, w->tot_datum, &a->tot_datum);
	if (w->has_dagdelen == JSN_VALUE)
		a->dagdelen = vorm_dagdelen(w->dagdelen);
	vorm_merge_int(
		w->has_max_afstand_m, w->max_afstand_m, &a->has_max_afstand_m, &a->max_afstand_m);
	vorm_set_bool(w->has_online_toegestaan, w->online_toegestaan, &a->online_toegestaan);
	vorm_set_bool(w->has_vog_vereist, w->vog_vereist, &a->vog_vereist);
	vorm_merge_uuid(w->has_campagne_id, w->campagne_id, &a->has_campagne_id, &a->campagne_id);
	vorm_set_choice(w->has_status, api_aanvraag_status_wijziging_names, w->status, &a->status);
}

static bool same_texts(struct db_texts a, struct db_texts b)
{
	if (a.count != b.count)
		return false;
	for (size_t i = 0; i < a.count; i++)
		if (!str_eq(a.items[i], b.items[i]))
			return false;
	return true;
}

static bool same_wensen(const struct aanvraag_save_in *a, const struct aanvraag_save_in *b)
{
	return vorm_same_int(a->has_leeftijd_min, a->leeftijd_min, b->has_leeftijd_min,
		       b->leeftijd_min) &&
	       vorm_same_int(a->has_crebo, a->crebo, b->has_crebo, b->crebo) &&
	       vorm_same_int(a->has_wachttijd_weken, a->wachttijd_weken, b->has_wachttijd_weken,
		       b->wachttijd_weken) &&
	       str_eq(a->voorkeur, b->voorkeur) && a->wens_dagdelen == b->wens_dagdelen &&
	       same_texts(a->wens_talen, b->wens_talen) &&
	       a->wens_ambassadeur == b->wens_ambassadeur && tijdoptie_same(a, b);
}

/* Whether a match that rests on one may rest on the other: all but the words about it, and how many
 * pupils come, are the same. */
static bool same_basis(const struct aanvraag_save_in *a, const struct aanvraag_save_in *b)
{
	return str_eq(a->soort, b->soort) && same_texts(a->themas, b->themas) &&
	       a->thema_vereist == b->thema_vereist && a->niveau == b->niveau &&
	       str_eq(a->taal, b->taal) && a->van_datum == b->van_datum &&
	       a->tot_datum == b->tot_datum && a->dagdelen == b->dagdelen &&
	       vorm_same_int(a->has_max_afstand_m, a->max_afstand_m, b->has_max_afstand_m,
		       b->max_afstand_m) &&
	       a->online_toegestaan == b->online_toegestaan && a->vog_vereist == b->vog_vereist &&
	       str_eq(a->status, b->status) && same_wensen(a, b) && soort_eigen_same(a, b);
}

/* With a running match only the words may change, and how many pupils come as long as they fit. The
 * row is held, so no match can begin meanwhile. */
static enum err check_koppeling(
	struct req *r, struct db_tx *tx, const struct aanvraag_save_in *a, bool same)
{
	struct aanvraag_has_koppeling_row row;
	TRY(aanvraag_has_koppeling(r->t, tx,
		&(struct aanvraag_has_koppeling_in){
			.id = a->id, .groepsgrootte = a->groepsgrootte },
		&row));
	if (!row.loopt || (same && row.past))
		return ERR_OK;
	if (same)
		return task_fail(r->t, ERR_CONFLICT, "aanvraag.groep_past_niet",
			"Zo'n grote groep past niet bij wat is afgesproken. Overleg met de "
			"aanbieder of het Technocentrum.");
	return task_fail(r->t, ERR_CONFLICT, "aanvraag.heeft_koppeling",
		"Voor deze aanvraag loopt een koppeling. Wijzig alleen de groepsgrootte en de "
		"teksten: onderwerp, toelichting, leerdoel, voorkennis en vervolg.");
}

static enum err check_wijziging(struct req *r, struct db_tx *tx,
	const struct api_aanvraag_wijziging *w, const struct aanvraag_save_in *old,
	struct aanvraag_save_in *a)
{
	const bool opens = str_eq(a->status, STR("open")) && !str_eq(old->status, STR("open"));
	if (w->en_volgende && !str_eq(a->status, STR("ingetrokken")))
		task_fault(r->t, "/enVolgende", "reeks.alleen_intrekken",
			"Alle volgende keren tegelijk kun je alleen intrekken.");
	if (w->has_van_datum || w->has_tot_datum || opens)
		check_venster(r, a);
	const bool other = !str_eq(a->soort, old->soort);
	if (opens || (str_eq(a->status, STR("open")) && (w->has_crebo || w->has_niveau || other)))
		soort_eigen_check_opening(r, a);
	tijdoptie_check(r, a);
	if (w->has_niveau || w->has_vog_vereist || other) {
		struct school_get_row *rows = NULL;
		size_t count = 0;
		const struct school_get_in get = { .ids = { &a->school_id, 1 } };
		TRY(school_get(r->t, tx, &get, &rows, &count));
		if (count == 1 && w->has_niveau)
			check_niveau(r, a, &rows[0]);
		if (count == 1 && (old->vog_vereist || other))
			check_vog(r, a, &rows[0]);
	}
	if (w->has_themas)
		TRY(invoer_themas(r, tx, a->themas, old->themas));
	soort_eigen_check_aanvraag(r, a);
	invoer_line(r, "/onderwerp", &a->onderwerp);
	return ERR_OK;
}

enum err h_aanvraag_patch(struct req *r, const struct op_aanvraag_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id));
	struct aanvraag_get_row row;
	TRY(aanvraag_read(r, tx, in->id, &row));
	const struct aanvraag_save_in old = aanvraag_again(&row);
	struct aanvraag_save_in a = old;
	merge(r, &a, &in->body);
	soort_eigen_merge_aanvraag(r, &in->body, &a);
	struct str klas = in->body.has_klas == JSN_VALUE ? in->body.klas : row.klas;
	invoer_line(r, "/klas", &klas);
	TRY(check_wijziging(r, tx, &in->body, &old, &a));
	TRY(task_faults_check(r->t));
	const bool same = same_basis(&old, &a) && str_eq_nocase(klas, row.klas);
	if (!same || old.groepsgrootte != a.groepsgrootte)
		TRY(check_koppeling(r, tx, &a, same));
	TRY(aanvraag_write(r, tx, &a, klas, &row));
	if (in->body.en_volgende)
		TRY(reeks_withdraw(r->t, tx,
			&(struct reeks_withdraw_in){
				.id = a.id, .account_id = r->actor.account_id, .nu = r->now_us }));
	req_item(r, 200, row.versie);
	aanvraag_put(&r->out, &row);
	return ERR_OK;
}
