#pragma once

#include "docket/persistence/hydration/command_memory.hpp"
#include "docket/persistence/store/event_store.hpp"
#include "docket/simulation/audit/subscriber_audit.hpp"
#include "docket/simulation/audit/told_clients.hpp"
#include "docket/simulation/audit/violation.hpp"
#include "docket/simulation/gateways/gateway_ledger.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace docket {

// What a run has left behind. Null or nothing: that part is not audited. Nobody writes meanwhile, and all of
// it outlives the call.
struct audited {
  log_reader& log;
  const told_clients* told = nullptr;
  const gateway_ledger* ledger = nullptr;
  std::vector<const subscriber_watch*> subscribers{};
  std::optional<std::filesystem::path> database{}; // Its file, to have its tables checked as well.
  std::optional<std::filesystem::path> views{};    // The folder of its views.
  command_retention retention{};
  bool states = true; // Replays every stream once or twice more.
  // Nothing is under way any more: no command, no call of a gateway, no alarm but those of parked
  // fulfilments.
  bool quiet = false;
  bool automatic = false; // Orders that are placed are fulfilled by themselves.
};

// All invariants, judged from outside: by sums and automata of the auditor's own wherever they can be stated
// without the engine's rules. Throws store_error when something cannot be read.
[[nodiscard]] std::vector<violation> audit(const audited& what);

// The orders whose fulfilments wait for people at the end of the log.
[[nodiscard]] std::vector<std::string> parked_orders(log_reader& log);

} // namespace docket
