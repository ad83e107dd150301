#include "admin/verwerkingen.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "json/jsn.h"

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

static int usage(void)
{
	fputs("Gebruik: schakel verwerkingen [--json]\n"
	      "  Het register van verwerkingen (AVG artikel 30), in Markdown of JSON.\n",
		stderr);
	return 2;
}

static void put_cell(const struct jsn_doc *row, const char *key)
{
	const struct str text = jsn_text(jsn_get(row, key));
	printf(" %.*s |", STR_FMT(text));
}

static void put_row(const struct jsn_doc *row)
{
	const struct jsn_doc *columns = jsn_get(row, "kolommen");
	bool by_itself = false;
	(void)jsn_boolean(jsn_get(row, "vanzelf"), &by_itself);
	printf("| `%.*s`:", STR_FMT(jsn_text(jsn_get(row, "tabel"))));
	for (size_t i = 0; i < jsn_count(columns); i++)
		printf("%s `%.*s`", i > 0 ? "," : "", STR_FMT(jsn_text(jsn_at(columns, i))));
	printf(" |");
	put_cell(row, "wie");
	put_cell(row, "doel");
	put_cell(row, "grondslag");
	put_cell(row, "termijn");
	put_cell(row, "daarna");
	printf(" %s |\n", by_itself ? "ja" : "nee");
}

static int put_markdown(void)
{
	struct arena a;
	arena_init(&a, 8 * MAX_BYTES);
	const struct jsn_doc *whole = NULL;
	const enum err e =
		jsn_parse(&a, (struct str){ verwerkingen, verwerkingen_len }, MAX_BYTES, &whole);
	const struct jsn_doc *rows = jsn_get(whole, "verwerkingen");
	printf("# Register van verwerkingen\n\n"
	       "Welke persoonsgegevens Schakel bewaart, van wie, waarvoor en hoe lang (AVG artikel "
	       "30).\n\n"
	       "| gegevens | van wie | doel | grondslag | termijn | daarna | vanzelf |\n"
	       "| --- | --- | --- | --- | --- | --- | --- |\n");
	for (size_t i = 0; e == ERR_OK && i < jsn_count(rows); i++)
		put_row(jsn_at(rows, i));
	arena_fini(&a);
	return e == ERR_OK ? 0 : 1;
}

int verwerkingen_command(int argc, char **argv, const struct config *config)
{
	(void)config;
	if (argc == 1)
		return put_markdown();
	if (argc > 2 || strcmp(argv[1], "--json") != 0)
		return usage();
	return fwrite(verwerkingen, 1, verwerkingen_len, stdout) == verwerkingen_len ? 0 : 1;
}
