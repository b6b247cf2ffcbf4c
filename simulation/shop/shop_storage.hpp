#pragma once

#include "docket/simulation/disk/simulated_disk.hpp"
#include "docket/simulation/machine/simulated_storage.hpp"
#include "docket/simulation/random.hpp"
#include "docket/simulation/shop/scenario.hpp"
#include "docket/simulation/shop/shop_faults.hpp"
#include "docket/simulation/simulation.hpp"
#include "docket/simulation/store/simulated_log.hpp"

#include <filesystem>
#include <memory>
#include <optional>

namespace docket {

// What a scenario's shop keeps its log and its views on. Views are always files: they have a simulated disk
// under them, beside a log in memory as under the real store.
class shop_storage final : public simulated_storage {
public:
  shop_storage(const scenario& of, simulation& world, shop_faults& faults);

  void place(config& settings) override;
  void cut_power() override;
  void restore_power() override;
  [[nodiscard]] bool wants_restart() const override;
  [[nodiscard]] std::unique_ptr<log_reader> open_auditor() const override;

  [[nodiscard]] bool has_files() const noexcept { return disk_.has_value(); }
  // Nothing when the log is not in a file, or has no views.
  [[nodiscard]] std::optional<std::filesystem::path> database() const;
  [[nodiscard]] std::optional<std::filesystem::path> views() const;

private:
  [[nodiscard]] std::filesystem::path database_path() const { return disk_->root() / "shop.db"; }
  [[nodiscard]] std::unique_ptr<event_store> open_watched(const config& settings);

  scenario_storage kind_;
  bool has_views_;
  random_source damage_;
  std::optional<simulated_log> log_;
  std::optional<simulated_disk> disk_;
  std::shared_ptr<bool> outcome_unknown_ = std::make_shared<bool>(false);
};

} // namespace docket
