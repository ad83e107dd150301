#include "api/toegang.h"

#include <string.h>

#include "api/app.h"
#include "api/bewijs.h"
#include "config.h"

static struct bereik bereik_of(const struct actor *a, enum api_toegang toegang)
{
	if (toegang == API_TOEGANG_ALLE)
		return (struct bereik){ .alle = true };
	switch (a->rol) {
	case API_ROL_DOCENT: return (struct bereik){ .docent_id = a->account_id };
	case API_ROL_SCHOOL: return (struct bereik){ .school_id = a->school_id };
	case API_ROL_BEDRIJF: return (struct bereik){ .bedrijf_id = a->bedrijf_id };
	case API_ROL_VRIJWILLIGER: return (struct bereik){ .vrijwilliger_id = a->vrijwilliger_id };
	case API_ROL_KRINGCOORDINATOR: return (struct bereik){ .kring_id = a->kring_id };
	case API_ROL_MEDEWERKER:
	case API_ROL_BEHEERDER:
	case API_ROL_LEZER: break; /* of no organisation: all or nothing */
	}
	return (struct bereik){ .alle = false };
}

void toegang_act(struct req *r)
{
	const struct actor *a = &r->actor;
	const struct uuid all[] = { a->account_id, a->school_id, a->bedrijf_id, a->vrijwilliger_id,
		a->kring_id };
	const size_t most = sizeof(all) / sizeof(all[0]);
	struct uuid *ids = ARENA_ARRAY(task_arena(r->t), most, struct uuid);
	size_t count = 0;
	for (size_t i = 0; i < most; i++)
		if (!uuid_is_nil(all[i]))
			ids[count++] = all[i];
	r->namens = (struct db_actor){ .bereik = r->bereik.alle ? STR("alle") : STR("eigen"),
		.ids = { ids, count },
		.proof = r->nog_zo.stmt != NULL ? &r->nog_zo : NULL };
	r->vraag.bereik = r->namens.bereik;
	r->vraag.ids = r->namens.ids;
	(void)db_act(r->t, &r->namens); /* whoever it was before */
}

bool toegang_als_eigen(struct req *r)
{
	r->bereik = bereik_of(&r->actor, API_TOEGANG_EIGEN);
	const struct uuid one[] = { r->bereik.docent_id, r->bereik.school_id, r->bereik.bedrijf_id,
		r->bereik.vrijwilliger_id, r->bereik.kring_id };
	bool any = false;
	for (size_t i = 0; i < sizeof(one) / sizeof(one[0]); i++)
		any = any || !uuid_is_nil(one[i]);
	toegang_act(r);
	return any;
}

enum err toegang_check(struct req *r)
{
	const bool member = !uuid_is_nil(r->actor.lid_id);
	const enum api_toegang toegang = member ? r->op->toegang[r->actor.rol] : API_TOEGANG_GEEN;
	r->bereik = toegang != API_TOEGANG_GEEN ? bereik_of(&r->actor, toegang)
						: (struct bereik){ .alle = false };
	if (toegang != API_TOEGANG_GEEN || r->op->iedereen) {
		toegang_act(r);
		return ERR_OK;
	}
	if (!member)
		return task_fail(r->t, ERR_FORBIDDEN, "rol.geen",
			"Je doet nog nergens aan mee. Vraag een lidmaatschap aan, of wacht tot het "
			"is bevestigd.");
	return task_fail(r->t, ERR_FORBIDDEN, "rol.niet_toegestaan", "Met de rol %s kan dit niet.",
		task_say(r->t, api_rol_names[r->actor.rol]));
}

/* A demonstration may go without (SCHAKEL_SECOND_FACTOR). */
static bool needs_code(const struct req *r)
{
	const bool staff =
		!uuid_is_nil(r->actor.lid_id) &&
		(r->actor.rol == API_ROL_MEDEWERKER || r->actor.rol == API_ROL_BEHEERDER);
	return staff && !r->op->without_code &&
	       strcmp(r->app->config->second_factor, "required") == 0;
}

/* What guards the account is its owner's: an app that could do it would be more than its access. */
static enum err refuse_app(const struct req *r)
{
	return uuid_is_nil(r->actor.app_id)
		       ? ERR_OK
		       : task_fail(r->t, ERR_FORBIDDEN, "app.niet_hier",
				 "Een app kan dit niet voor je doen: meld je zelf aan en doe het "
				 "daar.");
}

enum err toegang_session(struct req *r, int64_t confirmed_us)
{
	if (r->op->self)
		TRY(refuse_app(r));
	if (needs_code(r) && !r->actor.met_code)
		return task_fail(r->t, ERR_FORBIDDEN, "tweede_factor.nodig",
			"Zet eerst de tweede factor aan (POST /v1/ik/tweede-factor), of meld je "
			"aan "
			"met een code: zonder werk je hier niet als medewerker of beheerder.");
	r->bewezen = confirmed_us > r->now_us - BEWIJS_US;
	return r->op->confirm ? toegang_bewijs(r) : ERR_OK;
}

enum err toegang_bewijs(const struct req *r)
{
	TRY(refuse_app(r));
	return r->bewezen ? ERR_OK
			  : task_fail(r->t, ERR_FORBIDDEN, "bevestiging.nodig",
				    "Bevestig eerst dat jij het bent, met POST "
				    "/v1/ik/bevestigingen, of meld je opnieuw aan: dat telt ook.");
}

static bool has_text(struct db_texts texts, struct str text)
{
	for (size_t i = 0; i < texts.count; i++)
		if (str_eq(texts.items[i], text))
			return true;
	return false;
}

enum err toegang_mandaat(const struct req *r, struct str soort, struct str gemeente)
{
	if (r->op->toegang[r->actor.rol] != API_TOEGANG_MANDAAT)
		return ERR_OK;
	if (has_text(r->actor.soorten, soort) && has_text(r->actor.gemeenten, gemeente))
		return ERR_OK;
	return task_fail(r->t, ERR_FORBIDDEN, "mandaat.ontbreekt",
		"Dit valt buiten je mandaat: een medewerker van het Technocentrum beslist erover.");
}

bool toegang_ziet(const struct req *r, const enum api_toegang zicht[API_ROL_COUNT], bool eigen)
{
	/* A volunteer who came by a link is a member of nothing. */
	if (uuid_is_nil(r->actor.lid_id) && uuid_is_nil(r->actor.vrijwilliger_id))
		return false;
	const enum api_toegang toegang = zicht[r->actor.rol];
	return toegang == API_TOEGANG_ALLE || (toegang != API_TOEGANG_GEEN && eigen);
}

enum rol toegang_rol(enum api_rol rol)
{
	switch (rol) {
	case API_ROL_DOCENT:
	case API_ROL_SCHOOL: return ROL_SCHOOL;
	case API_ROL_BEDRIJF: return ROL_BEDRIJF;
	case API_ROL_VRIJWILLIGER: return ROL_VRIJWILLIGER;
	case API_ROL_KRINGCOORDINATOR: return ROL_KRINGCOORDINATOR;
	case API_ROL_MEDEWERKER:
	case API_ROL_BEHEERDER: return ROL_MEDEWERKER;
	case API_ROL_LEZER: break;
	}
	return ROL_COUNT;
}
