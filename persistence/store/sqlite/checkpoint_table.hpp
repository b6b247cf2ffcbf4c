#pragma once

#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <optional>
#include <string_view>

// How far those who follow the log have come, by their names. Not the checkpoints of the write-ahead log.
namespace docket::sqlite {

class checkpoint_upsert {
public:
  explicit checkpoint_upsert(sqlite3* connection);

  // Changes no page when it says what is there already.
  void run(std::string_view name, position at);

private:
  statement upsert_;
};

class checkpoint_query {
public:
  explicit checkpoint_query(sqlite3* connection);

  [[nodiscard]] std::optional<position> find(std::string_view name);

private:
  statement select_;
};

} // namespace docket::sqlite
