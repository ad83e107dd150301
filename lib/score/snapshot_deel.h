/*
 * How the rows of a part lie in memory, and how each of them is read. What is done with them is in
 * snapshot_intern.h, where it is told why they lie so.
 */
#ifndef SCORE_SNAPSHOT_DEEL_H
#define SCORE_SNAPSHOT_DEEL_H

#include "domain/niveau.h"
#include "domain/taal.h"
#include "score/paar.h"
#include "score/snapshot.h"
#include "score/snapshot_vraag.h"

#define BLOK		 64
#define ACHT		 8 /* blocks whose words stand together */
#define DEEL_MAX	 1024
#define RIJ_BITS	 23
#define DEEL_RIJEN	 ((UINT32_C(1) << RIJ_BITS) - 3) /* most rows of one part */
#define PLAATS_X_M	 155000				 /* origin of the grid of 10 m */
#define PLAATS_Y_M	 463000
#define STRAAL_ONBEPERKT UINT16_MAX
#define JAAR_BASIS	 1970
#define DAG_BEREIK	 8192 /* days that a half-day in two bytes can say */
#define GROEP_KLASSEN	 7

/* Half of the processors that a release meets read 64 bytes at a time. */
#define LIJN 64

enum vlag {
	VLAG_ONLINE = 1,
	VLAG_ZONDER_THEMA = 2,
	VLAG_ZONDER_HOUDER = 4, /* nobody is counted: its load is neutral */
	VLAG_RUIM = 8,		/* kept whole: at `koud` stands an index into snapshot.ruim */
	VLAG_AMBASSADEUR = 16,
	VLAG_GEPAUZEERD = 32, /* for good */
	VLAG_ZONDER_VOG = 64
};

/* What a row has of what few questions ask about, in this order behind its lists. */
enum meer {
	MEER_PERSOON = 1,     /* uuid */
	MEER_BEDRIJF = 2,     /* uuid */
	MEER_KWALITEIT = 4,   /* som in four bytes, aantal */
	MEER_REACTIE = 8,     /* the same */
	MEER_OPLEIDING = 16,  /* eight bytes */
	MEER_LEEFTIJD = 32,   /* leeftijd_min, and leeftijd · 256 */
	MEER_ONTVANGST = 128, /* leerlingen_per_begeleider, and traploos · 256 */
	MEER_ERKENNING = 64   /* how many, then each: crebo in four bytes, a date */
};

/*
 * What weighing a row reads, four of them to a line of memory. Packed by hand in words of one size,
 * which a compiler can read 64 rows of at once; warm_maak and the functions behind it know how.
 */
struct warm {
	uint32_t plaats;  /* x, y: 10 m from the origin, rounded down; 0 in a part without places */
	uint32_t bereik;  /* reisafstand in 10 m, rounded up; kring */
	uint32_t waarden; /* kwart of belasting in snapshot.schooljaar and the next, of kwaliteit
			   * and of reactie */
	uint32_t rest;	  /* vlag; metres behind the tens of x and y, 16 · x + y; koud: where its
			   * struct koud begins, in fours from the    first one of the block */
};

/* A word of each of eight blocks: one line of memory, and one vector where a processor has such. */
typedef uint64_t acht __attribute__((vector_size(ACHT * sizeof(uint64_t))));

/* Of eight blocks words with a bit of each row. What is not known stands as what passes. */
struct woorden {
	acht leeft;	 /* is an offer */
	acht gepauzeerd; /* these three as in vlag */
	acht zonder_vog;
	acht zonder_thema;
	acht taal[TAAL_COUNT];
	acht groep[GROEP_KLASSEN]; /* takes a group of such a size */
	acht koud;    /* no bits: where the first struct koud of each block begins in deel.koud */
	acht thema[]; /* topics, several to a word (snapshot.thema_bit), snapshot.thema_count of
		       * them; then the levels of the part, deel.niveau_count from
		       * deel.niveau_eerste on */
};

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

/* What only the exact judgement reads; lists of two bytes each follow, in the order of their
 * counts.
 */
struct koud {
	uint32_t niveaus[2]; /* the set, low and high half; everything when it is empty */
	uint16_t groep_min;
	uint16_t groep_max; /* UINT16_MAX = none */
	uint16_t dagdelen;
	uint16_t geldig_van, geldig_tot, gepauzeerd_tot, vog_geldig_tot; /* dag_lees */
	uint8_t thema_count;
	uint8_t jaar_count; /* (school year - 1970) · 2 + full, value of belasting; others 1000 */
	uint8_t uitzondering_count; /* half-days: days from snapshot.basis · 8 + mask */
	uint8_t boeking_count;	    /* the same */
	uint8_t vol_count;	    /* the same: half-days that are full */
	uint8_t week_count; /* weeks that are full: days from snapshot.basis of the Monday */
	uint8_t meer;	    /* enum meer */
	uint8_t weg;	    /* half-days that these lists take away at most; UINT8_MAX = or more */
	uint8_t talen : 4;  /* 0 = not known */
	uint8_t minder_m : 4;	/* than the tens of reisafstand in its column */
	uint8_t verblijf_count; /* VERBLIJF_WOORDEN each, behind the weeks; then the buffer */
	uint16_t lijst[];
};

/* Of where a person is: a half-day as in the lists, its minutes, x and y in four bytes each. */
#define VERBLIJF_WOORDEN 7
#define VERBLIJVEN	 16 /* that a row has room for */

#define KOUD_MAX                                                                                   \
	(sizeof(struct koud) +                                                                     \
		((5 + 2) * UINT8_MAX + 30 + 3 * ERKENNINGEN + VERBLIJVEN * VERBLIJF_WOORDEN + 1) * \
			sizeof(uint16_t))

