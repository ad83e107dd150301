/*
 * How the snapshot stands in memory, and what its files share. For these files only:
 *	snapshot.c	   the parts, putting and removing
 *	snapshot_id.c	   where an id stands
 *	snapshot_rij.c	   one offer to a row and back
 *	snapshot_blok.c	   weighing 64 rows or 64 blocks at once
 *	snapshot_vraag.c   a question made ready
 *	snapshot_oordeel.c one row judged exactly
 *	snapshot_rang.c	   the ways through the blocks that answer it
 *	snapshot_orden.c   the copy that puts everything in order
 *
 * Four layers of the same idea, each reading less of memory for more rows. The exact judgement of a
 * row stands beside that of score_beoordeel and is held equal to it by tests. Before it, a row is
 * weighed by its columns: that may take a row for better than it is, never for worse. Before that,
 * all rows of a block are weighed by words that have a bit of each: who does not pass, and whose
 * topics are not near enough. Before that, a block is weighed by its zone, which holds of each
 * column what is best in it.
 *
 * A request is bound by what it reads rather than by what it computes, the more so the larger the
 * supply: hence the words, which say of half of the blocks that none of their rows can win, and the
 * turns in which blocks are taken (snapshot_rang.c).
 */
#ifndef SCORE_SNAPSHOT_INTERN_H
#define SCORE_SNAPSHOT_INTERN_H

#include "domain/niveau.h"
#include "domain/taal.h"
#include "score/paar.h"
#include "score/snapshot.h"

#define BLOK		 64
#define DEEL_MAX	 512
#define RIJ_BITS	 23
#define DEEL_RIJEN	 ((UINT32_C(1) << RIJ_BITS) - 3) /* most rows of one part */
#define PLAATS_X_M	 155000				 /* origin of the grid of 10 m */
#define PLAATS_Y_M	 463000
#define STRAAL_ONBEPERKT UINT16_MAX
#define JAAR_BASIS	 1970
#define DAG_BEREIK	 8192 /* days that a half-day in two bytes can say */
#define GROEP_KLASSEN	 7
#define WACHT		 4  /* blocks that are weighed by turns, a power of two */
#define STAPPEN		 5  /* grades of nearness that are told apart when weighing */
#define VRAAG_THEMAS	 8  /* asked topics that are weighed; more are taken for perfect */
#define THEMA_EENHEID	 50 /* sums of nearness, rounded up to this, … */
#define SOM_BITS	 8  /* … have at most so many bits */
#define VRAAG_KRINGEN	 4  /* the same for circles that serve the school */
#define VRAAG_JAREN	 3  /* school years that a window can touch */

/* Half of the processors that a release meets read 64 bytes at a time. */
#define LIJN 64

enum vlag {
	VLAG_ONLINE = 1,
	VLAG_ZONDER_THEMA = 2,
	VLAG_ZONDER_HOUDER = 4, /* nobody is counted: its load is neutral */
	VLAG_RUIM = 8,		/* kept whole: `koud` is an index into snapshot.ruim */
	VLAG_AMBASSADEUR = 16,
	VLAG_GEPAUZEERD = 32, /* for good */
	VLAG_ZONDER_VOG = 64
};

/* What a row has of what few questions ask about, in this order behind its lists. */
enum meer {
	MEER_PERSOON = 1,    /* uuid */
	MEER_BEDRIJF = 2,    /* uuid */
	MEER_KWALITEIT = 4,  /* som in four bytes, aantal */
	MEER_REACTIE = 8,    /* the same */
	MEER_OPLEIDING = 16, /* eight bytes */
	MEER_LEEFTIJD = 32,  /* leeftijd_min, and leeftijd · 256 */
	MEER_ERKENNING = 64  /* how many, then each: crebo in four bytes, a date */
};

#define ERKENNINGEN 32 /* most that fit */

