#pragma once

#include "docket/persistence/views/views_folder.hpp"

#include <filesystem>
#include <mutex>

namespace docket {

// The folder of the views, written by all that keep or rebuild one. Whoever begins, ends or looks up a
// generation holds the lock.
struct shared_folder {
  explicit shared_folder(const std::filesystem::path& folder) : views(folder) {}

  std::mutex lock;
  views_folder views;
};

} // namespace docket
