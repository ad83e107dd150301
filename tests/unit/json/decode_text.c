#include "decoding.h"

static const char *const soorten[] = { "po", "vo", NULL };

static union {
	struct str text;
	int64_t number;
	int32_t date;
	int32_t index;
	bool yes;
	struct uuid id;
} got;

struct parameter {
	struct str text;
	struct jsn_value value;
	struct buf faults;
};

static enum err run(struct task *t, void *arg)
{
	struct parameter *p = arg;
	jsn_decode_text(t, p->text, &p->value, "?zoek", &got);
	struct decoding d = { .faults = p->faults };
	decoding_note(&d, t);
	p->faults = d.faults;
	return task_faults_check(t);
}

static void expect(struct jsn_value value, struct str text, const char *code)
{
	struct parameter p = { .text = text, .value = value };
	buf_init(&p.faults, 4096);
	const enum err e = in_task(run, &p);
	if (code == NULL) {
		cr_assert_eq(e, ERR_OK, "%.*s: %.*s", STR_FMT(text), STR_FMT(buf_str(&p.faults)));
	} else {
		char line[100];
		snprintf(line, sizeof(line), "?zoek %s;", code);
		cr_assert(str_eq(buf_str(&p.faults), str_from(line)), "%.*s: %.*s", STR_FMT(text),
			STR_FMT(buf_str(&p.faults)));
	}
	buf_fini(&p.faults);
}

Test(jsn_decode_text, reads_integers)
{
	const struct jsn_value limit = { .kind = JSN_INTEGER, .min = 1, .max = 100 };
	expect(limit, STR("100"), NULL);
	cr_assert_eq(got.number, 100);
	expect(limit, STR("0"), "veld.te_klein");
	expect(limit, STR("101"), "veld.te_groot");
	expect(limit, STR("1.0"), "veld.type");
	expect(limit, STR(""), "veld.type");
	expect(limit, STR("99999999999999999999"), "veld.type");
	cr_assert_eq(got.number, 100);
}

Test(jsn_decode_text, reads_booleans)
{
	const struct jsn_value value = { .kind = JSN_BOOLEAN };
	expect(value, STR("true"), NULL);
	cr_assert(got.yes);
	expect(value, STR("false"), NULL);
	cr_assert_not(got.yes);
	expect(value, STR("True"), "veld.type");
	expect(value, STR("1"), "veld.type");
	expect(value, STR_NULL, "veld.type");
}

Test(jsn_decode_text, reads_dates_instants_and_ids)
{
	expect((struct jsn_value){ .kind = JSN_DATE }, STR("2026-11-24"), NULL);
	cr_assert_eq(got.date, date_from_civil(2026, 11, 24));
	expect((struct jsn_value){ .kind = JSN_DATE }, STR("2026-02-31"), "veld.formaat");
	expect((struct jsn_value){ .kind = JSN_INSTANT }, STR("1970-01-01T00:00:01Z"), NULL);
	cr_assert_eq(got.number, 1000000);
	expect((struct jsn_value){ .kind = JSN_INSTANT }, STR("1970-01-01"), "veld.formaat");
	expect((struct jsn_value){ .kind = JSN_UUID }, STR("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"),
		NULL);
	cr_assert_eq(got.id.b[1], 0x7f);
	expect((struct jsn_value){ .kind = JSN_UUID }, STR("017f22e2"), "veld.formaat");
}

Test(jsn_decode_text, reads_choices)
{
	const struct jsn_value value = { .kind = JSN_ENUM, .names = soorten };
	expect(value, STR("vo"), NULL);
	cr_assert_eq(got.index, 1);
	expect(value, STR("VO"), "veld.keuze");
	expect(value, STR(""), "veld.keuze");
}

Test(jsn_decode_text, holds_strings_to_their_bounds)
{
	const struct jsn_value value = {
		.kind = JSN_STRING, .min = 1, .max = 3, .pattern = "^[a-zë]*$"
	};
	/* Not terminated by NUL: what stands behind it is not looked at. */
	char *abc = malloc(3);
	memcpy(abc, "abc", 3);
	expect(value, (struct str){ abc, 3 }, NULL);
	cr_assert(str_eq(got.text, STR("abc")));
	free(abc);
	expect(value, STR("abcd"), "veld.te_lang");
	expect(value, STR(""), "veld.te_kort");
	expect(value, STR_NULL, "veld.te_kort");
	expect(value, STR("aB"), "veld.patroon");
	expect(value, STR("a\xFF"), "veld.tekens");
	expect(value, STR("a\0b"), "veld.tekens");
}
