# docket_add_data_test(<name> <command>...): a test that needs the real orders. They are looked for where the
# environment variable DOCKET_OLIST_DIR says, else in ../shared/data/olist beside the checkout; the command finds the
# folder in DOCKET_OLIST_DIR. Where there are none, the test is reported as skipped.
function(docket_add_data_test name)
  add_test(NAME ${name} COMMAND ${PROJECT_SOURCE_DIR}/tests/with_olist ${ARGN})
  set_tests_properties(${name} PROPERTIES LABELS data SKIP_RETURN_CODE 77)
endfunction()
