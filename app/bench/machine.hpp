#pragma once

#include "docket/app/bench/scratch_folder.hpp"

#include <cstdint>
#include <string>

namespace docket::app::bench {

// Where something was measured. Figures mean nothing without it.
struct machine {
  std::string cpu; // "unknown" where the system does not tell.
  unsigned cores = 0;
  std::uint64_t memory_bytes = 0;
  double load = 0;        // Threads that wanted to run in the minute before; below 0 where it is not told.
  std::string kernel;     // "Linux 6.1.0 x86_64"
  std::string sqlite;     // Version.
  std::string filesystem; // Of the databases: "ext4 on /dev/sda1".
  std::string build;      // Compiler and whether it optimised.
};

[[nodiscard]] machine this_machine(const scratch_folder& scratch);

} // namespace docket::app::bench
