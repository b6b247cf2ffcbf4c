#include "docket/persistence/store/sqlite/statement.hpp"

#include "docket/persistence/store/sqlite/errors.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace docket::sqlite {

statement::statement(sqlite3* connection, std::string_view sql, std::string_view doing)
    : connection_(connection),
      doing_(doing) {
  require(sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                             &handle_, nullptr));
}

statement::~statement() { sqlite3_finalize(handle_); }

statement::statement(statement&& other) noexcept
    : connection_(other.connection_),
      handle_(std::exchange(other.handle_, nullptr)),
      doing_(other.doing_) {}

void statement::bind(int parameter, std::int64_t number) {
  require(sqlite3_bind_int64(handle_, parameter, number));
}

void statement::bind_text(int parameter, std::string_view text) {
  const char* bytes = text.data() ? text.data() : ""; // A null pointer would bind NULL.
  require(sqlite3_bind_text64(handle_, parameter, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void statement::bind_text_or_null(int parameter, std::string_view text) {
  if (text.empty())
    require(sqlite3_bind_null(handle_, parameter));
  else
    bind_text(parameter, text);
}

void statement::bind_blob(int parameter, std::span<const std::uint8_t> bytes) {
  require(sqlite3_bind_blob64(handle_, parameter, bytes.data(), bytes.size(), SQLITE_STATIC));
}

bool statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  reset();
  raise(connection_, code, doing_);
}

void statement::reset() noexcept { sqlite3_reset(handle_); }

void statement::run() {
  const int code = try_run();
  if (code != SQLITE_OK) raise(connection_, code, doing_);
}

int statement::try_run() noexcept {
  const int code = sqlite3_step(handle_);
  sqlite3_reset(handle_);
  return code == SQLITE_DONE || code == SQLITE_ROW ? SQLITE_OK : code;
}

std::int64_t statement::integer(int column) const noexcept { return sqlite3_column_int64(handle_, column); }

std::string_view statement::text(int column) const noexcept {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  return bytes ? std::string_view{bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))}
               : std::string_view{};
}

std::span<const std::uint8_t> statement::blob(int column) const noexcept {
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, column));
  return {bytes, bytes ? static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)) : 0u};
}

int statement::storage_class(int column) const noexcept { return sqlite3_column_type(handle_, column); }
int statement::columns() const noexcept { return sqlite3_column_count(handle_); }

void statement::require(int code) const {
  if (code != SQLITE_OK) raise(connection_, code, doing_);
}

std::int64_t sql_limit(std::size_t limit) noexcept {
  constexpr std::size_t most = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::min(limit, most));
}

} // namespace docket::sqlite
