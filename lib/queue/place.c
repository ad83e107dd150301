#include "queue/queue.h"

bool queue_place_before(struct queue_place a, struct queue_place b)
{
	return a.transactie < b.transactie || (a.transactie == b.transactie && a.id < b.id);
}

static enum err read_number(struct str text, int64_t *ret_number)
{
	if (text.len == 0 || text.ptr[0] == '0')
		return ERR_INVALID;
	return str_to_int(text, 1, INT64_MAX, ret_number);
}

enum err queue_place_read(struct str text, struct queue_place *ret_place)
{
	struct str transactie;
	struct queue_place place;
	if (!str_cut(&text, '.', &transactie))
		return ERR_INVALID;
	TRY(read_number(transactie, &place.transactie));
	TRY(read_number(text, &place.id));
	*ret_place = place;
	return ERR_OK;
}

enum err queue_horizon(struct task *t, struct db_tx *tx, struct queue_place *ret_place)
{
	struct gebeurtenis_horizon_row row;
	TRY(gebeurtenis_horizon(t, tx, &row));
	*ret_place = (struct queue_place){ .transactie = row.transactie };
	return ERR_OK;
}
