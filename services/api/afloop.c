#include "api/afloop.h"

#include "api/antwoord.h"
#include "api/app.h"
#include "api/audit.h"
#include "api/koppeling_stap.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "config.h"
#include "domain/toestand.h"
#include "post/aflooplink.h"
#include "post/post.h"

/* Who has a word in it, and how the database calls them; in the order in which a word counts. */
enum kant { KANT_MEDEWERKER, KANT_SCHOOL, KANT_AANBIEDER, KANT_COUNT };

static const char *const kant_codes[KANT_COUNT] = {
	[KANT_MEDEWERKER] = "medewerker", [KANT_SCHOOL] = "school", [KANT_AANBIEDER] = "aanbieder"
};

static enum kant kant_of(const struct req *r)
{
	if (req_is_school(r))
		return KANT_SCHOOL;
	return r->bereik.alle ? KANT_MEDEWERKER : KANT_AANBIEDER;
}

static bool is_over(struct str status)
{
	return str_eq(status, STR("afgerond")) || str_eq(status, STR("geevalueerd")) ||
	       str_eq(status, STR("niet_verschenen"));
}

static bool took_place(struct str status)
{
	return is_over(status) && !str_eq(status, STR("niet_verschenen"));
}

static enum err get(struct req *r, struct db_tx *tx, struct uuid id, struct afloop_get_row *ret_row)
{
	const struct afloop_get_in in = { .id = id, BEREIK(r) };
	bool found = false;
	TRY(afloop_get(r->t, tx, &in, &found, ret_row));
	return found ? ERR_OK : req_not_found(r, "Deze koppeling");
}

/* The words of each side, NULL for who has none. */
struct woorden {
	const struct uitkomst_list_row *van[KANT_COUNT];
};

