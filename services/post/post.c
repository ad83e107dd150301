#include "post/post.h"

#include <stdio.h>
#include <string.h>

#include "store/sql.h"

/* The place that a letter is bound to. */
static struct str place(struct arena *a, struct uuid id)
{
	char text[UUID_TEXT_LEN + 1];
	uuid_format(id, text);
	return str_from(arena_printf(a, "post.inhoud %s", text));
}

/* Address and name, a line each. */
enum err post_wish(struct task *t, struct db_tx *tx, const struct auth_keys *keys,
	const struct post_brief *brief, int64_t now_us)
{
	const struct uuid id = uuid_new();
	const char *text = arena_printf(
		task_arena(t), "%.*s\n%.*s", STR_FMT(brief->naar), STR_FMT(brief->naam));
	const struct post_create_in in = { .id = id,
		.soort = str_from(post_soort_codes[brief->soort]),
		.taal = str_from(post_taal_codes[brief->taal]),
		.inhoud = auth_seal(task_arena(t), keys, str_from(text), place(task_arena(t), id)),
		.te_maken = true,
		.nu = now_us,
		.volgende_op = now_us };
	return post_create(t, tx, &in);
}

enum err post_open_wish(struct arena *a, const struct auth_keys *keys, struct uuid id,
	struct str sealed, struct str *ret_naar, struct str *ret_naam)
{
	struct str text;
	TRY(auth_seal_open(a, keys, sealed, place(a, id), &text));
	if (!str_cut(&text, '\n', ret_naar) || text.ptr == NULL)
		return ERR_INVALID;
	*ret_naam = text;
	return ERR_OK;
}

/* Address and subject, a line each, and the text. */
struct str post_seal(
	struct arena *a, const struct auth_keys *keys, struct uuid id, const struct post_brief *b)
{
	const struct post_tekst *tekst = post_tekst(b->soort, b->taal);
	struct buf out;
	buf_init(&out, POST_TEKST_MAX);
	buf_addf(&out, "%.*s\n%s\n", STR_FMT(b->naar), tekst->onderwerp);
	post_fill(&out, tekst->tekst,
		&(struct post_waarden){
			.naam = b->naam, .link = b->link, .over = b->over, .woorden = b->woorden });
	const struct str sealed = auth_seal(a, keys, buf_str(&out), place(a, id));
	explicit_bzero(out.ptr, out.len);
	buf_fini(&out);
	return sealed;
}

enum err post_open(struct arena *a, const struct auth_keys *keys, struct uuid id, struct str sealed,
	struct post_inhoud *ret_inhoud)
{
	struct str text;
	struct post_inhoud inhoud = { 0 };
	TRY(auth_seal_open(a, keys, sealed, place(a, id), &text));
	if (!str_cut(&text, '\n', &inhoud.naar) || !str_cut(&text, '\n', &inhoud.onderwerp) ||
		text.ptr == NULL)
		return ERR_INVALID;
	inhoud.tekst = text;
	*ret_inhoud = inhoud;
	return ERR_OK;
}

enum err post_write(struct task *t, struct db_tx *tx, const struct auth_keys *keys,
	const struct post_brief *brief, int64_t now_us)
{
	const struct uuid id = uuid_new();
	const struct post_create_in in = { .id = id,
		.has_account_id = brief->has_account_id,
		.account_id = brief->account_id,
		.has_koppeling_id = brief->has_koppeling_id,
		.koppeling_id = brief->koppeling_id,
		.soort = str_from(post_soort_codes[brief->soort]),
		.taal = str_from(post_taal_codes[brief->taal]),
		.inhoud = post_seal(task_arena(t), keys, id, brief),
		.te_maken = false,
		.nu = now_us,
		.volgende_op = now_us };
	return post_create(t, tx, &in);
}
