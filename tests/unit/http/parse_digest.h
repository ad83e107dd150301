/* What a parser made of a stream of bytes, as text that can be compared. */
#ifndef TESTS_UNIT_HTTP_PARSE_DIGEST_H
#define TESTS_UNIT_HTTP_PARSE_DIGEST_H

#include "base/buf.h"
#include "http/parse.h"

struct digest {
	struct http_parser parser;
	struct http_limits limits;
	struct buf text;
	bool ended; /* refused, or the connection would close: what follows is not looked at */
};

static inline void digest_begin(struct digest *d, const struct http_limits *limits)
{
	*d = (struct digest){ .limits = *limits };
	http_parser_init(&d->parser, &d->limits);
	buf_init(&d->text, 1 << 20);
}

static inline void digest_end(struct digest *d)
{
	http_parser_fini(&d->parser);
	buf_fini(&d->text);
}

static inline void digest_request(struct digest *d)
{
	const struct http_req *const r = &d->parser.req;
	buf_addf(&d->text, "%.*s %.*s|%.*s|%.*s|%.*s", STR_FMT(r->method_text), STR_FMT(r->target),
		STR_FMT(r->path), STR_FMT(r->query), STR_FMT(r->host));
	for (size_t i = 0; i < r->header_count; i++)
		buf_addf(&d->text, "|%.*s=%.*s", STR_FMT(r->headers[i].name),
			STR_FMT(r->headers[i].value));
	buf_addf(&d->text, "|%s%zu:", r->body.ptr == NULL ? "none" : "body", r->body.len);
	buf_add_str(&d->text, r->body);
	d->ended = !d->parser.keep_alive;
	buf_add_str(&d->text, d->ended ? STR(" closes\n") : STR(" keeps\n"));
	http_parser_next(&d->parser);
}

static inline void digest_feed(struct digest *d, const char *bytes, size_t len)
{
	size_t at = 0;
	while (at < len && !d->ended) {
		size_t used = 0;
		switch (http_parser_feed(&d->parser, bytes + at, len - at, &used)) {
		case HTTP_PARSE_MORE: break;
		case HTTP_PARSE_HEAD:
			buf_addf(
				&d->text, "head%s\n", d->parser.expects_continue ? " expects" : "");
			break;
		case HTTP_PARSE_DONE: digest_request(d); break;
		case HTTP_PARSE_REFUSED:
			buf_addf(&d->text, "refused %d %s\n", err_status(d->parser.refusal.why),
				d->parser.refusal.code);
			d->ended = true;
			break;
		}
		at += used;
	}
}

#endif
