/*
 * How many descriptors a serving process needs for its settings, and whether it may have them. The
 * soft limit that a shell or a supervisor gives is often lower than the hard one, which we may go
 * up to by ourselves.
 */
#ifndef API_DESCRIPTORS_H
#define API_DESCRIPTORS_H

#include <stdbool.h>
#include <stdint.h>

#include "config.h"

struct descriptors {
	int64_t needed;	     /* for all that the settings ask */
	int64_t allowed;     /* the hard limit; INT64_MAX when there is none */
	int64_t connections; /* of clients that these allow, at most those of the settings */
};

/* What `config` needs under a hard limit. Fewer than one connection: it cannot serve at all. */
struct descriptors descriptors_plan(const struct config *config, int64_t allowed);

/* The plan under the limit of this process. */
struct descriptors descriptors_look(const struct config *config);

/* Raises the soft limit to what `d` needs, as far as it goes; never lowers it. */
void descriptors_raise(const struct descriptors *d);

#endif
