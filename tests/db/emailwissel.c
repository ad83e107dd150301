/* Another address of mail: what is asked, what follows, and how it is stopped; with a clock of our
 * own. */
#include <string.h>

#include "fixtures/aanmelden.h"

#define ELDERS "noor@elders.example"
#define DAY    (24 * HOUR)

TestSuite(emailwissel, .init = aanmelden_init, .fini = aanmelden_fini, .timeout = 60);

static const char *sign_in(const char *email)
{
	const struct reply r = aanmelden_by_password(email, OLD);
	assert_status(r, 201);
	return region_member(r, "token");
}

static struct reply ask(const char *session, const char *email)
{
	return region_as(
		session, "POST", "/v1/ik/emailwissels", region_text("{'email':'%s'}", email));
}

static struct reply follow(const char *token)
{
	return region_as(
		NULL, "POST", "/v1/emailbevestigingen", region_text("{'link':'%s'}", token));
}

static struct reply undo(const char *token)
{
	return region_as(
		NULL, "POST", "/v1/emailherroepingen", region_text("{'link':'%s'}", token));
}

/* What was sent for one wish of Noor. */
struct links {
	const char *session, *nieuw, *oud;
};

static struct links ask_for(const char *email)
{
	struct links l = { .session = sign_in(NOOR) };
	assert_status(ask(l.session, email), 202);
	cr_assert_eq(aanmelden_deliver(), 2);
	l.nieuw = aanmelden_token_to(email);
	l.oud = aanmelden_token_to(NOOR);
	return l;
}

static void assert_address(const char *email)
{
	static const char *const both[] = { NOOR, ELDERS };
	for (size_t i = 0; i < 2; i++)
		cr_assert_str_eq(
			region_value(region_text("select count(*) from account_vinder where "
						 "vinder = '%s'",
				region_vinder(both[i]))),
			strcmp(both[i], email) == 0 ? "1" : "0");
}

/* ---- asking ---- */

Test(emailwissel, changes_nothing_before_the_link_is_followed)
{
	const struct links l = ask_for(ELDERS);
	assert_address(NOOR);
	assert_status(region_as(l.session, "GET", "/v1/ik", NULL), 200);
	(void)sign_in(NOOR);
}

Test(emailwissel, tells_both_addresses_and_the_new_one_no_name)
{
	(void)ask_for(ELDERS);
	(void)aanmelden_token_to(NOOR);
	cr_assert_not_null(strstr(aanmelden_letter, "zeven dagen"));
	cr_assert_not_null(strstr(aanmelden_letter, "https://schakel.example/emailadres-terug#"));
	cr_assert_null(strstr(aanmelden_letter, ELDERS), "the old one is not told which it is");
	(void)aanmelden_token_to(ELDERS);
	cr_assert_not_null(strstr(aanmelden_letter, "https://schakel.example/emailadres#"));
	cr_assert_null(strstr(aanmelden_letter, "Noor"));
	cr_assert_null(strstr(aanmelden_letter, NOOR));
}

Test(emailwissel, asks_for_a_proof_of_the_last_ten_minutes)
{
	const char *session = sign_in(NOOR);
	aanmelden_now_us += 10 * MINUTE + 1;
	const struct reply r = ask(session, ELDERS);
	assert_status(r, 403);
	assert_holds(r, "'code':'bevestiging.nodig'");
	assert_status(
		region_as(session, "POST", "/v1/ik/bevestigingen", "{'wachtwoord':'" OLD "'}"),
		201);
	assert_status(ask(session, ELDERS), 202);
}

/* What is said to an address, with a hole where the token stands. */
static const char *letter_without_token(const char *email)
{
	const char *token = aanmelden_token_to(email);
	const char *text = strstr(aanmelden_letter, "\r\n\r\n");
	const char *at = text != NULL ? strstr(text, token) : NULL;
	cr_assert_not_null(at, "%s", aanmelden_letter);
	return region_text("%.*s#%s", (int)(at - text), text, at + strlen(token));
}

