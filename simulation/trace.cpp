#include "docket/simulation/trace.hpp"

#include <fmt/format.h>

#include <utility>

namespace docket {

void simulation_trace::keep(std::chrono::microseconds at, std::string text) {
  if (texts_.size() == texts_max_) texts_.pop_front();
  texts_.push_back(fmt::format("{:>6} {:>12.6f}s  {}", steps_, static_cast<double>(at.count()) / 1e6, text));
}

std::uint64_t trace_number(std::string_view text) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

} // namespace docket
