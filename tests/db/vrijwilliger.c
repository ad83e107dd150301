/* Volunteers through the API: persons, so mostly about who sees whom. */
#include "fixtures/region.h"

TestSuite(vrijwilliger, .init = region_init, .fini = region_fini);

Test(vrijwilliger, is_seen_by_staff_the_own_company_and_itself)
{
	assert_status(region_get(MEDEWERKER, "/v1/vrijwilligers/" AYA), 200);
	assert_status(region_get(BEDRIJF, "/v1/vrijwilligers/" AYA), 200);
	assert_status(region_get(VRIJWILLIGER, "/v1/vrijwilligers/" AYA), 200);
	assert_status(region_get(SCHOOL, "/v1/vrijwilligers/" AYA), 403);
}

Test(vrijwilliger, of_another_looks_like_one_that_is_not_there)
{
	const struct reply other = region_get(BEDRIJF2, "/v1/vrijwilligers/" AYA);
	const struct reply absent = region_get(BEDRIJF2, "/v1/vrijwilligers/" NOBODY);
	assert_status(other, 404);
	assert_status(absent, 404);
	cr_assert_str_eq(region_member(other, "detail"), region_member(absent, "detail"));
	assert_status(region_get(VRIJWILLIGER2, "/v1/vrijwilligers/" AYA), 404);
	assert_status(
		region_patch(VRIJWILLIGER2, "/v1/vrijwilligers/" AYA, "\"1\"", "{'naam':'X'}"),
		404);
	assert_status(
		region_patch(BEDRIJF2, "/v1/vrijwilligers/" AYA, "\"9\"", "{'naam':'X'}"), 404);
	assert_status(region_get(BEDRIJF, "/v1/vrijwilligers/" BRAM), 404);
}

Test(vrijwilliger, list_of_a_company_has_only_its_own_people)
{
	const struct reply own = region_get(BEDRIJF, "/v1/vrijwilligers");
	assert_holds(own, "'naam':'Aya'");
	assert_holds_not(own, "Bram");
	assert_holds_not(own, "Chris");
	assert_holds_not(region_get(BEDRIJF, "/v1/vrijwilligers?bedrijfId=" ZUIVEL), "Chris");
	const struct reply all = region_get(MEDEWERKER, "/v1/vrijwilligers");
	assert_holds(all, "Aya");
	assert_holds(all, "Bram");
	const struct reply one = region_get(MEDEWERKER, "/v1/vrijwilligers?bedrijfId=" ZUIVEL);
	assert_holds(one, "Chris");
	assert_holds_not(one, "Aya");
}

Test(vrijwilliger, made_by_a_company_is_of_that_company)
{
	const struct reply r = region_post(BEDRIJF, "/v1/vrijwilligers",
		"{'naam':'Dina','email':'dina@voorbeeld.nl','postcode':'1315 "
		"ab','telefoon':'0612345678'}");
	assert_status(r, 201);
	assert_holds(r, "'bedrijfId':'" VAN_DAM "'");
	assert_holds(r, "'postcode':'1315AB','ambassadeur':false");
	assert_holds(r, "'telefoon':'+31612345678'");
	cr_assert_str_eq(
		region_value("select rd_x from vrijwilliger where naam = 'Dina'"), "143000");
	const struct reply other = region_post(BEDRIJF, "/v1/vrijwilligers",
		"{'naam':'E','email':'e@voorbeeld.nl','bedrijfId':'" ZUIVEL "'}");
	assert_status(other, 400);
	assert_holds(other, "'pointer':'/bedrijfId','code':'bedrijf.niet_eigen'");
}

static void assert_taken(struct reply r)
{
	assert_status(r, 409);
	assert_holds(r, "'code':'vrijwilliger.email_bestaat'");
	assert_holds(r, "'pointer':'/email'");
}

