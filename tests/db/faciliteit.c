/* Facilities, when they are free, and bookings that never hold more than fits. */
#include <string.h>

#include "base/date.h"
#include "fixtures/region.h"

TestSuite(faciliteit, .init = region_init, .fini = region_fini);
TestSuite(reservering, .init = region_init, .fini = region_fini);

/* Open each weekday in the morning, for two groups. */
static struct reply make(enum who who, const char *more)
{
	const struct reply r = region_post(who, "/v1/faciliteiten",
		region_text("{'soort':'technieklab','titel':'Robotlab','plaats':'Almere','eenheid':"
			    "'groep','capaciteit':2,'dagdelen':['ma-ochtend','di-ochtend',"
			    "'wo-ochtend','do-ochtend','vr-ochtend']%s}",
			more));
	assert_status(r, 201);
	return r;
}

#define SCHOLEN ",'openVoor':['scholen']"

/* The next weekday behind today, and so many weeks later. */
static const char *day(int weeks)
{
	return region_value(
		region_text("select min(d)::date from generate_series(current_date + 1 + "
			    "7 * %d, current_date + 4 + 7 * %d, '1 day') d where "
			    "extract(isodow from d) < 6",
			weeks, weeks));
}

static struct reply book(enum who who, struct reply faciliteit, const char *datum, const char *more)
{
	return region_post(who, "/v1/reserveringen",
		region_text("{'faciliteitId':'%s','datum':'%s','dagdeel':'ochtend'%s}",
			region_member(faciliteit, "id"), datum, more));
}

static struct reply step(enum who who, struct reply booking, const char *status)
{
	return region_patch(
		who, booking.location, booking.etag, region_text("{'status':'%s'}", status));
}

static struct reply free_days(struct reply faciliteit, const char *datum)
{
	return region_get(SCHOOL,
		region_text("%s/_dagdelen?van=%s&tot=%s", faciliteit.location, datum, datum));
}

Test(faciliteit, is_kept_by_its_owner_and_staff)
{
	const struct reply made = make(BEDRIJF, SCHOLEN);
	assert_holds(made, "'schoolId':null,'bedrijfId':'" VAN_DAM "'");
	assert_status(region_get(VRIJWILLIGER, made.location), 200);
	const struct reply other =
		region_patch(BEDRIJF2, made.location, made.etag, "{'capaciteit':3}");
	assert_status(other, 403);
	assert_holds(other, "'code':'faciliteit.niet_eigen'");
	assert_status(region_patch(BEDRIJF, made.location, made.etag, "{'capaciteit':3}"), 200);
	assert_status(region_patch(MEDEWERKER, made.location, made.etag, "{'capaciteit':4}"), 412);
}

Test(faciliteit, that_is_closed_is_its_owners_and_staffs_to_see)
{
	const struct reply made = make(BEDRIJF, SCHOLEN);
	assert_status(
		region_patch(BEDRIJF, made.location, made.etag, "{'status':'gesloten'}"), 200);
	assert_status(region_get(SCHOOL, made.location), 404);
	assert_holds_not(region_get(SCHOOL, "/v1/faciliteiten"), "Robotlab");
	assert_status(region_get(BEDRIJF, made.location), 200);
	assert_holds(region_get(MEDEWERKER, "/v1/faciliteiten"), "Robotlab");
}

Test(faciliteit, names_a_circle_when_it_is_open_for_one)
{
	const struct reply r = region_post(BEDRIJF, "/v1/faciliteiten",
		"{'soort':'fablab','titel':'F','plaats':'Almere','eenheid':'persoon',"
		"'capaciteit':20,'dagdelen':['ma-ochtend'],'openVoor':['kring']}");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/kringId'");
}

