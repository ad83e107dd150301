/* The cards of the supply in memory (motor/voorraad_kaart.h). */
#include <criterion/criterion.h>
#include <string.h>

#include "motor/voorraad_kaart.h"

#define IDS  3000
#define ROOM ((size_t)1 << 20)

static struct uuid id_of(unsigned n)
{
	struct uuid id = { { 0 } };
	id.b[14] = (uint8_t)(n >> 8);
	id.b[15] = (uint8_t)n;
	return id;
}

static bool put(struct tabel *k, unsigned n, const char *titel, const char *naam, size_t max)
{
	static const struct score_gebruik jaren[] = { { 2026, 3 }, { 2027, 1 } };
	const struct score_houder houders[] = {
		{ .soort = SCORE_HOUDER_PERSOON,
			.max_per_schooljaar = 9,
			.schooljaren = jaren,
			.schooljaar_count = 2 },
		{ .soort = SCORE_HOUDER_KRING, .schooljaren = jaren + 1, .schooljaar_count = 1 },
	};
	const struct kandidaat_aanbod_row row = {
		.id = id_of(n), .titel = str_from(titel), .bedrijf_naam = str_from(naam)
	};
	const struct score_aanbod aanbod = { .houders = houders, .houder_count = 2 };
	return kaarten_put(k, &row, &aanbod, max);
}

Test(kaarten, give_back_what_was_put)
{
	struct tabel k = { 0 };
	cr_assert(put(&k, 1, "Lassen", NULL, ROOM));
	cr_assert(put(&k, 2, "Een robotarm", "Van Dam", ROOM));
	const struct kaart *kaart = kaarten_find(&k, id_of(2));
	cr_assert(str_eq(kaart_titel(kaart), STR("Een robotarm")));
	cr_assert(str_eq(kaart_bedrijf_naam(kaart), STR("Van Dam")));
	struct score_houder houders[MOTOR_HOUDERS];
	cr_assert_eq(kaart_houders(kaart, houders), 2);
	cr_assert_eq(houders[0].soort, SCORE_HOUDER_PERSOON);
	cr_assert_eq(houders[0].max_per_schooljaar, 9);
	cr_assert_eq(houders[0].schooljaren[1].periode, 2027);
	cr_assert_eq(houders[1].soort, SCORE_HOUDER_KRING);
	cr_assert_eq(houders[1].schooljaren[0].aantal, 1);
	cr_assert_null(kaart_bedrijf_naam(kaarten_find(&k, id_of(1))).ptr);
	cr_assert_null(kaarten_find(&k, id_of(3)));
	cr_assert(tabel_fini(&k, SIZE_MAX));
}

Test(kaarten, keep_of_the_weeks_those_that_are_full_and_the_places)
{
	static const struct score_gebruik weken[] = { { 202649, 1 }, { 202650, 2 }, { 202651, 3 } };
	static const struct score_gebruik jaren[] = { { 2026, 3 } };
	const struct score_houder houders[] = {
		{ .soort = SCORE_HOUDER_PERSOON,
			.max_per_week = 2,
			.weken = weken,
			.week_count = 3 },
		{ .soort = SCORE_HOUDER_BEDRIJF,
			.weken = weken,
			.week_count = 3,
			.max_per_schooljaar = 7,
			.schooljaren = jaren,
			.schooljaar_count = 1 },
	};
	const struct kandidaat_aanbod_row row = { .id = id_of(1), .titel = STR("Lassen") };
	const struct score_aanbod aanbod = { .houders = houders, .houder_count = 2, .plaatsen = 4 };
	struct tabel k = { 0 };
	cr_assert(kaarten_put(&k, &row, &aanbod, ROOM));
	const struct kaart *kaart = kaarten_find(&k, id_of(1));
	struct score_houder kept[MOTOR_HOUDERS];
	cr_assert_eq(kaart_houders(kaart, kept), 2);
	cr_assert_eq(kept[0].max_per_week, 2);
	cr_assert_eq(kept[0].week_count, 2);
	cr_assert_eq(kept[0].weken[0].periode, 202650);
	cr_assert_eq(kept[0].weken[1].aantal, 3);
	cr_assert_eq(kept[1].week_count, 0, "without a maximum no week is full");
	cr_assert_eq(kept[1].schooljaren[0].aantal, 3);
	cr_assert_eq(kaart->plaatsen, 4);
	cr_assert(str_eq(kaart_titel(kaart), STR("Lassen")));
	cr_assert(tabel_fini(&k, SIZE_MAX));
}

Test(kaarten, are_found_whatever_was_put_and_removed_before)
{
	struct tabel k = { 0 };
	static bool there[IDS];
	uint32_t chance = 1;
	for (unsigned turn = 0; turn < 20 * IDS; turn++) {
		chance = chance * 1664525 + 1013904223;
		const unsigned n = (chance >> 8) % IDS;
		if (there[n])
			tabel_remove(&k, id_of(n));
		else
			cr_assert(put(&k, n, "T", "B", ROOM));
		there[n] = !there[n];
		const unsigned other = (n * 7 + turn) % IDS;
		cr_assert_eq(kaarten_find(&k, id_of(other)) != NULL, there[other]);
	}
	for (unsigned n = 0; n < IDS; n++)
		cr_assert_eq(kaarten_find(&k, id_of(n)) != NULL, there[n], "%u", n);
	cr_assert(tabel_fini(&k, SIZE_MAX));
}

Test(kaarten, take_no_more_than_they_may_and_count_every_byte)
{
	struct tabel k = { 0 };
	cr_assert(put(&k, 1, "Kort", "B", ROOM));
	const size_t full = k.bytes;
	cr_assert(put(&k, 1, "Anders", "", full + 1), "one in place of another needs little");
	cr_assert_not(put(&k, 1, "Een langere titel", "B", full));
	cr_assert_not(put(&k, 2, "Kort", "B", full));
	cr_assert(str_eq(kaart_titel(kaarten_find(&k, id_of(1))), STR("Anders")));
	tabel_remove(&k, id_of(1));
	tabel_remove(&k, id_of(1));
	cr_assert_eq(k.count, 0);
	cr_assert_eq(k.bytes, k.cap * sizeof(struct tabel_stuk *));
	cr_assert(tabel_fini(&k, SIZE_MAX));
}