Test(emailwissel, does_not_say_whose_an_address_is)
{
	const char *session = sign_in(NOOR);
	const struct reply taken = ask(session, STAFF);
	const struct reply free = ask(session, ELDERS);
	assert_status(taken, 202);
	assert_status(free, 202);
	cr_assert_str_eq(taken.body, free.body);
	/* The same was done for both, and the letters differ in their link alone. */
	cr_assert_str_eq(region_value("select string_agg(soort, ' ' order by soort) from post"),
		"email_bevestigen email_bevestigen email_gevraagd email_gevraagd");
	cr_assert_eq(aanmelden_deliver(), 4);
	const char *to_taken = letter_without_token(STAFF);
	cr_assert_str_eq(to_taken, letter_without_token(ELDERS));
	cr_assert_null(strstr(to_taken, STAFF));
}

Test(emailwissel, keeps_no_address_and_no_token_that_could_be_read)
{
	const struct links l = ask_for(ELDERS);
	const char *const secrets[] = { l.nieuw, l.oud, "elders", "a@voorbeeld" };
	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++)
		cr_assert_str_eq(
			region_value(region_text("select count(*) from emailwissel e where "
						 "encode(e.nieuw || e.oud, 'escape') || "
						 "e::text like '%%%s%%'",
				secrets[i])),
			"0");
}

Test(emailwissel, refuses_the_address_of_now_and_too_many_in_a_day)
{
	const char *session = sign_in(NOOR);
	const struct reply same = ask(session, "A@Voorbeeld.nl");
	assert_status(same, 400);
	assert_holds(same, "'code':'email.zelfde'");
	for (int i = 0; i < 5; i++)
		assert_status(ask(session, region_text("n%d@elders.example", i)), 202);
	const struct reply often = ask(session, ELDERS);
	assert_status(often, 429);
	assert_holds(often, "'code':'email.te_vaak'");
	aanmelden_now_us += DAY;
	assert_status(ask(sign_in(NOOR), ELDERS), 202);
}

/* ---- following ---- */

Test(emailwissel, takes_the_address_and_ends_what_was_of_the_old_one)
{
	assert_status(region_as(NULL, "POST", "/v1/aanmeldlinks", "{'email':'" NOOR "'}"), 202);
	cr_assert_eq(aanmelden_deliver(), 1);
	const char *link = aanmelden_token();
	const struct links l = ask_for(ELDERS);
	const struct reply r = follow(l.nieuw);
	assert_status(r, 200);
	assert_holds(r, "'sessiesBeeindigd':2");
	assert_address(ELDERS);
	assert_status(region_as(l.session, "GET", "/v1/ik", NULL), 401);
	assert_status(aanmelden_by_link(link), 401);
	assert_status(aanmelden_by_password(NOOR, OLD), 401);
	(void)sign_in(ELDERS);
}

Test(emailwissel, takes_a_link_once_and_for_a_day)
{
	const struct links l = ask_for(ELDERS);
	aanmelden_now_us += DAY - 1;
	assert_status(follow(l.nieuw), 200);
	const struct reply again = follow(l.nieuw);
	assert_status(again, 401);
	assert_holds(again, "'code':'link.ongeldig'");
	assert_status(follow("onzin"), 401);
}

Test(emailwissel, takes_no_link_after_a_day)
{
	const struct links l = ask_for(ELDERS);
	aanmelden_now_us += DAY;
	assert_status(follow(l.nieuw), 401);
	assert_address(NOOR);
}

Test(emailwissel, takes_the_last_link_only)
{
	const struct links first = ask_for("eerst@elders.example");
	const struct links last = ask_for(ELDERS);
	assert_status(follow(first.nieuw), 401);
	assert_status(follow(last.nieuw), 200);
}

Test(emailwissel, takes_no_link_after_another_password)
{
	const struct links l = ask_for(ELDERS);
	assert_status(region_as(l.session, "POST", "/v1/ik/wachtwoord",
			      "{'wachtwoord':'" OLD "','nieuwWachtwoord':'" NEW "'}"),
		200);
	assert_status(follow(l.nieuw), 401);
}

Test(emailwissel, tells_who_reads_the_mail_there_that_it_is_taken)
{
	const struct links l = ask_for(STAFF);
	const struct reply r = follow(l.nieuw);
	assert_status(r, 409);
	assert_holds(r, "'code':'account.email_bestaat'");
	assert_address(NOOR);
	assert_status(region_as(l.session, "GET", "/v1/ik", NULL), 200);
}

