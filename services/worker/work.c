#include "worker/work.h"

#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "api/listener.h"
#include "api/metrics.h"
#include "api/regels.h"
#include "auth/auth.h"
#include "base/date.h"
#include "base/log.h"
#include "contact/herverzegel.h"
#include "contact/sleutels.h"
#include "db/wake.h"
#include "motor/voorraad.h"
#include "privacy/grafsteen.h"
#include "privacy/opruimen.h"
#include "store/migrations.h"
#include "store/sql.h"
#include "task/task.h"
#include "worker/bericht.h"
#include "worker/bezorg.h"
#include "worker/bijvul.h"
#include "worker/bord.h"
#include "worker/expire.h"
#include "worker/herinner.h"
#include "worker/keuze.h"
#include "worker/overdracht.h"
#include "worker/planner.h"
#include "worker/plekbericht.h"
#include "worker/proef.h"
#include "worker/verzegel.h"
#include "worker/wacht.h"
#include "worker/zoek.h"

#define RESEAL_US (3600 * INT64_C(1000000))
/* What was approved comes to staff when nobody answered and it ends within so long: a working day
 * is enough to call them, and most answer before. */
#define ANSWER_NEAR_US (48 * 3600 * INT64_C(1000000))

struct worker {
	const struct config *config;
	struct db *db;
	struct db_wake *wake; /* others hear of what the rounds change */
	struct taxonomie_cache taxonomie;
	struct voorraad *voorraad; /* with `once` NULL until something needs it */
	struct proever *proever;   /* the same */
	struct auth_keys *keys;
	struct bezorg_config bezorg;
	struct bezorger *bezorger; /* NULL: nothing is delivered, or with `once` */
	struct verzegelaar verzegelaar;
	struct bijvuller bijvuller;
	struct planner planner;
	struct metrics metrics;
	struct metrics_board *board; /* NULL: nobody may ask */
	int listener;		     /* the same: -1 */
	int signals;
	int64_t reseal_us; /* when to look again whether all is sealed with the key of now */
	bool once;
	enum err result; /* of the last round */
};

/* What a round did for those in which both sides rank. */
struct choice_count {
	int64_t asked;
	int64_t divided;
	struct keuze_count published;
};

/* What is past its term goes; what went is told by rule. */
static enum err forget(struct task *t, const struct worker *w, int64_t now_us)
{
	for (size_t i = 0; i < opruim_regel_count; i++) {
		const struct opruim_regel *regel = &opruim_regels[i];
		struct opruim_uitkomst u;
		TRY(opruim_run(t, w->db, regel, w->config, now_us, false, &u));
		if (u.aantal > 0)
			LOG(LOG_INFO, "opgeruimd", LOG_STR("regel", str_from(regel->naam)),
				LOG_INT("aantal", u.aantal));
	}
	return ERR_OK;
}

static bool delivers(const struct worker *w)
{
	return w->config->mail_dir[0] != '\0';
}

/* What stands outside of the database: the folder of mail, and the tombstones. */
static enum err forget_outside(struct task *t, const struct worker *w, int64_t now_us)
{
	const struct config *c = w->config;
	if (c->tombstone_file[0] != '\0') {
		struct grafsteen_telling telling;
		TRY(grafsteen_sync(t, w->db, c->tombstone_file, &telling));
		if (telling.gewist > 0)
			LOG(LOG_WARN, "opnieuw_gewist", LOG_INT("aantal", telling.gewist));
	}
	if (c->mail_dir[0] == '\0')
		return ERR_OK;
	const int64_t term_us = opruim_term_us(opruim_find("post"), c);
	return bezorg_forget(t, w->db, c->mail_dir, now_us - term_us);
}

static void cannot_open(const char *plaats, void *arg)
{
	(void)arg;
	LOG(LOG_ERROR, "verzegeld.gaat_niet_open", LOG_STR("plaats", str_from(plaats)));
}

