#include "worker/bezorg.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/log.h"
#include "post/eml.h"
#include "store/sql.h"
#include "task/keeper.h"

#define LOOK_MS	      1000
#define FILE_MAX      (POST_TEKST_MAX + 4096)
#define PATH_BYTES    1024
#define MINUTE_US     (60 * INT64_C(1000000))
#define LATER_MAX_US  (60 * MINUTE_US)
#define LATER_DOUBLED 6 /* times; then it is LATER_MAX_US */

/* ---- the file ---- */

void bezorg_name(int64_t op_us, struct uuid id, char ret_name[static BEZORG_NAME_BYTES])
{
	char when[INSTANT_TEXT_LEN + 1];
	char text[UUID_TEXT_LEN + 1];
	instant_format(op_us - op_us % 1000000, when); /* 2026-11-29T04:36:18Z */
	uuid_format(id, text);
	snprintf(ret_name, BEZORG_NAME_BYTES, "%.4s%.2s%.2sT%.2s%.2s%.2s-%s.eml", when, when + 5,
		when + 8, when + 11, when + 14, when + 17, text);
}

struct file_job {
	const char *folder;
	char name[BEZORG_NAME_BYTES];
	struct str text;
	bool ok;
};

/* Aside, and then in its place: who looks sees whole letters only. */
static void write_file(void *arg)
{
	struct file_job *job = arg;
	char path[PATH_BYTES];
	char aside[PATH_BYTES];
	const int a = snprintf(path, sizeof(path), "%s/%s", job->folder, job->name);
	const int b =
		snprintf(aside, sizeof(aside), "%s/.%s.%d", job->folder, job->name, (int)getpid());
	if (a < 0 || b < 0 || (size_t)b >= sizeof(aside))
		return;
	const int fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	const bool written =
		write(fd, job->text.ptr, job->text.len) == (ssize_t)job->text.len && fsync(fd) == 0;
	(void)close(fd);
	job->ok = written && rename(aside, path) == 0;
	if (!job->ok)
		(void)unlink(aside);
}

static enum err write_letter(struct task *t, const struct bezorg_config *c,
	const struct post_claim_row *row, const struct post_inhoud *inhoud)
{
	const struct eml eml = { .id = row->id,
		.op_us = row->gemaakt_op,
		.van = c->van,
		.naar = inhoud->naar,
		.onderwerp = inhoud->onderwerp,
		.taal = row->taal,
		.tekst = inhoud->tekst };
	struct buf out;
	buf_init(&out, FILE_MAX);
	struct file_job job = { .folder = c->folder };
	bezorg_name(row->gemaakt_op, row->id, job.name);
	enum err e = eml_write(&out, &eml);
	if (e == ERR_OK && out.overflow)
		e = ERR_INVALID;
	job.text = buf_str(&out);
	if (e == ERR_OK)
		e = task_offload(t, write_file, &job);
	if (e == ERR_OK && !job.ok)
		e = ERR_UNAVAILABLE;
	if (out.ptr != NULL)
		explicit_bzero(out.ptr, out.len);
	buf_fini(&out);
	return e;
}

/* ---- one letter ---- */

/* A minute, two, four, … an hour. */
static int64_t later(int64_t now_us, int32_t failures)
{
	const int64_t us = failures >= LATER_DOUBLED ? LATER_MAX_US
						     : MINUTE_US << (failures < 0 ? 0 : failures);
	return now_us + (us < LATER_MAX_US ? us : LATER_MAX_US);
}

struct round {
	struct db *db;
	const struct bezorg_config *config;
	int64_t now_us;
	struct bezorg_count count;
	bool found;
};

static enum err put_off(struct task *t, struct db_tx *tx, struct round *r,
	const struct post_claim_row *row, enum err why)
{
	char id[UUID_TEXT_LEN + 1];
	uuid_format(row->id, id);
	LOG(LOG_WARN, "post.niet_bezorgd", LOG_STR("post", str_from(id)),
		LOG_STR("soort", row->soort), LOG_STR("code", str_from(err_name(why))),
		LOG_INT("pogingen", row->pogingen + 1));
	task_clear_error(t);
	const struct post_postpone_in in = { .id = row->id,
		.volgende_op = later(r->now_us, row->pogingen) };
	r->count.failed++;
	return post_postpone(t, tx, &in);
}

static enum err deliver(
	struct task *t, struct db_tx *tx, struct round *r, const struct post_claim_row *row)
{
	struct post_inhoud inhoud;
	if (row->te_maken)
		return bezorg_link(t, tx, r->config, row, r->now_us);
	enum err e = post_open(task_arena(t), r->config->keys, row->id, row->inhoud, &inhoud);
	if (e == ERR_OK)
		e = write_letter(t, r->config, row, &inhoud);
	if (e != ERR_OK)
		return put_off(t, tx, r, row, e);
	r->count.delivered++;
	return post_deliver(t, tx, &(struct post_deliver_in){ .id = row->id, .nu = r->now_us });
}

static enum err next_letter(struct task *t, void *arg)
{
	struct round *r = arg;
	struct db_tx *tx;
	TRY(db_begin(t, r->db, &tx));
	const struct post_claim_in in = { .nu = r->now_us };
	struct post_claim_row row;
	TRY(post_claim(t, tx, &in, &r->found, &row));
	if (!r->found) {
		db_rollback(tx);
		return ERR_OK;
	}
	TRY(deliver(t, tx, r, &row));
	return db_commit(t, tx);
}

enum err bezorg_round(struct task *t, struct db *d, const struct bezorg_config *config,
	int64_t now_us, struct bezorg_count *ret_count)
{
	struct round r = { .db = d, .config = config, .now_us = now_us, .found = true };
	while (r.found)
		TRY(task_run(t, next_letter, &r, NULL));
	*ret_count = r.count;
	return ERR_OK;
}

/* ---- life ---- */

struct bezorger {
	struct keeper keeper;
	struct db *db;
	const struct bezorg_config *config;
};

static enum err look(struct task *t, void *arg)
{
	const struct bezorger *b = arg;
	struct bezorg_count count;
	TRY(bezorg_round(t, b->db, b->config, clock_now_us(), &count));
	if (count.delivered > 0)
		LOG(LOG_INFO, "post.bezorgd", LOG_INT("brieven", count.delivered));
	return ERR_OK;
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		LOG(LOG_WARN, "post.onderbroken",
			LOG_STR("code", str_from(f != NULL ? f->code : err_name(e))));
}

static void keep(struct task *t, void *arg)
{
	struct bezorger *b = arg;
	while (!b->keeper.stopping) {
		enum err e = task_run(t, look, b, report);
		if (!b->keeper.stopping)
			e = task_wait(t, LOOK_MS);
		(void)e; /* reported; woken or not, it looks again */
	}
}

enum err bezorger_create(struct loop *l, struct db *d, const struct bezorg_config *config,
	struct bezorger **ret_bezorger)
{
	struct bezorger *b = calloc(1, sizeof(*b));
	if (b == NULL)
		err_fatal("out of memory");
	*b = (struct bezorger){ .db = d, .config = config };
	const enum err e = keeper_begin(l, &b->keeper, keep, b);
	if (e != ERR_OK) {
		free(b);
		return e;
	}
	*ret_bezorger = b;
	return ERR_OK;
}

void bezorger_destroy(struct task *t, struct bezorger *b)
{
	if (b == NULL)
		return;
	keeper_end(t, &b->keeper);
	free(b);
}
