/* The open requests in memory (motor/voorraad_open.h). */
#include <criterion/criterion.h>
#include <string.h>

#include "base/date.h"
#include "motor/voorraad_open.h"

#define ROOM ((size_t)1 << 20)

static struct kandidaat_aanvraag_row row_of(uint8_t n)
{
	static const struct str themas[] = { { "robotica", 8 }, { "lassen", 6 } };
	static const struct str talen[] = { { "en", 2 } };
	static const int32_t bezet[] = { 61000, 61003, 61010 };
	static const int32_t gesloten[] = { 20800, 20804 };
	return (struct kandidaat_aanvraag_row){ .id = { { n } },
		.school_id = { { 7 } },
		.soort = STR("gastles"),
		.themas = { themas, 2 },
		.niveau = 64,
		.taal = STR("nl"),
		.voorkeur = STR("geen"),
		.wens_talen = { talen, 1 },
		.status = STR("open"),
		.gemeente_code = STR("0034"),
		.gemeente_naam = STR("Almere"),
		.vakantieregio = STR_NULL,
		.klas_bezet = { bezet, 3 },
		.gesloten = { gesloten, 2 },
		.behoefte = 5,
		.versie = 9,
		.nieuws = STR("1.2") };
}

Test(open, gives_back_what_was_put_and_nothing_of_the_one_who_put_it)
{
	struct tabel open = { 0 };
	struct kandidaat_aanvraag_row row = row_of(1);
	char naam[] = "Almere";
	row.gemeente_naam = (struct str){ naam, 6 };
	const int32_t day = date_from_civil(2026, 11, 29);
	cr_assert(open_put(&open, &row, day, ROOM));
	memset(naam, 'x', sizeof(naam));
	struct arena a;
	arena_init(&a, 1 << 16);
	const struct kandidaat_aanvraag_row kept = open_copy(&a, open_find(&open, row.id, day));
	tabel_remove(&open, row.id); /* the copy is the caller's */
	cr_assert(uuid_eq(kept.id, row.id) && uuid_eq(kept.school_id, row.school_id));
	cr_assert(str_eq(kept.soort, row.soort) && str_eq(kept.taal, row.taal));
	cr_assert(str_eq(kept.voorkeur, row.voorkeur) && str_eq(kept.status, row.status));
	cr_assert(str_eq(kept.gemeente_naam, STR("Almere")));
	cr_assert_null(kept.vakantieregio.ptr);
	cr_assert_eq(kept.themas.count, 2);
	cr_assert(str_eq(kept.themas.items[0], STR("robotica")));
	cr_assert(str_eq(kept.themas.items[1], STR("lassen")));
	cr_assert(kept.wens_talen.count == 1 && str_eq(kept.wens_talen.items[0], STR("en")));
	cr_assert_arr_eq(kept.klas_bezet.items, row.klas_bezet.items, 3 * sizeof(int32_t));
	cr_assert_arr_eq(kept.gesloten.items, row.gesloten.items, 2 * sizeof(int32_t));
	cr_assert(kept.behoefte == 5 && kept.versie == 9 && kept.niveau == 64);
	arena_fini(&a);
	cr_assert(tabel_fini(&open, SIZE_MAX));
}

Test(open, holds_until_the_school_year_is_over)
{
	struct tabel open = { 0 };
	const struct kandidaat_aanvraag_row row = row_of(1);
	cr_assert(open_put(&open, &row, date_from_civil(2027, 7, 29), ROOM));
	cr_assert_not_null(open_find(&open, row.id, date_from_civil(2027, 7, 29)));
	cr_assert_not_null(open_find(&open, row.id, date_from_civil(2027, 7, 30)));
	cr_assert_null(open_find(&open, row.id, date_from_civil(2027, 7, 31)));
	cr_assert_null(open_find(&open, row.id, date_from_civil(2027, 7, 28)));
	cr_assert(tabel_fini(&open, SIZE_MAX));
}

Test(open, is_not_there_rather_than_as_it_was_when_it_does_not_fit)
{
	struct tabel open = { 0 };
	struct kandidaat_aanvraag_row row = row_of(1);
	const int32_t day = date_from_civil(2026, 11, 29);
	cr_assert(open_put(&open, &row, day, ROOM));
	const size_t full = open.bytes;
	cr_assert(open_put(&open, &row, day, full));
	row.gemeente_naam = STR("Almere-Haven");
	cr_assert_not(open_put(&open, &row, day, full));
	cr_assert_null(open_find(&open, row.id, day));
	cr_assert_eq(open.count, 0);
	cr_assert(tabel_fini(&open, SIZE_MAX));
}
