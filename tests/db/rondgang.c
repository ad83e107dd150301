/* A class along several companies on one day: proposed, confirmed and called off as one. */
#include <string.h>

#include "fixtures/region.h"

static void start(void)
{
	region_init();
	region_sql("update bedrijf set rd_x = 144000, rd_y = 488000 where id = '" ZUIVEL "'");
}

TestSuite(rondgang, .init = start, .fini = region_fini);

static const char *offer(enum who who)
{
	const struct reply r = region_post(who, "/v1/aanbod",
		"{'soort':'bedrijfsbezoek','titel':'Kijk binnen','niveaus':['po-groep-7'],"
		"'dagdelen':['ma-ochtend','di-ochtend','wo-ochtend','do-ochtend','vr-ochtend']}");
	assert_status(r, 201);
	return region_member(r, "id");
}

static struct reply ask(const char *klas, const char *more)
{
	return region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'%s','soort':'bedrijfsbezoek','onderwerp':'Op pad','niveau':'"
			    "po-groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend','wo-ochtend','do-ochtend','vr-"
			    "ochtend']%s}",
			klas, region_day(7), region_day(18), more));
}

static const char *request(const char *klas, const char *more)
{
	const struct reply r = ask(klas, more);
	assert_status(r, 201);
	return region_text("%s/rondgang", r.location);
}

static struct reply decide(const char *path, const char *besluit)
{
	return region_post(MEDEWERKER, region_text("%s/besluiten", path),
		region_text("{'besluit':'%s'}", besluit));
}

/* The match of the stop at this company. */
static const char *stop_at(const char *bedrijf)
{
	return region_value(region_text(
		"select id from koppeling where bedrijf_id = '%s' order by gemaakt_op desc limit 1",
		bedrijf));
}

static void react(enum who who, const char *bedrijf, const char *body)
{
	assert_status(region_post(who, region_text("/v1/koppelingen/%s/reacties", stop_at(bedrijf)),
			      body),
		201);
}

/* Where it is shown, of where it is proposed. */
static const char *shown(const char *path)
{
	return region_text("%.*s/_rondgang", (int)(strlen(path) - strlen("/rondgang")), path);
}

static void assert_is(const char *path, const char *status)
{
	assert_holds(region_get(SCHOOL, shown(path)),
		region_text("'status':'%s','haltesGevraagd'", status));
}

/* Proposed along both companies, and approved. */
static const char *approved(const char *more)
{
	offer(BEDRIJF);
	offer(BEDRIJF2);
	const char *path = request("7a", more);
	assert_status(region_post(SCHOOL, path, NULL), 201);
	assert_status(decide(path, "goedkeuren"), 201);
	assert_status(region_post(SCHOOL, region_text("%s/bevestigingen", path), NULL), 201);
	return path;
}

Test(rondgang, stands_when_every_company_said_yes)
{
	const char *path = approved(",'haltes':2");
	assert_is(path, "goedgekeurd");
	react(BEDRIJF, VAN_DAM, "{'reactie':'bevestigen'}");
	assert_is(path, "goedgekeurd");
	cr_expect_str_eq(
		region_value("select string_agg(status, ' ' order by status) from koppeling"),
		"bevestigd goedgekeurd");
	react(BEDRIJF2, ZUIVEL, "{'reactie':'bevestigen'}");
	assert_is(path, "staat");
	cr_expect_str_eq(region_value("select string_agg(distinct status, ' ') from koppeling"),
		"ingepland");
	cr_expect_str_eq(region_value("select status from aanvraag"), "gekoppeld");
	/* A quarter of an hour after half past eight, and one hour at each. */
	cr_expect_str_eq(
		region_value("select string_agg(to_char(t.begint_op at time zone "
			     "'Europe/Amsterdam', 'HH24:MI'), ' ' order by k.halte) from koppeling "
			     "k join tijd t on t.id = k.id"),
		"08:45 10:00");
}

