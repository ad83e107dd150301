#include "score/leer_intern.h"

#define EXP_SQUARINGS 10 /* e^x = (e^(x/1024))^1024 */
#define EXP_TERMS     8	 /* exact where it matters; what is below e^-30 counts for nothing */
#define EXP_LOWEST    (-700.0)
#define LN_2	      0.69314718055994530942
#define LN_TERMS      21 /* odd powers of at most 1/5 */

double leer_exp(double x)
{
	if (x < EXP_LOWEST)
		return 0;
	const double small = x / (1 << EXP_SQUARINGS);
	double sum = 1;
	for (int i = EXP_TERMS; i > 0; i--)
		sum = 1 + small / i * sum;
	for (int i = 0; i < EXP_SQUARINGS; i++)
		sum *= sum;
	return sum;
}

double leer_ln(double x)
{
	double halvings = 0;
	while (x > 1.5) {
		x /= 2;
		halvings++;
	}
	const double y = (x - 1) / (x + 1);
	double sum = 0;
	double power = y;
	for (int i = 1; i <= LN_TERMS; i += 2) {
		sum += power / i;
		power *= y * y;
	}
	return halvings * LN_2 + 2 * sum;
}

double leer_gewicht(const struct score_leer_besluit *besluit, int32_t eta)
{
	const double rang = besluit->regels[besluit->gekozen].rang;
	const double inverse = leer_exp(leer_ln(rang) * eta / 100);
	return (double)besluit->uitkomst *
	       (inverse < SCORE_LEER_GEWICHT_MAX ? inverse : SCORE_LEER_GEWICHT_MAX);
}
