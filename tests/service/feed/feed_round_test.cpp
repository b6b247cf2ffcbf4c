#include "docket/service/feed/feed_round.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::service;

namespace {

// Everything up to the round's end is one letter a position; counts how often it is put together.
struct letters {
  int taken = 0;

  feed_round round(std::uint64_t up_to) {
    return {position{up_to}, [this](const feed_wish& wish, position end) {
              ++taken;
              return feed_batch{std::string(value(end) - value(wish.after), 'x'), end, false};
            }};
  }
};

feed_wish after(std::uint64_t at, std::string order = "") {
  return {{.types = {}, .order = std::move(order)}, true, position{at}};
}

} // namespace

TEST_CASE("what several are to be sent is put together once in a round") {
  letters source;
  auto round = source.round(5);
  const auto first = round.next_of(after(2));
  CHECK(*first.text == "xxx");
  CHECK(first.reached == position{5});
  CHECK(round.next_of(after(2)).text == first.text); // The very same.
  CHECK(source.taken == 1);
}

TEST_CASE("who wants something else in a round is sent something else") {
  letters source;
  auto round = source.round(5);
  const auto one = round.next_of(after(2)).text;
  CHECK(*round.next_of(after(3)).text == "xx");
  CHECK(round.next_of(after(2, "order-1")).text != one);
  auto withheld = after(2);
  withheld.shows_personal = false;
  CHECK(round.next_of(withheld).text != one);
  CHECK(source.taken == 4);
}

TEST_CASE("a round tells as well where each has a place of its own, and says nothing of nothing") {
  letters source;
  auto round = source.round(100);
  for (std::uint64_t at = 0; at < 100; ++at)
    CHECK(round.next_of(after(at)).text->size() == 100 - at);
  CHECK(source.taken == 100);
  CHECK_FALSE(round.next_of(after(100)).text);
}
