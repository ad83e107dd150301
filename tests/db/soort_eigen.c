/* What belongs to some types of activity only: through the API, and what the database holds. */
#include <string.h>

#include "base/date.h"
#include "fixtures/region.h"

TestSuite(soort_eigen, .init = region_init, .fini = region_fini);

static struct reply ask_at(
	const char *niveau, const char *klas, const char *soort, const char *more)
{
	return region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'%s','soort':'%s','onderwerp':'Lassen','niveau':'%s',"
			    "'groepsgrootte':25,'vanDatum':'%s','totDatum':'%s','dagdelen':['ma-"
			    "ochtend','di-ochtend','wo-ochtend','do-ochtend','vr-ochtend']%s}",
			klas, soort, niveau, region_day(7), region_day(90), more));
}

/* The school has every level. */
static void teach_all(void)
{
	region_sql("update school set niveaus = (1::int8 << 49) - 1 where id = '" KOMPAS "'");
}

static struct reply ask_for(const char *klas, const char *soort, const char *more)
{
	return ask_at("po-groep-7", klas, soort, more);
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

Test(soort_eigen, is_for_adults_when_the_law_says_so)
{
	teach_all();
	struct reply r = ask_at("po-groep-8", "8", "omscholing", "");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/leeftijdMin','code':'arbeidstijd.te_jong'");
	assert_status(ask_at("vmbo-kb-4", "4k", "omscholing", ""), 400);
	assert_status(ask_at("vmbo-kb-4", "4k", "omscholing", ",'leeftijdMin':17"), 400);
	assert_status(ask_at("vmbo-kb-4", "4k", "omscholing", ",'leeftijdMin':18"), 201);
	assert_status(ask_at("mbo-3", "3", "omscholing", ",'urenPerDag':12"), 201); /* no work */
}

Test(soort_eigen, offers_to_no_level_that_is_too_young)
{
	static const char *const soorten[] = { "stage", "leerwerkplek", "omscholing" };
	static const char *const least[] = { "14", "16", "18" };
	static const char *const below[] = { "13", "15", "17" };
	for (unsigned i = 0; i < 3; i++) {
		const struct reply r = offer(soorten[i], "");
		assert_status(r, 400);
		assert_holds(r, "'pointer':'/niveaus','code':'arbeidstijd.te_jong'");
		const struct reply young =
			offer(soorten[i], region_text(",'leeftijdMin':%s", below[i]));
		assert_status(young, 400);
		assert_holds(young, "'pointer':'/leeftijdMin','code':'arbeidstijd.te_jong'");
		const struct reply made =
			offer(soorten[i], region_text(",'leeftijdMin':%s", least[i]));
		assert_status(made, 201);
		assert_status(region_patch(BEDRIJF, made.location, made.etag,
				      "{'leeftijdMin':null,'niveaus':['mbo-2']}"),
			200);
	}
}

Test(soort_eigen, refuses_work_at_a_level_that_is_too_young_for_it)
{
	static const char *const work[] = { "stage", "leerwerkplek" };
	static const char *const young[] = { "vmbo-kb-2", "vmbo-kb-4" };
	static const char *const old[] = { "vmbo-kb-3", "havo-5" };
	teach_all();
	for (unsigned i = 0; i < 2; i++) {
		const struct reply r = ask_at(young[i], "A", work[i], "");
		assert_status(r, 400);
		assert_holds(r, "'pointer':'/leeftijdMin','code':'arbeidstijd.te_jong'");
		assert_holds(r, "Op dit niveau is de jongste meestal te jong");
		assert_status(ask_at(young[i], "B", work[i], ",'leeftijdMin':16"), 201);
		struct reply open = ask_at(old[i], "C", work[i], "");
		assert_status(open, 201);
		/* Nor by changing the level afterwards. */
		open = region_patch(
			SCHOOL, open.location, open.etag, region_text("{'niveau':'%s'}", young[i]));
		assert_status(open, 400);
		assert_holds(open, "'code':'arbeidstijd.te_jong'");
	}
	assert_status(ask("mentoring", ""), 201); /* no work */
}

Test(soort_eigen, holds_hours_to_the_law_of_the_age)
{
	assert_status(ask("stage", ",'leeftijdMin':15,'urenPerDag':7,'dagenPerWeek':5"), 201);
	struct reply r = ask("stage", ",'leeftijdMin':15,'urenPerDag':8,'dagenPerWeek':4");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/urenPerDag','code':'arbeidstijd.dag'");
	r = ask("stage", ",'leeftijdMin':13");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/leeftijdMin','code':'arbeidstijd.te_jong'");
	/* Without an age: as for the youngest that may. */
	teach_all();
	r = ask_at("vmbo-kb-3", "3k", "stage", ",'urenPerDag':8,'dagenPerWeek':1");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/urenPerDag','code':'arbeidstijd.dag'");
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

static struct reply ask_bbl(const char *more)
{
	return region_post(SCHOOL, "/v1/aanvragen",
		region_text(
			"{'klas':'M1','soort':'leerwerkplek','onderwerp':'Lassen','niveau':'mbo-"
			"2','groepsgrootte':1,'vanDatum':'%s','totDatum':'%s','leeftijdMin':18,"
			"'dagdelen':['ma-ochtend'],'weken':4%s}",
			region_day(7), region_day(90), more));
}

Test(soort_eigen, a_learn_and_work_place_opens_with_its_qualification_only)
{
	region_sql("update school set niveaus = 0 where id = '" KOMPAS "'");
	const struct reply no = ask_bbl("");
	assert_status(no, 400);
	assert_holds(no, "'pointer':'/crebo','code':'aanvraag.crebo_ontbreekt'");
	const struct reply made = ask_bbl(",'crebo':25297");
	assert_status(made, 201);
	const char *id = region_member(made, "id");
	const char *path = region_text("/v1/aanvragen/%s", id);
	assert_status(region_patch(SCHOOL, path, "\"1\"", "{'crebo':null}"), 400);
	region_sql(region_text(
		"update aanvraag set status = 'concept', crebo = null where id = '%s'", id));
	assert_status(region_patch(SCHOOL, path, "\"1\"", "{'onderwerp':'Lassen met gas'}"), 200);
	assert_status(region_patch(SCHOOL, path, "\"2\"", "{'status':'open'}"), 400);
	assert_status(region_patch(SCHOOL, path, "\"2\"", "{'status':'open','crebo':25297}"), 200);
}

Test(soort_eigen, goes_where_there_are_no_steps_for_a_class_with_a_wheelchair)
{
	assert_status(region_post(SCHOOL, "/v1/klassen",
			      "{'naam':'Groep 7w','niveau':'po-groep-7','groepsgrootte':20,"
			      "'behoeften':['rolstoel']}"),
		201);
	static const char *const soorten[] = { "bedrijfsbezoek", "gastles" };
	for (size_t i = 0; i < 2; i++) {
		const struct reply r = region_post(SCHOOL, "/v1/aanvragen",
			region_text("{'klas':'Groep 7w','soort':'%s','onderwerp':'Kijken','niveau':"
				    "'po-groep-7','groepsgrootte':20,'vanDatum':'%s','totDatum':"
				    "'%s','dagdelen':['ma-ochtend']}",
				soorten[i], region_day(1), region_day(30)));
		assert_status(r, 201);
		assert_holds(r, i == 0 ? "'traploos':true" : "'traploos':false");
		/* The school may say otherwise. */
		const struct reply other =
			region_patch(SCHOOL, r.location, r.etag, "{'onderwerp':'Kijk'}");
		assert_status(other, 200);
		if (i == 0)
			assert_holds(
				region_patch(SCHOOL, r.location, other.etag, "{'traploos':false}"),
				"'traploos':false");
	}
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

static struct reply agenda(enum who who, int from, int to, const char *more)
{
	return region_get(who,
		region_text("/v1/agenda?van=%s&tot=%s%s", region_day(from), region_day(to), more));
}

Test(soort_eigen, stands_in_the_agenda_until_its_last_day)
{
	const struct reply place = offer("docentenstage", ",'plaatsen':1");
	const int begin = monday();
	const int last = begin + 4 * 7 - 1;
	const struct reply made = propose(ask("docentenstage", ",'weken':4"), place, begin);
	assert_status(made, 201);
	plan(region_member(made, "id"));
	const char *line = region_text("'koppelingId':'%s'", region_member(made, "id"));
	static const enum who all[] = { SCHOOL, BEDRIJF, MEDEWERKER };
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		assert_holds(agenda(all[i], begin + 14, begin + 14, ""), line);
		assert_holds(agenda(all[i], last, last + 7, ""), line);
		assert_holds_not(agenda(all[i], begin - 7, begin - 1, ""), line);
		assert_holds_not(agenda(all[i], last + 1, last + 7, ""), line);
	}
	/* And before what begins later, a page each. */
	const struct reply next =
		propose(ask_for("7B", "docentenstage", ",'weken':1"), place, last + 1);
	assert_status(next, 201);
	plan(region_member(next, "id"));
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		const struct reply page = agenda(all[i], begin + 14, last + 7, "&limit=1");
		assert_holds(page, line);
		const struct reply second = agenda(all[i], begin + 14, last + 7,
			region_text("&limit=1&cursor=%s", region_member(page, "volgende")));
		assert_holds_not(second, line);
		assert_holds(second, region_text("'koppelingId':'%s'", region_member(next, "id")));
		assert_holds(second, "'volgende':null");
	}
}

/* As if it had begun so many days ago. */
static void begun(const char *id, int days)
{
	region_sql(region_text(
		"alter table koppeling disable trigger user; update koppeling set datum = (now() "
		"at time zone 'Europe/Amsterdam')::date - %d where id = '%s'; alter table "
		"koppeling enable trigger user",
		days, id));
}

static struct reply tell(enum who who, const char *id)
{
	return region_post(
		who, region_text("/v1/koppelingen/%s/uitkomsten", id), "{'uitkomst':'afgerond'}");
}

Test(soort_eigen, is_over_after_its_last_day)
{
	const struct reply made = propose(ask("docentenstage", ",'weken':4"),
		offer("docentenstage", ",'plaatsen':1"), monday() + 1);
	assert_status(made, 201);
	const char *id = region_member(made, "id");
	const char *code = region_text("/v1/koppelingen/%s/aanwezigheidscodes", id);
	plan(id);
	begun(id, 26);
	assert_holds(tell(SCHOOL, id), "'code':'stap.te_vroeg'");
	assert_holds(region_post(SCHOOL, code, NULL), "'code':'aanwezigheid.andere_dag'");
	begun(id, 27);
	assert_status(region_post(SCHOOL, code, NULL), 201);
	begun(id, 40);
	assert_status(tell(SCHOOL, id), 201);
	assert_status(tell(BEDRIJF, id), 201);
	/* How long that was, nobody said. */
	assert_holds(region_get(SCHOOL, region_text("/v1/koppelingen/%s/_afloop", id)),
		"'minuten':null");
	const struct reply thanks =
		region_get(BEDRIJF, region_text("/v1/koppelingen/%s/_certificaat", id));
	assert_status(thanks, 200);
	cr_expect(strstr(thanks.body, "Laatste dag") != NULL, "%s", thanks.body);
	cr_expect(strstr(thanks.body, "uur") == NULL, "%s", thanks.body);
	begun(id, 42);
	assert_holds(tell(BEDRIJF, id), "'code':'uitkomst.te_laat'");
}

Test(soort_eigen, wants_a_vog_until_its_last_day)
{
	const int begin = monday();
	const struct reply aanbod = region_post(VRIJWILLIGER, "/v1/aanbod",
		"{'soort':'mentoring','titel':'Mentor','niveaus':['po-groep-7'],'dagdelen':['di-"
		"ochtend']}");
	assert_status(aanbod, 201);
	region_sql(region_text(
		"update vrijwilliger set vog_gezien_datum = '2026-01-01', vog_geldig_tot_datum = "
		"'%s'",
		region_day(begin + 1 + 10 * 7 - 1)));
	const struct reply aanvraag = ask("mentoring", ",'weken':10,'vogVereist':true");
	const struct reply made = propose(aanvraag, aanbod, begin + 1);
	assert_status(made, 201);
	cr_expect_str_eq(region_value("select 'begeleiding' = any (risico) from koppeling"), "f");
	region_sql(region_text("update vrijwilliger set vog_geldig_tot_datum = '%s'",
		region_day(begin + 1 + 10 * 7 - 2)));
	cr_expect_str_eq(
		region_value("select 'begeleiding' = any (koppeling_risico(k)) from koppeling k"),
		"t");
	const struct reply approved = region_post(MEDEWERKER,
		region_text("/v1/koppelingen/%s/besluiten", region_member(made, "id")),
		"{'besluit':'goedkeuren'}");
	assert_status(approved, 409);
	assert_holds(approved, "'code':'regel.vog'");
}

Test(soort_eigen, ends_with_the_company_that_leaves_while_it_runs)
{
	const struct reply made = propose(ask("docentenstage", ",'weken':4"),
		offer("docentenstage", ",'plaatsen':1"), monday() + 1);
	assert_status(made, 201);
	const char *id = region_member(made, "id");
	plan(id);
	begun(id, 10);
	const struct reply leaves = region_post(
		MEDEWERKER, "/v1/overdrachten", "{'bedrijfId':'" VAN_DAM "','reden':'anders'}");
	assert_status(leaves, 201);
	assert_holds(leaves, "'koppelingen':1");
}
