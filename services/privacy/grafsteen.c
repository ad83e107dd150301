#include "privacy/grafsteen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "privacy/wissen.h"
#include "store/sql.h"

#define IDS_MAX	   1000 /* volunteers that one account was */
#define PATH_BYTES 1024

/* ---- a line ---- */

static enum err parse_line(struct arena *a, struct str line, struct grafsteen *ret_steen)
{
	struct str word;
	struct grafsteen g = { 0 };
	if (!str_cut(&line, ' ', &word) || instant_parse(word, &g.op_us) != ERR_OK ||
		!str_cut(&line, ' ', &word) || uuid_parse(word, &g.account_id) != ERR_OK)
		return ERR_INVALID;
	struct uuid *ids = ARENA_ARRAY(a, line.len / UUID_TEXT_LEN + 1, struct uuid);
	size_t count = 0;
	while (str_cut(&line, ' ', &word)) {
		if (count == IDS_MAX || uuid_parse(word, &ids[count]) != ERR_OK)
			return ERR_INVALID;
		count++;
	}
	g.vrijwilliger_ids = (struct db_uuids){ ids, count };
	*ret_steen = g;
	return ERR_OK;
}

static size_t count_lines(struct str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += text.ptr[i] == '\n';
	return count;
}

enum err grafsteen_parse(
	struct arena *a, struct str text, struct grafsteen **ret_stenen, size_t *ret_count)
{
	const size_t count = count_lines(text);
	if (text.len > 0 && text.ptr[text.len - 1] != '\n')
		return ERR_INVALID;
	struct grafsteen *stenen = ARENA_ARRAY(a, count + 1, struct grafsteen);
	for (size_t i = 0; i < count; i++) {
		struct str line;
		if (!str_cut(&text, '\n', &line))
			break;
		TRY(parse_line(a, line, &stenen[i]));
	}
	*ret_stenen = stenen;
	*ret_count = count;
	return ERR_OK;
}

static void add_line(struct buf *out, const struct grafsteen_list_row *row)
{
	char text[INSTANT_TEXT_LEN + 1];
	instant_format(row->op, text);
	buf_addf(out, "%s", text);
	char id[UUID_TEXT_LEN + 1];
	uuid_format(row->account_id, id);
	buf_addf(out, " %s", id);
	for (size_t i = 0; i < row->vrijwilliger_ids.count; i++) {
		uuid_format(row->vrijwilliger_ids.items[i], id);
		buf_addf(out, " %s", id);
	}
	buf_add_char(out, '\n');
}

/* ---- the file, on the thread that may block ---- */

struct file_job {
	const char *path;
	struct buf *text; /* what was read, or what is to be added */
	bool ok;
};

static void read_file(void *arg)
{
	struct file_job *job = arg;
	const int fd = open(job->path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		job->ok = errno == ENOENT;
		return;
	}
	char part[2048];
	ssize_t got = 1;
	while (got != 0 && !job->text->overflow) {
		got = read(fd, part, sizeof(part));
		if (got < 0 && errno != EINTR)
			break;
		buf_add(job->text, part, got > 0 ? (size_t)got : 0);
	}
	(void)close(fd);
	job->ok = got == 0 && !job->text->overflow;
}

/* Aside, and then in its place: nobody sees half a line. What another worker wrote meanwhile comes
 * again in its next round, for the database has it. */
static void write_file(void *arg)
{
	struct file_job *job = arg;
	char aside[PATH_BYTES];
	const int need = snprintf(aside, sizeof(aside), "%s.%d", job->path, (int)getpid());
	if (need < 0 || (size_t)need >= sizeof(aside))
		return;
	const int fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	const bool written = write(fd, job->text->ptr, job->text->len) == (ssize_t)job->text->len &&
			     fsync(fd) == 0;
	(void)close(fd);
	job->ok = written && rename(aside, job->path) == 0;
	if (!job->ok)
		(void)unlink(aside);
}

