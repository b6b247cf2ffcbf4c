#pragma once

#include "docket/persistence/store/sqlite/statement.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::sqlite {

// A reader's way from the numbers in a row to the names they stand for. Names never change, so they are kept:
// all types, and a bounded number of streams. Throws store_error (corrupt) for a number that stands for
// nothing.
class name_lookup {
public:
  explicit name_lookup(sqlite3* connection);

  struct stream {
    std::int64_t key = 0;
    std::int64_t type = 0;
    std::string id;
  };

  // Valid until the next call.
  [[nodiscard]] const stream& stream_of(std::int64_t key);
  // Valid as long as this object.
  [[nodiscard]] std::string_view type_name(std::int64_t id);
  // Nothing when no event or stream of that type was ever written.
  [[nodiscard]] std::optional<std::int64_t> type_id(std::string_view name);

private:
  static constexpr std::size_t streams_kept = 4096; // A power of two: a slot is the key's low bits.

  statement select_stream_;
  statement select_type_;
  statement select_type_id_;
  std::vector<stream> streams_ = std::vector<stream>(streams_kept);
  std::vector<std::unique_ptr<std::string>> types_; // By id.
};

} // namespace docket::sqlite
