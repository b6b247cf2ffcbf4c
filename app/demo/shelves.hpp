#pragma once

#include "docket/app/demo/story.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace docket::app {

struct delivery {
  std::size_t product = 0; // Index into products().
  std::int64_t pieces = 0;
  int number = 1; // Of the product: no more than a million pieces come at once.
};

// What the shop receives before it opens: of each product what all its orders want, but of some products too
// little. Tells all stories once.
[[nodiscard]] std::vector<delivery> deliveries_for(const shop& of);

} // namespace docket::app
