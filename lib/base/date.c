#include "base/date.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>

#define SECOND_US ((int64_t)1000000)
#define HOUR_US	  (3600 * SECOND_US)
#define DAY_US	  (24 * HOUR_US)

#define FIRST_YEAR 1900
#define LAST_YEAR  2199

static int64_t floor_div(int64_t n, int64_t by)
{
	return n / by - (n % by < 0);
}

/* Counts from March, so that the leap day is the last of its year, in eras of 400 years. */
int32_t date_from_civil(int year, int month, int day)
{
	const int y = month <= 2 ? year - 1 : year;
	const int era = (int)floor_div(y, 400);
	const int year_of_era = y - era * 400;
	const int month_from_march = month > 2 ? month - 3 : month + 9;
	const int day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
	const int day_of_era =
		year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}

void date_to_civil(int32_t date, int *ret_year, int *ret_month, int *ret_day)
{
	const int64_t from_march_0000 = (int64_t)date + 719468;
	const int era = (int)floor_div(from_march_0000, 146097);
	const int day_of_era = (int)(from_march_0000 - (int64_t)era * 146097);
	const int year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	const int day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	const int month_from_march = (5 * day_of_year + 2) / 153;
	const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
	*ret_year = year_of_era + era * 400 + (month <= 2);
	*ret_month = month;
	*ret_day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
}

/* `len` digits at the front of `s`, which is moved behind them. */
static bool take_digits(struct str *s, size_t len, int *ret_value)
{
	if (s->len < len)
		return false;
	int value = 0;
	for (size_t i = 0; i < len; i++) {
		if (s->ptr[i] < '0' || s->ptr[i] > '9')
			return false;
		value = value * 10 + (s->ptr[i] - '0');
	}
	s->ptr += len;
	s->len -= len;
	*ret_value = value;
	return true;
}

static bool take_char(struct str *s, char either, char or)
{
	if (s->len == 0 || (s->ptr[0] != either && s->ptr[0] != or))
		return false;
	s->ptr++;
	s->len--;
	return true;
}

static bool take_date(struct str *s, int32_t *ret_date)
{
	int year;
	int month;
	int day;
	if (!take_digits(s, 4, &year) || !take_char(s, '-', '-') || !take_digits(s, 2, &month) ||
		!take_char(s, '-', '-') || !take_digits(s, 2, &day))
		return false;
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1)
		return false;
	/* A day that does not exist comes back as another one. */
	int same_year;
	int same_month;
	int same_day;
	const int32_t date = date_from_civil(year, month, day);
	date_to_civil(date, &same_year, &same_month, &same_day);
	if (same_month != month || same_day != day)
		return false;
	*ret_date = date;
	return true;
}

enum err date_parse(struct str s, int32_t *ret_date)
{
	int32_t date;
	if (!take_date(&s, &date) || s.len != 0)
		return ERR_INVALID;
	*ret_date = date;
	return ERR_OK;
}

/* `count` decimal digits; gives the place behind them. */
static char *put_digits(char *at, unsigned number, int count)
{
	for (int i = count; i-- > 0; number /= 10)
		at[i] = (char)('0' + number % 10);
	return at + count;
}

void date_format(int32_t date, char text[static DATE_TEXT_LEN + 1])
{
	int year;
	int month;
	int day;
	date_to_civil(date, &year, &month, &day);
	assert(year >= 0 && year <= 9999);
	char *at = put_digits(text, (unsigned)year % 10000, 4);
	*at++ = '-';
	at = put_digits(at, (unsigned)month, 2);
	*at++ = '-';
	at = put_digits(at, (unsigned)day, 2);
	*at = '\0';
}

int date_weekday(int32_t date)
{
	/* 1970-01-01 was a Thursday. */
	return (int)((((int64_t)date + 3) % 7 + 7) % 7) + 1;
}

int date_iso_week(int32_t date)
{
	/* A week belongs to the year of its Thursday. */
	const int32_t thursday = date + 4 - date_weekday(date);
	int year;
	int month;
	int day;
	date_to_civil(thursday, &year, &month, &day);
	return year * 100 + (thursday - date_from_civil(year, 1, 1)) / 7 + 1;
}

/* Monday of week 1: the one with 4 January in it. */
static int32_t first_monday(int year)
{
	const int32_t fourth = date_from_civil(year, 1, 4);
	return fourth + 1 - date_weekday(fourth);
}

int32_t date_same_week(int32_t date, int years)
{
	const int iso = date_iso_week(date);
	const int year = iso / 100 + years;
	const int32_t monday = first_monday(year) + 7 * (iso % 100 - 1);
	const int32_t last = first_monday(year + 1) - 7;
	return (monday < last ? monday : last) + date_weekday(date) - 1;
}

