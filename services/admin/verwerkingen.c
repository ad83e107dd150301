#include "admin/verwerkingen.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "privacy/catalogus.h"

#define MAX_BYTES ((size_t)8 << 20)

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

static bool is_sealed(const struct jsn_doc *row, struct str column)
{
	const struct jsn_doc *sealed = jsn_get(row, "verzegeld");
	for (size_t i = 0; i < jsn_count(sealed); i++)
		if (str_eq(jsn_text(jsn_at(sealed, i)), column))
			return true;
	return false;
}

static void put_row(const struct jsn_doc *row)
{
	const struct jsn_doc *columns = jsn_get(row, "kolommen");
	bool by_itself = false;
	(void)jsn_boolean(jsn_get(row, "vanzelf"), &by_itself);
	printf("| `%.*s`:", STR_FMT(jsn_text(jsn_get(row, "tabel"))));
	for (size_t i = 0; i < jsn_count(columns); i++) {
		const struct str column = jsn_text(jsn_at(columns, i));
		printf("%s `%.*s`%s", i > 0 ? "," : "", STR_FMT(column),
			is_sealed(row, column) ? " (verzegeld)" : "");
	}
	printf(" |");
	put_cell(row, "wie");
	put_cell(row, "doel");
	put_cell(row, "grondslag");
	put_cell(row, "termijn");
	put_cell(row, "daarna");
	printf(" %s |\n", by_itself ? "ja" : "nee");
}

static void put_markdown(const struct jsn_doc *whole)
{
	const struct jsn_doc *rows = jsn_get(whole, "verwerkingen");
	printf("# Register van verwerkingen\n\n"
	       "Welke persoonsgegevens Schakel bewaart, van wie, waarvoor en hoe lang (AVG artikel "
	       "30).\n\n"
	       "| gegevens | van wie | doel | grondslag | termijn | daarna | vanzelf |\n"
	       "| --- | --- | --- | --- | --- | --- | --- |\n");
	for (size_t i = 0; i < jsn_count(rows); i++)
		put_row(jsn_at(rows, i));
}

int verwerkingen_command(int argc, char **argv, const struct config *config)
{
	if (argc > 2 || (argc == 2 && strcmp(argv[1], "--json") != 0))
		return usage();
	struct arena a;
	arena_init(&a, MAX_BYTES);
	if (argc == 1)
		put_markdown(catalogus_read(&a, config));
	else
		printf("%.*s", STR_FMT(catalogus_text(&a, config)));
	arena_fini(&a);
	return ferror(stdout) == 0 ? 0 : 1;
}
