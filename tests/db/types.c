/* Every type there and back, and what does not fit its declaration. */
#include <stdint.h>
#include <string.h>

#include "base/date.h"
#include "fixtures/harness.h"

#define ID_A                                                                  \
	{                                                                     \
		{                                                             \
			1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 \
		}                                                             \
	}
#define ID_B                                \
	{                                   \
		{                           \
			0xff, 0xfe, 0, 0x80 \
		}                           \
	}
static const struct uuid id_a = ID_A, id_b = ID_B;
static struct scene scene;

static void start(void)
{
	scene_init(&scene, NULL);
}

static void finish(void)
{
	scene_fini(&scene);
}

TestSuite(db_types, .init = start, .fini = finish);

static enum err insert(struct task *t, const struct proef_insert_in *in)
{
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	TRY(proef_insert(t, tx, in));
	return db_commit(t, tx);
}

static const struct str texts[] = { { "één", 5 }, { "", 0 }, { "a,\"b\"{}", 7 } };
static const struct uuid ids[] = { ID_B, ID_A };
static const int32_t ints[] = { INT32_MIN, -1, 0, INT32_MAX };
static const int32_t dates[] = { 0, -1, 84005 }; /* the last one is 2199-12-31 */

static struct proef_insert_in full(void)
{
	return (struct proef_insert_in){
		.id = id_a,
		.has_waar = true,
		.waar = true,
		.has_n4 = true,
		.n4 = INT32_MIN,
		.has_n8 = true,
		.n8 = INT64_MAX,
		.tekst = STR("Mariënschool\n'; drop table proef; --"),
		.bytes = { "\0\xff\1", 3 },
		.has_datum = true,
		.datum = date_from_civil(2026, 11, 24),
		.has_op = true,
		.op = INT64_C(1795500900123456),
		.has_teksten = true,
		.teksten = { texts, 3 },
		.has_ids = true,
		.ids = { ids, 2 },
		.has_getallen = true,
		.getallen = { ints, 4 },
		.has_data = true,
		.data = { dates, 3 },
	};
}

static enum err round_trip(struct task *t, void *arg)
{
	const struct proef_insert_in in = full();
	TRY(insert(t, &in));
	bool found = false;
	struct proef_get_row row;
	TRY(proef_get(t, db_reader(scene.db), &(struct proef_get_in){ id_a }, &found, &row));
	cr_assert(found);
	cr_expect(uuid_eq(row.id, id_a));
	cr_expect(row.has_waar && row.waar);
	cr_expect(row.has_n4 && row.n4 == INT32_MIN);
	cr_expect(row.has_n8 && row.n8 == INT64_MAX);
	cr_expect(str_eq(row.tekst, in.tekst));
	cr_expect(str_eq(row.bytes, in.bytes));
	cr_expect(row.has_datum && row.datum == in.datum);
	cr_expect(row.has_op && row.op == in.op);
	cr_assert(row.has_teksten && row.teksten.count == 3);
	for (size_t i = 0; i < 3; i++)
		cr_expect(str_eq(row.teksten.items[i], texts[i]), "text %zu", i);
	cr_assert(row.has_ids && row.ids.count == 2);
	cr_expect(uuid_eq(row.ids.items[0], id_b) && uuid_eq(row.ids.items[1], id_a));
	cr_assert(row.has_getallen && row.getallen.count == 4);
	cr_expect_arr_eq(row.getallen.items, ints, sizeof(ints));
	cr_assert(row.has_data && row.data.count == 3);
	cr_expect_arr_eq(row.data.items, dates, sizeof(dates));
	return ERR_OK;
}

Test(db_types, come_back_as_they_went)
{
	scene_run(&scene, round_trip, NULL);
}

static enum err as_text(struct task *t, void *arg)
{
	const struct proef_insert_in in = full();
	TRY(insert(t, &in));
	struct proef_text_row row;
	TRY(proef_text(t, db_reader(scene.db), &(struct proef_text_in){ id_a }, &row));
	const char *want =
		"(01020304-0506-0708-090a-0b0c0d0e0f10,t,-2147483648,9223372036854775807,"
		"\"Mariënschool\n'; drop table proef; --\",\"\\\\x00ff01\",2026-11-24,"
		"\"2026-11-24 "
		"06:15:00.123456+00\",\"{één,\"\"\"\",\"\"a,\\\\\"\"b\\\\\"\"{}\"\"}\","
		"\"{fffe0080-0000-0000-0000-000000000000,01020304-0506-0708-090a-0b0c0d0e0f10}\","
		"\"{-2147483648,-1,0,2147483647}\",\"{1970-01-01,1969-12-31,2199-12-31}\")";
	cr_expect_str_eq(row.tekst.ptr, want);
	return ERR_OK;
}

Test(db_types, mean_the_same_to_the_server)
{
	scene_run(&scene, as_text, NULL);
}

