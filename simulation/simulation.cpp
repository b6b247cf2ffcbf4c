#include "docket/simulation/simulation.hpp"

#include "docket/persistence/store/memory_store.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace docket {
namespace {

using std::chrono::microseconds;

// How long a machine may be busy with something else while its actors wait.
constexpr std::chrono::milliseconds busy_for_max{200};

// What a step of the trace is about.
enum : std::uint64_t { actor_step = 1, time_step = 2, complaint_step = 3 };

// Of a complaint without its digits: simulated disks stand at paths with numbers, which depend on how many
// there were before in this process.
std::uint64_t complaint_number(std::string line) {
  std::erase_if(line, [](char c) { return c >= '0' && c <= '9'; });
  return trace_number(line);
}

// A UUIDv7 of the simulation's time and random numbers.
uuid seeded_id(timestamp now, random_source& numbers) {
  const auto ms = static_cast<std::uint64_t>(now.microseconds / 1'000);
  const auto high = numbers.next();
  const auto low = numbers.next();
  uuid id;
  for (std::size_t i = 0; i < 6; ++i)
    id[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  for (std::size_t i = 6; i < 8; ++i)
    id[i] = static_cast<std::uint8_t>(high >> (8 * i));
  for (std::size_t i = 8; i < 16; ++i)
    id[i] = static_cast<std::uint8_t>(low >> (8 * (i - 8)));
  id[6] = static_cast<std::uint8_t>(0x70 | (id[6] & 0x0f));
  id[8] = static_cast<std::uint8_t>(0x80 | (id[8] & 0x3f));
  return id;
}

schedule_plan seeded(schedule_plan plan, std::uint64_t seed) {
  if (plan.seed == 0) plan.seed = random_source{seed, trace_number("schedule")}.next();
  return plan;
}

} // namespace

class simulation::calls_later final : public delayed_calls {
public:
  explicit calls_later(const simulation& world) : world_(world) {}

  void after(std::chrono::milliseconds delay, std::function<void()> call) override {
    calls_.emplace(world_.elapsed() + delay, std::move(call));
  }

  [[nodiscard]] std::optional<microseconds> next() const {
    return calls_.empty() ? std::nullopt : std::optional{calls_.begin()->first};
  }

  // Those that are due, and those that they ask for at once.
  void make(microseconds now) {
    while (!calls_.empty() && calls_.begin()->first <= now) {
      const auto call = std::move(calls_.begin()->second);
      calls_.erase(calls_.begin());
      call();
    }
  }

  // Calls may hold who holds this.
  void drop() { calls_.clear(); }

private:
  const simulation& world_;
  std::multimap<microseconds, std::function<void()>> calls_;
};

simulation::simulation(const simulation_options& options)
    : seed_(options.seed),
      begins_at_(options.begins_at),
      actors_(std::make_shared<simulated_actors>()),
      later_(std::make_shared<calls_later>(*this)),
      calls_(later_),
      schedule_(make_schedule(seeded(options.schedule, options.seed))),
      id_numbers_(std::make_shared<random_source>(random_for("event ids"))),
      record_choices_(options.record_choices),
      trace_(options.trace_texts) {}

simulation::~simulation() { later_->drop(); }

config simulation::settings(config with) {
  with.runtime = actors_;
  with.clock = [this] { return now(); };
  with.event_ids = [numbers = id_numbers_](timestamp now) { return seeded_id(now, *numbers); };
  if (!with.open_store) with.open_store = [](const config&) { return make_memory_store(); };
  with.log = [this](const std::string& line) {
    trace_.add(elapsed_, {complaint_step, complaint_number(line)}, [&] { return "complaint: " + line; });
    complaints_.push_back(line);
  };
  return with;
}

timestamp simulation::now() const noexcept {
  return {begins_at_.microseconds + elapsed_.count() + clock_error_.count()};
}

bool simulation::calls_to_come() const noexcept { return later_->next().has_value(); }

random_source simulation::random_for(std::string_view purpose) const {
  return random_source{seed_, trace_number(purpose)};
}

bool simulation::step() {
  later_->make(elapsed_);
  const auto& ready = actors_->ready(schedule_->looks_at_actors());
  if (!ready.empty()) {
    const auto chosen = choose(ready);
    if (chosen < ready.size()) {
      run_actor(chosen);
      return true;
    }
    return pass_time(busy_for_max);
  }
  ++idle_times_;
  return pass_time(std::nullopt);
}

std::uint32_t simulation::choose(const std::vector<runnable_actor>& ready) {
  const auto chosen = static_cast<std::uint32_t>(schedule_->choose(ready));
  if (record_choices_) choices_.push_back(chosen);
  return chosen;
}

void simulation::run_actor(std::uint32_t index) {
  const auto who = actors_->actor_of(index);
  trace_.add(elapsed_, {actor_step, who.system, who.actor}, [&] { return actors_->name_of(index); });
  actors_->run(index);
}

// To what is due next; at most so far while actors wait for their turn, as no machine is busy for ever.
bool simulation::pass_time(std::optional<microseconds> most) {
  auto next = later_->next();
  if (const auto timer = actors_->next_timer(); timer && (!next || *timer < *next)) next = timer;
  if (most) next = std::min(next.value_or(elapsed_ + *most), elapsed_ + *most);
  if (!next) return false;
  elapsed_ = std::max(elapsed_, *next);
  trace_.add(elapsed_, {time_step}, [] { return "time passes"; });
  actors_->pass_time(elapsed_);
  later_->make(elapsed_);
  return true;
}

bool simulation::run_until(const std::function<bool()>& done, std::chrono::milliseconds within,
                           std::uint64_t steps_max) {
  const auto end = elapsed_ + within;
  for (std::uint64_t steps = 0; !done(); ++steps)
    if (elapsed_ > end || steps >= steps_max || !step()) return done();
  return true;
}

void simulation::run_for(std::chrono::milliseconds how_long) {
  bool over = false;
  calls_->after(how_long, [&over] { over = true; });
  while (!over)
    step();
}

} // namespace docket
