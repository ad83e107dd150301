#include <string.h>

#include "base/log.h"
#include "db/internal.h"

#define AGAIN "opnieuw.proberen"
#define LATE  "Iemand anders was net eerder. Probeer het opnieuw."
#define AWAY  "De database is even weg. Probeer het later opnieuw."
#define SLOW  "Dit duurde te lang. Probeer het later opnieuw."

/* What the start of a SQLSTATE means; the first that fits counts. A library logs nothing, except
 * here: what must not reach the client would else be known to nobody. Never values: they may be
 * personal. */
static const struct {
	const char *state;
	enum err err;
	const char *code, *detail;
} states[] = {
	{ "40001", ERR_CONFLICT, AGAIN, LATE },
	{ "40P01", ERR_CONFLICT, AGAIN, LATE },
	{ "55P03", ERR_CONFLICT, AGAIN, LATE },
	{ "57014", ERR_UNAVAILABLE, "database.traag", SLOW },
	/* Ended by the operator or a restart, idle too long in a transaction, lost, out of
	   resources. */
	{ "57P", ERR_UNAVAILABLE, "database.weg", AWAY },
	{ "25P03", ERR_UNAVAILABLE, "database.weg", AWAY },
	{ "08", ERR_UNAVAILABLE, "database.weg", AWAY },
	{ "53", ERR_UNAVAILABLE, "database.weg", AWAY },
	/* A migration changed what we had prepared: the connection is replaced. */
	{ "0A000", ERR_UNAVAILABLE, "database.weg", AWAY },
	{ "26000", ERR_UNAVAILABLE, "database.weg", AWAY },
};

static const char *field(const PGresult *res, int which)
{
	const char *text = PQresultErrorField(res, which);
	return text ? text : "";
}

static enum err fault_internal(struct task *t, const char *stmt_name, const char *state,
	const char *constraint, const char *what)
{
	LOG(LOG_ERROR, "db.fout", LOG_STR("statement", str_from(stmt_name)),
		LOG_STR("sqlstate", str_from(state)), LOG_STR("constraint", str_from(constraint)),
		LOG_STR("wat", str_from(what)));
	return task_fail(t, ERR_INTERNAL, "intern", "Er ging iets mis bij ons.");
}

static enum err fault_from_rule(
	struct task *t, const struct db *d, const char *stmt_name, const PGresult *res)
{
	const char *constraint = field(res, PG_DIAG_CONSTRAINT_NAME);
	for (size_t i = 0; i < d->rule_count; i++) {
		const struct db_rule *r = &d->rules[i];
		if (strcmp(r->constraint, constraint) != 0)
			continue;
		if (r->pointer)
			task_fault(t, r->pointer, r->code, "%s", task_say(t, r->detail));
		return task_fail(t, r->err, r->code, "%s", task_say(t, r->detail));
	}
	return fault_internal(t, stmt_name, field(res, PG_DIAG_SQLSTATE), constraint,
		"no rule for this constraint");
}

enum err db_fault_from_result(
	struct task *t, const struct db *d, const char *stmt_name, const PGresult *res)
{
	const char *state = field(res, PG_DIAG_SQLSTATE);
	if (strncmp(state, "23", 2) == 0 || strcmp(state, "P0001") == 0)
		return fault_from_rule(t, d, stmt_name, res);
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (strncmp(state, states[i].state, strlen(states[i].state)) == 0)
			return task_fail(t, states[i].err, states[i].code, "%s",
				task_say(t, states[i].detail));
	return fault_internal(
		t, stmt_name, state, field(res, PG_DIAG_CONSTRAINT_NAME), "refused by the server");
}

bool db_lost_to_another(const struct task *t)
{
	const struct fault *f = task_error(t);
	return f != NULL && strcmp(f->code, AGAIN) == 0;
}

enum err db_fault_lost(struct task *t)
{
	return task_fail(t, ERR_UNAVAILABLE, "database.weg", AWAY);
}

enum err db_fault_slow(struct task *t)
{
	return task_fail(t, ERR_UNAVAILABLE, "database.traag", SLOW);
}

enum err db_fault_busy(struct task *t)
{
	return task_fail(t, ERR_UNAVAILABLE, "database.druk",
		"Het is te druk. Probeer het over een paar tellen opnieuw.");
}

enum err db_fault_unknown(struct task *t)
{
	return task_fail(t, ERR_UNAVAILABLE, "uitkomst.onbekend",
		"Het is niet zeker of dit is opgeslagen. Stuur het verzoek opnieuw met dezelfde "
		"Idempotency-Key.");
}

enum err db_fault_bug(struct task *t, const char *stmt_name, const char *what)
{
	return fault_internal(t, stmt_name, "", "", what);
}
