#pragma once

#include "docket/domain/timestamp.hpp"

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

namespace docket::service {

// Passes words on; the same words again only when a minute has gone by, with how often they were said
// meanwhile. What fails for every caller must not fill a log. Thread-safe.
class repeat_filter {
public:
  using listener = std::function<void(const std::string& words)>;

  // Nothing is passed on to an empty `to`. `clock` may jump: then the words are passed on.
  repeat_filter(listener to, std::function<timestamp()> clock);

  void say(const std::string& words);

private:
  const listener to_;
  const std::function<timestamp()> clock_;
  std::mutex mutex_;
  std::string last_;
  timestamp passed_at_{};
  std::uint64_t kept_back_ = 0;
};

} // namespace docket::service
