#pragma once

#include "docket/persistence/files/mounts.hpp"
#include "docket/simulation/disk/disk_fault.hpp"
#include "docket/simulation/disk/disk_operation.hpp"
#include "docket/simulation/disk/power_damage.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace docket {

struct disk_state;
class disk_vfs;

struct disk_options {
  std::uint64_t seed = 1; // Of what SQLite asks the disk to throw dice for.
  // Whether a write leaves its neighbours in the same sector alone when the power goes. On is what SQLite
  // takes every disk for on Linux, and so what production runs with; off, SQLite fills up sectors of the
  // write-ahead log before it acknowledges.
  bool powersafe_overwrite = true;
  // Whether a synced file keeps its name though its folder was not synced, as on ext4, xfs and btrfs. POSIX
  // does not promise it.
  bool sync_keeps_name = true;
  // Told when an operation is slow; the disk itself knows no time. Must not use the disk.
  std::function<void(const disk_operation&, std::chrono::microseconds)> on_slow{};
  // Told when SQLite waits before it tries for a lock again. Nothing happens then by default, and that is
  // right where all is done by one thread; with several, let it sleep.
  std::function<void(std::chrono::microseconds)> on_wait{};
};

// A disk in memory, mounted at its root, on which SQLite and the store work as on any other, and which fails,
// lies and loses power as it is told: the same operations with the same faults leave the same bytes. (But for
// the salts in SQLite's write-ahead logs, see seed_sqlite.) Every database on it must be closed before it
// ends. Any thread.
//
//   simulated_disk disk{"/simulated/7"};
//   auto store = open_sqlite_store(disk.root() / "log.db");
//   disk.set_faults(power_goes_at(disk.counters().operations + 5, power_damage::writes_dropped, 42));
//   …                      // commits, until one throws
//   store.reset();
//   disk.restart();
//   store = open_sqlite_store(disk.root() / "log.db");
class simulated_disk final : public file_system {
public:
  explicit simulated_disk(std::filesystem::path root, disk_options options = {});
  ~simulated_disk() override;
  simulated_disk(const simulated_disk&) = delete;
  simulated_disk& operator=(const simulated_disk&) = delete;

  [[nodiscard]] const std::filesystem::path& root() const noexcept { return root_; }

  void set_faults(disk_faults ask); // An empty function: nothing goes wrong from now on.

  // What was not synced is damaged, locks and shared memory are gone, and whatever is open fails from now
  // on, for good.
  void power_cut(power_damage damage, std::uint64_t seed);
  // After a power cut files can be opened again. The faults stay as they are.
  void restart();
  [[nodiscard]] bool has_power() const;

  [[nodiscard]] disk_counters counters() const;

  // The bytes of a file as a program sees them, past all faults. Empty when there is none.
  [[nodiscard]] std::vector<std::uint8_t> content_of(const std::filesystem::path& file) const;
  // Makes the file, or replaces it, durably and past all faults.
  void put(const std::filesystem::path& file, const std::vector<std::uint8_t>& content);

  const char* vfs() const noexcept override;
  bool single_threaded() const noexcept override { return true; }
  std::filesystem::path real_path(const std::filesystem::path& path) const override;
  std::filesystem::file_type type_of(const std::filesystem::path& path) const override;
  std::uint64_t bytes_of(const std::filesystem::path& file) const noexcept override;
  std::error_code refuses(const std::filesystem::path& path, file_access wanted) const noexcept override;
  std::vector<std::string> names_in(const std::filesystem::path& folder) const override;
  std::error_code make_folder(const std::filesystem::path& folder) override;
  open_attempt<file_being_made> make_file(const std::filesystem::path& file) override;
  open_attempt<file_being_read> read_file(const std::filesystem::path& file) override;
  std::error_code remove(const std::filesystem::path& file) noexcept override;
  std::error_code sync_folder(const std::filesystem::path& folder) noexcept override;
  lock_attempt lock(const std::filesystem::path& file) override;

private:
  std::filesystem::path root_;
  std::shared_ptr<disk_state> state_; // Locks that outlive a disk hold on to it.
  std::unique_ptr<disk_vfs> vfs_;
  mounted mounted_;
};

// SQLite's own dice, of which there is one set in a process, begin anew from the seed (not 0). They decide
// the salts of new write-ahead logs, and so bytes but never what happens.
void seed_sqlite(std::uint32_t seed);

} // namespace docket
