# docket_embed_file(TARGET FILE FUNCTION HEADER): puts FILE's bytes into TARGET, as what std::string_view FUNCTION() of
# docket::service answers, which HEADER declares. A file that changes is put in anew.
function(docket_embed_file target file function header)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp)
  add_custom_command(OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -D FILE=${file} -D FUNCTION=${function} -D HEADER=${header} -D SOURCE=${source}
            -P ${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake
    DEPENDS ${file} ${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake
    COMMENT "Embedding ${function}" VERBATIM)
  target_sources(${target} PRIVATE ${source})
endfunction()

# Run as a script, it writes SOURCE. Each byte is written as \xHH, so that no compiler can take it for something else.
if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  file(READ ${FILE} digits HEX)
  file(SIZE ${FILE} size)
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${digits}")
  file(WRITE ${SOURCE}
"// Made by cmake/embed_file.cmake.
#include \"${HEADER}\"

namespace docket::service {

std::string_view ${FUNCTION}() noexcept { return {\"${bytes}\", ${size}}; }

} // namespace docket::service
")
endif()
