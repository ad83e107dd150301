/* What the generator made of the small contract beside this file: decoded with, and looked at. */
#include "api/operations.h"
#include "decoding.h"

struct req {
	int calls;
	const void *in;
};

enum err h_ding_list(struct req *r, const struct op_ding_list *in)
{
	r->calls++;
	r->in = in;
	return ERR_OK;
}

enum err h_ding_post(struct req *r, const struct op_ding_post *in)
{
	r->calls += 10;
	r->in = in;
	return ERR_CONFLICT;
}

enum err h_ding_patch(struct req *r, const struct op_ding_patch *in)
{
	r->calls += 100;
	r->in = in;
	return ERR_OK;
}

/* What the service would refuse. */
struct jsn_complaint api_check_text(struct task *t, struct str text)
{
	(void)t;
	return str_eq(text, STR("stop")) ? JSN_COMPLAINT("tekst.stop", "Niet dit.") : JSN_FINE;
}

struct jsn_complaint api_check_free_text(struct task *t, struct str text)
{
	return api_check_text(t, text);
}

static const struct api_operation *operation(const char *id)
{
	for (size_t i = 0; i < api_operation_count; i++)
		if (strcmp(api_operations[i].operation_id, id) == 0)
			return &api_operations[i];
	cr_assert_fail("there is no operation %s", id);
	return NULL;
}

Test(apigen_operations, say_where_they_stand_and_who_may_call)
{
	cr_assert_eq(api_operation_count, 3);
	const struct api_operation *list = operation("dingList"), *post = operation("dingPost"),
				   *patch = operation("dingPatch");
	cr_assert_eq(list->method, HTTP_GET);
	cr_assert_str_eq(list->path, "/v1/dingen");
	cr_assert(list->open);
	cr_assert(list->iedereen);
	cr_assert_str_eq(list->answer_media, "application/json");
	cr_assert_not(post->open);
	cr_assert_not(post->iedereen);
	cr_assert_eq(post->toegang[API_ROL_SCHOOL], API_TOEGANG_EIGEN);
	cr_assert_eq(post->toegang[API_ROL_MEDEWERKER], API_TOEGANG_ALLE);
	cr_assert(post->idempotency_key);
	cr_assert(post->idempotency_key_required);
	cr_assert_not(post->if_match);
	cr_assert_str_eq(post->body_media, "application/json");
	cr_assert(patch->if_match);
	cr_assert_not(patch->idempotency_key);
	cr_assert_str_eq(patch->path, "/v1/dingen/{id}");
	cr_assert_str_eq(patch->body_media, "application/merge-patch+json");
	cr_assert_eq(patch->body, &api_ding_wijziging_schema);
	cr_assert_eq(patch->body_offset, offsetof(struct op_ding_patch, body));
	cr_assert_eq(patch->in_size, sizeof(struct op_ding_patch));
}

Test(apigen_operations, call_their_handlers)
{
	struct req r = { 0 };
	const struct op_ding_post in = { 0 };
	cr_assert_eq(operation("dingList")->handler(&r, NULL), ERR_OK);
	cr_assert_eq(operation("dingPost")->handler(&r, &in), ERR_CONFLICT);
	cr_assert_eq(r.in, &in);
	cr_assert_eq(operation("dingPatch")->handler(&r, NULL), ERR_OK);
	cr_assert_eq(r.calls, 111);
}

Test(apigen_operations, describe_path_and_query)
{
	const struct jsn_schema *query = operation("dingList")->query;
	const struct jsn_schema *path = operation("dingPatch")->path_params;
	cr_assert_null(operation("dingList")->path_params);
	cr_assert_null(operation("dingPatch")->query);
	cr_assert_eq(query->member_count, 2);
	cr_assert_str_eq(query->members[0].name, "kleur");
	cr_assert_eq(query->members[0].value.kind, JSN_ENUM);
	cr_assert_eq(query->members[1].value.max, 100);
	cr_assert_eq(query->members[1].offset, offsetof(struct op_ding_list, limit));
	cr_assert_eq(query->members[1].has_offset, offsetof(struct op_ding_list, has_limit));
	cr_assert_eq(path->member_count, 1);
	cr_assert_eq(path->members[0].value.kind, JSN_UUID);
	cr_assert(path->members[0].required);
}

Test(apigen_enums, have_the_names_of_the_wire)
{
	cr_assert_str_eq(api_kleur_names[API_KLEUR_LICHT_BLAUW], "licht-blauw");
	cr_assert_str_eq(api_kleur_names[API_KLEUR_GROEN_2], "groen_2");
	cr_assert_null(api_kleur_names[API_KLEUR_GROEN_2 + 1]);
}

static void look_whole(const void *decoded)
{
	const struct api_ding_nieuw *d = decoded;
	cr_assert(str_eq(d->naam, STR("ab\"c")));
	cr_assert_eq(d->maat.lengte_mm, 9000);
	cr_assert_eq(d->maat.has_opschrift, JSN_NULL);
	cr_assert_eq(d->kleur, API_KLEUR_GROEN_2);
	const int32_t *kleuren = d->kleuren.items;
	cr_assert_eq(d->kleuren.count, 2);
	cr_assert_eq(kleuren[1], API_KLEUR_LICHT_BLAUW);
	cr_assert_eq(d->aantal, -5);
	cr_assert_eq(d->has_van_datum, JSN_NULL);
	cr_assert_eq(d->gemaakt_op, 1000000);
	const struct api_maat *maten = d->maten.items;
	cr_assert_eq(d->maten.count, 2);
	cr_assert_eq(maten[1].lengte_mm, 2);
	cr_assert(str_eq(maten[1].opschrift, STR("é")));
}

