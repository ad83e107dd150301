/* From the database to lib/score: what was shown and chosen, as decisions to learn from. */
#ifndef ADMIN_GEWICHTEN_LEES_H
#define ADMIN_GEWICHTEN_LEES_H

#include "db/db.h"
#include "score/leer.h"
#include "task/task.h"

/* The weights in force for a type; ERR_NOT_FOUND when it has none. */
MUST_CHECK enum err gewichten_lees_nu(
	struct task *t, struct db *d, struct str soort, struct score_gewichten *ret_gewichten);

/* Where reading is: newest first, page by page. */
struct gewichten_plaats {
	struct str soort;
	int64_t sinds_us;
	int64_t voor_us; /* what comes next lies before (voor_us, voor_id) */
	struct uuid voor_id;
	bool klaar;
};

/* The next page, behind the `count` that were read; at most `room` in all. */
MUST_CHECK enum err gewichten_lees_verder(struct task *t, struct db *d, struct gewichten_plaats *p,
	struct score_leer_besluit *besluiten, size_t room, size_t *count);

#endif
