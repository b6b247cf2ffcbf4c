#pragma once

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace docket {

// CAF's queues order what threads hand to each other, but its library is not built with the thread sanitizer,
// which so does not see it. These two tell it: what was done before handed_over() happened before what
// follows taken_over() of the same thing. In other builds they are nothing.
inline void handed_over([[maybe_unused]] const void* what) noexcept {
#if defined(__SANITIZE_THREAD__)
  __tsan_release(const_cast<void*>(what));
#endif
}

inline void taken_over([[maybe_unused]] const void* what) noexcept {
#if defined(__SANITIZE_THREAD__)
  __tsan_acquire(const_cast<void*>(what));
#endif
}

} // namespace docket
