/*
 * The calendar of a member as iCalendar, at a secret address (agendalink.c). Whoever has the
 * address sees what the member sees at GET /agenda, and no more.
 *
 * What is written depends on the rows alone, not on when they are read: so the same calendar has
 * the same ETag. A calendar without METHOD is one that is published, and DTSTAMP is then when the
 * activity last changed (RFC 5545, section 3.8.7.2).
 */
#include <string.h>

#include "api/app.h"
#include "api/audit.h"
#include "api/negotiate.h"
#include "api/req.h"
#include "api/toegang.h"
#include "auth/auth.h"
#include "base/ical.h"
#include "config.h"
#include "domain/plek.h"
#include "domain/soort.h"
#include "store/sql.h"

#define DAY_US	 (24 * 3600 * INT64_C(1000000))
#define HOUR_US	 (3600 * INT64_C(1000000))
#define PAST	 31	       /* days */
#define AHEAD	 400	       /* days */
#define GONE_US	 (30 * DAY_US) /* what was called off stays so long */
#define MAX_ROWS 500
#define PER_HOUR 60

#define SUFFIX ".ics"

/* ---- whose ---- */

static enum err refuse(struct req *r)
{
	return task_fail(r->t, ERR_NOT_FOUND, "niet_gevonden",
		"Deze agendalink werkt niet (meer). Maak een nieuwe in Schakel.");
}

/* A text that is no link is looked up too, as the hash of nothing, which nobody has. */
static enum err find_link(struct req *r, struct str file, struct agendalink_find_row *ret_link)
{
	uint8_t hash[AUTH_HASH_BYTES] = { 0 };
	const struct str token = { file.ptr,
		file.len >= sizeof(SUFFIX) ? file.len - (sizeof(SUFFIX) - 1) : 0 };
	if (auth_token_hash(token, hash) != ERR_OK)
		memset(hash, 0, sizeof(hash));
	const struct agendalink_find_in find = { .token_hash = auth_hash_str(hash),
		.nu = r->now_us };
	bool found = false;
	TRY(agendalink_find(r->t, req_reader(r), &find, &found, ret_link));
	return found ? ERR_OK : refuse(r);
}

static enum err count_reading(struct req *r, struct uuid id)
{
	struct limit *l = ARENA_NEW(task_arena(r->t), struct limit);
	*l = (struct limit){ .name = "agendalink", .count = PER_HOUR, .window_us = HOUR_US };
	r->limit = l;
	r->limit_state = limit_take(r->app->limits, l,
		(struct str){ (const char *)id.b, sizeof(id.b) }, clock_mono_us());
	if (r->limit_state.ok)
		return ERR_OK;
	return task_fail(r->t, ERR_TOO_MANY, "te_veel.verzoeken",
		"Deze agendalink wordt te vaak gelezen: hoogstens %d keer per uur.", PER_HOUR);
}

static enum err act_as(struct req *r, const struct agendalink_find_row *link)
{
	enum api_rol rol = API_ROL_LEZER;
	for (int i = 0; api_rol_names[i] != NULL; i++)
		if (str_eq(link->rol, str_from(api_rol_names[i])))
			rol = (enum api_rol)i;
	r->onderwerp = link->id;
	r->actor = (struct actor){ .account_id = link->account_id,
		.lid_id = link->lid_id,
		.rol = rol,
		.school_id = link->school_id,
		.bedrijf_id = link->bedrijf_id,
		.vrijwilliger_id = link->vrijwilliger_id,
		.kring_id = link->kring_id };
	/* Whose role became one that makes no links (agendalinkPost). */
	return toegang_als_eigen(r) ? ERR_OK : refuse(r);
}

/* ---- what ---- */

static bool is_gone(struct str status)
{
	return str_eq(status, STR("geannuleerd")) || str_eq(status, STR("afgeslagen")) ||
	       str_eq(status, STR("verlopen")) || str_eq(status, STR("niet_verschenen"));
}

static struct str ical_status(const struct agenda_feed_row *a)
{
	if (is_gone(a->status))
		return STR("CANCELLED");
	return a->aangehouden || str_eq(a->status, STR("goedgekeurd")) ||
			       str_eq(a->status, STR("bevestigd"))
		       ? STR("TENTATIVE")
		       : STR("CONFIRMED");
}

