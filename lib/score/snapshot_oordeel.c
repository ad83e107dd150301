/* One row of the snapshot judged exactly, as score_beoordeel does it. */
#include <string.h>

#include "score/snapshot_intern.h"

#define WEEK_BITS (7 * DAGDEEL_COUNT)
#define WEEK_MASK ((UINT64_C(1) << WEEK_BITS) - 1)

/* A new rule or factor is taken in below, and where it is sharp gets a column; then these follow.
 */
_Static_assert(SCORE_REGEL_COUNT == 18, "the snapshot does not know every rule");
_Static_assert(SCORE_FACTOR_COUNT == 13, "the snapshot does not know every factor");

/* What is known of a row while it is judged. */
struct oordeel {
	struct vraag *v;
	const struct deel *d;
	const struct blok *b;
	unsigned i;
	const struct koud *k;
	const uint16_t *jaren;
	uint64_t *vrij; /* half-days that are left, in scratch of the question */
};

static bool passes_level(const struct oordeel *o)
{
	const uint64_t gevraagd = o->v->aanvraag->niveau & NIVEAU_ALLE;
	const uint64_t geboden = o->b->niveau[0][o->i] | (uint64_t)o->b->niveau[1][o->i] << 32;
	return gevraagd == 0 || (gevraagd & geboden) != 0 || !holds(o->v, SCORE_REGEL_NIVEAU);
}

static bool passes_size(const struct oordeel *o)
{
	return o->v->groep_vrij != 0 ||
	       (o->v->groep >= o->b->groep_min[o->i] && o->v->groep <= o->b->groep_max[o->i]);
}

static uint32_t level(const struct oordeel *o)
{
	if (o->v->sector == NIVEAU_SECTOR_COUNT || o->d->sectoren == 0)
		return SCORE_NEUTRAAL;
	const uint64_t geboden = o->b->niveau[0][o->i] | (uint64_t)o->b->niveau[1][o->i] << 32;
	const uint32_t k = (uint32_t)__builtin_popcountll(geboden & o->v->sector_niveaus);
	if (k == 0)
		return 0;
	return SCORE_WAARDE_MAX - 400 * (k - 1) / (o->v->sector_count - 1) -
	       100 * ((uint32_t)__builtin_popcount(o->d->sectoren) - 1);
}

/* The best nearness of a topic of the row to one that is asked. */
static uint32_t nearness(const struct oordeel *o, uint16_t number)
{
	const struct thema_boom *boom = o->v->config->boom;
	uint32_t best = 0;
	for (unsigned j = 0; j < o->k->thema_count; j++) {
		const uint16_t topic = o->k->lijst[j];
		uint32_t near = 0;
		if (number >= VRAAG_THEMAS)
			near = thema_nabijheid(boom, o->v->aanvraag->themas[number], topic);
		else if (o->v->nabij[number] != NULL && topic < boom->count)
			near = o->v->nabij[number][topic];
		best = near > best ? near : best;
	}
	return best;
}

/* False when no topic that is required is there. */
static bool topics(const struct oordeel *o, uint32_t *ret_waarde)
{
	const struct score_aanvraag *a = o->v->aanvraag;
	*ret_waarde = SCORE_NEUTRAAL;
	if (a->thema_count == 0)
		return true;
	uint32_t sum = 0;
	uint32_t best = 0;
	for (uint16_t i = 0; i < a->thema_count; i++) {
		const uint32_t near = nearness(o, i);
		sum += near;
		best = near > best ? near : best;
	}
	if (o->k->thema_count > 0)
		*ret_waarde = sum / a->thema_count;
	return best >= SCORE_THEMA_MIN || !a->thema_vereist || !holds(o->v, SCORE_REGEL_THEMA);
}

