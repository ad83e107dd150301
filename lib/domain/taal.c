#include "domain/taal.h"

#include "domain/codes.h"

const struct taal_rij taal_table[TAAL_COUNT] = {
	[TAAL_NL] = { "nl", "Nederlands", "Dutch" },
	[TAAL_EN] = { "en", "Engels", "English" },
	[TAAL_DE] = { "de", "Duits", "German" },
	[TAAL_FR] = { "fr", "Frans", "French" },
};

enum err taal_from_code(struct str code, enum taal *ret_taal)
{
	for (unsigned i = 0; i < TAAL_COUNT; i++) {
		if (str_eq(code, str_from(taal_table[i].code))) {
			*ret_taal = (enum taal)i;
			return ERR_OK;
		}
	}
	return ERR_INVALID;
}

static enum err lookup(struct str code, unsigned *ret_bit)
{
	enum taal taal = TAAL_NL;
	TRY(taal_from_code(code, &taal));
	*ret_bit = (unsigned)taal;
	return ERR_OK;
}

static const char *name(struct arena *a, unsigned bit)
{
	return taal_table[bit].code;
}

enum err taal_set_parse(struct str text, uint8_t *ret_set)
{
	uint64_t set = 0;
	TRY(codes_parse(text, lookup, &set));
	*ret_set = (uint8_t)set;
	return ERR_OK;
}

struct str taal_set_format(struct arena *a, uint8_t set)
{
	return codes_format(a, set, TAAL_COUNT, name);
}
