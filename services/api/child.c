#include "api/child.h"

#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "api/app.h"
#include "api/bekend.h"
#include "api/dispatch.h"
#include "api/gebruik.h"
#include "api/gezien.h"
#include "api/regels.h"
#include "auth/auth.h"
#include "base/date.h"
#include "base/log.h"
#include "contact/sleutels.h"
#include "http/http.h"
#include "motor/voorraad.h"
#include "store/migrations.h"
#include "store/sql.h"

#define LAST_TASKS_MS 1000
#define LAST_SEEN_MS  500 /* for writing which sessions were used */
/* The signals, the bell, the figures, a request that never waits; with room. */
#define OWN_TASKS 16

struct child {
	struct app app;
	const struct child_shared *shared;
	struct http_server *metrics_server; /* NULL: nobody may ask */
	unsigned draining;		    /* servers that have connections left */
	int signals;
};

static void drained(void *ctx)
{
	struct child *c = ctx;
	c->draining--;
	if (c->draining == 0)
		loop_stop(c->app.loop);
}

/* The parent closes its own: after the last of us the kernel refuses who comes. */
static void drain(struct child *c, struct http_server *server, int listener)
{
	c->draining++;
	http_server_drain(server, c->app.config->drain_ms, drained, c);
	(void)close(listener);
}

/* ---- the sessions that are used ---- */

static enum err write_seen(struct task *t, void *arg)
{
	const struct app *app = arg;
	task_set_deadline(t, clock_mono_us() + LAST_SEEN_MS * 1000);
	TRY(gezien_flush(t, app->db, app->gezien, clock_now_us(), app->draining));
	return gebruik_flush(t, app->db, app->gebruik);
}

/* Now and then, until we stop. What is not written is noted again, or ends a minute early. */
static void keep_seen(struct task *t, void *arg)
{
	struct app *app = arg;
	while (!app->seen.stopping) {
		enum err e = task_wait(t, GEZIEN_LOOK_MS);
		if (!app->seen.stopping)
			e = task_run(t, write_seen, app, NULL);
		(void)e;
	}
}

/* ---- the end ---- */

/* The next signal; 0 when none came for long. */
static uint32_t next_signal(struct task *t, const struct child *c)
{
	const enum err e = task_wait_fd(t, c->signals, false, 3600 * 1000);
	struct signalfd_siginfo info;
	if (e == ERR_OK && read(c->signals, &info, sizeof(info)) == (ssize_t)sizeof(info))
		return info.ssi_signo;
	task_clear_error(t);
	return 0;
}

/* Until the signal to stop it takes up new keys; then it lets the running requests finish. */
static void watch_signals(struct task *t, void *arg)
{
	struct child *c = arg;
	for (uint32_t s = 0; s != SIGTERM && s != SIGINT; s = next_signal(t, c)) {
		if (s != SIGHUP)
			continue;
		const enum err e = sleutels_reread(t, c->app.config, c->shared->keys);
		(void)e;		/* it goes on with those it has; the log has it */
		c->app.keys_ok = false; /* looked at again when asked whether it is ready */
		c->app.metrics.count_keys_us = 0;
	}
	c->app.draining = true;
	drain(c, c->app.server, c->shared->listener);
	if (c->metrics_server != NULL)
		drain(c, c->metrics_server, c->shared->metrics_listener);
	LOG(LOG_INFO, "stopt", LOG_INT("respijt_ms", c->app.config->drain_ms));
}

static struct db *open_database(struct loop *l, const struct config *config)
{
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.role = STORE_ROLE;
	dc.read_connections = (size_t)config->read_connections;
	dc.write_connections = (size_t)config->write_connections;
	dc.max_waiting = (size_t)config->database_waiting;
	dc.statement_timeout_ms = config->statement_ms;
	return db_create(l, &dc, api_rules, api_rule_count);
}

static enum err start_wake(struct app *app)
{
	struct db_wake_config wc = db_wake_config_default;
	wc.news = &stmt_gebeurtenis_news;
	return db_wake_create(app->db, &wc, &app->wake);
}

/* Nobody is served yet: the process ends at once, and its parent does not start another. */
static void refuse(void *arg)
{
	(void)arg;
	LOG(LOG_ERROR, "voorraad.te_groot", LOG_STR("melding", STR(VOORRAAD_TE_GROOT)));
	_exit(VOORRAAD_EXIT);
}

static enum err start_voorraad(struct app *app)
{
	const struct voorraad_config vc = { .taxonomie = &app->taxonomie,
		.max_aanbod = (size_t)app->config->snapshot_max_offers,
		.max_bytes = (size_t)app->config->snapshot_max_mb << 20,
		.te_groot = refuse };
	return voorraad_create(app->loop, app->db, app->wake, &vc, &app->voorraad);
}