static int32_t distance_of(const struct oordeel *o)
{
	if (!o->v->plaats || o->d->zonder_plaats)
		return SCORE_AFSTAND_ONBEKEND;
	const int64_t dx = (int64_t)PLAATS_X_M + 10 * o->b->x[o->i] + o->k->rest / 16 -
			   o->v->aanvraag->plaats.x_m;
	const int64_t dy = (int64_t)PLAATS_Y_M + 10 * o->b->y[o->i] + o->k->rest % 16 -
			   o->v->aanvraag->plaats.y_m;
	const int64_t square = dx * dx + dy * dy;
	if (square > (INT64_C(1) << 50))
		return (int32_t)plaats_isqrt((uint64_t)square);
	/* Rounding brings no root under 2^26 up to the next whole number. */
	return (int32_t)__builtin_sqrt((double)square);
}

/* False when it is too far. */
static bool travels(const struct oordeel *o, uint32_t *ret_waarde)
{
	const int32_t school_m = o->v->aanvraag->max_afstand_m;
	const int32_t own_m = o->k->reisafstand_m;
	const int32_t d = distance_of(o);
	const int32_t limit = school_m == 0 || (own_m != 0 && own_m < school_m) ? own_m : school_m;
	const bool too_far = limit != 0 && d > limit;
	const uint32_t online = (o->b->vlag[o->i] & o->v->online) != 0 ? SCORE_REIS_ONLINE : 0;
	if (too_far && online == 0 && holds(o->v, SCORE_REGEL_AFSTAND))
		return false;
	const int32_t scale = limit == 0 ? SCORE_REIS_STANDAARD_M : limit;
	uint32_t waarde = 0;
	if (d == SCORE_AFSTAND_ONBEKEND)
		waarde = online != 0 ? online : SCORE_NEUTRAAL;
	else if (too_far)
		waarde = 0;
	else if (d <= SCORE_REIS_NABIJ_M)
		waarde = SCORE_WAARDE_MAX;
	else if (d < scale)
		waarde = (uint32_t)((int64_t)SCORE_WAARDE_MAX * (scale - d) /
				    (scale - SCORE_REIS_NABIJ_M));
	*ret_waarde = waarde > online ? waarde : online;
	return true;
}

static uint32_t circle(const struct oordeel *o)
{
	return score_kring_waarde(vraag_kring(o->v, o->b->kring[o->i]));
}

/* The entry of a school year; NULL when nothing was used in it. */
static const uint16_t *year_of(const struct oordeel *o, int32_t jaar)
{
	for (unsigned i = 0; i < o->k->jaar_count; i++) {
		if (o->jaren[2 * i] >> 1 == jaar - 1970)
			return &o->jaren[2 * i];
	}
	return NULL;
}

static uint32_t load_in(const struct oordeel *o, int32_t jaar)
{
	const uint16_t *year = year_of(o, jaar);
	return year != NULL ? year[1] : SCORE_WAARDE_MAX;
}

/* ---- the calendar ---- */

static uint64_t range_word(unsigned word, int32_t begin, int32_t end)
{
	const int32_t low = (int32_t)word * 64;
	const int32_t from = begin > low ? begin - low : 0;
	const int32_t to = end < low + 64 ? end - low : 64;
	if (from >= to)
		return 0;
	return (UINT64_MAX << from) & (UINT64_MAX >> (64 - to));
}

/* Takes the days [begin, end) away, counted from the first of the window. */
static void remove_days(struct oordeel *o, int64_t begin, int64_t end)
{
	const int32_t dagen = o->v->aanvraag->venster.dagen;
	if (begin >= dagen || end <= 0 || begin >= end)
		return;
	const int32_t first = (int32_t)(begin > 0 ? begin : 0) * DAGDEEL_COUNT;
	const int32_t last = (int32_t)(end < dagen ? end : dagen) * DAGDEEL_COUNT;
	for (unsigned w = (unsigned)first / 64; w <= (unsigned)(last - 1) / 64; w++)
		o->vrij[w] &= ~range_word(w, first, last);
}

