#pragma once

#include "docket/persistence/codec/codec.hpp"

#include "codec/encoded.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Words for tests of codecs.
namespace docket {

// Why it is not read.
template <class Aggregate>
std::string refusal(std::string_view type, std::int32_t schema, std::string_view json) {
  const auto decoded = codec<Aggregate>::decode(type, schema, json);
  REQUIRE_FALSE(decoded);
  return decoded.error().message;
}

template <class Aggregate>
std::string refusal(std::string_view type, std::string_view json) {
  return refusal<Aggregate>(type, 1, json);
}

// That each of the commands has a fingerprint of its own, and another one where it states its time.
template <class Aggregate>
void check_fingerprints_differ(const std::vector<typename Aggregate::command>& commands) {
  std::set<std::uint64_t> seen{0};
  for (const auto& command : commands) {
    CHECK(seen.insert(codec<Aggregate>::fingerprint(command, std::nullopt)).second);
    CHECK(seen.insert(codec<Aggregate>::fingerprint(command, timestamp{1})).second);
  }
}

} // namespace docket
