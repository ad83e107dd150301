#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"

static char seen[LOG_MAX_LATER_BYTES + 1];
static size_t seen_len;

/* Runs `write_lines` with standard error led into a pipe, whose buffer is large enough. */
static void capture(void (*write_lines)(void))
{
	int ends[2];
	cr_assert_eq(pipe(ends), 0);
	cr_assert_geq(fcntl(ends[1], F_SETPIPE_SZ, 4 * LOG_MAX_LATER_BYTES), 0);
	const int saved = dup(STDERR_FILENO);
	dup2(ends[1], STDERR_FILENO);
	write_lines();
	dup2(saved, STDERR_FILENO);
	close(ends[1]);
	for (;;) {
		const ssize_t got = read(ends[0], seen + seen_len, sizeof(seen) - 1 - seen_len);
		if (got <= 0)
			break;
		seen_len += (size_t)got;
	}
	seen[seen_len] = '\0';
	close(ends[0]);
	close(saved);
}

static void write_one(void)
{
	LOG(LOG_WARN, "verzoek", LOG_STR("pad", STR("/v1/\"x\"\n")), LOG_INT("status", -404),
		LOG_STR("leeg", STR("")));
}

Test(log, writes_one_object_a_line)
{
	capture(write_one);
	char pid[64];
	snprintf(pid, sizeof(pid),
		"\"niveau\":\"warn\",\"proces\":%ld,\"gebeurtenis\":\"verzoek\",", (long)getpid());
	cr_assert_eq(strncmp(seen, "{\"tijd\":\"20", 11), 0, "%s", seen);
	cr_assert_not_null(strstr(seen, pid), "%s", seen);
	cr_assert_not_null(
		strstr(seen, "\"pad\":\"/v1/\\\"x\\\"\\n\",\"status\":-404,\"leeg\":\"\"}\n"), "%s",
		seen);
	cr_assert_eq(strchr(seen, '\n'), seen + seen_len - 1);
}

static void write_levels(void)
{
	log_write(LOG_DEBUG, "stil", NULL, 0);
	log_write(LOG_INFO, "hoorbaar", NULL, 0);
	log_set_level(LOG_ERROR);
	log_write(LOG_WARN, "stil", NULL, 0);
	log_set_level(LOG_DEBUG);
	log_write(LOG_DEBUG, "zacht", NULL, 0);
}

Test(log, writes_nothing_below_its_level)
{
	capture(write_levels);
	cr_assert_null(strstr(seen, "stil"));
	cr_assert_not_null(strstr(seen, "\"gebeurtenis\":\"hoorbaar\"}\n"));
	cr_assert_not_null(strstr(seen, "\"gebeurtenis\":\"zacht\"}\n"));
}

static char long_text[LOG_MAX_TEXT_BYTES + 100];

static void write_long(void)
{
	memset(long_text, 'x', sizeof(long_text));
	/* A character that the cut would split. */
	memcpy(long_text + LOG_MAX_TEXT_BYTES - 1, "\xC3\xAB", 2);
	LOG(LOG_INFO, "lang", LOG_STR("tekst", ((struct str){ long_text, sizeof(long_text) })));
}

Test(log, cuts_long_texts)
{
	capture(write_long);
	cr_assert_lt(seen_len, LOG_MAX_TEXT_BYTES + 300);
	cr_assert_not_null(strstr(seen, "xxx\xEF\xBF\xBD\"}\n"));
}

static void write_many(void)
{
	static struct log_field fields[20];
	memset(long_text, '\x01', sizeof(long_text));
	for (size_t i = 0; i < 20; i++)
		fields[i] = LOG_STR("veel", ((struct str){ long_text, LOG_MAX_TEXT_BYTES }));
	log_write(LOG_INFO, "veel", fields, 20);
}

Test(log, keeps_only_the_head_of_a_line_that_is_too_long)
{
	capture(write_many);
	cr_assert_not_null(strstr(seen, "\"gebeurtenis\":\"veel\",\"afgekapt\":true}\n"));
	cr_assert_null(strstr(seen, "\\u0001"));
}

static void write_later(void)
{
	log_set_level(LOG_INFO);
	LOG_LATER(LOG_INFO, "eerst", LOG_INT("n", 1));
	LOG_LATER(LOG_INFO, "daarna", LOG_INT("n", 2));
	cr_assert_eq(write(STDERR_FILENO, "-\n", 2), 2);
	LOG(LOG_WARN, "nu", LOG_INT("n", 3));
	LOG_LATER(LOG_INFO, "later", LOG_INT("n", 4));
	cr_assert_eq(write(STDERR_FILENO, "+\n", 2), 2);
	log_flush();
	log_flush();
}