static void remove_half_days(struct oordeel *o, const uint16_t *list, unsigned count)
{
	const int32_t shift = o->v->s->basis - o->v->aanvraag->venster.van;
	const uint32_t dagen = o->v->aanvraag->venster.dagen;
	for (unsigned i = 0; i < count; i++) {
		const uint32_t day = (uint32_t)((list[i] >> 3) + shift);
		if (day >= dagen)
			continue;
		const uint32_t bit = day * DAGDEEL_COUNT;
		const uint64_t half_days = list[i] & TIJDVAK_DAG_ALLE;
		o->vrij[bit / 64] &= ~(half_days << bit % 64);
		/* A day whose half-days stand in two words. */
		if (bit % 64 > 64 - DAGDEEL_COUNT)
			o->vrij[bit / 64 + 1] &= ~(half_days >> (64 - bit % 64));
	}
}

/* The half-days that pattern, validity, pause and VOG leave; false when there are none. */
static bool open_window(struct oordeel *o)
{
	const struct vraag *v = o->v;
	const struct koud *k = o->k;
	int32_t van = v->aanvraag->venster.van;
	int32_t tot = v->tot;
	uint64_t week = WEEK_MASK;
	if (holds(v, SCORE_REGEL_TIJDVAK)) {
		const int32_t first = dag_lees(v->s, k->geldig_van);
		const int32_t last = dag_lees(v->s, k->geldig_tot);
		van = first > van ? first : van;
		tot = last < tot ? last : tot;
		week = k->dagdelen;
	}
	if (holds(v, SCORE_REGEL_GEPAUZEERD)) {
		const int32_t paused = dag_lees(v->s, k->gepauzeerd_tot);
		if (paused >= tot)
			return false;
		van = paused >= van ? paused + 1 : van;
	}
	if (holds(v, SCORE_REGEL_VOG)) {
		const int32_t last = dag_lees(v->s, k->vog_geldig_tot);
		tot = last < tot ? last : tot;
	}
	if (holds(v, SCORE_REGEL_ERKENNING)) {
		const int32_t last = score_paar_erkend_tot(&v->paar);
		tot = last < tot ? last : tot;
	}
	if (van > tot)
		return false;
	const int32_t begin = (van - v->aanvraag->venster.van) * DAGDEEL_COUNT;
	const int32_t end = (tot - v->aanvraag->venster.van + 1) * DAGDEEL_COUNT;
	uint64_t any = 0;
	unsigned fase = v->fase;
	for (unsigned w = 0; w < v->aanvraag->venster.words; w++) {
		const uint64_t turned = (week >> fase | week << (WEEK_BITS - fase)) & WEEK_MASK;
		const uint64_t pattern = turned | turned << WEEK_BITS | turned << 2 * WEEK_BITS |
					 turned << 3 * WEEK_BITS;
		o->vrij[w] = v->vrij[w] & pattern & range_word(w, begin, end);
		any |= o->vrij[w];
		fase = (fase + 64) % WEEK_BITS;
	}
	return any != 0;
}

static void close_around(struct oordeel *o, const struct score_relatie *relatie)
{
	const int64_t dagen = o->v->aanvraag->wachttijd_dagen;
	for (size_t i = 0; relatie != NULL && i < relatie->datum_count; i++) {
		const int64_t day = (int64_t)relatie->datums[i] - o->v->aanvraag->venster.van;
		remove_days(o, day - dagen, day + dagen + 1);
	}
}

