/* Norms from a school year on, guarantees, classes that go from year to year, and what they are
 * still due. */
#include <string.h>

#include "fixtures/region.h"

TestSuite(norm, .init = region_init, .fini = region_fini);
TestSuite(garantie, .init = region_init, .fini = region_fini);
TestSuite(klas, .init = region_init, .fini = region_fini);
TestSuite(tegoed, .init = region_init, .fini = region_fini);

/* First year of the school year of today, and so many later. */
static const char *year(int later)
{
	return region_value(region_text("select schooljaar(current_date) + %d", later));
}

/* ---- norms ---- */

static struct reply make_norm(const char *niveau, const char *vanaf, int aantal)
{
	return region_post(MEDEWERKER, "/v1/normen",
		region_text("{'niveau':'%s','eenheid':'dagdeel','vanafSchooljaar':%s,'aantal':%d}",
			niveau, vanaf, aantal));
}

Test(norm, begins_in_this_school_year_or_a_later)
{
	assert_status(make_norm("havo-1", year(0), 2), 201);
	assert_status(make_norm("havo-2", year(3), 2), 201);
	const struct reply late = make_norm("havo-3", year(-1), 2);
	assert_status(late, 400);
	assert_holds(late, "'pointer':'/vanafSchooljaar'");
}

Test(norm, is_one_for_a_level_from_a_year_on)
{
	assert_status(make_norm("havo-1", year(0), 2), 201);
	const struct reply again = make_norm("havo-1", year(0), 3);
	assert_status(again, 409);
	assert_holds(again, "'code':'norm.bestaat_al'");
}

Test(norm, of_a_year_that_is_over_stays)
{
	const char *id =
		region_value("select id from norm where niveau = 64 and eenheid = 'dagdeel'");
	const struct reply r =
		region_patch(MEDEWERKER, region_text("/v1/normen/%s", id), "\"1\"", "{'aantal':9}");
	assert_status(r, 409);
	assert_holds(r, "'code':'norm.schooljaar_voorbij'");
}

static struct reply make_local(const char *gemeente, int aantal)
{
	return region_post(MEDEWERKER, "/v1/normen",
		region_text("{'niveau':'po-groep-7','eenheid':'dagdeel','gemeente':'%s',"
			    "'vanafSchooljaar':%s,'aantal':%d}",
			gemeente, year(0), aantal));
}

Test(norm, is_one_for_a_municipality_beside_that_of_the_country)
{
	const char *gemeente =
		region_value("select gemeente_code from school where id = '" KOMPAS "'");
	const struct reply made = make_local(gemeente, 6);
	assert_status(made, 201);
	assert_holds(made, region_text("'gemeente':'%s'", gemeente));
	assert_status(make_local(gemeente, 7), 409);
	assert_status(make_local("9999", 7), 400);
	const struct reply list =
		region_get(SCHOOL, region_text("/v1/normen?schooljaar=%s", year(0)));
	assert_holds(list, "'gemeente':null,'vanafSchooljaar':2000,'aantal':4");
	assert_holds(list, region_text("'gemeente':'%s'", gemeente));
}

Test(norm, changes_in_the_version_that_was_seen)
{
	const struct reply made = make_norm("havo-1", year(0), 2);
	const struct reply changed =
		region_patch(MEDEWERKER, made.location, made.etag, "{'aantal':5}");
	assert_status(changed, 200);
	assert_holds(changed, "'aantal':5");
	assert_status(region_patch(MEDEWERKER, made.location, made.etag, "{'aantal':6}"), 412);
}

Test(norm, of_a_year_is_the_last_that_began)
{
	assert_status(make_norm("po-groep-7", year(1), 6), 201);
	const struct reply now =
		region_get(SCHOOL, region_text("/v1/normen?schooljaar=%s", year(0)));
	const struct reply then =
		region_get(SCHOOL, region_text("/v1/normen?schooljaar=%s", year(1)));
	assert_holds_not(now, "'aantal':6");
	assert_holds(now, "'niveau':'po-groep-7','eenheid':'dagdeel','gemeente':null,'"
			  "vanafSchooljaar':2000,'aantal':4");
	assert_holds(then, region_text("'vanafSchooljaar':%s,'aantal':6", year(1)));
	assert_holds_not(then, "'niveau':'po-groep-7','eenheid':'dagdeel','gemeente':null,'"
			       "vanafSchooljaar':2000,'aantal':4");
}

/* ---- classes ---- */

static struct reply make_klas(enum who who, const char *naam, const char *niveau)
{
	return region_post(who, "/v1/klassen",
		region_text("{'naam':'%s','niveau':'%s','groepsgrootte':24}", naam, niveau));
}

