/* How it went, told by the link of a letter, with a clock of our own. */
#include <string.h>

#include "base/str.h"
#include "fixtures/aanmelden.h"

TestSuite(afloop, .init = aanmelden_init, .fini = aanmelden_fini, .timeout = 60);

#define ANSWERS	    "/v1/afloopantwoorden"
#define DAY	    (24 * HOUR)
#define CHRIS_EMAIL "chris@voorbeeld.nl"
#define OF_CHRIS    "'vrijwilligerId':'" CHRIS "',"

/* A match of the school with who offers (members of the offer beside what all have), that stands in
 * the calendar; what was written about it so far is delivered. */
static const char *in_calendar(enum who by, const char *of)
{
	const struct reply request = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7c','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend','wo-ochtend']}",
			region_day(3), region_day(40)));
	assert_status(request, 201);
	const struct reply offer = region_post(by, "/v1/aanbod",
		region_text("{%s'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],"
			    "'dagdelen':['ma-ochtend','di-ochtend','wo-ochtend']}",
			of));
	assert_status(offer, 201);
	const char *aanvraag = region_member(request, "id");
	const char *datum = region_member(
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", aanvraag)), "datum");
	const struct reply r = region_post(SCHOOL,
		region_text("/v1/aanvragen/%s/koppelingen", aanvraag),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}",
			region_member(offer, "id"), datum));
	assert_status(r, 201);
	const char *id = region_member(r, "id");
	const char *path = region_text("/v1/koppelingen/%s", id);
	assert_status(region_post(MEDEWERKER, region_text("%s/besluiten", path),
			      "{'besluit':'goedkeuren'}"),
		201);
	const enum who both[] = { SCHOOL, by };
	for (size_t i = 0; i < sizeof(both) / sizeof(both[0]); i++)
		assert_status(region_post(both[i], region_text("%s/reacties", path),
				      "{'reactie':'bevestigen'}"),
			201);
	(void)aanmelden_tell(ERR_OK);
	(void)aanmelden_deliver();
	return id;
}

/* The clock, as the database knows it. */
static const char *nu(void)
{
	return region_text("to_timestamp(%lld)", (long long)(aanmelden_now_us / SECOND));
}

/* Sets a match to a time around the clock, beside the triggers. */
static void set_time(const char *id, const char *van, const char *tot)
{
	region_sql(region_text(
		"alter table koppeling alter column tijdvak drop expression if exists; alter table "
		"koppeling disable trigger user; update koppeling set datum = ((%s + interval "
		"'%s') at time zone 'Europe/Amsterdam')::date, tijdvak = tstzrange(%s + interval "
		"'%s', %s + "
		"interval '%s') where id = '%s'; alter table koppeling enable trigger user",
		nu(), van, nu(), van, nu(), tot, id));
}

/* It was yesterday, and what is asked about it is due. */
static void pass(const char *id)
{
	set_time(id, "-26 hours", "-24 hours");
	region_sql(region_text("update bericht set op = %s where koppeling_id = '%s' and brief = "
			       "'afloop'",
		nu(), id));
}

static void step(enum who who, const char *id, const char *what, const char *body)
{
	assert_status(region_post(who, region_text("/v1/koppelingen/%s/%s", id, what), body), 201);
}

/* Of Chris, who has no account: the token of the letter that asked. */
static const char *asked(const char *id)
{
	pass(id);
	cr_assert_eq(aanmelden_tell(ERR_OK), 2, "both sides");
	cr_assert_eq(aanmelden_deliver(), 2);
	aanmelden_read(CHRIS_EMAIL);
	cr_assert_not_null(
		strstr(aanmelden_letter, "Subject: Hoe ging het?\r\n"), "%s", aanmelden_letter);
	cr_assert_not_null(strstr(aanmelden_letter, "https://schakel.example/afloop#"));
	return aanmelden_token();
}

static struct reply tell(const char *token, const char *members)
{
	return region_as(NULL, "POST", ANSWERS, region_text("{'link':'%s',%s}", token, members));
}

static struct reply look(const char *token)
{
	return region_as(NULL, "POST", ANSWERS "/_vraag", region_text("{'link':'%s'}", token));
}

