#include "motor/voorraad_kaart.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAP ((size_t)64)

static size_t place_of(const struct kaarten *k, struct uuid id)
{
	return (size_t)uuid_hash(id) & (k->cap - 1);
}

/* Where it stands, or the free place where it would. */
static size_t slot_of(const struct kaarten *k, struct uuid id)
{
	size_t i = place_of(k, id);
	while (k->tabel[i] != NULL && !uuid_eq(k->tabel[i]->id, id))
		i = (i + 1) & (k->cap - 1);
	return i;
}

static size_t grown(const struct kaarten *k)
{
	return k->cap == 0 ? FIRST_CAP : 2 * k->cap;
}

static void grow(struct kaarten *k)
{
	struct kaart **const old = k->tabel;
	const size_t old_cap = k->cap;
	k->cap = grown(k);
	k->tabel = calloc(k->cap, sizeof(struct kaart *));
	if (k->tabel == NULL)
		err_fatal("out of memory");
	k->bytes += (k->cap - old_cap) * sizeof(struct kaart *);
	for (size_t i = 0; i < old_cap; i++)
		if (old[i] != NULL)
			k->tabel[slot_of(k, old[i]->id)] = old[i];
	free(old);
}

bool kaarten_fini(struct kaarten *k, size_t most)
{
	for (; k->ended < k->cap && most > 0; most--)
		free(k->tabel[k->ended++]);
	if (k->ended < k->cap)
		return false;
	free(k->tabel);
	*k = (struct kaarten){ 0 };
	return true;
}

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
	*kaart = (struct kaart){ .id = row->id,
		.bytes = bytes,
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

bool kaarten_put(struct kaarten *k, const struct kandidaat_aanbod_row *row,
	const struct score_aanbod *aanbod, size_t max_bytes)
{
	assert(aanbod->houder_count <= MOTOR_HOUDERS && row->titel.len <= UINT16_MAX &&
		row->bedrijf_naam.len <= UINT16_MAX);
	const size_t bytes = sizeof(struct kaart) +
			     year_count(aanbod) * sizeof(struct score_gebruik) + row->titel.len +
			     row->bedrijf_naam.len;
	const struct kaart *old = kaarten_find(k, row->id);
	/* At most half of the places are taken. */
	const bool tight = old == NULL && 2 * (k->count + 1) > k->cap;
	const size_t more = tight ? grown(k) - k->cap : 0;
	const size_t spare = old != NULL ? old->bytes : 0;
	if (k->bytes + bytes + more * sizeof(struct kaart *) > max_bytes + spare)
		return false;
	kaarten_remove(k, row->id);
	if (tight)
		grow(k);
	k->tabel[slot_of(k, row->id)] = make(row, aanbod, bytes);
	k->count++;
	k->bytes += bytes;
	return true;
}

void kaarten_remove(struct kaarten *k, struct uuid id)
{
	if (k->count == 0)
		return;
	size_t hole = slot_of(k, id);
	if (k->tabel[hole] == NULL)
		return;
	k->bytes -= k->tabel[hole]->bytes;
	k->count--;
	free(k->tabel[hole]);
	k->tabel[hole] = NULL;
	/* Whoever was pushed on past the hole moves into it. */
	for (size_t i = (hole + 1) & (k->cap - 1); k->tabel[i] != NULL;
		i = (i + 1) & (k->cap - 1)) {
		const size_t home = place_of(k, k->tabel[i]->id);
		if (((i - home) & (k->cap - 1)) < ((i - hole) & (k->cap - 1)))
			continue;
		k->tabel[hole] = k->tabel[i];
		k->tabel[i] = NULL;
		hole = i;
	}
}

const struct kaart *kaarten_find(const struct kaarten *k, struct uuid id)
{
	return k->count == 0 ? NULL : k->tabel[slot_of(k, id)];
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
