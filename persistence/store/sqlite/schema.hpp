#pragma once

#include <cstdint>
#include <string>

struct sqlite3;

namespace SQLite {
class Database;
}

namespace docket::sqlite {

inline constexpr std::int32_t application_id = 0x446f636b; // "Dock", in the file's header. Never change.
// Raised when an older docket could not read the file, or must not write to it.
inline constexpr std::int32_t format_version = 3;
inline constexpr std::int32_t format_with_deadlines = 2; // The first one with deadlines and checkpoints.
inline constexpr std::int32_t format_with_archives = 3;  // The first one that knows of archived events.

// Whether the database has nothing in it: no tables, and no other program's mark.
[[nodiscard]] bool is_empty(SQLite::Database& database);

// Makes the tables of FORMAT.md in one transaction.
void create_schema(SQLite::Database& database);

// The version that a database of docket's has.
[[nodiscard]] std::int32_t format_of(sqlite3* connection);

// Adds in one transaction what an earlier format has not. Nothing to do in a database of the current one.
void upgrade_schema(SQLite::Database& database);

// Throws store_error: not_a_database when it is another program's, newer_format when a newer docket wrote it.
// `name` is what people call the file.
void require_known_format(SQLite::Database& database, const std::string& name);

} // namespace docket::sqlite
