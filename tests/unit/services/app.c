/* To which addresses an answer for an app may go. */
#include <criterion/criterion.h>

#include "admin/app.h"

static void expect(const char *address, bool valid)
{
	cr_expect_eq(app_address_is_valid(str_from(address)), valid, "%s", address);
}

Test(app_address, is_https_this_machine_or_a_scheme_of_the_app)
{
	expect("https://app.example/terug", true);
	expect("https://app.example:8443/terug?x=1", true);
	expect("http://127.0.0.1:4000/terug", true);
	expect("http://127.0.0.1", true);
	expect("http://[::1]:4000/", true);
	expect("nl.schakel.app:/terug", true);
	expect("nl.schakel-app.een:///terug", true);
}

Test(app_address, is_nothing_that_runs_or_that_others_read)
{
	expect("http://app.example/terug", false);
	expect("http://127.0.0.1.kwaad.example/", false);
	expect("http://127.0.0.1@kwaad.example/", false);
	expect("http://localhost/", false);
	expect("https:///terug", false);
	expect("https://naam@app.example/", false);
	expect("https:app.example", false);
	expect("javascript:alert(1)", false);
	expect("data:text/html,x", false);
	expect("schakel:/terug", false);
	expect("nl.schakel.app:terug", false);
	expect("nl.schakel.app:", false);
	expect("1nl.schakel:/terug", false);
	expect("nl.sch*kel:/terug", false);
}

Test(app_address, has_no_fragment_and_only_what_is_printed)
{
	expect("https://app.example/#terug", false);
	expect("https://app.example/a b", false);
	expect("https://app.example/\r\nX: 1", false);
	expect("https://app.example\\@kwaad.example/", false);
	expect("https://app.example/\u00e9", false);
	expect("", false);
	cr_expect_not(app_address_is_valid(STR_NULL));
}

Test(app_address, has_at_most_so_many_bytes)
{
	char text[APP_ADDRESS_MAX_BYTES + 2] = "https://app.example/";
	for (size_t i = 20; i <= APP_ADDRESS_MAX_BYTES; i++)
		text[i] = 'a';
	cr_expect(app_address_is_valid((struct str){ text, APP_ADDRESS_MAX_BYTES }));
	cr_expect_not(app_address_is_valid((struct str){ text, APP_ADDRESS_MAX_BYTES + 1 }));
}
