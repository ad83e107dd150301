#include "motor/voorraad_kaart.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static size_t year_count(const struct score_aanbod *aanbod)
{
	size_t count = 0;
	for (size_t i = 0; i < aanbod->houder_count; i++) {
		assert(aanbod->houders[i].schooljaar_count <= UINT8_MAX);
		count += aanbod->houders[i].schooljaar_count;
	}
	return count;
}

static char *texts(const struct kaart *kaart)
{
	size_t years = 0;
	for (unsigned i = 0; i < kaart->houder_count; i++)
		years += kaart->houders[i].jaren;
	return (char *)(kaart->jaren + years);
}

static struct kaart *make(
	const struct kandidaat_aanbod_row *row, const struct score_aanbod *aanbod, size_t bytes)
{
	struct kaart *kaart = calloc(1, bytes);
	if (kaart == NULL)
		err_fatal("out of memory");
	*kaart = (struct kaart){ .stuk = { row->id, bytes },
		.titel_len = (uint16_t)row->titel.len,
		.naam_len = (uint16_t)row->bedrijf_naam.len,
		.has_naam = row->bedrijf_naam.ptr != NULL,
		.houder_count = (uint8_t)aanbod->houder_count };
	struct score_gebruik *jaren = kaart->jaren;
	for (size_t i = 0; i < aanbod->houder_count; i++) {
		const struct score_houder *h = &aanbod->houders[i];
		kaart->houders[i] = (struct kaart_houder){ (uint8_t)h->soort,
			(uint8_t)h->schooljaar_count, h->max_per_schooljaar };
		for (size_t n = 0; n < h->schooljaar_count; n++)
			*jaren++ = h->schooljaren[n];
	}
	char *text = texts(kaart);
	memcpy(text, row->titel.ptr, row->titel.len);
	if (row->bedrijf_naam.ptr != NULL)
		memcpy(text + row->titel.len, row->bedrijf_naam.ptr, row->bedrijf_naam.len);
	return kaart;
}

bool kaarten_put(struct tabel *kaarten, const struct kandidaat_aanbod_row *row,
	const struct score_aanbod *aanbod, size_t max_bytes)
{
	assert(aanbod->houder_count <= MOTOR_HOUDERS && row->titel.len <= UINT16_MAX &&
		row->bedrijf_naam.len <= UINT16_MAX);
	const size_t bytes = sizeof(struct kaart) +
			     year_count(aanbod) * sizeof(struct score_gebruik) + row->titel.len +
			     row->bedrijf_naam.len;
	if (!tabel_fits(kaarten, row->id, bytes, max_bytes))
		return false;
	tabel_put(kaarten, &make(row, aanbod, bytes)->stuk);
	return true;
}

const struct kaart *kaarten_find(const struct tabel *kaarten, struct uuid id)
{
	return (const struct kaart *)tabel_find(kaarten, id); /* which it begins with */
}

struct str kaart_titel(const struct kaart *kaart)
{
	return (struct str){ texts(kaart), kaart->titel_len };
}

struct str kaart_bedrijf_naam(const struct kaart *kaart)
{
	if (!kaart->has_naam)
		return STR_NULL;
	return (struct str){ texts(kaart) + kaart->titel_len, kaart->naam_len };
}

size_t kaart_houders(const struct kaart *kaart, struct score_houder ret_houders[MOTOR_HOUDERS])
{
	const struct score_gebruik *jaren = kaart->jaren;
	for (unsigned i = 0; i < kaart->houder_count; i++) {
		const struct kaart_houder *h = &kaart->houders[i];
		ret_houders[i] = (struct score_houder){ .soort = (enum score_houder_soort)h->soort,
			.max_per_schooljaar = h->max_per_schooljaar,
			.schooljaren = jaren,
			.schooljaar_count = h->jaren };
		jaren += h->jaren;
	}
	return kaart->houder_count;
}
