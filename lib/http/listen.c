#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/http.h"

/* The kernel would let it grow to some MiB. */
#define SEND_BUFFER_BYTES (256 * 1024)

static enum err listen_on(const struct addrinfo *address, int backlog, int *ret_fd)
{
	const int on = 1;
	const int send_bytes = SEND_BUFFER_BYTES;
	const int fd = socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return ERR_UNAVAILABLE;
	/* These go over to the accepted sockets: our answers are whole when they are sent, and a
	 * client that reads none of them holds no more than this of the kernel's memory. */
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == 0 &&
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) == 0 &&
		setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &send_bytes, sizeof(send_bytes)) == 0 &&
		bind(fd, address->ai_addr, address->ai_addrlen) == 0 && listen(fd, backlog) == 0) {
		*ret_fd = fd;
		return ERR_OK;
	}
	const int why = errno;
	(void)close(fd); /* never used */
	errno = why;
	return ERR_UNAVAILABLE;
}

enum err http_listen(const char *host, uint16_t port, int backlog, int *ret_fd)
{
	char service[8];
	(void)snprintf(service, sizeof(service), "%u", port);
	const struct addrinfo hints = {
		.ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_PASSIVE | AI_NUMERICSERV,
	};
	struct addrinfo *addresses = NULL;
	if (getaddrinfo(host, service, &hints, &addresses) != 0)
		return ERR_INVALID;
	const enum err e = listen_on(addresses, backlog, ret_fd);
	const int why = errno;
	freeaddrinfo(addresses);
	errno = why;
	return e;
}