/* What was sealed with an older key, by whoever had no newer one. */
static enum err reseal(struct task *t, struct worker *w, int64_t now_us)
{
	if (now_us < w->reseal_us)
		return ERR_OK;
	struct herverzegel_telling telling;
	TRY(herverzegel(t, w->db, w->keys, cannot_open, NULL, &telling));
	w->reseal_us = now_us + RESEAL_US;
	if (telling.gedaan > 0 || telling.mislukt > 0)
		LOG(LOG_INFO, "herverzegeld", LOG_INT("sleutel", auth_keys_sealing(w->keys)),
			LOG_INT("gedaan", telling.gedaan), LOG_INT("mislukt", telling.mislukt));
	return ERR_OK;
}

static void refuse(void *arg)
{
	(void)arg;
	fputs(VOORRAAD_TE_GROOT "\n", stderr);
	_exit(1);
}

static enum err start_voorraad(struct task *t, struct worker *w)
{
	const struct voorraad_config vc = { .taxonomie = &w->taxonomie,
		.max_aanbod = (size_t)w->config->snapshot_max_offers,
		.max_bytes = (size_t)w->config->snapshot_max_mb << 20,
		.te_groot = refuse };
	return voorraad_create(task_loop(t), w->db, w->wake, &vc, &w->voorraad);
}

/* The supply is a lot to load for one round: only when something waits for it. */
static enum err refill_once(
	struct task *t, struct worker *w, int64_t now_us, struct bijvul_count *ret_count)
{
	bool waits = false;
	TRY(bijvul_waits(t, w->db, now_us, &waits));
	if (!waits)
		return ERR_OK;
	if (w->voorraad == NULL)
		TRY(start_voorraad(t, w));
	w->bijvuller.voorraad = w->voorraad;
	return bijvul_round(t, &w->bijvuller, now_us, ret_count);
}

/* Schools on the waiting list, when there is an offer now. */
static enum err tell_waiting(struct task *t, struct worker *w, int64_t now_us, int64_t *ret_told)
{
	bool due = false;
	TRY(wacht_is_due(t, w->db, now_us, &due));
	if (due && w->once && w->voorraad == NULL)
		TRY(start_voorraad(t, w));
	if (!due || (!w->once && !voorraad_is_ready(w->voorraad)))
		return ERR_OK;
	const struct wachter wachter = { .db = w->db,
		.taxonomie = &w->taxonomie,
		.voorraad = w->voorraad,
		.keys = w->keys,
		.public_url = w->config->public_url };
	return wacht_round(t, &wachter, now_us, ret_told);
}

/* ---- rounds in which both sides rank ---- */

static struct keuzer keuzer_of(struct worker *w)
{
	return (struct keuzer){ .db = w->db,
		.taxonomie = &w->taxonomie,
		.keys = w->keys,
		.public_url = w->config->public_url };
}

/* Proposing what was published. */
static enum err publish_choices(
	struct task *t, struct worker *w, int64_t now_us, struct keuze_count *ret_published)
{
	bool waits = false;
	struct keuzer k = keuzer_of(w);
	TRY(keuze_waits(t, w->db, &waits));
	if (waits && w->once && w->voorraad == NULL)
		TRY(start_voorraad(t, w));
	if (!waits || (!w->once && !voorraad_is_ready(w->voorraad)))
		return ERR_OK;
	k.voorraad = w->voorraad;
	return keuze_publiceer_round(t, &k, now_us, ret_published);
}

/* That a term is nearly over, or a lesson has begun, is a matter of time: no change tells of it. */
static enum err show_staff(struct task *t, const struct worker *w, int64_t now_us)
{
	const struct werkvoorraad_add_antwoord_in in = { .nu = now_us,
		.tot = now_us + ANSWER_NEAR_US };
	const struct werkvoorraad_add_aanvraag_in begun = { .nu = now_us };
	struct werkvoorraad_add_antwoord_row row;
	struct werkvoorraad_add_aanvraag_row again;
	struct db_tx *tx;
	TRY(db_begin(t, w->db, &tx));
	enum err e = werkvoorraad_add_antwoord(t, tx, &in, &row);
	if (e == ERR_OK)
		e = werkvoorraad_add_aanvraag(t, tx, &begun, &again);
	if (e == ERR_OK)
		e = db_commit(t, tx);
	db_rollback(tx);
	return e;
}

/* ---- a round: parts, each by itself, for one that fails keeps no other ---- */

