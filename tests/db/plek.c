/* Places at the events of a campaign: who takes which, that no place over-fills, and what groups
 * want. */
#include <string.h>

#include "fixtures/region.h"

TestSuite(plek, .init = region_init, .fini = region_fini);

static struct reply event(void)
{
	const struct reply r = region_post(MEDEWERKER, "/v1/campagnes",
		region_text("{'soort':'beurs','titel':'Beurs','vanDatum':'%s','totDatum':'%s',"
			    "'doel':1}",
			region_day(5), region_day(20)));
	assert_status(r, 201);
	return r;
}

/* At ten in the morning of a day in the campaign, for two. */
static struct reply place(struct reply campagne, const char *soort, int day, const char *more)
{
	return region_post(MEDEWERKER, "/v1/plekken",
		region_text("{'campagneId':'%s','soort':'%s','titel':'P','plaats':'Hal "
			    "1','vanOp':'%sT10:00:00Z',"
			    "'totOp':'%sT11:00:00Z','capaciteit':2%s}",
			region_member(campagne, "id"), soort, region_day(day), region_day(day),
			more));
}

static struct reply take(enum who who, struct reply plek, const char *more)
{
	return region_post(who, "/v1/inschrijvingen",
		region_text("{'plekId':'%s'%s%s}", region_member(plek, "id"), more,
			strstr(more, "klasId") != NULL && strstr(more, "aantal") == NULL
				? ",'aantal':1"
				: ""));
}

static struct reply step(enum who who, struct reply booking, const char *status)
{
	return region_patch(
		who, booking.location, booking.etag, region_text("{'status':'%s'}", status));
}

static const char *klas(enum who who, const char *naam)
{
	const struct reply r = region_post(who, "/v1/klassen",
		region_text("{'naam':'%s','niveau':'po-groep-7','groepsgrootte':25}", naam));
	assert_status(r, 201);
	return region_text(",'klasId':'%s'", region_member(r, "id"));
}

static void assert_refused(struct reply r, const char *code)
{
	assert_status(r, 409);
	assert_holds(r, region_text("'code':'%s'", code));
}

Test(plek, is_kept_by_staff_within_its_campaign)
{
	const struct reply campagne = event();
	const struct reply made = place(campagne, "stand", 5, "");
	assert_status(made, 201);
	assert_holds(made, "'capaciteit':2,'vrij':2");
	assert_status(region_get(SCHOOL, made.location), 200);
	assert_status(region_patch(BEDRIJF, made.location, made.etag, "{'capaciteit':9}"), 403);
	assert_refused(place(campagne, "stand", 4, ""), "campagne.buiten_periode");
	assert_refused(place(campagne, "stand", 21, ""), "campagne.buiten_periode");
	assert_refused(region_patch(MEDEWERKER, campagne.location, campagne.etag,
			       region_text("{'vanDatum':'%s'}", region_day(6))),
		"campagne.aanvragen_erbuiten");
}

Test(plek, fills_and_not_beyond)
{
	const struct reply stand = place(event(), "stand", 6, "");
	const struct reply first = take(BEDRIJF, stand, "");
	assert_status(first, 201);
	assert_holds(first, "'status':'bevestigd'");
	assert_refused(take(BEDRIJF, stand, ""), "inschrijving.bestaat_al");
	assert_refused(take(BEDRIJF2, stand, ",'aantal':2"), "plek.vol");
	assert_status(take(BEDRIJF2, stand, ""), 201);
	assert_holds(region_get(SCHOOL, stand.location), "'vrij':0");
	const struct reply small =
		region_patch(MEDEWERKER, stand.location, stand.etag, "{'capaciteit':1}");
	assert_refused(small, "plek.vol");
	assert_holds(small, "'pointer':'/capaciteit'");
	assert_holds(small, "Er zijn al 2 plekken bezet.");
	assert_status(step(BEDRIJF2, first, "geannuleerd"), 404);
	assert_status(step(BEDRIJF, first, "geannuleerd"), 200);
	assert_holds(region_get(SCHOOL, stand.location), "'vrij':1");
	assert_refused(step(BEDRIJF, (struct reply){ .location = first.location, .etag = "\"2\"" },
			       "geannuleerd"),
		"stap.niet_toegestaan");
}

