#pragma once

#include "docket/persistence/store/sqlite/statement.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;

namespace docket {

// The statements of one connection by their text, each prepared once. A text that is asked for again at the
// same address, as a literal is, is found without hashing it.
class statement_cache {
public:
  // `doing` is static storage, for error messages.
  statement_cache(sqlite3* connection, std::string_view doing) noexcept
      : connection_(connection),
        doing_(doing) {}

  // The statement is reset and lives as long as this object. Throws store_error.
  [[nodiscard]] sqlite::statement& prepared(std::string_view sql);

  void reset_all() noexcept;

private:
  struct text_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };
  struct known_place {
    const char* at = nullptr;
    std::string_view text; // The map's own copy: what stands at `at` may have changed.
    sqlite::statement* found = nullptr;
  };
  static constexpr std::size_t places = 256; // A power of two.

  sqlite3* connection_;
  std::string_view doing_;
  std::unordered_map<std::string, sqlite::statement, text_hash, std::equal_to<>> statements_;
  std::array<known_place, places> known_{};
};

} // namespace docket
