/*
 * Inviting: whoever decides about a role (api/lid.h) gives it to somebody by their address, who
 * says yes after signing in with the letter. Whether there was an account already is not told.
 */
#include "api/app.h"
#include "api/invoer.h"
#include "api/lid.h"
#include "api/rem.h"
#include "api/req.h"
#include "api/vorm.h"
#include "auth/auth.h"
#include "config.h"
#include "contact/contact.h"
#include "post/post.h"
#include "store/sql.h"

#define INVITE_DAYS 7
/* To make an account takes the database some milliseconds more than to find one. */
#define INVITE_STEP_US (50 * INT64_C(1000))
#define SECOND_US      INT64_C(1000000)
#define DAY_SECONDS    (24 * 3600)
#define DAY_US	       (DAY_SECONDS * SECOND_US)

/* In a day: of one account as many as a school has teachers, of staff as many as a region has
 * organisations, and for one organisation what two of its people send. */
#define MAX_ACCOUNT	25
#define MAX_STAFF	250
#define MAX_ORGANISATIE 50

/* The id that was named, or that of the caller's own organisation when it has one. */
static void choose(struct req *r, enum jsn_has has, struct uuid given, struct uuid own,
	const char *pointer, bool *ret_has, struct uuid *ret_id)
{
	*ret_has = true;
	*ret_id = has == JSN_VALUE ? given : own;
	if (uuid_is_nil(*ret_id))
		task_fault(r->t, pointer, "veld.verplicht", "Zeg van welke organisatie.");
	else if (!r->bereik.alle && !uuid_is_nil(own) && !uuid_eq(*ret_id, own))
		task_fault(r->t, pointer, "uitnodiging.niet_eigen",
			"Je nodigt alleen uit voor je eigen organisatie.");
}

/* Whoever says yes is that person from then on: only who reads the mail of the volunteer may. */
static enum err check_adres(
	struct req *r, const struct api_uitnodiging_nieuw *n, struct vrijwilliger_get_row *v)
{
	TRY(contact_open(r->t, r->app->keys, CONTACT_VRIJWILLIGER_EMAIL, v->id, &v->email));
	if (!str_eq_nocase(v->email, n->email))
		task_fault(r->t, "/email", "uitnodiging.ander_adres",
			"Nodig een vrijwilliger uit op het e-mailadres dat bij de vrijwilliger "
			"staat.");
	return ERR_OK;
}

/* A company invites its own people. */
static enum err choose_vrijwilliger(struct req *r, struct db_tx *tx,
	const struct api_uitnodiging_nieuw *n, struct lid_create_in *l)
{
	const struct uuid none = { { 0 } };
	choose(r, n->has_vrijwilliger_id, n->vrijwilliger_id, none, "/vrijwilligerId",
		&l->has_vrijwilliger_id, &l->vrijwilliger_id);
	if (uuid_is_nil(l->vrijwilliger_id))
		return ERR_OK;
	struct vrijwilliger_get_row *rows = NULL;
	size_t count = 0;
	TRY(vrijwilliger_get(r->t, tx,
		&(struct vrijwilliger_get_in){
			.ids = { &l->vrijwilliger_id, 1 },
			.alle = r->bereik.alle,
			.bedrijf_id = r->bereik.bedrijf_id,
		},
		&rows, &count));
	if (count > 0)
		return check_adres(r, n, &rows[0]);
	task_fault(r->t, "/vrijwilligerId", "vrijwilliger.onbekend",
		"Deze vrijwilliger bestaat niet.");
	return ERR_OK;
}

static enum err choose_organisatie(struct req *r, struct db_tx *tx,
	const struct api_uitnodiging_nieuw *n, struct lid_create_in *l)
{
	const struct uuid none = { { 0 } };
	switch ((enum api_rol)n->rol) {
	case API_ROL_DOCENT:
	case API_ROL_SCHOOL:
		choose(r, n->has_school_id, n->school_id, r->bereik.school_id, "/schoolId",
			&l->has_school_id, &l->school_id);
		return ERR_OK;
	case API_ROL_BEDRIJF:
		choose(r, n->has_bedrijf_id, n->bedrijf_id, r->bereik.bedrijf_id, "/bedrijfId",
			&l->has_bedrijf_id, &l->bedrijf_id);
		return ERR_OK;
	case API_ROL_VRIJWILLIGER: return choose_vrijwilliger(r, tx, n, l);
	case API_ROL_KRINGCOORDINATOR:
		choose(r, n->has_kring_id, n->kring_id, none, "/kringId", &l->has_kring_id,
			&l->kring_id);
		return ERR_OK;
	case API_ROL_MEDEWERKER:
	case API_ROL_BEHEERDER:
	case API_ROL_LEZER: break;
	}
	return ERR_OK;
}