Test(rondgang, is_one_thing_in_the_list_for_staff)
{
	offer(BEDRIJF);
	offer(BEDRIJF2);
	const char *path = request("7a", ",'haltes':2");
	assert_is(path, "zoekt");
	assert_status(region_post(SCHOOL, path, NULL), 201);
	assert_is(path, "voorgesteld");
	cr_expect_str_eq(region_value("select string_agg(wat, ' ') from werkvoorraad"), "rondgang");
	assert_status(region_post(SCHOOL, path, NULL), 409);
	assert_status(region_post(SCHOOL2, path, NULL), 404);
	assert_status(region_get(BEDRIJF, shown(path)), 403);
	assert_status(decide(path, "goedkeuren"), 201);
	assert_status(decide(path, "goedkeuren"), 409);
	cr_expect_str_eq(region_value("select count(*) from werkvoorraad"), "0");
}

Test(rondgang, goes_on_without_one_when_its_school_allows_it)
{
	const char *path = approved(",'haltes':2,'haltesMin':1");
	react(BEDRIJF, VAN_DAM, "{'reactie':'bevestigen'}");
	/* After this reason nobody else is looked for. */
	react(BEDRIJF2, ZUIVEL, "{'reactie':'afslaan','reden':'andere-oplossing'}");
	assert_is(path, "staat");
	cr_expect_str_eq(region_value("select status from aanvraag"), "gekoppeld");
}

Test(rondgang, waits_for_another_when_it_may_not_go_on_without)
{
	const char *path = approved(",'haltes':2");
	react(BEDRIJF, VAN_DAM, "{'reactie':'bevestigen'}");
	react(BEDRIJF2, ZUIVEL, "{'reactie':'afslaan','reden':'geen-tijd'}");
	assert_is(path, "zoekt");
	cr_expect_str_eq(region_value("select string_agg(status || halte, ' ') from bijvulling"),
		region_text("wacht%s", region_value("select halte from koppeling where bedrijf_id "
						    "= '" ZUIVEL "'")));
	cr_expect_str_eq(region_value("select status from aanvraag"), "open");
}

Test(rondgang, is_called_off_as_a_whole)
{
	const char *path = approved(",'haltes':2");
	react(BEDRIJF, VAN_DAM, "{'reactie':'bevestigen'}");
	react(BEDRIJF2, ZUIVEL, "{'reactie':'bevestigen'}");
	assert_status(
		region_post(SCHOOL, region_text("%s/annuleringen", path), "{'reden':'geen-tijd'}"),
		201);
	cr_expect_str_eq(region_value("select string_agg(distinct status, ' ') from koppeling"),
		"geannuleerd");
	cr_expect_str_eq(
		region_value("select count(*) from bijvulling where status = 'wacht'"), "0");
	assert_is(path, "te_weinig");
	assert_status(
		region_post(SCHOOL, region_text("%s/annuleringen", path), "{'reden':'geen-tijd'}"),
		409);
}

Test(rondgang, never_meets_another_class_at_a_company)
{
	offer(BEDRIJF);
	offer(BEDRIJF2);
	region_sql("update aanbod set plaatsen = 9");
	assert_status(region_post(SCHOOL, request("7a", ",'haltes':2"), NULL), 201);
	assert_status(region_post(SCHOOL, request("7b", ",'haltes':2"), NULL), 201);
	cr_expect_str_eq(
		region_value("select count(*) from koppeling k join koppeling l on l.id > k.id and "
			     "l.bedrijf_id = k.bedrijf_id and l.halte_tijd && k.halte_tijd"),
		"0");
	cr_expect_str_eq(region_value("select count(*) from koppeling"), "4");
}

Test(rondgang, is_not_proposed_in_pieces)
{
	const char *aanbod = offer(BEDRIJF);
	const char *path = request("7a", ",'haltes':2");
	assert_status(region_post(SCHOOL, path, NULL), 409); /* one company is not enough */
	const char *aanvraag = region_value("select id from aanvraag");
	const struct reply list =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", aanvraag));
	const struct reply r = region_post(SCHOOL,
		region_text("/v1/aanvragen/%s/koppelingen", aanvraag),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}",
			aanbod, region_member(list, "datum")));
	assert_status(r, 409);
	assert_holds(r, "'code':'aanvraag.rondgang'");
}

