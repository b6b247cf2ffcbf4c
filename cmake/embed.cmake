# docket_embed(TARGET FOLDER): puts the page's files under FOLDER into TARGET, as docket/service/page/assets.hpp has them.
# READMEs stay outside. A file that comes, goes or changes makes the table anew.
function(docket_embed target folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/*.html ${folder}/*.css ${folder}/*.js ${folder}/*.svg)
  set(table ${CMAKE_CURRENT_BINARY_DIR}/assets_table.cpp)
  add_custom_command(OUTPUT ${table}
    COMMAND ${CMAKE_COMMAND} -D FOLDER=${folder} -D TABLE=${table} -P ${PROJECT_SOURCE_DIR}/cmake/embed_assets.cmake
    DEPENDS ${files} ${PROJECT_SOURCE_DIR}/cmake/embed_assets.cmake
    COMMENT "Embedding the page" VERBATIM)
  target_sources(${target} PRIVATE ${table})
endfunction()
