#include "domain/risico.h"

const struct risico risico_table[RISICO_COUNT] = {
	{ "eerste-keer", "Deze vrijwilliger deed nog niet eerder mee.",
		"This volunteer has not taken part before." },
	{ "een-leerling", "Het gaat om één leerling alleen.", "It is about one pupil alone." },
	{ "begeleiding",
		"De vrijwilliger heeft op die dag geen geldige VOG: alleen met begeleiding.",
		"The volunteer has no valid VOG on that day: only when accompanied." },
};

enum err risico_from_code(struct str code, const struct risico **ret_risico)
{
	for (unsigned i = 0; i < RISICO_COUNT; i++)
		if (str_eq(code, str_from(risico_table[i].code))) {
			*ret_risico = &risico_table[i];
			return ERR_OK;
		}
	return ERR_INVALID;
}
