#pragma once

#include <filesystem>
#include <string>

namespace docket::app::bench {

// A folder of its own for the databases of a benchmark; taken away with all that is in it.
class scratch_folder {
public:
  // In `where` when that is a folder, else beside it. Throws command_failed.
  explicit scratch_folder(const std::filesystem::path& where);
  ~scratch_folder();
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  // A path in the folder where nothing is: what an earlier measurement left there under this name is deleted,
  // with SQLite's side files.
  [[nodiscard]] std::filesystem::path fresh(const std::string& name) const;

private:
  std::filesystem::path path_;
};

} // namespace docket::app::bench
