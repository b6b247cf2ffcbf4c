#include "docket/actors/runtime/defaults.hpp"

#include <chrono>
#include <random>

namespace docket {

timestamp system_now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
}

uuid uuid_v7(timestamp now) {
  thread_local std::mt19937_64 random = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device(), device(), device(), device(), device()};
    return std::mt19937_64{seed};
  }();
  const auto ms = static_cast<std::uint64_t>(now.microseconds / 1'000);
  const std::uint64_t high = random();
  const std::uint64_t low = random();
  uuid id;
  for (int i = 0; i < 6; ++i)
    id[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  id[6] = static_cast<std::uint8_t>(0x70 | (high & 0x0f));
  id[7] = static_cast<std::uint8_t>(high >> 8);
  id[8] = static_cast<std::uint8_t>(0x80 | (low & 0x3f));
  for (int i = 9; i < 16; ++i)
    id[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(low >> (8 * (i - 8)));
  return id;
}

} // namespace docket
