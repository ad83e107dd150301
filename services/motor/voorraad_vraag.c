/* What is asked of the supply: waiting for it, the question, the ranking and its words. */
#include "motor/voorraad_intern.h"

#include "base/date.h"

/* Rows that are judged in one go. */
#define NIEMAND_SLICE 2000
/* The same where each takes all rules, one by one: just under a millisecond. */
#define ZOEK_SLICE 100
/* A copy takes the place of another once a night; twice in one question it hardly can. */
#define ZOEK_TRIES 3

static enum err still_loading(struct task *t)
{
	return task_fail(t, ERR_UNAVAILABLE, "voorraad.laadt",
		"Schakel is net gestart en leest het aanbod nog in. Probeer het zo nog eens.");
}

static enum err wait_until_ready(struct task *t, struct voorraad *v, int64_t ms)
{
	const int64_t until_us = task_moment_in(t, ms);
	while (!voorraad_is_ready(v)) {
		const int64_t left_us = until_us - clock_mono_us();
		if (v == NULL || v->keeper.stopping || left_us <= 0)
			return still_loading(t);
		voorraad_wait_for_change(t, v, (left_us + 999) / 1000);
	}
	return ERR_OK;
}

/* Until it knows all up to `nieuws`, no longer than `ms`: whether it does. */
static bool wait_until_fresh(struct task *t, struct voorraad *v, struct str nieuws, int64_t ms)
{
	struct queue_place place;
	if (nieuws.ptr == NULL || queue_place_read(nieuws, &place) != ERR_OK)
		return nieuws.ptr == NULL; /* an empty outbox */
	const int64_t asked_us = clock_mono_us();
	const int64_t until_us = task_moment_in(t, ms);
	while (!v->keeper.stopping && !stand_is_fresh(v->stand, place, asked_us)) {
		const int64_t left_ms = (until_us - clock_mono_us() + 999) / 1000;
		if (left_ms <= 0)
			break;
		if (!queue_stats(v->stand->follower).held_back || v->stand->bezig)
			voorraad_wait_for_change(
				t, v, left_ms < VOORRAAD_LOOK_MS ? left_ms : VOORRAAD_LOOK_MS);
		else if (stand_look_ahead(t, v->stand) != ERR_OK)
			break; /* whoever asks meets the same soon */
	}
	return stand_is_fresh(v->stand, place, asked_us);
}

enum err voorraad_wacht(struct task *t, struct voorraad *v, struct str nieuws, int64_t ms)
{
	TRY(wait_until_ready(t, v, ms));
	(void)wait_until_fresh(t, v, nieuws, ms / 2);
	return ERR_OK;
}

bool voorraad_kent(const struct voorraad *v, struct queue_place place)
{
	return voorraad_is_ready(v) && stand_is_fresh(v->stand, place, INT64_MAX);
}

static void let_go(void *taxonomie)
{
	taxonomie_release(taxonomie);
}

enum err voorraad_stel(struct task *t, struct voorraad *v, struct motor *m)
{
	if (!voorraad_is_ready(v))
		return still_loading(t);
	const struct stand *s = v->stand;
	taxonomie_hold(s->taxonomie);
	m->taxonomie = s->taxonomie;
	/* Not of m, which may be made again. */
	arena_defer(task_arena(t), let_go, (void *)(uintptr_t)s->taxonomie);
	TRY(motor_set_vraag(task_arena(t), m));
	if (!gedeeld_weegt(&s->gedeeld, m->vraag.soort))
		return task_fail(t, ERR_UNAVAILABLE, "gewicht.onleesbaar",
			"Van deze soort kent dit programma de gewichten niet die gelden. Vraag de "
			"beheerder om een nieuwere versie.");
	return gedeeld_stel(&s->gedeeld, task_arena(t), m);
}

/* ---- the question ---- */

static enum err from_database(struct task *t, struct voorraad *v, struct db_tx *tx,
	const struct kandidaat_aanvraag_in *in, int64_t ms, struct motor *m)
{
	TRY(motor_read_aanvraag(t, tx, in, m));
	TRY(voorraad_wacht(t, v, m->aanvraag.nieuws, ms));
	TRY(voorraad_stel(t, v, m));
	return motor_load_relaties(t, tx, m);
}

/* What it stands for: the copy, and how often that took changes. */
struct moment {
	const struct stand *stand;
	uint64_t keren;
};

static struct moment moment_of(const struct voorraad *v)
{
	return (struct moment){ v->stand, v->stand->keren };
}

static bool is_still(const struct voorraad *v, struct moment m)
{
	return v->stand == m.stand && v->stand->keren == m.keren;
}

