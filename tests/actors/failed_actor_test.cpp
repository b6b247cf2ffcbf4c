#include "docket/actors/runtime/caf_seam.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>

using namespace docket;

namespace {

struct go_on {};

class clumsy_actor final : public event_actor {
public:
  using event_actor::event_actor;

  caf::behavior make_behavior() override {
    return {[](go_on) { throw std::runtime_error{"the floor was wet"}; }};
  }
};

} // namespace

DOCKET_LOCAL_MESSAGE(go_on)

TEST_CASE("an actor of the engine's own that fails ends, and the engine's log says so in one line") {
  std::string told;
  engine_actors_config settings;
  settings.log = [&](const std::string& line) { told += line + "\n"; };
  {
    caf::actor_system system{settings};
    const auto fallen = system.spawn<clumsy_actor>();
    tell(fallen, go_on{});
    tell(fallen, go_on{}); // Nobody hears this one.
    system.await_all_actors_done();
  }
  CHECK(told ==
        "a part of the engine: its actor failed, and the engine must be started anew: the floor was wet\n");
}
