/*
 * Addresses of hosts, as 16 bytes: those of IPv4 as ::ffff:a.b.c.d (RFC 4291 §2.5.5.2).
 */
#ifndef BASE_ADDRESS_H
#define BASE_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct address {
	uint8_t b[16]; /* all zero: of no network, such as a unix socket */
};

/* One address alone, without brackets, port, zone or mask. ERR_INVALID for anything else. */
MUST_CHECK enum err address_parse(struct str text, struct address *ret_address);

bool address_eq(const struct address *a, const struct address *b);

/* The addresses that begin with the first `bits` of one. */
struct address_network {
	struct address first;
	unsigned bits; /* 0 … 128 */
};

/* An address with or without the length of its prefix: "10.0.0.0/8", "2001:db8::/32", "192.0.2.7".
 * ERR_INVALID for anything else. */
MUST_CHECK enum err address_network_parse(struct str text, struct address_network *ret_network);

bool address_is_in(const struct address_network *n, const struct address *a);

/*
 * The network that an address is in, as far as one subscriber has it: all of IPv4, the first 64
 * bits of IPv6. Whoever is limited by address cannot walk through a network of its own.
 */
struct address address_subscriber(const struct address *a);

/* Room for the longest text with its NUL. */
#define ADDRESS_TEXT_SIZE 56

/*
 * For logs: which network, no longer which host: the first three bytes of IPv4 ("192.0.2.0/24"),
 * the first 48 bits of IPv6 ("2001:db8::/48"); "-" for none.
 */
void address_network_text(const struct address *a, char text[static ADDRESS_TEXT_SIZE]);

#endif
