#pragma once

#include "docket/persistence/store/store_error.hpp"

#include <string>
#include <string_view>

struct sqlite3;

namespace SQLite {
class Exception;
}

// The border where SQLite's codes become store errors.
namespace docket::sqlite {

// A store error that SQLite told, for those near it who must know more than its kind: a view's runner takes a
// constraint of a view's tables for the event's fault and a full disk for nobody's.
class sqlite_error : public store_error {
public:
  sqlite_error(store_errc code, int extended_code, const std::string& message)
      : store_error(code, message),
        extended_code_(extended_code) {}

  [[nodiscard]] int extended_code() const noexcept { return extended_code_; }

private:
  int extended_code_;
};

// The kind of an extended result code. What an error of COMMIT itself means, log_writer decides.
[[nodiscard]] store_errc errc_of(int extended_code) noexcept;

// Whether a sync failed: what it was to make durable may be lost, and a later one that succeeds says nothing
// of it.
[[nodiscard]] bool is_failed_sync(int extended_code) noexcept;

// Throws an sqlite_error with a sentence: which database, while doing what ("writing events"), why, and what
// to do.
[[noreturn]] void raise(sqlite3* connection, int extended_code, std::string_view doing);
[[noreturn]] void raise(std::string_view database, int extended_code, std::string_view doing);

} // namespace docket::sqlite
