#include "motor/voorraad_kaart.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static bool is_full(const struct score_houder *h, size_t week)
{
	return h->max_per_week != 0 && h->weken[week].aantal >= h->max_per_week;
}

/* More full weeks than a school year has are not told of: only the holder of most would be named
 * otherwise. */
static uint8_t full_weeks(const struct score_houder *h)
{
	unsigned count = 0;
	for (size_t i = 0; i < h->week_count && count < UINT8_MAX; i++)
		count += is_full(h, i);
	return (uint8_t)count;
}

static size_t line_count(const struct score_aanbod *aanbod)
{
	size_t count = 0;
	for (size_t i = 0; i < aanbod->houder_count; i++) {
		assert(aanbod->houders[i].schooljaar_count <= UINT8_MAX);
		count += aanbod->houders[i].schooljaar_count + full_weeks(&aanbod->houders[i]);
	}
	return count;
}

static char *texts(const struct kaart *kaart)
{
	size_t lines = 0;
	for (unsigned i = 0; i < kaart->houder_count; i++)
		lines += (size_t)kaart->houders[i].jaren + kaart->houders[i].weken;
	return (char *)(kaart->gebruik + lines);
}

/* The lines of one holder; gives where those of the next come. */
static struct score_gebruik *put_lines(
	struct score_gebruik *at, const struct score_houder *h, struct kaart_houder *ret_houder)
{
	*ret_houder = (struct kaart_houder){ .soort = (uint8_t)h->soort,
		.jaren = (uint8_t)h->schooljaar_count,
		.weken = full_weeks(h),
		.max_per_schooljaar = h->max_per_schooljaar,
		.max_per_week = h->max_per_week };
	for (size_t n = 0; n < h->schooljaar_count; n++)
		*at++ = h->schooljaren[n];
	unsigned left = ret_houder->weken;
	for (size_t n = 0; n < h->week_count && left > 0; n++) {
		if (!is_full(h, n))
			continue;
		*at++ = h->weken[n];
		left--;
	}
	return at;
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
		.houder_count = (uint8_t)aanbod->houder_count,
		.plaatsen = aanbod->plaatsen };
	struct score_gebruik *at = kaart->gebruik;
	for (size_t i = 0; i < aanbod->houder_count; i++)
		at = put_lines(at, &aanbod->houders[i], &kaart->houders[i]);
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
			     line_count(aanbod) * sizeof(struct score_gebruik) + row->titel.len +
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
	const struct score_gebruik *at = kaart->gebruik;
	for (unsigned i = 0; i < kaart->houder_count; i++) {
		const struct kaart_houder *h = &kaart->houders[i];
		ret_houders[i] = (struct score_houder){ .soort = (enum score_houder_soort)h->soort,
			.max_per_week = h->max_per_week,
			.weken = at + h->jaren,
			.week_count = h->weken,
			.max_per_schooljaar = h->max_per_schooljaar,
			.schooljaren = at,
			.schooljaar_count = h->jaren };
		at += h->jaren + h->weken;
	}
	return kaart->houder_count;
}
