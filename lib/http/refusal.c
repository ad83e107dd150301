/* Answers of the layer itself. The owner writes their bodies. */
#include <assert.h>

#include "http/conn.h"

#define REFUSAL_ARENA_BYTES (1024 * 1024)

static bool has_header(const struct http_resp *resp, struct str name)
{
	for (size_t i = 0; i < resp->header_count; i++) {
		if (str_eq_nocase(resp->headers[i].name, name))
			return true;
	}
	return false;
}

void conn_refuse(struct conn *c, struct http_refusal refusal, bool close)
{
	const struct http_server_config *const config = &c->server->config;
	struct http_resp *const resp = &c->resp;
	c->server->stats.refused++;
	resp->status = err_status(refusal.why);
	resp->header_count = 0;
	resp->close = false;
	buf_reset(&resp->body);

	struct arena a;
	arena_init(&a, REFUSAL_ARENA_BYTES);
	config->on_refusal(refusal.why, refusal.code, refusal.detail, resp, &a, config->ctx);
	resp->close = resp->close || close;
	if (refusal.why == ERR_UNAVAILABLE && !has_header(resp, STR("Retry-After")))
		http_resp_header(resp, "Retry-After", STR("1"));
	assert(!resp->body.overflow); /* a refusal that is itself too large would have no end */
	conn_answer(c);
	arena_fini(&a);
}
