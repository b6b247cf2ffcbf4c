# Headers are included as "docket/<floor>/<name>.hpp" here as well as by those who install docket: the build tree
# holds a folder "docket" with one link to each floor, and the headers that stand above the floors.
set(DOCKET_INCLUDE_TREE ${PROJECT_BINARY_DIR}/include)
file(MAKE_DIRECTORY ${DOCKET_INCLUDE_TREE}/docket)
foreach(floor domain persistence actors simulation service app)
  if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/${floor})
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${floor} ${DOCKET_INCLUDE_TREE}/docket/${floor} SYMBOLIC)
  endif()
endforeach()
configure_file(${PROJECT_SOURCE_DIR}/cmake/headers/version.hpp.in ${DOCKET_INCLUDE_TREE}/docket/version.hpp @ONLY)
configure_file(${PROJECT_SOURCE_DIR}/cmake/headers/engine.hpp ${DOCKET_INCLUDE_TREE}/docket/engine.hpp COPYONLY)
configure_file(${PROJECT_SOURCE_DIR}/cmake/headers/queries.hpp ${DOCKET_INCLUDE_TREE}/docket/queries.hpp COPYONLY)
