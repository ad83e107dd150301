#include "config.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "http/forwarded.h"
#include "http/http.h"

#define PATH_BYTES 1024

struct setting {
	const char *name;
	const char *env;
	size_t offset;
	bool is_number;
	int64_t min, max;
	const char *standard;
	const char *help;
};

#define TEXT(field, env, standard, help)                                                 \
	{                                                                                \
#field, env, offsetof(struct config, field), false, 0, 0, standard, help \
	}
#define NUMBER(field, env, min, max, standard, help)                                        \
	{                                                                                   \
#field, env, offsetof(struct config, field), true, min, max, standard, help \
	}

static const struct setting settings[] = {
	TEXT(database, "SCHAKEL_DATABASE", "dbname=schakel",
		"libpq connection string or URI; several hosts are allowed"),
	TEXT(listen, "SCHAKEL_LISTEN", "127.0.0.1:8080",
		"address and port of `serve`; TLS ends at the proxy in front"),
	TEXT(metrics_listen, "SCHAKEL_METRICS_LISTEN", "",
		"address and port of `/metrics`, for the own network only; empty: nowhere"),
	TEXT(work_metrics_listen, "SCHAKEL_WORK_METRICS_LISTEN", "", "the same for `work`"),
	TEXT(proxies, "SCHAKEL_PROXIES", "",
		"addresses or networks of the proxies in front, with commas between them: of these "
		"alone "
		"X-Forwarded-For is believed"),
	TEXT(hosts, "SCHAKEL_HOSTS", "",
		"names that `serve` answers for, with commas between them, each with or without a "
		"port; any other Host is 421, empty takes all"),
	NUMBER(processes, "SCHAKEL_PROCESSES", 1, 64, "2",
		"child processes of `serve`, one loop each"),
	NUMBER(connections, "SCHAKEL_CONNECTIONS", 8, 100000, "4096",
		"client connections per process; over it 503"),
	NUMBER(account_requests, "SCHAKEL_ACCOUNT_REQUESTS", 1, 60000000, "6000",
		"requests of one account in a minute, on all processes together; over it 429"),
	NUMBER(address_requests, "SCHAKEL_ADDRESS_REQUESTS", 1, 60000000, "6000",
		"requests without a valid token from one address in a minute; over it 429"),
	NUMBER(tasks, "SCHAKEL_TASKS", 8, 100000, "1024",
		"requests at work per process; over it 503"),
	NUMBER(read_connections, "SCHAKEL_READ_CONNECTIONS", 1, 16, "2",
		"database connections for reads per process, pipelined"),
	NUMBER(write_connections, "SCHAKEL_WRITE_CONNECTIONS", 1, 64, "8",
		"database connections for writes per process"),
	NUMBER(database_waiting, "SCHAKEL_DATABASE_WAITING", 1, 100000, "512",
		"requests that may wait for a database connection; over it 503"),
	NUMBER(statement_ms, "SCHAKEL_STATEMENT_MS", 100, 600000, "5000",
		"longest statement, in milliseconds"),
	NUMBER(request_ms, "SCHAKEL_REQUEST_MS", 100, 600000, "6000",
		"longest time from a request that is in to its answer, in milliseconds; then 503"),
	NUMBER(head_ms, "SCHAKEL_HEAD_MS", 100, 600000, "10000",
		"longest time for the head of a request, in milliseconds"),
	NUMBER(body_ms, "SCHAKEL_BODY_MS", 100, 600000, "30000",
		"longest time for the body of a request, in milliseconds"),
	NUMBER(idle_ms, "SCHAKEL_IDLE_MS", 100, 3600000, "60000",
		"how long a connection may be idle between requests, in milliseconds"),
	NUMBER(write_ms, "SCHAKEL_WRITE_MS", 100, 600000, "30000",
		"how long a client may take nothing of an answer, in milliseconds"),
	NUMBER(drain_ms, "SCHAKEL_DRAIN_MS", 0, 600000, "10000",
		"how long running requests get after SIGTERM, in milliseconds"),
	TEXT(key_file, "SCHAKEL_KEY_FILE", "",
		"file of the keys that seal contact data, mail and secrets in the database "
		"(`schakel key add`); "
		"nothing starts without it"),
	TEXT(aanmelddiensten, "SCHAKEL_AANMELDDIENSTEN", "",
		"file of the services elsewhere (OpenID Connect) where people may sign in; empty: "
		"none"),
	TEXT(mail_dir, "SCHAKEL_MAIL_DIR", "",
		"folder that `work` delivers mail to, one file a letter; empty: letters wait"),
	TEXT(mail_from, "SCHAKEL_MAIL_FROM", "post@schakel.example",
		"address that letters come from"),
	TEXT(tombstone_file, "SCHAKEL_TOMBSTONE_FILE", "",
		"file in which `work` keeps, by number alone, who was erased; keep it apart from "
		"the database: after a backup is put back they are erased again. Empty: none"),
	TEXT(public_url, "SCHAKEL_PUBLIC_URL", "http://127.0.0.1:8080",
		"where people find this service: begins the links in letters"),
	TEXT(security_contact, "SCHAKEL_SECURITY_CONTACT", "",
		"mail address or URL for who found a weakness, in /.well-known/security.txt; "
		"empty: there is none"),
	TEXT(passwords_file, "SCHAKEL_PASSWORDS_FILE", "",
		"list of passwords that nobody may choose; empty: the one that was installed with "
		"the program"),
	TEXT(second_factor, "SCHAKEL_SECOND_FACTOR", "required",
		"required: staff and administrators only work with a second factor; optional: for "
		"a demonstration or a test"),
	NUMBER(session_hours, "SCHAKEL_SESSION_HOURS", 1, 720, "12",
		"how long a session lasts, in hours"),
	NUMBER(session_idle_min, "SCHAKEL_SESSION_IDLE_MIN", 5, 1440, "60",
		"how long a session may go unused, in minutes"),
	NUMBER(idempotency_hours, "SCHAKEL_IDEMPOTENCY_HOURS", 24, 720, "72",
		"how long the answer under an Idempotency-Key is kept, in hours"),
	NUMBER(shown_days, "SCHAKEL_SHOWN_DAYS", 30, 3650, "1095",
		"how long is kept which offers stood in the list of a proposal, to learn weights "
		"from, in days"),
	NUMBER(work_interval_s, "SCHAKEL_WORK_INTERVAL_S", 1, 3600, "60",
		"time between two rounds of `work`, in seconds"),
	NUMBER(snapshot_max_offers, "SCHAKEL_SNAPSHOT_MAX_OFFERS", 1, 8000000, "1000000",
		"active offers that each process of `serve` and `work` keeps in memory; with more "
		"it "
		"does not start"),
	NUMBER(snapshot_max_mb, "SCHAKEL_SNAPSHOT_MAX_MB", 16, 65536, "512",
		"megabytes that these may take; with more it does not start (now and then a second "
		"copy is made, of the same size)"),
	TEXT(log_level, "SCHAKEL_LOG_LEVEL", "info", "debug, info, warn or error"),
};

