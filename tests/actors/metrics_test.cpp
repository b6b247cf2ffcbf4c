#include "docket/actors/metrics.hpp"
#include "faulty_store.hpp"
#include "fulfilment/watched_log.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <memory>
#include <thread>

using namespace docket;
using namespace docket::shop;

namespace {

command_counts counts_of(const engine_metrics& metrics, std::string_view kind) {
  const auto found = std::ranges::find(metrics.commands, kind, &command_counts::kind);
  REQUIRE(found != metrics.commands.end());
  return *found;
}

} // namespace

TEST_CASE("commands are counted by kind, and the sums are those of all kinds") {
  engine docket{in_memory()};
  static_cast<void>(docket.execute(new_order("order-1"), as_command("c-1")).get());
  static_cast<void>(docket.execute(new_order("order-1"), as_command("c-1")).get());
  static_cast<void>(docket.execute(payment("order-1", 1.00_money)).get());
  static_cast<void>(docket.execute(receive_stock{product_id{"widget"}, quantity{3}}).get());

  const auto metrics = docket.metrics();
  CHECK(counts_of(metrics, "createOrder").accepted == 1);
  CHECK(counts_of(metrics, "createOrder").repeated == 1);
  CHECK(counts_of(metrics, "recordPayment").rejected == 1);
  CHECK(counts_of(metrics, "receiveStock").accepted == 1);
  CHECK(metrics.commands.size() == 3);
  CHECK(metrics.commands_accepted == 2);
  CHECK(metrics.commands_repeated == 1);
  CHECK(metrics.commands_rejected == 1);
  CHECK(metrics.commands_failed == 0);
}

TEST_CASE("an engine's load is what is in it at the moment") {
  const std::shared_ptr<event_store> log = make_memory_store();
  commit_watch watch;
  const engine* running = nullptr;
  engine_load within;
  watch.on_commit = [&](int) { within = running->load(); };
  auto settings = on(log);
  settings.open_store = [&](const config&) { return std::make_unique<watched_log>(log, watch); };
  engine docket{settings};
  running = &docket;
  docket.execute(new_order("order-1")).get().value();
  CHECK(within.commands_in_flight == 1);
  CHECK(within.aggregates_died == 0);
  while (docket.load().commands_in_flight != 0)
    std::this_thread::yield();
}

TEST_CASE("each commit tells where the time of its appends went") {
  engine docket{in_memory()};
  static_cast<void>(docket.execute(new_order("order-1")).get());
  docket.stop(); // Answers are counted after they are given.
  const auto metrics = docket.metrics();
  CHECK(metrics.decide_us.count() == 1);
  CHECK(metrics.gather_us.count() == 1);
  CHECK(metrics.commit_us.count() == 1);
  CHECK(metrics.answer_us.count() == 1);
  CHECK(metrics.sync_us.count() == 0); // A log in memory has no disk to wait for.
  CHECK(metrics.commit_us.sum_us() >= metrics.commit_us.max_us());
  CHECK(metrics.stopping);
}

TEST_CASE("an engine whose sync has failed says that it is closed to writes, a full disk does not close it") {
  const auto faults = std::make_shared<faulty_store::switches>();
  engine docket{on_faulty(make_memory_store(), faults)};
  faults->commits_until_failure = 0;
  static_cast<void>(docket.execute(new_order("order-1")).get());
  CHECK(docket.metrics().commits_failed == 1);
  CHECK_FALSE(docket.metrics().closed_to_writes);
  faults->code = store_errc::outcome_unknown;
  faults->commits_until_failure = 0;
  static_cast<void>(docket.execute(new_order("order-1")).get());
  CHECK(docket.metrics().closed_to_writes);
  CHECK_FALSE(docket.metrics().stopping);
}
