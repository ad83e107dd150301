#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "json/pattern.h"

Test(jsn_pattern, matches_the_whole_text_and_nothing_behind_it)
{
	static const char postcode[] = "^[1-9][0-9]{3}[A-Z]{2}$";
	for (int again = 0; again < 2; again++) {
		cr_assert(jsn_pattern_matches(postcode, STR("8232AB")));
		cr_assert(jsn_pattern_matches(postcode, (struct str){ "8232ABC", 6 }));
		cr_assert_not(jsn_pattern_matches(postcode, STR("8232ABC")));
		cr_assert_not(jsn_pattern_matches(postcode, STR("8232AB\n")));
		cr_assert_not(jsn_pattern_matches(postcode, STR("")));
	}
}

Test(jsn_pattern, keeps_patterns_apart)
{
	/* One text, many addresses: each is compiled by itself, up to the limit. */
	static char patterns[JSN_MAX_PATTERNS][8];
	for (int i = 0; i < JSN_MAX_PATTERNS; i++)
		snprintf(patterns[i], sizeof(patterns[i]), "^%d$", i);
	for (int i = 0; i < JSN_MAX_PATTERNS; i++) {
		const struct str own = { patterns[i] + 1, strlen(patterns[i]) - 2 };
		cr_assert(jsn_pattern_matches(patterns[i], own));
		cr_assert_not(jsn_pattern_matches(patterns[i], STR("x")));
	}
}

Test(jsn_pattern, ends_the_process_when_there_are_too_many, .signal = SIGABRT)
{
	static char patterns[JSN_MAX_PATTERNS + 1][2];
	for (int i = 0; i <= JSN_MAX_PATTERNS; i++) {
		patterns[i][0] = 'a';
		cr_assert(jsn_pattern_matches(patterns[i], STR("a")));
	}
}

Test(jsn_pattern, ends_the_process_on_a_faulty_one, .signal = SIGABRT)
{
	jsn_pattern_matches("[", STR("a"));
}
