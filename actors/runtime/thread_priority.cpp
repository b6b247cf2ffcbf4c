#include "docket/actors/runtime/thread_priority.hpp"

#if defined(__linux__)
#include <cstdint>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace docket {
#if defined(__linux__)
namespace {

// The kernel's struct sched_attr, which this C library does not declare; see sched_setattr(2).
struct scheduling {
  std::uint32_t size = sizeof(scheduling);
  std::uint32_t policy = SCHED_OTHER;
  std::uint64_t flags = 0;
  std::int32_t nice = 0;
  std::uint32_t priority = 0;
  std::uint64_t slice_ns = 0; // Of SCHED_OTHER since Linux 6.12; older ones pay no attention.
  std::uint64_t deadline_ns = 0, period_ns = 0;
  std::uint32_t least = 0, most = 0;
};

// The shortest that Linux grants. A thread that gives way is not taken from the processor before its slice
// has ended, however nice it is: with the usual one, of milliseconds, a writer that wakes from waiting for
// the disk waits again.
constexpr std::uint64_t slice_ns = 100'000;

} // namespace

void give_way_to_other_threads(int steps) noexcept {
  scheduling wanted;
  wanted.nice = steps;
  wanted.slice_ns = slice_ns;
  if (::syscall(SYS_sched_setattr, 0, &wanted, 0U) == 0) return;
  // Linux keeps nice values for threads and not, as POSIX has it, for processes; see setpriority(2).
  const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
  [[maybe_unused]] const int refused = ::setpriority(PRIO_PROCESS, thread, steps);
}

#else

void give_way_to_other_threads(int) noexcept {}

#endif
} // namespace docket