static struct reply certificate(const char *token)
{
	return region_as(
		NULL, "POST", ANSWERS "/_certificaat", region_text("{'link':'%s'}", token));
}

static const char *status_of(const char *id)
{
	return region_value(region_text("select status from koppeling where id = '%s'", id));
}

/* ---- asking ---- */

Test(afloop, is_asked_once_when_it_is_over_and_not_before)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	int64_t end_s = 0;
	const char *end = region_value(region_text(
		"select extract(epoch from upper(tijdvak))::int8 from koppeling where id = '%s'",
		id));
	cr_assert_eq(str_to_int(str_from(end), 0, INT64_MAX, &end_s), ERR_OK);
	aanmelden_now_us = end_s * SECOND - 1;
	cr_assert_eq(aanmelden_tell(ERR_OK), 0);
	aanmelden_now_us++;
	cr_assert_eq(aanmelden_tell(ERR_OK), 2, "both sides");
	cr_assert_eq(aanmelden_deliver(), 2);
	cr_assert_eq(aanmelden_tell(ERR_OK), 0, "once");
	const char *token = aanmelden_token_to(CHRIS_EMAIL);
	assert_holds(look(token), "'titel':'Robots'");
	aanmelden_now_us += 28 * DAY - 1;
	assert_status(look(token), 200);
	aanmelden_now_us++;
	assert_status(look(token), 401);
}

Test(afloop, is_asked_of_who_has_an_account_in_the_portal)
{
	pass(in_calendar(VRIJWILLIGER2, ""));
	region_sql("update account set taal = 'en'");
	cr_assert_eq(aanmelden_tell(ERR_OK), 2, "both sides");
	cr_assert_eq(aanmelden_deliver(), 2);
	cr_assert_not_null(
		strstr(aanmelden_letter, "Subject: How did it go?\r\n"), "%s", aanmelden_letter);
	cr_assert_null(strchr(aanmelden_letter, '#'), "%s", aanmelden_letter);
	cr_assert_str_eq(region_value("select count(*) from aflooplink"), "0");
}

Test(afloop, is_not_asked_of_what_was_called_off_and_later_of_what_was_moved)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	const char *due = "select extract(epoch from b.op - upper(k.tijdvak))::int8 from bericht b "
			  "join koppeling k on k.id = b.koppeling_id where b.brief = 'afloop' "
			  "group by 1";
	cr_assert_str_eq(region_value(due), "0");
	const char *later = region_value("select datum + 7 from koppeling");
	step(MEDEWERKER, id, "verzettingen",
		region_text(
			"{'reden':'ziekte','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}", later));
	cr_assert_str_eq(region_value(due), "0");
	step(SCHOOL, id, "annuleringen", "{'reden':'ziekte'}");
	cr_assert_str_eq(region_value("select count(*) from bericht where brief = 'afloop'"), "0");
}

Test(afloop, is_asked_although_the_school_told_already_also_when_staff_turns_it_back)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	pass(id);
	step(SCHOOL, id, "uitkomsten", "{'uitkomst':'niet_verschenen','reden':'anders'}");
	step(MEDEWERKER, id, "besluiten", "{'besluit':'terugdraaien','reden':'vergissing'}");
	step(SCHOOL, id, "uitkomsten", "{'uitkomst':'afgerond'}");
	cr_assert_str_eq(region_value("select count(*) from bericht where brief = 'afloop'"), "2");
	cr_assert_eq(aanmelden_tell(ERR_OK), 2);
	step(MEDEWERKER, id, "besluiten", "{'besluit':'terugdraaien','reden':'vergissing'}");
	cr_assert_eq(aanmelden_tell(ERR_OK), 0, "once");
}

Test(afloop, a_school_that_evaluated_is_not_asked)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	pass(id);
	step(SCHOOL, id, "uitkomsten", "{'uitkomst':'afgerond'}");
	step(SCHOOL, id, "beoordelingen", "{'cijfer':5}");
	cr_assert_eq(aanmelden_tell(ERR_OK), 1);
}

/* ---- before it begins ---- */

