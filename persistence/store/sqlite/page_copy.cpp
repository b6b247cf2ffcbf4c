#include "docket/persistence/store/sqlite/page_copy.hpp"

#include "docket/persistence/files/mounts.hpp"
#include "docket/persistence/store/sqlite/connection.hpp"
#include "docket/persistence/store/sqlite/errors.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <string>

namespace docket::sqlite {
namespace {

constexpr int pages_a_piece = 256; // One MiB.

using backup = std::unique_ptr<sqlite3_backup, decltype(&sqlite3_backup_finish)>;

// A copy that a crash cuts off is thrown away, so SQLite need neither be able to take it back nor wait for
// the disk.
SQLite::Database open_copy(const std::filesystem::path& to) {
  SQLite::Database copy{to.c_str(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLITE_OPEN_NOMUTEX, 0,
                        files_at(to).vfs()};
  sqlite3_extended_result_codes(copy.getHandle(), 1);
  copy.exec("PRAGMA journal_mode = OFF");
  copy.exec("PRAGMA synchronous = OFF");
  return copy;
}

// The first read of the transaction: from here on it sees one moment.
sha256 last_hash(sqlite3* connection) {
  statement last{connection, "SELECT hash FROM commits ORDER BY number DESC LIMIT 1", "reading the head"};
  sha256 hash{};
  if (const rows_of rows{last}; rows.next()) {
    const auto stored = last.blob(0);
    std::copy_n(stored.begin(), std::min(stored.size(), hash.size()), hash.begin());
  }
  return hash;
}

std::uint64_t page_bytes(sqlite3* connection) {
  statement pragma{connection, "PRAGMA page_size", "reading the page size"};
  const rows_of rows{pragma};
  return rows.next() ? static_cast<std::uint64_t>(pragma.integer(0)) : 0;
}

} // namespace

// A transaction that only reads keeps its moment, and with it the pages of that moment, whatever is committed
// meanwhile; without it every commit of another process would make SQLite begin the copy anew. VACUUM INTO
// reads one moment too, but builds all indexes again, cannot say how far it is, and hides damage of the file
// that a copy of its pages shows to whoever verifies it.
sha256 copy_pages(const database_file& from, const std::filesystem::path& to,
                  const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  const auto doing = fmt::format("copying {}", from.name);
  auto source = open_for_reading(from);
  try {
    const SQLite::Transaction moment{source};
    const auto hash = last_hash(source.getHandle());
    const auto bytes = page_bytes(source.getHandle());
    const auto copy = open_copy(to);
    const backup pages{sqlite3_backup_init(copy.getHandle(), "main", source.getHandle(), "main"),
                       &sqlite3_backup_finish};
    if (!pages) raise(to.string(), sqlite3_extended_errcode(copy.getHandle()), doing);
    for (int code = SQLITE_OK; code != SQLITE_DONE;) {
      code = sqlite3_backup_step(pages.get(), pages_a_piece);
      if (code != SQLITE_OK && code != SQLITE_DONE) raise(to.string(), code, doing);
      const auto total = static_cast<std::uint64_t>(sqlite3_backup_pagecount(pages.get()));
      const auto left = static_cast<std::uint64_t>(sqlite3_backup_remaining(pages.get()));
      if (progress) progress((total - left) * bytes, total * bytes);
    }
    return hash;
  } catch (const SQLite::Exception& error) {
    raise(to.string(), error.getExtendedErrorCode(), doing);
  }
}

} // namespace docket::sqlite
