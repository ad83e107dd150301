/* Objections: they hold at once and for the whole person, staff decides, and whose it is withdraws
 * it. And a restriction that follows who joins later. */
#include <string.h>

#include "fixtures/aanmelden.h"

#define IK	   "/v1/ik"
#define MINE	   "/v1/ik/bezwaren"
#define ALL	   "/v1/bezwaren"
#define AYA_MAIL   "e@voorbeeld.nl"
#define KOPPELEN   "{'doel':'koppelen','reden':'Ik wil niet in lijsten.'}"
#define VEILIGHEID "{'doel':'veiligheid','reden':'Ik wil dit niet.'}"

TestSuite(bezwaar, .init = aanmelden_init, .fini = aanmelden_fini, .timeout = 120);

static bool is_restricted(const char *volunteer)
{
	return strcmp(region_value(region_text("select beperkt_op is not null from vrijwilliger "
					       "where id = '%s'",
			      volunteer)),
		       "t") == 0;
}

static const char *made(struct reply r)
{
	assert_status(r, 201);
	return region_member(r, "id");
}

static struct reply decide(enum who who, const char *id, const char *body)
{
	return region_post(who, region_text(ALL "/%s/besluiten", id), body);
}

static struct reply wish(enum who who, bool restricted)
{
	return region_patch(who, IK, region_get(who, IK).etag,
		restricted ? "{'beperkt':true}" : "{'beperkt':false}");
}

/* Makes a volunteer one with an account, or ends that. */
static void join(const char *account, const char *volunteer)
{
	region_sql(region_text("insert into lid (id, account_id, rol, vrijwilliger_id, status, "
			       "versie, gemaakt_op, gewijzigd_op) values (gen_random_uuid(), '%s', "
			       "'vrijwilliger', '%s', 'actief', 1, '2026-01-01Z', '2026-01-01Z')",
		account, volunteer));
}

static void leave(const char *account, const char *volunteer)
{
	region_sql(region_text("update lid set status = 'beeindigd', versie = versie + 1 where "
			       "account_id = '%s' and vrijwilliger_id = '%s'",
		account, volunteer));
}

/* ---- objecting ---- */

Test(bezwaar, restricts_the_whole_person_at_once)
{
	const struct reply r = region_post(VRIJWILLIGER, MINE, KOPPELEN);
	assert_status(r, 201);
	assert_holds(r, "'doel':'koppelen','reden':'Ik wil niet in lijsten.','status':'open'");
	cr_assert(is_restricted(AYA));
	assert_holds_not(region_get(VRIJWILLIGER, IK), "'beperktOp':null");
	assert_status(region_get(MEDEWERKER, "/v1/vrijwilligers/" AYA), 404);
	assert_holds(region_get(VRIJWILLIGER, MINE), "'status':'open'");
}

Test(bezwaar, keeps_what_both_sides_say_sealed)
{
	const char *id = made(region_post(
		VRIJWILLIGER, MINE, "{'doel':'koppelen','reden':'Ik ben ernstig ziek.'}"));
	assert_status(
		decide(MEDEWERKER, id, "{'besluit':'afwijzen','toelichting':'Ook wie ziek is.'}"),
		201);
	cr_assert_str_eq(
		region_value("select encode(reden, 'escape') ~ 'ziek' or encode(toelichting, "
			     "'escape') ~ 'ziek' or num_nonnulls(reden_open, toelichting_open) > 0 "
			     "from bezwaar"),
		"f");
	assert_holds(region_get(VRIJWILLIGER, MINE), "'reden':'Ik ben ernstig ziek.'");
	assert_holds(region_get(MEDEWERKER, ALL), "'toelichting':'Ook wie ziek is.'");
}

Test(bezwaar, of_before_they_were_sealed_is_shown_and_sealed_without_a_word)
{
	const char *id = made(region_post(VRIJWILLIGER, MINE, KOPPELEN));
	region_sql("update bezwaar set reden = null, reden_open = 'Van toen.', toelichting_open = "
		   "'Ook.'");
	assert_holds(region_get(VRIJWILLIGER, MINE), "'reden':'Van toen.'");
	const char *told = region_value("select count(*) from audit where tabel = 'bezwaar'");
	region_seal();
	cr_assert_str_eq(region_value("select num_nonnulls(reden_open, toelichting_open) from "
				      "bezwaar"),
		"0");
	cr_assert_str_eq(region_value("select count(*) from audit where tabel = 'bezwaar'"), told);
	const struct reply r = region_get(MEDEWERKER, region_text(ALL "/%s", id));
	assert_holds(r, "'reden':'Van toen.'");
	assert_holds(r, "'toelichting':'Ook.'");
}

