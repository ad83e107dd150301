#include "admin/import_verschil.h"

#include <string.h>

#include "admin/import_gemeenten.h"
#include "admin/import_niveau.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/uuid.h"
#include "store/sql.h"
#include "json/jsn.h"

#define MAX_SLEUTEL_BYTES 2000 /* an index of PostgreSQL takes 2704 */
#define CLOSES_MUCH_SHARE 2    /* closing more than one in this many is odd */
#define CLOSES_MUCH_MIN	  10

/* A row in the batch at hand. */
struct rij {
	size_t regel;
	struct str sleutel;
	size_t van, len; /* of its JSON in `rijen` */
};

struct import_verschil {
	struct task *t;
	struct db_tx *tx;
	const struct import_bron *bron;
	struct import_melder *m;
	struct import_telling telling;
	struct import_gemeenten *gemeenten;
	struct import_soorten *soorten;
	uint32_t mist;	    /* columns that rows lacked */
	int64_t onbekend;   /* rows of a municipality that is not known */
	size_t fouten_voor; /* faults that the melder had before this file */
	int64_t nu;
	int64_t open_voor; /* rows of this source that were open */
	int32_t vandaag;
	bool toon;
	struct arena arena; /* of the batch */
	struct buf waarde;  /* JSON of the row at hand */
	struct buf rijen;   /* [{"sleutel":…,"waarde":{…}},…] */
	struct jsn_out out;
	struct rij items[IMPORT_BATCH_ROWS];
	size_t count;
	char geweigerd[32]; /* the school that was refused last: it has more rows */
};

static void release(void *arg)
{
	struct import_verschil *v = arg;
	arena_fini(&v->arena);
	buf_fini(&v->waarde);
	buf_fini(&v->rijen);
}

static void batch_init(struct import_verschil *v)
{
	buf_reset(&v->rijen);
	jsn_out_init(&v->out, &v->rijen);
	jsn_array(&v->out);
	v->count = 0;
}

static enum err load_gemeenten(struct import_verschil *v)
{
	TRY(import_gemeenten_laad(v->t, v->tx, &v->gemeenten));
	if (import_gemeenten_count(v->gemeenten) == 0)
		import_waarschuwing(v->m, 0, "", STR(""),
			"Er zijn nog geen gemeenten. Importeer ze eerst, en dan dit bestand "
			"opnieuw: zonder gemeente mist er veel.");
	return ERR_OK;
}

enum err import_verschil_begin(struct task *t, struct db_tx *tx, const struct import_bron *bron,
	struct import_melder *m, bool toon_verschillen, struct import_verschil **ret_verschil)
{
	struct herkomst_slot_row slot;
	TRY(herkomst_slot(t, tx, &slot));
	if (!slot.vrij)
		return task_fail(t, ERR_CONFLICT, "import.bezig",
			"Er loopt al een andere import. Probeer het opnieuw als die klaar is.");
	struct import_verschil *v = ARENA_NEW(task_arena(t), struct import_verschil);
	v->t = t;
	v->tx = tx;
	v->bron = bron;
	v->m = m;
	v->toon = toon_verschillen;
	v->fouten_voor = m->fouten.count;
	arena_init(&v->arena, IMPORT_MAX_BATCH_BYTES * 4);
	buf_init(&v->waarde, IMPORT_MAX_BATCH_BYTES / 2);
	buf_init(&v->rijen, IMPORT_MAX_BATCH_BYTES);
	arena_defer(task_arena(t), release, v);
	batch_init(v);
	struct herkomst_begin_row begin;
	TRY(herkomst_begin(t, tx,
		&(struct herkomst_begin_in){ .bron = str_from(bron->naam), .nu = clock_now_us() },
		&begin));
	v->nu = begin.nu;
	v->open_voor = begin.aantal;
	v->vandaag = date_in_netherlands(v->nu);
	if (bron->doel == IMPORT_SCHOOL_PO || bron->doel == IMPORT_SCHOOL_GEO ||
		bron->doel == IMPORT_REGIO)
		TRY(load_gemeenten(v));
	if (bron->doel == IMPORT_OPLEIDING)
		v->soorten = import_soorten_create(task_arena(t));
	*ret_verschil = v;
	return ERR_OK;
}

const struct import_telling *import_verschil_telling(const struct import_verschil *v)
{
	return &v->telling;
}

/* ---- writing a batch ---- */

/* What a statement of writing gave: JSON arrays, NULL when it has none. */
struct uitkomst {
	struct str verschillen;
	struct str geweigerd;
	struct str verhuisd;
};

