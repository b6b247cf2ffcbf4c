#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace docket::sqlite {

// A statement that is prepared once and run often, without an allocation per run: SQLiteCpp's copies what it
// binds and counts references, which the writer's path cannot afford. Lives no longer than its connection.
// Bound texts and blobs are not copied: they stay where they are until the statement has run.
class statement {
public:
  // `doing` says what it is for in error messages: "reading a stream". Static storage.
  statement(sqlite3* connection, std::string_view sql, std::string_view doing);
  ~statement();
  statement(statement&& other) noexcept;
  statement& operator=(statement&&) = delete;

  void bind(int parameter, std::int64_t number);
  void bind_text(int parameter, std::string_view text);
  void bind_text_or_null(int parameter, std::string_view text); // NULL when empty.
  void bind_blob(int parameter, std::span<const std::uint8_t> bytes);

  // True while there is a row. Throws store_error.
  [[nodiscard]] bool step();
  void reset() noexcept;
  // Runs a statement that answers no rows.
  void run();
  // The same, but answers the result code instead of throwing.
  [[nodiscard]] int try_run() noexcept;

  // Of the row that step() found; views are valid until the next step or reset.
  [[nodiscard]] std::int64_t integer(int column) const noexcept;
  [[nodiscard]] std::string_view text(int column) const noexcept;
  [[nodiscard]] std::span<const std::uint8_t> blob(int column) const noexcept;
  // How the value is stored: SQLITE_INTEGER, SQLITE_TEXT, ... Ask before the value is read in another form.
  [[nodiscard]] int storage_class(int column) const noexcept;
  [[nodiscard]] int columns() const noexcept;

  [[nodiscard]] sqlite3_stmt* handle() const noexcept { return handle_; }

private:
  void require(int code) const;

  sqlite3* connection_;
  sqlite3_stmt* handle_ = nullptr;
  std::string_view doing_;
};

// As LIMIT takes it.
[[nodiscard]] std::int64_t sql_limit(std::size_t limit) noexcept;

// Resets a statement when its rows are no longer wanted, however the scope is left.
class rows_of {
public:
  explicit rows_of(statement& s) noexcept : statement_(s) {}
  ~rows_of() { statement_.reset(); }
  rows_of(const rows_of&) = delete;
  rows_of& operator=(const rows_of&) = delete;

  [[nodiscard]] bool next() const { return statement_.step(); }

private:
  statement& statement_;
};

} // namespace docket::sqlite
