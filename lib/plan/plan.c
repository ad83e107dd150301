#include "plan/plan.h"

#include <string.h>

#include "plan/bewijs.h"
#include "plan/los.h"
#include "plan/plan_intern.h"

/* Of `voortgang`: calls at most, and sessions between two at least. */
#define PROGRESS_CALLS 64
#define PROGRESS_EACH  256

size_t plan_bytes(const struct plan_opgave *opgave)
{
	const size_t tree = opgave->aanbod_count + opgave->bedrijf_count + opgave->kring_count +
			    opgave->groep_count + opgave->school_count;
	return zoek_bytes(opgave) + schuld_bytes(opgave) +
	       opgave->kandidaat_count * sizeof(struct model_kandidaat) +
	       tree * sizeof(struct model_node) +
	       opgave->aanvraag_count * sizeof(struct model_aanvraag);
}

/* ---- placing all ---- */

static bool go_on(struct los *run)
{
	const struct plan_grenzen *const g = run->grenzen;
	if (g->max_werk > 0 && run->z.work >= g->max_werk)
		return false;
	if (g->voortgang == NULL || run->moet || run->done < run->next_call)
		return true;
	const size_t totaal = run->z.m->sessies;
	const size_t each = totaal / PROGRESS_CALLS;
	run->next_call = run->done + (each > PROGRESS_EACH ? each : PROGRESS_EACH);
	struct plan_voortgang v = { .gedaan = run->done, .totaal = totaal };
	zoek_tussenstand(&run->z, &v.bediend, &v.ondergrens);
	return g->voortgang(g->arg, &v);
}

/* The work is cut short. How far the answer may be from the best is known by the prices: what they
 * say that somebody would gain who came to what is still there … */
static void stop(struct los *run)
{
	run->stopped = true;
	run->gap += zoek_gemis(&run->z);
}

/* … and what each of the rest, who takes what is still there, pays more than its price. */
static void place_rest(struct los *run, uint32_t r)
{
	zoek_hef(&run->z, r);
	const int64_t least = run->z.nodes[r].price;
	run->gap += zoek_direct(&run->z, r) - least;
}

void los_een(struct zoek *z, uint32_t aanvraag)
{
	const uint32_t left = zoek_bied(z, aanvraag);
	if (left != ZOEK_NONE)
		zoek_plaats(z, left);
}

/* All aanvragen that have a minimum, or all others. */
static void place_all(struct los *run)
{
	const struct model *const m = run->z.m;
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++)
		for (int32_t u = 0;
			(m->aanvragen[r].min > 0) == run->moet && u < m->aanvragen[r].sessies;
			u++) {
			if (!run->stopped && !go_on(run))
				stop(run);
			if (run->stopped)
				place_rest(run, r);
			else
				los_een(&run->z, r);
			run->done++;
		}
}

/* Who has to be served comes first, so that work that is cut short serves them too. */
void los_alles(struct los *run)
{
	zoek_raam(&run->z);
	run->moet = true;
	place_all(run);
	run->moet = false;
	place_all(run);
	if (!run->stopped)
		zoek_daal(&run->z);
}

/* ---- the answer ---- */

bool los_bewezen(const struct zoek *z)
{
	const struct model *const m = z->m;
	struct bewijs_stuk *const stukken = plan_alloc(m->sessies, sizeof(*stukken));
	int64_t *const prices = plan_alloc(z->first_place, sizeof(*prices));
	struct bewijs b = { stukken, 0, prices, prices + z->first_tree };
	for (uint32_t i = 0; i < z->first_place; i++)
		prices[i] = z->nodes[i].price;
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++)
		for (uint32_t x = z->of_aanvraag[r]; x != ZOEK_NONE;
			x = z->places[x].next_of_aanvraag) {
			stukken[b.count] = (struct bewijs_stuk){ r, z->places[x].kandidaat,
				z->places[x].tijdvak, z->nodes[z->first_place + x].price,
				z->nodes[z->first_split + x].price };
			b.count++;
		}
	const bool good = bewijs_klopt(m, &b);
	free(stukken);
	free(prices);
	return good;
}