Test(plek, is_for_who_belongs_there)
{
	const struct reply campagne = event();
	const struct reply stand = place(campagne, "stand", 6, "");
	const struct reply slot = place(campagne, "tijdslot", 6, "");
	const struct reply jury = place(campagne, "jury", 6, "");
	const char *own = klas(SCHOOL, "7A");
	assert_refused(take(SCHOOL, stand, own), "plek.niet_voor_jou");
	assert_refused(take(BEDRIJF, slot, ""), "plek.niet_voor_jou");
	assert_refused(take(BEDRIJF, jury, ""), "plek.niet_voor_jou");
	assert_holds(take(SCHOOL, stand, own), "Een stand is voor een bedrijf");
	const struct reply no_class = take(SCHOOL, stand, "");
	assert_status(no_class, 400);
	assert_holds(no_class, "Een stand is niet voor een school.");
	assert_status(take(SCHOOL, slot, ""), 400); /* which class? */
	assert_status(take(SCHOOL2, slot, own), 400);
	assert_status(take(MEDEWERKER, jury, ""), 400); /* for whom? */
	assert_status(take(SCHOOL, slot, own), 201);
}

Test(plek, of_the_jury_waits_for_staff_and_is_never_more_than_needed)
{
	const struct reply jury = place(event(), "jury", 6, ",'goedkeuring':true");
	const struct reply asked = take(VRIJWILLIGER, jury, "");
	assert_holds(asked, "'status':'gevraagd'");
	assert_status(step(VRIJWILLIGER, asked, "bevestigd"), 403);
	assert_status(region_get(VRIJWILLIGER2, asked.location), 404);
	assert_status(step(MEDEWERKER, asked, "bevestigd"), 200);
	const struct reply other = take(VRIJWILLIGER2, jury, "");
	assert_status(other, 201);
	assert_holds(region_get(SCHOOL, jury.location), "'vrij':0");
	assert_status(step(MEDEWERKER, other, "geweigerd"), 200);
	assert_holds(region_get(SCHOOL, jury.location), "'vrij':1");
}

Test(plek, has_a_volunteer_at_one_at_a_time)
{
	const struct reply campagne = event();
	assert_status(take(VRIJWILLIGER, place(campagne, "jury", 6, ""), ""), 201);
	assert_refused(
		take(VRIJWILLIGER, place(campagne, "coach", 6, ""), ""), "inschrijving.tegelijk");
	assert_status(take(VRIJWILLIGER, place(campagne, "coach", 7, ""), ""), 201);
}

Test(plek, has_a_class_at_one_at_a_time)
{
	const struct reply campagne = event();
	const char *own = klas(SCHOOL, "7A");
	const struct reply first = take(SCHOOL, place(campagne, "bezoek", 6, ""), own);
	const struct reply slot = place(campagne, "tijdslot", 6, "");
	assert_status(first, 201);
	assert_refused(take(SCHOOL, slot, own), "inschrijving.tegelijk");
	assert_status(take(SCHOOL, slot, klas(SCHOOL, "7C")), 201);
	assert_status(take(SCHOOL, place(campagne, "tijdslot", 7, ""), own), 201);
	assert_status(step(SCHOOL, first, "geannuleerd"), 200);
	assert_status(take(SCHOOL, slot, own), 201);
}

Test(plek, has_a_volunteer_once)
{
	const struct reply jury = place(event(), "jury", 6, "");
	assert_refused(take(VRIJWILLIGER, jury, ",'aantal':2"), "inschrijving.een_persoon");
	assert_status(take(VRIJWILLIGER, jury, ",'aantal':1"), 201);
}

/* A request that an offer of Aya fits on every morning, and her offer. */
static const char *open_request(const char **ret_offer)
{
	const struct reply offer = region_post(VRIJWILLIGER, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':"
		"['ma-ochtend','di-ochtend','wo-ochtend','do-ochtend','vr-ochtend']}");
	const struct reply r = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7B','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s','dagdelen'"
			    ":['ma-ochtend','di-ochtend','wo-ochtend','do-ochtend','vr-ochtend']}",
			region_day(6), region_day(20)));
	assert_status(offer, 201);
	assert_status(r, 201);
	*ret_offer = region_member(offer, "id");
	return r.location;
}

