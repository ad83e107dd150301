/* Which texts look as if they tell who pupils are. People and dates are made up. */
#include <criterion/criterion.h>

#include "base/date.h"
#include "domain/leerling.h"

/* "Today" of all tests. */
static int32_t today(void)
{
	return date_from_civil(2026, 11, 29);
}

static void hold_datum(const char *const *texts, size_t count, bool expected)
{
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(leerling_geboortedatum_in_text(str_from(texts[i]), today()), expected,
			"%s", texts[i]);
}

static void hold_namen(const char *const *texts, size_t count, bool expected)
{
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(leerling_namen_in_text(str_from(texts[i])), expected, "%s", texts[i]);
}

#define HOLD(what, expected, ...)                                               \
	do {                                                                    \
		static const char *const texts[] = { __VA_ARGS__ };             \
		hold_##what(texts, sizeof(texts) / sizeof(texts[0]), expected); \
	} while (0)

/* ---- dates of birth ---- */

Test(leerling_geboortedatum, is_found_in_figures)
{
	HOLD(datum, true, "3-4-2015", "03-04-2015", "03/04/2015", "3.4.2015", "2015-04-03",
		"3 - 4 - 2015", "3\u20134\u20132015", "3-4-15", "3/4/'15", "3.4.\u201915",
		"Sam (3-4-2015)", "Sam;03-04-2015;groep 8", "Het is 3-4-2015.", "1-1-2001",
		"eerst\n3-4-2015\ndan", "29-2-2016");
}

Test(leerling_geboortedatum, is_found_with_the_month_in_words)
{
	HOLD(datum, true, "3 april 2015", "3e april 2015", "3 APRIL 2015", "3 apr. 2015",
		"3 apr '15", "3-apr-15", "3-april-2015", "op 3 april van 2015", "3 april, 2015",
		"April 3, 2015", "April 3rd, 2015", "3rd of April 2015", "1 maart 2012",
		"31 mei 2010", "3 okt 2014");
}

Test(leerling_geboortedatum, is_found_all_in_words)
{
	HOLD(datum, true, "drie april tweeduizend vijftien", "derde april tweeduizendvijftien",
		"de eerste mei tweeduizend en twaalf", "Eenendertig maart tweeduizendtien",
		"tweeëntwintig juni tweeduizend dertien", "tweeentwintigste juni 2013");
}

Test(leerling_geboortedatum, is_any_date_beside_a_word_that_says_so)
{
	HOLD(datum, true, "geboren op 3 april", "geb. 3-4", "Geboortedatum: 03042015",
		"geboortedatum 20150403", "date of birth: 3/4/2015", "born on April 3",
		"hij is jarig op 3 april", "op 3 april is zij jarig", "verjaardag 3 april",
		"geb. 12 maart 1961", "DOB 3-4", "is op derde april geboren");
}

Test(leerling_geboortedatum, is_no_day_of_a_lesson)
{
	HOLD(datum, false, "12 maart 2027", "12-03-2027", "12-3-'27", "dinsdag 1 december 2026",
		"op 30-11-2026 om 9.00 uur", "2026-12-01", "week 49", "3 april", "3-4", "in mei",
		"twaalf maart tweeduizend zevenentwintig", "vorig jaar op 3 oktober 2025",
		"3 april 15 uur", "tussen 8.30 en 10.15", "3-4 weken", "vanaf 1 september 2024");
}

Test(leerling_geboortedatum, is_of_somebody_of_an_age_to_be_at_school)
{
	HOLD(datum, true, "29-11-2023", "30-11-2000");
	HOLD(datum, false, "30-11-2023", "29-11-2000", "sinds 1 april 1994", "3 mei 1945");
}

Test(leerling_geboortedatum, is_no_other_number)
{
	HOLD(datum, false, "036-1234567", "06-12345678", "06-12-15 16 17", "+31 6 12 03 20 15",
		"0320-12 03 15", "kvk 12032015", "KvK-nummer 20150403", "1315 AB", "01AB00",
		"BRIN 12XY01", "€ 1.250.000", "€ 12.03", "10.12.2.15", "1-3-4-2015", "3-4-2015-7",
		"v3.4.2015", "ref_3-4-2015", "3-4-2015a", "NL91ABNA0417164300", "32-1-2015",
		"3-13-2015", "30 februari 2015", "0-4-2015", "3-4-5", "10/11/12 jaar",
		"klas 3B, 24 leerlingen", "groep 7/8", "20 leerlingen van 11-12 jaar", "",
		"123456789012345678901234567890", "1:2:2015", "https://x.example/3/4/2015/a");
}

