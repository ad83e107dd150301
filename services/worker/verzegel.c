#include "worker/verzegel.h"

#include "base/date.h"
#include "base/log.h"

#define LOOK_MS 5000

static enum err look(struct task *t, void *arg)
{
	const struct verzegelaar *v = arg;
	struct zegel_count count;
	return zegel_round(t, v->db, v->keys, clock_now_us(), &count);
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		LOG(LOG_WARN, "audit.onderbroken",
			LOG_STR("code", str_from(f != NULL ? f->code : err_name(e))));
}

static void keep(struct task *t, void *arg)
{
	struct verzegelaar *v = arg;
	while (!v->keeper.stopping) {
		enum err e = task_run(t, look, v, report);
		(void)e; /* reported */
		if (v->keeper.stopping)
			break;
		e = task_wait(t, LOOK_MS);
		(void)e; /* woken or not: it looks again */
	}
}

enum err verzegelaar_begin(struct loop *l, struct verzegelaar *v)
{
	return keeper_begin(l, &v->keeper, keep, v);
}
