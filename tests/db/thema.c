/* The tables that clients show people, through the API. */
#include <stdio.h>

#include "fixtures/region.h"

TestSuite(thema, .init = region_init, .fini = region_fini);
TestSuite(toestand_list, .init = region_init, .fini = region_fini);

Test(thema, are_listed_with_their_place_in_the_tree)
{
	const struct reply r = region_get(SCHOOL, "/v1/themas");
	assert_status(r, 200);
	assert_holds(
		r, "'code':'lassen','ouder':'metaaltechniek','naamNl':'Lassen','naamEn':'Welding'");
	assert_holds(r, "'code':'digitaal-media','ouder':null");
	assert_holds(r, "'volgende':null");
}

#define NIEUW                                                                 \
	"'code':'composieten','ouder':'metaaltechniek','naamNl':'Composieten" \
	"','naamEn':'Composites'"

Test(thema, is_made_by_staff_and_read_back)
{
	const struct reply made = region_post(MEDEWERKER, "/v1/themas",
		"{" NIEUW ",'volgorde':3,'synoniemenNl':['Glasvezel-doek','KOOLSTOFVEZELS'],"
		"'synoniemenEn':['carbon fibre'],"
		"'verwijzingen':[{'stelsel':'sbi','code':'222'},{'stelsel':'crebo','code':'25298'}]"
		"}");
	assert_status(made, 201);
	cr_assert_str_eq(made.location, "/v1/themas/composieten");
	const struct reply read = region_get(SCHOOL, made.location);
	assert_status(read, 200);
	cr_assert_str_eq(read.body, made.body);
	cr_assert_str_eq(read.etag, "\"1\"");
	assert_holds(read, "'naamNl':'Composieten'");
	assert_holds(read, "'volgorde':3,'geslotenDatum':null,'synoniemenNl':['glasvezel doek','"
			   "koolstofvezels'],'synoniemenEn':['carbon fibre']");
	assert_holds(read,
		"'verwijzingen':[{'stelsel':'crebo','code':'25298'},{'stelsel':'sbi','code':'"
		"222'}]");
}

Test(thema, is_kept_by_staff_alone)
{
	assert_status(region_post(SCHOOL, "/v1/themas", "{" NIEUW "}"), 403);
	assert_status(
		region_patch(BEDRIJF, "/v1/themas/lassen", "\"1\"", "{'naamNl':'Anders'}"), 403);
	assert_status(region_get(SCHOOL, "/v1/themas/onbekend"), 404);
	assert_status(
		region_patch(MEDEWERKER, "/v1/themas/onbekend", "\"1\"", "{'naamNl':'A'}"), 404);
}

Test(thema, has_a_code_of_its_own)
{
	const struct reply r = region_post(
		MEDEWERKER, "/v1/themas", "{'code':'lassen','naamNl':'Lassen','naamEn':'Welding'}");
	assert_status(r, 409);
	assert_holds(r, "'code':'thema.code_bestaat'");
}

Test(thema, gets_all_its_faults_at_once)
{
	assert_status(region_patch(MEDEWERKER, "/v1/themas/lassen",
			      region_get(SCHOOL, "/v1/themas/lassen").etag,
			      "{'synoniemenNl':['toorts']}"),
		200);
	const struct reply r = region_post(MEDEWERKER, "/v1/themas",
		"{'code':'nieuw','ouder':'nergens','naamNl':' ','naamEn':'New',"
		"'synoniemenNl':['Toorts','--','Éen','een'],"
		"'verwijzingen':[{'stelsel':'sbi','code':'Z'},{'stelsel':'sbi','code':'62'},"
		"{'stelsel':'crebo','code':'123'},{'stelsel':'vmbo-profiel','code':'pie'},"
		"{'stelsel':'sbi','code':'62'}]}");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/naamNl','code':'veld.te_kort'");
	assert_holds(r, "'pointer':'/ouder','code':'thema.onbekend'");
	assert_holds(r,
		"'pointer':'/synoniemenNl/0','code':'synoniem.bestaat','detail':'Het synoniem "
		"toorts hoort al bij het thema lassen.'");
	assert_holds(r, "'pointer':'/synoniemenNl/1','code':'synoniem.vorm'");
	assert_holds(r, "'pointer':'/synoniemenNl/3','code':'synoniem.dubbel'");
	assert_holds(r, "'pointer':'/verwijzingen/0/code','code':'verwijzing.vorm'");
	assert_holds(r, "'pointer':'/verwijzingen/2/code','code':'verwijzing.vorm'");
	assert_holds(r, "'pointer':'/verwijzingen/4/code','code':'verwijzing.dubbel'");
	assert_holds_not(r, "'pointer':'/verwijzingen/1");
	assert_holds_not(r, "'pointer':'/verwijzingen/3");
}

