#include <criterion/criterion.h>
#include <string.h>

#include "domain/reden.h"
#include "domain/toestand.h"

/* Who may do what, written down once more, as the mission tells it. */
static uint8_t expected(enum toestand van, enum stap stap, enum toestand *ret_naar)
{
	const uint8_t sides =
		ROL_BIT(ROL_SCHOOL) | ROL_BIT(ROL_BEDRIJF) | ROL_BIT(ROL_VRIJWILLIGER);
	const uint8_t staff = ROL_BIT(ROL_MEDEWERKER);
	const uint8_t deciders = staff | ROL_BIT(ROL_KRINGCOORDINATOR);
	const bool early = van == TOESTAND_VOORGESTELD || van == TOESTAND_GOEDGEKEURD;
	const bool late = van == TOESTAND_BEVESTIGD || van == TOESTAND_INGEPLAND;
	switch (stap) {
	case STAP_VOORSTELLEN:
		*ret_naar = TOESTAND_VOORGESTELD;
		return van == TOESTAND_GEEN ? ROL_BIT(ROL_SCHOOL) | staff | ROL_BIT(ROL_SYSTEEM)
					    : 0;
	case STAP_GOEDKEUREN:
		*ret_naar = TOESTAND_GOEDGEKEURD;
		return van == TOESTAND_VOORGESTELD ? deciders : 0;
	case STAP_AFWIJZEN:
		*ret_naar = TOESTAND_AFGEWEZEN;
		return van == TOESTAND_VOORGESTELD ? deciders : 0;
	case STAP_BEVESTIGEN:
		*ret_naar = TOESTAND_BEVESTIGD;
		return van == TOESTAND_GOEDGEKEURD ? sides : 0;
	case STAP_AFSLAAN: *ret_naar = TOESTAND_AFGESLAGEN; return early ? sides : 0;
	case STAP_VERLOPEN:
		*ret_naar = TOESTAND_VERLOPEN;
		return early || van == TOESTAND_BEVESTIGD ? ROL_BIT(ROL_SYSTEEM) : 0;
	case STAP_INPLANNEN:
		*ret_naar = TOESTAND_INGEPLAND;
		return van == TOESTAND_BEVESTIGD ? ROL_BIT(ROL_SYSTEEM) : 0;
	case STAP_ANNULEREN:
		*ret_naar = TOESTAND_GEANNULEERD;
		return late ? sides | staff : van == TOESTAND_GOEDGEKEURD ? staff : 0;
	case STAP_AFRONDEN:
		*ret_naar = TOESTAND_AFGEROND;
		return van == TOESTAND_INGEPLAND ? sides | staff | ROL_BIT(ROL_SYSTEEM) : 0;
	case STAP_NIET_VERSCHENEN:
		*ret_naar = TOESTAND_NIET_VERSCHENEN;
		return van == TOESTAND_INGEPLAND ? sides | staff : 0;
	case STAP_HEROPENEN:
		*ret_naar = TOESTAND_VOORGESTELD;
		return van == TOESTAND_AFGEWEZEN || van == TOESTAND_AFGESLAGEN ||
				       van == TOESTAND_VERLOPEN || van == TOESTAND_GEANNULEERD
			       ? staff
			       : 0;
	case STAP_TERUGDRAAIEN:
		*ret_naar = van == TOESTAND_GOEDGEKEURD ? TOESTAND_VOORGESTELD : TOESTAND_INGEPLAND;
		if (van == TOESTAND_GOEDGEKEURD)
			return deciders;
		return van == TOESTAND_AFGEROND || van == TOESTAND_NIET_VERSCHENEN ||
				       van == TOESTAND_GEEVALUEERD
			       ? staff
			       : 0;
	case STAP_INVALLEN:
		*ret_naar = TOESTAND_INGEPLAND;
		return van == TOESTAND_GEEN ? sides & (uint8_t)~ROL_BIT(ROL_SCHOOL) : 0;
	case STAP_VERZETTEN:
		*ret_naar = TOESTAND_INGEPLAND;
		return van == TOESTAND_INGEPLAND ? sides | staff : 0;
	default:
		*ret_naar = TOESTAND_GEEVALUEERD;
		return van == TOESTAND_AFGEROND ? ROL_BIT(ROL_SCHOOL) : 0;
	}
}

static void check_step(enum toestand van, enum stap stap, enum rol rol)
{
	enum toestand naar = TOESTAND_GEEN;
	const uint8_t roles = expected(van, stap, &naar);
	const struct toestand_stap *row = NULL;
	const enum err e = toestand_stap_check(van, stap, rol, &row);
	if (roles == 0) {
		cr_assert_eq(e, ERR_CONFLICT, "%d %d %d", van, stap, rol);
	} else if ((roles & ROL_BIT(rol)) == 0) {
		cr_assert_eq(e, ERR_FORBIDDEN, "%d %d %d", van, stap, rol);
	} else {
		cr_assert_eq(e, ERR_OK, "%d %d %d", van, stap, rol);
		cr_assert_eq(row->naar, naar);
	}
	if (e != ERR_OK)
		cr_assert_null(row);
}

Test(toestand, allows_exactly_the_agreed_steps_for_every_state_step_and_role)
{
	for (int van = 0; van < TOESTAND_COUNT; van++) {
		for (int stap = 0; stap < STAP_COUNT; stap++) {
			for (int rol = 0; rol < ROL_COUNT; rol++)
				check_step((enum toestand)van, (enum stap)stap, (enum rol)rol);
		}
	}
}

