#pragma once

#include "docket/actors/results.hpp"

#include <atomic>
#include <functional>
#include <string>

namespace docket::service {

// Tells those who run the service what its callers are not told: why the store refuses commands, once when it
// begins, and once when it takes them again; and every fault of the program. Thread-safe.
class store_watch {
public:
  struct listener {
    std::function<void(const std::string&)> worse{}, better{}; // May be empty.
  };
  explicit store_watch(listener to) : to_(std::move(to)) {}

  // Of every command that the engine answered.
  void heard(const command_result& result);

private:
  void complain(const std::string& what) const;

  const listener to_;
  std::atomic<bool> refuses_{false};
};

} // namespace docket::service
