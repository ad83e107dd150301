/* An export of the audit in any bytes: it reads nothing beside the text, ends, and of what holds
 * each row and seal is counted once. */
#include <string.h>

#include "audit/afschrift.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct afschrift f;
	memset(&f, 0, sizeof(f));
	if (auth_init() != ERR_OK)
		return 0;
	/* A copy of just its size: the sanitizer sees one byte too far. */
	char *text = size > 0 ? malloc(size) : NULL;
	if (text != NULL)
		memcpy(text, data, size);
	struct str rest = { text, size };
	struct str line;
	int64_t lines = 0;
	while (str_cut(&rest, '\n', &line)) {
		afschrift_line(&f, line);
		lines++;
	}
	afschrift_end(&f);
	FUZZ_CHECK(f.rows + f.seals <= lines);
	FUZZ_CHECK(f.fault[0] != '\0' || f.rows + f.seals == lines);
	FUZZ_CHECK(f.marked == 0 && f.gaps >= 0);
	free(text);
	return 0;
}
