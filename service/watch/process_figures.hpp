#pragma once

#include <cstdint>

namespace docket::service {

// What the operating system knows of this process (proc(5)); zero where it does not say.
struct process_figures {
  double cpu_seconds = 0; // In user and in kernel mode.
  std::uint64_t resident_bytes = 0, virtual_bytes = 0;
  std::uint64_t open_files = 0, open_files_max = 0;
  std::uint64_t threads = 0;
  double started_at = 0; // In seconds since 1970.
};
[[nodiscard]] process_figures read_process_figures();

} // namespace docket::service
