/* Keys of partner systems, with a clock of our own. */
#include <string.h>

#include "auth/auth.h"
#include "fixtures/aanmelden.h"

#define KEYS "/v1/sleutels"
#define DAY  (24 * HOUR)

TestSuite(sleutel, .init = aanmelden_init, .fini = aanmelden_fini, .timeout = 60);

static const char *sign_in(const char *email)
{
	const struct reply r = aanmelden_by_password(email, OLD);
	assert_status(r, 201);
	return region_member(r, "token");
}

static struct reply ask(const char *token, const char *rights, const char *rest)
{
	return region_as(token, "POST", KEYS,
		region_text("{'naam':'Rooster','rechten':[%s]%s}", rights, rest));
}

/* A key of Noor, for circles. */
static struct reply made(const char *rest)
{
	const struct reply r = ask(sign_in(NOOR), "'kringen-lezen'", rest);
	assert_status(r, 201);
	return r;
}

static struct reply get(struct reply key, const char *target)
{
	return region_as(region_member(key, "geheim"), "GET", target, NULL);
}

static int kringen(struct reply key)
{
	return get(key, "/v1/kringen").status;
}

static const char *one(struct reply key, const char *rest)
{
	return region_text(KEYS "/%s%s", region_member(key, "id"), rest);
}

static const char *ending(struct reply key)
{
	return region_text(KEYS "?id=%s", region_member(key, "id"));
}

/* ---- making ---- */

Test(sleutel, is_told_once_and_kept_as_a_hash)
{
	const char *noor = sign_in(NOOR);
	const struct reply key = ask(noor, "'kringen-lezen'", ",'geldigDagen':30");
	assert_status(key, 201);
	const char *secret = region_member(key, "geheim");
	cr_assert_eq(strlen(secret), strlen("schakel_") + AUTH_TOKEN_TEXT_LEN);
	cr_assert(strncmp(secret, region_member(key, "begintMet"), strlen("schakel_") + 6) == 0);
	const struct reply list = region_as(noor, "GET", KEYS, NULL);
	assert_holds(list, "'rechten':['kringen-lezen']");
	assert_holds_not(list, secret);
	cr_assert_str_eq(
		region_value(region_text("select count(*) from sleutel k where k::text like "
					 "'%%%s%%' or encode(k.token_hash, 'escape') like '%%%s%%'",
			secret, secret + strlen("schakel_"))),
		"0");
}

Test(sleutel, is_made_and_ended_by_who_just_proved_who_they_are)
{
	const char *noor = sign_in(NOOR);
	const struct reply key = ask(noor, "'kringen-lezen'", "");
	assert_status(key, 201);
	aanmelden_now_us += 11 * MINUTE;
	assert_holds(ask(noor, "'kringen-lezen'", ""), "'code':'bevestiging.nodig'");
	assert_status(region_as(noor, "DELETE", ending(key), NULL), 403);
	assert_status(region_as(noor, "POST", one(key, "/rotaties"), "{}"), 403);
	cr_assert_eq(kringen(key), 200);
	assert_status(
		region_as(noor, "POST", "/v1/ik/bevestigingen", "{'wachtwoord':'" OLD "'}"), 201);
	assert_status(region_as(noor, "DELETE", ending(key), NULL), 200);
	cr_assert_eq(kringen(key), 401);
	cr_assert_str_eq(region_value("select count(*) from audit where handeling in "
				      "('sleutelPost', 'sleutelsDelete') and onderwerp is not null "
				      "and account_id = '" ID("51") "'"),
		"2");
}

Test(sleutel, has_no_right_that_its_maker_has_not)
{
	const char *noor = sign_in(NOOR);
	const struct reply r = ask(noor, "'kringen-lezen','vrijwilligers-lezen'", "");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/rechten/1','code':'recht.niet_van_rol'");
	assert_status(ask(noor, "'sessies-schrijven'", ""), 400);
	assert_status(ask(noor, "", ""), 400);
	assert_status(ask(sign_in(STAFF), "'vrijwilligers-lezen'", ""), 201);
}