Test(faciliteit, is_free_in_its_week_and_besides_but_not_on_exceptions)
{
	const char *closed = day(0);
	const char *open = day(1);
	const struct reply made = make(
		BEDRIJF, region_text(SCHOLEN ",'uitzonderingen':[{'datum':'%s'}],'extraTijdvakken':"
					     "[{'datum':'%s','dagdeel':'avond'}]",
				 closed, open));
	assert_holds(free_days(made, closed), "'items':[]");
	const struct reply free = free_days(made, open);
	assert_holds(free, region_text("{'items':[{'datum':'%s','dagdeel':'ochtend','vrij':2},"
				       "{'datum':'%s','dagdeel':'avond','vrij':2}]}",
				   open, open));
	const struct reply r = book(SCHOOL, made, closed, "");
	assert_status(r, 409);
	assert_holds(r, "'code':'faciliteit.dicht'");
}

Test(faciliteit, is_closed_on_a_public_holiday_that_its_owner_did_not_open)
{
	const char *datum = day(2);
	region_sql(region_text("insert into vakantie (bron_id, soort, naam, regios, van_datum, "
			       "tot_datum) values (gen_random_uuid(), 'feestdag', 'Feest', '{}', "
			       "'%s', '%s')",
		datum, datum));
	const struct reply closed = make(BEDRIJF, SCHOLEN);
	const struct reply no = book(SCHOOL, closed, datum, "");
	assert_status(no, 409);
	assert_holds(no, "'code':'faciliteit.dicht'");
	assert_holds(free_days(closed, datum), "'items':[]");
	const struct reply opened = make(
		BEDRIJF, region_text("%s,'extraTijdvakken':[{'datum':'%s','dagdeel':'ochtend'}]",
				 SCHOLEN, datum));
	assert_status(book(SCHOOL, opened, datum, ""), 201);
}

static const char *left_on(const char *date)
{
	return region_value(region_text("select count(*) from unnest(array['ochtend', 'middag', "
					"'avond']) d where upper(dagdeel_tijdvak('%s', d)) > now()",
		date));
}

Test(faciliteit, shows_no_half_day_that_is_over)
{
	const char *today = region_value("select (now() at time zone 'Europe/Amsterdam')::date");
	const struct reply lab = make(BEDRIJF,
		region_text(SCHOLEN
			",'extraTijdvakken':[{'datum':'%s','dagdeel':'ochtend'},"
			"{'datum':'%s','dagdeel':'middag'},{'datum':'%s','dagdeel':'avond'}]",
			today, today, today));
	const char *before = left_on(today);
	const struct reply r = free_days(lab, today);
	const char *after = left_on(today); /* one may end meanwhile */
	int shown = 0;
	for (const char *at = strstr(r.body, "\"dagdeel\""); at != NULL;
		at = strstr(at + 1, "\"dagdeel\""))
		shown++;
	const char *count = region_text("%d", shown);
	cr_assert(strcmp(count, before) == 0 || strcmp(count, after) == 0, "%s, %s: %s", before,
		after, r.body);
}

Test(faciliteit, is_closed_when_its_owner_is)
{
	const char *datum = day(1);
	const struct reply lab = make(BEDRIJF, SCHOLEN);
	const struct reply opened = make(
		BEDRIJF, region_text("%s,'extraTijdvakken':[{'datum':'%s','dagdeel':'ochtend'}]",
				 SCHOLEN, datum));
	assert_status(region_post(BEDRIJF, "/v1/sluitingen",
			      region_text("{'vanDatum':'%s','reden':'verbouwing'}", datum)),
		201);
	const struct reply no = book(SCHOOL, lab, datum, "");
	assert_status(no, 409);
	assert_holds(no, "'code':'faciliteit.dicht'");
	assert_holds(free_days(lab, datum), "'items':[]");
	assert_status(book(SCHOOL, opened, datum, ""), 201);
}

