#include "docket/persistence/files/mounts.hpp"

#include "docket/persistence/files/real_files.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <utility>
#include <vector>

namespace docket {
namespace {

struct mount {
  std::filesystem::path root;
  file_system* files;
};

struct mount_table {
  std::shared_mutex lock;
  std::vector<mount> mounts;        // Longest root first.
  std::atomic<std::size_t> size{0}; // As many, for those who need not wait when there are none.
};

mount_table& table() {
  static mount_table all;
  return all;
}

// Name by name: /simulated/7 does not hold /simulated/70.
bool holds(const std::filesystem::path& root, const std::filesystem::path& path) {
  return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

std::ptrdiff_t names_in(const std::filesystem::path& path) { return std::distance(path.begin(), path.end()); }

} // namespace

mounted::mounted(std::filesystem::path root, file_system& files) : root_(std::move(root)) {
  auto& all = table();
  const std::scoped_lock hold{all.lock};
  if (std::ranges::any_of(all.mounts, [&](const mount& other) { return other.root == root_; }))
    throw std::logic_error(root_.string() + " is mounted already");
  const auto place = std::ranges::find_if(
      all.mounts, [&](const mount& other) { return names_in(other.root) < names_in(root_); });
  all.mounts.insert(place, {root_, &files});
  all.size.store(all.mounts.size(), std::memory_order_release);
}

mounted::~mounted() {
  auto& all = table();
  const std::scoped_lock hold{all.lock};
  std::erase_if(all.mounts, [&](const mount& other) { return other.root == root_; });
  all.size.store(all.mounts.size(), std::memory_order_release);
}

file_system& files_at(const std::filesystem::path& path) {
  auto& all = table();
  if (all.size.load(std::memory_order_acquire) == 0) return real_files();
  const std::shared_lock hold{all.lock};
  const auto found =
      std::ranges::find_if(all.mounts, [&](const mount& candidate) { return holds(candidate.root, path); });
  return found == all.mounts.end() ? real_files() : *found->files;
}

} // namespace docket
