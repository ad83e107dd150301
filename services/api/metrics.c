#include "api/metrics.h"

#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "audit/zegel.h"
#include "auth/seal.h"
#include "base/date.h"
#include "base/log.h"
#include "config.h"
#include "contact/herverzegel.h"
#include "db/db.h"
#include "db/wake.h"
#include "http/http.h"
#include "motor/voorraad.h"
#include "task/task.h"

#define REFRESH_MS    1000
#define SEALS_EACH_US (15 * INT64_C(1000000)) /* the database is asked so often */
#define KEYS_EACH_US  (10 * 60 * INT64_C(1000000))

enum kind { GAUGE, COUNTER, HISTOGRAM };

enum metric {
	STARTED,
	CONNECTIONS,
	ACCEPTED,
	REFUSED,
	ACCEPT_PAUSED,
	CLASS_1,
	CLASS_2,
	CLASS_3,
	CLASS_4,
	CLASS_5,
	TIME_1,
	TIME_2,
	TIME_3,
	TIME_4,
	TIME_5,
	TIME_6,
	TIME_7,
	TIME_ALL,
	TIME_SUM,
	TIME_COUNT,
	TASKS,
	TASKS_MAX,
	STACKS,
	STACK_HIGH,
	OFFLOAD,
	LOG_MISSED,
	DB_READERS,
	DB_WRITERS,
	DB_BUSY,
	DB_WAITING,
	WAKE_LISTENING,
	WAKE_SENT,
	WAKE_RECEIVED,
	WAKE_WAKES,
	WAKE_LOST,
	SUPPLY_READY,
	SUPPLY_OFFERS,
	SUPPLY_BYTES,
	SUPPLY_FRESH,
	SUPPLY_DEAD,
	SUPPLY_LAG,
	SUPPLY_LOADS,
	SUPPLY_FAILED,
	SUPPLY_REBUILDS,
	SUPPLY_REFUSED,
	SUPPLY_LOAD_TIME,
	AUDIT_WAITING,
	KEY_SEALING,
	SEALED_BEFORE,
	METRIC_COUNT
};

/* Rows of one family stand together: what it is, is told once, in front of them. */
struct row {
	const char *family;
	const char *suffix; /* of the name of this row */
	const char *label;  /* beside that of the process, or NULL */
	enum kind kind;
	double scale; /* what one of ours is in the unit of the name; 0 = 1 */
	const char *help;
};

#define CLASS(n)                                                               \
	{                                                                      \
		"schakel_answers_total", "", "class=\"" #n "xx\"", COUNTER, 0, \
			"Answers by the class of their status."                \
	}
#define TIME(label)                                                                     \
	{                                                                               \
		"schakel_request_seconds", "_bucket", "le=\"" label "\"", HISTOGRAM, 0, \
			"How long requests took."                                       \
	}

