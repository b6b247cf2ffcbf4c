#pragma once

#include "docket/simulation/audit/told_clients.hpp"
#include "docket/simulation/machine/simulated_machine.hpp"
#include "docket/simulation/shop/coverage.hpp"
#include "docket/simulation/shop/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace docket {

// What a client needs of the world around it.
struct client_surroundings {
  simulation& world;
  simulated_machine& shop;
  told_clients& told;
  coverage& met;
};

// Plays one client's script: each command until it is answered for good, or until its patience is at its end.
class shop_client : public std::enable_shared_from_this<shop_client> {
public:
  shop_client(const client_script& script, const client_surroundings& around);
  ~shop_client();

  void begin();
  [[nodiscard]] bool done() const noexcept { return next_ >= script_.actions.size(); }

private:
  struct command;

  void go_on();
  void attempt();
  void send();
  void take(std::uint64_t attempt, const command_result& answer);
  void wait_and(std::chrono::milliseconds how_long, void (shop_client::*what)());
  void finish();

  const client_script& script_;
  client_surroundings around_;
  std::size_t next_ = 0;       // Of the actions.
  std::uint32_t attempts_ = 0; // At this one.
  std::uint64_t attempt_id_ =
      0; // Of the last attempt at anything: who answers an older one is not listened to.
  std::unique_ptr<command> command_;
};

} // namespace docket
