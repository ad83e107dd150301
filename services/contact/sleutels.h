/*
 * The keys of a process: read from the file of the settings when it starts, and again when it is
 * told to (SIGHUP). Without them nobody can be reached or found, so nothing starts.
 */
#ifndef CONTACT_SLEUTELS_H
#define CONTACT_SLEUTELS_H

#include "auth/seal.h"
#include "config.h"
#include "task/task.h"

/* Says on standard error what is wrong. */
MUST_CHECK enum err sleutels_read(const struct config *config, struct auth_keys **ret_keys);

/* The file again, into the keys that are there; the log says what came of it. When it cannot be
 * read, or is none, they stay as they were. `t` may be NULL, where nothing else has to go on. */
MUST_CHECK enum err sleutels_reread(
	struct task *t, const struct config *config, struct auth_keys *keys);

#endif
