/* One offer to a row and back. */
#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "domain/taal.h"
#include "score/snapshot_intern.h"

#define JAAR_MAX     32767
#define STRAAL_MAX_M (10 * (STRAAL_ONBEPERKT - 1))

/* The variable end of a row while it is written. */
struct schrijver {
	struct koud *koud;
	size_t count;
	bool past; /* everything so far */
};

static void write_two(struct schrijver *w, uint32_t value)
{
	w->koud->lijst[w->count++] = (uint16_t)value;
}

/* A date in two bytes. */
static uint16_t write_dag(const struct score_snapshot *s, struct schrijver *w, int32_t datum)
{
	if (datum == SCORE_DATUM_GEEN)
		return 0;
	if (datum == SCORE_DATUM_ALTIJD)
		return UINT16_MAX;
	const int64_t dag = (int64_t)datum - s->basis + 1;
	if (dag < 1 || dag >= UINT16_MAX) {
		w->past = false;
		return 0;
	}
	return (uint16_t)dag;
}

/* One more entry of a list that is counted in one byte. */
static void write_entry(struct schrijver *w, uint8_t *count, uint32_t value)
{
	if (*count == UINT8_MAX) {
		w->past = false;
		return;
	}
	(*count)++;
	write_two(w, value);
}

static void write_half_days(const struct score_snapshot *s, struct schrijver *w, uint8_t *count,
	int32_t datum, uint8_t dagdelen)
{
	const int64_t dag = (int64_t)datum - s->basis;
	if ((dagdelen & TIJDVAK_DAG_ALLE) == 0)
		return;
	if (dag < 0 || dag >= DAG_BEREIK) {
		w->past = false;
		return;
	}
	write_entry(w, count, (uint32_t)dag << 3 | (dagdelen & TIJDVAK_DAG_ALLE));
}

static void write_weken(
	const struct score_snapshot *s, struct schrijver *w, const struct score_houder *h)
{
	for (size_t i = 0; h->max_per_week != 0 && i < h->week_count; i++) {
		const int32_t week = h->weken[i].periode;
		if (score_gebruikt(h->weken, h->week_count, week) < h->max_per_week)
			continue;
		const int64_t dag = (int64_t)score_week_maandag(week) - s->basis;
		if (dag < 0 || dag >= DAG_BEREIK)
			w->past = false;
		else
			write_entry(w, &w->koud->week_count, (uint32_t)dag);
	}
}

/* The value of belasting in a school year, and whether somebody is full then. */
static uint16_t load(const struct score_aanbod *b, int32_t jaar, bool *ret_vol)
{
	uint16_t laagste = b->houder_count == 0 ? SCORE_NEUTRAAL : SCORE_WAARDE_MAX;
	bool vol = false;
	for (size_t i = 0; i < b->houder_count; i++) {
		const struct score_houder *h = &b->houders[i];
		const uint16_t waarde = score_houder_waarde(h, jaar);
		laagste = waarde < laagste ? waarde : laagste;
		/* Only a year that is listed can take half-days away. */
		for (size_t k = 0; k < h->schooljaar_count; k++)
			vol = vol ||
			      (h->schooljaren[k].periode == jaar && h->max_per_schooljaar != 0 &&
				      score_gebruikt(h->schooljaren, h->schooljaar_count, jaar) >=
					      h->max_per_schooljaar);
	}
	*ret_vol = vol;
	return laagste;
}

static bool year_is_written(const struct koud *k, size_t from, uint32_t jaar)
{
	for (size_t i = 0; i < k->jaar_count; i++) {
		if ((uint32_t)k->lijst[from + 2 * i] >> 1 == jaar)
			return true;
	}
	return false;
}

static void write_jaren(struct schrijver *w, const struct score_aanbod *b)
{
	const size_t from = w->count;
	for (size_t i = 0; i < b->houder_count; i++) {
		for (size_t n = 0; n < b->houders[i].schooljaar_count; n++) {
			const int64_t jaar =
				(int64_t)b->houders[i].schooljaren[n].periode - JAAR_BASIS;
			if (jaar < 0 || jaar > JAAR_MAX) {
				w->past = false;
				continue;
			}
			if (year_is_written(w->koud, from, (uint32_t)jaar))
				continue;
			bool vol = false;
			const uint16_t waarde = load(b, (int32_t)jaar + JAAR_BASIS, &vol);
			write_entry(w, &w->koud->jaar_count, (uint32_t)jaar << 1 | vol);
			if (w->past)
				write_two(w, waarde);
		}
	}
}

