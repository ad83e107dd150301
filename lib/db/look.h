/*
 * What a connection to the database is, for whoever looks whether everything is in place. It waits
 * in place: for commands only, never on a loop.
 */
#ifndef DB_LOOK_H
#define DB_LOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct db_look {
	int version;	  /* of the server, as libpq counts: 150018 is 15.18 */
	int library;	  /* of libpq, the same */
	int64_t ahead_us; /* the server's clock before ours, give or take half the way there */
	bool local;	  /* does not leave this machine */
	bool encrypted;	  /* TLS */
	bool verified;	  /* and the name on the certificate is looked at: sslmode=verify-full */
	int64_t cert_until_us; /* the end of the server's certificate; 0 without TLS */
};

/* Connects by a connection string or URI. ERR_UNAVAILABLE when it does not come about within some
 * seconds. */
MUST_CHECK enum err db_look(const char *uri, struct db_look *ret_look);

#endif