/* Takes away what is booked, full or used up. */
static void close_taken(struct oordeel *o)
{
	const struct vraag *v = o->v;
	const struct koud *k = o->k;
	const uint16_t *list = k->lijst + k->thema_count;
	if (holds(v, SCORE_REGEL_TIJDVAK))
		remove_half_days(o, list, k->uitzondering_count);
	list += k->uitzondering_count;
	if (holds(v, SCORE_REGEL_DUBBELE_BOEKING))
		remove_half_days(o, list, k->boeking_count);
	list += k->boeking_count;
	if (holds(v, SCORE_REGEL_PLAATSEN))
		remove_half_days(o, list, k->vol_count);
	list += k->vol_count;
	const int64_t van = v->aanvraag->venster.van;
	for (unsigned i = 0; i < k->week_count && holds(v, SCORE_REGEL_MAXIMUM_WEEK); i++) {
		const int64_t maandag = v->s->basis + list[i] - van;
		remove_days(o, maandag, maandag + 7);
	}
	for (unsigned i = 0; i < k->jaar_count && holds(v, SCORE_REGEL_MAXIMUM_SCHOOLJAAR); i++) {
		const int32_t jaar = (o->jaren[2 * i] >> 1) + 1970;
		const int32_t number = jaar - v->jaar;
		if ((o->jaren[2 * i] & 1) != 0 && number >= 0 && number < (int32_t)v->jaar_count)
			remove_days(o, v->jaar_begin[number], v->jaar_begin[number + 1]);
	}
	if (holds(v, SCORE_REGEL_WACHTTIJD)) {
		close_around(o, score_paar_persoon(&v->paar));
		close_around(o, score_paar_bedrijf(&v->paar));
	}
}

static bool any_left(const struct oordeel *o, int32_t begin_day, int32_t end_day)
{
	const int32_t begin = begin_day * DAGDEEL_COUNT;
	const int32_t end = end_day * DAGDEEL_COUNT;
	uint64_t any = 0;
	for (unsigned w = (unsigned)begin / 64; w < o->v->aanvraag->venster.words; w++)
		any |= o->vrij[w] & range_word(w, begin, end);
	return any != 0;
}

/* The best load of the school years with half-days left; of the first when there are none. */
static uint32_t load(const struct oordeel *o)
{
	const struct vraag *v = o->v;
	if ((o->b->vlag[o->i] & VLAG_ZONDER_HOUDER) != 0)
		return SCORE_NEUTRAAL;
	bool found = false;
	uint32_t best = load_in(o, v->jaar);
	for (unsigned n = 0; n < v->jaar_count && v->jaar_count > 1; n++) {
		const uint32_t waarde = load_in(o, v->jaar + (int32_t)n);
		if ((!found || waarde > best) &&
			any_left(o, v->jaar_begin[n], v->jaar_begin[n + 1])) {
			best = waarde;
			found = true;
		}
	}
	return best;
}

static int32_t contribution(const struct oordeel *o, enum score_factor factor, uint32_t waarde)
{
	return (int32_t)(o->v->gewicht[factor] * waarde / 10);
}

/* A row that is kept whole: by the judge of every other pair. */
static int32_t judge_whole(const struct oordeel *o)
{
	struct score_aanbod aanbod = o->v->s->ruim[o->b->koud[o->i]]->aanbod;
	aanbod.kring = vraag_kring(o->v, o->b->kring[o->i]);
	struct score_uitkomst u;
	score_beoordeel(o->v->config, o->v->aanvraag, &aanbod, &u);
	return u.mogelijk ? u.score : -1;
}

/* Adds to the score what the calendar decides; -1 when it leaves nothing. */
static int32_t ask_calendar(struct oordeel *o, int32_t score, int32_t nodig)
{
	unsigned left = 0;
	if (open_window(o)) {
		close_taken(o);
		/* Beyond three more make no difference. */
		for (unsigned w = 0; w < o->v->aanvraag->venster.words && left < 3; w++) {
			for (uint64_t rest = o->vrij[w]; rest != 0 && left < 3; rest &= rest - 1)
				left++;
		}
	} else {
		memset(o->vrij, 0, o->v->aanvraag->venster.words * sizeof(*o->vrij));
	}
	/* A window that was empty to begin with takes nothing away; only tijdvak asks for one. */
	if (left == 0 && (!o->v->venster_leeg || holds(o->v, SCORE_REGEL_TIJDVAK)))
		return -1;
	score += contribution(o, SCORE_FACTOR_DATUM, score_datum_waarde(left));
	score += contribution(o, SCORE_FACTOR_BELASTING, load(o));
	if (o->v->wensen) {
		memcpy(o->v->paar.vrij.bits, o->vrij,
			sizeof(o->vrij[0]) * o->v->aanvraag->venster.words);
		score += contribution(
			o, SCORE_FACTOR_WENSEN, score_waarde_wensen(&o->v->paar).waarde);
	}
	return score >= nodig ? score : -1;
}