static void write_bytes(struct schrijver *w, const void *from, size_t bytes)
{
	memcpy(&w->koud->lijst[w->count], from, bytes);
	w->count += bytes / sizeof(uint16_t);
}

static void write_telling(struct schrijver *w, enum meer bit, struct score_telling t)
{
	if (t.aantal == 0)
		return;
	w->koud->meer |= (uint8_t)bit;
	write_bytes(w, &t.som, sizeof(t.som));
	write_two(w, t.aantal);
}

static void write_uuid(struct schrijver *w, enum meer bit, struct uuid id)
{
	if (uuid_is_nil(id))
		return;
	w->koud->meer |= (uint8_t)bit;
	write_bytes(w, &id, sizeof(id));
}

static void write_meer(
	const struct score_snapshot *s, struct schrijver *w, const struct score_aanbod *b)
{
	write_uuid(w, MEER_PERSOON, b->vrijwilliger_id);
	write_uuid(w, MEER_BEDRIJF, b->bedrijf_id);
	write_telling(w, MEER_KWALITEIT, b->kwaliteit);
	write_telling(w, MEER_REACTIE, b->reactie);
	if (b->opleiding != 0) {
		w->koud->meer |= MEER_OPLEIDING;
		write_bytes(w, &b->opleiding, sizeof(b->opleiding));
	}
	if (b->leeftijd_min != 0 || b->leeftijd != 0) {
		w->koud->meer |= MEER_LEEFTIJD;
		write_two(w, b->leeftijd_min | (uint32_t)b->leeftijd << 8);
	}
	if (b->leerlingen_per_begeleider != 0 || b->traploos) {
		w->koud->meer |= MEER_ONTVANGST;
		write_two(w, b->leerlingen_per_begeleider | (uint32_t)b->traploos << 8);
	}
	if (b->erkenning_count > ERKENNINGEN) {
		w->past = false;
	} else if (b->erkenning_count > 0) {
		w->koud->meer |= MEER_ERKENNING;
		write_two(w, (uint32_t)b->erkenning_count);
		for (size_t i = 0; i < b->erkenning_count; i++) {
			write_bytes(w, &b->erkenningen[i].crebo, sizeof(uint32_t));
			write_two(w, write_dag(s, w, b->erkenningen[i].geldig_tot));
		}
	}
}

static void write_verblijven(
	const struct score_snapshot *s, struct schrijver *w, const struct score_aanbod *b)
{
	if (b->verblijf_count > VERBLIJVEN)
		w->past = false;
	for (size_t i = 0; w->past && i < b->verblijf_count; i++) {
		const struct score_verblijf *v = &b->verblijven[i];
		const int64_t dag = (int64_t)v->tijdvak.datum - s->basis;
		if (!v->plaats.bekend)
			continue;
		if (dag < 0 || dag >= DAG_BEREIK) {
			w->past = false;
			return;
		}
		write_entry(
			w, &w->koud->verblijf_count, (uint32_t)dag << 3 | 1u << v->tijdvak.dagdeel);
		write_two(w, v->uren.van_min);
		write_two(w, v->uren.tot_min);
		write_bytes(w, &v->plaats.x_m, sizeof(v->plaats.x_m));
		write_bytes(w, &v->plaats.y_m, sizeof(v->plaats.y_m));
	}
	if (w->koud->verblijf_count > 0)
		write_two(w, b->reisbuffer_min);
}

/* Moves on over what was read. */
static void read_bytes(const uint16_t **list, void *to, size_t bytes)
{
	memcpy(to, *list, bytes);
	*list += bytes / sizeof(uint16_t);
}

static struct score_telling read_telling(const uint16_t **list)
{
	struct score_telling t;
	read_bytes(list, &t.som, sizeof(t.som));
	t.aantal = *(*list)++;
	return t;
}

