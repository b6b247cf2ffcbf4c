#pragma once

#include "docket/persistence/views/views_folder.hpp"

#include <filesystem>
#include <functional>
#include <mutex>
#include <string>

namespace docket {

// The folder of the views, written by all that keep or rebuild one. Whoever begins, ends or looks up a
// generation holds the lock.
struct shared_folder {
  shared_folder(const std::filesystem::path& folder, const std::function<void(const std::string&)>& log)
      : views(folder, log) {}

  std::mutex lock;
  views_folder views;
};

} // namespace docket
