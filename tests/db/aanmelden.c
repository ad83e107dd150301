/* Signing in by a link, and another password, with a clock of our own. */
#include <string.h>

#include "auth/auth.h"
#include "fixtures/aanmelden.h"
#include "worker/bezorg.h"

TestSuite(aanmelden, .init = aanmelden_init, .fini = aanmelden_fini, .timeout = 60);

static struct reply ask(const char *what, const char *email)
{
	return region_as(NULL, "POST", what, region_text("{'email':'%s'}", email));
}

/* A link that was just sent to Noor. */
static const char *link_by_mail(const char *what)
{
	assert_status(ask(what, NOOR), 202);
	cr_assert_eq(aanmelden_deliver(), 1);
	return aanmelden_token();
}

static struct reply sign_in(const char *password)
{
	return aanmelden_by_password(NOOR, password);
}

static struct reply reset(const char *token, const char *password)
{
	return region_as(NULL, "POST", "/v1/wachtwoorden",
		region_text("{'link':'%s','wachtwoord':'%s'}", token, password));
}

/* ---- links ---- */

Test(aanmelden, a_link_signs_in_who_gets_it)
{
	const char *token = link_by_mail("/v1/aanmeldlinks");
	cr_assert_not_null(strstr(aanmelden_letter, "To: <" NOOR ">\r\n"));
	cr_assert_not_null(strstr(aanmelden_letter, "\r\nhttps://schakel.example/aanmelden#"));
	const struct reply r = aanmelden_by_link(token);
	assert_status(r, 201);
	const struct reply ik = region_as(region_member(r, "token"), "GET", "/v1/ik", NULL);
	assert_status(ik, 200);
	assert_holds(ik, "'email':'" NOOR "'");
}

Test(aanmelden, asvs_6_4_1_a_link_works_once)
{
	const char *token = link_by_mail("/v1/aanmeldlinks");
	assert_status(aanmelden_by_link(token), 201);
	const struct reply again = aanmelden_by_link(token);
	assert_status(again, 401);
	assert_holds(again, "'code':'link.ongeldig'");
}

Test(aanmelden, asvs_6_4_1_a_link_works_for_a_quarter_of_an_hour)
{
	const char *early = link_by_mail("/v1/aanmeldlinks");
	const int64_t asked = aanmelden_now_us;
	aanmelden_now_us += SECOND;
	const char *late = link_by_mail("/v1/aanmeldlinks");
	aanmelden_now_us = asked + 15 * MINUTE - 1;
	assert_status(aanmelden_by_link(early), 201);
	aanmelden_now_us = asked + SECOND + 15 * MINUTE;
	assert_status(aanmelden_by_link(late), 401);
}

Test(aanmelden, only_the_hash_of_a_link_is_kept)
{
	const char *token = link_by_mail("/v1/aanmeldlinks");
	cr_assert_str_eq(region_value("select count(*) from eenmalig"), "1");
	cr_assert_str_eq(region_value(region_text("select count(*) from (select e::text as t from "
						  "eenmalig e union all select p::text from post p)"
						  " x where t like '%%%s%%'",
				 token)),
		"0");
}

Test(aanmelden, nobody_learns_whether_there_is_an_account)
{
	const struct reply known = ask("/v1/aanmeldlinks", NOOR);
	const struct reply unknown = ask("/v1/aanmeldlinks", "niemand@voorbeeld.nl");
	assert_status(known, 202);
	assert_status(unknown, 202);
	cr_assert_str_eq(known.body, unknown.body);
	/* The same work was done: nothing but a row, that is alike for both. */
	cr_assert_str_eq(region_value("select count(*) from post where te_maken and account_id is "
				      "null"),
		"2");
	cr_assert_eq(aanmelden_deliver(), 1);
	cr_assert_str_eq(region_value("select count(*) from post"), "1", "the wish is forgotten");
}

Test(aanmelden, who_left_gets_no_link_and_what_was_sent_stops_working)
{
	const char *token = link_by_mail("/v1/aanmeldlinks");
	region_sql("update account set actief = false where id = '" NOOR_ID "'");
	assert_status(aanmelden_by_link(token), 401);
	assert_status(ask("/v1/aanmeldlinks", NOOR), 202);
	cr_assert_eq(aanmelden_deliver(), 0);
}

Test(aanmelden, one_account_gets_so_many_links_in_a_quarter_of_an_hour)
{
	for (int i = 0; i < BEZORG_LINK_MAX; i++) {
		aanmelden_now_us += SECOND;
		(void)link_by_mail("/v1/aanmeldlinks");
	}
	assert_status(ask("/v1/aanmeldlinks", NOOR), 202);
	cr_assert_eq(aanmelden_deliver(), 0);
	aanmelden_now_us += 15 * MINUTE;
	(void)link_by_mail("/v1/aanmeldlinks");
}

