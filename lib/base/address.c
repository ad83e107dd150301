#include "base/address.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

static const uint8_t v4_prefix[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };

static bool is_v4(const struct address *a)
{
	return memcmp(a->b, v4_prefix, sizeof(v4_prefix)) == 0;
}

enum err address_parse(struct str text, struct address *ret_address)
{
	char room[INET6_ADDRSTRLEN];
	struct address a = { { 0 } };
	if (text.len == 0 || text.len >= sizeof(room) || memchr(text.ptr, '\0', text.len) != NULL)
		return ERR_INVALID;
	memcpy(room, text.ptr, text.len);
	room[text.len] = '\0';
	if (inet_pton(AF_INET6, room, a.b) == 1) {
		*ret_address = a;
		return ERR_OK;
	}
	memcpy(a.b, v4_prefix, sizeof(v4_prefix));
	if (inet_pton(AF_INET, room, a.b + sizeof(v4_prefix)) != 1)
		return ERR_INVALID;
	*ret_address = a;
	return ERR_OK;
}

bool address_eq(const struct address *a, const struct address *b)
{
	return memcmp(a->b, b->b, sizeof(a->b)) == 0;
}

enum err address_network_parse(struct str text, struct address_network *ret_network)
{
	struct address_network n;
	struct str rest = text;
	struct str host;
	int64_t bits = 0;
	const bool has_bits = text.len > 0 && memchr(text.ptr, '/', text.len) != NULL;
	if (!str_cut(&rest, '/', &host) || address_parse(host, &n.first) != ERR_OK)
		return ERR_INVALID;
	const int64_t most = is_v4(&n.first) ? 32 : 128;
	if (!has_bits)
		bits = most;
	else if (str_to_int(rest, 0, most, &bits) != ERR_OK)
		return ERR_INVALID;
	n.bits = (unsigned)(128 - most + bits);
	*ret_network = n;
	return ERR_OK;
}

bool address_is_in(const struct address_network *n, const struct address *a)
{
	const unsigned whole = n->bits / 8;
	const uint8_t mask = (uint8_t)(0xff00u >> n->bits % 8);
	return memcmp(n->first.b, a->b, whole) == 0 &&
	       (mask == 0 || ((n->first.b[whole] ^ a->b[whole]) & mask) == 0);
}

struct address address_subscriber(const struct address *a)
{
	struct address network = *a;
	if (!is_v4(a))
		memset(network.b + 8, 0, 8);
	return network;
}

void address_network_text(const struct address *a, char text[static ADDRESS_TEXT_SIZE])
{
	static const struct address none;
	struct address network = *a;
	char host[INET6_ADDRSTRLEN];
	if (address_eq(a, &none)) {
		snprintf(text, ADDRESS_TEXT_SIZE, "-");
	} else if (is_v4(a)) {
		network.b[15] = 0;
		(void)inet_ntop(AF_INET, network.b + sizeof(v4_prefix), host, sizeof(host));
		snprintf(text, ADDRESS_TEXT_SIZE, "%s/24", host);
	} else {
		memset(network.b + 6, 0, 10);
		(void)inet_ntop(AF_INET6, network.b, host, sizeof(host));
		snprintf(text, ADDRESS_TEXT_SIZE, "%s/48", host);
	}
}
