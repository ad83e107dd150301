/* The snapshot gives what score_rangschik gives over a plain list of the same offers, whatever was
 * put, removed, replaced and put in order before. The seeds are fixed, so a failure comes again. */
#include "score/snapshot.h"
#include "score/knelpunt.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "domain/niveau.h"
#include "paren.h"

#define OFFERS	300
#define KRINGEN 5

/* A snapshot and the list that it must agree with. */
struct wereld {
	struct score_snapshot *s;
	struct paar_data *data;
	uint16_t kring[OFFERS];
	bool there[OFFERS];
	size_t count;
	struct toeval t;
};

static struct score_snapshot_opties options(enum score_kern kern)
{
	return (struct score_snapshot_opties){ .boom = paren_boom(),
		.schooljaar = 2026,
		.max_aanbod = 100000,
		.max_bytes = (size_t)100 << 20,
		.kern = kern };
}

static void wereld_init(struct wereld *w, enum score_kern kern, uint64_t seed)
{
	memset(w, 0, sizeof(*w));
	const struct score_snapshot_opties o = options(kern);
	w->s = score_snapshot_create(&o);
	w->data = calloc(OFFERS, sizeof(*w->data));
	cr_assert_not_null(w->data);
	w->t.state = seed;
}

static void wereld_fini(struct wereld *w)
{
	score_snapshot_destroy(w->s);
	free(w->data);
}

/* Spread over more soorten, sectors and places than the pairs of other tests; now and then beyond
 * what the columns can say. */
static void make_offer(struct paar_data *d, struct toeval *t, unsigned number)
{
	paren_toeval(d, t);
	struct score_aanbod *b = &d->aanbod;
	memset(&b->id, 0, sizeof(b->id));
	b->id.b[3] = (uint8_t)(number >> 8);
	b->id.b[15] = (uint8_t)number;
	if (toeval_below(t, 4) == 0)
		b->soort = (enum soort)toeval_below(t, SOORT_COUNT);
	if (toeval_below(t, 2) == 0)
		b->niveaus =
			niveau_of_sector((enum niveau_sector)toeval_below(t, 5)) & toeval_next(t);
	b->plaats.y_m += (int32_t)toeval_below(t, 30000);
	if (b->houder_count > 0 && toeval_below(t, 20) == 0)
		d->houders[0] =
			(struct score_houder){ .schooljaren = d->jaren[0], .schooljaar_count = 1 };
	if (b->houder_count > 0 && toeval_below(t, 20) == 0)
		d->jaren[0][0].aantal = 1000;
	switch (toeval_below(t, 120)) {
	case 0: b->plaats.x_m = 3000000; break;
	case 1: b->geldig_tot = 4000000; break;
	case 2: d->boekingen[0].datum = -5000; break;
	case 3: b->geldig_van = -900000; break;
	case 4: d->jaren[1][0].periode = 1900; break;
	case 5: b->reisafstand_m = 900000; break;
	case 6: b->plaats = (struct plaats){ -120000, 212345, true }; break;
	default: break;
	}
}

static void put(struct wereld *w, unsigned i)
{
	make_offer(&w->data[i], &w->t, i);
	w->kring[i] = (uint16_t)toeval_below(&w->t, KRINGEN);
	cr_assert_eq(score_snapshot_put(w->s, &w->data[i].aanbod, w->kring[i]), ERR_OK);
	w->count += !w->there[i];
	w->there[i] = true;
}

static void take_out(struct wereld *w, unsigned i)
{
	cr_assert_eq(score_snapshot_remove(w->s, w->data[i].aanbod.id), w->there[i]);
	w->count -= w->there[i];
	w->there[i] = false;
}

struct vraag {
	struct paar_data paar;
	struct score_config config;
	uint16_t kringen[KRINGEN];
	size_t kring_count;
	struct score_rang na;
	struct uuid alleen[40];
	struct uuid verboden[OFFERS / 8];
	struct score_snapshot_vraag snapshot;
};

