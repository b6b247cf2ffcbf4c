#include "docket/app/demo/run_demo.hpp"

#include "docket/actors/engine.hpp"
#include "docket/app/demo/demo_database.hpp"
#include "docket/app/demo/demo_report.hpp"
#include "docket/app/demo/story_commands.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/read/verify_log_with_progress.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <fmt/format.h>

namespace docket::app {
namespace {

// Plays the shop into a new database, and notes how fast it was.
void play_into(const std::filesystem::path& database, std::uint64_t told_order, demo_report& report) {
  config settings;
  settings.database = database;
  settings.log = complain;
  engine to{settings};
  report.run = play(report.played, to, told_order);
  const auto metrics = to.metrics();
  report.p50_us = metrics.command_us.percentile_us(0.5);
  report.p99_us = metrics.command_us.percentile_us(0.99);
}

void read_back(const std::filesystem::path& database, demo_report& report) {
  const auto log = open_sqlite_reader(database);
  report.phases = count_phases(*log);
  report.history = read_order_history(*log, report.told);
  report.verified = verify_log_with_progress(database, std::nullopt);
  if (!report.verified.whole()) {
    throw command_failed{fmt::format("{} is damaged: {}", database.string(), report.verified.damage)};
  }
}

} // namespace

exit_status run_demo(invocation& call, const demo_options& options) {
  const auto database = call.database.value_or(demo_database);
  const auto told_order = order_worth_telling(options.shop);
  demo_report report;
  report.played = options.shop;
  report.told = order_id{demo_order_id(told_order)};
  make_room_for_demo(database);
  play_into(database, told_order, report);
  read_back(database, report);
  call.out.write(options.json ? report_json(report) + "\n"
                              : report_text(report, call.program, database.string()));
  return exit_status::well;
}

} // namespace docket::app
