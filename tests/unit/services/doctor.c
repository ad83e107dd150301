#include "admin/doctor_verbinding.h"

#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <stdio.h>
#include <string.h>

#define NOW    (INT64_C(1800000000) * 1000000)
#define DAY_US (24 * 3600 * INT64_C(1000000))

static const struct db_look fine = {
	.version = 150018, .encrypted = true, .verified = true, .cert_until_us = NOW + 90 * DAY_US
};

/* Looks, and finds the sentence among what it says. */
static void assert_says(struct db_look v, bool expected, const char *sentence)
{
	char text[2048] = "";
	cr_redirect_stdout();
	cr_assert_eq(doctor_verbinding(&v, NOW), expected);
	fflush(stdout);
	FILE *said = cr_get_redirected_stdout();
	text[fread(text, 1, sizeof(text) - 1, said)] = '\0';
	cr_assert_not_null(strstr(text, sentence), "%s", text);
}

Test(doctor, is_content_with_an_encrypted_connection)
{
	assert_says(fine, true,
		"goed   de verbinding met de database is versleuteld, en de naam klopt");
}

Test(doctor, counts_the_days_of_the_certificate)
{
	assert_says(fine, true, "goed   het certificaat van de database geldt nog 90 dagen");
}

Test(doctor, asks_for_a_new_certificate_in_its_last_month)
{
	struct db_look v = fine;
	v.cert_until_us = NOW + 30 * DAY_US - 1;
	assert_says(v, true, "let op het certificaat van de database geldt nog 29 dagen: vernieuw");
}

Test(doctor, refuses_a_certificate_that_is_past)
{
	struct db_look v = fine;
	v.cert_until_us = NOW;
	assert_says(v, false, "fout   het certificaat van de database is verlopen");
}

Test(doctor, notes_that_nobody_looks_at_the_name)
{
	struct db_look v = fine;
	v.verified = false;
	assert_says(v, true, "let op niemand kijkt of het de echte database is");
}

Test(doctor, refuses_a_plain_connection_that_leaves_the_machine)
{
	assert_says((struct db_look){ .version = 150018 }, false, "sslmode=verify-full");
}

Test(doctor, lets_a_plain_connection_be_that_stays)
{
	assert_says((struct db_look){ .version = 150018, .local = true }, true,
		"goed   de verbinding met de database blijft op deze machine");
}

Test(doctor, refuses_an_old_server)
{
	struct db_look v = fine;
	v.version = 140009;
	assert_says(v, false, "fout   PostgreSQL 14.9 is te oud: neem 15 of nieuwer");
}

Test(doctor, notes_clocks_that_differ)
{
	struct db_look v = fine;
	v.ahead_us = -3 * INT64_C(1000000);
	assert_says(v, true, "let op de klok van de database loopt 3 seconden achter");
}

Test(doctor, refuses_clocks_that_no_code_survives)
{
	struct db_look v = fine;
	v.ahead_us = 31 * INT64_C(1000000);
	assert_says(v, false, "fout   de klok van de database loopt 31 seconden voor");
}
