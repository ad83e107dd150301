/*
 * Fuzzing without libFuzzer, for the ordinary test run: every file of a corpus goes through the
 * target as it is, cut short at every length (of small files), and with a few random changes. The
 * seed is fixed: a failure comes again. With --as-is it goes as it is only (for valgrind).
 */
#include <dirent.h>
#include <stdbool.h>
#include <string.h>

#include "fuzz.h"

#define MAX_FILE_BYTES ((size_t)1 << 20)
#define MAX_CUT_BYTES  2048
#define CHANGED	       2000  /* changed copies of each file, at most */
#define CHANGED_IN_ALL 60000 /* over all files, so that a corpus may grow */

/* xorshift64*, Vigna 2016. */
static uint64_t random_next(void)
{
	static uint64_t state = 0x5C4A4E11;
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return state * 0x2545F4914F6CDD1D;
}

static size_t random_below(size_t limit)
{
	return (size_t)(random_next() >> 16) % limit;
}

/* The target gets exactly `size` bytes of heap, so that a read behind them is seen. */
static void run(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size > 0 ? size : 1);
	if (copy == NULL)
		abort();
	if (size > 0)
		memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

/* Overwrites, flips, removes or doubles a few bytes; `data` has room for twice `size`. */
static size_t change(uint8_t *data, size_t size)
{
	static const char marks[] = "{}[]\":,;\\\r\n\t \0%&=/?#-+.eE019";
	for (size_t times = 1 + random_below(4); times > 0 && size > 0; times--) {
		const size_t at = random_below(size);
		const size_t len = 1 + random_below(size - at < 16 ? size - at : 16);
		switch (random_below(4)) {
		case 0: data[at] = (uint8_t)marks[random_below(sizeof(marks))]; break;
		case 1: data[at] ^= (uint8_t)(1 << random_below(8)); break;
		case 2:
			memmove(data + at, data + at + len, size - at - len);
			size -= len;
			break;
		default:
			memmove(data + at + len, data + at, size - at);
			size += len;
			break;
		}
	}
	return size;
}

static bool as_is;
static int changed_copies;

static void replay(const uint8_t *data, size_t size)
{
	run(data, size);
	if (as_is)
		return;
	for (size_t len = 0; len < size && len < MAX_CUT_BYTES; len++)
		run(data, len);
	/* Four times: each change at most doubles a part of 16 bytes. */
	uint8_t *changed = malloc(size + 4 * 16);
	if (changed == NULL)
		abort();
	for (int i = 0; i < changed_copies && size > 0; i++) {
		memcpy(changed, data, size);
		run(changed, change(changed, size));
	}
	free(changed);
}

static void replay_file(const char *folder, const char *name)
{
	char path[4096 - 256];
	const int len = snprintf(path, sizeof(path), "%s/%s", folder, name);
	FILE *file = len > 0 && (size_t)len < sizeof(path) ? fopen(path, "rb") : NULL;
	uint8_t *data = malloc(MAX_FILE_BYTES);
	if (file == NULL || data == NULL) {
		fprintf(stderr, "%s/%s cannot be read\n", folder, name);
		exit(1);
	}
	const size_t size = fread(data, 1, MAX_FILE_BYTES, file);
	fclose(file);
	replay(data, size);
	free(data);
}

int main(int argc, char **argv)
{
	as_is = argc == 3 && strcmp(argv[2], "--as-is") == 0;
	if (argc != 2 && !as_is) {
		fprintf(stderr, "usage: %s CORPUS_FOLDER [--as-is]\n", argv[0]);
		return 2;
	}
	/* In the order of the names, so that the random changes are the same everywhere. */
	struct dirent **entries;
	const int count = scandir(argv[1], &entries, NULL, alphasort);
	changed_copies = count > CHANGED_IN_ALL / CHANGED ? CHANGED_IN_ALL / count : CHANGED;
	size_t files = 0;
	for (int i = 0; i < count; i++) {
		if (entries[i]->d_name[0] != '.') {
			replay_file(argv[1], entries[i]->d_name);
			files++;
		}
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	if (files == 0) {
		fprintf(stderr, "%s holds no corpus\n", argv[1]);
		return 1;
	}
	printf("%zu files of %s\n", files, argv[1]);
	return 0;
}
