/* On whose behalf the server runs a statement: stated in its flight, and for nobody else's. */
#include "fixtures/harness.h"

static struct scene scene;

static void start(void)
{
	scene_init(&scene, NULL);
}

static void finish(void)
{
	scene_fini(&scene);
}

TestSuite(actor, .init = start, .fini = finish, .timeout = 60);

/* "eigen {id,…}", as the server has it. */
static const char *seen(struct task *t, struct db_tx *tx)
{
	struct actor_get_row row;
	cr_assert_eq(actor_get(t, tx, &row), ERR_OK);
	return arena_printf(task_arena(t), "%.*s %.*s", STR_FMT(row.bereik), STR_FMT(row.ids));
}

static struct db_actor actor_of(struct task *t, const char *bereik, uint8_t n)
{
	struct uuid *id = ARENA_NEW(task_arena(t), struct uuid);
	*id = (struct uuid){ { [15] = n } };
	return (struct db_actor){ .bereik = str_from(bereik), .ids = { id, 1 } };
}

#define IDS(n) "{00000000-0000-0000-0000-0000000000" n "}"

static enum err read_for_somebody(struct task *t, void *arg)
{
	cr_expect_str_eq(seen(t, db_reader(scene.db)), " ");
	const struct db_actor a = actor_of(t, "eigen", 1);
	cr_expect_null(db_act(t, &a));
	cr_expect_str_eq(seen(t, db_reader(scene.db)), "eigen " IDS("01"));
	cr_expect_eq(db_act(t, NULL), &a);
	cr_expect_str_eq(seen(t, db_reader(scene.db)), " ");
	return ERR_OK;
}

Test(actor, is_stated_for_a_read_and_gone_behind_it)
{
	scene_run(&scene, read_for_somebody, NULL);
}

/* All in one turn of the loop, on one connection: they share a Sync, and so a transaction. */
static enum err read_in_a_crowd(struct task *t, void *arg)
{
	const int32_t *n = arg;
	const struct db_actor a = actor_of(t, "eigen", (uint8_t)(16 + *n));
	if (*n % 3 > 0)
		(void)db_act(t, &a);
	const char *expected = arena_printf(task_arena(t),
		"eigen {00000000-0000-0000-0000-0000000000%02x}", (unsigned)(16 + *n));
	for (int i = 0; i < 5; i++)
		cr_expect_str_eq(seen(t, db_reader(scene.db)), *n % 3 > 0 ? expected : " ");
	return ERR_OK;
}

static enum err crowd(struct task *t, void *arg)
{
	int32_t numbers[60];
	for (int32_t i = 0; i < 60; i++)
		numbers[i] = i;
	crowd_run(t, &(struct crowd){ read_in_a_crowd, (char *)numbers, sizeof(int32_t), 60 });
	return ERR_OK;
}

Test(actor, of_one_task_is_never_that_of_its_neighbour_in_the_pipeline)
{
	scene_run(&scene, crowd, NULL);
}

static enum err write_for_some(struct task *t, void *arg)
{
	struct db_tx *tx;
	const struct db_actor a = actor_of(t, "eigen", 1), b = actor_of(t, "alle", 2);
	(void)db_act(t, &a);
	TRY(db_begin(t, scene.db, &tx));
	cr_expect_str_eq(seen(t, tx), "eigen " IDS("01"));
	cr_expect_str_eq(seen(t, tx), "eigen " IDS("01"));
	(void)db_act(t, &b);
	cr_expect_str_eq(seen(t, tx), "alle " IDS("02"));
	(void)db_act(t, NULL);
	cr_expect_str_eq(seen(t, tx), " ");
	TRY(db_commit(t, tx));
	TRY(db_begin(t, scene.db, &tx));
	cr_expect_str_eq(seen(t, tx), " ");
	return db_commit(t, tx);
}

Test(actor, changes_within_a_transaction_and_ends_with_it)
{
	scene_run(&scene, write_for_some, NULL);
}

static enum err ask_for_all(struct task *t, void *arg)
{
	struct actor_get_systeem_row row;
	const struct db_actor a = actor_of(t, "eigen", 1);
	struct db_tx *tx;
	(void)db_act(t, &a);
	TRY(db_begin(t, scene.db, &tx));
	TRY(actor_get_systeem(t, tx, &row));
	cr_expect(str_eq(row.bereik, STR("systeem")) && str_eq(row.ids, STR("")));
	cr_expect_str_eq(seen(t, tx), "eigen " IDS("01"));
	TRY(db_commit(t, tx));
	TRY(actor_get_systeem(t, db_reader(scene.db), &row));
	cr_expect(str_eq(row.bereik, STR("systeem")));
	cr_expect_str_eq(seen(t, db_reader(scene.db)), "eigen " IDS("01"));
	return ERR_OK;
}

Test(actor, of_a_statement_goes_before_that_of_the_task_and_no_further)
{
	scene_run(&scene, ask_for_all, NULL);
}

static enum err child(struct task *t, void *arg)
{
	cr_expect_str_eq(seen(t, db_reader(scene.db)), arg);
	return ERR_OK;
}

static void stranger(struct task *t, void *arg)
{
	cr_expect_null(task_actor(t));
}

static enum err run_a_child(struct task *t, void *arg)
{
	const struct db_actor a = actor_of(t, "eigen", 1);
	(void)db_act(t, &a);
	TRY(task_spawn(task_loop(t), stranger, NULL));
	return task_run(t, child, (void *)(uintptr_t) "eigen " IDS("01"), NULL);
}

Test(actor, is_the_same_for_what_a_task_runs_within_itself_and_not_for_what_it_starts)
{
	scene_run(&scene, run_a_child, NULL);
}

static enum err fail_first(struct task *t, void *arg)
{
	const struct db_actor a = actor_of(t, "eigen", 1);
	(void)db_act(t, &a);
	struct getal_divide_row row;
	cr_expect_eq(getal_divide(t, db_reader(scene.db), &(struct getal_divide_in){ 0 }, &row),
		ERR_INTERNAL);
	task_clear_error(t);
	cr_expect_str_eq(seen(t, db_reader(scene.db)), "eigen " IDS("01"));
	(void)db_act(t, NULL);
	cr_expect_str_eq(seen(t, db_reader(scene.db)), " ");
	return ERR_OK;
}

Test(actor, is_stated_again_after_a_statement_that_failed)
{
	scene_run(&scene, fail_first, NULL);
}
