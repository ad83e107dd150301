#include "motor/voorraad_gedeeld.h"

#include <string.h>

#include "base/log.h"

/* As many holidays and circles as one statement may give (DB_MAX_ROWS) fit. */
#define MEMORY_CAP_BYTES ((size_t)64 << 20)

static struct db_texts copy_texts(struct arena *a, struct db_texts texts)
{
	struct str *items = ARENA_ARRAY(a, texts.count + 1, struct str);
	for (size_t i = 0; i < texts.count; i++)
		items[i] = str_dup(a, texts.items[i]);
	return (struct db_texts){ items, texts.count };
}

/* A type that has no weights is asked in vain, as is one whose weights this program cannot read:
 * those that a newer one made must not stop the others. */
static enum err read_weights(struct task *t, struct db_tx *tx, struct gedeeld *g)
{
	for (unsigned i = 0; i < SOORT_COUNT; i++) {
		const struct str code = str_from(soort_table[i].code);
		const enum err e = motor_read_gewichten(t, tx, code, &g->gewichten[i]);
		if (e == ERR_UNAVAILABLE || e == ERR_CONFLICT)
			return e;
		if (e != ERR_OK && e != ERR_NOT_FOUND)
			LOG(LOG_ERROR, "gewicht.onleesbaar", LOG_STR("soort", code));
	}
	task_clear_error(t);
	return ERR_OK;
}

static void keep_holidays(struct gedeeld *g, const struct kandidaat_vakanties_row *rows)
{
	struct kandidaat_vakanties_row *kept =
		ARENA_ARRAY(&g->memory, g->vakantie_count + 1, struct kandidaat_vakanties_row);
	for (size_t i = 0; i < g->vakantie_count; i++) {
		kept[i] = rows[i];
		kept[i].regios = copy_texts(&g->memory, rows[i].regios);
	}
	g->vakanties = kept;
}

static void keep_circles(struct gedeeld *g, const struct kandidaat_kringen_row *rows)
{
	struct kandidaat_kringen_row *kept =
		ARENA_ARRAY(&g->memory, g->kring_count + 1, struct kandidaat_kringen_row);
	for (size_t i = 0; i < g->kring_count; i++) {
		kept[i] = rows[i];
		kept[i].gemeenten = copy_texts(&g->memory, rows[i].gemeenten);
	}
	g->kringen = kept;
}

enum err gedeeld_read(struct task *t, struct db_tx *tx, int32_t vanaf, struct gedeeld *g)
{
	struct gedeeld fresh = { .vakanties = NULL };
	TRY(read_weights(t, tx, &fresh));
	const struct kandidaat_vakanties_in in = { .vanaf = vanaf };
	struct kandidaat_vakanties_row *vakanties = NULL;
	struct kandidaat_kringen_row *kringen = NULL;
	TRY(kandidaat_vakanties(t, tx, &in, &vakanties, &fresh.vakantie_count));
	TRY(kandidaat_kringen(t, tx, &kringen, &fresh.kring_count));
	arena_init(&fresh.memory, MEMORY_CAP_BYTES);
	keep_holidays(&fresh, vakanties);
	keep_circles(&fresh, kringen);
	gedeeld_fini(g);
	*g = fresh;
	return ERR_OK;
}

void gedeeld_fini(struct gedeeld *g)
{
	arena_fini(&g->memory);
	*g = (struct gedeeld){ .vakanties = NULL };
}

bool gedeeld_is_touched(struct str soort)
{
	return str_starts(soort, STR("gewicht.")) || str_starts(soort, STR("vakantie.")) ||
	       str_starts(soort, STR("kring."));
}

static bool is_free(const struct kandidaat_vakanties_row *v, struct str regio)
{
	bool here = v->feestdag;
	for (size_t i = 0; i < v->regios.count && !here; i++)
		here = regio.ptr != NULL && str_eq(v->regios.items[i], regio);
	return here;
}

bool gedeeld_weegt(const struct gedeeld *g, enum soort soort)
{
	return g->gewichten[soort].versie != 0;
}

static size_t days_off(const struct gedeeld *g, struct arena *a, struct str regio,
	const struct kandidaat_vakantie_row **ret_rows)
{
	struct kandidaat_vakantie_row *rows =
		ARENA_ARRAY(a, g->vakantie_count + 1, struct kandidaat_vakantie_row);
	size_t count = 0;
	for (size_t i = 0; i < g->vakantie_count; i++) {
		const struct kandidaat_vakanties_row *v = &g->vakanties[i];
		if (is_free(v, regio))
			rows[count++] =
				(struct kandidaat_vakantie_row){ v->van_datum, v->tot_datum };
	}
	*ret_rows = rows;
	return count;
}

enum err gedeeld_stel(const struct gedeeld *g, struct arena *a, struct motor *m)
{
	const struct kandidaat_vakantie_row *rows = NULL;
	const size_t count = days_off(g, a, m->aanvraag.vakantieregio, &rows);
	motor_use_gewichten(m, &g->gewichten[m->vraag.soort]);
	return motor_set_window(m, rows, count);
}

enum err gedeeld_ruim(const struct gedeeld *g, struct arena *a, const struct motor *m,
	int32_t dagen, struct score_aanvraag *ret_ruim)
{
	const struct kandidaat_vakantie_row *rows = NULL;
	const size_t count = days_off(g, a, m->aanvraag.vakantieregio, &rows);
	return motor_set_ruim(m, rows, count, dagen, ret_ruim);
}

struct db_uuids gedeeld_kringen(const struct gedeeld *g, struct arena *a, struct str gemeente)
{
	struct uuid *ids = ARENA_ARRAY(a, g->kring_count + 1, struct uuid);
	size_t count = 0;
	for (size_t i = 0; i < g->kring_count && gemeente.ptr != NULL; i++) {
		const struct db_texts gemeenten = g->kringen[i].gemeenten;
		bool served = false;
		for (size_t k = 0; k < gemeenten.count && !served; k++)
			served = str_eq(gemeenten.items[k], gemeente);
		if (served)
			ids[count++] = g->kringen[i].id;
	}
	return (struct db_uuids){ ids, count };
}
