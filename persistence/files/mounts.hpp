#pragma once

#include "docket/persistence/files/file_system.hpp"

#include <filesystem>

namespace docket {

// While it lives, all paths at and below `root` are the file system's, in the whole process. It and the file
// system must outlive whatever is open there. Of two that fit a path the one with the longer root has it. Any
// thread.
class mounted {
public:
  mounted(std::filesystem::path root, file_system& files);
  ~mounted();
  mounted(const mounted&) = delete;
  mounted& operator=(const mounted&) = delete;

private:
  std::filesystem::path root_;
};

// Whose the path is: the operating system's where nothing is mounted.
[[nodiscard]] file_system& files_at(const std::filesystem::path& path);

} // namespace docket
