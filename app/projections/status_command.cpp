#include "docket/app/options/database_option.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/projections/projection_commands.hpp"
#include "docket/app/projections/view_status.hpp"
#include "docket/app/read/open_log.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

using json = nlohmann::ordered_json;

constexpr std::size_t error_columns_max = 80;

json json_of(const view_status& view) {
  json object{{"name", view.name},
              {"version", view.version},
              {"state", view.state()},
              {"position", value(view.position)},
              {"lagEvents", view.lag_events},
              {"lagSeconds", view.lag_seconds},
              {"eventsPerSecond", view.per_second ? json(*view.per_second) : json(nullptr)},
              {"lastError", view.last_error ? json(*view.last_error) : json(nullptr)},
              {"deadLetters", view.letters.parked},
              {"waiting", view.letters.waiting},
              {"discarded", view.letters.discarded}};
  if (view.registered && view.registered->live) object["generation"] = view.registered->live->number;
  if (view.registered && view.registered->building)
    object["building"] = {{"generation", view.registered->building->number},
                          {"startedAt", format_timestamp(view.registered->building->started_at)}};
  return object;
}

std::string status_json(const views_status& all) {
  json object{{"head", value(all.head)},
              {"keptBy", all.kept_by ? json(*all.kept_by) : json(nullptr)},
              {"projections", json::array()}};
  for (const auto& view : all.views)
    object["projections"].push_back(json_of(view));
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string lag_text(const view_status& view) {
  if (view.lag_events == 0) return "-";
  return duration_text(std::chrono::milliseconds{static_cast<std::int64_t>(view.lag_seconds * 1e3)});
}

std::string letters_text(const dead_letter_counts& letters) {
  if (letters.parked == 0) return "-";
  return fmt::format("{} (+{} waiting)", letters.parked, letters.waiting);
}

std::string status_text(const views_status& all) {
  table rows{
      {side::left, side::left, side::right, side::right, side::right, side::right, side::left, side::left}};
  rows.add({"Projection", "State", "Position", "Behind", "For", "Events/s", "Dead letters", "Last error"});
  for (const auto& view : all.views) {
    const bool builds = view.registered && view.registered->building;
    rows.add({view.name, std::string{view.state()} + (builds ? ", being rebuilt" : ""),
              grouped(value(view.position)), view.lag_events == 0 ? "-" : grouped(view.lag_events),
              lag_text(view), view.per_second ? grouped(static_cast<std::uint64_t>(*view.per_second)) : "-",
              letters_text(view.letters), clipped(view.last_error.value_or("-"), error_columns_max)});
  }
  const auto who = all.kept_by ? "They are kept by " + printable(*all.kept_by)
                               : "No program keeps them now; a question catches its own up first";
  return fmt::format("The log is at position {}. {}.\n\n{}", grouped(value(all.head)), who, rows.text());
}

} // namespace

void add_projections_status(CLI::App& projections, invocation& call) {
  const auto as_json = std::make_shared<bool>(false);
  projections.add_flag("--json", *as_json, "Print one JSON object");
  add_database_option(projections, call);
  projections.callback([&call, &projections, as_json] {
    if (!projections.get_subcommands().empty()) return;
    call.action = [&call, as_json] {
      const auto log = open_log(call);
      const auto all = look_at_views(call.database_or_default(), *log);
      call.out.write(*as_json ? status_json(all) + "\n" : status_text(all));
      return exit_status::well;
    };
  });
}

} // namespace docket::app