static struct score_gewichten any_weights(struct toeval *t)
{
	struct score_gewichten g = { { 0 } };
	for (unsigned left = SCORE_GEWICHT_SOM; left > 0;) {
		const unsigned part = 1 + toeval_below(t, left < 300 ? left : 300);
		g.gewicht[toeval_below(t, SCORE_FACTOR_COUNT)] += (uint16_t)part;
		left -= part;
	}
	return g;
}

static void any_question(struct vraag *q, struct toeval *t)
{
	memset(q, 0, sizeof(*q));
	paren_toeval(&q->paar, t);
	struct score_aanvraag *v = &q->paar.aanvraag;
	v->plaats.y_m += (int32_t)toeval_below(t, 30000);
	if (toeval_below(t, 20) == 0)
		v->plaats = (struct plaats){ 900000000, -900000000, true };
	if (toeval_below(t, 40) == 0)
		v->niveau |= 3;
	if (toeval_below(t, 10) == 0) {
		v->thema_count = PAREN_THEMAS;
		for (uint16_t i = 0; i < PAREN_THEMAS; i++)
			q->paar.gevraagd[i] = i;
	}
	if (toeval_below(t, 20) == 0)
		q->paar.gevraagd[0] = THEMA_MAX - 1;
	if (toeval_below(t, 16) == 0)
		v->alleen.b[15] = (uint8_t)(1 + toeval_below(t, 200));
	if (toeval_below(t, 4) == 0) {
		v->verboden = q->verboden;
		for (v->verboden_count = 0; v->verboden_count < OFFERS / 8; v->verboden_count++) {
			const unsigned number =
				(unsigned)v->verboden_count * 8 + toeval_below(t, 8);
			q->verboden[v->verboden_count].b[3] = (uint8_t)(number >> 8);
			q->verboden[v->verboden_count].b[15] = (uint8_t)number;
		}
	}
	q->config = paren_config();
	if (toeval_below(t, 2) == 0)
		q->config.gewichten = any_weights(t);
	if (toeval_below(t, 4) == 0)
		q->config.regels &= (uint32_t)toeval_next(t);
	if (toeval_below(t, 8) == 0)
		q->config.regels &= ~SCORE_REGEL_BIT(toeval_below(t, SCORE_REGEL_COUNT));
	q->config.seed = toeval_below(t, 2) * toeval_next(t);
	for (uint16_t k = 1; k < KRINGEN; k++) {
		if (toeval_below(t, 3) == 0)
			q->kringen[q->kring_count++] = k;
	}
	q->snapshot = (struct score_snapshot_vraag){ .config = &q->config,
		.aanvraag = v,
		.kringen = q->kringen,
		.kring_count = q->kring_count };
}

static enum score_kring serves(const struct vraag *q, uint16_t kring)
{
	for (size_t i = 0; i < q->kring_count; i++) {
		if (q->kringen[i] == kring)
			return SCORE_KRING_BEDIENT;
	}
	return kring == 0 ? SCORE_KRING_GEEN : SCORE_KRING_ANDERE;
}

/* The offers that are there, as the question sees them. */
static size_t plain_list(const struct wereld *w, const struct vraag *q, struct score_aanbod *ret)
{
	size_t n = 0;
	for (unsigned i = 0; i < OFFERS; i++) {
		if (!w->there[i])
			continue;
		ret[n] = w->data[i].aanbod;
		ret[n++].kring = serves(q, w->kring[i]);
	}
	return n;
}

static void check_same(const struct score_rang *a, size_t n, const struct score_rang *b, size_t m)
{
	cr_assert_eq(n, m, "%zu lines, not %zu", n, m);
	for (size_t i = 0; i < n; i++) {
		cr_assert(uuid_eq(a[i].id, b[i].id), "place %zu of %zu", i, n);
		cr_assert_eq(
			a[i].score, b[i].score, "place %zu: %d, not %d", i, a[i].score, b[i].score);
		cr_assert_eq(a[i].loting, b[i].loting);
	}
}

