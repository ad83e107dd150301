/* What a letter may repeat of what people wrote: names of theirs, and their words (tekst.h). */
#include <string.h>

#include "post/tekst.h"

#define NAME_MAX_BYTES	100
#define NAME_MAX_DIGITS 5 /* more of them are a number to call */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "x.nl", and not "O.B.S." or "J. de Wit". */
static bool is_domain(struct str text, size_t dot)
{
	return dot > 0 && dot + 2 < text.len &&
	       (is_letter(text.ptr[dot - 1]) || is_digit(text.ptr[dot - 1])) &&
	       is_letter(text.ptr[dot + 1]) && is_letter(text.ptr[dot + 2]);
}

bool post_is_naam(struct str text)
{
	if (text.len == 0 || text.len > NAME_MAX_BYTES)
		return false;
	static const char signs[] = { '/', '\\', '@', ':', '<', '>' };
	size_t digits = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (memchr(signs, text.ptr[i], sizeof(signs)) != NULL ||
			(text.ptr[i] == '.' && is_domain(text, i)))
			return false;
		digits += is_digit(text.ptr[i]);
	}
	return digits <= NAME_MAX_DIGITS;
}

bool post_zonder_link(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '@' || (text.ptr[i] == '.' && is_domain(text, i)) ||
			(text.ptr[i] == '/' && i > 0 && text.ptr[i - 1] == '/'))
			return false;
	return true;
}

/* As what somebody is invited: with the name of the organisation, and without it. */
static const struct rol_tekst {
	const char *rol;
	struct {
		const char *met, *zonder;
	} als[POST_TAAL_COUNT];
} rollen[] = {
	{ "docent", { { "docent bij", "docent bij een school" },
			    { "a teacher at", "a teacher at a school" } } },
	{ "school", { { "coördinator bij", "coördinator bij een school" },
			    { "a coordinator at", "a coordinator at a school" } } },
	{ "bedrijf", { { "contactpersoon van", "contactpersoon van een bedrijf" },
			     { "a contact of", "a contact of a company" } } },
	{ "vrijwilliger",
		{ { "vrijwilliger van", "vrijwilliger" }, { "a volunteer of", "a volunteer" } } },
	{ "kringcoordinator", { { "coördinator van", "coördinator van een kring" },
				      { "the coordinator of", "the coordinator of a circle" } } },
	{ "medewerker", { { NULL, "medewerker van het Technocentrum" },
				{ NULL, "staff of the Technocentrum" } } },
	{ "beheerder", { { NULL, "beheerder van het Technocentrum" },
			       { NULL, "an administrator of the Technocentrum" } } },
	{ "lezer", { { NULL, "lezer bij het Technocentrum" },
			   { NULL, "a reader at the Technocentrum" } } },
};

struct str post_rol(struct arena *a, enum post_taal taal, struct str rol, struct str organisatie)
{
	const struct rol_tekst *r = rollen;
	while (!str_eq(rol, str_from(r->rol)))
		r++; /* the schema allows no other text */
	if (r->als[taal].met == NULL || !post_is_naam(organisatie))
		return str_from(r->als[taal].zonder);
	return str_from(arena_printf(a, "%s %.*s", r->als[taal].met, STR_FMT(organisatie)));
}
