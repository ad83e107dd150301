#include "domain/niveau.h"

#include <string.h>

#include "domain/codes.h"

const struct niveau niveau_table[NIVEAU_COUNT] = {
	/* clang-format off */
	/* code, nl, en, sector, usual age of the youngest */
	{ "po-groep-1", "groep 1", "primary school, year 1", NIVEAU_SECTOR_PO, 4 },
	{ "po-groep-2", "groep 2", "primary school, year 2", NIVEAU_SECTOR_PO, 5 },
	{ "po-groep-3", "groep 3", "primary school, year 3", NIVEAU_SECTOR_PO, 6 },
	{ "po-groep-4", "groep 4", "primary school, year 4", NIVEAU_SECTOR_PO, 7 },
	{ "po-groep-5", "groep 5", "primary school, year 5", NIVEAU_SECTOR_PO, 8 },
	{ "po-groep-6", "groep 6", "primary school, year 6", NIVEAU_SECTOR_PO, 9 },
	{ "po-groep-7", "groep 7", "primary school, year 7", NIVEAU_SECTOR_PO, 10 },
	{ "po-groep-8", "groep 8", "primary school, year 8", NIVEAU_SECTOR_PO, 11 },
	{ "vmbo-bb-1", "vmbo basis, leerjaar 1", "vmbo basic vocational, year 1", NIVEAU_SECTOR_VO, 12 },
	{ "vmbo-bb-2", "vmbo basis, leerjaar 2", "vmbo basic vocational, year 2", NIVEAU_SECTOR_VO, 13 },
	{ "vmbo-bb-3", "vmbo basis, leerjaar 3", "vmbo basic vocational, year 3", NIVEAU_SECTOR_VO, 14 },
	{ "vmbo-bb-4", "vmbo basis, leerjaar 4", "vmbo basic vocational, year 4", NIVEAU_SECTOR_VO, 15 },
	{ "vmbo-kb-1", "vmbo kader, leerjaar 1", "vmbo middle management, year 1", NIVEAU_SECTOR_VO, 12 },
	{ "vmbo-kb-2", "vmbo kader, leerjaar 2", "vmbo middle management, year 2", NIVEAU_SECTOR_VO, 13 },
	{ "vmbo-kb-3", "vmbo kader, leerjaar 3", "vmbo middle management, year 3", NIVEAU_SECTOR_VO, 14 },
	{ "vmbo-kb-4", "vmbo kader, leerjaar 4", "vmbo middle management, year 4", NIVEAU_SECTOR_VO, 15 },
	{ "vmbo-gl-1", "vmbo gemengd, leerjaar 1", "vmbo combined, year 1", NIVEAU_SECTOR_VO, 12 },
	{ "vmbo-gl-2", "vmbo gemengd, leerjaar 2", "vmbo combined, year 2", NIVEAU_SECTOR_VO, 13 },
	{ "vmbo-gl-3", "vmbo gemengd, leerjaar 3", "vmbo combined, year 3", NIVEAU_SECTOR_VO, 14 },
	{ "vmbo-gl-4", "vmbo gemengd, leerjaar 4", "vmbo combined, year 4", NIVEAU_SECTOR_VO, 15 },
	{ "vmbo-tl-1", "vmbo-tl (mavo), leerjaar 1", "vmbo theoretical, year 1", NIVEAU_SECTOR_VO, 12 },
	{ "vmbo-tl-2", "vmbo-tl (mavo), leerjaar 2", "vmbo theoretical, year 2", NIVEAU_SECTOR_VO, 13 },
	{ "vmbo-tl-3", "vmbo-tl (mavo), leerjaar 3", "vmbo theoretical, year 3", NIVEAU_SECTOR_VO, 14 },
	{ "vmbo-tl-4", "vmbo-tl (mavo), leerjaar 4", "vmbo theoretical, year 4", NIVEAU_SECTOR_VO, 15 },
	{ "havo-1", "havo 1", "havo (senior general), year 1", NIVEAU_SECTOR_VO, 12 },
	{ "havo-2", "havo 2", "havo (senior general), year 2", NIVEAU_SECTOR_VO, 13 },
	{ "havo-3", "havo 3", "havo (senior general), year 3", NIVEAU_SECTOR_VO, 14 },
	{ "havo-4", "havo 4", "havo (senior general), year 4", NIVEAU_SECTOR_VO, 15 },
	{ "havo-5", "havo 5", "havo (senior general), year 5", NIVEAU_SECTOR_VO, 16 },
	{ "vwo-1", "vwo 1", "vwo (pre-university), year 1", NIVEAU_SECTOR_VO, 12 },
	{ "vwo-2", "vwo 2", "vwo (pre-university), year 2", NIVEAU_SECTOR_VO, 13 },
	{ "vwo-3", "vwo 3", "vwo (pre-university), year 3", NIVEAU_SECTOR_VO, 14 },
	{ "vwo-4", "vwo 4", "vwo (pre-university), year 4", NIVEAU_SECTOR_VO, 15 },
	{ "vwo-5", "vwo 5", "vwo (pre-university), year 5", NIVEAU_SECTOR_VO, 16 },
	{ "vwo-6", "vwo 6", "vwo (pre-university), year 6", NIVEAU_SECTOR_VO, 17 },
	{ "pro-1", "praktijkonderwijs, leerjaar 1", "practical training, year 1", NIVEAU_SECTOR_VO, 12 },
	{ "pro-2", "praktijkonderwijs, leerjaar 2", "practical training, year 2", NIVEAU_SECTOR_VO, 13 },
	{ "pro-3", "praktijkonderwijs, leerjaar 3", "practical training, year 3", NIVEAU_SECTOR_VO, 14 },
	{ "pro-4", "praktijkonderwijs, leerjaar 4", "practical training, year 4", NIVEAU_SECTOR_VO, 15 },
	{ "pro-5", "praktijkonderwijs, leerjaar 5", "practical training, year 5", NIVEAU_SECTOR_VO, 16 },
	{ "pro-6", "praktijkonderwijs, leerjaar 6", "practical training, year 6", NIVEAU_SECTOR_VO, 17 },
	{ "so", "speciaal onderwijs", "special primary education", NIVEAU_SECTOR_SO, 4 },
	{ "vso", "voortgezet speciaal onderwijs", "special secondary education", NIVEAU_SECTOR_SO, 12 },
	{ "mbo-1", "mbo niveau 1", "mbo (vocational), level 1", NIVEAU_SECTOR_MBO, 16 },
	{ "mbo-2", "mbo niveau 2", "mbo (vocational), level 2", NIVEAU_SECTOR_MBO, 16 },
	{ "mbo-3", "mbo niveau 3", "mbo (vocational), level 3", NIVEAU_SECTOR_MBO, 16 },
	{ "mbo-4", "mbo niveau 4", "mbo (vocational), level 4", NIVEAU_SECTOR_MBO, 16 },
	{ "hbo", "hbo", "university of applied sciences", NIVEAU_SECTOR_HO, 17 },
	{ "pabo", "pabo", "primary teacher training", NIVEAU_SECTOR_HO, 17 },
	/* clang-format on */
};

