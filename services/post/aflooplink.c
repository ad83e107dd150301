#include "post/aflooplink.h"

#include "auth/auth.h"
#include "store/sql.h"

enum err post_aflooplink(struct task *t, struct db_tx *tx, struct str public_url,
	struct uuid koppeling_id, int64_t now_us, struct str *ret_link)
{
	char token[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	auth_token_new(token, hash);
	*ret_link =
		str_from(arena_printf(task_arena(t), "%.*s/afloop#%s", STR_FMT(public_url), token));
	return aflooplink_create(t, tx,
		&(struct aflooplink_create_in){ .token_hash = auth_hash_str(hash),
			.koppeling_id = koppeling_id,
			.nu = now_us,
			.verloopt_op = now_us + AFLOOPLINK_US });
}
