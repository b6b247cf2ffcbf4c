#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace docket::sqlite {

// The current versions of the streams that were written last, in a fixed 8 MiB. Keys are given in turn, so a
// slot is simply the key's low bits: streams made around the same time never push each other out.
class version_cache {
public:
  // The stream's version, or 0 when it is not here.
  [[nodiscard]] version find(stream_key key) const noexcept {
    const auto& kept = slots_[index(key)];
    return kept.tag == tag(key) ? kept.current : version{0};
  }

  void put(stream_key key, version current) noexcept { slots_[index(key)] = {tag(key), current}; }

  void clear() noexcept { slots_.assign(slots_.size(), {}); }

private:
  static constexpr unsigned index_bits = 20;

  struct slot {
    std::uint32_t tag = 0; // The key's high bits: with 2^52 keys to give they fit.
    version current{0};    // 0: an empty slot.
  };

  [[nodiscard]] static std::size_t index(stream_key key) noexcept {
    return static_cast<std::uint64_t>(key) & ((std::uint64_t{1} << index_bits) - 1);
  }
  [[nodiscard]] static std::uint32_t tag(stream_key key) noexcept {
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(key) >> index_bits);
  }

  std::vector<slot> slots_ = std::vector<slot>(std::size_t{1} << index_bits);
};

} // namespace docket::sqlite
