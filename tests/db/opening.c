/* Connecting takes as long as it takes, whatever the patience of who asks for a connection. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/date.h"
#include "fixtures/harness.h"

#define HASTE_MS 40
#define ASKED	 5

/* A server that takes connections and never says a word. */
struct silent {
	char folder[32];
	char uri[64];
	int listener;
};

static void silent_init(struct silent *s)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	*s = (struct silent){ .folder = "/tmp/schakel-stil-XXXXXX" };
	cr_assert_not_null(mkdtemp(s->folder));
	(void)snprintf(s->uri, sizeof(s->uri), "host=%s dbname=x user=x", s->folder);
	(void)snprintf(address.sun_path, sizeof(address.sun_path), "%s/.s.PGSQL.5432", s->folder);
	s->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	cr_assert_eq(bind(s->listener, (const struct sockaddr *)&address, sizeof(address)), 0);
	cr_assert_eq(listen(s->listener, 64), 0);
}

static int silent_fini(struct silent *s)
{
	char path[64];
	int connections = 0;
	for (int fd = accept(s->listener, NULL, NULL); fd >= 0;
		fd = accept(s->listener, NULL, NULL)) {
		connections++;
		close(fd);
	}
	close(s->listener);
	(void)snprintf(path, sizeof(path), "%s/.s.PGSQL.5432", s->folder);
	(void)unlink(path);
	(void)rmdir(s->folder);
	return connections;
}

struct hasty {
	struct db *db;
	bool write;
};

static enum err ask_once(struct task *t, void *arg)
{
	const struct hasty *h = *(struct hasty **)arg;
	struct db_tx *tx = NULL;
	task_set_deadline(t, clock_mono_us() + HASTE_MS * 1000);
	const int64_t begin_us = clock_mono_us();
	if (h->write)
		cr_expect_eq(db_begin(t, h->db, &tx), ERR_UNAVAILABLE);
	else
		cr_expect_eq(db_ping(t, h->db, 5000), ERR_UNAVAILABLE);
	cr_expect_geq(clock_mono_us() - begin_us, (HASTE_MS - 10) * 1000);
	return ERR_OK;
}

static enum err ask_hastily(struct task *t, void *arg)
{
	for (int i = 0; i < ASKED; i++)
		crowd_run(t, &(struct crowd){ ask_once, (char *)&arg, sizeof(arg), 1 });
	return ERR_OK;
}

static void one_attempt_for_all(bool write)
{
	struct silent silent;
	silent_init(&silent);
	struct loop *l = loop_create(&loop_limits_default);
	struct db_config config = db_config_default;
	config.uri = silent.uri;
	config.read_connections = config.write_connections = 1;
	struct hasty h = { db_create(l, &config, NULL, 0), write };
	cr_assert_eq(loop_run_task(l, ask_hastily, &h, NULL), ERR_OK);
	/* The attempt goes on when all who asked have left, and ends with the pool. */
	db_destroy(h.db);
	loop_destroy(l);
	cr_expect_eq(silent_fini(&silent), 1);
}

TestSuite(db_opening, .timeout = 30);

Test(db_opening, hasty_reads_share_one_attempt)
{
	one_attempt_for_all(false);
}

Test(db_opening, hasty_writes_share_one_attempt)
{
	one_attempt_for_all(true);
}
