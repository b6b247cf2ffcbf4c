#pragma once

namespace docket::app {

// What the program says to the shell. Above 128 it is 128 and the number of the signal that ended it, or
// would have: a pipe that nobody reads ends it as SIGPIPE does.
enum class exit_status : int {
  well = 0,
  failed = 1, // Refused, damaged, not there, or it could not be done.
  usage = 2,  // The command line or the configuration is wrong; nothing was done.
};

[[nodiscard]] constexpr exit_status ended_by_signal(int signal) noexcept {
  return static_cast<exit_status>(128 + signal);
}

} // namespace docket::app
