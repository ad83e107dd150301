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
