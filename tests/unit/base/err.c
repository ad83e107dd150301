#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>

#include "base/err.h"

Test(err, gives_each_error_a_status_and_a_name_of_its_own)
{
	for (int e = 0; e < ERR_COUNT_; e++) {
		cr_assert_not_null(err_name((enum err)e));
		cr_assert_geq(err_status((enum err)e), e == ERR_OK ? 200 : 400);
		for (int other = 0; other < e; other++) {
			cr_assert_str_neq(err_name((enum err)e), err_name((enum err)other));
			cr_assert_neq(err_status((enum err)e), err_status((enum err)other));
		}
	}
}

Test(err, treats_an_unknown_error_as_our_bug)
{
	cr_assert_eq(err_status((enum err)1000), 500);
	cr_assert_str_eq(err_name(ERR_COUNT_), "internal");
}

Test(err, answers_invalid_input_with_400)
{
	cr_assert_eq(err_status(ERR_INVALID), 400);
}

static enum err pass(enum err e, int *steps)
{
	TRY(e);
	(*steps)++;
	return ERR_OK;
}

Test(err, try_returns_the_first_error)
{
	int steps = 0;
	cr_assert_eq(pass(ERR_OK, &steps), ERR_OK);
	cr_assert_eq(pass(ERR_CONFLICT, &steps), ERR_CONFLICT);
	cr_assert_eq(steps, 1);
}

Test(err, fatal_ends_the_process, .signal = SIGABRT)
{
	err_fatal("test");
}
