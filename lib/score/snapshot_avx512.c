/*
 * Weighing rows with AVX-512, by hand: the rows of a block that are left stand apart, and here they
 * come together, sixteen to a vector. What one row is worth stands in snapshot_blok.c, whose
 * functions give the same.
 */
#include "score/snapshot_intern.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define BREED 16 /* rows in a vector */
#define MET_AVX512      \
	__attribute__(( \
		target("avx2,bmi,bmi2,popcnt,avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi2")))
#define HIER MET_AVX512 static inline __attribute__((always_inline))

/* Of sixteen rows the words of struct warm. */
struct zestien {
	__m512i plaats, bereik, waarden, rest;
};

/* What rows are weighed with. */
struct schaal {
	__m512 x, y, limiet;
	__m512i online;
	__mmask16 verre; /* all, when too far does not exclude */
};

/* The next of these rows; behind the last one comes the last again: it is read already. */
HIER const __m128i *next_row(const struct warm *w, uint64_t *rows)
{
	const unsigned i = (unsigned)_tzcnt_u64(*rows);
	const uint64_t others = _blsr_u64(*rows);
	*rows = others != 0 ? others : *rows;
	return (const __m128i *)&w[i];
}

HIER __m512i four_rows(const struct warm *w, uint64_t *rows)
{
	__m512i all = _mm512_castsi128_si512(_mm_load_si128(next_row(w, rows)));
	all = _mm512_inserti32x4(all, _mm_load_si128(next_row(w, rows)), 1);
	all = _mm512_inserti32x4(all, _mm_load_si128(next_row(w, rows)), 2);
	return _mm512_inserti32x4(all, _mm_load_si128(next_row(w, rows)), 3);
}

/* From four words a row to sixteen rows a word. */
HIER struct zestien columns(const struct warm *w, uint64_t *rows)
{
	const __m512i a = four_rows(w, rows);
	const __m512i b = four_rows(w, rows);
	const __m512i c = four_rows(w, rows);
	const __m512i d = four_rows(w, rows);
	const __m512i first =
		_mm512_setr_epi32(0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29);
	const __m512i last =
		_mm512_setr_epi32(2, 6, 10, 14, 18, 22, 26, 30, 3, 7, 11, 15, 19, 23, 27, 31);
	const __m512i low = _mm512_permutex2var_epi32(a, first, b);
	const __m512i high = _mm512_permutex2var_epi32(c, first, d);
	const __m512i low2 = _mm512_permutex2var_epi32(a, last, b);
	const __m512i high2 = _mm512_permutex2var_epi32(c, last, d);
	return (struct zestien){ _mm512_shuffle_i64x2(low, high, 0x44),
		_mm512_shuffle_i64x2(low, high, 0xee), _mm512_shuffle_i64x2(low2, high2, 0x44),
		_mm512_shuffle_i64x2(low2, high2, 0xee) };
}

HIER struct schaal schaal_of(const struct vraag *v)
{
	return (struct schaal){ _mm512_set1_ps(4.5f - v->x_m), _mm512_set1_ps(4.5f - v->y_m),
		_mm512_set1_ps(v->limiet_m), _mm512_set1_epi32(v->online),
		v->afstand ? 0 : (__mmask16)UINT16_MAX };
}

/* How far at least from the edge of its square of ten metres, along one side. */
HIER __m512 side_m(__m512i tens, __m512 from)
{
	const __m512 middle = _mm512_set1_ps(4.5f);
	const __m512 at = _mm512_mul_ps(_mm512_cvtepi32_ps(tens), _mm512_set1_ps(10.0f));
	const __m512 d = _mm512_sub_ps(_mm512_abs_ps(_mm512_add_ps(at, from)), middle);
	return _mm512_max_ps(d, _mm512_setzero_ps());
}

HIER __m512 square_m(struct schaal m, __m512i plaats)
{
	const __m512i x_tens = _mm512_srai_epi32(_mm512_slli_epi32(plaats, 16), 16);
	const __m512 x = side_m(x_tens, m.x);
	const __m512 y = side_m(_mm512_srai_epi32(plaats, 16), m.y);
	return _mm512_add_ps(_mm512_mul_ps(x, x), _mm512_mul_ps(y, y));
}