Test(faciliteit, of_a_school_is_closed_in_its_holidays)
{
	const char *datum = day(2);
	region_sql(
		region_text("update school set vakantieregio = 'noord'; insert into vakantie "
			    "(bron_id, soort, naam, regios, van_datum, tot_datum) values "
			    "(gen_random_uuid(), 'schoolvakantie', 'Kerst', '{noord}', '%s', '%s')",
			datum, datum));
	const struct reply of_school = make(SCHOOL, SCHOLEN);
	assert_holds(book(SCHOOL2, of_school, datum, ""), "'code':'faciliteit.dicht'");
	assert_status(book(SCHOOL2, make(BEDRIJF, SCHOLEN), datum, ""), 201);
}

Test(reservering, is_for_what_is_not_over)
{
	const struct reply lab = make(BEDRIJF, SCHOLEN);
	static const char *const moments[][2] = { { "11:59", "" },
		{ "12:00", "reservering_nog_te_doen" } };
	for (size_t i = 0; i < 2; i++)
		cr_expect_str_eq(
			region_tried(KOMPAS,
				region_text("insert into reservering (id, faciliteit_id, "
					    "school_id, datum, dagdeel, aantal, status, "
					    "versie, gemaakt_op, gewijzigd_op) select "
					    "gen_random_uuid(), '%s', '" KOMPAS
					    "', '%s', 'ochtend', 1, 'gevraagd', 1, m, m from "
					    "(select timestamp '%s %s' "
					    "at time zone 'Europe/Amsterdam' as m) x",
					region_member(lab, "id"), day(0), day(0), moments[i][0])),
			moments[i][1]);
}

Test(reservering, fills_a_half_day_and_not_beyond)
{
	const struct reply lab = make(BEDRIJF, SCHOLEN);
	const char *datum = day(0);
	const struct reply first = book(SCHOOL, lab, datum, "");
	assert_status(first, 201);
	assert_holds(first, "'status':'bevestigd'");
	assert_holds(free_days(lab, datum), "'vrij':1");
	assert_status(book(SCHOOL2, lab, datum, ""), 201);
	assert_holds(free_days(lab, datum), "'items':[]");
	const struct reply full = book(SCHOOL, lab, datum, "");
	assert_status(full, 409);
	assert_holds(full, "'code':'faciliteit.vol'");
	assert_status(book(SCHOOL, lab, day(1), ""), 201);
	const struct reply many = book(SCHOOL, lab, day(1), ",'aantal':3");
	assert_status(many, 400);
	assert_holds(many, "Er is plaats voor 2.");
}

Test(reservering, that_is_called_off_gives_its_place_back)
{
	const struct reply lab = make(BEDRIJF, SCHOLEN);
	const char *datum = day(0);
	const struct reply both = book(SCHOOL, lab, datum, ",'aantal':2");
	assert_status(both, 201);
	assert_status(book(SCHOOL2, lab, datum, ""), 409);
	assert_status(step(SCHOOL2, both, "geannuleerd"), 404);
	assert_status(step(SCHOOL, both, "geannuleerd"), 200);
	assert_status(book(SCHOOL2, lab, datum, ""), 201);
	const struct reply again =
		region_patch(SCHOOL, both.location, "\"2\"", "{'status':'geannuleerd'}");
	assert_status(again, 409);
	assert_holds(again, "'code':'stap.niet_toegestaan'");
}

Test(reservering, waits_for_the_owner_who_wants_to_decide)
{
	const struct reply lab = make(BEDRIJF, SCHOLEN ",'goedkeuring':true");
	const char *datum = day(0);
	const struct reply asked = book(SCHOOL, lab, datum, "");
	assert_holds(asked, "'status':'gevraagd'");
	assert_holds(free_days(lab, datum), "'vrij':1");
	const struct reply own = step(SCHOOL, asked, "bevestigd");
	assert_status(own, 403);
	assert_status(region_get(BEDRIJF2, asked.location), 404);
	const struct reply yes = step(BEDRIJF, asked, "bevestigd");
	assert_status(yes, 200);
	assert_holds(yes, "'status':'bevestigd'");
	const struct reply other = book(SCHOOL2, lab, datum, "");
	assert_status(step(BEDRIJF, other, "geweigerd"), 200);
	assert_holds(free_days(lab, datum), "'vrij':1");
}

