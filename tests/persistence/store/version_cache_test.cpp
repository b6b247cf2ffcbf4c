#include "docket/persistence/store/sqlite/version_cache.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using docket::sqlite::version_cache;

namespace {
constexpr stream_key one{1};
constexpr stream_key same_slot{1 + (std::int64_t{1} << version_cache::index_bits)};
constexpr stream_key same_slot_too{1 + (std::int64_t{2} << version_cache::index_bits)};
} // namespace

TEST_CASE("a version that was put is found", "[store]") {
  version_cache cache;
  CHECK(cache.find(one) == version{0});
  cache.put(one, version{3});
  CHECK(cache.find(one) == version{3});
  CHECK(cache.find(same_slot) == version{0});
  cache.clear();
  CHECK(cache.find(one) == version{0});
}

TEST_CASE("streams that share a slot do not push each other out within a batch", "[store]") {
  version_cache cache;
  cache.begin_batch();
  cache.put(one, version{3});
  cache.put(same_slot, version{7});
  cache.put(same_slot_too, version{1});
  cache.put(same_slot, version{8});
  CHECK(cache.find(one) == version{3});
  CHECK(cache.find(same_slot) == version{8});
  CHECK(cache.find(same_slot_too) == version{1});
}

TEST_CASE("a later batch takes the slot over", "[store]") {
  version_cache cache;
  cache.begin_batch();
  cache.put(one, version{3});
  cache.begin_batch();
  cache.put(same_slot, version{7});
  CHECK(cache.find(same_slot) == version{7});
  CHECK(cache.find(one) == version{0});
}
