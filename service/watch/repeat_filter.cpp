#include "docket/service/watch/repeat_filter.hpp"

#include <fmt/format.h>

#include <utility>

namespace docket::service {
namespace {

constexpr std::int64_t quiet_us = 60'000'000;

} // namespace

repeat_filter::repeat_filter(listener to, std::function<timestamp()> clock)
    : to_(std::move(to)),
      clock_(std::move(clock)) {}

void repeat_filter::say(const std::string& words) {
  if (!to_) return;
  const auto now = clock_();
  std::lock_guard lock{mutex_};
  const auto since_us = now.microseconds - passed_at_.microseconds;
  if (words == last_ && since_us >= 0 && since_us < quiet_us) {
    ++kept_back_;
    return;
  }
  const bool again = words == last_ && kept_back_ > 0;
  to_(again ? fmt::format("{} ({} more times since it was last told)", words, kept_back_) : words);
  last_ = words;
  passed_at_ = now;
  kept_back_ = 0;
}

} // namespace docket::service