static const struct row rows[METRIC_COUNT] = {
	[STARTED] = { "schakel_process_start_time_seconds", "", NULL, GAUGE, 1e-6,
		"When this process began, in seconds since 1970." },
	[CONNECTIONS] = { "schakel_connections", "", NULL, GAUGE, 0, "Client connections." },
	[ACCEPTED] = { "schakel_connections_accepted_total", "", NULL, COUNTER, 0,
		"Connections that were accepted." },
	[REFUSED] = { "schakel_refused_total", "", NULL, COUNTER, 0,
		"Requests that the HTTP layer itself refused." },
	[ACCEPT_PAUSED] = { "schakel_accept_paused", "", NULL, GAUGE, 0,
		"1 while no connection is accepted for want of descriptors." },
	[CLASS_1] = CLASS(1),
	[CLASS_2] = CLASS(2),
	[CLASS_3] = CLASS(3),
	[CLASS_4] = CLASS(4),
	[CLASS_5] = CLASS(5),
	[TIME_1] = TIME("0.001"),
	[TIME_2] = TIME("0.005"),
	[TIME_3] = TIME("0.025"),
	[TIME_4] = TIME("0.1"),
	[TIME_5] = TIME("0.5"),
	[TIME_6] = TIME("2.5"),
	[TIME_7] = TIME("10"),
	[TIME_ALL] = TIME("+Inf"),
	[TIME_SUM] = { "schakel_request_seconds", "_sum", NULL, HISTOGRAM, 1e-6, "" },
	[TIME_COUNT] = { "schakel_request_seconds", "_count", NULL, HISTOGRAM, 0, "" },
	[TASKS] = { "schakel_tasks", "", NULL, GAUGE, 0, "Tasks that live." },
	[TASKS_MAX] = { "schakel_tasks_max", "", NULL, GAUGE, 0, "Most tasks at once." },
	[STACKS] = { "schakel_stacks", "", NULL, GAUGE, 0, "Stacks that are mapped." },
	[STACK_HIGH] = { "schakel_stack_high_bytes", "", NULL, GAUGE, 0,
		"Deepest use of a stack so far." },
	[OFFLOAD] = { "schakel_offload_waiting", "", NULL, GAUGE, 0,
		"Jobs that wait for the thread beside the loop." },
	[LOG_MISSED] = { "schakel_log_lines_missed_total", "", NULL, COUNTER, 0,
		"Log lines that nobody took in time." },
	[DB_READERS] = { "schakel_database_readers", "", NULL, GAUGE, 0,
		"Open database connections for reads." },
	[DB_WRITERS] = { "schakel_database_writers", "", NULL, GAUGE, 0,
		"Open database connections for writes." },
	[DB_BUSY] = { "schakel_database_writers_busy", "", NULL, GAUGE, 0, "Of these at work." },
	[DB_WAITING] = { "schakel_database_waiting", "", NULL, GAUGE, 0,
		"Requests that wait for a database connection." },
	[WAKE_LISTENING] = { "schakel_listening", "", NULL, GAUGE, 0,
		"1 while changes of other processes are heard of." },
	[WAKE_SENT] = { "schakel_notifications_sent_total", "", NULL, COUNTER, 0,
		"Notifications to other processes, each for one or many commits." },
	[WAKE_RECEIVED] = { "schakel_notifications_received_total", "", NULL, COUNTER, 0,
		"Notifications of other processes." },
	[WAKE_WAKES] = { "schakel_wakes_total", "", NULL, COUNTER, 0,
		"Times that those who follow the changes were woken." },
	[WAKE_LOST] = { "schakel_listening_lost_total", "", NULL, COUNTER, 0,
		"Connections for that which ended or could not be made." },
	[SUPPLY_READY] = { "schakel_snapshot_ready", "", NULL, GAUGE, 0,
		"1 when the open supply is in memory." },
	[SUPPLY_OFFERS] = { "schakel_snapshot_offers", "", NULL, GAUGE, 0,
		"Active offers in memory." },
	[SUPPLY_BYTES] = { "schakel_snapshot_bytes", "", NULL, GAUGE, 0, "Memory that they take." },
	[SUPPLY_FRESH] = { "schakel_snapshot_fresh_rows", "", NULL, GAUGE, 0,
		"Rows that changed since all were put in order." },
	[SUPPLY_DEAD] = { "schakel_snapshot_tombstones", "", NULL, GAUGE, 0,
		"Rows that are no offer any more." },
	[SUPPLY_LAG] = { "schakel_snapshot_lag_seconds", "", NULL, GAUGE, 1e-6,
		"Age of the first change that is not in memory yet." },
	[SUPPLY_LOADS] = { "schakel_snapshot_loads_total", "", NULL, COUNTER, 0,
		"Whole loads from the database." },
	[SUPPLY_FAILED] = { "schakel_snapshot_loads_failed_total", "", NULL, COUNTER, 0,
		"Loads that could not be finished." },
	[SUPPLY_REBUILDS] = { "schakel_snapshot_rebuilds_total", "", NULL, COUNTER, 0,
		"Times that all rows were put in order again." },
	[SUPPLY_REFUSED] = { "schakel_snapshot_refused_total", "", NULL, COUNTER, 0,
		"Offers left out because they went beyond the limits of its memory." },
	[SUPPLY_LOAD_TIME] = { "schakel_snapshot_load_seconds", "", NULL, GAUGE, 1e-6,
		"How long the last load took." },
	[AUDIT_WAITING] = { "schakel_audit_unsealed_seconds", "", NULL, GAUGE, 1e-6,
		"How long the first row of the audit without a seal has been waiting." },
	[KEY_SEALING] = { "schakel_key_sealing", "", NULL, GAUGE, 0,
		"The number of the key that seals." },
	[SEALED_BEFORE] = { "schakel_sealed_with_other_keys", "", NULL, GAUGE, 0,
		"Values in the database that are sealed with another one; looked at while there "
		"are more." },
};

/* Whole words, each written by one process and read by all. */
struct metrics_slot {
	_Atomic int32_t pid; /* 0: nobody's yet */
	_Atomic uint64_t values[METRIC_COUNT];
};

struct metrics_board {
	size_t count;
	struct metrics_slot slots[];
};

struct metrics_board *metrics_board_create(size_t slots)
{
	const size_t bytes = sizeof(struct metrics_board) + slots * sizeof(struct metrics_slot);
	struct metrics_board *b =
		mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (b == MAP_FAILED)
		return NULL;
	b->count = slots;
	return b;
}

