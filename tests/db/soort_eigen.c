/* What belongs to some types of activity only: through the API, and what the database holds. */
#include "base/date.h"
#include "fixtures/region.h"

TestSuite(soort_eigen, .init = region_init, .fini = region_fini);

static struct reply ask_for(const char *klas, const char *soort, const char *more)
{
	return region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'%s','soort':'%s','onderwerp':'Lassen','niveau':'po-groep-7',"
			    "'groepsgrootte':25,'vanDatum':'%s','totDatum':'%s','dagdelen':['ma-"
			    "ochtend','di-ochtend','wo-ochtend','do-ochtend','vr-ochtend']%s}",
			klas, soort, region_day(7), region_day(90), more));
}

static struct reply ask(const char *soort, const char *more)
{
	return ask_for("7A", soort, more);
}

static struct reply offer(const char *soort, const char *more)
{
	return region_post(BEDRIJF, "/v1/aanbod",
		region_text(
			"{'soort':'%s','titel':'Bij Van Dam','niveaus':['po-groep-7'],'dagdelen':"
			"['ma-ochtend','di-ochtend','wo-ochtend','do-ochtend','vr-ochtend']%s}",
			soort, more));
}

Test(soort_eigen, is_kept_and_given_back_for_its_type)
{
	const struct reply visit = ask("bedrijfsbezoek", ",'begeleiders':3,'traploos':true");
	assert_status(visit, 201);
	assert_holds(visit, "'begeleiders':3,'traploos':true,'weken':null");
	const struct reply host = offer("bedrijfsbezoek",
		",'leerlingenPerBegeleider':10,'traploos':true,'bescherming':['helm',"
		"'veiligheidsbril']");
	assert_status(host, 201);
	assert_holds(host, "'leerlingenPerBegeleider':10,'traploos':true,'bescherming':['helm',"
			   "'veiligheidsbril']");
	const struct reply task = ask("opdracht",
		region_text(",'weken':8,'opdrachtvorm':'technasium','teams':6,'mijlpalen':[{"
			    "'datum':'%s','naam':'Plan'},{'datum':'%s','naam':'Model'}]",
			region_day(14), region_day(40)));
	assert_status(task, 201);
	assert_holds(task, region_text("'opdrachtvorm':'technasium','teams':6,'mijlpalen':[{'datum'"
				       ":'%s','naam':'Plan'}",
				   region_day(14)));
	const struct reply fewer = region_patch(
		SCHOOL, task.location, task.etag, "{'teams':null,'mijlpalen':[],'weken':9}");
	assert_status(fewer, 200);
	assert_holds(fewer, "'weken':9");
	assert_holds(fewer, "'teams':null,'mijlpalen':[]");
}

Test(soort_eigen, is_refused_for_another_type_all_at_once)
{
	const struct reply r = ask("gastles",
		region_text(",'begeleiders':2,'traploos':true,'weken':2,'dagenPerWeek':2,"
			    "'urenPerDag':4,'opdrachtvorm':'onderzoek','teams':2,'mijlpalen':[{"
			    "'datum':'%s','naam':'Plan'}]",
			region_day(14)));
	assert_status(r, 400);
	static const char *const pointers[] = { "/begeleiders", "/traploos", "/weken",
		"/dagenPerWeek", "/urenPerDag", "/opdrachtvorm", "/teams", "/mijlpalen" };
	for (unsigned i = 0; i < sizeof(pointers) / sizeof(pointers[0]); i++)
		assert_holds(r,
			region_text("'pointer':'%s','code':'veld.niet_voor_soort'", pointers[i]));
	const struct reply o = offer(
		"workshop", ",'leerlingenPerBegeleider':10,'traploos':true,'bescherming':['helm']");
	assert_status(o, 400);
	assert_holds(o, "'pointer':'/leerlingenPerBegeleider'");
	assert_holds(o, "'pointer':'/bescherming'");
}

Test(soort_eigen, keeps_milestones_in_order_and_in_words)
{
	assert_status(
		ask("opdracht", region_text(",'mijlpalen':[{'datum':'%s','naam':'Plan'},{'datum':"
					    "'%s','naam':'Model'}]",
					region_day(40), region_day(14))),
		400);
	assert_status(
		ask("opdracht", region_text(",'mijlpalen':[{'datum':'%s','naam':'BSN 123456782'}]",
					region_day(14))),
		400);
}