static struct reply propose(const char *request, const char *offer, const char *day)
{
	return region_post(SCHOOL, region_text("%s/koppelingen", request),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}", offer,
			day));
}

static struct reply candidates(const char *request)
{
	const struct reply r = region_get(SCHOOL, region_text("%s/kandidaten", request));
	assert_status(r, 200);
	return r;
}

/* As from a process that judged before the other one wrote. */
static void assert_database_refuses_match(const char *offer, const char *day, const char *rule)
{
	region_sql(region_text(
		"do $$ declare naam text; begin insert into koppeling (id, aanvraag_id, aanbod_id, "
		"school_id, klas_id, vrijwilliger_id, bedrijf_id, datum, dagdeel, status, score, "
		"factoren, alternatieven, gewicht_versie, versie, gemaakt_op, gewijzigd_op, "
		"gewijzigd_rol) select gen_random_uuid(), a.id, '%s', a.school_id, a.klas_id, '" AYA
		"', '" VAN_DAM "', '%s', 'ochtend', 'voorgesteld', 1, '[]', '[]', 1, 1, now(), "
		"now(), 'school' from aanvraag a where a.status = 'open'; raise 'was let through' "
		"using errcode = 'XX000'; exception when check_violation then get stacked "
		"diagnostics naam = constraint_name; if naam <> '%s' then raise "
		"'%%', naam using errcode = 'XX000'; end if; end $$",
		offer, day, rule));
}

Test(plek, has_a_volunteer_who_is_not_in_a_class_then)
{
	const char *offer;
	const struct reply campagne = event();
	const char *request = open_request(&offer);
	const char *day = region_member(candidates(request), "datum");
	const char *morning = region_text("'datum':'%s','dagdeel':'ochtend'", day);
	const struct reply jury = region_post(MEDEWERKER, "/v1/plekken",
		region_text("{'campagneId':'%s','soort':'jury','titel':'P','vanOp':'%sT08:00:00Z',"
			    "'totOp':'%sT09:00:00Z','capaciteit':2}",
			region_member(campagne, "id"), day, day));
	const struct reply taken = take(VRIJWILLIGER, jury, "");
	assert_status(taken, 201);
	assert_holds_not(candidates(request), morning);
	assert_refused(propose(request, offer, day), "tijdvak.niet_vrij");
	assert_database_refuses_match(offer, day, "koppeling_naast_plek");
	assert_status(step(VRIJWILLIGER, taken, "geannuleerd"), 200);
	assert_holds(candidates(request), morning);
	assert_status(propose(request, offer, day), 201);
	assert_refused(take(VRIJWILLIGER, jury, ""), "inschrijving.tegelijk");
}

Test(plek, has_a_class_that_is_not_in_a_match_then)
{
	const char *offer;
	const struct reply campagne = event();
	const char *request = open_request(&offer);
	const char *day = region_member(candidates(request), "datum");
	const char *morning = region_text("'datum':'%s','dagdeel':'ochtend'", day);
	const char *own = region_text(
		",'klasId':'%s'", region_value("select id from klas where naam = '7B'"));
	const struct reply slot = region_post(MEDEWERKER, "/v1/plekken",
		region_text("{'campagneId':'%s','soort':'tijdslot','titel':'P','vanOp':"
			    "'%sT08:00:00Z','totOp':'%sT09:00:00Z','capaciteit':2}",
			region_member(campagne, "id"), day, day));
	const struct reply taken = take(SCHOOL, slot, own);
	assert_status(taken, 201);
	assert_holds_not(candidates(request), morning);
	assert_refused(propose(request, offer, day), "tijdvak.niet_vrij");
	assert_database_refuses_match(offer, day, "koppeling_naast_plek_van_klas");
	assert_status(step(SCHOOL, taken, "geannuleerd"), 200);
	assert_holds(candidates(request), morning);
	assert_status(propose(request, offer, day), 201);
	assert_refused(take(SCHOOL, slot, own), "inschrijving.tegelijk");
}

