#include "domain/thema_zoek.h"

#include <stdlib.h>
#include <string.h>

#include "domain/teken.h"
#include "domain/thema.h"
#include "domain/thema_woord.h"

#define DEEL_MIN	3 /* letters of a part of a compound … */
#define DEEL_ALLEEN_MIN 4 /* … and at least of one whose other part is not known */
#define STAM_MIN	4 /* of both stems, when spellings are compared */
#define FOUT_1_LEN	5
#define FOUT_2_LEN	9
#define GELIJK_MAX	4 /* equally near spellings that count */
#define GEEN		UINT32_MAX

/* A word of the terms, cut to its stem. */
struct stam {
	char vorm[THEMA_WOORD_MAX + 1];
	uint8_t len;
	uint32_t first_post; /* in posts, post_count of them: the terms that have it */
	uint32_t post_count;
};

struct term {
	uint16_t thema;
	uint16_t words; /* different ones */
};

struct thema_zoek {
	const uint16_t *ouder;
	uint16_t count;
	const struct term *terms;
	uint32_t term_count;
	const struct stam *stammen; /* by length; by_len[n] is the first of n or more letters */
	/* Of each stam a bit per letter, all digits as one: of words with few differences few bits
	 * differ. Beside the stammen, because a misspelt word is held against all of them. */
	const uint32_t *letters;
	uint32_t stam_count;
	uint32_t by_len[THEMA_WOORD_MAX + 2];
	const uint32_t *slots; /* hash table: index of a stam, or GEEN */
	uint32_t slot_mask;
	const uint32_t *posts;
};

static uint32_t hash(const char *s, size_t len)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return h ^ (h >> 15);
}

static uint32_t letters_of(const char *s, size_t len)
{
	uint32_t set = 0;
	for (size_t i = 0; i < len; i++)
		set |= teken_is_lower(s[i]) ? 1u << (s[i] - 'a') : 1u << 26;
	return set;
}

/* ---- the index ---- */

/* A word of a term, before equal ones are put together. */
struct woord_van_term {
	char vorm[THEMA_WOORD_MAX + 1];
	uint8_t len;
	uint32_t term;
};

static int by_word_and_term(const void *a, const void *b)
{
	const struct woord_van_term *x = a;
	const struct woord_van_term *y = b;
	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	const int order = strcmp(x->vorm, y->vorm);
	return order != 0 ? order : (x->term > y->term) - (x->term < y->term);
}

/* Puts the stems of a term's words at the end of `ret_words`; none of empty words, unless all are.
 */
static size_t words_of(
	struct arena *a, struct str tekst, uint32_t term, struct woord_van_term *ret_words)
{
	for (int with_empty = 0; with_empty < 2; with_empty++) {
		struct str rest = tekst;
		struct thema_woord w;
		size_t count = 0;
		while (thema_woord_next(a, &rest, &w)) {
			if (!with_empty && thema_woord_is_leeg(w.vorm))
				continue;
			struct woord_van_term *const to = &ret_words[count++];
			memcpy(to->vorm, w.vorm, sizeof(w.vorm));
			thema_woord_stam(to->vorm);
			to->len = (uint8_t)strlen(to->vorm);
			to->term = term;
		}
		if (count > 0)
			return count;
	}
	return 0;
}

/* Most words that a text of this length can have. */
static size_t most_words(struct str tekst)
{
	return tekst.len / (THEMA_WOORD_MIN + 1) + 1;
}

/* From sorted words to stems, and per stem the terms that have it. */
static void gather(struct arena *a, const struct woord_van_term *words, size_t count,
	struct term *terms, struct thema_zoek *z)
{
	struct stam *stammen = ARENA_ARRAY(a, count + 1, struct stam);
	uint32_t *posts = ARENA_ARRAY(a, count + 1, uint32_t);
	uint32_t post_count = 0;
	for (size_t i = 0; i < count; i++) {
		const struct woord_van_term *const w = &words[i];
		const bool known = i > 0 && strcmp(words[i - 1].vorm, w->vorm) == 0;
		if (known && words[i - 1].term == w->term)
			continue;
		if (!known) {
			struct stam *const s = &stammen[z->stam_count++];
			memcpy(s->vorm, w->vorm, sizeof(w->vorm));
			s->len = w->len;
			s->first_post = post_count;
		}
		stammen[z->stam_count - 1].post_count++;
		posts[post_count++] = w->term;
		terms[w->term].words++;
	}
	z->stammen = stammen;
	z->posts = posts;
}

