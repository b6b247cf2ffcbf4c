#pragma once

#include "docket/service/access/token.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace docket::service {

// The tokens cannot be read or kept; the message says which file it is and what to do.
class token_file_error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

// The file beside a database, whatever link leads to it: "orders.db.tokens".
[[nodiscard]] std::filesystem::path token_file_of(const std::filesystem::path& database);

// What tells one state of the file from another without reading it.
struct file_stamp {
  std::uint64_t device = 0, inode = 0, bytes = 0;
  std::int64_t changed_ns = 0;

  friend bool operator==(const file_stamp&, const file_stamp&) = default;
};
// Nothing when there is no file. Throws token_file_error.
[[nodiscard]] std::optional<file_stamp> stamp_of(const std::filesystem::path& file);

// The form of the file, lines of ASCII that end with a line feed; never change it, count the first line up:
//
//   docket tokens 1
//   NAME ROLE[,ROLE…] CREATED EXPIRES HASH      one line a token, in the order in which they were made
//   sha256 HASH                                 of all bytes before this line
//
// Times are RFC 3339, EXPIRES may be "never"; HASH is SHA-256 in 64 hexadecimal digits, that of a token over
// the whole token. A name stands once.
[[nodiscard]] std::string token_file_text(const std::vector<token_entry>& tokens);
// Throws token_file_error, for `file`, whose text it is.
[[nodiscard]] std::vector<token_entry> parse_token_file(std::string_view text,
                                                        const std::filesystem::path& file);

// Those of the file; nothing when there is no file. A file that others than its owner may write to is
// refused: whoever can add a line can let themselves in. Throws token_file_error.
[[nodiscard]] std::optional<std::vector<token_entry>> read_token_file(const std::filesystem::path& file);

// Reads them, has `change` change them, and replaces the file, whole: it is written under another name,
// synced, and renamed, with mode 0600. Other callers, in other processes too, wait meanwhile. What `change`
// throws leaves the file as it was. Throws token_file_error.
void change_token_file(const std::filesystem::path& file,
                       const std::function<void(std::vector<token_entry>&)>& change);

} // namespace docket::service
