#include "api/rem.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "api/app.h"
#include "auth/auth.h"

#define NOW    (INT64_C(1800000000) * 1000000)
#define DAY_US (24 * 3600 * INT64_C(1000000))

static struct app app;
static struct req req;
static const struct str email = { "juf@school.example", 18 };

static void from(const char *text)
{
	cr_assert_eq(address_parse(str_from(text), &req.from), ERR_OK);
}

static void init(void)
{
	cr_assert_eq(auth_init(), ERR_OK);
	app = (struct app){ .limits = limit_board_create(), .known = limit_board_create() };
	req = (struct req){ .app = &app, .now_us = NOW };
	from("192.0.2.1");
}

static void fail(struct str whom, int times)
{
	for (int i = 0; i < times; i++)
		(void)rem_take(&req, "wachtwoord", whom);
}

static bool is_on(struct str whom)
{
	if (!rem_take(&req, "wachtwoord", whom))
		return true;
	rem_give(&req, "wachtwoord", whom);
	return false;
}

Test(rem, is_on_after_too_many_failures, .init = init)
{
	fail(email, REM_PAIR - 1);
	cr_assert_not(is_on(email));
	fail(email, 1);
	cr_assert(is_on(email));
	cr_assert(is_on(STR("JUF@School.example")));
	cr_assert(rem_take(&req, "code", email));
	cr_assert_not(is_on(STR("meester@school.example")));
}

/* Each is taken before anybody knows how it ends. */
Test(rem, lets_no_more_through_at_the_same_moment, .init = init)
{
	for (int i = 0; i < REM_PAIR; i++)
		cr_assert(rem_take(&req, "wachtwoord", email), "%d", i);
	cr_assert_not(rem_take(&req, "wachtwoord", email));
	rem_give(&req, "wachtwoord", email);
	cr_assert(rem_take(&req, "wachtwoord", email));
	cr_assert_not(rem_take(&req, "wachtwoord", email));
}

Test(rem, takes_nothing_of_the_others_when_it_refuses, .init = init)
{
	fail(email, REM_PAIR + REM_FROM);
	cr_assert_not(is_on(STR("meester@school.example")), "the network lost ten only");
	from("192.0.2.200");
	cr_assert_not(is_on(email), "the account lost ten only");
}

Test(rem, lets_go_bit_by_bit, .init = init)
{
	fail(email, 2 * REM_PAIR);
	req.now_us = NOW + REM_PAIR_WINDOW_US / REM_PAIR - 1;
	cr_assert(is_on(email));
	req.now_us++;
	cr_assert_not(is_on(email));
	fail(email, 1);
	cr_assert(is_on(email));
}

Test(rem, begins_afresh_after_a_success, .init = init)
{
	fail(email, REM_PAIR - 1);
	rem_forget(&req, "wachtwoord", email);
	fail(email, 1);
	cr_assert_not(is_on(email));
}

/* A guesser with many addresses. */
static void fail_from_everywhere(int times)
{
	for (int i = 0; i < times; i++) {
		char text[32];
		snprintf(text, sizeof(text), "198.51.%d.%d", i / 250, 1 + i % 250);
		from(text);
		fail(email, 1);
	}
}

Test(rem, is_on_for_who_guesses_from_everywhere_but_not_for_the_owner_at_home, .init = init)
{
	rem_forget(&req, "wachtwoord", email); /* the owner came in once, from home */
	fail_from_everywhere(500);
	cr_assert(is_on(email));
	from("203.0.113.9");
	cr_assert(is_on(email), "also from where nobody guessed before");
	from("192.0.2.1");
	cr_assert_not(is_on(email));
	req.now_us = NOW + 29 * DAY_US;
	fail_from_everywhere(REM_WHOM);
	from("192.0.2.1");
	cr_assert_not(is_on(email));
}

Test(rem, is_on_for_who_tries_one_password_on_everybody, .init = init)
{
	for (int i = 0; i < REM_FROM; i++) {
		char other[32];
		snprintf(other, sizeof(other), "%d@school.example", i);
		cr_assert_not(is_on(str_from(other)), "%d", i);
		fail(str_from(other), 1);
	}
	cr_assert(is_on(STR("nog-een@school.example")));
	from("192.0.2.2");
	cr_assert_not(is_on(STR("nog-een@school.example")));
}

Test(rem, stays_on_whatever_others_do, .init = init)
{
	fail(email, REM_PAIR);
	/* Enough of them to come to every place of the table. */
	for (int i = 0; i < 100000; i++) {
		char other[32];
		snprintf(other, sizeof(other), "%d@school.example", i);
		fail(str_from(other), 1);
		rem_forget(&req, "wachtwoord", str_from(other));
	}
	cr_assert(is_on(email));
}