static void make_table(struct arena *a, struct thema_zoek *z)
{
	uint32_t size = 16;
	while (size < 2 * z->stam_count)
		size *= 2;
	uint32_t *slots = ARENA_ARRAY(a, size, uint32_t);
	for (uint32_t i = 0; i < size; i++)
		slots[i] = GEEN;
	z->slot_mask = size - 1;
	for (uint32_t i = 0; i < z->stam_count; i++) {
		uint32_t at = hash(z->stammen[i].vorm, z->stammen[i].len) & z->slot_mask;
		while (slots[at] != GEEN)
			at = (at + 1) & z->slot_mask;
		slots[at] = i;
	}
	z->slots = slots;
	uint32_t *letters = ARENA_ARRAY(a, z->stam_count + 1u, uint32_t);
	for (uint32_t i = 0; i < z->stam_count; i++)
		letters[i] = letters_of(z->stammen[i].vorm, z->stammen[i].len);
	z->letters = letters;
	uint32_t i = 0;
	for (size_t len = 0; len <= THEMA_WOORD_MAX + 1; len++) {
		while (i < z->stam_count && z->stammen[i].len < len)
			i++;
		z->by_len[len] = i;
	}
}

const struct thema_zoek *thema_zoek_create(struct arena *a, const uint16_t *ouder, uint16_t count,
	const struct thema_term *terms, size_t term_count)
{
	struct thema_zoek *z = ARENA_NEW(a, struct thema_zoek);
	uint16_t *parents = ARENA_ARRAY(a, count + 1u, uint16_t);
	for (uint16_t i = 0; i < count; i++)
		parents[i] = ouder[i];
	z->ouder = parents;
	z->count = count;
	size_t most = 0;
	for (size_t i = 0; i < term_count; i++)
		most += most_words(terms[i].tekst);
	struct woord_van_term *words = ARENA_ARRAY(a, most + 1, struct woord_van_term);
	struct term *own = ARENA_ARRAY(a, term_count + 1, struct term);
	size_t word_count = 0;
	for (size_t i = 0; i < term_count; i++) {
		if (terms[i].thema >= count)
			continue;
		const size_t n = words_of(a, terms[i].tekst, z->term_count, &words[word_count]);
		word_count += n;
		if (n > 0)
			own[z->term_count++].thema = terms[i].thema;
	}
	if (word_count > 0)
		qsort(words, word_count, sizeof(*words), by_word_and_term);
	gather(a, words, word_count, own, z);
	z->terms = own;
	make_table(a, z);
	return z;
}

/* ---- words of the text ---- */

struct vraag {
	const struct thema_zoek *z;
	const struct thema_woord *words;
	uint32_t word_count;
	uint16_t *best;	     /* per stam: how well it was met, 0 not at all */
	uint16_t *best_word; /* per stam: by which word first, of those that met it best */
	uint32_t *met;	     /* the stammen that were met, in the order of the text */
	uint32_t met_count;
};

static uint32_t find_stam(const struct thema_zoek *z, const char *vorm, size_t len)
{
	for (uint32_t at = hash(vorm, len) & z->slot_mask; z->slots[at] != GEEN;
		at = (at + 1) & z->slot_mask) {
		const struct stam *const s = &z->stammen[z->slots[at]];
		if (s->len == len && memcmp(s->vorm, vorm, len) == 0)
			return z->slots[at];
	}
	return GEEN;
}

