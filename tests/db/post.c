/* Letters: sealed in the database, delivered once, by any number of workers, also by one that
 * follows another that died. */
#include "post/post.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/regels.h"
#include "base/date.h"
#include "fixtures/region.h"
#include "store/sql.h"
#include "worker/bezorg.h"

#define KEYS	 "1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n"
#define LETTERS	 60
#define WORKERS	 4
#define NOW	 (INT64_C(1795926978) * 1000000)
#define MINUTE	 (60 * INT64_C(1000000))
#define RECEIVER "planttoken@voorbeeld.example"

static struct world {
	struct loop *loop;
	struct db *db;
	struct auth_keys *keys;
	char folder[32];
	struct bezorg_config config;
	int64_t now_us;
	int letters;
	struct bezorg_count count;
} w;

static void start(void)
{
	region_init();
	w = (struct world){ .folder = "/tmp/schakel-post-XXXXXX", .now_us = NOW };
	cr_assert_not_null(mkdtemp(w.folder));
	cr_assert_eq(auth_keys_parse(STR(KEYS), &w.keys), ERR_OK);
	w.config = (struct bezorg_config){
		.keys = w.keys, .folder = w.folder, .van = STR("post@schakel.example")
	};
	w.loop = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = region_uri();
	w.db = db_create(w.loop, &dc, api_rules, api_rule_count);
}

static void end(void)
{
	db_destroy(w.db);
	loop_destroy(w.loop);
	auth_keys_destroy(w.keys);
	DIR *dir = opendir(w.folder);
	for (const struct dirent *e = readdir(dir); e != NULL; e = readdir(dir))
		if (e->d_name[0] != '.')
			cr_assert_eq(unlinkat(dirfd(dir), e->d_name, 0), 0);
	closedir(dir);
	cr_assert_eq(rmdir(w.folder), 0);
	region_fini();
}

TestSuite(post, .init = start, .fini = end, .timeout = 60);

static enum err write_letters(struct task *t, void *arg)
{
	(void)arg;
	struct db_tx *tx;
	TRY(db_begin(t, w.db, &tx));
	for (int i = 0; i < w.letters; i++) {
		const struct post_brief brief = { .soort = POST_AANMELDLINK,
			.taal = i % 2 == 0 ? POST_NL : POST_EN,
			.naar = STR(RECEIVER),
			.naam = STR("Zoë"),
			.link = STR("https://schakel.example/aanmelden#planttoken") };
		TRY(post_write(t, tx, w.keys, &brief, NOW + i));
	}
	return db_commit(t, tx);
}

static void letters(int count)
{
	w.letters = count;
	cr_assert_eq(loop_run_task(w.loop, write_letters, NULL, NULL), ERR_OK);
}

static enum err round_of(struct task *t, void *arg)
{
	(void)arg;
	return bezorg_round(t, w.db, &w.config, w.now_us, &w.count);
}

static void deliver(void)
{
	cr_assert_eq(loop_run_task(w.loop, round_of, NULL, NULL), ERR_OK);
}

/* Of the letter that was looked at last. */
static char text[8192];

/* How many whole letters stand in the folder. */
static size_t files(void)
{
	size_t count = 0;
	DIR *dir = opendir(w.folder);
	for (const struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
		if (e->d_name[0] == '.') {
			cr_expect(strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0,
				"%s is left", e->d_name);
			continue;
		}
		count++;
		FILE *f = fopen(region_text("%s/%s", w.folder, e->d_name), "r");
		text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
		fclose(f);
	}
	closedir(dir);
	return count;
}

Test(post, says_nothing_of_a_letter_in_the_database)
{
	letters(1);
	cr_assert_str_eq(region_value("select count(*) from post where verzonden_op is null"), "1");
	cr_assert_str_eq(region_value("select count(*) from post p where p::text ~ 'planttoken|Zo'"
				      " or encode(inhoud, 'escape') ~ 'planttoken|voorbeeld'"),
		"0");
}

Test(post, is_delivered_as_one_file_and_then_nothing_is_left_of_what_it_said)
{
	letters(1);
	deliver();
	cr_assert_eq(files(), 1);
	cr_assert_not_null(strstr(text, "To: <" RECEIVER ">\r\n"));
	cr_assert_not_null(strstr(text, "Subject: Aanmelden bij Schakel\r\n"));
	cr_assert_not_null(strstr(text, "Dag Zoë,\r\n"));
	cr_assert_not_null(strstr(text, "\r\nhttps://schakel.example/aanmelden#planttoken\r\n"));
	cr_assert_str_eq(region_value("select count(*) from post where inhoud is null and "
				      "verzonden_op is not null"),
		"1");
	deliver();
	cr_assert_eq(w.count.delivered, 0);
}

Test(post, is_written_again_as_the_same_file_by_who_follows_a_worker_that_died)
{
	letters(1);
	region_sql("create table eerst as select * from post");
	deliver();
	cr_assert_eq(files(), 1);
	const char *first = strdup(text);
	/* As if the worker had died between the file and its commit. */
	region_sql("delete from post; insert into post select * from eerst");
	deliver();
	cr_assert_eq(w.count.delivered, 1);
	cr_assert_eq(files(), 1, "another file");
	cr_assert_str_eq(text, first);
	free((void *)first);
}

struct shared {
	size_t left;
	struct task *waiting;
	struct bezorg_count counts[WORKERS];
	size_t next;
};

static void one_worker(struct task *t, void *arg)
{
	struct shared *s = arg;
	struct bezorg_count *count = &s->counts[s->next++];
	cr_assert_eq(bezorg_round(t, w.db, &w.config, NOW + MINUTE, count), ERR_OK);
	if (--s->left == 0)
		task_wake(s->waiting);
}

static enum err many_workers(struct task *t, void *arg)
{
	struct shared *s = arg;
	s->waiting = t;
	s->left = WORKERS;
	for (int i = 0; i < WORKERS; i++)
		TRY(task_spawn(w.loop, one_worker, s));
	while (s->left > 0)
		TRY(task_wait(t, 30000));
	return ERR_OK;
}

Test(post, is_shared_by_workers_each_letter_by_one)
{
	letters(LETTERS);
	struct shared s = { 0 };
	cr_assert_eq(loop_run_task(w.loop, many_workers, &s, NULL), ERR_OK);
	int64_t delivered = 0;
	for (int i = 0; i < WORKERS; i++)
		delivered += s.counts[i].delivered;
	cr_assert_eq(delivered, LETTERS);
	cr_assert_eq(files(), LETTERS);
}

Test(post, that_cannot_be_delivered_is_tried_again_later)
{
	letters(1);
	w.config.folder = "/proc/none";
	w.now_us = NOW;
	deliver();
	cr_assert_eq(w.count.failed, 1);
	w.config.folder = w.folder;
	w.now_us = NOW + MINUTE - 1;
	deliver();
	cr_assert_eq(w.count.delivered, 0);
	w.now_us = NOW + MINUTE;
	deliver();
	cr_assert_eq(w.count.delivered, 1);
	cr_assert_str_eq(region_value("select pogingen from post"), "1");
}

Test(post, does_not_open_in_another_row)
{
	letters(2);
	region_sql("update post p set inhoud = (select o.inhoud from post o where o.id <> p.id)");
	w.now_us = NOW + MINUTE;
	deliver();
	cr_assert_eq(w.count.delivered, 0);
	cr_assert_eq(w.count.failed, 2);
	cr_assert_eq(files(), 0);
}
