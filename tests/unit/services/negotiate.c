#include "api/negotiate.h"

#include <criterion/criterion.h>
#include <string.h>

struct call {
	const char *name, *value;
	const char *second; /* the same field again */
	const char *media;  /* of the answer, or of the body that is expected */
	size_t body_len;
	enum err (*ask)(struct req *r, const char *media);
	enum err said;
	int64_t if_match;
};

static enum err ask_accept(struct req *r, const char *media)
{
	return negotiate_accept(r, media);
}

static enum err ask_body(struct req *r, const char *media)
{
	(void)media;
	return negotiate_body(r);
}

static enum err ask_if_match(struct req *r, const char *media)
{
	(void)media;
	negotiate_if_match(r);
	TRY(task_faults_check(r->t));
	return negotiate_has_version(r) ? ERR_OK : ERR_PRECONDITION_REQUIRED;
}

static enum err run(struct task *t, void *arg)
{
	struct call *c = arg;
	static const struct jsn_schema schema = { .name = "x" };
	const struct api_operation op = {
		.body = c->body_len > 0 ? &schema : NULL, .body_media = c->media, .if_match = true
	};
	struct http_req *http = ARENA_NEW(task_arena(t), struct http_req);
	if (c->value != NULL)
		http->headers[http->header_count++] =
			(struct http_header){ str_from(c->name), str_from(c->value) };
	if (c->second != NULL)
		http->headers[http->header_count++] =
			(struct http_header){ str_from(c->name), str_from(c->second) };
	http->body = (struct str){ "{}", c->body_len };
	struct req r = { .t = t, .http = http, .op = &op };
	c->said = c->ask(&r, c->media);
	c->if_match = r.if_match;
	return ERR_OK;
}

static enum err say(struct call c, int64_t *ret_if_match)
{
	struct loop *l = loop_create(&loop_limits_default);
	cr_assert_eq(loop_run_task(l, run, &c, NULL), ERR_OK);
	loop_destroy(l);
	if (ret_if_match != NULL)
		*ret_if_match = c.if_match;
	return c.said;
}

static enum err accept_of(const char *value)
{
	return say((struct call){ .name = "Accept",
			   .value = value,
			   .media = "application/json",
			   .ask = ask_accept },
		NULL);
}

Test(negotiate_accept, takes_what_includes_the_answer)
{
	static const char *const fine[] = { NULL, "", "*/*", "application/json", "APPLICATION/JSON",
		"application/*", "text/html, application/json;q=0.5", "text/html;q=1, */*;q=0.1",
		"application/json; charset=utf-8", "application/json;q=1.0" };
	for (size_t i = 0; i < sizeof(fine) / sizeof(fine[0]); i++)
		cr_assert_eq(accept_of(fine[i]), ERR_OK, "%s", fine[i]);
}

Test(negotiate_accept, refuses_what_leaves_the_answer_out)
{
	static const char *const wrong[] = { "text/html", "text/*", "application/xml",
		"application/json;q=0", "*/*, application/json;q=0", "application/jsonx",
		"*/*;q=0.000" };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_assert_eq(accept_of(wrong[i]), ERR_NOT_ACCEPTABLE, "%s", wrong[i]);
}

Test(negotiate_accept, takes_more_lines_as_one_list)
{
	struct call c = { .name = "Accept",
		.value = "text/plain",
		.second = "image/png",
		.media = "application/json",
		.ask = ask_accept };
	cr_assert_eq(say(c, NULL), ERR_NOT_ACCEPTABLE);
	c.second = "application/json";
	cr_assert_eq(say(c, NULL), ERR_OK);
}

static enum err ask_language(struct req *r, const char *media)
{
	(void)media;
	negotiate_language(r);
	r->if_match = r->taal;
	return ERR_OK;
}

static enum score_taal language_of(const char *value, const char *second)
{
	int64_t taal = -1;
	cr_assert_eq(say((struct call){ .name = "Accept-Language",
				 .value = value,
				 .second = second,
				 .ask = ask_language },
			     &taal),
		ERR_OK);
	return (enum score_taal)taal;
}

