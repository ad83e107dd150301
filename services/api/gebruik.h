/*
 * What keys of partner systems are used for: counted in memory by the request, written for many at
 * once by a task of the process. No request writes.
 *
 * What is counted and not yet written belongs to a day's quota too: that of this process is in
 * gebruik_pending, that of others follows within seconds, and so much a quota may be passed. What a
 * killed process had not written is lost. A table of fixed size; what finds no room is not counted.
 */
#ifndef API_GEBRUIK_H
#define API_GEBRUIK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/uuid.h"
#include "db/db.h"

#define GEBRUIK_MAX 4096 /* keys times operations between two writes */

struct gebruik;

struct gebruik *gebruik_create(void);
void gebruik_destroy(struct gebruik *g);

/* One call of an operation (its name lives on); `refused`: by a limit, or for want of a right. */
void gebruik_note(struct gebruik *g, struct uuid sleutel_id, int32_t day, const char *operation,
	bool refused);

/* What this process counted of a key on a day, refused ones left out, and has not written yet. */
int64_t gebruik_pending(const struct gebruik *g, struct uuid sleutel_id, int32_t day);

/* Writes all of it. What cannot be written is kept for the next time. One at a time. */
MUST_CHECK enum err gebruik_flush(struct task *t, struct db *d, struct gebruik *g);

#endif
