#include "task/internal.h"

static void PRINTF_LIKE(5, 0) fault_write(struct task *t, struct fault *f, const char *pointer,
	const char *code, const char *detail_fmt, va_list ap)
{
	f->pointer = pointer == NULL ? NULL : arena_printf(&t->arena, "%s", pointer);
	f->code = arena_printf(&t->arena, "%s", code);
	f->bewijs = NULL;
	f->detail = arena_vprintf(&t->arena, detail_fmt, ap);
}

enum err task_fail(struct task *t, enum err e, const char *code, const char *detail_fmt, ...)
{
	va_list ap;
	va_start(ap, detail_fmt);
	fault_write(t, &t->error, NULL, code, detail_fmt, ap);
	va_end(ap);
	t->has_error = true;
	return e;
}

/* Room for one fault more; NULL when there is none. */
static struct fault *next_fault(struct task *t)
{
	if (t->fault_count == TASK_MAX_FAULTS)
		return NULL;
	if (t->faults == NULL)
		t->faults = ARENA_ARRAY(&t->arena, TASK_MAX_FAULTS, struct fault);
	return &t->faults[t->fault_count++];
}

void task_fault(struct task *t, const char *pointer, const char *code, const char *detail_fmt, ...)
{
	struct fault *f = next_fault(t);
	if (f == NULL)
		return;
	va_list ap;
	va_start(ap, detail_fmt);
	fault_write(t, f, pointer, code, detail_fmt, ap);
	va_end(ap);
}

void task_confirm(struct task *t, struct str bewijzen)
{
	t->confirmed = bewijzen;
}

static bool is_confirmed(const struct task *t, const char *bewijs)
{
	struct str rest = t->confirmed;
	struct str part;
	while (str_cut(&rest, ',', &part))
		if (str_eq(str_trim(part), str_from(bewijs)))
			return true;
	return false;
}

void task_fault_unless_confirmed(struct task *t, const char *pointer, const char *code,
	const char *bewijs, const char *detail_fmt, ...)
{
	struct fault *f = is_confirmed(t, bewijs) ? NULL : next_fault(t);
	if (f == NULL)
		return;
	va_list ap;
	va_start(ap, detail_fmt);
	fault_write(t, f, pointer, code, detail_fmt, ap);
	va_end(ap);
	f->bewijs = arena_printf(&t->arena, "%s", bewijs);
}

enum err task_faults_check(struct task *t)
{
	if (t->fault_count == 0)
		return ERR_OK;
	if (t->fault_count == 1)
		return task_fail(t, ERR_INVALID, "invoer.ongeldig", "De invoer bevat een fout.");
	return task_fail(
		t, ERR_INVALID, "invoer.ongeldig", "De invoer bevat %zu fouten.", t->fault_count);
}

const struct fault *task_error(const struct task *t)
{
	return t->has_error ? &t->error : NULL;
}

const struct fault *task_faults(const struct task *t, size_t *ret_count)
{
	*ret_count = t->fault_count;
	return t->faults;
}

void task_clear_error(struct task *t)
{
	t->has_error = false;
	t->fault_count = 0;
}