Test(thema, moves_with_what_stands_below_it_as_far_as_three_layers_go)
{
	const struct reply moved =
		region_patch(MEDEWERKER, "/v1/themas/lassen", "\"1\"", "{'ouder':'bouw'}");
	assert_status(moved, 200);
	assert_holds(moved, "'ouder':'bouw'");
	cr_assert_str_eq(moved.etag, "\"2\"");
	const struct reply deep =
		region_patch(MEDEWERKER, "/v1/themas/metaaltechniek", "\"1\"", "{'ouder':'bouw'}");
	assert_status(deep, 400);
	assert_holds(deep, "'pointer':'/ouder','code':'thema.te_diep'");
	const struct reply below =
		region_patch(MEDEWERKER, "/v1/themas/bouw", "\"1\"", "{'ouder':'lassen'}");
	assert_status(below, 400);
	assert_holds(below, "'code':'thema.onder_zichzelf'");
	assert_holds(region_patch(MEDEWERKER, "/v1/themas/lassen", "\"2\"", "{'ouder':null}"),
		"'ouder':null");
}

Test(thema, is_closed_and_opened_from_the_edge_of_the_tree)
{
	const struct reply first =
		region_patch(MEDEWERKER, "/v1/themas/robotica", "\"1\"", "{'gesloten':true}");
	assert_status(first, 400);
	assert_holds(first, "'pointer':'/gesloten','code':'thema.heeft_open_onder'");
	const struct reply closed =
		region_patch(MEDEWERKER, "/v1/themas/lassen", "\"1\"", "{'gesloten':true}");
	assert_status(closed, 200);
	assert_holds(closed, region_text("'geslotenDatum':'%s'", region_day(0)));
	assert_holds_not(region_get(SCHOOL, "/v1/themas"), "'code':'lassen'");
	assert_holds(region_get(SCHOOL, "/v1/themas?ookGesloten=true"), "'code':'lassen'");
	assert_status(region_post(MEDEWERKER, "/v1/themas",
			      "{'code':'mig','ouder':'lassen','naamNl':'MIG','naamEn':'MIG'}"),
		400);
	assert_holds(region_patch(MEDEWERKER, "/v1/themas/lassen", "\"2\"", "{'gesloten':false}"),
		"'geslotenDatum':null");
}

Test(thema, that_is_closed_stays_with_who_has_it_and_is_no_choice_for_others)
{
	const char *offer = region_text(
		"{'soort':'gastles','titel':'Lassen','themas':['lassen'],'niveaus':['po-groep-7'],"
		"'groepMin':1,'groepMax':30,'vanDatum':'%s','dagdelen':['ma-ochtend']}",
		region_day(0));
	const struct reply made = region_post(BEDRIJF, "/v1/aanbod", offer);
	assert_status(made, 201);
	assert_status(
		region_patch(MEDEWERKER, "/v1/themas/lassen", "\"1\"", "{'gesloten':true}"), 200);
	const struct reply kept =
		region_patch(BEDRIJF, made.location, made.etag, "{'themas':['lassen','robotica']}");
	assert_status(kept, 200);
	const struct reply other = region_post(BEDRIJF, "/v1/aanbod", offer);
	assert_status(other, 400);
	assert_holds(other, "'pointer':'/themas/0','code':'thema.gesloten'");
}

