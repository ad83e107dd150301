#include "admin/import_feature.h"

#include <criterion/criterion.h>
#include <string.h>

#include "admin/import_grens.h"
#include "base/buf.h"

struct uitkomst {
	struct buf tekst; /* "line:text\n" for each feature */
	enum err err;
	const char *fault;
};

static enum err on_feature(void *arg, size_t regel, struct str tekst)
{
	struct uitkomst *u = arg;
	buf_addf(&u->tekst, "%zu:%.*s\n", regel, STR_FMT(tekst));
	return ERR_OK;
}

/* The text in two pieces, cut at `cut`. */
static void read_cut(struct str text, size_t cut, struct uitkomst *u)
{
	*u = (struct uitkomst){ .err = ERR_OK };
	buf_init(&u->tekst, 65536);
	struct feature_lezer *l = feature_create(on_feature, u);
	u->err = feature_push(l, text.ptr, cut);
	if (u->err == ERR_OK)
		u->err = feature_push(l, text.ptr + cut, text.len - cut);
	if (u->err == ERR_OK)
		u->err = feature_end(l);
	u->fault = feature_fault(l);
	feature_destroy(l);
}

static const char collection[] =
	"{\"type\": \"FeatureCollection\", \"crs\": {\"a\": [1, \"]}\"]},\n"
	"\"features\": [\n"
	"{\"type\":\"Feature\",\"properties\":{\"naam\":\"een { \\\" ] , "
	"\\\\\"},\"geometry\":null},\n"
	"  {\"b\":[{\"c\":[]}]}\n"
	"], \"naam\": \"features\"}\n";

static const char expected[] = "3:{\"type\":\"Feature\",\"properties\":{\"naam\":\"een { \\\" ] , "
			       "\\\\\"},\"geometry\":null}\n"
			       "4:{\"b\":[{\"c\":[]}]}\n";

Test(import_feature, cuts_the_same_features_at_every_split_of_the_bytes)
{
	const struct str text = str_from(collection);
	for (size_t cut = 0; cut <= text.len; cut++) {
		struct uitkomst u;
		read_cut(text, cut, &u);
		cr_assert_eq(u.err, ERR_OK, "cut at %zu: %s", cut, u.fault ? u.fault : "");
		buf_add_char(&u.tekst, '\0');
		cr_assert_str_eq(u.tekst.ptr, expected);
		buf_fini(&u.tekst);
	}
}

Test(import_feature, refuses_a_text_that_is_cut_off_at_every_place)
{
	/* Up to the closing brace; white space behind it is no loss. */
	const struct str text = { collection, strlen(collection) - 2 };
	for (size_t len = 0; len <= text.len; len++) {
		struct uitkomst u;
		read_cut((struct str){ text.ptr, len }, len / 2, &u);
		cr_expect_eq(u.err, ERR_INVALID, "%zu bytes pass", len);
		cr_expect(u.fault != NULL);
		buf_fini(&u.tekst);
	}
}

Test(import_feature, refuses_what_is_no_collection)
{
	static const char *const bad[] = {
		"[]",
		"{}",
		"{\"features\":{}}",
		"{\"features\":[1]}",
		"{\"features\":[{},]}",
		"{\"features\":[,{}]}",
		"{\"features\":[{}{}]}",
		"{\"features\":[{}],\"features\":[{}]}",
		"{\"features\":[{]}]}",
		"{\"features\":[{}]} x",
		"{\"features\":[{}]}{}",
		"{\"a\":[}",
		"{features:[]}",
		"{\"a\" 1}",
		"id;naam\n1;een\n",
	};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct uitkomst u;
		read_cut(str_from(bad[i]), 1, &u);
		cr_expect_eq(u.err, ERR_INVALID, "%s passes", bad[i]);
		cr_expect(u.fault != NULL, "%s has no reason", bad[i]);
		buf_fini(&u.tekst);
	}
}

Test(import_feature, takes_an_empty_list_and_odd_white_space)
{
	struct uitkomst u;
	read_cut(str_from(" \r\n\t{ \"features\" : [ ] , \"x\" : -1.5e3 } \n"), 5, &u);
	cr_expect_eq(u.err, ERR_OK, "%s", u.fault ? u.fault : "");
	cr_expect_eq(u.tekst.len, 0);
	buf_fini(&u.tekst);
}

Test(import_feature, holds_a_feature_to_its_maximum)
{
	static const char head[] = "{\"features\":[";
	const size_t largest = IMPORT_MAX_FEATURE_BYTES;
	char *feature = malloc(largest + 1);
	cr_assert(feature != NULL);
	memset(feature, ' ', largest + 1);
	feature[0] = '{';
	for (size_t extra = 0; extra <= 1; extra++) {
		struct uitkomst u = { .err = ERR_OK };
		buf_init(&u.tekst, 2 * largest);
		struct feature_lezer *l = feature_create(on_feature, &u);
		feature[largest + extra - 1] = '}';
		cr_assert_eq(feature_push(l, head, strlen(head)), ERR_OK);
		cr_expect_eq(feature_push(l, feature, largest + extra),
			extra == 0 ? ERR_OK : ERR_INVALID);
		feature[largest - 1] = ' ';
		feature_destroy(l);
		buf_fini(&u.tekst);
	}
	free(feature);
}

static enum err stop_at_once(void *arg, size_t regel, struct str tekst)
{
	(void)regel;
	(void)tekst;
	++*(int *)arg;
	return ERR_CONFLICT;
}

Test(import_feature, stops_when_the_receiver_says_so)
{
	int calls = 0;
	struct feature_lezer *l = feature_create(stop_at_once, &calls);
	const struct str text = str_from("{\"features\":[{},{},{}]}");
	cr_expect_eq(feature_push(l, text.ptr, text.len), ERR_CONFLICT);
	cr_expect_eq(feature_push(l, text.ptr, text.len), ERR_CONFLICT);
	cr_expect_eq(feature_end(l), ERR_CONFLICT);
	cr_expect_eq(calls, 1);
	cr_expect(feature_fault(l) == NULL);
	feature_destroy(l);
}

Test(import_feature, names_the_properties_and_nothing_else)
{
	struct arena a;
	arena_init(&a, 4096);
	struct str namen[3];
	const size_t count = feature_eigenschappen(&a,
		str_from("{\"id\":\"x\",\"properties\":{\"een\":{\"diep\":1},\"twee\":[{\"a\":2}],"
			 "\"drie:\":\"v\"},"
			 "\"geometry\":{\"type\":\"Point\"}}"),
		namen, 3);
	cr_assert_eq(count, 3);
	cr_expect_str_eq(namen[0].ptr, "een");
	cr_expect_str_eq(namen[1].ptr, "twee");
	cr_expect_str_eq(namen[2].ptr, "drie:");
	cr_expect_eq(
		feature_eigenschappen(&a, str_from("{\"properties\":{\"a\":1,\"b\":2}}"), namen, 1),
		1);
	cr_expect_eq(feature_eigenschappen(&a, str_from("{\"properties\":{\"a"), namen, 3), 0);
	arena_fini(&a);
}