static enum err nulls(struct task *t, void *arg)
{
	TRY(insert(t, &(struct proef_insert_in){ .id = id_b }));
	bool found = false;
	struct proef_get_row row;
	memset(&row, 0xff, sizeof(row));
	TRY(proef_get(t, db_reader(scene.db), &(struct proef_get_in){ id_b }, &found, &row));
	cr_assert(found);
	cr_expect(!row.has_waar && !row.has_n4 && !row.has_n8 && !row.has_datum && !row.has_op);
	cr_expect_null(row.tekst.ptr);
	cr_expect_null(row.bytes.ptr);
	cr_expect(!row.has_teksten && !row.has_ids && !row.has_getallen && !row.has_data);
	return ERR_OK;
}

Test(db_types, null_comes_back_as_null)
{
	scene_run(&scene, nulls, NULL);
}

static enum err empty(struct task *t, void *arg)
{
	const struct proef_insert_in in = {
		.id = id_a,
		.tekst = STR(""),
		.bytes = STR(""),
		.has_teksten = true,
		.has_ids = true,
		.has_getallen = true,
		.has_data = true,
	};
	TRY(insert(t, &in));
	bool found = false;
	struct proef_get_row row;
	TRY(proef_get(t, db_reader(scene.db), &(struct proef_get_in){ id_a }, &found, &row));
	cr_assert(found);
	cr_expect(row.tekst.ptr && row.tekst.len == 0);
	cr_expect(row.bytes.ptr && row.bytes.len == 0);
	cr_expect(row.has_teksten && row.teksten.count == 0);
	cr_expect(row.has_ids && row.ids.count == 0);
	cr_expect(row.has_getallen && row.getallen.count == 0);
	cr_expect(row.has_data && row.data.count == 0);
	return ERR_OK;
}

Test(db_types, empty_is_not_null)
{
	scene_run(&scene, empty, NULL);
}

static enum err infinity(struct task *t, void *arg)
{
	struct proef_infinite_row row;
	TRY(proef_infinite(t, db_reader(scene.db), &row));
	cr_expect_eq(row.datum, INT32_MAX);
	cr_expect_eq(row.op, INT64_MIN);
	cr_expect_eq(row.tot, INT64_MAX);
	return ERR_OK;
}

Test(db_types, infinity_is_the_end_of_the_range)
{
	scene_run(&scene, infinity, NULL);
}

static enum err large(struct task *t, void *arg)
{
	const size_t len = 3 * 1000 * 1000; /* far more than the socket takes at once */
	char *text = arena_alloc(task_arena(t), len);
	memset(text, 'x', len);
	struct getal_length_row row;
	TRY(getal_length(t, db_reader(scene.db), &(struct getal_length_in){ { text, len } }, &row));
	cr_expect_eq(row.n, (int32_t)len);
	return ERR_OK;
}

Test(db_types, a_large_argument_is_sent_in_pieces)
{
	scene_run(&scene, large, NULL);
}

static enum err many(struct task *t, void *arg)
{
	struct getal_list_row *rows = NULL;
	size_t count = 0;
	TRY(getal_list(t, db_reader(scene.db), &(struct getal_list_in){ 50000 }, &rows, &count));
	cr_assert_eq(count, 50000);
	cr_expect_eq(rows[49999].n, 50000);
	cr_expect_eq(rows[49999].tekst.len, 100);
	TRY(getal_list(t, db_reader(scene.db), &(struct getal_list_in){ 0 }, &rows, &count));
	cr_expect_eq(count, 0);
	return ERR_OK;
}

Test(db_types, many_rows_and_none)
{
	scene_run(&scene, many, NULL);
}

static enum err misdeclared(struct task *t, void *arg)
{
	struct proef_hole_row hole;
	cr_expect_eq(proef_hole(t, db_reader(scene.db), &hole), ERR_INTERNAL);
	struct proef_matrix_row matrix;
	cr_expect_eq(proef_matrix(t, db_reader(scene.db), &matrix), ERR_INTERNAL);
	struct getal_three_row three;
	cr_expect_eq(getal_three(t, db_reader(scene.db), &three), ERR_INTERNAL);
	struct getal_list_row *rows = NULL;
	size_t count = 0;
	const struct getal_list_in over = { DB_MAX_ROWS + 1 };
	cr_expect_eq(getal_list(t, db_reader(scene.db), &over, &rows, &count), ERR_INTERNAL);
	cr_expect(failed_with(t, "intern"));
	return ERR_OK;
}

Test(db_types, what_does_not_fit_the_declaration_is_our_bug)
{
	scene_run(&scene, misdeclared, NULL);
}

static enum err absent(struct task *t, void *arg)
{
	bool found = true;
	struct proef_get_row row;
	TRY(proef_get(t, db_reader(scene.db), &(struct proef_get_in){ id_a }, &found, &row));
	cr_expect(!found);
	struct proef_text_row text;
	const enum err e =
		proef_text(t, db_reader(scene.db), &(struct proef_text_in){ id_a }, &text);
	cr_expect_eq(e, ERR_NOT_FOUND);
	return ERR_OK;
}

Test(db_types, no_row_is_not_found_or_nothing)
{
	scene_run(&scene, absent, NULL);
}