Test(log, lines_that_may_wait_keep_their_order)
{
	capture(write_later);
	const char *const order[] = { "-\n", "eerst", "daarna", "nu", "+\n", "later" };
	const char *at = seen;
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		at = strstr(at, order[i]);
		cr_assert_not_null(at, "%s: %s", order[i], seen);
	}
	cr_assert_null(strstr(at + 1, "later"));
}

static void write_many_later(void)
{
	log_set_level(LOG_INFO);
	for (int i = 0; i < 600; i++)
		LOG_LATER(LOG_INFO, "veel",
			LOG_STR("tekst", STR("honderd tekens of zo, zodat het er meer zijn dan er "
					     "mogen wachten")));
}

Test(log, no_more_lines_wait_than_may)
{
	/* The pipe holds as much as may wait: what is over that is there without a flush. */
	capture(write_many_later);
	cr_assert_gt(seen_len, 0);
	cr_assert_eq(seen[seen_len - 1], '\n');
}

#define WRITERS	       4
#define WRITER_LINES   2000
#define BATCH_OF_LINES 50

static void write_batches(int writer)
{
	for (int i = 0; i < WRITER_LINES; i++) {
		LOG_LATER(LOG_INFO, "stapel", LOG_INT("schrijver", writer), LOG_INT("n", i));
		if (i % BATCH_OF_LINES == BATCH_OF_LINES - 1)
			log_flush();
	}
}

/* How many lines there are, all of them whole. */
static int read_whole_lines(int fd)
{
	static char line[LOG_MAX_LINE_BYTES + 1];
	int count = 0;
	FILE *const f = fdopen(fd, "r");
	cr_assert_not_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		cr_assert_eq(strncmp(line, "{\"tijd\":\"", 9), 0, "%s", line);
		cr_assert_eq(strcmp(strchr(line, '}'), "}\n"), 0, "%s", line);
		count++;
	}
	(void)fclose(f);
	return count;
}

Test(log, processes_that_share_a_pipe_keep_their_lines_whole)
{
	int ends[2];
	log_set_level(LOG_INFO);
	cr_assert_eq(pipe(ends), 0);
	for (int i = 0; i < WRITERS; i++) {
		const pid_t pid = fork();
		cr_assert_geq(pid, 0);
		if (pid > 0)
			continue;
		dup2(ends[1], STDERR_FILENO);
		write_batches(i);
		_exit(0);
	}
	close(ends[1]);
	cr_assert_eq(read_whole_lines(ends[0]), WRITERS * WRITER_LINES);
	while (wait(NULL) > 0)
		continue;
}

/* In a process of its own: it would else be this one's standard error. */
static void write_to_a_full_pipe(int ends[2])
{
	dup2(ends[1], STDERR_FILENO);
	log_never_wait();
	log_set_level(LOG_INFO);
	for (int i = 0; i < 20000; i++)
		LOG_LATER(LOG_INFO, "veel", LOG_INT("n", i));
	log_flush();
	const uint64_t missed = log_missed();
	static char drain[1 << 20];
	if (missed == 0 || read(ends[0], drain, sizeof(drain)) <= 0)
		_exit(1);
	LOG(LOG_INFO, "verder", LOG_INT("gemist", (int64_t)missed));
	_exit(0);
}

static int64_t number_behind(const char *text, const char *mark)
{
	struct str rest = str_from(strstr(text, mark) + strlen(mark));
	struct str digits;
	int64_t n = -1;
	cr_assert(str_cut(&rest, '}', &digits));
	cr_assert_eq(str_to_int(digits, 0, INT32_MAX, &n), ERR_OK, "%s", text);
	return n;
}

Test(log, a_reader_that_stands_still_is_not_waited_for)
{
	int ends[2];
	int status = 0;
	cr_assert_eq(pipe(ends), 0);
	const pid_t pid = fork();
	cr_assert_geq(pid, 0);
	if (pid == 0)
		write_to_a_full_pipe(ends);
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert_eq(status, 0);
	close(ends[1]);
	seen_len = (size_t)read(ends[0], seen, sizeof(seen) - 1);
	seen[seen_len] = '\0';
	const char *const told = strstr(seen, "\"gebeurtenis\":\"log.gemist\",\"regels\":");
	const char *const on = strstr(seen, "\"gebeurtenis\":\"verder\",\"gemist\":");
	cr_assert_not_null(told, "%s", seen);
	cr_assert_not_null(on, "%s", seen);
	cr_assert_lt(told, on);
	cr_assert_eq(number_behind(told, "regels\":"), number_behind(on, "gemist\":"));
	close(ends[0]);
}