HIER __m512 limit_m(struct schaal m, __m512i bereik)
{
	const __m512i straal = _mm512_and_si512(bereik, _mm512_set1_epi32(UINT16_MAX));
	const __mmask16 any = _mm512_cmpeq_epi32_mask(straal, _mm512_set1_epi32(STRAAL_ONBEPERKT));
	const __m512 own = _mm512_mul_ps(_mm512_cvtepi32_ps(straal), _mm512_set1_ps(10.0f));
	return _mm512_min_ps(_mm512_mask_mov_ps(own, any, _mm512_set1_ps(ONBEPERKT_M)), m.limiet);
}

HIER __mmask16 are_near(struct schaal m, __m512 square, __m512 limit, __mmask16 online)
{
	const __m512 room = _mm512_add_ps(limit, _mm512_set1_ps(MARGE_M));
	return _mm512_cmp_ps_mask(square, _mm512_mul_ps(room, room), _CMP_LE_OQ) | online | m.verre;
}

HIER __m512 travel(__m512 square, __m512 limit, __mmask16 online)
{
	const __m512 most = _mm512_set1_ps((float)SCORE_WAARDE_MAX);
	const __m512 near = _mm512_set1_ps((float)SCORE_REIS_NABIJ_M);
	const __m512 d = _mm512_sub_ps(_mm512_sqrt_ps(square), _mm512_set1_ps(MARGE_M));
	const __mmask16 any = _mm512_cmp_ps_mask(limit, _mm512_set1_ps(VER_M), _CMP_GT_OQ);
	const __m512 scale =
		_mm512_mask_mov_ps(limit, any, _mm512_set1_ps((float)SCORE_REIS_STANDAARD_M));
	const __m512 room = _mm512_max_ps(_mm512_sub_ps(scale, near), _mm512_set1_ps(1.0f));
	const __m512 part = _mm512_div_ps(_mm512_mul_ps(_mm512_sub_ps(scale, d), most), room);
	const __mmask16 here = _mm512_cmp_ps_mask(d, near, _CMP_LE_OQ);
	const __m512 value = _mm512_min_ps(_mm512_mask_mov_ps(part, here, most), most);
	const __m512 lowest = _mm512_maskz_mov_ps(online, _mm512_set1_ps((float)SCORE_REIS_ONLINE));
	return _mm512_max_ps(value, lowest);
}

HIER __m512i byte_of(__m512i words, unsigned number)
{
	return _mm512_and_si512(_mm512_srli_epi32(words, 8 * number), _mm512_set1_epi32(UINT8_MAX));
}

HIER __m512i times(__m512i a, uint32_t b)
{
	return _mm512_mullo_epi32(a, _mm512_set1_epi32((int)b));
}

HIER __m512i worth(const struct vraag *v, struct zestien r)
{
	const __m512i load0 = _mm512_and_si512(
		byte_of(r.waarden, 0), _mm512_set1_epi32((int)v->belasting_masker[0]));
	const __m512i load1 = _mm512_and_si512(
		byte_of(r.waarden, 1), _mm512_set1_epi32((int)v->belasting_masker[1]));
	const __m512i load = _mm512_max_epi32(_mm512_slli_epi32(_mm512_max_epi32(load0, load1), 2),
		_mm512_set1_epi32((int)v->belasting_minst));
	const uint32_t near = v->gewicht[SCORE_FACTOR_AMBASSADEUR];
	const __mmask16 ambassador =
		_mm512_test_epi32_mask(r.rest, _mm512_set1_epi32(VLAG_AMBASSADEUR));
	const __m512i who = _mm512_add_epi32(
		times(byte_of(r.waarden, 2), 4 * v->gewicht[SCORE_FACTOR_KWALITEIT]),
		times(byte_of(r.waarden, 3), 4 * v->gewicht[SCORE_FACTOR_REACTIE]));
	const __m512i ambassadors =
		_mm512_mask_mov_epi32(_mm512_set1_epi32((int)(near * SCORE_NEUTRAAL)), ambassador,
			_mm512_set1_epi32((int)(near * SCORE_WAARDE_MAX)));
	return _mm512_add_epi32(times(load, v->gewicht[SCORE_FACTOR_BELASTING]),
		_mm512_add_epi32(who, ambassadors));
}

