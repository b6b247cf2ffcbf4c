#pragma once

#include "docket/actors/config.hpp"
#include "docket/domain/order/limits.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace docket::app {

struct apply_options {
  std::string input; // A path, or "-".
  std::size_t concurrency = 512;
  std::optional<std::string> rejects, receipts, config_file;
  std::optional<payment_policy> payments;    // Over what the configuration says.
  std::optional<fulfilment_mode> fulfilment; // The same.
  bool json = false;
};

} // namespace docket::app
