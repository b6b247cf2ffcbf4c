#include "docket/persistence/read/fulfilment_list.hpp"

#include "read/fulfilment_log.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace docket;

namespace {

// The ids on a page, in their order.
std::string ids(const fulfilment_page& page) {
  std::string result;
  for (const auto& listed : page.fulfilments)
    result += listed.view.id.str() + " ";
  return result;
}

void park(fulfilment_log& log, const order_id& order) {
  log.policy.attempts_max = 1;
  log.tell(note_attempt_failed{order, 1, 1, "connection reset"});
}

// o-1, o-2, o-3 begun 100 seconds apart; o-2 is parked. Each wants its answer within 10 seconds.
void begin_three(fulfilment_log& log) {
  log.at(0).begin("o-1");
  log.at(100).begin("o-2");
  log.at(200).begin("o-3");
  park(log, order_id{"o-2"});
}

} // namespace

TEST_CASE("open fulfilments are listed by when they are to be woken, parked ones last") {
  fulfilment_log log;
  begin_three(log);
  const auto page = list_fulfilments(log.reader(), open_fulfilments{}, {}, 10);
  CHECK(ids(page) == "o-1 o-3 o-2 ");
  CHECK_FALSE(page.next);
  CHECK(page.fulfilments[0].wakes_at == fulfilment_log::second(10));
  CHECK(page.fulfilments[2].wakes_at == latest_time);
}

TEST_CASE("stuck are those that are parked, and those that nobody has woken") {
  fulfilment_log log;
  begin_three(log);
  const auto at = [&](int s) {
    return ids(list_fulfilments(log.reader(), stuck_fulfilments{fulfilment_log::second(s)}, {}, 10));
  };
  CHECK(at(9) == "o-2 ");
  CHECK(at(10) == "o-1 o-2 ");
  CHECK(at(10'000) == "o-1 o-3 o-2 ");
  CHECK(ids(list_fulfilments(log.reader(), stuck_fulfilments{latest_time}, {}, 10)) == "o-1 o-3 o-2 ");
}

TEST_CASE("pages follow each other without a gap or a repeat, the last one says that it is") {
  fulfilment_log log;
  begin_three(log);
  for (const wanted_fulfilments& wanted :
       {wanted_fulfilments{open_fulfilments{}},
        wanted_fulfilments{stuck_fulfilments{fulfilment_log::second(10'000)}}}) {
    std::string all;
    std::optional<deadline_cursor> from{deadline_cursor{}};
    while (from) {
      const auto page = list_fulfilments(log.reader(), wanted, *from, 1);
      CHECK(page.fulfilments.size() == 1);
      all += ids(page);
      from = page.next;
    }
    CHECK(all == "o-1 o-3 o-2 ");
  }
}

TEST_CASE("what has ended is not listed and not counted") {
  fulfilment_log log;
  begin_three(log);
  CHECK(count_fulfilments(log.reader()).under_way == 2);
  CHECK(count_fulfilments(log.reader()).parked == 1);
  log.tell(note_payment{order_id{"o-1"}, note_payment::fact::declined, "no funds"});
  log.tell(note_order_cancelled{order_id{"o-1"}, "no funds"});
  CHECK(ids(list_fulfilments(log.reader(), open_fulfilments{}, {}, 10)) == "o-3 o-2 ");
  CHECK(count_fulfilments(log.reader()).under_way == 1);
}

TEST_CASE("an empty log lists nothing") {
  fulfilment_log log;
  const auto page = list_fulfilments(log.reader(), open_fulfilments{}, {}, 10);
  CHECK(page.fulfilments.empty());
  CHECK_FALSE(page.next);
}