/* The token of the letter that it is agreed. */
static const char *agreed(void)
{
	aanmelden_read(CHRIS_EMAIL);
	cr_assert_not_null(strstr(aanmelden_letter, "Subject: Het is afgesproken\r\n"), "%s",
		aanmelden_letter);
	return aanmelden_token();
}

Test(afloop, by_the_link_of_what_is_agreed_one_sees_where_it_is_and_calls_it_off)
{
	region_sql("update school set straat = 'Schoolstraat', huisnummer = 3, telefoon = "
		   "'+31320000001' where id = '" KOMPAS "'");
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	const char *token = agreed();
	const struct reply seen = look(token);
	assert_status(seen, 200);
	assert_holds(seen, "'schoolTelefoon':'+31320000001'");
	assert_holds(seen, "'straat':'Schoolstraat','huisnummer':3");
	assert_status(tell(token, "'afzegging':{}"), 400);
	const struct reply off = tell(token, "'afzegging':{'reden':'ziekte'}");
	assert_status(off, 200);
	assert_holds(off, "'status':'geannuleerd'");
	assert_status(tell(token, "'afzegging':{'reden':'ziekte'}"), 200);
	cr_assert_str_eq(region_value(region_text(
				 "select rol || ' ' || stap from geschiedenis where koppeling_id = "
				 "'%s' order by volgnummer desc limit 1",
				 id)),
		"vrijwilliger annuleren");
}

Test(afloop, what_is_over_is_not_called_off_any_more)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	const char *token = agreed();
	pass(id);
	assert_status(tell(token, "'afzegging':{'reden':'ziekte'}"), 409);
	assert_status(tell(token, "'uitkomst':{'uitkomst':'afgerond'}"), 200);
}

/* ---- telling ---- */

Test(afloop, who_only_tapped_that_it_took_place_says_for_how_long_once)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	const char *token = asked(id);
	assert_status(tell(token, "'uitkomst':{'uitkomst':'afgerond'}"), 200);
	const struct reply more =
		tell(token, "'uitkomst':{'uitkomst':'afgerond','minuten':90,'leerlingen':24}");
	assert_status(more, 200);
	assert_holds(more, "'minuten':90,'leerlingen':24");
	assert_status(tell(token, "'uitkomst':{'uitkomst':'afgerond','minuten':80}"), 409);
	step(SCHOOL, id, "uitkomsten", "{'uitkomst':'afgerond'}");
	step(SCHOOL, id, "uitkomsten", "{'uitkomst':'afgerond','leerlingen':23}");
	cr_assert_str_eq(region_value("select string_agg(coalesce(minuten, 0) || ' ' || "
				      "leerlingen, ',' order by kant) from uitkomst"),
		"90 24,0 23");
	/* The schema holds it too. */
	cr_expect_str_eq(
		region_tried(KOMPAS, "update uitkomst set minuten = 5 where kant = 'school'"),
		"uitkomst_een_per_kant");
}

Test(afloop, who_is_said_not_to_have_come_hears_it_and_what_staff_settles)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	pass(id);
	region_sql("delete from bericht");
	step(SCHOOL, id, "uitkomsten", "{'uitkomst':'niet_verschenen','reden':'anders'}");
	cr_assert_eq(aanmelden_tell(ERR_OK), 2, "Chris, and the company");
	(void)aanmelden_deliver();
	aanmelden_read(CHRIS_EMAIL);
	cr_assert_not_null(strstr(aanmelden_letter, "niet doorging\r\n"), "%s", aanmelden_letter);
	/* Who has no account says otherwise by the link in it. */
	const struct reply other = tell(aanmelden_token(), "'uitkomst':{'uitkomst':'afgerond'}");
	assert_status(other, 200);
	cr_assert_null(strstr(other.body, "\"betwistSindsOp\":null"), "%s", other.body);
	step(MEDEWERKER, id, "uitkomsten", "{'uitkomst':'afgerond'}");
	cr_assert_eq(aanmelden_tell(ERR_OK), 3, "all");
	(void)aanmelden_deliver();
	aanmelden_read(CHRIS_EMAIL);
	cr_assert_not_null(strstr(aanmelden_letter, "Subject: Vastgelegd: dit ging door\r\n"));
}

