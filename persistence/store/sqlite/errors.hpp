#pragma once

#include "docket/persistence/store/store_error.hpp"

#include <string_view>

struct sqlite3;

namespace SQLite {
class Exception;
}

// The border where SQLite's codes become store errors.
namespace docket::sqlite {

// The kind of an extended result code. What an error of COMMIT itself means, log_writer decides.
[[nodiscard]] store_errc errc_of(int extended_code) noexcept;

// Throws the error with a sentence: which database, while doing what ("writing events"), why, and what to do.
[[noreturn]] void raise(sqlite3* connection, int extended_code, std::string_view doing);
[[noreturn]] void raise(std::string_view database, int extended_code, std::string_view doing);

} // namespace docket::sqlite
