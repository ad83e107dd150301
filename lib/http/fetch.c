#include "http/fetch.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/address.h"
#include "base/buf.h"
#include "base/date.h"

#define MAX_EVENTS 8

struct call {
	CURLM *multi;
	CURL *easy;
	int epoll;
	int64_t timer_us; /* when curl wants to be asked again; 0: not by itself */
	bool here;	  /* of this machine, as the URL says itself */
	bool plain;	  /* and without TLS */
	bool refused;	  /* an address inside */
	struct buf body;
	const struct http_fetch *what;
};

enum err http_fetch_init(void)
{
	return curl_global_init(CURL_GLOBAL_DEFAULT) == 0 ? ERR_OK : ERR_INTERNAL;
}

/* ---- where to ---- */

bool http_fetch_is_outside(const struct address *a)
{
	static const char *const inside[] = { "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10",
		"127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
		"198.18.0.0/15", "224.0.0.0/3", "::/128", "::1/128", "64:ff9b::/96",
		"64:ff9b:1::/48", "2001::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10",
		"ff00::/8" };
	for (size_t i = 0; i < sizeof(inside) / sizeof(inside[0]); i++) {
		struct address_network n;
		if (address_network_parse(str_from(inside[i]), &n) != ERR_OK ||
			address_is_in(&n, a))
			return false;
	}
	return true;
}

static bool is_here(const struct address *a)
{
	struct address here;
	return address_parse(STR("127.0.0.1"), &here) == ERR_OK && address_eq(a, &here);
}

static struct address address_of(const struct sockaddr *sa)
{
	struct address a = { .b = { [10] = 0xff, [11] = 0xff } };
	if (sa->sa_family == AF_INET6)
		memcpy(a.b, &((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr, 16);
	else
		memcpy(a.b + 12, &((const struct sockaddr_in *)(const void *)sa)->sin_addr, 4);
	return a;
}

/* The address is known here, after any look-up: a name that leads inside gets no socket. */
static curl_socket_t open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct call *c = ctx;
	const bool known = to->family == AF_INET || to->family == AF_INET6;
	const struct address a = address_of(&to->addr);
	const bool may = c->here ? is_here(&a) : http_fetch_is_outside(&a);
	if (purpose != CURLSOCKTYPE_IPCXN || !known || !may) {
		c->refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* ---- curl's sockets and its clock ---- */

static int watch(CURL *easy, curl_socket_t fd, int what, void *ctx, void *known)
{
	(void)easy;
	struct call *c = ctx;
	struct epoll_event e = { .data.fd = fd };
	if (what == CURL_POLL_REMOVE) {
		(void)epoll_ctl(c->epoll, EPOLL_CTL_DEL, fd, NULL); /* gone already is gone */
		return 0;
	}
	if ((what & CURL_POLL_IN) != 0)
		e.events |= EPOLLIN;
	if ((what & CURL_POLL_OUT) != 0)
		e.events |= EPOLLOUT;
	(void)curl_multi_assign(c->multi, fd, c);
	return epoll_ctl(c->epoll, known == NULL ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &e);
}

static int set_timer(CURLM *multi, long ms, void *ctx)
{
	(void)multi;
	struct call *c = ctx;
	c->timer_us = ms < 0 ? 0 : clock_mono_us() + ms * INT64_C(1000);
	return 0;
}

static size_t take_bytes(char *bytes, size_t size, size_t count, void *ctx)
{
	struct call *c = ctx;
	buf_add(&c->body, bytes, size * count);
	return c->body.overflow ? 0 : size * count;
}

/* ---- one call ---- */

/*
 * The system's certificates by the folder that has each under the hash of its name: reading the one
 * file with all of them keeps the loop 20 ms.
 */
static bool trust(CURL *e, const char *ca_file)
{
	if (ca_file != NULL)
		return curl_easy_setopt(e, CURLOPT_CAINFO, ca_file) == CURLE_OK &&
		       curl_easy_setopt(e, CURLOPT_CAPATH, NULL) == CURLE_OK;
	return curl_version_info(CURLVERSION_NOW)->capath == NULL ||
	       curl_easy_setopt(e, CURLOPT_CAINFO, NULL) == CURLE_OK;
}

static bool set_up(struct call *c)
{
	const struct http_fetch *f = c->what;
	CURL *e = c->easy;
	bool ok = trust(e, f->ca_file) && curl_easy_setopt(e, CURLOPT_URL, f->url) == CURLE_OK &&
		  curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, c->plain ? "http" : "https") ==
			  CURLE_OK &&
		  curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
		  curl_easy_setopt(e, CURLOPT_PROXY, "") == CURLE_OK &&
		  curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
		  /* Else the end of a call waits for a name that is still looked up. */
		  curl_easy_setopt(e, CURLOPT_QUICK_EXIT, 1L) == CURLE_OK &&
		  curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, (long)f->timeout_ms) == CURLE_OK &&
		  curl_easy_setopt(e, CURLOPT_USERAGENT, "schakel") == CURLE_OK &&
		  curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, open_socket) == CURLE_OK &&
		  curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, c) == CURLE_OK &&
		  curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_bytes) == CURLE_OK &&
		  curl_easy_setopt(e, CURLOPT_WRITEDATA, c) == CURLE_OK;
	if (ok && f->form.ptr != NULL)
		ok = curl_easy_setopt(e, CURLOPT_POSTFIELDSIZE, (long)f->form.len) == CURLE_OK &&
		     curl_easy_setopt(e, CURLOPT_POSTFIELDS, f->form.ptr) == CURLE_OK;
	return ok && curl_multi_setopt(c->multi, CURLMOPT_SOCKETFUNCTION, watch) == CURLM_OK &&
	       curl_multi_setopt(c->multi, CURLMOPT_SOCKETDATA, c) == CURLM_OK &&
	       curl_multi_setopt(c->multi, CURLMOPT_TIMERFUNCTION, set_timer) == CURLM_OK &&
	       curl_multi_setopt(c->multi, CURLMOPT_TIMERDATA, c) == CURLM_OK &&
	       curl_multi_add_handle(c->multi, e) == CURLM_OK;
}

