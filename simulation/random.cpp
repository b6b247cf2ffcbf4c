#include "docket/simulation/random.hpp"

namespace docket {

random_source::random_source(std::initializer_list<std::uint64_t> seeds) noexcept {
  for (const auto seed : seeds) {
    state_ ^= seed;
    state_ = next();
  }
}

std::uint64_t random_source::next() noexcept {
  state_ += 0x9e3779b97f4a7c15u;
  auto mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
  return mixed ^ (mixed >> 31);
}

// The bias of the remainder is below one in 2^40 for the bounds in use here.
std::uint64_t random_source::below(std::uint64_t bound) noexcept { return next() % bound; }

std::int64_t random_source::between(std::int64_t first, std::int64_t last) noexcept {
  return first + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(last - first) + 1));
}

std::size_t random_source::weighted(std::span<const unsigned> weights) noexcept {
  std::uint64_t sum = 0;
  for (const auto weight : weights)
    sum += weight;
  auto at = below(sum);
  std::size_t index = 0;
  while (at >= weights[index])
    at -= weights[index++];
  return index;
}

} // namespace docket
