/* The list of common passwords: one text in memory, and where each line of it begins. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auth/weak.h"

struct auth_common {
	char *text;
	size_t len;
	struct str *entries;
	size_t count;
};

static int compare(struct str a, struct str b)
{
	const size_t shorter = a.len < b.len ? a.len : b.len;
	const int order = memcmp(a.ptr, b.ptr, shorter);
	return order != 0 ? order : a.len < b.len ? -1 : a.len > b.len;
}

static enum err read_text(struct auth_common *c, const char *path)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return ERR_NOT_FOUND;
	struct stat st;
	enum err e = ERR_NOT_FOUND;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		e = st.st_size > 0 && st.st_size <= AUTH_COMMON_MAX_BYTES ? ERR_OK : ERR_INVALID;
	if (e == ERR_OK) {
		c->text = malloc((size_t)st.st_size);
		if (c->text == NULL)
			err_fatal("no memory for the list of common passwords");
	}
	while (e == ERR_OK && c->len < (size_t)st.st_size) {
		const ssize_t got = read(fd, c->text + c->len, (size_t)st.st_size - c->len);
		if (got > 0)
			c->len += (size_t)got;
		else if (got == 0 || errno != EINTR)
			e = ERR_NOT_FOUND;
	}
	(void)close(fd);
	return e;
}

/* Behind the head, which ends with an empty line, each line is larger than the one before. */
static enum err find_entries(struct auth_common *c)
{
	struct str rest = { c->text, c->len };
	struct str line;
	while (str_cut(&rest, '\n', &line) && line.len > 0)
		continue;
	const size_t room = rest.len / 2 + 1;
	c->entries = calloc(room, sizeof(*c->entries));
	if (c->entries == NULL)
		err_fatal("no memory for the list of common passwords");
	while (str_cut(&rest, '\n', &line)) {
		if (line.len == 0 && rest.ptr == NULL)
			break; /* behind the last line end */
		if (line.len == 0 || (c->count > 0 && compare(c->entries[c->count - 1], line) >= 0))
			return ERR_INVALID;
		c->entries[c->count++] = line;
	}
	return c->count >= AUTH_COMMON_MIN_ENTRIES ? ERR_OK : ERR_INVALID;
}

enum err auth_common_create(const char *path, struct auth_common **ret_common)
{
	struct auth_common *c = calloc(1, sizeof(*c));
	if (c == NULL)
		err_fatal("no memory for the list of common passwords");
	enum err e = read_text(c, path);
	if (e == ERR_OK)
		e = find_entries(c);
	if (e == ERR_OK)
		*ret_common = c;
	else
		auth_common_destroy(c);
	return e;
}

void auth_common_destroy(struct auth_common *c)
{
	if (c == NULL)
		return;
	free(c->entries);
	free(c->text);
	free(c);
}

size_t auth_common_count(const struct auth_common *c)
{
	return c->count;
}

bool auth_common_has(const struct auth_common *c, struct str password)
{
	size_t from = 0;
	size_t to = c->count;
	while (from < to) {
		const size_t middle = from + (to - from) / 2;
		const int order = compare(c->entries[middle], password);
		if (order == 0)
			return true;
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return false;
}
