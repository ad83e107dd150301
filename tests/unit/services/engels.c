#include "api/engels.h"

#include <criterion/criterion.h>
#include <string.h>

#include "api/regels.h"

Test(engels, has_another_sentence_for_what_is_in_it)
{
	cr_assert_str_eq(engels("Dit veld is verplicht."), "This field is required.");
	cr_assert_str_eq(engels("Deze koppeling"), "This match");
	cr_assert_str_eq(engels("Een reeks heeft hoogstens %d keren. Kies een eerdere dag."),
		"A series has at most %d times. Choose an earlier day.");
	cr_assert_str_eq(engels("medewerker"), "staff");
}

Test(engels, gives_back_what_it_does_not_have)
{
	static const char *const others[] = { "", "%s", "Dit veld is", "dit veld is verplicht.",
		"This field is required." };
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		cr_assert_eq(engels(others[i]), others[i]);
}

Test(engels, has_every_rule_of_the_schema)
{
	for (size_t i = 0; i < api_rule_count; i++)
		cr_assert_neq(engels(api_rules[i].detail), api_rules[i].detail, "%s",
			api_rules[i].constraint);
}