Test(reservering, of_the_owner_needs_no_approval_and_no_leave)
{
	const struct reply lab = make(BEDRIJF, SCHOLEN ",'goedkeuring':true");
	assert_holds(book(BEDRIJF, lab, day(0), ""), "'status':'bevestigd'");
	const struct reply other = book(BEDRIJF2, lab, day(0), "");
	assert_status(other, 409);
	assert_holds(other, "'code':'faciliteit.niet_voor_jou'");
}

Test(reservering, is_for_the_circle_when_the_facility_is)
{
	const struct reply lab = make(BEDRIJF2, ",'openVoor':['kring'],'kringId':'" KRING "'");
	assert_status(book(BEDRIJF, lab, day(0), ""), 201); /* of the circle */
	assert_status(book(SCHOOL, lab, day(0), ""), 201);  /* in its municipality */
	const struct reply other = book(SCHOOL2, lab, day(1), "");
	assert_status(other, 409);
	assert_holds(other, "'code':'faciliteit.niet_voor_jou'");
}

Test(reservering, stands_in_the_list_of_both_sides_by_day)
{
	const struct reply lab = make(BEDRIJF, SCHOLEN);
	assert_status(book(SCHOOL, lab, day(1), ""), 201);
	assert_status(book(SCHOOL, lab, day(0), ""), 201);
	static const enum who sides[] = { SCHOOL, BEDRIJF, MEDEWERKER };
	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++) {
		const struct reply r = region_get(sides[i], "/v1/reserveringen?limit=1");
		assert_status(r, 200);
		assert_holds(r, region_text("'datum':'%s'", day(0)));
		assert_holds_not(r, region_text("'datum':'%s'", day(1)));
		const struct reply next =
			region_get(sides[i], region_text("/v1/reserveringen?limit=1&cursor=%s",
						     region_member(r, "volgende")));
		assert_holds(next, region_text("'datum':'%s'", day(1)));
		assert_holds(next, "'volgende':null");
	}
	assert_holds(region_get(SCHOOL2, "/v1/reserveringen"), "'items':[]");
	assert_holds(region_get(BEDRIJF2, "/v1/reserveringen"), "'items':[]");
}

Test(reservering, is_made_by_staff_for_somebody)
{
	const struct reply lab = make(MEDEWERKER, SCHOLEN);
	assert_status(book(MEDEWERKER, lab, day(0), ""), 400);
	assert_status(book(MEDEWERKER, lab, day(0), ",'schoolId':'" KOMPAS "'"), 201);
	assert_status(book(SCHOOL2, lab, day(0), ",'schoolId':'" KOMPAS "'"), 400);
	assert_holds(region_get(SCHOOL, "/v1/reserveringen"), "'schoolId':'" KOMPAS "'");
}

/* A match of the first school on that morning, in this state; beside the triggers. */
static const char *match_on(const char *datum)
{
	const struct reply aanbod = region_post(VRIJWILLIGER2, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],"
		"'dagdelen':['ma-ochtend']}");
	assert_status(aanbod, 201);
	const struct reply aanvraag = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':"
			    "'po-groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend']}",
			region_day(1), region_day(40)));
	assert_status(aanvraag, 201);
	region_sql(region_text(
		"alter table koppeling disable trigger user; insert into koppeling (id, "
		"aanvraag_id, aanbod_id, school_id, klas_id, vrijwilliger_id, soort, datum, "
		"dagdeel, status, score, factoren, alternatieven, gewicht_versie, versie, "
		"gemaakt_op, gewijzigd_op, gewijzigd_rol) select gen_random_uuid(), a.id, '%s', "
		"a.school_id, a.klas_id, '" BRAM "', 'gastles', '%s', 'ochtend', 'goedgekeurd', 1, "
		"'[]', '[]', 2, 1, now(), now(), 'medewerker' from aanvraag a; "
		"alter table koppeling enable trigger user",
		region_member(aanbod, "id"), datum));
	return region_value("select id from koppeling");
}

