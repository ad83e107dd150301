/* A name that nobody looks up in time keeps neither the caller nor the loop. */
#include <criterion/criterion.h>
#include <netdb.h>
#include <semaphore.h>

#include "base/date.h"
#include "http/fetch.h"
#include "task/task.h"

#define TIMEOUT_MS 100

static sem_t asked;
static sem_t may_answer;
static sem_t answered;

/* curl's thread comes by here instead of by the one of libc. */
int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
	struct addrinfo **ret_list)
{
	(void)name;
	(void)service;
	(void)hints;
	(void)ret_list;
	sem_post(&asked);
	while (sem_wait(&may_answer) != 0)
		;
	sem_post(&answered);
	return EAI_AGAIN;
}

static enum err ask(struct task *t, void *arg)
{
	(void)arg;
	const struct http_fetch f = {
		.url = "https://elders.example/", .timeout_ms = TIMEOUT_MS, .max_bytes = 100
	};
	struct http_fetched answer;
	const char *why = "";
	cr_expect_eq(http_fetch(t, &f, &answer, &why), ERR_UNAVAILABLE);
	return ERR_OK;
}

Test(fetch, waits_for_no_name_that_is_still_looked_up, .timeout = 20)
{
	cr_assert(sem_init(&asked, 0, 0) == 0 && sem_init(&may_answer, 0, 0) == 0 &&
		  sem_init(&answered, 0, 0) == 0);
	cr_assert_eq(http_fetch_init(), ERR_OK);
	struct loop *loop = loop_create(&loop_limits_default);
	/* Were it waited for, this would never end: it is let go afterwards. */
	cr_expect_eq(loop_run_task(loop, ask, NULL, NULL), ERR_OK);
	cr_expect_eq(sem_trywait(&asked), 0);
	sem_post(&may_answer);
	while (sem_wait(&answered) != 0)
		;
	loop_destroy(loop);
}
