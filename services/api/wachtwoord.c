#include "api/wachtwoord.h"

#include "auth/auth.h"
#include "config.h"

#define WORDS_MAX  40
#define PATH_BYTES 1024

/* What anybody who guesses here begins with (ASVS 6.2.11). */
static const struct str ours[] = { STR_INIT("schakel"), STR_INIT("technocentrum"),
	STR_INIT("techniekpact"), STR_INIT("flevoland"), STR_INIT("wachtwoord"),
	STR_INIT("password"), STR_INIT("welkom") };
#define OURS_COUNT (sizeof(ours) / sizeof(ours[0]))

_Static_assert(AUTH_PASSWORD_MIN == 8 && AUTH_PASSWORD_MAX == 128, "as the sentences say");

static const struct wachtwoord_bezwaar bezwaren[] = {
	[AUTH_WEAK_SHORT] = { "wachtwoord.te_kort",
		"Kies een wachtwoord van ten minste 8 tekens; 15 of meer is beter, zoals een paar "
		"woorden achter elkaar." },
	[AUTH_WEAK_LONG] = { "wachtwoord.te_lang",
		"Kies een wachtwoord van ten hoogste 128 tekens." },
	[AUTH_WEAK_COMMON] = { "wachtwoord.bekend",
		"Dit wachtwoord wordt zo vaak gebruikt dat het meteen te raden is. Kies er een dat "
		"je nergens anders gebruikt, zoals een paar woorden achter elkaar." },
	[AUTH_WEAK_OWN] = { "wachtwoord.eigen_gegevens",
		"Dit wachtwoord bestaat bijna helemaal uit je naam, je e-mailadres of de naam van "
		"deze dienst. Kies iets dat niemand van je weet." },
};

enum err wachtwoord_list(const struct config *config, struct auth_common **ret_common, FILE *errors)
{
	char shipped[PATH_BYTES] = "";
	const char *path = config->passwords_file;
	if (path[0] == '\0') {
		TRY(config_shipped("veelgebruikt.txt", shipped, sizeof(shipped)));
		path = shipped;
	}
	const enum err e = auth_common_create(path, ret_common);
	if (e != ERR_OK)
		fprintf(errors,
			"De lijst van veelgebruikte wachtwoorden in %s %s. Zet haar daar terug, of "
			"noem een andere met SCHAKEL_PASSWORDS_FILE.\n",
			path, e == ERR_NOT_FOUND ? "is niet te lezen" : "heeft niet de goede vorm");
	return e;
}

static bool is_border(char c)
{
	return c == ' ' || c == '.' || c == '-' || c == '_' || c == '@' || c == '+' || c == '\'';
}

/* Adds the words of a name or address, as far as there is room. */
static void add_words(struct str text, struct str *words, size_t *count)
{
	size_t from = 0;
	for (size_t i = 0; i <= text.len && *count < WORDS_MAX; i++) {
		if (i < text.len && !is_border(text.ptr[i]))
			continue;
		words[(*count)++] = (struct str){ text.ptr + from, i - from };
		from = i + 1;
	}
}

const struct wachtwoord_bezwaar *wachtwoord_bezwaar(
	const struct auth_common *common, struct str wachtwoord, struct str naam, struct str email)
{
	struct str words[WORDS_MAX];
	size_t count = 0;
	for (; count < OURS_COUNT; count++)
		words[count] = ours[count];
	add_words(naam, words, &count);
	add_words(email, words, &count);
	const enum auth_weak weak = auth_password_weak(common, wachtwoord, words, count);
	return weak == AUTH_WEAK_NOT ? NULL : &bezwaren[weak];
}
