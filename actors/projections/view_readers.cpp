#include "docket/actors/projections/view_readers.hpp"

#include "docket/persistence/store/store_error.hpp"
#include "docket/persistence/views/views_folder.hpp"

#include <utility>

namespace docket {

view_readers::view_readers(std::filesystem::path folder, std::string name)
    : folder_(std::move(folder)),
      name_(std::move(name)) {}

void view_readers::read_from(std::uint32_t generation) {
  std::vector<std::unique_ptr<view_reader>> old; // Closed without the lock.
  const std::scoped_lock hold{lock_};
  if (std::exchange(generation_, generation) != generation) old.swap(idle_);
}

std::uint32_t view_readers::generation() const {
  const std::scoped_lock hold{lock_};
  return generation_;
}

std::unique_ptr<view_reader> view_readers::take_idle(std::uint32_t& generation) {
  const std::scoped_lock hold{lock_};
  generation = generation_;
  if (idle_.empty()) return nullptr;
  auto reader = std::move(idle_.back());
  idle_.pop_back();
  return reader;
}

// A switch may remove the file between the look at its number and its opening; then the next one is there.
view_readers::borrowed view_readers::borrow() {
  for (;;) {
    std::uint32_t generation = 0;
    auto reader = take_idle(generation);
    try {
      if (!reader) reader = std::make_unique<view_reader>(view_file_path(folder_, name_, generation));
      return {*this, std::move(reader), generation};
    } catch (const store_error& error) {
      if (error.code() != store_errc::not_found || generation == this->generation()) throw;
    }
  }
}

void view_readers::give_back(std::unique_ptr<view_reader> reader, std::uint32_t generation) noexcept {
  const std::scoped_lock hold{lock_};
  if (generation == generation_) idle_.push_back(std::move(reader));
}

} // namespace docket
