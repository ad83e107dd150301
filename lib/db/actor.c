/* Stating for whom a statement runs. */
#include <string.h>

#include "db/internal.h"

const struct db_actor db_actor_systeem = { .bereik = { "systeem", 7 } };

static const struct db_field actor_in[] = {
	{ .name = "bereik", .type = DB_TEXT, .offset = offsetof(struct db_actor, bereik) },
	{ .name = "ids", .type = DB_UUIDS, .offset = offsetof(struct db_actor, ids) },
};

/* For the transaction alone (true): nothing of it stays on a connection that others use next. */
static const struct db_stmt actor_stmt = {
	.name = "db/actor",
	.sql = "select set_config('schakel.bereik', $1::text, true),"
	       " set_config('schakel.ids', $2::uuid[]::text, true)",
	.in = actor_in,
	.in_count = 2,
};

const struct db_actor *db_act(struct task *t, const struct db_actor *actor)
{
	const struct db_actor *before = task_actor(t);
	task_set_actor(t, actor);
	return before;
}

struct db_actor db_actor_of(const struct task *t, const struct db *d, const struct db_stmt *s)
{
	if (s->as)
		return (struct db_actor){ .bereik = str_from(s->as) };
	const struct db_actor *actor = task_actor(t);
	if (!actor)
		actor = d->config.actor;
	return actor ? *actor : (struct db_actor){ .bereik = STR("") };
}

bool db_actor_eq(const struct db_actor *a, const struct db_actor *b)
{
	return str_eq(a->bereik, b->bereik) && a->ids.items == b->ids.items &&
	       a->ids.count == b->ids.count;
}

struct call db_actor_call(struct arena *a, const struct db_actor *actor, struct args *ret_args)
{
	const struct db_proof *proof = actor->proof;
	const bool plain = proof == NULL || proof->given;
	const struct db_stmt *s = plain ? &actor_stmt : proof->stmt;
	db_args_encode(a, s, plain ? (const void *)actor : proof->in, ret_args);
	return (struct call){ s, ret_args };
}