const struct niveau_sector_naam niveau_sector_table[NIVEAU_SECTOR_COUNT] = {
	[NIVEAU_SECTOR_PO] = { "po", "primair onderwijs", "primary education" },
	[NIVEAU_SECTOR_VO] = { "vo", "voortgezet onderwijs", "secondary education" },
	[NIVEAU_SECTOR_SO] = { "so", "speciaal onderwijs", "special education" },
	[NIVEAU_SECTOR_MBO] = { "mbo", "middelbaar beroepsonderwijs", "vocational education" },
	[NIVEAU_SECTOR_HO] = { "ho", "hoger onderwijs", "higher education" },
};

enum err niveau_from_code(struct str code, unsigned *ret_bit)
{
	for (unsigned bit = 0; bit < NIVEAU_COUNT; bit++) {
		if (str_eq(code, str_from(niveau_table[bit].code))) {
			*ret_bit = bit;
			return ERR_OK;
		}
	}
	return ERR_INVALID;
}

enum err niveau_sector_from_code(struct str code, enum niveau_sector *ret_sector)
{
	for (unsigned i = 0; i < NIVEAU_SECTOR_COUNT; i++) {
		if (str_eq(code, str_from(niveau_sector_table[i].code))) {
			*ret_sector = (enum niveau_sector)i;
			return ERR_OK;
		}
	}
	return ERR_INVALID;
}

uint64_t niveau_of_sector(enum niveau_sector sector)
{
	/* Runs of bits in the table above; a test walks the table. Counted here once, because the
	 * score asks it for every pair. */
	static const uint64_t sets[NIVEAU_SECTOR_COUNT] = {
		[NIVEAU_SECTOR_PO] = UINT64_C(0x00000000000000ff),
		[NIVEAU_SECTOR_VO] = UINT64_C(0x000001ffffffff00),
		[NIVEAU_SECTOR_SO] = UINT64_C(0x0000060000000000),
		[NIVEAU_SECTOR_MBO] = UINT64_C(0x0000780000000000),
		[NIVEAU_SECTOR_HO] = UINT64_C(0x0001800000000000),
	};
	return sets[sector];
}

static const char *name(struct arena *a, unsigned bit)
{
	return niveau_table[bit].code;
}

enum err niveau_set_parse(struct str text, uint64_t *ret_set)
{
	return codes_parse(text, niveau_from_code, ret_set);
}

struct str niveau_set_format(struct arena *a, uint64_t set)
{
	return codes_format(a, set, NIVEAU_COUNT, name);
}

bool niveau_volgend_jaar(unsigned bit, unsigned *ret_bit)
{
	if (bit + 1 >= NIVEAU_COUNT || niveau_table[bit].sector == NIVEAU_SECTOR_MBO)
		return false;
	const struct str now = str_from(niveau_table[bit].code);
	const struct str next = str_from(niveau_table[bit + 1].code);
	if (now.len != next.len || memcmp(now.ptr, next.ptr, now.len - 1) != 0 ||
		next.ptr[now.len - 1] != now.ptr[now.len - 1] + 1)
		return false;
	*ret_bit = bit + 1;
	return true;
}

unsigned niveau_set_count(uint64_t set)
{
	return (unsigned)__builtin_popcountll(set);
}
