#include "admin/import_lees.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/import_feature.h"
#include "admin/import_melding.h"
#include "base/buf.h"
#include "base/csv.h"
#include "json/jsn.h"

#define MAX_FEATURE_ARENA ((size_t)1024 * 1024) /* its JSON itself is not in the arena */
#define DECODED_FACTOR	  3			/* bytes of UTF-8 for one of Windows-1252 */

#define TE_GROOT "Het bestand is groter dan 1 GiB."

static enum err weiger(struct import_melder *m, const char *reden)
{
	import_fout(m, 0, "", STR(""), "%s", reden);
	return ERR_INVALID;
}

/* ---- pieces of a file ---- */

/* Gives pieces in order until the end; `ret_len` 0 is the end. */
static enum err read_piece(
	const struct import_bestand *b, struct import_melder *m, char *piece, size_t *ret_len)
{
	for (;;) {
		const ssize_t n = read(b->fd, piece, IMPORT_CHUNK_BYTES);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return weiger(m, "Het bestand is niet te lezen.");
		*ret_len = (size_t)n;
		return ERR_OK;
	}
}

/* Who gets the text of a file, as UTF-8, in pieces. */
struct stroom {
	enum err (*tekst)(void *arg, struct str piece);
	void (*voortgang)(void *arg, int64_t bytes);
	void *arg, *voortgang_arg;
};

static enum err decode_pieces(const struct import_bestand *b, struct import_melder *m,
	const struct stroom *s, char *piece, struct buf *text)
{
	struct text_decoder decoder;
	text_decoder_init(&decoder, b->encoding);
	for (int64_t bytes = 0;;) {
		size_t len = 0;
		TRY(read_piece(b, m, piece, &len));
		bytes += (int64_t)len;
		/* Its encoding was judged on what it was: another file would be misread. */
		if (bytes > b->bytes || (len == 0 && bytes != b->bytes))
			return weiger(m, "Het bestand veranderde terwijl het gelezen werd.");
		if (len == 0)
			break;
		buf_reset(text);
		if (text_decode(&decoder, piece, len, text) != ERR_OK)
			return weiger(m, "Het bestand veranderde terwijl het gelezen werd.");
		TRY(s->tekst(s->arg, buf_str(text)));
		if (s->voortgang != NULL)
			s->voortgang(s->voortgang_arg, bytes);
	}
	if (text_decode_end(&decoder) != ERR_OK)
		return weiger(m, "Het bestand eindigt midden in een teken.");
	return ERR_OK;
}

/* The whole file from its beginning. */
static enum err stream(
	const struct import_bestand *b, struct import_melder *m, const struct stroom *s)
{
	if (lseek(b->fd, 0, SEEK_SET) != 0)
		return weiger(m, "Het bestand is niet te lezen.");
	char *piece = malloc(IMPORT_CHUNK_BYTES);
	if (piece == NULL)
		err_fatal("no memory");
	struct buf text;
	buf_init(&text, (size_t)IMPORT_CHUNK_BYTES * DECODED_FACTOR);
	const enum err e = decode_pieces(b, m, s, piece, &text);
	buf_fini(&text);
	free(piece);
	return e;
}

/* ---- recognising ---- */

static enum err detect_encoding(struct import_bestand *b, struct import_melder *m)
{
	static const char zip[] = { 'P', 'K', 3, 4 };
	char *piece = malloc(IMPORT_CHUNK_BYTES);
	if (piece == NULL)
		err_fatal("no memory");
	struct text_detector detector;
	text_detector_init(&detector);
	enum err e = ERR_OK;
	b->bytes = 0;
	for (size_t len = 1; e == ERR_OK && len > 0;) {
		e = read_piece(b, m, piece, &len);
		if (e != ERR_OK || len == 0)
			break;
		if (b->bytes == 0 && len > sizeof(zip) && memcmp(piece, zip, sizeof(zip)) == 0)
			e = weiger(m, "Dit is een zip- of Excelbestand. Pak het uit of bewaar het "
				      "als CSV.");
		b->bytes += (int64_t)len;
		if (b->bytes > IMPORT_MAX_FILE_BYTES)
			e = weiger(m, TE_GROOT); /* it grew */
		text_detector_push(&detector, piece, len);
	}
	free(piece);
	if (e == ERR_OK && b->bytes == 0)
		e = weiger(m, "Het bestand is leeg.");
	if (e == ERR_OK && text_detector_end(&detector, &b->encoding) != ERR_OK)
		e = weiger(m, text_detector_fault(&detector));
	return e;
}

