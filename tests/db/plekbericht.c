/* Letters that tell what becomes of what is booked, a place at an event or a facility, with a clock
 * of our own. */
#include <string.h>

#include "fixtures/aanmelden.h"

TestSuite(plekbericht, .init = aanmelden_init, .fini = aanmelden_fini, .timeout = 60);

#define ZUIVEL_EMAIL "d@voorbeeld.nl"

/* Of an event that Zuivel lets see, where each booking waits for a yes. */
static struct reply visit(const char *more)
{
	const struct reply campagne = region_post(MEDEWERKER, "/v1/campagnes",
		region_text("{'soort':'ontmoeting','titel':'On Stage','vanDatum':'%s','totDatum':"
			    "'%s','doel':1}",
			region_day(5), region_day(20)));
	const struct reply r = region_post(MEDEWERKER, "/v1/plekken",
		region_text("{'campagneId':'%s','soort':'bezoek','titel':'Lasrobot','bedrijfId':'"
			    "%s','vanOp':'%sT10:00:00Z','totOp':'%sT11:00:00Z','capaciteit':2%s}",
			region_member(campagne, "id"), ZUIVEL, region_day(6), region_day(6), more));
	assert_status(r, 201);
	return r;
}

static struct reply take(struct reply plek, const char *naam)
{
	const struct reply klas = region_post(SCHOOL, "/v1/klassen",
		region_text("{'naam':'%s','niveau':'po-groep-8','groepsgrootte':25}", naam));
	const struct reply r = region_post(SCHOOL, "/v1/inschrijvingen",
		region_text("{'plekId':'%s','klasId':'%s','aantal':1}", region_member(plek, "id"),
			region_member(klas, "id")));
	assert_status(r, 201);
	return r;
}

static struct reply step(enum who who, struct reply booking, const char *status)
{
	const struct reply r = region_patch(
		who, booking.location, booking.etag, region_text("{'status':'%s'}", status));
	assert_status(r, 200);
	return (struct reply){ .location = booking.location, .etag = r.etag };
}

static void told(const char *email, const char *subject)
{
	cr_assert_eq(aanmelden_tell(ERR_OK), 1);
	(void)aanmelden_deliver();
	aanmelden_read(email);
	cr_assert_not_null(strstr(aanmelden_letter, region_text("Subject: %s\r\n", subject)),
		"%s: %s", email, aanmelden_letter);
	cr_assert_eq(aanmelden_tell(ERR_OK), 0, "once");
}

Test(plekbericht, a_decision_is_told_to_who_booked)
{
	const struct reply asked = take(visit(",'goedkeuring':true"), "Groep 8b");
	told(ZUIVEL_EMAIL, "Iemand vraagt een plek bij je");
	(void)step(BEDRIJF2, asked, "bevestigd");
	told(NOOR, "Je plek staat vast");
	cr_assert_not_null(strstr(aanmelden_letter, "Lasrobot"));
	cr_assert_not_null(strstr(aanmelden_letter, "Groep 8b van"));
}

Test(plekbericht, what_is_booked_at_once_is_told_to_who_receives)
{
	(void)take(visit(""), "Groep 8b");
	told(ZUIVEL_EMAIL, "Er is een plek bij je geboekt");
	cr_assert_not_null(strstr(aanmelden_letter, "Groep 8b van"), "%s", aanmelden_letter);
}

Test(plekbericht, who_is_booked_by_staff_is_told)
{
	const struct reply campagne = region_post(MEDEWERKER, "/v1/campagnes",
		region_text("{'soort':'beurs','titel':'Beurs','vanDatum':'%s','totDatum':'%s',"
			    "'doel':1}",
			region_day(5), region_day(20)));
	const struct reply jury = region_post(MEDEWERKER, "/v1/plekken",
		region_text("{'campagneId':'%s','soort':'jury','titel':'Jury','plaats':'Hal 1',"
			    "'vanOp':'%sT10:00:00Z','totOp':'%sT11:00:00Z','capaciteit':2}",
			region_member(campagne, "id"), region_day(6), region_day(6)));
	assert_status(jury, 201);
	const struct reply booked = region_post(MEDEWERKER, "/v1/inschrijvingen",
		region_text(
			"{'plekId':'%s','vrijwilligerId':'" CHRIS "'}", region_member(jury, "id")));
	assert_status(booked, 201);
	assert_holds(booked, "'status':'bevestigd'");
	told("chris@voorbeeld.nl", "Je plek staat vast");
}

