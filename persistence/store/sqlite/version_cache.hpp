#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace docket::sqlite {

// The current versions of the streams that were written last, in 6 MiB at most. Keys are given in turn, so a
// slot is simply the key's low bits: streams made around the same time never push each other out, and a log
// of few streams fills few pages. Within a batch nothing that was put is forgotten, because the database does
// not have it yet.
class version_cache {
public:
  static constexpr unsigned index_bits = 19;

  void begin_batch() noexcept {
    ++batch_;
    overflow_.clear();
  }

  // The stream's version, or 0 when it is not here.
  [[nodiscard]] version find(stream_key key) const noexcept {
    const auto& page = pages_[index(key) / page_slots];
    if (page) {
      const auto& kept = (*page)[index(key) % page_slots];
      if (kept.tag == tag(key) && kept.current != version{0}) return kept.current;
    }
    const auto spilled = std::ranges::find(overflow_, key, &std::pair<stream_key, version>::first);
    return spilled == overflow_.end() ? version{0} : spilled->second;
  }

  void put(stream_key key, version current) {
    auto& page = pages_[index(key) / page_slots];
    if (!page) page = std::make_unique<slots>();
    auto& kept = (*page)[index(key) % page_slots];
    if (kept.tag == tag(key) || kept.batch != batch_)
      kept = {tag(key), current, batch_};
    else
      spill(key, current); // Another stream of this batch has the slot.
  }

  void clear() noexcept {
    for (auto& page : pages_)
      page.reset();
    begin_batch();
  }

private:
  struct slot {
    std::uint32_t tag = 0;   // The key's high bits: 2^51 keys fit.
    version current{0};      // 0: an empty slot.
    std::uint32_t batch = 0; // In which it was put.
  };
  static constexpr std::size_t page_slots = 1'024;
  using slots = std::array<slot, page_slots>;

  [[nodiscard]] static std::size_t index(stream_key key) noexcept {
    return static_cast<std::uint64_t>(key) & ((std::uint64_t{1} << index_bits) - 1);
  }
  [[nodiscard]] static std::uint32_t tag(stream_key key) noexcept {
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(key) >> index_bits);
  }

  void spill(stream_key key, version current) {
    const auto spilled = std::ranges::find(overflow_, key, &std::pair<stream_key, version>::first);
    if (spilled != overflow_.end())
      spilled->second = current;
    else
      overflow_.emplace_back(key, current);
  }

  std::vector<std::unique_ptr<slots>> pages_ =
      std::vector<std::unique_ptr<slots>>((std::size_t{1} << index_bits) / page_slots);
  std::vector<std::pair<stream_key, version>> overflow_;
  std::uint32_t batch_ = 1;
};

} // namespace docket::sqlite
