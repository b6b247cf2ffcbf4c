#pragma once

#include "temporary_folder.hpp"

#include "docket/persistence/store/memory_store.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <catch2/catch.hpp>

#include <memory>

namespace docket::testing {

// One store of each kind in turn: a test that begins with it runs once for every kind. A new kind of store is
// added here and so passes the whole contract.
struct store_under_test {
  store_under_test() : kind(GENERATE("sqlite", "memory")) {
    INFO("store: " << kind);
    store =
        kind == std::string{"sqlite"}
            ? open_sqlite_store(folder / "log.db", {.cache_bytes = 1 << 20, .checkpoint_wal_bytes = 64 << 10})
            : make_memory_store();
  }

  temporary_folder folder;
  const char* kind;
  std::unique_ptr<event_store> store;
};

} // namespace docket::testing