Test(thema, are_found_by_their_links_and_those_of_a_broader_group)
{
	assert_status(region_patch(MEDEWERKER, "/v1/themas/lassen",
			      region_get(SCHOOL, "/v1/themas/lassen").etag,
			      "{'verwijzingen':[{'stelsel':'sbi','code':'99'}]}"),
		200);
	assert_holds(region_get(SCHOOL, "/v1/themas?stelsel=sbi&stelselCode=9900"),
		"{'items':[{'code':'lassen'");
	assert_holds(region_get(SCHOOL, "/v1/themas?stelsel=sbi&stelselCode=9"), "'items':[]");
	assert_holds(region_get(SCHOOL, "/v1/themas?stelsel=crebo&stelselCode=99"), "'items':[]");
	const struct reply half = region_get(SCHOOL, "/v1/themas?stelsel=sbi");
	assert_status(half, 400);
	assert_holds(half, "'pointer':'?stelselCode'");
	assert_holds(region_get(SCHOOL, "/v1/themas?stelselCode=62"), "'pointer':'?stelsel'");
}

Test(thema, refuses_a_patch_of_an_older_version)
{
	assert_status(
		region_patch(MEDEWERKER, "/v1/themas/lassen", "\"1\"", "{'volgorde':2}"), 200);
	const struct reply r =
		region_patch(MEDEWERKER, "/v1/themas/lassen", "\"1\"", "{'volgorde':1}");
	assert_status(r, 412);
	cr_assert_str_eq(r.etag, "\"2\"");
}

Test(thema, fill_the_taxonomy_and_no_more)
{
	region_sql(
		"insert into thema (code, id, ouder, naam_nl, naam_en, gemaakt_op, gewijzigd_op)"
		" select 'vol-' || n, md5('vol' || n)::uuid, null, 'Vol', 'Full', '2026-01-01Z', "
		"'2026-01-01Z' from generate_series((select count(*) from thema) + 1, 512) n");
	const struct reply r = region_post(MEDEWERKER, "/v1/themas", "{" NIEUW "}");
	assert_status(r, 409);
	assert_holds(r, "'code':'thema.vol'");
	assert_status(
		region_patch(MEDEWERKER, "/v1/themas/lassen", "\"1\"", "{'volgorde':1}"), 200);
}

Test(thema, leaves_an_audit_row_and_an_event_and_a_new_version_of_the_whole)
{
	const char *before = region_value("select versie from taxonomie");
	assert_status(
		region_patch(MEDEWERKER, "/v1/themas/lassen", "\"1\"", "{'volgorde':1}"), 200);
	cr_assert_str_eq(region_value("select a.tabel || a.handeling || a.versie from audit a "
				      "where a.account_id = '" ID("57") "'"),
		"themagewijzigd2");
	cr_assert_str_eq(
		region_value("select soort from gebeurtenis where versie = 2"), "thema.gewijzigd");
	cr_assert_str_neq(region_value("select versie from taxonomie"), before);
}

/* What the handlers judge first stands in the schema too, for every other way of writing. */
Test(thema, keeps_its_rules_without_the_api)
{
	static const struct {
		const char *change, *rule;
	} cases[] = {
		{ "update thema set ouder = 'lassen' where code = 'metaaltechniek'",
			"thema_niet_onder_zichzelf" },
		{ "update thema set ouder = 'bouw' where code = 'metaaltechniek'",
			"thema_hoogstens_3_lagen" },
		{ "update thema set gesloten_op = '2026-01-01' where code = 'robotica'",
			"thema_eerst_wat_eronder" },
		{ "update thema set code = 'las' where code = 'lassen'", "thema_code_blijft" },
		{ "delete from thema where code = 'lassen'", "thema_sluit_en_blijft" },
		{ "insert into thema_synoniem values ('lassen', 'nl', 'Toorts')",
			"thema_synoniem_vorm" },
		{ "insert into thema_verwijzing values ('lassen', 'vmbo-profiel', 'xyz')",
			"thema_verwijzing_vorm" },
	};
	region_sql("create function breekt(wat text) returns text language plpgsql as $$"
		   " declare naam text; begin execute wat; return 'no rule';"
		   " exception when others then"
		   " get stacked diagnostics naam = constraint_name; return naam; end $$");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		cr_expect_str_eq(
			region_value(region_text("select breekt($x$%s$x$)", cases[i].change)),
			cases[i].rule, "%s", cases[i].change);
}