static enum err schrijf_school(
	struct import_verschil *v, struct str rijen, int32_t toon, struct uitkomst *ret)
{
	const struct str bron = str_from(v->bron->naam);
	if (v->bron->doel == IMPORT_SCHOOL_PO) {
		struct import_school_schrijf_po_row row;
		TRY(import_school_schrijf_po(v->t, v->tx,
			&(struct import_school_schrijf_po_in){
				.bron = bron, .rijen = rijen, .nu = v->nu, .toon = toon },
			&row));
		*ret = (struct uitkomst){ row.verschillen, row.geweigerd, STR_NULL };
		return ERR_OK;
	}
	struct import_school_schrijf_geo_row row;
	TRY(import_school_schrijf_geo(v->t, v->tx,
		&(struct import_school_schrijf_geo_in){
			.bron = bron, .rijen = rijen, .nu = v->nu, .toon = toon },
		&row));
	*ret = (struct uitkomst){ row.verschillen, row.geweigerd, row.verhuisd };
	return ERR_OK;
}

static enum err schrijf_opleiding(
	struct import_verschil *v, struct str rijen, int32_t toon, struct uitkomst *ret)
{
	struct import_opleiding_schrijf_row row;
	TRY(import_opleiding_schrijf(v->t, v->tx,
		&(struct import_opleiding_schrijf_in){
			.bron = str_from(v->bron->naam), .rijen = rijen, .toon = toon },
		&row));
	*ret = (struct uitkomst){ row.verschillen, row.geweigerd, STR_NULL };
	return ERR_OK;
}

static enum err schrijf_bedrijf(
	struct import_verschil *v, struct str rijen, int32_t toon, struct uitkomst *ret)
{
	struct import_bedrijf_schrijf_row row;
	TRY(import_bedrijf_schrijf(v->t, v->tx,
		&(struct import_bedrijf_schrijf_in){
			.bron = str_from(v->bron->naam),
			.rijen = rijen,
			.nu = v->nu,
			.vandaag = v->vandaag,
			.toon = toon,
		},
		&row));
	*ret = (struct uitkomst){ row.verschillen, row.geweigerd, STR_NULL };
	return ERR_OK;
}

static enum err schrijf_gebied(
	struct import_verschil *v, struct str rijen, int32_t toon, struct uitkomst *ret)
{
	struct import_gemeente_schrijf_row gemeente;
	struct import_gemeente_schrijf_regio_row regio;
	struct import_postcode_schrijf_row postcode;
	*ret = (struct uitkomst){ STR_NULL, STR_NULL, STR_NULL };
	switch (v->bron->doel) {
	case IMPORT_GEMEENTE:
		TRY(import_gemeente_schrijf(v->t, v->tx,
			&(struct import_gemeente_schrijf_in){ .rijen = rijen, .toon = toon },
			&gemeente));
		ret->verschillen = gemeente.verschillen;
		return ERR_OK;
	case IMPORT_REGIO:
		TRY(import_gemeente_schrijf_regio(v->t, v->tx,
			&(struct import_gemeente_schrijf_regio_in){ .rijen = rijen, .toon = toon },
			&regio));
		ret->verschillen = regio.verschillen;
		return ERR_OK;
	default:
		TRY(import_postcode_schrijf(v->t, v->tx,
			&(struct import_postcode_schrijf_in){ .rijen = rijen, .toon = toon },
			&postcode));
		ret->verschillen = postcode.verschillen;
		return ERR_OK;
	}
}

static enum err schrijf(
	struct import_verschil *v, struct str rijen, int32_t toon, struct uitkomst *ret)
{
	struct import_vakantie_schrijf_row vakantie;
	switch (v->bron->doel) {
	case IMPORT_SCHOOL_PO:
	case IMPORT_SCHOOL_GEO: return schrijf_school(v, rijen, toon, ret);
	case IMPORT_OPLEIDING: return schrijf_opleiding(v, rijen, toon, ret);
	case IMPORT_BEDRIJF: return schrijf_bedrijf(v, rijen, toon, ret);
	case IMPORT_VAKANTIE:
		TRY(import_vakantie_schrijf(v->t, v->tx,
			&(struct import_vakantie_schrijf_in){ .rijen = rijen, .toon = toon },
			&vakantie));
		*ret = (struct uitkomst){ vakantie.verschillen, STR_NULL, STR_NULL };
		return ERR_OK;
	default: return schrijf_gebied(v, rijen, toon, ret);
	}
}

/* A JSON array that our own statement made. */
static const struct jsn_doc *lijst(struct import_verschil *v, struct str json)
{
	const struct jsn_doc *doc;
	if (json.ptr == NULL || jsn_parse(&v->arena, json, json.len, &doc) != ERR_OK)
		return NULL;
	return doc;
}

