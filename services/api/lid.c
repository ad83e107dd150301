/*
 * Members: who is what of which organisation. Everyone asks for themself; someone of the
 * organisation, or staff, says yes; who leaves hands over what is open. What a membership allows
 * ends with the next call, whatever session there is.
 */
#include "api/lid.h"
#include "api/app.h"
#include "api/audit.h"
#include "api/invoer.h"
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "contact/contact.h"
#include "store/sql.h"

#define ROL(r) (1u << API_ROL_##r)

/* Who says yes to a member in a role, and takes it away: within its own organisation, or staff. */
static const uint32_t beslissers[API_ROL_COUNT] = {
	[API_ROL_DOCENT] = ROL(SCHOOL) | ROL(MEDEWERKER) | ROL(BEHEERDER),
	[API_ROL_SCHOOL] = ROL(SCHOOL) | ROL(MEDEWERKER) | ROL(BEHEERDER),
	[API_ROL_BEDRIJF] = ROL(BEDRIJF) | ROL(MEDEWERKER) | ROL(BEHEERDER),
	[API_ROL_VRIJWILLIGER] = ROL(BEDRIJF) | ROL(MEDEWERKER) | ROL(BEHEERDER),
	[API_ROL_KRINGCOORDINATOR] = ROL(MEDEWERKER) | ROL(BEHEERDER),
	[API_ROL_MEDEWERKER] = ROL(BEHEERDER),
	[API_ROL_BEHEERDER] = ROL(BEHEERDER),
	[API_ROL_LEZER] = ROL(MEDEWERKER) | ROL(BEHEERDER),
};

bool lid_decides(const struct req *r, enum api_rol rol)
{
	return !uuid_is_nil(r->actor.lid_id) && (beslissers[rol] & (1u << r->actor.rol)) != 0;
}

enum err lid_bewijs(const struct req *r, enum api_rol rol)
{
	const uint32_t reach =
		ROL(KRINGCOORDINATOR) | ROL(MEDEWERKER) | ROL(BEHEERDER) | ROL(LEZER);
	return (reach & (1u << rol)) != 0 ? toegang_bewijs(r) : ERR_OK;
}

static void put_lid(struct req *r, const struct lid_get_row *l)
{
	struct jsn_out *const o = &r->out;
	audit_shows(r, l->account_id);
	jsn_object(o);
	jsn_kv_uuid(o, "id", l->id);
	vorm_kv_uuid(o, "accountId", !l->uitgenodigd, l->account_id);
	jsn_kv_str(o, "naam", l->naam);
	jsn_kv_str(o, "email", l->email);
	jsn_kv_str(o, "rol", l->rol);
	vorm_kv_uuid(o, "schoolId", l->has_school_id, l->school_id);
	vorm_kv_uuid(o, "bedrijfId", l->has_bedrijf_id, l->bedrijf_id);
	vorm_kv_uuid(o, "vrijwilligerId", l->has_vrijwilliger_id, l->vrijwilliger_id);
	vorm_kv_uuid(o, "kringId", l->has_kring_id, l->kring_id);
	jsn_kv_str(o, "organisatie", l->organisatie);
	vorm_kv_texts(o, "soorten", l->soorten);
	vorm_kv_texts(o, "gemeenten", l->gemeenten);
	jsn_kv_bool(o, "vertrouwenspersoon", l->vertrouwenspersoon);
	jsn_kv_str(o, "status", l->status);
	jsn_kv_instant(o, "gemaaktOp", l->gemaakt_op);
	jsn_kv_instant(o, "gewijzigdOp", l->gewijzigd_op);
	jsn_object_end(o);
}

/* ---- reading ---- */

