# Sanitizers, for every target of the build alike: a container that one half of a program checks and the other does
# not gives false alarms.
if(DOCKET_SANITIZE)
  add_compile_options(-fsanitize=${DOCKET_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${DOCKET_SANITIZE})
endif()
