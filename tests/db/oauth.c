/* Apps that act for a person (OAuth 2.1), with a clock of our own (ASVS 5.0, chapter 10). */
#include <stdio.h>
#include <string.h>

#include "auth/auth.h"
#include "fixtures/aanmelden.h"

#define APP	 ID("71")
#define OTHER	 ID("72")
#define BACK	 "nl.schakel.app:/terug"
#define BACK_ENC "nl.schakel.app%3A%2Fterug"
#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
/* RFC 7636, appendix B. */
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
#define TOKEN	  "/oauth/token"
#define DAY	  (24 * HOUR)

static void scene(void)
{
	aanmelden_init();
	region_sql("insert into app (id, naam, adressen, gemaakt_op) values "
		   "('" APP "', 'Onderweg', '{" BACK
		   ",https://app.example/terug?x=1}', '2026-01-01Z'), "
		   "('" OTHER "', 'Een andere', '{" BACK "}', '2026-01-01Z')");
}

TestSuite(oauth, .init = scene, .fini = aanmelden_fini, .timeout = 60);

static const char *wish(const char *app, const char *address, const char *rest)
{
	return region_text("{'responseType':'code','clientId':'%s','redirectUri':'%s',"
			   "'codeChallenge':'" CHALLENGE "','state':'a b/c',%s}",
		app, address, rest);
}

#define YES "'codeChallengeMethod':'S256','toegestaan':true"

static const char *sign_in(const char *email)
{
	const struct reply r = aanmelden_by_password(email, OLD);
	assert_status(r, 201);
	return region_member(r, "token");
}

/* What stands behind the name in the address that the browser goes to. */
static const char *answered(struct reply r, const char *name)
{
	const char *uri = region_member(r, "redirectUri");
	const char *at = strstr(uri, region_text("%s=", name));
	cr_assert_not_null(at, "no %s in %s", name, uri);
	at += strlen(name) + 1;
	return region_text("%.*s", (int)strcspn(at, "&"), at);
}

static const char *allow(const char *token)
{
	const struct reply r = region_as(token, "POST", "/v1/toestemmingen", wish(APP, BACK, YES));
	assert_status(r, 201);
	return answered(r, "code");
}

static struct reply attempt(
	const char *app, const char *address, const char *verifier, const char *code)
{
	return region_form(
		TOKEN, region_text("grant_type=authorization_code&client_id=%s&redirect_uri=%s"
				   "&code_verifier=%s&code=%s",
			       app, address, verifier, code));
}

static struct reply exchange(const char *code)
{
	return attempt(APP, BACK_ENC, VERIFIER, code);
}

static struct reply renew(const char *refresh)
{
	return region_form(
		TOKEN, region_text("grant_type=refresh_token&client_id=" APP "&refresh_token=%s",
			       refresh));
}

/* An app of Noor. */
static struct reply granted(void)
{
	const struct reply r = exchange(allow(sign_in(NOOR)));
	assert_status(r, 200);
	return r;
}

static int ik(struct reply given)
{
	return region_as(region_member(given, "access_token"), "GET", "/v1/ik", NULL).status;
}

static void assert_refused(struct reply r, const char *error)
{
	assert_status(r, 400);
	assert_holds(r, region_text("{'error':'%s','error_description':'", error));
}

/* ---- allowing ---- */

Test(oauth, says_where_everything_is)
{
	const struct reply r =
		region_as(NULL, "GET", "/.well-known/oauth-authorization-server", NULL);
	assert_status(r, 200);
	assert_holds(r, "'issuer':'https://schakel.example','authorization_endpoint':'https://"
			"schakel.example/toestemming'");
	assert_holds(r, "'token_endpoint':'https://schakel.example/oauth/token'");
	assert_holds(r, "'code_challenge_methods_supported':['S256']");
	assert_holds(r, "'grant_types_supported':['authorization_code','refresh_token']");
	assert_holds(r, "'authorization_response_iss_parameter_supported':true");
	assert_status(
		region_as(NULL, "POST", "/.well-known/oauth-authorization-server", NULL), 405);
	assert_status(region_as(NULL, "GET", TOKEN, NULL), 405);
}

