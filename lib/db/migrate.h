/*
 * Schema migrations: numbered SQL files, forward only, compiled into the program in order.
 *
 * Each runs in one transaction together with its row in `schema_migratie` (number, name, SHA-256 of
 * the text). A session advisory lock keeps racing starters apart. Refuses: a file whose hash
 * differs from what was applied, and a database that is newer than the program.
 */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "db/db.h"

struct db_migration {
	int number;
	const char *name; /* "0001_grondslag" */
	const char *sql;
	const char *sha256; /* hexadecimal */
};

/*
 * Applies what is missing; `progress` (may be NULL) is called before each. *ret_applied = how many.
 * For commands: it waits for the server without giving the loop a turn. Refusals: ERR_UNAVAILABLE
 * with "schema.nieuwer" or "schema.gewijzigd", ERR_INTERNAL with "migratie.mislukt" and the
 * server's own words.
 */
MUST_CHECK enum err db_migrate(struct task *t, const char *uri, const struct db_migration *list,
	size_t count, void (*progress)(const struct db_migration *m, void *ctx), void *ctx,
	int *ret_applied);

/*
 * ERR_OK when the schema is exactly at the last migration; else ERR_UNAVAILABLE with code
 * "schema.verouderd", "schema.nieuwer" or "schema.gewijzigd".
 */
MUST_CHECK enum err db_migrate_check(
	struct task *t, struct db *d, const struct db_migration *list, size_t count);

#endif
