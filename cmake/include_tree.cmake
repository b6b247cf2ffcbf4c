# Headers are included as "docket/<floor>/<name>.hpp" here as well as by those who install docket: the build tree
# holds a folder "docket" with one link to each floor.
set(DOCKET_INCLUDE_TREE ${PROJECT_BINARY_DIR}/include)
foreach(floor domain persistence actors app)
  file(MAKE_DIRECTORY ${DOCKET_INCLUDE_TREE}/docket)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${floor} ${DOCKET_INCLUDE_TREE}/docket/${floor} SYMBOLIC)
endforeach()
