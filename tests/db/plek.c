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
		region_text("{'campagneId':'%s','soort':'%s','titel':'P','vanOp':'%sT10:00:00Z',"
			    "'totOp':'%sT11:00:00Z','capaciteit':2%s}",
			region_member(campagne, "id"), soort, region_day(day), region_day(day),
			more));
}

static struct reply take(enum who who, struct reply plek, const char *more)
{
	return region_post(who, "/v1/inschrijvingen",
		region_text("{'plekId':'%s'%s}", region_member(plek, "id"), more));
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
	assert_refused(region_patch(MEDEWERKER, stand.location, stand.etag, "{'capaciteit':1}"),
		"plek.vol");
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

Test(plek, is_decided_about_by_the_company_that_is_visited)
{
	const struct reply visit =
		place(event(), "bezoek", 6, ",'goedkeuring':true,'bedrijfId':'" VAN_DAM "'");
	const struct reply asked = take(SCHOOL, visit, klas(SCHOOL, "7A"));
	assert_holds(region_get(BEDRIJF, "/v1/inschrijvingen"), region_member(asked, "id"));
	assert_holds(region_get(BEDRIJF2, "/v1/inschrijvingen"), "'items':[]");
	assert_status(step(SCHOOL, asked, "bevestigd"), 403);
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
