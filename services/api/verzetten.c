/*
 * Moving what stands in the calendar to another half-day. Both are free there by the engine's word;
 * one side names some of those half-days, the other picks one or none, signed in or by the link of
 * its letter (verzet_antwoord.c), and staff moves for both. A move is judged again when it is made;
 * what somebody else takes meanwhile is met by the table.
 */
#include "api/verzetten.h"
#include "api/app.h"
#include "api/audit.h"
#include "api/kandidaat.h"
#include "api/koppeling.h"
#include "api/koppeling_brief.h"
#include "api/koppeling_stap.h"
#include "api/link.h"
#include "api/reeks.h"
#include "api/rem.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "auth/auth.h"
#include "config.h"
#include "domain/reden.h"
#include "motor/voorraad.h"

#define SHOWN_MAX  50
#define RUIM_DAGEN 91 /* a move may lie so far beyond the period of the request */
#define PER_DAG	   3  /* so often a side may ask the other one in 24 hours */

/* ---- where both are free ---- */

static enum err find_pair(
	struct req *r, struct db_tx *tx, struct uuid id, struct koppeling_pair_row *ret_row)
{
	const struct koppeling_pair_in in = { .id = id, BEREIK(r) };
	bool found = false;
	TRY(koppeling_pair(r->t, tx, &in, &found, ret_row));
	return found ? ERR_OK : req_not_found(r, "Deze koppeling");
}

static bool can_move(const struct req *r, const struct koppeling_pair_row *k)
{
	return k->halte == 0 && str_eq(k->status, STR("ingepland")) && k->begint_op > r->now_us;
}

/* The pair as it would be judged if it were not booked: with all that others have, also where the
 * caller does not see it. */
static enum err load(struct req *r, struct db_tx *tx, const struct koppeling_pair_row *k,
	struct tijdvak eigen, const struct tijdvak *uitloop, struct motor *m)
{
	struct uuid aanvraag_id = k->aanvraag_id;
	const struct kandidaat_aanvraag_in in = { .ids = { &aanvraag_id, 1 }, .vanaf = r->today };
	const struct db_actor *before = db_act(r->t, &db_actor_systeem);
	enum err e = motor_load_aanvraag(r->t, tx, &r->app->taxonomie, &in, m);
	/* A period is often one day: both may agree on a later one. */
	if (e == ERR_OK && voorraad_is_ready(r->app->voorraad)) {
		struct score_aanvraag *ruim = ARENA_NEW(task_arena(r->t), struct score_aanvraag);
		e = voorraad_ruim(r->t, r->app->voorraad, m, RUIM_DAGEN, ruim);
		if (e == ERR_OK)
			m->vraag = *ruim;
	}
	if (e == ERR_OK)
		e = motor_load_een(r->t, tx, k->aanbod_id, m);
	(void)db_act(r->t, before);
	TRY(e);
	motor_zonder(task_arena(r->t), m, eigen, uitloop);
	return ERR_OK;
}

static enum err both_free(struct req *r, struct db_tx *tx, const struct koppeling_pair_row *k,
	struct tijdvak_set *ret_vrij)
{
	struct motor *m = ARENA_NEW(task_arena(r->t), struct motor);
	struct score_uitleg *uitleg = ARENA_NEW(task_arena(r->t), struct score_uitleg);
	struct tijdvak eigen = { .datum = k->datum };
	struct tijdvak uitloop = { .datum = k->datum };
	TRY(dagdeel_from_code(k->dagdeel, &eigen.dagdeel));
	if (k->uitloop.ptr != NULL)
		TRY(dagdeel_from_code(k->uitloop, &uitloop.dagdeel));
	TRY(load(r, tx, k, eigen, k->uitloop.ptr != NULL ? &uitloop : NULL, m));
	score_leg_uit(SCORE_TAAL_NL, &m->config, &m->vraag, &m->aanbod[0], uitleg);
	*ret_vrij = uitleg->uitkomst.vrij;
	tijdvak_set_remove(ret_vrij, eigen.datum, (uint8_t)(1u << eigen.dagdeel));
	if (!uitleg->uitkomst.mogelijk || !can_move(r, k))
		tijdvak_set_remove_days(ret_vrij, ret_vrij->van, tijdvak_set_tot(ret_vrij));
	return ERR_OK;
}