static struct reply move(enum who who, struct reply klas, const char *schooljaar, const char *more)
{
	return region_post(who, region_text("%s/overgangen", klas.location),
		region_text("{'schooljaar':%s%s}", schooljaar, more));
}

Test(klas, has_a_level_that_its_school_has)
{
	const struct reply made = make_klas(SCHOOL, "7a", "po-groep-7");
	assert_status(made, 201);
	assert_holds(made, region_text("'schooljaar':%s,'niveau':'po-groep-7','groepsgrootte':24,"
				       "'behoeften':[],'vertrokkenDatum':null",
				   year(0)));
	const struct reply other = make_klas(SCHOOL, "H1", "havo-1");
	assert_status(other, 400);
	assert_holds(other, "'code':'niveau.niet_op_school'");
}

Test(klas, is_found_by_its_school_and_staff_and_no_other_school)
{
	const struct reply made = make_klas(SCHOOL, "7a", "po-groep-7");
	assert_status(region_get(SCHOOL, made.location), 200);
	assert_status(region_get(MEDEWERKER, made.location), 200);
	assert_status(region_get(SCHOOL2, made.location), 404);
	assert_status(region_get(BEDRIJF, made.location), 403);
	assert_holds(region_get(SCHOOL, "/v1/klassen"), "'naam':'7a'");
	assert_holds_not(region_get(SCHOOL2, "/v1/klassen?schoolId=" KOMPAS), "7a");
	assert_status(region_patch(SCHOOL2, made.location, made.etag, "{'naam':'x'}"), 404);
	assert_status(move(SCHOOL2, made, year(1), ""), 404);
}

Test(klas, of_a_request_is_what_the_request_says)
{
	const struct reply r = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'8b','soort':'gastles','onderwerp':'Robots','niveau':"
			    "'po-groep-8','groepsgrootte':21,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend']}",
			region_day(3), region_day(40)));
	assert_status(r, 201);
	const struct reply klas = region_get(SCHOOL, "/v1/klassen");
	assert_holds(klas, "'naam':'8b'");
	assert_holds(klas, "'niveau':'po-groep-8','groepsgrootte':21");
}

static struct reply ask_next_year(const char *klas)
{
	const char *day = region_value("select make_date(schooljaar(current_date) + 1, 9, 6)");
	return region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'%s','soort':'gastles','onderwerp':'Robots','niveau':"
			    "'po-groep-8','groepsgrootte':21,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend']}",
			klas, day, day));
}

Test(klas, of_a_school_is_not_moved_up_by_a_request_for_next_year)
{
	struct reply made = make_klas(SCHOOL, "7a", "po-groep-7");
	made = region_patch(SCHOOL, made.location, made.etag, "{'behoeften':['rolstoel']}");
	assert_status(made, 200);
	assert_status(ask_next_year("7a"), 201);
	const char *klas = region_text("/v1/klassen/%s", region_member(made, "id"));
	assert_holds(region_get(SCHOOL, klas),
		region_text("'schooljaar':%s,'niveau':'po-groep-7','groepsgrootte':24,'behoeften':"
			    "['rolstoel']",
			year(0)));
	assert_status(region_post(SCHOOL, region_text("%s/overgangen", klas),
			      region_text("{'schooljaar':%s,'naam':'8a'}", year(1))),
		201);
}

Test(klas, of_requests_is_what_they_say_of_this_year)
{
	assert_status(ask_next_year("8c"), 201);
	const char *klas = region_text(
		"/v1/klassen/%s", region_value("select id from klas where naam = '8c'"));
	assert_holds(region_get(SCHOOL, klas), region_text("'schooljaar':%s", year(1)));
	region_sql("insert into klas_jaar select id, schooljaar(current_date), 64, 20 from klas "
		   "where naam = '8c'");
	const struct reply now = region_get(SCHOOL, klas);
	assert_holds(now, region_text("'schooljaar':%s,'niveau':'po-groep-7'", year(0)));
	const struct reply kept =
		region_patch(SCHOOL, klas, now.etag, "{'behoeften':['taalsteun']}");
	assert_status(kept, 200);
	assert_holds(kept, region_text("'schooljaar':%s", year(0)));
}

Test(klas, goes_up_one_year_and_not_two)
{
	const struct reply made = make_klas(SCHOOL, "7a", "po-groep-7");
	const struct reply up = move(SCHOOL, made, year(1), ",'naam':'8a'");
	assert_status(up, 201);
	assert_holds(up, region_text("'naam':'8a','schooljaar':%s,'niveau':'po-groep-8',"
				     "'groepsgrootte':24",
				 year(1)));
	const struct reply again = move(SCHOOL, made, year(1), "");
	assert_status(again, 409);
	assert_holds(again, "'code':'klas.ander_schooljaar'");
	const struct reply more = move(SCHOOL, made, year(2), "");
	assert_status(more, 409);
	assert_holds(more, "'code':'klas.al_over'");
}

