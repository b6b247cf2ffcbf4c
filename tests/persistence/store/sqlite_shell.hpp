#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace docket::testing {

// Runs SQL on a database file as somebody with the sqlite3 shell would, past docket and its rules.
inline void run_sql(const std::filesystem::path& database, const std::string& sql) {
  sqlite3* connection = nullptr;
  sqlite3_open(database.c_str(), &connection);
  char* message = nullptr;
  const int code = sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, &message);
  const std::string text = message ? message : "";
  sqlite3_free(message);
  sqlite3_close(connection);
  if (code != SQLITE_OK) throw std::runtime_error(text);
}

// The first column of the first row, as text.
inline std::string ask_sql(const std::filesystem::path& database, const std::string& sql) {
  sqlite3* connection = nullptr;
  sqlite3_open_v2(database.c_str(), &connection, SQLITE_OPEN_READONLY, nullptr);
  std::string answer;
  const auto keep = [](void* to, int, char** values, char**) {
    *static_cast<std::string*>(to) = values[0] ? values[0] : "NULL";
    return 0;
  };
  sqlite3_exec(connection, sql.c_str(), keep, &answer, nullptr);
  sqlite3_close(connection);
  return answer;
}

} // namespace docket::testing
