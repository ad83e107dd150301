/* One row through the function of its source, without file and database. */
#ifndef UNIT_SERVICES_IMPORT_PROEF_H
#define UNIT_SERVICES_IMPORT_PROEF_H

#include <criterion/criterion.h>
#include <string.h>

#include "admin/import_bron.h"
#include "admin/import_gemeenten.h"
#include "admin/import_melding.h"
#include "admin/import_niveau.h"
#include "json/jsn.h"

#define PROEF_BYTES ((size_t)16 * 1024 * 1024)

struct proef {
	struct arena arena;
	struct import_melder melder;
	struct import_gemeenten *gemeenten; /* set before proef_rij where it matters */
	struct buf waarde;
	struct jsn_out out;
	struct import_rij rij;
	const struct jsn_doc *json; /* the row, NULL when it was refused or skipped */
};

static inline void proef_begin(struct proef *p)
{
	memset(p, 0, sizeof(*p));
	arena_init(&p->arena, PROEF_BYTES);
	import_melder_init(&p->melder);
	import_melder_bestand(&p->melder, "proef");
	buf_init(&p->waarde, PROEF_BYTES);
}

static inline void proef_eind(struct proef *p)
{
	buf_fini(&p->waarde);
	import_melder_fini(&p->melder);
	arena_fini(&p->arena);
}

static inline const struct import_bron *proef_bron(const char *naam)
{
	for (size_t i = 0; i < import_bron_count; i++)
		if (strcmp(import_bronnen[i].naam, naam) == 0)
			return &import_bronnen[i];
	cr_assert_fail("no source %s", naam);
	return NULL;
}

static inline bool proef_is_kolom(const struct import_kolom *kolom, struct str naam)
{
	return naam.len == strcspn(kolom->namen, "|") &&
	       memcmp(kolom->namen, naam.ptr, naam.len) == 0;
}

/* `velden` are lines NAME=value with the publisher's own names; geometry as GeoJSON, or NULL. */
static inline void proef_rij(
	struct proef *p, const char *bron, const char *velden, const char *geometrie)
{
	static struct str plekken[IMPORT_MAX_KOLOMMEN];
	const struct import_bron *b = proef_bron(bron);
	for (size_t k = 0; k < IMPORT_MAX_KOLOMMEN; k++)
		plekken[k] = STR_NULL;
	struct str rest = str_dup(&p->arena, str_from(velden));
	struct str regel;
	while (str_cut(&rest, '\n', &regel)) {
		struct str waarde = regel;
		struct str naam;
		cr_assert(str_cut(&waarde, '=', &naam));
		size_t k = 0;
		while (k < b->kolom_count && !proef_is_kolom(&b->kolommen[k], naam))
			k++;
		cr_assert_lt(k, b->kolom_count, "no column %.*s", STR_FMT(naam));
		plekken[k] = waarde;
	}
	p->rij = (struct import_rij){ .bron = b,
		.regel = 2,
		.velden = plekken,
		.arena = &p->arena,
		.melder = &p->melder,
		.gemeenten = p->gemeenten,
		.waarde = &p->out };
	if (geometrie != NULL)
		cr_assert_eq(
			jsn_parse(&p->arena, str_from(geometrie), PROEF_BYTES, &p->rij.geometrie),
			ERR_OK);
	buf_reset(&p->waarde);
	jsn_out_init(&p->out, &p->waarde);
	jsn_object(&p->out);
	b->rij(&p->rij);
	p->json = NULL;
	if (p->rij.fout || p->rij.overslaan)
		return;
	jsn_object_end(&p->out);
	cr_assert_eq(jsn_parse(&p->arena, buf_str(&p->waarde), PROEF_BYTES, &p->json), ERR_OK);
}

/* A member of the row as text; "(null)" when it is null or no text. */
static inline const char *proef_tekst(const struct proef *p, const char *lid)
{
	const struct str s = jsn_text(jsn_get(p->json, lid));
	return s.ptr == NULL ? "(null)" : s.ptr;
}

static inline int64_t proef_getal(const struct proef *p, const char *lid)
{
	int64_t getal = -1;
	(void)jsn_integer(jsn_get(p->json, lid), &getal);
	return getal;
}

/* The column of the last fault or warning. */
static inline const char *proef_laatste(const struct import_meldingen *lijst)
{
	return lijst->kept == 0 ? "(none)" : lijst->items[lijst->kept - 1].kolom;
}

#endif
