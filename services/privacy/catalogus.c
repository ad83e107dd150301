#include "privacy/catalogus.h"

#include <string.h>

#include "base/buf.h"
#include "privacy/opruimen.h"

#define MAX_BYTES ((size_t)1 << 20)

/* The file verwerkingen.json, as it is. */
__asm__(".section .rodata\n"
	"verwerkingen:\n"
	".incbin \"" VERWERKINGEN_FILE "\"\n"
	"verwerkingen_end:\n"
	".byte 0\n"
	".balign 8\n"
	"verwerkingen_len:\n"
	".quad verwerkingen_end - verwerkingen\n"
	".previous\n");
extern const char verwerkingen[] __asm__("verwerkingen");
extern const uint64_t verwerkingen_len __asm__("verwerkingen_len");

/* The rule whose name in braces `text` begins with; NULL when none. */
static const struct opruim_regel *named(struct str text)
{
	for (size_t i = 0; i < opruim_regel_count; i++) {
		const struct str naam = str_from(opruim_regels[i].naam);
		if (text.len >= naam.len + 2 && text.ptr[0] == '{' &&
			memcmp(text.ptr + 1, naam.ptr, naam.len) == 0 &&
			text.ptr[naam.len + 1] == '}')
			return &opruim_regels[i];
	}
	return NULL;
}

struct str catalogus_text(struct arena *a, const struct config *config)
{
	struct buf out;
	buf_init(&out, MAX_BYTES);
	struct str rest = { verwerkingen, verwerkingen_len };
	while (rest.len > 0) {
		const struct opruim_regel *regel = named(rest);
		size_t len = 1;
		if (regel != NULL) {
			buf_add_str(&out, str_from(opruim_term_text(a, regel, config)));
			len = strlen(regel->naam) + 2;
		} else {
			buf_add_char(&out, rest.ptr[0]);
		}
		rest = (struct str){ rest.ptr + len, rest.len - len };
	}
	const struct str text = buf_str(&out);
	const struct str filled = { arena_strndup(a, text.ptr, text.len), text.len };
	buf_fini(&out);
	return filled;
}

const struct jsn_doc *catalogus_read(struct arena *a, const struct config *config)
{
	const struct jsn_doc *whole = NULL;
	if (jsn_parse(a, catalogus_text(a, config), MAX_BYTES, &whole) != ERR_OK)
		err_fatal("the catalogue of personal data is no JSON"); /* a test reads it too */
	return whole;
}
