#include "api/route.h"

/* Whether a path fits a template; fills the parameters of `route` when it does. */
static bool fits(struct str template, struct str path, struct route *route)
{
	route->param_count = 0;
	struct str t;
	struct str p;
	for (;;) {
		const bool more_t = str_cut(&template, '/', &t);
		const bool more_p = str_cut(&path, '/', &p);
		if (!more_t || !more_p)
			return more_t == more_p;
		if (t.len > 1 && t.ptr[0] == '{') {
			if (p.len == 0)
				return false;
			route->names[route->param_count] = (struct str){ t.ptr + 1, t.len - 2 };
			route->params[route->param_count++] = p;
		} else if (!str_eq(t, p)) {
			return false;
		}
	}
}

struct route route_find(enum http_method method, struct str path)
{
	const enum http_method wanted = method == HTTP_HEAD ? HTTP_GET : method;
	struct route found = { 0 };
	for (size_t i = 0; i < api_operation_count; i++) {
		const struct api_operation *op = &api_operations[i];
		struct route here = { 0 };
		if (!fits(str_from(op->path), path, &here))
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