Test(vrijwilliger, has_an_address_of_its_own_within_its_company)
{
	static const char again[] = "{'naam':'Tweede','email':'AYA@voorbeeld.nl'}";
	assert_taken(region_post(BEDRIJF, "/v1/vrijwilligers", again));
	assert_taken(region_post(MEDEWERKER, "/v1/vrijwilligers",
		"{'naam':'Tweede','email':'aya@voorbeeld.nl','bedrijfId':'" VAN_DAM "'}"));
	/* Another company does not learn that she is somebody's. */
	const struct reply made = region_post(BEDRIJF2, "/v1/vrijwilligers", again);
	assert_status(made, 201);
	assert_taken(region_post(BEDRIJF2, "/v1/vrijwilligers", again));
	/* Moving her there would make two of one. */
	const char *const aya = "/v1/vrijwilligers/" AYA;
	assert_taken(region_patch(
		MEDEWERKER, aya, region_get(MEDEWERKER, aya).etag, "{'bedrijfId':'" ZUIVEL "'}"));
	assert_status(region_patch(MEDEWERKER, aya, region_get(MEDEWERKER, aya).etag,
			      "{'bedrijfId':null}"),
		200);
	assert_taken(region_post(MEDEWERKER, "/v1/vrijwilligers", again));
	assert_status(region_post(BEDRIJF, "/v1/vrijwilligers", again), 201);
}

Test(vrijwilliger, of_two_companies_joins_both_by_one_account)
{
	region_sql(
		"update account set email = null, email_open = 'aya@voorbeeld.nl' where id = "
		"'" ID("56") "'; update lid set status = 'beeindigd' where rol = 'vrijwilliger'");
	region_seal();
	assert_status(region_post(BEDRIJF2, "/v1/vrijwilligers",
			      "{'naam':'Aya','email':'aya@voorbeeld.nl'}"),
		201);
	for (int i = 0; i < 2; i++)
		assert_status(
			region_post(VRIJWILLIGER2, "/v1/leden", "{'rol':'vrijwilliger'}"), 201);
	cr_assert_str_eq(region_value("select count(distinct vrijwilliger_id) from lid where "
				      "status = 'gevraagd'"),
		"2");
	assert_status(region_post(VRIJWILLIGER2, "/v1/leden", "{'rol':'vrijwilliger'}"), 409);
}

Test(vrijwilliger, has_a_vog_only_by_the_word_of_staff)
{
	const char *body = "{'vogGezienDatum':'2026-01-05','vogGeldigTotDatum':'2029-01-05'}";
	assert_status(region_patch(VRIJWILLIGER, "/v1/vrijwilligers/" AYA, "\"1\"", body), 403);
	const struct reply company = region_patch(BEDRIJF, "/v1/vrijwilligers/" AYA, "\"1\"", body);
	assert_status(company, 403);
	assert_holds(company, "'code':'vog.alleen_medewerker'");
	const struct reply staff = region_patch(MEDEWERKER, "/v1/vrijwilligers/" AYA, "\"1\"",
		region_text("{'vogGezienDatum':'%s','vogGeldigTotDatum':'%s'}", region_day(-1),
			region_day(1000)));
	assert_status(staff, 200);
	cr_assert_str_eq(
		region_value("select vog_gezien_door from vrijwilliger where naam = 'Aya'"),
		ID("57"));
	assert_holds(staff, "'vogGezienDoor':'" ID("57") "','vogGezienDoorNaam':'G'");
	assert_holds(region_get(VRIJWILLIGER, "/v1/vrijwilligers/" AYA),
		"'vogGezienDoor':'" ID("57") "','vogGezienDoorNaam':null");
	assert_holds(region_get(BEDRIJF, "/v1/vrijwilligers/" AYA), "'vogGezienDoor':null");
	/* Who saw it is read by others among staff only: that is in the audit. */
	region_sql("update vrijwilliger set vog_gezien_door = '" ID("51") "' where naam = 'Aya'");
	assert_status(region_get(MEDEWERKER, "/v1/vrijwilligers/" AYA), 200);
	cr_assert_str_eq(region_value("select count(*) from audit where handeling = "
				      "'vrijwilligerGet' and '" ID("51") "' = any (betreft)"),
		"1");
	region_sql("update account set beperkt_op = now() where id = '" ID("51") "'");
	assert_holds(region_get(MEDEWERKER, "/v1/vrijwilligers/" AYA),
		"'vogGezienDoor':'" ID("51") "','vogGezienDoorNaam':'Afgeschermd'");
	const struct reply cleared = region_patch(MEDEWERKER, "/v1/vrijwilligers/" AYA, "\"2\"",
		"{'vogGezienDatum':null,'vogGeldigTotDatum':null}");
	assert_holds(cleared, "'vogGezienDatum':null,'vogGezienDoor':null,'vogGezienDoorNaam':null,"
			      "'vogGeldigTotDatum':null");
	cr_assert_str_eq(
		region_value("select vog_gezien_door from vrijwilliger where naam = 'Aya'"), "");
}

