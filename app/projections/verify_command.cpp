#include "docket/app/options/database_option.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/output.hpp"
#include "docket/app/output/progress.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/projections/known_projections.hpp"
#include "docket/app/projections/projection_commands.hpp"
#include "docket/app/read/open_log.hpp"
#include "docket/persistence/views/verify_view.hpp"
#include "docket/persistence/views/views_folder.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

namespace docket::app {
namespace {

using json = nlohmann::ordered_json;

struct verify_options {
  std::vector<std::string> names;
  bool json = false;
};

struct named_verdict {
  std::string name;
  std::optional<view_verdict> verdict; // Nothing: it was never built, and so misses nothing.
};

constexpr auto footer =
    R"(Each view keeps the count and a hash of the events that it applied. Here both are computed anew from the log, up to
where the view is: an event that is missing, applied twice or not from this log shows. Dead letters and what was
discarded are known, and listed. Nothing is changed.

Examples:
  docket projections verify
  docket projections verify order_list --json)";

named_verdict verify(const std::filesystem::path& folder, const projection& one, log_reader& log) {
  named_verdict result{std::string{one.name()}, {}};
  try {
    const auto view = open_live_view(folder, one.name());
    progress bar{fmt::format("verify {}", one.name()), "events"};
    verify_view_options options;
    options.progress = [&bar](std::uint64_t done, std::uint64_t total) {
      bar.show(done, total == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(total));
    };
    result.verdict = verify_view(*view, one.interest(), log, options);
  } catch (const store_error& error) {
    if (error.code() != store_errc::not_found) throw;
  }
  return result;
}

json json_of(const named_verdict& one) {
  if (!one.verdict) return {{"name", one.name}, {"built", false}, {"complete", true}};
  const auto& verdict = *one.verdict;
  json object{{"name", one.name},
              {"built", true},
              {"complete", verdict.complete()},
              {"position", value(verdict.position)},
              {"ofInterest", verdict.of_interest},
              {"applied", verdict.applied},
              {"deadLetters", verdict.letters.parked},
              {"waiting", verdict.letters.waiting},
              {"discarded", verdict.letters.discarded}};
  if (!verdict.complete()) object["fault"] = verdict.fault;
  return object;
}

void add_row(table& rows, const named_verdict& one) {
  if (!one.verdict) return rows.add({one.name, "not built"});
  const auto& verdict = *one.verdict;
  rows.add({one.name, verdict.complete() ? "complete" : "not complete",
            fmt::format("{} of {} events up to position {}", grouped(verdict.applied),
                        grouped(verdict.of_interest), grouped(value(verdict.position))),
            fmt::format("{} parked, {} waiting, {} discarded", verdict.letters.parked,
                        verdict.letters.waiting, verdict.letters.discarded)});
}

exit_status run_verify(invocation& call, const verify_options& options) {
  const auto chosen = chosen_projections(options.names);
  const auto log = open_log(call);
  const auto folder = views_folder_of(call.database_or_default());
  json object{{"complete", true}, {"projections", json::array()}};
  table rows{{side::left, side::left, side::left, side::left}};
  std::vector<std::string> faults;
  for (const auto& make : chosen) {
    const auto one = verify(folder, *make(), *log);
    object["projections"].push_back(json_of(one));
    add_row(rows, one);
    if (one.verdict && !one.verdict->complete())
      faults.push_back(
          fmt::format("the view {} is not complete: {}; docket projections rebuild {} makes it anew",
                      one.name, one.verdict->fault, one.name));
  }
  object["complete"] = faults.empty();
  call.out.write(options.json ? object.dump(-1, ' ', false, json::error_handler_t::replace) + "\n"
                              : rows.text());
  for (const auto& fault : faults)
    complain(fault);
  return faults.empty() ? exit_status::well : exit_status::failed;
}

} // namespace

void add_projections_verify_command(CLI::App& projections, invocation& call) {
  auto* command = projections.add_subcommand("verify", "Prove that views have every event, each once");
  const auto options = std::make_shared<verify_options>();
  command->add_option("NAME", options->names, "Only these; all unless given");
  command->add_flag("--json", options->json, "Print one JSON object");
  add_database_option(*command, call);
  command->footer(footer);
  command->callback(
      [&call, options] { call.action = [&call, options] { return run_verify(call, *options); }; });
}

} // namespace docket::app