Test(bezwaar, against_safety_is_written_down_and_restricts_nobody)
{
	(void)made(region_post(VRIJWILLIGER, MINE, VEILIGHEID));
	cr_assert_not(is_restricted(AYA));
	cr_assert_eq(aanmelden_deliver(), 1);
	cr_assert_not_null(strstr(aanmelden_letter, "To: <" AYA_MAIL ">\r\n"));
	cr_assert_not_null(strstr(aanmelden_letter, "Tot dan gaat het gebruik door."));
}

Test(bezwaar, runs_once_against_one_use)
{
	(void)made(region_post(VRIJWILLIGER, MINE, KOPPELEN));
	const struct reply again = region_post(VRIJWILLIGER, MINE, KOPPELEN);
	assert_status(again, 409);
	assert_holds(again, "'code':'bezwaar.loopt_al'");
	(void)made(region_post(VRIJWILLIGER, MINE, VEILIGHEID));
}

Test(bezwaar, is_told_by_letter_to_whose_it_is)
{
	(void)made(region_post(VRIJWILLIGER, MINE, KOPPELEN));
	cr_assert_eq(aanmelden_deliver(), 1);
	cr_assert_not_null(strstr(aanmelden_letter, "To: <" AYA_MAIL ">\r\n"));
	cr_assert_not_null(strstr(aanmelden_letter, "Dat gebruik is nu gestopt."));
}

Test(bezwaar, is_seen_by_staff_and_by_whose_it_is_only)
{
	const char *id = made(region_post(VRIJWILLIGER, MINE, KOPPELEN));
	assert_holds(region_get(MEDEWERKER, ALL), id);
	assert_holds(region_get(MEDEWERKER, region_text(ALL "/%s", id)), "'naam':'E'");
	assert_holds_not(region_get(VRIJWILLIGER2, MINE), id);
	assert_status(region_get(SCHOOL, ALL), 403);
	assert_status(region_get(VRIJWILLIGER, region_text(ALL "/%s", id)), 403);
	assert_status(region_get(MEDEWERKER, ALL "/" NOBODY), 404);
}

Test(bezwaar, of_a_volunteer_without_an_account_is_written_down_by_staff)
{
	const struct reply r = region_post(MEDEWERKER, ALL,
		"{'vrijwilligerId':'" CHRIS "','doel':'koppelen','reden':'Per brief.'}");
	assert_status(r, 201);
	assert_holds(r, "'accountId':null,'vrijwilligerId':'" CHRIS "'");
	cr_assert(is_restricted(CHRIS));
	cr_assert_not(is_restricted(AYA));
	assert_status(decide(MEDEWERKER, region_member(r, "id"), "{'besluit':'intrekken'}"), 201);
	cr_assert_not(is_restricted(CHRIS));
	cr_assert_eq(aanmelden_deliver(), 2);
}

Test(bezwaar, of_a_volunteer_with_an_account_is_that_accounts)
{
	const struct reply r = region_post(MEDEWERKER, ALL,
		"{'vrijwilligerId':'" AYA "','doel':'koppelen','reden':'Per brief.'}");
	assert_status(r, 201);
	assert_holds(r, "'accountId':'" ID("55") "','vrijwilligerId':null");
	assert_status(region_delete(VRIJWILLIGER, MINE "?doel=koppelen"), 200);
	cr_assert_not(is_restricted(AYA));
	const struct reply unknown = region_post(MEDEWERKER, ALL,
		"{'vrijwilligerId':'" NOBODY "','doel':'koppelen','reden':'Per brief.'}");
	assert_status(unknown, 400);
	assert_holds(unknown, "'code':'vrijwilliger.onbekend'");
}

/* ---- withdrawing and deciding ---- */