static struct str with_place(struct req *r, struct str name, struct str place)
{
	if (place.ptr == NULL)
		return name;
	return str_from(
		arena_printf(task_arena(r->t), "%.*s, %.*s", STR_FMT(name), STR_FMT(place)));
}

/* Where the class travels to, else at the school. */
static struct str where(struct req *r, const struct agenda_feed_row *a)
{
	enum soort soort;
	const bool away = soort_from_code(a->soort, &soort) == ERR_OK &&
			  soort_table[soort].reiziger == SOORT_REIZIGER_KLAS;
	return away && a->bedrijf_naam.ptr != NULL
		       ? with_place(r, a->bedrijf_naam, a->bedrijf_plaats)
		       : with_place(r, a->school_naam, a->school_plaats);
}

/* In the language of whose calendar it is. */
static const char *in_taal(const struct req *r, const char *nl, const char *en)
{
	return r->taal == SCORE_TAAL_NL ? nl : en;
}

static const char *on_hold(const struct req *r)
{
	return in_taal(r, "Staat even stil. Het Technocentrum neemt contact op.",
		"On hold for now. The Technocentrum gets in touch.");
}

static struct str describe(struct req *r, const struct agenda_feed_row *a)
{
	const char *text = arena_printf(task_arena(r->t), "%s: %.*s\nSchool: %.*s",
		in_taal(r, "Klas", "Class"), STR_FMT(a->klas),
		STR_FMT(with_place(r, a->school_naam, a->school_plaats)));
	if (a->aanbieder.ptr != NULL)
		text = arena_printf(task_arena(r->t), "%s\n%s: %.*s", text,
			in_taal(r, "Door", "By"), STR_FMT(a->aanbieder));
	if (str_eq(a->status, STR("goedgekeurd")))
		text = arena_printf(task_arena(r->t), "%s\n%s", text,
			in_taal(r, "Wacht nog op antwoord.", "Waits for an answer."));
	if (a->aangehouden)
		text = arena_printf(task_arena(r->t), "%s\n%s", text, on_hold(r));
	return str_from(text);
}

/* The host of this service, for names that nobody else gives. */
static const char *host(struct req *r)
{
	const char *url = r->app->config->public_url;
	const char *begin = strstr(url, "://");
	begin = begin != NULL ? begin + 3 : url;
	return arena_strndup(task_arena(r->t), begin, strcspn(begin, ":/"));
}

/* What every event has: whose name stays the same, and when it last changed. */
static void begin_event(struct req *r, struct uuid id, int64_t changed_us, int64_t versie)
{
	struct buf *const b = &r->resp->body;
	char text[UUID_TEXT_LEN + 1];
	uuid_format(id, text);
	ical_begin(b, "VEVENT");
	ical_text(b, "UID", str_from(arena_printf(task_arena(r->t), "%s@%s", text, host(r))));
	ical_instant(b, "DTSTAMP", changed_us);
	ical_instant(b, "LAST-MODIFIED", changed_us);
	ical_int(b, "SEQUENCE", versie);
}

static struct str ical_day(struct req *r, int32_t date)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_to_civil(date, &year, &month, &day);
	return str_from(arena_printf(task_arena(r->t), "%04d%02d%02d", year, month, day));
}

/* What runs for weeks stands above its days and keeps nobody busy all the time; DTEND is the day
 * after (RFC 5545, section 3.6.1). */
static void put_period(struct req *r, const struct agenda_feed_row *a)
{
	struct buf *const b = &r->resp->body;
	if (a->einde_datum == a->datum) {
		ical_instant(b, "DTSTART", a->van_op);
		ical_instant(b, "DTEND", a->tot_op);
		return;
	}
	ical_value(b, "DTSTART;VALUE=DATE", ical_day(r, a->datum));
	ical_value(b, "DTEND;VALUE=DATE", ical_day(r, a->einde_datum + 1));
	ical_value(b, "TRANSP", STR("TRANSPARENT"));
}