int date_school_year(int32_t date)
{
	int year;
	int month;
	int day;
	date_to_civil(date, &year, &month, &day);
	return month >= 8 ? year : year - 1;
}

/* ".5" → 500000; no fraction gives 0. */
static bool take_fraction(struct str *s, int64_t *ret_us)
{
	int64_t us = 0;
	if (take_char(s, '.', '.')) {
		int64_t unit = SECOND_US;
		int digit;
		while (take_digits(s, 1, &digit)) {
			unit /= 10;
			us += digit * unit;
			if (unit == 0)
				return false;
		}
		if (unit == SECOND_US)
			return false;
	}
	*ret_us = us;
	return true;
}

static bool take_offset(struct str *s, int64_t *ret_us)
{
	if (take_char(s, 'Z', 'z')) {
		*ret_us = 0;
		return true;
	}
	const bool west = s->len > 0 && s->ptr[0] == '-';
	int hours;
	int minutes;
	if (!take_char(s, '+', '-') || !take_digits(s, 2, &hours) || !take_char(s, ':', ':') ||
		!take_digits(s, 2, &minutes) || hours > 23 || minutes > 59)
		return false;
	const int64_t us = hours * HOUR_US + minutes * 60 * SECOND_US;
	*ret_us = west ? -us : us;
	return true;
}

enum err instant_parse(struct str s, int64_t *ret_us)
{
	int32_t date;
	int hour;
	int minute;
	int second;
	int64_t fraction_us;
	int64_t offset_us;
	if (!take_date(&s, &date) || !take_char(&s, 'T', 't') || !take_digits(&s, 2, &hour) ||
		!take_char(&s, ':', ':') || !take_digits(&s, 2, &minute) ||
		!take_char(&s, ':', ':') || !take_digits(&s, 2, &second) ||
		!take_fraction(&s, &fraction_us) || !take_offset(&s, &offset_us) || s.len != 0)
		return ERR_INVALID;
	if (hour > 23 || minute > 59 || second > 59)
		return ERR_INVALID;
	*ret_us = date * DAY_US + hour * HOUR_US + (minute * 60 + second) * SECOND_US +
		  fraction_us - offset_us;
	return ERR_OK;
}

void instant_format(int64_t us, char text[static INSTANT_TEXT_LEN + 1])
{
	const int64_t days = floor_div(us, DAY_US);
	const int64_t of_day_us = us - days * DAY_US;
	const unsigned second = (unsigned)(of_day_us / SECOND_US);
	const unsigned fraction = (unsigned)(of_day_us % SECOND_US);
	date_format((int32_t)days, text);
	char *at = text + DATE_TEXT_LEN;
	*at++ = 'T';
	at = put_digits(at, second / 3600, 2);
	*at++ = ':';
	at = put_digits(at, second / 60 % 60, 2);
	*at++ = ':';
	at = put_digits(at, second % 60, 2);
	if (fraction != 0) {
		*at++ = '.';
		at = put_digits(at, fraction, 6);
	}
	*at++ = 'Z';
	*at = '\0';
}

/* Last Sunday of a month of 31 days, 01:00 UTC. */
static int64_t summer_time_switch(int year, int month)
{
	const int32_t last = date_from_civil(year, month, 31);
	const int32_t sunday = last - date_weekday(last) % 7;
	return sunday * DAY_US + HOUR_US;
}

/* How far clocks in the Netherlands are ahead of UTC. */
static int64_t netherlands_ahead_us(int64_t us)
{
	int year;
	int month;
	int day;
	date_to_civil((int32_t)floor_div(us, DAY_US), &year, &month, &day);
	const bool summer = us >= summer_time_switch(year, 3) && us < summer_time_switch(year, 10);
	return (summer ? 2 : 1) * HOUR_US;
}

int32_t date_in_netherlands(int64_t us)
{
	return (int32_t)floor_div(us + netherlands_ahead_us(us), DAY_US);
}

int minutes_in_netherlands(int64_t us)
{
	const int64_t wall_us = us + netherlands_ahead_us(us);
	return (int)((wall_us - floor_div(wall_us, DAY_US) * DAY_US) / (60 * SECOND_US));
}

int64_t instant_from_netherlands(int32_t date, int minutes)
{
	const int64_t wall_us = date * DAY_US + minutes * 60 * SECOND_US;
	return wall_us - netherlands_ahead_us(wall_us - HOUR_US);
}

static int64_t clock_read(clockid_t clock)
{
	struct timespec now;
	if (clock_gettime(clock, &now) != 0)
		err_fatal("the clock cannot be read");
	return (int64_t)now.tv_sec * SECOND_US + now.tv_nsec / 1000;
}

int64_t clock_now_us(void)
{
	return clock_read(CLOCK_REALTIME);
}

int64_t clock_mono_us(void)
{
	return clock_read(CLOCK_MONOTONIC);
}