static enum err get_all(struct req *r, struct db_tx *tx, struct db_uuids ids,
	struct lid_get_row **ret_rows, size_t *ret_count)
{
	TRY(lid_get(r->t, tx,
		&(struct lid_get_in){
			.ids = ids,
			.alle = r->bereik.alle,
			.account_id = r->actor.account_id,
			.school_id = r->bereik.school_id,
			.bedrijf_id = r->bereik.bedrijf_id,
			.kring_id = r->bereik.kring_id,
		},
		ret_rows, ret_count));
	for (size_t i = 0; i < *ret_count; i++) {
		struct lid_get_row *const l = &(*ret_rows)[i];
		TRY(l->uitgenodigd ? contact_open(r->t, r->app->keys, CONTACT_LID_UITGENODIGD_EMAIL,
					     l->id, &l->email)
				   : contact_open(r->t, r->app->keys, CONTACT_ACCOUNT_EMAIL,
					     l->account_id, &l->email));
	}
	return ERR_OK;
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct lid_get_row *ret_row)
{
	struct lid_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, tx, (struct db_uuids){ &id, 1 }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Dit lidmaatschap");
	*ret_row = rows[0];
	return ERR_OK;
}

/* Of its organisation, or who has none of itself. */
enum err h_lid_list(struct req *r, const struct op_lid_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	const struct bereik *b = &r->bereik;
	const bool by_school = !uuid_is_nil(b->school_id);
	const bool by_bedrijf = !uuid_is_nil(b->bedrijf_id);
	const bool by_kring = !uuid_is_nil(b->kring_id);
	const struct lid_list_in find = {
		.has_account_id = !b->alle && !by_school && !by_bedrijf && !by_kring,
		.account_id = r->actor.account_id,
		.has_school_id = by_school,
		.school_id = b->school_id,
		.has_bedrijf_id = by_bedrijf,
		.bedrijf_id = b->bedrijf_id,
		.has_kring_id = by_kring,
		.kring_id = b->kring_id,
		.status = in->has_status ? vorm_choice(api_lid_status_names, in->status) : STR_NULL,
		.na_id = p.after_id,
		.aantal = p.limit + 1,
	};
	struct lid_list_row ids;
	TRY(lid_list(r->t, req_reader(r), &find, &ids));
	struct lid_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, req_reader(r), ids.ids, &rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		put_lid(r, &rows[i]);
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}

enum err h_lid_get(struct req *r, const struct op_lid_get *in)
{
	struct lid_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_lid(r, &row);
	return ERR_OK;
}

enum err lid_answer(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct lid_get_row row;
	TRY(get_one(r, tx, id, &row));
	req_created(r, row.versie, "/v1/leden/", row.id);
	put_lid(r, &row);
	return ERR_OK;
}

/* ---- asking ---- */

static enum err find_school(
	struct req *r, struct db_tx *tx, struct str vestigingscode, struct lid_create_in *l)
{
	if (vestigingscode.ptr == NULL) {
		task_fault(r->t, "/vestigingscode", "veld.verplicht",
			"Geef de vestigingscode van de school, zoals 01AB00.");
		return ERR_OK;
	}
	struct account_school_row row;
	TRY(account_school(r->t, tx,
		&(struct account_school_in){ .vestigingscode = vestigingscode }, &l->has_school_id,
		&row));
	l->school_id = row.id;
	if (!l->has_school_id)
		task_fault(r->t, "/vestigingscode", "school.onbekend",
			"Er is geen school met deze vestigingscode.");
	return ERR_OK;
}

static enum err find_bedrijf(
	struct req *r, struct db_tx *tx, const struct api_lid_nieuw *n, struct lid_create_in *l)
{
	struct str postcode = n->postcode;
	invoer_postcode(r, "/postcode", &postcode);
	if (n->kvk_nummer.ptr == NULL)
		task_fault(r->t, "/kvkNummer", "veld.verplicht",
			"Geef het KvK-nummer van het bedrijf.");
	if (n->postcode.ptr == NULL)
		task_fault(
			r->t, "/postcode", "veld.verplicht", "Geef de postcode van de vestiging.");
	if (n->kvk_nummer.ptr == NULL || n->postcode.ptr == NULL)
		return ERR_OK;
	const struct lid_zoek_bedrijf_in find = { .kvk_nummer = n->kvk_nummer,
		.postcode = postcode };
	struct lid_zoek_bedrijf_row *rows = NULL;
	size_t count = 0;
	TRY(lid_zoek_bedrijf(r->t, tx, &find, &rows, &count));
	l->has_bedrijf_id = count == 1;
	if (count == 1)
		l->bedrijf_id = rows[0].id;
	else
		task_fault(r->t, "/kvkNummer", "bedrijf.onbekend",
			"Er is hier geen vestiging met dit nummer en deze postcode, of meer dan "
			"een. "
			"Vraag het Technocentrum om je uit te nodigen.");
	return ERR_OK;
}

