#include "docket/actors/projections/read_side.hpp"

#include "docket/actors/projections/projection_actor.hpp"
#include "docket/actors/projections/traced_projection.hpp"
#include "docket/domain/quoted.hpp"
#include "docket/persistence/files/mounts.hpp"

#include <algorithm>
#include <utility>

namespace docket {

namespace {

// A log that is elsewhere, as a store in memory is, has views nevertheless.
std::filesystem::path folder_beside(const std::filesystem::path& database) {
  return files_at(database).exists(database) ? views_folder_of(database)
                                             : std::filesystem::path{database.string() + ".views"};
}

class limiter_actor : public event_actor {
public:
  using event_actor::event_actor;
  caf::behavior make_behavior() override {
    return {[](const limit_reached& m) { m.view->waiters.give_up(m.ticket); }};
  }
};

} // namespace

read_side::read_side(const config& settings, const tracer* spans) : spans_(spans) {
  if (settings.projections.empty()) return;
  const auto folder = folder_beside(settings.database);
  for (const auto& make : settings.projections) {
    auto view = std::make_shared<view_state>(spans ? traced_projections(make, *spans) : make, folder);
    if (find(view->name)) throw config_error{"two projections have the name " + docket::quoted(view->name)};
    views_.push_back({std::move(view), {}});
  }
  folder_ = std::make_shared<shared_folder>(folder, settings.log);
}

void read_side::start(const read_side_surroundings& around) {
  if (views_.empty()) return;
  store_ = &around.store;
  lags_.emplace([store = store_] { return store->open_reader(); }, around.settings.clock);
  limiter_ = around.system.spawn<limiter_actor>();
  // What was committed before is no news of a command that anybody waits for.
  const auto told_after = spans_ ? store_->open_reader()->head().position : position{};
  for (auto& [view, keeper] : views_) {
    auto bell = std::make_shared<log_bell>();
    keeper = spawn_with_thread<projection_actor>(
        around.system,
        projection_context{view, folder_, bell, [store = store_] { return store->open_reader(); },
                           around.publisher, around.settings.read_side, around.settings.clock,
                           around.settings.log, told_after});
    tell(around.publisher, add_follower{std::move(bell), keeper});
  }
}

void read_side::end() {
  for (const auto& [view, keeper] : views_)
    tell_to_end(keeper);
  tell_to_end(limiter_);
}

void read_side::clear() {
  if (lags_) lags_->close();
  for (auto& one : views_)
    one.keeper = nullptr;
  limiter_ = nullptr;
  folder_.reset();
}

expected<const read_side::kept*, query_refusal> read_side::find(std::string_view name) const {
  const auto found =
      std::find_if(views_.begin(), views_.end(), [&](const kept& one) { return one.view->name == name; });
  if (found != views_.end()) return &*found;
  return unexpected{query_refusal{
      "unknown_projection",
      views_.empty() ? "this engine keeps no views; name projections in config::projections"
                     : "there is no projection " + docket::quoted(name) + " in this engine's configuration"}};
}

bool read_side::wait(const kept& which, position at, std::chrono::milliseconds within) const {
  auto& waiters = which.view->waiters;
  const auto reached = waiters.reached();
  if (reached && *reached >= at) return true;
  tell(which.keeper, view_wanted{});
  return waiters.wait(at, std::chrono::steady_clock::now() + within);
}

void read_side::when(const kept& which, position at, std::chrono::milliseconds within,
                     std::function<void(bool reached)> done) const {
  const auto ticket = which.view->waiters.call_when(at, std::move(done));
  if (!ticket) return;
  tell(which.keeper, view_wanted{});
  tell_later(limiter_->home_system(), within, limiter_, limit_reached{which.view, *ticket});
}

projection_status read_side::status_of(const kept& which) const {
  auto status = which.view->status();
  if (status.state != projection_state::stopped) lags_->measure(status);
  return status;
}

} // namespace docket
