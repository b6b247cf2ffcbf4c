#include "docket/simulation/disk/shared_memory.hpp"

namespace docket {
namespace {

std::uint8_t mask_of(int first, int count) {
  return static_cast<std::uint8_t>(((1u << (first + count)) - 1u) & ~((1u << first) - 1u));
}

} // namespace

void* shared_memory::region(std::size_t number, std::size_t bytes, bool make) {
  if (number >= regions_.size() && !make) return nullptr;
  while (number >= regions_.size())
    regions_.emplace_back(new std::byte[bytes]());
  return regions_[number].get();
}

bool shared_memory::lock_shared(user& who, int first, int count) {
  const auto mask = mask_of(first, count);
  if ((exclusive_ & mask) != 0) return false;
  for (int i = first; i < first + count; ++i)
    if ((who.shared & (1u << i)) == 0) ++sharers_[static_cast<std::size_t>(i)];
  who.shared |= mask;
  return true;
}

bool shared_memory::lock_exclusive(user& who, int first, int count) {
  const auto mask = mask_of(first, count);
  if ((exclusive_ & mask & ~who.exclusive) != 0) return false;
  for (int i = first; i < first + count; ++i) {
    const int mine = (who.shared & (1u << i)) != 0 ? 1 : 0;
    if (sharers_[static_cast<std::size_t>(i)] > mine) return false;
  }
  exclusive_ |= mask;
  who.exclusive |= mask;
  return true;
}

void shared_memory::unlock(user& who, int first, int count) {
  const auto mask = mask_of(first, count);
  for (int i = first; i < first + count; ++i)
    if ((who.shared & (1u << i)) != 0) --sharers_[static_cast<std::size_t>(i)];
  exclusive_ &= static_cast<std::uint8_t>(~(who.exclusive & mask));
  who.exclusive &= static_cast<std::uint8_t>(~mask);
  who.shared &= static_cast<std::uint8_t>(~mask);
}

} // namespace docket
