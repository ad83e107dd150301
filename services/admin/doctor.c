#include "admin/doctor.h"

#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/audit.h"
#include "admin/doctor_verbinding.h"
#include "api/aanmelddienst.h"
#include "api/descriptors.h"
#include "auth/auth.h"
#include "auth/seal.h"
#include "base/date.h"
#include "base/str.h"
#include "contact/contact.h"
#include "contact/herverzegel.h"
#include "motor/voorraad.h"
#include "store/migrations.h"
#include "store/sql.h"
#include "task/task.h"

#define READY_TIMEOUT_S	 3
#define SUPPLY_TIMEOUT_S 60

static int connect_to(const char *host, uint16_t port)
{
	char service[8];
	snprintf(service, sizeof(service), "%u", port);
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
	struct addrinfo *list = NULL;
	if (getaddrinfo(host, service, &hints, &list) != 0)
		return -1;
	const int fd = socket(list->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	const struct timeval patience = { .tv_sec = READY_TIMEOUT_S };
	const bool ok = fd >= 0 &&
			setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)) == 0 &&
			connect(fd, list->ai_addr, list->ai_addrlen) == 0;
	freeaddrinfo(list);
	if (ok)
		return fd;
	if (fd >= 0)
		(void)close(fd);
	return -1;
}

/* Whether GET /readyz on the address of `serve` says 200. */
static bool is_ready(const struct config *config)
{
	char host[64];
	uint16_t port = 0;
	if (config_address(config->listen, host, sizeof(host), &port) != ERR_OK)
		return false;
	/* Who listens on every address listens on the loopback one of its family too. */
	const char *address = strcmp(host, "0.0.0.0") == 0 ? "127.0.0.1"
			      : strcmp(host, "::") == 0	   ? "::1"
							   : host;
	const int fd = connect_to(address, port);
	if (fd < 0)
		return false;
	/* As one of those it answers for. */
	struct str hosts = str_from(config->hosts);
	struct str first = STR("localhost");
	if (hosts.len > 0)
		(void)str_cut(&hosts, ',', &first); /* there is a first one */
	char request[512];
	const int len = snprintf(request, sizeof(request),
		"GET /readyz HTTP/1.1\r\nHost: %.*s\r\nConnection: close\r\n\r\n",
		STR_FMT(str_trim(first)));
	char answer[64] = "";
	const bool sent = len < (int)sizeof(request) &&
			  send(fd, request, (size_t)len, MSG_NOSIGNAL) == (ssize_t)len;
	const ssize_t got = sent ? recv(fd, answer, sizeof(answer) - 1, 0) : 0;
	(void)close(fd);
	return got > 0 && strncmp(answer, "HTTP/1.1 200 ", 13) == 0;
}

/* As whom `serve` and `work` would sign in from here, and what that one may beside its work. */
static enum err look_at_role(struct task *t, struct db *d)
{
	struct dienst_get_row r;
	TRY(dienst_get(t, db_reader(d), &r));
	const int len = (int)r.gebruiker.len;
	if (!r.mag_dienst)
		return task_fail(t, ERR_FORBIDDEN, "rol.geen",
			"%.*s mag niet als " STORE_ROLE " werken, en serve en work doen dat: laat "
			"een beheerder van de database `grant " STORE_ROLE " to %.*s` geven",
			len, r.gebruiker.ptr, len, r.gebruiker.ptr);
	if (r.boven_alles || r.eigenaar)
		printf("let op serve en work melden zich bij de database aan als %.*s, %s, en "
		       "doen hun werk als " STORE_ROLE ": geef ze een eigen rol die alleen daar "
		       "lid van is (README)\n",
			len, r.gebruiker.ptr,
			r.boven_alles ? "voor wie geen grens geldt" : "de eigenaar van het schema");
	else if (r.maakt)
		printf("let op %.*s mag in de database iets maken: neem create en temporary af "
		       "(README)\n",
			len, r.gebruiker.ptr);
	else
		printf("goed   %.*s heeft in de database niet meer rechten dan " STORE_ROLE "\n",
			len, r.gebruiker.ptr);
	return ERR_OK;
}

static enum err look_at_database(struct task *t, void *arg)
{
	struct db *d = arg;
	TRY(db_ping(t, d, 3000));
	puts("goed   de database antwoordt");
	TRY(look_at_role(t, d));
	TRY(db_migrate_check(t, d, store_migrations, store_migration_count));
	puts("goed   het schema is bij");
	audit_doctor(t, d);
	return ERR_OK;
}

