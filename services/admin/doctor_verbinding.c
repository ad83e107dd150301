#include "admin/doctor_verbinding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/timex.h>

#include "auth/auth.h"
#include "task/task.h"

#define SERVER_MIN     150000
#define SECOND_US      INT64_C(1000000)
#define DAY_US	       (24 * 3600 * SECOND_US)
#define CLOCK_NOTED_US (2 * SECOND_US)
#define CLOCK_WRONG_US (30 * SECOND_US) /* a step of a second factor */
#define CERT_NOTED_US  (30 * DAY_US)

static bool look_at_version(const struct db_look *v)
{
	if (v->version >= SERVER_MIN) {
		printf("goed   PostgreSQL %d.%d\n", v->version / 10000, v->version % 10000);
		return true;
	}
	printf("fout   PostgreSQL %d.%d is te oud: neem 15 of nieuwer\n", v->version / 10000,
		v->version % 10000);
	return false;
}

static bool look_at_clocks(const struct db_look *v)
{
	const int64_t apart_us = llabs(v->ahead_us);
	if (apart_us < CLOCK_NOTED_US) {
		puts("goed   de klok van de database loopt gelijk met deze");
		return true;
	}
	printf("%s de klok van de database loopt %" PRId64 " seconden %s: zet beide gelijk (NTP)\n",
		apart_us < CLOCK_WRONG_US ? "let op" : "fout  ", apart_us / SECOND_US,
		v->ahead_us > 0 ? "voor" : "achter");
	return apart_us < CLOCK_WRONG_US;
}

static bool look_at_certificate(const struct db_look *v, int64_t now_us)
{
	const int64_t days = (v->cert_until_us - now_us) / DAY_US;
	if (v->cert_until_us <= now_us) {
		puts("fout   het certificaat van de database is verlopen: vernieuw het");
		return false;
	}
	if (v->cert_until_us - now_us < CERT_NOTED_US)
		printf("let op het certificaat van de database geldt nog %" PRId64
		       " dagen: vernieuw het\n",
			days);
	else
		printf("goed   het certificaat van de database geldt nog %" PRId64 " dagen\n",
			days);
	return true;
}

static bool look_at_encryption(const struct db_look *v, int64_t now_us)
{
	if (!v->encrypted && v->local) {
		puts("goed   de verbinding met de database blijft op deze machine");
		return true;
	}
	if (!v->encrypted) {
		puts("fout   de verbinding met de database is niet versleuteld: zet "
		     "sslmode=verify-full in SCHAKEL_DATABASE");
		return false;
	}
	if (v->verified)
		puts("goed   de verbinding met de database is versleuteld, en de naam klopt");
	else
		puts("let op niemand kijkt of het de echte database is: zet "
		     "sslmode=verify-full en sslrootcert in SCHAKEL_DATABASE");
	return look_at_certificate(v, now_us);
}

bool doctor_verbinding(const struct db_look *v, int64_t now_us)
{
	const bool version = look_at_version(v);
	const bool clocks = look_at_clocks(v);
	const bool encryption = look_at_encryption(v, now_us);
	return version && clocks && encryption;
}

void doctor_machine(void)
{
	printf("goed   libevent %s, libsodium %s\n", loop_library(), auth_library());
	struct timex clock = { .modes = 0 };
	if (adjtimex(&clock) < 0 || (clock.status & STA_UNSYNC) != 0)
		puts("let op niemand zet de klok van deze machine gelijk: zet NTP aan "
		     "(bijvoorbeeld chrony)");
	else
		puts("goed   de klok van deze machine wordt gelijkgezet");
}
