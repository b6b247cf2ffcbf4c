#pragma once

#include "fulfilment/tale.hpp"

#include <functional>
#include <string>
#include <vector>

namespace docket::testing::fulfilments {

// A moment in the life of a fulfilment, by what it waits for.
struct moment {
  std::string name;
  tale at;
};

// Every moment of both flows and of every way back.
[[nodiscard]] std::vector<moment> all_moments();

// Something that a fulfilment may be told at any moment, and its answer in words.
struct news {
  std::string name;
  std::function<std::string(tale&)> tell;
};

// Everything it can be told at this moment.
[[nodiscard]] std::vector<news> everything_told(const tale& at);

} // namespace docket::testing::fulfilments