/* ---- in step ---- */

static int compare_ids(const void *a, const void *b)
{
	return memcmp(((const struct grafsteen *)a)->account_id.b,
		((const struct grafsteen *)b)->account_id.b, sizeof(struct uuid));
}

static bool has(const struct grafsteen *stenen, size_t count, struct uuid account_id)
{
	const struct grafsteen wanted = { .account_id = account_id };
	return bsearch(&wanted, stenen, count, sizeof(*stenen), compare_ids) != NULL;
}

static int compare_rows(const void *a, const void *b)
{
	return memcmp(((const struct grafsteen_list_row *)a)->account_id.b,
		((const struct grafsteen_list_row *)b)->account_id.b, sizeof(struct uuid));
}

/* The rows come in the order of their ids. */
static bool is_known(const struct grafsteen_list_row *rows, size_t count, struct uuid account_id)
{
	const struct grafsteen_list_row wanted = { .account_id = account_id };
	return bsearch(&wanted, rows, count, sizeof(*rows), compare_rows) != NULL;
}

static enum err erase(struct task *t, struct db *d, const struct grafsteen *steen,
	struct grafsteen_telling *telling)
{
	struct db_tx *tx;
	TRY(db_begin(t, d, &tx));
	struct account_wis_row done;
	TRY(wissen_persoon(t, tx, steen->account_id, steen->vrijwilliger_ids, steen->op_us, &done));
	TRY(db_commit(t, tx));
	telling->gewist++;
	return ERR_OK;
}

static enum err write_missing(struct task *t, const char *path,
	const struct grafsteen_list_row *rows, size_t row_count, const struct grafsteen *stenen,
	size_t count, struct buf *out, struct grafsteen_telling *telling)
{
	for (size_t i = 0; i < row_count; i++) {
		if (has(stenen, count, rows[i].account_id))
			continue;
		add_line(out, &rows[i]);
		telling->geschreven++;
	}
	if (telling->geschreven == 0)
		return ERR_OK;
	struct file_job job = { .path = path, .text = out };
	TRY(task_offload(t, write_file, &job));
	return job.ok && !out->overflow ? ERR_OK : ERR_UNAVAILABLE;
}

static enum err bring_in_step(struct task *t, struct db *d, const char *path, struct str text,
	struct buf *out, struct grafsteen_telling *telling)
{
	struct grafsteen *stenen = NULL;
	size_t count = 0;
	TRY(grafsteen_parse(task_arena(t), text, &stenen, &count));
	qsort(stenen, count, sizeof(*stenen), compare_ids);
	struct grafsteen_list_row *rows = NULL;
	size_t row_count = 0;
	TRY(grafsteen_list(t, db_reader(d), &rows, &row_count));
	for (size_t i = 0; i < count; i++) {
		const bool again = i > 0 && uuid_eq(stenen[i].account_id, stenen[i - 1].account_id);
		if (!again && !is_known(rows, row_count, stenen[i].account_id))
			TRY(erase(t, d, &stenen[i], telling));
	}
	buf_add_str(out, text);
	return write_missing(t, path, rows, row_count, stenen, count, out, telling);
}

enum err grafsteen_sync(
	struct task *t, struct db *d, const char *path, struct grafsteen_telling *ret_telling)
{
	struct grafsteen_telling telling = { 0 };
	struct buf text;
	struct buf out;
	buf_init(&text, GRAFSTEEN_MAX_BYTES);
	buf_init(&out, GRAFSTEEN_MAX_BYTES);
	struct file_job job = { .path = path, .text = &text };
	enum err e = task_offload(t, read_file, &job);
	if (e == ERR_OK && !job.ok)
		e = ERR_UNAVAILABLE;
	if (e == ERR_OK)
		e = bring_in_step(t, d, path, buf_str(&text), &out, &telling);
	buf_fini(&text);
	buf_fini(&out);
	if (e == ERR_OK)
		*ret_telling = telling;
	return e;
}
