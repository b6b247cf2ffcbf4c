# A Debian package of the program and its service: `cpack --config build/release/CPackConfig.cmake`, or
# scripts/check-package, which tries it as well. It has what the component "service" installs, which `cmake --install`
# leaves out: an embedder wants no unit.
set(packaging ${PROJECT_SOURCE_DIR}/packaging)
set(service COMPONENT service EXCLUDE_FROM_ALL)
install(FILES ${packaging}/docket.service DESTINATION lib/systemd/system ${service})
install(FILES ${packaging}/docket.sysusers DESTINATION lib/sysusers.d RENAME docket.conf ${service})
install(FILES ${packaging}/docket.json DESTINATION /etc/docket ${service})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION share/doc/docket RENAME copyright ${service})
install(FILES ${PROJECT_SOURCE_DIR}/CHANGELOG.md DESTINATION share/doc/docket ${service})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/ DESTINATION share/doc/docket ${service} FILES_MATCHING PATTERN "*.md")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME docket)
set(CPACK_PACKAGE_CONTACT "The maintainers of docket <maintainers@docket.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "event-sourced order engine")
set(CPACK_PACKAGE_DESCRIPTION "Keeps every order as the list of events that happened to it, durably, and runs the rules that decide what may
happen next. This package has the program and a systemd unit that runs it as a service of its own user.")
set(CPACK_VERBATIM_VARIABLES ON)
# One package of these components; /etc is /etc, whatever the prefix of the program is.
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_COMPONENTS_ALL program service)
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "systemd | systemd-standalone-sysusers | systemd-sysusers")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${packaging}/debian/conffiles ${packaging}/debian/postinst
  ${packaging}/debian/prerm ${packaging}/debian/postrm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
