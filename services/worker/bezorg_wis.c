/* The folder of mail forgets as the database does: letters past their term, and at once those of
 * who was erased, whose rows named them (migration of grafsteen). */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "worker/bezorg.h"

#define WHEN_LEN 15 /* 20261129T043618, with which the name of a letter begins */

struct folder_job {
	const char *folder;
	char before[BEZORG_NAME_BYTES]; /* the name of a letter of that moment */
	const char *const *ids;		/* texts; a name with one of them goes */
	size_t id_count;
	bool ok;
};

static bool must_go(const struct folder_job *job, const char *name)
{
	const char *when = name[0] == '.' ? name + 1 : name; /* one that was never finished */
	if (strstr(name, ".eml") == NULL)
		return false;
	if (strncmp(when, job->before, WHEN_LEN) < 0)
		return true;
	for (size_t i = 0; i < job->id_count; i++)
		if (strstr(name, job->ids[i]) != NULL)
			return true;
	return false;
}

static void clean_folder(void *arg)
{
	struct folder_job *job = arg;
	DIR *dir = opendir(job->folder);
	if (dir == NULL)
		return;
	job->ok = true;
	/* NOLINTNEXTLINE(concurrency-mt-unsafe): the stream is ours alone (readdir(3)). */
	for (const struct dirent *e = readdir(dir); e != NULL; e = readdir(dir))
		if (must_go(job, e->d_name))
			job->ok = (unlinkat(dirfd(dir), e->d_name, 0) == 0 || errno == ENOENT) &&
				  job->ok;
	(void)closedir(dir);
}

static const char **texts_of(
	struct arena *a, const struct grafsteen_brieven_row *rows, size_t count, size_t *ret_count)
{
	size_t all = 0;
	for (size_t i = 0; i < count; i++)
		all += rows[i].brieven.count;
	const char **texts = ARENA_ARRAY(a, all + 1, const char *);
	size_t used = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < rows[i].brieven.count; k++) {
			char *text = arena_alloc(a, UUID_TEXT_LEN + 1);
			uuid_format(rows[i].brieven.items[k], text);
			texts[used++] = text;
		}
	*ret_count = used;
	return texts;
}

static enum err clear(
	struct task *t, struct db *d, const struct grafsteen_brieven_row *rows, size_t count)
{
	struct uuid *ids = ARENA_ARRAY(task_arena(t), count, struct uuid);
	for (size_t i = 0; i < count; i++)
		ids[i] = rows[i].account_id;
	struct db_tx *tx;
	TRY(db_begin(t, d, &tx));
	TRY(grafsteen_clear(t, tx, &(struct grafsteen_clear_in){ .account_ids = { ids, count } }));
	return db_commit(t, tx);
}

enum err bezorg_forget(struct task *t, struct db *d, const char *folder, int64_t before_us)
{
	struct grafsteen_brieven_row *rows = NULL;
	size_t count = 0;
	TRY(grafsteen_brieven(t, db_reader(d), &rows, &count));
	struct folder_job job = { .folder = folder };
	job.ids = texts_of(task_arena(t), rows, count, &job.id_count);
	bezorg_name(before_us, (struct uuid){ { 0 } }, job.before);
	TRY(task_offload(t, clean_folder, &job));
	if (!job.ok)
		return task_fail(t, ERR_UNAVAILABLE, "post.map",
			"De map met post kan niet worden opgeruimd.");
	return count > 0 ? clear(t, d, rows, count) : ERR_OK;
}
