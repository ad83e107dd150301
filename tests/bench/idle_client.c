/*
 * Many keep-alive connections that do nothing:  idle_client PORT COUNT
 * Each asks for /healthz once and stays open. Then it writes "open COUNT", waits for a line on
 * stdin, asks again on each, and writes "served COUNT": how many still were.
 */
#include <arpa/inet.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/str.h"

static const char request[] = "GET /healthz HTTP/1.1\r\nHost: bench\r\n\r\n";

/* One small answer comes in one piece over loopback. */
static bool ask(int fd)
{
	char answer[2048];
	if (write(fd, request, sizeof(request) - 1) != (ssize_t)sizeof(request) - 1)
		return false;
	const ssize_t n = read(fd, answer, sizeof(answer));
	return n > 12 && memcmp(answer, "HTTP/1.1 200", 12) == 0;
}

static int open_one(uint16_t port)
{
	const struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	const struct timeval patience = { .tv_sec = 10 };
	const int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)) != 0 ||
		connect(fd, (const struct sockaddr *)&address, sizeof(address)) != 0) {
		perror("idle_client");
		exit(1);
	}
	return fd;
}

int main(int argc, char **argv)
{
	int64_t port = 0;
	int64_t wanted = 0;
	if (argc != 3 || str_to_int(str_from(argv[1]), 1, 65535, &port) != ERR_OK ||
		str_to_int(str_from(argv[2]), 1, 1000000, &wanted) != ERR_OK) {
		fputs("usage: idle_client PORT COUNT\n", stderr);
		return 2;
	}
	const size_t count = (size_t)wanted;
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		(void)setrlimit(RLIMIT_NOFILE, &limit); /* too few shows when opening */
	}
	int *fds = calloc(count, sizeof(*fds));
	if (fds == NULL)
		abort();
	size_t opened = 0;
	for (size_t i = 0; i < count; i++) {
		fds[i] = open_one((uint16_t)port);
		opened += ask(fds[i]) ? 1 : 0;
	}
	printf("open %zu\n", opened);
	(void)fflush(stdout);
	(void)getchar();
	size_t served = 0;
	for (size_t i = 0; i < count; i++)
		served += ask(fds[i]) ? 1 : 0;
	printf("served %zu\n", served);
	free(fds);
	return 0;
}
