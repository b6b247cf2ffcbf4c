#include "docket/app/demo/run_demo.hpp"

#include "docket/actors/engine.hpp"
#include "docket/app/demo/accounts.hpp"
#include "docket/app/demo/demo_database.hpp"
#include "docket/app/demo/demo_report.hpp"
#include "docket/app/demo/outside_world.hpp"
#include "docket/app/demo/shelves.hpp"
#include "docket/app/demo/told_orders.hpp"
#include "docket/app/output/output.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/read/verify_log_with_progress.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace docket::app {
namespace {

// Plays the shop into a new database, and notes how fast it was.
void play_into(const std::filesystem::path& database, const outside_world& world, demo_report& report) {
  config settings;
  settings.database = database;
  settings.log = complain;
  fulfil_with(world, report.played.seed, settings);
  engine to{settings};
  report.run = play(report.played, deliveries_for(report.played), to);
  report.command_p50_us = to.metrics().command_us.percentile_us(0.5);
}

// Zero of none.
std::int64_t percentile(std::vector<std::int64_t>& spans, double fraction) {
  if (spans.empty()) return 0;
  const auto place = static_cast<std::ptrdiff_t>(fraction * static_cast<double>(spans.size() - 1));
  std::nth_element(spans.begin(), spans.begin() + place, spans.end());
  return spans[static_cast<std::size_t>(place)];
}

void note_spans(const shop_accounts& accounts, demo_report& report) {
  std::vector<std::int64_t> spans_us;
  for (const auto& [id, account] : accounts.orders)
    if (account.ended_at > account.begun_at)
      spans_us.push_back(account.ended_at.microseconds - account.begun_at.microseconds);
  report.p50_us = percentile(spans_us, 0.5);
  report.p99_us = percentile(spans_us, 0.99);
}

void read_back(const std::filesystem::path& database, const outside_world& world, demo_report& report) {
  const auto log = open_sqlite_reader(database);
  const auto accounts = read_accounts(*log);
  report.books = balance(accounts, world);
  note_spans(accounts, report);
  const auto tell = [&](const std::string& id) {
    return read_chronicle(*log, order_id{id}, accounts.orders.at(id).order);
  };
  const auto worth = orders_worth_telling(accounts);
  if (worth.completed) report.completed = tell(*worth.completed);
  if (worth.compensated) report.compensated = tell(*worth.compensated);
  report.verified = verify_log_with_progress(database, std::nullopt);
  if (!report.verified.whole()) {
    throw command_failed{fmt::format("{} is damaged: {}", database.string(), report.verified.damage)};
  }
}

} // namespace

exit_status run_demo(invocation& call, const demo_options& options) {
  const auto database = call.database.value_or(demo_database);
  const outside_world world;
  demo_report report;
  report.played = options.shop;
  make_room_for_demo(database);
  play_into(database, world, report);
  read_back(database, world, report);
  call.out.write(options.json ? report_json(report) + "\n"
                              : report_text(report, call.program, database.string()));
  if (report.books.balance()) return exit_status::well;
  complain(fmt::format("the books of {} do not balance", database.string()));
  return exit_status::failed;
}

} // namespace docket::app