Test(oauth, rfc_9207_the_answer_says_whose_it_is_and_gives_the_state_back)
{
	const char *noor = sign_in(NOOR);
	const struct reply r = region_as(noor, "POST", "/v1/toestemmingen", wish(APP, BACK, YES));
	assert_status(r, 201);
	cr_assert(strncmp(region_member(r, "redirectUri"), BACK "?code=", strlen(BACK "?code=")) ==
		  0);
	cr_assert_str_eq(answered(r, "state"), "a%20b%2Fc");
	cr_assert_str_eq(answered(r, "iss"), "https%3A%2F%2Fschakel.example");
	const struct reply with_query = region_as(
		noor, "POST", "/v1/toestemmingen", wish(APP, "https://app.example/terug?x=1", YES));
	assert_holds(with_query, "'redirectUri':'https://app.example/terug?x=1&code=");
}

Test(oauth, a_no_goes_back_too_and_leaves_nothing)
{
	const struct reply r = region_as(sign_in(NOOR), "POST", "/v1/toestemmingen",
		wish(APP, BACK, "'codeChallengeMethod':'S256','toegestaan':false"));
	assert_status(r, 201);
	cr_assert_str_eq(answered(r, "error"), "access_denied");
	cr_assert_str_eq(answered(r, "iss"), "https%3A%2F%2Fschakel.example");
	cr_assert_str_eq(region_value("select count(*) from toestemming"), "0");
}

Test(oauth, asvs_10_4_1_an_answer_goes_to_an_address_of_the_app_and_to_no_other)
{
	const char *noor = sign_in(NOOR);
	static const char *const strange[] = { BACK "/", BACK "?x=1", "nl.schakel.app:/Terug",
		"https://app.example/terug", "https://app.example/terug?x=1&y=2",
		"https://app.example.kwaad.example/terug?x=1", "https://kwaad.example/" };
	for (size_t i = 0; i < sizeof(strange) / sizeof(strange[0]); i++) {
		const struct reply r =
			region_as(noor, "POST", "/v1/toestemmingen", wish(APP, strange[i], YES));
		assert_status(r, 400);
		assert_holds(r, "'pointer':'/redirectUri','code':'app.ander_adres'");
	}
	const struct reply nobody =
		region_as(noor, "POST", "/v1/toestemmingen", wish(NOBODY, BACK, YES));
	assert_status(nobody, 400);
	assert_holds(nobody, "'pointer':'/clientId','code':'app.onbekend'");
}

Test(oauth, asvs_10_4_6_without_pkce_there_is_no_code_and_plain_is_none)
{
	const char *noor = sign_in(NOOR);
	assert_status(region_as(noor, "POST", "/v1/toestemmingen",
			      wish(APP, BACK, "'codeChallengeMethod':'plain','toegestaan':true")),
		400);
	assert_status(
		region_as(noor, "POST", "/v1/toestemmingen", wish(APP, BACK, "'toegestaan':true")),
		400);
	assert_status(region_as(noor, "POST", "/v1/toestemmingen",
			      "{'responseType':'code','clientId':'" APP "','redirectUri':'" BACK
			      "','codeChallengeMethod':'S256','state':'x','toegestaan':true}"),
		400);
	assert_status(region_as(noor, "POST", "/v1/toestemmingen",
			      wish(APP, BACK, YES ",'responseType':'token'")),
		400);
}

Test(oauth, an_app_allows_no_app)
{
	const struct reply r = region_as(region_member(granted(), "access_token"), "POST",
		"/v1/toestemmingen", wish(APP, BACK, YES));
	assert_status(r, 403);
	assert_holds(r, "'code':'app.niet_hier'");
}

Test(oauth, the_page_that_asks_knows_the_name_of_the_app)
{
	const char *noor = sign_in(NOOR);
	assert_holds(region_as(noor, "GET", "/v1/apps/" APP, NULL),
		"{'id':'" APP "','naam':'Onderweg'}");
	assert_status(region_as(noor, "GET", "/v1/apps/" NOBODY, NULL), 404);
}

/* ---- a code ---- */

Test(oauth, a_code_gives_a_session_of_who_allowed_it)
{
	const struct reply r = granted();
	assert_holds(r, "'token_type':'Bearer','expires_in':600,'refresh_token':'");
	const struct reply who = region_as(region_member(r, "access_token"), "GET", "/v1/ik", NULL);
	assert_status(who, 200);
	assert_holds(who, "'email':'" NOOR "'");
}