/* ---- whom ---- */

/* Who is invited, and how to write to them. */
struct genodigde {
	struct uuid account_id;
	bool nieuw;	   /* the account was made for this */
	struct str naar;   /* where the letter goes */
	struct str aanhef; /* NULL: nobody knows how they want to be called */
	enum post_taal taal;
};

/* Whoever changed from this address, and can still take that back: it is them that is meant. */
static enum err find_by_old(
	struct req *r, struct db_tx *tx, struct str email, struct genodigde *ret_genodigde)
{
	const struct account_get_by_old_email_in in = { .vinders = contact_vinders(task_arena(r->t),
								r->app->keys, email) };
	bool found = false;
	struct account_get_by_old_email_row row;
	TRY(account_get_by_old_email(r->t, tx, &in, &found, &row));
	if (!found) /* it was taken back this very moment */
		return task_fail(r->t, ERR_UNAVAILABLE, "bezet", "Probeer het opnieuw.");
	TRY(contact_open(r->t, r->app->keys, CONTACT_ACCOUNT_EMAIL, row.id, &row.email));
	*ret_genodigde = (struct genodigde){ .account_id = row.id,
		.naar = row.email,
		.aanhef = row.aanhef,
		.taal = post_taal_of(row.taal) };
	return ERR_OK;
}

/* The account with this address, made when there is none: without a password, so that nobody can
 * sign in but by the letter. */
static enum err find_genodigde(struct req *r, struct db_tx *tx,
	const struct api_uitnodiging_nieuw *n, struct genodigde *ret_genodigde)
{
	const struct str taal =
		n->has_taal == JSN_VALUE ? vorm_choice(api_post_taal_names, n->taal) : STR("nl");
	struct account_invite_row row;
	bool found = false;
	TRY(contact_invite(
		r->t, tx, r->app->keys, n->email, n->naam, taal, r->now_us, &found, &row));
	if (!found)
		return find_by_old(r, tx, n->email, ret_genodigde);
	*ret_genodigde = (struct genodigde){ .account_id = row.id,
		.nieuw = row.nieuw,
		.naar = n->email,
		.aanhef = row.aanhef,
		.taal = post_taal_of(row.taal) };
	return ERR_OK;
}

/* ---- the letter ---- */

