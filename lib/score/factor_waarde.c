/* The functions of the table of factors (factor.c). The formulas stand in score/factor.h. */
#include "domain/niveau.h"
#include "score/paar.h"

static const struct score_waarde neutral = { SCORE_NEUTRAAL, true };

static struct score_waarde known(uint32_t waarde)
{
	return (struct score_waarde){ (uint16_t)waarde, false };
}

struct score_waarde score_waarde_thema(const struct score_paar *p)
{
	const uint16_t count = p->aanvraag->thema_count;
	if (count == 0 || p->aanbod->thema_count == 0)
		return neutral;
	uint32_t sum = 0;
	for (uint16_t i = 0; i < count; i++)
		sum += score_paar_thema(p, p->aanvraag->themas[i]);
	return known(sum / count);
}

struct score_waarde score_waarde_niveau(const struct score_paar *p)
{
	const uint64_t gevraagd = p->aanvraag->niveau & NIVEAU_ALLE;
	const uint64_t geboden = p->aanbod->niveaus & NIVEAU_ALLE;
	if (gevraagd == 0 || geboden == 0)
		return neutral;
	const unsigned bit = (unsigned)__builtin_ctzll(gevraagd);
	const uint64_t sector = niveau_of_sector(niveau_table[bit].sector);
	const unsigned k = niveau_set_count(geboden & sector);
	if (k == 0)
		return known(0);
	unsigned sectors = 0;
	for (unsigned s = 0; s < NIVEAU_SECTOR_COUNT; s++)
		sectors += (geboden & niveau_of_sector((enum niveau_sector)s)) != 0;
	return known(SCORE_WAARDE_MAX - 400 * (k - 1) / (niveau_set_count(sector) - 1) -
		     100 * (sectors - 1));
}

struct score_waarde score_waarde_datum(const struct score_paar *p)
{
	static const uint16_t values[] = { 0, 400, 700, 1000 };
	const unsigned count = tijdvak_set_count(&p->vrij);
	return known(values[count < 3 ? count : 3]);
}

static uint32_t travel(const struct score_paar *p)
{
	if (p->te_ver)
		return 0;
	if (p->afstand_m <= SCORE_REIS_NABIJ_M)
		return SCORE_WAARDE_MAX;
	int32_t limiet_m = score_paar_limiet_m(p);
	if (limiet_m == 0)
		limiet_m = SCORE_REIS_STANDAARD_M;
	if (p->afstand_m >= limiet_m)
		return 0;
	return (uint32_t)((int64_t)SCORE_WAARDE_MAX * (limiet_m - p->afstand_m) /
			  (limiet_m - SCORE_REIS_NABIJ_M));
}

struct score_waarde score_waarde_reis(const struct score_paar *p)
{
	const uint32_t online = score_paar_online(p) ? SCORE_REIS_ONLINE : 0;
	if (p->afstand_m == SCORE_AFSTAND_ONBEKEND)
		return online != 0 ? known(online) : neutral;
	const uint32_t waarde = travel(p);
	return known(waarde > online ? waarde : online);
}

struct score_waarde score_waarde_kring(const struct score_paar *p)
{
	switch (p->aanbod->kring) {
	case SCORE_KRING_BEDIENT: return known(1000);
	case SCORE_KRING_ANDERE: return known(300);
	default: return neutral;
	}
}

struct score_waarde score_waarde_belasting(const struct score_paar *p)
{
	const int32_t schooljaar = score_paar_schooljaar(p);
	const struct score_houder *drukste = score_paar_drukste(p, schooljaar);
	return drukste != NULL ? known(score_houder_waarde(drukste, schooljaar)) : neutral;
}

struct score_waarde score_waarde_behoefte(const struct score_paar *p)
{
	static const uint16_t values[] = { 1000, 700, 500, 300 };
	const int16_t had = p->aanvraag->behoefte;
	if (had < 0)
		return neutral;
	return known(values[had < 3 ? had : 3]);
}
