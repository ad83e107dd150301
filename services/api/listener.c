#include "api/listener.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "config.h"
#include "http/http.h"

#define BACKLOG 1024

int listener_open(const char *env, const char *address)
{
	char host[64];
	uint16_t port = 0;
	int fd = -1;
	if (config_address(address, host, sizeof(host), &port) != ERR_OK)
		return -1;
	const enum err e = http_listen(host, port, BACKLOG, &fd);
	if (e == ERR_INVALID) {
		fprintf(stderr,
			"Kan niet luisteren op %s: die naam is niet bekend. Kies een ander "
			"adres met %s.\n",
			address, env);
		return -1;
	}
	if (e != ERR_OK) {
		fprintf(stderr, "Kan niet luisteren op %s: %s. Kies een andere poort met %s.\n",
			address, strerrordesc_np(errno), env);
		return -1;
	}
	return fd;
}
