#include "docket/service/feed/send_window.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

using namespace docket::service;

TEST_CASE("who is sent to goes on when half of those on their way were taken") {
  send_window window{4, std::chrono::hours{1}};
  send_window::ticket tickets[4];
  for (auto& one : tickets)
    one = window.enter();
  CHECK(window.on_the_way() == 4);
  std::atomic<int> taken{0};
  int taken_before = 0;
  std::thread sender{[&] {
    static_cast<void>(window.enter());
    taken_before = taken;
  }};
  for (const auto one : {tickets[2], tickets[0]}) { // In whichever order.
    ++taken;
    window.taken(one);
  }
  sender.join();
  CHECK(taken_before == 2);
  CHECK(window.on_the_way() == 3);
}

TEST_CASE("the slow count no more after a while, and not less when they are taken at last") {
  send_window window{2, std::chrono::milliseconds{0}};
  const auto slow = window.enter();
  const auto slow_too = window.enter();
  const auto next = window.enter();
  CHECK(window.on_the_way() == 1);
  window.taken(slow);
  window.taken(slow_too);
  CHECK(window.on_the_way() == 1);
  window.taken(next);
  CHECK(window.on_the_way() == 0);
}