Test(rondgang, says_what_is_wrong_with_it)
{
	assert_status(ask("7a", ",'haltes':6"), 400);
	assert_holds(ask("7a", ",'haltes':2,'haltesMin':3"), "rondgang.minimum");
	assert_holds(ask("7a", ",'halteMinuten':45"), "rondgang.zonder_haltes");
	assert_holds(ask("7a", ",'haltes':3"), "'haltes':3,'haltesMin':3,'halteMinuten':60");
	const struct reply plain = ask("7b", "");
	assert_status(region_get(SCHOOL, region_text("%s/_rondgang", plain.location)), 409);
	assert_status(region_post(SCHOOL, region_text("%s/rondgang", plain.location), NULL), 409);
}

static void agreed(void)
{
	(void)approved(",'haltes':2");
	react(BEDRIJF, VAN_DAM, "{'reactie':'bevestigen'}");
	react(BEDRIJF2, ZUIVEL, "{'reactie':'bevestigen'}");
}

Test(rondgang, counts_as_one_visit_of_a_class)
{
	agreed();
	const struct reply r = region_get(
		SCHOOL, region_text("/v1/scholen/" KOMPAS "/tegoeden?schooljaar=%s",
				region_value("select schooljaar(datum) from koppeling limit 1")));
	assert_status(r, 200);
	assert_holds(r, "'bezoeken':{'norm':1,'geweest':0,'gepland':1,");
}

Test(rondgang, stays_where_it_is_in_the_day)
{
	agreed();
	const char *stop = stop_at(ZUIVEL);
	const struct reply moved =
		region_post(MEDEWERKER, region_text("/v1/koppelingen/%s/verzettingen", stop),
			region_text("{'tijdvak':{'datum':'%s','dagdeel':'ochtend'},'reden':'"
				    "geen-tijd'}",
				region_day(16)));
	assert_status(moved, 409);
	assert_holds(moved, "'code':'rondgang.niet_verzetten'");
}

Test(rondgang, opens_again_when_too_few_are_left)
{
	agreed();
	assert_status(region_post(BEDRIJF2,
			      region_text("/v1/koppelingen/%s/annuleringen", stop_at(ZUIVEL)),
			      "{'reden':'ziekte'}"),
		201);
	cr_expect_str_eq(region_value("select status from aanvraag"), "open");
	cr_expect_str_eq(
		region_value("select status from koppeling where bedrijf_id = '" VAN_DAM "'"),
		"ingepland");
	/* It says so as soon as nobody is looked for any more. */
	const char *path =
		region_text("/v1/aanvragen/%s/rondgang", region_value("select id from aanvraag"));
	assert_is(path, "zoekt");
	region_sql("update bijvulling set status = 'gestopt', reden = 'niemand'");
	assert_is(path, "te_weinig");
}

static const char *day_of_last(void)
{
	return region_value("select max(datum) from koppeling where koppeling_loopt(status)");
}

Test(rondgang, is_chosen_again_on_a_day_that_nobody_declined)
{
	const char *path = approved(",'haltes':2");
	const char *first = day_of_last();
	react(BEDRIJF, VAN_DAM, "{'reactie':'bevestigen'}");
	react(BEDRIJF2, ZUIVEL, "{'reactie':'afslaan','reden':'andere-oplossing'}");
	assert_is(path, "te_weinig");
	cr_expect_str_eq(region_value("select string_agg(wat, ' ') from werkvoorraad"), "rondgang");
	assert_status(region_post(SCHOOL, path, NULL), 201);
	assert_is(path, "voorgesteld");
	cr_expect_str_neq(day_of_last(), first);
	cr_expect_str_eq(
		region_value("select string_agg(status, ' ' order by status) from koppeling"),
		"afgeslagen geannuleerd voorgesteld voorgesteld");
}

Test(rondgang, keeps_what_is_agreed_until_another_is_found)
{
	agreed();
	assert_status(region_post(BEDRIJF2,
			      region_text("/v1/koppelingen/%s/annuleringen", stop_at(ZUIVEL)),
			      "{'reden':'andere-oplossing'}"),
		201);
	const char *path =
		region_text("/v1/aanvragen/%s/rondgang", region_value("select id from aanvraag"));
	assert_is(path, "te_weinig");
	region_sql("update bedrijf set gesloten_op = now() where id = '" ZUIVEL "'");
	assert_status(region_post(SCHOOL, path, NULL), 409);
	const char *van_dam =
		"select string_agg(status, ' ' order by gemaakt_op) from koppeling where "
		"bedrijf_id = '" VAN_DAM "'";
	cr_expect_str_eq(region_value(van_dam), "ingepland");
	region_sql("update bedrijf set gesloten_op = null where id = '" ZUIVEL "'");
	assert_status(region_post(SCHOOL, path, NULL), 201);
	cr_expect_str_eq(region_value(van_dam), "geannuleerd voorgesteld");
}