Test(plekbericht, that_staff_says_yes_for_who_receives_is_told_to_both)
{
	(void)step(MEDEWERKER, take(visit(",'goedkeuring':true"), "Groep 8b"), "bevestigd");
	cr_assert_eq(aanmelden_tell(ERR_OK), 2);
	(void)aanmelden_deliver();
	aanmelden_read(ZUIVEL_EMAIL);
	cr_assert_not_null(strstr(aanmelden_letter, "Er is een plek bij je geboekt"));
	aanmelden_read(NOOR);
	cr_assert_not_null(strstr(aanmelden_letter, "Je plek staat vast"));
}

Test(plekbericht, a_refusal_is_told_to_who_booked)
{
	(void)step(MEDEWERKER, take(visit(",'goedkeuring':true"), "Groep 8b"), "geweigerd");
	told(NOOR, "Deze plek is niet voor jullie");
}

Test(plekbericht, what_one_side_calls_off_is_told_to_the_other)
{
	const struct reply place = visit("");
	(void)step(SCHOOL, take(place, "Groep 8b"), "geannuleerd");
	told(ZUIVEL_EMAIL, "Wat was geboekt, gaat niet door");
	(void)step(BEDRIJF2, take(place, "Groep 8c"), "geannuleerd");
	told(NOOR, "Wat was geboekt, gaat niet door");
}

static int lines_with(const char *what)
{
	int count = 0;
	for (const char *at = strstr(aanmelden_letter, what); at != NULL; at = strstr(at + 1, what))
		count++;
	return count;
}

Test(plekbericht, what_a_host_is_asked_says_how_many_of_which_class_until_when_and_what_then)
{
	(void)take(visit(",'goedkeuring':true"), "Groep 8b");
	told(ZUIVEL_EMAIL, "Iemand vraagt een plek bij je");
	cr_assert_not_null(strstr(aanmelden_letter, "\"Lasrobot\" (On Stage), "));
	cr_assert_not_null(strstr(aanmelden_letter, ", Groep 8b van "));
	cr_assert_not_null(
		strstr(aanmelden_letter, ", 1 persoon (groep 8)"), "%s", aanmelden_letter);
	cr_assert_not_null(strstr(aanmelden_letter, "Antwoord kan tot "));
	cr_assert_not_null(strstr(aanmelden_letter, "dan vervalt de vraag"));
}

Test(plekbericht, all_that_is_asked_of_one_host_at_one_event_is_one_letter)
{
	const struct reply place = visit(",'goedkeuring':true");
	region_sql("update plek set capaciteit = 30");
	for (int i = 0; i < 20; i++)
		(void)take(place, region_text("Groep 8%c", 'a' + i));
	told(ZUIVEL_EMAIL, "Iemand vraagt een plek bij je");
	cr_assert_eq(lines_with("\"Lasrobot\""), 20, "%s", aanmelden_letter);
	cr_assert_eq(lines_with("Antwoord kan tot"), 20);
	(void)take(visit(",'goedkeuring':true"), "Groep 9a");
	(void)take(place, "Groep 9b");
	cr_assert_eq(aanmelden_tell(ERR_OK), 2, "two events");
}

Test(plekbericht, what_one_host_is_told_of_one_event_waits_for_whoever_has_the_first_of_it)
{
	const struct reply place = visit(",'goedkeuring':true");
	(void)take(place, "Groep 8b");
	(void)take(place, "Groep 8c");
	region_sql(
		"update inschrijving_bericht set op = op + interval '1 second' where boeking_id = "
		"(select max(boeking_id::text)::uuid from inschrijving_bericht)");
	cr_assert_eq(aanmelden_tell(ERR_OK), 1, "the second is for later");
	aanmelden_now_us += SECOND * 2;
	cr_assert_eq(aanmelden_tell(ERR_OK), 1);
}

