#include "worker/bord.h"

#include "base/date.h"
#include "store/sql.h"

#define PLACE "prikbord"

static enum err count(
	struct task *t, struct db_tx *tx, const struct volgplaats_news_row *news, int64_t now_us)
{
	bool mine = false;
	struct volgplaats_claim_row before;
	struct prikbord_tel_row counted;
	TRY(volgplaats_claim(
		t, tx, &(struct volgplaats_claim_in){ .naam = STR(PLACE) }, &mine, &before));
	if (!mine)
		return ERR_OK; /* another counts */
	TRY(prikbord_tel(t, tx, &(struct prikbord_tel_in){ .vandaag = date_in_netherlands(now_us) },
		&counted));
	return volgplaats_move(t, tx,
		&(struct volgplaats_move_in){ .naam = STR(PLACE),
			.transactie = news->transactie,
			.volgnummer = news->volgnummer,
			.has_op = true,
			.op = now_us });
}

enum err bord_round(struct task *t, struct db *d, int64_t now_us)
{
	struct volgplaats_news_row news;
	struct db_tx *tx;
	TRY(volgplaats_news(
		t, db_reader(d), &(struct volgplaats_news_in){ .naam = STR(PLACE) }, &news));
	if (!news.raakt && date_in_netherlands(news.op) == date_in_netherlands(now_us))
		return ERR_OK;
	TRY(db_begin(t, d, &tx));
	enum err e = count(t, tx, &news, now_us);
	if (e == ERR_OK)
		e = db_commit(t, tx);
	db_rollback(tx);
	return e;
}
