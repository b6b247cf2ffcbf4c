#include "docket/app/bench/resident_memory.hpp"

#include "docket/app/program/errors.hpp"

#include <fstream>
#include <malloc.h>
#include <unistd.h>

namespace docket::app::bench {

std::uint64_t resident_bytes() {
  ::malloc_trim(0);
  std::uint64_t size = 0, resident = 0, of_files = 0; // In pages; see proc(5).
  if (!(std::ifstream{"/proc/self/statm"} >> size >> resident >> of_files))
    throw command_failed(
        "/proc/self/statm cannot be read, and memory is measured with it; leave memory out with --only");
  return (resident - of_files) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

} // namespace docket::app::bench