/* Reads who stands behind the row, and asks the rules and factors about it. False when a rule says
 * no. */
static bool ask_who(struct oordeel *o, int32_t *score)
{
	struct vraag *const v = o->v;
	const bool bekend = o->k->meer != 0;
	/* Most rows have nothing here, and are then like the one before. */
	if (bekend || v->aanbod_bekend)
		v->aanbod = (struct score_aanbod){ .erkenning_count = 0 };
	v->aanbod_bekend = bekend;
	v->aanbod.soort = o->d->soort;
	v->aanbod.talen = o->b->talen[o->i] == UINT8_MAX ? 0 : o->b->talen[o->i];
	v->aanbod.ambassadeur = (o->b->vlag[o->i] & VLAG_AMBASSADEUR) != 0;
	if (bekend)
		meer_lees(v->s, o->k, v->erkenningen, &v->aanbod);
	if ((holds(v, SCORE_REGEL_VETO) && !score_check_veto(&v->paar)) ||
		(holds(v, SCORE_REGEL_LEEFTIJD) && !score_check_leeftijd(&v->paar)))
		return false;
	for (unsigned i = 0; i < v->eigen_count; i++)
		*score += contribution(
			o, v->eigen[i], score_factor_table[v->eigen[i]].waarde(&v->paar).waarde);
	return true;
}

/* What the calendar may add at most. */
static int32_t calendar_at_most(const struct oordeel *o)
{
	const struct vraag *v = o->v;
	uint32_t load = SCORE_NEUTRAAL;
	if ((o->b->vlag[o->i] & VLAG_ZONDER_HOUDER) == 0) {
		load = 0;
		for (unsigned n = 0; n < v->jaar_count; n++) {
			const uint32_t waarde = load_in(o, v->jaar + (int32_t)n);
			load = waarde > load ? waarde : load;
		}
	}
	int32_t most = contribution(o, SCORE_FACTOR_BELASTING, load) +
		       contribution(o, SCORE_FACTOR_DATUM, SCORE_WAARDE_MAX);
	if (v->wensen)
		most += contribution(
			o, SCORE_FACTOR_WENSEN, score_hoogstens_wensen(&v->paar).waarde);
	return most;
}

int32_t vraag_score(struct vraag *v, const struct deel *d, uint32_t rij, int32_t nodig)
{
	struct oordeel o = {
		.v = v, .d = d, .b = &d->blokken[rij / BLOK], .i = rij % BLOK, .vrij = v->over
	};
	if ((o.b->vlag[o.i] & VLAG_RUIM) != 0) {
		const int32_t score = judge_whole(&o);
		return score >= nodig ? score : -1;
	}
	if (!passes_level(&o) || (o.b->talen[o.i] & v->talen) == 0 || !passes_size(&o))
		return -1;
	o.k = koud_of(d, rij);
	o.jaren = o.k->lijst + koud_lijsten(o.k) - (size_t)2 * o.k->jaar_count;
	uint32_t thema = 0;
	uint32_t reis = 0;
	if (!topics(&o, &thema) || !travels(&o, &reis))
		return -1;
	int32_t score = v->vast + contribution(&o, SCORE_FACTOR_THEMA, thema) +
			contribution(&o, SCORE_FACTOR_NIVEAU, level(&o)) +
			contribution(&o, SCORE_FACTOR_REIS, reis) +
			contribution(&o, SCORE_FACTOR_KRING, circle(&o));
	if (v->meer && !ask_who(&o, &score))
		return -1;
	if (score + calendar_at_most(&o) < nodig)
		return -1;
	return ask_calendar(&o, score, nodig);
}
