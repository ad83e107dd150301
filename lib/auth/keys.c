/* The file of keys. In memory they stand where libsodium keeps them out of core files and swap. */
#include "auth/keys.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "auth/auth.h"

#define FILE_MAX_BYTES 8192
#define PATH_BYTES     1024
#define KEY_TEXT_LEN   43 /* base64url without padding */
#define OPENS	       " opens"
#define FINDING_ID     1
#define FINDING_FOR    "finders" /* with its NUL the 8 bytes that crypto_kdf asks for */

struct key {
	uint32_t number;
	bool opens; /* and does not seal yet */
	uint8_t key[AUTH_KEY_BYTES];
	uint8_t finding[AUTH_KEY_BYTES];
};

struct auth_keys {
	struct key keys[AUTH_KEYS_MAX]; /* in order */
	size_t count;
	uint32_t sealing;
};

_Static_assert(AUTH_KEY_BYTES == crypto_kdf_KEYBYTES, "one length of keys");
_Static_assert(sizeof(FINDING_FOR) == crypto_kdf_CONTEXTBYTES, "what it is derived for");

static enum err parse_key(struct str text, struct key *ret_key)
{
	size_t len = 0;
	if (text.len != KEY_TEXT_LEN)
		return ERR_INVALID;
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] >= 0x80)
			return ERR_INVALID; /* see is_ascii in auth.c */
	if (sodium_base642bin(ret_key->key, AUTH_KEY_BYTES, text.ptr, text.len, NULL, &len, NULL,
		    sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
		len != AUTH_KEY_BYTES)
		return ERR_INVALID;
	return crypto_kdf_derive_from_key(
		       ret_key->finding, AUTH_KEY_BYTES, FINDING_ID, FINDING_FOR, ret_key->key) == 0
		       ? ERR_OK
		       : ERR_INVALID;
}

/* The number at the front of a line; 0 when there is none. */
static uint32_t number_of(struct str line)
{
	struct str text;
	int64_t number = 0;
	if (!str_cut(&line, ' ', &text) || line.ptr == NULL ||
		str_to_int(text, 1, UINT32_MAX, &number) != ERR_OK)
		return 0;
	return (uint32_t)number;
}

static enum err parse_line(struct auth_keys *k, struct str line)
{
	const uint32_t number = number_of(line);
	struct str text;
	if (k->count == AUTH_KEYS_MAX || number == 0 || auth_keys_get(k, number) != NULL)
		return ERR_INVALID;
	(void)str_cut(&line, ' ', &text); /* there is a number */
	const bool opens = line.len == KEY_TEXT_LEN + sizeof(OPENS) - 1 &&
			   memcmp(line.ptr + KEY_TEXT_LEN, OPENS, sizeof(OPENS) - 1) == 0;
	if (opens)
		line.len = KEY_TEXT_LEN;
	size_t at = k->count;
	for (; at > 0 && k->keys[at - 1].number > number; at--)
		k->keys[at] = k->keys[at - 1];
	k->keys[at] = (struct key){ .number = number, .opens = opens };
	k->count++;
	return parse_key(line, &k->keys[at]);
}

/* The highest of those that may; none behind it but one that is new. */
static enum err choose_sealing(struct auth_keys *k)
{
	for (size_t i = 0; i < k->count; i++)
		if (!k->keys[i].opens)
			k->sealing = k->keys[i].number;
	for (size_t i = 0; i < k->count; i++)
		if (k->keys[i].opens && (k->keys[i].number < k->sealing || i + 1 < k->count))
			return ERR_INVALID;
	return k->sealing > 0 ? ERR_OK : ERR_INVALID;
}

enum err auth_keys_parse(struct str text, struct auth_keys **ret_keys)
{
	struct auth_keys *k = sodium_malloc(sizeof(*k));
	if (k == NULL)
		err_fatal("no locked memory for the keys");
	sodium_memzero(k, sizeof(*k));
	enum err e = ERR_OK;
	struct str line;
	while (e == ERR_OK && str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		if (line.len > 0 && line.ptr[0] != '#')
			e = parse_line(k, line);
	}
	if (e == ERR_OK)
		e = choose_sealing(k);
	if (e != ERR_OK) {
		auth_keys_destroy(k);
		return e;
	}
	(void)sodium_mprotect_readonly(k); /* a precaution: without it all works as well */
	*ret_keys = k;
	return ERR_OK;
}

