/* Web addresses: RFC 3986 as far as a link to a school or company needs it. */
#include <string.h>

#include "domain/normaliseer.h"
#include "domain/teken.h"

#define HOST_MAX  253
#define LABEL_MAX 63

static bool only_uri_bytes(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		const char c = s.ptr[i];
		if (c <= ' ' || c >= 0x7f || strchr("\"<>\\^`{|}", c) != NULL)
			return false;
	}
	return true;
}

static bool is_label(struct str s)
{
	if (s.len == 0 || s.len > LABEL_MAX || s.ptr[0] == '-' || s.ptr[s.len - 1] == '-')
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!teken_is_digit(s.ptr[i]) && !teken_is_letter(s.ptr[i]) && s.ptr[i] != '-')
			return false;
	}
	return true;
}

/* At least two labels, of which the last begins with a letter: that keeps out numbers. */
static bool is_host(struct str host)
{
	if (host.len == 0 || host.len > HOST_MAX || host.ptr[host.len - 1] == '.')
		return false;
	struct str rest = host;
	struct str label = STR_NULL;
	unsigned labels = 0;
	while (str_cut(&rest, '.', &label)) {
		if (!is_label(label))
			return false;
		labels++;
	}
	return labels >= 2 && label.len >= 2 && teken_is_letter(label.ptr[0]);
}

static bool is_authority(struct str authority)
{
	const char *colon = memchr(authority.ptr, ':', authority.len);
	if (colon == NULL)
		return is_host(authority);
	const size_t host_len = (size_t)(colon - authority.ptr);
	const struct str port = { colon + 1, authority.len - host_len - 1 };
	int64_t number = 0;
	return is_host((struct str){ authority.ptr, host_len }) &&
	       str_to_int(port, 1, 65535, &number) == ERR_OK;
}

/* Takes "http://" or "https://" off the front. Without "://" there is no scheme. */
static enum err cut_scheme(struct str *rest, const char **ret_scheme)
{
	static const char *const schemes[] = { "https://", "http://" };
	for (size_t i = 0; i < 2; i++) {
		const size_t len = strlen(schemes[i]);
		if (rest->len >= len &&
			str_eq_nocase((struct str){ rest->ptr, len }, str_from(schemes[i]))) {
			rest->ptr += len;
			rest->len -= len;
			*ret_scheme = schemes[i];
			return ERR_OK;
		}
	}
	const void *other = memmem(rest->ptr, rest->len, "://", 3);
	const void *slash = memchr(rest->ptr, '/', rest->len);
	if (other != NULL && (const char *)slash == (const char *)other + 1)
		return ERR_INVALID;
	*ret_scheme = schemes[0];
	return ERR_OK;
}

enum err normaliseer_internetadres(struct arena *a, struct str s, struct str *ret_adres)
{
	struct str rest = str_trim(s);
	if (rest.len == 0 || rest.len > INTERNETADRES_MAX || !only_uri_bytes(rest))
		return ERR_INVALID;
	const char *scheme = NULL;
	TRY(cut_scheme(&rest, &scheme));
	size_t authority_len = 0;
	while (authority_len < rest.len && strchr("/?#", rest.ptr[authority_len]) == NULL)
		authority_len++;
	const size_t total = strlen(scheme) + rest.len;
	if (total > INTERNETADRES_MAX || !is_authority((struct str){ rest.ptr, authority_len }))
		return ERR_INVALID;
	char *adres = arena_printf(a, "%s%.*s", scheme, STR_FMT(rest));
	for (size_t i = total - rest.len; i < total - rest.len + authority_len; i++)
		adres[i] = teken_lower(adres[i]);
	*ret_adres = (struct str){ adres, total };
	return ERR_OK;
}