/* Whether what is sealed opens, and nothing is left that is not sealed. */
struct sealed {
	struct db *db;
	const struct auth_keys *keys;
};

static enum err look_at_sealed(struct task *t, void *arg)
{
	const struct sealed *s = arg;
	int64_t open = 0;
	TRY(herverzegel_open(t, s->db, &open));
	if (open > 0)
		return task_fail(t, ERR_INVALID, "verzegeld.open",
			"%lld contactgegevens staan nog onverzegeld: voer `schakel migrate` uit",
			(long long)open);
	return contact_proef(t, s->db, s->keys);
}

/* Whether the supply fits, by loading it as `serve` and `work` do. */
struct fit {
	struct db *db;
	struct db_wake *wake;
	struct taxonomie_cache taxonomie;
	struct voorraad *voorraad;
	const struct config *config;
	bool too_large;
};

static void too_large(void *arg)
{
	struct fit *f = arg;
	f->too_large = true;
}

static enum err load_supply(struct task *t, struct fit *f)
{
	const struct voorraad_config vc = { .taxonomie = &f->taxonomie,
		.max_aanbod = (size_t)f->config->snapshot_max_offers,
		.max_bytes = (size_t)f->config->snapshot_max_mb << 20,
		.te_groot = too_large,
		.arg = f };
	TRY(voorraad_create(task_loop(t), f->db, f->wake, &vc, &f->voorraad));
	for (int waited = 0; waited < SUPPLY_TIMEOUT_S && !f->too_large; waited++) {
		if (voorraad_wacht(t, f->voorraad, STR_NULL, 1000) == ERR_OK)
			return ERR_OK;
		task_clear_error(t);
	}
	return f->too_large ? ERR_OK
			    : task_fail(t, ERR_UNAVAILABLE, "voorraad.laadt",
				      "het aanbod is niet in te lezen");
}

static enum err look_at_supply(struct task *t, void *arg)
{
	struct fit *f = arg;
	TRY(db_wake_create(f->db, &db_wake_config_default, &f->wake));
	const enum err e = load_supply(t, f);
	const struct score_snapshot_stand n = voorraad_stats(f->voorraad).stand;
	if (e == ERR_OK && f->too_large)
		printf("fout   %s\n", VOORRAAD_TE_GROOT);
	else if (e == ERR_OK)
		printf("goed   het aanbod past in het geheugen: %zu van %lld, %.1f van %lld MB\n",
			n.aanbod, (long long)f->config->snapshot_max_offers,
			(double)n.bytes / (1 << 20), (long long)f->config->snapshot_max_mb);
	voorraad_destroy(t, f->voorraad);
	db_wake_destroy(t, f->wake);
	taxonomie_forget(&f->taxonomie);
	return e == ERR_OK && f->too_large ? ERR_TOO_LARGE : e;
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		printf("fout   %s\n",
			f != NULL ? f->detail
				  : "de database geeft geen antwoord: zie SCHAKEL_DATABASE");
}

static void report_supply(struct task *t, enum err e, void *arg)
{
	if (e != ERR_TOO_LARGE) /* that was said */
		report(t, e, arg);
}

/* What `serve` would find when it is started from here. */
static void look_at_descriptors(const struct config *config)
{
	const struct descriptors d = descriptors_look(config);
	if (d.connections >= config->connections) {
		printf("goed   er zijn descriptors voor %lld verbindingen per proces\n",
			(long long)d.connections);
		return;
	}
	printf("let op de harde grens van descriptors is %lld, nodig zijn er %lld: ",
		(long long)d.allowed, (long long)d.needed);
	if (d.connections < 1)
		printf("serve start hier niet");
	else
		printf("serve neemt hier %lld verbindingen per proces aan",
			(long long)d.connections);
	puts("; verhoog de grens (ulimit -Hn, LimitNOFILE=) of verlaag SCHAKEL_CONNECTIONS");
}

static void look_at_contact(const struct config *config)
{
	if (config->security_contact[0] == '\0')
		puts("let op wie een zwakke plek vindt, weet niet waar hij dat meldt: zet "
		     "SCHAKEL_SECURITY_CONTACT");
}

