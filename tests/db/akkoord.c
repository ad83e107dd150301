/* Consent: what is only done for who said yes, to the words of now, for as long as they say so. */
#include <string.h>

#include "fixtures/region.h"

#define MINE  "/v1/ik/akkoorden"
#define MATCH "/v1/koppelingen/" ID("71")
#define PHONE "'telefoon':'+31612345678'"
#define YES   "{'doel':'telefoon','versie':1,'akkoord':true}"
#define NO    "{'doel':'telefoon','versie':1,'akkoord':false}"

/* A match of Aya that was approved: from then on its sides see how to reach each other. */
static void begin(void)
{
	region_init();
	test_sql_file(region_uri(), PERSOON_SQL);
	region_sql("update koppeling set status = 'goedgekeurd', versie = 2, gewijzigd_rol = "
		   "'medewerker' where id = '" ID("71") "'");
	region_sql("update vrijwilliger set telefoon = null, telefoon_open = '+31612345678' where "
		   "id = '" AYA "'");
	region_seal();
	region_sql("delete from akkoord");
}

TestSuite(akkoord, .init = begin, .fini = region_fini, .timeout = 120);

static bool school_sees_phone(void)
{
	const struct reply r = region_get(SCHOOL, MATCH);
	assert_status(r, 200);
	return region_holds(r, PHONE);
}

static void say(const char *what)
{
	assert_status(region_post(VRIJWILLIGER, MINE, what), 200);
}

static const char *history(void)
{
	return region_value(
		"select string_agg(versie || case when ingetrokken_op is null then ' ja' "
		"else ' nee' end, ', ' order by gegeven_op, id) from akkoord");
}

/* Other words, from now on. */
static void change_words(void)
{
	region_sql(
		"insert into akkoordtekst (doel, versie, vanaf_datum, tekst_nl, tekst_en) values "
		"('telefoon', 2, '2026-12-01', 'Anders.', 'Otherwise.')");
}

Test(akkoord, shows_no_telephone_number_before_it_is_given)
{
	cr_assert_not(school_sees_phone());
	const struct reply r = region_get(VRIJWILLIGER, MINE);
	assert_status(r, 200);
	assert_holds(r, "'doel':'telefoon','versie':1");
	assert_holds(r, "'akkoord':false,'gegevenOp':null");
}

Test(akkoord, shows_it_from_the_next_reading_on_and_hides_it_again)
{
	say(YES);
	cr_assert(school_sees_phone());
	assert_holds(region_get(VRIJWILLIGER, MINE), "'akkoord':true,'gegevenOp':'20");
	say(NO);
	cr_assert_not(school_sees_phone());
	assert_holds(region_get(VRIJWILLIGER, MINE), "'akkoord':false,'gegevenOp':null");
}

Test(akkoord, is_not_asked_of_staff_and_of_the_volunteer)
{
	cr_assert(region_holds(region_get(MEDEWERKER, MATCH), PHONE));
	cr_assert(region_holds(region_get(VRIJWILLIGER, MATCH), PHONE));
}

Test(akkoord, counts_for_nothing_while_the_person_is_restricted)
{
	say(YES);
	assert_status(region_patch(VRIJWILLIGER, "/v1/ik", region_get(VRIJWILLIGER, "/v1/ik").etag,
			      "{'beperkt':true}"),
		200);
	cr_assert_not(school_sees_phone());
}

Test(akkoord, keeps_what_was_said_and_when)
{
	say(YES);
	say(YES);
	cr_assert_str_eq(history(), "1 ja");
	say(NO);
	say(NO);
	cr_assert_str_eq(history(), "1 nee");
	say(YES);
	cr_assert_str_eq(history(), "1 nee, 1 ja");
	cr_assert_str_eq(region_value("select count(distinct account_id) from akkoord where "
				      "gegeven_op > '2026-01-01Z' and account_id = '" ID("55") "'"),
		"1");
}

Test(akkoord, asks_again_when_the_words_change)
{
	say(YES);
	change_words();
	cr_assert_not(school_sees_phone());
	const struct reply r = region_get(VRIJWILLIGER, MINE);
	assert_holds(r, "'versie':2,'vanafDatum':'2026-12-01','tekst':'Anders.','akkoord':false");
	const struct reply old = region_post(VRIJWILLIGER, MINE, YES);
	assert_status(old, 409);
	assert_holds(old, "'code':'akkoord.andere_versie'");
	say("{'doel':'telefoon','versie':2,'akkoord':true}");
	cr_assert(school_sees_phone());
	cr_assert_str_eq(history(), "1 nee, 2 ja");
}

Test(akkoord, is_taken_back_whichever_words_it_was_to)
{
	say(YES);
	change_words();
	say(NO);
	cr_assert_str_eq(history(), "1 nee");
}

Test(akkoord, is_of_who_gave_it_alone)
{
	assert_status(region_post(VRIJWILLIGER2, MINE, YES), 200);
	cr_assert_not(school_sees_phone());
	assert_holds(region_get(VRIJWILLIGER, MINE), "'akkoord':false");
}

Test(akkoord, ends_with_the_membership)
{
	say(YES);
	region_sql(
		"update lid set status = 'beeindigd', versie = versie + 1 where account_id = '" ID(
			"55") "'");
	cr_assert_not(school_sees_phone());
	region_sql("update lid set status = 'actief', versie = versie + 1 where account_id = '" ID(
		"55") "' and vrijwilliger_id is not null");
	cr_assert(school_sees_phone());
}
