#pragma once

#include "docket/persistence/codec/codec.hpp"

#include <string>

// For tests of codecs and for fuzzers, which have no Catch.
namespace docket {

template <class Aggregate>
std::string encoded(const typename Aggregate::event& event) {
  std::string json;
  codec<Aggregate>::encode(event, json);
  return json;
}

} // namespace docket
