/*
 * How emit.c and emit_operations.c share the writing of operations.h and operations.c.
 */
#ifndef APIGEN_EMIT_H
#define APIGEN_EMIT_H

#include "apigen.h"

#define MAX_STRUCTS 128

struct emitter {
	const struct contract *c;
	FILE *h, *s;
	const char *done[MAX_STRUCTS]; /* component names of structs that stand already */
	size_t done_count;
};

/* All enums of the contract, and the bits of Rol. */
void emit_enums(struct emitter *e);

/* The struct and tables of an object schema, those that it holds first. */
void emit_object(struct emitter *e, const char *name);

/* The members of a struct in the header. */
void emit_struct(struct emitter *e, const char *name, const struct fields *fields);

/* <table>_members and <table>_schema over the struct `owner`; `kind` is "static " or "". */
void emit_schema(struct emitter *e, const char *kind, const char *owner, const char *table,
	const char *name, const struct fields *fields, int64_t min_members);

/* static void <table>_fill(<owner> *v): what is absent gets its default. Nothing without defaults.
 */
void emit_fill(
	struct emitter *e, const char *owner, const char *table, const struct fields *fields);
bool emit_has_fill(const struct fields *fields);

#endif