Test(vrijwilliger, has_a_vog_with_both_days_in_order)
{
	const struct reply half = region_patch(MEDEWERKER, "/v1/vrijwilligers/" AYA, "\"1\"",
		region_text("{'vogGezienDatum':'%s'}", region_day(-1)));
	assert_status(half, 400);
	assert_holds(half, "'pointer':'/vogGeldigTotDatum','code':'vog.onvolledig'");
	const struct reply turned = region_patch(MEDEWERKER, "/v1/vrijwilligers/" AYA, "\"1\"",
		region_text("{'vogGezienDatum':'%s','vogGeldigTotDatum':'%s'}", region_day(2),
			region_day(1)));
	assert_holds(turned, "'code':'vog.omgekeerd'");
	assert_holds(turned, "'code':'vog.toekomst'");
}

Test(vrijwilliger, is_moved_to_a_company_by_staff_only)
{
	const struct reply self = region_patch(
		VRIJWILLIGER2, "/v1/vrijwilligers/" BRAM, "\"1\"", "{'bedrijfId':'" VAN_DAM "'}");
	assert_status(self, 403);
	assert_holds(self, "'code':'bedrijf.alleen_medewerker'");
	assert_status(
		region_patch(BEDRIJF, "/v1/vrijwilligers/" AYA, "\"1\"", "{'bedrijfId':null}"),
		403);
	assert_status(region_patch(MEDEWERKER, "/v1/vrijwilligers/" BRAM, "\"1\"",
			      "{'bedrijfId':'" GESTOPT "'}"),
		400);
	assert_status(region_patch(MEDEWERKER, "/v1/vrijwilligers/" BRAM, "\"1\"",
			      "{'bedrijfId':'" VAN_DAM "'}"),
		200);
	assert_status(region_get(BEDRIJF, "/v1/vrijwilligers/" BRAM), 200);
}

Test(vrijwilliger, changes_itself)
{
	const struct reply r = region_patch(VRIJWILLIGER, "/v1/vrijwilligers/" AYA, "\"1\"",
		region_text("{'bedrijfId':'" VAN_DAM "','maxPerWeek':2,'gepauzeerdTotDatum':'%s'}",
			region_day(30)));
	assert_status(r, 200);
	assert_holds(r, region_text("'gepauzeerdTotDatum':'%s','maxPerWeek':2", region_day(30)));
	assert_holds(r, "'email':'aya@voorbeeld.nl'");
}

#define BRAM_PATH "/v1/vrijwilligers/" BRAM
#define AYA_PATH  "/v1/vrijwilligers/" AYA

static struct reply set_email(enum who who, const char *path, const char *email)
{
	return region_patch(
		who, path, region_get(MEDEWERKER, path).etag, region_text("{'email':'%s'}", email));
}

Test(vrijwilliger, with_an_account_gets_another_address_by_nobody_but_itself)
{
	const char *had =
		region_text("%s", region_member(region_get(MEDEWERKER, AYA_PATH), "email"));
	static const enum who all[] = { MEDEWERKER, BEDRIJF, VRIJWILLIGER };
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		const struct reply r = set_email(all[i], AYA_PATH, "ander@voorbeeld.nl");
		assert_status(r, 403);
		assert_holds(r, "'code':'email.met_account'");
	}
	assert_status(set_email(BEDRIJF, AYA_PATH, had), 200);
	/* To that of its account it may. */
	const char *confirmed =
		region_text("%s", region_member(region_get(VRIJWILLIGER, "/v1/ik"), "email"));
	assert_status(set_email(BEDRIJF, AYA_PATH, confirmed), 403);
	cr_assert_str_eq(region_value("select count(*) from post"), "0");
	assert_status(set_email(VRIJWILLIGER, AYA_PATH, confirmed), 200);
	/* The old one is told. */
	cr_assert_str_eq(
		region_value("select string_agg(soort, ',') from post"), "vrijwilliger_email");
}

Test(vrijwilliger, without_an_account_is_told_at_the_old_address)
{
	region_sql("update lid set status = 'beeindigd' where vrijwilliger_id = '" BRAM "'");
	assert_status(set_email(MEDEWERKER, BRAM_PATH, "ander@voorbeeld.nl"), 200);
	cr_assert_str_eq(
		region_value("select string_agg(soort, ',') from post"), "vrijwilliger_email");
	assert_status(set_email(MEDEWERKER, BRAM_PATH, "ANDER@voorbeeld.nl"), 200);
	cr_assert_str_eq(region_value("select count(*) from post"), "1");
}

/* ---- whose it is ---- */

