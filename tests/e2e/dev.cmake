# ./dev builds the release beside this build: alone, so that no test with a deadline waits for a core.
add_test(NAME e2e_dev COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/dev.sh)
set_tests_properties(e2e_dev PROPERTIES LABELS e2e TIMEOUT 600 RUN_SERIAL ON)