Test(oauth, asvs_10_4_2_a_code_that_comes_again_ends_what_it_gave)
{
	const char *code = allow(sign_in(NOOR));
	const struct reply first = exchange(code);
	cr_assert_eq(ik(first), 200);
	assert_refused(exchange(code), "invalid_grant");
	cr_assert_eq(ik(first), 401);
	assert_refused(renew(region_member(first, "refresh_token")), "invalid_grant");
}

Test(oauth, asvs_10_4_3_a_code_holds_for_a_minute)
{
	const char *early = allow(sign_in(NOOR));
	const char *late = allow(sign_in(NOOR));
	aanmelden_now_us += 59 * SECOND;
	assert_status(exchange(early), 200);
	aanmelden_now_us += SECOND;
	assert_refused(exchange(late), "invalid_grant");
}

Test(oauth, a_code_is_of_one_app_one_address_and_one_verifier)
{
	const char *code = allow(sign_in(NOOR));
	const char *const wrong[][3] = { { OTHER, BACK_ENC, VERIFIER },
		{ APP, "https%3A%2F%2Fapp.example%2Fterug%3Fx%3D1", VERIFIER },
		{ APP, BACK_ENC "%2F", VERIFIER },
		{ APP, BACK_ENC, "aBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" },
		{ APP, BACK_ENC, CHALLENGE }, { APP, BACK_ENC, "kort" } };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_refused(
			attempt(wrong[i][0], wrong[i][1], wrong[i][2], code), "invalid_grant");
	assert_refused(attempt(NOBODY, BACK_ENC, VERIFIER, code), "invalid_client");
	assert_status(exchange(code), 200);
}

Test(oauth, a_code_dies_with_the_session_of_who_gave_it)
{
	const char *noor = sign_in(NOOR);
	const char *code = allow(noor);
	region_sql("delete from sessie where account_id = '" ID("51") "'");
	assert_refused(exchange(code), "invalid_grant");
	const char *again = allow(sign_in(NOOR));
	region_sql("update account set actief = false where id = '" NOOR_ID "'");
	assert_refused(exchange(again), "invalid_grant");
}

Test(oauth, asvs_10_4_4_what_cannot_be_read_or_is_not_done_here_is_refused_in_the_form_of_oauth)
{
	assert_refused(region_form(TOKEN, ""), "invalid_request");
	assert_refused(region_form(TOKEN, "grant_type="), "invalid_request");
	assert_refused(
		region_form(TOKEN, "grant_type=password&username=a&password=b&client_id=" APP),
		"unsupported_grant_type");
	assert_refused(region_form(TOKEN, "grant_type=client_credentials&client_id=" APP),
		"unsupported_grant_type");
	assert_refused(region_form(TOKEN, "grant_type=refresh_token&grant_type=refresh_token"),
		"invalid_request");
	assert_refused(region_form(TOKEN, "grant_type=refresh_token&client_id=x&refresh_token=y"),
		"invalid_client");
	assert_refused(
		region_form(TOKEN, "grant_type=refresh_token&client_id=" APP), "invalid_request");
	assert_refused(renew("kort"), "invalid_grant");
	assert_refused(renew(VERIFIER), "invalid_grant");
	assert_refused(region_form(TOKEN, "grant_type=%ff"), "invalid_request");
	assert_refused(region_form(TOKEN, "grant_type=authorization_code&client_id=" APP
					  "&redirect_uri=" BACK_ENC "&code=" VERIFIER),
		"invalid_request");
	assert_status(region_as(NULL, "POST", TOKEN, "{'grant_type':'refresh_token'}"), 415);
	/* What we do not know is passed over. */
	assert_refused(region_form(TOKEN, "resource=x&grant_type=refresh_token&client_id=" APP
					  "&refresh_token=" VERIFIER),
		"invalid_grant");
}

/* ---- going on ---- */

Test(oauth, a_token_holds_ten_minutes_and_a_refresh_gives_the_next)
{
	const struct reply first = granted();
	aanmelden_now_us += 10 * MINUTE - SECOND;
	cr_assert_eq(ik(first), 200);
	aanmelden_now_us += SECOND;
	cr_assert_eq(ik(first), 401);
	const struct reply next = renew(region_member(first, "refresh_token"));
	assert_status(next, 200);
	assert_holds(next, "'expires_in':600");
	cr_assert_eq(ik(next), 200);
	cr_assert_eq(ik(first), 401);
	cr_assert_str_neq(
		region_member(first, "refresh_token"), region_member(next, "refresh_token"));
}

