#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace docket {

struct sqlite_options {
  std::size_t cache_bytes = 256u << 20; // The writer's page cache.
  std::uint64_t checkpoint_wal_bytes = 64u
                                       << 20; // maintain() checkpoints when the write-ahead log is larger.
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