Test(leerling_geboortedatum, is_no_anniversary_and_no_birthday_to_come)
{
	HOLD(datum, false, "het 25-jarig bestaan op 12 maart", "ons 50 jarig bestaan op 3 mei",
		"de verjaardag van de school is op 12 maart 2027", "geboren en getogen in Almere");
}

/* ---- names ---- */

Test(leerling_namen, are_found_in_a_row)
{
	HOLD(namen, true, "Sam, Noor en Daan", "Sam, Noor, Daan", "Sam; Noor; Daan",
		"Sam / Noor / Daan", "Sam & Noor & Daan", "Sam and Noor and Daan",
		"In de klas zitten Sam, Noor en Daan.", "Graag woensdag. Sam, Noor, Daan komen.",
		"sam, noor, daan", "SAM, NOOR, DAAN", "Loïs, Zoë, Renée", "Sam, Xiomara en Noor");
}

Test(leerling_namen, are_found_one_a_line)
{
	HOLD(namen, true, "Sam\nNoor\nDaan", "1. Sam\n2. Noor\n3. Daan", "- Sam\n- Noor\n- Daan",
		"\u2022 Sam\n\u2022 Noor\n\u2022 Daan", "Sam\r\nNoor\r\nDaan",
		"Sam\n\nNoor\n\nDaan", "Sam (8 jaar)\nNoor (9 jaar)\nDaan (8 jaar)",
		"Sam 8a\nNoor 8b\nDaan 8a", "Sam - druk\nNoor - stil\nDaan - blij",
		"Sam: druk\nNoor: stil\nDaan: blij");
}

Test(leerling_namen, are_found_with_last_names)
{
	HOLD(namen, true, "Sam de Vries, Noor Jansen, Daan van den Berg",
		"Jansen, Sam; Bakker, Noor", "Sam\tJansen\nNoor\tBakker",
		"Quinty de Wit, Xem van Dijk, Jorinde ter Braak", "Xem V., Quinty B. en Orly de K.",
		"Anne-Sophie Bos, Jan-Peter Smit, Oda de Wit");
}

Test(leerling_namen, are_found_behind_a_word_that_announces_them)
{
	HOLD(namen, true, "Leerlingen: Xem, Quinty, Orly", "De namen zijn: Xem, Quinty en Orly.",
		"namen:\nXem\nQuinty\nOrly", "deelnemers: Xem Bos, Quinty Kok, Orly Vos");
	HOLD(namen, false, "Xem, Quinty, Orly", "Onderwerpen: Robots, Drones, Bruggen",
		"Leerlingen: HAVO, VWO, MAVO", "Leerlingen: Techniek, Zorg, Bouw",
		"leerlingen van alle scholen. Plaatsen: Urk, Lelystad, Dronten");
}

Test(leerling_namen, are_no_one_or_two)
{
	HOLD(namen, false, "Sam", "Sam en Noor", "Sam de Vries en Noor Jansen", "Vraag naar Jan.",
		"Sam gaat mee. Noor ook.", "Jan, directeur, regelt het", "");
}

Test(leerling_namen, are_no_other_list)
{
	HOLD(namen, false, "klas 3B, 24 leerlingen", "Techniek, Bouw, Zorg", "vmbo, havo, vwo",
		"maandag, dinsdag en woensdag", "Almere, Lelystad, Urk en Dronten",
		"Robots, drones en raketten", "Lego, Arduino, Python", "Groep 6, Groep 7, Groep 8",
		"ASML, Philips en Tata Steel", "een beamer, een whiteboard, stroom",
		"Bouw\nTechniek\nZorg", "Lokaal 3, Lokaal 4, Lokaal 5",
		"De Brug, Het Palet, De Regenboog", "Wij bouwen, meten en rekenen. Daarna lunch.",
		",,,;;;\n\n\n", "en en en");
}
