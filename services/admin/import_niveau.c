#include "admin/import_niveau.h"

#include <stdio.h>
#include <string.h>

#include "admin/import_grens.h"
#include "domain/niveau.h"
#include "json/jsn.h"

/* The levels code-van … code-tot: ("vmbo-bb", 3, 4). */
static uint64_t jaren(const char *code, int van, int tot)
{
	uint64_t set = 0;
	for (int jaar = van; jaar <= tot; jaar++) {
		char naam[32];
		snprintf(naam, sizeof(naam), "%s-%d", code, jaar);
		unsigned bit;
		if (niveau_from_code(str_from(naam), &bit) == ERR_OK)
			set |= UINT64_C(1) << bit;
	}
	return set;
}

static uint64_t een(const char *code)
{
	unsigned bit;
	return niveau_from_code(str_from(code), &bit) == ERR_OK ? UINT64_C(1) << bit : 0;
}

static uint64_t vmbo(int van, int tot)
{
	return jaren("vmbo-bb", van, tot) | jaren("vmbo-kb", van, tot) |
	       jaren("vmbo-gl", van, tot) | jaren("vmbo-tl", van, tot);
}

/* One part of a type such as VBO/MAVO; 0 when it is none. */
static uint64_t van_vo_type(struct str deel)
{
	if (str_eq_nocase(deel, STR("VBO")))
		return jaren("vmbo-bb", 1, 4) | jaren("vmbo-kb", 1, 4);
	if (str_eq_nocase(deel, STR("MAVO")))
		return jaren("vmbo-gl", 1, 4) | jaren("vmbo-tl", 1, 4);
	if (str_eq_nocase(deel, STR("VMBO")))
		return vmbo(1, 4);
	if (str_eq_nocase(deel, STR("HAVO")))
		return jaren("havo", 1, 5);
	if (str_eq_nocase(deel, STR("VWO")))
		return jaren("vwo", 1, 6);
	if (str_eq_nocase(deel, STR("PRO")))
		return jaren("pro", 1, 6);
	if (str_eq_nocase(deel, STR("BRUGJAAR")))
		return vmbo(1, 2) | jaren("havo", 1, 2) | jaren("vwo", 1, 2);
	return 0;
}

enum err import_niveaus_van_type(struct str type, const char **ret_soort, uint64_t *ret_niveaus)
{
	const uint64_t groepen = niveau_of_sector(NIVEAU_SECTOR_PO);
	const struct {
		const char *type, *soort;
		uint64_t niveaus;
	} vaste[] = {
		{ "basisschool", "po", groepen },
		{ "SBAO", "so", groepen | een("so") },
		{ "SO", "so", een("so") },
		{ "VSO", "so", een("vso") },
		{ "(V)SO", "so", een("so") | een("vso") },
	};
	for (size_t i = 0; i < sizeof(vaste) / sizeof(vaste[0]); i++) {
		if (!str_eq_nocase(type, str_from(vaste[i].type)))
			continue;
		*ret_soort = vaste[i].soort;
		*ret_niveaus = vaste[i].niveaus;
		return ERR_OK;
	}
	uint64_t set = 0;
	struct str deel;
	while (str_cut(&type, '/', &deel)) {
		const uint64_t niveaus = van_vo_type(str_trim(deel));
		if (niveaus == 0)
			return ERR_INVALID;
		set |= niveaus;
	}
	*ret_soort = "vo";
	*ret_niveaus = set;
	return set != 0 ? ERR_OK : ERR_INVALID;
}

static bool contains(struct str s, const char *part)
{
	return s.ptr != NULL && memmem(s.ptr, s.len, part, strlen(part)) != NULL;
}

/* "Ljvb op HAVO/VMBO-Th/Gm Lw": the levels that a brugklas leads to, years 1 and 2. */
static uint64_t van_brugklas(struct str naam)
{
	uint64_t set = 0;
	if (contains(naam, "VWO"))
		set |= jaren("vwo", 1, 2);
	if (contains(naam, "HAVO"))
		set |= jaren("havo", 1, 2);
	if (contains(naam, "Alle Lw"))
		set |= vmbo(1, 2);
	if (contains(naam, "Bbg") || contains(naam, "BBg"))
		set |= jaren("vmbo-bb", 1, 2);
	if (contains(naam, "Kbg"))
		set |= jaren("vmbo-kb", 1, 2);
	if (contains(naam, "Gm"))
		set |= jaren("vmbo-gl", 1, 2);
	if (contains(naam, "Th"))
		set |= jaren("vmbo-tl", 1, 2);
	return set;
}