static struct score_aanbod plain[OFFERS];
static struct score_rang ours[OFFERS];
static struct score_rang all[OFFERS];

/* The first k; what stands behind one of them; the best of some. Gives how many are possible. */
static size_t check_question(struct wereld *w, struct vraag *q)
{
	const size_t count = plain_list(w, q, plain);
	size_t n = 0;
	size_t m = 0;
	score_rangschik(&q->config, q->snapshot.aanvraag, plain, count, OFFERS, all, &m);
	const size_t k = 1 + toeval_below(&w->t, 30);
	score_snapshot_rangschik(w->s, &q->snapshot, k, ours, &n);
	check_same(ours, n, all, m < k ? m : k);
	if (m > 0) {
		const size_t at = toeval_below(&w->t, (unsigned)m);
		q->na = all[at];
		q->snapshot.na = &q->na;
		score_snapshot_rangschik(w->s, &q->snapshot, k, ours, &n);
		check_same(ours, n, all + at + 1, m - at - 1 < k ? m - at - 1 : k);
		q->snapshot.na = NULL;
	}
	size_t some = 0;
	for (unsigned i = 0; i < 40; i++)
		q->alleen[i] = w->data[i * 7].aanbod.id;
	for (size_t i = 0; i < count; i++) {
		const unsigned number = plain[i].id.b[3] * 256u + plain[i].id.b[15];
		if (number % 7 == 0 && number < 280)
			plain[some++] = plain[i];
	}
	q->snapshot.alleen = q->alleen;
	q->snapshot.alleen_count = 40;
	size_t best = 0;
	score_rangschik(&q->config, q->snapshot.aanvraag, plain, some, k, all, &best);
	score_snapshot_rangschik(w->s, &q->snapshot, k, ours, &n);
	check_same(ours, n, all, best);
	q->snapshot.alleen = NULL;
	return m;
}

static bool is_there(struct score_snapshot *s, struct uuid id)
{
	struct score_aanbod aanbod;
	uint16_t kring = 0;
	bool exact = false;
	return score_snapshot_lees(s, id, &aanbod, &kring, &exact) == ERR_OK;
}

static void check_counts(const struct wereld *w)
{
	const struct score_snapshot_stand stand = score_snapshot_stand(w->s);
	cr_assert_eq(stand.aanbod, w->count);
	for (unsigned i = 0; i < OFFERS; i += 17)
		cr_assert_eq(is_there(w->s, w->data[i].aanbod.id), w->there[i]);
}

/* Changes, steps of putting in order and questions in any order. */
static void live(enum score_kern kern, uint64_t seed, int rounds)
{
	static struct vraag q;
	struct wereld w;
	wereld_init(&w, kern, seed);
	for (unsigned i = 0; i < OFFERS; i++) {
		make_offer(&w.data[i], &w.t, i);
		if (i % 3 != 0)
			put(&w, i);
	}
	size_t possible = 0;
	for (int round = 0; round < rounds; round++) {
		const unsigned i = toeval_below(&w.t, OFFERS);
		switch (toeval_below(&w.t, 6)) {
		case 0:
		case 1: put(&w, i); break;
		case 2: take_out(&w, i); break;
		case 3:
		case 4: (void)score_snapshot_orden(w.s, 1 + toeval_below(&w.t, 60)); break;
		default:
			while (toeval_below(&w.t, 20) == 0 && !score_snapshot_orden(w.s, 1000))
				continue;
			break;
		}
		check_counts(&w);
		any_question(&q, &w.t);
		possible += check_question(&w, &q);
	}
	cr_assert_gt(possible, (size_t)rounds * 3, "hardly anything was possible: %zu", possible);
	wereld_fini(&w);
}

Test(snapshot, ranks_as_a_plain_list_does_row_by_row)
{
	live(SCORE_KERN_GEWOON, 41, 1500);
}

Test(snapshot, ranks_as_a_plain_list_does_in_vectors)
{
	live(SCORE_KERN_VECTOR, 42, 1500);
}