Test(klas, of_the_last_year_leaves_and_frees_its_name)
{
	const struct reply made = make_klas(SCHOOL, "8a", "po-groep-8");
	assert_status(move(SCHOOL, made, year(1), ""), 400);
	assert_status(make_klas(SCHOOL, "8A", "po-groep-8"), 409);
	const struct reply left = move(SCHOOL, made, year(1), ",'vertrekt':true");
	assert_status(left, 201);
	assert_holds(left, region_text("'naam':'8a (%s-%s)'", year(0), year(1)));
	assert_holds_not(left, "'vertrokkenDatum':null");
	assert_status(make_klas(SCHOOL, "8A", "po-groep-8"), 201);
	assert_status(move(SCHOOL, made, year(1), ""), 409);
}

Test(klas, leaves_a_row_in_the_audit_for_each_change)
{
	const struct reply made = make_klas(SCHOOL, "7a", "po-groep-7");
	assert_status(region_patch(SCHOOL, made.location, made.etag, "{'groepsgrootte':30}"), 200);
	cr_assert_str_eq(region_value("select string_agg(handeling || ' ' || versie, ' ' order by "
				      "id) from audit where tabel = 'klas'"),
		"gemaakt 1 gewijzigd 2");
}

/* ---- what is due ---- */

static const char *ask_for_class(void)
{
	const struct reply r = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':"
			    "'po-groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend']}",
			region_day(3), region_day(40)));
	assert_status(r, 201);
	return region_member(r, "id");
}

/* A class with one request that is open, and three with matches of one day: in the morning,
 * afternoon and evening, of these kinds and in these states; beside the triggers. */
static const char *class_with(const char *soorten, const char *statussen)
{
	const struct reply aanbod = region_post(VRIJWILLIGER2, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],"
		"'dagdelen':['ma-ochtend','di-ochtend']}");
	assert_status(aanbod, 201);
	region_sql("update vrijwilliger set rd_x = 143100, rd_y = 487200 where id = '" BRAM "'");
	for (int i = 0; i < 3; i++)
		(void)ask_for_class();
	region_sql(region_text(
		"alter table koppeling disable trigger user; insert into koppeling (id, "
		"aanvraag_id, aanbod_id, school_id, klas_id, vrijwilliger_id, soort, datum, "
		"dagdeel, status, score, factoren, alternatieven, gewicht_versie, "
		"school_bevestigd_op, aanbieder_bevestigd_op, versie, gemaakt_op, gewijzigd_op, "
		"gewijzigd_rol) select gen_random_uuid(), a.id, '%s', a.school_id, a.klas_id, "
		"'" BRAM "', (array[%s])[a.n], current_date + 3, (array['ochtend', 'middag', "
		"'avond'])[a.n], (array[%s])[a.n], 1, '[]', '[]', 2, now(), now(), 1, now(), "
		"now(), 'medewerker' from (select id, school_id, klas_id, row_number() over "
		"(order by id) as n from aanvraag) a; alter table koppeling enable trigger user",
		region_member(aanbod, "id"), soorten, statussen));
	return ask_for_class();
}

static const char *deficit_path(void)
{
	return region_text("/v1/scholen/" KOMPAS "/tegoeden?schooljaar=%s",
		region_value("select schooljaar(current_date + 3)"));
}

Test(tegoed, counts_what_took_place_and_what_is_planned)
{
	(void)class_with(
		"'gastles', 'workshop', 'gastles'", "'afgerond', 'ingepland', 'afgeslagen'");
	const struct reply r = region_get(SCHOOL, deficit_path());
	assert_status(r, 200);
	assert_holds(r, "'klas':'7a'");
	assert_holds(
		r, "'dagdelen':{'norm':4,'geweest':1,'gepland':1,'tekort':3,'nogTePlannen':2}");
	assert_holds(
		r, "'bezoeken':{'norm':1,'geweest':0,'gepland':0,'tekort':1,'nogTePlannen':1}");
}

Test(tegoed, of_what_is_not_planned_yet_is_what_the_score_counts)
{
	const char *aanvraag = class_with(
		"'gastles', 'gastles', 'gastles'", "'geevalueerd', 'ingepland', 'afgerond'");
	assert_holds(region_get(SCHOOL, deficit_path()), "'nogTePlannen':1");
	const struct reply r =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", aanvraag));
	assert_status(r, 200);
	assert_holds(r, "'code':'norm','waarde':625"); /* one is missing */
}

