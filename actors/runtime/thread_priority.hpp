#pragma once

namespace docket {

// Lets the calling thread have the processor after others that want it too: by so many steps of 0 (as all) to
// 19 (last). On Linux a thread's nice value; elsewhere, and where the system refuses, nothing changes.
void give_way_to_other_threads(int steps) noexcept;

} // namespace docket
