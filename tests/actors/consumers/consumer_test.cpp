#include "../shop.hpp"
#include "docket/actors/engine.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stdexcept>

using namespace docket;
using namespace docket::shop;
using std::chrono::milliseconds;

namespace {

// What a handler was given, and a way to wait for it without sleeping.
class outbox {
public:
  void take(const consumer_batch& batch, std::optional<acknowledgement> done = {}) {
    const std::scoped_lock hold{lock_};
    for (const auto& event : batch.events)
      positions_.push_back(value(event.position));
    batches_.push_back(batch.events.size());
    if (done) held_.push_back(*std::move(done));
    arrived_.notify_all();
  }

  void wait_for(std::uint64_t position) {
    std::unique_lock hold{lock_};
    arrived_.wait(hold, [&] { return !positions_.empty() && positions_.back() >= position; });
  }

  void wait_for_batches(std::size_t count) {
    std::unique_lock hold{lock_};
    arrived_.wait(hold, [&] { return batches_.size() >= count; });
  }

  [[nodiscard]] std::vector<std::uint64_t> positions() const {
    const std::scoped_lock hold{lock_};
    return positions_;
  }

  [[nodiscard]] std::size_t batches() const {
    const std::scoped_lock hold{lock_};
    return batches_.size();
  }

  // Those that were kept, oldest first. Letting go of one says that its batch was not dealt with.
  [[nodiscard]] std::vector<acknowledgement> let_go() {
    const std::scoped_lock hold{lock_};
    return std::exchange(held_, {});
  }

private:
  mutable std::mutex lock_;
  std::condition_variable arrived_;
  std::vector<std::uint64_t> positions_;
  std::vector<std::size_t> batches_;
  std::vector<acknowledgement> held_;
};

std::vector<std::uint64_t> from_to(std::uint64_t first, std::uint64_t last) {
  std::vector<std::uint64_t> result;
  for (auto p = first; p <= last; ++p)
    result.push_back(p);
  return result;
}

// Three events each.
void create_orders(engine& docket, int from, int count) {
  std::vector<std::future<command_result>> answers;
  for (int n = from; n < from + count; ++n)
    answers.push_back(docket.execute(new_order("order-" + std::to_string(n))));
  for (auto& answer : answers)
    REQUIRE(outcome(std::move(answer)) == "accepted");
}

batch_handler acknowledging(outbox& box) {
  return [&box](const consumer_batch& batch, const acknowledgement& done) {
    done();
    box.take(batch);
  };
}

// Every acknowledgement is kept at once, and nothing that failed waits.
consumer_options prompt() {
  consumer_options options;
  options.checkpoint_every = milliseconds{0};
  options.back_off_first = milliseconds{0};
  return options;
}

std::optional<position> kept(event_store& log, const std::string& name) {
  return log.open_reader()->load_checkpoint("consumer:" + name);
}

} // namespace

TEST_CASE("a consumer is handed the log in batches, what was and what comes") {
  engine docket{in_memory()};
  create_orders(docket, 0, 20);
  outbox box;
  auto options = prompt();
  options.batch_max = 7;
  const auto mine = docket.consume("broker", {}, acknowledging(box), options);
  create_orders(docket, 20, 20);
  box.wait_for(120);

  CHECK(box.positions() == from_to(1, 120));
  CHECK(box.batches() >= 18); // 120 events, 7 at most in each.
}

TEST_CASE("a consumer goes on after a restart where it had acknowledged everything") {
  const std::shared_ptr<event_store> log = make_memory_store();
  {
    engine docket{on(log)};
    create_orders(docket, 0, 5);
    outbox box;
    const auto mine = docket.consume("broker", {}, acknowledging(box), prompt());
    box.wait_for(15);
    docket.stop();
  }
  CHECK(kept(*log, "broker") == position{15});

  engine docket{on(log)};
  create_orders(docket, 5, 1);
  outbox box;
  const auto mine = docket.consume("broker", {}, acknowledging(box), prompt());
  box.wait_for(18);
  CHECK(box.positions() == from_to(16, 18));
}

TEST_CASE("what was handed over and not acknowledged comes again after a restart") {
  const std::shared_ptr<event_store> log = make_memory_store();
  auto options = prompt();
  options.batch_max = 3;
  {
    engine docket{on(log)};
    create_orders(docket, 0, 3);
    outbox box;
    const auto mine = docket.consume(
        "broker", {},
        [&](const consumer_batch& batch, const acknowledgement& done) {
          if (batch.events.front().position == position{1}) done();
          box.take(batch, done);
        },
        options);
    box.wait_for(9);
    CHECK(mine.acknowledged() == position{3});
    docket.stop();
  }
  engine docket{on(log)};
  outbox box;
  const auto mine = docket.consume("broker", {}, acknowledging(box), options);
  box.wait_for(9);
  CHECK(box.positions() == from_to(4, 9));
}

TEST_CASE("the checkpoint does not pass a batch that is not acknowledged, whatever comes after it") {
  const std::shared_ptr<event_store> log = make_memory_store();
  engine docket{on(log)};
  create_orders(docket, 0, 3);
  outbox box;
  auto options = prompt();
  options.batch_max = 3;
  auto mine = docket.consume(
      "broker", {}, [&](const consumer_batch& batch, const acknowledgement& done) { box.take(batch, done); },
      options);
  box.wait_for(9);
  const auto held = box.let_go();
  REQUIRE(held.size() == 3);

  held[2]();
  held[1]();
  CHECK(mine.acknowledged() == position{0});
  held[0]();
  held[0](); // Said twice, it is said once.
  CHECK(mine.acknowledged() == position{9});
  mine.cancel();
  docket.stop();
  CHECK(kept(*log, "broker") == position{9});
}

