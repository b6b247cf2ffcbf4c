#pragma once

#include <filesystem>
#include <string>

namespace docket::sqlite {

// One process at a time, and in it one store, has a database open for writing. The lock is the kernel's
// (flock on
// `<database>.lock`), so it ends with its holder however that ends; the file says who it is. Removed on
// release.
class write_lock {
public:
  // `name` is what people call the database. Throws store_error: locked, naming the holder; io when the lock
  // file cannot be made.
  write_lock(const std::filesystem::path& database, const std::string& name);
  ~write_lock();
  write_lock(const write_lock&) = delete;
  write_lock& operator=(const write_lock&) = delete;

private:
  std::filesystem::path file_;
  int descriptor_ = -1;
};

} // namespace docket::sqlite
