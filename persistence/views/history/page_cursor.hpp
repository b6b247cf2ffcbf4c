#pragma once

#include "docket/domain/expected.hpp"
#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace docket {

// Where the next page of an answer begins: after the row with these values. All pages are answered at the
// position that the view had at the first one, so that they fit together while the log grows.
struct page_cursor {
  docket::position pinned{};
  std::int64_t value = 0; // Of the last row, what the answer is sorted by.
  std::int64_t key = 0;   // Of the last row, what tells rows with the same value apart.
  std::string text;       // For answers that are sorted by a text; else empty.

  friend bool operator==(const page_cursor&, const page_cursor&) = default;
};

// Which question a cursor belongs to. Everything that shapes the answer goes into the hash, but not the page
// size, which may change from page to page.
struct cursor_owner {
  std::string_view kind; // "list", "search", ...
  std::uint64_t query = 0;
};

// For people it is opaque. As bytes: 4 of a checksum over the rest; 8 of the owner's hash; position, value
// and key in 8 each, the lowest byte first; then the text. Written in base64url (RFC 4648, section 5) without
// padding.
[[nodiscard]] std::string write_cursor(const page_cursor& cursor, const cursor_owner& owner);

// Rules: cursor_broken, cursor_of_another_query.
[[nodiscard]] expected<page_cursor, query_refusal> read_cursor(std::string_view written,
                                                               const cursor_owner& owner);

// What shapes an answer, gathered field by field into cursor_owner::query. Each field is told from its
// neighbours, so that moving a character from one to the next makes another question.
class query_hash {
public:
  query_hash& add(std::int64_t number);
  query_hash& add(std::string_view text);
  [[nodiscard]] std::uint64_t value() const;

private:
  std::string fields_;
};

} // namespace docket
