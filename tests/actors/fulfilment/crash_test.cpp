#include "books.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::shop;

namespace {

// More commits than an order's fulfilment takes, so that the last cases die after its end.
constexpr int commits_max = 30;

// One order, in a process that dies at its commit of this number.
void fulfil_and_die(story& s, int commit, commit_watch::moment moment) {
  s.fill_the_shelves();
  s.place("order-1");
  s.watch.die_at = s.watch.commits + commit;
  s.watch.dies = moment;
  s.until_the_end("order-1");
}

} // namespace

TEST_CASE("a process that dies at any commit of a fulfilment takes it up again", "[fulfilment][crash]") {
  const auto mode = GENERATE(fulfilment_mode::pay_first, fulfilment_mode::reserve_first);
  const auto moment = GENERATE(commit_watch::moment::before, commit_watch::moment::after);
  const auto commit = GENERATE(range(1, commits_max));
  CAPTURE(static_cast<int>(mode), static_cast<int>(moment), commit);
  story s{mode};
  fulfil_and_die(s, commit, moment);
  CHECK(phase_name(s.state("order-1")) == "completed");
  check_books(s, "order-1");
}

TEST_CASE("a process that dies at any commit of a compensation takes it up again", "[fulfilment][crash]") {
  const auto moment = GENERATE(commit_watch::moment::before, commit_watch::moment::after);
  const auto commit = GENERATE(range(1, commits_max));
  CAPTURE(static_cast<int>(moment), commit);
  story s;
  s.carrier->faults.set("dispatch", fault::declines, 100);
  fulfil_and_die(s, commit, moment);
  CHECK(phase_name(s.state("order-1")) == "compensated");
  check_books(s, "order-1");
}

TEST_CASE("a customer may cancel at any moment", "[fulfilment]") {
  const auto mode = GENERATE(fulfilment_mode::pay_first, fulfilment_mode::reserve_first);
  const auto commit = GENERATE(range(1, commits_max));
  CAPTURE(static_cast<int>(mode), commit);
  story s{mode};
  s.carrier->delivers = false; // Not before it is asked for news, so that a recall is never too late.
  s.fill_the_shelves();
  const auto at_commit = s.watch.commits + 1 + commit;
  // Not through the story, which forgets the engine before that has ended; the last commits come meanwhile.
  s.watch.on_commit = [at_commit, &shop = s.shop()](int number) {
    if (number == at_commit)
      shop.execute(cancel_order{order_id{"order-1"}, "changed my mind"}, {}, [](const command_result&) {});
  };
  s.place("order-1");
  s.until_the_end("order-1");
  check_books(s, "order-1");
  s.stop(); // Before what the watch refers to goes.
}