/* 64 rows: words with a bit of each, then columns. What is not known stands as what passes. */
struct blok {
	uint64_t leeft;	     /* is an offer */
	uint64_t gepauzeerd; /* these three as in vlag */
	uint64_t zonder_vog;
	uint64_t zonder_thema;
	uint64_t taal[TAAL_COUNT];
	uint64_t thema[BLOK]; /* topics, several to a word (snapshot.thema_bit) */
	uint64_t niveau[NIVEAU_COUNT];
	uint64_t groep[GROEP_KLASSEN]; /* takes a group of such a size */
	int16_t x[BLOK]; /* 10 m from the origin, rounded down; all 0 in a part without places */
	int16_t y[BLOK];
	uint16_t straal[BLOK]; /* reisafstand, 10 m, rounded up */
	uint16_t kring[BLOK];
	uint8_t belasting[2][BLOK]; /* value in snapshot.schooljaar and the next, as is kwart */
	uint8_t kwaliteit[BLOK];    /* kwart */
	uint8_t reactie[BLOK];	    /* kwart */
	uint8_t vlag[BLOK];
	uint32_t koud[BLOK]; /* where its struct koud begins in deel.koud */
	struct uuid id[BLOK];
};

_Static_assert(offsetof(struct blok, thema) % LIJN == 0 && offsetof(struct blok, x) % LIJN == 0 &&
		       sizeof(struct blok) % LIJN == 0,
	"reading a block takes more lines than it has to");

/* Of 64 blocks what each holds at best. */
struct zone {
	int16_t x0[BLOK], x1[BLOK], y0[BLOK], y1[BLOK];
	uint16_t straal[BLOK];
	uint32_t niveau[2][BLOK];
	uint32_t thema[2][BLOK];
	uint16_t groep_min[BLOK], groep_max[BLOK];
	uint8_t belasting[2][BLOK];
	uint8_t kwaliteit[BLOK];
	uint8_t reactie[BLOK];
	uint32_t kring[BLOK]; /* kring_bit of every row */
	uint8_t talen[BLOK];
	uint8_t vlag[BLOK];
	uint8_t niveaus[NIVEAU_SECTOR_COUNT][BLOK]; /* fewest levels of one row in a sector */
};

/* What only the exact judgement reads; lists of two bytes each follow. */
struct koud {
	uint32_t niveaus[2]; /* the set, low and high half; everything when it is empty */
	int32_t reisafstand_m;
	uint16_t groep_min;
	uint16_t groep_max; /* UINT16_MAX = none */
	uint16_t dagdelen;
	uint16_t geldig_van, geldig_tot, gepauzeerd_tot, vog_geldig_tot; /* dag_lees */
	uint8_t rest; /* metres behind the tens of x and y, 16 · x + y */
	uint8_t thema_count;
	uint8_t uitzondering_count; /* half-days: days from snapshot.basis · 8 + mask */
	uint8_t boeking_count;	    /* the same */
	uint8_t vol_count;	    /* the same: half-days that are full */
	uint8_t week_count; /* weeks that are full: days from snapshot.basis of the Monday */
	uint8_t jaar_count; /* (school year - 1970) · 2 + full, value of belasting; others 1000 */
	uint8_t meer;	    /* enum meer */
	uint8_t weg;	    /* half-days that these lists take away at most; UINT8_MAX = or more */
	uint8_t talen;	    /* UINT8_MAX = not known */
	uint16_t lijst[];
};

#define KOUD_MAX \
	(sizeof(struct koud) + ((5 + 2) * UINT8_MAX + 30 + 3 * ERKENNINGEN) * sizeof(uint16_t))

/* The offers of one soort, one set of sectors, and with or without a place. */
struct deel {
	enum soort soort;
	uint8_t sectoren; /* mask of 1 << enum niveau_sector; 0 = levels not known */
	uint8_t sector_count;
	bool zonder_plaats;
	uint32_t rijen;	   /* rows in use, dead ones too */
	uint32_t geordend; /* of which put in order, from the first */
	uint32_t dood;
	uint32_t blok_cap;
	struct blok *blokken;
	struct zone *zones;
	uint8_t *koud;
	size_t koud_bytes;
	size_t koud_cap;
};

