#include "docket/simulation/store/simulated_log.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <string>

using namespace docket;

namespace {

append one_event(const std::string& stream) {
  append a;
  a.stream = {"order", text{stream}};
  a.commands.push_back({text{stream + "-1"}, 1, {}, {}, {}, {}});
  event_data event;
  event.type = "OrderCancelled";
  event.data = "{}";
  a.events.push_back(std::move(event));
  return a;
}

void write(event_store& store, const std::string& stream) {
  const auto a = one_event(stream);
  const append* batch[] = {&a};
  static_cast<void>(store.commit(batch, {1}));
}

store_errc failure_of(event_store& store, const std::string& stream) {
  try {
    write(store, stream);
  } catch (const store_error& error) {
    return error.code();
  }
  return store_errc::not_found;
}

// The next commit only.
store_faults next_commit(store_fault fault) {
  return [fault, done = std::make_shared<bool>(false)](store_operation operation) {
    if (*done || operation != store_operation::commit) return store_fault::none;
    *done = true;
    return fault;
  };
}

std::uint64_t events_in(const simulated_log& log) { return value(log.open_auditor()->head().position); }

} // namespace

TEST_CASE("what was committed outlives the store and the power", "[simulated_log]") {
  simulated_log log;
  write(*log.open(), "o1");
  log.cut_power();
  const auto again = log.open();
  write(*again, "o2");
  CHECK(events_in(log) == 2);
}

TEST_CASE("after a failed write the store goes on, and nothing of it is there", "[simulated_log]") {
  simulated_log log;
  const auto [fault, code] =
      GENERATE(std::pair{store_fault::fails, store_errc::io}, std::pair{store_fault::full, store_errc::full});
  const auto store = log.open();
  log.go_wrong(next_commit(fault));
  CHECK(failure_of(*store, "o1") == code);
  CHECK(events_in(log) == 0);
  write(*store, "o1");
  CHECK(events_in(log) == 1);
}

TEST_CASE("after an unknown outcome nothing is written before a restart", "[simulated_log]") {
  simulated_log log;
  const auto [fault, events] = GENERATE(std::pair{store_fault::unknown_kept, std::uint64_t{1}},
                                        std::pair{store_fault::unknown_lost, std::uint64_t{0}});
  const auto store = log.open();
  log.go_wrong(next_commit(fault));
  CHECK(failure_of(*store, "o1") == store_errc::outcome_unknown);
  CHECK(failure_of(*store, "o2") == store_errc::closed_to_writes);
  CHECK(log.wants_restart());
  CHECK(events_in(log) == events);
}

TEST_CASE("a store whose power went reaches nothing any more", "[simulated_log]") {
  simulated_log log;
  const auto store = log.open();
  const auto reader = store->open_reader();
  log.cut_power();
  CHECK(failure_of(*store, "o1") == store_errc::io);
  CHECK_THROWS_AS(reader->head(), store_error);
  const auto next = log.open();
  CHECK(failure_of(*store, "o1") == store_errc::io);
}

TEST_CASE("what a disk lied about is gone with the power, but for what an honest sync kept",
          "[simulated_log]") {
  simulated_log log{{}, true};
  const auto store = log.open();
  write(*store, "o1");
  log.go_wrong(next_commit(store_fault::lies));
  write(*store, "o2");
  SECTION("gone") {
    log.cut_power();
    CHECK(events_in(log) == 1);
    CHECK(log.lost_by_lies() == 1);
  }
  SECTION("kept") {
    write(*store, "o3");
    log.cut_power();
    CHECK(events_in(log) == 3);
    CHECK(log.lost_by_lies() == 0);
  }
}
