// A projection is kept from the log: each event exactly once, whatever happens on the way.
#include "counting_projection.hpp"
#include "view_fixture.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

TEST_CASE("a view follows the log to its end and goes on from there", "[views]") {
  view_room room;
  room.at(10).write_raw("order", "o-1", "OrderCreated");
  room.at(11).write_raw("order", "o-2", "OrderCreated");
  counting_projection counts;
  room.run(counts);
  CHECK(counts_in(room) == counted{{"o-1", 1}, {"o-2", 1}});

  room.at(12).write_raw("order", "o-1", "OrderPlaced");
  room.run(counts);
  CHECK(counts_in(room) == counted{{"o-1", 2}, {"o-2", 1}});
  auto reader = room.read("counting");
  CHECK(reader.position() == room.head());
  CHECK(reader.progress().applied == 3);
}