static size_t regel_van(const struct import_verschil *v, struct str sleutel)
{
	for (size_t i = 0; i < v->count; i++)
		if (str_eq(v->items[i].sleutel, sleutel))
			return v->items[i].regel;
	return 0;
}

/* One warning a school, though it has a row for every opleiding. */
static void report_refused(struct import_verschil *v, struct str sleutel)
{
	const size_t regel = regel_van(v, sleutel);
	struct str eerste = sleutel;
	if (v->bron->doel != IMPORT_OPLEIDING) {
		import_waarschuwing(v->m, regel, "", sleutel,
			"Deze sleutel hoort bij een rij die niet van een openbare bron is; "
			"overgeslagen.");
		return;
	}
	(void)str_cut(&sleutel, '|', &eerste);
	if (eerste.len >= sizeof(v->geweigerd) || str_eq(eerste, str_from(v->geweigerd)))
		return;
	memcpy(v->geweigerd, eerste.ptr, eerste.len);
	v->geweigerd[eerste.len] = '\0';
	import_waarschuwing(v->m, regel, "VESTIGINGSNUMMER", eerste,
		"Deze vestiging is niet bekend; al haar opleidingen zijn overgeslagen.");
}

/* Forgets what could not be written, and takes it out of the count. */
static enum err handle_refused(
	struct import_verschil *v, const char *standen, const struct jsn_doc *geweigerd)
{
	const size_t count = jsn_count(geweigerd);
	if (count == 0)
		return ERR_OK;
	struct str *sleutels = ARENA_ARRAY(&v->arena, count, struct str);
	for (size_t i = 0; i < count; i++) {
		sleutels[i] = jsn_text(jsn_at(geweigerd, i));
		report_refused(v, sleutels[i]);
		v->telling.overgeslagen++;
		for (size_t k = 0; k < v->count; k++) {
			if (!str_eq(v->items[k].sleutel, sleutels[i]))
				continue;
			v->telling.nieuw -= standen[k] == 'n';
			v->telling.gewijzigd -= standen[k] == 'w' || standen[k] == 'h';
		}
	}
	return herkomst_vergeet(v->t, v->tx,
		&(struct herkomst_vergeet_in){
			.bron = str_from(v->bron->naam), .sleutels = { sleutels, count } });
}

/* Counts what the rows are; tells about the same key twice. */
static void count_rows(struct import_verschil *v, const char *standen)
{
	for (size_t i = 0; i < v->count; i++) {
		const struct rij *r = &v->items[i];
		v->telling.nieuw += standen[i] == 'n';
		v->telling.gewijzigd += standen[i] == 'w' || standen[i] == 'h';
		v->telling.ongewijzigd += standen[i] == 'o';
		if (standen[i] == 'd')
			import_waarschuwing(v->m, r->regel, "", r->sleutel,
				"Deze rij staat twee keer in het bestand; één keer geteld.");
		else if (standen[i] == 't' && v->bron->eerste_telt)
			import_waarschuwing(v->m, r->regel, "", r->sleutel,
				"Deze sleutel staat vaker in het bestand; de eerste telt.");
		else if (standen[i] == 't')
			import_fout(v->m, r->regel, "", r->sleutel,
				"Deze sleutel staat vaker in het bestand, met een andere inhoud.");
	}
}

/* The rows that need writing, as JSON; NULL when there are none. */
static struct str rows_to_write(struct import_verschil *v, const char *standen, struct buf *b)
{
	struct jsn_out o;
	bool any = false;
	jsn_out_init(&o, b);
	jsn_array(&o);
	for (size_t i = 0; i < v->count; i++) {
		const struct rij *r = &v->items[i];
		if (strchr("nwh", standen[i]) == NULL)
			continue;
		any = true;
		jsn_object(&o);
		jsn_kv_str(&o, "sleutel", r->sleutel);
		jsn_kv_str(&o, "stand", (struct str){ &standen[i], 1 });
		jsn_kv_uuid(&o, "id", uuid_new());
		jsn_key(&o, "waarde");
		jsn_raw(&o, (struct str){ v->rijen.ptr + r->van, r->len });
		jsn_object_end(&o);
	}
	jsn_array_end(&o);
	return any ? buf_str(b) : STR_NULL;
}

