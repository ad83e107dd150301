/*
 * Nothing is lost over very many requests: a server of its own process answers them, and after as
 * many again its resident memory is the same. Built without sanitizers, which keep freed memory for
 * themselves.  endurance REQUESTS
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "http/http.h"
#include "task/task.h"

#define CLIENTS	   8
#define BATCH	   40	/* requests in flight on a connection */
#define RENEW	   2000 /* and then another connection */
#define GROWTH_KIB 256	/* what malloc may still find out about our sizes */

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	perror(what);
	exit(1);
}

/* ---- the server ---- */

static void hash_a_little(void *arg)
{
	*(unsigned *)arg = 7;
}

/* All that a request can leave behind: memory of its arena, faults, a wait, a job, a large answer.
 */
static void handle(struct task *t, const struct http_req *req, struct http_resp *resp, void *ctx)
{
	static unsigned count;
	const unsigned me = count++;
	(void)ctx;
	resp->status = 200;
	const struct str path = str_dup(task_arena(t), req->path);
	if (me % 16 == 1) {
		task_fault(t, "/naam", "veld.verplicht", "Veld %u ontbreekt.", me);
		resp->status = task_faults_check(t) == ERR_INVALID ? 400 : 500;
	}
	if (me % 64 == 2 && task_sleep(t, 0) != ERR_OK)
		abort();
	unsigned answer = 0;
	if (me % 256 == 3 && task_offload(t, hash_a_little, &answer) != ERR_OK)
		abort();
	buf_add_str(&resp->body, path);
	for (unsigned i = 0; me % 512 == 4 && i < 40000; i++)
		buf_add_char(&resp->body, 'x');
	http_resp_header(resp, "X-Kind", str_from(arena_printf(task_arena(t), "%u", me % 16)));
}

static void refuse(enum err why, const char *code, const char *detail, struct http_resp *resp,
	struct arena *a, void *ctx)
{
	(void)why, (void)code, (void)detail, (void)a, (void)ctx;
	buf_add_char(&resp->body, '!');
}

static _Noreturn void serve(int listener)
{
	struct loop *const loop = loop_create(&loop_limits_default);
	const struct http_server_config config = {
		.limits = http_limits_default, .on_request = handle, .on_refusal = refuse
	};
	if (http_server_create(loop, &listener, 1, &config) == NULL)
		exit(1);
	loop_run(loop);
	exit(0);
}

/* ---- the client ---- */

static int connect_to(uint16_t port)
{
	const struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	const int fd = socket(AF_INET, SOCK_STREAM, 0);
	must(fd >= 0, "socket");
	must(connect(fd, (const struct sockaddr *)&address, sizeof(address)) == 0, "connect");
	return fd;
}

static void send_batch(int fd)
{
	static const char request[] = "POST /v1/aanvragen HTTP/1.1\r\nHost: h\r\nAccept: */*\r\n"
				      "Content-Length: 12\r\n\r\n{\"naam\":\"a\"}";
	static char batch[BATCH * sizeof(request)];
	size_t len = 0;
	for (size_t i = 0; i < BATCH; i++) {
		memcpy(batch + len, request, sizeof(request) - 1);
		len += sizeof(request) - 1;
	}
	for (size_t at = 0; at < len;) {
		const ssize_t n = send(fd, batch + at, len - at, MSG_NOSIGNAL);
		must(n > 0, "send");
		at += (size_t)n;
	}
}

/* Counts the answers by their first bytes, which nothing else in them has. */
static void read_batch(int fd)
{
	static const char mark[] = "HTTP/1.1 ";
	static char bytes[65536];
	size_t matched = 0;
	size_t answers = 0;
	size_t tail = 0; /* of the last answer: "/v1/aanvragen" ends it, but for a large one */
	while (answers < BATCH || tail == 0) {
		const ssize_t n = recv(fd, bytes, sizeof(bytes), 0);
		must(n > 0, "recv");
		for (ssize_t i = 0; i < n; i++) {
			matched = bytes[i] == mark[matched] ? matched + 1 : bytes[i] == mark[0];
			if (matched == sizeof(mark) - 1) {
				answers++;
				matched = 0;
			}
		}
		tail = bytes[n - 1] == 'n' || bytes[n - 1] == 'x';
	}
}

static long resident_kib(pid_t pid)
{
	char path[64];
	char line[128];
	int64_t pages = 0;
	(void)snprintf(path, sizeof(path), "/proc/%d/statm", (int)pid);
	FILE *const f = fopen(path, "r");
	must(f != NULL, path);
	must(fgets(line, sizeof(line), f) != NULL, path);
	(void)fclose(f); /* only read */
	struct str rest = str_from(line);
	struct str part = STR_NULL; /* the second number */
	must(str_cut(&rest, ' ', &part) && str_cut(&rest, ' ', &part) &&
			str_to_int(part, 0, INT32_MAX, &pages) == ERR_OK,
		path);
	return (long)pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static void ask(uint16_t port, long requests)
{
	int fds[CLIENTS];
	for (size_t i = 0; i < CLIENTS; i++)
		fds[i] = connect_to(port);
	for (long done = 0; done < requests; done += CLIENTS * BATCH) {
		for (size_t i = 0; i < CLIENTS; i++)
			send_batch(fds[i]);
		for (size_t i = 0; i < CLIENTS; i++)
			read_batch(fds[i]);
		if (done % (RENEW * CLIENTS) != 0)
			continue;
		for (size_t i = 0; i < CLIENTS; i++) {
			(void)close(fds[i]);
			fds[i] = connect_to(port);
		}
	}
	for (size_t i = 0; i < CLIENTS; i++)
		(void)close(fds[i]);
}

int main(int argc, char **argv)
{
	int64_t requests = 0;
	int listener = -1;
	struct sockaddr_in address;
	socklen_t len = sizeof(address);
	if (argc != 2 ||
		str_to_int(str_from(argv[1]), CLIENTS * BATCH, INT32_MAX, &requests) != ERR_OK ||
		http_listen("127.0.0.1", 0, 64, &listener) != ERR_OK)
		return 2;
	must(getsockname(listener, (struct sockaddr *)&address, &len) == 0, "getsockname");
	const pid_t server = fork();
	must(server >= 0, "fork");
	if (server == 0)
		serve(listener);
	ask(ntohs(address.sin_port), (long)requests);
	const long before = resident_kib(server);
	ask(ntohs(address.sin_port), (long)requests);
	const long after = resident_kib(server);
	(void)kill(server, SIGKILL);
	(void)waitpid(server, NULL, 0);
	printf("%lld requests twice: %ld KiB before, %ld KiB after\n", (long long)requests, before,
		after);
	return after - before <= GROWTH_KIB ? 0 : 1;
}