enum err h_vrijetijdvakken_get(struct req *r, const struct op_vrijetijdvakken_get *in)
{
	struct koppeling_pair_row pair;
	struct tijdvak_set vrij;
	TRY(find_pair(r, req_reader(r), in->id, &pair));
	TRY(both_free(r, req_reader(r), &pair, &vrij));
	jsn_object(&r->out);
	kandidaat_write_tijdvakken(&r->out, &vrij, SHOWN_MAX);
	jsn_object_end(&r->out);
	return ERR_OK;
}

/* ---- proposing ---- */

/* Of whoever is signed in or came by a link. */
static struct str kant_of(const struct req *r)
{
	return toegang_rol(r->actor.rol) == ROL_SCHOOL ? STR("school") : STR("aanbieder");
}

static struct str other_kant(struct str kant)
{
	return str_eq(kant, STR("school")) ? STR("aanbieder") : STR("school");
}

static void put_voorstel(struct req *r, const struct verzetvoorstel_list_row *v)
{
	struct jsn_out *const o = &r->out;
	jsn_object(o);
	jsn_kv_uuid(o, "id", v->id);
	jsn_kv_str(o, "kant", v->kant);
	vorm_kv_keuzes(o, "tijdvakken", v->tijdvakken);
	jsn_kv_str(o, "reden",
		toegang_ziet(r, api_zicht_verzetvoorstel_reden, true) ? v->reden : STR_NULL);
	jsn_kv_bool(o, "enVolgende", v->en_volgende);
	jsn_kv_str(o, "status", v->status);
	vorm_kv_keuze(o, "gekozen", v->has_gekozen, v->gekozen);
	jsn_kv_instant(o, "gemaaktOp", v->gemaakt_op);
	jsn_kv_instant(o, "gewijzigdOp", v->gewijzigd_op);
	jsn_object_end(o);
}

static enum err get_voorstel(struct req *r, struct db_tx *tx, struct uuid koppeling_id,
	struct uuid id, bool *ret_found, struct verzetvoorstel_list_row *ret_row)
{
	const struct verzetvoorstel_list_in one = {
		.koppeling_id = koppeling_id, .has_id = true, .id = id, .aantal = 1
	};
	struct verzetvoorstel_list_row *rows = NULL;
	size_t count = 0;
	TRY(verzetvoorstel_list(r->t, tx, &one, &rows, &count));
	*ret_found = count > 0;
	*ret_row = count > 0 ? rows[0] : (struct verzetvoorstel_list_row){ 0 };
	return ERR_OK;
}

