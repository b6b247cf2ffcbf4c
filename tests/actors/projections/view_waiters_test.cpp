#include "docket/actors/projections/view_waiters.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <thread>

using namespace docket;

namespace {

constexpr auto long_after = std::chrono::hours{1};
view_waiters::deadline later() { return std::chrono::steady_clock::now() + long_after; }
view_waiters::deadline at_once() { return std::chrono::steady_clock::now(); }

} // namespace

TEST_CASE("a view that is not open is nowhere yet, not even at position 0") {
  view_waiters waiters;
  CHECK_FALSE(waiters.reached());
  CHECK_FALSE(waiters.wait(position{0}, at_once()));
  waiters.reach(position{0});
  CHECK(waiters.wait(position{0}, at_once()));
  CHECK_FALSE(waiters.wait(position{1}, at_once()));
}

TEST_CASE("those who wait are told in the order of their positions, each once") {
  view_waiters waiters;
  waiters.reach(position{0});
  std::string told;
  for (const auto at : {30u, 10u, 20u})
    static_cast<void>(waiters.call_when(
        position{at}, [&told, at](bool there) { told += std::to_string(at) + (there ? " " : "! "); }));
  CHECK(waiters.wanted());
  waiters.reach(position{20});
  CHECK(told == "10 20 ");
  waiters.reach(position{25});
  CHECK(told == "10 20 ");
  waiters.close();
  CHECK(told == "10 20 30! ");
  CHECK_FALSE(waiters.wanted());
}

TEST_CASE("who gives up is told so, and nothing when the view was there before") {
  view_waiters waiters;
  int there = 0, gone = 0;
  const auto count = [&](bool reached) { ++(reached ? there : gone); };
  const auto first = waiters.call_when(position{5}, count);
  const auto second = waiters.call_when(position{6}, count);
  REQUIRE(first);
  waiters.give_up(*first);
  waiters.reach(position{6});
  waiters.give_up(*second);
  CHECK(there == 1);
  CHECK(gone == 1);
  CHECK_FALSE(waiters.call_when(position{6}, count));
  CHECK(there == 2);
}

TEST_CASE("a caller that blocks is let go when the view gets there, and when it never will") {
  view_waiters waiters;
  bool there = false, never = true;
  std::thread patient{[&] { there = waiters.wait(position{1}, later()); }};
  waiters.reach(position{1});
  patient.join();
  std::thread hopeless{[&] { never = waiters.wait(position{2}, later()); }};
  waiters.close();
  hopeless.join();
  CHECK(there);
  CHECK_FALSE(never);
  CHECK_FALSE(waiters.wait(position{2}, later()));
}