static enum err read_file(const char *path, char room[static FILE_MAX_BYTES], size_t *ret_len)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return ERR_NOT_FOUND;
	size_t len = 0;
	ssize_t got = 1;
	while (len < FILE_MAX_BYTES && got != 0) {
		got = read(fd, room + len, FILE_MAX_BYTES - len);
		if (got < 0 && errno != EINTR)
			break;
		len += got > 0 ? (size_t)got : 0;
	}
	(void)close(fd);
	*ret_len = len;
	return got < 0 ? ERR_NOT_FOUND : len == FILE_MAX_BYTES ? ERR_INVALID : ERR_OK;
}

enum err auth_keys_create(const char *path, struct auth_keys **ret_keys)
{
	char *text = sodium_malloc(FILE_MAX_BYTES);
	if (text == NULL)
		err_fatal("no locked memory for the keys");
	size_t len = 0;
	enum err e = read_file(path, text, &len);
	if (e == ERR_OK)
		e = auth_keys_parse((struct str){ text, len }, ret_keys);
	sodium_free(text); /* wipes it */
	return e;
}

void auth_keys_destroy(struct auth_keys *k)
{
	sodium_free(k); /* wipes it; takes NULL */
}

size_t auth_keys_count(const struct auth_keys *k)
{
	return k->count;
}

uint32_t auth_keys_number(const struct auth_keys *k, size_t nth)
{
	assert(nth < k->count);
	return k->keys[nth].number;
}

uint32_t auth_keys_sealing(const struct auth_keys *k)
{
	return k->sealing;
}

void auth_keys_renew(struct auth_keys *k, const struct auth_keys *from)
{
	(void)sodium_mprotect_readwrite(k);
	memcpy(k, from, sizeof(*k));
	(void)sodium_mprotect_readonly(k);
}

static const struct key *find(const struct auth_keys *k, uint32_t number)
{
	for (size_t i = 0; i < k->count; i++)
		if (k->keys[i].number == number)
			return &k->keys[i];
	return NULL;
}

bool auth_keys_has(const struct auth_keys *k, uint32_t number)
{
	return find(k, number) != NULL;
}

const uint8_t *auth_keys_get(const struct auth_keys *k, uint32_t number)
{
	const struct key *found = find(k, number);
	return found != NULL ? found->key : NULL;
}

const uint8_t *auth_keys_finding(const struct auth_keys *k, uint32_t number)
{
	const struct key *found = find(k, number);
	return found != NULL ? found->finding : NULL;
}

/* ---- what changes the file ---- */

