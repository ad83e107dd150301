#include "api/antwoord.h"

#include "api/app.h"
#include "api/koppeling_stap.h"
#include "api/link.h"
#include "api/reeks.h"
#include "api/rem.h"
#include "api/vorm.h"
#include "auth/auth.h"
#include "config.h"
#include "contact/contact.h"
#include "post/over.h"
#include "post/post.h"

/* ---- asking ---- */

static enum err brief_aan(struct req *r, struct db_tx *tx,
	const struct koppeling_get_row *koppeling, struct db_ints volgende, int64_t antwoord_us,
	struct post_brief *brief)
{
	const struct uuid id = koppeling->vrijwilliger_id;
	struct vrijwilliger_taal_row leest;
	struct vrijwilliger_account_row of;
	brief->naar = koppeling->vrijwilliger_email;
	brief->naam = koppeling->aanbieder_naam;
	TRY(contact_open(r->t, r->app->keys, CONTACT_VRIJWILLIGER_EMAIL, id, &brief->naar));
	TRY(vrijwilliger_taal(r->t, tx, &(struct vrijwilliger_taal_in){ .id = id }, &leest));
	brief->taal = post_taal_of(leest.taal);
	const struct post_wat wat = { .soort = koppeling->soort,
		.titel = koppeling->titel,
		.bedrijf_naam = koppeling->bedrijf_naam,
		.klas = koppeling->klas,
		.school_naam = koppeling->school_naam,
		.onderwerp = koppeling->onderwerp,
		.niveau = koppeling->niveau,
		.groepsgrootte = koppeling->groepsgrootte,
		.datum = koppeling->datum,
		.tot_datum = koppeling->tot_datum,
		.dagdeel = koppeling->dagdeel,
		.van_us = koppeling->van_op,
		.tot_us = koppeling->tot_op,
		.ook = volgende.items,
		.ook_count = volgende.count,
		.antwoord_us = antwoord_us };
	TRY(post_over(task_arena(r->t), &wat, brief->taal, &brief->over));
	/* Whose it is, so that it goes with them. */
	TRY(vrijwilliger_account(r->t, tx, &(struct vrijwilliger_account_in){ .id = id },
		&brief->has_account_id, &of));
	if (brief->has_account_id)
		brief->account_id = of.account_id;
	return ERR_OK;
}

enum err antwoord_brief_aan(struct req *r, struct db_tx *tx,
	const struct koppeling_get_row *koppeling, struct post_brief *brief)
{
	return brief_aan(r, tx, koppeling, (struct db_ints){ NULL, 0 }, 0, brief);
}

