/*
 * Asking for a stand-in: staff approves once whom to ask for the half-day of what was called off,
 * all at once; the first yes is a match that stands in the calendar. Who answers holds the request
 * first (invaller/lock), so that two answers at the same moment come one after the other; the
 * schema holds them to one yes.
 */
#include <string.h>

#include "api/aanbod.h"
#include "api/antwoord.h"
#include "api/app.h"
#include "api/audit.h"
#include "api/link.h"
#include "api/rem.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "auth/auth.h"
#include "config.h"
#include "contact/contact.h"
#include "domain/toestand.h"
#include "motor/voorstel.h"
#include "post/aflooplink.h"
#include "post/over.h"

#define WHAT	      "invalvraag" /* is guessed, for rem.h */
#define INVALLERS_MAX 10	   /* as the contract says */

/* ---- encode and read ---- */

static void put_invalvraag(struct req *r, const struct invalvraag_list_row *v)
{
	struct jsn_out *o = &r->out;
	jsn_object(o);
	jsn_kv_uuid(o, "id", v->id);
	jsn_kv_uuid(o, "aanvraagId", v->aanvraag_id);
	jsn_kv_uuid(o, "koppelingId", v->koppeling_id);
	jsn_key(o, "tijdvak");
	vorm_put_tijdvak(o, v->datum, v->dagdeel, v->van_op, v->tot_op);
	jsn_kv_str(o, "status", v->status);
	vorm_kv_uuid(o, "voorstelId", v->has_voorstel_id, v->voorstel_id);
	jsn_key(o, "invallers");
	/* Whom staff asked is not for the school, before one of them says yes. */
	const bool shows = toegang_ziet(r, api_zicht_invalvraag_invallers, true);
	jsn_raw(o, shows ? v->invallers : STR("[]"));
	for (size_t i = 0; shows && i < v->vrijwilliger_ids.count; i++)
		audit_shows(r, v->vrijwilliger_ids.items[i]);
	jsn_kv_instant(o, "gemaaktOp", v->gemaakt_op);
	jsn_kv_instant(o, "gewijzigdOp", v->gewijzigd_op);
	jsn_object_end(o);
}

