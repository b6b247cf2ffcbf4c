#include "docket/simulation/gateways/timer_thread.hpp"

#include <catch2/catch.hpp>

#include <future>
#include <vector>

using namespace docket;
using namespace std::chrono_literals;

TEST_CASE("a timer makes calls in the order in which they are due, and in which they were asked for") {
  timer_thread timer;
  std::vector<int> made; // By the timer's thread only, until `all` says that it is done.
  std::promise<void> begun, asked, all;
  timer.after(0ms, [&] {
    begun.set_value();
    asked.get_future().wait(); // Until all are asked for, so that none is made before.
  });
  begun.get_future().wait();
  // Hours apart, and overdue: however slow this thread is, their order is certain, and nobody waits.
  timer.after(-1h, [&] { made.push_back(3); });
  timer.after(-3h, [&] { made.push_back(1); });
  timer.after(-2h, [&] { made.push_back(2); });
  timer.after(0ms, [&] { made.push_back(4); });
  timer.after(0ms, [&] {
    made.push_back(5);
    all.set_value();
  });
  asked.set_value();
  all.get_future().wait();
  CHECK(made == std::vector<int>{1, 2, 3, 4, 5});
}

TEST_CASE("a call may ask for another one") {
  timer_thread timer;
  std::promise<void> second;
  timer.after(0ms, [&] { timer.after(1ms, [&] { second.set_value(); }); });
  second.get_future().wait();
}

TEST_CASE("a timer that is destroyed drops what is due and lets go of what it holds") {
  const auto held = std::make_shared<int>(1);
  bool made = false;
  {
    timer_thread timer;
    timer.after(1h, [&made, held] { made = true; });
  }
  CHECK(!made);
  CHECK(held.use_count() == 1);
}

TEST_CASE("a call that is dropped may ask for another one on its way out, which is dropped too") {
  auto timer = std::make_shared<timer_thread>();
  struct asks_again {
    std::weak_ptr<timer_thread> timer;
    ~asks_again() {
      if (const auto alive = timer.lock()) alive->after(0ms, [] {});
    }
  };
  timer->after(1h, [last = std::make_shared<asks_again>(asks_again{timer})] {});
  timer.reset();
  SUCCEED("it neither locked up nor crashed");
}

TEST_CASE("the last call may destroy the timer") {
  auto timer = std::make_shared<timer_thread>();
  std::promise<void> let_go, destroyed;
  timer->after(0ms, [&destroyed, wait = let_go.get_future().share(), &timer] {
    wait.wait();
    timer.reset();
    destroyed.set_value();
  });
  let_go.set_value();
  destroyed.get_future().wait();
  CHECK(!timer);
}
