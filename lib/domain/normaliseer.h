/*
 * Text from files and forms into the one form that we store. Nothing here guesses: what is not
 * understood is ERR_INVALID, and the caller reports it. Leading and trailing spaces never matter.
 * Empty text is ERR_INVALID too: whether a field may be absent is the caller's decision.
 */
#ifndef DOMAIN_NORMALISEER_H
#define DOMAIN_NORMALISEER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define POSTCODE_LEN	   6  /* 9306TC */
#define TELEFOON_LEN_MAX   16 /* + and 15 digits (ITU-T E.164) */
#define INTERNETADRES_MAX  500
#define TOEVOEGING_MAX	   20
#define VESTIGINGSCODE_LEN 6 /* 32JK00 */
#define GEMEENTECODE_LEN   4 /* 0034 */
#define KVK_LEN		   8
#define PLAATSNAAM_MAX	   80

/* "9306 TC", "9306tc" → "9306TC". First digit 1-9; SA, SD and SS are not given out by PostNL. */
MUST_CHECK enum err normaliseer_postcode(struct str s, char ret_code[static POSTCODE_LEN + 1]);

/* A house number with its addition, as Dutch registers write it. */
struct huisnummer {
	int32_t nummer;	       /* 1 … 99999 */
	struct str toevoeging; /* "A" of "12-A", "7" of "5-7"; borrowed from the input; STR_NULL:
				  none */
};

/* Digits, then an optional addition behind '-', a space, or nothing when it starts with a letter.
 * The addition is kept as written: letters, digits, spaces and - / . up to TOEVOEGING_MAX. */
MUST_CHECK enum err normaliseer_huisnummer(struct str s, struct huisnummer *ret_huisnummer);

/*
 * A telephone number to E.164: "0599-67 12 06", "(0599) 671206", "+31 (0)599 671206",
 * "0031599671206" → "+31599671206". Spaces, dashes, dots, slashes and parentheses are dropped.
 * Dutch numbers have nine digits behind the 0; a foreign one must come with + or 00 and has 7 to 15
 * digits. Service numbers (0800, 0900, 0906, 0909, 14xxx, 112) are refused: they have no form that
 * works from everywhere.
 */
MUST_CHECK enum err normaliseer_telefoon(
	struct str s, char ret_nummer[static TELEFOON_LEN_MAX + 1]);

/*
 * A web address: puts https:// before an address without scheme, lower-cases scheme and host, keeps
 * the rest. Only http and https; the host has at least two labels of letters, digits and hyphens
 * and ends in a name, not a number; no user, password, spaces, quotes or control characters; a port
 * is kept. ASCII only, as RFC 3986 has it. At most INTERNETADRES_MAX bytes in the result.
 */
MUST_CHECK enum err normaliseer_internetadres(struct arena *a, struct str s, struct str *ret_adres);

/*
 * A place name in CAPITALS to how it is written: "ALPHEN AAN DEN RIJN" → "Alphen aan den Rijn",
 * "IJSSELSTEIN" → "IJsselstein", "'S-GRAVENHAGE" → "'s-Gravenhage", "ALTEVEER GEM NOORDENVELD" →
 * "Alteveer gem Noordenveld", "DEN HOORN ZH" → "Den Hoorn ZH". Particles (aan, bij, de, den, der,
 * en, gem, het, in, op, ter, van, 's, 't, …) are lower case except at the start; each part of a
 * name with hyphens gets its capital, particles between hyphens do not ("Hendrik-Ido-Ambacht",
 * "Hei- en Boeicop"). A name that has any lower-case letter is taken as written, spaces tidied:
 * somebody already decided. What capitals have lost (Wûns) cannot be restored and is not tried.
 * UTF-8; ASCII letters and the accented ones of Latin-1 change case. At most PLAATSNAAM_MAX bytes.
 */
MUST_CHECK enum err normaliseer_plaatsnaam(struct arena *a, struct str s, struct str *ret_naam);

/* DUO's vestigingscode: two digits, two letters (BRIN), two digits; "32jk00" → "32JK00". */
MUST_CHECK enum err normaliseer_vestigingscode(
	struct str s, char ret_code[static VESTIGINGSCODE_LEN + 1]);

/* CBS municipality code: "34", "0034", "GM0034" → "0034". 0000 is refused. */
MUST_CHECK enum err normaliseer_gemeentecode(
	struct str s, char ret_code[static GEMEENTECODE_LEN + 1]);

/* KvK number: exactly eight digits, spaces and dots between them dropped. */
MUST_CHECK enum err normaliseer_kvk(struct str s, char ret_nummer[static KVK_LEN + 1]);

#endif
