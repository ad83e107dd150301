#include "api/route.h"

#include <string.h>

/* Whether a path fits a template; fills the parameters of `route` when it does. */
static bool fits(const char *template, struct str path, struct route *route)
{
	const char *p = path.ptr;
	const char *const end = path.ptr + path.len;
	route->param_count = 0;
	while (*template != '\0') {
		if (*template != '{') {
			if (p == end || *p != *template)
				return false;
			p++;
			template ++;
			continue;
		}
		const char *const close = strchr(template, '}');
		const char *const start = p;
		while (p < end && *p != '/')
			p++;
		if (p == start)
			return false;
		route->names[route->param_count] =
			(struct str){ template + 1, (size_t)(close - template) - 1 };
		route->params[route->param_count++] = (struct str){ start, (size_t)(p - start) };
		template = close + 1;
	}
	return p == end;
}

struct route route_find(enum http_method method, struct str path)
{
	const enum http_method wanted = method == HTTP_HEAD ? HTTP_GET : method;
	struct route found = { 0 };
	struct route here = { 0 };
	const bool whole = str_eq(path, STR("*"));
	for (size_t i = 0; i < api_operation_count; i++) {
		const struct api_operation *op = &api_operations[i];
		if (whole)
			found.methods |= 1u << op->method;
		if (whole || !fits(op->path, path, &here))
			continue;
		found.methods |= 1u << op->method;
		if (op->method == wanted) {
			here.op = op;
			here.methods = found.methods;
			found = here;
		}
	}
	if ((found.methods & (1u << HTTP_GET)) != 0)
		found.methods |= 1u << HTTP_HEAD;
	return found;
}

struct str route_allow(struct arena *a, uint32_t methods)
{
	static const char *const names[] = { [HTTP_GET] = "GET",
		[HTTP_HEAD] = "HEAD",
		[HTTP_POST] = "POST",
		[HTTP_PUT] = "PUT",
		[HTTP_PATCH] = "PATCH",
		[HTTP_DELETE] = "DELETE" };
	const char *text = "OPTIONS";
	for (size_t i = sizeof(names) / sizeof(names[0]); i-- > 0;)
		if ((methods & (1u << i)) != 0)
			text = arena_printf(a, "%s, %s", names[i], text);
	return str_from(text);
}