Test(tegoed, is_of_the_norm_of_its_municipality_where_there_is_one)
{
	const char *aanvraag = class_with(
		"'gastles', 'gastles', 'gastles'", "'geevalueerd', 'ingepland', 'afgerond'");
	/* That of elsewhere does not hold here. */
	assert_status(
		make_local(region_value("select max(code) from gemeente where code <> (select "
					"gemeente_code from school where id = '" KOMPAS "')"),
			90),
		201);
	assert_holds(region_get(SCHOOL, deficit_path()), "'norm':4,'geweest':2");
	assert_status(
		make_local(region_value("select gemeente_code from school where id = '" KOMPAS "'"),
			6),
		201);
	assert_holds(region_get(SCHOOL, deficit_path()),
		"'dagdelen':{'norm':6,'geweest':2,'gepland':1,'tekort':4,'nogTePlannen':3}");
	const struct reply r =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", aanvraag));
	assert_holds(r, "'code':'norm','waarde':875"); /* three are missing */
}

/* Need and norm of what is for September are of the school year that begins then. */
Test(tegoed, of_the_next_school_year_are_whole)
{
	(void)class_with(
		"'gastles', 'gastles', 'gastles'", "'geevalueerd', 'ingepland', 'afgerond'");
	const char *jaar = region_value("select schooljaar(current_date + 3) + 1");
	const struct reply ask = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':"
			    "'po-groep-7','groepsgrootte':25,'vanDatum':'%s-09-06',"
			    "'totDatum':'%s-10-08','dagdelen':['ma-ochtend','di-ochtend']}",
			jaar, jaar));
	assert_status(ask, 201);
	const struct reply r = region_get(
		SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", region_member(ask, "id")));
	assert_status(r, 200);
	assert_holds(r, "'code':'behoefte','waarde':1000");
	assert_holds(r, "'code':'norm','waarde':1000");
	assert_holds(r, region_text("In schooljaar %s-", jaar));
}

Test(tegoed, is_for_the_school_and_staff_alone)
{
	assert_status(region_get(MEDEWERKER, deficit_path()), 200);
	const struct reply other = region_get(SCHOOL2, deficit_path());
	assert_status(other, 403);
	assert_holds(other, "'code':'school.niet_eigen'");
	assert_status(region_get(BEDRIJF, deficit_path()), 403);
	assert_status(region_get(MEDEWERKER, "/v1/scholen/" NOBODY "/tegoeden"), 404);
}

/* ---- guarantees ---- */

static struct reply guarantee(const char *thema, const char *schooljaar)
{
	return region_post(MEDEWERKER, "/v1/garanties",
		region_text("{'thema':'%s','schooljaar':%s,'aantal':3}", thema, schooljaar));
}

Test(garantie, is_one_for_a_sector_in_a_school_year)
{
	assert_status(guarantee("robotica", year(0)), 201);
	const struct reply again = guarantee("robotica", year(0));
	assert_status(again, 409);
	assert_holds(again, "'code':'garantie.bestaat_al'");
	assert_status(guarantee("bestaat-niet", year(0)), 400);
	assert_status(region_post(SCHOOL, "/v1/garanties",
			      "{'thema':'robotica','schooljaar':2050,'aantal':3}"),
		403);
	assert_holds(region_get(SCHOOL, "/v1/garanties"), "'thema':'robotica'");
	assert_holds(region_get(SCHOOL, "/v1/garanties?schooljaar=2050"), "'items':[]");
}

Test(garantie, counts_places_of_the_sector_that_were_agreed_on_that_year)
{
	const char *schooljaar = region_value("select schooljaar(current_date + 3)");
	(void)class_with(
		"'gastles', 'gastles', 'gastles'", "'afgerond', 'ingepland', 'afgeslagen'");
	const struct reply sector = guarantee("robotica", schooljaar);
	assert_status(guarantee("voeding-natuur", schooljaar), 201);
	assert_holds(region_get(SCHOOL, sector.location), "'afgesproken':0");
	region_sql("alter table aanvraag disable trigger user; update aanvraag set soort = "
		   "'leerwerkplek', groepsgrootte = 1, themas = array[(select min(code) from thema "
		   "where ouder = "
		   "'robotica')]; alter table aanvraag enable trigger user");
	assert_holds(region_get(SCHOOL, sector.location),
		"'aantal':3,'afgesproken':2,'geweest':1,'nogNodig':1");
	region_sql("alter table aanvraag disable trigger user; update aanvraag set groepsgrootte = "
		   "2; alter table aanvraag enable trigger user");
	assert_holds(region_get(SCHOOL, sector.location),
		"'aantal':3,'afgesproken':4,'geweest':2,'nogNodig':0");
	assert_holds(
		region_get(SCHOOL, "/v1/garanties"), "'afgesproken':0,'geweest':0,'nogNodig':3");
}
