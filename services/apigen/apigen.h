/*
 * Host program of the build: turns the contract in api/ into one document, C tables and a page.
 *
 *   apigen API_DIR OUT_DIR
 *
 * bundle.c reads openapi.json with all that it refers to and makes one document of it; check.c
 * refuses what the rest does not understand or what breaks our rules (api/README.md); model.c says
 * what a schema is in C; emit.c writes operations.h and operations.c; page.c writes the page for
 * people. It reads only our own files: recursion follows the nesting of the contract, which the
 * JSON reader limits. Faults go to standard error, all of them; then nothing is generated.
 */
#ifndef APIGEN_APIGEN_H
#define APIGEN_APIGEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "json/jsn.h"

#define CONTRACT_MAX_BYTES (2u << 20)
#define MAX_FIELDS	   64
#define MAX_OPERATIONS	   512

struct contract {
	struct arena *arena;
	struct str text;	    /* the bundled document */
	const struct jsn_doc *root; /* the same, parsed */
};

/* Counts a fault and prints it: "where: what". */
void fault(const char *where, const char *fmt, ...) PRINTF_LIKE(2, 3);
unsigned fault_count(void);

/* Reads dir/openapi.json and what it refers to; `ret` is complete only without faults. */
void bundle(struct arena *arena, const char *dir, struct contract *ret_contract);

void check(const struct contract *c);

/* ---- model.c ---- */

/* What a schema is in C. */
struct value {
	enum jsn_kind kind;
	bool nullable;
	int64_t min, max; /* as struct jsn_value */
	const char *pattern;
	const char *format;    /* the JSN_FORMAT_… of a string, or NULL */
	bool text;	       /* a string of a body that people choose: no format, or email */
	bool free_text;	       /* and in which somebody tells something: x-vrije-tekst */
	const char *component; /* JSN_ENUM, JSN_OBJECT: its name in the contract */
	const struct jsn_doc *items; /* JSN_ARRAY */
	const struct jsn_doc *fill;  /* the default, or NULL */
	bool unique;
};

struct field {
	const char *wire; /* as on the wire: kvkNummer */
	const char *name; /* in C: kvk_nummer */
	bool required;
	struct value value;
};

struct fields {
	struct field items[MAX_FIELDS];
	size_t count;
};

struct operation {
	const char *path;   /* in the contract, without /v1 */
	const char *method; /* "get" */
	const char *id;
	const char *name; /* snake_case */
	const struct jsn_doc *doc;
	bool has_defaults; /* set by emit.c */
};

/* "AanvraagNieuw" → "aanvraag_nieuw". */
const char *snake(const struct contract *c, const char *camel);
/* "po-groep-1" → "PO_GROEP_1". */
const char *upper(const struct contract *c, const char *text);

/* A NUL-terminated copy; "" when it is not a text. */
const char *text_of(const struct contract *c, const struct jsn_doc *d);
bool text_is(const struct jsn_doc *d, const char *text);

/* What "#/components/…" names; gives `d` itself when it is no reference. */
const struct jsn_doc *follow(const struct contract *c, const struct jsn_doc *d);
/* The last part of a reference: "#/components/schemas/Adres" → "Adres". NULL without one. */
const char *ref_name(const struct contract *c, const struct jsn_doc *d);
const struct jsn_doc *component(
	const struct contract *c, const char *kind, const char *name); /* NULL when absent */

/* The schema's type without "null". */
const char *type_of(const struct contract *c, const struct jsn_doc *schema, bool *ret_nullable);

struct value value_of(const struct contract *c, const char *where, const struct jsn_doc *schema);
void fields_of_object(const struct contract *c, const char *name, const struct jsn_doc *schema,
	struct fields *ret_fields);
/* The parameters of an operation that stand `in` "path" or "query". */
void fields_of_params(const struct contract *c, const struct operation *op, const char *in,
	struct fields *ret_fields);

/* The right that a key needs for an operation: its first tag and what is done, when the contract
 * has such a SleutelRecht ("aanbod-lezen"); else NULL. */
const char *recht_of(const struct contract *c, const struct operation *op);

/* The parameter of an operation, or NULL. */
const struct jsn_doc *param_of(
	const struct contract *c, const struct operation *op, const char *in, const char *name);

/* All operations in the order of the contract. */
size_t operations_of(const struct contract *c, struct operation ret_ops[static MAX_OPERATIONS]);

/* The answer that means success, its status in *ret_status; NULL when there is none or more. */
const struct jsn_doc *success_of(
	const struct contract *c, const struct operation *op, const char **ret_status);
/* The body's schema and media type; NULL without a body. */
const struct jsn_doc *body_of(
	const struct contract *c, const struct operation *op, const char **ret_media);

/* ---- who may do what ---- */

/* A reach that x-toegang of an operation may give a role; ends with code NULL. */
struct toegang {
	const char *code;
	const char *en; /* for the header */
	const char *nl; /* for the page: what the role reaches */
};
extern const struct toegang toegang_table[];

/* ---- output ---- */

void emit_c(const struct contract *c, FILE *header, FILE *source);
void emit_page(const struct contract *c, struct buf *page, struct buf *csp);

#endif
