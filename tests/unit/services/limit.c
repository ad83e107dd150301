#include "api/limit.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "auth/auth.h"

#define NOW (INT64_C(1800000000) * 1000000)
#define S   INT64_C(1000000)

static const struct limit ten = { .name = "ten", .count = 10, .window_us = 60 * S };

static struct limit_board *board(void)
{
	cr_assert_eq(auth_init(), ERR_OK);
	struct limit_board *b = limit_board_create();
	cr_assert_not_null(b);
	return b;
}

static int take_many(struct limit_board *b, struct str key, int64_t now_us, int times)
{
	int taken = 0;
	for (int i = 0; i < times; i++)
		taken += limit_take(b, &ten, key, now_us).ok;
	return taken;
}

Test(limit, lets_through_what_it_says_and_says_when_there_is_more)
{
	struct limit_board *b = board();
	for (int64_t left = 9; left >= 0; left--)
		cr_assert_eq(limit_take(b, &ten, STR("a"), NOW).left, left);
	struct limit_state s = limit_take(b, &ten, STR("a"), NOW);
	cr_assert_not(s.ok);
	cr_assert_eq(s.left, 0);
	cr_assert_eq(s.wait_us, 6 * S);
	cr_assert_not(limit_take(b, &ten, STR("a"), NOW + 6 * S - 1).ok);
	cr_assert(limit_take(b, &ten, STR("a"), NOW + 6 * S).ok);
	cr_assert_not(limit_take(b, &ten, STR("a"), NOW + 6 * S).ok);
	cr_assert_eq(take_many(b, STR("a"), NOW + 1000 * S, 50), 10);
}

Test(limit, is_of_a_key_and_of_a_name)
{
	struct limit_board *b = board();
	const struct limit other = { .name = "other", .count = 10, .window_us = 60 * S };
	cr_assert_eq(take_many(b, STR("a"), NOW, 50), 10);
	cr_assert_eq(take_many(b, STR("b"), NOW, 50), 10);
	cr_assert(limit_take(b, &other, STR("a"), NOW).ok);
}

Test(limit, takes_nothing_by_looking_and_forgets_when_told)
{
	struct limit_board *b = board();
	for (int i = 0; i < 50; i++)
		cr_assert_eq(limit_look(b, &ten, STR("a"), NOW).left, 10);
	cr_assert_eq(take_many(b, STR("a"), NOW, 50), 10);
	cr_assert_not(limit_look(b, &ten, STR("a"), NOW).ok);
	limit_forget(b, &ten, STR("a"));
	cr_assert_eq(limit_look(b, &ten, STR("a"), NOW).left, 10);
}

Test(limit, gives_back_one)
{
	struct limit_board *b = board();
	limit_give(b, &ten, STR("a"), NOW);
	cr_assert_eq(take_many(b, STR("a"), NOW, 50), 10, "what nobody took is not given");
	limit_give(b, &ten, STR("a"), NOW);
	cr_assert_eq(take_many(b, STR("a"), NOW, 50), 1);
}

Test(limit, without_a_board_limits_nobody)
{
	limit_give(NULL, &ten, STR("a"), NOW);
	cr_assert(limit_take(NULL, &ten, STR("a"), NOW).ok);
	cr_assert(limit_look(NULL, &ten, STR("a"), NOW).ok);
	limit_forget(NULL, &ten, STR("a"));
}

Test(limit, is_not_taken_off_by_coming_with_many_keys)
{
	struct limit_board *b = board();
	cr_assert_eq(take_many(b, STR("a"), NOW, 50), 10);
	for (int i = 0; i < 300000; i++) {
		char key[24];
		snprintf(key, sizeof(key), "other %d", i);
		(void)limit_take(b, &ten, str_from(key), NOW);
	}
	cr_assert_not(limit_take(b, &ten, STR("a"), NOW).ok);
}

Test(limit, is_one_of_all_processes_that_came_of_the_same)
{
	struct limit_board *b = board();
	int status = 0;
	int taken = 0;
	pid_t children[4];
	for (size_t i = 0; i < 4; i++) {
		children[i] = fork();
		if (children[i] == 0)
			_exit(take_many(b, STR("a"), NOW, 50));
	}
	for (size_t i = 0; i < 4; i++) {
		cr_assert_eq(waitpid(children[i], &status, 0), children[i]);
		cr_assert(WIFEXITED(status));
		taken += WEXITSTATUS(status);
	}
	cr_assert_geq(taken, 10);
	cr_assert_leq(taken, 13, "%d: each may begin anew once when they come at once", taken);
	cr_assert_not(limit_take(b, &ten, STR("a"), NOW).ok);
}
