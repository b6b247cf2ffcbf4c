#pragma once

#include "docket/persistence/store/sqlite/statement.hpp"
#include "docket/persistence/store/sqlite/version_cache.hpp"

namespace docket::sqlite {

// The writer's view of the streams: their keys and current versions.
class stream_table {
public:
  explicit stream_table(sqlite3* connection);

  // Whether a stream with this key was ever made.
  [[nodiscard]] bool knows(stream_key key) const noexcept;

  [[nodiscard]] stream_key find(std::int64_t type, std::string_view id);

  // Gives the stream the next key; `none` when it is there already.
  [[nodiscard]] stream_key insert(std::int64_t type, std::string_view id);

  // Between advance() and the end of the batch a stream's version is here only: its events are written at the
  // end.
  void begin_batch() noexcept { versions_.begin_batch(); }
  [[nodiscard]] version current(stream_key key);
  void advance(stream_key key, version to) { versions_.put(key, to); }

  // Forgets what a transaction that was rolled back had done.
  void reload();

private:
  [[nodiscard]] version stored_version(stream_key key);

  statement find_;
  statement insert_;
  statement last_key_;
  statement last_version_;
  statement last_archived_;
  statement any_archived_;
  version_cache versions_;
  std::int64_t keys_given_ = 0;
  bool has_archived_ = false; // Nothing is archived while a writer has the database.
};

} // namespace docket::sqlite
