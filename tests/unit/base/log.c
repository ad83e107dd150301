#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

static char seen[LOG_MAX_LATER_BYTES + 1];
static size_t seen_len;

/* Runs `write_lines` with standard error led into a pipe, whose buffer is large enough. */
static void capture(void (*write_lines)(void))
{
	int ends[2];
	cr_assert_eq(pipe(ends), 0);
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