enum err h_verzetvoorstel_list(struct req *r, const struct op_verzetvoorstel_list *in)
{
	struct page p;
	struct koppeling_pair_row pair;
	TRY(page_init(r, in->cursor, in->limit, &p));
	TRY(find_pair(r, req_reader(r), in->id, &pair));
	const struct verzetvoorstel_list_in all = {
		.koppeling_id = in->id, .na_id = p.after_id, .aantal = p.limit + 1
	};
	struct verzetvoorstel_list_row *rows = NULL;
	size_t count = 0;
	TRY(verzetvoorstel_list(r->t, req_reader(r), &all, &rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++)
		put_voorstel(r, &rows[i]);
	page_close(r, &p, STR_NULL, 0, p.shown > 0 ? rows[p.shown - 1].id : (struct uuid){ { 0 } });
	return ERR_OK;
}

static void check_reden(struct req *r, int32_t reden)
{
	const struct reden *row = NULL;
	if (reden_from_code(str_from(api_reden_names[reden]), STAP_VERZETTEN, &row) != ERR_OK)
		task_fault(
			r->t, "/reden", "reden.past_niet", "Deze reden past niet bij verzetten.");
}

/* Holds the match for this transaction; what is not planned or has begun stays where it is. */
static enum err hold(
	struct req *r, struct db_tx *tx, struct uuid id, struct koppeling_pair_row *ret_pair)
{
	struct koppeling_lock_row row;
	TRY(koppeling_houd(r, tx, id, &row));
	TRY(find_pair(r, tx, id, ret_pair));
	if (ret_pair->halte > 0)
		return task_fail(r->t, ERR_CONFLICT, "rondgang.niet_verzetten",
			"Een halte van een rondgang kan niet alleen naar een ander dagdeel. Zeg de "
			"rondgang af, en stel een nieuwe voor.");
	if (!can_move(r, ret_pair))
		return task_fail(r->t, ERR_CONFLICT, "stap.niet_toegestaan",
			"Alleen een ingeplande activiteit die nog moet beginnen kun je verzetten.");
	return ERR_OK;
}

/* The half-days of a proposal as numbers, each once and all of them free for both. */
static enum err read_keuzes(struct req *r, const struct koppeling_pair_row *pair,
	const struct jsn_array *keuzes, const struct tijdvak_set *vrij, struct db_ints *ret_numbers)
{
	int32_t *numbers = ARENA_ARRAY(task_arena(r->t), keuzes->count + 1, int32_t);
	for (size_t i = 0; i < keuzes->count; i++) {
		const struct tijdvak t =
			vorm_keuze(&((const struct api_tijdvak_keuze *)keuzes->items)[i]);
		const char *pointer = arena_printf(task_arena(r->t), "/tijdvakken/%zu", i);
		numbers[i] = tijdvak_to_number(t);
		for (size_t k = 0; k < i; k++)
			if (numbers[k] == numbers[i])
				task_fault(r->t, pointer, "tijdvak.dubbel",
					"Dit dagdeel staat er al bij.");
		if (t.datum == pair->datum &&
			str_eq(pair->dagdeel, str_from(dagdeel_table[t.dagdeel].code)))
			task_fault(r->t, pointer, "tijdvak.staat_er_al", "Daar staat het al.");
		else if (!tijdvak_set_has(vrij, t.datum, t.dagdeel))
			task_fault(r->t, pointer, "tijdvak.niet_vrij",
				"Op dit dagdeel kunnen niet allebei.");
	}
	*ret_numbers = (struct db_ints){ numbers, keuzes->count };
	return ERR_OK;
}

/* Each proposal is a letter to the other side. */
static enum err check_often(struct req *r, struct db_tx *tx, struct uuid koppeling_id)
{
	const struct verzetvoorstel_count_in in = { .koppeling_id = koppeling_id,
		.kant = kant_of(r),
		.sinds = r->now_us - 24 * 3600 * INT64_C(1000000) };
	struct verzetvoorstel_count_row row;
	TRY(verzetvoorstel_count(r->t, tx, &in, &row));
	return row.aantal < PER_DAG ? ERR_OK
				    : task_fail(r->t, ERR_TOO_MANY, "verzetten.te_vaak",
					      "Je vroeg dit vandaag al vaak. Wacht op antwoord, of "
					      "bel de ander.");
}

/* One time of a series: where it stands, and where it goes. */
struct keer {
	struct uuid id;
	struct tijdvak staat, naar;
	struct str reden;
};

/* This one, and what is planned behind it by as many days and to the same dagdeel. */
static enum err list_volgende(struct req *r, struct db_tx *tx, const struct keer *first,
	struct keer **ret_keren, size_t *ret_count)
{
	const int32_t dagen = first->naar.datum - first->staat.datum;
	struct reeks_volgende_row *rows = NULL;
	size_t count = 0;
	TRY(reeks_volgende(
		r->t, tx, &(struct reeks_volgende_in){ .id = first->id }, &rows, &count));
	struct keer *keren = ARENA_ARRAY(task_arena(r->t), REEKS_KEREN_MAX, struct keer);
	size_t n = 0;
	keren[n++] = *first;
	for (size_t i = 0; i < count && n < REEKS_KEREN_MAX; i++) {
		struct tijdvak staat = { .datum = rows[i].datum };
		if (!str_eq(rows[i].status, STR("ingepland")) || rows[i].begint_op <= r->now_us)
			continue;
		TRY(dagdeel_from_code(rows[i].dagdeel, &staat.dagdeel));
		keren[n++] = (struct keer){ rows[i].id, staat,
			{ staat.datum + dagen, first->naar.dagdeel }, first->reden };
	}
	*ret_keren = keren;
	*ret_count = n;
	return ERR_OK;
}

/* Writes the proposal down, in the place of an open one of the same side, and asks the other side.
 */
static enum err propose(struct req *r, struct db_tx *tx, const struct op_verzetvoorstel_post *in,
	const struct koppeling_pair_row *pair, struct db_ints tijdvakken, struct uuid id)
{
	char token[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	auth_token_new(token, hash);
	const struct str kant = kant_of(r);
	const struct verzetvoorstel_withdraw_in withdraw = { .koppeling_id = in->id,
		.kant = kant,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	TRY(verzetvoorstel_withdraw(r->t, tx, &withdraw));
	const struct verzetvoorstel_create_in create = { .id = id,
		.koppeling_id = in->id,
		.kant = kant,
		.tijdvakken = tijdvakken,
		.reden = str_from(api_reden_names[in->body.reden]),
		.en_volgende = in->body.en_volgende,
		.token_hash = auth_hash_str(hash),
		.verloopt_op = pair->begint_op,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	TRY(verzetvoorstel_create(r->t, tx, &create));
	struct koppeling_brief brief = { .soort = POST_VERZETVRAAG,
		.kant = other_kant(kant),
		.link = str_from(arena_printf(
			task_arena(r->t), "%s/verzetten#%s", r->app->config->public_url, token)),
		.tijdvakken = tijdvakken,
		.vervalt = true };
	if (in->body.en_volgende) {
		/* The days that it stands on now. */
		const struct keer first = { .id = in->id };
		struct keer *keren = NULL;
		size_t count = 0;
		TRY(list_volgende(r, tx, &first, &keren, &count));
		int32_t *ook = ARENA_ARRAY(task_arena(r->t), count, int32_t);
		for (size_t i = 1; i < count; i++)
			ook[i - 1] = tijdvak_to_number(keren[i].staat);
		brief.soort = POST_VERZETVRAAG_REEKS;
		brief.ook = (struct db_ints){ ook, count - 1 };
	}
	return koppeling_schrijf(r, tx, in->id, &brief);
}

enum err h_verzetvoorstel_post(struct req *r, const struct op_verzetvoorstel_post *in)
{
	struct db_tx *tx;
	struct koppeling_pair_row pair;
	struct tijdvak_set vrij;
	struct db_ints tijdvakken;
	struct verzetvoorstel_list_row row;
	bool found = false;
	const struct uuid id = uuid_new();
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id, &pair));
	TRY(both_free(r, tx, &pair, &vrij));
	TRY(read_keuzes(r, &pair, &in->body.tijdvakken, &vrij, &tijdvakken));
	check_reden(r, in->body.reden);
	TRY(task_faults_check(r->t));
	TRY(check_often(r, tx, in->id));
	TRY(propose(r, tx, in, &pair, tijdvakken, id));
	TRY(get_voorstel(r, tx, in->id, id, &found, &row));
	r->resp->status = 201;
	put_voorstel(r, &row);
	return ERR_OK;
}

/* ---- moving ---- */

/* By what is free at this moment; who else takes it meanwhile is met by the table. */
static enum err move(struct req *r, struct db_tx *tx, struct uuid id,
	const struct koppeling_pair_row *pair, struct tijdvak naar, struct str reden)
{
	struct tijdvak_set vrij;
	TRY(both_free(r, tx, pair, &vrij));
	if (!tijdvak_set_has(&vrij, naar.datum, naar.dagdeel))
		return task_fail(r->t, ERR_CONFLICT, "tijdvak.niet_vrij",
			"Op dit dagdeel kunnen niet allebei (meer). Kies een ander dagdeel.");
	const struct koppeling_move_in in = { .id = id,
		.datum = naar.datum,
		.dagdeel = str_from(dagdeel_table[naar.dagdeel].code),
		.reden = reden,
		.nu = r->now_us,
		.has_account_id = !uuid_is_nil(r->actor.account_id),
		.account_id = r->actor.account_id,
		.rol = str_from(rol_table[toegang_rol(r->actor.rol)].code) };
	struct koppeling_move_row row;
	return koppeling_move(r->t, tx, &in, &row);
}

/* In a part of the transaction. */
static enum err move_keer(struct req *r, struct db_tx *tx, const void *arg)
{
	const struct keer *k = arg;
	struct koppeling_pair_row pair;
	TRY(find_pair(r, tx, k->id, &pair));
	return move(r, tx, k->id, &pair, k->naar, k->reden);
}

/* This one and all behind it. What lies farthest in the direction of the move goes first: so none
 * comes where another still stands. */
static enum err move_volgende(
	struct req *r, struct db_tx *tx, const struct keer *first, struct koppeling_brief *brief)
{
	struct reeks_niet *niet = ARENA_NEW(task_arena(r->t), struct reeks_niet);
	struct keer *keren = NULL;
	size_t count = 0;
	niet->count = 0;
	TRY(list_volgende(r, tx, first, &keren, &count));
	int32_t *ook = ARENA_ARRAY(task_arena(r->t), count, int32_t);
	int32_t *van = ARENA_ARRAY(task_arena(r->t), count, int32_t);
	const bool later = first->naar.datum > first->staat.datum;
	for (size_t i = 0; i < count; i++) {
		const struct keer *k = &keren[later ? count - 1 - i : i];
		TRY(reeks_probeer(r, tx, k->naar, move_keer, k, niet));
		van[k - keren] = tijdvak_to_number(k->staat);
		if (k != keren)
			ook[k - keren - 1] = tijdvak_to_number(k->naar);
	}
	brief->ook = (struct db_ints){ ook, count - 1 };
	brief->tijdvakken = (struct db_ints){ van, count };
	return reeks_check(r, niet);
}

/* Moves it, with all behind it when `volgende`; the letter says where it was and where it is. */
static enum err move_all(struct req *r, struct db_tx *tx, const struct koppeling_pair_row *pair,
	struct keer *first, bool volgende, struct koppeling_brief *brief)
{
	first->staat.datum = pair->datum;
	TRY(dagdeel_from_code(pair->dagdeel, &first->staat.dagdeel));
	if (volgende)
		return move_volgende(r, tx, first, brief);
	int32_t *van = ARENA_NEW(task_arena(r->t), int32_t);
	*van = tijdvak_to_number(first->staat);
	brief->tijdvakken = (struct db_ints){ van, 1 };
	return move(r, tx, first->id, pair, first->naar, first->reden);
}

enum err h_verzetting_post(struct req *r, const struct op_verzetting_post *in)
{
	struct db_tx *tx;
	struct koppeling_pair_row pair;
	struct koppeling_brief brief = { .soort = POST_VERZET, .kant = STR("school") };
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id, &pair));
	check_reden(r, in->body.reden);
	TRY(task_faults_check(r->t));
	struct keer first = { .id = in->id,
		.naar = vorm_keuze(&in->body.tijdvak),
		.reden = str_from(api_reden_names[in->body.reden]) };
	TRY(move_all(r, tx, &pair, &first, in->body.en_volgende, &brief));
	TRY(koppeling_schrijf(r, tx, in->id, &brief));
	brief.kant = STR("aanbieder");
	TRY(koppeling_schrijf(r, tx, in->id, &brief));
	return koppeling_answer(r, tx, in->id);
}

