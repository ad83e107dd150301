#include "api/serve.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "api/aanmelddienst.h"
#include "api/child.h"
#include "api/descriptors.h"
#include "api/listener.h"
#include "api/wachtwoord.h"
#include "auth/auth.h"
#include "base/date.h"
#include "base/log.h"
#include "contact/sleutels.h"
#include "http/fetch.h"
#include "http/http.h"
#include "motor/voorraad.h"
#include "store/migrations.h"

#define BACKOFF_FIRST_MS 50
#define BACKOFF_LAST_MS	 5000
#define LAST_END_MS	 3000 /* beyond the respite of the requests, for the end of a child itself */
#define STABLE_US	 (10 * INT64_C(1000000)) /* a child that lived this long starts afresh at once */

struct child_slot {
	pid_t pid; /* 0: none */
	int64_t started_us;
	int64_t backoff_ms;
	bool killed; /* did not end in time */
};

struct parent {
	const struct config *config;
	struct child_shared shared;
	struct child_slot children[64];
	bool stopping;
	int64_t kill_us; /* clock_mono_us, while stopping: who is there then has no more time */
	bool refused;	 /* a child said that starting again does not help */
};

/* What the children get of their parent. */
static bool open_shared(const struct config *config, struct child_shared *ret_shared)
{
	*ret_shared = (struct child_shared){ .metrics_listener = -1,
		.listener = listener_open("SCHAKEL_LISTEN", config->listen) };
	ret_shared->limits = limit_board_create();
	ret_shared->known = limit_board_create();
	if (ret_shared->listener < 0 || ret_shared->limits == NULL || ret_shared->known == NULL)
		return false;
	if (config->metrics_listen[0] == '\0')
		return true;
	ret_shared->metrics_listener =
		listener_open("SCHAKEL_METRICS_LISTEN", config->metrics_listen);
	ret_shared->metrics = metrics_board_create((size_t)config->processes);
	return ret_shared->metrics_listener >= 0 && ret_shared->metrics != NULL;
}

static void close_listeners(struct child_shared *shared)
{
	if (shared->listener >= 0)
		(void)close(shared->listener);
	if (shared->metrics_listener >= 0)
		(void)close(shared->metrics_listener);
	shared->listener = -1;
	shared->metrics_listener = -1;
}

static void start_child(struct parent *p, int64_t index)
{
	struct child_slot *slot = &p->children[index];
	slot->started_us = clock_mono_us();
	const pid_t parent_pid = getpid();
	const pid_t pid = fork();
	if (pid < 0) {
		LOG(LOG_ERROR, "fork", LOG_INT("errno", errno));
		return;
	}
	if (pid > 0) {
		slot->pid = pid;
		return;
	}
	/* A child without its parent stops by itself. */
	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent_pid)
		_exit(0);
	_exit(child_run(p->config, &p->shared, index));
}

static void stop_children(struct parent *p)
{
	if (!p->stopping)
		p->kill_us = clock_mono_us() + (p->config->drain_ms + LAST_END_MS) * 1000;
	p->stopping = true;
	close_listeners(&p->shared);
	for (int64_t i = 0; i < p->config->processes; i++)
		if (p->children[i].pid > 0)
			(void)kill(p->children[i].pid, SIGTERM);
}

/* A child ends by itself after its respite. One that does not is stuck, and no signal that it could
 * take helps. */
static void kill_late(struct parent *p)
{
	if (!p->stopping || clock_mono_us() < p->kill_us)
		return;
	for (int64_t i = 0; i < p->config->processes; i++) {
		struct child_slot *slot = &p->children[i];
		if (slot->pid == 0 || slot->killed)
			continue;
		LOG(LOG_ERROR, "kind.afgebroken", LOG_INT("kind", i), LOG_INT("pid", slot->pid));
		(void)kill(slot->pid, SIGKILL);
		slot->killed = true;
	}
}

/* New keys, for who is forked later and for who is there. Wrong ones go to nobody. */
static void renew_keys(struct parent *p)
{
	if (sleutels_reread(NULL, p->config, p->shared.keys) != ERR_OK)
		return;
	for (int64_t i = 0; i < p->config->processes; i++)
		if (p->children[i].pid > 0)
			(void)kill(p->children[i].pid, SIGHUP);
}

static int64_t running(const struct parent *p)
{
	int64_t count = 0;
	for (int64_t i = 0; i < p->config->processes; i++)
		count += p->children[i].pid > 0 ? 1 : 0;
	return count;
}

/* A child whose supply does not fit ends everything: the others would soon say the same. */
static void heed(struct parent *p, int status)
{
	if (p->stopping || !WIFEXITED(status) || WEXITSTATUS(status) != VOORRAAD_EXIT)
		return;
	p->refused = true;
	fputs(VOORRAAD_TE_GROOT "\n", stderr);
	stop_children(p);
}

/* Notes who died. A child that keeps dying waits longer each time before it is started again. */
static void reap(struct parent *p)
{
	for (;;) {
		int status = 0;
		const pid_t pid = waitpid(-1, &status, WNOHANG);
		if (pid <= 0)
			return;
		for (int64_t i = 0; i < p->config->processes; i++) {
			struct child_slot *slot = &p->children[i];
			if (slot->pid != pid)
				continue;
			slot->pid = 0;
			heed(p, status);
			const bool stable = clock_mono_us() - slot->started_us >= STABLE_US;
			slot->backoff_ms = stable		   ? 0
					   : slot->backoff_ms == 0 ? BACKOFF_FIRST_MS
					   : slot->backoff_ms * 2 < BACKOFF_LAST_MS
						   ? slot->backoff_ms * 2
						   : BACKOFF_LAST_MS;
			if (!p->stopping)
				LOG(LOG_WARN, "kind.gestopt", LOG_INT("kind", i),
					LOG_INT("code",
						WIFEXITED(status) ? WEXITSTATUS(status) : -1),
					LOG_STR("signaal",
						str_from(WIFSIGNALED(status)
								 ? sigabbrev_np(WTERMSIG(status))
								 : "-")),
					LOG_INT("wacht_ms", slot->backoff_ms));
		}
	}
}

