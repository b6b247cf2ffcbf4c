#include "docket/persistence/store/sqlite/commit_outcome.hpp"

#include <sqlite3.h>

namespace docket::sqlite {

bool pads_commits(sqlite3* connection) noexcept {
  sqlite3_file* file = nullptr;
  const int code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (code != SQLITE_OK || file == nullptr || file->pMethods == nullptr) return true;
  return (file->pMethods->xDeviceCharacteristics(file) & SQLITE_IOCAP_POWERSAFE_OVERWRITE) == 0;
}

bool is_surely_not_there(int code, bool pads_commits) noexcept {
  return (code & 0xff) == SQLITE_BUSY || ((code & 0xff) == SQLITE_FULL && !pads_commits);
}

} // namespace docket::sqlite