Test(plek, is_decided_about_by_the_company_that_is_visited)
{
	const struct reply visit =
		place(event(), "bezoek", 6, ",'goedkeuring':true,'bedrijfId':'" VAN_DAM "'");
	const struct reply asked = take(SCHOOL, visit, klas(SCHOOL, "7A"));
	assert_holds(region_get(BEDRIJF, "/v1/inschrijvingen"), region_member(asked, "id"));
	assert_holds(region_get(BEDRIJF2, "/v1/inschrijvingen"), "'items':[]");
	const struct reply by_school = step(SCHOOL, asked, "bevestigd");
	assert_status(by_school, 403);
	assert_holds(by_school, "Het bedrijf waar het bezoek is beslist hierover.");
	assert_status(step(BEDRIJF, asked, "bevestigd"), 200);
}

Test(plek, keeps_its_time_once_somebody_has_it)
{
	const struct reply stand = place(event(), "stand", 6, "");
	const char *later = region_text("{'totOp':'%sT12:00:00Z'}", region_day(6));
	const struct reply moved = region_patch(MEDEWERKER, stand.location, stand.etag, later);
	assert_status(moved, 200);
	assert_status(take(BEDRIJF, stand, ""), 201);
	assert_refused(region_patch(MEDEWERKER, stand.location, moved.etag,
			       region_text("{'totOp':'%sT13:00:00Z'}", region_day(6))),
		"plek.tijd_ligt_vast");
}

Test(plek, that_is_closed_takes_nobody)
{
	const struct reply campagne = event();
	const struct reply stand = place(campagne, "stand", 6, "");
	assert_status(
		region_patch(MEDEWERKER, stand.location, stand.etag, "{'status':'gesloten'}"), 200);
	assert_refused(take(BEDRIJF, stand, ""), "plek.dicht");
	const struct reply open = place(campagne, "stand", 6, "");
	assert_status(
		region_patch(MEDEWERKER, campagne.location, campagne.etag, "{'status':'gesloten'}"),
		200);
	assert_refused(take(BEDRIJF, open, ""), "plek.dicht");
}

static struct reply lapse(struct reply plek, const char *etag, const char *reden)
{
	return region_patch(MEDEWERKER, plek.location, etag,
		region_text("{'status':'vervallen','reden':'%s'}", reden));
}

Test(plek, that_is_called_off_ends_all_its_bookings_and_does_not_come_back)
{
	const struct reply visit = place(event(), "bezoek", 6, "");
	const struct reply first = take(SCHOOL, visit, klas(SCHOOL, "7A"));
	const struct reply second = take(SCHOOL2, visit, klas(SCHOOL2, "8A"));
	assert_status(second, 201);
	assert_status(
		region_patch(MEDEWERKER, visit.location, visit.etag, "{'status':'vervallen'}"),
		400);
	assert_status(lapse(visit, visit.etag, "kan-toch"), 400);
	assert_status(
		region_patch(MEDEWERKER, visit.location, visit.etag, "{'reden':'anders'}"), 400);
	const struct reply gone = lapse(visit, visit.etag, "andere-oplossing");
	assert_status(gone, 200);
	assert_holds(gone, "'vrij':2");
	assert_holds(gone, "'status':'vervallen','reden':'andere-oplossing'");
	assert_holds(region_get(SCHOOL, first.location), "'status':'geannuleerd'");
	assert_holds(region_get(SCHOOL2, second.location), "'status':'geannuleerd'");
	assert_refused(step(SCHOOL, (struct reply){ .location = first.location, .etag = "\"2\"" },
			       "geannuleerd"),
		"stap.niet_toegestaan");
	assert_refused(take(SCHOOL, visit, klas(SCHOOL, "7C")), "plek.dicht");
	assert_refused(region_patch(MEDEWERKER, visit.location, gone.etag, "{'status':'actief'}"),
		"plek.vervallen");
	cr_assert_str_eq(region_value("select count(*) from audit where tabel = 'inschrijving' and "
				      "handeling = 'gewijzigd'"),
		"2");
	cr_assert_str_eq(
		region_value(
			"select count(*) from gebeurtenis where soort = 'inschrijving.gewijzigd'"),
		"2");
}

