#include "task/internal.h"

void task_set_words(struct task *t, const char *(*words)(const char *dutch))
{
	t->words = words;
}

const char *task_say(const struct task *t, const char *dutch)
{
	return t->words == NULL ? dutch : t->words(dutch);
}

const char *task_sayf(struct task *t, const char *dutch_fmt, ...)
{
	va_list ap;
	va_start(ap, dutch_fmt);
	const char *said = arena_vprintf(&t->arena, task_say(t, dutch_fmt), ap);
	va_end(ap);
	return said;
}

static void PRINTF_LIKE(5, 0) fault_write(struct task *t, struct fault *f, const char *pointer,
	const char *code, const char *detail_fmt, va_list ap)
{
	const char *within = t->faults_within == NULL ? "" : t->faults_within;
	f->pointer = pointer == NULL ? NULL : arena_printf(&t->arena, "%s%s", within, pointer);
	f->code = arena_printf(&t->arena, "%s", code);
	f->bewijs = NULL;
	f->detail = arena_vprintf(&t->arena, task_say(t, detail_fmt), ap);
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

void task_faults_within(struct task *t, const char *part)
{
	t->faults_within = part;
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
