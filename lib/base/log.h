/*
 * Structured log: one JSON object a line on standard error, for services only (libraries return
 * errors), of one thread. Values are escaped; no personal data, no secrets: the caller's duty,
 * checked by tests.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

struct log_field {
	const char *key;
	struct str text; /* used when ptr is set */
	int64_t number;	 /* used otherwise */
};

#define LOG_STR(k, s) ((struct log_field){ .key = (k), .text = (s) })
#define LOG_INT(k, n) ((struct log_field){ .key = (k), .number = (n) })

#define LOG_MAX_TEXT_BYTES 1024
#define LOG_MAX_LINE_BYTES 4096 /* PIPE_BUF: processes that share a pipe do not mix their lines */

/* Lines below this level are not written. LOG_INFO at the start. */
void log_set_level(enum log_level lowest);

/*
 * {"tijd":…,"niveau":…,"proces":pid,"gebeurtenis":event, fields…} and a newline in one write(2).
 * Texts are cut at LOG_MAX_TEXT_BYTES; a line that is still too long keeps its first four members
 * and says "afgekapt":true. `fields` may be NULL when count is 0.
 */
void log_write(
	enum log_level level, const char *event, const struct log_field *fields, size_t count);

/* With at least one field; without fields call log_write(level, event, NULL, 0). */
#define LOG(level, event, ...)                                                 \
	log_write((level), (event), (const struct log_field[]){ __VA_ARGS__ }, \
		sizeof((const struct log_field[]){ __VA_ARGS__ }) / sizeof(struct log_field))

/*
 * The same, but the line may wait for log_flush, together with others: one write(2) for all. Any
 * other line goes out behind those that wait. At most LOG_MAX_LATER_BYTES do.
 */
#define LOG_MAX_LATER_BYTES 65536
void log_write_later(
	enum log_level level, const char *event, const struct log_field *fields, size_t count);
#define LOG_LATER(level, event, ...)                                                 \
	log_write_later((level), (event), (const struct log_field[]){ __VA_ARGS__ }, \
		sizeof((const struct log_field[]){ __VA_ARGS__ }) / sizeof(struct log_field))
void log_flush(void);

/*
 * From now on nobody waits for a reader of standard error that stands still: what it does not take
 * is dropped, and the next line that it takes says how many there were ("log.gemist").
 */
void log_never_wait(void);
uint64_t log_missed(void); /* lines dropped so far */

#endif