Test(snapshot, ranks_as_a_plain_list_does_with_avx2)
{
	if (score_kern_is_there(SCORE_KERN_AVX2))
		live(SCORE_KERN_AVX2, 43, 1500);
}

Test(snapshot, ranks_as_a_plain_list_does_with_avx512)
{
	if (score_kern_is_there(SCORE_KERN_AVX512))
		live(SCORE_KERN_AVX512, 44, 1500);
}

/* So many of one soort and sector that blocks are weighed before rows, and lists are full early. */
#define CROWD 3000

/* All weight on one factor that is nothing for many: a list may be full of zeros. */
static void weigh_one(struct vraag *q, enum score_factor factor)
{
	memset(&q->config.gewichten, 0, sizeof(q->config.gewichten));
	q->config.gewichten.gewicht[factor] = 1000;
}

static void crowd(enum score_kern kern, uint64_t seed)
{
	static struct score_aanbod seen[CROWD];
	static uint16_t kring[CROWD];
	static struct score_rang want[30];
	static struct vraag q;
	struct paar_data *const data = calloc(CROWD, sizeof(*data));
	cr_assert_not_null(data);
	const struct score_snapshot_opties o = options(kern);
	struct score_snapshot *const s = score_snapshot_create(&o);
	struct toeval t = { seed };
	for (unsigned i = 0; i < CROWD; i++) {
		make_offer(&data[i], &t, i);
		data[i].aanbod.soort = SOORT_GASTLES;
		data[i].aanbod.niveaus &= niveau_of_sector(NIVEAU_SECTOR_PO);
		kring[i] = (uint16_t)toeval_below(&t, KRINGEN);
		cr_assert_eq(score_snapshot_put(s, &data[i].aanbod, kring[i]), ERR_OK);
	}
	size_t found = 0;
	for (int round = 0; round < 60; round++) {
		if (round == 10)
			(void)score_snapshot_orden(s, SIZE_MAX);
		any_question(&q, &t);
		q.paar.aanvraag.soort = SOORT_GASTLES;
		if (round % 3 == 0)
			weigh_one(&q, round % 2 == 0 ? SCORE_FACTOR_THEMA : SCORE_FACTOR_REIS);
		for (unsigned i = 0; i < CROWD; i++) {
			seen[i] = data[i].aanbod;
			seen[i].kring = serves(&q, kring[i]);
		}
		const size_t k = 1 + toeval_below(&t, 30);
		size_t n = 0;
		size_t m = 0;
		score_rangschik(&q.config, q.snapshot.aanvraag, seen, CROWD, k, want, &m);
		score_snapshot_rangschik(s, &q.snapshot, k, ours, &n);
		check_same(ours, n, want, m);
		found += n == k;
		while (round > 10 && round < 20 && !score_snapshot_orden(s, 1000))
			continue;
	}
	cr_assert_gt(found, 20, "few lists were full: %zu", found);
	score_snapshot_destroy(s);
	free(data);
}

Test(snapshot, ranks_a_crowd_as_a_plain_list_does)
{
	for (unsigned kern = SCORE_KERN_GEWOON; kern < SCORE_KERN_COUNT; kern++) {
		if (score_kern_is_there((enum score_kern)kern))
			crowd((enum score_kern)kern, 50 + kern);
	}
}

Test(snapshot, answers_many_questions_at_once_as_one_by_one)
{
	static struct vraag questions[60];
	static struct score_snapshot_vraag asked[60];
	static struct score_rang many[60 * 25];
	static size_t counts[60];
	struct wereld w;
	wereld_init(&w, SCORE_KERN_BESTE, 5);
	for (unsigned i = 0; i < OFFERS; i++)
		put(&w, i);
	for (unsigned i = 0; i < 60; i++) {
		any_question(&questions[i], &w.t);
		asked[i] = questions[i].snapshot;
	}
	score_snapshot_rangschik_alle(w.s, asked, 60, 25, many, counts);
	for (unsigned i = 0; i < 60; i++) {
		size_t n = 0;
		score_snapshot_rangschik(w.s, &asked[i], 25, ours, &n);
		check_same(many + (size_t)i * 25, counts[i], ours, n);
	}
	wereld_fini(&w);
}