TEST_CASE("a consumer with enough unacknowledged batches is handed no more") {
  engine docket{in_memory()};
  create_orders(docket, 0, 10);
  outbox box;
  auto options = prompt();
  options.batch_max = 1;
  options.unacknowledged_max = 2;
  const auto mine = docket.consume(
      "broker", {}, [&](const consumer_batch& batch, const acknowledgement& done) { box.take(batch, done); },
      options);
  for (std::uint64_t last = 2; last <= 30; last += 2) {
    box.wait_for(last);
    CHECK(box.batches() == last); // Not one more than is acknowledged and may be under way.
    for (const auto& done : box.let_go())
      done();
  }
  CHECK(box.positions() == from_to(1, 30));
}

TEST_CASE("a handler that throws is told, and is handed the same events again") {
  engine docket{in_memory()};
  create_orders(docket, 0, 1);
  outbox box;
  std::atomic<int> failures{0};
  auto options = prompt();
  options.batch_max = 2;
  std::promise<std::string> told;
  options.on_error = [&](const std::string& why) {
    if (failures == 3) told.set_value(why);
  };
  const auto mine = docket.consume(
      "broker", {},
      [&](const consumer_batch& batch, const acknowledgement& done) {
        if (batch.events.front().position == position{3} && failures < 3) {
          ++failures;
          throw std::runtime_error{"the broker is away"};
        }
        done();
        box.take(batch);
      },
      options);
  box.wait_for(3);

  CHECK(told.get_future().get() == "the broker is away");
  CHECK(box.positions() == from_to(1, 3));
  CHECK(mine.active());
}

TEST_CASE("an acknowledgement that is let go hands its batch and all after it over again, in log order") {
  engine docket{in_memory()};
  create_orders(docket, 0, 2);
  outbox box;
  auto options = prompt();
  options.batch_max = 2;
  const auto mine = docket.consume(
      "broker", {}, [&](const consumer_batch& batch, const acknowledgement& done) { box.take(batch, done); },
      options);
  box.wait_for(6);
  {
    auto held = box.let_go();
    held[0]();
    held.clear(); // Events 3 to 6 were not dealt with.
  }
  box.wait_for_batches(5);
  for (const auto& done : box.let_go())
    done();
  CHECK(box.positions() == std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6, 3, 4, 5, 6});
  CHECK(mine.acknowledged() == position{6});
}

TEST_CASE("a filter's consumer is handed what it wants, and need not look at the rest again") {
  const std::shared_ptr<event_store> log = make_memory_store();
  engine docket{on(log)};
  create_orders(docket, 0, 3);
  outbox box;
  {
    const auto mine = docket.consume("created", {{}, {"OrderCreated"}}, acknowledging(box), prompt());
    box.wait_for(7);
  }
  CHECK(box.positions() == std::vector<std::uint64_t>{1, 4, 7});
  docket.stop();
  CHECK(value(*kept(*log, "created")) >= 7);
}

TEST_CASE("one consumer of a name is live at a time, and the next one takes over when it is cancelled") {
  engine docket{in_memory()};
  create_orders(docket, 0, 1);
  outbox first, second;
  auto mine = docket.consume("broker", {}, acknowledging(first), prompt());
  first.wait_for(3);
  CHECK_THROWS_AS(docket.consume("broker", {}, acknowledging(second)), std::logic_error);
  const auto other = docket.consume("mailer", {}, acknowledging(second), prompt());
  second.wait_for(3);

  mine.cancel();
  CHECK_FALSE(mine.active());
  const auto next = docket.consume("broker", {}, acknowledging(first), prompt());
  CHECK(next.active());
}

TEST_CASE("a consumer may cancel itself, and is not called again") {
  engine docket{in_memory()};
  std::atomic<int> calls{0};
  std::mutex assigned;
  std::unique_lock until_assigned{assigned};
  std::promise<void> first_call;
  consumer mine;
  auto options = prompt();
  options.batch_max = 1;
  mine = docket.consume(
      "broker", {},
      [&](const consumer_batch&, const acknowledgement& done) {
        const std::scoped_lock wait_for{assigned};
        done();
        mine.cancel();
        if (++calls == 1) first_call.set_value();
      },
      options);
  until_assigned.unlock();
  create_orders(docket, 0, 3);
  first_call.get_future().wait();
  docket.stop();
  CHECK(calls == 1);
  CHECK(mine.acknowledged() == position{1});
}

TEST_CASE("a consumer begins where it is told to when it has no checkpoint, and then no more") {
  const std::shared_ptr<event_store> log = make_memory_store();
  engine docket{on(log)};
  create_orders(docket, 0, 3);
  auto options = prompt();
  options.begin = {6};
  outbox box;
  {
    const auto mine = docket.consume("late", {}, acknowledging(box), options);
    box.wait_for(9);
  }
  create_orders(docket, 3, 1);
  const auto mine = docket.consume("late", {}, acknowledging(box), options);
  box.wait_for(12);
  CHECK(box.positions() == from_to(7, 12));
}

TEST_CASE("what cannot be a consumer is refused") {
  engine docket{in_memory()};
  outbox box;
  CHECK_THROWS_AS(docket.consume("", {}, acknowledging(box)), std::invalid_argument);
  CHECK_THROWS_AS(docket.consume("two words", {}, acknowledging(box)), std::invalid_argument);
  CHECK_THROWS_AS(docket.consume("broker", {}, nullptr), std::invalid_argument);
  auto none = prompt();
  none.batch_max = 0;
  CHECK_THROWS_AS(docket.consume("broker", {}, acknowledging(box), none), std::invalid_argument);
  docket.stop();
  CHECK_THROWS_AS(docket.consume("broker", {}, acknowledging(box)), std::logic_error);
}
