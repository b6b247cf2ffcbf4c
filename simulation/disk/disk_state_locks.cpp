// The locks and the shared memory of a simulated disk's files.
#include "docket/simulation/disk/disk_state.hpp"

#include <sqlite3.h>

namespace docket {

using kind = disk_operation_kind;

int disk_state::lock(open_file& f, file_locks::level wanted) {
  const std::scoped_lock hold{mutex};
  if (is_dead(f)) return SQLITE_IOERR_LOCK;
  if (wanted <= f.level) return SQLITE_OK;
  const auto fault = begin(kind::lock, f.role, f.path);
  if (fault.kind == disk_fault_kind::busy) return SQLITE_BUSY;
  f.level = f.locks->raise(&f, f.level, wanted);
  return end(fault, f.level == wanted ? SQLITE_OK : SQLITE_BUSY);
}

int disk_state::unlock(open_file& f, file_locks::level wanted) {
  const std::scoped_lock hold{mutex};
  if (f.level <= wanted) return SQLITE_OK;
  if (f.locks) f.locks->lower(&f, f.level, wanted);
  f.level = wanted;
  return SQLITE_OK;
}

int disk_state::is_reserved(const open_file& f, bool& reserved) const {
  const std::scoped_lock hold{mutex};
  if (is_dead(f)) return SQLITE_IOERR_CHECKRESERVEDLOCK;
  reserved = f.locks->is_reserved();
  return SQLITE_OK;
}

int disk_state::map_memory(open_file& f, std::size_t region, std::size_t bytes, bool make, void*& to) {
  const std::scoped_lock hold{mutex};
  to = nullptr;
  if (is_dead(f)) return SQLITE_IOERR_SHMMAP;
  if (!f.memory) {
    auto& known = memories[f.path];
    f.memory = known.lock();
    if (!f.memory) known = f.memory = std::make_shared<shared_memory>();
  }
  to = f.memory->region(region, bytes, make);
  return SQLITE_OK;
}

int disk_state::lock_memory(open_file& f, int first, int count, bool exclusive) {
  const std::scoped_lock hold{mutex};
  if (is_dead(f) || !f.memory) return SQLITE_IOERR_SHMLOCK;
  const auto fault = begin(kind::lock, f.role, f.path);
  if (fault.kind == disk_fault_kind::busy) return SQLITE_BUSY;
  const bool taken = exclusive ? f.memory->lock_exclusive(f.memory_locks, first, count)
                               : f.memory->lock_shared(f.memory_locks, first, count);
  return end(fault, taken ? SQLITE_OK : SQLITE_BUSY);
}

// Dead files, too: their memory is their own, and SQLite does not expect that unlocking fails.
int disk_state::unlock_memory(open_file& f, int first, int count) {
  const std::scoped_lock hold{mutex};
  if (f.memory) f.memory->unlock(f.memory_locks, first, count);
  return SQLITE_OK;
}

void disk_state::unmap_memory(open_file& f) {
  const std::scoped_lock hold{mutex};
  if (!f.memory) return;
  f.memory->unlock(f.memory_locks, 0, shared_memory::locks);
  f.memory.reset();
  std::erase_if(memories, [](const auto& entry) { return entry.second.expired(); });
}

} // namespace docket
