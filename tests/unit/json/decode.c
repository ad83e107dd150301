#include "decoding.h"

struct tijdvak {
	int32_t datum;
	enum jsn_has has_datum;
	int32_t dagdeel;
	enum jsn_has has_dagdeel;
};

struct aanvraag {
	struct str naam;
	enum jsn_has has_naam;
	int64_t aantal;
	enum jsn_has has_aantal;
	bool online;
	enum jsn_has has_online;
	struct uuid school;
	enum jsn_has has_school;
	int64_t gemaakt;
	enum jsn_has has_gemaakt;
	struct str email;
	enum jsn_has has_email;
	struct jsn_array tijdvakken;
	enum jsn_has has_tijdvakken;
	struct jsn_array groepen;
	enum jsn_has has_groepen;
	struct tijdvak eerste;
	enum jsn_has has_eerste;
	struct str postcode;
	enum jsn_has has_postcode;
};

#define MEMBER(type, field, is_required, ...)                                        \
	{                                                                            \
		.name = #field, .value = { __VA_ARGS__ }, .required = (is_required), \
		.offset = offsetof(struct type, field),                              \
		.has_offset = offsetof(struct type, has_##field)                     \
	}

static const char *const dagdelen[] = { "ochtend", "middag", NULL };

static const struct jsn_member tijdvak_members[] = {
	MEMBER(tijdvak, datum, true, .kind = JSN_DATE),
	MEMBER(tijdvak, dagdeel, false, .kind = JSN_ENUM, .names = dagdelen, .nullable = true),
};

static const struct jsn_schema tijdvak_schema = { "tijdvak", tijdvak_members, 2,
	sizeof(struct tijdvak), 0 };

static const struct jsn_value tijdvak_item = { .kind = JSN_OBJECT, .object = &tijdvak_schema };
static const struct jsn_value groep_item = { .kind = JSN_INTEGER, .min = 1, .max = 8 };

static const struct jsn_member aanvraag_members[] = {
	MEMBER(aanvraag, naam, true, .kind = JSN_STRING, .min = 2, .max = 5),
	MEMBER(aanvraag, aantal, false, .kind = JSN_INTEGER, .min = 1, .max = INT64_MAX),
	MEMBER(aanvraag, online, false, .kind = JSN_BOOLEAN),
	MEMBER(aanvraag, school, false, .kind = JSN_UUID, .nullable = true),
	MEMBER(aanvraag, gemaakt, false, .kind = JSN_INSTANT),
	MEMBER(aanvraag, email, false, .kind = JSN_STRING, .max = 254, .format = JSN_FORMAT_EMAIL),
	MEMBER(aanvraag, tijdvakken, false, .kind = JSN_ARRAY, .min = 1, .max = 3,
		.item = &tijdvak_item, .item_size = sizeof(struct tijdvak), .unique_items = true),
	MEMBER(aanvraag, groepen, false, .kind = JSN_ARRAY, .max = 8, .item = &groep_item,
		.item_size = sizeof(int64_t), .unique_items = true),
	MEMBER(aanvraag, eerste, false, .kind = JSN_OBJECT, .object = &tijdvak_schema,
		.nullable = true),
	MEMBER(aanvraag, postcode, false, .kind = JSN_STRING, .max = 6,
		.pattern = "^[1-9][0-9]{3}[A-Z]{2}$"),
};

static const struct jsn_schema aanvraag_schema = { "aanvraag", aanvraag_members,
	sizeof(aanvraag_members) / sizeof(aanvraag_members[0]), sizeof(struct aanvraag), 0 };

static void expect(const char *text, const char *faults)
{
	struct aanvraag v;
	expect_decode(str_from(text), &aanvraag_schema, &v, faults, NULL);
}

static void look_at_all(const void *decoded)
{
	const struct aanvraag *v = decoded;
	cr_assert(str_eq(v->naam, STR("vmbo")));
	cr_assert_eq(v->aantal, 24);
	cr_assert(v->online);
	cr_assert_eq(v->school.b[0], 0x01);
	cr_assert_eq(v->school.b[15], 0x8f);
	cr_assert_eq(v->gemaakt, 1500000);
	cr_assert_eq(v->tijdvakken.count, 2);
	const struct tijdvak *tijdvakken = v->tijdvakken.items;
	cr_assert_eq(tijdvakken[0].datum, date_from_civil(2026, 11, 24));
	cr_assert_eq(tijdvakken[0].dagdeel, 1);
	cr_assert_eq(tijdvakken[1].has_dagdeel, JSN_NULL);
	cr_assert_eq(v->groepen.count, 2);
	cr_assert_eq(((const int64_t *)v->groepen.items)[1], 8);
	cr_assert_eq(v->has_eerste, JSN_VALUE);
	cr_assert_eq(v->eerste.datum, 0);
	cr_assert_eq(v->eerste.has_dagdeel, JSN_ABSENT);
	cr_assert_eq(v->has_postcode, JSN_ABSENT);
	cr_assert_null(v->postcode.ptr);
}

Test(jsn_decode, fills_the_struct)
{
	struct aanvraag v;
	memset(&v, 0xFF, sizeof(v));
	expect_decode(STR("{\"naam\":\"vmbo\",\"aantal\":24,\"online\":true,"
			  "\"school\":\"017f22e2-79b0-7cc3-98c4-dc0c0c07398f\","
			  "\"gemaakt\":\"1970-01-01T01:00:01.5+01:00\",\"tijdvakken\":["
			  "{\"datum\":\"2026-11-24\",\"dagdeel\":\"middag\"},"
			  "{\"datum\":\"2026-11-25\",\"dagdeel\":null}],\"groepen\":[7,8],"
			  "\"eerste\":{\"datum\":\"1970-01-01\"}}"),
		&aanvraag_schema, &v, "", look_at_all);
}

static void look_at_null(const void *decoded)
{
	const struct aanvraag *v = decoded;
	cr_assert_eq(v->has_school, JSN_NULL);
	cr_assert(uuid_is_nil(v->school));
	cr_assert_eq(v->has_eerste, JSN_NULL);
	cr_assert_eq(v->has_online, JSN_ABSENT);
	cr_assert_eq(v->has_groepen, JSN_VALUE);
	cr_assert_eq(v->groepen.count, 0);
}

Test(jsn_decode, tells_null_from_absent)
{
	struct aanvraag v;
	expect_decode(STR("{\"naam\":\"vmbo\",\"school\":null,\"eerste\":null,\"groepen\":[]}"),
		&aanvraag_schema, &v, "", look_at_null);
	expect("{\"naam\":null,\"online\":null,\"tijdvakken\":null,\"groepen\":[null]}",
		"/naam veld.null;/online veld.null;/tijdvakken veld.null;/groepen/0 veld.null;");
}

Test(jsn_decode, reports_all_faults_at_once)
{
	expect("{\"aantal\":0,\"online\":1,\"school\":\"x\",\"gemaakt\":\"2026-02-30T00:00:00Z\","
	       "\"email\":\"a@b\",\"tijdvakken\":[{\"datum\":\"2026-02-31\",\"dagdeel\":\"nacht\"},"
	       "{}],\"groepen\":[1,9,\"2\"],\"eerste\":[],\"postcode\":\"8232ab\",\"extra\":{}}",
		"/aantal veld.te_klein;/online veld.type;/school veld.formaat;"
		"/gemaakt veld.formaat;/email veld.formaat;/tijdvakken/0/datum veld.formaat;"
		"/tijdvakken/0/dagdeel veld.keuze;/tijdvakken/1/datum veld.verplicht;"
		"/groepen/1 veld.te_groot;/groepen/2 veld.type;/eerste veld.type;"
		"/postcode veld.patroon;/extra veld.onbekend;/naam veld.verplicht;");
}

Test(jsn_decode, wants_an_object_as_the_whole)
{
	expect("[]", "(al) veld.type;");
	expect("null", "(al) veld.null;");
	expect("\"naam\"", "(al) veld.type;");
	expect("1", "(al) veld.type;");
	expect("{}", "/naam veld.verplicht;");
}

Test(jsn_decode, refuses_what_is_no_json)
{
	static const char *const texts[] = { "", " ", "{", "{\"naam\":\"vmbo\"",
		"{\"naam\":\"vmbo\"}}", "{\"naam\":\"vmbo\"} x", "{\"naam\":\"vmbo\",}",
		"{naam:\"vmbo\"}", "{'naam':'vmbo'}", "{\"naam\":\"vm\nbo\"}", "{\"naam\":\"\\x\"}",
		"{\"naam\":\"vmbo\"/**/}", "\xEF\xBB\xBF{\"naam\":\"vmbo\"}",
		"{\"naam\":\"vmbo\",\"aantal\":01}", "{\"naam\":\"vmbo\",\"aantal\":+1}",
		"{\"naam\":\"vmbo\",\"aantal\":.5}", "{\"naam\":\"vmbo\",\"aantal\":NaN}",
		"{\"naam\":\"vmbo\",\"aantal\":1e400}",
		"{\"naam\":\"vmbo\",\"aantal\":99999999999999999999}",
		"{\"naam\":\"vmbo\",\"aantal\":9223372036854775808}", "]", "}" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		expect(texts[i], "(al) json.syntax;");
}

Test(jsn_decode, refuses_text_that_could_not_come_back_equal)
{
	/* Lone surrogates, NUL in either form, broken UTF-8, in values and in names. */
	static const struct str texts[] = { STR_INIT("{\"naam\":\"\\ud83d\"}"),
		STR_INIT("{\"naam\":\"\\ude00\"}"), STR_INIT("{\"naam\":\"\\ud83dxy\"}"),
		STR_INIT("{\"naam\":\"\\ud83d\\u0041\"}"),
		STR_INIT("{\"naam\":\"\\ude00\\ud83d\"}"), STR_INIT("{\"naam\":\"a\\u0000b\"}"),
		STR_INIT("{\"naam\":\"a\0b\"}"), STR_INIT("{\"naam\":\"ab\"}\0"),
		STR_INIT("{\"na\\u0000am\":\"ab\"}"), STR_INIT("{\"naam\":\"a\xFF\"}"),
		STR_INIT("{\"naam\":\"a\xED\xA0\x80\"}"), STR_INIT("{\"naam\":\"a\xC0\x80\"}"),
		STR_INIT("{\"na\xFF\":\"a\"}") };
	struct aanvraag v;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		expect_decode(texts[i], &aanvraag_schema, &v, "(al) json.syntax;", NULL);
}

Test(jsn_decode, refuses_controls_and_bidirectional_marks_in_strings)
{
	expect("{\"naam\":\"a\\u001bb\"}", "/naam veld.tekens;");
	expect("{\"naam\":\"a\\u0085b\"}", "/naam veld.tekens;");
	expect("{\"naam\":\"a\\u202eb\"}", "/naam veld.tekens;");
	expect("{\"naam\":\"a\\ufffeb\"}", "/naam veld.tekens;");
	expect("{\"naam\":\"a\\n\\tb\"}", "");
}

static void look_at_pair(const void *decoded)
{
	const struct aanvraag *v = decoded;
	cr_assert(str_eq(v->naam, STR("\xF0\x9F\x98\x80\xC3\xAB")));
}

Test(jsn_decode, joins_surrogate_pairs)
{
	struct aanvraag v;
	expect_decode(STR("{\"naam\":\"\\ud83d\\ude00\\u00eb\"}"), &aanvraag_schema, &v, "",
		look_at_pair);
}

Test(jsn_decode, counts_length_in_characters)
{
	expect("{\"naam\":\"ëëëëë\"}", "");
	expect("{\"naam\":\"😀😀😀😀😀\"}", "");
	expect("{\"naam\":\"ëëëëëë\"}", "/naam veld.te_lang;");
	expect("{\"naam\":\"ë\"}", "/naam veld.te_kort;");
	expect("{\"naam\":\"\"}", "/naam veld.te_kort;");
}

Test(jsn_decode, takes_an_integer_however_it_is_written)
{
	static const char *const accepted[] = { "1", "1.0", "1e0", "100e-2", "12.50e1",
		"9007199254740992.0", "9223372036854775807" };
	static const char *const wrong_type[] = { "1.5", "1e-1", "9007199254740994.0", "1e300",
		"\"1\"", "true" };
	char text[100];
	for (size_t i = 0; i < sizeof(accepted) / sizeof(accepted[0]); i++) {
		snprintf(text, sizeof(text), "{\"naam\":\"vmbo\",\"aantal\":%s}", accepted[i]);
		expect(text, "");
	}
	for (size_t i = 0; i < sizeof(wrong_type) / sizeof(wrong_type[0]); i++) {
		snprintf(text, sizeof(text), "{\"naam\":\"vmbo\",\"aantal\":%s}", wrong_type[i]);
		expect(text, "/aantal veld.type;");
	}
	expect("{\"naam\":\"vmbo\",\"aantal\":-0}", "/aantal veld.te_klein;");
	expect("{\"naam\":\"vmbo\",\"aantal\":-0.0}", "/aantal veld.te_klein;");
	expect("{\"naam\":\"vmbo\",\"aantal\":-9223372036854775808}", "/aantal veld.te_klein;");
}

Test(jsn_decode, refuses_keys_that_stand_twice)
{
	expect("{\"naam\":\"vmbo\",\"naam\":\"vmbo\"}", "/naam veld.dubbel;");
	expect("{\"naam\":\"vmbo\",\"n\\u0061am\":\"havo\"}", "/naam veld.dubbel;");
	expect("{\"naam\":\"vmbo\",\"eerste\":{\"datum\":1,\"datum\":1}}",
		"/eerste/datum veld.dubbel;");
	expect("{\"naam\":\"a\\\"{,:\",\"x\":[1,[2,3],{\"y\":{}, \"a/~\" : 0,\"a/~\":1}]}",
		"/x/2/a~1~0 veld.dubbel;");
	expect("{\"\":1,\"\":1}", "/ veld.dubbel;");
}

Test(jsn_decode, refuses_items_that_stand_twice_where_they_must_not)
{
	expect("{\"naam\":\"vmbo\",\"groepen\":[3,4,3,3.0]}",
		"/groepen/2 veld.dubbel;/groepen/3 veld.dubbel;");
	expect("{\"naam\":\"vmbo\",\"tijdvakken\":[{\"datum\":\"2026-11-24\",\"dagdeel\":null},"
	       "{\"dagdeel\":null,\"datum\":\"2026-11-24\"}]}",
		"/tijdvakken/1 veld.dubbel;");
}

Test(jsn_decode, holds_lists_to_their_bounds)
{
	expect("{\"naam\":\"vmbo\",\"tijdvakken\":[]}", "/tijdvakken veld.te_kort;");
	expect("{\"naam\":\"vmbo\",\"groepen\":[1,2,3,4,5,6,7,8,9]}", "/groepen veld.te_lang;");
	expect("{\"naam\":\"vmbo\",\"groepen\":[1,2,3,4,5,6,7,8]}", "");
}

Test(jsn_decode, escapes_pointers_and_shortens_names_that_it_does_not_know)
{
	expect("{\"naam\":\"vmbo\",\"a/"
	       "b~c\":1,\"\":2,\"eerste\":{\"datum\":\"2026-11-24\",\"~\":0}}",
		"/a~1b~0c veld.onbekend;/ veld.onbekend;/eerste/~0 veld.onbekend;");
	expect("{\"naam\":\"vmbo\",\"a\\u202eb\":1}", "(al) veld.onbekend;");
	expect("{\"naam\":\"vmbo\",\"eerste\":{\"datum\":\"2026-11-24\",\"\\u0007\":0}}",
		"/eerste veld.onbekend;");
	/* 63 letters, then a character of two bytes that the cut at 64 would split. */
	expect("{\"naam\":\"vmbo\","
	       "\"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkëxyz\":1}",
		"/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk "
		"veld.onbekend;");
}

static const struct jsn_schema patch_schema = { "patch", tijdvak_members, 2, sizeof(struct tijdvak),
	2 };

Test(jsn_decode, counts_the_members_that_a_patch_must_have)
{
	struct tijdvak v;
	expect_decode(
		STR("{\"datum\":\"2026-11-24\"}"), &patch_schema, &v, "(al) veld.te_kort;", NULL);
	expect_decode(
		STR("{\"datum\":\"2026-11-24\",\"dagdeel\":null}"), &patch_schema, &v, "", NULL);
}