void metrics_count(struct metrics_requests *r, int status, int64_t us)
{
	static const int64_t bounds_us[METRICS_BUCKETS - 1] = { 1000, 5000, 25000, 100000, 500000,
		2500000, 10000000 };
	size_t bucket = 0;
	while (bucket < METRICS_BUCKETS - 1 && us > bounds_us[bucket])
		bucket++;
	r->by_class[status / 100 % 6]++;
	r->by_time[bucket]++;
	r->us += (uint64_t)us;
}

static void put(struct metrics_slot *s, enum metric m, uint64_t value)
{
	atomic_store_explicit(&s->values[m], value, memory_order_relaxed);
}

static void collect_requests(struct metrics_slot *s, const struct metrics_requests *r)
{
	for (unsigned i = 1; i <= 5; i++)
		put(s, (enum metric)(CLASS_1 + i - 1), r->by_class[i]);
	uint64_t sum = 0;
	for (unsigned i = 0; i < METRICS_BUCKETS; i++) {
		sum += r->by_time[i];
		put(s, (enum metric)(TIME_1 + i), sum);
	}
	put(s, TIME_SUM, r->us);
	put(s, TIME_COUNT, sum);
}

static void collect_wake(struct metrics_slot *s, const struct db_wake *w)
{
	const struct db_wake_stats wake = db_wake_stats(w);
	put(s, WAKE_LISTENING, wake.listening);
	put(s, WAKE_SENT, wake.sent);
	put(s, WAKE_RECEIVED, wake.received);
	put(s, WAKE_WAKES, wake.wakes);
	put(s, WAKE_LOST, wake.lost);
}

static void collect_supply(struct metrics_slot *s, const struct voorraad *v)
{
	const struct voorraad_stats supply = voorraad_stats(v);
	put(s, SUPPLY_READY, voorraad_is_ready(v));
	put(s, SUPPLY_OFFERS, supply.stand.aanbod);
	put(s, SUPPLY_BYTES, supply.stand.bytes);
	put(s, SUPPLY_FRESH, supply.stand.vers);
	put(s, SUPPLY_DEAD, supply.stand.vervallen);
	put(s, SUPPLY_LAG, (uint64_t)supply.lag_us);
	put(s, SUPPLY_LOADS, supply.geladen);
	put(s, SUPPLY_FAILED, supply.mislukt);
	put(s, SUPPLY_REBUILDS, supply.geordend);
	put(s, SUPPLY_REFUSED, supply.geweigerd);
	put(s, SUPPLY_LOAD_TIME, (uint64_t)supply.laden_us);
}

static void collect(const struct metrics *m)
{
	struct metrics_slot *const s = m->slot;
	const struct loop_stats loop = loop_stats(m->loop);
	const struct db_stats db = db_stats(m->db);
	if (m->server != NULL) {
		const struct http_server_stats http = http_server_stats(m->server);
		put(s, CONNECTIONS, http.connections);
		put(s, ACCEPTED, http.accepted);
		put(s, REFUSED, http.refused);
		put(s, ACCEPT_PAUSED, http.accept_paused);
	}
	if (m->requests != NULL)
		collect_requests(s, m->requests);
	put(s, TASKS, loop.tasks);
	put(s, TASKS_MAX, loop.tasks_max);
	put(s, STACKS, loop.stacks);
	put(s, STACK_HIGH, loop.stack_high_bytes);
	put(s, OFFLOAD, loop.offload_waiting);
	put(s, LOG_MISSED, log_missed());
	put(s, KEY_SEALING, auth_keys_sealing(m->keys));
	put(s, DB_READERS, db.read_open);
	put(s, DB_WRITERS, db.write_open);
	put(s, DB_BUSY, db.write_busy);
	put(s, DB_WAITING, db.waiting);
	if (m->wake != NULL)
		collect_wake(s, m->wake);
	if (m->voorraad != NULL)
		collect_supply(s, m->voorraad);
}

static enum err look_at_seals(struct task *t, void *arg)
{
	struct metrics *m = arg;
	int64_t waiting_us = 0;
	TRY(zegel_waiting(t, m->db, clock_now_us(), &waiting_us));
	put(m->slot, AUDIT_WAITING, (uint64_t)waiting_us);
	zegel_warn(waiting_us);
	return ERR_OK;
}

/* Counting reads all that is sealed: seldom, and only while keys change. */
static enum err look_at_keys(struct task *t, void *arg)
{
	struct metrics *m = arg;
	struct herverzegel_gebruik list[HERVERZEGEL_GEBRUIK_MAX];
	size_t count = 0;
	uint64_t other = 0;
	if (auth_keys_count(m->keys) > 1)
		TRY(herverzegel_gebruik(t, m->db, list, &count));
	for (size_t i = 0; i < count; i++)
		if (list[i].nummer != auth_keys_sealing(m->keys))
			other += (uint64_t)list[i].aantal;
	put(m->slot, SEALED_BEFORE, other);
	return ERR_OK;
}

