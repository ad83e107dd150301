/*
 * What the files of the snapshot share, for these files only; how its rows stand in memory is in
 * snapshot_deel.h:
 *	snapshot.c	   the parts, putting and removing
 *	snapshot_id.c	   where an id stands
 *	snapshot_rij.c	   one offer to a row and back
 *	snapshot_blok.c	   weighing 64 rows or 64 blocks at once
 *	snapshot_avx512.c  weighing rows where a processor has AVX-512
 *	snapshot_vraag.[ch] a question made ready
 *	snapshot_oordeel.c one row judged exactly
 *	snapshot_rang.c	   the ways through the blocks that answer it
 *	snapshot_orden.c   the copy that puts everything in order
 *
 * Four layers of the same idea, each reading less of memory for more rows. The exact judgement of a
 * row stands beside that of score_beoordeel and is held equal to it by tests. Before it, a row is
 * weighed by the sixteen bytes that tell rows apart most: that may take a row for better than it
 *is, never for worse. Before that, all rows of eight blocks are weighed by words that have a bit of
 * each: who does not pass, and whose topics are not near enough. Before that, a block is weighed by
 * its zone, which holds of all its rows what is best.
 *
 * A large supply is bound by what is read, and there a page costs more than a line: the words of
 * eight blocks stand together, so that one line says the same of all eight and one vector weighs
 * 512 rows, and what no layer asks for (ids, the calendar) stands elsewhere. A small one is bound
 * by what is computed: of the first eight the best rows are judged first (snapshot_rang.c).
 */
#ifndef SCORE_SNAPSHOT_INTERN_H
#define SCORE_SNAPSHOT_INTERN_H

#include "score/snapshot_deel.h"

#define WACHT  16   /* blocks that are weighed together */
#define PAST   (-1) /* nothing is needed but that rows pass */
#define WEINIG 12   /* rows that are read one by one rather than with all 64 */

/* For weighing distances. */
#define MARGE_M	    2.0f /* what floats and rounding to metres can do */
#define ONBEPERKT_M 1e9f
#define VER_M	    1e8f

/* Eight blocks of which some can still win; points in tenths. */
struct kans {
	uint32_t plek;	    /* part and number of its words, as a handle */
	uint32_t blokken;   /* which of the eight */
	int32_t grens;	    /* most that a row in them can have … */
	int32_t vast;	    /* … and of what no column says */
	int32_t rest[ACHT]; /* most that a row of each can have of all but its topics */
};

/* What the words of eight blocks say. */
struct gezeefd {
	acht rijen;	    /* that may still win */
	acht som[SOM_BITS]; /* what their topics come to, in units; first the lowest bits */
};

/* A block while its rows are weighed. */
struct weging {
	const struct deel *deel;
	const struct warm *warm;
	uint32_t eerste; /* its first row, as a handle */
	int32_t vast;	 /* as in its kans */
	uint64_t rijen;	 /* that may still win */
	uint64_t som[SOM_BITS];
	/* What those can have, one after another, in tenths and without `vast`; there is room for
	 * one vector more, as they are written by vectors. */
	int32_t meest[BLOK + 16];
};

/* A row that is to be judged. */
struct keus {
	int32_t meest; /* it can have, in tenths */
	uint32_t rij;  /* as a handle */
};

/* What blocks can have at most, in tenths. */
struct grenzen {
	int32_t alles[BLOK];
	int32_t rest[BLOK]; /* without topics */
};

/* Gives which rows may have `nodig`. With PAST only whether they pass: then there are no sums. */
typedef void weeg_woorden(const struct vraag *v, const struct woorden *w, const struct kans *k,
	int32_t nodig, struct gezeefd *ret);
/* Leaves of the rows those that can have at least `nodig`, or with PAST those that pass. */
typedef void weeg_rijen(const struct vraag *v, struct weging *w, int32_t nodig);
/* Gives which blocks can pass. */
typedef uint64_t weeg_zones(
	const struct vraag *v, const struct zone *z, struct grenzen *ret_grenzen);

/* The exact score of a row; -1 when it is not possible, or lower than `nodig`. */
typedef int32_t oordeel_rij(struct vraag *v, const struct deel *d, uint32_t rij, int32_t nodig);

struct kern {
	weeg_woorden *woorden;
	weeg_rijen *rijen;
	weeg_zones *zones;
	oordeel_rij *oordeel;
};

/* The lists of the offer that was read back last. */
struct gelezen {
	struct tijdvak_dag uitzonderingen[UINT8_MAX];
	struct tijdvak_dag boekingen[UINT8_MAX];
	struct score_bezetting bezetting[UINT8_MAX];
	struct score_gebruik weken[UINT8_MAX];
	struct score_gebruik jaren[UINT8_MAX];
	struct score_gebruik leeg[UINT8_MAX];
	struct score_houder houders[2];
	struct score_erkenning erkenningen[ERKENNINGEN];
	struct score_verblijf verblijven[VERBLIJVEN];
};

