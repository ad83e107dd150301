/* The second factor, and proving again who one is, with a clock of our own. */
#include "fixtures/aanmelden.h"

#include <string.h>

#include "auth/totp.h"

#define FACTOR	"/v1/ik/tweede-factor"
#define TURN_ON "/v1/ik/tweede-factor/activeringen"
#define CONFIRM "/v1/ik/bevestigingen"

static uint8_t secret[AUTH_TOTP_SECRET_BYTES];

TestSuite(tweede_factor, .init = aanmelden_init, .fini = aanmelden_fini, .timeout = 60);

/* Takes base32 as the answer has it. */
static void read_secret(const char *text)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	uint64_t bits = 0;
	size_t have = 0;
	size_t at = 0;
	for (; *text != '\0'; text++) {
		bits = bits << 5 | (uint64_t)(strchr(alphabet, *text) - alphabet);
		have += 5;
		if (have >= 8) {
			have -= 8;
			secret[at++] = (uint8_t)(bits >> have);
		}
	}
	cr_assert_eq(at, sizeof(secret));
}

/* The code that the app shows now, or so many steps later. */
static const char *code(int steps)
{
	return region_text(
		"%06u", auth_totp_code(secret, aanmelden_now_us / AUTH_TOTP_STEP_US + steps));
}

static const char *sign_in(const char *email)
{
	const struct reply r = aanmelden_by_password(email, OLD);
	assert_status(r, 201);
	return region_member(r, "token");
}

static struct reply with_code(const char *token, const char *target, const char *given)
{
	return region_as(token, "POST", target, region_text("{'code':'%s'}", given));
}

/* Turns it on for who has this token; the reply has the recovery codes. */
static struct reply turn_on(const char *token)
{
	const struct reply r = region_as(token, "POST", FACTOR, NULL);
	assert_status(r, 201);
	read_secret(region_member(r, "geheim"));
	const struct reply on = with_code(token, TURN_ON, code(0));
	assert_status(on, 201);
	return on;
}

static void next_step(void)
{
	aanmelden_now_us += AUTH_TOTP_STEP_US;
}

static const char *first_recovery_code(struct reply on)
{
	const char *at = strstr(on.body, "[\"");
	cr_assert_not_null(at);
	return region_text("%.*s", AUTH_RECOVERY_TEXT_LEN, at + 2);
}

/* ---- turning it on ---- */

Test(tweede_factor, is_on_when_a_code_proved_that_it_works)
{
	const char *token = sign_in(NOOR);
	const struct reply r = region_as(token, "POST", FACTOR, NULL);
	assert_status(r, 201);
	assert_holds(r, "otpauth://totp/Schakel:a%40voorbeeld.nl?secret=");
	read_secret(region_member(r, "geheim"));
	assert_status(aanmelden_by_password(NOOR, OLD), 201);
	const struct reply wrong = with_code(token, TURN_ON, "000000");
	assert_status(wrong, 400);
	assert_holds(wrong, "'code':'code.onjuist'");
	const struct reply on = with_code(token, TURN_ON, code(0));
	assert_status(on, 201);
	size_t count = 0;
	for (const char *c = on.body; *c != '\0'; c++)
		count += *c == '-';
	cr_assert_eq(count, 10 * 3, "%s", on.body);
	assert_status(aanmelden_by_password(NOOR, OLD), 401);
	cr_assert_eq(aanmelden_deliver(), 1);
	cr_assert_not_null(
		strstr(aanmelden_letter, "Subject: Aanmelden bij Schakel vraagt nu een code\r\n"));
}

Test(tweede_factor, ends_the_sessions_that_came_without)
{
	const char *token = sign_in(NOOR);
	const char *other = sign_in(NOOR);
	(void)turn_on(token);
	assert_status(region_as(other, "GET", "/v1/ik", NULL), 401);
	assert_status(region_as(token, "GET", "/v1/ik", NULL), 200);
}

Test(tweede_factor, has_a_secret_that_the_database_does_not_know)
{
	const char *token = sign_in(NOOR);
	(void)turn_on(token);
	cr_assert_str_eq(region_value(region_text("select position('\\x%02x%02x%02x%02x%02x%02x'"
						  "::bytea in geheim) from tweede_factor",
				 secret[0], secret[1], secret[2], secret[3], secret[4], secret[5])),
		"0");
	/* Nor does it open in the row of another account. */
	region_sql("update tweede_factor set account_id = '" STAFF_ID "'");
	next_step();
	assert_status(aanmelden_by_code(STAFF, code(0)), 500);
}

Test(tweede_factor, is_turned_on_once)
{
	const char *token = sign_in(NOOR);
	(void)turn_on(token);
	assert_status(region_as(token, "POST", FACTOR, NULL), 409);
	next_step();
	assert_status(with_code(token, TURN_ON, code(0)), 409);
}

