/*
 * What is forgotten by itself: one table of rules, each a statement that deletes all that is older
 * than its term. The worker runs them in its rounds, `schakel opruimen` by hand; the catalogue of
 * personal data (catalogus.h) says the same terms. A rule knows nothing of whose rows they are.
 */
#ifndef PRIVACY_OPRUIMEN_H
#define PRIVACY_OPRUIMEN_H

#include "base/arena.h"
#include "config.h"
#include "db/db.h"
#include "task/task.h"

struct opruim_regel {
	const char *naam; /* that of the table; the catalogue names the term by it, in braces */
	const char *wat;  /* what goes, in Dutch */
	const struct db_stmt *stmt; /* in: voor; out: aantal, oudste */
	int64_t eenheid_us;	    /* an hour or a day */
	int64_t standaard;	    /* the term in those, when no setting says it */
	size_t instelling;	    /* where in struct config it stands; 0: nowhere */
	const char *instelling_naam;
};

extern const struct opruim_regel opruim_regels[];
extern const size_t opruim_regel_count;

/* NULL when no rule has this name. */
const struct opruim_regel *opruim_find(const char *naam);

int64_t opruim_term_us(const struct opruim_regel *regel, const struct config *config);

/* "30 dagen", or with the setting that says so; for people. */
const char *opruim_term_text(
	struct arena *a, const struct opruim_regel *regel, const struct config *config);

struct opruim_uitkomst {
	int64_t aantal;
	bool has_oudste;
	int64_t oudste; /* the moment from which its term was counted */
};

/* Runs one rule in a transaction of its own. With `proef` that is taken back: what would go is what
 * the very statement found, and nothing changes. */
MUST_CHECK enum err opruim_run(struct task *t, struct db *d, const struct opruim_regel *regel,
	const struct config *config, int64_t now_us, bool proef,
	struct opruim_uitkomst *ret_uitkomst);

#endif