static struct http_server_config server_config(const struct config *config, struct app *app)
{
	struct http_server_config sc = { .limits = http_limits_default,
		.on_request = dispatch_request,
		.is_brief = dispatch_is_brief,
		.on_refusal = dispatch_refusal,
		.ctx = app };
	sc.hosts = str_from(config->hosts);
	sc.limits.connections = (size_t)config->connections;
	sc.limits.requests = (size_t)config->tasks;
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
	sigaddset(&set, SIGHUP);
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

static void open_metrics(struct child *c, int64_t index)
{
	const struct child_shared *const shared = c->shared;
	struct app *const app = &c->app;
	if (shared->metrics == NULL)
		return;
	app->metrics = (struct metrics){ .loop = app->loop,
		.db = app->db,
		.keys = app->keys,
		.wake = app->wake,
		.voorraad = app->voorraad,
		.server = app->server,
		.requests = &app->requests };
	metrics_begin(&app->metrics, shared->metrics, (size_t)index);
	c->metrics_server = metrics_serve(&app->metrics, app->config, shared->metrics_listener);
}

/* The bell tells what is left to tell. The last tasks see that we drain and end; who does not is
 * left behind with the process. */
static enum err let_tasks_end(struct task *t, void *arg)
{
	struct app *app = arg;
	metrics_end(t, &app->metrics);
	keeper_end(t, &app->seen);
	const enum err seen = task_run(t, write_seen, app, NULL);
	(void)seen; /* as in keep_seen */
	voorraad_destroy(t, app->voorraad);
	app->voorraad = NULL;
	db_wake_destroy(t, app->wake);
	app->wake = NULL;
	const int64_t until_us = clock_mono_us() + LAST_TASKS_MS * 1000;
	while (loop_stats(task_loop(t)).tasks > 1) {
		if (clock_mono_us() > until_us)
			return ERR_UNAVAILABLE;
		TRY(task_sleep(t, 1));
	}
	return ERR_OK;
}

static void flush_log(void *arg)
{
	(void)arg; /* there is one log */
	log_flush();
}

static int cannot_start(const char *what)
{
	LOG(LOG_ERROR, "kind.start_mislukt", LOG_STR("wat", str_from(what)),
		LOG_INT("errno", errno));
	return 1;
}

int child_run(const struct config *config, const struct child_shared *shared, int64_t index)
{
	log_never_wait();
	struct child c = { .app = { .config = config,
				   .common = shared->common,
				   .keys = shared->keys,
				   .diensten = shared->diensten,
				   .limits = shared->limits,
				   .known = shared->known,
				   .bekend = bekend_create(),
				   .gezien = gezien_create(),
				   .gebruik = gebruik_create(),
				   .log_hook = { .fn = flush_log } },
		.shared = shared,
		.signals = open_signals() };
	if (http_proxies_parse(str_from(config->proxies), &c.app.proxies) != ERR_OK)
		return cannot_start("proxies");
	if (c.signals < 0 || auth_init() != ERR_OK)
		return cannot_start("signalen of versleuteling");
	struct loop_limits limits = loop_limits_default;
	/* Requests never take the place of what the process itself has to do. */
	limits.max_tasks = (size_t)(config->tasks + METRICS_CONNECTIONS + config->read_connections +
				    config->write_connections + OWN_TASKS);
	c.app.loop = loop_create(&limits);
	c.app.db = open_database(c.app.loop, config);
	const struct http_server_config sc = server_config(config, &c.app);
	c.app.server = http_server_create(c.app.loop, &shared->listener, 1, &sc);
	if (start_wake(&c.app) != ERR_OK || start_voorraad(&c.app) != ERR_OK ||
		task_spawn(c.app.loop, watch_signals, &c) != ERR_OK ||
		keeper_begin(c.app.loop, &c.app.seen, keep_seen, &c.app) != ERR_OK)
		return cannot_start("taken");
	open_metrics(&c, index);
	LOG(LOG_INFO, "kind.start", LOG_INT("kind", index));
	loop_run(c.app.loop);
	if (loop_run_task(c.app.loop, let_tasks_end, &c.app, NULL) != ERR_OK)
		return 0;
	http_server_destroy(c.metrics_server);
	http_server_destroy(c.app.server);
	taxonomie_forget(&c.app.taxonomie);
	bekend_destroy(c.app.bekend);
	gezien_destroy(c.app.gezien);
	gebruik_destroy(c.app.gebruik);
	db_destroy(c.app.db);
	loop_destroy(c.app.loop);
	(void)close(c.signals);
	return 0;
}
