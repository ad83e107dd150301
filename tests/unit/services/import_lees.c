#include "admin/import_lees.h"

#include <sys/mman.h>
#include <unistd.h>

#include "import_proef.h"

/* A file in memory, and what its reading gave. */
struct bestand_proef {
	struct arena arena;
	struct import_melder melder;
	struct import_bestand bestand;
	struct buf rijen; /* "regel:field|field|…\n" */
	size_t count;
	int fd;
	char pad[64];
	enum err open, lees;
};

static enum err on_rij(
	void *arg, size_t regel, const struct str *velden, const struct jsn_doc *geometrie)
{
	struct bestand_proef *p = arg;
	(void)geometrie;
	p->count++;
	buf_addf(&p->rijen, "%zu:", regel);
	for (size_t k = 0; k < p->bestand.kop.bron->kolom_count; k++)
		buf_addf(&p->rijen, "%.*s|", STR_FMT(velden[k]));
	buf_add_char(&p->rijen, '\n');
	return ERR_OK;
}

static void proef_lees(struct bestand_proef *p, const char *soort, struct str tekst)
{
	memset(p, 0, sizeof(*p));
	arena_init(&p->arena, PROEF_BYTES);
	import_melder_init(&p->melder);
	import_melder_bestand(&p->melder, "proef");
	buf_init(&p->rijen, 65536);
	p->fd = memfd_create("proef", MFD_CLOEXEC);
	for (size_t done = 0; done < tekst.len;) {
		const ssize_t n = write(p->fd, tekst.ptr + done, tekst.len - done);
		cr_assert_gt(n, 0);
		done += (size_t)n;
	}
	snprintf(p->pad, sizeof(p->pad), "/proc/self/fd/%d", p->fd);
	p->lees = ERR_INVALID;
	p->open = import_open(&p->arena, &p->melder, soort, p->pad, &p->bestand);
	if (p->open == ERR_OK)
		p->lees = import_lees(&p->bestand, &p->melder,
			&(struct import_ontvanger){ .rij = on_rij, .arg = p });
	buf_add_char(&p->rijen, '\0');
}

static void proef_sluit(struct bestand_proef *p)
{
	if (p->open == ERR_OK)
		import_sluit(&p->bestand);
	close(p->fd);
	buf_fini(&p->rijen);
	import_melder_fini(&p->melder);
	arena_fini(&p->arena);
}

#define KOP "zipcode,place,province_code,latitude,longitude\n"

Test(import_lees, reads_the_same_rows_in_every_form)
{
	static const char *const vormen[] = {
		KOP "1315,\xc3\xa9\xc3\xa9n,0034,52.3,5.2\n",
		"\xef\xbb\xbf" KOP "1315,\xc3\xa9\xc3\xa9n,0034,52.3,5.2",
		"ZIPCODE;Place;Province "
		"Code;Latitude;Longitude\r\n1315;\xe9\xe9n;0034;52.3;5.2\r\n",
		"longitude\tlatitude\tx\tplace\tprovince_code\tzipcode\n"
		"5.2\t52.3\t\t\xe9\xe9n\t0034\t1315\n",
		"\"zipcode\",\"place\",\"province_code\",\"latitude\",\"longitude\"\n"
		"\"1315\",\"\xc3\xa9\xc3\xa9n\",\"0034\",\"52.3\",\"5.2\"\n",
	};
	for (size_t i = 0; i < sizeof(vormen) / sizeof(vormen[0]); i++) {
		struct bestand_proef p;
		proef_lees(&p, "postcodes", str_from(vormen[i]));
		cr_assert_eq(p.lees, ERR_OK, "form %zu", i);
		cr_expect_str_eq(p.rijen.ptr, "2:1315|\xc3\xa9\xc3\xa9n|0034|52.3|5.2||\n");
		cr_expect_eq(p.melder.fouten.count, 0);
		proef_sluit(&p);
	}
}

Test(import_lees, refuses_files_that_cannot_be_read)
{
	static const char *const fouten[] = {
		"",
		KOP,
		"PK\x03\x04 zip",
		"zipcode,place,province_code,latitude,longitude,Zip_Code\n1,2,3,4,5,6\n",
		KOP "1315,a,0034,52.3,5.2\n1315,\"a,0034,52.3,5.2\n",
		"[1,2]",
		"{\"type\":\"Feature\"}",
		"{\"features\":[]}",
		"\x81\n",
	};
	for (size_t i = 0; i < sizeof(fouten) / sizeof(fouten[0]); i++) {
		struct bestand_proef p;
		proef_lees(&p, "postcodes", str_from(fouten[i]));
		cr_expect_eq(p.lees, ERR_INVALID, "file %zu", i);
		cr_expect_gt(p.melder.fouten.count, 0, "file %zu has no reason", i);
		proef_sluit(&p);
	}
}

Test(import_lees, reports_a_row_that_is_no_row_and_goes_on)
{
	struct bestand_proef p;
	proef_lees(&p, "postcodes",
		str_from(KOP "1315,a,0034,52.3\n1316,a\x07,0034,52.3,5.2\n1317,a,0034,52.3,5.2\n"));
	cr_expect_eq(p.lees, ERR_OK);
	cr_expect_eq(p.count, 1);
	cr_assert_eq(p.melder.fouten.count, 2);
	cr_expect_eq(p.melder.fouten.items[0].regel, 2);
	cr_expect_eq(p.melder.fouten.items[1].regel, 3);
	cr_expect_str_eq(p.melder.fouten.items[1].kolom, "place");
	proef_sluit(&p);
}

Test(import_lees, reads_properties_as_text)
{
	struct bestand_proef p;
	proef_lees(&p, "scholen",
		STR("{\"features\":[{\"properties\":{\"vestigingscode\":\"13EU00\",\"naam\":\"A\","
		    "\"type\":\"SO\",\"postcode\":null,\"plaats\":\"B\",\"gemeente\":true,"
		    "\"huisnummer\":7,\"leerlingen\":12.5}},\n {\"properties\":3}, {bad}]}"));
	cr_expect_eq(p.lees, ERR_OK);
	cr_expect_str_eq(p.rijen.ptr, "1:13EU00|A|SO||7||||B||||"
				      "|12.5|\n2:||||||||||||||\n");
	cr_assert_eq(p.melder.fouten.count, 1);
	cr_expect_eq(p.melder.fouten.items[0].regel, 2);
	proef_sluit(&p);
}

Test(import_lees, holds_a_file_to_five_million_rows, .timeout = 110)
{
	static const char rij[] = ",,,,\n";
	const size_t kop_len = strlen(KOP), rij_len = strlen(rij);
	const size_t len = kop_len + rij_len * (IMPORT_MAX_ROWS + 1);
	char *tekst = malloc(len);
	cr_assert(tekst != NULL);
	memcpy(tekst, KOP, kop_len);
	for (size_t i = 0; i <= IMPORT_MAX_ROWS; i++)
		memcpy(tekst + kop_len + i * rij_len, rij, rij_len);
	struct bestand_proef p;
	proef_lees(&p, "postcodes", (struct str){ tekst, len });
	free(tekst);
	cr_expect_eq(p.lees, ERR_INVALID);
	cr_expect_eq(p.count, IMPORT_MAX_ROWS);
	cr_expect_eq(p.melder.fouten.count, 1);
	proef_sluit(&p);
}
