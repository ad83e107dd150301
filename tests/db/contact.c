/* How to reach people: sealed for one row, found whole, and right while keys change
 * (ASVS 5.0, 11.1.1, 11.3.3). */
#include "contact/herverzegel.h"

#include <stdio.h>
#include <string.h>

#include "config.h"
#include "fixtures/aanmelden.h"
#include "fixtures/region.h"
#include "privacy/catalogus.h"
#include "json/jsn.h"

#define PEOPLE	 "/v1/vrijwilligers"
#define KEY_2	 "HxwdGhsYGRYXFBUSExAREA8ODQwLCgkIBwYFBAMCAQA"
#define OLD_KEYS REGION_KEYS
#define BOTH	 REGION_KEYS "2 " KEY_2 " opens\n" /* the new one opens */
#define NEWEST	 REGION_KEYS "2 " KEY_2 "\n"	   /* … seals */
#define NEW_ONLY "2 " KEY_2 "\n"

TestSuite(contact, .init = aanmelden_init, .fini = aanmelden_fini);

static struct reply make(const char *email)
{
	return region_post(MEDEWERKER, PEOPLE, region_text("{'naam':'N','email':'%s'}", email));
}

static const char *of_keys(void)
{
	return region_value(
		"select string_agg(distinct sleutel_van(x), ' ') from (select email from account "
		"union "
		"all select email from vrijwilliger union all select telefoon from vrijwilliger "
		"union "
		"all select geheim from tweede_factor union all select inhoud from post union all "
		"select antwoord from idempotentie union all select tekst from melding) s (x)");
}

Test(contact, stands_sealed_and_is_found_by_a_keyed_hash)
{
	cr_assert_str_eq(
		region_value("select count(*) from account where email_open is not null or "
			     "encode(email, 'escape') ~ 'voorbeeld'"),
		"0");
	/* Its key, and no bit of it without that. */
	cr_assert_str_eq(region_value("select distinct sleutels_van(email_vinders) from account"),
		"{00000001}");
	cr_assert_str_eq(region_value("select count(*) from account a join vrijwilliger v on "
				      "a.email_vinders && v.email_vinders"),
		"0");
	assert_status(aanmelden_by_password("A@Voorbeeld.NL", OLD), 201);
}

Test(contact, that_was_changed_by_one_bit_is_refused_and_all_others_are_shown)
{
	region_sql("update vrijwilliger set email = set_byte(email, 40, get_byte(email, 40) # 1) "
		   "where id = '" AYA "'");
	const struct reply r = region_get(MEDEWERKER, PEOPLE "/" AYA);
	assert_status(r, 500);
	assert_holds_not(r, "email");
	assert_status(region_get(MEDEWERKER, PEOPLE "/" BRAM), 200);
	assert_status(region_get(VRIJWILLIGER2, "/v1/ik"), 200);
}

Test(contact, of_one_does_not_open_as_that_of_another)
{
	region_sql(
		"update vrijwilliger set email = (select email from vrijwilliger where id = '" BRAM
		"') where id = '" AYA "'");
	assert_status(region_get(MEDEWERKER, PEOPLE "/" AYA), 500);
	region_sql("update account set email = (select email from account where id = '" STAFF_ID
		   "') where id = '" NOOR_ID "'");
	assert_status(region_get(SCHOOL, "/v1/ik"), 500);
}

Test(contact, asvs_11_1_1_an_address_is_one_persons_whatever_keys_who_writes_has)
{
	assert_status(make("een@voorbeeld.nl"), 201);
	region_keys(BOTH);
	assert_status(make("EEN@voorbeeld.nl"), 409);
	assert_status(make("twee@voorbeeld.nl"), 201);
	region_keys(OLD_KEYS);
	assert_status(make("twee@voorbeeld.nl"), 409);
	region_keys(NEWEST);
	region_seal();
	region_keys(NEW_ONLY);
	assert_status(make("een@voorbeeld.nl"), 409);
	assert_status(make("twee@voorbeeld.nl"), 409);
	assert_status(make("drie@voorbeeld.nl"), 201);
	region_keys(NEWEST);
	assert_status(make("drie@voorbeeld.nl"), 409);
}

