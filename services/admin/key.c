#include "admin/key.h"

#include <stdio.h>
#include <string.h>

#include "auth/auth.h"
#include "auth/seal.h"

static int usage(void)
{
	fputs("Gebruik: schakel key add [BESTAND]\n"
	      "  Maakt het bestand met sleutels, of zet er een nieuwere bij; zonder BESTAND is "
	      "dat\n"
	      "  dat van SCHAKEL_KEY_FILE. De nieuwste verzegelt, alle openen. Geef het bestand\n"
	      "  daarna aan elk proces en start dat opnieuw.\n",
		stderr);
	return 2;
}

int key_command(int argc, char **argv, const struct config *config)
{
	const char *path = argc == 3 ? argv[2] : config->key_file;
	if (argc < 2 || argc > 3 || strcmp(argv[1], "add") != 0 || path[0] == '\0')
		return usage();
	uint32_t number = 0;
	const enum err e = auth_init() == ERR_OK ? auth_keys_add(path, &number) : ERR_INTERNAL;
	if (e == ERR_OK)
		printf("Sleutel %u staat in %s. Bewaar er een kopie van, los van die van de "
		       "database.\n",
			number, path);
	else if (e == ERR_INVALID)
		fprintf(stderr, "%s is geen bestand met sleutels, of er passen er niet meer bij.\n",
			path);
	else
		fprintf(stderr, "Kan %s niet lezen of schrijven: bestaat de map, en mag het?\n",
			path);
	return e == ERR_OK ? 0 : 1;
}