/* A link that signs in, for who has no other way yet. */
static enum err make_link(
	struct req *r, struct db_tx *tx, struct uuid account_id, struct str *ret_link)
{
	char token[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	auth_token_new(token, hash);
	const struct eenmalig_create_in once = { .token_hash = auth_hash_str(hash),
		.account_id = account_id,
		.doel = STR("aanmelden"),
		.nu = r->now_us,
		.verloopt_op = r->now_us + INVITE_DAYS * DAY_US };
	TRY(eenmalig_create(r->t, tx, &once));
	*ret_link = str_from(arena_printf(
		task_arena(r->t), "%s/aanmelden#%s", r->app->config->public_url, token));
	return ERR_OK;
}

static enum err find_organisatie(
	struct req *r, struct db_tx *tx, const struct lid_create_in *l, struct str *ret_naam)
{
	const struct lid_organisatie_in in = { .has_school_id = l->has_school_id,
		.school_id = l->school_id,
		.has_bedrijf_id = l->has_bedrijf_id,
		.bedrijf_id = l->bedrijf_id,
		.has_vrijwilliger_id = l->has_vrijwilliger_id,
		.vrijwilliger_id = l->vrijwilliger_id,
		.has_kring_id = l->has_kring_id,
		.kring_id = l->kring_id };
	bool found = false;
	struct lid_organisatie_row row;
	TRY(lid_organisatie(r->t, tx, &in, &found, &row));
	*ret_naam = found ? row.naam : STR_NULL;
	return ERR_OK;
}

static enum err send(
	struct req *r, struct db_tx *tx, const struct lid_create_in *l, const struct genodigde *g)
{
	struct str organisatie;
	struct str link = str_from(
		arena_printf(task_arena(r->t), "%s/aanmelden", r->app->config->public_url));
	TRY(find_organisatie(r, tx, l, &organisatie));
	if (g->nieuw)
		TRY(make_link(r, tx, g->account_id, &link));
	const struct post_brief brief = { .soort = g->nieuw ? POST_UITNODIGING
							    : POST_UITNODIGING_ACCOUNT,
		.taal = g->taal,
		.has_account_id = true,
		.account_id = g->account_id,
		.naar = g->naar,
		.naam = g->aanhef,
		.link = link,
		.over = post_rol(task_arena(r->t), g->taal, l->rol, organisatie) };
	return post_write(r->t, tx, r->app->keys, &brief, r->now_us);
}

/* ---- how many in a day ---- */

static int64_t end_of_day(const struct req *r)
{
	return instant_from_netherlands(r->today + 1, 0);
}

static enum err too_many(struct req *r, const char *detail)
{
	const int64_t wait_s = (end_of_day(r) - r->now_us) / SECOND_US + 1;
	http_resp_header(r->resp, "Retry-After",
		str_from(arena_printf(task_arena(r->t), "%lld",
			(long long)(wait_s < DAY_SECONDS ? wait_s : DAY_SECONDS))));
	return task_fail(
		r->t, ERR_TOO_MANY, "uitnodiging.te_veel_vandaag", "%s", task_say(r->t, detail));
}

static enum err count_account(struct req *r, struct db_tx *tx)
{
	const struct uitnodiging_count_in in = { .has_account_id = true,
		.account_id = r->actor.account_id,
		.tot_op = end_of_day(r),
		.maximum = r->bereik.alle ? MAX_STAFF : MAX_ACCOUNT };
	bool found = false;
	struct uitnodiging_count_row row;
	TRY(uitnodiging_count(r->t, tx, &in, &found, &row));
	return found ? ERR_OK
		     : too_many(r,
			       "Je hebt vandaag zoveel mensen uitgenodigd als mag. Morgen kan het "
			       "weer.");
}

/* What somebody is invited for: a volunteer counts for the company of who invites. */
static enum err count_organisatie(struct req *r, struct db_tx *tx, const struct lid_create_in *l)
{
	const struct uitnodiging_count_in in = { .has_organisatie = true,
		.organisatie = l->has_school_id	   ? l->school_id
			       : l->has_bedrijf_id ? l->bedrijf_id
			       : l->has_kring_id   ? l->kring_id
						   : r->bereik.bedrijf_id,
		.tot_op = end_of_day(r),
		.maximum = MAX_ORGANISATIE };
	if (uuid_is_nil(in.organisatie))
		return ERR_OK;
	bool found = false;
	struct uitnodiging_count_row row;
	TRY(uitnodiging_count(r->t, tx, &in, &found, &row));
	return found ? ERR_OK
		     : too_many(r,
			       "Voor deze organisatie zijn vandaag zoveel mensen uitgenodigd als "
			       "mag. Morgen kan het weer.");
}

/* ---- inviting ---- */

static enum err may_invite(struct req *r, const struct api_uitnodiging_nieuw *n)
{
	if (!lid_decides(r, (enum api_rol)n->rol))
		return task_fail(r->t, ERR_FORBIDDEN, "lid.niet_jouw_besluit",
			"Over deze rol beslist iemand anders.");
	TRY(lid_bewijs(r, (enum api_rol)n->rol));
	/* Taking back and inviting anew is no way to fill a mailbox. */
	if (!rem_take(r, "uitnodiging", n->email))
		return task_fail(r->t, ERR_TOO_MANY, "uitnodiging.te_vaak",
			"Dit adres is net vaak uitgenodigd. Wacht een paar minuten.");
	return ERR_OK;
}

static enum err check(struct req *r, struct db_tx *tx, const struct api_uitnodiging_nieuw *n,
	struct lid_create_in *l)
{
	invoer_line(r, "/naam", &l->uitgenodigd_als);
	TRY(choose_organisatie(r, tx, n, l));
	if (n->has_soorten == JSN_VALUE)
		l->soorten = vorm_choices(task_arena(r->t), api_activiteitsoort_names, n->soorten);
	if (n->has_gemeenten == JSN_VALUE)
		l->gemeenten = vorm_texts(n->gemeenten);
	return task_faults_check(r->t);
}

enum err h_uitnodiging_post(struct req *r, const struct op_uitnodiging_post *in)
{
	const struct api_uitnodiging_nieuw *n = &in->body;
	r->stap_us = INVITE_STEP_US;
	TRY(may_invite(r, n));
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct lid_create_in l = { .id = uuid_new(),
		.rol = vorm_choice(api_rol_names, n->rol),
		.status = STR("uitgenodigd"),
		.uitgenodigd_als = n->naam,
		.door = r->actor.account_id,
		.nu = r->now_us };
	l.uitgenodigd_email = contact_seal(
		task_arena(r->t), r->app->keys, CONTACT_LID_UITGENODIGD_EMAIL, l.id, n->email);
	TRY(check(r, tx, n, &l));
	TRY(count_account(r, tx));
	TRY(count_organisatie(r, tx, &l));
	struct genodigde genodigde = { 0 };
	TRY(find_genodigde(r, tx, n, &genodigde));
	l.account_id = genodigde.account_id;
	struct lid_create_row made;
	TRY(lid_create(r->t, tx, &l, &made));
	TRY(send(r, tx, &l, &genodigde));
	return lid_answer(r, tx, l.id);
}