/* A file with a secret: whether nobody else can change it. */
static bool look_at_mode(const char *path)
{
	struct stat st;
	const mode_t others = stat(path, &st) == 0 ? st.st_mode & 077 : 0;
	if (others != 0)
		printf("%s anderen mogen %s %s: chmod 600 %s\n",
			(others & 022) != 0 ? "fout  " : "let op", path,
			(others & 022) != 0 ? "wijzigen" : "lezen", path);
	return (others & 022) == 0;
}

/* The services elsewhere where people sign in; `serve` does not start with a wrong file. */
static bool look_at_services(const struct config *config)
{
	if (config->aanmelddiensten[0] == '\0')
		return true;
	char *faults = NULL;
	size_t len = 0;
	FILE *errors = open_memstream(&faults, &len);
	if (errors == NULL)
		err_fatal("out of memory");
	struct aanmelddiensten *all = NULL;
	const enum err e = aanmelddiensten_create(config->aanmelddiensten, &all, errors);
	(void)fclose(errors);
	if (e != ERR_OK)
		printf("fout   %s", faults);
	for (size_t i = 0; e == ERR_OK && i < all->count; i++)
		printf("goed   aanmelden kan bij %s (%s)%s\n", all->items[i].naam,
			all->items[i].issuer,
			all->items[i].alleen_claim[0] == '\0'
				? ": wie daar binnenkomt, komt hier binnen"
				: "");
	free(faults);
	aanmelddiensten_destroy(all);
	return look_at_mode(config->aanmelddiensten) && e == ERR_OK;
}

/* The keys that seal, and where letters go. Whether they are there; they stay the caller's. */
static bool look_at_keys(const struct config *config, struct auth_keys **ret_keys)
{
	if (config->key_file[0] == '\0') {
		puts("fout   er zijn geen sleutels, en zonder start er niets: maak ze met `schakel "
		     "key "
		     "add` en noem ze in SCHAKEL_KEY_FILE");
		return false;
	}
	if (auth_keys_create(config->key_file, ret_keys) != ERR_OK) {
		printf("fout   %s is geen bestand met sleutels: maak het met `schakel key add`\n",
			config->key_file);
		return false;
	}
	printf("goed   sleutels: %zu, nummer %u verzegelt\n", auth_keys_count(*ret_keys),
		auth_keys_sealing(*ret_keys));
	if (!look_at_mode(config->key_file))
		return false;
	if (strcmp(config->second_factor, "required") != 0)
		puts("let op medewerkers werken hier zonder tweede factor: "
		     "SCHAKEL_SECOND_FACTOR=required");
	if (config->mail_dir[0] == '\0')
		puts("let op post blijft hier liggen: SCHAKEL_MAIL_DIR noemt geen map");
	return true;
}

static bool look_at_connection(const struct config *config)
{
	struct db_look v;
	/* That it does not come about was said. */
	return db_look(config->database, &v) != ERR_OK || doctor_verbinding(&v, clock_now_us());
}

int doctor_command(int argc, char **argv, const struct config *config)
{
	if (argc > 1 && strcmp(argv[1], "--ready") == 0)
		return is_ready(config) ? 0 : 1;
	if (auth_init() != ERR_OK)
		puts("fout   libsodium start niet");
	struct loop *l = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.actor = &db_actor_systeem;
	struct db *d = db_create(l, &dc, NULL, 0);
	struct auth_keys *keys = NULL;
	const bool keys_well = look_at_keys(config, &keys);
	enum err e = loop_run_task(l, look_at_database, d, report);
	struct sealed sealed = { .db = d, .keys = keys };
	if (e == ERR_OK && keys != NULL)
		e = loop_run_task(l, look_at_sealed, &sealed, report);
	struct fit fit = { .db = d, .config = config };
	if (e == ERR_OK)
		e = loop_run_task(l, look_at_supply, &fit, report_supply);
	db_destroy(d);
	loop_destroy(l);
	if (!look_at_connection(config))
		e = ERR_INVALID;
	if (!keys_well || !look_at_services(config))
		e = ERR_INVALID;
	auth_keys_destroy(keys);
	look_at_contact(config);
	doctor_machine();
	look_at_descriptors(config);
	const bool ready = is_ready(config);
	printf(ready ? "goed   de service antwoordt op %s\n"
		     : "let op de service antwoordt niet op %s: start hem met `schakel serve`\n",
		config->listen);
	return e == ERR_OK ? 0 : 1;
}
