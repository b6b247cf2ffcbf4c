#include "docket/persistence/codec/canonical_bytes.hpp"

#include "docket/persistence/codec/siphash.hpp"

namespace docket {

void canonical_bytes::money(decimal value) {
  while (value.scale > 0 && value.coefficient % 10 == 0) {
    value.coefficient /= 10;
    --value.scale;
  }
  number(value.coefficient);
  number(value.scale);
}

std::uint64_t hash_of(const canonical_bytes& bytes) noexcept {
  const auto hash = siphash_2_4(bytes.view());
  return hash != 0 ? hash : 1;
}

} // namespace docket
