/*
 * The one result type of everything that can fail because of the world.
 *
 * A fallible function returns `enum err`; 0 is fine. The detail (machine code, sentence, place) is
 * written once on the task where the fault is seen (task/task.h); this enum only decides the way
 * out. Programming mistakes are asserts, running out of memory aborts: neither is an `enum err`.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#define MUST_CHECK	       __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
/* What comes back is a format for the same arguments as argument `fmt`. */
#define FORMAT_OF(fmt) __attribute__((format_arg(fmt)))

enum err {
	ERR_OK = 0,
	ERR_INVALID,		   /* the input is wrong, all faults are on the task */
	ERR_UNAUTHENTICATED,	   /* no token, or one that is not valid (any more) */
	ERR_FORBIDDEN,		   /* known, but not allowed this */
	ERR_NOT_FOUND,		   /* absent, or not this caller's to see */
	ERR_METHOD,		   /* known path, other method */
	ERR_NOT_ACCEPTABLE,	   /* no answer in a form that the caller takes */
	ERR_REQUEST_TIMEOUT,	   /* the client was too slow */
	ERR_CONFLICT,		   /* the state or a rule of the database says no */
	ERR_PRECONDITION_FAILED,   /* If-Match names another version */
	ERR_TOO_LARGE,		   /* body over its limit */
	ERR_MEDIA_TYPE,		   /* body in a form we do not take */
	ERR_EXPECTATION,	   /* Expect other than 100-continue */
	ERR_MISDIRECTED,	   /* for a host that we do not answer for */
	ERR_KEY_REUSED,		   /* Idempotency-Key seen before with another request */
	ERR_PRECONDITION_REQUIRED, /* If-Match is missing */
	ERR_TOO_MANY,		   /* over a rate limit */
	ERR_HEAD_TOO_LARGE,	   /* header fields over their limit */
	ERR_URI_TOO_LONG,	   /* request line over its limit */
	ERR_INTERNAL,		   /* a bug of ours, or of something below us */
	ERR_NOT_IMPLEMENTED,	   /* method or coding that we do not have */
	ERR_UNAVAILABLE,	   /* overloaded, draining, database away: try again later */
	ERR_HTTP_VERSION,	   /* HTTP version other than 1.0 and 1.1 */
	ERR_COUNT_
};

/* The HTTP status of each error: the only such table. ERR_OK gives 200. */
int err_status(enum err e);

/* A stable English name for logs ("conflict"). Never NULL. */
const char *err_name(enum err e);

/*
 * Ends the process (abort) with one line on standard error: for running out of memory and limits
 * that no input can reach. Never for faults of input.
 */
_Noreturn void err_fatal(const char *what);

/* Passes an error on. Fine in request code: the arena cleans up. */
#define TRY(call)                                 \
	do {                                      \
		const enum err try_err_ = (call); \
		if (try_err_ != ERR_OK)           \
			return try_err_;          \
	} while (0)

#endif