static enum err find_vrijwilliger(struct req *r, struct db_tx *tx, struct lid_create_in *l)
{
	struct lid_zoek_vrijwilliger_row row;
	TRY(lid_zoek_vrijwilliger(r->t, tx,
		&(struct lid_zoek_vrijwilliger_in){ .account_id = l->account_id },
		&l->has_vrijwilliger_id, &row));
	l->vrijwilliger_id = row.id;
	if (!l->has_vrijwilliger_id)
		task_fault(r->t, "/rol", "vrijwilliger.onbekend",
			"Er is geen vrijwilliger met jouw e-mailadres. Vraag je bedrijf of het "
			"Technocentrum om je uit te nodigen.");
	return ERR_OK;
}

static enum err find_kring(
	struct req *r, struct db_tx *tx, const struct api_lid_nieuw *n, struct lid_create_in *l)
{
	l->has_kring_id = n->has_kring_id == JSN_VALUE;
	l->kring_id = n->kring_id;
	if (l->has_kring_id)
		return invoer_kring(r, tx, n->kring_id);
	task_fault(r->t, "/kringId", "veld.verplicht", "Zeg van welke kring.");
	return ERR_OK;
}

static enum err find_organisatie(
	struct req *r, struct db_tx *tx, const struct api_lid_nieuw *n, struct lid_create_in *l)
{
	switch ((enum api_rol)n->rol) {
	case API_ROL_DOCENT:
	case API_ROL_SCHOOL: return find_school(r, tx, n->vestigingscode, l);
	case API_ROL_BEDRIJF: return find_bedrijf(r, tx, n, l);
	case API_ROL_VRIJWILLIGER: return find_vrijwilliger(r, tx, l);
	case API_ROL_KRINGCOORDINATOR: return find_kring(r, tx, n, l);
	case API_ROL_MEDEWERKER:
	case API_ROL_BEHEERDER:
	case API_ROL_LEZER: break;
	}
	task_fault(r->t, "/rol", "lid.alleen_uitgenodigd",
		"Bij het Technocentrum word je uitgenodigd: vraag een beheerder.");
	return ERR_OK;
}

enum err h_lid_post(struct req *r, const struct op_lid_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct lid_create_in l = { .id = uuid_new(),
		.account_id = r->actor.account_id,
		.rol = vorm_choice(api_rol_names, in->body.rol),
		.status = STR("gevraagd"),
		.door = r->actor.account_id,
		.nu = r->now_us };
	TRY(find_organisatie(r, tx, &in->body, &l));
	TRY(task_faults_check(r->t));
	struct lid_create_row made;
	TRY(lid_create(r->t, tx, &l, &made));
	return lid_answer(r, tx, l.id);
}

/* ---- changing ---- */

/* Holds it for this transaction, in the version that If-Match names. */
static enum err hold(struct req *r, struct db_tx *tx, struct uuid id)
{
	const struct lid_lock_in in = { .id = id,
		.alle = r->bereik.alle,
		.account_id = r->actor.account_id,
		.school_id = r->bereik.school_id,
		.bedrijf_id = r->bereik.bedrijf_id,
		.kring_id = r->bereik.kring_id };
	bool found = false;
	struct lid_lock_row row;
	TRY(lid_lock(r->t, tx, &in, &found, &row));
	if (!found)
		return req_not_found(r, "Dit lidmaatschap");
	return row.versie == r->if_match ? ERR_OK : req_stale(r, row.versie);
}

