#include "docket/simulation/disk/simulated_names.hpp"

#include <algorithm>

namespace docket {
namespace {

bool keeps_name(power_damage damage, random_source& dice) {
  switch (damage) {
  case power_damage::nothing_kept:
  case power_damage::names_lost: return false;
  case power_damage::everything_kept:
  case power_damage::names_only: return true;
  default: return dice.chance(50);
  }
}

} // namespace

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

simulated_names::file_pointer simulated_names::find(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : found->second.file;
}

simulated_names::file_pointer simulated_names::make(const std::string& path) {
  return (files_[path] = {std::make_shared<simulated_file>(), false}).file;
}

bool simulated_names::remove(const std::string& path) {
  const auto found = files_.find(path);
  if (found == files_.end()) return false;
  if (found->second.durable) removed_.push_back({path, found->second.file});
  files_.erase(found);
  return true;
}

std::vector<std::string> simulated_names::names_in(const std::string& folder) const {
  std::vector<std::string> names;
  const auto add = [&](const std::string& path) {
    if (path != folder && folder_of(path) == folder) names.push_back(path.substr(folder.size() + 1));
  };
  for (const auto& [path, file] : files_)
    add(path);
  for (const auto& path : folders_)
    add(path);
  return names;
}

void simulated_names::sync_name(const std::string& path) {
  if (const auto found = files_.find(path); found != files_.end()) found->second.durable = true;
  std::erase_if(removed_, [&](const removed_file& old) { return old.path == path; });
}

void simulated_names::sync_folder(const std::string& folder) {
  for (auto& [path, file] : files_)
    if (folder_of(path) == folder) file.durable = true;
  std::erase_if(removed_, [&](const removed_file& old) { return folder_of(old.path) == folder; });
}

void simulated_names::cut(power_damage damage, random_source& dice, bool powersafe) {
  std::erase_if(files_,
                [&](const auto& entry) { return !entry.second.durable && !keeps_name(damage, dice); });
  for (auto old = removed_.rbegin(); old != removed_.rend(); ++old)
    if (!keeps_name(damage, dice)) files_.try_emplace(old->path, named_file{old->file, true});
  removed_.clear();
  for (auto& [path, file] : files_) {
    file.file->cut(damage, dice, powersafe);
    file.durable = true;
  }
}

} // namespace docket
