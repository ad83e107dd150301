#include "api/descriptors.h"

#include <sys/resource.h>

#include "api/child.h"
#include "http/http.h"

/* Standard streams, listener, loop, signals, the offload thread, and what a library opens for a
 * moment. */
#define OWN 32

struct descriptors descriptors_plan(const struct config *config, int64_t allowed)
{
	const bool tells = config->metrics_listen != NULL && config->metrics_listen[0] != '\0';
	const int64_t others = OWN + HTTP_REFUSED_CONNECTIONS + config->read_connections +
			       config->write_connections +
			       (tells ? METRICS_CONNECTIONS + HTTP_REFUSED_CONNECTIONS : 0);
	const int64_t room = allowed - others;
	return (struct descriptors){
		.needed = others + config->connections,
		.allowed = allowed,
		.connections = room < config->connections ? room : config->connections,
	};
}

static int64_t limit_number(rlim_t limit)
{
	return limit == RLIM_INFINITY || limit > INT64_MAX ? INT64_MAX : (int64_t)limit;
}

struct descriptors descriptors_look(const struct config *config)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return descriptors_plan(config, INT64_MAX); /* fails only on wrong arguments */
	return descriptors_plan(config, limit_number(limit.rlim_max));
}

void descriptors_raise(const struct descriptors *d)
{
	struct rlimit limit;
	const int64_t wanted = d->needed < d->allowed ? d->needed : d->allowed;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit_number(limit.rlim_cur) >= wanted)
		return;
	limit.rlim_cur = (rlim_t)wanted;
	/* Up to the hard limit it is allowed to everybody. */
	(void)setrlimit(RLIMIT_NOFILE, &limit);
}
