#include "http/forwarded.h"

static bool is_proxy(const struct http_proxies *proxies, const struct address *a)
{
	for (size_t i = 0; i < proxies->count; i++)
		if (address_is_in(&proxies->items[i], a))
			return true;
	return false;
}

enum err http_proxies_parse(struct str text, struct http_proxies *ret_proxies)
{
	struct http_proxies p = { .count = 0 };
	struct str rest = str_trim(text);
	struct str one;
	if (rest.len == 0)
		rest = STR_NULL;
	while (str_cut(&rest, ',', &one)) {
		if (p.count == HTTP_MAX_PROXIES ||
			address_network_parse(str_trim(one), &p.items[p.count]) != ERR_OK)
			return ERR_INVALID;
		p.count++;
	}
	*ret_proxies = p;
	return ERR_OK;
}

/* The last part of a list with commas, which loses it. */
static struct str take_last(struct str *list)
{
	size_t at = list->len;
	while (at > 0 && list->ptr[at - 1] != ',')
		at--;
	const struct str last = { list->ptr + at, list->len - at };
	list->len = at > 0 ? at - 1 : 0;
	return str_trim(last);
}

struct address http_sender(const struct http_proxies *proxies, const struct http_req *http)
{
	struct address from = http->peer;
	/* Several fields are one list, the later ones behind (RFC 9110 §5.3). */
	for (size_t i = http->header_count; i-- > 0 && is_proxy(proxies, &from);) {
		if (!str_eq_nocase(http->headers[i].name, STR("X-Forwarded-For")))
			continue;
		struct str list = http->headers[i].value;
		while (list.len > 0 && is_proxy(proxies, &from)) {
			const struct str part = take_last(&list);
			/* Empty parts say nothing (RFC 9110 §5.6.1). */
			if (part.len > 0 && address_parse(part, &from) != ERR_OK)
				return from;
		}
	}
	return from;
}
