/* The error record. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "task/task.h"

static enum err fail_deep(struct task *t)
{
	return task_fail(t, ERR_NOT_FOUND, "aanbod.onbekend", "Er is geen aanbod %d.", 7);
}

static enum err fail_twice(struct task *t, void *arg)
{
	cr_assert_null(task_error(t));
	cr_assert_eq(fail_deep(t), ERR_NOT_FOUND);
	return task_fail(t, ERR_CONFLICT, "tijdvak.bezet", "Het tijdvak is bezet.");
}

static void report_conflict(struct task *t, enum err e, void *arg)
{
	cr_assert_eq(e, ERR_CONFLICT);
	cr_assert_str_eq(task_error(t)->code, "tijdvak.bezet");
	cr_assert_str_eq(task_error(t)->detail, "Het tijdvak is bezet.");
	cr_assert_null(task_error(t)->pointer);
	*(bool *)arg = true;
}

Test(fault, the_last_failure_reaches_the_report)
{
	struct loop *const loop = loop_create(&loop_limits_default);
	bool reported = false;
	cr_assert_eq(loop_run_task(loop, fail_twice, &reported, report_conflict), ERR_CONFLICT);
	cr_assert(reported);
	loop_destroy(loop);
}

/* ---- the language of the task ---- */

static const char *in_english(const char *dutch)
{
	return strcmp(dutch, "Veld %d ontbreekt.") == 0		 ? "Field %d is missing."
	       : strcmp(dutch, "%s is bezet.") == 0		 ? "%s is taken."
	       : strcmp(dutch, "Dit dagdeel") == 0		 ? "This half-day"
	       : strcmp(dutch, "De invoer bevat een fout.") == 0 ? "The input has a fault."
								 : dutch;
}

static enum err say_inside(struct task *t, void *arg)
{
	(void)arg;
	cr_assert_str_eq(task_sayf(t, "Veld %d ontbreekt.", 3), "Field 3 is missing.");
	return ERR_OK;
}

static enum err say_in_english(struct task *t, void *arg)
{
	(void)arg;
	cr_assert_str_eq(task_say(t, "Dit dagdeel"), "Dit dagdeel");
	task_set_words(t, in_english);
	task_fault(t, "/a", "veld.verplicht", "Veld %d ontbreekt.", 7);
	size_t count = 0;
	cr_assert_str_eq(task_faults(t, &count)[0].detail, "Field 7 is missing.");
	cr_assert_eq(task_faults_check(t), ERR_INVALID);
	cr_assert_str_eq(task_error(t)->detail, "The input has a fault.");
	task_fault(t, "/b", "anders", "Dit kent niemand: %s.", "x");
	cr_assert_str_eq(task_faults(t, &count)[1].detail, "Dit kent niemand: x.");
	(void)!task_fail(t, ERR_CONFLICT, "bezet", "%s is bezet.", task_say(t, "Dit dagdeel"));
	cr_assert_str_eq(task_error(t)->detail, "This half-day is taken.");
	cr_assert_eq(task_run(t, say_inside, NULL, NULL), ERR_OK);
	task_set_words(t, NULL);
	cr_assert_str_eq(task_sayf(t, "Veld %d ontbreekt.", 7), "Veld 7 ontbreekt.");
	return ERR_OK;
}

Test(fault, is_said_in_the_language_of_the_task)
{
	struct loop *const loop = loop_create(&loop_limits_default);
	cr_assert_eq(loop_run_task(loop, say_in_english, NULL, NULL), ERR_OK);
	loop_destroy(loop);
}

static enum err collect(struct task *t, void *arg)
{
	cr_assert_eq(task_faults_check(t), ERR_OK);
	for (int i = 0; i < 60; i++) {
		char pointer[16];
		(void)snprintf(pointer, sizeof(pointer), "/rijen/%d", i);
		task_fault(t, pointer, "veld.verplicht", "Veld %d ontbreekt.", i);
		memset(pointer, 'x', sizeof(pointer)); /* it was copied */
	}
	task_fault(t, NULL, "te.veel", "Deze past niet meer.");
	size_t count = 0;
	const struct fault *const faults = task_faults(t, &count);
	cr_assert_eq(count, TASK_MAX_FAULTS);
	cr_assert_str_eq(faults[0].pointer, "/rijen/0");
	cr_assert_str_eq(faults[49].pointer, "/rijen/49");
	cr_assert_str_eq(faults[49].detail, "Veld 49 ontbreekt.");
	return task_faults_check(t);
}