static enum err get_words(
	struct req *r, struct db_tx *tx, struct uuid id, struct woorden *ret_words)
{
	struct uitkomst_list_row *rows = NULL;
	size_t count = 0;
	*ret_words = (struct woorden){ 0 };
	TRY(uitkomst_list(
		r->t, tx, &(struct uitkomst_list_in){ .koppeling_id = id }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		for (int k = 0; k < KANT_COUNT; k++)
			if (str_eq(rows[i].kant, str_from(kant_codes[k])))
				ret_words->van[k] = &rows[i];
	return ERR_OK;
}

/* ---- telling ---- */

static enum err take_step(
	struct req *r, struct db_tx *tx, struct uuid id, const struct api_uitkomst_nieuw *body)
{
	return koppeling_zet_stap(r, tx, id,
		&(struct koppeling_stap){ .stap = body->uitkomst == API_UITKOMST_AFGEROND
							  ? STAP_AFRONDEN
							  : STAP_NIET_VERSCHENEN,
			.has_reden = body->has_reden,
			.reden = body->reden,
			.has_toelichting = body->has_toelichting,
			.toelichting = body->toelichting });
}

/* Staff says that it went otherwise: the step of before is turned back, and another taken. */
static enum err decide(
	struct req *r, struct db_tx *tx, struct uuid id, const struct api_uitkomst_nieuw *body)
{
	TRY(koppeling_zet_stap(r, tx, id,
		&(struct koppeling_stap){ .stap = STAP_TERUGDRAAIEN,
			.has_reden = JSN_VALUE,
			.reden = API_REDEN_BETWIST }));
	return take_step(r, tx, id, body);
}

/* A side tells after the step was taken. */
static enum err check_second(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct afloop_get_row afloop;
	struct woorden words;
	TRY(get(r, tx, id, &afloop));
	TRY(get_words(r, tx, id, &words));
	const struct uitkomst_list_row *decided = words.van[KANT_MEDEWERKER];
	if (decided != NULL && decided->ronde == afloop.ronde)
		return task_fail(r->t, ERR_CONFLICT, "uitkomst.beslist",
			"Een medewerker heeft bepaald hoe het ging.");
	if (afloop.einde_op + AFLOOP_WEERWOORD_US <= r->now_us)
		return task_fail(r->t, ERR_CONFLICT, "uitkomst.te_laat",
			"Dit kan tot twee weken na de activiteit. Vraag het Technocentrum.");
	return ERR_OK;
}

static enum err check_body_of_word(struct req *r, const struct api_uitkomst_nieuw *body)
{
	if (body->uitkomst == API_UITKOMST_AFGEROND)
		return ERR_OK;
	if (body->has_reden != JSN_VALUE)
		task_fault(r->t, "/reden", "reden.nodig", "Kies een reden bij deze stap.");
	if (body->has_minuten == JSN_VALUE)
		task_fault(r->t, "/minuten", "uitkomst.telt_niet",
			"Er zijn geen minuten van wat niet doorging.");
	if (body->has_leerlingen == JSN_VALUE)
		task_fault(r->t, "/leerlingen", "uitkomst.telt_niet",
			"Er zijn geen leerlingen bij wat niet doorging.");
	return task_faults_check(r->t);
}

enum err afloop_meld(
	struct req *r, struct db_tx *tx, struct uuid id, const struct api_uitkomst_nieuw *body)
{
	const enum kant kant = kant_of(r);
	struct koppeling_lock_row before;
	TRY(koppeling_houd(r, tx, id, &before));
	TRY(check_body_of_word(r, body));
	const bool same = took_place(before.status) == (body->uitkomst == API_UITKOMST_AFGEROND);
	if (!is_over(before.status))
		TRY(take_step(r, tx, id, body));
	else if (kant != KANT_MEDEWERKER)
		TRY(check_second(r, tx, id));
	else if (!same)
		TRY(decide(r, tx, id, body));
	return uitkomst_create(r->t, tx,
		&(struct uitkomst_create_in){ .koppeling_id = id,
			.kant = str_from(kant_codes[kant]),
			.uitkomst = vorm_choice(api_uitkomst_names, body->uitkomst),
			.has_minuten = body->has_minuten == JSN_VALUE,
			.minuten = (int32_t)body->minuten,
			.has_leerlingen = body->has_leerlingen == JSN_VALUE,
			.leerlingen = (int32_t)body->leerlingen,
			.toelichting =
				body->has_toelichting == JSN_VALUE ? body->toelichting : STR_NULL,
			.nu = r->now_us,
			.has_account_id = !uuid_is_nil(r->actor.account_id),
			.account_id = r->actor.account_id });
}

/* Whether a side said in this round that it went so. */
static bool says_so(
	const struct uitkomst_list_row *w, int32_t round, const struct api_uitkomst_nieuw *body)
{
	return w != NULL && w->ronde == round &&
	       str_eq(w->uitkomst, vorm_choice(api_uitkomst_names, body->uitkomst));
}

static bool same_number(bool has_a, int64_t a, bool has_b, int64_t b)
{
	return has_a == has_b && (!has_a || a == b);
}

static bool same_text(struct str a, struct str b)
{
	return (a.ptr == NULL) == (b.ptr == NULL) && str_eq(a, b);
}

enum err afloop_meldde(struct req *r, struct db_tx *tx, struct uuid id,
	const struct api_uitkomst_nieuw *body, bool *ret_same)
{
	struct afloop_get_row afloop;
	struct woorden words;
	TRY(get(r, tx, id, &afloop));
	TRY(get_words(r, tx, id, &words));
	const struct uitkomst_list_row *w = words.van[kant_of(r)];
	*ret_same = says_so(w, afloop.ronde, body) &&
		    same_number(w->has_minuten, w->minuten, body->has_minuten == JSN_VALUE,
			    body->minuten) &&
		    same_number(w->has_leerlingen, w->leerlingen, body->has_leerlingen == JSN_VALUE,
			    body->leerlingen) &&
		    same_text(w->toelichting,
			    body->has_toelichting == JSN_VALUE ? body->toelichting : STR_NULL);
	return ERR_OK;
}

enum err afloop_samen(struct req *r, struct db_tx *tx, struct uuid id, bool school_toont,
	struct uuid toont_account)
{
	const enum kant toont = school_toont ? KANT_SCHOOL : KANT_AANBIEDER;
	const struct api_uitkomst_nieuw body = { .uitkomst = API_UITKOMST_AFGEROND };
	struct afloop_get_row afloop;
	struct woorden words;
	TRY(get(r, tx, id, &afloop));
	if (kant_of(r) == toont)
		return task_fail(r->t, ERR_CONFLICT, "aanwezigheid.eigen_code",
			"Dit is de code van je eigen kant. Laat de ander hem openen.");
	/* A second tap says nothing new. */
	TRY(get_words(r, tx, id, &words));
	if (!says_so(words.van[kant_of(r)], afloop.ronde, &body))
		TRY(afloop_meld(r, tx, id, &body));
	TRY(get_words(r, tx, id, &words));
	if (words.van[toont] != NULL && words.van[toont]->ronde == afloop.ronde)
		return ERR_OK;
	return uitkomst_create(r->t, tx,
		&(struct uitkomst_create_in){ .koppeling_id = id,
			.kant = str_from(kant_codes[toont]),
			.uitkomst = vorm_choice(api_uitkomst_names, body.uitkomst),
			.toelichting = STR_NULL,
			.nu = r->now_us,
			.has_account_id = true,
			.account_id = toont_account });
}

/* ---- evaluating ---- */

static enum err check_klas(struct req *r, const struct api_klas_antwoorden *klas)
{
	const struct {
		const char *pointer;
		int64_t count;
	} of[] = { { "/klas/leuk", klas->leuk }, { "/klas/geleerd", klas->geleerd },
		{ "/klas/interesseVoor", klas->interesse_voor },
		{ "/klas/interesseNa", klas->interesse_na } };
	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++)
		if (of[i].count > klas->antwoorden)
			task_fault(r->t, of[i].pointer, "klas.meer_dan_antwoorden",
				"Dit zijn er meer dan er antwoordden.");
	return ERR_OK;
}

/* What only a school has to say. */
static enum err check_body(struct req *r, enum kant kant, const struct api_beoordeling_nieuw *body)
{
	if (kant != KANT_SCHOOL && body->has_dankwoord == JSN_VALUE)
		task_fault(r->t, "/dankwoord", "beoordeling.van_school",
			"Een dankwoord is van de school.");
	if (kant != KANT_SCHOOL && body->has_klas == JSN_VALUE)
		task_fault(r->t, "/klas", "beoordeling.van_school",
			"De antwoorden van de klas geeft de school.");
	if (body->has_dankwoord == JSN_VALUE && !post_zonder_link(body->dankwoord))
		task_fault(r->t, "/dankwoord", "tekst.link",
			"Dit dankwoord gaat in een brief. Laat links en adressen weg.");
	if (body->has_klas == JSN_VALUE)
		TRY(check_klas(r, &body->klas));
	return task_faults_check(r->t);
}

enum err afloop_beoordeel(
	struct req *r, struct db_tx *tx, struct uuid id, const struct api_beoordeling_nieuw *body)
{
	const enum kant kant = kant_of(r);
	struct koppeling_lock_row before;
	TRY(koppeling_houd(r, tx, id, &before));
	TRY(check_body(r, kant, body));
	if (kant == KANT_SCHOOL && !str_eq(before.status, STR("geevalueerd")))
		TRY(koppeling_zet_stap(
			r, tx, id, &(struct koppeling_stap){ .stap = STAP_EVALUEREN }));
	const struct api_klas_antwoorden *klas = &body->klas;
	const bool has_klas = body->has_klas == JSN_VALUE;
	return beoordeling_create(r->t, tx,
		&(struct beoordeling_create_in){ .koppeling_id = id,
			.kant = str_from(kant_codes[kant]),
			.cijfer = (int32_t)body->cijfer,
			.has_nog_eens = body->has_nog_eens == JSN_VALUE,
			.nog_eens = body->nog_eens,
			.toelichting =
				body->has_toelichting == JSN_VALUE ? body->toelichting : STR_NULL,
			.dankwoord = body->has_dankwoord == JSN_VALUE ? body->dankwoord : STR_NULL,
			.has_klas_antwoorden = has_klas,
			.klas_antwoorden = (int32_t)klas->antwoorden,
			.has_klas_leuk = has_klas,
			.klas_leuk = (int32_t)klas->leuk,
			.has_klas_geleerd = has_klas,
			.klas_geleerd = (int32_t)klas->geleerd,
			.has_klas_interesse_voor = has_klas,
			.klas_interesse_voor = (int32_t)klas->interesse_voor,
			.has_klas_interesse_na = has_klas,
			.klas_interesse_na = (int32_t)klas->interesse_na,
			.nu = r->now_us,
			.has_account_id = !uuid_is_nil(r->actor.account_id),
			.account_id = r->actor.account_id });
}

/* The evaluations of both sides, NULL for who gave none. */
struct oordelen {
	const struct beoordeling_list_row *van[KANT_COUNT];
};

static enum err get_opinions(
	struct req *r, struct db_tx *tx, struct uuid id, struct oordelen *ret_opinions)
{
	struct beoordeling_list_row *rows = NULL;
	size_t count = 0;
	*ret_opinions = (struct oordelen){ 0 };
	TRY(beoordeling_list(
		r->t, tx, &(struct beoordeling_list_in){ .koppeling_id = id }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		ret_opinions
			->van[str_eq(rows[i].kant, STR("school")) ? KANT_SCHOOL : KANT_AANBIEDER] =
			&rows[i];
	return ERR_OK;
}

enum err afloop_beoordeelde(struct req *r, struct db_tx *tx, struct uuid id,
	const struct api_beoordeling_nieuw *body, bool *ret_same)
{
	struct oordelen opinions;
	TRY(get_opinions(r, tx, id, &opinions));
	const struct beoordeling_list_row *b = opinions.van[kant_of(r)];
	*ret_same = b != NULL && b->cijfer == body->cijfer &&
		    same_number(b->has_nog_eens, b->nog_eens, body->has_nog_eens == JSN_VALUE,
			    body->nog_eens) &&
		    same_text(b->toelichting,
			    body->has_toelichting == JSN_VALUE ? body->toelichting : STR_NULL);
	return ERR_OK;
}

enum err afloop_bedank(struct req *r, struct db_tx *tx, const struct koppeling_get_row *koppeling,
	struct str dankwoord)
{
	if (!koppeling->has_vrijwilliger_id || koppeling->vrijwilliger_email.ptr == NULL)
		return ERR_OK;
	struct post_brief brief = { .soort = POST_DANKWOORD, .woorden = dankwoord };
	TRY(antwoord_brief_aan(r, tx, koppeling, &brief));
	const struct str url = str_from(r->app->config->public_url);
	brief.link = url;
	if (!brief.has_account_id)
		TRY(post_aflooplink(r->t, tx, url, koppeling->id, r->now_us, &brief.link));
	return post_write(r->t, tx, r->app->keys, &brief, r->now_us);
}

/* ---- reading ---- */

static void put_word(struct req *r, const char *key, const struct uitkomst_list_row *w)
{
	struct jsn_out *const o = &r->out;
	jsn_key(o, key);
	if (w == NULL) {
		jsn_null(o);
		return;
	}
	jsn_object(o);
	jsn_kv_str(o, "uitkomst", w->uitkomst);
	vorm_kv_int(o, "minuten", w->has_minuten, w->minuten);
	vorm_kv_int(o, "leerlingen", w->has_leerlingen, w->leerlingen);
	jsn_kv_str(o, "toelichting",
		toegang_ziet(r, api_zicht_afloop_woord_toelichting, true) ? w->toelichting
									  : STR_NULL);
	jsn_kv_instant(o, "gemeldOp", w->gemaakt_op);
	jsn_object_end(o);
}

static void put_beoordeling(struct req *r, const char *key, const struct beoordeling_list_row *b)
{
	struct jsn_out *const o = &r->out;
	jsn_key(o, key);
	if (b == NULL) {
		jsn_null(o);
		return;
	}
	jsn_object(o);
	jsn_kv_int(o, "cijfer", b->cijfer);
	jsn_key(o, "nogEens");
	if (b->has_nog_eens)
		jsn_bool(o, b->nog_eens);
	else
		jsn_null(o);
	jsn_kv_str(o, "toelichting",
		toegang_ziet(r, api_zicht_beoordeling_toelichting, true) ? b->toelichting
									 : STR_NULL);
	jsn_key(o, "klas");
	if (b->has_klas_antwoorden) {
		jsn_object(o);
		jsn_kv_int(o, "antwoorden", b->klas_antwoorden);
		jsn_kv_int(o, "leuk", b->klas_leuk);
		jsn_kv_int(o, "geleerd", b->klas_geleerd);
		jsn_kv_int(o, "interesseVoor", b->klas_interesse_voor);
		jsn_kv_int(o, "interesseNa", b->klas_interesse_na);
		jsn_object_end(o);
	} else {
		jsn_null(o);
	}
	jsn_kv_instant(o, "gegevenOp", b->gemaakt_op);
	jsn_object_end(o);
}

/* What counts: the first that said it, in the order of enum kant, of what took place. How long
 * weeks took nobody knows without that. */
static void put_counted(
	struct jsn_out *o, const struct afloop_get_row *afloop, const struct woorden *words)
{
	const bool counts = took_place(afloop->status);
	int64_t minutes = (afloop->tot_op - afloop->van_op) / (60 * INT64_C(1000000));
	int64_t pupils = afloop->groepsgrootte;
	bool timed = !afloop->has_weken;
	for (int k = KANT_COUNT - 1; k >= 0; k--) {
		const struct uitkomst_list_row *w = words->van[k];
		if (w != NULL && w->has_minuten) {
			minutes = w->minuten;
			timed = true;
		}
		if (w != NULL && w->has_leerlingen)
			pupils = w->leerlingen;
	}
	vorm_kv_int(o, "minuten", counts && timed, minutes);
	vorm_kv_int(o, "leerlingen", counts, pupils);
}

/* The evaluation of a side, as far as the caller sees it, and already. */
static const struct beoordeling_list_row *shown(
	struct req *r, const struct oordelen *opinions, enum kant kant)
{
	const enum api_toegang *const zicht = kant == KANT_SCHOOL
						      ? api_zicht_afloop_beoordeling_school
						      : api_zicht_afloop_beoordeling_aanbieder;
	if (!toegang_ziet(r, zicht, true))
		return NULL;
	const struct beoordeling_list_row *const *of = opinions->van;
	const enum kant own = kant_of(r);
	const bool is_side = !r->bereik.alle && uuid_is_nil(r->bereik.kring_id);
	if (of[kant] == NULL || !is_side || own == kant || of[own] != NULL ||
		of[kant]->gemaakt_op + AFLOOP_BLIND_US <= r->now_us)
		return of[kant];
	return NULL;
}

enum err afloop_schrijf(struct req *r, struct db_tx *tx, struct uuid id, int64_t *ret_version)
{
	struct afloop_get_row afloop;
	struct woorden words;
	struct oordelen opinions;
	TRY(get(r, tx, id, &afloop));
	TRY(get_words(r, tx, id, &words));
	TRY(get_opinions(r, tx, id, &opinions));
	if (afloop.has_vrijwilliger_id)
		audit_shows(r, afloop.vrijwilliger_id);
	struct jsn_out *o = &r->out;
	jsn_object(o);
	jsn_kv_uuid(o, "koppelingId", afloop.id);
	jsn_kv_str(o, "status", afloop.status);
	put_word(r, "school", words.van[KANT_SCHOOL]);
	put_word(r, "aanbieder", words.van[KANT_AANBIEDER]);
	put_word(r, "medewerker", words.van[KANT_MEDEWERKER]);
	vorm_kv_instant(o, "betwistSindsOp", afloop.has_betwist_sinds, afloop.betwist_sinds);
	put_counted(o, &afloop, &words);
	const struct beoordeling_list_row *of_school = opinions.van[KANT_SCHOOL];
	const bool thanks = toegang_ziet(r, api_zicht_afloop_dankwoord, true);
	const bool marks = toegang_ziet(r, api_zicht_afloop_beoordeling_school, true);
	jsn_kv_str(o, "dankwoord", thanks && of_school != NULL ? of_school->dankwoord : STR_NULL);
	put_beoordeling(r, "beoordelingSchool", marks ? shown(r, &opinions, KANT_SCHOOL) : NULL);
	put_beoordeling(
		r, "beoordelingAanbieder", marks ? shown(r, &opinions, KANT_AANBIEDER) : NULL);
	jsn_object_end(o);
	*ret_version = afloop.versie;
	return ERR_OK;
}

enum err h_afloop_get(struct req *r, const struct op_afloop_get *in)
{
	int64_t version = 0;
	TRY(afloop_schrijf(r, req_reader(r), in->id, &version));
	req_item(r, 200, version);
	return ERR_OK;
}
