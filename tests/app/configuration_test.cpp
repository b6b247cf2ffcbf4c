#include "docket/app/configuration/all_settings.hpp"
#include "docket/app/configuration/configuration_problems.hpp"

#include "docket/simulation/gateways/gateway_numbers.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::app;

namespace {

using problems = std::vector<std::string>;

} // namespace

TEST_CASE("what can be used has no problems") {
  CHECK(configuration_problems("{}").empty());
  CHECK(configuration_problems(R"({"orders":{},"simulation":{"latency_ms_min":7,"latency_ms_max":7}})")
            .empty());
}

TEST_CASE("each wrong key is a problem, in the order of the keys, and each problem is told once") {
  const auto found = configuration_problems(R"({"stock":{"unknown_products":"guess"},"nobody":1,
      "orders":{"max_lines":-1,"payments":"split"},"simulation":{"seed":"x","refusals":10001}})");
  REQUIRE(found.size() == 5);
  CHECK(found[0].find("\"stock.unknown_products\"") == 0);
  CHECK(found[1].find("unknown key \"nobody\"") == 0);
  CHECK(found[2].find("\"orders.max_lines\"") == 0);
  CHECK(found[3].find("\"simulation.seed\"") == 0);
  CHECK(found[4].find("\"simulation.refusals\"") == 0);
}

TEST_CASE("what is only wrong as a whole is told as a whole") {
  CHECK(configuration_problems(R"({"simulation":{"latency_ms_min":9,"latency_ms_max":8}})").back() ==
        R"("simulation.latency_ms_min" must not exceed "simulation.latency_ms_max")");
  CHECK(configuration_problems("[1]") == problems{"the configuration must be an object, not array"});
  CHECK(configuration_problems("{,}").size() == 1);
}

TEST_CASE("all settings are written as they are read") {
  all_settings settings;
  settings.engine.orders.max_lines = 50;
  std::uint64_t number = 0;
  for (const auto& one : gateway_numbers())
    one.set(settings.simulation.gateways, ++number);
  settings.simulation.gateways.poisoned = {order_id{"o-1"}, order_id{"o-2"}};
  settings.simulation.shipments_ledger = "parcels.jsonl";
  const auto written = to_json(settings);
  const auto read = all_settings_from_json(written);
  CHECK(to_json(read) == written);
  CHECK(read.engine.orders.max_lines == 50);
  CHECK(read.simulation.gateways.refusals == settings.simulation.gateways.refusals);
  CHECK(read.simulation.gateways.poisoned == settings.simulation.gateways.poisoned);
  CHECK(read.simulation.shipments_ledger == "parcels.jsonl");
  CHECK_FALSE(read.simulation.payments_ledger);
}