/* ---- choosing ---- */

static enum err refuse_closed(struct req *r)
{
	return task_fail(r->t, ERR_CONFLICT, "verzetvoorstel.gesloten",
		"Op dit voorstel is al geantwoord, of het geldt niet meer.");
}

/* The open proposal of the other side. */
static enum err find_open(struct req *r, struct db_tx *tx, struct uuid koppeling_id, struct uuid id,
	struct verzetvoorstel_list_row *ret_row)
{
	bool found = false;
	TRY(get_voorstel(r, tx, koppeling_id, id, &found, ret_row));
	if (!found) {
		task_fault(r->t, "/verzetvoorstelId", "verzetvoorstel.onbekend",
			"Dit voorstel om te verzetten bestaat niet.");
		return task_faults_check(r->t);
	}
	if (!str_eq(ret_row->status, STR("open")))
		return refuse_closed(r);
	if (str_eq(ret_row->kant, kant_of(r)))
		return task_fail(r->t, ERR_CONFLICT, "verzetvoorstel.eigen",
			"Dit is jullie eigen voorstel: de andere kant kiest.");
	return ERR_OK;
}

static enum err check_offered(
	struct req *r, const struct verzetvoorstel_list_row *voorstel, int32_t number)
{
	for (size_t i = 0; i < voorstel->tijdvakken.count; i++)
		if (voorstel->tijdvakken.items[i] == number)
			return ERR_OK;
	task_fault(r->t, "/tijdvak", "tijdvak.niet_voorgesteld",
		"Kies een van de dagdelen uit het voorstel.");
	return task_faults_check(r->t);
}

