/* Keeps the audit sealed (audit/zegel.h), in a task of its own. What is given must outlive it. */
#ifndef WORKER_VERZEGEL_H
#define WORKER_VERZEGEL_H

#include "audit/zegel.h"
#include "task/keeper.h"

struct verzegelaar {
	struct keeper keeper;
	struct db *db;
	const struct auth_keys *keys; /* NULL: seals without a mark */
};

/* Memory of the caller, zeroed but for db and keys. To be ended with keeper_end. */
MUST_CHECK enum err verzegelaar_begin(struct loop *l, struct verzegelaar *v);

#endif