Test(plek, that_is_over_is_not_called_off)
{
	const struct reply visit = place(event(), "bezoek", 6, "");
	region_sql("alter table campagne disable trigger user; update campagne set van_datum = "
		   "van_datum - 30; alter table plek disable trigger user; update plek set van_op "
		   "= now() - "
		   "interval '2 days', tot_op = now() - interval '1 day'; alter table plek enable "
		   "trigger user");
	assert_refused(lapse(visit, visit.etag, "anders"), "plek.voorbij");
}

static struct reply wish(enum who who, struct reply plek, int first, const char *klas)
{
	return region_post(who, "/v1/plekwensen",
		region_text("{'plekId':'%s','eerste':%d,'tweede':3,'derde':0%s}",
			region_member(plek, "id"), first, klas));
}

Test(plek, knows_what_groups_want_as_counts)
{
	const struct reply visit = place(event(), "bezoek", 6, "");
	const char *own = klas(SCHOOL, "7A");
	assert_status(wish(SCHOOL, visit, 9, own), 201);
	assert_status(wish(SCHOOL, visit, 8, own), 201);
	assert_status(wish(SCHOOL2, visit, 5, klas(SCHOOL2, "8A")), 201);
	assert_status(wish(SCHOOL2, visit, 5, own), 400);
	assert_holds(region_get(VRIJWILLIGER, visit.location),
		"'wensen':{'eerste':13,'tweede':6,'derde':0}");
	assert_holds(region_get(SCHOOL, "/v1/plekwensen"), "'eerste':8");
	assert_holds_not(region_get(SCHOOL, "/v1/plekwensen"), "'eerste':5");
	assert_holds(region_get(MEDEWERKER,
			     region_text("/v1/plekwensen?plekId=%s", region_member(visit, "id"))),
		"'eerste':5");
}

Test(plek, is_wanted_by_no_more_than_a_class_has)
{
	const struct reply campagne = event();
	const struct reply first = place(campagne, "bezoek", 6, "");
	const struct reply second = place(campagne, "bezoek", 7, "");
	const char *own = klas(SCHOOL, "7A"); /* of 25, and 3 of them want it as the second */
	assert_refused(wish(SCHOOL, first, 23, own), "plekwens.meer_dan_klas");
	assert_status(wish(SCHOOL, first, 22, own), 201);
	assert_status(wish(SCHOOL, first, 21, own), 201);
	assert_refused(wish(SCHOOL, second, 5, own), "plekwens.meer_dan_klas");
	assert_status(wish(SCHOOL, second, 4, own), 201);
	assert_status(wish(SCHOOL, place(event(), "bezoek", 6, ""), 22, own), 201);
}

Test(plek, of_a_visit_is_somewhere)
{
	const char *nowhere = region_text("{'campagneId':'%s','soort':'bezoek','titel':'P','vanOp':"
					  "'%sT10:00:00Z','totOp':'%sT11:00:00Z','capaciteit':2}",
		region_member(event(), "id"), region_day(6), region_day(6));
	const struct reply r = region_post(MEDEWERKER, "/v1/plekken", nowhere);
	assert_status(r, 400);
	assert_holds(r, "'code':'plek.waar'");
}

/* The company that is visited says yes and no, and takes no place for a school. */
Test(plek, is_taken_in_the_name_of_who_takes_it_alone)
{
	const struct reply visit = place(event(), "bezoek", 9, ",'bedrijfId':'" VAN_DAM "'");
	assert_status(visit, 201);
	(void)klas(SCHOOL, "7a");
	static const struct {
		const char *actor, *told;
	} cases[] = { { VAN_DAM, "42501" }, { KOMPAS, "" } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_expect_str_eq(
			region_tried(cases[i].actor,
				region_text("insert into inschrijving (id, plek_id, school_id, "
					    "klas_id, aantal, status, versie, gemaakt_op, "
					    "gewijzigd_op) select gen_random_uuid(), '%s', '" KOMPAS
					    "', '%s', 1, 'gevraagd', 1, now(), now()",
					region_member(visit, "id"),
					region_value("select id from klas where naam = '7a'"))),
			cases[i].told);
}