/* An offer that did not fit, with its lists behind it in one piece of memory. */
struct ruim {
	struct score_aanbod aanbod;
	size_t bytes;
};

/* A row before it has a place. */
struct rij {
	unsigned sleutel; /* of its part */
	int16_t x, y;
	uint16_t straal;
	uint16_t kring;
	uint64_t themas;
	uint8_t belasting[2];
	uint8_t kwaliteit;
	uint8_t reactie;
	uint8_t vlag;
	uint32_t ruim; /* with VLAG_RUIM: its number */
	struct uuid id;
	size_t koud_bytes;
	_Alignas(8) uint8_t koud[KOUD_MAX];
};

/* One grade of nearness to a topic. */
struct stap {
	uint32_t masker[2];	 /* bits of the topics that are at least so near … */
	uint64_t erbij;		 /* … and that the grade above it has not */
	uint16_t waarde;	 /* 0 after the last grade */
	uint16_t meer;		 /* than the grade below it */
	uint32_t eenheden;	 /* value in THEMA_EENHEID … */
	uint64_t bits[SOM_BITS]; /* … of which each bit is none or all ones */
};

/* What is near to one topic, nearest first. */
struct buurt {
	struct stap stappen[STAPPEN];
	uint64_t genoeg; /* bits of the topics that count as the one that was asked */
	unsigned lijnen; /* which lines of blok.thema all these are in */
};

/* A question made ready: what all rows share is worked out once. */
struct vraag {
	const struct score_snapshot *s;
	const struct score_config *config;
	const struct score_aanvraag *aanvraag;
	const uint16_t *kringen;
	size_t kring_count;
	const struct score_rang *na;
	uint32_t regels;		      /* that hold, for this soort */
	uint32_t gewicht[SCORE_FACTOR_COUNT]; /* 0 where all rows have the same value */
	int32_t vast;			      /* what these add to the score */

	/* the factors that look at who stands behind an offer, by the judge of pairs */
	bool meer;
	bool wensen;
	unsigned eigen_count;
	enum score_factor eigen[4];
	struct score_paar paar;
	struct score_aanbod aanbod;
	uint32_t eigen_sleutel; /* of what follows; 0 = only for the row in hand */
	bool eigen_past;
	int32_t eigen_som;
	struct score_erkenning erkenningen[ERKENNINGEN];

	/* for weighing; sums in tenths of a point, so that nothing is rounded away */
	bool plaats;		    /* the school has a place … */
	int64_t naar_x_m, naar_y_m; /* from it to the origin */
	bool weegbaar;		    /* … from which distances can be weighed … */
	bool afstand;		    /* … and limited, where the offers have one */
	uint8_t online;		    /* VLAG_ONLINE when the school accepts it, else 0 */
	float x_m, y_m;		    /* from the origin */
	float limiet_m;		    /* of the school */
	float reis_gewicht;	    /* 0 in a part without places, as afstand is false there */
	uint64_t niveaus;	    /* of which one must be there; 0 when levels do not matter */
	unsigned niveau_half;	    /* the same for zones, where all of these are in one half */
	uint32_t niveau_bits;
	uint32_t niveau_vrij; /* every bit when levels do not matter */
	unsigned sector;      /* of the level; NIVEAU_SECTOR_COUNT = not known */
	uint64_t sector_niveaus;
	uint32_t sector_count;
	uint8_t sectoren; /* parts that can pass; 0 = all */
	uint8_t talen;
	bool nooit_gepauzeerd, nooit_zonder_vog; /* such rows have no half-day for it */
	uint32_t groep_vrij; /* every bit when the size of the group does not matter */
	int32_t groep;
	uint32_t vereist[2]; /* topics of which one must be there; every bit when none must */
	uint32_t vereist_vrij;
	uint32_t thema_minst;  /* nearness that one of its topics must have */
	unsigned som_bits;     /* that sums of nearness to all asked topics take … */
	uint32_t som_meest;    /* … and what they are at most, in units */
	unsigned thema_lijnen; /* which lines of blok.thema these are in */
	unsigned buurt_count;
	const struct buurt *buurten[VRAAG_THEMAS]; /* of the asked topics that are known */
	uint32_t thema_zonder;			   /* sum that stands for the neutral value */
	float thema_gewicht;			   /* of that sum */
	uint32_t belasting_masker[2];
	uint32_t belasting_minst;
	uint32_t kring_bits;
	int32_t kring[VRAAG_KRINGEN];
	uint32_t kring_anders;
	int32_t kring_punten[SCORE_KRING_ANDERE + 1];
	int32_t hoogst_tienden; /* most of what columns say, but for travel … */
	int32_t vast_tienden;	/* what all rows of the part in hand have at most of the rest … */
	int32_t overal_tienden; /* … and of every part */
	int32_t niveau_per_meer; /* less for each level of the sector beyond the first */