Test(contact, asvs_11_1_1_whoever_signs_in_is_found_at_each_step_of_a_change_of_keys)
{
	static const char *const steps[] = { OLD_KEYS, BOTH, OLD_KEYS, NEWEST, BOTH, NEWEST };
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		region_keys(steps[i]);
		assert_status(aanmelden_by_password(NOOR, OLD), 201);
	}
	region_seal();
	assert_status(aanmelden_by_password(NOOR, OLD), 201);
	region_keys(NEW_ONLY);
	assert_status(aanmelden_by_password(NOOR, OLD), 201);
	assert_holds(region_get(MEDEWERKER, PEOPLE "/" AYA), "'email':'aya@voorbeeld.nl'");
}

Test(contact, asvs_11_1_1_an_account_and_a_volunteer_meet_by_address_under_other_keys)
{
	region_keys(BOTH);
	assert_status(make("a@voorbeeld.nl"), 201); /* as NOOR, whose account has the old key */
	const struct reply r = region_post(SCHOOL, "/v1/leden", "{'rol':'vrijwilliger'}");
	assert_status(r, 201);
	assert_holds_not(r, "'vrijwilligerId':null");
}

Test(contact, asvs_11_1_1_all_that_is_sealed_gets_the_newest_key_and_nothing_else_changes)
{
	assert_status(region_patch(VRIJWILLIGER, "/v1/ik", region_get(VRIJWILLIGER, "/v1/ik").etag,
			      "{'telefoon':'06 12345678'}"),
		200);
	assert_status(region_post(SCHOOL, "/v1/meldingen",
			      "{'vrijwilligerId':'" AYA "','tekst':'Onveilig.'}"),
		202);
	assert_status(region_as(NULL, "POST", "/v1/aanmeldlinks", "{'email':'" NOOR "'}"), 202);
	static const char *const told =
		"select (select count(*) from audit) || ' ' || (select "
		"count(*) from gebeurtenis) || ' ' || (select "
		"string_agg(versie::text, '' order by id) from vrijwilliger)";
	const char *before = region_value(told);
	cr_assert_str_eq(of_keys(), "00000001");
	region_keys(NEWEST);
	region_seal();
	cr_assert_str_eq(of_keys(), "00000002");
	cr_assert_str_eq(region_value(told), before);
	region_keys(NEW_ONLY);
	assert_holds(region_get(VRIJWILLIGER, "/v1/ik"), "'telefoon':'+31612345678'");
	/* Until then nobody has the finders of the new key alone; from then on only those. */
	cr_assert_str_eq(region_value("select distinct sleutels_van(email_vinders) from account"),
		"{00000001,00000002}");
	region_seal();
	cr_assert_str_eq(region_value("select distinct sleutels_van(email_vinders) from account"),
		"{00000002}");
	cr_assert_str_eq(
		region_value("select count(*) from account_vinder where left(vinder::text, "
			     "8) <> '00000002'"),
		"0");
}

Test(contact, that_no_key_opens_stays_as_it_is_when_the_rest_is_sealed_anew)
{
	region_sql("update vrijwilliger set email = set_byte(email, 40, get_byte(email, 40) # 1) "
		   "where id = '" AYA "'");
	region_keys(NEWEST);
	region_seal();
	cr_assert_str_eq(region_value("select string_agg(sleutel_van(email), ' ' order by id) from "
				      "vrijwilliger"),
		"00000001 00000002 00000002");
}

/* A list of the catalogue, as "table.column ". */
static const char *sealed_by_the_catalogue(struct arena *a)
{
	const struct config settings = { .idempotency_hours = 72 };
	const struct jsn_doc *entries = jsn_get(catalogus_read(a, &settings), "verwerkingen");
	const char *all = "";
	for (size_t i = 0; i < jsn_count(entries); i++) {
		const struct jsn_doc *entry = jsn_at(entries, i);
		const struct jsn_doc *sealed = jsn_get(entry, "verzegeld");
		for (size_t c = 0; c < jsn_count(sealed); c++)
			all = region_text("%s%.*s.%.*s ", all,
				STR_FMT(jsn_text(jsn_get(entry, "tabel"))),
				STR_FMT(jsn_text(jsn_at(sealed, c))));
	}
	return all;
}

Test(contact, and_whatever_else_the_catalogue_calls_sealed_gets_a_new_key)
{
	struct arena a;
	arena_init(&a, 32 << 20);
	const char *catalogue = sealed_by_the_catalogue(&a);
	size_t len = 0;
	for (size_t i = 0; i < herverzegel_kolom_count; i++) {
		const char *name = region_text("%s ", herverzegel_kolommen[i].naam);
		cr_expect_not_null(strstr(catalogue, name), "%s", name);
		len += strlen(name);
	}
	cr_expect_eq(strlen(catalogue), len, "%s", catalogue);
	arena_fini(&a);
}
