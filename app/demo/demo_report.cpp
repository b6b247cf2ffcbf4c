#include "docket/app/demo/demo_report.hpp"

#include "docket/app/demo/books_text.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/program/as_called.hpp"
#include "docket/app/read/verify_text.hpp"
#include "docket/service/answers/hash_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

std::string speed_text(const demo_report& report) {
  const auto& run = report.run;
  return fmt::format(
      "{} of customers, and what followed from them, became {} in {}:\n"
      "{} orders and {} events a second. A command was durable and answered in {} (p50);\n"
      "a fulfilment, gateways and all, ended after {} (p50), {} (p99).\n",
      counted(run.counts.all(), "command", "commands"), counted(report.verified.events, "event", "events"),
      duration_text(std::chrono::duration_cast<std::chrono::milliseconds>(run.elapsed)),
      grouped(per_second(run.placed, run.elapsed)), grouped(per_second(report.verified.events, run.elapsed)),
      milliseconds_text(report.command_p50_us), milliseconds_text(report.p50_us),
      milliseconds_text(report.p99_us));
}

std::string answers_text(const demo_report& report) {
  const auto& counts = report.run.counts;
  table rows{{side::left, side::right}};
  rows.add({"accepted", grouped(counts.accepted)});
  rows.add({"sent twice, answered as the first time", grouped(counts.repeated)});
  rows.add({"refused", grouped(counts.refused)});
  for (const auto& [rule, count] : counts.refused_by)
    rows.add({fmt::format("  {}", rule), grouped(count)});
  return "What became of the customers' commands\n" + rows.text();
}

std::string told_text(const char* title, const std::optional<chronicle>& told) {
  if (!told) return {};
  return fmt::format("{}: {}\n{}\n", title, printable(told->order.view()), chronicle_text(*told));
}

std::string suggestions_text(const demo_report& report, const std::string& program,
                             const std::string& database) {
  const auto begin = "  " + as_called(program, database);
  const auto& told = report.completed ? report.completed : report.compensated;
  auto text = std::string{"Try next\n"};
  if (told)
    text += fmt::format("{0} show {1}\n{0} show {1} --version 2\n{0} history {1}\n{0} fulfilment show {1}\n",
                        begin, told->order.view());
  return text + fmt::format("{0} events --type StockReserved --limit 3\n"
                            "{0} events --type CompensationStarted --limit 3\n"
                            "{0} verify --expect-head {1}\n",
                            begin, service::hash_text(report.verified.head.hash));
}

} // namespace

std::string report_text(const demo_report& report, const std::string& program, const std::string& database) {
  return fmt::format("{} of a shop, seed {}, in {}\n\n{}\n{}\n{}\n{}{}{}\n{}\n{}",
                     counted(report.played.orders, "order", "orders"), report.played.seed, database,
                     speed_text(report), answers_text(report), ends_text(report.books),
                     told_text("One that was delivered", report.completed),
                     told_text("One that was undone", report.compensated), books_text(report.books),
                     verify_text(report.verified), suggestions_text(report, program, database));
}

std::string report_json(const demo_report& report) {
  const auto& run = report.run;
  const nlohmann::ordered_json object{
      {"orders", report.played.orders},
      {"seed", report.played.seed},
      {"commands", run.counts.all()},
      {"accepted", run.counts.accepted},
      {"repeated", run.counts.repeated},
      {"refused", run.counts.refused},
      {"refusedBy", run.counts.refused_by},
      {"placed", run.placed},
      {"books", books_json(report.books)},
      {"events", report.verified.events},
      {"seconds", static_cast<double>(run.elapsed.count() / 1'000) / 1e6},
      {"ordersPerSecond", per_second(run.placed, run.elapsed)},
      {"eventsPerSecond", per_second(report.verified.events, run.elapsed)},
      {"fulfilmentP50Ms", static_cast<double>(report.p50_us) / 1e3},
      {"fulfilmentP99Ms", static_cast<double>(report.p99_us) / 1e3},
      {"toldCompleted", report.completed ? report.completed->order.str() : ""},
      {"toldCompensated", report.compensated ? report.compensated->order.str() : ""},
      {"head",
       {{"position", value(report.verified.head.position)},
        {"hash", service::hash_text(report.verified.head.hash)}}}};
  return object.dump();
}

} // namespace docket::app