static enum err write_rows(struct import_verschil *v, const char *standen, struct str rijen)
{
	const int32_t toon = v->toon ? import_verschil_ruimte(v->m) : 0;
	struct uitkomst uitkomst;
	TRY(schrijf(v, rijen, toon, &uitkomst));
	import_verschillen(v->m, lijst(v, uitkomst.verschillen));
	const struct jsn_doc *verhuisd = lijst(v, uitkomst.verhuisd);
	for (size_t i = 0; i < jsn_count(verhuisd); i++) {
		const struct str sleutel = jsn_text(jsn_at(verhuisd, i));
		import_waarschuwing(v->m, regel_van(v, sleutel), "postcode", sleutel,
			"Deze school zit volgens DUO nu ergens anders; de coördinaten zijn niet "
			"overgenomen.");
	}
	return handle_refused(v, standen, lijst(v, uitkomst.geweigerd));
}

static enum err write_batch(struct import_verschil *v)
{
	jsn_array_end(&v->out);
	struct herkomst_vergelijk_row row;
	TRY(herkomst_vergelijk(v->t, v->tx,
		&(struct herkomst_vergelijk_in){
			.bron = str_from(v->bron->naam), .rijen = buf_str(&v->rijen), .nu = v->nu },
		&row));
	if (row.standen.len != v->count)
		return task_fail(v->t, ERR_INTERNAL, "import.standen",
			"De database gaf een ander aantal rijen terug dan er gestuurd waren.");
	count_rows(v, row.standen.ptr);
	struct buf b;
	buf_init(&b, IMPORT_MAX_BATCH_BYTES * 2);
	const struct str rijen = rows_to_write(v, row.standen.ptr, &b);
	const enum err e = rijen.ptr != NULL ? write_rows(v, row.standen.ptr, rijen) : ERR_OK;
	buf_fini(&b);
	return e;
}

/* Writes the batch, and gives its memory back: also that of rows that were refused. */
static enum err flush(struct import_verschil *v)
{
	if (v->count > 0)
		TRY(write_batch(v));
	arena_fini(&v->arena);
	arena_init(&v->arena, IMPORT_MAX_BATCH_BYTES * 4);
	batch_init(v);
	return ERR_OK;
}

/* ---- a row ---- */

static void add_row(struct import_verschil *v, const struct import_rij *r)
{
	struct rij *item = &v->items[v->count++];
	jsn_object(&v->out);
	jsn_kv_str(&v->out, "sleutel", r->sleutel);
	jsn_key(&v->out, "waarde");
	jsn_raw(&v->out, buf_str(&v->waarde));
	*item = (struct rij){ .regel = r->regel,
		.sleutel = r->sleutel,
		.van = v->rijen.len - v->waarde.len,
		.len = v->waarde.len };
	jsn_object_end(&v->out);
}

/* Closes the JSON of a row that its function was content with. */
static void finish_row(struct import_verschil *v, struct import_rij *r)
{
	jsn_object_end(r->waarde);
	if (v->waarde.overflow || r->sleutel.len > MAX_SLEUTEL_BYTES)
		import_fout(v->m, r->regel, "", STR(""), "Deze rij is te groot.");
	else
		add_row(v, r);
}

enum err import_verschil_rij(struct import_verschil *v, size_t regel, const struct str *velden,
	const struct jsn_doc *geometrie)
{
	struct jsn_out out;
	struct import_rij r = {
		.bron = v->bron,
		.regel = regel,
		.velden = velden,
		.geometrie = geometrie,
		.arena = &v->arena,
		.melder = v->m,
		.gemeenten = v->gemeenten,
		.soorten = v->soorten,
		.waarde = &out,
	};
	v->telling.rijen++;
	buf_reset(&v->waarde);
	jsn_out_init(&out, &v->waarde);
	jsn_object(&out);
	v->bron->rij(&r);
	v->mist |= r.mist;
	v->onbekend += r.gemeente_onbekend;
	v->telling.overgeslagen += r.overslaan && !r.fout;
	if (!r.fout && !r.overslaan)
		finish_row(v, &r);
	const bool full = v->count == IMPORT_BATCH_ROWS || v->rijen.len > IMPORT_BATCH_BYTES ||
			  v->arena.used_bytes > IMPORT_BATCH_ARENA_BYTES;
	return full ? flush(v) : ERR_OK;
}

/* ---- the end ---- */