struct ronde {
	struct worker *w;
	const char *deel; /* that it is at */
	int64_t now_us;
	struct expire_count expired;
	int64_t expired_bookings;
	int64_t expired_places;
	struct zegel_count sealed;
	struct bijvul_count refilled;
	struct bezorg_count delivered;
	int64_t handed_over;
	int64_t notified;
	int64_t notified_places;
	int64_t reminded;
	int64_t told;
	int64_t found;
	struct choice_count chosen;
};

static enum err expire_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	return expire_matches(t, r->w->db, r->now_us, &r->expired);
}

static enum err expire_bookings_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	return expire_bookings(t, r->w->db, r->now_us, &r->expired_bookings);
}

static enum err expire_places_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	return expire_places(t, r->w->db, r->now_us, &r->expired_places);
}

static enum err hand_over_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	return overdracht_round(t, r->w->db, r->now_us, &r->handed_over);
}

static enum err refill_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	return r->w->once ? refill_once(t, r->w, r->now_us, &r->refilled) : ERR_OK;
}

/* One round waits for it; else it has a task of its own. */
static enum err plan_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	struct worker *w = r->w;
	bool waits = false;
	if (!w->once)
		return ERR_OK;
	TRY(planner_waits(t, w->db, &waits));
	if (waits && w->voorraad == NULL)
		TRY(start_voorraad(t, w));
	w->planner.voorraad = w->voorraad;
	return waits ? planner_round(t, &w->planner, r->now_us) : ERR_OK;
}

static enum err staff_part(struct task *t, void *arg)
{
	const struct ronde *r = arg;
	return show_staff(t, r->w, r->now_us);
}

static enum err notify_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	const struct herinner_config letters = { .keys = r->w->keys,
		.public_url = r->w->config->public_url };
	return bericht_round(t, r->w->db, &letters, r->now_us, &r->notified);
}

static enum err notify_places_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	const struct herinner_config letters = { .keys = r->w->keys,
		.public_url = r->w->config->public_url };
	return plekbericht_round(t, r->w->db, &letters, r->now_us, &r->notified_places);
}

static enum err remind_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	const struct herinner_config letters = { .keys = r->w->keys,
		.public_url = r->w->config->public_url };
	return herinner_round(t, r->w->db, &letters, r->now_us, &r->reminded);
}

static enum err waiting_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	return tell_waiting(t, r->w, r->now_us, &r->told);
}

static enum err ask_choices_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	const struct keuzer k = keuzer_of(r->w);
	return keuze_vraag_round(t, &k, r->now_us, &r->chosen.asked);
}

static enum err divide_choices_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	const struct keuzer k = keuzer_of(r->w);
	return keuze_verdeel_round(t, &k, r->now_us, &r->chosen.divided);
}

static enum err publish_choices_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	return publish_choices(t, r->w, r->now_us, &r->chosen.published);
}

static enum err search_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	const struct zoeker searches = {
		.db = r->w->db, .keys = r->w->keys, .public_url = r->w->config->public_url
	};
	return zoek_round(t, &searches, r->now_us, &r->found);
}

static enum err board_part(struct task *t, void *arg)
{
	const struct ronde *r = arg;
	return bord_round(t, r->w->db, r->now_us);
}

static enum err forget_part(struct task *t, void *arg)
{
	const struct ronde *r = arg;
	return forget(t, r->w, r->now_us);
}

static enum err reseal_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	return reseal(t, r->w, r->now_us);
}

/* Of what stands outside of the database: who was erased there is so before a letter goes. */
static enum err outside_part(struct task *t, void *arg)
{
	const struct ronde *r = arg;
	return forget_outside(t, r->w, r->now_us);
}

static enum err deliver_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	return r->w->once && delivers(r->w)
		       ? bezorg_round(t, r->w->db, &r->w->bezorg, r->now_us, &r->delivered)
		       : ERR_OK;
}

static enum err seal_part(struct task *t, void *arg)
{
	struct ronde *r = arg;
	return r->w->once ? zegel_round(t, r->w->db, r->w->keys, r->now_us, &r->sealed) : ERR_OK;
}

