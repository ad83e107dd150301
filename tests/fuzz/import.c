/*
 * A whole file for `schakel import`, up to the database: encoding, header, rows, row functions. The
 * first byte says for which kind it is given. What comes through as a row must be fit to write.
 */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "admin/import_feature.h"
#include "admin/import_gemeenten.h"
#include "admin/import_lees.h"
#include "admin/import_melding.h"
#include "admin/import_niveau.h"
#include "fuzz.h"
#include "json/jsn.h"

#define MAX_BYTES   ((size_t)1 << 20)
#define ARENA_BYTES ((size_t)1 << 30)

static const char *const soorten[] = { "gemeenten", "postcodes", "scholen", "bedrijven",
	"vakanties" };

struct ontvanger {
	struct arena arena;
	struct import_melder melder;
	struct import_bestand bestand;
	struct import_gemeenten *gemeenten;
	struct import_soorten *soorten;
	struct buf waarde;
};

static enum err on_rij(
	void *arg, size_t regel, const struct str *velden, const struct jsn_doc *geometrie)
{
	struct ontvanger *o = arg;
	struct jsn_out out;
	struct import_rij r = {
		.bron = o->bestand.kop.bron,
		.regel = regel,
		.velden = velden,
		.geometrie = geometrie,
		.arena = &o->arena,
		.melder = &o->melder,
		.gemeenten = o->gemeenten,
		.soorten = o->soorten,
		.waarde = &out,
	};
	const size_t fouten = o->melder.fouten.count;
	buf_reset(&o->waarde);
	jsn_out_init(&out, &o->waarde);
	jsn_object(&out);
	FUZZ_CHECK(regel > 0);
	r.bron->rij(&r);
	/* A refused row says why; a row that is taken has a key, and is JSON. */
	FUZZ_CHECK(r.fout == (o->melder.fouten.count > fouten));
	if (r.fout || r.overslaan)
		return ERR_OK;
	jsn_object_end(&out);
	const struct jsn_doc *doc;
	FUZZ_CHECK(r.sleutel.ptr != NULL && r.sleutel.len > 0);
	FUZZ_CHECK(!o->waarde.overflow);
	FUZZ_CHECK(jsn_parse(&o->arena, buf_str(&o->waarde), 8 * MAX_BYTES, &doc) == ERR_OK);
	return ERR_OK;
}

static void import_bytes(const char *soort, int fd)
{
	static const struct str codes[] = { { "0034", 4 }, { "0373", 4 }, { "0893", 4 } };
	static const struct str namen[] = { { "Almere", 6 }, { "Bergen (NH.)", 12 },
		{ "Bergen (L.)", 11 } };
	struct ontvanger *o = calloc(1, sizeof(*o));
	FUZZ_CHECK(o != NULL);
	arena_init(&o->arena, ARENA_BYTES);
	import_melder_init(&o->melder);
	buf_init(&o->waarde, 8 * MAX_BYTES);
	o->gemeenten = import_gemeenten_maak(&o->arena, codes, namen, 3);
	o->soorten = import_soorten_create(&o->arena);
	char path[64];
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	const struct import_ontvanger ontvanger = { .rij = on_rij, .arg = o };
	if (import_open(&o->arena, &o->melder, soort, path, &o->bestand) == ERR_OK) {
		const enum err e = o->bestand.kop.bron->doel == IMPORT_NIETS
					   ? ERR_OK
					   : import_lees(&o->bestand, &o->melder, &ontvanger);
		FUZZ_CHECK(e == ERR_OK || o->melder.fouten.count > 0);
		import_sluit(&o->bestand);
	} else {
		FUZZ_CHECK(o->melder.fouten.count > 0);
	}
	buf_fini(&o->waarde);
	import_melder_fini(&o->melder);
	arena_fini(&o->arena);
	free(o);
}

/* ---- the cutter of features: the same however the bytes come ---- */

struct uitkomst {
	struct buf tekst;
	enum err err;
};

static enum err on_feature(void *arg, size_t regel, struct str tekst)
{
	struct uitkomst *u = arg;
	FUZZ_CHECK(tekst.len >= 2 && tekst.ptr[0] == '{' && tekst.ptr[tekst.len - 1] == '}');
	buf_addf(&u->tekst, "%zu:%zu:", regel, tekst.len);
	buf_add_str(&u->tekst, tekst);
	return ERR_OK;
}

static struct uitkomst cut_in(struct str text, size_t chunk)
{
	struct uitkomst u = { .err = ERR_OK };
	buf_init(&u.tekst, 64 * MAX_BYTES);
	struct feature_lezer *l = feature_create(on_feature, &u);
	for (size_t at = 0; at < text.len && u.err == ERR_OK; at += chunk)
		u.err = feature_push(
			l, text.ptr + at, text.len - at < chunk ? text.len - at : chunk);
	if (u.err == ERR_OK)
		u.err = feature_end(l);
	FUZZ_CHECK((u.err == ERR_INVALID) == (feature_fault(l) != NULL));
	feature_destroy(l);
	return u;
}

static void cut_both_ways(struct str text)
{
	struct uitkomst whole = cut_in(text, MAX_BYTES);
	struct uitkomst pieces = cut_in(text, 1 + text.len % 5);
	FUZZ_CHECK(whole.err == pieces.err);
	FUZZ_CHECK(str_eq(buf_str(&whole.tekst), buf_str(&pieces.tekst)));
	buf_fini(&whole.tekst);
	buf_fini(&pieces.tekst);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1 || size > MAX_BYTES)
		return 0;
	const char *soort = soorten[data[0] % (sizeof(soorten) / sizeof(soorten[0]))];
	const struct str text = { (const char *)data + 1, size - 1 };
	const int fd = memfd_create("import", MFD_CLOEXEC);
	FUZZ_CHECK(fd >= 0);
	FUZZ_CHECK(write(fd, text.ptr, text.len) == (ssize_t)text.len);
	import_bytes(soort, fd);
	close(fd);
	cut_both_ways(text);
	return 0;
}
