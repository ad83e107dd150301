#include "decoding.h"

#include <stdlib.h>

#include "json/scan.h"

/* A schema that nests within itself, to go as deep as the decoder will. */
struct knoop {
	struct jsn_array kinderen;
	enum jsn_has has_kinderen;
};

static const struct jsn_schema knoop_schema;
static const struct jsn_value knoop_item = { .kind = JSN_OBJECT, .object = &knoop_schema };
static const struct jsn_member knoop_members[] = {
	{ .name = "k",
		.value = { .kind = JSN_ARRAY,
			.max = 10,
			.item = &knoop_item,
			.item_size = sizeof(struct knoop) },
		.offset = offsetof(struct knoop, kinderen),
		.has_offset = offsetof(struct knoop, has_kinderen) },
};
static const struct jsn_schema knoop_schema = { "knoop", knoop_members, 1, sizeof(struct knoop),
	0 };

/* Objects and arrays in each other, `pairs` of them. */
static struct buf nested(int pairs, const char *inner)
{
	struct buf text;
	buf_init(&text, 1 << 20);
	for (int i = 0; i < pairs; i++)
		buf_add_str(&text, STR("{\"k\":["));
	buf_add_str(&text, str_from(inner));
	for (int i = 0; i < pairs; i++)
		buf_add_str(&text, STR("]}"));
	return text;
}

static void expect_nested(int pairs, const char *inner, const char *faults)
{
	struct buf text = nested(pairs, inner);
	struct knoop v;
	expect_decode(buf_str(&text), &knoop_schema, &v, faults, NULL);
	buf_fini(&text);
}

Test(jsn_decode, goes_32_deep_and_not_deeper)
{
	expect_nested(16, "", "");
	expect_nested(16, "{}", "(al) json.syntax;");
	expect_nested(15, "{\"k\":[]}", "");
	expect_nested(15, "{\"x\":1}",
		"/k/0/k/0/k/0/k/0/k/0/k/0/k/0/k/0/k/0/k/0/k/0/k/0/k/0/k/0/k/0/x veld.onbekend;");
}

Test(jsn_decode, does_not_count_brackets_in_strings)
{
	struct knoop v;
	expect_decode(STR("{\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"{{{{{{{{\":1}"),
		&knoop_schema, &v,
		"/[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"{{{{{{{{ veld.onbekend;", NULL);
}

Test(jsn_scan, never_lets_the_parser_go_deeper_than_its_limit)
{
	struct buf text;
	buf_init(&text, 1 << 20);
	for (int i = 0; i < 60000; i++)
		buf_add_char(&text, '[');
	cr_assert_not_null(jsn_scan(buf_str(&text)));
	text.len = 32;
	cr_assert_null(jsn_scan(buf_str(&text)));
	text.len = 33;
	cr_assert_not_null(jsn_scan(buf_str(&text)));
	buf_fini(&text);
	cr_assert_null(jsn_scan(STR("]]]]}}}}")));
	cr_assert_null(jsn_scan(STR("\"\\")));
	cr_assert_null(jsn_scan(STR_NULL));
}

/* An object of `count` members that nobody knows. */
static struct buf many_members(int count)
{
	struct buf text;
	buf_init(&text, 1 << 20);
	buf_add_char(&text, '{');
	for (int i = 0; i < count; i++)
		buf_addf(&text, "%s\"m%d\":{\":\":0}", i > 0 ? "," : "", i);
	buf_add_char(&text, '}');
	return text;
}

Test(jsn_scan, takes_512_members_and_not_one_more)
{
	struct buf text = many_members(JSN_MAX_MEMBERS);
	cr_assert_null(jsn_scan(buf_str(&text)));
	buf_fini(&text);
	text = many_members(JSN_MAX_MEMBERS + 1);
	cr_assert_not_null(strstr(jsn_scan(buf_str(&text)), "512"));
	struct knoop v;
	expect_decode(buf_str(&text), &knoop_schema, &v, "(al) json.syntax;", NULL);
	buf_fini(&text);
}

static enum err count_faults(struct task *t, void *arg)
{
	struct decoding *d = arg;
	const enum err e = jsn_decode(t, d->text, d->schema, d->ret_struct);
	size_t count;
	task_faults(t, &count);
	cr_assert_eq(count, TASK_MAX_FAULTS);
	return e;
}

Test(jsn_decode, reports_the_first_50_of_many_faults)
{
	struct buf text = many_members(JSN_MAX_MEMBERS);
	struct knoop v;
	struct decoding d = { .text = buf_str(&text), .schema = &knoop_schema, .ret_struct = &v };
	cr_assert_eq(in_task(count_faults, &d), ERR_INVALID);
	buf_fini(&text);
}

static enum err expect_too_large(struct task *t, void *arg)
{
	struct decoding *d = arg;
	const enum err e = jsn_decode(t, d->text, d->schema, d->ret_struct);
	cr_assert_str_eq(task_error(t)->code, "json.te_groot");
	return e;
}

Test(jsn_decode, takes_64_kib_and_not_a_byte_more)
{
	char *text = malloc(JSN_MAX_BYTES + 1);
	memset(text, ' ', JSN_MAX_BYTES + 1);
	memcpy(text, "{}", 2);
	struct knoop v;
	expect_decode((struct str){ text, JSN_MAX_BYTES }, &knoop_schema, &v, "", NULL);
	struct decoding d = {
		.text = { text, JSN_MAX_BYTES + 1 }, .schema = &knoop_schema, .ret_struct = &v
	};
	cr_assert_eq(in_task(expect_too_large, &d), ERR_TOO_LARGE);
	free(text);
}

Test(jsn_scan_numbers, minds_a_number_that_would_be_rounded_to_another)
{
	static const char *const bad[] = { "0.99999999999999999999", "27.0000000000000001",
		"1e-400", "-499.99999999999999999", "1234567890123456.5", "1E+301",
		"[1,2.0000000000000001]", "1e99999999999", "1234567890123456e0" };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		cr_expect_not(jsn_scan_numbers(str_from(bad[i])), "%s", bad[i]);
}

Test(jsn_scan_numbers, takes_numbers_that_stay_what_they_are)
{
	static const char *const good[] = { "27", "27.0", "27.000000000000000000000", "-0.5", "1e2",
		"12345678901234567890", "9007199254740992.0", "123456789012.345", "2.50e+2",
		"0.000000000000000000001", "\"0.99999999999999999999\"",
		"{\"a1\":1,\"b\":[2.5e-3]}" };
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		cr_expect(jsn_scan_numbers(str_from(good[i])), "%s", good[i]);
}
