/* Problem documents (RFC 9457): every answer of 400 and up has this one form. */
#ifndef API_PROBLEM_H
#define API_PROBLEM_H

#include "base/err.h"
#include "http/http.h"
#include "task/task.h"

/* Fills status, body and the headers that belong to the status, from the error record of the task;
 * `language` is that of its words ("nl"). */
void problem_write(struct task *t, enum err e, const char *language, const char *request_id,
	struct http_resp *resp);

/* The same for what the HTTP layer refuses before there is a task: in Dutch, for who asks has not
 * been read. */
void problem_refusal(enum err e, const char *code, const char *detail, struct http_resp *resp);

/* The headers that every answer carries (ADR: version, security). */
void problem_common_headers(struct http_resp *resp);

/* For what is data and no page: it loads nothing, and nobody frames it. */
void problem_data_policy(struct http_resp *resp);

#endif
