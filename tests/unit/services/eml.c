/* A letter in the form of mail: what people wrote is never part of its head. */
#include "post/eml.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "post/tekst.h"

static struct buf out;

static void start(void)
{
	buf_init(&out, 64 << 10);
}

static void end(void)
{
	buf_fini(&out);
}

TestSuite(eml, .init = start, .fini = end);
TestSuite(post_tekst, .init = start, .fini = end);

static struct eml letter(void)
{
	struct eml m = { .op_us = INT64_C(1795926978) * 1000000, /* 2026-11-29T04:36:18Z */
		.van = STR("post@schakel.example"),
		.naar = STR("noor@school.example"),
		.onderwerp = STR("Aanmelden bij Schakel"),
		.taal = STR("nl"),
		.tekst = STR("Dag Zoë,\n\nTot ziens.\n") };
	cr_assert_eq(uuid_parse(STR("0199b1f0-3a10-7c31-8d52-6a0f9e1b7c44"), &m.id), ERR_OK);
	return m;
}

static const char *written(const struct eml *m)
{
	buf_reset(&out);
	cr_assert_eq(eml_write(&out, m), ERR_OK);
	buf_add_char(&out, '\0');
	return out.ptr;
}

Test(eml, is_the_same_bytes_each_time)
{
	const struct eml m = letter();
	cr_assert_str_eq(written(&m),
		"Date: Sun, 29 Nov 2026 04:36:18 +0000\r\n"
		"From: Schakel <post@schakel.example>\r\n"
		"To: <noor@school.example>\r\n"
		"Subject: Aanmelden bij Schakel\r\n"
		"Message-ID: <0199b1f0-3a10-7c31-8d52-6a0f9e1b7c44@schakel.example>\r\n"
		"Content-Language: nl\r\n"
		"MIME-Version: 1.0\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: 8bit\r\n"
		"Auto-Submitted: auto-generated\r\n"
		"\r\n"
		"Dag Zoë,\r\n\r\nTot ziens.\r\n");
}

Test(eml, asvs_1_3_11_lets_nothing_begin_a_line_of_the_head)
{
	static const char *const wrong[] = { "a@b.example\r\nBcc: c@d.example",
		"a@b.example\nBcc: c@d.example", "a@b.example\rBcc: c@d.example",
		"a@b.example>, <c@d.example", "a@b.example, c@d.example", "a\x7f@b.example", "",
		"a@b.example\t", "a b@c.example" };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct eml m = letter();
		m.naar = str_from(wrong[i]);
		cr_expect_eq(eml_write(&out, &m), ERR_INVALID, "%s", wrong[i]);
		m = letter();
		m.van = str_from(wrong[i]);
		cr_expect_eq(eml_write(&out, &m), ERR_INVALID, "%s", wrong[i]);
	}
	static const char *const subjects[] = { "A\r\nBcc: c@d.example", "A\nB", "A\rB", "" };
	for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
		struct eml m = letter();
		m.onderwerp = str_from(subjects[i]);
		cr_expect_eq(eml_write(&out, &m), ERR_INVALID, "%s", subjects[i]);
	}
	cr_assert_eq(out.len, 0);
}

Test(eml, encodes_a_subject_that_is_not_ascii_word_by_word)
{
	struct eml m = letter();
	m.onderwerp = STR("Één les");
	cr_assert_not_null(strstr(written(&m), "Subject: =?utf-8?Q?=C3=89=C3=A9n_les?=\r\n"));
	m.onderwerp = STR("lijkt =?utf-8?Q?op?= een woord");
	cr_assert_not_null(strstr(written(&m), "Subject: =?utf-8?Q?lijkt_=3D=3Futf=2D8"));
	char longest[400];
	memset(longest, 'e', sizeof(longest));
	memcpy(longest, "é", 2);
	m.onderwerp = (struct str){ longest, sizeof(longest) };
	const char *text = written(&m);
	for (const char *line = text; *line != '\0';) {
		const char *next = strstr(line, "\r\n");
		cr_assert_not_null(next);
		cr_expect_leq(next - line, 85); /* "Subject: " and one word of 75 */
		line = next + 2;
	}
}

Test(eml, keeps_the_text_a_text)
{
	struct eml m = letter();
	m.tekst = STR("een\r\ntwee\rdrie\n");
	const char *body = strstr(written(&m), "\r\n\r\n");
	cr_assert_str_eq(body + 4, "een\r\ntweedrie\r\n");
}