Test(toestand, asks_a_reason_for_every_way_out_or_back_that_a_person_takes)
{
	for (int i = 0; i < TOESTAND_STAP_COUNT; i++) {
		const struct toestand_stap *row = &toestand_stappen[i];
		const bool asks = row->stap == STAP_AFWIJZEN || row->stap == STAP_AFSLAAN ||
				  row->stap == STAP_ANNULEREN ||
				  row->stap == STAP_NIET_VERSCHENEN ||
				  row->stap == STAP_HEROPENEN || row->stap == STAP_TERUGDRAAIEN ||
				  row->stap == STAP_VERZETTEN;
		cr_assert_eq(row->reden_vereist, asks, "%s", row->en);
		cr_assert_gt(strlen(row->nl), 0);
		cr_assert_gt(strlen(row->en), 0);
	}
}

Test(toestand, knows_codes_of_states_roles_and_steps)
{
	for (int i = 1; i < TOESTAND_COUNT; i++) {
		enum toestand toestand = TOESTAND_GEEN;
		cr_assert_eq(
			toestand_from_code(str_from(toestand_table[i].code), &toestand), ERR_OK);
		cr_assert_eq((int)toestand, i);
	}
	for (int i = 0; i < ROL_COUNT; i++) {
		enum rol rol = ROL_COUNT;
		cr_assert_eq(rol_from_code(str_from(rol_table[i].code), &rol), ERR_OK);
		cr_assert_eq((int)rol, i);
	}
	for (int i = 0; i < STAP_COUNT; i++) {
		enum stap stap = STAP_COUNT;
		cr_assert_eq(stap_from_code(str_from(stap_table[i].code), &stap), ERR_OK);
		cr_assert_eq((int)stap, i);
	}
	enum toestand toestand = TOESTAND_COUNT;
	cr_assert_eq(toestand_from_code(STR("open"), &toestand), ERR_INVALID);
	cr_assert_eq(toestand_from_code(STR(""), &toestand), ERR_INVALID);
	cr_assert_eq(toestand_from_code(STR_NULL, &toestand), ERR_INVALID);
}

Test(toestand, ends_in_six_states)
{
	int final = 0;
	for (int i = 0; i < TOESTAND_COUNT; i++)
		final += toestand_is_final((enum toestand)i);
	cr_assert_eq(final, 6);
	cr_assert_not(toestand_is_final(TOESTAND_GEEN));
	cr_assert(toestand_is_final(TOESTAND_GEEVALUEERD));
	cr_assert(toestand_is_final(TOESTAND_VERLOPEN));
}

Test(toestand, takes_and_gives_a_place_exactly_where_a_koppeling_begins_or_ceases_to_run)
{
	for (int i = 0; i < TOESTAND_STAP_COUNT; i++) {
		const struct toestand_stap *row = &toestand_stappen[i];
		const bool before = toestand_loopt(row->van);
		const bool after = toestand_loopt(row->naar);
		cr_assert_eq((row->gevolgen & GEVOLG_BIT(GEVOLG_PLAATS_NEMEN)) != 0,
			!before && after, "%s", row->en);
		cr_assert_eq((row->gevolgen & GEVOLG_BIT(GEVOLG_PLAATS_VRIJGEVEN)) != 0,
			before && !after, "%s", row->en);
		cr_assert_eq((row->gevolgen & GEVOLG_BIT(GEVOLG_BEVESTIGING_WISSEN)) != 0,
			row->naar == TOESTAND_VOORGESTELD && row->van != TOESTAND_GEEN, "%s",
			row->en);
		cr_assert_eq((row->gevolgen & GEVOLG_BIT(GEVOLG_TERMIJN_STARTEN)) != 0,
			row->naar == TOESTAND_VOORGESTELD || row->naar == TOESTAND_GOEDGEKEURD,
			"%s", row->en);
	}
}

Test(toestand, takes_up_capacity_from_proposal_to_evaluation)
{
	for (int i = 0; i < TOESTAND_COUNT; i++)
		cr_assert_eq(toestand_loopt((enum toestand)i),
			i >= TOESTAND_VOORGESTELD && i <= TOESTAND_GEEVALUEERD);
}

Test(reden, belongs_to_steps_that_ask_a_reason_and_each_of_those_has_one)
{
	uint32_t asking = 0;
	for (int i = 0; i < TOESTAND_STAP_COUNT; i++) {
		if (toestand_stappen[i].reden_vereist)
			asking |= STAP_BIT(toestand_stappen[i].stap);
	}
	uint32_t given = 0;
	for (int i = 0; i < REDEN_COUNT; i++) {
		cr_assert_neq(reden_table[i].stappen, 0, "%s", reden_table[i].code);
		cr_assert_eq(reden_table[i].stappen & ~asking, 0, "%s", reden_table[i].code);
		given |= reden_table[i].stappen;
	}
	cr_assert_eq(given, asking);
}

Test(reden, is_found_only_with_a_step_it_belongs_to)
{
	const struct reden *reden = NULL;
	cr_assert_eq(reden_from_code(STR("ziekte"), STAP_ANNULEREN, &reden), ERR_OK);
	cr_assert_str_eq(reden->code, "ziekte");
	cr_assert_eq(reden_from_code(STR("ziekte"), STAP_AFWIJZEN, &reden), ERR_INVALID);
	cr_assert_eq(reden_from_code(STR("te-ver"), STAP_GOEDKEUREN, &reden), ERR_INVALID);
	cr_assert_eq(reden_from_code(STR("geen-zin"), STAP_AFSLAAN, &reden), ERR_INVALID);
	cr_assert_eq(reden_from_code(STR("anders"), STAP_AFSLAAN, &reden), ERR_OK);
}