static enum err refuse(struct req *r, const char *detail)
{
	return task_fail(
		r->t, ERR_FORBIDDEN, "lid.niet_jouw_besluit", "%s", task_say(r->t, detail));
}

static enum api_rol rol_of(const struct lid_get_row *l)
{
	int rol = 0;
	while (!str_eq(l->rol, str_from(api_rol_names[rol])))
		rol++; /* the schema allows no other text */
	return (enum api_rol)rol;
}

/* Who is invited says yes; who asked for it waits for somebody else to. */
static enum err may_accept(struct req *r, const struct lid_get_row *l)
{
	const bool own = uuid_eq(l->account_id, r->actor.account_id);
	const bool invited = str_eq(l->status, STR("uitgenodigd"));
	if (own && invited)
		return ERR_OK;
	if (own)
		return refuse(
			r, "Een ander van de organisatie, of het Technocentrum, bevestigt dit.");
	if (invited)
		return refuse(r, "Wie is uitgenodigd, zegt zelf ja.");
	if (!lid_decides(r, rol_of(l)))
		return refuse(r, "Over deze rol beslist iemand anders.");
	if (!str_eq(l->status, STR("gevraagd")))
		return task_fail(r->t, ERR_CONFLICT, "lid.niet_gevraagd",
			"Alleen wat gevraagd is, wordt bevestigd. Dit lidmaatschap is %s.",
			req_word(r, l->status));
	return lid_bewijs(r, rol_of(l));
}

/* The address may be another since it was asked or invited: then it is another who would be that
 * volunteer. */
static enum err check_adres(struct req *r, struct db_tx *tx, const struct lid_get_row *l)
{
	struct lid_eigen_adres_row row;
	TRY(lid_eigen_adres(r->t, tx, &(struct lid_eigen_adres_in){ .id = l->id }, &row));
	return row.eigen ? ERR_OK
			 : task_fail(r->t, ERR_CONFLICT, "lid.ander_adres",
				   "De vrijwilliger is bekend met een ander e-mailadres dan dit "
				   "account.");
}

static enum err accept(struct req *r, struct db_tx *tx, const struct lid_get_row *l)
{
	TRY(may_accept(r, l));
	return check_adres(r, tx, l);
}

/* To who is named, else to a coordinator: a teacher does not see their colleagues. */
static enum err hand_over(struct req *r, struct db_tx *tx, const struct lid_get_row *l,
	const struct api_lid_wijziging *w, int64_t aanvragen)
{
	const bool named = w->has_opvolger_id == JSN_VALUE;
	if (!named && aanvragen == 0)
		return ERR_OK;
	struct lid_draag_over_row row;
	TRY(lid_draag_over(r->t, tx,
		&(struct lid_draag_over_in){ .id = l->id,
			.has_opvolger_id = named,
			.opvolger_id = w->opvolger_id,
			.door = r->actor.account_id,
			.nu = r->now_us },
		&row));
	if (row.gevonden)
		return ERR_OK;
	if (!named)
		return task_fail(r->t, ERR_CONFLICT, "lid.open_werk",
			"Er staan nog %lld aanvragen open, en de school heeft geen coördinator die "
			"ze "
			"overneemt. Trek ze in, of vraag het Technocentrum om een coördinator.",
			(long long)aanvragen);
	task_fault(r->t, "/opvolgerId", "opvolger.past_niet",
		"Kies een ander lid van dezelfde school: een docent of coördinator.");
	return task_faults_check(r->t);
}

