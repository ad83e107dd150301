#include "admin/import_gemeenten.h"
#include "store/sql.h"
#include "task/task.h"

struct herkomst_grens {
	struct task *t;
	struct db_tx *tx;
};

static enum err grens_van(void *arg, struct str code, struct str *ret_geojson)
{
	const struct herkomst_grens *h = arg;
	struct import_gemeente_grens_row row;
	bool found;
	TRY(import_gemeente_grens(
		h->t, h->tx, &(struct import_gemeente_grens_in){ .code = code }, &found, &row));
	*ret_geojson = found ? row.grens : STR_NULL;
	return ERR_OK;
}

enum err import_gemeenten_laad(
	struct task *t, struct db_tx *tx, struct import_gemeenten **ret_lijst)
{
	struct import_gemeente_list_row *rows;
	size_t count;
	TRY(import_gemeente_list(t, tx, &rows, &count));
	struct arena *a = task_arena(t);
	struct str *codes = ARENA_ARRAY(a, count + 1, struct str);
	struct str *namen = ARENA_ARRAY(a, count + 1, struct str);
	for (size_t i = 0; i < count; i++) {
		codes[i] = rows[i].code;
		namen[i] = rows[i].naam;
	}
	struct herkomst_grens *h = ARENA_NEW(a, struct herkomst_grens);
	*h = (struct herkomst_grens){ .t = t, .tx = tx };
	*ret_lijst = import_gemeenten_maak(a, codes, namen, count);
	import_gemeenten_grenzen(*ret_lijst, grens_van, h);
	return ERR_OK;
}