Test(reservering, of_a_match_is_at_its_time_and_ends_with_it)
{
	const struct reply lab = make(BEDRIJF, SCHOLEN);
	const char *datum = day(0);
	const char *with = region_text(",'koppelingId':'%s'", match_on(datum));
	const struct reply other_day = book(SCHOOL, lab, day(1), with);
	assert_status(other_day, 409);
	assert_holds(other_day, "'code':'reservering.niet_bij_koppeling'");
	const struct reply other_school = book(SCHOOL2, lab, datum, with);
	assert_status(other_school, 409);
	const struct reply made = book(SCHOOL, lab, datum, with);
	assert_status(made, 201);
	const struct reply twice = book(SCHOOL, lab, datum, with);
	assert_status(twice, 409);
	assert_holds(twice, "'code':'reservering.bestaat_al'");
	region_sql("update koppeling set status = 'afgeslagen', reden = 'anders', gewijzigd_rol = "
		   "'school', versie = versie + 1");
	assert_holds(region_get(SCHOOL, made.location), "'status':'geannuleerd'");
	assert_holds(free_days(lab, datum), "'vrij':2");
}

/* A room that is not open cannot be used. */
Test(reservering, is_called_off_when_its_owner_closes_and_does_not_come_back)
{
	const struct reply lab = make(BEDRIJF, SCHOLEN);
	const struct reply first = book(SCHOOL, lab, day(0), "");
	const struct reply second = book(SCHOOL2, lab, day(1), "");
	const struct reply other = book(SCHOOL, make(BEDRIJF, SCHOLEN), day(0), "");
	const struct reply closed =
		region_patch(BEDRIJF, lab.location, lab.etag, "{'status':'gesloten'}");
	assert_status(closed, 200);
	assert_holds(closed, "'status':'gesloten','afgezegd':2");
	assert_holds(region_get(SCHOOL, first.location), "'status':'geannuleerd'");
	assert_holds(region_get(SCHOOL2, second.location), "'status':'geannuleerd'");
	assert_holds(region_get(SCHOOL, other.location), "'status':'bevestigd'");
	const struct reply open =
		region_patch(BEDRIJF, lab.location, closed.etag, "{'status':'actief'}");
	assert_holds(open, "'status':'actief','afgezegd':0");
	assert_holds(region_get(SCHOOL, first.location), "'status':'geannuleerd'");
	assert_holds(free_days(lab, day(0)), "'vrij':2");
}

Test(reservering, is_called_off_when_its_half_day_is_left_out_and_not_for_anything_else)
{
	const struct reply lab = make(BEDRIJF, SCHOLEN);
	const struct reply first = book(SCHOOL, lab, day(0), "");
	const struct reply second = book(SCHOOL, lab, day(1), "");
	const struct reply more =
		region_patch(BEDRIJF, lab.location, lab.etag, "{'titel':'Lab','goedkeuring':true}");
	assert_holds(more, "'afgezegd':0");
	const struct reply out = region_patch(BEDRIJF, lab.location, more.etag,
		region_text("{'uitzonderingen':[{'datum':'%s'}]}", day(0)));
	assert_status(out, 200);
	assert_holds(out, "'afgezegd':1");
	assert_holds(region_get(SCHOOL, first.location), "'status':'geannuleerd'");
	assert_holds(region_get(SCHOOL, second.location), "'status':'bevestigd'");
	const struct reply never = region_patch(
		BEDRIJF, lab.location, out.etag, "{'dagdelen':['ma-avond'],'capaciteit':1}");
	assert_holds(never, "'afgezegd':1");
	assert_holds(region_get(SCHOOL, second.location), "'status':'geannuleerd'");
}