Test(snapshot, judges_one_offer_as_the_judge_of_pairs_does)
{
	static struct vraag q;
	struct wereld w;
	wereld_init(&w, SCORE_KERN_BESTE, 6);
	for (unsigned i = 0; i < OFFERS; i++)
		put(&w, i);
	for (int round = 0; round < 40; round++) {
		any_question(&q, &w.t);
		for (unsigned i = 0; i < OFFERS; i++) {
			struct score_uitkomst want;
			struct score_uitkomst got;
			struct score_aanbod b = w.data[i].aanbod;
			b.kring = serves(&q, w.kring[i]);
			score_beoordeel(&q.config, q.snapshot.aanvraag, &b, &want);
			cr_assert_eq(
				score_snapshot_beoordeel(w.s, &q.snapshot, b.id, &got), ERR_OK);
			cr_assert(got.mogelijk == want.mogelijk && got.regel == want.regel &&
				  got.score == want.score && got.online == want.online &&
				  got.afstand_m == want.afstand_m && uuid_eq(got.id, want.id));
			cr_assert_arr_eq(got.vrij.bits, want.vrij.bits, sizeof(want.vrij.bits));
			for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
				cr_assert(got.delen[f].waarde == want.delen[f].waarde &&
					  got.delen[f].neutraal == want.delen[f].neutraal);
		}
	}
	struct score_uitkomst none;
	const struct uuid unknown = { { 9 } };
	cr_assert_eq(score_snapshot_beoordeel(w.s, &q.snapshot, unknown, &none), ERR_NOT_FOUND);
	wereld_fini(&w);
}

Test(snapshot, counts_why_nobody_as_the_plain_list_does)
{
	static struct vraag q;
	struct wereld w;
	wereld_init(&w, SCORE_KERN_BESTE, 7);
	for (unsigned i = 0; i < OFFERS; i++)
		put(&w, i);
	for (unsigned i = 0; i < OFFERS; i += 5)
		take_out(&w, i);
	for (int round = 0; round < 30; round++) {
		any_question(&q, &w.t);
		struct score_niemand want;
		score_waarom_niemand(
			&q.config, q.snapshot.aanvraag, plain, plain_list(&w, &q, plain), &want);
		struct score_niemand got = { 0 };
		uint64_t cursor = 0;
		while (!score_snapshot_niemand(w.s, &q.snapshot, 50, &cursor, &got))
			continue;
		cr_assert_arr_eq(&got, &want, sizeof(want));
	}
	wereld_fini(&w);
}

static void add_one(void *arg, const struct score_aanbod *aanbod, bool exact)
{
	(void)exact;
	score_zoek_weeg(arg, aanbod);
}

static void count_one(void *arg, const struct score_aanbod *aanbod, bool exact)
{
	(void)exact;
	score_zoek_tel(arg, aanbod);
}

/* All offers of some soorten, in small steps. */
static void go_round(struct wereld *w, const struct vraag *q, uint32_t soorten,
	struct score_zoektocht *z,
	void (*neem)(void *arg, const struct score_aanbod *aanbod, bool exact))
{
	uint64_t cursor = 0;
	while (!score_snapshot_loop(w->s, &q->snapshot, soorten, 50, &cursor, neem, z))
		continue;
}

