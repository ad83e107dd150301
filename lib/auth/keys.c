/* The file of keys. In memory they stand where libsodium keeps them out of core files and swap. */
#include "auth/keys.h"

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

struct auth_keys {
	uint32_t numbers[AUTH_KEYS_MAX];
	uint8_t keys[AUTH_KEYS_MAX][AUTH_KEY_BYTES];
	size_t count;
	uint32_t newest;
};

static enum err parse_line(struct auth_keys *k, struct str line)
{
	struct str number_text;
	int64_t number = 0;
	size_t len = 0;
	if (k->count == AUTH_KEYS_MAX || !str_cut(&line, ' ', &number_text) ||
		str_to_int(number_text, 1, UINT32_MAX, &number) != ERR_OK ||
		line.len != KEY_TEXT_LEN || auth_keys_get(k, (uint32_t)number) != NULL)
		return ERR_INVALID;
	for (size_t i = 0; i < line.len; i++)
		if ((unsigned char)line.ptr[i] >= 0x80)
			return ERR_INVALID; /* see is_ascii in auth.c */
	if (sodium_base642bin(k->keys[k->count], AUTH_KEY_BYTES, line.ptr, line.len, NULL, &len,
		    NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
		len != AUTH_KEY_BYTES)
		return ERR_INVALID;
	k->numbers[k->count++] = (uint32_t)number;
	if (number > k->newest)
		k->newest = (uint32_t)number;
	return ERR_OK;
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
	if (e == ERR_OK && k->count == 0)
		e = ERR_INVALID;
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

uint32_t auth_keys_newest(const struct auth_keys *k)
{
	return k->newest;
}

const uint8_t *auth_keys_get(const struct auth_keys *k, uint32_t number)
{
	for (size_t i = 0; i < k->count; i++)
		if (k->numbers[i] == number)
			return k->keys[i];
	return NULL;
}

/* ---- a new key ---- */

/* The line of a new key behind what the file had. */
static size_t add_line(char room[static FILE_MAX_BYTES], size_t len, uint32_t number)
{
	uint8_t key[AUTH_KEY_BYTES];
	char text[KEY_TEXT_LEN + 1];
	randombytes_buf(key, sizeof(key));
	sodium_bin2base64(
		text, sizeof(text), key, sizeof(key), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	const int added = snprintf(room + len, FILE_MAX_BYTES - len, "%s%u %s\n",
		len > 0 && room[len - 1] != '\n' ? "\n" : "", number, text);
	sodium_memzero(key, sizeof(key));
	sodium_memzero(text, sizeof(text));
	return added > 0 ? len + (size_t)added : FILE_MAX_BYTES;
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

enum err auth_keys_add(const char *path, uint32_t *ret_number)
{
	char *text = sodium_malloc(FILE_MAX_BYTES);
	if (text == NULL)
		err_fatal("no locked memory for the keys");
	size_t len = 0;
	uint32_t newest = 0;
	struct auth_keys *old = NULL;
	enum err e = access(path, F_OK) == 0 ? read_file(path, text, &len) : ERR_OK;
	if (e == ERR_OK && len > 0)
		e = auth_keys_parse((struct str){ text, len }, &old);
	if (e == ERR_OK && old != NULL)
		newest = auth_keys_newest(old);
	if (e == ERR_OK && (newest == UINT32_MAX || (old && auth_keys_count(old) == AUTH_KEYS_MAX)))
		e = ERR_INVALID;
	if (e == ERR_OK) {
		len = add_line(text, len, newest + 1);
		e = len < FILE_MAX_BYTES ? write_file(path, text, len) : ERR_INVALID;
	}
	if (e == ERR_OK)
		*ret_number = newest + 1;
	auth_keys_destroy(old);
	sodium_free(text);
	return e;
}
