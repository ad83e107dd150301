#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "task/internal.h"

/* Lower than the loop, so that hashing never takes the processor from requests. */
#define OFFLOAD_NICE 10

/* Lives on the stack of the task that waits for it. */
struct job {
	struct job *next;
	struct task *task;
	void (*fn)(void *arg);
	void *arg;
	bool late; /* the deadline of its task came before its turn */
};

struct jobs {
	struct job *first, *last;
	size_t count;
};

struct offload {
	pthread_t thread;
	int done_fd; /* eventfd: readable when `done` holds something */
	struct event done_event;
	pthread_mutex_t lock; /* of all below */
	pthread_cond_t wanted;
	struct jobs waiting;
	struct jobs done;
	bool stopping;
};

/* The calls below fail only on wrong use, so a failure is a bug of ours. */
static void must(int error)
{
	if (error != 0)
		abort();
}

static void jobs_push(struct jobs *q, struct job *j)
{
	j->next = NULL;
	if (q->last != NULL)
		q->last->next = j;
	else
		q->first = j;
	q->last = j;
	q->count++;
}

static struct job *jobs_shift(struct jobs *q)
{
	struct job *const j = q->first;
	if (j == NULL)
		return NULL;
	q->first = j->next;
	if (q->first == NULL)
		q->last = NULL;
	q->count--;
	return j;
}

/* False when j is not in q. */
static bool jobs_remove(struct jobs *q, const struct job *j)
{
	struct job *before = NULL;
	for (struct job *at = q->first; at != NULL; before = at, at = at->next) {
		if (at != j)
			continue;
		if (before != NULL)
			before->next = j->next;
		else
			q->first = j->next;
		if (q->last == j)
			q->last = before;
		q->count--;
		return true;
	}
	return false;
}

static void done_signal(const struct offload *o)
{
	const uint64_t one = 1;
	ssize_t n = -1;
	do {
		n = write(o->done_fd, &one, sizeof(one));
	} while (n < 0 && errno == EINTR);
	if (n != sizeof(one))
		abort(); /* the counter cannot be full: it counts our jobs */
}

static void *thread_main(void *arg)
{
	struct offload *const o = arg;
	/* On Linux this is per thread. If it is not allowed we still work, only less politely. */
	(void)setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), OFFLOAD_NICE);
	must(pthread_mutex_lock(&o->lock));
	while (!o->stopping) {
		struct job *const j = jobs_shift(&o->waiting);
		if (j == NULL) {
			must(pthread_cond_wait(&o->wanted, &o->lock));
			continue;
		}
		must(pthread_mutex_unlock(&o->lock));
		j->fn(j->arg);
		must(pthread_mutex_lock(&o->lock));
		jobs_push(&o->done, j);
		done_signal(o);
	}
	must(pthread_mutex_unlock(&o->lock));
	return NULL;
}

static void on_done(evutil_socket_t fd, short what, void *arg)
{
	(void)what; /* readable */
	struct offload *const o = arg;
	uint64_t count;
	if (read(fd, &count, sizeof(count)) < 0 && errno != EAGAIN && errno != EINTR)
		abort(); /* our own descriptor */
	must(pthread_mutex_lock(&o->lock));
	struct job *j = o->done.first;
	o->done = (struct jobs){ 0 };
	must(pthread_mutex_unlock(&o->lock));
	while (j != NULL) {
		struct job *const next = j->next; /* the job goes with its task's frame */
		task_continue(j->task);
		j = next;
	}
}

/* What the thread has begun is waited for: it works on memory of the task. */
static void on_late(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what; /* a timer */
	struct job *const j = arg;
	struct offload *const o = j->task->loop->offload;
	must(pthread_mutex_lock(&o->lock));
	j->late = jobs_remove(&o->waiting, j);
	must(pthread_mutex_unlock(&o->lock));
	if (j->late)
		task_continue(j->task);
}

/* Suspends until j is done, or it is late. */
static void job_await(struct job *j)
{
	struct task *const t = j->task;
	if (t->deadline_us == 0) {
		task_suspend(t, TASK_WAITING_OTHER);
		return;
	}
	const struct timeval left = task_time_left(t);
	must(evtimer_assign(&t->event, t->loop->base, on_late, j));
	must(evtimer_add(&t->event, &left));
	task_suspend(t, TASK_WAITING_OTHER);
	must(event_del(&t->event));
}

static struct offload *offload_create(struct loop *l)
{
	struct offload *const o = calloc(1, sizeof(*o));
	if (o == NULL)
		abort();
	o->done_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (o->done_fd < 0) {
		free(o);
		return NULL; /* out of descriptors: the world, not a bug */
	}
	must(pthread_mutex_init(&o->lock, NULL));
	must(pthread_cond_init(&o->wanted, NULL));

	/* Signals are for the loop's thread. */
	sigset_t all, before;
	must(sigfillset(&all));
	must(pthread_sigmask(SIG_SETMASK, &all, &before));
	const int failed = pthread_create(&o->thread, NULL, thread_main, o);
	must(pthread_sigmask(SIG_SETMASK, &before, NULL));
	if (failed != 0) {
		(void)close(o->done_fd); /* nothing was written */
		free(o);
		return NULL;
	}
	must(event_assign(&o->done_event, l->base, o->done_fd, EV_READ | EV_PERSIST, on_done, o));
	must(event_add(&o->done_event, NULL));
	return o;
}

void offload_destroy(struct offload *o)
{
	if (o == NULL)
		return;
	must(pthread_mutex_lock(&o->lock));
	assert(o->waiting.count == 0); /* their tasks would be alive */
	o->stopping = true;
	must(pthread_cond_signal(&o->wanted));
	must(pthread_mutex_unlock(&o->lock));
	must(pthread_join(o->thread, NULL));
	must(event_del(&o->done_event));
	(void)close(o->done_fd); /* nothing was written */
	must(pthread_cond_destroy(&o->wanted));
	must(pthread_mutex_destroy(&o->lock));
	free(o);
}

size_t offload_waiting(struct offload *o)
{
	must(pthread_mutex_lock(&o->lock));
	const size_t count = o->waiting.count;
	must(pthread_mutex_unlock(&o->lock));
	return count;
}

enum err task_offload(struct task *t, void (*fn)(void *arg), void *arg)
{
	struct loop *const l = t->loop;
	assert(l->running == t);
	if (l->offload == NULL)
		l->offload = offload_create(l);
	struct offload *const o = l->offload;
	if (o == NULL)
		return ERR_UNAVAILABLE;

	struct job job = { .task = t, .fn = fn, .arg = arg };
	must(pthread_mutex_lock(&o->lock));
	const bool full = o->waiting.count >= l->limits.max_offload_queue;
	if (!full) {
		jobs_push(&o->waiting, &job);
		must(pthread_cond_signal(&o->wanted));
	}
	must(pthread_mutex_unlock(&o->lock));
	if (full)
		return ERR_UNAVAILABLE;
	job_await(&job);
	return job.late ? ERR_UNAVAILABLE : ERR_OK;
}
