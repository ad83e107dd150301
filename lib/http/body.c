/* Bodies: the size of chunks, and the limits of what they add up to. */
#include "http/chars.h"
#include "http/parse.h"

static enum err refuse_too_large(struct http_parser *p)
{
	return http_parser_refuse(p, ERR_TOO_LARGE, "http.body_te_groot", "De body is te groot.");
}

/* Steps through a line; at its end it sees a NUL, which is in none of the classes. */
static char peek(struct str s, size_t at)
{
	return at < s.len ? s.ptr[at] : '\0';
}

static size_t skip_blank(struct str s, size_t at)
{
	while (peek(s, at) == ' ' || peek(s, at) == '\t')
		at++;
	return at;
}

static size_t skip_token(struct str s, size_t at)
{
	while (char_is_token(peek(s, at)))
		at++;
	return at;
}

/* Behind the closing quote of a quoted-string, or 0 when it is wrong. */
static size_t skip_quoted(struct str s, size_t at)
{
	for (at++; at < s.len && char_is_value(s.ptr[at]); at++) {
		if (s.ptr[at] == '"')
			return at + 1;
		if (s.ptr[at] != '\\')
			continue;
		at++;
		if (at >= s.len || !char_is_value(s.ptr[at]))
			return 0;
	}
	return 0;
}

/* chunk-ext = *( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] ), RFC 9112, 7.1.1 */
static bool extensions_are_valid(struct str s)
{
	size_t at = 0;
	while (at < s.len) {
		at = skip_blank(s, at);
		if (peek(s, at) != ';')
			return false;
		const size_t name = skip_blank(s, at + 1);
		at = skip_token(s, name);
		if (at == name)
			return false;
		const size_t sign = skip_blank(s, at);
		if (peek(s, sign) != '=')
			continue;
		const size_t value = skip_blank(s, sign + 1);
		at = peek(s, value) == '"' ? skip_quoted(s, value) : skip_token(s, value);
		if (at <= value)
			return false;
	}
	return true;
}

enum err http_body_chunk_line(struct http_parser *p, struct str line)
{
	uint64_t size = 0;
	size_t digits = 0;
	while (digits < line.len && digits <= HTTP_CHUNK_SIZE_DIGITS &&
		char_hex(line.ptr[digits]) >= 0) {
		size = size << 4 | (uint64_t)char_hex(line.ptr[digits]);
		digits++;
	}
	const struct str extensions = { line.ptr + digits, line.len - digits };
	if (digits == 0 || digits > HTTP_CHUNK_SIZE_DIGITS || !extensions_are_valid(extensions))
		return http_parser_refuse(p, ERR_INVALID, "http.brok",
			"De lengte van een brok van de body is onjuist.");
	if (size > p->limits->body_bytes - p->body.len)
		return refuse_too_large(p);
	p->remaining = size;
	if (size == 0)
		return ERR_OK;
	p->chunks++;
	if (p->chunks > p->limits->chunks)
		return http_parser_refuse(p, ERR_TOO_LARGE, "http.te_veel_brokken",
			"De body bestaat uit te veel brokken.");
	return ERR_OK;
}

enum err http_body_add(struct http_parser *p, const char *bytes, size_t len)
{
	buf_add(&p->body, bytes, len);
	/* Both framings were measured against the limit before their first byte. */
	return p->body.overflow ? refuse_too_large(p) : ERR_OK;
}