/* What the beginning of a file says. */
struct begin {
	struct import_bestand *b;
	struct import_melder *m;
	struct arena *arena;
	struct csv_reader *csv;
	struct feature_lezer *features;
	struct str namen[CSV_MAX_COLUMNS];
	size_t count;
	bool klaar;
};

static enum err first_row(void *arg, const struct csv_row *row)
{
	struct begin *begin = arg;
	for (size_t i = 0; i < row->count; i++)
		begin->namen[i] = str_dup(begin->arena, str_trim(row->fields[i]));
	begin->count = row->count;
	begin->klaar = true;
	return ERR_NOT_FOUND; /* stops the reading: we have what we came for */
}

static enum err first_feature(void *arg, size_t regel, struct str tekst)
{
	(void)regel;
	struct begin *begin = arg;
	begin->count = feature_eigenschappen(begin->arena, tekst, begin->namen, CSV_MAX_COLUMNS);
	begin->klaar = true;
	return ERR_NOT_FOUND;
}

/* The first mark decides: no CSV begins with a brace. */
static void choose_form(struct begin *begin, struct str piece)
{
	size_t at = 0;
	while (at < piece.len && strchr(" \t\r\n", piece.ptr[at]) != NULL)
		at++;
	const bool json = at < piece.len && (piece.ptr[at] == '{' || piece.ptr[at] == '[');
	begin->b->vorm = json ? IMPORT_GEOJSON : IMPORT_CSV;
	if (json) {
		begin->features = feature_create(first_feature, begin);
		return;
	}
	begin->b->separator = csv_guess_separator(piece);
	begin->csv = csv_create(begin->b->separator, first_row, begin);
}

static enum err begin_text(void *arg, struct str piece)
{
	struct begin *begin = arg;
	if (begin->csv == NULL && begin->features == NULL)
		choose_form(begin, piece);
	return begin->csv != NULL ? csv_push(begin->csv, piece.ptr, piece.len)
				  : feature_push(begin->features, piece.ptr, piece.len);
}

static enum err begin_end(struct begin *begin)
{
	return begin->csv != NULL ? csv_end(begin->csv) : feature_end(begin->features);
}

/* Names of the header of a CSV, or of the properties of the first feature. */
static enum err read_names(struct begin *begin)
{
	const struct stroom s = { .tekst = begin_text, .arg = begin };
	enum err e = stream(begin->b, begin->m, &s);
	if (e == ERR_OK)
		e = begin_end(begin);
	if (begin->klaar)
		return ERR_OK;
	const char *fault = begin->csv != NULL	      ? csv_fault(begin->csv)
			    : begin->features != NULL ? feature_fault(begin->features)
						      : NULL;
	if (fault != NULL)
		return weiger(begin->m, fault);
	return e != ERR_OK ? e : weiger(begin->m, "Het bestand heeft geen rijen.");
}

/* A column that we need may stand in the header only once. */
static enum err check_twice(const struct begin *begin)
{
	const struct import_kop *kop = &begin->b->kop;
	for (size_t k = 0; k < kop->bron->kolom_count; k++) {
		if (kop->plek[k] == IMPORT_GEEN_KOLOM)
			continue;
		const struct str naam = begin->namen[kop->plek[k]];
		char ene[64], andere[64];
		import_kolomnaam(naam, ene, sizeof(ene));
		for (size_t i = kop->plek[k] + 1; i < begin->count; i++) {
			import_kolomnaam(begin->namen[i], andere, sizeof(andere));
			if (strcmp(ene, andere) != 0)
				continue;
			import_fout(begin->m, 1, naam.ptr, STR(""),
				"Deze kolom staat twee keer in de kop.");
			return ERR_INVALID;
		}
	}
	return ERR_OK;
}