_Static_assert(BLOK *(KOUD_MAX + 3) / 4 <= UINT16_MAX, "where a row begins has no room");

/* The offers of one soort, one set of sectors, and with or without a place. */
struct deel {
	enum soort soort;
	uint8_t sectoren; /* mask of 1 << enum niveau_sector; 0 = levels not known */
	uint8_t sector_count;
	uint8_t niveau_eerste, niveau_count; /* none where levels are not known */
	uint8_t thema_count;		     /* as in the snapshot */
	uint32_t acht_bytes;		     /* what a struct woorden with these takes */
	bool zonder_plaats;
	uint32_t rijen;	   /* rows in use, dead ones too */
	uint32_t geordend; /* of which put in order, from the first */
	uint32_t dood;
	uint16_t volgende; /* number of the next one of its soort, from 1; 0 = there is none */
	uint32_t blok_cap;
	void *woorden;
	struct warm *warm;
	struct uuid *ids;
	struct zone *zones; /* only of a part with more than eight blocks: others are not weighed */
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
	uint8_t meters; /* as in struct warm */
	uint32_t ruim;	/* with VLAG_RUIM: its number */
	struct uuid id;
	size_t koud_bytes;
	_Alignas(8) uint8_t koud[KOUD_MAX];
};

static inline uint32_t rij_of(uint32_t handle)
{
	return handle & ((UINT32_C(1) << RIJ_BITS) - 1);
}

static inline uint32_t blokken_of(const struct deel *d)
{
	return (d->rijen + BLOK - 1) / BLOK;
}

/* A bit for each word of a topic. */
static inline uint64_t topic_words(const struct deel *d)
{
	return d->thema_count == 0 ? 0 : UINT64_MAX >> (64 - d->thema_count);
}

/* A bit for each word of a level. */
static inline uint64_t level_words(const struct deel *d)
{
	return (UINT64_C(1) << d->niveau_count) - 1;
}

/* Of the eight blocks with this number. */
static inline struct woorden *woorden_at(const struct deel *d, uint32_t number)
{
	return (void *)((uint8_t *)d->woorden + (size_t)number * d->acht_bytes);
}

static inline bool is_alive(const struct deel *d, uint32_t rij)
{
	const uint32_t blok = rij / BLOK;
	return (woorden_at(d, blok / ACHT)->leeft[blok % ACHT] >> rij % BLOK & 1) != 0;
}

static inline int32_t warm_x(const struct warm *w)
{
	return (int16_t)w->plaats;
}

static inline int32_t warm_y(const struct warm *w)
{
	return (int16_t)(w->plaats >> 16);
}

static inline int32_t warm_straal(const struct warm *w)
{
	return w->bereik & UINT16_MAX;
}

static inline uint16_t warm_kring(const struct warm *w)
{
	return (uint16_t)(w->bereik >> 16);
}

/* Metres from the origin. */
static inline int32_t warm_x_m(const struct warm *w)
{
	return 10 * warm_x(w) + (int32_t)(w->rest >> 12 & 15);
}

static inline int32_t warm_y_m(const struct warm *w)
{
	return 10 * warm_y(w) + (int32_t)(w->rest >> 8 & 15);
}

static inline uint32_t warm_vlag(const struct warm *w)
{
	return w->rest & UINT8_MAX;
}

static inline const void *koud_at(const struct deel *d, uint32_t rij)
{
	const uint32_t blok = rij / BLOK;
	return d->koud + woorden_at(d, blok / ACHT)->koud[blok % ACHT] +
	       (size_t)4 * (d->warm[rij].rest >> 16);
}

static inline const struct koud *koud_of(const struct deel *d, uint32_t rij)
{
	return koud_at(d, rij);
}

/* Of a row that is kept whole. */
static inline uint32_t ruim_of(const struct deel *d, uint32_t rij)
{
	return *(const uint32_t *)koud_at(d, rij);
}

static inline unsigned deel_sleutel(const struct deel *d)
{
	return (unsigned)d->soort * 64 + d->sectoren * 2u + d->zonder_plaats;
}

static inline struct koud *koud_in(const struct rij *rij)
{
	return (struct koud *)(void *)rij->koud;
}

/* School years that something was used in, two numbers each. */
static inline const uint16_t *years_of(const struct koud *k)
{
	return k->lijst + k->thema_count;
}

/* What is taken out, booked and full; then the weeks. Few rows are asked for them. */
static inline const uint16_t *half_days_of(const struct koud *k)
{
	return years_of(k) + (size_t)2 * k->jaar_count;
}

/* How many pairs of bytes the lists take before those of where the person is. */
static inline size_t koud_voor_verblijven(const struct koud *k)
{
	return (size_t)k->thema_count + k->uitzondering_count + k->boeking_count + k->vol_count +
	       k->week_count + (size_t)2 * k->jaar_count;
}

/* How many pairs of bytes all lists take. */
static inline size_t koud_lijsten(const struct koud *k)
{
	const size_t verblijven =
		k->verblijf_count == 0 ? 0 : (size_t)k->verblijf_count * VERBLIJF_WOORDEN + 1;
	return koud_voor_verblijven(k) + verblijven;
}

/* In quarters, rounded up: a value of a factor in one byte, for weighing. */
static inline uint8_t kwart(uint32_t waarde)
{
	return (uint8_t)((waarde + 3) / 4);
}

/* As the offer says it: 0 = any. */
static inline int32_t reisafstand_m(const struct warm *w, const struct koud *k)
{
	const int32_t straal = warm_straal(w);
	return straal == STRAAL_ONBEPERKT ? 0 : 10 * straal - k->minder_m;
}

/* Everything when they are not known. */
static inline uint8_t talen_of(const struct koud *k)
{
	return k->talen == 0 ? UINT8_MAX : k->talen;
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

#endif