/* Whose maxima are full comes back without who: only how near an example is may differ. */
Test(snapshot, finds_what_blocks_as_the_plain_list_does)
{
	static struct vraag q;
	struct wereld w;
	struct arena a;
	arena_init(&a, 1 << 20);
	wereld_init(&w, SCORE_KERN_BESTE, 11);
	for (unsigned i = 0; i < OFFERS; i++)
		put(&w, i);
	for (unsigned i = 0; i < OFFERS; i += 5)
		take_out(&w, i);
	for (int round = 0; round < 20; round++) {
		any_question(&q, &w.t);
		q.config.regels |= SCORE_REGEL_BIT(SCORE_REGEL_SOORT);
		const size_t count = plain_list(&w, &q, plain);
		const uint32_t gevraagd = SOORT_BIT(q.snapshot.aanvraag->soort);
		struct score_knelpunten want;
		struct score_knelpunten got;
		score_knelpunten(&a, &q.config, q.snapshot.aanvraag, NULL, plain, count, &want);
		struct score_zoektocht *z =
			score_zoek_begin(&a, &q.config, q.snapshot.aanvraag, NULL);
		go_round(&w, &q, gevraagd, z, add_one);
		if (!score_zoek_vond(z))
			go_round(&w, &q, SOORT_ALLE & ~gevraagd, z, add_one);
		if (score_zoek_gewogen(z))
			go_round(&w, &q, SOORT_ALLE, z, count_one);
		score_zoek_eind(z, &got);
		cr_assert_eq(got.bekeken, want.bekeken);
		cr_assert(got.mogelijk == want.mogelijk && got.kleinste == want.kleinste &&
			  got.count == want.count);
		for (size_t i = 0; i < got.count; i++)
			cr_assert(got.blokkaden[i].regels == want.blokkaden[i].regels &&
				  got.blokkaden[i].aantal == want.blokkaden[i].aantal);
		arena_reset(&a);
	}
	wereld_fini(&w);
	arena_fini(&a);
}

Test(snapshot, refuses_what_is_over_its_limits_and_stays_as_it_was)
{
	struct paar_data d;
	struct toeval t = { 8 };
	struct score_snapshot_opties o = options(SCORE_KERN_BESTE);
	o.max_aanbod = 3;
	struct score_snapshot *s = score_snapshot_create(&o);
	for (unsigned i = 0; i < 3; i++) {
		make_offer(&d, &t, i);
		cr_assert_eq(score_snapshot_put(s, &d.aanbod, 0), ERR_OK);
	}
	cr_assert_eq(score_snapshot_put(s, &d.aanbod, 0), ERR_OK);
	make_offer(&d, &t, 3);
	cr_assert_eq(score_snapshot_put(s, &d.aanbod, 0), ERR_TOO_LARGE);
	cr_assert_eq(score_snapshot_stand(s).aanbod, 3);
	cr_assert_not(is_there(s, d.aanbod.id));
	score_snapshot_destroy(s);

	o = options(SCORE_KERN_BESTE);
	o.max_bytes = 900000;
	s = score_snapshot_create(&o);
	unsigned n = 0;
	for (make_offer(&d, &t, n); score_snapshot_put(s, &d.aanbod, 0) == ERR_OK;)
		make_offer(&d, &t, ++n);
	cr_assert(n > 100 && n == score_snapshot_stand(s).aanbod, "%u", n);
	cr_assert_leq(score_snapshot_stand(s).bytes, o.max_bytes);
	score_snapshot_destroy(s);
	score_snapshot_destroy(NULL);
}

Test(snapshot, forgets_dead_rows_when_it_is_put_in_order)
{
	struct wereld w;
	wereld_init(&w, SCORE_KERN_BESTE, 9);
	for (int times = 0; times < 4; times++) {
		for (unsigned i = 0; i < OFFERS; i++)
			put(&w, i);
	}
	struct score_snapshot_stand stand = score_snapshot_stand(w.s);
	cr_assert_eq(stand.aanbod, OFFERS);
	cr_assert_eq(stand.vers, 4 * OFFERS);
	cr_assert_eq(stand.vervallen, 3 * OFFERS);
	while (!score_snapshot_orden(w.s, 40))
		cr_assert(score_snapshot_stand(w.s).bezig);
	const size_t before = stand.bytes;
	stand = score_snapshot_stand(w.s);
	cr_assert_eq(stand.aanbod, OFFERS);
	cr_assert(stand.vers == 0 && stand.vervallen == 0 && !stand.bezig);
	cr_assert_lt(stand.bytes, before);
	cr_assert(score_snapshot_orden(w.s, 1));
	wereld_fini(&w);
}
