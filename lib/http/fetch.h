/*
 * Asking something of a server elsewhere: one GET or one form, over TLS, with a bound on time and
 * size. The only place that knows libcurl. The task waits, the loop does not: curl's sockets stand
 * in an epoll of their own, and that is what the task waits for.
 *
 * No redirect is followed, no proxy of the environment asked, no cookie kept. An address of this
 * machine or of a private network is refused, whatever a name says, unless the URL itself names
 * 127.0.0.1 (for tests; then nothing but that is asked, and http:// will do). A name is looked up
 * by a thread of curl's, which nobody waits for when the time is over.
 */
#ifndef HTTP_FETCH_H
#define HTTP_FETCH_H

#include "base/err.h"
#include "base/str.h"
#include "task/task.h"

struct http_fetch {
	const char *url;
	struct str form; /* what is posted, application/x-www-form-urlencoded; NULL: a GET */
	int64_t timeout_ms;
	size_t max_bytes; /* of the answer */
	const char
		*ca_file; /* who may have signed its certificate; NULL: whom this system trusts */
};

struct http_fetched {
	int status;
	struct str body; /* in the arena of the task */
};

/* Once at the start of a process that asks. */
MUST_CHECK enum err http_fetch_init(void);

/* ERR_UNAVAILABLE when there was no whole answer, too late or too big; *ret_why says in English
 * what was wrong, for the log. */
MUST_CHECK enum err http_fetch(struct task *t, const struct http_fetch *f,
	struct http_fetched *ret_answer, const char **ret_why);

/* Whether a server may be asked by this address (also ::ffff:a.b.c.d): not of this machine, a
 * private network, a link, or many. */
struct address;
bool http_fetch_is_outside(const struct address *a);

#endif
