#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace docket::app {

// The command line of `docket simulate`, as it was written.
struct simulate_options {
  // Many seeds.
  std::optional<std::uint64_t> seeds;
  std::uint64_t from = 1;
  std::optional<std::string> time; // "10m".
  std::uint32_t jobs = 0;          // 0: as many as there are cores.
  bool keep_going = false;
  bool determinism = false;

  // What their scenarios are like; "mixed" and "all": whatever the seed draws.
  std::string strategy = "mixed";
  std::optional<std::uint32_t> depth;
  std::string storage = "mixed";
  std::string fulfilment = "mixed";
  std::vector<std::string> faults{"all"};
  bool no_views = false;

  // Bugs that are planted one after the other, where this build has any: names with commas; empty: all.
  std::optional<std::string> planted;

  // One run.
  std::optional<std::uint64_t> seed;
  std::optional<std::uint64_t> replay;
  std::optional<std::string> scenario_file;
  std::optional<std::size_t> steps;
  bool log = false;
  std::optional<std::string> save;

  std::optional<std::string> shrink; // Into this file; empty: one in this folder.
  bool json = false;
};

} // namespace docket::app