Test(bezwaar, is_withdrawn_by_whose_it_is)
{
	(void)made(region_post(VRIJWILLIGER, MINE, KOPPELEN));
	const struct reply r = region_delete(VRIJWILLIGER, MINE "?doel=koppelen");
	assert_status(r, 200);
	assert_holds(r, "'status':'ingetrokken'");
	cr_assert_not(is_restricted(AYA));
	assert_status(region_delete(VRIJWILLIGER, MINE "?doel=koppelen"), 409);
	(void)made(region_post(VRIJWILLIGER, MINE, KOPPELEN));
}

Test(bezwaar, that_is_upheld_holds_on_until_it_is_withdrawn)
{
	const char *id = made(region_post(VRIJWILLIGER, MINE, KOPPELEN));
	const struct reply r = decide(MEDEWERKER, id, "{'besluit':'toewijzen'}");
	assert_status(r, 201);
	assert_holds(r, "'status':'toegewezen'");
	cr_assert(is_restricted(AYA));
	assert_status(decide(MEDEWERKER, id, "{'besluit':'afwijzen','toelichting':'Toch.'}"), 409);
	assert_status(region_delete(VRIJWILLIGER, MINE "?doel=koppelen"), 200);
	cr_assert_not(is_restricted(AYA));
}

Test(bezwaar, that_is_rejected_lifts_and_says_why)
{
	const char *id = made(region_post(VRIJWILLIGER, MINE, KOPPELEN));
	const struct reply bare = decide(MEDEWERKER, id, "{'besluit':'afwijzen'}");
	assert_status(bare, 400);
	assert_holds(bare, "'pointer':'/toelichting'");
	cr_assert(is_restricted(AYA));
	cr_assert_eq(aanmelden_deliver(), 1);
	assert_status(decide(MEDEWERKER, id,
			      "{'besluit':'afwijzen','toelichting':'Anders kan het niet.'}"),
		201);
	cr_assert_not(is_restricted(AYA));
	cr_assert_eq(aanmelden_deliver(), 1);
	cr_assert_not_null(strstr(aanmelden_letter, "Anders kan het niet."));
	cr_assert_not_null(strstr(aanmelden_letter, "Autoriteit Persoonsgegevens"));
	assert_holds(region_get(VRIJWILLIGER, MINE),
		"'status':'afgewezen','toelichting':'Anders kan het niet.'");
}

Test(bezwaar, of_ones_own_is_decided_by_another)
{
	const char *id = made(region_post(MEDEWERKER, MINE, KOPPELEN));
	const struct reply r = decide(MEDEWERKER, id, "{'besluit':'toewijzen'}");
	assert_status(r, 403);
	assert_holds(r, "'code':'bezwaar.eigen'");
	assert_status(decide(SCHOOL, id, "{'besluit':'toewijzen'}"), 403);
	assert_status(decide(MEDEWERKER, NOBODY, "{'besluit':'toewijzen'}"), 404);
}

/* ---- the restriction of a person ---- */

Test(bezwaar, and_a_wish_of_ones_own_restrict_for_as_long_as_either_holds)
{
	(void)made(region_post(VRIJWILLIGER, MINE, KOPPELEN));
	assert_status(wish(VRIJWILLIGER, true), 200);
	assert_status(region_delete(VRIJWILLIGER, MINE "?doel=koppelen"), 200);
	cr_assert(is_restricted(AYA));
	(void)made(region_post(VRIJWILLIGER, MINE, KOPPELEN));
	assert_status(wish(VRIJWILLIGER, false), 200);
	cr_assert(is_restricted(AYA));
	assert_status(region_delete(VRIJWILLIGER, MINE "?doel=koppelen"), 200);
	cr_assert_not(is_restricted(AYA));
}

Test(bezwaar, restricts_a_volunteer_that_joins_later)
{
	assert_status(wish(SCHOOL, true), 200);
	cr_assert_not(is_restricted(CHRIS));
	join(ID("51"), CHRIS);
	cr_assert(is_restricted(CHRIS));
	assert_status(wish(SCHOOL, false), 200);
	cr_assert_not(is_restricted(CHRIS));
}