Test(rondgang, goes_no_further_when_one_of_two_that_were_missing_is_found)
{
	const char *path = approved(",'haltes':2");
	react(BEDRIJF, VAN_DAM, "{'reactie':'afslaan','reden':'geen-tijd'}");
	react(BEDRIJF2, ZUIVEL, "{'reactie':'afslaan','reden':'geen-tijd'}");
	assert_is(path, "zoekt");
	region_sql("update bijvulling set status = 'gestopt', reden = 'niemand' where halte = 1");
	assert_is(path, "zoekt");
	region_sql("update bijvulling set status = 'gestopt', reden = 'niemand' where halte = 2");
	assert_is(path, "te_weinig");
	cr_expect_str_eq(region_value("select count(*) from bericht where brief = "
				      "'rondgang_te_weinig'"),
		"1");
}

static const char *letters_of_few(void)
{
	return region_value("select count(*) from bericht where brief = 'rondgang_te_weinig'");
}

static void leave(enum who who, const char *bedrijf)
{
	assert_status(
		region_post(who, region_text("/v1/koppelingen/%s/annuleringen", stop_at(bedrijf)),
			"{'reden':'andere-oplossing'}"),
		201);
}

Test(rondgang, tells_of_each_company_that_leaves_until_the_school_chooses_again)
{
	agreed();
	leave(BEDRIJF, VAN_DAM);
	cr_expect_str_eq(letters_of_few(), "1");
	leave(BEDRIJF2, ZUIVEL);
	cr_expect_str_eq(letters_of_few(), "2");
	assert_status(region_post(SCHOOL,
			      region_text("/v1/aanvragen/%s/rondgang",
				      region_value("select id from aanvraag")),
			      NULL),
		201);
	cr_expect_str_eq(letters_of_few(), "0");
}

Test(rondgang, that_staff_calls_off_is_told_as_what_is_called_off)
{
	agreed();
	assert_status(region_post(MEDEWERKER,
			      region_text("/v1/aanvragen/%s/rondgang/annuleringen",
				      region_value("select id from aanvraag")),
			      "{'reden':'anders','toelichting':'De bus rijdt niet.'}"),
		201);
	cr_expect_str_eq(letters_of_few(), "0");
	cr_expect_str_eq(region_value("select string_agg(brief, ' ') from bericht where kant = "
				      "'school' and brief <> 'ingepland'"),
		"afgezegd afgezegd");
}

/* Who stays away on the day does not make it short: it took place. */
Test(rondgang, is_not_short_once_it_began)
{
	agreed();
	region_sql("alter table koppeling disable trigger user; update koppeling set status = "
		   "'niet_verschenen' where bedrijf_id = '" VAN_DAM "'; alter table koppeling "
		   "enable trigger user");
	cr_expect_str_eq(region_value("select rondgang_te_weinig(id) from aanvraag"), "t");
	region_sql("alter table koppeling disable trigger user; update koppeling set datum = "
		   "current_date - 1, halte_tijd = dagdeel_uren(current_date - 1, dagdeel); alter "
		   "table koppeling enable trigger user");
	cr_expect_str_eq(region_value("select rondgang_te_weinig(id) from aanvraag"), "f");
}

Test(rondgang, that_ends_shows_the_same_of_its_stops_in_the_same_version)
{
	(void)approved(",'haltes':2");
	react(BEDRIJF, VAN_DAM, "{'reactie':'bevestigen'}");
	const char *stop = region_text("/v1/koppelingen/%s", stop_at(VAN_DAM));
	const struct reply before = region_get(SCHOOL, stop);
	react(BEDRIJF2, ZUIVEL, "{'reactie':'afslaan','reden':'andere-oplossing'}");
	cr_expect_str_eq(region_value("select count(*) from koppeling where bedrijf_id = '" VAN_DAM
				      "' and verloopt_op = (select max(gewijzigd_op) from "
				      "koppeling where status = 'afgeslagen')"),
		"1");
	const struct reply after = region_get(SCHOOL, stop);
	cr_assert_str_eq(after.etag, before.etag);
	cr_expect_str_eq(region_member(after, "verlooptOp"), region_member(before, "verlooptOp"));
}