static enum err recognise(struct begin *begin, const char *soort)
{
	struct import_bestand *b = begin->b;
	TRY(read_names(begin));
	b->kop_count = begin->count;
	const char *reden = "";
	if (import_herken(begin->arena, soort, b->vorm, begin->namen, begin->count, &b->kop,
		    &reden) != ERR_OK)
		return weiger(begin->m, reden);
	const struct import_bron *bron = b->kop.bron;
	if (strcmp(bron->soort, soort) != 0) {
		import_fout(begin->m, 0, "", STR(""),
			"Dit bestand hoort niet bij %s: het lijkt op %s (%s).", soort, bron->soort,
			bron->titel);
		return ERR_INVALID;
	}
	TRY(check_twice(begin));
	for (size_t k = 0; k < bron->kolom_count; k++) {
		const char *eigen = bron->kolommen[k].namen;
		b->eigenschappen[k] =
			b->kop.plek[k] == IMPORT_GEEN_KOLOM
				? arena_strndup(begin->arena, eigen, strcspn(eigen, "|"))
				: begin->namen[b->kop.plek[k]].ptr;
	}
	return ERR_OK;
}

enum err import_open(struct arena *a, struct import_melder *m, const char *soort, const char *pad,
	struct import_bestand *ret_bestand)
{
	struct import_bestand b = { .pad = pad };
	b.fd = open(pad, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	if (b.fd < 0) {
		return weiger(m, errno == ENOENT ? "Dit bestand bestaat niet."
				 : errno == EACCES
					 ? "Er is geen toestemming om dit bestand te lezen."
					 : "Dit bestand is niet te openen.");
	}
	struct begin *begin = ARENA_NEW(a, struct begin);
	begin->b = &b;
	begin->m = m;
	begin->arena = a;
	enum err e = ERR_OK;
	if (fstat(b.fd, &st) != 0 || !S_ISREG(st.st_mode))
		e = weiger(m, "Dit is geen gewoon bestand.");
	else if (st.st_size > IMPORT_MAX_FILE_BYTES)
		e = weiger(m, TE_GROOT);
	if (e == ERR_OK)
		e = detect_encoding(&b, m);
	if (e == ERR_OK)
		e = recognise(begin, soort);
	csv_destroy(begin->csv);
	feature_destroy(begin->features);
	if (e != ERR_OK) {
		import_sluit(&b);
		return ERR_INVALID;
	}
	*ret_bestand = b;
	return ERR_OK;
}

void import_sluit(struct import_bestand *b)
{
	if (b->fd >= 0)
		close(b->fd);
	b->fd = -1;
}

/* ---- rows ---- */

struct lezer {
	struct import_bestand *b;
	struct import_melder *m;
	const struct import_ontvanger *ontvanger;
	struct csv_reader *csv;
	struct feature_lezer *features;
	size_t rijen;
	bool kop_gezien;
	struct str velden[IMPORT_MAX_KOLOMMEN];
};

/* Gives the row on when its text is text. */
static enum err give_row(struct lezer *l, size_t regel, const struct jsn_doc *geometrie)
{
	const struct import_bron *bron = l->b->kop.bron;
	if (++l->rijen > IMPORT_MAX_ROWS)
		return weiger(l->m, "Het bestand heeft meer dan vijf miljoen rijen.");
	bool goed = true;
	for (size_t k = 0; k < bron->kolom_count; k++) {
		const char *reden = l->velden[k].ptr != NULL ? str_check_text(l->velden[k]) : NULL;
		if (reden == NULL)
			continue;
		goed = false;
		import_fout(l->m, regel, l->b->eigenschappen[k], l->velden[k], "%s", reden);
	}
	return goed ? l->ontvanger->rij(l->ontvanger->arg, regel, l->velden, geometrie) : ERR_OK;
}

static enum err on_csv_row(void *arg, const struct csv_row *row)
{
	struct lezer *l = arg;
	if (!l->kop_gezien) {
		l->kop_gezien = true;
		return ERR_OK;
	}
	if (row->count != l->b->kop_count) {
		import_fout(l->m, row->line, "", STR(""),
			"Deze regel heeft %zu kolommen, de kop heeft er %zu.", row->count,
			l->b->kop_count);
		return ERR_OK;
	}
	for (size_t k = 0; k < l->b->kop.bron->kolom_count; k++) {
		const size_t plek = l->b->kop.plek[k];
		l->velden[k] = plek == IMPORT_GEEN_KOLOM ? STR_NULL : row->fields[plek];
	}
	return give_row(l, row->line, NULL);
}

/* A property as text: numbers too, so that row functions see one form. */
static struct str property_text(struct arena *a, const struct jsn_doc *value)
{
	int64_t number;
	double real;
	if (jsn_text(value).ptr != NULL)
		return jsn_text(value);
	if (jsn_integer(value, &number))
		return str_from(arena_printf(a, "%lld", (long long)number));
	if (jsn_number(value, &real))
		return str_from(arena_printf(a, "%.10g", real));
	return STR_NULL;
}

static enum err parsed_feature(
	struct lezer *l, struct arena *a, size_t regel, const struct jsn_doc *feature)
{
	const struct jsn_doc *properties = jsn_get(feature, "properties");
	const struct jsn_doc *geometrie = jsn_get(feature, "geometry");
	for (size_t k = 0; k < l->b->kop.bron->kolom_count; k++) {
		l->velden[k] = property_text(a, jsn_get(properties, l->b->eigenschappen[k]));
		/* The first feature is the header: what that has and another lacks is empty there.
		 */
		if (l->velden[k].ptr == NULL && l->b->kop.plek[k] != IMPORT_GEEN_KOLOM)
			l->velden[k] = STR("");
	}
	return give_row(l, regel, jsn_is_null(geometrie) ? NULL : geometrie);
}

static enum err on_geojson_feature(void *arg, size_t regel, struct str tekst)
{
	struct lezer *l = arg;
	struct arena a;
	arena_init(&a, MAX_FEATURE_ARENA);
	const struct jsn_doc *feature;
	enum err e = ERR_OK;
	if (jsn_parse(&a, tekst, IMPORT_MAX_FEATURE_BYTES, &feature) == ERR_OK)
		e = parsed_feature(l, &a, regel, feature);
	else
		import_fout(l->m, regel, "", STR(""), "Deze feature is geen geldige JSON.");
	arena_fini(&a);
	return e;
}

static enum err text_piece(void *arg, struct str piece)
{
	struct lezer *l = arg;
	return l->csv != NULL ? csv_push(l->csv, piece.ptr, piece.len)
			      : feature_push(l->features, piece.ptr, piece.len);
}

/* The complaint of the reader itself, when it has one. */
static void report_form(const struct lezer *l)
{
	const char *fault = l->csv != NULL ? csv_fault(l->csv) : feature_fault(l->features);
	const size_t regel = l->csv != NULL ? csv_line(l->csv) : feature_regel(l->features);
	if (fault != NULL)
		import_fout(l->m, regel, "", STR(""), "%s", fault);
}

enum err import_lees(
	struct import_bestand *b, struct import_melder *m, const struct import_ontvanger *ontvanger)
{
	struct lezer l = { .b = b, .m = m, .ontvanger = ontvanger };
	if (b->vorm == IMPORT_CSV)
		l.csv = csv_create(b->separator, on_csv_row, &l);
	else
		l.features = feature_create(on_geojson_feature, &l);
	const struct stroom s = {
		.tekst = text_piece,
		.arg = &l,
		.voortgang = ontvanger->voortgang,
		.voortgang_arg = ontvanger->arg,
	};
	enum err e = stream(b, m, &s);
	if (e == ERR_OK)
		e = l.csv != NULL ? csv_end(l.csv) : feature_end(l.features);
	report_form(&l);
	if (e == ERR_OK && l.rijen == 0)
		e = weiger(m, "Het bestand heeft geen rijen onder de kop.");
	csv_destroy(l.csv);
	feature_destroy(l.features);
	return e;
}