	/* for the calendar */
	bool venster_leeg;
	bool snel; /* which half-days are left makes no difference beyond three, … */
	uint16_t snel_van, snel_tot, snel_vog; /* … and dates of a row up to or from these */
	uint32_t snel_pauze;		       /* take nothing away */
	int32_t datum_punten[4]; /* what datum adds for so many half-days, three and more */
	int32_t tot;		 /* last day of the window */
	int32_t jaar;		 /* first school year of the window */
	unsigned jaar_count;
	int32_t jaar_begin[VRAAG_JAREN + 1]; /* first days, from the first of the window */
	uint64_t vrij[TIJDVAK_WORDS];	     /* what the school leaves of its window */
	uint8_t fase[TIJDVAK_WORDS];	     /* where in the week each word begins, in half-days */
	uint64_t over[TIJDVAK_WORDS];	     /* what the row in hand leaves of it */
	const uint16_t *nabij[VRAAG_THEMAS]; /* rows of the taxonomy */
};

/* A block that can still win; points in tenths. */
struct kans {
	int32_t grens; /* most that a row in it can have … */
	int32_t rest;  /* … of all but its topics … */
	int32_t vast;  /* … and of what no column says */
	uint32_t plek; /* part and number of the block, as a handle */
};

/* A block while its rows are weighed. */
struct weging {
	const struct kans *kans;
	const struct deel *deel;
	const struct blok *blok;
	uint64_t rijen;		/* that may still win */
	uint64_t som[SOM_BITS]; /* what their topics come to, in units; first the lowest bits */
};

/* What blocks can have at most, in tenths. */
struct grenzen {
	int32_t alles[BLOK];
	int32_t rest[BLOK]; /* without topics */
};

/* Gives which of the rows that are left can have at least `nodig`; 0 asks only whether they pass.
 */
typedef uint64_t weeg_rijen(const struct vraag *v, const struct weging *w, int32_t nodig);
/* Gives which blocks can pass. */
typedef uint64_t weeg_zones(
	const struct vraag *v, const struct zone *z, struct grenzen *ret_grenzen);

struct kern {
	weeg_rijen *rijen;
	weeg_zones *zones;
};

/* A row that is among the best so far. */
struct beste {
	int32_t score;
	uint32_t plek;
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
	struct deel delen[DEEL_MAX];
	uint16_t deel_van[DEEL_MAX]; /* by key, 1 = the first; 0 = there is none yet */

	struct ids ids;

	struct ruim **ruim;
	size_t ruim_cap;
	size_t ruim_vrij; /* before this one none is free */

	uint64_t sector_niveaus[NIVEAU_SECTOR_COUNT];
	uint16_t niveau_waarde[NIVEAU_SECTOR_COUNT][NIVEAU_COUNT + 1]; /* by levels of an offer */
	uint8_t thema_bit[THEMA_MAX];
	struct buurt *buurten; /* of each topic */

