#pragma once

#include "docket/simulation/disk/disk_fault.hpp"
#include "docket/simulation/disk/file_locks.hpp"
#include "docket/simulation/disk/shared_memory.hpp"
#include "docket/simulation/disk/simulated_disk.hpp"
#include "docket/simulation/disk/simulated_names.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>

namespace docket {

// A file as one who has opened it sees it. One thread at a time, as an SQLite connection.
struct open_file {
  simulated_names::file_pointer file;
  std::shared_ptr<file_locks> locks;
  std::string path; // Empty: a temporary file without a name.
  disk_file_role role{};
  std::uint64_t boot = 0;       // Of the disk when it was opened: a later one knows it no more.
  bool sync_its_folder = false; // With the next sync: it is new and a commit depends on its name.
  bool remove_at_close = false;
  file_locks::level level = file_locks::level::none;
  std::shared_ptr<shared_memory> memory; // Null until it is mapped.
  shared_memory::user memory_locks;
};

// What the operations of a simulated disk do, in the words of SQLite's VFS: each answers an SQLite result
// code. Any thread.
struct disk_state {
  explicit disk_state(const std::string& root, disk_options settings)
      : options(std::move(settings)),
        names(root),
        dice{options.seed} {}

  [[nodiscard]] int open(const std::string& path, disk_file_role role, bool make, open_file& to);
  void close(open_file& f);
  [[nodiscard]] int read(open_file& f, std::span<std::uint8_t> to, std::uint64_t at);
  [[nodiscard]] int write(open_file& f, std::span<const std::uint8_t> bytes, std::uint64_t at);
  [[nodiscard]] int truncate(open_file& f, std::uint64_t size);
  [[nodiscard]] int sync(open_file& f);
  [[nodiscard]] int size(const open_file& f, std::uint64_t& bytes) const;
  [[nodiscard]] int remove(const std::string& path, bool sync_its_folder);
  [[nodiscard]] int sync_folder(const std::string& folder);
  // Whether there is such a file with something in it.
  [[nodiscard]] int look(const std::string& path, bool& there) const;
  [[nodiscard]] int has_moved(const open_file& f, bool& moved) const;

  [[nodiscard]] int lock(open_file& f, file_locks::level wanted);
  [[nodiscard]] int unlock(open_file& f, file_locks::level wanted);
  [[nodiscard]] int is_reserved(const open_file& f, bool& reserved) const;

  [[nodiscard]] int map_memory(open_file& f, std::size_t region, std::size_t bytes, bool make, void*& to);
  [[nodiscard]] int lock_memory(open_file& f, int first, int count, bool exclusive);
  [[nodiscard]] int unlock_memory(open_file& f, int first, int count);
  void unmap_memory(open_file& f);

  void cut(power_damage damage, std::uint64_t seed); // The mutex is held.

  mutable std::mutex mutex; // Over all that follows.
  disk_options options;
  disk_faults faults;
  disk_counters counters;
  simulated_names names;
  std::map<std::string, std::weak_ptr<shared_memory>> memories; // By the database's path.
  std::map<const simulated_file*, std::weak_ptr<file_locks>> locks_of;
  std::map<std::string, std::uint64_t> process_locks; // Lock files and the boot of their holders.
  std::uint64_t boot = 1;                             // One more with each power cut.
  bool powered = true;
  random_source dice; // For SQLite.

private:
  [[nodiscard]] bool is_dead(const open_file& f) const noexcept { return !powered || f.boot != boot; }
  // Counts the operation and asks what goes wrong with it. A power cut happens after its effect.
  [[nodiscard]] disk_fault begin(disk_operation_kind kind, disk_file_role role, const std::string& path,
                                 std::uint64_t offset = 0, std::uint64_t bytes = 0);
  // The power goes if that is the fault. Answers `code` if it does not.
  [[nodiscard]] int end(const disk_fault& fault, int code);
  [[nodiscard]] int folder_synced(const std::string& folder);
};

} // namespace docket
