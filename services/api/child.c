#include "api/child.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "api/app.h"
#include "api/dispatch.h"
#include "api/regels.h"
#include "auth/auth.h"
#include "base/log.h"
#include "http/http.h"

struct child {
	struct app app;
	struct http_server *server;
	int signals;
};

static void drained(void *ctx)
{
	struct child *c = ctx;
	loop_stop(c->app.loop);
}

/* Waits for the signal to stop, then lets the running requests finish. */
static void watch_signals(struct task *t, void *arg)
{
	struct child *c = arg;
	for (;;) {
		const enum err e = task_wait_fd(t, c->signals, false, 3600 * 1000);
		struct signalfd_siginfo info;
		if (e == ERR_OK && read(c->signals, &info, sizeof(info)) == (ssize_t)sizeof(info))
			break;
		task_clear_error(t);
	}
	LOG(LOG_INFO, "stopt", LOG_INT("respijt_ms", c->app.config->drain_ms));
	c->app.draining = true;
	http_server_drain(c->server, c->app.config->drain_ms, drained, c);
}

static struct db *open_database(struct loop *l, const struct config *config)
{
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.read_connections = (size_t)config->read_connections;
	dc.write_connections = (size_t)config->write_connections;
	dc.max_waiting = (size_t)config->database_waiting;
	dc.statement_timeout_ms = config->statement_ms;
	return db_create(l, &dc, api_rules, api_rule_count);
}

static struct http_server_config server_config(const struct config *config, struct app *app)
{
	struct http_server_config sc = { .limits = http_limits_default,
		.on_request = dispatch_request,
		.on_refusal = dispatch_refusal,
		.ctx = app };
	sc.limits.connections = (size_t)config->connections;
	sc.limits.head_ms = config->head_ms;
	sc.limits.body_ms = config->body_ms;
	sc.limits.idle_ms = config->idle_ms;
	sc.limits.write_ms = config->write_ms;
	return sc;
}

static int open_signals(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int child_run(const struct config *config, int listener, int64_t index)
{
	struct child c = { .app = { .config = config }, .signals = open_signals() };
	if (c.signals < 0 || auth_init() != ERR_OK)
		return 1;
	struct loop_limits limits = loop_limits_default;
	limits.max_tasks = (size_t)config->tasks;
	c.app.loop = loop_create(&limits);
	c.app.db = open_database(c.app.loop, config);
	const struct http_server_config sc = server_config(config, &c.app);
	c.server = http_server_create(c.app.loop, &listener, 1, &sc);
	if (task_spawn(c.app.loop, watch_signals, &c) != ERR_OK)
		return 1;
	LOG(LOG_INFO, "kind.start", LOG_INT("kind", index));
	loop_run(c.app.loop);
	http_server_destroy(c.server);
	db_destroy(c.app.db);
	loop_destroy(c.app.loop);
	(void)close(c.signals);
	return 0;
}