Test(sleutel, lasts_a_year_at_most_and_an_account_has_twenty)
{
	const char *noor = sign_in(NOOR);
	assert_status(ask(noor, "'kringen-lezen'", ",'geldigDagen':367"), 400);
	for (int i = 0; i < 20; i++)
		assert_status(ask(noor, "'kringen-lezen'", ",'geldigDagen':366"), 201);
	assert_holds(ask(noor, "'kringen-lezen'", ""), "'code':'sleutel.te_veel'");
}

/* ---- what it may ---- */

Test(sleutel, does_what_its_rights_name_and_nothing_else)
{
	const struct reply key = made("");
	cr_assert_eq(kringen(key), 200);
	static const char *const closed[] = { "/v1/scholen", "/v1/aanvragen", "/v1/ik",
		"/v1/sessies", "/v1/leden", KEYS, "/v1/ik/gegevens" };
	for (size_t i = 0; i < sizeof(closed) / sizeof(closed[0]); i++) {
		const struct reply r = get(key, closed[i]);
		assert_status(r, 403);
		assert_holds(r, "'code':'sleutel.geen_recht'");
	}
	const char *secret = region_member(key, "geheim");
	assert_status(region_as(secret, "POST", "/v1/kringen", "{'naam':'K','gemeenten':[]}"), 403);
	assert_status(
		region_as(secret, "POST", KEYS, "{'naam':'x','rechten':['kringen-lezen']}"), 403);
	assert_status(region_as(secret, "DELETE", ending(key), NULL), 403);
}

Test(sleutel, does_no_more_than_its_member_may)
{
	const struct reply key = made("");
	region_sql("update lid set status = 'beeindigd' where account_id = '" ID("51") "'");
	cr_assert_eq(kringen(key), 401);
	const struct reply other =
		ask(sign_in(STAFF), "'vrijwilligers-lezen','vrijwilligers-schrijven'", "");
	cr_assert_eq(get(other, "/v1/vrijwilligers").status, 200);
	region_sql("update lid set rol = 'lezer' where account_id = '" ID("57") "'");
	const struct reply r = get(other, "/v1/vrijwilligers");
	assert_holds(r, "'code':'rol.niet_toegestaan'");
	region_sql("update account set actief = false where id = '" ID("57") "'");
	cr_assert_eq(get(other, "/v1/vrijwilligers").status, 401);
}

Test(sleutel, of_staff_has_proved_what_its_maker_had_proved)
{
	const char *staff = sign_in(STAFF);
	const struct reply without = ask(staff, "'vrijwilligers-lezen'", "");
	region_sql("update sessie set met_code = true");
	const struct reply with = ask(staff, "'vrijwilligers-lezen'", "");
	region_require_code();
	assert_holds(get(without, "/v1/vrijwilligers"), "'code':'tweede_factor.nodig'");
	cr_assert_eq(get(with, "/v1/vrijwilligers").status, 200);
}

Test(sleutel, that_is_of_no_form_or_not_known_is_refused)
{
	static const char *const odd[] = { "schakel_", "schakel_kort",
		"schakel_dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
		"Schakel_dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" };
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
		assert_status(region_as(odd[i], "GET", "/v1/kringen", NULL), 401);
	const struct reply key = made("");
	assert_status(region_as(region_member(key, "geheim") + strlen("schakel_"), "GET",
			      "/v1/kringen", NULL),
		401);
}

/* ---- its life ---- */

Test(sleutel, ends_at_its_time)
{
	const struct reply key = made(",'geldigDagen':2");
	aanmelden_now_us += 2 * DAY - SECOND;
	cr_assert_eq(kringen(key), 200);
	aanmelden_now_us += SECOND;
	cr_assert_eq(kringen(key), 401);
}

Test(sleutel, gets_another_secret_while_the_old_one_works_on_for_a_while)
{
	const char *noor = sign_in(NOOR);
	const struct reply first = ask(noor, "'kringen-lezen'", "");
	const char *rotate = one(first, "/rotaties");
	const struct reply second = region_as(noor, "POST", rotate, "{'overlapUren':2}");
	assert_status(second, 201);
	cr_assert_eq(kringen(first), 200);
	cr_assert_eq(kringen(second), 200);
	aanmelden_now_us += 2 * HOUR;
	cr_assert_eq(kringen(first), 401);
	cr_assert_eq(kringen(second), 200);
	noor = sign_in(NOOR);
	const struct reply third = region_as(noor, "POST", rotate, "{}");
	const struct reply fourth = region_as(noor, "POST", rotate, "{'overlapUren':0}");
	cr_assert_eq(kringen(second), 401);
	cr_assert_eq(kringen(third), 401);
	cr_assert_eq(kringen(fourth), 200);
	assert_status(region_as(noor, "POST", KEYS "/" NOBODY "/rotaties", "{}"), 404);
}

