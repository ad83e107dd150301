/* One row of the snapshot judged exactly, as score_beoordeel does it. */
#include <string.h>

#include "score/snapshot_intern.h"

/* Stays out of the way of what is always done. */
#define ZELDEN	  __attribute__((noinline))
#define WEEK_BITS (7 * DAGDEEL_COUNT)
#define WEEK_MASK ((UINT64_C(1) << WEEK_BITS) - 1)

/* A new rule or factor is taken in below, and where it is sharp gets a column; then these follow.
 */
_Static_assert(SCORE_REGEL_COUNT == 21, "the snapshot does not know every rule");
_Static_assert(SCORE_FACTOR_COUNT == 13, "the snapshot does not know every factor");

static int32_t points(const struct vraag *v, enum score_factor factor, uint32_t waarde)
{
	return (int32_t)(v->gewicht[factor] * waarde / 10);
}

/* ---- what the row is ---- */

/* Level, language and size of the group. Here and below `&` and `|` are meant: what differs from
 * row to row cannot be foretold, and a processor that takes the wrong branch loses as much as it
 * needs for all of these. */
static bool passes(const struct vraag *v, const struct koud *k)
{
	const bool level = (v->niveaus == 0) | ((v->niveaus & niveaus_of(k)) != 0);
	const bool size =
		(v->groep_vrij != 0) | ((v->groep >= k->groep_min) & (v->groep <= k->groep_max));
	return level & size & ((talen_of(k) & v->talen) != 0);
}

static uint32_t level(const struct vraag *v, const struct deel *d, const struct koud *k)
{
	if (v->sector == NIVEAU_SECTOR_COUNT || d->sectoren == 0)
		return SCORE_NEUTRAAL;
	const uint32_t own = bits_of(niveaus_of(k) & v->sector_niveaus);
	return own == 0 ? 0 : v->niveau_waarde[own] - 100 * (d->sector_count - 1u);
}

/* How near its nearest topics are to two that are asked, together; the best of the two is the best
 * so far or that. */
static uint32_t nearness(const struct vraag *v, const struct koud *k, const uint16_t *first,
	const uint16_t *second, uint32_t *best)
{
	const uint32_t known = v->config->boom->count;
	uint32_t one = 0;
	uint32_t two = 0;
	for (unsigned j = 0; j < k->thema_count; j++) {
		const uint32_t topic = k->lijst[j];
		if (topic >= known)
			continue;
		one = first[topic] > one ? first[topic] : one;
		two = second[topic] > two ? second[topic] : two;
	}
	const uint32_t most = one > two ? one : two;
	*best = most > *best ? most : *best;
	return one + two;
}

/* False when no topic that is required is there. */
static bool topics(const struct vraag *v, const struct koud *k, uint32_t *ret_waarde)
{
	const struct score_aanvraag *a = v->aanvraag;
	const unsigned count = a->thema_count;
	*ret_waarde = SCORE_NEUTRAAL;
	if (count == 0)
		return true;
	uint32_t best = 0;
	uint32_t sum = nearness(v, k, v->nabij[0], v->nabij[1], &best);
	for (unsigned i = 2; i < count && i < VRAAG_THEMAS; i += 2)
		sum += nearness(v, k, v->nabij[i], v->nabij[i + 1], &best);
	for (unsigned i = VRAAG_THEMAS; i < count; i++)
		sum += nearness(v, k, vraag_nabij(v, a->themas[i]), v->nabij_niets, &best);
	if (k->thema_count > 0)
		*ret_waarde = count == 2 ? sum / 2 : sum / count;
	return best >= v->thema_minst;
}

static int32_t distance_m(const struct vraag *v, const struct warm *w)
{
	const int64_t dx = v->naar_x_m + warm_x_m(w);
	const int64_t dy = v->naar_y_m + warm_y_m(w);
	const int64_t square = dx * dx + dy * dy;
	if (square > (INT64_C(1) << 50))
		return (int32_t)plaats_isqrt((uint64_t)square);
	/* Rounding brings no root under 2^26 up to the next whole number. */
	return (int32_t)__builtin_sqrt((double)square);
}

