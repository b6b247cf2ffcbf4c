#include "faulty_vfs.hpp"

#include <csignal>
#include <new>

namespace docket::testing {
namespace {

// A file of the shim; the real one stands right behind it in memory.
struct shim_file : sqlite3_file {
  faulty_vfs* disk;
  faulty_vfs::file kind;
};

sqlite3_file* real_of(sqlite3_file* file) noexcept {
  return reinterpret_cast<sqlite3_file*>(static_cast<shim_file*>(file) + 1);
}
const sqlite3_io_methods& methods_of(sqlite3_file* file) noexcept { return *real_of(file)->pMethods; }

int verdict(sqlite3_file* file, faulty_vfs::operation what) {
  const auto& shim = *static_cast<shim_file*>(file);
  return shim.disk->verdict(shim.kind, what);
}

int shim_close(sqlite3_file* f) { return methods_of(f).xClose(real_of(f)); }

int shim_read(sqlite3_file* f, void* to, int bytes, sqlite3_int64 at) {
  const int code = verdict(f, faulty_vfs::operation::read);
  return code != SQLITE_OK ? code : methods_of(f).xRead(real_of(f), to, bytes, at);
}

int shim_write(sqlite3_file* f, const void* from, int bytes, sqlite3_int64 at) {
  const int code = verdict(f, faulty_vfs::operation::write);
  return code != SQLITE_OK ? code : methods_of(f).xWrite(real_of(f), from, bytes, at);
}

int shim_sync(sqlite3_file* f, int flags) {
  const int code = verdict(f, faulty_vfs::operation::sync);
  return code != SQLITE_OK ? code : methods_of(f).xSync(real_of(f), flags);
}

int shim_truncate(sqlite3_file* f, sqlite3_int64 size) { return methods_of(f).xTruncate(real_of(f), size); }
int shim_size(sqlite3_file* f, sqlite3_int64* size) { return methods_of(f).xFileSize(real_of(f), size); }
int shim_lock(sqlite3_file* f, int level) { return methods_of(f).xLock(real_of(f), level); }
int shim_unlock(sqlite3_file* f, int level) { return methods_of(f).xUnlock(real_of(f), level); }
int shim_reserved(sqlite3_file* f, int* held) { return methods_of(f).xCheckReservedLock(real_of(f), held); }
int shim_control(sqlite3_file* f, int op, void* arg) {
  return methods_of(f).xFileControl(real_of(f), op, arg);
}
int shim_sector(sqlite3_file* f) { return methods_of(f).xSectorSize(real_of(f)); }
int shim_traits(sqlite3_file* f) { return methods_of(f).xDeviceCharacteristics(real_of(f)); }
int shim_shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** to) {
  return methods_of(f).xShmMap(real_of(f), page, size, extend, to);
}
int shim_shm_lock(sqlite3_file* f, int at, int n, int flags) {
  return methods_of(f).xShmLock(real_of(f), at, n, flags);
}
void shim_shm_barrier(sqlite3_file* f) { methods_of(f).xShmBarrier(real_of(f)); }
int shim_shm_unmap(sqlite3_file* f, int remove) { return methods_of(f).xShmUnmap(real_of(f), remove); }

const sqlite3_io_methods shim_methods{
    2,           shim_close,   shim_read,     shim_write,       shim_truncate,  shim_sync,
    shim_size,   shim_lock,    shim_unlock,   shim_reserved,    shim_control,   shim_sector,
    shim_traits, shim_shm_map, shim_shm_lock, shim_shm_barrier, shim_shm_unmap, nullptr,
    nullptr};

int shim_open(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* to, int flags, int* flags_out) {
  auto* disk = static_cast<faulty_vfs*>(vfs->pAppData);
  const auto kind = (flags & SQLITE_OPEN_WAL) != 0 ? faulty_vfs::file::wal : faulty_vfs::file::database;
  auto* file = new (to) shim_file{};
  file->disk = disk;
  file->kind = kind;
  const int code = disk->real()->xOpen(disk->real(), name, real_of(file), flags, flags_out);
  file->pMethods = code == SQLITE_OK ? &shim_methods : nullptr;
  return code;
}

} // namespace

faulty_vfs::faulty_vfs() : real_(sqlite3_vfs_find(nullptr)), shim_(*real_) {
  shim_.szOsFile = static_cast<int>(sizeof(shim_file)) + real_->szOsFile;
  shim_.zName = "faulty";
  shim_.pAppData = this;
  shim_.pNext = nullptr;
  shim_.xOpen =
      shim_open; // The other calls concern names only and know nothing of pAppData: the real ones serve.
  sqlite3_vfs_register(&shim_, 1);
}

faulty_vfs::~faulty_vfs() {
  sqlite3_vfs_unregister(&shim_);
  sqlite3_vfs_register(real_, 1);
}

void faulty_vfs::fail(file where, operation what, int nth, int code, bool for_good) {
  const std::lock_guard lock{mutex_};
  where_ = where;
  what_ = what;
  left_ = nth;
  code_ = code;
  for_good_ = for_good;
  struck_ = false;
  deadly_ = false;
}

void faulty_vfs::die(file where, operation what, int nth) {
  fail(where, what, nth, SQLITE_OK);
  const std::lock_guard lock{mutex_};
  deadly_ = true;
}

void faulty_vfs::heal() {
  const std::lock_guard lock{mutex_};
  left_ = 0;
}

bool faulty_vfs::struck() const {
  const std::lock_guard lock{mutex_};
  return struck_;
}

int faulty_vfs::verdict(file where, operation what) {
  const std::lock_guard lock{mutex_};
  if (left_ == 0 || where != where_ || what != what_) return SQLITE_OK;
  if (left_ > 1) {
    --left_;
    return SQLITE_OK;
  }
  if (deadly_) std::raise(SIGKILL);
  if (!for_good_) left_ = 0;
  struck_ = true;
  return code_;
}

} // namespace docket::testing