Test(emailwissel, takes_the_address_of_an_account_that_nobody_used)
{
	assert_status(
		region_as(NULL, "POST", "/v1/aanmeldingen", "{'email':'" ELDERS "','naam':'N'}"),
		202);
	cr_assert_eq(aanmelden_deliver(), 1);
	const struct links l = ask_for(ELDERS);
	assert_status(follow(l.nieuw), 200);
	assert_address(ELDERS);
}

/* ---- stopping, and taking back ---- */

Test(emailwissel, is_stopped_by_the_old_address)
{
	const struct links l = ask_for(ELDERS);
	const struct reply r = undo(l.oud);
	assert_status(r, 200);
	assert_holds(r, "'teruggezet':false,'sessiesBeeindigd':2");
	assert_status(follow(l.nieuw), 401);
	assert_address(NOOR);
	assert_status(undo(l.oud), 401);
	assert_status(region_as(l.session, "GET", "/v1/ik", NULL), 401);
}

Test(emailwissel, is_taken_back_by_the_old_address_for_seven_days)
{
	const struct links l = ask_for(ELDERS);
	assert_status(follow(l.nieuw), 200);
	const char *session = sign_in(ELDERS);
	aanmelden_now_us += 7 * DAY - 1;
	const struct reply r = undo(l.oud);
	assert_status(r, 200);
	assert_holds(r, "'teruggezet':true");
	assert_address(NOOR);
	assert_status(region_as(session, "GET", "/v1/ik", NULL), 401);
}

/* A second factor of Noor with one recovery code, turned on so many seconds from now. */
static void turn_on(int seconds)
{
	region_sql(region_text(
		"with at (op) as (select to_timestamp(%lld)), factor as (insert into "
		"tweede_factor (account_id, geheim, gemaakt_op, aan_op, laatste_stap) "
		"select '" NOOR_ID "', 'x', op, op, 0 from at) insert into herstelcode "
		"(account_id, code_hash, gemaakt_op) select '" NOOR_ID "', sha256('x'), op from at",
		(long long)(aanmelden_now_us / SECOND + seconds)));
}

static const char *factors(void)
{
	return region_value("select (select count(*) from tweede_factor) || ' ' || "
			    "(select count(*) from herstelcode)");
}

Test(emailwissel, is_taken_back_with_what_a_thief_proved_himself_by)
{
	const struct links l = ask_for(ELDERS);
	assert_status(follow(l.nieuw), 200);
	assert_status(region_as(sign_in(ELDERS), "POST", "/v1/ik/wachtwoord",
			      "{'wachtwoord':'" OLD "','nieuwWachtwoord':'" NEW "'}"),
		200);
	turn_on(1);
	assert_status(undo(l.oud), 200);
	assert_status(aanmelden_by_password(NOOR, NEW), 401);
	assert_status(aanmelden_by_password(NOOR, OLD), 401);
	cr_assert_str_eq(factors(), "0 0");
	assert_status(region_as(NULL, "POST", "/v1/aanmeldlinks", "{'email':'" NOOR "'}"), 202);
	(void)aanmelden_deliver();
	assert_status(aanmelden_by_link(aanmelden_token_to(NOOR)), 201);
}

Test(emailwissel, is_taken_back_and_the_factor_of_before_stays)
{
	turn_on(-60);
	region_sql("update tweede_factor set aan_op = null"); /* to sign in without a code */
	const struct links l = ask_for(ELDERS);
	region_sql("update tweede_factor set aan_op = gemaakt_op");
	assert_status(follow(l.nieuw), 200);
	assert_status(undo(l.oud), 200);
	cr_assert_str_eq(factors(), "1 1");
}

Test(emailwissel, that_is_stopped_in_time_leaves_the_password)
{
	const struct links l = ask_for(ELDERS);
	assert_status(undo(l.oud), 200);
	(void)sign_in(NOOR);
}

Test(emailwissel, is_not_taken_back_after_seven_days)
{
	const struct links l = ask_for(ELDERS);
	assert_status(follow(l.nieuw), 200);
	aanmelden_now_us += 7 * DAY;
	assert_status(undo(l.oud), 401);
	assert_address(ELDERS);
}