/* Others may be asked: what they tell of us is not older than this. */
static void keep_fresh(struct task *t, void *arg)
{
	struct metrics *m = arg;
	int64_t seals_us = 0;
	while (!m->keeper.stopping) {
		enum err e = ERR_OK;
		collect(m);
		if (clock_mono_us() >= seals_us) {
			seals_us = clock_mono_us() + SEALS_EACH_US;
			e = task_run(t, look_at_seals, m, NULL);
			(void)e; /* without a database the figure stays */
		}
		if (clock_mono_us() >= m->count_keys_us) {
			m->count_keys_us = clock_mono_us() + KEYS_EACH_US;
			e = task_run(t, look_at_keys, m, NULL);
			(void)e; /* the same */
		}
		if (m->keeper.stopping)
			break;
		e = task_wait(t, REFRESH_MS);
		(void)e; /* woken, or the time is over: all the same */
	}
}

void metrics_end(struct task *t, struct metrics *m)
{
	keeper_end(t, &m->keeper);
	m->wake = NULL;
	m->voorraad = NULL;
}

void metrics_begin(struct metrics *m, struct metrics_board *board, size_t slot)
{
	struct metrics_slot *const s = &board->slots[slot];
	for (unsigned i = 0; i < METRIC_COUNT; i++)
		put(s, (enum metric)i, 0);
	put(s, STARTED, (uint64_t)clock_now_us());
	atomic_store(&s->pid, (int32_t)getpid());
	m->board = board;
	m->slot = s;
	if (keeper_begin(m->loop, &m->keeper, keep_fresh, m) != ERR_OK)
		return; /* what is told of this process is as old as the last question to it */
}

static void write_value(struct buf *b, const struct row *row, size_t process, uint64_t value)
{
	buf_addf(b, "%s%s{process=\"%zu\"%s%s} ", row->family, row->suffix, process,
		row->label != NULL ? "," : "", row->label != NULL ? row->label : "");
	if (row->scale != 0)
		buf_addf(b, "%.6f\n", (double)value * row->scale);
	else
		buf_addf(b, "%llu\n", (unsigned long long)value);
}

static void write_board(struct buf *b, const struct metrics_board *board)
{
	static const char *const kinds[] = { "gauge", "counter", "histogram" };
	const char *family = "";
	for (unsigned m = 0; m < METRIC_COUNT; m++) {
		const struct row *row = &rows[m];
		if (strcmp(row->family, family) != 0)
			buf_addf(b, "# HELP %s %s\n# TYPE %s %s\n", row->family, row->help,
				row->family, kinds[row->kind]);
		family = row->family;
		for (size_t i = 0; i < board->count; i++) {
			const struct metrics_slot *s = &board->slots[i];
			if (atomic_load(&s->pid) != 0)
				write_value(b, row, i,
					atomic_load_explicit(&s->values[m], memory_order_relaxed));
		}
	}
}

static void answer(struct task *t, const struct http_req *http, struct http_resp *resp, void *ctx)
{
	(void)t;
	const struct metrics *const m = ctx;
	const bool known = str_eq(http->path, STR("/metrics"));
	http_resp_header(resp, "Cache-Control", STR("no-store"));
	if (!known || (http->method != HTTP_GET && http->method != HTTP_HEAD)) {
		resp->status = known ? 405 : 404;
		if (known)
			http_resp_header(resp, "Allow", STR("GET, HEAD"));
		return;
	}
	collect(m);
	resp->status = 200;
	http_resp_header(resp, "Content-Type", STR("text/plain; version=0.0.4; charset=utf-8"));
	write_board(&resp->body, m->board);
}

/* The status says it: who asks here is a machine. */
static void answer_refusal(enum err why, const char *code, const char *detail,
	struct http_resp *resp, struct arena *a, void *ctx)
{
	(void)why, (void)code, (void)detail, (void)a, (void)ctx;
	http_resp_header(resp, "Cache-Control", STR("no-store"));
}

/* Few, and with nothing to hide behind: whoever may reach this address. */
struct http_server *metrics_serve(struct metrics *m, const struct config *config, int listener)
{
	struct http_server_config sc = { .limits = http_limits_default,
		.on_request = answer,
		.on_refusal = answer_refusal,
		.ctx = m };
	sc.limits.connections = METRICS_CONNECTIONS;
	sc.limits.requests = METRICS_CONNECTIONS;
	sc.limits.head_ms = config->head_ms;
	sc.limits.body_ms = config->body_ms;
	sc.limits.idle_ms = config->idle_ms;
	sc.limits.write_ms = config->write_ms;
	return http_server_create(m->loop, &listener, 1, &sc);
}