/* Of each place a byte and, where that says that it is used, a handle. */
struct ids {
	uint8_t *merken;
	uint32_t *handles;
	size_t cap;
	size_t vol; /* places that are not free */
};

struct orden;

struct score_snapshot {
	struct score_snapshot_opties opties;
	struct kern kern;
	int32_t basis; /* first day that a half-day in two bytes can say */
	size_t bytes;
	size_t count;
	size_t ruim_count;

	unsigned deel_count;
	uint16_t
		deel_eerste[SOORT_COUNT]; /* number of the first of each soort; 0 = there is none */
	size_t achten;			  /* blocks of all parts, by eight, and one of each part */
	unsigned deel_cap;
	struct deel *delen;
	uint16_t deel_van[DEEL_MAX]; /* by key, 1 = the first; 0 = there is none yet */

	struct ids ids;

	struct ruim **ruim;
	size_t ruim_cap;
	size_t ruim_vrij; /* before this one none is free */

	uint32_t regels_van[SOORT_COUNT]; /* rules that are for it */
	uint64_t sector_niveaus[NIVEAU_SECTOR_COUNT];
	uint16_t niveau_waarde[NIVEAU_SECTOR_COUNT][NIVEAU_COUNT + 1]; /* by levels of an offer */
	uint8_t thema_bit[THEMA_MAX];
	uint8_t thema_count;   /* bits that are used */
	struct buurt *buurten; /* of each topic */

	/* scratch of one call */
	struct rij rij;
	struct vraag vraag;
	struct kans *kansen, *kansen_op_volgorde;
	size_t kans_cap;
	uint64_t besten[SCORE_TOP_MAX];
	struct gezeefd gezeefd;
	struct weging wegingen[WACHT];
	struct keus keuzes[ACHT * BLOK];
	struct grenzen grenzen;
	struct gelezen *gelezen;

	struct orden *orden; /* what puts it in order, when it is at work */
};

/* ---- snapshot.c ---- */

void *snapshot_alloc(struct score_snapshot *s, size_t bytes); /* zeroed, on a line; never NULL */
void *snapshot_alloc_raw(struct score_snapshot *s, size_t bytes); /* not zeroed */
void snapshot_free(struct score_snapshot *s, void *p, size_t bytes);
/* Room for one more row in its part; the caller has seen to the limits. Gives the handle. */
uint32_t snapshot_append(struct score_snapshot *s, const struct rij *rij);
void snapshot_reserve(
	struct score_snapshot *s, unsigned sleutel, uint32_t rijen, size_t koud_bytes);
bool snapshot_find(const struct score_snapshot *s, struct uuid id, uint32_t *ret_handle);
void snapshot_clear_part(struct deel *d);

static inline struct deel *deel_of(const struct score_snapshot *s, uint32_t handle)
{
	return (struct deel *)&s->delen[handle >> RIJ_BITS];
}

static inline struct uuid id_at(const struct score_snapshot *s, uint32_t handle)
{
	return deel_of(s, handle)->ids[rij_of(handle)];
}

/* Brings it by reading it. Of many far places, one after another, this brings several at once,
 * where a processor fetches ahead from one page after the other when no table has these pages yet.
 */
static inline void snapshot_touch(const void *p)
{
	(void)*(const volatile uint8_t *)p;
}

