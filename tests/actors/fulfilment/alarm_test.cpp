#include "fulfilment_story.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::shop;

TEST_CASE("an alarm that rang twice does not sleep through the next deadline", "[fulfilment]") {
  bool held = false;
  story s;
  s.policy.answer_within = std::chrono::hours{24}; // It would sleep so long.
  s.policy.payment_within = 10 * s.policy.answer_within;
  s.stop();
  s.watch.on_commit = [&](int) {
    const auto state = s.state("order-1");
    const auto* const running = std::get_if<running_fulfilment>(&state);
    if (held || !running || running->open.empty() || running->open.front().attempt != 2) return;
    held = true; // The disk takes so long that the fulfilment, whose step is on its way, is woken again.
    s.pass(std::chrono::minutes{1});
    std::this_thread::sleep_for(std::chrono::milliseconds{200});
  };
  s.start();
  s.fill_the_shelves();
  s.provider->faults.set("capture", fault::fails, 3);
  s.place("order-1");
  s.until("order-1", "completed");
  CHECK(held);
}
