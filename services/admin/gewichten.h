/*
 * `schakel gewichten leer`: other weights, from what was shown and chosen, as a suggestion with a
 * backtest. How it is learnt stands in score/leer.h. It can write the suggestion as a draft;
 * whether that ever counts is for people.
 */
#ifndef ADMIN_GEWICHTEN_H
#define ADMIN_GEWICHTEN_H

#include "config.h"

int gewichten_command(int argc, char **argv, const struct config *config);

#endif