static void meet(struct vraag *v, uint32_t stam, uint16_t word, uint16_t how_well)
{
	if (v->best[stam] == 0)
		v->met[v->met_count++] = stam;
	if (how_well <= v->best[stam])
		return;
	v->best[stam] = how_well;
	v->best_word[stam] = word;
}

/* The stam of a part of a word, or GEEN. */
static uint32_t find_part(const struct thema_zoek *z, const char *part, size_t len)
{
	char vorm[THEMA_WOORD_MAX + 1];
	memcpy(vorm, part, len);
	vorm[len] = '\0';
	thema_woord_stam(vorm);
	return find_stam(z, vorm, strlen(vorm));
}

/* Whether the first part of a compound says something when the rest is not known: wind|park does,
 * but too many words (wind|ows) begin with something short. */
static bool stands_alone(size_t part_len, size_t rest_len)
{
	return part_len > DEEL_ALLEEN_MIN || (part_len == DEEL_ALLEEN_MIN && rest_len >= part_len);
}

/* robot|arm, zonne|paneel, energie|bedrijf: the split that knows most of the word. */
static bool meet_compound(struct vraag *v, uint16_t word)
{
	const struct thema_woord *const w = &v->words[word];
	uint32_t best_left = GEEN;
	uint32_t best_right = GEEN;
	size_t best_len = 0;
	for (size_t at = DEEL_MIN; at + DEEL_MIN <= w->len; at++) {
		uint32_t left = find_part(v->z, w->vorm, at);
		uint32_t right = find_part(v->z, w->vorm + at, w->len - at);
		if (right == GEEN && !stands_alone(at, w->len - at))
			left = GEEN;
		if (left == GEEN && w->len - at < DEEL_ALLEEN_MIN)
			right = GEEN;
		const size_t known = (left != GEEN ? at : 0) + (right != GEEN ? w->len - at : 0);
		if (known <= best_len)
			continue;
		best_len = known;
		best_left = left;
		best_right = right;
	}
	if (best_right != GEEN)
		meet(v, best_right, word, THEMA_ZOEK_KOP);
	if (best_left != GEEN)
		meet(v, best_left, word, THEMA_ZOEK_DEEL);
	return best_len > 0;
}

/* An edit takes at most one letter from the set and brings one in: whether no more bits differ. */
static bool may_be_near(uint32_t differing, unsigned edits)
{
	for (unsigned i = 0; i < 2 * edits; i++)
		differing &= differing - 1;
	return differing == 0;
}

/* `word` as a stem of `len`; how many mistakes it may have goes by the word as it was written. */
static void meet_misspelt(struct vraag *v, uint16_t word, const char *vorm, size_t len)
{
	const size_t written = v->words[word].len;
	if (written < FOUT_1_LEN || len < STAM_MIN)
		return;
	const struct thema_zoek *const z = v->z;
	unsigned most = written >= FOUT_2_LEN ? 2 : 1;
	const uint32_t letters = letters_of(vorm, len);
	uint32_t near[GELIJK_MAX];
	size_t near_count = 0;
	const size_t longest = len + most > THEMA_WOORD_MAX ? THEMA_WOORD_MAX : len + most;
	const size_t shortest = len - most < STAM_MIN ? STAM_MIN : len - most;
	for (uint32_t i = z->by_len[shortest]; i < z->by_len[longest + 1]; i++) {
		if (!may_be_near(letters ^ z->letters[i], most))
			continue;
		const struct stam *const s = &z->stammen[i];
		const unsigned edits = thema_woord_afstand(vorm, len, s->vorm, s->len, most);
		if (edits > most)
			continue;
		if (edits < most)
			near_count = 0;
		most = edits;
		if (near_count < GELIJK_MAX)
			near[near_count++] = i;
	}
	for (size_t i = 0; i < near_count; i++)
		meet(v, near[i], word, most <= 1 ? THEMA_ZOEK_FOUT_1 : THEMA_ZOEK_FOUT_2);
}