/* What is open goes to somebody, and the last of an organisation does not leave it unseen. */
static enum err leave(struct req *r, struct db_tx *tx, const struct lid_get_row *l,
	const struct api_lid_wijziging *w)
{
	const bool own = uuid_eq(l->account_id, r->actor.account_id);
	if (!own && !lid_decides(r, rol_of(l)))
		return refuse(r, "Over deze rol beslist iemand anders.");
	if (str_eq(l->status, STR("beeindigd")))
		return task_fail(r->t, ERR_CONFLICT, "lid.al_beeindigd",
			"Dit lidmaatschap is al beëindigd.");
	struct lid_lock_rol_row held;
	TRY(lid_lock_rol(r->t, tx, &(struct lid_lock_rol_in){ .id = l->id }, &held));
	struct lid_open_werk_row open;
	TRY(lid_open_werk(r->t, tx, &(struct lid_open_werk_in){ .id = l->id }, &open));
	if (open.laatste && (!r->bereik.alle || rol_of(l) == API_ROL_BEHEERDER))
		return task_fail(r->t, ERR_CONFLICT, "lid.laatste",
			"Dit is de laatste in deze rol, en er loopt nog werk. Nodig eerst een "
			"opvolger uit, of vraag het Technocentrum.");
	return hand_over(r, tx, l, w, open.aanvragen);
}

/* The mandate is staff's to give, to the coordinator of a circle. */
static enum err set_mandaat(
	struct req *r, const struct api_lid_wijziging *w, struct lid_update_in *l)
{
	if (w->has_soorten != JSN_VALUE && w->has_gemeenten != JSN_VALUE)
		return ERR_OK;
	if (!r->bereik.alle)
		return refuse(r, "Een mandaat geeft het Technocentrum.");
	if (w->has_soorten == JSN_VALUE)
		l->soorten = vorm_choices(task_arena(r->t), api_activiteitsoort_names, w->soorten);
	if (w->has_gemeenten == JSN_VALUE)
		l->gemeenten = vorm_texts(w->gemeenten);
	return ERR_OK;
}

/* Who reads reports is for an administrator to say, and not of oneself. */
static enum err set_vertrouwen(struct req *r, const struct lid_get_row *row,
	const struct api_lid_wijziging *w, struct lid_update_in *l)
{
	if (w->has_vertrouwenspersoon != JSN_VALUE)
		return ERR_OK;
	if (!req_is(r, API_ROL_BEHEERDER) || uuid_eq(row->account_id, r->actor.account_id))
		return refuse(r, "Wie meldingen leest, bepaalt een (andere) beheerder.");
	TRY(toegang_bewijs(r));
	l->vertrouwenspersoon = w->vertrouwenspersoon;
	return ERR_OK;
}

static enum err set_status(struct req *r, struct db_tx *tx, const struct lid_get_row *l,
	const struct api_lid_wijziging *w, struct lid_update_in *ret_update)
{
	if (w->has_opvolger_id == JSN_VALUE &&
		!(w->has_status == JSN_VALUE && w->status == API_LID_STATUS_BEEINDIGD))
		task_fault(r->t, "/opvolgerId", "opvolger.zonder_einde",
			"Een opvolger hoort bij een beëindiging.");
	if (w->has_status == JSN_VALUE && w->status != API_LID_STATUS_ACTIEF &&
		w->status != API_LID_STATUS_BEEINDIGD)
		task_fault(r->t, "/status", "keuze.onbekend",
			"Bevestig (actief) of beëindig (beeindigd).");
	TRY(task_faults_check(r->t));
	if (w->has_status != JSN_VALUE)
		return ERR_OK;
	ret_update->status = vorm_choice(api_lid_status_names, w->status);
	return w->status == API_LID_STATUS_ACTIEF ? accept(r, tx, l) : leave(r, tx, l, w);
}

enum err h_lid_patch(struct req *r, const struct op_lid_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id));
	struct lid_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	struct lid_update_in l = { .id = row.id,
		.status = row.status,
		.soorten = row.soorten,
		.gemeenten = row.gemeenten,
		.vertrouwenspersoon = row.vertrouwenspersoon,
		.door = r->actor.account_id,
		.nu = r->now_us };
	TRY(set_status(r, tx, &row, &in->body, &l));
	TRY(set_mandaat(r, &in->body, &l));
	TRY(set_vertrouwen(r, &row, &in->body, &l));
	struct lid_update_row updated;
	TRY(lid_update(r->t, tx, &l, &updated));
	TRY(get_one(r, tx, row.id, &row));
	req_item(r, 200, row.versie);
	put_lid(r, &row);
	return ERR_OK;
}
