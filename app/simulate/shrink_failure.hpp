#pragma once

#include "docket/simulation/audit/violation.hpp"
#include "docket/simulation/shop/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace docket::app {

// What became of shrinking: enough to say it.
struct shrunk_failure {
  std::filesystem::path file;
  std::uint64_t runs = 0;
  std::size_t clients = 0;
  std::size_t commands = 0;
  bool fails = false; // Otherwise it did not go wrong again, and nothing was written.
};

// Reduces a scenario that violates this to the smallest that does, with progress, and writes that one into
// the file; into one that is named after the seed where `file` is empty. After five minutes, and at
// SIGINT, it ends with the smallest so far.
[[nodiscard]] shrunk_failure shrink_failure(const scenario& what, const violation& found,
                                            const std::string& file);

// "shrunk to 1 client with 2 commands in 320 runs: FILE".
[[nodiscard]] std::string words_of(const shrunk_failure& shrunk);

} // namespace docket::app
