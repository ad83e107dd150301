#include "admin/import_voortgang.h"

#include "base/date.h"

#define BAR_WIDTH	 24
#define EVERY_BAR_US	 INT64_C(100000)
#define EVERY_LINE_US	 INT64_C(3000000)
#define US_PER_SECOND	 INT64_C(1000000)
#define DIGITS_PER_GROUP 3

const char *getal_tekst(int64_t getal, char text[static GETAL_TEXT])
{
	char digits[GETAL_TEXT];
	const int len = snprintf(digits, sizeof(digits), "%lld", (long long)getal);
	char *p = text;
	for (int i = 0; i < len; i++) {
		if (i > 0 && digits[i - 1] != '-' && (len - i) % DIGITS_PER_GROUP == 0)
			*p++ = '.';
		*p++ = digits[i];
	}
	*p = '\0';
	return text;
}

void voortgang_begin(
	struct import_voortgang *v, FILE *out, bool terminal, const char *naam, int64_t bytes)
{
	const int64_t nu = clock_mono_us();
	*v = (struct import_voortgang){
		.out = out,
		.terminal = terminal,
		.naam = naam,
		.totaal_bytes = bytes,
		.begin_us = nu,
		.laatst_us = nu,
	};
}

void voortgang_toon(struct import_voortgang *v, int64_t bytes, int64_t rijen, int64_t nu_us)
{
	if (nu_us - v->laatst_us < (v->terminal ? EVERY_BAR_US : EVERY_LINE_US))
		return;
	v->laatst_us = nu_us;
	const int64_t totaal = v->totaal_bytes > 0 ? v->totaal_bytes : 1;
	const int64_t procent = bytes >= totaal ? 100 : bytes * 100 / totaal;
	const int64_t us = nu_us > v->begin_us ? nu_us - v->begin_us : 1;
	char aantal[GETAL_TEXT], tempo[GETAL_TEXT];
	getal_tekst(rijen, aantal);
	getal_tekst(rijen * US_PER_SECOND / us, tempo);
	if (!v->terminal) {
		fprintf(v->out, "%s: %lld %%, %s rijen, %s per seconde\n", v->naam,
			(long long)procent, aantal, tempo);
		(void)fflush(v->out); /* progress that cannot be seen is no fault */
		return;
	}
	char bar[BAR_WIDTH + 1];
	for (int i = 0; i < BAR_WIDTH; i++)
		bar[i] = i * 100 < procent * BAR_WIDTH ? '#' : '.';
	bar[BAR_WIDTH] = '\0';
	/* To the begin of the line, and clear what is behind it. */
	fprintf(v->out, "\r[%s] %3lld %%  %s rijen  %s per seconde\x1b[K", bar, (long long)procent,
		aantal, tempo);
	(void)fflush(v->out); /* as above */
	v->staat_er = true;
}

void voortgang_eind(struct import_voortgang *v)
{
	if (v->staat_er)
		fputs("\r\x1b[K", v->out);
	v->staat_er = false;
}
