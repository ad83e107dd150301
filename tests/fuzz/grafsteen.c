/* A file of tombstones in any bytes: it is read whole or refused, reads nothing beside the text,
 * and has a stone for each line. */
#include <string.h>

#include "fuzz.h"
#include "privacy/grafsteen.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	arena_init(&a, (size_t)8 << 20);
	/* A copy of just its size: the sanitizer sees one byte too far. */
	char *text = size > 0 ? malloc(size) : NULL;
	if (text != NULL)
		memcpy(text, data, size);
	size_t lines = 0;
	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n';
	struct grafsteen *stenen = NULL;
	size_t count = 0;
	if (size < (size_t)1 << 16 &&
		grafsteen_parse(&a, (struct str){ text, size }, &stenen, &count) == ERR_OK) {
		FUZZ_CHECK(count == lines);
		for (size_t i = 0; i < count; i++)
			FUZZ_CHECK(stenen[i].vrijwilliger_ids.count * UUID_TEXT_LEN <= size);
	}
	free(text);
	arena_fini(&a);
	return 0;
}