static struct str category(const struct req *r, struct str code)
{
	enum soort soort;
	if (r->taal == SCORE_TAAL_NL || soort_from_code(code, &soort) != ERR_OK)
		return code;
	return str_from(soort_table[soort].en);
}

static void put_event(struct req *r, const struct agenda_feed_row *a)
{
	struct buf *const b = &r->resp->body;
	if (a->has_vrijwilliger_id)
		audit_shows(r, a->vrijwilliger_id);
	begin_event(r, a->koppeling_id, a->gewijzigd_op, a->versie);
	put_period(r, a);
	ical_value(b, "STATUS", ical_status(a));
	ical_text(b, "SUMMARY", a->titel);
	ical_text(b, "CATEGORIES", category(r, a->soort));
	ical_text(b, "LOCATION", where(r, a));
	ical_text(b, "DESCRIPTION", describe(r, a));
	ical_end(b, "VEVENT");
}

/* A facility that is booked. */
static void put_reservering(struct req *r, const struct reservering_feed_row *f)
{
	struct buf *const b = &r->resp->body;
	const bool waits = str_eq(f->status, STR("gevraagd"));
	const char *status = str_eq(f->status, STR("geannuleerd")) ? "CANCELLED"
			     : waits				   ? "TENTATIVE"
								   : "CONFIRMED";
	const char *text = arena_printf(task_arena(r->t), "%s: %.*s%s",
		in_taal(r, "Gereserveerd door", "Booked by"), STR_FMT(f->door),
		waits ? in_taal(r, "\nWacht nog op antwoord.", "\nWaits for an answer.") : "");
	begin_event(r, f->id, f->gewijzigd_op, f->versie);
	ical_instant(b, "DTSTART", f->van_op);
	ical_instant(b, "DTEND", f->tot_op);
	ical_value(b, "STATUS", str_from(status));
	ical_text(b, "SUMMARY", f->titel);
	ical_text(b, "CATEGORIES", str_from(in_taal(r, "faciliteit", "facility")));
	ical_text(b, "LOCATION", f->plaats);
	ical_text(b, "DESCRIPTION", str_from(text));
	ical_end(b, "VEVENT");
}

static const char *describe_place(struct req *r, const struct inschrijving_feed_row *p)
{
	struct arena *const a = task_arena(r->t);
	const char *text =
		arena_printf(a, "%s: %.*s", in_taal(r, "Evenement", "Event"), STR_FMT(p->campagne));
	if (p->klas.ptr != NULL)
		text = arena_printf(
			a, "%s\n%s: %.*s", text, in_taal(r, "Klas", "Class"), STR_FMT(p->klas));
	if (p->door.ptr != NULL)
		text = arena_printf(a, "%s\n%s: %.*s", text,
			in_taal(r, "Ingeschreven", "Booked by"), STR_FMT(p->door));
	if (str_eq(p->status, STR("gevraagd")))
		text = arena_printf(a, "%s\n%s", text,
			in_taal(r, "Wacht nog op antwoord.", "Waits for an answer."));
	return p->aangehouden ? arena_printf(a, "%s\n%s", text, on_hold(r)) : text;
}

/* A place at an event. */
static void put_inschrijving(struct req *r, const struct inschrijving_feed_row *p)
{
	struct buf *const b = &r->resp->body;
	const bool waits = str_eq(p->status, STR("gevraagd"));
	const char *status = !waits && !str_eq(p->status, STR("bevestigd")) ? "CANCELLED"
			     : waits || p->aangehouden			    ? "TENTATIVE"
									    : "CONFIRMED";
	if (p->has_vrijwilliger_id)
		audit_shows(r, p->vrijwilliger_id);
	begin_event(r, p->id, p->gewijzigd_op, p->versie);
	ical_instant(b, "DTSTART", p->van_op);
	ical_instant(b, "DTEND", p->tot_op);
	ical_value(b, "STATUS", str_from(status));
	ical_text(b, "SUMMARY", p->titel);
	ical_text(b, "CATEGORIES", plek_soort_naam(p->soort, r->taal == SCORE_TAAL_NL));
	if (p->plaats.ptr != NULL)
		ical_text(b, "LOCATION", p->plaats);
	ical_text(b, "DESCRIPTION", str_from(describe_place(r, p)));
	ical_end(b, "VEVENT");
}

