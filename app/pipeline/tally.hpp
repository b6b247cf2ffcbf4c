#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace docket::app {

// What became of the commands of a run.
struct tally {
  using counts = std::map<std::string, std::uint64_t, std::less<>>;

  std::uint64_t accepted = 0, repeated = 0, refused = 0;
  std::uint64_t malformed = 0; // Lines that were no commands.
  std::uint64_t failed = 0;    // Neither taken nor refused: the store or the engine could not.
  counts refused_by, refused_by_command, malformed_by;

  [[nodiscard]] std::uint64_t all() const noexcept {
    return accepted + repeated + refused + malformed + failed;
  }
  [[nodiscard]] bool all_well() const noexcept { return refused + malformed + failed == 0; }
};

// Most frequent first; equal ones by name.
[[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> ranked(const tally::counts& counts);

// One more of this name.
void count_one(tally::counts& in, std::string_view name);

} // namespace docket::app
