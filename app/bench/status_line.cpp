#include "docket/app/bench/status_line.hpp"

#include <cstdio>
#include <unistd.h>

namespace docket::app::bench {

status_line::status_line() : visible_(::isatty(STDERR_FILENO) == 1) {}

void status_line::show(const std::string& what) {
  if (!visible_) return;
  std::fprintf(stderr, "\rbench: %.70s\x1b[K", what.c_str());
  drawn_ = true;
}

void status_line::clear() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

} // namespace docket::app::bench