Test(post_tekst, has_every_letter_in_every_language)
{
	for (int s = 0; s < POST_SOORT_COUNT; s++) {
		for (int t = 0; t < POST_TAAL_COUNT; t++) {
			const struct post_tekst *p =
				post_tekst((enum post_soort)s, (enum post_taal)t);
			cr_assert_not_null(p->onderwerp, "%s", post_soort_codes[s]);
			cr_assert_gt(strlen(p->tekst), 40);
			/* A name that a stranger gave is not in it. */
			const bool named = s != POST_WELKOM && s != POST_UITNODIGING &&
					   s != POST_EMAIL_BEVESTIGEN;
			cr_expect_eq(strstr(p->tekst, "{naam}") != NULL, named);
			for (const char *c = p->onderwerp; *c != '\0'; c++)
				cr_expect(*c >= 0x20 && *c < 0x7F);
			buf_reset(&out);
			post_fill(&out, p->tekst,
				&(struct post_waarden){ .naam = STR("Noor {link}"),
					.link = STR("LINK"),
					.over = STR("OVER {naam}"),
					.woorden = STR("WOORDEN {naam}") });
			buf_add_char(&out, '\0');
			const bool about = s == POST_DIENST_ERBIJ || s == POST_DIENST_ERAF ||
					   s == POST_UITNODIGING || s == POST_UITNODIGING_ACCOUNT ||
					   s == POST_ANTWOORD || s == POST_BEZWAAR_TOEGEWEZEN ||
					   s == POST_BEZWAAR_AFGEWEZEN ||
					   s == POST_VRIJWILLIGER_EMAIL || s == POST_DANKWOORD ||
					   s >= POST_INVALVRAAG;
			cr_expect_eq(strstr(out.ptr, "OVER {naam}") != NULL, about);
			cr_expect_eq(strstr(out.ptr, "WOORDEN {naam}") != NULL,
				s == POST_DANKWOORD || s == POST_VERZETVRAAG ||
					s == POST_VERZETVRAAG_REEKS || s == POST_VERZET ||
					s == POST_TIJD || s == POST_PLEK_VERVALT);
			cr_expect_eq(strstr(out.ptr, "{naam}") != NULL, about);
			const bool tells =
				s == POST_WACHTWOORD_GEWIJZIGD || s == POST_TWEEDE_FACTOR_AAN ||
				s == POST_TWEEDE_FACTOR_UIT ||
				(s >= POST_BEZWAAR_BEPERKT && s != POST_INVALVRAAG &&
					s != POST_HERINNERING && s != POST_HERINNERING_ACCOUNT &&
					s != POST_VERZETVRAAG && s != POST_VERZETVRAAG_REEKS &&
					s != POST_WACHTLIJST && s != POST_ZOEKOPDRACHT &&
					s != POST_VOORSTEL && s != POST_KEUZEVRAAG &&
					s != POST_KEUZEVRAAG_ALLEEN &&
					s != POST_KEUZE_HERINNERING && s != POST_KEUZE_NIEMAND &&
					s != POST_AFLOOP && s != POST_AFLOOP_ACCOUNT &&
					s != POST_AFLOOP_SCHOOL && s != POST_AFGESPROKEN &&
					s != POST_INVALLEN_JA && s != POST_DANKWOORD &&
					s != POST_NIET_VERSCHENEN && s != POST_RONDGANG_TE_WEINIG);
			cr_expect_neq(strstr(out.ptr, "LINK") != NULL, tells);
			/* A name is no place to be filled in. */
			cr_expect_eq(strstr(out.ptr, "Noor {link}") != NULL, named);
		}
	}
}

Test(post_tekst, repeats_a_name_and_nothing_that_can_be_taken_for_a_link)
{
	static const char *const names[] = { "Noor", "J.P. de Wit", "O.B.S. De Regenboog",
		"Zoë van 't Hof-de Boer", "School 2000", "Bakker & Zn." };
	static const char *const others[] = { "", "www.prijs.example", "Klik op prijs.nl",
		"https:prijs", "a@b", "prijs.example/nu", "Bel 0900-123456", "<a>", "1.nl",
		"prijs.\xd1\x80\xd1\x84",
		"Een naam van meer dan honderd tekens, waarin iemand je uitlegt wat je allemaal "
		"moet doen en waarom dat nu is" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		cr_expect(post_is_naam(str_from(names[i])), "%s", names[i]);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		cr_expect_not(post_is_naam(str_from(others[i])), "%s", others[i]);
	buf_reset(&out);
	post_fill(&out, "Dag{naam},", &(struct post_waarden){ .naam = STR("Noor") });
	post_fill(&out, "Dag{naam},", &(struct post_waarden){ .naam = STR("prijs.nl") });
	buf_add_char(&out, '\0');
	cr_assert_str_eq(out.ptr, "Dag Noor,Dag,");
}

Test(post_tekst, passes_on_words_that_lead_nowhere)
{
	static const char *const words[] = { "Bedankt!", "Wat leuk. Tot 12/3, om 10:30.",
		"Dank je... echt" };
	static const char *const links[] = { "Kijk op prijs.nl", "https://prijs", "mail a@b" };
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		cr_expect(post_zonder_link(str_from(words[i])), "%s", words[i]);
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		cr_expect_not(post_zonder_link(str_from(links[i])), "%s", links[i]);
}

static const char *rol_of(enum post_taal taal, const char *rol, struct str organisatie)
{
	static char text[256];
	struct arena a;
	arena_init(&a, 1 << 16);
	const struct str said = post_rol(&a, taal, str_from(rol), organisatie);
	snprintf(text, sizeof(text), "%.*s", STR_FMT(said));
	arena_fini(&a);
	return text;
}

Test(post_tekst, says_as_what_somebody_is_invited)
{
	cr_expect_str_eq(rol_of(POST_NL, "docent", STR("De Regenboog")), "docent bij De Regenboog");
	cr_expect_str_eq(rol_of(POST_EN, "bedrijf", STR("prijs.nl")), "a contact of a company");
	cr_expect_str_eq(rol_of(POST_NL, "vrijwilliger", STR_NULL), "vrijwilliger");
	cr_expect_str_eq(rol_of(POST_NL, "lezer", STR("Iets")), "lezer bij het Technocentrum");
}

Test(post_tekst, is_found_by_its_code)
{
	enum post_soort soort;
	enum post_taal taal;
	cr_assert_eq(post_soort_parse(STR("wachtwoordlink"), &soort), ERR_OK);
	cr_assert_eq(soort, POST_WACHTWOORDLINK);
	cr_assert_eq(post_soort_parse(STR("iets"), &soort), ERR_NOT_FOUND);
	cr_assert_eq(post_taal_parse(STR("en"), &taal), ERR_OK);
	cr_assert_eq(taal, POST_EN);
	cr_assert_eq(post_taal_parse(STR("fr"), &taal), ERR_NOT_FOUND);
}
