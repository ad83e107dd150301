/*
 * Text with a length, and small parsers that never read past it.
 *
 * A `struct str` is borrowed: it says where text stands, not who owns it. `ptr == NULL` means
 * absent (SQL NULL, JSON null), which differs from empty. Text from outside is UTF-8 that was
 * checked at the border with str_check_text.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct str {
	const char *ptr;
	size_t len;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
/* For static tables: STR is no constant expression. */
#define STR_INIT(literal)                      \
	{                                      \
		(literal), sizeof(literal) - 1 \
	}
#define STR_NULL ((struct str){ NULL, 0 })
/* For printf: "%.*s", STR_FMT(s) */
#define STR_FMT(s) (int)(s).len, (s).ptr ? (s).ptr : ""

struct str str_from(const char *cstr);		/* NULL gives STR_NULL */
bool str_eq(struct str a, struct str b);	/* bytes; NULL equals only NULL */
bool str_eq_nocase(struct str a, struct str b); /* ASCII case folded */
bool str_starts(struct str s, struct str prefix);
struct str str_trim(struct str s);		   /* spaces and tabs */
struct str str_dup(struct arena *a, struct str s); /* NUL-terminated copy */

/*
 * Cuts at the first `sep`: gives what stands before it and moves `rest` behind it. The part behind
 * the last `sep` comes too (empty after a closing one); then `rest` is STR_NULL. False when `rest`
 * is used up, that is STR_NULL.
 */
bool str_cut(struct str *rest, char sep, struct str *ret_part);

/* Decimal digits with an optional '-', nothing else, within [min, max]; else ERR_INVALID. */
MUST_CHECK enum err str_to_int(struct str s, int64_t min, int64_t max, int64_t *ret_value);

/* Length in code points of valid UTF-8; SIZE_MAX when it is not valid UTF-8. */
size_t str_code_points(struct str s);

/*
 * Text that people may send us: valid UTF-8, no NUL, no C0/C1 controls other than newline and tab
 * (and no DEL), no bidirectional controls (U+202A–202E, U+2066–2069, U+200E/F, U+061C), no
 * non-characters. Any normal form is fine: what was accepted comes back byte for byte, and devices
 * send NFD. Compare names with str_fold, which does not see the difference. Gives NULL, or what is
 * wrong in one Dutch line.
 */
const char *str_check_text(struct str s);

/* Whether valid text begins or ends with white space (Unicode category Z), a control, or a
 * character that shows nothing. */
bool str_has_blank_edge(struct str s);

/*
 * For search and comparing names: case folded, compatibility forms resolved, accents taken off
 * ("Mariënschool" → "marienschool"; Unicode NFKD with case folding minus the marks, by utf8proc).
 * Valid UTF-8 in; what is not valid gives its bytes back unchanged. STR_NULL stays STR_NULL.
 */
struct str str_fold(struct arena *a, struct str s);

#endif
