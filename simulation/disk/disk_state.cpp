#include "docket/simulation/disk/disk_state.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace docket {
namespace {

using kind = disk_operation_kind;
using fault_kind = disk_fault_kind;

void flip(std::span<std::uint8_t> bytes, std::uint64_t bit) {
  if (bytes.empty()) return;
  bytes[bit / 8 % bytes.size()] ^= static_cast<std::uint8_t>(1u << (bit % 8));
}

} // namespace

disk_fault disk_state::begin(disk_operation_kind what, disk_file_role role, const std::string& path,
                             std::uint64_t offset, std::uint64_t bytes) {
  ++counters.operations;
  ++counters.by_kind[static_cast<std::size_t>(what)];
  if (!faults) return {};
  const disk_operation asked{counters.operations, what, role, path, offset, bytes};
  const auto fault = faults(asked);
  if (fault.kind == fault_kind::none) return fault;
  ++counters.faults;
  if (fault.kind == fault_kind::slow && options.on_slow) options.on_slow(asked, fault.slow_by);
  return fault;
}

int disk_state::end(const disk_fault& fault, int code) {
  if (fault.kind != fault_kind::power_cut) return code;
  cut(fault.damage, fault.number);
  return SQLITE_IOERR;
}

void disk_state::cut(power_damage damage, std::uint64_t seed) {
  random_source chance{seed};
  names.cut(damage, chance, options.powersafe_overwrite);
  memories.clear();
  locks_of.clear();
  process_locks.clear();
  powered = false;
  ++boot;
  ++counters.power_cuts;
}

int disk_state::open(const std::string& path, disk_file_role role, bool make, open_file& to) {
  const std::scoped_lock hold{mutex};
  if (!powered) return SQLITE_CANTOPEN;
  auto file = path.empty() ? std::make_shared<simulated_file>() : names.find(path);
  const bool is_new = !file;
  if (is_new && (!make || !names.is_folder(folder_of(path)))) return SQLITE_CANTOPEN;
  const auto fault = begin(is_new ? kind::make : kind::open, role, path);
  if (fault.kind == fault_kind::io_error) return SQLITE_CANTOPEN;
  if (fault.kind == fault_kind::full && is_new) return SQLITE_CANTOPEN;
  if (is_new) file = names.make(path);
  auto& known = locks_of[file.get()];
  auto locks = known.lock();
  if (!locks) known = locks = std::make_shared<file_locks>();
  const bool commits_depend = role == disk_file_role::write_ahead_log || role == disk_file_role::journal;
  to = open_file{};
  to.file = std::move(file);
  to.locks = std::move(locks);
  to.path = path;
  to.role = role;
  to.boot = boot;
  to.sync_its_folder = is_new && commits_depend;
  return end(fault, SQLITE_OK);
}

void disk_state::close(open_file& f) {
  static_cast<void>(unlock(f, file_locks::level::none));
  unmap_memory(f);
  const std::scoped_lock hold{mutex};
  if (f.remove_at_close && !is_dead(f)) static_cast<void>(names.remove(f.path));
  f.locks.reset();
  std::erase_if(locks_of, [](const auto& entry) { return entry.second.expired(); });
  f.file.reset();
}

int disk_state::read(open_file& f, std::span<std::uint8_t> to, std::uint64_t at) {
  const std::scoped_lock hold{mutex};
  if (is_dead(f)) return SQLITE_IOERR_READ;
  const auto fault = begin(kind::read, f.role, f.path, at, to.size());
  if (fault.kind == fault_kind::io_error) return SQLITE_IOERR_READ;
  auto there = f.file->read(to, at);
  if (fault.kind == fault_kind::short_read) there = std::min(there, to.size() / 2);
  if (fault.kind == fault_kind::flipped_bit) flip(to.first(there), fault.number);
  std::ranges::fill(to.subspan(there), std::uint8_t{0}); // SQLite relies on it.
  return end(fault, there == to.size() ? SQLITE_OK : SQLITE_IOERR_SHORT_READ);
}

