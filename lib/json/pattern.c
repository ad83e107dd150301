#include "json/pattern.h"

#include <regex.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/err.h"

#define SLOTS (2 * JSN_MAX_PATTERNS) /* a power of two, at most half full */

struct compiled {
	const char *pattern; /* NULL = free slot */
	regex_t *regex;
};

static struct compiled cache[SLOTS];
static size_t cache_count;

static regex_t *compile(const char *pattern)
{
	regex_t *regex = malloc(sizeof(*regex));
	if (regex == NULL)
		err_fatal("out of memory");
	if (regcomp(regex, pattern, REG_EXTENDED | REG_NOSUB) != 0)
		err_fatal("a pattern of the contract is no POSIX regular expression");
	return regex;
}

static const regex_t *compiled_of(const char *pattern)
{
	/* Fibonacci hashing; literals are not aligned, so all bits count. */
	size_t slot = (size_t)(((uint64_t)(uintptr_t)pattern * 0x9E3779B97F4A7C15u) >> 32) % SLOTS;
	while (cache[slot].pattern != NULL && cache[slot].pattern != pattern)
		slot = (slot + 1) % SLOTS;
	if (cache[slot].pattern == NULL) {
		if (cache_count == JSN_MAX_PATTERNS)
			err_fatal("the contract has too many patterns");
		cache[slot].regex = compile(pattern);
		cache[slot].pattern = pattern;
		cache_count++;
	}
	return cache[slot].regex;
}

bool jsn_pattern_matches(const char *pattern, const char *text)
{
	return regexec(compiled_of(pattern), text, 0, NULL, 0) == 0;
}
