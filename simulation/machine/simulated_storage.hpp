#pragma once

#include "docket/actors/config.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <memory>

namespace docket {

// What a simulated machine keeps its database on.
class simulated_storage {
public:
  virtual ~simulated_storage() = default;

  // An engine with these settings has its database here.
  virtual void place(config& settings) = 0;

  // What is open fails from now on, and what was not durable is gone.
  virtual void cut_power() = 0;
  virtual void restore_power() = 0;
  // Whether the power went by itself, or the outcome of a commit is unknown: the engine must be started anew.
  [[nodiscard]] virtual bool wants_restart() const = 0;

  // Reads what is there, without faults. Throws store_error.
  [[nodiscard]] virtual std::unique_ptr<log_reader> open_auditor() const = 0;
};

} // namespace docket