void meer_lees(const struct score_snapshot *s, const struct koud *k,
	struct score_erkenning erkenningen[ERKENNINGEN], struct score_aanbod *ret)
{
	const uint16_t *list = k->lijst + koud_lijsten(k);
	if ((k->meer & MEER_PERSOON) != 0)
		read_bytes(&list, &ret->vrijwilliger_id, sizeof(ret->vrijwilliger_id));
	if ((k->meer & MEER_BEDRIJF) != 0)
		read_bytes(&list, &ret->bedrijf_id, sizeof(ret->bedrijf_id));
	if ((k->meer & MEER_KWALITEIT) != 0)
		ret->kwaliteit = read_telling(&list);
	if ((k->meer & MEER_REACTIE) != 0)
		ret->reactie = read_telling(&list);
	if ((k->meer & MEER_OPLEIDING) != 0)
		read_bytes(&list, &ret->opleiding, sizeof(ret->opleiding));
	if ((k->meer & MEER_LEEFTIJD) != 0) {
		ret->leeftijd_min = (uint8_t)*list;
		ret->leeftijd = (uint8_t)(*list++ >> 8);
	}
	if ((k->meer & MEER_ONTVANGST) != 0) {
		ret->leerlingen_per_begeleider = (uint8_t)*list;
		ret->traploos = *list++ >> 8 != 0;
	}
	if ((k->meer & MEER_ERKENNING) != 0) {
		ret->erkenning_count = *list++;
		ret->erkenningen = erkenningen;
		for (size_t i = 0; i < ret->erkenning_count; i++) {
			read_bytes(&list, &erkenningen[i].crebo, sizeof(uint32_t));
			erkenningen[i].geldig_tot = dag_lees(s, *list++);
		}
	}
}

void verblijf_lees(const struct score_snapshot *s, const struct koud *k,
	struct score_verblijf verblijven[VERBLIJVEN], struct score_aanbod *ret)
{
	const uint16_t *list = k->lijst + koud_voor_verblijven(k);
	for (size_t i = 0; i < k->verblijf_count; i++) {
		struct score_verblijf *v = &verblijven[i];
		v->tijdvak.datum = s->basis + (*list >> 3);
		v->tijdvak.dagdeel = (enum dagdeel)__builtin_ctz(*list++ & TIJDVAK_DAG_ALLE);
		v->uren.van_min = *list++;
		v->uren.tot_min = *list++;
		read_bytes(&list, &v->plaats.x_m, sizeof(v->plaats.x_m));
		read_bytes(&list, &v->plaats.y_m, sizeof(v->plaats.y_m));
		v->plaats.bekend = true;
	}
	ret->verblijven = verblijven;
	ret->verblijf_count = k->verblijf_count;
	ret->reisbuffer_min = k->verblijf_count > 0 ? *list : 0;
}

size_t koud_bytes(const struct koud *k)
{
	const size_t lists = koud_lijsten(k);
	size_t two = lists + ((k->meer & MEER_PERSOON) != 0 ? 8u : 0) +
		     ((k->meer & MEER_BEDRIJF) != 0 ? 8u : 0) +
		     ((k->meer & MEER_KWALITEIT) != 0 ? 3u : 0) +
		     ((k->meer & MEER_REACTIE) != 0 ? 3u : 0) +
		     ((k->meer & MEER_OPLEIDING) != 0 ? 4u : 0) +
		     ((k->meer & MEER_LEEFTIJD) != 0 ? 1u : 0) +
		     ((k->meer & MEER_ONTVANGST) != 0 ? 1u : 0);
	if ((k->meer & MEER_ERKENNING) != 0)
		two += 1 + (size_t)3 * k->lijst[two];
	return (sizeof(*k) + two * sizeof(uint16_t) + 3) & ~(size_t)3;
}