#define SETTING_COUNT (sizeof(settings) / sizeof(settings[0]))

static enum err read_number(
	const struct setting *s, const char *text, struct config *c, FILE *errors)
{
	int64_t value = 0;
	if (str_to_int(str_from(text), s->min, s->max, &value) != ERR_OK) {
		fprintf(errors,
			"%s='%s' kan niet: kies een geheel getal van %lld tot en met %lld.\n",
			s->env, text, (long long)s->min, (long long)s->max);
		return ERR_INVALID;
	}
	memcpy((char *)c + s->offset, &value, sizeof(value));
	return ERR_OK;
}

static enum err check_address(const char *env, const char *text, FILE *errors)
{
	char host[64];
	uint16_t port = 0;
	if (config_address(text, host, sizeof(host), &port) == ERR_OK)
		return ERR_OK;
	fprintf(errors, "%s='%s' kan niet: schrijf adres:poort, zoals 127.0.0.1:8080.\n", env,
		text);
	return ERR_INVALID;
}

static enum err check_texts(const struct config *c, FILE *errors)
{
	enum err e = check_address("SCHAKEL_LISTEN", c->listen, errors);
	if (c->metrics_listen[0] != '\0' &&
		check_address("SCHAKEL_METRICS_LISTEN", c->metrics_listen, errors) != ERR_OK)
		e = ERR_INVALID;
	if (c->work_metrics_listen[0] != '\0' && check_address("SCHAKEL_WORK_METRICS_LISTEN",
							 c->work_metrics_listen, errors) != ERR_OK)
		e = ERR_INVALID;
	struct http_proxies proxies;
	if (http_proxies_parse(str_from(c->proxies), &proxies) != ERR_OK) {
		fprintf(errors,
			"SCHAKEL_PROXIES='%s' kan niet: schrijf hoogstens %d adressen met komma's "
			"ertussen, zoals 127.0.0.1,::1.\n",
			c->proxies, HTTP_MAX_PROXIES);
		e = ERR_INVALID;
	}
	if (!http_hosts_is_valid(str_from(c->hosts))) {
		fprintf(errors,
			"SCHAKEL_HOSTS='%s' kan niet: schrijf namen met komma's ertussen, zoals "
			"schakel.example,localhost:8080.\n",
			c->hosts);
		e = ERR_INVALID;
	}
	if (strcmp(c->second_factor, "required") != 0 &&
		strcmp(c->second_factor, "optional") != 0) {
		fprintf(errors, "SCHAKEL_SECOND_FACTOR='%s' kan niet: kies required of optional.\n",
			c->second_factor);
		e = ERR_INVALID;
	}
	static const char *const levels[] = { "debug", "info", "warn", "error" };
	bool known = false;
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		known = known || strcmp(levels[i], c->log_level) == 0;
	if (!known) {
		fprintf(errors,
			"SCHAKEL_LOG_LEVEL='%s' kan niet: kies debug, info, warn of error.\n",
			c->log_level);
		e = ERR_INVALID;
	}
	return e;
}

