#include "docket/app/gateways/simulated_outside.hpp"
#include "docket/app/gateways/simulation_settings.hpp"

#include "docket/simulation/gateways/gateway_numbers.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

using namespace docket;
using namespace docket::app;

namespace {

std::string refusal_of(const std::string& group) {
  try {
    static_cast<void>(simulation_from_json(R"({"simulation":)" + group + "}"));
    return "none";
  } catch (const config_error& error) {
    return error.what();
  }
}

} // namespace

TEST_CASE("the simulated gateways are as usual where the configuration says nothing of them") {
  const auto usual = simulation_from_json(R"({"threads":{"workers":2}})");
  CHECK(usual.gateways.seed == simulated_gateway_options{}.seed);
  CHECK_FALSE(usual.payments_ledger);
  CHECK(simulation_from_file(std::nullopt).gateways.latency_ms_max ==
        simulated_gateway_options{}.latency_ms_max);
}

TEST_CASE("a configuration sets their rates, their ledgers and whom they fail") {
  const auto read = simulation_from_json(R"({"simulation":{"seed":18446744073709551615,"declines":500,
      "poisoned":["o-1","o-2"],"payments_ledger":"money.jsonl"}})");
  CHECK(read.gateways.seed == 18'446'744'073'709'551'615u);
  CHECK(read.gateways.declines == 500);
  CHECK(read.gateways.poisoned == std::set<order_id>{order_id{"o-1"}, order_id{"o-2"}});
  const config engine{.database = "shop.db"};
  CHECK(payments_ledger_of(engine, read) == "money.jsonl");
  CHECK(shipments_ledger_of(engine, read) == "shop.db.shipments.jsonl");
}

TEST_CASE("every number of the simulation takes its ends, and nothing beyond them") {
  for (const auto& setting : gateway_numbers()) {
    INFO(setting.name);
    const auto with = [&](const std::string& number) {
      // The latencies bound each other.
      const auto other = setting.name == "latency_ms_min" ? R"("latency_ms_max":86400000,)" : "";
      const auto base = setting.name == "latency_ms_max" ? R"("latency_ms_min":0,)" : other;
      return fmt::format(R"({{"simulation":{{{}"{}":{}}}}})", base, setting.name, number);
    };
    CHECK(setting.get(simulation_from_json(with("0")).gateways) == 0);
    CHECK(setting.get(simulation_from_json(with(std::to_string(setting.max))).gateways) == setting.max);
    CHECK_THROWS_AS(simulation_from_json(with("-1")), config_error);
    CHECK_THROWS_AS(simulation_from_json(with("\"1\"")), config_error);
    if (setting.max != ~std::uint64_t{0})
      CHECK_THROWS_AS(simulation_from_json(with(std::to_string(setting.max + 1))), config_error);
  }
}

TEST_CASE("what cannot be in the group of the simulation is refused by its key") {
  const std::pair<std::string, std::string> refused[] = {
      {"[]", R"("simulation" must be an object, not array)"},
      {R"({"declins":1})", R"(unknown key "simulation.declins"; did you mean "simulation.declines"?)"},
      {R"({"declines":10001})", R"("simulation.declines" is 10001, but must be from 0 to 10000)"},
      {R"({"poisoned":"o-1"})", R"("simulation.poisoned" must be an array of orders' ids, not string)"},
      {R"({"payments_ledger":""})", R"("simulation.payments_ledger" must name a file)"},
      {R"({"shipments_ledger":7})", R"("simulation.shipments_ledger" must name a file)"},
      {R"({"latency_ms_min":9,"latency_ms_max":8})",
       R"("simulation.latency_ms_min" must not exceed "simulation.latency_ms_max")"},
  };
  for (const auto& [group, why] : refused)
    CHECK(refusal_of(group) == why);
  CHECK_THAT(refusal_of(R"({"poisoned":["o-1","o 2"]})"),
             Catch::StartsWith(R"("simulation.poisoned" names no order: )"));
}

TEST_CASE("docs/configuration.md has each number of the simulation with its default and range") {
  std::ifstream in{std::filesystem::path{DOCKET_SOURCE_DIR} / "docs" / "configuration.md"};
  const std::string page{std::istreambuf_iterator<char>{in}, {}};
  for (const auto& setting : gateway_numbers()) {
    const auto row = fmt::format("\n| `{}` | {} | 0 to {} | ", setting.name, setting.get({}), setting.max);
    INFO(row);
    CHECK(page.find(row) != std::string::npos);
  }
}