Test(plekbericht, lines_that_do_not_fit_in_one_letter_are_in_the_next)
{
	const struct reply place = visit("");
	region_sql("update plek set capaciteit = 30, titel = repeat('Lasrobot ', 22)");
	for (int i = 0; i < 30; i++)
		(void)take(place, region_text("Groep 8 %d", i));
	region_sql("update school set naam = repeat('Regenboog ', 19)");
	cr_assert_eq(aanmelden_tell(ERR_OK), 2);
	cr_assert_str_eq(region_value("select count(*) from inschrijving_bericht"), "0");
	cr_assert_eq(aanmelden_deliver(), 2);
}

/* As if the term of all that waits at an event had come. */
static void past_term(void)
{
	region_sql(region_text("alter table inschrijving disable trigger user; update inschrijving "
			       "set verloopt_op = to_timestamp(%lld) where status = 'gevraagd'; "
			       "alter table inschrijving enable trigger user",
		(long long)(aanmelden_now_us / 1000000)));
}

Test(plekbericht, a_place_that_no_host_answers_for_ends_and_is_free)
{
	const struct reply place = visit(",'goedkeuring':true");
	const struct reply asked = take(place, "Groep 8b");
	cr_assert_str_neq(region_member(asked, "verlooptOp"), "null");
	cr_assert_eq(aanmelden_expire(), 0);
	static const enum who sides[] = { SCHOOL, BEDRIJF2, MEDEWERKER };
	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++)
		assert_holds(region_get(sides[i], "/v1/inschrijvingen?wacht=true"), "Lasrobot");
	assert_holds(region_get(SCHOOL2, "/v1/inschrijvingen?wacht=true"), "'items':[]");
	told(ZUIVEL_EMAIL, "Iemand vraagt een plek bij je");
	const struct reply second = take(place, "Groep 8c");
	told(ZUIVEL_EMAIL, "Iemand vraagt een plek bij je");
	(void)step(BEDRIJF2, second, "bevestigd");
	told(NOOR, "Je plek staat vast");
	past_term();
	cr_assert_eq(aanmelden_expire(), 1);
	cr_assert_eq(aanmelden_expire(), 0, "once");
	assert_holds(region_get(SCHOOL, asked.location), "'status':'verlopen','verlooptOp':null");
	assert_holds(region_get(SCHOOL, second.location), "'status':'bevestigd'");
	assert_holds(region_get(SCHOOL, "/v1/inschrijvingen?wacht=true"), "'items':[]");
	cr_assert_str_eq(region_value("select bezet from plek"), "1");
	cr_assert_str_eq(
		region_value(
			"select count(distinct a.id) || ' ' || count(distinct g.id) from audit a "
			"join gebeurtenis g on g.onderwerp = a.rij join inschrijving i on i.id "
			"= a.rij where i.status = 'verlopen'"),
		"2 2");
	told(NOOR, "Er kwam geen antwoord op je vraag");
	(void)take(place, "Groep 8d");
}

Test(plekbericht, of_all_that_waits_at_one_place_each_ends)
{
	const struct reply place = visit(",'goedkeuring':true");
	(void)take(place, "Groep 8b");
	(void)take(place, "Groep 8c");
	past_term();
	cr_assert_eq(aanmelden_expire(), 2);
	cr_assert_str_eq(region_value("select bezet from plek"), "0");
}

