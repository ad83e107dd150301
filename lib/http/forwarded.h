/*
 * From which address a request comes. A proxy in front says for whom it asks in X-Forwarded-For;
 * that is believed of the proxies that SCHAKEL_PROXIES names, and of nobody else.
 */
#ifndef HTTP_FORWARDED_H
#define HTTP_FORWARDED_H

#include "base/address.h"
#include "http/http.h"

#define HTTP_MAX_PROXIES 16

struct http_proxies {
	struct address_network items[HTTP_MAX_PROXIES];
	size_t count;
};

/* "127.0.0.1, 10.0.0.0/8": addresses and networks with commas between them; empty is none.
 * ERR_INVALID for anything else, and for more than there is room for. */
MUST_CHECK enum err http_proxies_parse(struct str text, struct http_proxies *ret_proxies);

/*
 * The last address on the way that is not one of our proxies: of X-Forwarded-For from the right,
 * as each proxy adds whom it heard. Where that is no address, the last one that was.
 */
struct address http_sender(const struct http_proxies *proxies, const struct http_req *http);

#endif