Test(oauth, who_never_got_the_answer_asks_again_and_gets_the_same)
{
	const char *refresh = region_member(granted(), "refresh_token");
	const struct reply lost = renew(refresh);
	aanmelden_now_us += 59 * SECOND;
	const struct reply again = renew(refresh);
	assert_status(again, 200);
	cr_assert_str_eq(region_member(lost, "access_token"), region_member(again, "access_token"));
	cr_assert_str_eq(
		region_member(lost, "refresh_token"), region_member(again, "refresh_token"));
	assert_holds(again, "'expires_in':541");
	cr_assert_eq(ik(again), 200);
	assert_status(renew(region_member(again, "refresh_token")), 200);
}

Test(oauth, asvs_10_4_5_a_refresh_token_that_comes_after_a_minute_ends_the_whole_session)
{
	const struct reply first = granted();
	const struct reply second = renew(region_member(first, "refresh_token"));
	const struct reply third = renew(region_member(second, "refresh_token"));
	region_sql("update verversing set gebruikt_op = gebruikt_op - interval '61 seconds'");
	cr_assert_eq(ik(third), 200);
	assert_refused(renew(region_member(first, "refresh_token")), "invalid_grant");
	cr_assert_eq(ik(third), 401);
	assert_refused(renew(region_member(third, "refresh_token")), "invalid_grant");
	cr_assert_str_eq(region_value("select count(*) from verversing"), "0");
	cr_assert_str_eq(
		region_value("select count(*) from audit where handeling = 'oauthTokenPost' "
			     "and status = 400 and account_id = '" ID("51") "'"),
		"1");
}

Test(oauth, what_a_refresh_gave_is_kept_no_longer_than_it_may_be_asked_again)
{
	const struct reply first = granted();
	const struct reply second = renew(region_member(first, "refresh_token"));
	aanmelden_now_us += MINUTE + SECOND;
	assert_status(renew(region_member(second, "refresh_token")), 200);
	cr_assert_str_eq(
		region_value(
			"select string_agg(octet_length(opvolger)::text, ' ' order by gebruikt_op) "
			"like '0 %' from verversing where gebruikt_op is not null"),
		"t");
	assert_refused(renew(region_member(first, "refresh_token")), "invalid_grant");
}

Test(oauth, a_refresh_token_is_of_one_app)
{
	const struct reply r = granted();
	assert_refused(region_form(TOKEN, region_text("grant_type=refresh_token&client_id=" OTHER
						      "&refresh_token=%s",
						  region_member(r, "refresh_token"))),
		"invalid_grant");
	cr_assert_eq(ik(r), 200);
	assert_status(renew(region_member(r, "refresh_token")), 200);
}

Test(oauth, a_token_is_no_refresh_token_and_the_other_way_round)
{
	const struct reply r = granted();
	assert_refused(renew(region_member(r, "access_token")), "invalid_grant");
	assert_status(region_as(region_member(r, "refresh_token"), "GET", "/v1/ik", NULL), 401);
}

Test(oauth, asvs_10_4_8_a_session_of_an_app_ends_when_it_lies_still_and_at_its_time)
{
	const struct reply idle = granted();
	const struct reply busy = granted();
	aanmelden_now_us += 30 * DAY - SECOND;
	const char *refresh =
		region_member(renew(region_member(busy, "refresh_token")), "refresh_token");
	aanmelden_now_us += 2 * SECOND;
	assert_refused(renew(region_member(idle, "refresh_token")), "invalid_grant");
	for (int i = 0; i < 2; i++) {
		aanmelden_now_us += 29 * DAY;
		const struct reply r = renew(refresh);
		assert_status(r, 200);
		refresh = region_member(r, "refresh_token");
	}
	aanmelden_now_us += 3 * DAY;
	assert_refused(renew(refresh), "invalid_grant");
}

/* ---- its owner ---- */