enum err antwoord_vraag(struct req *r, struct db_tx *tx, const struct koppeling_get_row *koppeling,
	struct db_ints volgende)
{
	char token[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	const int64_t term_us = r->now_us + ANTWOORD_US;
	const int64_t until_us = koppeling->has_verloopt_op && koppeling->verloopt_op < term_us
					 ? koppeling->verloopt_op
					 : term_us;
	/* Later on the day itself nobody could answer any more. Nor goes a letter to who has
	 * restricted what is done with their data; that is no reason to approve nothing. */
	if (koppeling->tot_op <= r->now_us || koppeling->vrijwilliger_email.ptr == NULL)
		return ERR_OK;
	auth_token_new(token, hash);
	const struct antwoordlink_create_in link = { .token_hash = auth_hash_str(hash),
		.koppeling_id = koppeling->id,
		.nu = r->now_us,
		.verloopt_op = until_us < koppeling->tot_op ? until_us : koppeling->tot_op };
	TRY(antwoordlink_create(r->t, tx, &link));
	struct post_brief brief = { .soort = POST_ANTWOORD,
		.has_koppeling_id = true,
		.koppeling_id = koppeling->id,
		.link = str_from(arena_printf(
			task_arena(r->t), "%s/antwoord#%s", r->app->config->public_url, token)) };
	TRY(brief_aan(r, tx, koppeling, volgende, link.verloopt_op, &brief));
	return post_write(r->t, tx, r->app->keys, &brief, r->now_us);
}

/* ---- by the link ---- */

#define WHAT "antwoord" /* is guessed, for rem.h */

/* One answer, whatever is wrong with the link. */
static enum err refuse(struct req *r)
{
	return task_fail(r->t, ERR_UNAUTHENTICATED, "link.ongeldig",
		"Deze link werkt niet (meer): hij is al gebruikt of te oud, of het voorstel wacht "
		"niet meer op antwoord. Vraag het Technocentrum hoe het ervoor staat.");
}

enum err h_antwoord_vraag_post(struct req *r, const struct op_antwoord_vraag_post *in)
{
	uint8_t hash[AUTH_HASH_BYTES];
	TRY(link_hash(r, WHAT, in->body.link, hash));
	const struct antwoordlink_get_in get = { .token_hash = auth_hash_str(hash),
		.nu = r->now_us };
	bool found = false;
	struct antwoordlink_get_row a;
	TRY(antwoordlink_get(r->t, req_reader(r), &get, &found, &a));
	if (!found || !a.wacht)
		return refuse(r);
	rem_give(r, WHAT, in->body.link);
	struct jsn_out *o = &r->out;
	jsn_object(o);
	vorm_put_vraag(o, &VORM_VRAAG(&a));
	jsn_kv_str(o, "vrijwilligerNaam", a.vrijwilliger_naam);
	jsn_kv_instant(o, "verlooptOp", a.verloopt_op);
	vorm_kv_keuzes(o, "volgende", a.volgende);
	jsn_object_end(o);
	return ERR_OK;
}

/* What makes an answer the same as one of before. */
static void fingerprint(
	struct req *r, const struct api_antwoord_nieuw *b, uint8_t ret_hash[static AUTH_HASH_BYTES])
{
	const struct api_tijdvak_keuze *keuzes = b->andere_tijdvakken.items;
	int32_t *numbers = ARENA_ARRAY(task_arena(r->t), b->andere_tijdvakken.count, int32_t);
	for (size_t i = 0; i < b->andere_tijdvakken.count; i++)
		numbers[i] = tijdvak_to_number(vorm_keuze(&keuzes[i]));
	const struct str parts[] = { vorm_choice(api_reactie_names, b->reactie),
		b->has_reden == JSN_VALUE ? vorm_choice(api_reden_names, b->reden) : STR(""),
		b->has_toelichting == JSN_VALUE ? b->toelichting : STR(""),
		{ (const char *)numbers, b->andere_tijdvakken.count * sizeof(numbers[0]) },
		b->en_volgende ? STR("volgende") : STR("") };
	auth_fingerprint(parts, sizeof(parts) / sizeof(parts[0]), ret_hash);
}

static enum err answer(struct req *r, struct str reactie, int64_t at_us)
{
	jsn_object(&r->out);
	jsn_kv_str(&r->out, "reactie", reactie);
	jsn_kv_instant(&r->out, "gegevenOp", at_us);
	jsn_object_end(&r->out);
	return ERR_OK;
}

enum err h_antwoord_post(struct req *r, const struct op_antwoord_post *in)
{
	const struct api_antwoord_nieuw *b = &in->body;
	uint8_t hash[AUTH_HASH_BYTES];
	uint8_t print[AUTH_HASH_BYTES];
	TRY(link_hash(r, WHAT, b->link, hash));
	fingerprint(r, b, print);
	const struct str token_hash = auth_hash_str(hash);
	const struct str vingerafdruk = auth_hash_str(print);
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct antwoordlink_lock_in lock = {
		.token_hash = token_hash, .vingerafdruk = vingerafdruk, .nu = r->now_us
	};
	bool found = false;
	struct antwoordlink_lock_row link;
	TRY(antwoordlink_lock(r->t, tx, &lock, &found, &link));
	if (!found)
		return refuse(r);
	rem_give(r, WHAT, b->link);
	link_is_vrijwilliger(r, link.koppeling_id, link.vrijwilliger_id, link.account_id);
	if (link.has_gebruikt_op)
		return answer(r, link.reactie, link.gebruikt_op);
	const struct koppeling_stap step = {
		.stap = b->reactie == API_REACTIE_BEVESTIGEN ? STAP_BEVESTIGEN : STAP_AFSLAAN,
		.has_reden = b->has_reden,
		.reden = b->reden,
		.has_toelichting = b->has_toelichting,
		.toelichting = b->toelichting,
		.andere_tijdvakken = b->andere_tijdvakken
	};
	TRY(koppeling_zet_stap(r, tx, link.koppeling_id, &step));
	struct reeks_gezet volgende;
	if (b->en_volgende)
		TRY(reeks_zet_volgende(r, tx, link.koppeling_id, &step, &volgende));
	const struct antwoordlink_use_in use = { .token_hash = token_hash,
		.reactie = vorm_choice(api_reactie_names, b->reactie),
		.vingerafdruk = vingerafdruk,
		.nu = r->now_us };
	TRY(antwoordlink_use(r->t, tx, &use));
	return answer(r, use.reactie, r->now_us);
}
