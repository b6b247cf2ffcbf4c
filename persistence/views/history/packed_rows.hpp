#pragma once

#include "docket/persistence/store/sqlite/statement.hpp"
#include "docket/persistence/views/history/packed_numbers.hpp"
#include "docket/persistence/views/history/status_change.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

// Blobs of this folder's tables.
namespace docket {

[[nodiscard]] inline std::string pack_counts(const status_counts& counts) {
  std::string packed;
  for (const auto count : counts)
    put_signed(packed, count);
  return packed;
}

[[nodiscard]] inline status_counts unpack_counts(std::string_view packed, std::size_t statuses) {
  number_reader from{packed};
  status_counts counts(statuses, 0);
  for (auto& count : counts)
    count = from.signed_number();
  return counts;
}

// As a blob; the bytes stay where they are until the statement has run.
inline void bind_packed(sqlite::statement& to, int parameter, std::string_view bytes) {
  to.bind_blob(parameter, {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

} // namespace docket
