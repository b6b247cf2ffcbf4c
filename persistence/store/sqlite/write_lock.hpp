#pragma once

#include "docket/persistence/files/file_system.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace docket::sqlite {

// One process at a time, and in it one store, has a database open for writing. The lock is that of
// `<database>.lock`, which says who has it; removed on release.
class write_lock {
public:
  // `name` is what people call the database. Throws store_error: locked, naming the holder; io when the lock
  // file cannot be made.
  write_lock(const std::filesystem::path& database, const std::string& name);

private:
  std::unique_ptr<held_lock> held_;
};

} // namespace docket::sqlite