/* What one more of the maximum of a node is worth; 0 while there is room. */
static int64_t rent(const struct zoek *z, uint32_t node)
{
	const struct model_node *const n = &z->m->nodes[node];
	if (z->load[node] == 0 || z->load[node] < n->cap)
		return 0;
	const int64_t above = n->boven == MODEL_SINK ? 0 : z->nodes[z->first_tree + n->boven].price;
	const int64_t more = z->nodes[z->first_tree + node].price - above -
			     node_cost(n, z->m->big, z->load[node] + 1);
	return more > 0 ? more : 0;
}

static void take_prices(const struct zoek *z, struct plan_uitkomst *u)
{
	const struct model *const m = z->m;
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++)
		u->prijs_aanvraag[r] = z->nodes[r].price;
	for (uint32_t o = 0; o < m->in->aanbod_count; o++) {
		u->prijs_aanbod[o] = rent(z, o);
		for (uint32_t x = z->of_aanbod[o]; x != ZOEK_NONE;
			x = z->places[x].next_of_aanbod) {
			const int64_t more = z->nodes[z->first_place + x].price -
					     z->nodes[z->first_tree + o].price;
			if (more > u->prijs_halfdag[o])
				u->prijs_halfdag[o] = more;
		}
	}
	for (uint32_t i = 0; i < m->in->bedrijf_count; i++)
		u->prijs_bedrijf[i] = rent(z, model_bedrijf(m, i));
	for (uint32_t i = 0; i < m->in->kring_count; i++)
		u->prijs_kring[i] = rent(z, model_kring(m, i));
}

static void answer(const struct zoek *z, struct plan_uitkomst *ret_uitkomst)
{
	struct plan_inzet *const inzet = plan_alloc(z->m->sessies, sizeof(*inzet));
	model_uitkomst(z->m, inzet, zoek_inzet(z, inzet), ret_uitkomst);
	free(inzet);
	ret_uitkomst->werk = z->work;
}

void los_antwoord(const struct zoek *z, int64_t gap, struct plan_uitkomst *ret_uitkomst)
{
	answer(z, ret_uitkomst);
	take_prices(z, ret_uitkomst);
	ret_uitkomst->kloof = gap;
	ret_uitkomst->ondergrens = ret_uitkomst->doel - gap;
	ret_uitkomst->bewezen = gap == 0;
}

enum err los_begin(const struct plan_opgave *opgave, const struct plan_grenzen *grenzen,
	bool wisselt, struct model *m, struct plan_weigering *ret_weigering)
{
	TRY(plan_check(opgave, ret_weigering));
	const size_t bytes = plan_bytes(opgave);
	if (grenzen->max_bytes > 0 && bytes > grenzen->max_bytes) {
		const enum err e = weiger(ret_weigering, PLAN_FOUT_GEHEUGEN);
		ret_weigering->nodig_bytes = bytes;
		return e;
	}
	return model_init(m, opgave, wisselt, ret_weigering);
}

/* Places all; what is missed is for the caller to see. */
static enum err solve(const struct plan_opgave *opgave, const struct plan_grenzen *grenzen,
	struct plan_uitkomst *ret_uitkomst, struct plan_weigering *ret_weigering)
{
	struct model m;
	TRY(los_begin(opgave, grenzen, false, &m, ret_weigering));
	struct los run = { .grenzen = grenzen };
	zoek_init(&run.z, &m);
	los_alles(&run);
	const enum err e = run.stopped || los_bewezen(&run.z) ? ERR_OK : ERR_INTERNAL;
	if (e == ERR_OK)
		los_antwoord(&run.z, run.gap, ret_uitkomst);
	if (e == ERR_OK && grenzen->winst && !run.stopped) {
		ret_uitkomst->winst_aanvraag =
			plan_alloc(opgave->aanvraag_count, sizeof(*ret_uitkomst->winst_aanvraag));
		zoek_winst(&run.z, ret_uitkomst->winst_aanvraag);
	}
	zoek_fini(&run.z);
	model_fini(&m);
	return e;
}

enum err plan_los(const struct plan_opgave *opgave, const struct plan_grenzen *grenzen,
	struct plan_uitkomst *ret_uitkomst, struct plan_weigering *ret_weigering)
{
	*ret_uitkomst = (struct plan_uitkomst){ .inzet = NULL };
	TRY(solve(opgave, grenzen, ret_uitkomst, ret_weigering));
	if (!uitkomst_misses(opgave, ret_uitkomst))
		return ERR_OK;
	const bool whole = ret_uitkomst->bewezen;
	const uint64_t werk = ret_uitkomst->werk;
	plan_uitkomst_fini(ret_uitkomst);
	const enum err e = weiger(ret_weigering, PLAN_FOUT_MIN_KAN_NIET);
	struct plan_grenzen rest = *grenzen;
	rest.max_werk -= grenzen->max_werk > werk ? werk : 0;
	if (whole && (grenzen->max_werk == 0 || grenzen->max_werk > werk))
		schuld_noem(opgave, &rest, ret_weigering);
	return e;
}

