# Writes the migrations of a folder as a C file: number, name, text and SHA-256 of each, in order.
# The text goes in as bytes, since C promises no string literals of that length. Done when CMake
# runs, which a changed or new file makes it do again.
function(store_write_migrations folder output)
	file(GLOB files CONFIGURE_DEPENDS ${folder}/*.sql)
	list(SORT files)
	set(texts "")
	set(table "")
	set(count 0)
	foreach(file ${files})
		set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
		math(EXPR count "${count} + 1")
		get_filename_component(name ${file} NAME_WE)
		if(NOT name MATCHES "^0*([1-9][0-9]*)_[a-z0-9_]+$")
			message(FATAL_ERROR "${file}: a migration is named NNNN_what_it_does.sql")
		endif()
		if(NOT CMAKE_MATCH_1 EQUAL count)
			message(FATAL_ERROR "${file}: the next number is ${count}")
		endif()
		file(SHA256 ${file} hash)
		file(READ ${file} bytes HEX)
		string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
		string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
		if(bytes MATCHES "0x00")
			message(FATAL_ERROR "${file} holds a NUL")
		endif()
		string(APPEND texts "static const unsigned char text_${count}[] = {\n${bytes}0 };\n")
		string(APPEND table "\t{ ${count}, \"${name}\", (const char *)text_${count}, \"${hash}\" },\n")
	endforeach()
	file(CONFIGURE OUTPUT ${output} @ONLY CONTENT "#include \"store/migrations.h\"

@texts@
const struct db_migration store_migrations[] = {
@table@	{ 0, NULL, NULL, NULL },
};
const size_t store_migration_count = @count@;
")
endfunction()