static struct reply close_on(int first, int last)
{
	return region_post(BEDRIJF, "/v1/sluitingen",
		region_text("{'vanDatum':'%s','totDatum':'%s','reden':'verbouwing'}", day(first),
			day(last)));
}

/* Nor one whose owner is not there. */
Test(reservering, is_called_off_when_its_owner_closes_the_day_and_does_not_come_back)
{
	const struct reply lab = make(BEDRIJF, SCHOLEN);
	const struct reply opened = make(
		BEDRIJF, region_text("%s,'extraTijdvakken':[{'datum':'%s','dagdeel':'ochtend'}]",
				 SCHOLEN, day(0)));
	const struct reply first = book(SCHOOL, lab, day(0), "");
	const struct reply second = book(SCHOOL2, lab, day(1), "");
	const struct reply kept = book(SCHOOL, opened, day(0), "");
	const struct reply closed = close_on(0, 0);
	assert_status(closed, 201);
	assert_holds(closed, "'afgezegd':1");
	assert_holds(region_get(SCHOOL, first.location), "'status':'geannuleerd'");
	assert_holds(region_get(SCHOOL2, second.location), "'status':'bevestigd'");
	assert_holds(region_get(SCHOOL, kept.location), "'status':'bevestigd'");
	cr_expect_str_eq(region_value("select brief from inschrijving_bericht where kant = "
				      "'boeker' and brief = 'boeking_dicht'"),
		"boeking_dicht");
	/* A day more, and then none. */
	const struct reply more = region_patch(
		BEDRIJF, closed.location, closed.etag, region_text("{'totDatum':'%s'}", day(1)));
	assert_status(more, 200);
	assert_holds(more, "'afgezegd':1");
	assert_holds(region_get(SCHOOL2, second.location), "'status':'geannuleerd'");
	const struct reply none =
		region_patch(BEDRIJF, closed.location, more.etag, "{'ingetrokken':true}");
	assert_status(none, 200);
	assert_holds(none, "'afgezegd':0");
	assert_holds(region_get(SCHOOL, first.location), "'status':'geannuleerd'");
	assert_status(book(SCHOOL, lab, day(0), ""), 201);
}

/* As was booked before closures counted. */
Test(reservering, is_called_off_when_its_half_day_is_left_out_on_a_day_that_was_closed)
{
	const struct reply lab = make(BEDRIJF, SCHOLEN);
	const struct reply first = book(SCHOOL, lab, day(0), "");
	region_sql("alter table sluiting disable trigger sluiting_ruimte_dicht");
	assert_status(close_on(0, 0), 201);
	assert_holds(region_get(SCHOOL, first.location), "'status':'bevestigd'");
	const struct reply out = region_patch(BEDRIJF, lab.location, lab.etag,
		region_text("{'uitzonderingen':[{'datum':'%s'}]}", day(0)));
	assert_status(out, 200);
	assert_holds(out, "'afgezegd':1");
	assert_holds(region_get(SCHOOL, first.location), "'status':'geannuleerd'");
}

/* Who owns the room says yes and no to others, and books in its own name. */
Test(reservering, is_in_the_name_of_who_books_alone)
{
	const struct reply lab = make(BEDRIJF, SCHOLEN);
	static const struct {
		const char *actor, *column, *in_the_name_of, *told;
	} cases[] = { { VAN_DAM, "school_id", KOMPAS, "42501" },
		{ KOMPAS, "school_id", KOMPAS, "" }, { VAN_DAM, "bedrijf_id", VAN_DAM, "" } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_expect_str_eq(
			region_tried(cases[i].actor,
				region_text("insert into reservering (id, faciliteit_id, %s, "
					    "datum, dagdeel, aantal, status, versie, gemaakt_op, "
					    "gewijzigd_op) values (gen_random_uuid(), '%s', '%s', "
					    "'%s', 'ochtend', 1, 'gevraagd', 1, now(), now())",
					cases[i].column, region_member(lab, "id"),
					cases[i].in_the_name_of, day(1))),
			cases[i].told);
}
