#include "api/security_txt.h"

#include <string.h>

#include "api/app.h"
#include "api/health.h"
#include "api/problem.h"
#include "base/date.h"

/* Under the year of RFC 9116, section 2.5.5, and over the month in which people are warned. */
#define EXPIRES_US (180 * 24 * 3600 * INT64_C(1000000))
#define DAY_US	   (24 * 3600 * INT64_C(1000000))

bool security_txt_is_path(const struct config *config, struct str path)
{
	return str_eq(path, STR("/.well-known/security.txt")) &&
	       config->security_contact[0] != '\0';
}

bool security_txt_answer(struct req *r)
{
	const struct config *const c = r->app->config;
	if (!security_txt_is_path(c, r->http->path) ||
		(HEALTH_METHODS & 1u << r->http->method) == 0)
		return false;
	char expires[INSTANT_TEXT_LEN + 1];
	/* The same all day, so that caches agree. */
	instant_format((r->now_us / DAY_US) * DAY_US + EXPIRES_US, expires);
	const char *const scheme = strchr(c->security_contact, '@') != NULL ? "mailto:" : "";
	buf_add_str(&r->resp->body,
		str_from(arena_printf(task_arena(r->t),
			"Contact: %s%s\r\nExpires: %.19sZ\r\nPreferred-Languages: nl, en\r\n"
			"Canonical: %s/.well-known/security.txt\r\n",
			scheme, c->security_contact, expires, c->public_url)));
	r->resp->status = 200;
	http_resp_header(r->resp, "Content-Type", STR("text/plain; charset=utf-8"));
	http_resp_header(r->resp, "Cache-Control", STR("max-age=86400"));
	problem_data_policy(r->resp);
	return true;
}