Test(afloop, that_somebody_did_not_come_has_a_reason_whoever_tells_second)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	const char *token = asked(id);
	step(SCHOOL, id, "uitkomsten", "{'uitkomst':'afgerond'}");
	const struct reply r = tell(token, "'uitkomst':{'uitkomst':'niet_verschenen'}");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/uitkomst/reden','code':'reden.nodig'");
}

Test(afloop, is_told_by_the_link_with_hours_and_an_evaluation)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	const char *token = asked(id);
	assert_holds(look(token), "'aanbieder':null");
	const char *all = "'uitkomst':{'uitkomst':'afgerond','minuten':75,'leerlingen':21},"
			  "'beoordeling':{'cijfer':4,'nogEens':true,'toelichting':'Leuke klas'}";
	const struct reply told = tell(token, all);
	assert_status(told, 200);
	assert_holds(told, "'status':'afgerond'");
	assert_holds(told, "'minuten':75,'leerlingen':21");
	assert_holds(told, "'cijfer':4,'nogEens':true,'toelichting':'Leuke klas'");
	cr_assert_str_eq(status_of(id), "afgerond");
	cr_assert_str_eq(region_value("select kant || coalesce(gemaakt_door::text, '') from "
				      "uitkomst"),
		"aanbieder");
	assert_holds(look(token), "'cijfer':4");
	assert_holds(
		region_get(SCHOOL, region_text("/v1/koppelingen/%s/_afloop", id)), "'minuten':75");
	/* The same once more has the same result; something else does not count. */
	assert_status(tell(token, all), 200);
	assert_status(tell(token, "'uitkomst':{'uitkomst':'afgerond','minuten':90}"), 409);
	assert_status(tell(token, "'beoordeling':{'cijfer':1}"), 409);
	cr_assert_str_eq(region_value("select count(*) from uitkomst"), "1");
	cr_assert_str_eq(region_value("select count(*) from geschiedenis g where g.stap = "
				      "'afronden' and g.rol = 'vrijwilliger' and g.account_id is "
				      "null"),
		"1");
}

Test(afloop, of_two_words_that_differ_staff_decides_by_a_link_too)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	const char *token = asked(id);
	step(SCHOOL, id, "uitkomsten", "{'uitkomst':'niet_verschenen','reden':'anders'}");
	const struct reply r = tell(token, "'uitkomst':{'uitkomst':'afgerond'}");
	assert_status(r, 200);
	cr_assert_null(strstr(r.body, "\"betwistSindsOp\":null"), "%s", r.body);
	cr_assert_str_eq(status_of(id), "niet_verschenen");
}

Test(afloop, takes_by_the_link_what_the_rules_allow_all_of_it_or_nothing)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	const char *token = asked(id);
	assert_status(region_as(NULL, "POST", ANSWERS, region_text("{'link':'%s'}", token)), 400);
	const struct reply minutes = tell(
		token, "'uitkomst':{'uitkomst':'niet_verschenen','reden':'anders','minuten':5}");
	assert_status(minutes, 400);
	assert_holds(minutes, "'pointer':'/uitkomst/minuten'");
	const struct reply words = tell(token, "'uitkomst':{'uitkomst':'afgerond'},'beoordeling':{"
					       "'cijfer':5,'dankwoord':'Dank'}");
	assert_status(words, 400);
	assert_holds(words, "'pointer':'/beoordeling/dankwoord'");
	cr_assert_str_eq(status_of(id), "ingepland");
	/* Not before it took place. */
	assert_status(tell(token, "'beoordeling':{'cijfer':5}"), 409);
}

Test(afloop, a_link_is_of_nobody_else_and_none_says_anything)
{
	const char *token = asked(in_calendar(BEDRIJF2, OF_CHRIS));
	static const char none[] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	assert_status(look(none), 401);
	assert_status(tell(none, "'uitkomst':{'uitkomst':'afgerond'}"), 401);
	assert_status(certificate(none), 401);
	region_sql("update vrijwilliger set stil_sinds = now() where id = '" CHRIS "'");
	assert_status(look(token), 401);
	region_sql("update vrijwilliger set stil_sinds = null where id = '" CHRIS "'");
	assert_status(look(token), 200);
	region_sql("update vrijwilliger set gewist_op = now(), naam = 'Gewist', email = null, "
		   "email_vinders = '{}' where id = '" CHRIS "'");
	assert_status(look(token), 401);
	cr_assert_str_eq(region_value("select count(*) from aflooplink"), "0");
}

