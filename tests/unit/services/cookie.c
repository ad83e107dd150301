/* The session in a cookie: read strictly, and no help to other sites (ASVS 5.0, 3.3 and 3.5). */
#include "api/cookie.h"

#include <criterion/criterion.h>
#include <string.h>

#include "api/app.h"
#include "config.h"

#define TOKEN "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
#define OWN   COOKIE_NAME "=" TOKEN

static struct http_req http;

static void add(const char *name, const char *value)
{
	http.headers[http.header_count++] =
		(struct http_header){ .name = str_from(name), .value = str_from(value) };
}

static enum err read_cookies(const char *first, const char *second)
{
	http = (struct http_req){ 0 };
	if (first != NULL)
		add("Cookie", first);
	if (second != NULL)
		add("cookie", second);
	uint8_t hash[AUTH_HASH_BYTES];
	uint8_t right[AUTH_HASH_BYTES];
	const enum err e = cookie_read(&http, hash);
	cr_assert_eq(auth_token_hash(STR(TOKEN), right), ERR_OK);
	if (e == ERR_OK)
		cr_assert_arr_eq(hash, right, sizeof(right));
	return e;
}

static void init(void)
{
	cr_assert_eq(auth_init(), ERR_OK);
}

TestSuite(cookie, .init = init);

Test(cookie, is_found_among_others)
{
	cr_assert_eq(read_cookies(OWN, NULL), ERR_OK);
	cr_assert_eq(read_cookies("a=b; " OWN "; c=\"d e\"", NULL), ERR_OK);
	cr_assert_eq(read_cookies("a=b;" OWN ";", NULL), ERR_OK);
	cr_assert_eq(read_cookies("a=b", OWN), ERR_OK);
}

Test(cookie, is_one_in_its_own_form)
{
	static const char *const wrong[] = { "", ";", "=", COOKIE_NAME, COOKIE_NAME "=",
		COOKIE_NAME "=x", "schakel=" TOKEN, "__host-schakel=" TOKEN,
		COOKIE_NAME "=\"" TOKEN "\"", COOKIE_NAME " =" TOKEN, COOKIE_NAME "= " TOKEN,
		"a=b, " OWN, OWN "x", OWN "; " OWN, COOKIE_NAME "=x; " OWN };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_expect_eq(read_cookies(wrong[i], NULL), ERR_UNAUTHENTICATED, "%s", wrong[i]);
	cr_assert_eq(read_cookies(OWN, OWN), ERR_UNAUTHENTICATED);
	cr_assert_eq(read_cookies(NULL, NULL), ERR_UNAUTHENTICATED);
}

/* ---- where from ---- */

struct origin {
	const char *site, *origin;
	enum err err;
};

static enum err ask(struct task *t, void *arg)
{
	static const struct config config = { .public_url = "https://Schakel.example/start" };
	static struct app app = { .config = &config };
	struct origin *o = arg;
	http = (struct http_req){ .host = STR("intern.example:8443") };
	if (o->site != NULL)
		add("Sec-Fetch-Site", o->site);
	if (o->origin != NULL)
		add("Origin", o->origin);
	const struct req r = { .t = t, .app = &app, .http = &http };
	o->err = cookie_check_origin(&r);
	return ERR_OK;
}

static enum err origin(const char *site, const char *origin_text)
{
	struct origin o = { .site = site, .origin = origin_text };
	struct loop *l = loop_create(&loop_limits_default);
	cr_assert_eq(loop_run_task(l, ask, &o, NULL), ERR_OK);
	loop_destroy(l);
	return o.err;
}

Test(cookie, asvs_3_5_1_writes_from_a_page_of_ours)
{
	cr_assert_eq(origin("same-origin", "https://schakel.example"), ERR_OK);
	cr_assert_eq(origin("same-origin", NULL), ERR_OK);
	cr_assert_eq(origin(NULL, "https://schakel.example"), ERR_OK);
	cr_assert_eq(origin(NULL, "https://intern.example:8443"), ERR_OK);
}

Test(cookie, asvs_3_5_1_writes_from_nowhere_else)
{
	static const char *const sites[] = { "cross-site", "same-site", "none", "",
		"same-origin, cross-site" };
	for (size_t i = 0; i < sizeof(sites) / sizeof(sites[0]); i++)
		cr_expect_eq(
			origin(sites[i], "https://schakel.example"), ERR_FORBIDDEN, "%s", sites[i]);
	static const char *const origins[] = { "null", "", "https://kwaad.example",
		"http://schakel.example", "https://schakel.example.kwaad.example",
		"https://kwaad.schakel.example", "https://schakel.example:444",
		"https://schakel.example/", "http://intern.example:8443", "https://intern.example",
		"https://schakel.example https://schakel.example" };
	for (size_t i = 0; i < sizeof(origins) / sizeof(origins[0]); i++) {
		cr_expect_eq(origin(NULL, origins[i]), ERR_FORBIDDEN, "%s", origins[i]);
		cr_expect_eq(origin("same-origin", origins[i]), ERR_FORBIDDEN, "%s", origins[i]);
	}
	cr_assert_eq(origin(NULL, NULL), ERR_FORBIDDEN);
}
