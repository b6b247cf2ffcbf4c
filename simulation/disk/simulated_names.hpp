#pragma once

#include "docket/simulation/disk/simulated_file.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace docket {

// Which files there are, by their absolute paths, and which of the names are on the disk for good. Folders
// are, as soon as they are made. A file that was removed lives on for those who have it open. Not
// thread-safe.
class simulated_names {
public:
  using file_pointer = std::shared_ptr<simulated_file>;

  explicit simulated_names(std::string root) { folders_.insert(std::move(root)); }

  [[nodiscard]] file_pointer find(const std::string& path) const; // Null when there is none.
  [[nodiscard]] file_pointer make(const std::string& path);
  [[nodiscard]] bool remove(const std::string& path); // False when there is none.

  [[nodiscard]] bool is_folder(const std::string& path) const { return folders_.contains(path); }
  void make_folder(const std::string& path) { folders_.insert(path); }
  [[nodiscard]] std::vector<std::string> names_in(const std::string& folder) const;

  // The name is on the disk now, and that an older file of the name is gone.
  void sync_name(const std::string& path);
  void sync_folder(const std::string& folder); // All names in it.

  void cut(power_damage damage, random_source& dice, bool powersafe);

private:
  struct named_file {
    file_pointer file;
    bool durable = false; // The name.
  };
  struct removed_file {
    std::string path;
    file_pointer file;
  };

  std::map<std::string, named_file> files_;
  std::vector<removed_file> removed_; // Not yet on the disk: may be back after a power cut. Oldest first.
  std::set<std::string> folders_;
};

// "/simulated/7" of "/simulated/7/log.db".
[[nodiscard]] std::string folder_of(const std::string& path);

} // namespace docket
