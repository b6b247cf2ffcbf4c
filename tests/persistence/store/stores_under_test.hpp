#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace docket::testing {

// A new, empty store, and what it stands on: a folder, a disk.
struct store_on_ground {
  std::shared_ptr<void> ground;
  std::unique_ptr<event_store> store;
};

// Which stores pass the contract, and how they are opened. Each program that runs the contract's tests says
// so for itself; a new kind of store is added in stores_under_test.cpp of one of them.
[[nodiscard]] std::vector<std::string> store_kinds();
[[nodiscard]] store_on_ground open_store_of_kind(const std::string& kind);

// One store of each kind in turn: a test that begins with it runs once for every kind.
struct store_under_test {
  store_under_test() : kind(GENERATE(from_range(store_kinds()))) {
    INFO("store: " << kind);
    auto opened = open_store_of_kind(kind);
    ground = std::move(opened.ground);
    store = std::move(opened.store);
  }

  std::string kind;
  std::shared_ptr<void> ground; // Outlives the store.
  std::unique_ptr<event_store> store;
};

} // namespace docket::testing
