/* From method and path to an operation of the contract. */
#ifndef API_ROUTE_H
#define API_ROUTE_H

#include <stdint.h>

#include "api/operations.h"
#include "http/http.h"

#define ROUTE_MAX_PARAMS 4

struct route {
	const struct api_operation *op; /* NULL: no such path, or not with this method */
	uint32_t methods; /* bits 1 << enum http_method that the path has; 0: no such path */
	struct str params[ROUTE_MAX_PARAMS]; /* raw segments that stand at {…}, in order */
	struct str names[ROUTE_MAX_PARAMS];  /* what the template calls them */
	size_t param_count;
};

/* HEAD finds the GET of a path. The path is raw; a segment is decoded by whoever reads it. "*" (of
 * OPTIONS) is the service as a whole: it has every method that some path has. */
struct route route_find(enum http_method method, struct str path);

/* "GET, HEAD, POST, OPTIONS" in the arena, for Allow. */
struct str route_allow(struct arena *a, uint32_t methods);

#endif
