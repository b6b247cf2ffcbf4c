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
                    "reading a stream's version"),
      last_archived_(connection, "SELECT max(last) FROM archived_streams WHERE stream = ?",
                     "reading an archived stream's version"),
      any_archived_(connection, "SELECT EXISTS (SELECT 1 FROM archived_streams)",
                    "looking for archived streams") {
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
  const auto stored = stored_version(key);
  versions_.put(key, stored);
  return stored;
}

// What is archived of a stream comes before what is not.
version stream_table::stored_version(stream_key key) {
  for (auto* query : {&last_version_, &last_archived_}) {
    query->bind(1, static_cast<std::int64_t>(key));
    const rows_of rows{*query};
    const auto last = rows.next() ? query->integer(0) : 0;
    if (last != 0 || !has_archived_) return static_cast<version>(last);
  }
  return version{0};
}

void stream_table::reload() {
  versions_.clear();
  const rows_of rows{last_key_};
  keys_given_ = rows.next() ? last_key_.integer(0) : 0;
  const rows_of archived{any_archived_};
  has_archived_ = archived.next() && any_archived_.integer(0) != 0;
}

} // namespace docket::sqlite
