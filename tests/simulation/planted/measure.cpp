// How soon the simulation finds each planted bug: a table of markdown.
#include "docket/simulation/planted/hunt.hpp"
#include "docket/simulation/planted/planted_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <exception>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace docket {
namespace {

constexpr std::uint64_t starts[] = {1, 100'001, 200'001, 300'001, 400'001};

std::string most_frequent(const std::map<std::string, int>& counts) {
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string{} : most->first;
}

void measure(const planted_entry& entry, std::uint64_t seeds_max) {
  std::vector<std::uint64_t> seeds;
  std::map<std::string, int> invariants;
  bool all_found = true;
  for (const auto from : starts) {
    const auto ended = hunt_planted(entry.bug, from, seeds_max);
    seeds.push_back(ended.seeds);
    fmt::print(stderr, "{} from {}: {} scenarios, {} by seed {}\n", entry.name, from, ended.seeds,
               ended.found() ? ended.invariant : "nothing", ended.seed);
    all_found = all_found && ended.found();
    if (ended.found()) ++invariants[ended.invariant];
    if (!ended.found()) break; // The others would take as long.
  }
  std::ranges::sort(seeds);
  fmt::print("| `{}` | {} | {} | {} | {} |\n", entry.name, entry.meaning, most_frequent(invariants),
             all_found ? std::to_string(seeds[seeds.size() / 2]) : "-",
             all_found ? std::to_string(seeds.back()) : fmt::format("not in {}", seeds_max));
  std::fflush(stdout);
}

int run_all(std::uint64_t seeds_max, const std::vector<std::string_view>& names) {
  for (const auto name : names)
    if (name != "none" && !find_planted(name)) {
      fmt::print(stderr, "there is no bug {}\n", name);
      return 2;
    }
  fmt::print(
      "| bug | what goes wrong | given away by | median | worst |\n| --- | --- | --- | ---: | ---: |\n");
  if (std::ranges::find(names, "none") != names.end())
    measure({planted_bug::none, "none", "nothing"}, seeds_max);
  for (const auto& entry : planted_list())
    if (names.empty() || std::ranges::find(names, entry.name) != names.end()) measure(entry, seeds_max);
  return 0;
}

} // namespace
} // namespace docket

// usage: docket_measure_planted SEEDS_MAX [BUG...]
int main(int argc, char** argv) {
  std::uint64_t seeds_max = 0;
  if (argc < 2 ||
      std::from_chars(argv[1], argv[1] + std::string_view{argv[1]}.size(), seeds_max).ec != std::errc{}) {
    fmt::print(stderr, "usage: docket_measure_planted SEEDS_MAX [BUG...]\n");
    return 2;
  }
  try {
    return docket::run_all(seeds_max, {argv + 2, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
