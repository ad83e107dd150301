#include "score/score.h"

#include <assert.h>

#include "score/paar.h"

enum err score_aanvraag_venster(
	struct score_aanvraag *aanvraag, int32_t van, int32_t tot, uint16_t week)
{
	TRY(tijdvak_set_init_week(&aanvraag->venster, van, tot, week));
	tijdvak_set_init_like(&aanvraag->gesloten, &aanvraag->venster);
	tijdvak_set_init_like(&aanvraag->klas_bezet, &aanvraag->venster);
	return ERR_OK;
}

size_t score_eerste_optie(const struct score_aanvraag *aanvraag, const struct tijdvak_set *vrij,
	struct tijdvak_set *ret_over)
{
	assert(aanvraag->optie_count <= SCORE_OPTIES_MAX);
	for (size_t i = 0; i < aanvraag->optie_count; i++) {
		const struct score_optie *optie = &aanvraag->opties[i];
		struct tijdvak_set over = *vrij;
		tijdvak_set_remove_days(&over, over.van, optie->van - 1);
		tijdvak_set_remove_days(&over, optie->tot + 1, tijdvak_set_tot(&over));
		tijdvak_set_keep_week(&over, optie->dagdelen);
		if (!tijdvak_set_is_empty(&over)) {
			*ret_over = over;
			return i;
		}
	}
	return aanvraag->optie_count;
}

struct score_config score_config_init(const struct thema_boom *boom, enum soort soort)
{
	return (struct score_config){
		.boom = boom,
		.gewichten = score_gewichten_tweede[soort],
		.regels = SCORE_REGELS_ALLE,
	};
}

void score_paar_beoordeel(struct score_paar *p, struct score_uitkomst *ret_uitkomst)
{
	assert(score_gewichten_check(&p->config->gewichten) == ERR_OK);
	const unsigned regel = score_regels_run(p, 0, SCORE_REGEL_COUNT);
	*ret_uitkomst = (struct score_uitkomst){
		.id = p->aanbod->id,
		.afstand_m = p->afstand_m,
		.regel = (enum score_regel)regel,
	};
	if (regel != SCORE_REGEL_COUNT) {
		tijdvak_set_init_like(&ret_uitkomst->vrij, &p->aanvraag->venster);
		return;
	}
	ret_uitkomst->mogelijk = true;
	ret_uitkomst->online = p->te_ver && score_paar_online(p);
	ret_uitkomst->vrij = p->vrij;
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		ret_uitkomst->delen[i] = score_deel_bereken(p, (enum score_factor)i);
		ret_uitkomst->score += ret_uitkomst->delen[i].bijdrage;
	}
}

void score_beoordeel(const struct score_config *config, const struct score_aanvraag *aanvraag,
	const struct score_aanbod *aanbod, struct score_uitkomst *ret_uitkomst)
{
	struct score_paar p;
	score_paar_init(&p, config, aanvraag, aanbod);
	score_paar_beoordeel(&p, ret_uitkomst);
}

/* Whether the pair is possible when one rule more is let go. */
static bool possible_without(const struct score_paar *p, unsigned regel)
{
	struct score_config config = *p->config;
	config.regels &= ~SCORE_REGEL_BIT(regel);
	struct score_paar without;
	score_paar_init(&without, &config, p->aanvraag, p->aanbod);
	return score_regels_run(&without, 0, SCORE_REGEL_COUNT) == SCORE_REGEL_COUNT;
}

void score_waarom_niemand(const struct score_config *config, const struct score_aanvraag *aanvraag,
	const struct score_aanbod *aanbod, size_t count, struct score_niemand *ret_niemand)
{
	struct score_niemand n = { .bekeken = (uint32_t)count };
	for (size_t i = 0; i < count; i++) {
		struct score_paar p;
		score_paar_init(&p, config, aanvraag, &aanbod[i]);
		const unsigned eerste = score_regels_run(&p, 0, SCORE_REGEL_COUNT);
		if (eerste == SCORE_REGEL_COUNT) {
			n.mogelijk++;
			continue;
		}
		n.eerste[eerste]++;
		/* Letting go a rule behind the first does not help. One before it passed, but may
		 * have taken half-days that are missed now. */
		for (unsigned r = 0; r <= eerste; r++) {
			const bool could = r == eerste || (score_regel_over_tijd(r) &&
								  score_regel_over_tijd(eerste));
			if (could && possible_without(&p, r))
				n.enige[r]++;
		}
	}
	*ret_niemand = n;
}
