#include "docket/actors/engine.hpp"
#include "shop.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

using namespace docket;
using namespace docket::shop;

namespace {

// Positions as a subscriber saw them, and a way to wait for one without sleeping.
class seen_positions {
public:
  void add(const event_view& event) {
    const std::scoped_lock hold{lock_};
    positions_.push_back(value(event.position));
    arrived_.notify_all();
  }

  void wait_for(std::uint64_t position) {
    std::unique_lock hold{lock_};
    arrived_.wait(hold, [&] { return !positions_.empty() && positions_.back() >= position; });
  }

  [[nodiscard]] bool is_one_to(std::uint64_t last) const {
    const std::scoped_lock hold{lock_};
    for (std::size_t i = 0; i < positions_.size(); ++i)
      if (positions_[i] != i + 1) return false;
    return positions_.size() == last;
  }

  [[nodiscard]] std::vector<std::uint64_t> all() const {
    const std::scoped_lock hold{lock_};
    return positions_;
  }

private:
  mutable std::mutex lock_;
  std::condition_variable arrived_;
  std::vector<std::uint64_t> positions_;
};

void create_orders(engine& docket, int from, int count) {
  std::vector<std::future<command_result>> answers;
  for (int n = from; n < from + count; ++n)
    answers.push_back(docket.execute(new_order("order-" + std::to_string(n))));
  for (auto& answer : answers)
    REQUIRE(outcome(std::move(answer)) == "accepted");
}

} // namespace

TEST_CASE("a subscriber sees what was and what comes, without a gap or a repeat at the seam") {
  auto settings = in_memory();
  settings.subscriptions.page = 7; // So that catching up takes many reads while commits go on.
  engine docket{settings};
  create_orders(docket, 0, 100);

  seen_positions seen;
  const auto subscription =
      docket.subscribe(from_position{0}, [&](const event_view& event) { seen.add(event); });
  create_orders(docket, 100, 200);
  seen.wait_for(900);

  CHECK(seen.is_one_to(900));
}

TEST_CASE("a subscriber that lags past its buffer reads the log instead, and misses nothing") {
  auto settings = in_memory();
  settings.subscriptions.buffer_max = 5;
  engine docket{settings};
  std::mutex gate;
  seen_positions seen;
  std::unique_lock closed{gate};
  const auto subscription = docket.subscribe(from_position{0}, [&](const event_view& event) {
    const std::scoped_lock wait_at{gate};
    seen.add(event);
  });
  create_orders(docket, 0, 300); // The writer does not wait for the subscriber.
  closed.unlock();
  seen.wait_for(900);

  CHECK(seen.is_one_to(900));
}

TEST_CASE("a subscription begins after the position it names and sees the types it asks for") {
  engine docket{in_memory()};
  create_orders(docket, 0, 3); // Positions 1 to 9: three times created, item, item.
  seen_positions seen;
  subscription_options options;
  options.filter.event_types = {"OrderCreated"};
  const auto subscription = docket.subscribe(
      from_position{2}, [&](const event_view& event) { seen.add(event); }, options);
  create_orders(docket, 3, 2);
  seen.wait_for(13);

  CHECK(seen.all() == std::vector<std::uint64_t>{4, 7, 10, 13});
}

TEST_CASE("live events are the same as those that the log holds") {
  engine docket{in_memory()};
  std::mutex lock;
  std::condition_variable arrived;
  std::vector<recorded_event> live;
  const auto subscription = docket.subscribe(from_position{0}, [&](const event_view& event) {
    const std::scoped_lock hold{lock};
    live.emplace_back(event);
    arrived.notify_all();
  });
  auto options = as_command("c-1");
  options.user = "alice";
  options.correlation = "checkout-7";
  REQUIRE(outcome(docket.execute(new_order("order-001", true), options)) == "accepted");
  std::unique_lock hold{lock};
  arrived.wait(hold, [&] { return live.size() == 4; });

  std::vector<recorded_event> stored;
  static_cast<void>(docket.open_reader()->read_log(position{1}, {}, 100, [&](const event_view& event) {
    stored.emplace_back(event);
    return true;
  }));
  CHECK(live == stored);
}

TEST_CASE("a subscriber may cancel itself, and is not called again") {
  engine docket{in_memory()};
  std::atomic<int> calls{0};
  std::promise<void> first_call;
  subscription mine;
  std::mutex assigned;
  std::unique_lock until_assigned{assigned};
  mine = docket.subscribe(from_position{0}, [&](const event_view&) {
    const std::scoped_lock wait_for{assigned};
    if (++calls == 1) first_call.set_value();
    mine.cancel();
  });
  until_assigned.unlock();
  create_orders(docket, 0, 10);
  first_call.get_future().wait();
  docket.stop();

  CHECK(calls == 1);
}

TEST_CASE("a subscriber that throws ends its own subscription and nothing else") {
  engine docket{in_memory()};
  std::promise<std::string> told;
  subscription_options options;
  options.on_error = [&](const std::string& why) { told.set_value(why); };
  const auto failing = docket.subscribe(
      from_position{0}, [](const event_view&) { throw std::runtime_error{"cannot cope"}; }, options);
  seen_positions seen;
  const auto healthy = docket.subscribe(from_position{0}, [&](const event_view& event) { seen.add(event); });
  create_orders(docket, 0, 20);

  CHECK(told.get_future().get() == "cannot cope");
  seen.wait_for(60);
  CHECK(seen.is_one_to(60));
  CHECK_FALSE(failing.active());
  CHECK(healthy.active());
}