/* How many half-days the lists take away at most; UINT8_MAX when that is more than it can say. */
static uint8_t most_taken(const struct koud *k)
{
	const uint16_t *list = half_days_of(k);
	const size_t dagen = (size_t)k->uitzondering_count + k->boeking_count + k->vol_count;
	size_t most = (size_t)k->week_count * 7 * DAGDEEL_COUNT;
	for (size_t i = 0; i < dagen; i++)
		most += bits_of(list[i] & TIJDVAK_DAG_ALLE);
	most += (size_t)k->verblijf_count * (DAGDEEL_COUNT - 1);
	for (size_t i = 0; i < k->jaar_count; i++)
		most += (years_of(k)[2 * i] & 1) != 0 ? UINT8_MAX : 0;
	return (uint8_t)(most < UINT8_MAX ? most : UINT8_MAX);
}

static void write_koud(
	const struct score_snapshot *s, struct schrijver *w, const struct score_aanbod *b)
{
	struct koud *const k = w->koud;
	k->dagdelen = b->dagdelen & DAGDEEL_WEEK_ALLE;
	k->geldig_van = write_dag(s, w, b->geldig_van);
	k->geldig_tot = write_dag(s, w, b->geldig_tot);
	k->gepauzeerd_tot = write_dag(s, w, b->gepauzeerd_tot);
	k->vog_geldig_tot = write_dag(s, w, b->vog_geldig_tot);
	for (uint16_t i = 0; i < b->thema_count; i++)
		write_entry(w, &k->thema_count, b->themas[i]);
	write_jaren(w, b);
	for (size_t i = 0; i < b->uitzondering_count; i++)
		write_half_days(s, w, &k->uitzondering_count, b->uitzonderingen[i].datum,
			b->uitzonderingen[i].dagdelen);
	for (size_t i = 0; i < b->boeking_count; i++)
		write_half_days(
			s, w, &k->boeking_count, b->boekingen[i].datum, b->boekingen[i].dagdelen);
	for (size_t i = 0; b->plaatsen != 0 && i < b->bezetting_count; i++) {
		const struct score_bezetting *z = &b->bezetting[i];
		if (z->bezet >= b->plaatsen)
			write_half_days(s, w, &k->vol_count, z->datum, (uint8_t)(1u << z->dagdeel));
	}
	for (size_t i = 0; i < b->houder_count; i++)
		write_weken(s, w, &b->houders[i]);
	write_verblijven(s, w, b);
	k->weg = w->past ? most_taken(k) : UINT8_MAX;
	write_meer(s, w, b);
}

static unsigned sectors_of(const struct score_snapshot *s, uint64_t niveaus)
{
	unsigned sectors = 0;
	for (unsigned i = 0; i < NIVEAU_SECTOR_COUNT; i++)
		sectors |= (unsigned)((niveaus & s->sector_niveaus[i]) != 0) << i;
	return sectors;
}

static int32_t floor_tens(int32_t m)
{
	return m >= 0 ? m / 10 : -((9 - m) / 10);
}

/* False when the place is not on the grid. */
static bool write_place(struct rij *r, struct plaats plaats)
{
	if (plaats.x_m < PLAATS_X_M - 300000 || plaats.x_m > PLAATS_X_M + 300000 ||
		plaats.y_m < PLAATS_Y_M - 300000 || plaats.y_m > PLAATS_Y_M + 300000)
		return false;
	const int32_t x = floor_tens(plaats.x_m - PLAATS_X_M);
	const int32_t y = floor_tens(plaats.y_m - PLAATS_Y_M);
	r->x = (int16_t)x;
	r->y = (int16_t)y;
	r->meters = (uint8_t)((plaats.x_m - PLAATS_X_M - 10 * x) * 16 +
			      (plaats.y_m - PLAATS_Y_M - 10 * y));
	return true;
}

static uint64_t topic_bits(const struct score_snapshot *s, const uint16_t *themas, uint16_t count)
{
	uint64_t bits = 0;
	for (uint16_t i = 0; i < count; i++) {
		if (themas[i] < s->opties.boom->count)
			bits |= UINT64_C(1) << s->thema_bit[themas[i]];
	}
	return bits;
}

/* What does not fit must be weighed as the best there is. */
static void open_wide(struct rij *r)
{
	r->sleutel |= 1;
	r->x = r->y = 0;
	r->straal = STRAAL_ONBEPERKT;
	r->themas = UINT64_MAX;
	r->belasting[0] = r->belasting[1] = kwart(SCORE_WAARDE_MAX);
	r->vlag |= VLAG_RUIM;
}

