/* The way of a request: route → Accept → caller → decode → handler → commit → answer or problem →
 * log line. What can be refused without the database comes before the caller. */
#ifndef API_DISPATCH_H
#define API_DISPATCH_H

#include "http/http.h"

/* For http_server_config: ctx is the struct app. */
void dispatch_request(
	struct task *t, const struct http_req *http, struct http_resp *resp, void *ctx);
bool dispatch_is_brief(const struct http_req *http, void *ctx);
void dispatch_refusal(enum err why, const char *code, const char *detail, struct http_resp *resp,
	struct arena *a, void *ctx);

#endif