/* Chris is reached elsewhere from now on. */
#define OTHER_ADDRESS \
	"update vrijwilliger set email_vinders = array[gen_random_uuid()] where id = '" CHRIS "'"

Test(afloop, at_another_address_a_new_link_comes_and_that_of_before_ends)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	const char *before = agreed();
	region_sql("update vrijwilliger set email_vinders = email_vinders || gen_random_uuid() "
		   "where id = '" CHRIS "'");
	assert_status(look(before), 200);
	region_sql(OTHER_ADDRESS);
	assert_status(look(before), 401);
	assert_status(tell(before, "'afzegging':{'reden':'ziekte'}"), 401);
	cr_assert_eq(aanmelden_tell(ERR_OK), 1);
	cr_assert_eq(aanmelden_deliver(), 1);
	assert_status(look(agreed()), 200);
	/* And so when it is over. */
	const char *after = asked(id);
	region_sql(OTHER_ADDRESS);
	assert_status(look(after), 401);
	cr_assert_eq(aanmelden_tell(ERR_OK), 1);
	cr_assert_eq(aanmelden_deliver(), 1);
	aanmelden_read(CHRIS_EMAIL);
	assert_status(tell(aanmelden_token(), "'uitkomst':{'uitkomst':'afgerond'}"), 200);
}

/* ---- the certificate ---- */

Test(afloop, the_certificate_comes_by_the_link_and_by_that_of_the_thanks)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	const char *token = asked(id);
	assert_status(certificate(token), 409);
	step(SCHOOL, id, "uitkomsten", "{'uitkomst':'afgerond','minuten':90}");
	const struct reply page = certificate(token);
	assert_status(page, 200);
	cr_assert_not_null(strstr(page.body, "1,5 uur"), "%s", page.body);
	step(SCHOOL, id, "beoordelingen", "{'cijfer':5,'dankwoord':'Dank voor je les'}");
	cr_assert_eq(aanmelden_deliver(), 1);
	cr_assert_not_null(strstr(aanmelden_letter, "Subject: Bedankt voor je les\r\n"), "%s",
		aanmelden_letter);
	assert_status(certificate(aanmelden_token()), 200);
	assert_status(certificate(token), 200);
}

/* ---- on the day itself ---- */

static void begin(const char *id)
{
	set_time(id, "-1 hour", "1 hour");
}

static struct reply open_code(const char *code)
{
	return region_as(
		NULL, "POST", "/v1/aanwezigheidantwoorden", region_text("{'code':'%s'}", code));
}

static const char *shown_by(enum who who, const char *id)
{
	const struct reply r =
		region_post(who, region_text("/v1/koppelingen/%s/aanwezigheidscodes", id), NULL);
	assert_status(r, 201);
	return region_member(r, "code");
}

Test(afloop, who_has_no_account_opens_the_code_of_the_school)
{
	const char *id = in_calendar(BEDRIJF2, OF_CHRIS);
	begin(id);
	const struct reply r = open_code(shown_by(SCHOOL, id));
	assert_status(r, 200);
	assert_holds(r, "'uitkomst':'afgerond'");
	cr_assert_str_eq(status_of(id), "afgerond");
	cr_assert_str_eq(region_value("select string_agg(kant, ' ' order by kant) from uitkomst"),
		"aanbieder school");
	assert_status(open_code("AAAA"), 409);
}

Test(afloop, who_has_an_account_signs_in_and_a_code_of_the_own_side_opens_nothing)
{
	const char *id = in_calendar(VRIJWILLIGER2, "");
	begin(id);
	const struct reply r = open_code(shown_by(SCHOOL, id));
	assert_status(r, 401);
	assert_holds(r, "'code':'aanwezigheid.aanmelden'");
	assert_status(open_code(shown_by(VRIJWILLIGER2, id)), 401);
	cr_assert_str_eq(region_value("select count(*) from uitkomst"), "0");
}