enum err verzetten_kies(struct req *r, struct db_tx *tx, struct uuid koppeling_id,
	struct uuid voorstel_id, const struct api_tijdvak_keuze *naar)
{
	struct koppeling_pair_row pair;
	struct verzetvoorstel_list_row voorstel;
	TRY(hold(r, tx, koppeling_id, &pair));
	TRY(find_open(r, tx, koppeling_id, voorstel_id, &voorstel));
	struct verzetvoorstel_close_in close = { .id = voorstel_id,
		.koppeling_id = koppeling_id,
		.has_gekozen = naar != NULL,
		.has_account_id = !uuid_is_nil(r->actor.account_id),
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	if (naar != NULL) {
		close.gekozen = tijdvak_to_number(vorm_keuze(naar));
		TRY(check_offered(r, &voorstel, close.gekozen));
	}
	bool found = false;
	struct verzetvoorstel_close_row closed;
	TRY(verzetvoorstel_close(r->t, tx, &close, &found, &closed));
	if (!found)
		return refuse_closed(r);
	struct koppeling_brief brief = { .soort = naar != NULL ? POST_VERZET : POST_VERZET_NIET,
		.kant = voorstel.kant };
	if (naar != NULL) {
		struct keer first = {
			.id = koppeling_id, .naar = vorm_keuze(naar), .reden = voorstel.reden
		};
		TRY(move_all(r, tx, &pair, &first, voorstel.en_volgende, &brief));
	}
	return koppeling_schrijf(r, tx, koppeling_id, &brief);
}

enum err h_verzetkeuze_post(struct req *r, const struct op_verzetkeuze_post *in)
{
	struct db_tx *tx;
	const bool picks = in->body.has_tijdvak == JSN_VALUE;
	TRY(req_begin(r, &tx));
	TRY(verzetten_kies(
		r, tx, in->id, in->body.verzetvoorstel_id, picks ? &in->body.tijdvak : NULL));
	return koppeling_answer(r, tx, in->id);
}