/* Year 3 of havo and vwo shares one type: the name says which. */
static uint64_t van_derde_jaar(struct str naam)
{
	uint64_t set = 0;
	if (contains(naam, "HAVO"))
		set |= jaren("havo", 3, 3);
	if (contains(naam, "VWO"))
		set |= jaren("vwo", 3, 3);
	return set != 0 ? set : jaren("havo", 3, 3) | jaren("vwo", 3, 3);
}

uint64_t import_niveaus_van_opleiding(struct str onderwijstype, struct str opleidingsnaam)
{
	static const struct {
		const char *begin, *niveau;
		int van, tot;
	} vaste[] = {
		{ "VMBO BL", "vmbo-bb", 3, 4 },
		{ "VMBO KL", "vmbo-kb", 3, 4 },
		{ "VMBO GL", "vmbo-gl", 3, 4 },
		{ "VMBO TL", "vmbo-tl", 3, 4 },
		{ "HAVO lj", "havo", 4, 5 },
		{ "VWO lj", "vwo", 4, 6 },
		{ "Praktijkonderwijs", "pro", 1, 6 },
	};
	for (size_t i = 0; i < sizeof(vaste) / sizeof(vaste[0]); i++)
		if (str_starts(onderwijstype, str_from(vaste[i].begin)))
			return jaren(vaste[i].niveau, vaste[i].van, vaste[i].tot);
	if (str_starts(onderwijstype, STR("Brugjaar")))
		return van_brugklas(opleidingsnaam);
	if (str_starts(onderwijstype, STR("HAVO/VWO lj 3")))
		return van_derde_jaar(opleidingsnaam);
	return 0;
}

/* ---- the kinds of one file ---- */

struct elementsoort {
	struct str onderwijstype;
	struct str elementcode;
	uint64_t niveaus;
};

struct import_soorten {
	struct arena *arena;
	struct elementsoort *items;
	size_t count;
	size_t last; /* where the last one stood: rows of one kind often follow each other */
};

struct import_soorten *import_soorten_create(struct arena *a)
{
	struct import_soorten *s = ARENA_NEW(a, struct import_soorten);
	s->arena = a;
	s->items = ARENA_ARRAY(a, IMPORT_MAX_SOORTEN, struct elementsoort);
	return s;
}

static bool is_soort(const struct elementsoort *s, struct str onderwijstype, struct str elementcode)
{
	return str_eq(s->elementcode, elementcode) && str_eq(s->onderwijstype, onderwijstype);
}

bool import_soorten_zet(struct import_soorten *s, struct str onderwijstype, struct str elementcode,
	uint64_t niveaus)
{
	size_t i = s->last;
	if (i >= s->count || !is_soort(&s->items[i], onderwijstype, elementcode))
		for (i = 0; i < s->count; i++)
			if (is_soort(&s->items[i], onderwijstype, elementcode))
				break;
	if (i == IMPORT_MAX_SOORTEN)
		return false;
	if (i == s->count) {
		s->items[i].onderwijstype = str_dup(s->arena, onderwijstype);
		s->items[i].elementcode = str_dup(s->arena, elementcode);
		s->count++;
	}
	s->items[i].niveaus |= niveaus;
	s->last = i;
	return true;
}

void import_soorten_schrijf(const struct import_soorten *s, struct jsn_out *out)
{
	jsn_array(out);
	for (size_t i = 0; i < s->count; i++) {
		jsn_object(out);
		jsn_kv_str(out, "onderwijstype", s->items[i].onderwijstype);
		jsn_kv_str(out, "elementcode", s->items[i].elementcode);
		jsn_kv_int(out, "niveaus", (int64_t)s->items[i].niveaus);
		jsn_object_end(out);
	}
	jsn_array_end(out);
}
