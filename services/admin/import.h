/*
 * `schakel import`: the publishers' own files into the reference tables, schools and companies.
 *
 * The way of a file: read once to know its encoding (import_lees.h), its source recognised by its
 * header (import_bron.h), read again in pieces; each row is normalised by the function of its
 * source, collected into batches and compared with what the source said before, by one statement a
 * batch (import_verschil.h). A file is one transaction; any fault in it and nothing is written.
 * Faults, warnings and differences are kept and told by import_melding.h.
 */
#ifndef ADMIN_IMPORT_H
#define ADMIN_IMPORT_H

/*
 * Runs the command; argv[0] is "import". Gives the exit status: 0 done, 1 refused or faults in a
 * file, 2 wrong use.
 */
int import_command(int argc, char **argv, const char *database_uri);

#endif
