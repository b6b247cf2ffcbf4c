#include "docket/simulation/disk/disk_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace docket {
namespace {

// 2026-01-01T00:00:00Z, in milliseconds of the Julian day, as SQLite counts.
constexpr sqlite3_int64 standing_time_ms = 212'633'899'200'000;
constexpr int path_bytes_max = 1024;

struct vfs_file : sqlite3_file {
  disk_state* disk = nullptr;
  open_file opened;
};

vfs_file& of(sqlite3_file* file) noexcept { return *static_cast<vfs_file*>(file); }
disk_state& of(sqlite3_vfs* vfs) noexcept { return *static_cast<disk_state*>(vfs->pAppData); }

// SQLite's numbers of the levels are in the same order.
file_locks::level level_of(int sqlite) noexcept { return static_cast<file_locks::level>(sqlite); }

int file_close(sqlite3_file* f) {
  of(f).disk->close(of(f).opened);
  std::destroy_at(&of(f));
  return SQLITE_OK;
}

int file_read(sqlite3_file* f, void* to, int bytes, sqlite3_int64 at) {
  return of(f).disk->read(of(f).opened, {static_cast<std::uint8_t*>(to), static_cast<std::size_t>(bytes)},
                          static_cast<std::uint64_t>(at));
}

int file_write(sqlite3_file* f, const void* from, int bytes, sqlite3_int64 at) {
  return of(f).disk->write(of(f).opened,
                           {static_cast<const std::uint8_t*>(from), static_cast<std::size_t>(bytes)},
                           static_cast<std::uint64_t>(at));
}

int file_truncate(sqlite3_file* f, sqlite3_int64 size) {
  return of(f).disk->truncate(of(f).opened, static_cast<std::uint64_t>(size));
}

int file_sync(sqlite3_file* f, int) { return of(f).disk->sync(of(f).opened); }

int file_size(sqlite3_file* f, sqlite3_int64* size) {
  std::uint64_t bytes = 0;
  const int code = of(f).disk->size(of(f).opened, bytes);
  *size = static_cast<sqlite3_int64>(bytes);
  return code;
}

int file_lock(sqlite3_file* f, int level) { return of(f).disk->lock(of(f).opened, level_of(level)); }
int file_unlock(sqlite3_file* f, int level) { return of(f).disk->unlock(of(f).opened, level_of(level)); }

int file_reserved(sqlite3_file* f, int* held) {
  bool reserved = false;
  const int code = of(f).disk->is_reserved(of(f).opened, reserved);
  *held = reserved ? 1 : 0;
  return code;
}

int file_control(sqlite3_file* f, int op, void* arg) {
  if (op != SQLITE_FCNTL_HAS_MOVED) return SQLITE_NOTFOUND;
  bool moved = false;
  const int code = of(f).disk->has_moved(of(f).opened, moved);
  *static_cast<int*>(arg) = moved ? 1 : 0;
  return code;
}

int file_sector(sqlite3_file*) { return static_cast<int>(sector_bytes); }

int file_traits(sqlite3_file* f) {
  return of(f).disk->options.powersafe_overwrite ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0;
}

int file_shm_map(sqlite3_file* f, int region, int bytes, int make, void volatile** to) {
  void* memory = nullptr;
  const int code = of(f).disk->map_memory(of(f).opened, static_cast<std::size_t>(region),
                                          static_cast<std::size_t>(bytes), make != 0, memory);
  *to = memory;
  return code;
}

int file_shm_lock(sqlite3_file* f, int first, int count, int flags) {
  if ((flags & SQLITE_SHM_UNLOCK) != 0) return of(f).disk->unlock_memory(of(f).opened, first, count);
  return of(f).disk->lock_memory(of(f).opened, first, count, (flags & SQLITE_SHM_EXCLUSIVE) != 0);
}

// Not a fence: thread sanitizers know a mutex and not that.
void file_shm_barrier(sqlite3_file* f) { const std::scoped_lock all_see_the_same{of(f).disk->mutex}; }

int file_shm_unmap(sqlite3_file* f, int) {
  of(f).disk->unmap_memory(of(f).opened);
  return SQLITE_OK;
}

const sqlite3_io_methods file_methods{
    2,           file_close,   file_read,     file_write,       file_truncate,  file_sync,
    file_size,   file_lock,    file_unlock,   file_reserved,    file_control,   file_sector,
    file_traits, file_shm_map, file_shm_lock, file_shm_barrier, file_shm_unmap, nullptr,
    nullptr};

disk_file_role role_of(int flags) noexcept {
  if ((flags & SQLITE_OPEN_MAIN_DB) != 0) return disk_file_role::database;
  if ((flags & SQLITE_OPEN_WAL) != 0) return disk_file_role::write_ahead_log;
  if ((flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL)) != 0) return disk_file_role::journal;
  return disk_file_role::temporary;
}