Test(emailwissel, is_taken_back_with_all_that_came_after_it)
{
	const struct links l = ask_for("eerst@elders.example");
	assert_status(follow(l.nieuw), 200);
	aanmelden_now_us += HOUR;
	assert_status(ask(sign_in("eerst@elders.example"), ELDERS), 202);
	cr_assert_eq(aanmelden_deliver(), 2);
	const char *next = aanmelden_token_to(ELDERS);
	const char *of_thief = aanmelden_token_to("eerst@elders.example");
	assert_status(follow(next), 200);
	assert_status(undo(l.oud), 200);
	assert_address(NOOR);
	assert_status(undo(of_thief), 401);
}

Test(emailwissel, is_taken_back_though_somebody_asked_for_an_account_there)
{
	const struct links l = ask_for(ELDERS);
	assert_status(follow(l.nieuw), 200);
	assert_status(
		region_as(NULL, "POST", "/v1/aanmeldingen", "{'email':'" NOOR "','naam':'N'}"),
		202);
	cr_assert_eq(aanmelden_deliver(), 0, "nothing is sent there");
	assert_status(region_as(NULL, "POST", "/v1/aanmeldlinks", "{'email':'" NOOR "'}"), 202);
	cr_assert_eq(aanmelden_deliver(), 0, "and nobody signs in by it");
	assert_status(undo(l.oud), 200);
	assert_address(NOOR);
}

static void assert_taken(struct reply r, const char *code)
{
	assert_status(r, 409);
	assert_holds(r, region_text("'code':'%s'", code));
}

Test(emailwissel, keeps_the_old_address_from_everybody_else_until_it_is_forgotten)
{
	const struct links l = ask_for(ELDERS);
	static const char invite[] = "{'email':'" NOOR "','naam':'N','rol':'docent'}";
	assert_status(follow(l.nieuw), 200);
	/* Whoever is invited by it is its owner: no refusal tells whose it was. */
	assert_status(region_post(SCHOOL2, "/v1/uitnodigingen", invite), 201);
	cr_assert_str_eq(
		region_value("select account_id from lid where status = 'uitgenodigd'"), NOOR_ID);
	/* As a volunteer she keeps it from the others of no company; a company learns nothing of
	 * her. */
	static const char volunteer[] = "{'naam':'N','email':'" NOOR "'}";
	region_sql("update lid set status = 'beeindigd' where vrijwilliger_id = '" BRAM "'");
	region_sql("insert into lid (id, account_id, rol, vrijwilliger_id, status, versie, "
		   "gemaakt_op, gewijzigd_op) values ('" ID(
			   "91") "', '" NOOR_ID "', 'vrijwilliger', '" BRAM
				 "', 'actief', 1, '2026-01-01Z', '2026-01-01Z')");
	assert_taken(region_post(MEDEWERKER, "/v1/vrijwilligers", volunteer),
		"vrijwilliger.email_bestaat");
	assert_status(region_post(BEDRIJF, "/v1/vrijwilligers", volunteer), 201);
	cr_assert_str_eq(region_value("select count(*) from account_vinder where vinder = any "
				      "(select unnest(oud_vinders) from emailwissel)"),
		"0");
	region_sql("delete from emailwissel");
	assert_status(region_post(SCHOOL2, "/v1/uitnodigingen", invite), 201);
}

/* As a sign-in elsewhere makes it, and who looked just before it was changed. */
Test(emailwissel, keeps_the_old_address_from_who_found_it_free)
{
	const struct links l = ask_for(ELDERS);
	assert_status(follow(l.nieuw), 200);
	region_sql(region_text(
		"do $$ begin insert into account (id, email, email_vinders, naam, actief, "
		"gemaakt_op) select gen_random_uuid(), a.email, array['%s'::uuid], 'N', true, "
		"a.gemaakt_op from account a where a.id = '" NOOR_ID "'; raise 'not refused'; "
		"exception when unique_violation then null; end $$",
		region_vinder(NOOR)));
	assert_status(undo(l.oud), 200);
	assert_address(NOOR);
}