HIER __m512i circle(const struct vraag *v, __m512i bereik)
{
	const int32_t gewicht = (int32_t)v->gewicht[SCORE_FACTOR_KRING];
	const __m512i kring = _mm512_srli_epi32(bereik, 16);
	__mmask16 served = 0;
	for (unsigned i = 0; i < VRAAG_KRINGEN; i++)
		served |= _mm512_cmpeq_epi32_mask(kring, _mm512_set1_epi32(v->kring[i]));
	const __m512i others = _mm512_mask_mov_epi32(_mm512_set1_epi32(SCORE_NEUTRAAL * gewicht),
		_mm512_test_epi32_mask(kring, kring),
		_mm512_set1_epi32((int32_t)v->kring_anders * gewicht));
	return _mm512_mask_mov_epi32(others, served, _mm512_set1_epi32(SCORE_WAARDE_MAX * gewicht));
}

HIER __m512i topics(const struct vraag *v, __m128i som, __m512i rest)
{
	const __m512i units = _mm512_cvtepu8_epi32(som);
	const __mmask16 without =
		_mm512_test_epi32_mask(rest, _mm512_set1_epi32(VLAG_ZONDER_THEMA));
	const __m512i sum = _mm512_mask_max_epi32(times(units, THEMA_EENHEID), without,
		times(units, THEMA_EENHEID), _mm512_set1_epi32((int)v->thema_zonder));
	return _mm512_cvttps_epi32(
		_mm512_mul_ps(_mm512_cvtepi32_ps(sum), _mm512_set1_ps(v->thema_gewicht)));
}

/* Which of sixteen rows may have `least`, or with PAST which pass; and what they can have. */
HIER __mmask16 weigh_sixteen(const struct vraag *v, const struct weging *w, struct zestien r,
	__m128i som, int32_t nodig, __m512i *ret_meest)
{
	const struct schaal m = schaal_of(v);
	const __mmask16 online = _mm512_test_epi32_mask(r.rest, m.online);
	const __m512 square = square_m(m, r.plaats);
	const __m512 limit = limit_m(m, r.bereik);
	const __mmask16 near = are_near(m, square, limit, online);
	if (nodig < 0)
		return near;
	const __m512 far =
		_mm512_mul_ps(travel(square, limit, online), _mm512_set1_ps(v->reis_gewicht));
	const __m512i sum =
		_mm512_add_epi32(_mm512_add_epi32(worth(v, r), _mm512_cvttps_epi32(far)),
			_mm512_add_epi32(topics(v, som, r.rest), circle(v, r.bereik)));
	*ret_meest = sum;
	return _mm512_mask_cmpge_epi32_mask(near, sum, _mm512_set1_epi32(nodig - w->vast));
}

/* What their topics come to in units, a byte for each row that is left. */
HIER __m512i sums(const struct vraag *v, const struct weging *w)
{
	__m512i som = _mm512_setzero_si512();
	for (unsigned k = 0; k < v->som_bits; k++)
		som = _mm512_mask_add_epi8(som, w->som[k], som, _mm512_set1_epi8((char)(1u << k)));
	return _mm512_maskz_compress_epi8(w->rijen, som);
}

MET_AVX512 void snapshot_rijen_avx512(const struct vraag *v, struct weging *w, int32_t nodig)
{
	const unsigned count = (unsigned)_mm_popcnt_u64(w->rijen);
	uint64_t rows = w->rijen;
	uint64_t left = 0;
	__m512i som = nodig < 0 ? _mm512_setzero_si512() : sums(v, w);
	int32_t *meest = w->meest;
	for (unsigned at = 0; at < count; at += BREED) {
		const __mmask16 there = (__mmask16)_bzhi_u32(UINT16_MAX, count - at);
		const struct zestien r = columns(w->warm, &rows);
		__m512i each = _mm512_setzero_si512();
		const __mmask16 some =
			weigh_sixteen(v, w, r, _mm512_castsi512_si128(som), nodig, &each) & there;
		left |= (uint64_t)some << at;
		som = _mm512_alignr_epi32(som, som, BREED / sizeof(int32_t));
		if (nodig >= 0) {
			_mm512_storeu_si512(meest, _mm512_maskz_compress_epi32(some, each));
			meest += _mm_popcnt_u32(some);
		}
	}
	w->rijen = _pdep_u64(left, w->rijen);
}

#endif
