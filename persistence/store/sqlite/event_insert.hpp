#pragma once

#include "docket/persistence/store/sqlite/statement.hpp"

namespace docket::sqlite {

// Inserts one event. Its texts are bound where they are, not copied.
class event_insert {
public:
  explicit event_insert(sqlite3* connection);

  void run(const event_view& event, std::int64_t type);

private:
  statement insert_;
};

} // namespace docket::sqlite
