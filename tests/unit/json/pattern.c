#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>

#include "json/pattern.h"

Test(jsn_pattern, matches_the_whole_text)
{
	static const char postcode[] = "^[1-9][0-9]{3}[A-Z]{2}$";
	for (int again = 0; again < 2; again++) {
		cr_assert(jsn_pattern_matches(postcode, "8232AB"));
		cr_assert_not(jsn_pattern_matches(postcode, "8232ABC"));
		cr_assert_not(jsn_pattern_matches(postcode, "8232AB\n"));
		cr_assert_not(jsn_pattern_matches(postcode, ""));
	}
}

Test(jsn_pattern, keeps_patterns_apart)
{
	/* One text, many addresses: each is compiled by itself, up to the limit. */
	static char patterns[JSN_MAX_PATTERNS][8];
	for (int i = 0; i < JSN_MAX_PATTERNS; i++)
		snprintf(patterns[i], sizeof(patterns[i]), "^%d$", i);
	for (int i = 0; i < JSN_MAX_PATTERNS; i++) {
		char own[8];
		snprintf(own, sizeof(own), "%d", i);
		cr_assert(jsn_pattern_matches(patterns[i], own));
		cr_assert_not(jsn_pattern_matches(patterns[i], "x"));
	}
}

Test(jsn_pattern, ends_the_process_when_there_are_too_many, .signal = SIGABRT)
{
	static char patterns[JSN_MAX_PATTERNS + 1][2];
	for (int i = 0; i <= JSN_MAX_PATTERNS; i++) {
		patterns[i][0] = 'a';
		cr_assert(jsn_pattern_matches(patterns[i], "a"));
	}
}

Test(jsn_pattern, ends_the_process_on_a_faulty_one, .signal = SIGABRT)
{
	jsn_pattern_matches("[", "a");
}
