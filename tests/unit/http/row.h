/*
 * What must be said to which bytes: each row is one request, whole, and the status of the answer.
 * 200 stands for a request that is understood. Sources: RFC 9110, RFC 9112, RFC 3986, and the ways
 * in which other servers were fooled.
 */
#ifndef TESTS_UNIT_HTTP_ROW_H
#define TESTS_UNIT_HTTP_ROW_H

#include "base/str.h"

enum after { KEEPS, CLOSES };

struct row {
	const char *name;
	struct str bytes;
	int status;
	enum after after;
	const char *body; /* NULL: it has none */
};

/* What is refused closes, and no body of it is handed on. */
#define REFUSED(status) (status), CLOSES, NULL
#define BYTES(literal)                         \
	{                                      \
		(literal), sizeof(literal) - 1 \
	}
#define TARGET(target)	   BYTES("GET " target " HTTP/1.1\r\nHost: h\r\n\r\n")
#define LINE(line)	   BYTES(line "\r\nHost: h\r\n\r\n")
#define FIELDS(fields)	   BYTES("GET / HTTP/1.1\r\nHost: h\r\n" fields "\r\n")
#define HOST(host)	   BYTES("GET / HTTP/1.1\r\nHost: " host "\r\n\r\n")
#define SENT(fields, body) BYTES("POST /in HTTP/1.1\r\nHost: h\r\n" fields "\r\n" body)
#define CHUNKS(body)	   SENT("Transfer-Encoding: chunked\r\n", body)
#define OLD(fields)	   BYTES("GET / HTTP/1.0\r\n" fields "\r\n")

/* A second framing behind a length; whoever believes it reads what follows as another request. */
#define HIDDEN(field)                                                                              \
	{                                                                                          \
#field, SENT("Content-Length: 5\r\n" field "\r\n", "0\r\n\r\n"), 400, CLOSES, NULL \
	}
/* A framing that nobody else has given: believed or not, it is no request of ours. */
#define ALONE(field)                                                       \
	{                                                                  \
#field, SENT(field "\r\n", "0\r\n\r\n"), 400, CLOSES, NULL \
	}
/* A field that only looks like one: the length holds. */
#define PLAIN(field)                                                                         \
	{                                                                                    \
#field, SENT("Content-Length: 5\r\n" field "\r\n", "0\r\n\r\n"), 200, KEEPS, \
			"0\r\n\r\n"                                                          \
	}

#define TEN(s)	       s s s s s s s s s s
#define SIXTY_THREE(s) TEN(s) TEN(s) TEN(s) TEN(s) TEN(s) TEN(s) s s s

#endif
