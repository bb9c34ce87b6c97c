# docs/diagnostics.md is what `egress-policy check --codes` writes.
execute_process(COMMAND ${PROGRAM} check --codes OUTPUT_VARIABLE now RESULT_VARIABLE result)
file(READ ${FILE} stored)
if(result OR NOT now STREQUAL stored)
  message(FATAL_ERROR "${FILE} is not what `egress-policy check --codes` writes: write it anew")
endif()