Test(aanmelden, a_letter_is_in_the_language_that_was_asked)
{
	assert_status(
		region_as(NULL, "POST", "/v1/aanmeldlinks", "{'email':'" NOOR "','taal':'en'}"),
		202);
	cr_assert_eq(aanmelden_deliver(), 1);
	cr_assert_not_null(strstr(aanmelden_letter, "Subject: Sign in to Schakel\r\n"));
}

Test(aanmelden, a_link_for_a_password_does_not_sign_in_nor_the_other_way_round)
{
	assert_status(aanmelden_by_link(link_by_mail("/v1/wachtwoordlinks")), 401);
	aanmelden_now_us += SECOND;
	assert_status(reset(link_by_mail("/v1/aanmeldlinks"), NEW), 401);
}

Test(aanmelden, is_by_one_way_at_a_time)
{
	const struct reply none = region_as(NULL, "POST", SIGN_IN, "{}");
	assert_status(none, 400);
	assert_holds(none, "'pointer':'/email'");
	assert_holds(none, "'pointer':'/wachtwoord'");
	assert_status(region_as(NULL, "POST", SIGN_IN,
			      "{'link':'x','email':'" NOOR "','wachtwoord':'" OLD "'}"),
		400);
}

/* ---- another password ---- */

Test(aanmelden, a_link_gives_another_password_and_ends_all_sessions)
{
	const char *before = region_member(sign_in(OLD), "token");
	const char *token = link_by_mail("/v1/wachtwoordlinks");
	const struct reply r = reset(token, NEW);
	assert_status(r, 200);
	assert_holds(r, "'sessiesBeeindigd':2"); /* this one and that of the fixture */
	assert_status(region_as(before, "GET", "/v1/ik", NULL), 401);
	assert_status(sign_in(OLD), 401);
	assert_status(sign_in(NEW), 201);
	assert_status(reset(token, "acht groene fietsen"), 401);
	cr_assert_eq(aanmelden_deliver(), 1);
	cr_assert_not_null(
		strstr(aanmelden_letter, "Subject: Je wachtwoord voor Schakel is gewijzigd\r\n"));
}

Test(aanmelden, asvs_6_2_4_a_choice_that_is_refused_costs_no_link)
{
	const char *token = link_by_mail("/v1/wachtwoordlinks");
	const struct reply common = reset(token, "Welkom2026!");
	assert_status(common, 400);
	assert_holds(common, "'code':'wachtwoord.bekend'");
	assert_status(reset(token, "kort"), 400);
	assert_status(reset(token, NEW), 200);
}

static struct reply change(const char *token, const char *old, const char *new)
{
	return region_as(token, "POST", "/v1/ik/wachtwoord",
		region_text("{'wachtwoord':'%s','nieuwWachtwoord':'%s'}", old, new));
}

Test(aanmelden, asvs_6_2_3_who_changes_a_password_knows_the_one_of_now)
{
	const char *mine = region_member(sign_in(OLD), "token");
	const char *other = region_member(sign_in(OLD), "token");
	const struct reply wrong = change(mine, "niet dit", NEW);
	assert_status(wrong, 400);
	assert_holds(wrong, "'code':'wachtwoord.onjuist'");
	assert_status(change(mine, OLD, "Welkom2026!"), 400);
	const struct reply r = change(mine, OLD, NEW);
	assert_status(r, 200);
	assert_status(region_as(mine, "GET", "/v1/ik", NULL), 200);
	assert_status(region_as(other, "GET", "/v1/ik", NULL), 401);
	assert_status(sign_in(NEW), 201);
}

Test(aanmelden, asvs_6_3_1_guesses_of_the_password_of_now_are_slowed_down)
{
	const char *mine = region_member(sign_in(OLD), "token");
	struct reply r = { 0 };
	for (int i = 0; i < 11; i++)
		r = change(mine, "niet dit", NEW);
	assert_status(r, 429);
	/* The owner is not locked out. */
	assert_status(sign_in(OLD), 201);
}

Test(aanmelden, an_account_without_a_password_signs_in_by_a_link_only)
{
	region_sql("update account set wachtwoord = null where id = '" NOOR_ID "'");
	assert_status(sign_in(OLD), 401);
	assert_status(aanmelden_by_link(link_by_mail("/v1/aanmeldlinks")), 201);
	aanmelden_now_us += SECOND;
	assert_status(reset(link_by_mail("/v1/wachtwoordlinks"), NEW), 200);
	assert_status(sign_in(NEW), 201);
}

/* ---- the audit ---- */

Test(aanmelden, asvs_16_3_1_the_audit_tells_who_signed_in_and_out)
{
	const struct reply in = aanmelden_by_password(NOOR, OLD);
	assert_status(in, 201);
	assert_status(aanmelden_by_password(NOOR, NEW), 401);
	const struct reply out = region_as(region_member(in, "token"), "DELETE", SIGN_IN, NULL);
	assert_status(out, 200);
	cr_assert_str_eq(
		region_value("select string_agg(handeling || status, ' ' order by id) from audit "
			     "where tabel = 'verzoek' and account_id = (select id from account "
			     "where id = '" NOOR_ID "')"),
		"sessiePost201 sessiesDelete200");
}