enum err config_read(struct config *ret_config, FILE *errors)
{
	struct config c = { 0 };
	enum err e = ERR_OK;
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		const struct setting *s = &settings[i];
		/* NOLINTNEXTLINE(concurrency-mt-unsafe): at the start, before any thread. */
		const char *text = getenv(s->env);
		if (text == NULL || text[0] == '\0')
			text = s->standard;
		if (!s->is_number)
			memcpy((char *)&c + s->offset, &text, sizeof(text));
		else if (read_number(s, text, &c, errors) != ERR_OK)
			e = ERR_INVALID;
	}
	if (check_texts(&c, errors) != ERR_OK)
		e = ERR_INVALID;
	if (e == ERR_OK)
		*ret_config = c;
	return e;
}

void config_help(FILE *out)
{
	fputs("Settings, from the environment:\n", out);
	for (size_t i = 0; i < SETTING_COUNT; i++)
		fprintf(out, "  %-28s %s (default: %s)\n", settings[i].env, settings[i].help,
			settings[i].standard[0] != '\0' ? settings[i].standard : "none");
}

void config_markdown(FILE *out)
{
	fputs("| variable | default | meaning |\n| --- | --- | --- |\n", out);
	for (size_t i = 0; i < SETTING_COUNT; i++)
		fprintf(out,
			settings[i].standard[0] != '\0' ? "| `%s` | `%s` | %s |\n"
							: "| `%s` |%s | %s |\n",
			settings[i].env, settings[i].standard, settings[i].help);
}

void config_json(FILE *out)
{
	fputs("[", out);
	for (size_t i = 0; i < SETTING_COUNT; i++)
		fprintf(out,
			"%s\n  {\"name\": \"%s\", \"env\": \"%s\", \"default\": \"%s\", \"help\": "
			"\"%s\"}",
			i == 0 ? "" : ",", settings[i].name, settings[i].env, settings[i].standard,
			settings[i].help);
	fputs("\n]\n", out);
}

enum err config_shipped(const char *name, char *ret_path, size_t size)
{
	char program[PATH_BYTES];
	const ssize_t len = readlink("/proc/self/exe", program, sizeof(program) - 1);
	if (len <= 0)
		return ERR_NOT_FOUND;
	program[len] = '\0';
	for (int up = 0; up < 2; up++) {
		char *slash = strrchr(program, '/');
		if (slash == NULL)
			return ERR_NOT_FOUND;
		*slash = '\0';
	}
	const int need = snprintf(ret_path, size, "%s/share/schakel/%s", program, name);
	return need > 0 && (size_t)need < size ? ERR_OK : ERR_NOT_FOUND;
}

enum err config_address(const char *text, char *ret_host, size_t host_size, uint16_t *ret_port)
{
	const char *colon = strrchr(text, ':');
	if (colon == NULL)
		return ERR_INVALID;
	const char *host = text;
	size_t len = (size_t)(colon - host);
	if (len >= 2 && host[0] == '[' && host[len - 1] == ']') {
		host++;
		len -= 2;
	}
	int64_t port = 0;
	if (len == 0 || len >= host_size ||
		str_to_int(str_from(colon + 1), 1, 65535, &port) != ERR_OK)
		return ERR_INVALID;
	memcpy(ret_host, host, len);
	ret_host[len] = '\0';
	*ret_port = (uint16_t)port;
	return ERR_OK;
}
