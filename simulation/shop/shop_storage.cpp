#include "docket/simulation/shop/shop_storage.hpp"

#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/views/views_folder.hpp"
#include "docket/simulation/store/watched_store.hpp"

#include <fmt/format.h>

#include <atomic>
#include <string>

namespace docket {
namespace {

// Simulations of one process have their disks at paths of their own; nothing depends on which.
std::string fresh_root() {
  static std::atomic<std::uint64_t> made{0};
  return fmt::format("/simulated/{}", ++made);
}

// Steps of the trace.
enum : std::uint64_t { store_step = 200, disk_step = 201 };

std::string describe(const disk_operation& operation, const disk_fault& fault) {
  const auto damage =
      fault.kind == disk_fault_kind::power_cut ? fmt::format(", {}", name_of(fault.damage)) : "";
  return fmt::format("the disk: {} of {} at {}, {} bytes: {}{}", name_of(operation.kind), operation.path,
                     operation.offset, operation.bytes, shop_faults::name_of(fault.kind), damage);
}

} // namespace

shop_storage::shop_storage(const scenario& of, simulation& world, shop_faults& faults)
    : kind_(of.storage),
      has_views_(!of.views.empty()),
      damage_(world.random_for("damage")) {
  if (kind_ == scenario_storage::memory) {
    log_.emplace([&world](std::chrono::milliseconds took) { world.take_time(took); },
                 of.faults.contains(scenario_fault::lying_disk));
    log_->go_wrong([&faults, &world](store_operation operation) {
      const auto fault = faults.befalls(operation);
      if (fault != store_fault::none)
        world.trace().add(
            world.elapsed(),
            {store_step, static_cast<std::uint64_t>(operation), static_cast<std::uint64_t>(fault)},
            [&] { return fmt::format("the log: {} {}", name_of(operation), name_of(fault)); });
      return fault;
    });
  }
  if (kind_ == scenario_storage::memory && !has_views_) return;
  disk_options options;
  options.seed = of.seed;
  options.on_slow = [&world](const disk_operation&, std::chrono::microseconds took) {
    world.take_time(took);
  };
  disk_.emplace(fresh_root(), options);
  disk_->set_faults([&faults, &world](const disk_operation& operation) {
    const auto fault = faults.befalls(operation);
    if (fault.kind != disk_fault_kind::none)
      world.trace().add(world.elapsed(),
                        {disk_step, operation.number, static_cast<std::uint64_t>(fault.kind)},
                        [&] { return describe(operation, fault); });
    return fault;
  });
}

void shop_storage::place(config& settings) {
  if (disk_) settings.database = database_path();
  if (log_)
    log_->place(settings);
  else
    settings.open_store = [this](const config& with) { return open_watched(with); };
}

std::unique_ptr<event_store> shop_storage::open_watched(const config& settings) {
  auto store =
      open_sqlite_store(settings.database, {settings.store.cache_bytes, settings.store.checkpoint_wal_bytes});
  return watched(std::move(store), outcome_unknown_);
}

void shop_storage::cut_power() {
  if (log_) log_->cut_power();
  if (disk_ && disk_->has_power())
    disk_->power_cut(every_power_damage[damage_.below(every_power_damage.size())], damage_.next());
}

void shop_storage::restore_power() {
  *outcome_unknown_ = false;
  if (disk_ && !disk_->has_power()) disk_->restart();
}

bool shop_storage::wants_restart() const {
  if (log_ && log_->wants_restart()) return true;
  return *outcome_unknown_ || (disk_ && !disk_->has_power());
}

std::unique_ptr<log_reader> shop_storage::open_auditor() const {
  return log_ ? log_->open_auditor() : open_sqlite_reader(database_path());
}

std::optional<std::filesystem::path> shop_storage::database() const {
  return log_ ? std::nullopt : std::optional{database_path()};
}

std::optional<std::filesystem::path> shop_storage::views() const {
  if (!has_views_) return std::nullopt;
  return log_ ? std::filesystem::path{database_path().string() + ".views"} : views_folder_of(database_path());
}

} // namespace docket
