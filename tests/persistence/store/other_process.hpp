#pragma once

#include <functional>
#include <string>

namespace docket::testing {

// A child process that does `work`, then waits to be ended. Answers what it says on the way.
class other_process {
public:
  // `work` runs in the child and answers one line for `said()`; an exception's text is that line as well.
  explicit other_process(const std::function<std::string()>& work);
  ~other_process(); // Kills it, if it still lives.
  other_process(const other_process&) = delete;
  other_process& operator=(const other_process&) = delete;

  // What the work answered. The child lives on after it, with all that it holds.
  [[nodiscard]] const std::string& said() const noexcept { return said_; }
  [[nodiscard]] int id() const noexcept { return id_; }

  // As `kill -9`; returns when it is gone.
  void kill();

private:
  int id_ = -1;
  std::string said_;
};

// Becomes a user without special rights where the tests run as root; for work in a child only.
void give_up_root();

} // namespace docket::testing
