#include "docket/app/bench/plain_run.hpp"

#include "docket/app/bench/order_life.hpp"

#include <algorithm>

namespace docket::app::bench {
namespace {

using clock = std::chrono::steady_clock;

template <class Done>
plain_run run_until(plain_loop& loop, const commit_sizes& sizes, Done done) {
  plain_run result;
  const auto events_before = loop.events();
  const auto begun = clock::now();
  auto last = begun;
  while (!done(last)) {
    loop.commit(sizes());
    const auto now = clock::now();
    result.commit_ns.push_back(static_cast<std::uint32_t>((now - last) / std::chrono::nanoseconds{1}));
    last = now;
  }
  const auto seconds = std::chrono::duration<double>(last - begun).count();
  if (seconds > 0) result.events_per_second = static_cast<double>(loop.events() - events_before) / seconds;
  return result;
}

} // namespace

commit_sizes commits_of_size(double mean) {
  return [mean, owed = 0.0]() mutable {
    owed += mean;
    const auto whole = std::max<std::size_t>(1, static_cast<std::size_t>(owed));
    owed -= static_cast<double>(whole);
    return whole;
  };
}

commit_sizes commits_of_lives() {
  return [step = std::size_t{0}]() mutable { return events_of_command.at(step++ % commands_per_life); };
}

plain_run run_until_events(plain_loop& loop, const commit_sizes& sizes, std::uint64_t events) {
  return run_until(loop, sizes, [&](clock::time_point) { return loop.events() >= events; });
}

plain_run run_for(plain_loop& loop, const commit_sizes& sizes, std::chrono::milliseconds span) {
  const auto end = clock::now() + span;
  return run_until(loop, sizes, [&](clock::time_point now) { return now >= end; });
}

} // namespace docket::app::bench