Test(tweede_factor, needs_its_secret_before_a_code)
{
	assert_status(with_code(sign_in(NOOR), TURN_ON, "123456"), 409);
}

/* ---- signing in ---- */

Test(tweede_factor, asvs_6_3_3_a_password_alone_is_not_enough)
{
	(void)turn_on(sign_in(NOOR));
	const struct reply without = aanmelden_by_password(NOOR, OLD);
	assert_status(without, 401);
	assert_holds(without, "'code':'code.nodig'");
	next_step();
	assert_status(aanmelden_by_code(NOOR, code(0)), 201);
	/* Nor does a code help with a wrong password, and nothing says that it was right. */
	next_step();
	const struct reply wrong = region_as(NULL, "POST", SIGN_IN,
		region_text("{'email':'" NOOR "','wachtwoord':'niet dit','code':'%s'}", code(0)));
	assert_status(wrong, 401);
	assert_holds(wrong, "'code':'aanmelden.mislukt'");
}

Test(tweede_factor, asvs_6_5_1_a_code_works_once)
{
	(void)turn_on(sign_in(NOOR));
	const struct reply used = aanmelden_by_code(NOOR, code(0)); /* to turn it on */
	assert_status(used, 401);
	assert_holds(used, "'code':'code.onjuist'");
	next_step();
	assert_status(aanmelden_by_code(NOOR, code(0)), 201);
	assert_status(aanmelden_by_code(NOOR, code(0)), 401);
	assert_status(aanmelden_by_code(NOOR, code(-1)), 401);
}

Test(tweede_factor, asvs_6_5_5_a_code_holds_a_step_before_and_after_its_own)
{
	(void)turn_on(sign_in(NOOR));
	aanmelden_now_us += 10 * AUTH_TOTP_STEP_US;
	assert_status(aanmelden_by_code(NOOR, code(-2)), 401);
	assert_status(aanmelden_by_code(NOOR, code(2)), 401);
	assert_status(aanmelden_by_code(NOOR, code(-1)), 201);
	assert_status(aanmelden_by_code(NOOR, code(1)), 201);
}

Test(tweede_factor, asks_for_its_code_of_who_comes_by_a_link_and_leaves_the_link)
{
	(void)turn_on(sign_in(NOOR));
	(void)aanmelden_deliver();
	assert_status(region_as(NULL, "POST", "/v1/aanmeldlinks", "{'email':'" NOOR "'}"), 202);
	cr_assert_eq(aanmelden_deliver(), 1);
	const char *link = aanmelden_token();
	const struct reply without = aanmelden_by_link(link);
	assert_status(without, 401);
	assert_holds(without, "'code':'code.nodig'");
	next_step();
	const char *body = region_text("{'link':'%s','code':'%s'}", link, code(0));
	assert_status(region_as(NULL, "POST", SIGN_IN, body), 201);
}

Test(tweede_factor, asvs_6_4_3_stays_when_the_password_is_reset)
{
	(void)turn_on(sign_in(NOOR));
	(void)aanmelden_deliver();
	assert_status(region_as(NULL, "POST", "/v1/wachtwoordlinks", "{'email':'" NOOR "'}"), 202);
	cr_assert_eq(aanmelden_deliver(), 1);
	assert_status(
		region_as(NULL, "POST", "/v1/wachtwoorden",
			region_text("{'link':'%s','wachtwoord':'" NEW "'}", aanmelden_token())),
		200);
	const struct reply r = aanmelden_by_password(NOOR, NEW);
	assert_status(r, 401);
	assert_holds(r, "'code':'code.nodig'");
}

Test(tweede_factor, asvs_6_3_1_guesses_are_slowed_down_and_the_owner_has_a_way_in)
{
	const struct reply on = turn_on(sign_in(NOOR));
	aanmelden_now_us += 10 * AUTH_TOTP_STEP_US;
	for (int i = 0; i < 10; i++)
		assert_status(aanmelden_by_code(NOOR, "000000"), 401);
	const struct reply slowed = aanmelden_by_code(NOOR, code(0));
	assert_status(slowed, 429);
	assert_holds(slowed, "'code':'code.te_vaak'");
	assert_status(aanmelden_by_code(NOOR, first_recovery_code(on)), 201);
	aanmelden_now_us += 5 * MINUTE;
	assert_status(aanmelden_by_code(NOOR, code(0)), 201);
}

/* ---- recovery codes ---- */

Test(tweede_factor, a_recovery_code_lets_in_once)
{
	const char *recovery = first_recovery_code(turn_on(sign_in(NOOR)));
	cr_assert_str_eq(region_value(region_text("select count(*) from herstelcode h where h::text"
						  " like '%%%s%%'",
				 recovery)),
		"0");
	assert_status(aanmelden_by_code(NOOR, recovery), 201);
	assert_status(aanmelden_by_code(NOOR, recovery), 401);
	cr_assert_str_eq(region_value("select count(*) from herstelcode"), "9");
}

