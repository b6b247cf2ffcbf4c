#pragma once

#include "docket/persistence/store/sqlite/chain_check.hpp"

struct sqlite3;

namespace docket::sqlite {

// What the hash chain cannot see, because it follows the events: names that nothing refers to, indexes that
// do not say what their tables say, damaged snapshots, deadlines of no stream, checkpoints past the end,
// archives that are not as they were written.
// Throws damage.
void check_tables(sqlite3* connection, const chain_check& chain);

} // namespace docket::sqlite
