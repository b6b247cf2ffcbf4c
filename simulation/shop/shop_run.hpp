#pragma once

#include "docket/persistence/hydration/command_memory.hpp"
#include "docket/simulation/gateways/gateway_ledger.hpp"
#include "docket/simulation/machine/simulated_machine.hpp"
#include "docket/simulation/shop/lie_watch.hpp"
#include "docket/simulation/shop/limits_watch.hpp"
#include "docket/simulation/shop/run_scenario.hpp"
#include "docket/simulation/shop/shop_client.hpp"
#include "docket/simulation/shop/shop_consumer.hpp"
#include "docket/simulation/shop/shop_faults.hpp"
#include "docket/simulation/shop/shop_storage.hpp"
#include "docket/simulation/shop/shop_subscriber.hpp"

#include <memory>
#include <string>
#include <vector>

namespace docket {

// One run of a scenario, from the opening of the shop to its audit. Used once.
class shop_run {
public:
  shop_run(const scenario& of, const run_options& options);

  [[nodiscard]] run_result run();

private:
  enum class ending { quiet, out_of_steps, out_of_time, lie };

  [[nodiscard]] config engine_settings();
  void open_shop();
  void follow();
  void go_down();
  [[nodiscard]] log_reader& auditor();
  void come_back();
  void compare_with_known_head();
  void hear_views();

  [[nodiscard]] ending play();
  void meet_faults();
  void end_faults();
  void look_after();
  void wake_parked();
  [[nodiscard]] bool clients_done() const;
  [[nodiscard]] bool is_quiet();
  [[nodiscard]] bool stays_quiet();
  void disturb();
  [[nodiscard]] bool views_reached(position head);

  void judge(ending how);
  [[nodiscard]] findings close_shop();
  [[nodiscard]] command_retention retention() const;
  void find(std::string_view invariant, std::string what);
  void count_what_was_met();
  void read_log(std::vector<std::string>& to);

  const scenario& of_;
  run_options options_;
  coverage met_;
  findings found_;
  simulation world_;
  random_source dice_;
  shop_faults faults_;
  shop_storage storage_;
  std::shared_ptr<gateway_ledger> ledger_ = std::make_shared<gateway_ledger>();
  simulated_machine machine_;
  told_clients told_;
  shop_subscriber subscriber_;
  shop_consumer consumer_;
  limits_watch limits_;
  lie_watch lies_;
  std::vector<std::shared_ptr<shop_client>> clients_;
  std::chrono::microseconds quiet_since_{0};
  std::uint64_t idle_before_ = 0;       // When it became quiet.
  log_head known_;                      // As the engine had published it, or left it.
  std::unique_ptr<log_reader> auditor_; // While the engine runs.
  bool going_wrong_ = true;
  bool coming_back_ = false;
};

} // namespace docket
