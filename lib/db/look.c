#include "db/look.h"

#include <libpq-fe.h>
#include <openssl/ssl.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/str.h"

#define CONNECT_S "5"

/* How a parameter of the connection stands. */
static bool says(PGconn *pg, const char *keyword, const char *value)
{
	PQconninfoOption *const options = PQconninfo(pg);
	bool same = false;
	for (const PQconninfoOption *o = options; o != NULL && o->keyword != NULL; o++)
		if (strcmp(o->keyword, keyword) == 0)
			same = o->val != NULL && strcmp(o->val, value) == 0;
	PQconninfoFree(options);
	return same;
}

static bool is_local(PGconn *pg)
{
	const char *const host = PQhost(pg), *const address = PQhostaddr(pg);
	return (host != NULL && host[0] == '/') ||
	       (address != NULL &&
		       (strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0));
}

static int64_t cert_until_us(PGconn *pg)
{
	X509 *const cert = SSL_get1_peer_certificate(PQsslStruct(pg, "OpenSSL"));
	struct tm tm;
	int64_t until = 0;
	if (cert != NULL && ASN1_TIME_to_tm(X509_get0_notAfter(cert), &tm) == 1)
		until = (int64_t)timegm(&tm) * 1000000;
	X509_free(cert);
	return until;
}

static enum err look_at_clock(PGconn *pg, int64_t *ret_ahead_us)
{
	const int64_t before = clock_now_us();
	PGresult *const r =
		PQexec(pg, "select (extract(epoch from clock_timestamp()) * 1e6)::int8");
	const int64_t after = clock_now_us();
	int64_t there = 0;
	const bool ok = PQresultStatus(r) == PGRES_TUPLES_OK &&
			str_to_int(str_from(PQgetvalue(r, 0, 0)), 0, INT64_MAX, &there) == ERR_OK;
	*ret_ahead_us = there - (before + after) / 2;
	PQclear(r);
	return ok ? ERR_OK : ERR_UNAVAILABLE;
}

static enum err look(PGconn *pg, struct db_look *ret_look)
{
	if (PQstatus(pg) != CONNECTION_OK)
		return ERR_UNAVAILABLE;
	*ret_look = (struct db_look){ .version = PQserverVersion(pg),
		.library = PQlibVersion(),
		.local = is_local(pg),
		.encrypted = PQsslInUse(pg) == 1,
		.verified = says(pg, "sslmode", "verify-full") };
	if (ret_look->encrypted)
		ret_look->cert_until_us = cert_until_us(pg);
	return look_at_clock(pg, &ret_look->ahead_us);
}

enum err db_look(const char *uri, struct db_look *ret_look)
{
	/* The string comes last, and so goes before. */
	const char *const keywords[] = { "connect_timeout", "dbname", NULL };
	const char *const values[] = { CONNECT_S, uri, NULL };
	PGconn *const pg = PQconnectdbParams(keywords, values, 1);
	const enum err e = look(pg, ret_look);
	PQfinish(pg);
	return e;
}
