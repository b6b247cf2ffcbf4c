# The headers that are slow to read, CAF's above all, are compiled once. Builds without it (dev, asan, lint) see to it
# that every file includes what it uses.
if(DOCKET_PRECOMPILE)
  target_precompile_headers(docket_engine PRIVATE
    <caf/actor_system.hpp> <caf/actor_system_config.hpp> <caf/event_based_actor.hpp> <caf/stateful_actor.hpp>
    <caf/scoped_actor.hpp> <caf/scheduled_actor.hpp>)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(docket_engine PRIVATE -fpch-preprocess) # ccache cannot see into the header otherwise.
  endif()
endif()