/* As kandidaat/aanvraag decides it; whoever may not is told so by the database. */
static bool may_see(
	const struct kandidaat_aanvraag_in *in, const struct kandidaat_aanvraag_row *row)
{
	return (!in->has_school_id || uuid_eq(in->school_id, row->school_id)) &&
	       (!in->has_docent_id ||
		       (row->has_gemaakt_door && uuid_eq(in->docent_id, row->gemaakt_door)));
}

enum err voorraad_load_vraag(struct task *t, struct voorraad *v, struct db_tx *tx,
	const struct kandidaat_aanvraag_in *in, int64_t ms, struct motor *ret_motor)
{
	struct motor *m = ret_motor;
	TRY(wait_until_ready(t, v, ms));
	const struct open_aanvraag *o = open_find(&v->stand->open, in->ids.items[0], in->vanaf);
	if (o == NULL || !may_see(in, &o->row))
		return from_database(t, v, tx, in, ms, m);
	*m = (struct motor){ .vandaag = in->vanaf, .aanvraag = open_copy(task_arena(t), o) };
	m->aanvraag.kringen =
		gedeeld_kringen(&v->stand->gedeeld, task_arena(t), m->aanvraag.gemeente_code);
	TRY(voorraad_stel(t, v, m));
	const struct moment made = moment_of(v);
	TRY(motor_load_relaties(t, tx, m));
	/* The statement knew the outbox up to a place: when the supply knew that too, and nothing
	 * came, the question is of that moment as a whole, with who may see it. */
	if (wait_until_fresh(t, v, m->aanvraag.nieuws, ms / 2) && is_still(v, made)) {
		v->stats.vragen_hier++;
		return ERR_OK;
	}
	return from_database(t, v, tx, in, ms, m);
}

/* The question as the snapshot takes it: with the topics of its taxonomy and the circles by number.
 */
struct gesteld {
	struct score_aanvraag aanvraag;
	struct score_config config;
	struct score_snapshot_vraag vraag;
};

static void ask(const struct voorraad *v, struct arena *a, const struct motor *m,
	const struct voorraad_keuze *keuze, struct gesteld *ret)
{
	struct stand *s = v->stand;
	ret->aanvraag = m->vraag;
	ret->config = m->config;
	ret->config.boom = &s->taxonomie->boom;
	if (m->taxonomie != s->taxonomie)
		ret->aanvraag.themas = motor_thema_indexes(
			a, s->taxonomie, m->aanvraag.themas, &ret->aanvraag.thema_count);
	const struct db_uuids ids = m->aanvraag.kringen;
	uint16_t *kringen = ARENA_ARRAY(a, ids.count + 1, uint16_t);
	size_t count = 0;
	for (size_t i = 0; i < ids.count; i++) {
		const uint16_t number = kring_nummer(&s->kringen, ids.items[i], false);
		if (number != 0)
			kringen[count++] = number;
	}
	ret->vraag = (struct score_snapshot_vraag){ .config = &ret->config,
		.aanvraag = &ret->aanvraag,
		.kringen = kringen,
		.kring_count = count };
	if (keuze != NULL) {
		ret->vraag.na = keuze->na;
		ret->vraag.alleen = keuze->alleen;
		ret->vraag.alleen_count = keuze->alleen_count;
	}
}

enum err voorraad_rangschik(struct voorraad *v, struct arena *a, const struct motor *m,
	const struct voorraad_keuze *keuze, size_t k, struct score_rang *ret_rangen,
	size_t *ret_count)
{
	if (!voorraad_is_ready(v))
		return ERR_UNAVAILABLE;
	struct gesteld *g = ARENA_NEW(a, struct gesteld);
	ask(v, a, m, keuze, g);
	score_snapshot_rangschik(v->stand->snapshot, &g->vraag, k, ret_rangen, ret_count);
	return ERR_OK;
}

enum err voorraad_beoordeel(struct voorraad *v, struct arena *a, const struct motor *m,
	struct uuid aanbod_id, struct score_uitkomst *ret_uitkomst)
{
	if (!voorraad_is_ready(v))
		return ERR_UNAVAILABLE;
	struct gesteld *g = ARENA_NEW(a, struct gesteld);
	ask(v, a, m, NULL, g);
	return score_snapshot_beoordeel(v->stand->snapshot, &g->vraag, aanbod_id, ret_uitkomst);
}

/* What the circle with this number is to the school of the question. */
static enum score_kring circle(const struct score_snapshot_vraag *vraag, uint16_t number)
{
	if (number == 0)
		return SCORE_KRING_GEEN;
	for (size_t i = 0; i < vraag->kring_count; i++)
		if (vraag->kringen[i] == number)
			return SCORE_KRING_BEDIENT;
	return SCORE_KRING_ANDERE;
}

