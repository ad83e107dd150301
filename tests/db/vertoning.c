/* What is kept of the list from which a proposal was made, and for how long. */
#include <string.h>

#include "fixtures/region.h"

TestSuite(vertoning, .init = region_init, .fini = region_fini, .timeout = 120);

static const char *ask(void)
{
	const struct reply asked = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend']}",
			region_day(3), region_day(40)));
	assert_status(asked, 201);
	return region_member(asked, "id");
}

/* Offers that fit, the one better than the other: the fewer levels, the higher. */
static void offer(int count)
{
	static const char *const niveaus[] = { "'po-groep-7'", "'po-groep-7','po-groep-8'",
		"'po-groep-6','po-groep-7','po-groep-8'" };
	for (int i = 0; i < count; i++)
		assert_status(region_post(BEDRIJF, "/v1/aanbod",
				      region_text("{'soort':'gastles','titel':'Robots','niveaus':["
						  "%s],'dagdelen':['ma-ochtend','di-ochtend']}",
					      niveaus[i < 2 ? i : 2])),
			201);
}

static struct reply candidates(const char *aanvraag)
{
	const struct reply list =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten?limit=100", aanvraag));
	assert_status(list, 200);
	return list;
}

/* The id of the offer at a place of the list, from 1. */
static const char *offer_at(struct reply list, int rang)
{
	static const char key[] = "\"aanbodId\":\"";
	const char *at = list.body;
	for (int i = 0; i < rang; i++) {
		at = strstr(at, key);
		cr_assert_not_null(at, "no %d in %s", rang, list.body);
		at += strlen(key);
	}
	return region_text("%.36s", at);
}

static struct reply propose(
	const char *aanvraag, struct reply list, int rang, const char *key, const char *dagdeel)
{
	return region_post_under(key, SCHOOL, region_text("/v1/aanvragen/%s/koppelingen", aanvraag),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'%s'}}",
			offer_at(list, rang), region_member(list, "datum"), dagdeel));
}

Test(vertoning, keeps_the_list_in_its_order_and_which_of_it_was_chosen)
{
	offer(3);
	const char *id = ask();
	const struct reply list = candidates(id);
	const struct reply made = propose(id, list, 2, "een", "ochtend");
	assert_status(made, 201);
	cr_expect_str_eq(
		region_value("select koppeling_id from vertoning"), region_member(made, "id"));
	cr_expect_str_eq(region_value("select getoond from vertoning"),
		region_text("{%s,%s,%s}", offer_at(list, 1), offer_at(list, 2), offer_at(list, 3)));
	cr_expect_str_eq(region_value("select concat_ws(' ', soort, gekozen, rangen, "
				      "cardinality(codes), cardinality(waarden)) from vertoning"),
		"gastles 2 {1,2,3} 13 39");
	cr_expect_str_eq(region_value("select scores[1] > scores[2] and scores[2] > scores[3] "
				      "from vertoning"),
		"t");
	cr_expect_str_eq(
		region_value("select v.scores[v.gekozen] = k.score and v.gewicht_versie = "
			     "k.gewicht_versie and v.op = k.gemaakt_op from vertoning v join "
			     "koppeling k on k.id = v.koppeling_id"),
		"t");
}

/* So that what is learnt from adds up to what was shown. */
Test(vertoning, keeps_values_that_make_up_the_score)
{
	offer(2);
	const char *id = ask();
	assert_status(propose(id, candidates(id), 1, "een", "ochtend"), 201);
	cr_expect_str_eq(
		region_value("select bool_and(s.som = s.score) from vertoning v cross join "
			     "lateral (select v.scores[a] as score, sum(v.waarden[(a - 1) * 13 + "
			     "f] * g.gewicht / 10) as som from generate_subscripts(v.scores, 1) a, "
			     "generate_subscripts(v.codes, 1) f join gewicht_factor g on g.factor "
			     "= v.codes[f] where g.soort = v.soort and g.versie = "
			     "v.gewicht_versie group by a) s"),
		"t");
}

Test(vertoning, is_kept_once_for_all_repetitions_of_a_proposal)
{
	offer(2);
	const char *id = ask();
	const struct reply list = candidates(id);
	assert_status(propose(id, list, 1, "zelfde", "ochtend"), 201);
	assert_status(propose(id, list, 1, "zelfde", "ochtend"), 201);
	cr_expect_str_eq(region_value("select count(*) from vertoning"), "1");
}

Test(vertoning, is_not_kept_of_a_proposal_that_was_refused)
{
	offer(1);
	const char *id = ask();
	assert_status(propose(id, candidates(id), 1, "een", "avond"), 409);
	cr_expect_str_eq(region_value("select count(*) from vertoning"), "0");
}

Test(vertoning, keeps_twenty_lines_and_what_was_chosen_behind_them)
{
	offer(23);
	const char *id = ask();
	const struct reply list = candidates(id);
	assert_status(propose(id, list, 22, "een", "ochtend"), 201);
	cr_expect_str_eq(region_value("select concat_ws(' ', cardinality(getoond), gekozen, "
				      "rangen[19], rangen[20]) from vertoning"),
		"20 20 19 21");
	cr_expect_str_eq(region_value("select getoond[20] from vertoning"), offer_at(list, 22));
}

Test(vertoning, is_written_by_a_proposal_and_by_no_list)
{
	offer(1);
	candidates(ask());
	cr_expect_str_eq(region_value("select count(*) from vertoning"), "0");
}