Test(bezwaar, restricts_an_account_that_joins_a_volunteer_that_objected)
{
	(void)made(region_post(MEDEWERKER, ALL,
		"{'vrijwilligerId':'" CHRIS "','doel':'koppelen','reden':'Per brief.'}"));
	join(ID("51"), CHRIS);
	assert_holds_not(region_get(SCHOOL, IK), "'beperktOp':null");
}

Test(bezwaar, leaves_a_volunteer_restricted_whose_account_left)
{
	assert_status(wish(VRIJWILLIGER, true), 200);
	leave(ID("55"), AYA);
	cr_assert(is_restricted(AYA));
	/* Whoever has it next can lift that. */
	join(ID("51"), AYA);
	assert_holds_not(region_get(SCHOOL, IK), "'beperktOp':null");
	cr_assert(is_restricted(AYA));
	assert_status(wish(SCHOOL, false), 200);
	cr_assert_not(is_restricted(AYA));
}

Test(bezwaar, lifts_a_volunteer_whose_account_left_with_the_wish_of_that_account)
{
	assert_status(wish(VRIJWILLIGER, true), 200);
	leave(ID("55"), AYA);
	region_sql("update account set zelf_beperkt_op = null where id = '" ID("55") "'");
	cr_assert_not(is_restricted(AYA));
}

#define SOMETIME "'2026-01-01Z'"

/* What stands of a restriction, as no trigger would leave it. */
static void write_down(const char *beperkt_op, const char *zelf_beperkt_op)
{
	region_sql(region_text("alter table account disable trigger user; "
			       "update account set beperkt_op = %s, zelf_beperkt_op = %s where "
			       "id = '" ID("55") "'; update vrijwilliger set beperkt_op = %s "
						 "where id = '" AYA
						 "'; alter table account enable trigger user",
		beperkt_op, zelf_beperkt_op, beperkt_op));
}

Test(bezwaar, leaves_a_wish_what_it_says_whatever_stood_there)
{
	static const char *const stood[] = { "null", SOMETIME };
	for (int i = 0; i < 8; i++) {
		const bool restricted = (i & 4) != 0;
		write_down(stood[i & 1], stood[(i & 2) >> 1]);
		assert_status(wish(VRIJWILLIGER, restricted), 200);
		cr_expect_eq(is_restricted(AYA), restricted, "%d", i);
		cr_expect_eq(region_holds(region_get(VRIJWILLIGER, IK), "'beperktOp':null"),
			!restricted, "%d", i);
	}
}

Test(bezwaar, of_a_volunteer_is_its_accounts_from_when_it_has_one)
{
	const char *id = made(region_post(MEDEWERKER, ALL,
		"{'vrijwilligerId':'" CHRIS "','doel':'koppelen','reden':'Per brief.'}"));
	join(ID("51"), CHRIS);
	assert_holds(region_get(SCHOOL, MINE), id);
	assert_status(region_delete(SCHOOL, MINE "?doel=koppelen"), 200);
	cr_assert_not(is_restricted(CHRIS));
	assert_holds(region_get(SCHOOL, IK), "'beperktOp':null");
}

Test(bezwaar, that_a_volunteer_and_its_account_both_have_runs_once)
{
	(void)made(region_post(SCHOOL, MINE, KOPPELEN));
	(void)made(region_post(MEDEWERKER, ALL,
		"{'vrijwilligerId':'" CHRIS "','doel':'koppelen','reden':'Per brief.'}"));
	join(ID("51"), CHRIS);
	cr_assert_str_eq(
		region_value("select string_agg(status, ' ' order by status) from bezwaar"),
		"ingetrokken open");
	assert_status(region_delete(SCHOOL, MINE "?doel=koppelen"), 200);
	cr_assert_not(is_restricted(CHRIS));
}

Test(bezwaar, of_a_volunteer_restricts_no_account_that_left_it)
{
	join(ID("51"), CHRIS);
	/* Written down by who saw it without an account just before. */
	region_sql("insert into bezwaar (id, vrijwilliger_id, doel, reden_open, status, versie, "
		   "gemaakt_op, gewijzigd_op) values (gen_random_uuid(), '" CHRIS
		   "', 'koppelen', 'x', 'open', 1, " SOMETIME ", " SOMETIME ")");
	assert_holds_not(region_get(SCHOOL, IK), "'beperktOp':null");
	leave(ID("51"), CHRIS);
	assert_holds(region_get(SCHOOL, IK), "'beperktOp':null");
	cr_assert(is_restricted(CHRIS));
}

