/*
 * Sealing anew: whatever the database has sealed gets the key that seals now, addresses get a
 * finder for each key there is, and what stands open still (of before it was sealed) is sealed. In
 * pages, each written by itself and only where a value is what was read: any number may do this at
 * once, beside whoever serves, and who is killed has lost nothing. After it an old key may go.
 *
 * A new column that is sealed comes into herverzegel_kolommen and the statements verzegeld/….
 */
#ifndef CONTACT_HERVERZEGEL_H
#define CONTACT_HERVERZEGEL_H

#include "auth/seal.h"
#include "db/db.h"
#include "task/task.h"

struct herverzegel_kolom {
	const char *naam;   /* table.column: the first part of what a value is bound to */
	const char *eerste; /* the place before all */
	bool adres;	    /* found by its finders */
};
extern const struct herverzegel_kolom herverzegel_kolommen[];
extern const size_t herverzegel_kolom_count;

struct herverzegel_telling {
	int64_t gedaan;
	int64_t mislukt; /* no key opens it; `bezwaar` was told which */
};

/* `bezwaar` may be NULL. */
MUST_CHECK enum err herverzegel(struct task *t, struct db *d, const struct auth_keys *keys,
	void (*bezwaar)(const char *plaats, void *arg), void *arg,
	struct herverzegel_telling *ret_telling);

/* How many values stand open still, of before they were sealed. */
MUST_CHECK enum err herverzegel_open(struct task *t, struct db *d, int64_t *ret_aantal);

/* How many values a key has that is in use. */
struct herverzegel_gebruik {
	uint32_t nummer; /* 0: open still */
	int64_t aantal;
};
#define HERVERZEGEL_GEBRUIK_MAX 64 /* keys that are told of: more than a file can have */
MUST_CHECK enum err herverzegel_gebruik(struct task *t, struct db *d,
	struct herverzegel_gebruik ret_list[static HERVERZEGEL_GEBRUIK_MAX], size_t *ret_count);

#endif
