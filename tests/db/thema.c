/* The tables that clients show people, through the API. */
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
}

Test(toestand_list, tells_states_steps_and_reasons)
{
	const struct reply r = region_get(SCHOOL, "/v1/toestanden");
	assert_status(r, 200);
	assert_holds(r, "{'toestanden':[{'code':'voorgesteld','naamNl':'voorgesteld','naamEn':'"
			"proposed','eind':false}");
	assert_holds(r, "'code':'afgewezen','naamNl':'afgewezen','naamEn':'rejected','eind':true");
	assert_holds(r, "'stap':'voorstellen','van':null,'naar':'voorgesteld','rollen':['school','"
			"medewerker']");
	assert_holds(r, "'stap':'afwijzen','van':'voorgesteld','naar':'afgewezen','rollen':['"
			"medewerker'],'redenNodig':true");
	assert_holds(r, "'code':'te-ver'");
}