/* What needs no column that it might not fit in. */
static void write_head(const struct score_snapshot *s, const struct score_aanbod *b, struct rij *r)
{
	struct koud *const k = koud_in(r);
	const uint64_t niveaus = b->niveaus & NIVEAU_ALLE;
	r->id = b->id;
	r->sleutel = (unsigned)b->soort * 64 + sectors_of(s, niveaus) * 2 + !b->plaats.bekend;
	k->niveaus[0] = niveaus == 0 ? UINT32_MAX : (uint32_t)niveaus;
	k->niveaus[1] = niveaus == 0 ? UINT32_MAX : (uint32_t)(niveaus >> 32);
	k->talen = (unsigned)b->talen & 15;
	k->groep_min = b->groep_min;
	k->groep_max = b->groep_max == 0 ? UINT16_MAX : b->groep_max;
	r->vlag = (uint8_t)((b->online ? VLAG_ONLINE : 0) |
			    (b->thema_count == 0 ? VLAG_ZONDER_THEMA : 0) |
			    (b->houder_count == 0 ? VLAG_ZONDER_HOUDER : 0) |
			    (b->ambassadeur ? VLAG_AMBASSADEUR : 0) |
			    (b->gepauzeerd_tot == SCORE_DATUM_ALTIJD ? VLAG_GEPAUZEERD : 0) |
			    (b->vog_geldig_tot == SCORE_DATUM_GEEN ? VLAG_ZONDER_VOG : 0));
	const struct score_paar p = { .aanbod = b };
	r->kwaliteit = kwart(score_waarde_kwaliteit(&p).waarde);
	r->reactie = kwart(score_waarde_reactie(&p).waarde);
}

bool rij_maak(struct score_snapshot *s, const struct score_aanbod *b, uint16_t kring)
{
	assert((unsigned)b->soort < SOORT_COUNT);
	struct rij *const r = &s->rij;
	memset(r, 0, offsetof(struct rij, koud) + sizeof(struct koud));
	struct koud *const k = koud_in(r);
	write_head(s, b, r);
	r->kring = kring;
	r->straal = b->reisafstand_m <= 0 || b->reisafstand_m > STRAAL_MAX_M
			    ? STRAAL_ONBEPERKT
			    : (uint16_t)((b->reisafstand_m + 9) / 10);
	if (r->straal != STRAAL_ONBEPERKT)
		k->minder_m = (unsigned)(10 * r->straal - b->reisafstand_m) & 15;
	bool vol = false;
	for (int32_t i = 0; i < 2; i++)
		r->belasting[i] = kwart(load(b, s->opties.schooljaar + i, &vol));
	r->themas = topic_bits(s, b->themas, b->thema_count);
	struct schrijver w = { .koud = k,
		.past = b->reisafstand_m >= 0 && b->reisafstand_m <= STRAAL_MAX_M };
	if (b->plaats.bekend && !write_place(r, b->plaats))
		w.past = false;
	if (w.past && b->thema_count <= UINT8_MAX)
		write_koud(s, &w, b);
	else
		w.past = false;
	if (!w.past)
		open_wide(r);
	k->lijst[w.count] = 0;
	r->koud_bytes = koud_bytes(k);
	return w.past;
}

void rij_kopieer(const struct score_snapshot *s, const struct deel *d, uint32_t n, struct rij *r)
{
	const struct warm *w = &d->warm[n];
	const struct koud *k = koud_of(d, n);
	r->sleutel = deel_sleutel(d);
	r->x = (int16_t)warm_x(w);
	r->y = (int16_t)warm_y(w);
	r->straal = (uint16_t)warm_straal(w);
	r->themas = topic_bits(s, k->lijst, k->thema_count);
	r->belasting[0] = (uint8_t)w->waarden;
	r->belasting[1] = (uint8_t)(w->waarden >> 8);
	r->kwaliteit = (uint8_t)(w->waarden >> 16);
	r->reactie = (uint8_t)(w->waarden >> 24);
	r->kring = warm_kring(w);
	r->vlag = (uint8_t)warm_vlag(w);
	r->meters = (uint8_t)(w->rest >> 8);
	r->id = d->ids[n];
	r->koud_bytes = koud_bytes(k);
	memcpy(r->koud, k, r->koud_bytes);
}

