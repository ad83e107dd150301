#include "base/err.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

static const struct {
	int status;
	const char *name;
} errors[ERR_COUNT_] = {
	[ERR_OK] = { 200, "ok" },
	[ERR_INVALID] = { 400, "invalid" },
	[ERR_UNAUTHENTICATED] = { 401, "unauthenticated" },
	[ERR_FORBIDDEN] = { 403, "forbidden" },
	[ERR_NOT_FOUND] = { 404, "not_found" },
	[ERR_METHOD] = { 405, "method" },
	[ERR_NOT_ACCEPTABLE] = { 406, "not_acceptable" },
	[ERR_REQUEST_TIMEOUT] = { 408, "request_timeout" },
	[ERR_CONFLICT] = { 409, "conflict" },
	[ERR_PRECONDITION_FAILED] = { 412, "precondition_failed" },
	[ERR_TOO_LARGE] = { 413, "too_large" },
	[ERR_MEDIA_TYPE] = { 415, "media_type" },
	[ERR_EXPECTATION] = { 417, "expectation" },
	[ERR_MISDIRECTED] = { 421, "misdirected" },
	[ERR_KEY_REUSED] = { 422, "key_reused" },
	[ERR_PRECONDITION_REQUIRED] = { 428, "precondition_required" },
	[ERR_TOO_MANY] = { 429, "too_many" },
	[ERR_HEAD_TOO_LARGE] = { 431, "head_too_large" },
	[ERR_URI_TOO_LONG] = { 414, "uri_too_long" },
	[ERR_INTERNAL] = { 500, "internal" },
	[ERR_NOT_IMPLEMENTED] = { 501, "not_implemented" },
	[ERR_UNAVAILABLE] = { 503, "unavailable" },
	[ERR_HTTP_VERSION] = { 505, "http_version" },
};

static size_t err_index(enum err e)
{
	return (unsigned)e < ERR_COUNT_ ? (size_t)e : (size_t)ERR_INTERNAL;
}

int err_status(enum err e)
{
	return errors[err_index(e)].status;
}

const char *err_name(enum err e)
{
	return errors[err_index(e)].name;
}

_Noreturn void err_fatal(const char *what)
{
	fprintf(stderr, "schakel: %s\n", what);
	abort();
}
