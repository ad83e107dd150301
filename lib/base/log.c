#include "base/log.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"

static enum log_level lowest_level = LOG_INFO;
static struct buf later = { .max_bytes = LOG_MAX_LATER_BYTES };
static pid_t own_pid;	/* 0: not asked yet; asking is a system call */
static bool never_wait; /* for a reader; a file has none */
static bool torn;	/* the last line went out in part */
static uint64_t missed, missed_untold;

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

/* Of a pipe or socket whose reader stands still this takes nothing; a file never lets us wait. */
static ssize_t write_at_once(const char *bytes, size_t len)
{
	const struct iovec all = { .iov_base = (char *)bytes, .iov_len = len };
	const ssize_t written = pwritev2(STDERR_FILENO, &all, 1, -1, RWF_NOWAIT);
	if (written >= 0 || errno == EAGAIN || errno == EINTR)
		return written;
	struct pollfd p = { .fd = STDERR_FILENO, .events = POLLOUT };
	if (poll(&p, 1, 0) == 0) {
		errno = EAGAIN;
		return -1;
	}
	return write(STDERR_FILENO, bytes, len);
}

/* False when it did not go out as a whole: a log that cannot be written has no place to say so. */
static bool put(const char *bytes, size_t len)
{
	while (len > 0) {
		const ssize_t n =
			never_wait ? write_at_once(bytes, len) : write(STDERR_FILENO, bytes, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		torn = (size_t)n < len;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

/* The whole lines at the start of `lines` that one write keeps together: between those of other
 * processes, up to PIPE_BUF bytes stay as they are (POSIX, write). */
static size_t piece(struct str lines)
{
	const size_t most = lines.len < LOG_MAX_LINE_BYTES ? lines.len : LOG_MAX_LINE_BYTES;
	const char *end = memrchr(lines.ptr, '\n', most);
	return (size_t)(end - lines.ptr) + 1;
}

static bool tell_missed(void)
{
	if (missed_untold == 0)
		return true;
	struct buf line;
	buf_init(&line, LOG_MAX_LINE_BYTES);
	make_line(&line, LOG_WARN, "log.gemist", &LOG_INT("regels", (int64_t)missed_untold), 1);
	const bool told = put(line.ptr, line.len);
	buf_fini(&line);
	if (told)
		missed_untold = 0;
	return told;
}

static void count_missed(struct str lines)
{
	for (size_t i = 0; i < lines.len; i++)
		if (lines.ptr[i] == '\n') {
			missed++;
			missed_untold++;
		}
}

void log_flush(void)
{
	struct str rest = buf_str(&later);
	bool room = rest.len > 0 && (!torn || put("\n", 1)) && tell_missed();
	while (room && rest.len > 0) {
		const size_t len = piece(rest);
		room = put(rest.ptr, len);
		if (room)
			rest = (struct str){ rest.ptr + len, rest.len - len };
	}
	count_missed(rest);
	buf_reset(&later);
}

void log_never_wait(void)
{
	struct stat st;
	never_wait = fstat(STDERR_FILENO, &st) != 0 || !S_ISREG(st.st_mode);
}

uint64_t log_missed(void)
{
	return missed;
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
