// The database file itself, by the engine's own check.
#include "../../persistence/store/sqlite_shell.hpp"
#include "../../persistence/store/temporary_folder.hpp"
#include "audit/violated.hpp"

#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/simulation/audit/audit.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

TEST_CASE("a file with changed bytes is found", "[audit]") {
  const temporary_folder folder;
  const auto file = folder / "log.db";
  const auto store = open_sqlite_store(file);
  append one;
  one.stream = {"order", "o-1"};
  auto& event = one.events.emplace_back();
  event.type = "OrderCreated";
  event.data = R"({"customerId":"c","currency":"EUR"})";
  const append* const batch[] = {&one};
  REQUIRE(store->commit(batch, timestamp{}).appends.front());
  const auto reader = store->open_reader();
  const audited what{.log = *reader, .database = file, .states = false};
  CHECK(audit(what) == std::vector<violation>{});
  run_sql(file, "UPDATE streams SET id = 'o-2'");
  CHECK(violated(audit(what)) == std::set<std::string>{"chain_broken"});
}
