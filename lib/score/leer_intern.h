/* What the files of learning (score/leer.h) share. */
#ifndef SCORE_LEER_INTERN_H
#define SCORE_LEER_INTERN_H

#include "score/leer.h"

/* How much a decision counts: its outcome, times the rank of the choice to the power eta
 * (hundredths), that at most SCORE_LEER_GEWICHT_MAX. */
double leer_gewicht(const struct score_leer_besluit *besluit, int32_t eta);

/* e^x and the natural logarithm of x ≥ 1, of plain arithmetic: those of libm differ in the last
 * bit between machines. Below -700 e^x is 0. */
double leer_exp(double x);
double leer_ln(double x);

#endif
