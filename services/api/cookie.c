#include "api/cookie.h"

#include <string.h>

#include "api/app.h"
#include "config.h"

/* ---- reading ---- */

/* The pairs of one field: name=value, with ';' between them (RFC 6265, section 4.2.1). */
static void read_line(struct str rest, const char *wanted, struct str *value, size_t *count)
{
	struct str pair;
	while (str_cut(&rest, ';', &pair)) {
		pair = str_trim(pair);
		struct str name;
		if (!str_cut(&pair, '=', &name) || pair.ptr == NULL ||
			!str_eq(name, str_from(wanted)))
			continue;
		*value = pair;
		(*count)++;
	}
}

/* Of two, who knows which one somebody slipped in. */
static enum err read_one(const struct http_req *http, const char *name, struct str *ret_value)
{
	size_t count = 0;
	for (size_t i = 0; i < http->header_count; i++)
		if (str_eq_nocase(http->headers[i].name, STR("Cookie")))
			read_line(http->headers[i].value, name, ret_value, &count);
	return count == 1 ? ERR_OK : ERR_UNAUTHENTICATED;
}

enum err cookie_read(const struct http_req *http, uint8_t ret_hash[static AUTH_HASH_BYTES])
{
	struct str value = STR_NULL;
	TRY(read_one(http, COOKIE_NAME, &value));
	return auth_token_hash(value, ret_hash);
}

enum err cookie_read_way(const struct http_req *http, struct str *ret_text)
{
	return read_one(http, COOKIE_WAY_NAME, ret_text);
}

/* ---- where from ---- */

/* scheme://authority, of a URL that may go on behind that. */
static struct str origin_of(struct str url)
{
	const char *colon = url.len > 3 ? memmem(url.ptr, url.len, "://", 3) : NULL;
	if (colon == NULL)
		return STR_NULL;
	size_t end = (size_t)(colon - url.ptr) + 3;
	while (end < url.len && url.ptr[end] != '/')
		end++;
	return (struct str){ url.ptr, end };
}

/* Our own: where people find us, or this host by the TLS in front of us. */
static bool is_own(const struct req *r, struct str origin)
{
	if (str_eq_nocase(origin, origin_of(str_from(r->app->config->public_url))))
		return true;
	const struct str scheme = STR("https://");
	return r->http->host.ptr != NULL && str_starts(origin, scheme) &&
	       str_eq_nocase((struct str){ origin.ptr + scheme.len, origin.len - scheme.len },
		       r->http->host);
}

enum err cookie_check_origin(const struct req *r)
{
	size_t sites = 0;
	size_t origins = 0;
	const struct str site = http_req_header(r->http, "Sec-Fetch-Site", &sites);
	const struct str origin = http_req_header(r->http, "Origin", &origins);
	const bool site_ok = sites == 0 || (sites == 1 && str_eq(site, STR("same-origin")));
	const bool origin_ok = origins == 0 || (origins == 1 && is_own(r, origin));
	if (site_ok && origin_ok && sites + origins > 0)
		return ERR_OK;
	return task_fail(r->t, ERR_FORBIDDEN, "herkomst.vreemd",
		"Dit verzoek komt niet van een pagina van deze dienst. Een programma stuurt het "
		"token mee als Authorization: Bearer.");
}

/* ---- giving ---- */

static void give(struct req *r, const char *name, struct str value, int64_t seconds)
{
	http_resp_header(r->resp, "Set-Cookie",
		str_from(arena_printf(task_arena(r->t),
			"%s=%.*s; Path=/; Max-Age=%lld; Secure; HttpOnly; SameSite=Strict", name,
			STR_FMT(value), (long long)seconds)));
}

void cookie_set(struct req *r, const char *token, int64_t seconds)
{
	give(r, COOKIE_NAME, str_from(token), seconds);
}

/* As long as its text holds at most, which says itself until when. */
void cookie_set_way(struct req *r, struct str text)
{
	give(r, COOKIE_WAY_NAME, text, COOKIE_WAY_S);
}

void cookie_clear_way(struct req *r)
{
	give(r, COOKIE_WAY_NAME, STR(""), 0);
}

void cookie_clear(struct req *r)
{
	cookie_set(r, "", 0);
}
