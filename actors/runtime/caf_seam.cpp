#include "docket/actors/runtime/caf_seam.hpp"

#include <exception>

namespace docket {
namespace {

std::string what_of(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "something that is no exception";
  }
}

} // namespace

event_actor::event_actor(caf::actor_config& config) : caf::event_based_actor(config) {
  set_exception_handler([this](std::exception_ptr& thrown) -> caf::error {
    const auto* engine = dynamic_cast<const engine_actors_config*>(&system().config());
    if (engine && engine->log)
      engine->log("a part of the engine: its actor failed, and the engine must be started anew: " +
                  what_of(thrown));
    return caf::exit_reason::unhandled_exception;
  });
}

} // namespace docket