static void open_calendar(struct req *r, struct str naam)
{
	struct buf *const b = &r->resp->body;
	ical_begin(b, "VCALENDAR");
	ical_value(b, "VERSION", STR("2.0"));
	ical_text(b, "PRODID",
		str_from(in_taal(r, "-//Schakel//Agenda//NL", "-//Schakel//Calendar//EN")));
	ical_text(b, "NAME", naam);
	ical_text(b, "X-WR-CALNAME", naam); /* for whoever came before RFC 7986 */
	ical_value(b, "COLOR", STR("teal"));
	ical_value(b, "REFRESH-INTERVAL;VALUE=DURATION", STR("PT1H"));
	ical_value(b, "X-PUBLISHED-TTL", STR("PT1H"));
}

/* What the member takes part in. */
static enum err put_activities(struct req *r)
{
	const struct agenda_feed_in feed = { .van_datum = r->today - PAST,
		.tot_datum = r->today + AHEAD,
		.weg_sinds = r->now_us - GONE_US,
		BEREIK_OF_SIDE(r),
		.has_docent_id = !uuid_is_nil(r->bereik.docent_id),
		.docent_id = r->bereik.docent_id,
		.aantal = MAX_ROWS };
	struct agenda_feed_row *rows = NULL;
	size_t count = 0;
	TRY(agenda_feed(r->t, req_reader(r), &feed, &rows, &count));
	for (size_t i = 0; i < count; i++)
		put_event(r, &rows[i]);
	return ERR_OK;
}

/* And the facilities that its side booked, or that others booked of it. */
static enum err put_bookings(struct req *r)
{
	const struct reservering_feed_in feed = { .van_datum = r->today - PAST,
		.tot_datum = r->today + AHEAD,
		.weg_sinds = r->now_us - GONE_US,
		.has_school_id = req_is_school(r),
		.school_id = r->actor.school_id,
		.has_bedrijf_id = req_is(r, API_ROL_BEDRIJF),
		.bedrijf_id = r->actor.bedrijf_id,
		.aantal = MAX_ROWS };
	struct reservering_feed_row *rows = NULL;
	size_t count = 0;
	TRY(reservering_feed(r->t, req_reader(r), &feed, &rows, &count));
	for (size_t i = 0; i < count; i++)
		put_reservering(r, &rows[i]);
	return ERR_OK;
}

/* And the places at events that it took, or that others took at its visits. */
static enum err put_places(struct req *r)
{
	const struct inschrijving_feed_in feed = { .van_datum = r->today - PAST,
		.tot_datum = r->today + AHEAD,
		.weg_sinds = r->now_us - GONE_US,
		.has_school_id = req_is_school(r),
		.school_id = r->actor.school_id,
		.has_bedrijf_id = req_is(r, API_ROL_BEDRIJF),
		.bedrijf_id = r->actor.bedrijf_id,
		.has_vrijwilliger_id = req_is(r, API_ROL_VRIJWILLIGER),
		.vrijwilliger_id = r->actor.vrijwilliger_id,
		.aantal = MAX_ROWS };
	struct inschrijving_feed_row *rows = NULL;
	size_t count = 0;
	TRY(inschrijving_feed(r->t, req_reader(r), &feed, &rows, &count));
	for (size_t i = 0; i < count; i++)
		put_inschrijving(r, &rows[i]);
	return ERR_OK;
}

/* ---- answer ---- */

enum err h_agenda_get(struct req *r, const struct op_agenda_get *in)
{
	struct agendalink_find_row link;
	TRY(find_link(r, in->bestand, &link));
	TRY(count_reading(r, link.id));
	TRY(act_as(r, &link));
	negotiate_speak(r, str_eq(link.taal, STR("en")) ? SCORE_TAAL_EN : SCORE_TAAL_NL);
	open_calendar(r, link.naam);
	TRY(put_activities(r));
	TRY(put_bookings(r));
	TRY(put_places(r));
	ical_end(&r->resp->body, "VCALENDAR");
	return negotiate_once(r);
}
