#include "contact/sleutels.h"

#include <stdio.h>

#include "base/log.h"

enum err sleutels_read(const struct config *config, struct auth_keys **ret_keys)
{
	if (config->key_file[0] == '\0') {
		fputs("SCHAKEL_KEY_FILE ontbreekt: zonder sleutels is niemand te bereiken. Maak ze "
		      "met "
		      "`schakel key add BESTAND`.\n",
			stderr);
		return ERR_NOT_FOUND;
	}
	const enum err e = auth_keys_create(config->key_file, ret_keys);
	if (e != ERR_OK)
		fprintf(stderr, "SCHAKEL_KEY_FILE='%s' kan niet: %s.\n", config->key_file,
			e == ERR_NOT_FOUND
				? "het bestand is er niet, of dit proces mag het niet lezen"
				: "dit is geen bestand van `schakel key add`");
	return e;
}

/* ---- again ---- */

struct reading {
	const char *path;
	struct auth_keys *keys;
	enum err result;
};

static void read_file(void *arg)
{
	struct reading *r = arg;
	r->result = auth_keys_create(r->path, &r->keys);
}

enum err sleutels_reread(struct task *t, const struct config *config, struct auth_keys *keys)
{
	struct reading r = { .path = config->key_file };
	if (t != NULL)
		TRY(task_offload(t, read_file, &r));
	else
		read_file(&r);
	if (r.result != ERR_OK) {
		LOG(LOG_ERROR, "sleutels.niet_gelezen", LOG_STR("bestand", str_from(r.path)),
			LOG_STR("code", str_from(err_name(r.result))));
		return r.result;
	}
	auth_keys_renew(keys, r.keys);
	auth_keys_destroy(r.keys);
	LOG(LOG_INFO, "sleutels.gelezen", LOG_INT("aantal", (int64_t)auth_keys_count(keys)),
		LOG_INT("verzegelt", (int64_t)auth_keys_sealing(keys)));
	return ERR_OK;
}
