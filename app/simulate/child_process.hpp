#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace docket::app {

// A copy of this process, which must have one thread only, that does some work and tells of it by lines.
// Whatever the work does, this process lives on.
class child_process {
public:
  using teller = std::function<void(std::string_view line)>; // The line has no line feed.

  // Throws std::system_error when there can be no more processes.
  explicit child_process(const std::function<void(const teller& tell)>& work);
  ~child_process(); // Kills it.
  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;

  // Readable when there are lines, and when it has ended.
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
  // Adds the lines that are there to `lines`, waiting for none. False once it has ended and all is read.
  [[nodiscard]] bool read(std::vector<std::string>& lines);

  // What it has worked so far; of one that has ended, nothing.
  [[nodiscard]] std::chrono::nanoseconds processor_time() const noexcept;

  // Waits for its end and says how it was: "by signal 11", "with status 3".
  [[nodiscard]] std::string end();
  void kill() noexcept;

private:
  pid_t id_ = -1;
  int descriptor_ = -1;
  std::string unfinished_; // The last line, as far as it has come.
};

// Waits until one of the descriptors is readable, and no longer than so many milliseconds.
void wait_for_any(const std::vector<int>& descriptors, int milliseconds);

} // namespace docket::app
