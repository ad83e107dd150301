/* What a key that is called with may do: how often today, and what at all. */
#include "api/app.h"
#include "api/gebruik.h"
#include "api/sleutel.h"

#define DAY_US (86400 * INT64_C(1000000))

enum err sleutel_hash(struct str token, uint8_t ret_hash[static AUTH_HASH_BYTES])
{
	const struct str prefix = STR(SLEUTEL_PREFIX);
	if (!str_starts(token, prefix))
		return ERR_NOT_FOUND;
	return auth_token_hash(
		(struct str){ token.ptr + prefix.len, token.len - prefix.len }, ret_hash);
}

/* What the database knows of today, and what we did not tell it yet. */
static enum err count_day(struct req *r, const struct sleutel_find_row *key)
{
	int64_t used = key->gebruikt;
	if (r->app->gebruik != NULL)
		used += gebruik_pending(r->app->gebruik, key->id, r->today);
	struct limit *l = ARENA_NEW(task_arena(r->t), struct limit);
	*l = (struct limit){ .name = "dag", .count = key->per_dag, .window_us = DAY_US };
	r->day = l;
	r->day_state = (struct limit_state){ .ok = used < key->per_dag,
		.left = used < key->per_dag ? key->per_dag - used - 1 : 0,
		.wait_us = instant_from_netherlands(r->today + 1, 0) - r->now_us };
	if (r->day_state.ok)
		return ERR_OK;
	return task_fail(r->t, ERR_TOO_MANY, "te_veel.vandaag",
		"Deze sleutel is vandaag zo vaak gebruikt als hij mag: %d keer. Morgen kan het "
		"weer.",
		(int)key->per_dag);
}

static bool has_right(const struct api_operation *op, struct db_texts rechten)
{
	if (op->any_key)
		return true;
	if (op->recht == API_RECHT_GEEN || op->confirm)
		return false;
	for (size_t i = 0; i < rechten.count; i++)
		if (str_eq(rechten.items[i], str_from(api_sleutel_recht_names[op->recht])))
			return true;
	return false;
}

static enum err may(struct req *r, const struct sleutel_find_row *key)
{
	TRY(count_day(r, key));
	if (has_right(r->op, key->rechten))
		return ERR_OK;
	return task_fail(r->t, ERR_FORBIDDEN, "sleutel.geen_recht",
		"Deze sleutel heeft hier geen recht op. Wat hij mag, staat bij GET /v1/sleutels.");
}

enum err sleutel_check(struct req *r, const struct sleutel_find_row *key, enum err minute)
{
	const enum err e = minute != ERR_OK ? minute : may(r, key);
	/* Now, not when it is answered: of many at once the next one sees it. */
	if (r->app->gebruik != NULL)
		gebruik_note(r->app->gebruik, key->id, r->today, r->op->operation_id, e != ERR_OK);
	return e;
}