Test(soort_eigen, holds_hours_to_the_law_of_the_age)
{
	assert_status(ask("stage", ",'leeftijdMin':15,'urenPerDag':7,'dagenPerWeek':5"), 201);
	struct reply r = ask("stage", ",'leeftijdMin':15,'urenPerDag':8,'dagenPerWeek':4");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/urenPerDag','code':'arbeidstijd.dag'");
	/* Without an age: as for the youngest that may. */
	assert_status(ask("stage", ",'urenPerDag':8,'dagenPerWeek':1"), 400);
	assert_status(ask("stage", ",'leeftijdMin':16,'urenPerDag':8,'dagenPerWeek':5"), 201);
	r = ask("stage", ",'leeftijdMin':16,'urenPerDag':9,'dagenPerWeek':5");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/dagenPerWeek','code':'arbeidstijd.week'");
	assert_status(
		ask("leerwerkplek", ",'leeftijdMin':18,'urenPerDag':9,'dagenPerWeek':5"), 201);
	assert_status(ask("mentoring", ",'urenPerDag':12,'dagenPerWeek':5"), 201); /* no work */
	/* A later law takes its place from its day on. */
	region_sql(
		"insert into arbeidstijd values (14, '2026-01-01', 6, 30, '08:00', '18:00', 'x')");
	assert_status(ask("stage", ",'leeftijdMin':15,'urenPerDag':7,'dagenPerWeek':4"), 400);
	r = region_get(SCHOOL, "/v1/arbeidstijden");
	assert_status(r, 200);
	assert_holds(r,
		"'leeftijdVan':14,'vanafDatum':'2026-01-01','urenPerDag':6,'urenPerWeek':30,"
		"'vroegst':'08:00','laatst':'18:00'");
}

/* How many days it is to the Monday of two weeks ahead. */
static int monday(void)
{
	return 22 - date_weekday(date_in_netherlands(clock_now_us()));
}

static struct reply propose(struct reply aanvraag, struct reply aanbod, int day)
{
	return region_post(SCHOOL,
		region_text("/v1/aanvragen/%s/koppelingen", region_member(aanvraag, "id")),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}",
			region_member(aanbod, "id"), region_day(day)));
}

static const char *taken(void)
{
	return region_value("select string_agg(bezet::text, ',' order by periode) from bezetting "
			    "where soort = 'tijdvak' and bezet > 0");
}

Test(soort_eigen, takes_a_place_for_all_weeks_and_gives_it_back)
{
	const struct reply place = offer("docentenstage", ",'plaatsen':1");
	assert_status(place, 201);
	const int begin = monday();
	const struct reply four = ask("docentenstage", ",'weken':4");
	const struct reply first = propose(four, place, begin + 1);
	assert_status(first, 201);
	cr_expect_str_eq(taken(), "1,1,1,1,1"); /* four weeks from a Tuesday on are in five */
	const struct reply two = ask_for("7B", "docentenstage", ",'weken':2");
	assert_status(two, 201);
	const struct reply inside = propose(two, place, begin + 3 * 7);
	assert_status(inside, 409);
	assert_holds(inside, "'code':'tijdvak.niet_vrij'");
	/* What the database says, whatever the engine saw. */
	cr_expect_str_eq(
		region_value("select koppeling_tijdvakken(date '2027-03-02', 'ochtend', 2) = "
			     "array[62634, 62655, 62676]"),
		"t");
	assert_status(propose(two, place, begin + 5 * 7), 201);
	cr_expect_str_eq(taken(), "1,1,1,1,1,1,1");
	assert_status(
		region_post(MEDEWERKER,
			region_text("/v1/koppelingen/%s/besluiten", region_member(first, "id")),
			"{'besluit':'afwijzen','reden':'anders','toelichting':'Kan niet.'}"),
		201);
	cr_expect_str_eq(taken(), "1,1");
}

static void plan(const char *id)
{
	assert_status(region_post(MEDEWERKER, region_text("/v1/koppelingen/%s/besluiten", id),
			      "{'besluit':'goedkeuren'}"),
		201);
	static const enum who sides[] = { SCHOOL, BEDRIJF };
	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++)
		assert_status(region_post(sides[i], region_text("/v1/koppelingen/%s/reacties", id),
				      "{'reactie':'bevestigen'}"),
			201);
}

/* Its own weeks are not in its way. */
Test(soort_eigen, moves_within_its_own_weeks)
{
	const struct reply place = offer("docentenstage", ",'plaatsen':1");
	const int begin = monday();
	const struct reply made = propose(ask("docentenstage", ",'weken':4"), place, begin + 1);
	assert_status(made, 201);
	const char *id = region_member(made, "id");
	plan(id);
	const struct reply vrij =
		region_get(SCHOOL, region_text("/v1/koppelingen/%s/_vrijetijdvakken", id));
	assert_status(vrij, 200);
	assert_holds(vrij, region_text("'datum':'%s'", region_day(begin + 7)));
	assert_status(region_post(MEDEWERKER, region_text("/v1/koppelingen/%s/verzettingen", id),
			      region_text("{'tijdvak':{'datum':'%s','dagdeel':'ochtend'},'reden':"
					  "'anders'}",
				      region_day(begin + 7))),
		201);
	cr_expect_str_eq(taken(), "1,1,1,1"); /* four weeks from a Monday on are four */
}