Test(rondgang, waits_no_longer_than_the_day_before)
{
	(void)approved(",'haltes':2");
	react(BEDRIJF, VAN_DAM, "{'reactie':'bevestigen'}");
	cr_expect_str_eq(
		region_value("select verloopt_op = lower(halte_tijd) - interval '24 hours' from "
			     "koppeling where status = 'bevestigd'"),
		"t");
}

/* The company of a stop, to speak for it. */
static enum who company_of(int halte, const char **ret_bedrijf)
{
	*ret_bedrijf = region_value(
		region_text("select bedrijf_id from koppeling where halte = %d", halte));
	return strcmp(*ret_bedrijf, VAN_DAM) == 0 ? BEDRIJF : BEDRIJF2;
}

Test(rondgang, is_never_planned_while_it_is_called_off)
{
	const char *path = approved(",'haltes':2,'haltesMin':1");
	const char *bedrijf = NULL;
	const enum who second = company_of(2, &bedrijf);
	react(second, bedrijf, "{'reactie':'bevestigen'}");
	assert_status(region_post(SCHOOL, region_text("%s/annuleringen", path),
			      "{'reden':'andere-oplossing'}"),
		201);
	cr_expect_str_eq(region_value("select count(*) from gebeurtenis where soort = "
				      "'koppeling.inplannen'"),
		"0");
	cr_expect_str_eq(region_value("select count(*) from koppeling where "
				      "koppeling_loopt(status)"),
		"0");
}

Test(rondgang, does_not_stand_while_somebody_is_looked_for)
{
	(void)approved(",'haltes':2,'haltesMin':1");
	react(BEDRIJF, VAN_DAM, "{'reactie':'bevestigen'}");
	react(BEDRIJF2, ZUIVEL, "{'reactie':'bevestigen'}");
	const char *path =
		region_text("/v1/aanvragen/%s/rondgang", region_value("select id from aanvraag"));
	assert_is(path, "staat");
	assert_status(region_post(BEDRIJF2,
			      region_text("/v1/koppelingen/%s/annuleringen", stop_at(ZUIVEL)),
			      "{'reden':'ziekte'}"),
		201);
	cr_expect_str_eq(region_value("select status from bijvulling"), "wacht");
	assert_is(path, "zoekt");
}

/* Illness goes with calling off, and not with turning down: of that stop it is another reason. */
Test(rondgang, is_called_off_for_a_reason_that_goes_with_some_of_its_stops)
{
	offer(BEDRIJF);
	offer(BEDRIJF2);
	const char *path = request("7a", ",'haltes':2");
	assert_status(region_post(SCHOOL, path, NULL), 201);
	const char *one = region_text("/v1/koppelingen/%s/besluiten", stop_at(ZUIVEL));
	assert_status(region_post(MEDEWERKER, one, "{'besluit':'goedkeuren'}"), 201);
	const char *off = region_text("%s/annuleringen", path);
	assert_status(region_post(MEDEWERKER, off, "{'reden':'niet-gekomen'}"), 400);
	assert_status(region_post(MEDEWERKER, off, "{'reden':'ziekte'}"), 201);
	cr_expect_str_eq(region_value("select string_agg(status || ' ' || reden, ' ' order by "
				      "status) from koppeling"),
		"afgewezen anders geannuleerd ziekte");
}

Test(rondgang, comes_again_as_it_was_in_a_series)
{
	const char *path = request("7a", ",'haltes':2,'haltesMin':1,'halteMinuten':45");
	const char *reeksen =
		region_text("%.*s/reeksen", (int)(strlen(path) - strlen("/rondgang")), path);
	assert_status(region_post(SCHOOL, reeksen, "{'ritmeWeken':2,'aantal':3}"), 201);
	cr_expect_str_eq(region_value("select count(*) || ' ' || count(*) filter (where haltes = 2 "
				      "and haltes_min = 1 and halte_minuten = 45) from aanvraag"),
		"3 3");
}