/* ---- suggestions, with the words that are shipped ---- */

#define SUGGESTIES "/v1/themas/_suggesties"

Test(thema, are_suggested_for_what_schools_write)
{
	static const struct {
		const char *text, *first;
	} cases[] = {
		{ "Groep 7 wil graag een les over robots", "robotica" },
		{ "Zonnepanelen op het dak: hoe werkt dat?", "zonne-energie" },
		{ "Met de klas naar een scheepswerf in Urk", "scheepsbouw" },
		{ "Droge voeten in de polder, een gemaal van binnen", "dijken-gemalen" },
		{ "Een lasser die voordoet hoe je veilig last", "lassen" },
		{ "Hoe maak je een sterk wachtwoord en wat doet een hacker", "cyberveiligheid" },
		{ "3D-printen in het fablab", "d3-printen" },
		{ "drones boven de akker", "drones-landbouw" },
		{ "Programeren met micro:bit en Scratch", "programmeren" },
		{ "Techniek in de zorg: een zorgrobot", "zorgtechnologie" },
		{ "vrachtwagens en bedrijfsauto's repareren", "voertuigtechniek" },
		{ "A rocket to the moon", "ruimtevaart" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char body[200];
		size_t len = 0;
		for (const char *p = cases[i].text; *p != '\0';
			p++) /* ' stands for " in these texts */
			len += (size_t)snprintf(
				body + len, sizeof(body) - len, *p == '\'' ? "\\u0027" : "%c", *p);
		const struct reply r =
			region_post(SCHOOL, SUGGESTIES, region_text("{'tekst':'%s'}", body));
		assert_status(r, 200);
		const char *expected =
			region_text("{'items':[{'code':'%s','naamNl':", cases[i].first);
		cr_expect(region_holds(r, expected), "%s: %s", cases[i].text, r.body);
	}
}

Test(thema, are_suggested_with_the_words_that_led_there)
{
	const struct reply r =
		region_post(SCHOOL, SUGGESTIES, "{'tekst':'Een robotarm om te LASSEN'}");
	assert_status(r, 200);
	assert_holds(r, "'woorden':['robotarm']");
	assert_holds(r, "'woorden':['LASSEN']");
	const struct reply none = region_post(SCHOOL, SUGGESTIES, "{'tekst':''}");
	assert_status(none, 200);
	assert_holds(none, "{'items':[]}");
}

Test(thema, is_suggested_as_soon_as_staff_gave_it_the_word_and_until_it_is_closed)
{
	static const char text[] = "{'tekst':'Wij maken een knikkerbaan'}";
	assert_holds_not(region_post(SCHOOL, SUGGESTIES, text), "'code':'natuurkunde'");
	assert_status(region_patch(MEDEWERKER, "/v1/themas/licht-geluid", "\"1\"",
			      "{'synoniemenNl':['knikkerbaan']}"),
		200);
	assert_holds(region_post(SCHOOL, SUGGESTIES, text), "'code':'licht-geluid'");
	assert_status(
		region_patch(MEDEWERKER, "/v1/themas/licht-geluid", "\"2\"", "{'gesloten':true}"),
		200);
	assert_holds_not(region_post(SCHOOL, SUGGESTIES, text), "'code':'licht-geluid'");
}

Test(toestand_list, tells_states_steps_and_reasons)
{
	const struct reply r = region_get(SCHOOL, "/v1/toestanden");
	assert_status(r, 200);
	assert_holds(r, "{'toestanden':[{'code':'voorgesteld','naamNl':'voorgesteld','naamEn':'"
			"proposed','eind':false}");
	assert_holds(r, "'code':'afgewezen','naamNl':'afgewezen','naamEn':'rejected','eind':true");
	assert_holds(r, "'stap':'voorstellen','van':null,'naar':'voorgesteld','rollen':['school','"
			"medewerker','systeem']");
	assert_holds(r, "'stap':'afwijzen','van':'voorgesteld','naar':'afgewezen','rollen':['"
			"kringcoordinator','medewerker'],'redenNodig':true");
	assert_holds(r, "'code':'te-ver'");
}
