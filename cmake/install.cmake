# What `cmake --install` puts down: the libraries, the headers that others may include, the program, and the package
# that find_package(docket) reads.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/docket)

install(TARGETS docket_domain docket_persistence docket_engine docket_simulation EXPORT docket_targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT docket_targets NAMESPACE docket:: DESTINATION ${package_dir})

# The domain's headers are all public; of the other floors those that the list names.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/domain DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/docket
  FILES_MATCHING PATTERN "*.hpp" PATTERN "planted_bugs.hpp" EXCLUDE)
file(STRINGS ${PROJECT_SOURCE_DIR}/cmake/public_headers.txt public_headers)
foreach(header ${public_headers})
  cmake_path(GET header PARENT_PATH folder)
  install(FILES ${PROJECT_SOURCE_DIR}/${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/docket/${folder})
endforeach()
install(FILES ${DOCKET_INCLUDE_TREE}/docket/version.hpp ${DOCKET_INCLUDE_TREE}/docket/engine.hpp
  ${DOCKET_INCLUDE_TREE}/docket/queries.hpp
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/docket)

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/docket-config.cmake.in
  ${PROJECT_BINARY_DIR}/docket-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/docket-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/docket-config.cmake ${PROJECT_BINARY_DIR}/docket-config-version.cmake
  ${PROJECT_SOURCE_DIR}/cmake/FindCAF.cmake DESTINATION ${package_dir})

if(TARGET docket)
  install(TARGETS docket RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
endif()