static const struct deel {
	const char *naam;
	enum err (*doe)(struct task *t, void *ronde);
} delen[] = {
	{ "verlopen", expire_part },
	{ "reserveringen", expire_bookings_part },
	{ "inschrijvingen", expire_places_part },
	{ "overdragen", hand_over_part },
	{ "bijvullen", refill_part },
	{ "plannen", plan_part },
	{ "staf", staff_part },
	{ "berichten", notify_part },
	{ "plekberichten", notify_places_part },
	{ "herinneren", remind_part },
	{ "wachtlijst", waiting_part },
	{ "keuzes_vragen", ask_choices_part },
	{ "keuzes_verdelen", divide_choices_part },
	{ "keuzes_publiceren", publish_choices_part },
	{ "zoekopdrachten", search_part },
	{ "prikbord", board_part },
	{ "opruimen", forget_part },
	{ "herverzegelen", reseal_part },
	{ "buiten", outside_part },
	{ "bezorgen", deliver_part },
	{ "verzegelen", seal_part },
};

static void report_part(struct task *t, enum err e, void *arg)
{
	const struct ronde *r = arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		LOG(LOG_ERROR, "ronde.mislukt", LOG_STR("deel", str_from(r->deel)),
			LOG_STR("code", str_from(f != NULL ? f->code : err_name(e))));
}

static enum err round_of_work(struct task *t, struct worker *w)
{
	struct ronde r = { .w = w, .now_us = clock_now_us() };
	enum err result = ERR_OK;
	for (size_t i = 0; i < sizeof(delen) / sizeof(delen[0]); i++) {
		r.deel = delen[i].naam;
		const enum err e = task_run(t, delen[i].doe, &r, report_part);
		result = result == ERR_OK ? e : result;
	}
	LOG(LOG_INFO, "ronde", LOG_INT("verlopen", r.expired.ended),
		LOG_INT("niet_verlopen", r.expired.failed),
		LOG_INT("reservering_verlopen", r.expired_bookings),
		LOG_INT("inschrijving_verlopen", r.expired_places),
		LOG_INT("bijgevuld", r.refilled.proposed), LOG_INT("bericht", r.notified),
		LOG_INT("plekbericht", r.notified_places), LOG_INT("herinnerd", r.reminded),
		LOG_INT("overgedragen", r.handed_over), LOG_INT("wachtlijst", r.told),
		LOG_INT("zoekopdracht", r.found), LOG_INT("keuze_gevraagd", r.chosen.asked),
		LOG_INT("keuze_verdeeld", r.chosen.divided),
		LOG_INT("keuze_voorgesteld", r.chosen.published.proposed),
		LOG_INT("keuze_niet_voorgesteld", r.chosen.published.refused),
		LOG_INT("post_bezorgd", r.delivered.delivered));
	return result;
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		LOG(LOG_ERROR, "werk.mislukt",
			LOG_STR("code", str_from(f != NULL ? f->code : err_name(e))));
}

/* Waits for the next round; false when it is time to stop. What the rounds look for is a matter of
 * time, so no event makes one come sooner, but new keys do. */
static bool wait_for_next(struct task *t, struct worker *w)
{
	if (task_wait_fd(t, w->signals, false, w->config->work_interval_s * 1000) != ERR_OK) {
		task_clear_error(t);
		return true;
	}
	struct signalfd_siginfo info;
	if (read(w->signals, &info, sizeof(info)) != (ssize_t)sizeof(info) ||
		info.ssi_signo != SIGHUP)
		return false;
	const enum err e = sleutels_reread(t, w->config, w->keys);
	(void)e; /* it goes on with those it has; the log has it */
	w->reseal_us = 0;
	w->metrics.count_keys_us = 0;
	return true;
}

static struct http_server *open_metrics(struct task *t, struct worker *w)
{
	if (w->board == NULL)
		return NULL;
	w->metrics = (struct metrics){ .loop = task_loop(t),
		.db = w->db,
		.keys = w->keys,
		.wake = w->wake,
		.voorraad = w->voorraad };
	metrics_begin(&w->metrics, w->board, 0);
	return metrics_serve(&w->metrics, w->config, w->listener);
}

