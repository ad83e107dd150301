/* Request line and fields: what they may look like, and what framing follows from them. */
#include <assert.h>

#include "http/chars.h"
#include "http/parse.h"

static enum err refuse_invalid(struct http_parser *p, const char *code, const char *detail)
{
	return http_parser_refuse(p, ERR_INVALID, code, detail);
}

/* ---- request line ---- */

static const struct {
	struct str text;
	enum http_method method;
} methods[] = {
	{ { "GET", 3 }, HTTP_GET },
	{ { "HEAD", 4 }, HTTP_HEAD },
	{ { "POST", 4 }, HTTP_POST },
	{ { "PUT", 3 }, HTTP_PUT },
	{ { "PATCH", 5 }, HTTP_PATCH },
	{ { "DELETE", 6 }, HTTP_DELETE },
	{ { "OPTIONS", 7 }, HTTP_OPTIONS },
};

static enum http_method method_from(struct str text)
{
	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
		if (str_eq(methods[i].text, text))
			return methods[i].method;
	}
	return HTTP_OTHER;
}

static bool is_token(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (!char_is_token(s.ptr[i]))
			return false;
	}
	return s.len > 0;
}

static enum err version_check(struct http_parser *p, struct str text)
{
	const bool well_formed = text.len == 8 && str_starts(text, STR("HTTP/")) &&
				 char_is_digit(text.ptr[5]) && text.ptr[6] == '.' &&
				 char_is_digit(text.ptr[7]);
	if (!well_formed)
		return refuse_invalid(p, "http.verzoekregel",
			"De eerste regel van het verzoek eindigt niet op een HTTP-versie.");
	if (text.ptr[5] != '1' || text.ptr[7] > '1')
		return http_parser_refuse(p, ERR_HTTP_VERSION, "http.versie",
			"Alleen HTTP/1.0 en HTTP/1.1 worden begrepen.");
	p->is_http_10 = text.ptr[7] == '0';
	return ERR_OK;
}

/* Characters only: the form depends on the method. */
static bool target_is_clean(struct str target)
{
	for (size_t i = 0; i < target.len; i++) {
		if (char_is_target(target.ptr[i]))
			continue;
		if (target.ptr[i] != '%' || target.len - i < 3 || char_hex(target.ptr[i + 1]) < 0 ||
			char_hex(target.ptr[i + 2]) < 0)
			return false;
		i += 2;
	}
	return target.len > 0;
}

enum err http_head_request_line(struct http_parser *p, struct str line)
{
	struct str rest = line;
	struct str method;
	struct str target;
	if (!str_cut(&rest, ' ', &method) || !is_token(method))
		return refuse_invalid(p, "http.verzoekregel",
			"De eerste regel van het verzoek begint niet met een methode.");
	/* Known from here on: also a refused HEAD is answered without a body. */
	p->req.method = method_from(method);
	if (!str_cut(&rest, ' ', &target) || !target_is_clean(target))
		return refuse_invalid(p, "http.doel",
			"Het adres in het verzoek ontbreekt of bevat een teken dat er niet in "
			"hoort.");
	TRY(version_check(p, rest));

	p->req.method_text = method;
	p->req.target = target;
	if (p->req.method == HTTP_OTHER)
		return ERR_OK; /* 501 when the fields are in order; its target may have any form */
	struct http_target split;
	if (!http_target_split(p->req.method, target, &split))
		return refuse_invalid(
			p, "http.doel", "Het adres in het verzoek heeft geen vorm die hier kan.");
	p->req.path = split.path;
	p->req.query = split.query;
	p->authority = split.authority;
	return ERR_OK;
}

/* ---- fields ---- */

bool http_field_split(struct str line, struct http_header *ret_header)
{
	size_t name_len = 0;
	while (name_len < line.len && char_is_token(line.ptr[name_len]))
		name_len++;
	/* A space before the colon, or a continuation line, ends up here as well. */
	if (name_len == 0 || name_len == line.len || line.ptr[name_len] != ':')
		return false;
	const struct str value = { line.ptr + name_len + 1, line.len - name_len - 1 };
	for (size_t i = 0; i < value.len; i++) {
		if (!char_is_value(value.ptr[i]))
			return false;
	}
	ret_header->name = (struct str){ line.ptr, name_len };
	ret_header->value = str_trim(value);
	return true;
}

static enum err note_host(struct http_parser *p, struct str value)
{
	if (p->req.host.ptr != NULL)
		return refuse_invalid(p, "http.host", "Het veld Host staat er meer dan eens.");
	if (!http_host_is_valid(value))
		return refuse_invalid(p, "http.host", "Het veld Host is onjuist.");
	p->req.host = value;
	return ERR_OK;
}