Test(emailwissel, gives_the_old_address_back_to_who_wants_it_again)
{
	const struct links there = ask_for(ELDERS);
	assert_status(follow(there.nieuw), 200);
	assert_status(ask(sign_in(ELDERS), NOOR), 202);
	cr_assert_eq(aanmelden_deliver(), 2);
	assert_status(follow(aanmelden_token_to(NOOR)), 200);
	assert_address(NOOR);
}

Test(emailwissel, of_two_who_follow_one_changes_it)
{
	const struct links l = ask_for(ELDERS);
	assert_status(follow(l.nieuw), 200);
	assert_status(undo(l.nieuw), 401);
	assert_status(follow(l.oud), 401);
	assert_address(ELDERS);
}

Test(emailwissel, ends_a_way_to_sign_in_elsewhere_that_came_with_it)
{
	const struct links l = ask_for(ELDERS);
	assert_status(follow(l.nieuw), 200);
	region_sql(region_text("insert into identiteit (issuer, onderwerp, account_id, gemaakt_op) "
			       "select 'https://x.example/' || n, "
			       "n, a.id, to_timestamp(%lld + case n when 'voor' then -60 else 60 "
			       "end) from account a, "
			       "unnest(array['voor', 'na']) n where a.id = '" NOOR_ID "'",
		(long long)(aanmelden_now_us / SECOND)));
	assert_status(undo(l.oud), 200);
	cr_assert_str_eq(region_value("select string_agg(onderwerp, ' ') from identiteit"), "voor");
}

/* Makes Noor a volunteer, that goes by an address. */
static void be_volunteer(const char *id, const char *email)
{
	region_sql("update lid set status = 'beeindigd' where account_id = '" NOOR_ID "'");
	region_sql(region_text("insert into lid (id, account_id, rol, vrijwilliger_id, status, "
			       "versie, gemaakt_op, gewijzigd_op) values (gen_random_uuid(), "
			       "'" NOOR_ID "', 'vrijwilliger', '%s', 'actief', 1, '2026-01-01Z', "
			       "'2026-01-01Z'); update vrijwilliger set email_vinders = "
			       "array['%s'::uuid] where id = '%s'",
		id, region_vinder(email), id));
}

static struct reply volunteer(const char *id)
{
	return region_get(MEDEWERKER, region_text("/v1/vrijwilligers/%s", id));
}

Test(emailwissel, goes_for_the_volunteer_that_it_is)
{
	be_volunteer(CHRIS, NOOR);
	const struct links l = ask_for(ELDERS);
	assert_status(follow(l.nieuw), 200);
	assert_holds(volunteer(CHRIS), "'email':'" ELDERS "'");
	assert_status(undo(l.oud), 200);
	assert_holds(volunteer(CHRIS), "'email':'" NOOR "'");
}

Test(emailwissel, leaves_a_volunteer_that_goes_by_another_address)
{
	be_volunteer(CHRIS, "chris@voorbeeld.example");
	const char *before = region_member(volunteer(CHRIS), "email");
	const struct links l = ask_for(ELDERS);
	assert_status(follow(l.nieuw), 200);
	cr_assert_str_eq(region_member(volunteer(CHRIS), "email"), before);
}

Test(emailwissel, is_not_refused_for_a_volunteer_that_is_known_there_already)
{
	be_volunteer(CHRIS, NOOR);
	region_sql(region_text("update vrijwilliger set email_vinders = array['%s'::uuid] where "
			       "id = '" BRAM "'",
		region_vinder(ELDERS)));
	const struct links l = ask_for(ELDERS);
	assert_status(follow(l.nieuw), 200);
	assert_address(ELDERS);
	assert_status(undo(l.oud), 200);
	assert_address(NOOR);
}

Test(emailwissel, stands_in_the_audit)
{
	const struct links l = ask_for(ELDERS);
	assert_status(follow(l.nieuw), 200);
	assert_status(undo(l.oud), 200);
	cr_assert_str_eq(
		region_value("select string_agg(handeling, ' ' order by id) from audit where "
			     "account_id = '" NOOR_ID "' and "
			     "handeling like 'email%'"),
		"emailwisselPost emailbevestigingPost emailherroepingPost");
}