Test(negotiate_language, is_the_one_that_is_wanted_most)
{
	static const char *const english[] = { "en", "EN", "en-GB", "en-GB-oxendict", "en, nl",
		"nl;q=0.5, en;q=0.501", "nl;q=0.1,en;q=0.2,de", "en;q=0.001", "nl;q=0, *",
		"nl;q=0.2 , *;q=0.3", " en ; q=1.000 ,nl;Q=0.999", ",, en", "de, en;q=0.1, fr",
		"nl;q=0.1, en-US;q=0.2, en;q=0.05", "en;q=1." };
	for (size_t i = 0; i < sizeof(english) / sizeof(english[0]); i++)
		cr_assert_eq(language_of(english[i], NULL), SCORE_TAAL_EN, "%s", english[i]);
	static const char *const dutch[] = { "nl", "nl-BE", "nl, en", "*", "en;q=0.5, nl;q=0.5, nl",
		"en;q=0.9, nl", "en;q=0, *;q=0.1", "*, en;q=0.5" };
	for (size_t i = 0; i < sizeof(dutch) / sizeof(dutch[0]); i++)
		cr_assert_eq(language_of(dutch[i], NULL), SCORE_TAAL_NL, "%s", dutch[i]);
}

Test(negotiate_language, takes_more_lines_as_one_list)
{
	cr_assert_eq(language_of("nl;q=0.5", "en"), SCORE_TAAL_EN);
	cr_assert_eq(language_of("en;q=0.5", "nl"), SCORE_TAAL_NL);
	cr_assert_eq(language_of("en", "nl;q=2"), SCORE_TAAL_NL);
}

Test(negotiate_language, is_dutch_where_none_is_asked_or_none_of_ours)
{
	static const char *const none[] = { NULL, "", " ", ",", "de", "fr, de;q=0.5", "en;q=0",
		"en;q=0.000, nl;q=0", "*;q=0" };
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		cr_assert_eq(language_of(none[i], NULL), SCORE_TAAL_NL, "%s", none[i]);
}

static enum err ask_with_account(struct req *r, const char *media)
{
	(void)media;
	negotiate_language(r);
	negotiate_speak(r, r->taal);
	negotiate_language_of_account(r, true);
	r->if_match = r->taal;
	const char *said = task_say(r->t, "Deze aanvraag");
	cr_assert_str_eq(said, r->taal == SCORE_TAAL_EN ? "This request" : "Deze aanvraag");
	return ERR_OK;
}

Test(negotiate_language, is_that_of_the_account_where_none_is_asked)
{
	static const struct {
		const char *asked;
		enum score_taal taal;
	} all[] = { { NULL, SCORE_TAAL_EN }, { "*", SCORE_TAAL_EN }, { "de", SCORE_TAAL_EN },
		{ "en;q=2", SCORE_TAAL_EN }, { "nl;q=0", SCORE_TAAL_EN }, { "nl", SCORE_TAAL_NL },
		{ "en;q=0, *", SCORE_TAAL_NL }, { "en", SCORE_TAAL_EN } };
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		int64_t taal = -1;
		(void)!say((struct call){ .name = "Accept-Language",
				   .value = all[i].asked,
				   .ask = ask_with_account },
			&taal);
		cr_assert_eq(taal, all[i].taal, "%s", all[i].asked);
	}
}

Test(negotiate_language, is_dutch_when_the_field_is_in_no_form)
{
	static const char *const wrong[] = { "en;q", "en;q=", "en;q=2", "en;q=1.001", "en;q=0.1234",
		"en;q=.5", "en;q=-1", "en;q=0,5", "en;x=1", "en;q=1;q=1", "en;", "e n", "en-",
		"-en", "en--GB", "en_GB", "e2", "abcdefghi, en", "en-abcdefghi", "en;q=1 x",
		"*-en, en", "\xc3\xa9n, en", "en;q= 1" };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_assert_eq(language_of(wrong[i], NULL), SCORE_TAAL_NL, "%s", wrong[i]);
}