static enum err close_targets(struct import_verschil *v)
{
	const struct str bron = str_from(v->bron->naam);
	switch (v->bron->doel) {
	case IMPORT_GEMEENTE:
		return import_gemeente_sluit(
			v->t, v->tx, &(struct import_gemeente_sluit_in){ bron, v->nu, v->vandaag });
	case IMPORT_POSTCODE:
		return import_postcode_sluit(
			v->t, v->tx, &(struct import_postcode_sluit_in){ bron, v->nu, v->vandaag });
	case IMPORT_SCHOOL_PO:
	case IMPORT_SCHOOL_GEO:
		return import_school_sluit(
			v->t, v->tx, &(struct import_school_sluit_in){ bron, v->nu, v->vandaag });
	case IMPORT_OPLEIDING:
		return import_opleiding_sluit(v->t, v->tx,
			&(struct import_opleiding_sluit_in){ bron, v->nu, v->vandaag });
	case IMPORT_BEDRIJF:
		return import_bedrijf_sluit(
			v->t, v->tx, &(struct import_bedrijf_sluit_in){ bron, v->nu, v->vandaag });
	case IMPORT_VAKANTIE:
		TRY(import_vakantie_sluit_zonder_bron(v->t, v->tx,
			&(struct import_vakantie_sluit_zonder_bron_in){ bron, v->nu, v->vandaag }));
		return import_vakantie_sluit(
			v->t, v->tx, &(struct import_vakantie_sluit_in){ bron, v->nu, v->vandaag });
	default: return ERR_OK; /* the region of a municipality stays what it was */
	}
}

static enum err close_absent(struct import_verschil *v)
{
	TRY(close_targets(v));
	struct herkomst_sluit_row row;
	TRY(herkomst_sluit(v->t, v->tx,
		&(struct herkomst_sluit_in){
			.bron = str_from(v->bron->naam),
			.nu = v->nu,
			.vandaag = v->vandaag,
			.toon = v->toon ? import_verschil_ruimte(v->m) : 0,
		},
		&row));
	v->telling.gesloten = row.aantal;
	import_verschillen_gesloten(v->m, lijst(v, row.sleutels));
	if (row.aantal > CLOSES_MUCH_MIN && row.aantal > v->open_voor / CLOSES_MUCH_SHARE)
		import_waarschuwing(v->m, 0, "", STR(""),
			"Dit bestand sluit %lld van de %lld rijen van deze bron: is het wel het "
			"hele bestand?",
			(long long)row.aantal, (long long)v->open_voor);
	return ERR_OK;
}

static enum err derive_levels(struct import_verschil *v)
{
	struct buf b;
	struct jsn_out o;
	buf_init(&b, IMPORT_MAX_BATCH_BYTES);
	jsn_out_init(&o, &b);
	import_soorten_schrijf(v->soorten, &o);
	struct import_opleiding_niveaus_row row;
	const enum err e = import_opleiding_niveaus(v->t, v->tx,
		&(struct import_opleiding_niveaus_in){
			.bron = str_from(v->bron->naam), .soorten = buf_str(&b), .nu = v->nu },
		&row);
	buf_fini(&b);
	return e;
}

/* What other rows get because of this source. */
static enum err derive(struct import_verschil *v)
{
	struct import_school_leid_af_row school;
	struct import_bedrijf_leid_af_row bedrijf;
	const enum import_doel doel = v->bron->doel;
	if (doel == IMPORT_OPLEIDING)
		return derive_levels(v);
	if (doel == IMPORT_POSTCODE)
		TRY(import_bedrijf_leid_af(
			v->t, v->tx, &(struct import_bedrijf_leid_af_in){ .nu = v->nu }, &bedrijf));
	if (doel == IMPORT_BEDRIJF || doel == IMPORT_VAKANTIE)
		return ERR_OK;
	return import_school_leid_af(
		v->t, v->tx, &(struct import_school_leid_af_in){ .nu = v->nu }, &school);
}

static void warn_unknown_gemeenten(struct import_verschil *v)
{
	if (v->onbekend > 0)
		import_waarschuwing(v->m, 0, "", STR(""),
			"%lld van de %lld scholen liggen in een gemeente die niet bekend is: wie "
			"per "
			"gemeente zoekt, vindt ze niet.",
			(long long)v->onbekend, (long long)v->telling.rijen);
}

/* Once a column, not once a row. */
static void warn_absent_columns(struct import_verschil *v)
{
	for (size_t k = 0; k < v->bron->kolom_count; k++) {
		const char *namen = v->bron->kolommen[k].namen;
		if ((v->mist & UINT32_C(1) << k) == 0)
			continue;
		import_waarschuwing(v->m, 0, arena_strndup(&v->arena, namen, strcspn(namen, "|")),
			STR(""), "Deze kolom ontbreekt; wat hiervan al bewaard is, blijft staan.");
	}
}

enum err import_verschil_eind(struct import_verschil *v)
{
	TRY(flush(v));
	warn_absent_columns(v);
	warn_unknown_gemeenten(v);
	if (v->m->fouten.count > v->fouten_voor)
		return ERR_OK; /* will be rolled back, and absent rows may be the wrong ones */
	TRY(close_absent(v));
	return derive(v);
}
