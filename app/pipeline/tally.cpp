#include "docket/app/pipeline/tally.hpp"

namespace docket::app {

void count_one(tally::counts& in, std::string_view name) {
  const auto at = in.find(name);
  if (at != in.end()) {
    ++at->second;
  } else {
    in.emplace(name, 1);
  }
}

} // namespace docket::app