	/* scratch of one call */
	struct rij rij;
	struct vraag vraag;
	struct kans *kansen, *kansen_op_volgorde;
	size_t kans_cap;
	struct beste besten[SCORE_TOP_MAX];
	struct weging wegingen[WACHT];
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

static inline uint32_t rij_of(uint32_t handle)
{
	return handle & ((UINT32_C(1) << RIJ_BITS) - 1);
}

static inline uint32_t blokken_of(const struct deel *d)
{
	return (d->rijen + BLOK - 1) / BLOK;
}

static inline bool is_alive(const struct deel *d, uint32_t rij)
{
	return (d->blokken[rij / BLOK].leeft >> rij % BLOK & 1) != 0;
}

static inline struct uuid id_at(const struct score_snapshot *s, uint32_t handle)
{
	const uint32_t rij = rij_of(handle);
	return deel_of(s, handle)->blokken[rij / BLOK].id[rij % BLOK];
}

static inline const struct koud *koud_of(const struct deel *d, uint32_t rij)
{
	return (const struct koud *)(const void *)(d->koud +
						   d->blokken[rij / BLOK].koud[rij % BLOK]);
}

static inline unsigned deel_sleutel(const struct deel *d)
{
	return (unsigned)d->soort * 64 + d->sectoren * 2u + d->zonder_plaats;
}

static inline struct koud *koud_in(const struct rij *rij)
{
	return (struct koud *)(void *)rij->koud;
}

/* How many pairs of bytes the lists take. */
static inline size_t koud_lijsten(const struct koud *k)
{
	return (size_t)k->thema_count + k->uitzondering_count + k->boeking_count + k->vol_count +
	       k->week_count + (size_t)2 * k->jaar_count;
}

/* How many bits are set, inline: plain x86-64 has no instruction for it. */
static inline uint32_t bits_of(uint64_t set)
{
	set -= set >> 1 & UINT64_C(0x5555555555555555);
	set = (set & UINT64_C(0x3333333333333333)) + (set >> 2 & UINT64_C(0x3333333333333333));
	set = (set + (set >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	return (uint32_t)(set * UINT64_C(0x0101010101010101) >> 56);
}

/* In quarters, rounded up: a value of a factor in one byte, for weighing. */
static inline uint8_t kwart(uint32_t waarde)
{
	return (uint8_t)((waarde + 3) / 4);
}

/* Everything when it is empty. */
static inline uint64_t niveaus_of(const struct koud *k)
{
	return k->niveaus[0] | (uint64_t)k->niveaus[1] << 32;
}

/* Sizes of a group by fours, as far as these tell classes apart. */
static inline unsigned groep_klasse(unsigned groep)
{
	const unsigned klasse = groep < 16 ? 0 : (groep - 12) / 4;
	return klasse < GROEP_KLASSEN ? klasse : GROEP_KLASSEN - 1;
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
/* Leaves of the rows of a block those of which the words say that they may have `nodig`. */
void weeg_woorden(const struct vraag *v, struct weging *w, int32_t nodig);
/* Takes one more row into the zone of its block. */
void zone_add(struct zone *z, unsigned i, const struct rij *rij, bool eerste,
	const uint64_t sectoren[NIVEAU_SECTOR_COUNT]);

static inline uint32_t kring_bit(uint16_t kring)
{
	return kring == 0 ? 1 : UINT32_C(2) << (kring - 1) % 31;
}

/* ---- snapshot_vraag.c ---- */

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
	if (kring == 0)
		return SCORE_KRING_GEEN;
	bool served = kring == v->kring[0] || kring == v->kring[1] || kring == v->kring[2] ||
		      kring == v->kring[3];
	if (!served && v->kring_count > VRAAG_KRINGEN)
		served = vraag_kring_bedient(v, kring);
	return served ? SCORE_KRING_BEDIENT : SCORE_KRING_ANDERE;
}

/* How near every topic is to one. */
const uint16_t *vraag_nabij(const struct vraag *v, uint16_t thema);

/* ---- snapshot_oordeel.c ---- */

/* The exact score of a row; -1 when it is not possible, or lower than `nodig`. */
int32_t vraag_score(struct vraag *v, const struct deel *d, uint32_t rij, int32_t nodig);

#endif
