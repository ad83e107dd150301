/* Every limit of the import in one place. */
#ifndef ADMIN_IMPORT_GRENS_H
#define ADMIN_IMPORT_GRENS_H

#include "base/csv.h"

#define IMPORT_MAX_BESTANDEN	 32
#define IMPORT_MAX_FILE_BYTES	 (INT64_C(1) << 30)
#define IMPORT_MAX_ROW_BYTES	 CSV_MAX_ROW_BYTES
#define IMPORT_MAX_ROWS		 5000000
#define IMPORT_MAX_FEATURE_BYTES (4 * 1024 * 1024)
#define IMPORT_CHUNK_BYTES	 65536
#define IMPORT_MAX_KOLOMMEN	 32   /* that a source knows */
#define IMPORT_MAX_SOORTEN	 4096 /* kinds of opleiding in one file */
#define IMPORT_BATCH_ROWS	 500
#define IMPORT_BATCH_BYTES	 (1024 * 1024)	   /* a batch goes when it is over this */
#define IMPORT_BATCH_ARENA_BYTES (8 * 1024 * 1024) /* or its rows hold more memory than this */
#define IMPORT_MAX_BATCH_BYTES	 (16 * 1024 * 1024)
#define IMPORT_MAX_GETOOND	 200	 /* faults, and warnings, that are shown */
#define IMPORT_MAX_ALGEMEEN	 256	 /* those about a file as a whole, beside them */
#define IMPORT_MAX_VERSCHILLEN	 50	 /* differences that --dry-run shows */
#define IMPORT_MAX_HOEKEN	 4000000 /* corners of all borders together, in memory */
#define IMPORT_ARENA_BYTES	 ((size_t)512 * 1024 * 1024)

#endif
