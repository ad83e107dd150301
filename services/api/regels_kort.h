/*
 * Kinds of rules that come back often in the table of regels.c: the name of the constraint, and the
 * field. For that file alone.
 */
#ifndef API_REGELS_KORT_H
#define API_REGELS_KORT_H

#include "api/regels.h"

#define LENGTE(name, pointer)                                                                \
	{                                                                                    \
		name, ERR_INVALID, "veld.te_lang", pointer, "Deze tekst is leeg of te lang." \
	}
#define VORM(name, pointer)                                     \
	{                                                       \
		name, ERR_INVALID, "veld.patroon", pointer,     \
			"Deze waarde heeft niet de goede vorm." \
	}
#define KEUZE(name, pointer)                                                                 \
	{                                                                                    \
		name, ERR_INVALID, "veld.keuze", pointer, "Deze waarde kennen we hier niet." \
	}
#define BEREIK(name, pointer)                                                                   \
	{                                                                                       \
		name, ERR_INVALID, "veld.bereik", pointer, "Dit getal is te klein of te groot." \
	}
#define INTERN(name)                                                            \
	{                                                                       \
		name, ERR_INTERNAL, "intern", NULL, "Er ging bij ons iets mis." \
	}
#define DUBBEL(name)                                                      \
	{                                                                 \
		name, ERR_CONFLICT, "bestaat_al", NULL, "Dit bestaat al." \
	}

#endif
