#include "docket/persistence/store/sqlite/type_ids.hpp"

namespace docket::sqlite {

type_ids::type_ids(sqlite3* connection)
    : insert_(connection, "INSERT INTO types (id, name) VALUES (?, ?)", "writing a type"),
      all_(connection, "SELECT id, name FROM types", "reading the types") {
  reload();
}

std::int64_t type_ids::id_of(std::string_view name) {
  if (const auto known = find(name)) return *known;
  const auto id = static_cast<std::int64_t>(ids_.size()) + 1;
  insert_.bind(1, id);
  insert_.bind_text(2, name);
  insert_.run();
  ids_.emplace(name, id);
  return id;
}

std::optional<std::int64_t> type_ids::find(std::string_view name) const {
  const auto known = ids_.find(name);
  return known == ids_.end() ? std::nullopt : std::optional{known->second};
}

void type_ids::reload() {
  ids_.clear();
  for (rows_of rows{all_}; rows.next();)
    ids_.emplace(all_.text(1), all_.integer(0));
}

} // namespace docket::sqlite
