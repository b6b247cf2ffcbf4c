#pragma once

#include "docket/actors/config.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/simulation/gateways/delayed_calls.hpp"
#include "docket/simulation/random.hpp"
#include "docket/simulation/scheduler/schedule.hpp"
#include "docket/simulation/scheduler/simulated_actors.hpp"
#include "docket/simulation/trace.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace docket {

struct simulation_options {
  std::uint64_t seed = 1;
  schedule_plan schedule{};                   // Its seed is drawn from the one above when it is 0.
  timestamp begins_at{1'767'225'600'000'000}; // 2026-01-01T00:00:00Z
  bool record_choices = false;
  std::size_t trace_texts = 0; // Steps that are kept as texts.
};

// A world in which everything happens on one thread, in an order that the seed decides: engines whose actors
// run one message at a time, calls that are made later, and time, which passes when nothing else is left to
// do (and now and then before). The same seed is the same run, in another process and in another build.
//
// Engines are made of what settings() answers, or by simulated_machine, which can crash. They must be gone
// before the simulation is. Futures of an engine must not be waited for: await() runs the world until they
// are ready. Used by one thread.
class simulation {
public:
  explicit simulation(const simulation_options& options = {});
  ~simulation();
  simulation(const simulation&) = delete;
  simulation& operator=(const simulation&) = delete;

  // The settings with this world's scheduler, clock and event ids, an event log in memory where no store is
  // chosen, and a log that complaints() answers. Gateways are left as they are: make simulated ones, or your
  // own, over calls().
  [[nodiscard]] config settings(config with = {});

  // Time since the beginning, which never goes back; and what the wall shows, which may.
  [[nodiscard]] std::chrono::microseconds elapsed() const noexcept { return elapsed_; }
  [[nodiscard]] timestamp now() const noexcept;
  // The wall's clock goes wrong by so much from now on; 0 sets it right.
  void set_clock_error(std::chrono::microseconds error) noexcept { clock_error_ = error; }
  // Something took that long, and nothing else happened meanwhile.
  void take_time(std::chrono::microseconds how_long) noexcept { elapsed_ += how_long; }

  // Calls that are made later, on the simulation's time. Give them to gateways and clients.
  [[nodiscard]] const std::shared_ptr<delayed_calls>& calls() const noexcept { return calls_; }
  // Whether any of them is still to come.
  [[nodiscard]] bool calls_to_come() const noexcept;

  // One thing happens: an actor takes a message, or time passes to what is due next. False when nothing is
  // left to happen, ever.
  bool step();
  // Steps until `done`; false when it is not after so much time, or so many steps.
  bool run_until(const std::function<bool()>& done, std::chrono::milliseconds within = std::chrono::hours{1},
                 std::uint64_t steps_max = 10'000'000);
  // How often no actor had anything to do, so that time passed to what was due next.
  [[nodiscard]] std::uint64_t idle_times() const noexcept { return idle_times_; }
  // Whatever is due within that time happens.
  void run_for(std::chrono::milliseconds how_long);

  // Runs the world until the answer is there. Throws std::runtime_error when it does not come within a
  // simulated hour.
  template <class Value>
  [[nodiscard]] Value await(std::future<Value> answer) {
    const auto is_there = [&] {
      return answer.wait_for(std::chrono::seconds{0}) == std::future_status::ready;
    };
    if (!run_until(is_there)) throw std::runtime_error{"no answer within a simulated hour"};
    return answer.get();
  }

  // Random numbers of this seed for a purpose: what one purpose draws changes nothing for another.
  [[nodiscard]] random_source random_for(std::string_view purpose) const;

  // What engines complained of in their logs.
  [[nodiscard]] const std::vector<std::string>& complaints() const noexcept { return complaints_; }
  [[nodiscard]] simulation_trace& trace() noexcept { return trace_; }
  [[nodiscard]] const std::vector<std::uint32_t>& choices() const noexcept { return choices_; }
  [[nodiscard]] const std::shared_ptr<simulated_actors>& actors() const noexcept { return actors_; }

private:
  class calls_later;

  [[nodiscard]] std::uint32_t choose(const std::vector<runnable_actor>& ready);
  void run_actor(std::uint32_t index);
  bool pass_time(std::optional<std::chrono::microseconds> most);

  std::uint64_t seed_;
  timestamp begins_at_;
  std::chrono::microseconds elapsed_{0};
  std::chrono::microseconds clock_error_{0};
  std::shared_ptr<simulated_actors> actors_;
  std::shared_ptr<calls_later> later_;
  std::shared_ptr<delayed_calls> calls_;
  std::unique_ptr<schedule> schedule_;
  std::shared_ptr<random_source> id_numbers_;
  bool record_choices_;
  std::vector<std::uint32_t> choices_;
  std::vector<std::string> complaints_;
  std::uint64_t idle_times_ = 0;
  simulation_trace trace_;
};

} // namespace docket
