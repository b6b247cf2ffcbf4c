#pragma once

#include "docket/persistence/store/sqlite/statement.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace docket::sqlite {

// The writer's numbers for the names of stream types and event types; a new name gets the next number.
class type_ids {
public:
  explicit type_ids(sqlite3* connection);

  // Inserts the name when it is new, so call it within the transaction that uses the number.
  [[nodiscard]] std::int64_t id_of(std::string_view name);

  // The name's number, or nothing when it was never used.
  [[nodiscard]] std::optional<std::int64_t> find(std::string_view name) const;

  // Reads the table anew: after a rollback, names given meanwhile are gone.
  void reload();

private:
  struct hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  statement insert_;
  statement all_;
  std::unordered_map<std::string, std::int64_t, hash, std::equal_to<>> ids_;
};

} // namespace docket::sqlite
