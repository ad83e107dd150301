/*
 * The configuration: one table that says each setting's name, environment variable, bounds, default
 * and meaning. The same table reads the environment, prints `--help` and `schakel config`, and
 * fills the README's table.
 */
#ifndef SERVICES_CONFIG_H
#define SERVICES_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"

struct config {
	const char *database;
	const char *listen;
	const char *metrics_listen;	 /* empty: nowhere */
	const char *work_metrics_listen; /* the same */
	const char *proxies;		 /* empty: none */
	const char *hosts;		 /* empty: all */
	int64_t processes;
	int64_t connections;
	int64_t account_requests;
	int64_t address_requests;
	int64_t tasks;
	int64_t read_connections;
	int64_t write_connections;
	int64_t database_waiting;
	int64_t statement_ms;
	int64_t request_ms;
	int64_t head_ms;
	int64_t body_ms;
	int64_t idle_ms;
	int64_t write_ms;
	int64_t drain_ms;
	const char *key_file;	     /* empty: none */
	const char *aanmelddiensten; /* empty: none */
	const char *mail_dir;	     /* empty: none */
	const char *mail_from;
	const char *tombstone_file; /* empty: none */
	const char *public_url;
	const char *security_contact;
	const char *passwords_file; /* empty: the shipped one */
	const char *second_factor;  /* "required" or "optional" */
	int64_t session_hours;
	int64_t session_idle_min;
	int64_t idempotency_hours;
	int64_t shown_days;
	int64_t work_interval_s;
	int64_t snapshot_max_offers;
	int64_t snapshot_max_mb;
	const char *log_level;
};

/* Reads the environment over the defaults. Every fault is printed to `errors`, one line each with
 * what to do; ERR_INVALID when there was one. */
MUST_CHECK enum err config_read(struct config *ret_config, FILE *errors);

void config_help(FILE *out);	 /* for --help */
void config_markdown(FILE *out); /* the README's table */
void config_json(FILE *out);	 /* [{"name","env","default","help"}, …] */

/* The path of a file that was installed with the program, in share/schakel/ beside the folder that
 * the program stands in; the build has the same layout. */
MUST_CHECK enum err config_shipped(const char *name, char *ret_path, size_t size);

/* Splits "host:port" or "[v6]:port", the text of a setting for an address. */
MUST_CHECK enum err config_address(
	const char *text, char *ret_host, size_t host_size, uint16_t *ret_port);

#endif
