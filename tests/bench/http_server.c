/*
 * lib/http with a handler of its own:  http_server PORT TEXT
 *   /json   an object of eight members, written by lib/json
 *   else    TEXT as it is
 */
#include <stdio.h>

#include "http/http.h"
#include "json/jsn.h"

/* The same as peers/fastify.mjs gives. */
static void write_object(struct buf *body)
{
	struct jsn_out o;
	jsn_out_init(&o, body);
	jsn_object(&o);
	jsn_kv_cstr(&o, "id", "00000000-0000-4000-8001-000000000001");
	jsn_kv_cstr(&o, "soort", "gastles");
	jsn_kv_cstr(&o, "titel", "Een robotarm die meedoet in de klas");
	jsn_kv_cstr(&o, "omschrijving",
		"Noor neemt een kleine robotarm mee. De klas programmeert hem om blokjes te "
		"sorteren op kleur.");
	jsn_kv_int(&o, "groepMin", 1);
	jsn_kv_int(&o, "groepMax", 32);
	jsn_kv_bool(&o, "online", false);
	jsn_kv_cstr(&o, "status", "actief");
	jsn_object_end(&o);
}

static void answer(struct task *t, const struct http_req *req, struct http_resp *resp, void *ctx)
{
	(void)t; /* nothing to wait for */
	const char *const text = ctx;
	resp->status = 200;
	http_resp_header(resp, "Content-Type", STR("application/json"));
	if (str_eq(req->path, STR("/json")))
		write_object(&resp->body);
	else
		buf_add_str(&resp->body, str_from(text));
}

static void refuse(enum err why, const char *code, const char *detail, struct http_resp *resp,
	struct arena *a, void *ctx)
{
	(void)why, (void)code, (void)detail, (void)resp, (void)a, (void)ctx; /* an empty body */
}

int main(int argc, char **argv)
{
	int64_t port = 0;
	int fd = -1;
	if (argc != 3 || str_to_int(str_from(argv[1]), 1, 65535, &port) != ERR_OK ||
		http_listen("127.0.0.1", (uint16_t)port, 1024, &fd) != ERR_OK) {
		fputs("usage: http_server PORT TEXT\n", stderr);
		return 2;
	}
	struct loop *l = loop_create(&loop_limits_default);
	const struct http_server_config config = { .limits = http_limits_default,
		.on_request = answer,
		.on_refusal = refuse,
		.ctx = argv[2] };
	struct http_server *s = http_server_create(l, &fd, 1, &config);
	loop_run(l);
	http_server_destroy(s);
	loop_destroy(l);
	return 0;
}
