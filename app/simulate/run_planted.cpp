#include "docket/app/simulate/run_planted.hpp"

#include "docket/actors/configuration/nearest_word.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/progress.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/domain/quoted.hpp"
#include "docket/simulation/planted/hunt.hpp"
#include "docket/simulation/planted/planted_list.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

namespace docket::app {
namespace {

using json = nlohmann::ordered_json;

constexpr std::uint64_t seeds_usually = 20'000;

struct hunted {
  const planted_entry* bug = nullptr;
  docket::hunt ended;
};

void require_planted_bugs() {
  if (!has_planted_bugs)
    throw command_failed{"this build has no bugs to plant; configure one with -DDOCKET_PLANTED_BUGS=ON"};
}

const planted_entry& bug_named(const std::string& name) {
  if (const auto* found = find_planted(name)) return *found;
  std::vector<std::string> known;
  for (const auto& entry : planted_list())
    known.emplace_back(entry.name);
  const auto meant = configuration::nearest_word(name, known);
  throw usage_error{fmt::format("there is no bug {}{}", docket::quoted(name),
                                meant.empty() ? "" : fmt::format("; did you mean {}?", meant))};
}

std::vector<const planted_entry*> chosen(const std::string& names) {
  std::vector<const planted_entry*> bugs;
  if (names.empty())
    for (const auto& entry : planted_list())
      bugs.push_back(&entry);
  for (const auto part : std::views::split(names, ','))
    bugs.push_back(&bug_named(std::string{std::ranges::begin(part), std::ranges::end(part)}));
  return bugs;
}

std::vector<hunted> hunt_all(const simulate_options& options) {
  const auto bugs = chosen(*options.planted);
  std::vector<hunted> results;
  progress shown{"planted", "bugs"};
  for (const auto* bug : bugs) {
    shown.show(results.size(), static_cast<double>(results.size()) / static_cast<double>(bugs.size()),
               std::string{bug->name});
    results.push_back({bug, hunt_planted(bug->bug, options.from, options.seeds.value_or(seeds_usually))});
  }
  return results;
}

std::string text_of(const std::vector<hunted>& all) {
  std::string text;
  for (const auto& [bug, ended] : all)
    text += fmt::format("{:<36} {:>7} seeds  {:<22} {}\n", bug->name, grouped(ended.seeds),
                        ended.found() ? ended.invariant : "NOT FOUND", bug->meaning);
  const auto found = std::ranges::count_if(all, [](const hunted& one) { return one.ended.found(); });
  return text + fmt::format("\n{} of {} planted bugs were found\n", found, all.size());
}

json json_of(const std::vector<hunted>& all) {
  json bugs = json::array();
  for (const auto& [bug, ended] : all)
    bugs.push_back({{"bug", bug->name},
                    {"found", ended.found()},
                    {"seeds", ended.seeds},
                    {"seed", ended.seed},
                    {"invariant", ended.invariant}});
  return {{"planted", std::move(bugs)}};
}

} // namespace

exit_status run_planted(invocation& call, const simulate_options& options) {
  require_planted_bugs();
  const auto results = hunt_all(options);
  call.out.write(options.json ? json_of(results).dump() + "\n" : text_of(results));
  const bool all = std::ranges::all_of(results, [](const hunted& one) { return one.ended.found(); });
  return all ? exit_status::well : exit_status::failed;
}

} // namespace docket::app
