#include "docket/actors/projections/view_state.hpp"

#include <utility>

namespace docket {

std::string_view name_of(projection_state state) noexcept {
  switch (state) {
  case projection_state::opening: return "opening";
  case projection_state::catching_up: return "catching_up";
  case projection_state::live: return "live";
  case projection_state::rebuilding: return "rebuilding";
  case projection_state::retrying: return "retrying";
  case projection_state::stopped: return "stopped";
  }
  return "stopped";
}

namespace {

struct description {
  std::string name;
  std::int32_t version;
  log_filter interest;
};

description describe(const projection_factory& make) {
  const auto one = make();
  return {std::string{one->name()}, one->version(), one->interest()};
}

} // namespace

view_state::view_state(projection_factory factory, const std::filesystem::path& folder)
    : make(std::move(factory)),
      name(describe(make).name),
      version(describe(make).version),
      interest(describe(make).interest),
      readers(folder, name) {
  now_.name = name;
  now_.version = version;
}

void view_state::opened(std::uint32_t generation, position at) {
  readers.read_from(generation);
  {
    const std::scoped_lock hold{lock_};
    now_.generation = generation;
  }
  reached(at);
}

void view_state::reached(position at) {
  {
    const std::scoped_lock hold{lock_};
    now_.position = at;
    rate_.reached(value(at), rate_meter::time::clock::now());
  }
  waiters.reach(at);
}

void view_state::is(projection_state state) {
  const std::scoped_lock hold{lock_};
  now_.state = state;
}

void view_state::failed(std::string why, timestamp now) {
  const std::scoped_lock hold{lock_};
  now_.last_error = std::move(why);
  now_.last_error_at = now;
  now_.state = projection_state::retrying;
}

void view_state::rebuild_failed(const std::string& why, timestamp now) {
  const std::scoped_lock hold{lock_};
  now_.last_error = "its rebuild failed and is tried again: " + why;
  now_.last_error_at = now;
}

void view_state::has(const dead_letter_counts& letters) {
  const std::scoped_lock hold{lock_};
  now_.dead_letters = letters;
}

void view_state::rebuilds(std::optional<rebuild_status> how_far) {
  const std::scoped_lock hold{lock_};
  now_.rebuild = std::move(how_far);
}

projection_status view_state::status() const {
  const std::scoped_lock hold{lock_};
  rate_.reached(value(now_.position), rate_meter::time::clock::now()); // One that stands still slows down.
  auto result = now_;
  result.per_second = rate_.progress(value(now_.position)).per_second;
  return result;
}

std::string view_state::last_error() const {
  const std::scoped_lock hold{lock_};
  return now_.last_error.value_or("");
}

} // namespace docket