static void meet_word(struct vraag *v, uint16_t word)
{
	const struct thema_woord *const w = &v->words[word];
	char vorm[THEMA_WOORD_MAX + 1];
	memcpy(vorm, w->vorm, sizeof(vorm));
	thema_woord_stam(vorm);
	const size_t len = strlen(vorm);
	const uint32_t same = find_stam(v->z, vorm, len);
	if (same != GEEN)
		meet(v, same, word, 1000);
	else if (!meet_compound(v, word))
		meet_misspelt(v, word, vorm, len);
}

/* The different words of the text, without empty ones. */
static uint32_t read_words(struct arena *a, struct str tekst, struct thema_woord *ret_words)
{
	uint16_t table[2 * THEMA_ZOEK_WOORDEN] = { 0 }; /* place + 1; never more than half full */
	uint32_t count = 0;
	struct thema_woord w;
	while (count < THEMA_ZOEK_WOORDEN && thema_woord_next(a, &tekst, &w)) {
		if (thema_woord_is_leeg(w.vorm))
			continue;
		uint32_t at = hash(w.vorm, w.len) % (2 * THEMA_ZOEK_WOORDEN);
		while (table[at] != 0 && strcmp(ret_words[table[at] - 1].vorm, w.vorm) != 0)
			at = (at + 1) % (2 * THEMA_ZOEK_WOORDEN);
		if (table[at] != 0)
			continue;
		ret_words[count] = w;
		table[at] = (uint16_t)++count;
	}
	return count;
}

/* ---- from words to topics ---- */

/* What one word of the text says about one topic. */
struct bewijs {
	uint16_t thema, word, kracht;
};

static int by_thema_and_word(const void *a, const void *b)
{
	const struct bewijs *x = a;
	const struct bewijs *y = b;
	if (x->thema != y->thema)
		return x->thema < y->thema ? -1 : 1;
	if (x->word != y->word)
		return x->word < y->word ? -1 : 1;
	return (x->kracht < y->kracht) - (x->kracht > y->kracht);
}

/* What the words that were met make of each term: a term goes by the first of its words. */
struct stand {
	uint32_t quality; /* sum over its words that were met */
	uint16_t words;
	uint16_t first_word;
};

static uint16_t strength(const struct term *t, const struct stand *s)
{
	const uint32_t whole = THEMA_ZOEK_HEEL * (s->quality / s->words) / 1000;
	if (s->words == t->words)
		return (uint16_t)whole;
	return (uint16_t)(whole * s->words * s->words / (2u * t->words * t->words));
}

static size_t weigh_terms(const struct vraag *v, struct arena *a, struct bewijs **ret_evidence)
{
	const struct thema_zoek *const z = v->z;
	struct stand *stands = ARENA_ARRAY(a, z->term_count + 1u, struct stand);
	uint32_t *touched = ARENA_ARRAY(a, z->term_count + 1u, uint32_t);
	uint32_t touched_count = 0;
	for (uint32_t i = 0; i < v->met_count; i++) {
		const struct stam *const s = &z->stammen[v->met[i]];
		const uint16_t word = v->best_word[v->met[i]];
		for (uint32_t j = 0; j < s->post_count; j++) {
			const uint32_t term = z->posts[s->first_post + j];
			struct stand *const t = &stands[term];
			if (t->words == 0)
				touched[touched_count++] = term;
			if (t->words == 0 || word < t->first_word)
				t->first_word = word;
			t->words++;
			t->quality += v->best[v->met[i]];
		}
	}
	struct bewijs *evidence = ARENA_ARRAY(a, touched_count + 1u, struct bewijs);
	for (uint32_t i = 0; i < touched_count; i++) {
		const struct term *const t = &z->terms[touched[i]];
		const struct stand *const s = &stands[touched[i]];
		evidence[i] = (struct bewijs){ t->thema, s->first_word, strength(t, s) };
	}
	*ret_evidence = evidence;
	return touched_count;
}

