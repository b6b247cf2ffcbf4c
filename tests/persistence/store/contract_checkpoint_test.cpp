// What every store keeps of checkpoints: how far those who follow the log have come.
#include "failure_of.hpp"
#include "sample_appends.hpp"
#include "stores_under_test.hpp"

#include "docket/persistence/store/memory_store.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

TEST_CASE("a checkpoint is kept under its name until another replaces it", "[store]") {
  store_under_test t;
  commit(*t.store, {sample_append("order-1", expected_version::any(), 5)});
  const auto reader = t.store->open_reader();
  CHECK_FALSE(reader->load_checkpoint("fulfilment"));
  t.store->write_checkpoint("fulfilment", position{3});
  t.store->write_checkpoint("reports", position{0});
  CHECK(reader->load_checkpoint("fulfilment") == position{3});
  CHECK(reader->load_checkpoint("reports") == position{0});
  CHECK_FALSE(reader->load_checkpoint("fulfil"));
  CHECK_FALSE(reader->load_checkpoint(""));

  t.store->write_checkpoint("fulfilment", position{5});
  CHECK(reader->load_checkpoint("fulfilment") == position{5});
  t.store->write_checkpoint("fulfilment", position{5});
  CHECK(reader->load_checkpoint("fulfilment") == position{5});
  t.store->write_checkpoint("fulfilment", position{1}); // Who wants to read again may go back.
  CHECK(reader->load_checkpoint("fulfilment") == position{1});
  CHECK(reader->load_checkpoint("reports") == position{0});
}

TEST_CASE("a checkpoint past the end of the log, or without a name, is refused", "[store]") {
  store_under_test t;
  CHECK(failure_of([&] { t.store->write_checkpoint("early", position{1}); }) == store_errc::invalid_append);
  t.store->write_checkpoint("early", position{0});
  commit(*t.store, {sample_append("order-1", expected_version::any(), 2)});
  CHECK(failure_of([&] { t.store->write_checkpoint("late", position{3}); }) == store_errc::invalid_append);
  CHECK(failure_of([&] { t.store->write_checkpoint("", position{1}); }) == store_errc::invalid_append);
  CHECK_FALSE(t.store->open_reader()->load_checkpoint("late"));
  t.store->write_checkpoint("late", position{2});
  CHECK(t.store->open_reader()->load_checkpoint("late") == position{2});
}

TEST_CASE("a checkpoint is no commit: the log goes on as if there were none", "[store]") {
  store_under_test t;
  const auto without = make_memory_store();
  const auto both = [&](int count) {
    const std::vector<append> batch{sample_append("order-1", expected_version::any(), count)};
    CHECK(commit(*t.store, batch).head == commit(*without, batch).head);
  };
  both(2);
  const auto head = t.store->open_reader()->head();
  t.store->write_checkpoint("fulfilment", position{2});
  CHECK(t.store->open_reader()->head() == head);
  both(3);
}
