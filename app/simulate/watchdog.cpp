#include "docket/app/simulate/watchdog.hpp"

#include <fmt/format.h>
#include <string>

namespace docket::app {

std::optional<violation> watchdog::complaint() const {
  if (clock::now() - since_ > patience_.waiting)
    return violation{std::string{hung}, fmt::format("no end within {} s", patience_.waiting.count())};
  if (process_->processor_time() - worked_before_ > patience_.working)
    return violation{std::string{hung}, fmt::format("no end within {} s of work", patience_.working.count())};
  return std::nullopt;
}

} // namespace docket::app
