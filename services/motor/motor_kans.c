/* The other way round: from one offer to the open requests that it may fit. */
#include "motor/motor.h"

/* Requests that one statement reads, so that their rows take the loop no longer than it may spend.
 */
#define KANSEN_PER_SLAG 50

/* School holidays of one region over the windows of all requests. */
struct vrije_dagen {
	struct str regio;
	const struct kandidaat_vakantie_row *rows;
	size_t count;
};

/* What holidays were read; regions are three, or not known. */
struct kalender {
	struct vrije_dagen vrij[4];
	size_t count;
	int32_t van, tot;
};

static enum err read_holidays(struct task *t, struct db_tx *tx, struct kalender *k,
	struct str regio, const struct vrije_dagen **ret_vrij)
{
	for (size_t i = 0; i < k->count; i++) {
		if (str_eq(k->vrij[i].regio, regio)) {
			*ret_vrij = &k->vrij[i];
			return ERR_OK;
		}
	}
	if (k->count == sizeof(k->vrij) / sizeof(k->vrij[0]))
		return ERR_INTERNAL; /* a region that the schema does not know */
	struct vrije_dagen *v = &k->vrij[k->count];
	const struct kandidaat_vakantie_in in = {
		.regio = regio, .van_datum = k->van, .tot_datum = k->tot
	};
	struct kandidaat_vakantie_row *rows = NULL;
	TRY(kandidaat_vakantie(t, tx, &in, &rows, &v->count));
	v->regio = regio;
	v->rows = rows;
	k->count++;
	*ret_vrij = v;
	return ERR_OK;
}

/* Both lists stand in the order of the requests: those of one request are taken from the front. */
static void set_relaties(struct arena *a, struct motor *m, const struct kans_relaties_row *rows,
	size_t count, size_t *taken)
{
	/* The person and the company at most. */
	struct score_relatie *out = ARENA_ARRAY(a, 2, struct score_relatie);
	size_t n = 0;
	while (*taken < count && uuid_eq(rows[*taken].aanvraag_id, m->aanvraag.id)) {
		const struct kans_relaties_row *row = &rows[(*taken)++];
		if (row->verbod) {
			m->vraag.verboden = &row->houder;
			m->vraag.verboden_count = 1;
			continue;
		}
		out[n++] = (struct score_relatie){ .houder = row->houder,
			.veto = row->veto,
			.keren = (uint16_t)(row->keren < UINT16_MAX ? row->keren : UINT16_MAX),
			.datums = row->datums.items,
			.datum_count = row->datums.count };
	}
	m->vraag.relaties = out;
	m->vraag.relatie_count = n;
}

static enum err load_relaties(struct task *t, struct db_tx *tx, const struct motor *m,
	struct db_uuids ids, struct kans_relaties_row **ret_rows, size_t *ret_count)
{
	const struct kandidaat_aanbod_row *aanbod = &m->rijen[0];
	const struct kans_relaties_in in = { .ids = ids,
		.aanbod_id = aanbod->id,
		.has_vrijwilliger_id = aanbod->has_vrijwilliger_id,
		.vrijwilliger_id = aanbod->vrijwilliger_id,
		.has_bedrijf_id = aanbod->has_bedrijf_id,
		.bedrijf_id = aanbod->bedrijf_id,
		.vandaag = m->vandaag };
	return kans_relaties(t, tx, &in, ret_rows, ret_count);
}

/* The requests with these ids; one that is gone meanwhile is left out. */
static enum err load_slice(struct task *t, struct db_tx *tx, struct db_uuids ids,
	struct kalender *kalender, struct motor_kansen *k)
{
	struct kandidaat_aanvraag_row *rows = NULL;
	size_t count = 0;
	TRY(motor_read_aanvragen(t, tx, ids, k->aanbod.vandaag, &rows, &count));
	struct kans_relaties_row *relaties = NULL;
	size_t relatie_count = 0;
	TRY(load_relaties(t, tx, &k->aanbod, ids, &relaties, &relatie_count));
	size_t taken = 0;
	for (size_t i = 0; i < count; i++, k->count++) {
		struct motor *m = &k->vragen[k->count];
		*m = k->aanbod;
		m->aanvraag = rows[i];
		TRY(motor_set_vraag(task_arena(t), m));
		while (taken < relatie_count &&
			uuid_cmp(relaties[taken].aanvraag_id, rows[i].id) < 0)
			taken++;
		set_relaties(task_arena(t), m, relaties, relatie_count, &taken);
		const struct vrije_dagen *vrij = NULL;
		TRY(read_holidays(t, tx, kalender, m->aanvraag.vakantieregio, &vrij));
		TRY(motor_set_window(m, vrij->rows, vrij->count));
		k->kansen[k->count] = (struct score_kans){ .id = rows[i].id,
			.aanvraag = &m->vraag,
			.config = &k->aanbod.config,
			.kring = motor_kring(m, &m->rijen[0]) };
	}
	return ERR_OK;
}

static enum err load_aanbod(struct task *t, struct db_tx *tx, struct taxonomie_cache *cache,
	struct uuid id, int32_t vandaag, struct motor *m)
{
	*m = (struct motor){ .vandaag = vandaag };
	TRY(taxonomie_get(t, tx, cache, &m->taxonomie));
	TRY(motor_load_een(t, tx, id, m));
	m->vraag.soort = m->aanbod[0].soort;
	m->aanvraag.soort = m->rijen[0].soort;
	return motor_load_gewichten(t, tx, m);
}

enum err motor_load_kansen(struct task *t, struct db_tx *tx, struct taxonomie_cache *cache,
	struct uuid aanbod_id, struct motor_gemeente gemeente, int32_t vandaag, size_t most,
	struct motor_kansen *ret_kansen)
{
	struct motor_kansen *k = ret_kansen;
	*k = (struct motor_kansen){ 0 };
	TRY(load_aanbod(t, tx, cache, aanbod_id, vandaag, &k->aanbod));
	const struct kandidaat_aanbod_row *row = &k->aanbod.rijen[0];
	const struct kans_open_in in = { .soort = row->soort,
		.themas = row->themas,
		.niveaus = row->niveaus,
		.talen = row->talen,
		.groep_min = row->groep_min,
		.groep_max = row->groep_max,
		.has_rd_x = row->has_rd_x,
		.rd_x = row->rd_x,
		.has_rd_y = row->has_rd_y,
		.rd_y = row->rd_y,
		.gemeente_code = gemeente.code,
		.gemeente_zoeknaam = gemeente.zoeknaam,
		.vandaag = vandaag,
		.aantal = (int64_t)most };
	struct kans_open_row open;
	TRY(kans_open(t, tx, &in, &open));
	k->passend = open.passend;
	k->vragen = ARENA_ARRAY(task_arena(t), open.ids.count + 1, struct motor);
	k->kansen = ARENA_ARRAY(task_arena(t), open.ids.count + 1, struct score_kans);
	/* A window ends within 366 days of its beginning, which lies no further than plans go. */
	struct kalender kalender = { .van = vandaag, .tot = vandaag + 3 * 366 };
	for (size_t done = 0; done < open.ids.count; done += KANSEN_PER_SLAG) {
		const size_t left = open.ids.count - done;
		const struct db_uuids ids = { open.ids.items + done,
			left < KANSEN_PER_SLAG ? left : KANSEN_PER_SLAG };
		TRY(load_slice(t, tx, ids, &kalender, k));
	}
	return ERR_OK;
}