Test(bezwaar, is_of_nobody_once_its_volunteer_is_erased)
{
	(void)made(region_post(MEDEWERKER, ALL,
		"{'vrijwilligerId':'" CHRIS "','doel':'koppelen','reden':'Per brief.'}"));
	region_sql(
		"update vrijwilliger set gewist_op = '2026-01-01Z', email = null where id = '" CHRIS
		"'");
	cr_assert_str_eq(region_value("select count(*) from bezwaar"), "0");
}

/* ---- by the address ---- */

/* Another volunteer of Zuivel, known by this address. */
static const char *write_down_volunteer(const char *email)
{
	const struct reply r = region_post(BEDRIJF2, "/v1/vrijwilligers",
		region_text("{'naam':'Nog eens','email':'%s'}", email));
	return made(r);
}

Test(bezwaar, restricts_whom_another_company_knows_by_the_same_address)
{
	const char *again = write_down_volunteer(AYA_MAIL);
	const char *path = region_text("/v1/vrijwilligers/%s", again);
	assert_status(wish(VRIJWILLIGER, true), 200);
	cr_assert(is_restricted(again));
	assert_status(region_get(BEDRIJF2, path), 404);
	assert_status(region_get(MEDEWERKER, path), 404);
	assert_holds_not(region_get(BEDRIJF2, "/v1/vrijwilligers"), again);
	assert_status(wish(VRIJWILLIGER, false), 200);
	assert_status(region_get(BEDRIJF2, path), 200);
	(void)made(region_post(VRIJWILLIGER, MINE, KOPPELEN));
	cr_assert(is_restricted(again));
	assert_status(region_delete(VRIJWILLIGER, MINE "?doel=koppelen"), 200);
	cr_assert_not(is_restricted(again));
}

Test(bezwaar, restricts_at_once_whom_a_company_writes_down_with_that_address)
{
	assert_status(wish(VRIJWILLIGER, true), 200);
	const char *again = write_down_volunteer(AYA_MAIL);
	cr_assert(is_restricted(again));
	cr_assert(is_restricted(AYA));
	assert_status(wish(VRIJWILLIGER, false), 200);
	cr_assert_not(is_restricted(again));
}

Test(bezwaar, restricts_at_once_who_gets_that_address_and_no_longer_who_loses_it)
{
	assert_status(wish(VRIJWILLIGER, true), 200);
	const char *again = write_down_volunteer("elders@voorbeeld.nl");
	const char *path = region_text("/v1/vrijwilligers/%s", again);
	cr_assert_not(is_restricted(again));
	assert_status(region_patch(BEDRIJF2, path, region_get(BEDRIJF2, path).etag,
			      "{'email':'" AYA_MAIL "'}"),
		200);
	cr_assert(is_restricted(again));
	assert_status(region_get(BEDRIJF2, path), 404);
	region_sql(region_text("update vrijwilliger set email_vinders = array['%s'::uuid] where "
			       "id = '%s'",
		region_vinder("elders@voorbeeld.nl"), again));
	cr_assert_not(is_restricted(again));
	cr_assert(is_restricted(AYA));
}

Test(bezwaar, of_a_volunteer_without_an_account_reaches_all_with_its_address)
{
	const char *again = write_down_volunteer("bram@voorbeeld.nl");
	leave(ID("56"), BRAM);
	const struct reply r = region_post(MEDEWERKER, ALL,
		"{'vrijwilligerId':'" BRAM "','doel':'koppelen','reden':'Per brief.'}");
	const char *id = made(r);
	cr_assert(is_restricted(again));
	assert_status(decide(MEDEWERKER, id, "{'besluit':'intrekken'}"), 201);
	cr_assert_not(is_restricted(again));
}

Test(bezwaar, of_whom_has_an_account_does_not_reach_the_address_that_a_company_wrote_there)
{
	const char *again = write_down_volunteer("bram@voorbeeld.nl");
	assert_status(wish(VRIJWILLIGER2, true), 200);
	cr_assert(is_restricted(BRAM));
	cr_assert_not(is_restricted(again));
}
