#pragma once

#include "docket/simulation/disk/disk_state.hpp"

#include <memory>
#include <string>

struct sqlite3_vfs;

namespace docket {

// A disk as SQLite sees it: registered under a name of its own while it lives. Its time stands still, and
// waiting takes none.
class disk_vfs {
public:
  explicit disk_vfs(disk_state& disk);
  ~disk_vfs();
  disk_vfs(const disk_vfs&) = delete;
  disk_vfs& operator=(const disk_vfs&) = delete;

  [[nodiscard]] const char* name() const noexcept { return name_.c_str(); }

private:
  std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
};

} // namespace docket