/* False when it is too far. */
static bool travels(
	const struct vraag *v, int32_t d, int32_t own_m, uint32_t online, uint32_t *ret_waarde)
{
	const int32_t school_m = v->aanvraag->max_afstand_m;
	const int32_t limit = school_m == 0 || (own_m != 0 && own_m < school_m) ? own_m : school_m;
	const bool too_far = limit != 0 && d > limit;
	if (too_far && online == 0 && holds(v, SCORE_REGEL_AFSTAND))
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

static uint32_t load_in(const struct koud *k, int32_t jaar)
{
	const uint16_t *jaren = years_of(k);
	for (unsigned i = 0; i < k->jaar_count; i++) {
		if (jaren[2 * i] >> 1 == jaar - JAAR_BASIS)
			return jaren[2 * i + 1];
	}
	return SCORE_WAARDE_MAX;
}

/* The best load of the school years of the window. */
static uint32_t load_at_most(const struct vraag *v, uint32_t vlag, const struct koud *k)
{
	if ((vlag & VLAG_ZONDER_HOUDER) != 0)
		return SCORE_NEUTRAAL;
	uint32_t best = load_in(k, v->jaar);
	for (unsigned n = 1; n < v->jaar_count; n++) {
		const uint32_t waarde = load_in(k, v->jaar + (int32_t)n);
		best = waarde > best ? waarde : best;
	}
	return best;
}

/* ---- who stands behind it ---- */

/* Reads it, and asks the rules and factors about it. */
static ZELDEN void read_who(struct vraag *v, const struct koud *k)
{
	meer_lees(v->s, k, v->erkenningen, &v->aanbod);
	v->eigen_past = (!holds(v, SCORE_REGEL_VETO) || score_check_veto(&v->paar)) &&
			(!holds(v, SCORE_REGEL_LEEFTIJD) || score_check_leeftijd(&v->paar)) &&
			(!holds(v, SCORE_REGEL_BEGELEIDING) || score_check_begeleiding(&v->paar)) &&
			(!holds(v, SCORE_REGEL_TRAPLOOS) || score_check_traploos(&v->paar));
	v->eigen_som = 0;
	for (unsigned i = 0; i < v->eigen_count; i++) {
		const enum score_factor factor = v->eigen[i];
		v->eigen_som +=
			points(v, factor, score_factor_table[factor].waarde(&v->paar).waarde);
	}
}

/* Adds what it adds. False when a rule says no. */
static bool ask_who(
	struct vraag *v, const struct deel *d, uint32_t vlag, const struct koud *k, int32_t *score)
{
	/* Of most rows nothing is known that counts, and they are then like the one before. */
	const uint32_t ambassadeur = (vlag & VLAG_AMBASSADEUR) != 0 ? v->meer_ambassadeur : 0;
	const bool known = (k->meer & (v->meer_telt | ambassadeur)) != 0;
	const uint32_t key =
		1 | (vlag & VLAG_AMBASSADEUR) | (uint32_t)k->talen << 8 | (uint32_t)d->soort << 16;
	if (known || v->eigen_sleutel != key) {
		/* As if it is the one that staff wants: which one it is, vraag_score asks. */
		v->aanbod = (struct score_aanbod){ .id = v->aanvraag->alleen,
			.soort = d->soort,
			.talen = k->talen,
			.ambassadeur = (vlag & VLAG_AMBASSADEUR) != 0 };
		read_who(v, k);
		v->eigen_sleutel = known ? 0 : key;
	}
	*score += v->eigen_som;
	return v->eigen_past;
}

/* ---- the calendar: half-days that are left, in v->over ---- */

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
static void remove_days(struct vraag *v, int64_t begin, int64_t end)
{
	const int32_t dagen = v->aanvraag->venster.dagen;
	if (begin >= dagen || end <= 0 || begin >= end)
		return;
	const int32_t first = (int32_t)(begin > 0 ? begin : 0) * DAGDEEL_COUNT;
	const int32_t last = (int32_t)(end < dagen ? end : dagen) * DAGDEEL_COUNT;
	for (unsigned w = (unsigned)first / 64; w <= (unsigned)(last - 1) / 64; w++)
		v->over[w] &= ~range_word(w, first, last);
}

/* Without branches: no telling which of these days lie in the window. */
static void remove_half_days(struct vraag *v, const uint16_t *list, unsigned count)
{
	const int32_t shift = v->s->basis - v->aanvraag->venster.van;
	const uint32_t dagen = v->aanvraag->venster.dagen;
	for (unsigned i = 0; i < count; i++) {
		const uint32_t day = (uint32_t)((list[i] >> 3) + shift);
		const uint64_t inside = 0 - (uint64_t)(day < dagen);
		const uint32_t bit = (day & (uint32_t)inside) * DAGDEEL_COUNT;
		const uint64_t half_days = list[i] & TIJDVAK_DAG_ALLE & inside;
		v->over[bit / 64] &= ~(half_days << bit % 64);
		/* Of a day whose half-days stand in two words; of another one nothing is left. */
		v->over[bit / 64 + 1] &= ~(half_days >> (63 - bit % 64) >> 1);
	}
}

/* What the school leaves of a word of its window, of which the row has the half-days of its week.
 * Three weeks are 63 bits: what is shifted out on one side comes in on the other. */
static uint64_t open_word(const struct vraag *v, unsigned w, uint64_t weeks)
{
	const unsigned fase = v->fase[w];
	return v->vrij[w] & (weeks >> fase | weeks << (3 * WEEK_BITS - fase));
}

static uint64_t three_weeks(uint64_t week)
{
	return week | week << WEEK_BITS | week << 2 * WEEK_BITS;
}

/* Whether the row is open all the time and so often that its lists cannot leave less than three
 * half-days; beyond these more make no difference. So it is with most, and then no list is read. */
static bool has_plenty(const struct vraag *v, const struct koud *k)
{
	const bool all_the_time = (k->weg != UINT8_MAX) & (k->geldig_van <= v->snel_van) &
				  (k->geldig_tot >= v->snel_tot) &
				  (k->gepauzeerd_tot < v->snel_pauze) &
				  (k->vog_geldig_tot >= v->snel_vog);
	if (!v->snel || !all_the_time)
		return false;
	const uint64_t weeks = three_weeks(k->dagdelen);
	uint32_t count = 0;
	for (unsigned w = 0; w < v->aanvraag->venster.words; w++)
		count += bits_of(open_word(v, w, weeks));
	return count >= 3 + (uint32_t)k->weg;
}

static int32_t last_start(const struct vraag *v, int32_t last)
{
	return score_laatste_begin(v->aanvraag, last);
}

/* The half-days that pattern, validity, pause and VOG leave; false when there are none. */
static bool open_window(struct vraag *v, const struct koud *k)
{
	int32_t van = v->aanvraag->venster.van;
	int32_t tot = v->tot;
	uint64_t week = WEEK_MASK;
	if (holds(v, SCORE_REGEL_TIJDVAK)) {
		const int32_t first = dag_lees(v->s, k->geldig_van);
		const int32_t last = last_start(v, dag_lees(v->s, k->geldig_tot));
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
		const int32_t last = last_start(v, dag_lees(v->s, k->vog_geldig_tot));
		tot = last < tot ? last : tot;
	}
	if (holds(v, SCORE_REGEL_ERKENNING)) {
		const int32_t last = last_start(v, score_paar_erkend_tot(&v->paar));
		tot = last < tot ? last : tot;
	}
	if (van > tot)
		return false;
	const int32_t begin = (van - v->aanvraag->venster.van) * DAGDEEL_COUNT;
	const int32_t end = (tot - v->aanvraag->venster.van + 1) * DAGDEEL_COUNT;
	const uint64_t weeks = three_weeks(week);
	uint64_t any = 0;
	for (unsigned w = 0; w < v->aanvraag->venster.words; w++) {
		v->over[w] = open_word(v, w, weeks) & range_word(w, begin, end);
		any |= v->over[w];
	}
	return any != 0;
}

static void close_around(struct vraag *v, const struct score_relatie *relatie)
{
	const int64_t dagen = v->aanvraag->wachttijd_dagen;
	for (size_t i = 0; relatie != NULL && i < relatie->datum_count; i++) {
		const int64_t day = (int64_t)relatie->datums[i] - v->aanvraag->venster.van;
		remove_days(v, day - dagen, day + dagen + 1);
	}
}

/* Takes away what is booked, full or used up. */
static void close_taken(struct vraag *v, const struct koud *k)
{
	const uint16_t *list = half_days_of(k);
	if (holds(v, SCORE_REGEL_TIJDVAK))
		remove_half_days(v, list, k->uitzondering_count);
	list += k->uitzondering_count;
	if (holds(v, SCORE_REGEL_DUBBELE_BOEKING))
		remove_half_days(v, list, k->boeking_count);
	list += k->boeking_count;
	const int64_t van = v->aanvraag->venster.van;
	if (holds(v, SCORE_REGEL_PLAATSEN) && soort_table[v->aanvraag->soort].periode) {
		for (unsigned i = 0; i < k->vol_count; i++) {
			const struct score_dagen weg =
				score_vol_dagen(v->aanvraag, v->s->basis + (list[i] >> 3));
			remove_days(v, weg.van - van, weg.tot + 1 - van);
		}
	} else if (holds(v, SCORE_REGEL_PLAATSEN)) {
		remove_half_days(v, list, k->vol_count);
	}
	list += k->vol_count;
	for (unsigned i = 0; i < k->week_count && holds(v, SCORE_REGEL_MAXIMUM_WEEK); i++) {
		const int64_t maandag = v->s->basis + list[i] - van;
		remove_days(v, maandag, maandag + 7);
	}
	const uint16_t *jaren = years_of(k);
	for (unsigned i = 0; i < k->jaar_count && holds(v, SCORE_REGEL_MAXIMUM_SCHOOLJAAR); i++) {
		const int32_t number = (jaren[2 * i] >> 1) + JAAR_BASIS - v->jaar;
		if ((jaren[2 * i] & 1) != 0 && number >= 0 && number < (int32_t)v->jaar_count)
			remove_days(v, v->jaar_begin[number], v->jaar_begin[number + 1]);
	}
	if (holds(v, SCORE_REGEL_WACHTTIJD)) {
		close_around(v, score_paar_persoon(&v->paar));
		close_around(v, score_paar_bedrijf(&v->paar));
	}
}

/* Takes away what the person cannot reach from where they are that day. Of few rows. */
static ZELDEN void close_unreachable(
	struct vraag *v, const struct deel *d, const struct warm *w, const struct koud *k)
{
	struct score_verblijf verblijven[VERBLIJVEN];
	struct score_aanbod aanbod = { .online = (warm_vlag(w) & VLAG_ONLINE) != 0,
		.plaats = {
			PLAATS_X_M + warm_x_m(w), PLAATS_Y_M + warm_y_m(w), !d->zonder_plaats } };
	verblijf_lees(v->s, k, verblijven, &aanbod);
	for (size_t i = 0; i < aanbod.verblijf_count; i++) {
		const uint32_t day = (uint32_t)(verblijven[i].tijdvak.datum - v->s->basis);
		for (unsigned n = 0; n < DAGDEEL_COUNT; n++) {
			const uint16_t gone = (uint16_t)(day << 3 | 1u << n);
			if (!score_reist_op_tijd(
				    v->aanvraag, &aanbod, &verblijven[i], (enum dagdeel)n))
				remove_half_days(v, &gone, 1);
		}
	}
}

static bool any_left(const struct vraag *v, int32_t begin_day, int32_t end_day)
{
	const int32_t begin = begin_day * DAGDEEL_COUNT;
	const int32_t end = end_day * DAGDEEL_COUNT;
	uint64_t any = 0;
	for (unsigned w = (unsigned)begin / 64; w < v->aanvraag->venster.words; w++)
		any |= v->over[w] & range_word(w, begin, end);
	return any != 0;
}

/* The best load of the school years with half-days left; of the first when there are none. */
static uint32_t load_left(const struct vraag *v, const struct koud *k)
{
	bool found = false;
	uint32_t best = load_in(k, v->jaar);
	for (unsigned n = 0; n < v->jaar_count; n++) {
		const uint32_t waarde = load_in(k, v->jaar + (int32_t)n);
		if ((!found || waarde > best) &&
			any_left(v, v->jaar_begin[n], v->jaar_begin[n + 1])) {
			best = waarde;
			found = true;
		}
	}
	return best;
}

/* Adds to the score what the calendar decides; -1 when it leaves nothing. */
static ZELDEN int32_t ask_calendar(struct vraag *v, const struct deel *d, const struct warm *warm,
	const struct koud *k, uint32_t load, int32_t score)
{
	const size_t words = v->aanvraag->venster.words;
	uint32_t left = 0;
	if (open_window(v, k)) {
		close_taken(v, k);
		if (k->verblijf_count > 0 && holds(v, SCORE_REGEL_REISTIJD))
			close_unreachable(v, d, warm, k);
		for (size_t w = 0; w < words && left < 3; w++)
			left += bits_of(v->over[w]);
	} else {
		memset(v->over, 0, words * sizeof(*v->over));
	}
	/* A window that was empty to begin with takes nothing away; only tijdvak asks for one. */
	if (left == 0 && (!v->venster_leeg || holds(v, SCORE_REGEL_TIJDVAK)))
		return -1;
	if (v->jaar_count > 1 && (warm_vlag(warm) & VLAG_ZONDER_HOUDER) == 0)
		load = load_left(v, k);
	score += points(v, SCORE_FACTOR_BELASTING, load);
	if (v->wensen || v->opties)
		memcpy(v->paar.vrij.bits, v->over, words * sizeof(*v->over));
	score += v->opties ? points(v, SCORE_FACTOR_DATUM, score_waarde_datum(&v->paar).waarde)
			   : v->datum_punten[left < 3 ? left : 3];
	if (v->wensen)
		score += points(v, SCORE_FACTOR_WENSEN, score_waarde_wensen(&v->paar).waarde);
	return score;
}

/* A row that is kept whole: by the judge of every other pair. */
static ZELDEN int32_t judge_whole(const struct vraag *v, const struct deel *d, uint32_t rij)
{
	struct score_aanbod aanbod = v->s->ruim[ruim_of(d, rij)]->aanbod;
	aanbod.kring = vraag_kring(v, warm_kring(&d->warm[rij]));
	struct score_uitkomst u;
	score_beoordeel(v->config, v->aanvraag, &aanbod, &u);
	return u.mogelijk ? u.score : -1;
}

/* The exact score; -1 when it is not possible. Less than `nodig` need not be exact. */
static int32_t judge(struct vraag *v, const struct deel *d, uint32_t rij, int32_t nodig)
{
	const struct warm *w = &d->warm[rij];
	const uint32_t vlag = warm_vlag(w);
	if ((vlag & VLAG_RUIM) != 0)
		return judge_whole(v, d, rij);
	const struct koud *k = koud_of(d, rij);
	uint32_t thema = 0;
	uint32_t reis = 0;
	if (!passes(v, k) || !topics(v, k, &thema))
		return -1;
	const bool places = v->plaats && !d->zonder_plaats;
	const int32_t afstand_m = places ? distance_m(v, w) : SCORE_AFSTAND_ONBEKEND;
	const uint32_t online = (vlag & v->online) != 0 ? SCORE_REIS_ONLINE : 0;
	if (!travels(v, afstand_m, reisafstand_m(w, k), online, &reis))
		return -1;
	int32_t score = v->vast + points(v, SCORE_FACTOR_THEMA, thema) +
			points(v, SCORE_FACTOR_NIVEAU, level(v, d, k)) +
			points(v, SCORE_FACTOR_REIS, reis) +
			v->kring_punten[vraag_kring(v, warm_kring(w))];
	if (v->meer && !ask_who(v, d, vlag, k, &score))
		return -1;
	const uint32_t load = load_at_most(v, vlag, k);
	int32_t most = score + v->datum_punten[3] + points(v, SCORE_FACTOR_BELASTING, load);
	if (v->wensen)
		most += points(v, SCORE_FACTOR_WENSEN, score_hoogstens_wensen(&v->paar).waarde);
	if (most < nodig || has_plenty(v, k))
		return most;
	return ask_calendar(v, d, w, k, load, score);
}

/* Everything in one function for each kind of processor: half of it is counting bits. */
#define OORDEEL(naam, attribute)                                                    \
	attribute __attribute__((flatten)) int32_t snapshot_oordeel_##naam(         \
		struct vraag *v, const struct deel *d, uint32_t rij, int32_t nodig) \
	{                                                                           \
		const int32_t score = judge(v, d, rij, nodig);                      \
		return score >= nodig ? score : -1;                                 \
	}

OORDEEL(gewoon, )
#if defined(__x86_64__)
OORDEEL(avx2, __attribute__((target("avx2,bmi,bmi2,popcnt"))))
#endif
