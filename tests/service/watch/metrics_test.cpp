#include "../tracing/exporting.hpp"
#include "../tracing/some_spans.hpp"
#include "watched_shop.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>

namespace docket::service {
namespace {

using namespace testing;
using namespace docket::shop;

std::string document(const std::string& name) {
  std::ifstream from{DOCKET_SOURCE_DIR "/docs/" + name};
  return {std::istreambuf_iterator<char>{from}, {}};
}

using types = std::map<std::string, std::string>;

// Each match's first two groups.
types pairs_in(const std::string& text, const std::regex& of) {
  types found;
  for (std::sregex_iterator one{text.begin(), text.end(), of}, end; one != end; ++one)
    found.emplace((*one)[1], (*one)[2]);
  return found;
}

types types_on(const std::string& page) { return pairs_in(page, std::regex{R"(# TYPE (\S+) (\S+))"}); }

bool has_line(const std::string& page, const std::string& line) {
  return ("\n" + page).find("\n" + line + "\n") != page.npos;
}

// A shop in which things have happened.
std::string busy_page() {
  watched_shop at;
  static_cast<void>(at.shop.execute(new_order("order-0", true)).get());
  static_cast<void>(at.shop.execute(new_order("order-0")).get());
  static_cast<void>(tallied(at.shop, position{4}));
  static_cast<void>(at.get("/healthz"));
  static_cast<void>(at.get("/nowhere"));
  at.requests.count(refused_bytes{400, "length_twice", {}});
  return at.get("/metrics").body;
}

} // namespace

TEST_CASE("every metric stands in docs/metrics.md with its type, and no other does") {
  const auto told =
      pairs_in(document("metrics.md"), std::regex{R"(\n\| `([a-z_]+)` \| (counter|gauge|histogram) \|)"});
  CHECK(told == types_on(busy_page()));
  CHECK(told.size() > 50);
}

TEST_CASE("every metric that the dashboard asks for exists") {
  const auto known = types_on(busy_page());
  const auto dashboard = nlohmann::json::parse(document("grafana/docket.json"));
  std::set<std::string> unknown;
  const std::regex metric{R"(\b(?:docket|process)_[a-z_]+)"};
  std::size_t asked = 0;
  for (const auto& panel : dashboard["panels"]) {
    for (const auto& target : panel["targets"]) {
      const auto expression = target["expr"].get<std::string>();
      for (std::sregex_iterator one{expression.begin(), expression.end(), metric}, end; one != end;
           ++one, ++asked) {
        const auto name = one->str();
        const auto base = std::regex_replace(name, std::regex{"_(bucket|sum|count)$"}, "");
        const auto found = known.find(name != base && known.contains(base) ? base : name);
        if (found == known.end() || (name != base && found->second != "histogram" && found->first != name))
          unknown.insert(name);
      }
    }
  }
  CHECK(unknown == std::set<std::string>{});
  CHECK(asked > 40);
}

TEST_CASE("promtool finds no fault with the metrics, where it is there") {
  if (std::system("command -v promtool >/dev/null 2>&1") != 0) {
    WARN("promtool is not here");
    return;
  }
  const docket::testing::temporary_folder folder;
  const auto file = (folder / "metrics").string();
  std::ofstream{file} << busy_page();
  CHECK(std::system(("promtool check metrics < " + file).c_str()) == 0);
}

TEST_CASE("commands are counted by kind and by what became of them") {
  const auto page = busy_page();
  CHECK(has_line(page, R"(docket_commands_total{kind="createOrder",origin="caller",result="accepted"} 1)"));
  CHECK(has_line(page, R"(docket_commands_total{kind="createOrder",origin="caller",result="rejected"} 1)"));
  CHECK(has_line(page, "docket_events_total 4"));
  CHECK(has_line(page, "docket_log_position 4"));
  CHECK(has_line(page, R"(docket_projection_position{projection="tally"} 4)"));
  CHECK(has_line(page, R"(docket_stage_seconds_count{stage="decide"} 1)"));
  CHECK(has_line(page, R"(docket_http_requests_total{operation="health",status="200"} 1)"));
  CHECK(has_line(page, R"(docket_http_requests_total{operation="none",status="404"} 1)"));
  CHECK(has_line(page, R"(docket_http_refused_total{rule="length_twice"} 1)"));
  CHECK(has_line(page, "docket_deadlines_pending 0"));
}

TEST_CASE("what became of the spans of traces is told, those that were dropped, too") {
  using kind = delivery::kind;
  auto settings = exporting::quick();
  settings.queue_max = 4;
  exporting traces{settings};
  traces.collector.answer({kind::not_now, 0, "away"});
  traces.collector.answer({kind::taken, 0, {}});
  traces.collector.answer({kind::refused, 0, "too big"});
  const auto send = traces.exporter.sink();
  send(two_spans(1));
  static_cast<void>(traces.collector.requests(2)); // The first was not taken, and is sent again.
  send(two_spans(2));
  static_cast<void>(traces.collector.requests(3));
  traces.collector.hold_back();
  send(two_spans(3));
  static_cast<void>(traces.collector.requests(4));
  for (std::uint8_t n = 4; n <= 6; ++n)
    send(two_spans(n)); // The last two have no place.

  watched_shop at;
  watched what{{.shop = at.shop, .clock = [] { return timestamp{1'000'000}; }, .traces = &traces.exporter}};
  const router ask_here{watch_routes(what), lets_in({"olga", role_set::all()}), [](const served&) {}};
  const auto page = ask(ask_here, request_for(http_method::get, "/metrics")).body;
  CHECK(has_line(page, R"(docket_spans_total{result="taken"} 2)"));
  CHECK(has_line(page, R"(docket_spans_total{result="refused"} 2)"));
  CHECK(has_line(page, R"(docket_spans_total{result="dropped"} 2)"));
  CHECK(has_line(page, "docket_spans_waiting 4"));
  CHECK(has_line(page, "docket_span_requests_failed_total 2"));
  traces.collector.release();
}

TEST_CASE("a service without a collector tells of no spans") {
  const auto page = busy_page();
  CHECK(has_line(page, R"(docket_spans_total{result="dropped"} 0)"));
}

TEST_CASE("what the operating system knows of the process is told") {
  const auto page = busy_page();
  const std::regex positive{R"(\nprocess_(resident_memory_bytes|open_fds|threads|start_time_seconds) [1-9])"};
  CHECK(std::distance(std::sregex_iterator{page.begin(), page.end(), positive}, {}) == 4);
}

} // namespace docket::service