/* The holders as they are. */
static void set_houders(const struct kaart *kaart, struct score_houder houders[MOTOR_HOUDERS],
	struct score_aanbod *aanbod)
{
	aanbod->houders = houders;
	aanbod->houder_count = kaart_houders(kaart, houders);
}

static enum err explain_one(const struct voorraad *v, enum score_taal taal, const struct gesteld *g,
	struct uuid id, struct voorraad_uitleg *ret)
{
	const struct stand *s = v->stand;
	const struct kaart *kaart = kaarten_find(&s->kaarten, id);
	struct score_aanbod aanbod;
	uint16_t kring = 0;
	bool exact = false;
	TRY(score_snapshot_lees(s->snapshot, id, &aanbod, &kring, &exact));
	if (kaart == NULL)
		return ERR_NOT_FOUND;
	struct score_houder houders[MOTOR_HOUDERS];
	if (!exact)
		set_houders(kaart, houders, &aanbod);
	aanbod.kring = circle(&g->vraag, kring);
	score_leg_uit(taal, &g->config, &g->aanvraag, &aanbod, &ret->uitleg);
	ret->kaart = (struct motor_kaart){ .id = id,
		.titel = kaart_titel(kaart),
		.bedrijf_id = aanbod.bedrijf_id,
		.bedrijf_naam = kaart_bedrijf_naam(kaart),
		.vrijwilliger_id = aanbod.vrijwilliger_id };
	return ERR_OK;
}

enum err voorraad_leg_uit(struct voorraad *v, struct arena *a, enum score_taal taal,
	const struct motor *m, const struct score_rang *rangen, size_t count, voorraad_toon *toon,
	void *arg)
{
	if (!voorraad_is_ready(v))
		return ERR_UNAVAILABLE;
	struct gesteld *g = ARENA_NEW(a, struct gesteld);
	ask(v, a, m, NULL, g);
	for (size_t i = 0; i < count; i++)
		tabel_fetch_place(&v->stand->kaarten, rangen[i].id);
	for (size_t i = 0; i < count; i++)
		tabel_fetch(&v->stand->kaarten, rangen[i].id);
	struct voorraad_uitleg *u = ARENA_NEW(a, struct voorraad_uitleg);
	for (size_t i = 0; i < count; i++) {
		TRY(explain_one(v, taal, g, rangen[i].id, u));
		toon(arg, i, u);
	}
	return ERR_OK;
}

/* ---- why nobody ---- */

enum err voorraad_niemand(struct task *t, struct voorraad *v, const struct motor *m,
	const struct voorraad_keuze *keuze, struct score_niemand *ret_niemand)
{
	struct score_niemand n = { 0 };
	struct gesteld *g = ARENA_NEW(task_arena(t), struct gesteld);
	const struct stand *asked = NULL;
	uint64_t cursor = 0;
	for (;;) {
		struct stand *const stand = v != NULL ? v->stand : NULL;
		if (stand == NULL || v->keeper.stopping)
			return still_loading(t);
		if (stand != asked) { /* another took its place: from the beginning */
			n = (struct score_niemand){ 0 };
			cursor = 0;
			asked = stand;
			ask(v, task_arena(t), m, keuze, g);
		}
		if (score_snapshot_niemand(stand->snapshot, &g->vraag, NIEMAND_SLICE, &cursor, &n))
			break;
		TRY(task_sleep(t, 0));
	}
	*ret_niemand = n;
	return ERR_OK;
}

/* What goes over the offers of some soorten, in slices. */
struct ronde {
	struct voorraad *v;
	const struct motor *m;
	const struct stand *stand; /* that it began in */
	struct gesteld *gesteld;
	struct score_zoektocht *zoektocht;
	void (*neem)(struct score_zoektocht *z, const struct score_aanbod *aanbod);
};

static void take_offer(void *arg, const struct score_aanbod *aanbod, bool exact)
{
	const struct ronde *r = arg;
	struct score_aanbod whole = *aanbod;
	struct score_houder houders[MOTOR_HOUDERS];
	const struct kaart *kaart = kaarten_find(&r->stand->kaarten, aanbod->id);
	if (!exact && kaart != NULL)
		set_houders(kaart, houders, &whole);
	r->neem(r->zoektocht, &whole);
}