static void report_all(struct task *t, enum err e, void *arg)
{
	cr_assert_eq(e, ERR_INVALID);
	cr_assert_str_eq(task_error(t)->code, "invoer.ongeldig");
	cr_assert_str_eq(task_error(t)->detail, "De invoer bevat 50 fouten.");
}

Test(fault, faults_are_collected_up_to_a_maximum)
{
	struct loop *const loop = loop_create(&loop_limits_default);
	cr_assert_eq(loop_run_task(loop, collect, NULL, report_all), ERR_INVALID);
	loop_destroy(loop);
}

static enum err confirm(struct task *t, void *arg)
{
	task_confirm(t, STR("a1, b2 ,,c"));
	task_fault_unless_confirmed(t, "/een", "tekst.bevestigen", "a1", "Eerst bevestigen.");
	task_fault_unless_confirmed(t, "/twee", "tekst.bevestigen", "b2", "Eerst bevestigen.");
	cr_assert_eq(task_faults_check(t), ERR_OK);
	task_fault_unless_confirmed(t, "/drie", "tekst.bevestigen", "b", "Eerst %s.", "dit");
	task_fault(t, "/vier", "veld.verplicht", "Dit ontbreekt.");
	size_t count = 0;
	const struct fault *const faults = task_faults(t, &count);
	cr_assert_eq(count, 2);
	cr_assert_str_eq(faults[0].pointer, "/drie");
	cr_assert_str_eq(faults[0].detail, "Eerst dit.");
	cr_assert_str_eq(faults[0].bewijs, "b");
	cr_assert_null(faults[1].bewijs);
	return ERR_OK;
}

Test(fault, what_was_confirmed_is_none)
{
	struct loop *const loop = loop_create(&loop_limits_default);
	cr_assert_eq(loop_run_task(loop, confirm, NULL, NULL), ERR_OK);
	loop_destroy(loop);
}

static enum err clear(struct task *t, void *arg)
{
	task_fault(t, NULL, "body.leeg", "De body is leeg.");
	cr_assert_eq(task_faults_check(t), ERR_INVALID);
	size_t count = 0;
	cr_assert_null(task_faults(t, &count)[0].pointer);
	task_clear_error(t);
	cr_assert_null(task_error(t));
	(void)task_faults(t, &count);
	cr_assert_eq(count, 0);
	return task_faults_check(t);
}

Test(fault, clearing_forgets_them)
{
	struct loop *const loop = loop_create(&loop_limits_default);
	cr_assert_eq(loop_run_task(loop, clear, NULL, NULL), ERR_OK);
	loop_destroy(loop);
}

static void nested_child(struct task *t, void *arg)
{
	(void)task_fail(t, ERR_INTERNAL, "kind.stuk", "Dit is van de andere taak.");
	cr_assert_str_eq(task_error(t)->code, "kind.stuk");
}

static enum err nested_parent(struct task *t, void *arg)
{
	(void)task_fail(t, ERR_CONFLICT, "ouder.stuk", "Dit is van mij.");
	cr_assert_eq(task_spawn(task_loop(t), nested_child, NULL), ERR_OK);
	cr_assert_str_eq(task_error(t)->code, "ouder.stuk");
	return ERR_CONFLICT;
}

Test(fault, each_task_has_its_own_record)
{
	struct loop *const loop = loop_create(&loop_limits_default);
	cr_assert_eq(loop_run_task(loop, nested_parent, NULL, NULL), ERR_CONFLICT);
	loop_destroy(loop);
}

static enum err within(struct task *t, void *arg)
{
	size_t count = 0;
	task_faults_within(t, "/uitkomst");
	task_fault(t, "/minuten", "getal.te_groot", "Dit is te groot.");
	task_faults_within(t, NULL);
	task_fault(t, "/link", "tekst.leeg", "Dit is leeg.");
	const struct fault *f = task_faults(t, &count);
	cr_assert_eq(count, 2);
	cr_assert_str_eq(f[0].pointer, "/uitkomst/minuten");
	cr_assert_str_eq(f[1].pointer, "/link");
	return task_faults_check(t);
}

Test(fault, a_pointer_begins_within_the_part_that_is_looked_at)
{
	struct loop *const loop = loop_create(&loop_limits_default);
	cr_assert_eq(loop_run_task(loop, within, NULL, NULL), ERR_INVALID);
	loop_destroy(loop);
}
