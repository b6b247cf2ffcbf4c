#pragma once

#include "docket/persistence/store/store_error.hpp"

#include <catch2/catch.hpp>

#include <optional>

namespace docket::testing {

// The kind of error that the work fails with, or nothing when it succeeds.
template <class Work>
std::optional<store_errc> failure_of(Work&& work) {
  try {
    work();
    return std::nullopt;
  } catch (const store_error& error) {
    INFO(error.what());
    return error.code();
  }
}

} // namespace docket::testing