/* ERR_CONFLICT: another copy took the place of the one that it began in. */
static enum err go_round(struct task *t, struct ronde *r, uint32_t soorten,
	void (*neem)(struct score_zoektocht *z, const struct score_aanbod *aanbod))
{
	uint64_t cursor = 0;
	r->neem = neem;
	for (;;) {
		if (!voorraad_is_ready(r->v) || r->v->keeper.stopping)
			return still_loading(t);
		if (r->v->stand != r->stand)
			return ERR_CONFLICT;
		if (score_snapshot_loop(r->stand->snapshot, &r->gesteld->vraag, soorten, ZOEK_SLICE,
			    &cursor, take_offer, r))
			return ERR_OK;
		TRY(task_sleep(t, 0));
	}
}

static enum err search(struct task *t, struct ronde *r, const struct score_aanvraag *ruim,
	struct score_knelpunten *ret_knelpunten)
{
	struct arena *a = task_arena(t);
	r->stand = r->v->stand;
	r->gesteld = ARENA_NEW(a, struct gesteld);
	ask(r->v, a, r->m, NULL, r->gesteld);
	r->zoektocht = score_zoek_begin(a, &r->gesteld->config, &r->gesteld->aanvraag, ruim);
	const uint32_t gevraagd = SOORT_BIT(r->gesteld->aanvraag.soort);
	TRY(go_round(t, r, gevraagd, score_zoek_weeg));
	if (!score_zoek_vond(r->zoektocht))
		TRY(go_round(t, r, SOORT_ALLE & ~gevraagd, score_zoek_weeg));
	if (score_zoek_gewogen(r->zoektocht))
		TRY(go_round(t, r, SOORT_ALLE, score_zoek_tel));
	score_zoek_eind(r->zoektocht, ret_knelpunten);
	return ERR_OK;
}

enum err voorraad_ruim(struct task *t, struct voorraad *v, const struct motor *m, int32_t dagen,
	struct score_aanvraag *ret_ruim)
{
	if (!voorraad_is_ready(v))
		return still_loading(t);
	return gedeeld_ruim(&v->stand->gedeeld, task_arena(t), m, dagen, ret_ruim);
}

enum err voorraad_knelpunten(struct task *t, struct voorraad *v, const struct motor *m,
	const struct score_aanvraag *ruim, struct score_knelpunten *ret_knelpunten)
{
	if (!voorraad_is_ready(v))
		return still_loading(t);
	struct ronde *r = ARENA_NEW(task_arena(t), struct ronde);
	*r = (struct ronde){ .v = v, .m = m };
	enum err e = ERR_CONFLICT;
	for (int tries = 0; e == ERR_CONFLICT && tries < ZOEK_TRIES; tries++)
		e = search(t, r, ruim, ret_knelpunten);
	return e == ERR_CONFLICT ? still_loading(t) : e;
}

/* The places as they are: where it is full, all of them are taken. */
static void set_plaatsen(struct arena *a, const struct kaart *kaart, struct score_aanbod *aanbod)
{
	struct score_bezetting *full =
		ARENA_ARRAY(a, aanbod->bezetting_count + 1, struct score_bezetting);
	for (size_t i = 0; i < aanbod->bezetting_count; i++) {
		full[i] = aanbod->bezetting[i];
		full[i].bezet = kaart->plaatsen;
	}
	aanbod->plaatsen = kaart->plaatsen;
	aanbod->bezetting = full;
}

enum err voorraad_raad(struct voorraad *v, struct arena *a, enum score_taal taal,
	const struct motor *m, const struct score_aanvraag *ruim, const struct score_blokkade *b,
	struct voorraad_raad *ret_raad)
{
	if (!voorraad_is_ready(v))
		return ERR_NOT_FOUND;
	struct gesteld *g = ARENA_NEW(a, struct gesteld);
	ask(v, a, m, NULL, g);
	const struct stand *s = v->stand;
	const struct kaart *kaart = kaarten_find(&s->kaarten, b->voorbeeld);
	struct score_aanbod aanbod;
	struct score_houder houders[MOTOR_HOUDERS];
	uint16_t kring = 0;
	bool exact = false;
	TRY(score_snapshot_lees(s->snapshot, b->voorbeeld, &aanbod, &kring, &exact));
	if (kaart == NULL)
		return ERR_NOT_FOUND;
	if (!exact) {
		set_houders(kaart, houders, &aanbod);
		set_plaatsen(a, kaart, &aanbod);
	}
	aanbod.kring = circle(&g->vraag, kring);
	ret_raad->titel = str_dup(a, kaart_titel(kaart));
	/* It may have changed since: what does not block it now has no distance to give. */
	if (!score_blokkade_geldt(&g->config, &g->aanvraag, &aanbod, b))
		return ERR_NOT_FOUND;
	ret_raad->count = score_raad_geven(
		a, taal, &g->config, &g->aanvraag, ruim, &aanbod, b, ret_raad->raad);
	return ERR_OK;
}
