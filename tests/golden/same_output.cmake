# FILE is what PROGRAM writes with ARGUMENTS (separated by blanks).
separate_arguments(arguments UNIX_COMMAND "${ARGUMENTS}")
execute_process(COMMAND ${PROGRAM} ${arguments} OUTPUT_VARIABLE now RESULT_VARIABLE result)
file(READ ${FILE} stored)
if(result OR NOT now STREQUAL stored)
  message(FATAL_ERROR "${FILE} is not what `egress-policy ${ARGUMENTS}` writes: write it anew")
endif()
