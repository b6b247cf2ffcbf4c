#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace docket {

// An actor that has a message to take, by numbers that are the same in every run of a seed.
struct runnable_actor {
  std::uint32_t system = 0; // Of the actor's engine: 1 for the first that was started.
  std::uint64_t actor = 0;

  friend auto operator<=>(const runnable_actor&, const runnable_actor&) = default;
};

// Chooses who is next, among all that could be.
class schedule {
public:
  virtual ~schedule() = default;

  // An index into `ready`, which is not empty; or its size: nobody, time passes first, as it does on a
  // machine that has much else to do.
  [[nodiscard]] virtual std::size_t choose(std::span<const runnable_actor> ready) = 0;
  // Whether it looks who they are: to find out costs more than to choose.
  [[nodiscard]] virtual bool looks_at_actors() const noexcept { return true; }
};

enum class schedule_kind : std::uint8_t {
  random,   // Anybody, each time.
  priority, // PCT: the first by priorities that are drawn once and changed at `depth` - 1 steps.
  starving, // Anybody but one actor, which comes only when it is alone or has waited very long.
  replay,   // The choices that are given; after them always the first.
};

// "random", "priority", ...
[[nodiscard]] std::string_view name_of(schedule_kind kind) noexcept;

// PCT is from Burckhardt, Kothari, Musuvathi and Nagarakatte: A Randomized Scheduler with Probabilistic
// Guarantees of Finding Bugs, 2010. A bug that takes `depth` orderings is found in one run with a chance of
// at least 1 / (actors * steps^(depth - 1)).
struct schedule_plan {
  schedule_kind kind = schedule_kind::random;
  std::uint64_t seed = 1;
  std::uint32_t depth = 3;            // Of `priority`; 2 or more.
  std::uint32_t steps = 4'000;        // Of `priority`: within so many the priorities change.
  std::uint32_t passes = 10;          // How often time passes though somebody is ready, of 1,000 choices.
  std::vector<std::uint32_t> choices; // Of `replay`.
};

[[nodiscard]] std::unique_ptr<schedule> make_schedule(const schedule_plan& plan);

} // namespace docket