void rij_zone(const struct score_snapshot *s, const struct deel *d, uint32_t n, struct rij *r)
{
	if ((warm_vlag(&d->warm[n]) & VLAG_RUIM) == 0) {
		rij_kopieer(s, d, n, r);
		return;
	}
	write_head(s, &s->ruim[ruim_of(d, n)]->aanbod, r);
	r->kring = warm_kring(&d->warm[n]);
	open_wide(r);
}

/* ---- back ---- */

static size_t read_half_days(const struct score_snapshot *s, const uint16_t *list, size_t count,
	struct tijdvak_dag *ret_dagen)
{
	for (size_t i = 0; i < count; i++)
		ret_dagen[i] = (struct tijdvak_dag){ s->basis + (list[i] >> 3),
			list[i] & TIJDVAK_DAG_ALLE };
	return count;
}

static void read_lists(struct score_snapshot *s, const struct koud *k, struct score_aanbod *b)
{
	const uint16_t *list = k->lijst;
	b->themas = list;
	b->thema_count = k->thema_count;
	list = half_days_of(k);
	struct gelezen *const g = s->gelezen;
	b->uitzonderingen = g->uitzonderingen;
	b->uitzondering_count = read_half_days(s, list, k->uitzondering_count, g->uitzonderingen);
	list += k->uitzondering_count;
	b->boekingen = g->boekingen;
	b->boeking_count = read_half_days(s, list, k->boeking_count, g->boekingen);
	list += k->boeking_count;
	b->plaatsen = 1;
	b->bezetting = g->bezetting;
	b->bezetting_count = k->vol_count;
	for (size_t i = 0; i < k->vol_count; i++)
		g->bezetting[i] = (struct score_bezetting){ s->basis + (list[i] >> 3),
			(enum dagdeel)__builtin_ctz(list[i] & TIJDVAK_DAG_ALLE), 1 };
	list += k->vol_count;
	/* One holder in which all holders come together; a value of 0 without being full takes a
	 * second one. */
	for (size_t i = 0; i < k->week_count; i++)
		g->weken[i] = (struct score_gebruik){ date_iso_week(s->basis + list[i]), 1 };
	list = years_of(k);
	size_t full = 0;
	size_t leeg = 0;
	for (size_t i = 0; i < k->jaar_count; i++, list += 2) {
		const int32_t jaar = JAAR_BASIS + (list[0] >> 1);
		if (list[1] == 0 && (list[0] & 1) == 0)
			g->leeg[leeg++] = (struct score_gebruik){ jaar, SCORE_WAARDE_MAX };
		else
			g->jaren[full++] = (struct score_gebruik){ jaar,
				(uint16_t)(SCORE_WAARDE_MAX - list[1]) };
	}
	g->houders[0] = (struct score_houder){ .max_per_week = 1,
		.weken = g->weken,
		.week_count = k->week_count,
		.max_per_schooljaar = SCORE_WAARDE_MAX,
		.schooljaren = g->jaren,
		.schooljaar_count = full };
	g->houders[1] = (struct score_houder){ .schooljaren = g->leeg, .schooljaar_count = leeg };
	b->houders = g->houders;
}