static enum err note_length(struct http_parser *p, struct str value)
{
	if (p->has_length)
		return refuse_invalid(
			p, "http.lengte", "Het veld Content-Length staat er meer dan eens.");
	uint64_t length = 0;
	bool wrong = value.len == 0;
	for (size_t i = 0; i < value.len && !wrong; i++) {
		wrong = !char_is_digit(value.ptr[i]) ||
			__builtin_mul_overflow(length, 10u, &length) ||
			__builtin_add_overflow(length, (uint64_t)(value.ptr[i] - '0'), &length);
	}
	if (wrong)
		return refuse_invalid(p, "http.lengte", "Het veld Content-Length is onjuist.");
	p->has_length = true;
	p->length = length;
	return ERR_OK;
}

static enum err note_coding(struct http_parser *p, struct str value)
{
	if (p->is_chunked || !str_eq_nocase(value, STR("chunked")))
		return refuse_invalid(p, "http.codering",
			"Het veld Transfer-Encoding mag alleen één keer chunked zijn.");
	p->is_chunked = true;
	return ERR_OK;
}

static enum err note_connection(struct http_parser *p, struct str value)
{
	struct str rest = value;
	struct str option;
	while (str_cut(&rest, ',', &option)) {
		const struct str name = str_trim(option);
		if (str_eq_nocase(name, STR("close")))
			p->wants_close = true;
		else if (str_eq_nocase(name, STR("keep-alive")))
			p->wants_keep = true;
	}
	return ERR_OK;
}

static enum err note_expect(struct http_parser *p, struct str value)
{
	if (str_eq_nocase(value, STR("100-continue")))
		p->expects_continue = true;
	else
		p->other_expectation = true;
	return ERR_OK;
}

static const struct {
	struct str name;
	enum err (*note)(struct http_parser *p, struct str value);
} known_fields[] = {
	{ { "Host", 4 }, note_host },
	{ { "Content-Length", 14 }, note_length },
	{ { "Transfer-Encoding", 17 }, note_coding },
	{ { "Connection", 10 }, note_connection },
	{ { "Expect", 6 }, note_expect },
};

bool http_field_is_known(struct str name)
{
	for (size_t i = 0; i < sizeof(known_fields) / sizeof(known_fields[0]); i++) {
		if (str_eq_nocase(name, known_fields[i].name))
			return true;
	}
	return false;
}

enum err http_head_field(struct http_parser *p, struct str line)
{
	assert(p->req.header_count < HTTP_MAX_HEADERS);
	struct http_header *const h = &p->req.headers[p->req.header_count];
	if (!http_field_split(line, h))
		return refuse_invalid(p, "http.veld", "Een veld van het verzoek is onjuist.");
	p->req.header_count++;
	for (size_t i = 0; i < sizeof(known_fields) / sizeof(known_fields[0]); i++) {
		if (h->name.len == known_fields[i].name.len &&
			str_eq_nocase(h->name, known_fields[i].name))
			return known_fields[i].note(p, h->value);
	}
	return ERR_OK;
}

/* ---- the whole head ---- */

static enum err check_host(struct http_parser *p)
{
	if (p->req.host.ptr == NULL && !p->is_http_10)
		return refuse_invalid(p, "http.host", "Het veld Host ontbreekt.");
	if (p->authority.ptr == NULL)
		return ERR_OK;
	if (p->req.host.ptr == NULL)
		p->req.host = p->authority;
	if (!str_eq_nocase(p->req.host, p->authority))
		return refuse_invalid(
			p, "http.host", "Het veld Host noemt een andere host dan het adres.");
	return ERR_OK;
}

static enum err check_framing(struct http_parser *p)
{
	if (p->is_chunked && p->has_length)
		return refuse_invalid(
			p, "http.codering", "Transfer-Encoding en Content-Length gaan niet samen.");
	if (p->is_chunked && p->is_http_10)
		return refuse_invalid(
			p, "http.codering", "Transfer-Encoding bestaat niet in HTTP/1.0.");
	return ERR_OK;
}

enum err http_head_finish(struct http_parser *p)
{
	TRY(check_host(p));
	TRY(check_framing(p));
	if (p->req.method == HTTP_OTHER)
		return http_parser_refuse(
			p, ERR_NOT_IMPLEMENTED, "http.methode", "Deze methode bestaat hier niet.");
	if (p->other_expectation)
		return http_parser_refuse(p, ERR_EXPECTATION, "http.verwachting",
			"Van het veld Expect wordt alleen 100-continue begrepen.");
	if (p->length > p->limits->body_bytes)
		return http_parser_refuse(
			p, ERR_TOO_LARGE, "http.body_te_groot", "De body is te groot.");
	/* RFC 9110, section 10.1.1: of a client of 1.0 it must be ignored. */
	if (p->is_http_10)
		p->expects_continue = false;
	p->keep_alive = !p->wants_close && (!p->is_http_10 || p->wants_keep);
	return ERR_OK;
}

struct str http_req_header(const struct http_req *req, const char *name, size_t *ret_count)
{
	const struct str wanted = str_from(name);
	struct str value = STR_NULL;
	size_t count = 0;
	for (size_t i = 0; i < req->header_count; i++) {
		if (!str_eq_nocase(req->headers[i].name, wanted))
			continue;
		if (count == 0)
			value = req->headers[i].value;
		count++;
	}
	if (ret_count != NULL)
		*ret_count = count;
	return value;
}
