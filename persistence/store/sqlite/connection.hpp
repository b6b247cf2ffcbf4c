#pragma once

#include "docket/persistence/store/sqlite/database_file.hpp"

#include <SQLiteCpp/Database.h>

#include <cstddef>
#include <functional>

// Opened databases of docket's own format. SQLiteCpp's exceptions end here.
namespace docket::sqlite {

// For the one writer: durable commits, no automatic checkpoints. Makes the tables when the file is new, and
// adds those that an earlier format has not. The caller holds the lock. Checkpoints what an earlier run left,
// so that what follows stands on bytes that are on the disk.
[[nodiscard]] SQLite::Database open_for_writing(const database_file& file, std::size_t cache_bytes);

// For one reader beside a writer: never changes the database.
[[nodiscard]] SQLite::Database open_for_reading(const database_file& file);

// For copying the write-ahead log into the database beside the writer.
[[nodiscard]] SQLite::Database open_for_checkpoints(const database_file& file);

// Copies the whole write-ahead log into the database and empties it. Throws store_error: locked when a reader
// in another process still reads an older state after `wait_ms`.
void checkpoint_all(SQLite::Database& database, const std::string& name, int wait_ms);

} // namespace docket::sqlite
