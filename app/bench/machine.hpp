#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace docket::app::bench {

// Where something was measured. Figures mean nothing without it.
struct machine {
  std::string cpu; // "unknown" where the system does not tell.
  unsigned cores = 0;
  std::uint64_t memory_bytes = 0;
  std::string kernel;     // "Linux 6.1.0 x86_64"
  std::string sqlite;     // Version.
  std::string filesystem; // Of the databases: "ext4 on /dev/sda1".
  std::string build;      // Compiler and whether it optimised.
};

// `databases` is where the databases will be.
[[nodiscard]] machine this_machine(const std::filesystem::path& databases);

} // namespace docket::app::bench