Test(tweede_factor, new_recovery_codes_take_the_place_of_the_old)
{
	const char *token = sign_in(NOOR);
	const char *old = first_recovery_code(turn_on(token));
	next_step();
	const struct reply r = with_code(token, "/v1/ik/herstelcodes", code(0));
	assert_status(r, 201);
	assert_status(aanmelden_by_code(NOOR, old), 401);
	assert_status(aanmelden_by_code(NOOR, first_recovery_code(r)), 201);
	assert_status(with_code(sign_in("b@voorbeeld.nl"), "/v1/ik/herstelcodes", "123456"), 409);
}

/* ---- staff ---- */

Test(tweede_factor, asvs_6_3_3_staff_only_sets_it_up_until_it_is_on)
{
	region_require_code();
	const char *token = sign_in(STAFF);
	const struct reply refused = region_as(token, "GET", "/v1/gewichten", NULL);
	assert_status(refused, 403);
	assert_holds(refused, "'code':'tweede_factor.nodig'");
	assert_status(region_as(token, "GET", "/v1/ik", NULL), 200);
	(void)turn_on(token);
	assert_status(region_as(token, "GET", "/v1/gewichten", NULL), 200);
	next_step();
	const struct reply again = aanmelden_by_code(STAFF, code(0));
	assert_status(again, 201);
	assert_status(region_as(region_member(again, "token"), "GET", "/v1/gewichten", NULL), 200);
}

Test(tweede_factor, is_not_asked_of_a_school)
{
	region_require_code();
	assert_status(region_as(sign_in(NOOR), "GET", "/v1/aanvragen", NULL), 200);
}

/* ---- proving again ---- */

Test(tweede_factor, asvs_7_5_1_what_matters_asks_for_a_proof_of_ten_minutes)
{
	const char *token = sign_in(NOOR);
	(void)turn_on(token);
	aanmelden_now_us += 10 * MINUTE - SECOND;
	const struct reply early = region_as(token, "POST", FACTOR, NULL);
	assert_status(early, 409); /* it got that far: it is on already */
	aanmelden_now_us += SECOND;
	const struct reply late = region_as(token, "DELETE", FACTOR, NULL);
	assert_status(late, 403);
	assert_holds(late, "'code':'bevestiging.nodig'");
	assert_status(region_as(token, "POST", CONFIRM, "{'wachtwoord':'niet dit'}"), 400);
	assert_status(region_as(token, "DELETE", FACTOR, NULL), 403);
	assert_status(region_as(token, "POST", CONFIRM, "{'wachtwoord':'" OLD "'}"), 201);
	aanmelden_now_us += 10 * MINUTE - SECOND;
	assert_status(region_as(token, "DELETE", FACTOR, NULL), 200);
	assert_status(aanmelden_by_password(NOOR, OLD), 201);
}

Test(tweede_factor, a_code_is_a_proof_as_well_and_counts_for_its_own_session)
{
	const char *token = sign_in(NOOR);
	(void)turn_on(token);
	next_step();
	const char *other = region_member(aanmelden_by_code(NOOR, code(0)), "token");
	aanmelden_now_us += 20 * MINUTE;
	assert_status(with_code(token, CONFIRM, "000000"), 400);
	assert_status(with_code(token, CONFIRM, code(0)), 201);
	assert_status(region_as(other, "DELETE", FACTOR, NULL), 403);
	assert_status(region_as(token, "DELETE", FACTOR, NULL), 200);
}

Test(tweede_factor, a_proof_is_a_password_or_a_code)
{
	const char *token = sign_in(NOOR);
	assert_status(region_as(token, "POST", CONFIRM, "{}"), 400);
	assert_status(
		region_as(token, "POST", CONFIRM, "{'wachtwoord':'" OLD "','code':'123456'}"), 400);
	const struct reply off = with_code(token, CONFIRM, "123456");
	assert_status(off, 400);
	assert_holds(off, "'code':'tweede_factor.staat_uit'");
}

Test(tweede_factor, turned_off_leaves_staff_with_setting_it_up)
{
	region_require_code();
	const char *token = sign_in(STAFF);
	const struct reply on = turn_on(token);
	assert_status(region_as(token, "DELETE", FACTOR, NULL), 200);
	assert_status(region_as(token, "GET", "/v1/gewichten", NULL), 403);
	assert_status(aanmelden_by_password(STAFF, OLD), 201);
	cr_assert_str_eq(region_value("select count(*) from herstelcode"), "0");
	(void)on;
}
