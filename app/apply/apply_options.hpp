#pragma once

#include "docket/domain/order/limits.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace docket::app {

struct apply_options {
  std::string input; // A path, or "-".
  std::size_t concurrency = 512;
  std::optional<std::string> rejects, receipts, config_file;
  std::optional<payment_policy> payments; // Over what the configuration says.
  bool json = false;
};

} // namespace docket::app