Test(sleutel, is_seen_changed_and_ended_by_its_owner_alone)
{
	const struct reply key = made("");
	const char *other = sign_in("b@voorbeeld.nl");
	assert_holds(region_as(other, "GET", KEYS, NULL), "{'items':[]}");
	assert_status(region_as(other, "DELETE", ending(key), NULL), 404);
	assert_status(region_as(other, "POST", one(key, "/rotaties"), "{}"), 404);
	assert_status(region_as(other, "GET", one(key, "/_gebruik"), NULL), 404);
	cr_assert_eq(kringen(key), 200);
}

Test(sleutel, ends_with_all_that_an_administrator_ends_of_its_account)
{
	const struct reply key = made("");
	region_sql("update lid set rol = 'beheerder' where account_id = '" ID("57") "'");
	assert_status(
		region_as(sign_in(STAFF), "DELETE", "/v1/accounts/" ID("51") "/sessies", NULL),
		200);
	cr_assert_eq(kringen(key), 401);
}

/* ---- how often ---- */

Test(sleutel, is_used_so_often_a_minute)
{
	const struct reply key = made(",'perMinuut':3");
	for (int i = 0; i < 3; i++)
		cr_assert_eq(kringen(key), 200);
	assert_holds(get(key, "/v1/kringen"), "'code':'te_veel.verzoeken'");
	const struct reply other = made(",'perMinuut':3");
	cr_assert_eq(kringen(other), 200);
}

static void used(struct reply key, int64_t us, int count)
{
	region_sql(region_text(
		"insert into gebruik (sleutel_id, dag, operatie, aantal, geweigerd) values "
		"('%s', (to_timestamp(%lld) at time zone 'Europe/Amsterdam')::date, "
		"'kringList', %d, 7)",
		region_member(key, "id"), (long long)(us / SECOND), count));
}

Test(sleutel, is_used_so_often_a_day_and_the_next_day_anew)
{
	const struct reply key = made(",'perDag':10");
	used(key, aanmelden_now_us, 9);
	cr_assert_eq(kringen(key), 200);
	region_sql("update gebruik set aantal = 10");
	assert_holds(get(key, "/v1/kringen"), "'code':'te_veel.vandaag'");
	aanmelden_now_us += DAY;
	cr_assert_eq(kringen(key), 200);
}

Test(sleutel, tells_what_it_was_used_for)
{
	const struct reply key = made(",'perDag':100");
	used(key, aanmelden_now_us, 9);
	used(key, aanmelden_now_us - 2 * DAY, 5);
	used(key, aanmelden_now_us - 31 * DAY, 3);
	const struct reply r = get(key, one(key, "/_gebruik"));
	assert_status(r, 200);
	assert_holds(r, "'aantal':5,'geweigerd':7},{'datum':'");
	assert_holds(r, "'operaties':[{'operatie':'kringList','aantal':14,'geweigerd':14}]");
	assert_holds(r, "'perDag':100,'vandaag':9");
	assert_status(region_as(sign_in(NOOR), "GET", one(key, "/_gebruik"), NULL), 200);
	const struct reply other = made("");
	assert_status(get(other, one(key, "/_gebruik")), 404);
}

/* ---- what ends them ---- */

Test(sleutel, asvs_7_4_3_ends_when_its_maker_chooses_another_password)
{
	const struct reply key = made("");
	cr_assert_eq(kringen(key), 200);
	(void)aanmelden_deliver();
	assert_status(region_as(NULL, "POST", "/v1/wachtwoordlinks", "{'email':'" NOOR "'}"), 202);
	cr_assert_eq(aanmelden_deliver(), 1);
	assert_status(
		region_as(NULL, "POST", "/v1/wachtwoorden",
			region_text("{'link':'%s','wachtwoord':'" NEW "'}", aanmelden_token())),
		200);
	cr_assert_eq(kringen(key), 401);
}
