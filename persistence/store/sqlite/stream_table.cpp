#include "docket/persistence/store/sqlite/stream_table.hpp"

#include <sqlite3.h>

namespace docket::sqlite {

stream_table::stream_table(sqlite3* connection)
    : find_(connection, "SELECT key FROM streams WHERE id = ? AND type = ?", "looking up a stream"),
      insert_(connection,
              "INSERT INTO streams (key, type, id) VALUES (?, ?, ?) ON CONFLICT (id, type) DO NOTHING",
              "writing a stream"),
      last_key_(connection, "SELECT max(key) FROM streams", "reading the last stream"),
      last_version_(connection, "SELECT max(version) FROM events WHERE stream = ?",
                    "reading a stream's version") {
  reload();
}

bool stream_table::knows(stream_key key) const noexcept {
  return key > stream_key::none && static_cast<std::int64_t>(key) <= keys_given_;
}

stream_key stream_table::find(std::int64_t type, std::string_view id) {
  find_.bind_text(1, id);
  find_.bind(2, type);
  rows_of rows{find_};
  return rows.next() ? stream_key{find_.integer(0)} : stream_key::none;
}

stream_key stream_table::insert(std::int64_t type, std::string_view id) {
  insert_.bind(1, keys_given_ + 1);
  insert_.bind(2, type);
  insert_.bind_text(3, id);
  insert_.run();
  if (sqlite3_changes(sqlite3_db_handle(insert_.handle())) == 0) return stream_key::none;
  return stream_key{++keys_given_};
}

version stream_table::current(stream_key key) {
  if (const auto cached = versions_.find(key); cached != version{0}) return cached;
  last_version_.bind(1, static_cast<std::int64_t>(key));
  rows_of rows{last_version_};
  const auto stored = rows.next() ? static_cast<version>(last_version_.integer(0)) : version{0};
  versions_.put(key, stored);
  return stored;
}

void stream_table::reload() {
  versions_.clear();
  rows_of rows{last_key_};
  keys_given_ = rows.next() ? last_key_.integer(0) : 0;
}

} // namespace docket::sqlite