static enum err work(struct task *t, void *arg)
{
	struct worker *w = arg;
	struct http_server *tells = NULL;
	struct db_wake_config wc = db_wake_config_default;
	wc.news = &stmt_gebeurtenis_news;
	TRY(db_wake_create(w->db, &wc, &w->wake));
	w->bijvuller = (struct bijvuller){ .db = w->db, .taxonomie = &w->taxonomie };
	w->planner = (struct planner){ .db = w->db, .taxonomie = &w->taxonomie };
	/* One round looks at nothing that it would have to keep current. */
	if (!w->once) {
		TRY(start_voorraad(t, w));
		TRY(proever_create(task_loop(t), w->db, &w->taxonomie, w->voorraad, &w->proever));
		if (delivers(w))
			TRY(bezorger_create(task_loop(t), w->db, &w->bezorg, &w->bezorger));
	}
	if (!w->once) {
		w->verzegelaar = (struct verzegelaar){ .db = w->db, .keys = w->keys };
		TRY(verzegelaar_begin(task_loop(t), &w->verzegelaar));
		w->bijvuller.voorraad = w->voorraad;
		TRY(bijvuller_begin(task_loop(t), &w->bijvuller));
		w->planner.voorraad = w->voorraad;
		TRY(planner_begin(task_loop(t), &w->planner));
		tells = open_metrics(t, w);
	}
	do {
		w->result = round_of_work(t, w);
	} while (!w->once && wait_for_next(t, w));
	http_server_destroy(tells);
	metrics_end(t, &w->metrics);
	keeper_end(t, &w->planner.keeper);
	keeper_end(t, &w->bijvuller.keeper);
	keeper_end(t, &w->verzegelaar.keeper);
	bezorger_destroy(t, w->bezorger);
	proever_destroy(t, w->proever);
	voorraad_destroy(t, w->voorraad);
	taxonomie_forget(&w->taxonomie);
	db_wake_destroy(t, w->wake);
	return ERR_OK;
}

static int open_signals(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	(void)pthread_sigmask(SIG_BLOCK, &set, NULL);
	const struct sigaction ignore = { .sa_handler = SIG_IGN };
	(void)sigaction(SIGPIPE, &ignore, NULL); /* whoever reads the log may go away */
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

/* Without a folder letters wait; a wrong one is a mistake. */
static bool prepare_delivery(struct worker *w)
{
	const struct config *c = w->config;
	if (sleutels_read(c, &w->keys) != ERR_OK)
		return false;
	if (delivers(w) && access(c->mail_dir, W_OK | X_OK) != 0) {
		fprintf(stderr,
			"SCHAKEL_MAIL_DIR='%s' kan niet: maak een map waar dit proces in mag "
			"schrijven.\n",
			c->mail_dir);
		return false;
	}
	w->bezorg = (struct bezorg_config){ .keys = w->keys,
		.folder = c->mail_dir,
		.van = str_from(c->mail_from),
		.public_url = c->public_url };
	return true;
}

/* One round is over before anybody asks. */
static bool prepare_metrics(struct worker *w)
{
	const char *const address = w->config->work_metrics_listen;
	if (w->once || address[0] == '\0')
		return true;
	w->listener = listener_open("SCHAKEL_WORK_METRICS_LISTEN", address);
	w->board = metrics_board_create(1);
	return w->listener >= 0 && w->board != NULL;
}

int work_run(const struct config *config, bool once)
{
	log_never_wait();
	struct worker w = {
		.config = config, .listener = -1, .signals = open_signals(), .once = once
	};
	if (w.signals < 0 || auth_init() != ERR_OK || !prepare_delivery(&w) || !prepare_metrics(&w))
		return 1;
	struct loop *l = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.role = STORE_ROLE;
	dc.actor = &db_actor_systeem;
	dc.write_connections = 1;
	w.db = db_create(l, &dc, api_rules, api_rule_count);
	const enum err e = loop_run_task(l, work, &w, report);
	db_destroy(w.db);
	loop_destroy(l);
	auth_keys_destroy(w.keys);
	(void)close(w.signals);
	if (w.listener >= 0)
		(void)close(w.listener);
	return e != ERR_OK || (once && w.result != ERR_OK) ? 1 : 0;
}