/* Per topic what is left to 1000 of its own evidence: of each word the strongest counts. */
static void add_up(struct bewijs *evidence, size_t count, uint16_t *rest)
{
	if (count > 0)
		qsort(evidence, count, sizeof(*evidence), by_thema_and_word);
	for (size_t i = 0; i < count; i++) {
		const struct bewijs *const e = &evidence[i];
		if (i > 0 && e[-1].thema == e->thema && e[-1].word == e->word)
			continue;
		rest[e->thema] = (uint16_t)(rest[e->thema] * (1000u - e->kracht) / 1000);
	}
}

static uint16_t lifted(const struct thema_zoek *z, const uint16_t *rest, uint16_t thema)
{
	uint32_t left = rest[thema];
	if (left > 1000 - THEMA_ZOEK_DREMPEL)
		return 0;
	uint16_t up = z->ouder[thema];
	for (unsigned step = 1; step < THEMA_DIEPTE && up < z->count; step++, up = z->ouder[up])
		left = left * (1000 - (1000u - rest[up]) * THEMA_ZOEK_OUDER / 1000) / 1000;
	return (uint16_t)(1000 - left);
}

/* Keeps the best, in order; whoever comes first stays before its equals. */
static size_t keep_best(struct thema_treffer *kept, size_t count, uint16_t thema, uint16_t score)
{
	size_t at = count;
	while (at > 0 && kept[at - 1].score < score)
		at--;
	if (at == THEMA_ZOEK_MAX)
		return count;
	const size_t last = count < THEMA_ZOEK_MAX ? count : THEMA_ZOEK_MAX - 1;
	memmove(&kept[at + 1], &kept[at], (last - at) * sizeof(*kept));
	kept[at] = (struct thema_treffer){ .thema = thema, .score = score };
	return last + 1;
}

/* ---- the words of a suggestion ---- */

static bool says_something(const struct vraag *v, uint32_t stam, uint16_t thema)
{
	const struct stam *const s = &v->z->stammen[stam];
	for (uint32_t j = 0; j < s->post_count; j++)
		if (v->z->terms[v->z->posts[s->first_post + j]].thema == thema)
			return true;
	return false;
}

static void name_words(const struct vraag *v, struct thema_treffer *t)
{
	bool named[THEMA_ZOEK_WOORDEN] = { false };
	for (uint32_t i = 0; i < v->met_count; i++)
		if (says_something(v, v->met[i], t->thema))
			named[v->best_word[v->met[i]]] = true;
	for (uint32_t i = 0; i < v->word_count && t->woord_count < THEMA_ZOEK_MEER; i++)
		if (named[i])
			t->woorden[t->woord_count++] = v->words[i].tekst;
}

size_t thema_zoek_find(const struct thema_zoek *z, struct arena *a, struct str tekst,
	struct thema_treffer ret_treffers[static THEMA_ZOEK_MAX])
{
	struct thema_woord *words = ARENA_ARRAY(a, THEMA_ZOEK_WOORDEN, struct thema_woord);
	struct vraag v = { .z = z,
		.words = words,
		.word_count = read_words(a, tekst, words),
		.best = ARENA_ARRAY(a, z->stam_count + 1u, uint16_t),
		.best_word = ARENA_ARRAY(a, z->stam_count + 1u, uint16_t),
		.met = ARENA_ARRAY(a, z->stam_count + 1u, uint32_t) };
	for (uint32_t i = 0; i < v.word_count; i++)
		meet_word(&v, (uint16_t)i);
	struct bewijs *evidence = NULL;
	const size_t evidence_count = weigh_terms(&v, a, &evidence);
	uint16_t *rest = ARENA_ARRAY(a, z->count + 1u, uint16_t);
	for (uint16_t i = 0; i < z->count; i++)
		rest[i] = 1000;
	add_up(evidence, evidence_count, rest);
	size_t count = 0;
	for (uint16_t i = 0; i < z->count; i++) {
		const uint16_t score = lifted(z, rest, i);
		if (score >= THEMA_ZOEK_DREMPEL)
			count = keep_best(ret_treffers, count, i, score);
	}
	for (size_t i = 0; i < count; i++)
		name_words(&v, &ret_treffers[i]);
	return count;
}
