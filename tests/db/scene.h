/*
 * One match in the database, and steps of it: for tests of what the triggers of the schema allow.
 */
#ifndef TEST_DB_SCENE_H
#define TEST_DB_SCENE_H

#include <stdio.h>

#include "postgres.h"

/* A school, a class, a request, an offer and one match in the state voorgesteld. */
static const char *const scene =
	"insert into school (id, vestigingscode, naam, soort, niveaus, zoektekst, bron, versie, "
	"gemaakt_op, gewijzigd_op) "
	"  values ('00000000-0000-7000-8000-000000000001', '00AA00', 'S', 'po', 255, 's', 'demo', "
	"1, now(), now());"
	"insert into klas values ('00000000-0000-7000-8000-000000000002', "
	"'00000000-0000-7000-8000-000000000001', '7', now());"
	"insert into aanvraag values ('00000000-0000-7000-8000-000000000003', "
	"'00000000-0000-7000-8000-000000000001',"
	"  '00000000-0000-7000-8000-000000000002', 'gastles', 'o', null, '{}', false, 64, 'nl', "
	"20, '2027-01-04', '2027-03-01',"
	"  32767, null, false, false, 'open', 1, now(), now(), null);"
	"insert into bedrijf (id, naam, zoektekst, bron, max_per_week, versie, gemaakt_op, "
	"gewijzigd_op)"
	"  values ('00000000-0000-7000-8000-000000000004', 'B', 'b', 'demo', 1, 1, now(), now());"
	"insert into aanbod values ('00000000-0000-7000-8000-000000000005', "
	"'00000000-0000-7000-8000-000000000004', null,"
	"  'gastles', 't', null, '{}', 255, '{nl}', false, null, 1, 30, 1, 32767, '2026-01-01', "
	"null, '{}', 'actief', 1,"
	"  now(), now(), null);"
	"insert into koppeling (id, aanvraag_id, aanbod_id, school_id, klas_id, bedrijf_id, datum, "
	"dagdeel, status, score,"
	"  factoren, alternatieven, gewicht_versie, versie, gemaakt_op, gewijzigd_op, "
	"gewijzigd_rol)"
	"  values ('00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000003',"
	"  '00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000001',"
	"  '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000004', "
	"'2027-01-12', 'ochtend',"
	"  'voorgesteld', 1, '[]', '[]', 1, 1, now(), now(), 'school');";

/* The update must be refused by the trigger that raises this constraint. */
static inline void assert_refused(const char *uri, const char *constraint, const char *changes)
{
	char sql[512];
	snprintf(sql, sizeof(sql),
		"do $$ declare naam text; begin update koppeling set versie = versie + 1, %s;"
		" raise 'was let through' using errcode = 'XX000';"
		" exception when check_violation then get stacked diagnostics naam = "
		"constraint_name;"
		" if naam <> '%s' then raise '%%', naam using errcode = 'XX000'; end if; end $$",
		changes, constraint);
	test_sql(uri, sql);
}

static inline void assert_no_step(const char *uri, const char *changes)
{
	assert_refused(uri, "koppeling_stap_niet_toegestaan", changes);
}

static inline void take(const char *uri, const char *changes)
{
	char sql[256];
	snprintf(sql, sizeof(sql), "update koppeling set versie = versie + 1, reden = 'anders', %s",
		changes);
	test_sql(uri, sql);
}

static inline void confirm_both(const char *uri)
{
	take(uri, "status = 'goedgekeurd', gewijzigd_rol = 'medewerker'");
	take(uri, "school_bevestigd_op = now(), gewijzigd_rol = 'school'");
	take(uri,
		"status = 'bevestigd', aanbieder_bevestigd_op = now(), gewijzigd_rol = 'bedrijf'");
	take(uri, "status = 'ingepland', gewijzigd_rol = 'systeem'");
}

#endif