static void act(struct call *c, int *running)
{
	struct epoll_event events[MAX_EVENTS];
	const int count = epoll_wait(c->epoll, events, MAX_EVENTS, 0);
	for (int i = 0; i < count; i++) {
		const uint32_t e = events[i].events;
		const int mask = ((e & EPOLLIN) != 0 ? CURL_CSELECT_IN : 0) |
				 ((e & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0) |
				 ((e & (EPOLLERR | EPOLLHUP)) != 0 ? CURL_CSELECT_ERR : 0);
		(void)curl_multi_socket_action(c->multi, events[i].data.fd, mask, running);
	}
	if (c->timer_us != 0 && clock_mono_us() >= c->timer_us) {
		c->timer_us = 0;
		(void)curl_multi_socket_action(c->multi, CURL_SOCKET_TIMEOUT, 0, running);
	}
}

/* How the transfer ended; curl's own clock ends it too, a little before ours. */
static CURLcode run(struct task *t, struct call *c)
{
	const int64_t until_us = task_moment_in(t, c->what->timeout_ms);
	int running = 1;
	(void)curl_multi_socket_action(c->multi, CURL_SOCKET_TIMEOUT, 0, &running);
	while (running > 0) {
		const int64_t now_us = clock_mono_us();
		if (now_us >= until_us)
			return CURLE_OPERATION_TIMEDOUT;
		const int64_t next_us =
			c->timer_us != 0 && c->timer_us < until_us ? c->timer_us : until_us;
		const int64_t ms = next_us <= now_us ? 0 : (next_us - now_us) / 1000 + 1;
		const enum err waited = task_wait_fd(t, c->epoll, false, ms);
		(void)waited; /* nothing came: then it is time for something */
		act(c, &running);
	}
	int left = 0;
	const CURLMsg *m = curl_multi_info_read(c->multi, &left);
	return m != NULL && m->msg == CURLMSG_DONE ? m->data.result : CURLE_FAILED_INIT;
}

static void clean_up(struct call *c)
{
	if (c->easy != NULL)
		(void)curl_multi_remove_handle(c->multi, c->easy);
	curl_easy_cleanup(c->easy);
	(void)curl_multi_cleanup(c->multi);
	if (c->epoll >= 0)
		(void)close(c->epoll);
	buf_fini(&c->body);
}

enum err http_fetch(struct task *t, const struct http_fetch *f, struct http_fetched *ret_answer,
	const char **ret_why)
{
	const struct str url = str_from(f->url);
	const bool plain = str_starts(url, STR("http://127.0.0.1:"));
	struct call c = { .multi = curl_multi_init(),
		.easy = curl_easy_init(),
		.epoll = epoll_create1(EPOLL_CLOEXEC),
		.here = plain || str_starts(url, STR("https://127.0.0.1:")),
		.plain = plain,
		.what = f };
	buf_init(&c.body, f->max_bytes);
	CURLcode code = CURLE_FAILED_INIT;
	long status = 0;
	if (c.multi != NULL && c.easy != NULL && c.epoll >= 0 && set_up(&c))
		code = run(t, &c);
	if (code == CURLE_OK)
		(void)curl_easy_getinfo(c.easy, CURLINFO_RESPONSE_CODE, &status);
	*ret_why = c.refused	     ? "an address inside"
		   : c.body.overflow ? "too big"
				     : curl_easy_strerror(code);
	if (code == CURLE_OK)
		*ret_answer = (struct http_fetched){ .status = (int)status,
			.body = str_dup(task_arena(t), buf_str(&c.body)) };
	clean_up(&c);
	return code == CURLE_OK ? ERR_OK : ERR_UNAVAILABLE;
}
