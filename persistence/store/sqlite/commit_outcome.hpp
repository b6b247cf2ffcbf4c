#pragma once

struct sqlite3;

namespace docket::sqlite {

// Where a write may spoil its neighbours in a sector when the power goes, SQLite fills the sector up after a
// commit's last frame with copies of it. Linux's files are taken for powersafe unless somebody says
// otherwise.
[[nodiscard]] bool pads_commits(sqlite3* connection) noexcept;

// After these codes of COMMIT nothing of it can be in the log: its last frame was not written. Any other may
// have come after that frame was (a failed sync, above all); so may a full disk where something follows it.
[[nodiscard]] bool is_surely_not_there(int code, bool pads_commits) noexcept;

} // namespace docket::sqlite
