/*
 * When sessions were last used, for their idle end: noted in memory by the request, written for
 * many at once by a task of the process, and for each session at most once a minute.
 *
 * What is noted and not yet written is lost with a process that is killed: such a session ends a
 * minute early at most. A table of fixed size; a session for which there is no room is noted when
 * it comes again.
 */
#ifndef API_GEZIEN_H
#define API_GEZIEN_H

#include <stdint.h>

#include "base/uuid.h"
#include "db/db.h"

#define GEZIEN_MAX	16384
#define GEZIEN_EVERY_US (60 * INT64_C(1000000))
#define GEZIEN_LOOK_MS	5000

struct gezien;

struct gezien *gezien_create(void);
void gezien_destroy(struct gezien *g);

/* A session is used now; the database knows of `written_us`. */
void gezien_note(struct gezien *g, struct uuid sessie_id, int64_t written_us, int64_t now_us);

/* Writes what is a minute newer than what the database knows, or (`all`) newer at all. */
MUST_CHECK enum err gezien_flush(
	struct task *t, struct db *d, struct gezien *g, int64_t now_us, bool all);

#endif
