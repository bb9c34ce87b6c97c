# A room is one static library with one folder. Its headers are included by their path from the
# project's root ("lang/vm/image.h"), so that an include line names the room it reaches into.

function(egress_flags target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes
                         -Wmissing-prototypes -Wpointer-arith -fno-common)
  target_compile_definitions(${target} PRIVATE _GNU_SOURCE EGRESS_VERSION="${PROJECT_VERSION}")
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
  if(EGRESS_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${EGRESS_SANITIZE}
                           -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=${EGRESS_SANITIZE})
  endif()
  if(EGRESS_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()

# egress_room(name SOURCES file... [USES target...])
function(egress_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES" ${ARGN})
  add_library(${name} STATIC ${ROOM_SOURCES})
  target_link_libraries(${name} PUBLIC ${ROOM_USES})
  egress_flags(${name})
endfunction()

# egress_program(name SOURCES file... [USES target...])
function(egress_program name)
  cmake_parse_arguments(PROGRAM "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${PROGRAM_SOURCES})
  target_link_libraries(${name} PRIVATE ${PROGRAM_USES})
  egress_flags(${name})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()

# egress_unit_test(name SOURCES file... [USES target...]): a Criterion suite known to ctest.
function(egress_unit_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_link_libraries(${name} PRIVATE ${TEST_USES} PkgConfig::CRITERION)
  egress_flags(${name})
  # Criterion's own exit code stays 0 when LeakSanitizer complains; an abort does not. Its own
  # `.timeout` leaks, and a suppression of that would hide every leak, for every test is called from
  # there: the time is ctest's to watch.
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS unit TIMEOUT 600 ENVIRONMENT
    "ASAN_OPTIONS=abort_on_error=1:detect_leaks=1;UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1")
endfunction()

# egress_fuzzer(name SOURCES file... [USES target...]): a libFuzzer target when EGRESS_FUZZ is on,
# else the same entry point behind a driver that replays the files it is given.
function(egress_fuzzer name)
  cmake_parse_arguments(FUZZ "" "" "SOURCES;USES" ${ARGN})
  if(EGRESS_FUZZ)
    add_executable(${name} ${FUZZ_SOURCES})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  else()
    add_executable(${name} ${FUZZ_SOURCES} ${PROJECT_SOURCE_DIR}/tests/fuzz/replay.c)
  endif()
  target_link_libraries(${name} PRIVATE ${FUZZ_USES})
  egress_flags(${name})
endfunction()
