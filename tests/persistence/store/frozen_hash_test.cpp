// Hashes that were computed from FORMAT.md by another program. They never change.
#include "sample_appends.hpp"
#include "stores_under_test.hpp"

#include "docket/persistence/store/hash_chain.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

TEST_CASE("the hash of a commit is what FORMAT.md says, for ever", "[store]") {
  store_under_test t;
  const auto first = commit(*t.store, {sample_append("órder-1", expected_version::any(), 2)}).head;
  const auto second =
      commit(*t.store, {sample_append("order-2", expected_version::any())}, seconds_after_noon(5)).head;
  CHECK(hex(first.hash) == "292499ab7c108295a995ddbe71aa8fffbaa82e9a0286f6e3589262ca4be03c0c");
  CHECK(hex(second.hash) == "4b5224f422301c612023d35f536e6cfb350f667b383e66739afafdbe011bd4b0");
}

TEST_CASE("the hash of a snapshot is what FORMAT.md says, for ever", "[store]") {
  CHECK(hex(snapshot_hash(stream_key{7}, version{3}, 2, R"({"a":1})")) ==
        "e6718f1d15410965a83a8fcd478746477ed66b34f37d585a648a810f573238ba");
}