static enum err find(struct req *r, struct db_tx *tx, struct invalvraag_list_in which,
	struct invalvraag_list_row **ret_rows, size_t *ret_count)
{
	which.has_school_id = !uuid_is_nil(r->bereik.school_id);
	which.school_id = r->bereik.school_id;
	which.nu = r->now_us;
	return invalvraag_list(r->t, tx, &which, ret_rows, ret_count);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct invalvraag_list_row *ret_row)
{
	struct invalvraag_list_row *rows = NULL;
	size_t count = 0;
	const struct invalvraag_list_in which = {
		.has_id = true, .id = id, .voor_op = r->now_us + 1, .aantal = 1
	};
	TRY(find(r, tx, which, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze invalvraag");
	*ret_row = rows[0];
	return ERR_OK;
}

/* Another's match is as absent as one that does not exist. */
static enum err check_koppeling(struct req *r, struct uuid id)
{
	const struct koppeling_get_in in = {
		.ids = { &id, 1 }, BEREIK(r), .reden = STR("redenNl")
	};
	struct koppeling_get_row *rows = NULL;
	size_t count = 0;
	TRY(koppeling_get(r->t, req_reader(r), &in, &rows, &count));
	return count > 0 ? ERR_OK : req_not_found(r, "Deze koppeling");
}

enum err h_invalvraag_list(struct req *r, const struct op_invalvraag_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	TRY(check_koppeling(r, in->id));
	const bool first = uuid_is_nil(page.after_id);
	struct invalvraag_list_row *rows = NULL;
	size_t count = 0;
	const struct invalvraag_list_in which = { .has_koppeling_id = true,
		.koppeling_id = in->id,
		.voor_op = first ? r->now_us + 1 : page.after_number,
		.voor_id = page.after_id,
		.aantal = page.limit + 1 };
	TRY(find(r, req_reader(r), which, &rows, &count));
	page_open(r, &page, count);
	for (size_t i = 0; i < page.shown; i++)
		put_invalvraag(r, &rows[i]);
	const struct invalvraag_list_row *last = page.shown > 0 ? &rows[page.shown - 1] : NULL;
	page_close(r, &page, STR(""), last != NULL ? last->gemaakt_op : 0,
		last != NULL ? last->id : (struct uuid){ { 0 } });
	return ERR_OK;
}

/* ---- letters ---- */

struct brief {
	enum post_soort soort;
	struct str link; /* absent when it leads nowhere */
	struct str klas;
	struct str school_naam;
	struct str onderwerp; /* what the school asks; absent: not said */
	int64_t niveau;
	int32_t groepsgrootte;
	int32_t datum;
	struct str dagdeel;
};

/* To everybody who answers for these offers; how many letters that were. */
static enum err write_to(struct req *r, struct db_tx *tx, struct db_uuids aanbod_ids,
	const struct brief *brief, size_t *ret_letters)
{
	struct invaller_ontvangers_row *to = NULL;
	TRY(invaller_ontvangers(r->t, tx,
		&(struct invaller_ontvangers_in){ .aanbod_ids = aanbod_ids }, &to, ret_letters));
	for (size_t i = 0; i < *ret_letters; i++) {
		const enum post_taal taal = post_taal_of(to[i].taal);
		const struct post_wat wat = { .soort = to[i].soort,
			.titel = to[i].titel,
			.klas = brief->klas,
			.school_naam = brief->school_naam,
			.onderwerp = brief->onderwerp,
			.niveau = brief->niveau,
			.groepsgrootte = brief->groepsgrootte,
			.datum = brief->datum,
			.dagdeel = brief->dagdeel };
		struct post_brief letter = { .soort = brief->soort,
			.taal = taal,
			.has_account_id = to[i].has_account_id,
			.account_id = to[i].account_id,
			.naar = to[i].email,
			.naam = to[i].naam,
			.link = brief->link };
		TRY(contact_open(r->t, r->app->keys,
			to[i].has_vrijwilliger_id ? CONTACT_VRIJWILLIGER_EMAIL
						  : CONTACT_ACCOUNT_EMAIL,
			to[i].has_vrijwilliger_id ? to[i].vrijwilliger_id : to[i].account_id,
			&letter.naar));
		TRY(post_over(task_arena(r->t), &wat, taal, &letter.over));
		TRY(post_write(r->t, tx, r->app->keys, &letter, r->now_us));
	}
	return ERR_OK;
}

/* ---- asking ---- */

static enum err check_called_off(
	struct req *r, struct db_tx *tx, struct uuid id, struct invalvraag_lock_row *ret_row)
{
	bool found = false;
	const struct invalvraag_lock_in in = { .koppeling_id = id, .nu = r->now_us };
	TRY(invalvraag_lock(r->t, tx, &in, &found, ret_row));
	if (!found)
		return req_not_found(r, "Deze koppeling");
	if (!ret_row->afgezegd)
		return task_fail(r->t, ERR_CONFLICT, "invalvraag.niet_afgezegd",
			"Deze koppeling is niet afgezegd. Er is geen invaller nodig.");
	if (ret_row->halte > 0)
		return task_fail(r->t, ERR_CONFLICT, "rondgang.geen_invaller",
			"Bij een halte van een rondgang valt niemand in. De rondgang gaat zonder "
			"door, "
			"of zeg hem af.");
	if (!ret_row->kort_dag)
		return task_fail(r->t, ERR_CONFLICT, "invalvraag.niet_kort_dag",
			"Een invalvraag kan tot het begin, en vanaf minder dan twee schooldagen "
			"ervoor. Doe een gewoon voorstel.");
	return ERR_OK;
}

/* The question of the request as of the day before, so that a half-day of today can be asked for as
 * well. */
static enum err load_aanvraag(
	struct req *r, struct db_tx *tx, struct uuid aanvraag_id, int32_t datum, struct motor *m)
{
	const struct kandidaat_aanvraag_in which = { .ids = { &aanvraag_id, 1 },
		.vanaf = datum - 1 };
	return motor_load_aanvraag(r->t, tx, &r->app->taxonomie, &which, m);
}

/* Whether this offer can, by the facts of now: also what was asked an hour ago may have been given
 * away since. */
static enum err judge(struct req *r, struct db_tx *tx, struct motor *m, struct uuid aanbod_id,
	struct tijdvak tijdvak, struct score_uitleg *ret_uitleg)
{
	TRY(motor_load_een(r->t, tx, aanbod_id, m));
	return voorstel_beoordeel(r->t, m, r->taal, tijdvak, ret_uitleg);
}

static enum err ask_one(struct req *r, struct db_tx *tx, const struct invalvraag_lock_row *k,
	struct uuid id, struct uuid aanbod_id, size_t rang)
{
	char token[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	size_t letters = 0;
	auth_token_new(token, hash);
	TRY(invaller_create(r->t, tx,
		&(struct invaller_create_in){ .invalvraag_id = id,
			.aanbod_id = aanbod_id,
			.rang = (int32_t)rang,
			.token_hash = auth_hash_str(hash),
			.verloopt_op = k->begint_op }));
	const struct brief brief = { .soort = POST_INVALVRAAG,
		.link = str_from(arena_printf(
			task_arena(r->t), "%s/invallen#%s", r->app->config->public_url, token)),
		.klas = k->klas,
		.school_naam = k->school_naam,
		.onderwerp = k->onderwerp,
		.niveau = k->niveau,
		.groepsgrootte = k->groepsgrootte,
		.datum = k->datum,
		.dagdeel = k->dagdeel };
	TRY(write_to(r, tx, (struct db_uuids){ &aanbod_id, 1 }, &brief, &letters));
	return letters > 0 ? ERR_OK
			   : task_fail(r->t, ERR_CONFLICT, "invalvraag.onbereikbaar",
				     "Bij dit aanbod kunnen we niemand een brief sturen.");
}

/* Who of the list cannot be asked, and why: said of all of them at once. */
struct bezwaren {
	struct fault items[INVALLERS_MAX];
	size_t count;
};

static void object(
	struct req *r, struct bezwaren *b, size_t i, const char *code, const char *detail)
{
	b->items[b->count++] =
		(struct fault){ .pointer = arena_printf(task_arena(r->t), "/aanbodIds/%zu", i),
			.code = code,
			.detail = detail };
}

/* In words about one of a list for one half-day. */
static const char *words_for(struct req *r, const struct fault *f)
{
	return strcmp(f->code, "tijdvak.niet_vrij") == 0
		       ? task_say(r->t, "Wie dit aanbiedt, kan op dit dagdeel niet.")
		       : f->detail;
}

static enum err try_one(struct req *r, struct db_tx *tx, struct motor *m,
	const struct invalvraag_lock_row *k, struct tijdvak tijdvak, struct uuid id,
	struct uuid aanbod_id, size_t i, struct bezwaren *b)
{
	struct score_uitleg *uitleg = ARENA_NEW(task_arena(r->t), struct score_uitleg);
	struct db_part part;
	TRY(aanbod_check_visible(r, tx, aanbod_id));
	TRY(db_part_begin(r->t, tx, &part));
	enum err e = judge(r, tx, m, aanbod_id, tijdvak, uitleg);
	if (e == ERR_OK)
		e = ask_one(r, tx, k, id, aanbod_id, i + 1);
	if (e == ERR_OK)
		return db_part_keep(r->t, tx);
	if (e != ERR_CONFLICT || db_lost_to_another(r->t))
		return e;
	const struct fault said = *task_error(r->t);
	task_clear_error(r->t);
	TRY(db_part_undo(r->t, tx, &part));
	object(r, b, i, said.code, words_for(r, &said));
	return ERR_OK;
}

static enum err ask_all(struct req *r, struct db_tx *tx, struct motor *m,
	const struct invalvraag_lock_row *k, struct uuid id, struct jsn_array aanbod_ids)
{
	const struct uuid *ids = aanbod_ids.items;
	struct tijdvak tijdvak = { .datum = k->datum };
	struct bezwaren *b = ARENA_NEW(task_arena(r->t), struct bezwaren);
	TRY(dagdeel_from_code(k->dagdeel, &tijdvak.dagdeel));
	b->count = 0;
	for (size_t i = 0; i < aanbod_ids.count && i < INVALLERS_MAX; i++) {
		if (uuid_eq(ids[i], k->aanbod_id)) /* it does not stand in for itself */
			object(r, b, i, "invalvraag.zelf_afgezegd",
				task_say(r->t, "Dit aanbod is net afgezegd. Kies een ander."));
		else
			TRY(try_one(r, tx, m, k, tijdvak, id, ids[i], i, b));
	}
	if (b->count == 0)
		return ERR_OK;
	for (size_t i = 0; i < b->count; i++)
		task_fault(r->t, b->items[i].pointer, b->items[i].code, "%s", b->items[i].detail);
	return task_fail(r->t, ERR_CONFLICT, "invalvraag.niet_iedereen",
		"Niet iedereen op de lijst kan invallen. Haal weg wie het niet kan, of kies een "
		"ander.");
}

static enum err ask(
	struct req *r, struct db_tx *tx, const struct op_invalvraag_post *in, struct uuid id)
{
	struct invalvraag_lock_row k;
	struct motor *m = ARENA_NEW(task_arena(r->t), struct motor);
	TRY(check_called_off(r, tx, in->id, &k));
	TRY(load_aanvraag(r, tx, k.aanvraag_id, k.datum, m));
	if (!str_eq(m->aanvraag.status, STR("open")))
		return task_fail(r->t, ERR_CONFLICT, "aanvraag.niet_open",
			"Deze aanvraag staat niet open. Zet hem eerst op open.");
	if (k.loopt)
		return task_fail(r->t, ERR_CONFLICT, "invalvraag.loopt_al",
			"Voor deze aanvraag loopt een ander voorstel. Wijs dat eerst af, dan kun "
			"je iemand laten invallen.");
	TRY(invalvraag_end_answered(r->t, tx,
		&(struct invalvraag_end_answered_in){ .aanvraag_id = k.aanvraag_id,
			.account_id = r->actor.account_id,
			.nu = r->now_us }));
	TRY(invalvraag_create(r->t, tx,
		&(struct invalvraag_create_in){ .id = id,
			.koppeling_id = in->id,
			.nu = r->now_us,
			.account_id = r->actor.account_id }));
	return ask_all(r, tx, m, &k, id, in->body.aanbod_ids);
}

enum err h_invalvraag_post(struct req *r, const struct op_invalvraag_post *in)
{
	struct db_tx *tx;
	struct invalvraag_list_row row;
	const struct uuid id = uuid_new();
	TRY(req_begin(r, &tx));
	TRY(ask(r, tx, in, id));
	TRY(get_one(r, tx, id, &row));
	req_created(r, row.versie, "/v1/koppelingen/", in->id);
	put_invalvraag(r, &row);
	return ERR_OK;
}

/* ---- ending it ---- */

enum err h_invalvraag_get(struct req *r, const struct op_invalvraag_get *in)
{
	struct invalvraag_list_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_invalvraag(r, &row);
	return ERR_OK;
}

/* Who did not answer yet need not any more, and is told. */
static enum err close_it(
	struct req *r, struct db_tx *tx, struct uuid id, const struct invalvraag_hold_row *v)
{
	struct invalvraag_close_row closed;
	struct invaller_anderen_row others;
	size_t letters = 0;
	const struct brief brief = { .soort = POST_INVALLEN_VOL,
		.klas = v->klas,
		.school_naam = v->school_naam,
		.datum = v->datum,
		.dagdeel = v->dagdeel };
	TRY(invalvraag_close(r->t, tx,
		&(struct invalvraag_close_in){
			.id = id, .account_id = r->actor.account_id, .nu = r->now_us },
		&closed));
	TRY(invaller_anderen(
		r->t, tx, &(struct invaller_anderen_in){ .invalvraag_id = id }, &others));
	return write_to(r, tx, others.ids, &brief, &letters);
}

enum err h_invalvraag_patch(struct req *r, const struct op_invalvraag_patch *in)
{
	struct db_tx *tx;
	bool found = false;
	struct invalvraag_hold_row v;
	struct invalvraag_list_row row;
	TRY(req_begin(r, &tx));
	TRY(invalvraag_hold(r->t, tx, &(struct invalvraag_hold_in){ .id = in->id }, &found, &v));
	if (!found)
		return req_not_found(r, "Deze invalvraag");
	if (v.versie != r->if_match)
		return req_stale(r, v.versie);
	if (!str_eq(v.status, STR("open")) || v.begint_op <= r->now_us)
		return task_fail(r->t, ERR_CONFLICT, "invalvraag.voorbij",
			"Er is al iemand gevonden, of het hoefde al niet meer.");
	if (in->body.gesloten)
		TRY(close_it(r, tx, in->id, &v));
	TRY(get_one(r, tx, in->id, &row));
	req_item(r, 200, row.versie);
	put_invalvraag(r, &row);
	return ERR_OK;
}

/* ---- answering ---- */

/* One answer, whatever is wrong with the link. */
static enum err refuse(struct req *r)
{
	return task_fail(r->t, ERR_UNAUTHENTICATED, "link.ongeldig",
		"Deze link werkt niet (meer). Vraag het Technocentrum hoe het ervoor staat.");
}

static enum err filled(struct req *r)
{
	return task_fail(r->t, ERR_CONFLICT, "invalvraag.vervuld",
		"Er is al iemand gevonden, of het hoeft niet meer. Je hoeft niets te doen.");
}

enum err h_invalantwoord_vraag_post(struct req *r, const struct op_invalantwoord_vraag_post *in)
{
	uint8_t hash[AUTH_HASH_BYTES];
	bool found = false;
	struct invaller_vraag_row a;
	TRY(link_hash(r, WHAT, in->body.link, hash));
	const struct invaller_vraag_in which = { .token_hash = auth_hash_str(hash),
		.nu = r->now_us };
	TRY(invaller_vraag(r->t, req_reader(r), &which, &found, &a));
	if (!found)
		return refuse(r);
	rem_give(r, WHAT, in->body.link);
	if (!a.open)
		return filled(r);
	struct jsn_out *o = &r->out;
	jsn_object(o);
	vorm_put_vraag(o, &VORM_VRAAG(&a));
	jsn_kv_instant(o, "verlooptOp", a.verloopt_op);
	jsn_object_end(o);
	return ERR_OK;
}

/* Holds the request, so that what is read then stays so until this answer is given. */
static enum err hold(struct req *r, struct db_tx *tx, struct str hash, struct str link,
	struct invaller_get_row *ret_row)
{
	bool found = false;
	struct invaller_lock_row locked;
	const struct invaller_lock_in lock = { .token_hash = hash, .nu = r->now_us };
	TRY(invaller_lock(r->t, tx, &lock, &found, &locked));
	if (!found)
		return refuse(r);
	rem_give(r, WHAT, link);
	return invaller_get(r->t, tx, &(struct invaller_get_in){ .token_hash = hash }, ret_row);
}

/* The caller is who was asked, as far as this offer. */
static void act_as(struct req *r, const struct invaller_get_row *i)
{
	static const struct uuid nobody;
	r->onderwerp = i->invalvraag_id;
	audit_shows(r, i->has_vrijwilliger_id ? i->vrijwilliger_id : i->bedrijf_id);
	r->actor = (struct actor){ .account_id = i->account_id,
		.rol = i->has_vrijwilliger_id ? API_ROL_VRIJWILLIGER : API_ROL_BEDRIJF,
		.vrijwilliger_id = i->vrijwilliger_id,
		.bedrijf_id = i->has_vrijwilliger_id ? nobody : i->bedrijf_id };
	r->bereik = (struct bereik){ .vrijwilliger_id = r->actor.vrijwilliger_id,
		.bedrijf_id = r->actor.bedrijf_id };
	toegang_act(r);
}

static enum err answer(struct req *r, struct str antwoord, int64_t at_us)
{
	jsn_object(&r->out);
	jsn_kv_str(&r->out, "antwoord", antwoord);
	jsn_kv_instant(&r->out, "gegevenOp", at_us);
	jsn_object_end(&r->out);
	return ERR_OK;
}

/* The winner, and the others who need not any more. */
static enum err tell(
	struct req *r, struct db_tx *tx, const struct invaller_get_row *i, struct uuid koppeling_id)
{
	struct invaller_anderen_row others;
	struct uuid own = i->aanbod_id;
	size_t letters = 0;
	struct brief brief = { .soort = POST_INVALLEN_JA,
		.link = str_from(r->app->config->public_url),
		.klas = i->klas,
		.school_naam = i->school_naam,
		.datum = i->datum,
		.dagdeel = i->dagdeel };
	if (i->has_vrijwilliger_id && !i->has_account_id)
		TRY(post_aflooplink(r->t, tx, brief.link, koppeling_id, r->now_us, &brief.link));
	TRY(write_to(r, tx, (struct db_uuids){ &own, 1 }, &brief, &letters));
	TRY(invaller_anderen(r->t, tx,
		&(struct invaller_anderen_in){ .invalvraag_id = i->invalvraag_id }, &others));
	brief.soort = POST_INVALLEN_VOL;
	brief.link = STR_NULL;
	return write_to(r, tx, others.ids, &brief, &letters);
}

static enum err say_yes(struct req *r, struct db_tx *tx, const struct invaller_get_row *i)
{
	struct motor *m = ARENA_NEW(task_arena(r->t), struct motor);
	struct score_uitleg *uitleg = ARENA_NEW(task_arena(r->t), struct score_uitleg);
	struct tijdvak tijdvak = { .datum = i->datum };
	TRY(dagdeel_from_code(i->dagdeel, &tijdvak.dagdeel));
	/* The engine looks over the fence of who answers. */
	const struct db_actor *caller = db_act(r->t, &db_actor_systeem);
	enum err e = load_aanvraag(r, tx, i->aanvraag_id, i->datum, m);
	if (e == ERR_OK)
		e = judge(r, tx, m, i->aanbod_id, tijdvak, uitleg);
	(void)db_act(r->t, caller);
	TRY(e);
	const struct invaller_book_in in = { .id = uuid_new(),
		.invalvraag_id = i->invalvraag_id,
		.aanbod_id = i->aanbod_id,
		.score = uitleg->uitkomst.score,
		.factoren = voorstel_factoren(r->t, m, uitleg),
		.gewicht_versie = m->gewicht_versie,
		.nu = r->now_us,
		.has_account_id = i->has_account_id,
		.account_id = i->account_id,
		.rol = str_from(rol_table[toegang_rol(r->actor.rol)].code) };
	struct invaller_book_row row;
	TRY(invaller_book(r->t, tx, &in, &row));
	return tell(r, tx, i, in.id);
}

enum err h_invalantwoord_post(struct req *r, const struct op_invalantwoord_post *in)
{
	const struct str link = in->body.link;
	const bool ja = in->body.antwoord == API_INVALANTWOORD_JA;
	uint8_t hash[AUTH_HASH_BYTES];
	struct invaller_get_row i;
	struct db_tx *tx;
	TRY(link_hash(r, WHAT, link, hash));
	const struct str token_hash = auth_hash_str(hash);
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, token_hash, link, &i));
	act_as(r, &i);
	const struct str antwoord = vorm_choice(api_invalantwoord_names, in->body.antwoord);
	/* The same once more, because its answer was lost. */
	if (str_eq(i.status, antwoord))
		return answer(r, antwoord, i.beantwoord_op);
	const bool said_no = str_eq(i.status, STR("nee"));
	if (!i.open || i.stil || !(said_no || str_eq(i.status, STR("gevraagd"))))
		return filled(r);
	if (said_no)
		TRY(invaller_reopen(
			r->t, tx, &(struct invaller_reopen_in){ .token_hash = token_hash }));
	if (ja)
		TRY(say_yes(r, tx, &i));
	else
		TRY(invaller_decline(r->t, tx,
			&(struct invaller_decline_in){
				.token_hash = token_hash, .nu = r->now_us }));
	return answer(r, antwoord, r->now_us);
}