/* So many times a range of two letters, and English at the end. */
static enum score_taal after_others(size_t count, const char *other)
{
	struct buf text = { .max_bytes = 4096 };
	for (size_t i = 0; i < count; i++)
		buf_add_str(&text, str_from(other));
	buf_add(&text, "en", 3);
	const enum score_taal taal = language_of(text.ptr, NULL);
	buf_fini(&text);
	return taal;
}

Test(negotiate_language, says_nothing_beyond_its_limits)
{
	cr_assert_eq(after_others(31, "de,"), SCORE_TAAL_EN);
	cr_assert_eq(after_others(32, "de,"), SCORE_TAAL_NL);
	cr_assert_eq(after_others(30, "abcdefgh-abcdefg,"), SCORE_TAAL_EN); /* 512 bytes */
	cr_assert_eq(after_others(30, "abcdefgh-abcdefgh,"), SCORE_TAAL_NL);
	cr_assert_eq(language_of("en", "de,de,de,de,de,de,de,de,de,de,de,de,de,de,de,de,"
				       "de,de,de,de,de,de,de,de,de,de,de,de,de,de,de,de"),
		SCORE_TAAL_NL);
}

static enum err body_of(const char *value, const char *second)
{
	return say((struct call){ .name = "Content-Type",
			   .value = value,
			   .second = second,
			   .body_len = 2,
			   .media = "application/merge-patch+json",
			   .ask = ask_body },
		NULL);
}

Test(negotiate_body, takes_only_the_form_of_the_contract)
{
	cr_assert_eq(body_of("application/merge-patch+json", NULL), ERR_OK);
	cr_assert_eq(body_of("Application/Merge-Patch+JSON; charset=UTF-8", NULL), ERR_OK);
	cr_assert_eq(body_of("application/json", NULL), ERR_MEDIA_TYPE);
	cr_assert_eq(body_of(NULL, NULL), ERR_MEDIA_TYPE);
	cr_assert_eq(body_of("application/merge-patch+json; charset=latin1", NULL), ERR_MEDIA_TYPE);
	cr_assert_eq(body_of("application/merge-patch+json", "application/merge-patch+json"),
		ERR_MEDIA_TYPE);
}

Test(negotiate_body, takes_no_coding)
{
	struct call c = { .name = "Content-Encoding",
		.value = "gzip",
		.body_len = 2,
		.media = "application/json",
		.ask = ask_body };
	cr_assert_eq(say(c, NULL), ERR_MEDIA_TYPE);
}

static enum err if_match_of(const char *value, const char *second, int64_t *ret_version)
{
	return say(
		(struct call){
			.name = "If-Match", .value = value, .second = second, .ask = ask_if_match },
		ret_version);
}

Test(negotiate_if_match, reads_one_strong_version)
{
	int64_t version = 0;
	cr_assert_eq(if_match_of("\"7\"", NULL, &version), ERR_OK);
	cr_assert_eq(version, 7);
}

Test(negotiate_if_match, asks_for_the_header)
{
	cr_assert_eq(if_match_of(NULL, NULL, NULL), ERR_PRECONDITION_REQUIRED);
}

Test(negotiate_if_match, matches_nothing_with_a_tag_that_is_not_ours)
{
	static const char *const forms[] = { "W/\"7\"", "\"x\"", "\"0\"", "\"01\"", "\"-1\"",
		"\"99999999999999999999\"" };
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		int64_t version = 9;
		cr_assert_eq(if_match_of(forms[i], NULL, &version), ERR_OK, "%s", forms[i]);
		cr_assert_eq(version, 0, "%s", forms[i]);
	}
}

Test(negotiate_if_match, takes_neither_any_nor_several_nor_another_form)
{
	static const char *const forms[] = { "*", "7", "\"7\", \"8\"", "\"\"", "", "\"", "W/",
		"W/\"", "w/\"7\"", "\"7", "7\"", "\"7 8\"", "\"caf\xc3\xa9\"",
		"\"1234567890123456789012345678901234567890123456789012345678901234567890123456789"
		"012345678901\"" };
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		cr_assert_eq(if_match_of(forms[i], NULL, NULL), ERR_INVALID, "%s", forms[i]);
	cr_assert_eq(if_match_of("\"7\"", "\"7\"", NULL), ERR_INVALID);
}
