#include "docket/service/watch/exposition.hpp"

#include <catch2/catch.hpp>

#include <string_view>

namespace docket::service {

TEST_CASE("a metric says what it is before its samples, and labels are escaped") {
  exposition to;
  to.gauge("shop_open", "Whether it is open.");
  to.value(std::uint64_t{1}, {{"who", "a \"b\" \\ c\nd"}, {"where", "Zo\xc3\xab"}});
  to.value(0.25);
  to.counter("shop_sold_total", "Sold.", std::uint64_t{18'446'744'073'709'551'615u});
  const std::string_view expected = "# HELP shop_open Whether it is open.\n"
                                    "# TYPE shop_open gauge\n"
                                    "shop_open{who=\"a \\\"b\\\" \\\\ c\\nd\",where=\"Zo\xc3\xab\"} 1\n"
                                    "shop_open 0.25\n"
                                    "# HELP shop_sold_total Sold.\n"
                                    "# TYPE shop_sold_total counter\n"
                                    "shop_sold_total 18446744073709551615\n";
  const auto told = to.take();
  CHECK(std::string_view{told} == expected);
}

TEST_CASE("the buckets of a histogram count what is at most their bound, exactly") {
  histogram of;
  for (const auto number : {0, 1, 2, 3, 4, 127, 128, 100'000})
    of.record(number);
  exposition to;
  to.histogram("commit_events", "Events.");
  to.numbers(of, {{"of", "x"}});
  const auto text = to.take();
  for (const auto line :
       {"commit_events_bucket{of=\"x\",le=\"1\"} 2\n", "commit_events_bucket{of=\"x\",le=\"3\"} 4\n",
        "commit_events_bucket{of=\"x\",le=\"7\"} 5\n", "commit_events_bucket{of=\"x\",le=\"127\"} 6\n",
        "commit_events_bucket{of=\"x\",le=\"255\"} 7\n", "commit_events_bucket{of=\"x\",le=\"8191\"} 7\n",
        "commit_events_bucket{of=\"x\",le=\"+Inf\"} 8\n", "commit_events_sum{of=\"x\"} 100265\n",
        "commit_events_count{of=\"x\"} 8\n"}) {
    INFO(line);
    CHECK(text.find(line) != text.npos);
  }
}

TEST_CASE("durations are told in seconds") {
  histogram of;
  of.record(127);
  of.record(1'500'000);
  exposition to;
  to.histogram("took_seconds", "Took.");
  to.seconds(of);
  const auto text = to.take();
  CHECK(text.find("took_seconds_bucket{le=\"0.000127\"} 1\n") != text.npos);
  CHECK(text.find("took_seconds_bucket{le=\"2.097151\"} 2\n") != text.npos);
  CHECK(text.find("took_seconds_sum 1.500127\n") != text.npos);
}

TEST_CASE("a merged histogram has the sum of both") {
  histogram a, b;
  a.record(5);
  b.record(7);
  a.merge(b);
  CHECK(a.sum_us() == 12);
  CHECK(a.count_up_to(7) == 2);
}

} // namespace docket::service
