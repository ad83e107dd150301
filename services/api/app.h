/* What lives as long as a serving process: its loop, its pools, its bell, and tables read at the
 * start. */
#ifndef API_APP_H
#define API_APP_H

#include "api/metrics.h"
#include "db/db.h"
#include "db/wake.h"
#include "http/forwarded.h"
#include "http/http.h"
#include "motor/taxonomie.h"
#include "task/keeper.h"
#include "task/task.h"

struct auth_common;
struct aanmelddiensten;
struct auth_keys;
struct bekend;
struct config;
struct gebruik;
struct gezien;
struct limit_board;
struct voorraad;

struct app {
	const struct config *config;
	const struct auth_common *common; /* passwords that nobody may choose */
	const struct auth_keys *keys;	  /* renewed in place (child.c) */
	struct bekend *bekend;		  /* NULL: every session is looked up */
	struct aanmelddiensten *diensten; /* NULL: none */
	struct gezien *gezien;		  /* NULL: nobody notes when sessions are used */
	struct gebruik *gebruik;	  /* NULL: nobody counts what keys are used for */
	struct keeper seen;		  /* writes both */
	struct loop *loop;
	struct db *db;
	struct db_wake *wake;
	struct http_server *server;  /* that of the clients */
	struct http_proxies proxies; /* whose X-Forwarded-For is believed */
	struct limit_board *limits;  /* of all processes */
	struct limit_board *known;   /* the same for rem.h: from where an account came in */
	struct metrics_requests requests;
	struct metrics metrics; /* where they are told */
	struct taxonomie_cache taxonomie;
	struct voorraad *voorraad;
	struct loop_hook log_hook; /* writes the lines of the requests of one turn */
	bool draining;
	bool schema_ok;
	bool keys_ok; /* what is sealed opens */
};

#endif