int disk_state::write(open_file& f, std::span<const std::uint8_t> bytes, std::uint64_t at) {
  const std::scoped_lock hold{mutex};
  if (is_dead(f)) return SQLITE_IOERR_WRITE;
  const auto fault = begin(kind::write, f.role, f.path, at, bytes.size());
  if (fault.kind == fault_kind::full) return SQLITE_FULL;
  if (fault.kind == fault_kind::io_error) {
    if (const auto done = bytes.first(std::min<std::size_t>(bytes.size(), fault.number)); !done.empty())
      f.file->write(done, at);
    return SQLITE_IOERR_WRITE;
  }
  counters.bytes_written += bytes.size();
  if (fault.kind == fault_kind::flipped_bit) {
    std::vector<std::uint8_t> wrong(bytes.begin(), bytes.end());
    flip(wrong, fault.number);
    f.file->write(wrong, at);
  } else {
    f.file->write(bytes, at);
  }
  return end(fault, SQLITE_OK);
}

int disk_state::truncate(open_file& f, std::uint64_t size) {
  const std::scoped_lock hold{mutex};
  if (is_dead(f)) return SQLITE_IOERR_TRUNCATE;
  const auto fault = begin(kind::truncate, f.role, f.path, size);
  if (fault.kind == fault_kind::io_error) return SQLITE_IOERR_TRUNCATE;
  f.file->truncate(size);
  return end(fault, SQLITE_OK);
}

int disk_state::sync(open_file& f) {
  const std::scoped_lock hold{mutex};
  if (is_dead(f)) return SQLITE_IOERR_FSYNC;
  const auto fault = begin(kind::sync, f.role, f.path);
  if (fault.kind == fault_kind::io_error) return SQLITE_IOERR_FSYNC;
  if (fault.kind == fault_kind::forgotten_sync) {
    f.file->forget();
    return SQLITE_IOERR_FSYNC;
  }
  if (fault.kind == fault_kind::power_cut) return end(fault, SQLITE_OK); // Nothing of it is sure.
  if (fault.kind != fault_kind::lying_sync) {
    f.file->sync();
    if (options.sync_keeps_name && names.find(f.path) == f.file) names.sync_name(f.path);
  }
  if (!f.sync_its_folder) return SQLITE_OK;
  f.sync_its_folder = false;
  const int code = folder_synced(folder_of(f.path));
  return powered ? SQLITE_OK : code; // SQLite on Linux takes no notice of an error here either.
}

int disk_state::folder_synced(const std::string& folder) {
  const auto fault = begin(kind::sync_folder, disk_file_role::folder, folder);
  if (fault.kind == fault_kind::power_cut) return end(fault, SQLITE_OK);
  if (fault.kind == fault_kind::io_error || fault.kind == fault_kind::forgotten_sync)
    return SQLITE_IOERR_DIR_FSYNC;
  if (fault.kind != fault_kind::lying_sync) names.sync_folder(folder);
  return SQLITE_OK;
}

int disk_state::sync_folder(const std::string& folder) {
  const std::scoped_lock hold{mutex};
  if (!powered || !names.is_folder(folder)) return SQLITE_IOERR_DIR_FSYNC;
  return folder_synced(folder);
}

int disk_state::remove(const std::string& path, bool sync_its_folder) {
  const std::scoped_lock hold{mutex};
  if (!powered) return SQLITE_IOERR_DELETE;
  if (!names.find(path)) return SQLITE_IOERR_DELETE_NOENT;
  const auto fault = begin(kind::remove, disk_file_role::folder, path);
  if (fault.kind == fault_kind::io_error) return SQLITE_IOERR_DELETE;
  static_cast<void>(names.remove(path));
  if (const int code = end(fault, SQLITE_OK); code != SQLITE_OK || !sync_its_folder) return code;
  return folder_synced(folder_of(path));
}

int disk_state::size(const open_file& f, std::uint64_t& bytes) const {
  const std::scoped_lock hold{mutex};
  if (is_dead(f)) return SQLITE_IOERR_FSTAT;
  bytes = f.file->size();
  return SQLITE_OK;
}

int disk_state::look(const std::string& path, bool& there) const {
  const std::scoped_lock hold{mutex};
  const auto file = powered ? names.find(path) : nullptr;
  there = file && file->size() > 0;
  return powered ? SQLITE_OK : SQLITE_IOERR_ACCESS;
}

int disk_state::has_moved(const open_file& f, bool& moved) const {
  const std::scoped_lock hold{mutex};
  moved = is_dead(f) || (!f.path.empty() && names.find(f.path) != f.file);
  return SQLITE_OK;
}

} // namespace docket