enum err plan_probeer(const struct plan_opgave *opgave, const struct plan_grenzen *grenzen,
	bool *ret_missed, bool *ret_whole, uint64_t *ret_werk)
{
	struct plan_uitkomst u = { .inzet = NULL };
	struct plan_weigering w;
	TRY(solve(opgave, grenzen, &u, &w));
	*ret_missed = uitkomst_misses(opgave, &u);
	*ret_whole = u.bewezen;
	*ret_werk = u.werk;
	plan_uitkomst_fini(&u);
	return ERR_OK;
}

/* ---- by hand ---- */

struct pair {
	bool moet; /* its aanvraag has a min: first of all */
	int64_t kosten;
	uint32_t aanvraag, kandidaat;
};

static int pair_cmp(const void *va, const void *vb)
{
	const struct pair *const a = va;
	const struct pair *const b = vb;
	if (a->moet != b->moet)
		return a->moet ? -1 : 1;
	if (a->kosten != b->kosten)
		return a->kosten < b->kosten ? -1 : 1;
	return a->kandidaat < b->kandidaat ? -1 : a->kandidaat > b->kandidaat;
}

/* The cheapest pair first, over all of them; what then is left is not served. */
static void place_cheapest(struct zoek *z)
{
	const struct model *const m = z->m;
	struct pair *const pairs = plan_alloc(m->in->kandidaat_count, sizeof(*pairs));
	int32_t *const left = plan_alloc(m->in->aanvraag_count, sizeof(*left));
	size_t count = 0;
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++) {
		left[r] = m->aanvragen[r].sessies;
		for (uint32_t k = m->aanvragen[r].first; k < m->aanvragen[r].end; k++) {
			pairs[count] = (struct pair){ m->aanvragen[r].min > 0,
				m->kandidaten[k].kosten, r, k };
			count++;
		}
	}
	qsort(pairs, count, sizeof(*pairs), pair_cmp);
	for (size_t i = 0; i < count; i++)
		while (left[pairs[i].aanvraag] > 0 &&
			zoek_direct_pair(z, pairs[i].aanvraag, pairs[i].kandidaat))
			left[pairs[i].aanvraag]--;
	free(pairs);
	free(left);
}

static void place_in_order(struct zoek *z, const uint32_t *volgorde)
{
	for (int first = 1; first >= 0; first--)
		for (uint32_t i = 0; i < z->m->in->aanvraag_count; i++) {
			const uint32_t r = volgorde == NULL ? i : volgorde[i];
			const struct model_aanvraag *const a = &z->m->aanvragen[r];
			for (int32_t u = 0; (a->min > 0) == (first == 1) && u < a->sessies; u++)
				(void)zoek_direct(z, r);
		}
}

enum err plan_gulzig(const struct plan_opgave *opgave, const struct plan_grenzen *grenzen,
	struct plan_uitkomst *ret_uitkomst, struct plan_weigering *ret_weigering)
{
	*ret_uitkomst = (struct plan_uitkomst){ .inzet = NULL };
	struct model m;
	TRY(los_begin(opgave, grenzen, false, &m, ret_weigering));
	struct zoek z;
	zoek_init(&z, &m);
	place_cheapest(&z);
	answer(&z, ret_uitkomst);
	zoek_fini(&z);
	model_fini(&m);
	return ERR_OK;
}

enum err plan_eerste(const struct plan_opgave *opgave, const uint32_t *volgorde,
	const struct plan_grenzen *grenzen, struct plan_uitkomst *ret_uitkomst,
	struct plan_weigering *ret_weigering)
{
	*ret_uitkomst = (struct plan_uitkomst){ .inzet = NULL };
	struct model m;
	TRY(los_begin(opgave, grenzen, false, &m, ret_weigering));
	struct zoek z;
	zoek_init(&z, &m);
	place_in_order(&z, volgorde);
	answer(&z, ret_uitkomst);
	zoek_fini(&z);
	model_fini(&m);
	return ERR_OK;
}
