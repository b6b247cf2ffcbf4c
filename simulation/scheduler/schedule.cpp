#include "docket/simulation/scheduler/schedule.hpp"

#include "docket/simulation/random.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace docket {
namespace {

class random_schedule final : public schedule {
public:
  explicit random_schedule(const schedule_plan& plan) : random_{plan.seed, 1}, passes_(plan.passes) {}

  std::size_t choose(std::span<const runnable_actor> ready) override {
    if (random_.below(1'000) < passes_) return ready.size();
    return random_.below(ready.size());
  }
  bool looks_at_actors() const noexcept override { return false; }

private:
  random_source random_;
  std::uint32_t passes_;
};

class priority_schedule final : public schedule {
public:
  explicit priority_schedule(const schedule_plan& plan) : random_{plan.seed, 2}, passes_(plan.passes) {
    for (std::uint32_t change = 1; change < plan.depth; ++change)
      changes_.push_back(random_.below(plan.steps));
    std::sort(changes_.begin(), changes_.end());
  }

  std::size_t choose(std::span<const runnable_actor> ready) override {
    if (random_.below(1'000) < passes_) return ready.size();
    const auto first = highest(ready);
    if (next_change_ < changes_.size() && step_++ >= changes_[next_change_])
      priorities_[ready[first]] = next_change_++; // Below all that were drawn.
    return first;
  }

private:
  std::size_t highest(std::span<const runnable_actor> ready) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < ready.size(); ++i)
      if (priority_of(ready[i]) > priority_of(ready[best])) best = i;
    return best;
  }

  std::uint64_t priority_of(const runnable_actor& actor) {
    const auto [place, is_new] = priorities_.try_emplace(actor);
    if (is_new) place->second = changes_.size() + (random_.next() >> 1);
    return place->second;
  }

  random_source random_;
  std::uint32_t passes_;
  std::vector<std::uint64_t> changes_;
  std::size_t next_change_ = 0;
  std::uint64_t step_ = 0;
  std::map<runnable_actor, std::uint64_t> priorities_;
};

class starving_schedule final : public schedule {
public:
  explicit starving_schedule(const schedule_plan& plan) : random_{plan.seed, 3}, passes_(plan.passes) {}

  // The victim is one of those that are seen in the first steps.
  std::size_t choose(std::span<const runnable_actor> ready) override {
    if (random_.below(1'000) < passes_) return ready.size();
    const auto chosen = random_.below(ready.size());
    if (victim_ == runnable_actor{} && random_.below(20) == 0) victim_ = ready[chosen];
    if (ready[chosen] != victim_) return chosen;
    if (ready.size() == 1 || ++waited_ > waits_max) {
      waited_ = 0;
      return chosen;
    }
    return (chosen + 1 + random_.below(ready.size() - 1)) % ready.size();
  }

private:
  static constexpr std::uint32_t waits_max = 200;

  random_source random_;
  std::uint32_t passes_;
  runnable_actor victim_;
  std::uint32_t waited_ = 0;
};

class replayed_schedule final : public schedule {
public:
  explicit replayed_schedule(std::vector<std::uint32_t> choices) : choices_(std::move(choices)) {}

  std::size_t choose(std::span<const runnable_actor> ready) override {
    return next_ < choices_.size() ? std::min<std::size_t>(choices_[next_++], ready.size()) : 0;
  }
  bool looks_at_actors() const noexcept override { return false; }

private:
  std::vector<std::uint32_t> choices_;
  std::size_t next_ = 0;
};

} // namespace

std::string_view name_of(schedule_kind kind) noexcept {
  switch (kind) {
  case schedule_kind::random: return "random";
  case schedule_kind::priority: return "priority";
  case schedule_kind::starving: return "starving";
  case schedule_kind::replay: return "replay";
  }
  return "random";
}

std::unique_ptr<schedule> make_schedule(const schedule_plan& plan) {
  switch (plan.kind) {
  case schedule_kind::random: return std::make_unique<random_schedule>(plan);
  case schedule_kind::priority: return std::make_unique<priority_schedule>(plan);
  case schedule_kind::starving: return std::make_unique<starving_schedule>(plan);
  case schedule_kind::replay: return std::make_unique<replayed_schedule>(plan.choices);
  }
  return std::make_unique<random_schedule>(plan);
}

} // namespace docket