/* How many bits are set, inline: plain x86-64 has no instruction for it. */
static inline uint32_t bits_of(uint64_t set)
{
	set -= set >> 1 & UINT64_C(0x5555555555555555);
	set = (set & UINT64_C(0x3333333333333333)) + (set >> 2 & UINT64_C(0x3333333333333333));
	set = (set + (set >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	return (uint32_t)(set * UINT64_C(0x0101010101010101) >> 56);
}

/* ---- snapshot_id.c ---- */

bool ids_find(const struct score_snapshot *s, struct uuid id, size_t *ret_place);
/* It is not there yet, and there is room. */
void ids_add(struct score_snapshot *s, struct uuid id, uint32_t handle);
void ids_forget(struct score_snapshot *s, size_t place);
/* A new table with room for so many, of the rows that are there. */
void ids_reserve(struct score_snapshot *s, size_t count);
/* What making room for one more takes; 0 when there is room. */
size_t ids_growth_bytes(const struct score_snapshot *s);
/* Soon one is looked for or put there. */
void ids_fetch(const struct score_snapshot *s, struct uuid id);
void ids_clear(struct score_snapshot *s);

/* ---- snapshot_rij.c ---- */

/* Fills s->rij; false when it does not fit the columns (it is then made as a row that is kept
 * whole, with the place of its struct ruim left open). */
bool rij_maak(struct score_snapshot *s, const struct score_aanbod *aanbod, uint16_t kring);
struct ruim *ruim_create(struct score_snapshot *s, const struct score_aanbod *aanbod);
void ruim_destroy(struct score_snapshot *s, struct ruim *r);
/* The row as an offer that is judged as the one it was made of, until the next is read. */
void rij_lees(struct score_snapshot *s, const struct vraag *v, const struct deel *d, uint32_t rij,
	struct score_aanbod *ret_aanbod);
/* How many bytes it takes; the next one begins on four. */
size_t koud_bytes(const struct koud *k);
/* Reads what stands behind the lists into an offer that is zeroed. */
void meer_lees(const struct score_snapshot *s, const struct koud *k,
	struct score_erkenning erkenningen[ERKENNINGEN], struct score_aanbod *ret_aanbod);
/* Where the person is, and the buffer; `verblijven` is where the list is put. */
void verblijf_lees(const struct score_snapshot *s, const struct koud *k,
	struct score_verblijf verblijven[VERBLIJVEN], struct score_aanbod *ret_aanbod);
/* What the zone of its block wants to know of a row. */
void rij_zone(
	const struct score_snapshot *s, const struct deel *d, uint32_t rij, struct rij *ret_rij);
/* A row as it stands, to be put elsewhere. Not one that is kept whole. */
void rij_kopieer(
	const struct score_snapshot *s, const struct deel *d, uint32_t rij, struct rij *ret_rij);

static inline int32_t dag_lees(const struct score_snapshot *s, uint16_t dag)
{
	if (dag == 0)
		return SCORE_DATUM_GEEN;
	return dag == UINT16_MAX ? SCORE_DATUM_ALTIJD : s->basis + dag - 1;
}

/* ---- snapshot_orden.c ---- */

/* What changes while it is put in order, also in the copy. */
void orden_put(struct score_snapshot *s, const struct score_aanbod *aanbod, uint16_t kring);
void orden_remove(struct score_snapshot *s, struct uuid id);
void orden_stop(struct score_snapshot *s);
/* How far along a curve through a square of 2^bits by 2^bits a place lies: near there is near here.
 */
uint32_t snapshot_hilbert(uint32_t x, uint32_t y, unsigned bits);

/* ---- snapshot_blok.c ---- */

struct kern kern_kies(enum score_kern kern);
/* By hand (snapshot_avx512.c). */
weeg_rijen snapshot_rijen_avx512;

/* ---- snapshot_zone.c ---- */

/* Takes one more row into the zone of its block. */
void zone_add(struct zone *z, unsigned i, const struct rij *rij, bool eerste,
	const uint64_t sectoren[NIVEAU_SECTOR_COUNT]);

static inline uint32_t kring_bit(uint16_t kring)
{
	return kring == 0 ? 1 : UINT32_C(2) << (kring - 1) % 31;
}

/* ---- snapshot_vraag.c ---- */

/* What all questions share. */
void vraag_prepare(struct score_snapshot *s);
void vraag_init(
	struct vraag *v, const struct score_snapshot *s, const struct score_snapshot_vraag *vraag);
/* Whether a part can hold anything; makes the question ready for it. */
bool vraag_deel(struct vraag *v, const struct deel *d);
/* Only what weighing rows of the part needs. */
void vraag_plaats(struct vraag *v, const struct deel *d);

static inline bool holds(const struct vraag *v, enum score_regel regel)
{
	return (v->regels & SCORE_REGEL_BIT(regel)) != 0;
}

/* What a circle is to the school, where more serve it than a question has room for. */
bool vraag_kring_bedient(const struct vraag *v, uint16_t kring);

static inline enum score_kring vraag_kring(const struct vraag *v, uint16_t kring)
{
	unsigned served = (unsigned)(kring == v->kring[0]) | (unsigned)(kring == v->kring[1]) |
			  (unsigned)(kring == v->kring[2]) | (unsigned)(kring == v->kring[3]);
	if (v->kring_count > VRAAG_KRINGEN)
		served |= vraag_kring_bedient(v, kring);
	/* Without a branch, as rows differ. */
	const unsigned some = SCORE_KRING_ANDERE - served;
	return (enum score_kring)(some & (0u - (unsigned)(kring != 0)));
}

/* How near every topic is to one. */
const uint16_t *vraag_nabij(const struct vraag *v, uint16_t thema);

/* ---- snapshot_oordeel.c ---- */

oordeel_rij snapshot_oordeel_gewoon, snapshot_oordeel_avx2;

/* The exact score of a row; -1 when it is not possible, or lower than `nodig`. */
static inline int32_t vraag_score(
	struct vraag *v, const struct deel *d, uint32_t rij, int32_t nodig)
{
	const int32_t score = v->s->kern.oordeel(v, d, rij, nodig);
	/* Of who stands behind it the judge knew; which offer it is stands far away. */
	return score >= 0 && v->verbiedt && score_aanbod_verboden(v->aanvraag, d->ids[rij]) ? -1
											    : score;
}

#endif
