#include "base/log.h"

#include <errno.h>
#include <pthread.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"

static enum log_level lowest_level = LOG_INFO;
static struct buf later = { .max_bytes = LOG_MAX_LATER_BYTES };
static pid_t own_pid; /* 0: not asked yet; asking is a system call */

/* What the parent had waiting is the parent's to write. */
static void forget(void)
{
	own_pid = 0;
	buf_reset(&later);
}

static pid_t process(void)
{
	static bool watched;
	if (!watched && pthread_atfork(NULL, NULL, forget) != 0)
		err_fatal("no memory to watch for forks");
	watched = true;
	if (own_pid == 0)
		own_pid = getpid();
	return own_pid;
}

static const char *const level_names[] = {
	[LOG_DEBUG] = "debug",
	[LOG_INFO] = "info",
	[LOG_WARN] = "warn",
	[LOG_ERROR] = "error",
};

void log_set_level(enum log_level lowest)
{
	lowest_level = lowest;
}

static void add_text(struct buf *line, struct str text)
{
	/* A character cut in half at the end becomes U+FFFD. */
	if (text.len > LOG_MAX_TEXT_BYTES)
		text.len = LOG_MAX_TEXT_BYTES;
	buf_add_char(line, '"');
	buf_add_json_text(line, text);
	buf_add_char(line, '"');
}

static void add_head(struct buf *line, enum log_level level, const char *event)
{
	char now[INSTANT_TEXT_LEN + 1];
	instant_format(clock_now_us(), now);
	buf_add_str(line, STR("{\"tijd\":\""));
	buf_add_str(line, str_from(now));
	buf_add_str(line, STR("\",\"niveau\":\""));
	buf_add_str(line, str_from(level_names[level]));
	buf_add_str(line, STR("\",\"proces\":"));
	buf_add_int(line, process());
	buf_add_str(line, STR(",\"gebeurtenis\":"));
	add_text(line, str_from(event));
}

static void add_field(struct buf *line, const struct log_field *field)
{
	buf_add_char(line, ',');
	add_text(line, str_from(field->key));
	buf_add_char(line, ':');
	if (field->text.ptr != NULL)
		add_text(line, field->text);
	else
		buf_add_int(line, field->number);
}

/* Into a reset buffer of LOG_MAX_LINE_BYTES. */
static void make_line(struct buf *line, enum log_level level, const char *event,
	const struct log_field *fields, size_t count)
{
	add_head(line, level, event);
	for (size_t i = 0; i < count; i++)
		add_field(line, &fields[i]);
	buf_add_str(line, STR("}\n"));
	if (!line->overflow)
		return;
	buf_reset(line);
	add_head(line, level, event);
	buf_add_str(line, STR(",\"afgekapt\":true}\n"));
}

/* A log that cannot be written has no place to say so. */
static void put(const struct buf *lines)
{
	ssize_t written;
	do {
		written = write(STDERR_FILENO, lines->ptr, lines->len);
	} while (written < 0 && errno == EINTR);
}

void log_flush(void)
{
	if (later.len > 0)
		put(&later);
	buf_reset(&later);
}

void log_write(
	enum log_level level, const char *event, const struct log_field *fields, size_t count)
{
	log_write_later(level, event, fields, count);
	log_flush();
}

void log_write_later(
	enum log_level level, const char *event, const struct log_field *fields, size_t count)
{
	if (level < lowest_level)
		return;
	static struct buf line = { .max_bytes = LOG_MAX_LINE_BYTES };
	buf_reset(&line);
	make_line(&line, level, event, fields, count);
	if (later.len + line.len > LOG_MAX_LATER_BYTES)
		log_flush();
	buf_add_str(&later, buf_str(&line));
}