void rij_lees(struct score_snapshot *s, const struct vraag *v, const struct deel *d, uint32_t n,
	struct score_aanbod *ret)
{
	const struct warm *w = &d->warm[n];
	if ((warm_vlag(w) & VLAG_RUIM) != 0) {
		*ret = s->ruim[ruim_of(d, n)]->aanbod;
		ret->kring = vraag_kring(v, warm_kring(w));
		return;
	}
	const struct koud *k = koud_of(d, n);
	*ret = (struct score_aanbod){
		.id = d->ids[n],
		.soort = d->soort,
		.niveaus = d->sectoren == 0 ? 0 : niveaus_of(k),
		.talen = k->talen,
		.online = (warm_vlag(w) & VLAG_ONLINE) != 0,
		.reisafstand_m = reisafstand_m(w, k),
		.plaats = { PLAATS_X_M + warm_x_m(w), PLAATS_Y_M + warm_y_m(w), !d->zonder_plaats },
		.groep_min = k->groep_min,
		.groep_max = k->groep_max == UINT16_MAX ? 0 : k->groep_max,
		.dagdelen = k->dagdelen,
		.geldig_van = dag_lees(s, k->geldig_van),
		.geldig_tot = dag_lees(s, k->geldig_tot),
		.gepauzeerd_tot = dag_lees(s, k->gepauzeerd_tot),
		.vog_geldig_tot = dag_lees(s, k->vog_geldig_tot),
		.kring = vraag_kring(v, warm_kring(w)),
		.houder_count = (warm_vlag(w) & VLAG_ZONDER_HOUDER) != 0 ? 0 : 2,
	};
	ret->ambassadeur = (warm_vlag(w) & VLAG_AMBASSADEUR) != 0;
	read_lists(s, k, ret);
	meer_lees(s, k, s->gelezen->erkenningen, ret);
	verblijf_lees(s, k, s->gelezen->verblijven, ret);
}

/* ---- kept whole ---- */

/* Copies a list to the end of what is filled of r. */
static void *keep(struct ruim *r, size_t *used, const void *list, size_t bytes)
{
	void *const at = (char *)(r + 1) + *used;
	if (bytes > 0)
		memcpy(at, list, bytes);
	*used += (bytes + 7) & ~(size_t)7;
	return at;
}

static size_t room_of(size_t count, size_t item_bytes)
{
	return (count * item_bytes + 7) & ~(size_t)7;
}

static size_t ruim_bytes(const struct score_aanbod *b)
{
	size_t bytes = sizeof(struct ruim) + room_of(b->thema_count, sizeof(*b->themas)) +
		       room_of(b->erkenning_count, sizeof(*b->erkenningen)) +
		       room_of(b->uitzondering_count, sizeof(*b->uitzonderingen)) +
		       room_of(b->boeking_count, sizeof(*b->boekingen)) +
		       room_of(b->verblijf_count, sizeof(*b->verblijven)) +
		       room_of(b->bezetting_count, sizeof(*b->bezetting)) +
		       room_of(b->houder_count, sizeof(*b->houders));
	for (size_t i = 0; i < b->houder_count; i++)
		bytes += room_of(b->houders[i].week_count, sizeof(struct score_gebruik)) +
			 room_of(b->houders[i].schooljaar_count, sizeof(struct score_gebruik));
	return bytes;
}

struct ruim *ruim_create(struct score_snapshot *s, const struct score_aanbod *b)
{
	const size_t bytes = ruim_bytes(b);
	struct ruim *const r = snapshot_alloc(s, bytes);
	size_t used = 0;
	r->bytes = bytes;
	r->aanbod = *b;
	r->aanbod.themas = keep(r, &used, b->themas, b->thema_count * sizeof(*b->themas));
	r->aanbod.erkenningen =
		keep(r, &used, b->erkenningen, b->erkenning_count * sizeof(*b->erkenningen));
	r->aanbod.uitzonderingen = keep(
		r, &used, b->uitzonderingen, b->uitzondering_count * sizeof(*b->uitzonderingen));
	r->aanbod.boekingen =
		keep(r, &used, b->boekingen, b->boeking_count * sizeof(*b->boekingen));
	r->aanbod.verblijven =
		keep(r, &used, b->verblijven, b->verblijf_count * sizeof(*b->verblijven));
	r->aanbod.bezetting =
		keep(r, &used, b->bezetting, b->bezetting_count * sizeof(*b->bezetting));
	struct score_houder *const houders =
		keep(r, &used, b->houders, b->houder_count * sizeof(*b->houders));
	for (size_t i = 0; i < b->houder_count; i++) {
		struct score_houder *const h = &houders[i];
		h->weken = keep(r, &used, h->weken, h->week_count * sizeof(*h->weken));
		h->schooljaren = keep(
			r, &used, h->schooljaren, h->schooljaar_count * sizeof(*h->schooljaren));
	}
	r->aanbod.houders = houders;
	return r;
}

void ruim_destroy(struct score_snapshot *s, struct ruim *r)
{
	if (r != NULL)
		snapshot_free(s, r, r->bytes);
}
