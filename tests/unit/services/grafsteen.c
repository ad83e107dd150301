/* The file of tombstones: what it may hold, and what is refused. */
#include "privacy/grafsteen.h"
#include <criterion/criterion.h>

#define WIE   "0199b1f0-3a10-7c31-8d52-6a0f9e1b7c44"
#define ANDER "0199b1f0-3a10-7c31-8d52-6a0f9e1b7c45"
#define OP    "2026-11-29T08:15:00Z"

static struct arena memory;

static void begin(void)
{
	arena_init(&memory, 1 << 20);
}

static void end(void)
{
	arena_fini(&memory);
}

TestSuite(grafsteen_parse, .init = begin, .fini = end);

static enum err parse(const char *text, struct grafsteen **ret_stenen, size_t *ret_count)
{
	return grafsteen_parse(&memory, str_from(text), ret_stenen, ret_count);
}

Test(grafsteen_parse, reads_a_moment_an_account_and_any_number_of_volunteers)
{
	struct grafsteen *stenen = NULL;
	size_t count = 0;
	cr_assert_eq(parse(OP " " WIE "\n" OP " " ANDER " " WIE " " ANDER "\n", &stenen, &count),
		ERR_OK);
	cr_assert_eq(count, 2);
	cr_expect_eq(stenen[0].vrijwilliger_ids.count, 0);
	cr_expect_eq(stenen[1].vrijwilliger_ids.count, 2);
	cr_expect(uuid_eq(stenen[1].vrijwilliger_ids.items[0], stenen[0].account_id));
	cr_expect_eq(stenen[0].op_us, INT64_C(1795940100000000));
}

Test(grafsteen_parse, takes_an_empty_file)
{
	struct grafsteen *stenen = NULL;
	size_t count = 1;
	cr_assert_eq(parse("", &stenen, &count), ERR_OK);
	cr_expect_eq(count, 0);
}

Test(grafsteen_parse, refuses_any_other_line_and_one_that_was_cut_off)
{
	static const char *const bad[] = { OP " " WIE, OP "\n", "\n", WIE " " OP "\n",
		OP " " WIE " x\n", OP "  " WIE "\n", OP " " WIE "\n" OP " 0199", "x " WIE "\n" };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct grafsteen *stenen = NULL;
		size_t count = 0;
		cr_expect_eq(parse(bad[i], &stenen, &count), ERR_INVALID, "%s", bad[i]);
	}
}
