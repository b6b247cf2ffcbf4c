#pragma once

#include "docket/persistence/store/sqlite/chain_check.hpp"

struct sqlite3;

namespace docket::sqlite {

// What the hash chain does not say of archives: that their files are, byte for byte, what was written, and
// that the lists by which streams find their archived events name all of them and no others. After a chain
// that is whole. Throws damage; store_error when a file cannot be read.
void check_archives(sqlite3* connection, const chain_check& chain);

} // namespace docket::sqlite
