/* Decodes a text within a task and shows the faults as "pointer code;" lines. For the tests of
 * jsn_decode. */
#ifndef TESTS_UNIT_JSON_DECODING_H
#define TESTS_UNIT_JSON_DECODING_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "task/task.h"
#include "json/jsn.h"

struct decoding {
	struct str text;
	const struct jsn_schema *schema;
	void *ret_struct;
	/* Looks at the decoded struct while the arena lives; may be NULL. */
	void (*look)(const void *decoded);
	struct buf faults;
};

static inline void decoding_note(struct decoding *d, const struct task *t)
{
	size_t count;
	const struct fault *faults = task_faults(t, &count);
	for (size_t i = 0; i < count; i++) {
		buf_addf(&d->faults, "%s %s;",
			faults[i].pointer != NULL ? faults[i].pointer : "(al)", faults[i].code);
		/* A sentence for people. */
		const size_t len = strlen(faults[i].detail);
		cr_assert_gt(len, 5);
		cr_assert_eq(faults[i].detail[len - 1], '.', "%s", faults[i].detail);
		cr_assert_null(str_check_text(str_from(faults[i].detail)));
	}
}

static inline enum err decoding_run(struct task *t, void *arg)
{
	struct decoding *d = arg;
	const enum err e = jsn_decode(t, d->text, d->schema, d->ret_struct);
	decoding_note(d, t);
	if (e == ERR_OK && d->look != NULL)
		d->look(d->ret_struct);
	return e;
}

/* Runs `fn` in a task of a loop of its own. */
static inline enum err in_task(enum err (*fn)(struct task *t, void *arg), void *arg)
{
	struct loop *l = loop_create(&loop_limits_default);
	const enum err e = loop_run_task(l, fn, arg, NULL);
	loop_destroy(l);
	return e;
}

/* `faults` is "" when the text must be accepted. */
static inline void expect_decode(struct str text, const struct jsn_schema *schema, void *ret_struct,
	const char *faults, void (*look)(const void *decoded))
{
	/* Exactly as long as the text, so that a read behind it is seen. */
	char *copy = malloc(text.len > 0 ? text.len : 1);
	if (text.len > 0)
		memcpy(copy, text.ptr, text.len);
	struct decoding d = {
		.text = { copy, text.len }, .schema = schema, .ret_struct = ret_struct, .look = look
	};
	buf_init(&d.faults, 1 << 20);
	const enum err e = in_task(decoding_run, &d);
	cr_assert(str_eq(buf_str(&d.faults), str_from(faults)), "%.*s: %.*s", STR_FMT(text),
		STR_FMT(buf_str(&d.faults)));
	cr_assert_eq(e, faults[0] == '\0' ? ERR_OK : ERR_INVALID);
	buf_fini(&d.faults);
	free(copy);
}

#endif
