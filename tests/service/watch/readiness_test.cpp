#include "docket/service/watch/readiness.hpp"

#include "watched_shop.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace docket::service {
namespace {

using namespace testing;
using namespace docket::shop;

projection_status view(projection_state state, std::uint64_t lag_events = 0,
                       std::chrono::microseconds lag = {}) {
  projection_status status;
  status.name = "order_list";
  status.state = state;
  status.lag_events = lag_events;
  status.lag = lag;
  return status;
}

std::vector<std::string> names(const std::vector<unready>& reasons) {
  std::vector<std::string> all;
  for (const auto& one : reasons)
    all.emplace_back(one.reason);
  return all;
}

std::vector<std::string> against(const projection_status& one) {
  return names(reasons_against({}, {one}, {.lag_events = 10, .lag = std::chrono::seconds{5}}));
}

using none = std::vector<std::string>;

} // namespace

TEST_CASE("a view that is kept and near the end of the log is no reason against a service") {
  for (const auto state :
       {projection_state::live, projection_state::catching_up, projection_state::rebuilding})
    CHECK(against(view(state, 10, std::chrono::seconds{5})) == none{});
}

TEST_CASE("a view that is too far behind, in events or in time, is a reason") {
  CHECK(against(view(projection_state::catching_up, 11)) == none{"view_behind"});
  CHECK(against(view(projection_state::catching_up, 1, std::chrono::microseconds{5'000'001})) ==
        none{"view_behind"});
}

TEST_CASE("a view that is not kept is a reason, and says which") {
  CHECK(against(view(projection_state::opening)) == none{"view_opening"});
  CHECK(against(view(projection_state::retrying)) == none{"view_retrying"});
  CHECK(against(view(projection_state::stopped)) == none{"view_stopped"});
  CHECK_THAT(reasons_against({}, {view(projection_state::retrying)}, {})[0].detail,
             Catch::Contains("order_list"));
}

TEST_CASE("an engine that stops, or can write no more, is a reason") {
  engine_metrics metrics;
  metrics.stopping = true;
  metrics.closed_to_writes = true;
  CHECK(names(reasons_against(metrics, {}, {})) == none{"stopping", "closed_to_writes"});
}

TEST_CASE("a service is alive and ready, and not ready once its engine stops") {
  watched_shop at;
  const auto last = create_orders(at.shop, 0, 1);
  for (const auto& one : at.shop.projections().status())
    REQUIRE(at.shop.projections().wait(one.name, last, std::chrono::minutes{5}));
  CHECK(at.get("/healthz").body == "ok\n");
  const auto ready = at.get("/readyz");
  CHECK(ready.status == 200);
  CHECK(ready.body == R"({"ready":true})");

  at.shop.stop();
  CHECK(at.get("/healthz").status == 200);
  const auto stopping = at.get("/readyz");
  CHECK(stopping.status == 503);
  CHECK(nlohmann::json::parse(stopping.body)["reasons"][0]["reason"] == "stopping");
  CHECK(at.get("/metrics").body.find("\ndocket_ready 0\n") != std::string::npos);
}

} // namespace docket::service
