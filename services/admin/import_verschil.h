/*
 * What a file changes: its rows against what its source said before, in batches, inside one
 * transaction of the caller.
 *
 * A row is new, changed, reopened or unchanged by its key and print in `herkomst`; what the source
 * no longer lists is closed at the end, never deleted. Rows of other sources are not touched: the
 * statements see to that.
 */
#ifndef ADMIN_IMPORT_VERSCHIL_H
#define ADMIN_IMPORT_VERSCHIL_H

#include <stdbool.h>
#include <stdint.h>

#include "admin/import_bron.h"
#include "admin/import_melding.h"

struct db_tx;
struct task;
struct import_verschil;

/* Begins: takes the lock, looks up what the rows need. ERR_CONFLICT (on the task) when another
 * import is at work. The result lives in the task's arena. */
MUST_CHECK enum err import_verschil_begin(struct task *t, struct db_tx *tx,
	const struct import_bron *bron, struct import_melder *m, bool toon_verschillen,
	struct import_verschil **ret_verschil);

/* The next row of the file, as import_ontvanger.rij gives it. */
MUST_CHECK enum err import_verschil_rij(struct import_verschil *v, size_t regel,
	const struct str *velden, const struct jsn_doc *geometrie);

/*
 * The file is read to its end: writes the last batch; when no row was wrong, closes what is absent
 * and derives what follows. The caller commits or rolls back.
 */
MUST_CHECK enum err import_verschil_eind(struct import_verschil *v);

const struct import_telling *import_verschil_telling(const struct import_verschil *v);

#endif