static void start_missing(struct parent *p)
{
	for (int64_t i = 0; i < p->config->processes && !p->stopping; i++) {
		const struct child_slot *slot = &p->children[i];
		const int64_t due_us = slot->started_us + slot->backoff_ms * 1000;
		if (slot->pid == 0 && clock_mono_us() >= due_us)
			start_child(p, i);
	}
}

/* Blocked in the parent and its children; taken by sigtimedwait here and by a signalfd there. */
static void block_signals(sigset_t *ret_set)
{
	sigemptyset(ret_set);
	sigaddset(ret_set, SIGTERM);
	sigaddset(ret_set, SIGINT);
	sigaddset(ret_set, SIGHUP);
	sigaddset(ret_set, SIGCHLD);
	(void)pthread_sigmask(SIG_BLOCK, ret_set, NULL);
	const struct sigaction ignore = { .sa_handler = SIG_IGN };
	(void)sigaction(SIGPIPE, &ignore, NULL);
}

/* The children get the limit from us, so it is seen to once, and said once. */
static enum err make_room(struct config *config)
{
	const struct descriptors d = descriptors_look(config);
	if (d.connections < 1) {
		fprintf(stderr,
			"Er zijn te weinig descriptors: de harde grens is %lld, nodig zijn er "
			"%lld. Verhoog de grens (ulimit -Hn, LimitNOFILE=).\n",
			(long long)d.allowed, (long long)d.needed);
		return ERR_UNAVAILABLE;
	}
	descriptors_raise(&d);
	if (d.connections < config->connections)
		LOG(LOG_WARN, "descriptors.te_weinig", LOG_INT("nodig", d.needed),
			LOG_INT("harde_grens", d.allowed), LOG_INT("verbindingen", d.connections),
			LOG_STR("doe", STR("verhoog de harde grens (ulimit -Hn, LimitNOFILE=) of "
					   "verlaag SCHAKEL_CONNECTIONS")));
	config->connections = d.connections;
	return ERR_OK;
}

static void forget_secrets(struct child_shared *shared)
{
	auth_common_destroy(shared->common);
	auth_keys_destroy(shared->keys);
	aanmelddiensten_destroy(shared->diensten);
	shared->diensten = NULL;
	shared->common = NULL;
	shared->keys = NULL;
}

/* The children have them from us, and a file that is wrong is said before anybody is served. */
static bool read_secrets(const struct config *config, struct child_shared *shared)
{
	if (auth_init() == ERR_OK && http_fetch_init() == ERR_OK &&
		wachtwoord_list(config, &shared->common, stderr) == ERR_OK &&
		aanmelddiensten_create(config->aanmelddiensten, &shared->diensten, stderr) ==
			ERR_OK &&
		sleutels_read(config, &shared->keys) == ERR_OK)
		return true;
	forget_secrets(shared);
	return false;
}

int serve_run(const struct config *settings)
{
	struct config config = *settings;
	struct parent p = { .config = &config };
	if (make_room(&config) != ERR_OK || !open_shared(&config, &p.shared) ||
		!read_secrets(&config, &p.shared))
		return 1;
	sigset_t signals;
	block_signals(&signals);
	if (strcmp(config.second_factor, "required") != 0)
		LOG(LOG_WARN, "tweede_factor.niet_verplicht",
			LOG_STR("doe",
				STR("zet SCHAKEL_SECOND_FACTOR op required; optional is voor "
				    "een demonstratie")));
	LOG(LOG_INFO, "start", LOG_STR("adres", str_from(config.listen)),
		LOG_INT("kinderen", config.processes));
	while (!p.stopping || running(&p) > 0) {
		start_missing(&p);
		const struct timespec tick = { .tv_nsec = 50 * 1000 * 1000 };
		const int signal_number = sigtimedwait(&signals, NULL, &tick);
		if (signal_number == SIGTERM || signal_number == SIGINT)
			stop_children(&p);
		else if (signal_number == SIGHUP)
			renew_keys(&p);
		kill_late(&p);
		reap(&p);
	}
	forget_secrets(&p.shared);
	LOG(LOG_INFO, "gestopt", LOG_INT("kinderen", 0));
	return p.refused ? 1 : 0;
}

static enum err check_schema(struct task *t, void *arg)
{
	struct db *d = arg;
	TRY(db_ping(t, d, 3000));
	return db_migrate_check(t, d, store_migrations, store_migration_count);
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		fprintf(stderr, "%s\n",
			f != NULL ? f->detail
				  : "De database geeft geen antwoord: zie SCHAKEL_DATABASE.");
}

int serve_check(const struct config *config)
{
	struct child_shared shared;
	if (!open_shared(config, &shared) || !read_secrets(config, &shared))
		return 1;
	close_listeners(&shared);
	forget_secrets(&shared);
	struct loop *l = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.role = STORE_ROLE;
	struct db *d = db_create(l, &dc, NULL, 0);
	const enum err e = loop_run_task(l, check_schema, d, report);
	db_destroy(d);
	loop_destroy(l);
	if (e == ERR_OK)
		puts("De configuratie klopt: het adres is vrij, de database antwoordt en het "
		     "schema is bij.");
	return e == ERR_OK ? 0 : 1;
}
