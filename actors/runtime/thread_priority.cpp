#include "docket/actors/runtime/thread_priority.hpp"

#if defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace docket {

void give_way_to_other_threads([[maybe_unused]] int steps) noexcept {
#if defined(__linux__)
  // Linux keeps nice values for threads and not, as POSIX has it, for processes; see setpriority(2).
  const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
  [[maybe_unused]] const int refused = ::setpriority(PRIO_PROCESS, thread, steps);
#endif
}

} // namespace docket
