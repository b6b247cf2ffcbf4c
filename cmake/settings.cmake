# How everything is compiled: the language, warnings, sanitizers, and ccache where there is one.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(docket_settings INTERFACE)
target_compile_options(docket_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast)
if(DOCKET_SANITIZE)
  target_compile_options(docket_settings INTERFACE
    -fsanitize=${DOCKET_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(docket_settings INTERFACE -fsanitize=${DOCKET_SANITIZE})
endif()
