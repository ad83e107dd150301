#include "privacy/wissen.h"

enum err wissen_persoon(struct task *t, struct db_tx *tx, struct uuid account_id,
	struct db_uuids known, int64_t now_us, struct account_wis_row *ret_row)
{
	struct gegevens_vrijwilligers_row as;
	TRY(gegevens_vrijwilligers(
		t, tx, &(struct gegevens_vrijwilligers_in){ .account_id = account_id }, &as));
	struct uuid *ids = ARENA_ARRAY(task_arena(t), known.count + as.ids.count + 1, struct uuid);
	size_t count = 0;
	for (size_t i = 0; i < known.count; i++)
		ids[count++] = known.items[i];
	for (size_t i = 0; i < as.ids.count; i++)
		ids[count++] = as.ids.items[i];
	const struct account_wis_in in = {
		.id = account_id, .vrijwilliger_ids = { ids, count }, .nu = now_us
	};
	return account_wis(t, tx, &in, ret_row);
}