/* The line of a new key behind what the file had. */
static size_t add_line(char room[static FILE_MAX_BYTES], size_t len, uint32_t number)
{
	uint8_t key[AUTH_KEY_BYTES];
	char text[KEY_TEXT_LEN + 1];
	randombytes_buf(key, sizeof(key));
	sodium_bin2base64(
		text, sizeof(text), key, sizeof(key), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	const int added = snprintf(room + len, FILE_MAX_BYTES - len, "%s%u %s%s\n",
		len > 0 && room[len - 1] != '\n' ? "\n" : "", number, text,
		number > 1 ? OPENS : "");
	sodium_memzero(key, sizeof(key));
	sodium_memzero(text, sizeof(text));
	return added > 0 ? len + (size_t)added : FILE_MAX_BYTES;
}

/* Takes away `len` bytes at `at`, and returns what is left. */
static size_t cut_out(char *room, size_t room_len, const char *at, size_t len)
{
	assert(at != NULL);
	const size_t from = (size_t)(at - room);
	memmove(room + from, room + from + len, room_len - from - len);
	return room_len - len;
}

/* The line of a key that is there. */
static struct str find_line(struct str text, uint32_t number)
{
	struct str line;
	while (str_cut(&text, '\n', &line))
		if (number_of(str_trim(line)) == number)
			return line;
	return STR_NULL;
}

/* Aside, and then in its place: who reads meanwhile sees the old one or the new one. */
static enum err write_file(const char *path, const char *text, size_t len)
{
	char aside[PATH_BYTES];
	const int need = snprintf(aside, sizeof(aside), "%s.%d", path, (int)getpid());
	if (need < 0 || (size_t)need >= sizeof(aside))
		return ERR_UNAVAILABLE;
	const int fd = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return ERR_UNAVAILABLE;
	const bool written = write(fd, text, len) == (ssize_t)len && fsync(fd) == 0;
	(void)close(fd);
	if (written && rename(aside, path) == 0)
		return ERR_OK;
	(void)unlink(aside);
	return ERR_UNAVAILABLE;
}

/* The text of a file while it is changed. */
struct edit {
	const char *path;
	char *text;
	size_t len;
	struct auth_keys *keys; /* NULL: the file is not there, or empty */
};

static enum err edit_begin(struct edit *e, const char *path, bool may_be_new)
{
	*e = (struct edit){ .path = path, .text = sodium_malloc(FILE_MAX_BYTES) };
	if (e->text == NULL)
		err_fatal("no locked memory for the keys");
	if (may_be_new && access(path, F_OK) != 0)
		return ERR_OK;
	TRY(read_file(path, e->text, &e->len));
	return may_be_new && e->len == 0
		       ? ERR_OK
		       : auth_keys_parse((struct str){ e->text, e->len }, &e->keys);
}

/* Writes it when all went well, and forgets it. */
static enum err edit_end(struct edit *e, enum err so_far)
{
	if (so_far == ERR_OK)
		so_far = e->len < FILE_MAX_BYTES ? write_file(e->path, e->text, e->len)
						 : ERR_INVALID;
	auth_keys_destroy(e->keys);
	sodium_free(e->text);
	return so_far;
}

/* The highest number; 0 without any. */
static uint32_t newest(const struct edit *e)
{
	return e->keys != NULL ? auth_keys_number(e->keys, auth_keys_count(e->keys) - 1) : 0;
}

static enum err add(struct edit *e, uint32_t number)
{
	if (e->keys != NULL && auth_keys_sealing(e->keys) != newest(e))
		return ERR_CONFLICT;
	if (number == 0 || (e->keys != NULL && auth_keys_count(e->keys) == AUTH_KEYS_MAX))
		return ERR_INVALID;
	e->len = add_line(e->text, e->len, number);
	return ERR_OK;
}

enum err auth_keys_add(const char *path, uint32_t *ret_number)
{
	struct edit e;
	enum err done = edit_begin(&e, path, true);
	const uint32_t number = newest(&e) + 1; /* 0 behind the last one */
	if (done == ERR_OK)
		done = add(&e, number);
	TRY(edit_end(&e, done));
	*ret_number = number;
	return ERR_OK;
}

static enum err use(struct edit *e, uint32_t number)
{
	if (auth_keys_sealing(e->keys) == number)
		return ERR_CONFLICT;
	const struct str line = str_trim(find_line((struct str){ e->text, e->len }, number));
	const size_t word = sizeof(OPENS) - 1;
	e->len = cut_out(e->text, e->len, line.ptr + line.len - word, word);
	return ERR_OK;
}

enum err auth_keys_use(const char *path, uint32_t *ret_number)
{
	struct edit e;
	enum err done = edit_begin(&e, path, false);
	const uint32_t number = newest(&e);
	if (done == ERR_OK)
		done = use(&e, number);
	TRY(edit_end(&e, done));
	*ret_number = number;
	return ERR_OK;
}

static enum err drop(struct edit *e, uint32_t number)
{
	if (auth_keys_get(e->keys, number) == NULL)
		return ERR_NOT_FOUND;
	if (auth_keys_sealing(e->keys) == number)
		return ERR_CONFLICT;
	const struct str line = find_line((struct str){ e->text, e->len }, number);
	const bool ended = line.ptr + line.len < e->text + e->len; /* by a newline */
	e->len = cut_out(e->text, e->len, line.ptr, line.len + (ended ? 1 : 0));
	return ERR_OK;
}

enum err auth_keys_drop(const char *path, uint32_t number)
{
	struct edit e;
	enum err done = edit_begin(&e, path, false);
	if (done == ERR_OK)
		done = drop(&e, number);
	return edit_end(&e, done);
}
