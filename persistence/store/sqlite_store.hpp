#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace docket {

struct sqlite_options {
  // The writer's page cache. More is slower: up to a database of 1 GiB most commits of some hundred events
  // end with SQLite (3.40) looking at every page in the cache, and 256 MiB took 40 to 100 % more of the
  // processor per event than 32. What is not in it, the operating system's cache has.
  std::size_t cache_bytes = 32u << 20;
  // maintain() checkpoints when the write-ahead log is larger.
  std::uint64_t checkpoint_wal_bytes = 256u << 20;
};

// Opens the database for writing, and makes it when there is none. Checkpoints what an earlier run left in
// the write-ahead log before it returns, so that nothing is acknowledged on top of bytes that may not be on
// the disk. Throws store_error: locked (and by whom), newer_format, not_a_database, corrupt, io.
[[nodiscard]] std::unique_ptr<event_store> open_sqlite_store(const std::filesystem::path& database,
                                                             const sqlite_options& options = {});

// Opens an existing database for reading only, beside a writer in this or another process. Throws
// store_error.
[[nodiscard]] std::unique_ptr<log_reader> open_sqlite_reader(const std::filesystem::path& database);

} // namespace docket