Test(apigen_bodies, decode_every_kind_of_property)
{
	struct api_ding_nieuw d;
	expect_decode(
		STR("{\"naam\":\"ab\\\"c\",\"maat\":{\"lengteMm\":9000,\"opschrift\":null},"
		    "\"kleur\":\"groen_2\",\"kleuren\":[\"rood\",\"licht-blauw\"],\"aantal\":-5,"
		    "\"glimt\":false,\"vanDatum\":null,\"gemaaktOp\":\"1970-01-01T00:00:01Z\","
		    "\"email\":\"a@b.nl\",\"site\":\"https://b.nl\","
		    "\"maten\":[{\"lengteMm\":1},{\"lengteMm\":2,\"opschrift\":\"é\"}]}"),
		&api_ding_nieuw_schema, &d, "", look_whole);
}

Test(apigen_bodies, refuse_what_the_contract_does_not_allow)
{
	struct api_ding_nieuw d;
	expect_decode(STR("{\"naam\":\"A\",\"maat\":{\"opschrift\":\"123456\"},\"kleuren\":[],"
			  "\"aantal\":6,\"gemaaktOp\":null,\"email\":\"a\",\"x\":1,"
			  "\"maten\":[{\"lengteMm\":0},{\"lengteMm\":9001}]}"),
		&api_ding_nieuw_schema, &d,
		"/naam veld.te_kort;/maat/opschrift veld.te_lang;/maat/lengteMm veld.verplicht;"
		"/kleuren veld.te_kort;/aantal veld.te_groot;/gemaaktOp veld.null;"
		"/email veld.formaat;/x veld.onbekend;/maten/0/lengteMm veld.te_klein;"
		"/maten/1/lengteMm veld.te_groot;",
		NULL);
	expect_decode(
		STR("{\"kleuren\":[\"rood\",\"rood\"],\"naam\":\"AB\",\"maat\":{\"lengteMm\":1}}"),
		&api_ding_nieuw_schema, &d, "/kleuren/1 veld.dubbel;/naam veld.patroon;", NULL);
}

Test(apigen_bodies, ask_the_service_about_every_text_without_a_format)
{
	struct api_ding_nieuw d;
	expect_decode(STR("{\"maat\":{\"lengteMm\":1,\"opschrift\":\"stop\"},\"naam\":\"stop\","
			  "\"email\":\"stop\",\"geheim\":\"stop\"}"),
		&api_ding_nieuw_schema, &d,
		"/maat/opschrift tekst.stop;/naam tekst.stop;/email veld.formaat;", NULL);
}

static void look_cleared(const void *decoded)
{
	const struct api_ding_wijziging *d = decoded;
	cr_assert_eq(d->has_kleur, JSN_NULL);
	cr_assert_eq(d->has_naam, JSN_ABSENT);
}

Test(apigen_bodies, know_absent_from_null_in_a_merge_patch)
{
	struct api_ding_wijziging d;
	expect_decode(STR("{\"kleur\":null}"), &api_ding_wijziging_schema, &d, "", look_cleared);
	cr_assert_eq(api_ding_wijziging_schema.min_members, 1);
}

Test(apigen_zicht, says_per_role_who_sees_a_property)
{
	cr_assert_eq(api_zicht_maat_opschrift[API_ROL_SCHOOL], API_TOEGANG_EIGEN);
	cr_assert_eq(api_zicht_maat_opschrift[API_ROL_MEDEWERKER], API_TOEGANG_ALLE);
}

Test(apigen_defaults, fill_in_only_what_is_absent)
{
	struct op_ding_post in = { .body = { .has_aantal = JSN_VALUE, .aantal = 4 } };
	operation("dingPost")->defaults(&in);
	cr_assert_eq(in.body.aantal, 4);
	cr_assert(in.body.glimt);
	cr_assert_eq(in.body.has_glimt, JSN_ABSENT);
	cr_assert_eq(in.body.kleur, API_KLEUR_LICHT_BLAUW);
	const int32_t *kleuren = in.body.kleuren.items;
	cr_assert_eq(in.body.kleuren.count, 2);
	cr_assert_eq(kleuren[0], API_KLEUR_GROEN_2);
	struct op_ding_list list = { 0 };
	operation("dingList")->defaults(&list);
	cr_assert_eq(list.limit, 20);
	cr_assert_null(operation("dingPatch")->defaults);
}

Test(apigen_documents, are_there_with_their_length)
{
	cr_assert_str_eq(api_version, "1.2.3");
	cr_assert_eq(strlen(api_openapi_json), api_openapi_json_len);
	cr_assert_eq(strlen(api_documentatie_html), api_documentatie_html_len);
	cr_assert_eq(strncmp(api_openapi_json, "{\"openapi\":\"3.1.0\"", 18), 0);
	cr_assert_not_null(strstr(api_documentatie_html, "Titel &lt;b&gt; &amp; &quot;zo&quot;."));
	cr_assert_not_null(strstr(api_documentatie_html, "Een <code>ding</code>."));
	cr_assert_not_null(strstr(api_documentatie_csp, "default-src 'none'"));
}