static struct reply invite_chris(enum who who, const char *email)
{
	return region_post(who, "/v1/uitnodigingen",
		region_text("{'naam':'Chris','rol':'vrijwilliger','vrijwilligerId':'" CHRIS
			    "','email':'%s'}",
			email));
}

Test(vrijwilliger, is_invited_at_its_own_address_only)
{
	static const enum who both[] = { BEDRIJF2, MEDEWERKER };
	static const char *const others[] = { "ander@voorbeeld.nl", "f@voorbeeld.nl" };
	for (size_t i = 0; i < 4; i++) {
		const struct reply r = invite_chris(both[i / 2], others[i % 2]);
		assert_status(r, 400);
		assert_holds(r, "'pointer':'/email','code':'uitnodiging.ander_adres'");
	}
	cr_assert_str_eq(region_value("select count(*) from post"), "0");
	assert_status(invite_chris(BEDRIJF2, "CHRIS@voorbeeld.nl"), 201);
}

/* Bram's account, on its way to be Chris. */
static struct reply accept_as_chris(enum who who, const char *status)
{
	region_sql(
		region_text("delete from lid where id = '" ID(
				    "98") "'; insert into lid (id, account_id, rol, "
					  "vrijwilliger_id, status, versie, gemaakt_op, "
					  "gewijzigd_op) values ('" ID("98") "', '" ID(
						  "56") "', 'vrijwilliger', '" CHRIS
							"', '%s', 1, '2026-01-01Z', '2026-01-01Z')",
			status));
	return region_patch(who, "/v1/leden/" ID("98"), "\"1\"", "{'status':'actief'}");
}

Test(vrijwilliger, is_no_account_with_another_address_whoever_said_yes_before)
{
	const struct reply invited = accept_as_chris(VRIJWILLIGER2, "uitgenodigd");
	assert_status(invited, 409);
	assert_holds(invited, "'code':'lid.ander_adres'");
	assert_status(accept_as_chris(BEDRIJF2, "gevraagd"), 409);
	assert_status(accept_as_chris(MEDEWERKER, "gevraagd"), 409);
	region_sql(region_text("update vrijwilliger set email_vinders = array['%s'::uuid] where "
			       "id = '" CHRIS "'",
		region_vinder("f@voorbeeld.nl")));
	assert_status(accept_as_chris(VRIJWILLIGER2, "uitgenodigd"), 200);
	assert_status(accept_as_chris(BEDRIJF2, "gevraagd"), 200);
}

/* What is known of the VOG after this change, of who had one. */
static const char *vog_after(enum who who, const char *id, const char *change)
{
	const char *path = region_text("/v1/vrijwilligers/%s", id);
	region_sql(
		region_text("update vrijwilliger set vog_gezien_datum = '2026-01-05', "
			    "vog_gezien_door = '" ID(
				    "57") "', vog_geldig_tot_datum = '2029-01-05' where id = '%s'",
			id));
	assert_status(region_patch(who, path, region_get(MEDEWERKER, path).etag, change), 200);
	return region_value(region_text("select num_nonnulls(vog_gezien_datum, vog_gezien_door, "
					"vog_geldig_tot_datum) from vrijwilliger where id = '%s'",
		id));
}

Test(vrijwilliger, that_a_company_gives_another_name_or_address_shows_its_vog_again)
{
	cr_assert_str_eq(vog_after(BEDRIJF2, CHRIS, "{'naam':'Iemand Anders'}"), "0");
	cr_assert_str_eq(vog_after(BEDRIJF2, CHRIS, "{'email':'iemand@voorbeeld.nl'}"), "0");
	cr_assert_str_eq(vog_after(BEDRIJF, AYA, "{'naam':'Iemand Anders'}"), "0");
}

Test(vrijwilliger, keeps_its_vog_when_staff_or_itself_changes_that_or_a_company_something_else)
{
	static const char same[] =
		"{'naam':'Chris','email':'Chris@voorbeeld.nl','telefoon':'0612345678'}";
	cr_assert_str_eq(vog_after(BEDRIJF2, CHRIS, same), "3");
	cr_assert_str_eq(
		vog_after(MEDEWERKER, CHRIS, "{'naam':'C','email':'c2@voorbeeld.nl'}"), "3");
	cr_assert_str_eq(vog_after(VRIJWILLIGER, AYA, "{'naam':'Aya Bakker'}"), "3");
	cr_assert_str_eq(vog_after(VRIJWILLIGER, AYA, "{'email':'e@voorbeeld.nl'}"), "3");
}