Test(plekbericht, the_term_of_a_place_is_five_school_days_and_never_past_its_beginning)
{
	const struct reply campagne = region_post(MEDEWERKER, "/v1/campagnes",
		region_text("{'soort':'beurs','titel':'Beurs','vanDatum':'%s','totDatum':'%s',"
			    "'doel':1}",
			region_day(1), region_day(80)));
	static const struct {
		int day;
		const char *host, *term;
	} all[] = {
		{ 60, ",'bedrijfId':'" ZUIVEL "'", "na_schooldagen(school_id, gemaakt_op, 5)" },
		{ 2, ",'bedrijfId':'" ZUIVEL "'", "lower(tijd)" },
		{ 61, ",'plaats':'Hal 1'", "lower(tijd)" },
	};
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		const struct reply place = region_post(MEDEWERKER, "/v1/plekken",
			region_text("{'campagneId':'%s','soort':'bezoek','titel':'Lasrobot','vanOp'"
				    ":'%sT10:00:00Z','totOp':'%sT11:00:00Z','capaciteit':2,"
				    "'goedkeuring':true%s}",
				region_member(campagne, "id"), region_day(all[i].day),
				region_day(all[i].day), all[i].host));
		assert_status(place, 201);
		const struct reply asked = take(place, region_text("Groep 8%c", (int)('a' + i)));
		cr_assert_str_eq(region_value(region_text("select verloopt_op = %s from "
							  "inschrijving where id = '%s'",
					 all[i].term, region_member(asked, "id"))),
			"t", "%zu", i);
	}
}

Test(plekbericht, a_place_that_is_called_off_is_told_to_who_booked_with_the_reason)
{
	const struct reply place = visit("");
	(void)take(place, "Groep 8b");
	(void)take(place, "Groep 8c");
	assert_status(region_patch(MEDEWERKER, place.location, place.etag,
			      "{'status':'vervallen','reden':'ziekte'}"),
		200);
	cr_assert_eq(aanmelden_tell(ERR_OK), 3, "two classes, and who is visited, once");
	(void)aanmelden_deliver();
	aanmelden_read(ZUIVEL_EMAIL);
	cr_assert_not_null(
		strstr(aanmelden_letter, "Subject: Een plek bij een evenement gaat niet door"));
	cr_assert_not_null(strstr(aanmelden_letter, "De reden: "));
}

Test(plekbericht, what_is_taken_back_before_it_was_told_is_told_as_it_is_then)
{
	const struct reply asked = take(visit(",'goedkeuring':true"), "Groep 8b");
	(void)step(MEDEWERKER, step(MEDEWERKER, asked, "bevestigd"), "geannuleerd");
	cr_assert_eq(aanmelden_tell(ERR_OK), 2, "the school, and who is visited");
	(void)aanmelden_deliver();
	aanmelden_read(NOOR);
	cr_assert_not_null(strstr(aanmelden_letter, "Wat was geboekt, gaat niet door"));
}

/* ---- facilities ---- */

/* Of Zuivel, which says yes to each booking. */
static struct reply lab(void)
{
	const struct reply r = region_post(BEDRIJF2, "/v1/faciliteiten",
		"{'soort':'technieklab','titel':'Robotlab','plaats':'Almere','eenheid':'groep',"
		"'capaciteit':1,'dagdelen':['ma-ochtend','di-ochtend','wo-ochtend','do-ochtend',"
		"'vr-ochtend'],'openVoor':['scholen'],'goedkeuring':true}");
	assert_status(r, 201);
	return r;
}

/* A weekday some weeks from now. */
static const char *weekday(int weeks)
{
	return region_value(region_text(
		"select min(d)::date from generate_series(date '%s', date '%s' + 4, '1 day') d "
		"where extract(isodow from d) < 6",
		region_day(7 * weeks), region_day(7 * weeks)));
}

static struct reply ask_lab(struct reply facility, const char *datum)
{
	return region_post(SCHOOL, "/v1/reserveringen",
		region_text("{'faciliteitId':'%s','datum':'%s','dagdeel':'ochtend'}",
			region_member(facility, "id"), datum));
}

Test(plekbericht, of_a_facility_the_owner_is_asked_and_who_asked_is_answered)
{
	const struct reply asked = ask_lab(lab(), weekday(2));
	assert_status(asked, 201);
	told(ZUIVEL_EMAIL, "Iemand vraagt een plek bij je");
	cr_assert_not_null(strstr(aanmelden_letter, "reservering \"Robotlab\" (Almere)"));
	const struct reply yes = step(BEDRIJF2, asked, "bevestigd");
	told(NOOR, "Je plek staat vast");
	(void)step(BEDRIJF2, yes, "geannuleerd");
	told(NOOR, "Wat was geboekt, gaat niet door");
}

