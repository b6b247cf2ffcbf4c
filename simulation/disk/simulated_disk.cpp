#include "docket/simulation/disk/simulated_disk.hpp"

#include "docket/simulation/disk/disk_state.hpp"
#include "docket/simulation/disk/disk_vfs.hpp"
#include "docket/simulation/disk/plain_files.hpp"

#include <sqlite3.h>

#include <utility>

namespace docket {
namespace {

namespace fs = std::filesystem;

std::error_code why(std::errc code) { return std::make_error_code(code); }

class process_lock final : public held_lock {
public:
  process_lock(std::shared_ptr<disk_state> disk, std::string file, std::uint64_t boot)
      : disk_(std::move(disk)),
        file_(std::move(file)),
        boot_(boot) {}
  ~process_lock() override {
    const std::scoped_lock hold{disk_->mutex};
    if (disk_->boot == boot_) disk_->process_locks.erase(file_);
  }

private:
  std::shared_ptr<disk_state> disk_;
  std::string file_;
  std::uint64_t boot_;
};

} // namespace

simulated_disk::simulated_disk(fs::path root, disk_options options)
    : root_(std::move(root)),
      state_(std::make_shared<disk_state>(root_.string(), std::move(options))),
      vfs_(std::make_unique<disk_vfs>(*state_)),
      mounted_(root_, *this) {}

simulated_disk::~simulated_disk() = default;

void simulated_disk::set_faults(disk_faults ask) {
  const std::scoped_lock hold{state_->mutex};
  state_->faults = std::move(ask);
}

void simulated_disk::power_cut(power_damage damage, std::uint64_t seed) {
  const std::scoped_lock hold{state_->mutex};
  state_->cut(damage, seed);
}

void simulated_disk::restart() {
  const std::scoped_lock hold{state_->mutex};
  state_->powered = true;
}

bool simulated_disk::has_power() const {
  const std::scoped_lock hold{state_->mutex};
  return state_->powered;
}

disk_counters simulated_disk::counters() const {
  const std::scoped_lock hold{state_->mutex};
  return state_->counters;
}

std::vector<std::uint8_t> simulated_disk::content_of(const fs::path& file) const {
  const std::scoped_lock hold{state_->mutex};
  const auto found = state_->names.find(file.string());
  return found ? found->content() : std::vector<std::uint8_t>{};
}

void simulated_disk::put(const fs::path& file, const std::vector<std::uint8_t>& content) {
  const std::scoped_lock hold{state_->mutex};
  const auto made = state_->names.make(file.string());
  made->write(content, 0);
  made->sync();
  state_->names.sync_name(file.string());
}

const char* simulated_disk::vfs() const noexcept { return vfs_->name(); }

fs::path simulated_disk::real_path(const fs::path& path) const { return path.lexically_normal(); }

fs::file_type simulated_disk::type_of(const fs::path& path) const {
  const auto name = path.string();
  const std::scoped_lock hold{state_->mutex};
  if (!state_->powered) throw fs::filesystem_error("no power", path, why(std::errc::io_error));
  if (state_->names.is_folder(name)) return fs::file_type::directory;
  const auto memory = state_->memories.find(name.substr(0, name.rfind("-shm")));
  const bool is_memory = name.ends_with("-shm") && memory != state_->memories.end();
  return state_->names.find(name) || is_memory ? fs::file_type::regular : fs::file_type::not_found;
}

std::uint64_t simulated_disk::bytes_of(const fs::path& file) const noexcept {
  const std::scoped_lock hold{state_->mutex};
  const auto found = state_->names.find(file.string());
  return found ? found->size() : 0;
}

std::error_code simulated_disk::refuses(const fs::path&, file_access) const noexcept {
  return has_power() ? std::error_code{} : why(std::errc::io_error);
}

std::vector<std::string> simulated_disk::names_in(const fs::path& folder) const {
  const std::scoped_lock hold{state_->mutex};
  if (!state_->powered) throw fs::filesystem_error("no power", folder, why(std::errc::io_error));
  return state_->names.names_in(folder.string());
}

std::error_code simulated_disk::make_folder(const fs::path& folder) {
  const std::scoped_lock hold{state_->mutex};
  if (!state_->powered) return why(std::errc::io_error);
  if (state_->names.find(folder.string())) return why(std::errc::file_exists);
  if (!state_->names.is_folder(folder.parent_path().string()))
    return why(std::errc::no_such_file_or_directory);
  state_->names.make_folder(folder.string());
  return {};
}

open_attempt<file_being_made> simulated_disk::make_file(const fs::path& file) {
  return make_file_on(state_, file.string());
}

open_attempt<file_being_read> simulated_disk::read_file(const fs::path& file) {
  return read_file_on(state_, file.string());
}

std::error_code simulated_disk::remove(const fs::path& file) noexcept {
  const int code = state_->remove(file.string(), false);
  return code == SQLITE_OK || code == SQLITE_IOERR_DELETE_NOENT ? std::error_code{}
                                                                : why(std::errc::io_error);
}

std::error_code simulated_disk::sync_folder(const fs::path& folder) noexcept {
  return state_->sync_folder(folder.string()) == SQLITE_OK ? std::error_code{} : why(std::errc::io_error);
}

lock_attempt simulated_disk::lock(const fs::path& file) {
  const auto name = file.string();
  const std::scoped_lock hold{state_->mutex};
  if (!state_->powered) return {nullptr, {}, why(std::errc::io_error)};
  if (!state_->process_locks.try_emplace(name, state_->boot).second)
    return {nullptr, "process 1 on a simulated machine", {}};
  return {std::make_unique<process_lock>(state_, name, state_->boot), {}, {}};
}

void seed_sqlite(std::uint32_t seed) {
  sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, static_cast<int>(seed), nullptr);
}

} // namespace docket
