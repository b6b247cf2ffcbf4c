#include "docket/app/simulate/wishes.hpp"

#include "docket/actors/configuration/nearest_word.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/domain/quoted.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <iterator>
#include <utility>
#include <vector>

namespace docket::app {
namespace {

// The value that has the word, nothing for "mixed". CLI11 has seen to it that it is one of them.
template <class Value>
std::optional<Value> wanted(const std::string& word,
                            std::initializer_list<std::pair<std::string_view, Value>> known) {
  for (const auto& [name, value] : known)
    if (name == word) return value;
  return std::nullopt;
}

std::vector<std::string> fault_names() {
  std::vector<std::string> names;
  for (const auto fault : every_scenario_fault)
    names.emplace_back(name_of(fault));
  return names;
}

scenario_fault fault_named(const std::string& word) {
  for (const auto fault : every_scenario_fault)
    if (name_of(fault) == word) return fault;
  const auto names = fault_names();
  const auto meant = configuration::nearest_word(word, names);
  throw usage_error{fmt::format("--faults: there is no {}; {}", docket::quoted(word),
                                meant.empty() ? fmt::format("known are all, none, {}", fmt::join(names, ", "))
                                              : fmt::format("did you mean {}?", meant))};
}

std::optional<std::set<scenario_fault>> faults_of(const std::vector<std::string>& words) {
  if (words == std::vector<std::string>{"all"}) return std::nullopt;
  if (words == std::vector<std::string>{"none"}) return std::set<scenario_fault>{};
  std::set<scenario_fault> faults;
  for (const auto& word : words) {
    if (word == "all" || word == "none") throw usage_error{fmt::format("--faults: {} stands alone", word)};
    faults.insert(fault_named(word));
  }
  return faults;
}

} // namespace

scenario_wishes wishes_of(const simulate_options& options) {
  scenario_wishes wishes;
  wishes.storage = wanted<scenario_storage>(
      options.storage, {{"memory", scenario_storage::memory}, {"sqlite", scenario_storage::sqlite}});
  wishes.schedule = wanted<schedule_kind>(options.strategy, {{"random", schedule_kind::random},
                                                             {"priority", schedule_kind::priority},
                                                             {"starving", schedule_kind::starving}});
  wishes.fulfilment =
      wanted<fulfilment_mode>(options.fulfilment, {{"manual", fulfilment_mode::manual},
                                                   {"pay_first", fulfilment_mode::pay_first},
                                                   {"reserve_first", fulfilment_mode::reserve_first}});
  if (options.depth && wishes.schedule && *wishes.schedule != schedule_kind::priority)
    throw usage_error{"--depth is for --strategy priority"};
  wishes.depth = options.depth;
  wishes.faults = faults_of(options.faults);
  wishes.views = !options.no_views;
  return wishes;
}

std::string words_of_wishes(const simulate_options& options) {
  std::string words;
  const auto add = [&](std::string_view name, const std::string& value, std::string_view usual) {
    if (value != usual) fmt::format_to(std::back_inserter(words), " {} {}", name, value);
  };
  add("--strategy", options.strategy, "mixed");
  if (options.depth) add("--depth", std::to_string(*options.depth), "");
  add("--storage", options.storage, "mixed");
  add("--fulfilment", options.fulfilment, "mixed");
  add("--faults", fmt::format("{}", fmt::join(options.faults, ",")), "all");
  if (options.no_views) words += " --no-views";
  return words;
}

std::chrono::seconds duration_of(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit{end, text.data() + text.size()};
  if (error == std::errc{} && number > 0) {
    if (unit == "s") return std::chrono::seconds{number};
    if (unit == "m") return std::chrono::minutes{number};
    if (unit == "h") return std::chrono::hours{number};
  }
  throw usage_error{fmt::format("--time: {} is no time; write 90s, 10m or 2h", docket::quoted(text))};
}

} // namespace docket::app