int disk_open(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* to, int flags, int* flags_out) {
  auto* file = std::construct_at(static_cast<vfs_file*>(to));
  file->disk = &of(vfs);
  const std::string path = name != nullptr ? name : "";
  const int code = of(vfs).open(path, role_of(flags), (flags & SQLITE_OPEN_CREATE) != 0, file->opened);
  if (code != SQLITE_OK) {
    std::destroy_at(file);
    to->pMethods = nullptr;
    return code;
  }
  file->opened.remove_at_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  file->pMethods = &file_methods;
  if (flags_out != nullptr) *flags_out = flags;
  return SQLITE_OK;
}

int disk_delete(sqlite3_vfs* vfs, const char* name, int sync_its_folder) {
  return of(vfs).remove(name, sync_its_folder != 0);
}

// All that is there may be read and written.
int disk_access(sqlite3_vfs* vfs, const char* name, int, int* answer) {
  bool there = false;
  const int code = of(vfs).look(name, there);
  *answer = there ? 1 : 0;
  return code;
}

int disk_full_path(sqlite3_vfs*, const char* name, int bytes, char* to) {
  const auto size = std::strlen(name) + 1;
  if (size > static_cast<std::size_t>(bytes)) return SQLITE_CANTOPEN_FULLPATH;
  std::memcpy(to, name, size);
  return SQLITE_OK;
}

int disk_randomness(sqlite3_vfs* vfs, int bytes, char* to) {
  auto& disk = of(vfs);
  const std::scoped_lock hold{disk.mutex};
  std::generate_n(to, bytes, [&] { return static_cast<char>(disk.dice.next() >> 56); });
  return bytes;
}

int disk_sleep(sqlite3_vfs* vfs, int microseconds) {
  if (const auto& wait = of(vfs).options.on_wait) wait(std::chrono::microseconds{microseconds});
  return microseconds;
}

int disk_time_ms(sqlite3_vfs*, sqlite3_int64* now) {
  *now = standing_time_ms;
  return SQLITE_OK;
}

int disk_time(sqlite3_vfs*, double* now) {
  *now = static_cast<double>(standing_time_ms) / 86'400'000.0;
  return SQLITE_OK;
}

int disk_last_error(sqlite3_vfs*, int, char*) { return 0; }

std::string fresh_name() {
  static std::atomic<unsigned> made{0};
  return "docket-simulated-" + std::to_string(++made);
}

} // namespace

disk_vfs::disk_vfs(disk_state& disk) : name_(fresh_name()), vfs_(std::make_unique<sqlite3_vfs>()) {
  vfs_->iVersion = 2;
  vfs_->szOsFile = sizeof(vfs_file);
  vfs_->mxPathname = path_bytes_max;
  vfs_->zName = name_.c_str();
  vfs_->pAppData = &disk;
  vfs_->xOpen = disk_open;
  vfs_->xDelete = disk_delete;
  vfs_->xAccess = disk_access;
  vfs_->xFullPathname = disk_full_path;
  vfs_->xRandomness = disk_randomness;
  vfs_->xSleep = disk_sleep;
  vfs_->xCurrentTime = disk_time;
  vfs_->xCurrentTimeInt64 = disk_time_ms;
  vfs_->xGetLastError = disk_last_error;
  if (sqlite3_vfs_register(vfs_.get(), 0) != SQLITE_OK)
    throw std::runtime_error("SQLite takes no simulated disk");
}

disk_vfs::~disk_vfs() { sqlite3_vfs_unregister(vfs_.get()); }

} // namespace docket