Test(plekbericht, of_a_facility_that_is_booked_at_once_the_owner_is_told)
{
	const struct reply facility = lab();
	region_sql("update faciliteit set goedkeuring = false");
	assert_status(ask_lab(facility, weekday(2)), 201);
	told(ZUIVEL_EMAIL, "Er is een plek bij je geboekt");
}

Test(plekbericht, a_room_that_closes_is_told_to_who_booked_and_by_staff_to_its_owner_too)
{
	struct reply facility = lab();
	(void)step(BEDRIJF2, ask_lab(facility, weekday(2)), "bevestigd");
	told(NOOR, "Je plek staat vast");
	facility.etag =
		region_patch(BEDRIJF2, facility.location, facility.etag, "{'status':'gesloten'}")
			.etag;
	told(NOOR, "De ruimte is dan niet open");
	facility.etag =
		region_patch(BEDRIJF2, facility.location, facility.etag, "{'status':'actief'}")
			.etag;
	(void)step(BEDRIJF2, ask_lab(facility, weekday(3)), "bevestigd");
	told(NOOR, "Je plek staat vast");
	assert_status(
		region_patch(MEDEWERKER, facility.location, facility.etag, "{'status':'gesloten'}"),
		200);
	cr_assert_eq(aanmelden_tell(ERR_OK), 2, "both sides");
	(void)aanmelden_deliver();
	aanmelden_read(ZUIVEL_EMAIL);
	cr_assert_not_null(strstr(aanmelden_letter, "Wat was geboekt, gaat niet door"));
}

Test(plekbericht, what_a_school_calls_off_is_told_to_the_owner)
{
	(void)step(SCHOOL, ask_lab(lab(), weekday(2)), "geannuleerd");
	told(ZUIVEL_EMAIL, "Wat was geboekt, gaat niet door");
}

Test(plekbericht, a_question_that_nobody_answers_ends_and_its_place_is_free)
{
	const struct reply facility = lab();
	const struct reply asked = ask_lab(facility, weekday(4));
	cr_assert_eq(aanmelden_expire(), 0);
	const char *term = region_member(asked, "verlooptOp");
	cr_assert_str_neq(term, "null");
	static const enum who sides[] = { SCHOOL, BEDRIJF2, MEDEWERKER };
	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++)
		assert_holds(region_get(sides[i], "/v1/reserveringen?wacht=true"), "Robotlab");
	assert_holds(region_get(SCHOOL2, "/v1/reserveringen?wacht=true"), "'items':[]");
	assert_status(ask_lab(facility, weekday(4)), 409);
	region_sql(region_text("alter table reservering disable trigger user; update reservering "
			       "set verloopt_op = to_timestamp(%lld); alter table reservering "
			       "enable trigger user",
		(long long)(aanmelden_now_us / 1000000)));
	cr_assert_eq(aanmelden_expire(), 1);
	cr_assert_eq(aanmelden_expire(), 0, "once");
	const struct reply over = region_get(SCHOOL, asked.location);
	assert_holds(over, "'status':'verlopen','verlooptOp':null");
	assert_holds(region_get(SCHOOL, "/v1/reserveringen"), "Robotlab");
	assert_holds(region_get(SCHOOL, "/v1/reserveringen?wacht=true"), "'items':[]");
	told(NOOR, "Er kwam geen antwoord op je vraag");
	assert_status(ask_lab(facility, weekday(4)), 201);
}

Test(plekbericht, the_term_is_five_school_days_and_never_past_the_half_day)
{
	const struct reply facility = lab();
	(void)ask_lab(facility, weekday(12));
	cr_assert_str_eq(
		region_value("select verloopt_op = na_schooldagen(school_id, gemaakt_op, 5) "
			     "from reservering"),
		"t");
	(void)ask_lab(facility, weekday(0));
	cr_assert_str_eq(region_value("select verloopt_op = lower(dagdeel_tijdvak(datum, dagdeel)) "
				      "from reservering order by datum limit 1"),
		"t");
}

Test(plekbericht, nobody_books_further_ahead_than_a_request_goes)
{
	const struct reply far = ask_lab(lab(), weekday(60));
	assert_status(far, 400);
	assert_holds(far, "'code':'reservering.te_ver'");
}
