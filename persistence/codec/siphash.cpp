#include "docket/persistence/codec/siphash.hpp"

#include <bit>
#include <cstddef>

namespace docket {

namespace {

constexpr std::uint64_t key_low = 0x0706050403020100;
constexpr std::uint64_t key_high = 0x0f0e0d0c0b0a0908;

struct sip_state {
  std::uint64_t v0 = key_low ^ 0x736f6d6570736575;
  std::uint64_t v1 = key_high ^ 0x646f72616e646f6d;
  std::uint64_t v2 = key_low ^ 0x6c7967656e657261;
  std::uint64_t v3 = key_high ^ 0x7465646279746573;

  void round() noexcept {
    v0 += v1, v1 = std::rotl(v1, 13) ^ v0, v0 = std::rotl(v0, 32);
    v2 += v3, v3 = std::rotl(v3, 16) ^ v2;
    v0 += v3, v3 = std::rotl(v3, 21) ^ v0;
    v2 += v1, v1 = std::rotl(v1, 17) ^ v2, v2 = std::rotl(v2, 32);
  }

  void take(std::uint64_t word) noexcept {
    v3 ^= word;
    round(), round();
    v0 ^= word;
  }
};

// The first byte lowest, whatever the machine's byte order: compilers make one load of the eight.
std::uint64_t word_of(const char* bytes, std::size_t count) noexcept {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < count; ++i) {
    word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return word;
}

} // namespace

std::uint64_t siphash_2_4(std::string_view bytes) noexcept {
  sip_state state;
  const auto length = std::uint64_t{bytes.size()};
  for (; bytes.size() >= 8; bytes.remove_prefix(8))
    state.take(word_of(bytes.data(), 8));
  state.take((length << 56) | word_of(bytes.data(), bytes.size()));
  state.v2 ^= 0xff;
  for (int i = 0; i < 4; ++i)
    state.round();
  return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

} // namespace docket
