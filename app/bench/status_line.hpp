#pragma once

#include <string>

namespace docket::app::bench {

// One line on standard error that says what is going on; only when that is a terminal.
class status_line {
public:
  status_line();
  ~status_line() { clear(); }
  status_line(const status_line&) = delete;
  status_line& operator=(const status_line&) = delete;

  void show(const std::string& what);
  void clear();

private:
  bool visible_;
  bool drawn_ = false;
};

} // namespace docket::app::bench