Test(oauth, its_owner_sees_the_app_and_ends_it)
{
	region_sql("delete from sessie");
	const struct reply r = granted();
	aanmelden_now_us += 20 * MINUTE;
	const char *noor = sign_in(NOOR);
	const struct reply list = region_as(noor, "GET", SIGN_IN, NULL);
	assert_holds(list, "'wijze':'app','app':'Onderweg'");
	assert_holds(list, "'wijze':'wachtwoord','app':null");
	const char *id = region_value("select id from sessie where app_id is not null");
	assert_status(region_as(noor, "DELETE", region_text("/v1/sessies?id=%s", id), NULL), 200);
	assert_refused(renew(region_member(r, "refresh_token")), "invalid_grant");
}

Test(oauth, another_password_ends_the_apps_too)
{
	const struct reply r = granted();
	assert_status(region_as(sign_in(NOOR), "POST", "/v1/ik/wachtwoord",
			      "{'wachtwoord':'" OLD "','nieuwWachtwoord':'" NEW "'}"),
		200);
	cr_assert_eq(ik(r), 401);
	assert_refused(renew(region_member(r, "refresh_token")), "invalid_grant");
}

Test(oauth, what_guards_the_account_is_not_for_an_app)
{
	const char *token = region_member(granted(), "access_token");
	static const char *const paths[] = { "/v1/ik/tweede-factor", "/v1/ik/bevestigingen" };
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		const struct reply r = region_as(
			token, "POST", paths[i], i == 0 ? NULL : "{'wachtwoord':'" OLD "'}");
		assert_status(r, 403);
		assert_holds(r, "'code':'app.niet_hier'");
	}
}

Test(oauth, an_app_of_staff_has_proved_what_staff_had_proved)
{
	const char *staff = sign_in(STAFF);
	const struct reply without = exchange(allow(staff));
	region_sql("update sessie set met_code = true where app_id is null");
	const struct reply with = exchange(allow(staff));
	region_require_code();
	const char *target = "/v1/vrijwilligers";
	assert_status(region_as(region_member(without, "access_token"), "GET", target, NULL), 403);
	assert_status(region_as(region_member(with, "access_token"), "GET", target, NULL), 200);
}

/* ---- giving it back ---- */

static struct reply give_back(const char *token, const char *app)
{
	return region_form("/oauth/revoke",
		region_text("token=%s&token_type_hint=access_token&client_id=%s", token, app));
}

Test(oauth, rfc_7009_either_token_ends_the_session_and_the_answer_tells_nothing)
{
	static const char *const names[] = { "access_token", "refresh_token" };
	for (size_t i = 0; i < 2; i++) {
		const struct reply r = granted();
		const struct reply other = give_back(region_member(r, names[i]), OTHER);
		assert_status(other, 200);
		cr_assert_eq(ik(r), 200);
		const struct reply own = give_back(region_member(r, names[i]), APP);
		assert_status(own, 200);
		cr_assert_str_eq(own.body, other.body);
		cr_assert_eq(ik(r), 401);
		assert_refused(renew(region_member(r, "refresh_token")), "invalid_grant");
	}
	assert_status(give_back("kort", APP), 200);
	assert_refused(give_back(VERIFIER, NOBODY), "invalid_client");
	assert_refused(region_form("/oauth/revoke", "client_id=" APP), "invalid_request");
}

Test(oauth, who_tries_words_leaves_no_rows)
{
	const char *before = region_value("select count(*) from audit");
	(void)give_back(VERIFIER, APP);
	(void)renew(VERIFIER);
	(void)exchange(VERIFIER);
	cr_assert_str_eq(region_value("select count(*) from audit"), before);
}

Test(oauth, asvs_10_4_7_tokens_are_stored_as_hashes_and_sealed_only)
{
	const char *code = allow(sign_in(NOOR));
	const struct reply first = exchange(code);
	const struct reply next = renew(region_member(first, "refresh_token"));
	const char *const secrets[] = { code, region_member(first, "access_token"),
		region_member(first, "refresh_token"), region_member(next, "access_token"),
		region_member(next, "refresh_token") };
	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++)
		cr_assert_str_eq(
			region_value(region_text(
				"select count(*) from (select s::text from sessie s union all "
				"select t::text from toestemming t union all select v::text || "
				"encode(v.opvolger, 'escape') from verversing v union all select "
				"a::text from audit a) as x (x) where x like '%%%s%%'",
				secrets[i])),
			"0");
}
