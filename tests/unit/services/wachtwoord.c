/* What people are told of a password that they may not choose. */
#include "api/wachtwoord.h"

#include <criterion/criterion.h>

#include "auth/auth.h"

static struct auth_common *common;

static void start(void)
{
	cr_assert_eq(auth_init(), ERR_OK);
	cr_assert_eq(auth_common_create(SHIPPED, &common), ERR_OK);
}

static void end(void)
{
	auth_common_destroy(common);
}

TestSuite(wachtwoord, .init = start, .fini = end);

static const char *code(const char *password)
{
	const struct wachtwoord_bezwaar *b = wachtwoord_bezwaar(common, str_from(password),
		STR("Noor de Wit-Jansen"), STR("n.dewit@deregenboog.example"));
	return b == NULL ? "" : b->code;
}

Test(wachtwoord, may_be_any_that_nobody_guesses)
{
	cr_assert_str_eq(code("zes rode fietsen"), "");
	cr_assert_str_eq(code("noor en de jansens op de fiets"), "");
}

Test(wachtwoord, is_refused_with_what_to_do_about_it)
{
	cr_assert_str_eq(code("kort"), "wachtwoord.te_kort");
	cr_assert_str_eq(code("Welkom2026!"), "wachtwoord.bekend");
}

Test(wachtwoord, asvs_6_2_11_is_not_made_of_the_name_the_address_or_the_service)
{
	static const char *const own[] = { "NoorJansen1", "deregenboog!", "dewit@deregenboog",
		"Schakel-2026", "TechnocentrumFlevoland", "schakelwachtwoord" };
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		cr_expect_str_eq(code(own[i]), "wachtwoord.eigen_gegevens", "%s", own[i]);
}

Test(wachtwoord, takes_a_name_of_any_number_of_words)
{
	cr_assert_not_null(wachtwoord_bezwaar(common, STR("schakel!"),
		STR("a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l "
		    "m"),
		STR("a@b.example")));
}
