#include "docket/service/access/access_log.hpp"

#include "../../persistence/store/temporary_folder.hpp"
#include "asking.hpp"
#include "docket/service/access/access_record.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <vector>

namespace docket::service {
namespace {

using namespace testing;
using json = nlohmann::json;

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream from{file};
  std::vector<std::string> lines;
  for (std::string line; std::getline(from, line);)
    lines.push_back(line);
  return lines;
}

struct recorded_service {
  docket::testing::temporary_folder folder;
  std::filesystem::path file = folder / "access.log";
  std::vector<std::string> said;
  access_log log;
  router at;

  explicit recorded_service(std::size_t waiting_bytes_max = 1u << 20)
      : log({file, [] { return timestamp{1'000'000}; }, waiting_bytes_max,
             [this](const std::string& line) { said.push_back(line); }}),
        at({{http_method::get, "/orders", "listOrders", role::read, well},
            {http_method::post, "/orders/{order}/items", "addItem", role::command, well}},
           lets_in({"anna", role_set{}.add(role::read)}), [this](const served& one) { log.record(one); }) {}

  static void well(visit&&, answer&& to) { to.send({200, {{"Docket-Position", "17"}}, "{}"}); }

  std::vector<std::string> lines() {
    log.flush();
    return lines_of(file);
  }
};

} // namespace

TEST_CASE("a request leaves one line: who asked for what, and what came of it") {
  recorded_service shop;
  static_cast<void>(ask(shop.at, request_for(http_method::get, "/api/orders?customer=cust-1&limit=3")));
  const auto lines = shop.lines();
  REQUIRE(lines.size() == 1);
  auto line = json::parse(lines[0]);
  CHECK(line["durationUs"].is_number_unsigned());
  line.erase("durationUs");
  CHECK(line == json{{"time", "1970-01-01T00:00:01Z"},
                     {"caller", "anna"},
                     {"operation", "listOrders"},
                     {"method", "GET"},
                     {"path", "/api/orders"},
                     {"query", "customer=cust-1&limit=3"},
                     {"status", 200},
                     {"position", 17},
                     {"peer", "127.0.0.1:50124"}});
}

TEST_CASE("what is refused is recorded, too") {
  recorded_service shop;
  static_cast<void>(ask(shop.at, request_for(http_method::post, "/orders/o-1/items", "{}")));
  static_cast<void>(ask(shop.at, request_for(http_method::get, "/nothing")));
  const auto lines = shop.lines();
  REQUIRE(lines.size() == 2);
  CHECK(json::parse(lines[0])["status"] == 403);
  CHECK(json::parse(lines[0])["operation"] == "addItem");
  CHECK(json::parse(lines[1])["status"] == 404);
  CHECK_FALSE(json::parse(lines[1]).contains("operation"));
}

TEST_CASE("no name, address, search or token that goes in stands in the record") {
  recorded_service shop;
  const std::string personal[] = {"Zoe",          "zoe@example.com", "zoe%40example.com",
                                  "Elm%20Street", "Elm+Street",      "docket_0123"};
  for (const auto& word : personal) {
    for (const auto& target :
         {"/orders?q=" + word, "/orders?text=" + word, "/orders?" + word, "/orders?" + word + "=1",
          "/orders?cursor=" + word, "/orders?Q=" + word, "/" + word, "/customers/" + word})
      static_cast<void>(ask(shop.at, request_for(http_method::get, target)));
    static_cast<void>(
        ask(shop.at, with_token(request_for(http_method::post, "/orders/o-1/items", word), word)));
  }
  for (const auto& word : {"zoe@example.com", "zoe%40example.com", "Elm%20Street", "Elm+Street"})
    for (const auto& target : {"/orders?customer=", "/orders/"})
      static_cast<void>(ask(shop.at, request_for(http_method::post, std::string{target} + word + "/items")));
  const auto lines = shop.lines();
  REQUIRE(lines.size() == 6 * 9 + 4 * 2);
  for (const auto& line : lines)
    for (const auto& word : {"Zoe", "zoe", "example", "Elm", "Street", "docket_"}) {
      INFO(line);
      CHECK(line.find(word) == line.npos);
    }
}

TEST_CASE("times, numbers and ids stay readable in the record") {
  CHECK(recorded_query("asOf=2026-03-01T10:15:00Z&status=paid&status=placed") ==
        "asOf=2026-03-01T10:15:00Z&status=paid&status=placed");
  CHECK(recorded_query("asOf=2026-03-01T10%3A15%3A00Z") == "asOf=2026-03-01T10%3A15%3A00Z");
  CHECK(recorded_query("q=&limit=&&product") == "q=*&limit=&*&product=");
  CHECK(recorded_path("/api/orders/order-001/items/widget:2") == "/api/orders/order-001/items/widget:2");
}

TEST_CASE("when the file was moved away, the record goes on in a new one") {
  recorded_service shop;
  const auto request = request_for(http_method::get, "/orders");
  static_cast<void>(ask(shop.at, request));
  CHECK(shop.lines().size() == 1);
  std::filesystem::rename(shop.file, shop.folder / "access.log.1");
  static_cast<void>(ask(shop.at, request));
  static_cast<void>(ask(shop.at, request));
  CHECK(shop.lines().size() == 2);
  CHECK(lines_of(shop.folder / "access.log.1").size() == 1);
  CHECK(shop.log.written() == 3);
}

TEST_CASE("requests that do not fit in the queue are counted, and nobody waits for the record") {
  recorded_service shop{10};
  static_cast<void>(ask(shop.at, request_for(http_method::get, "/orders")));
  CHECK(shop.lines().empty());
  CHECK(shop.log.dropped() == 1);
  CHECK(shop.log.written() == 0);
}

TEST_CASE("requests that cannot be recorded are counted, and said") {
  recorded_service shop;
  std::filesystem::remove(shop.file);
  std::filesystem::create_directory(shop.file);
  static_cast<void>(ask(shop.at, request_for(http_method::get, "/orders")));
  shop.log.flush();
  CHECK(shop.log.dropped() == 1);
  REQUIRE(shop.said.size() == 1);
  CHECK_THAT(shop.said[0], Catch::Contains("1 requests were not recorded"));
  std::filesystem::remove(shop.file);
  static_cast<void>(ask(shop.at, request_for(http_method::get, "/orders")));
  CHECK(shop.lines().size() == 1);
}

TEST_CASE("a record that cannot be opened is refused at once") {
  CHECK_THROWS_AS((access_log{{"/nowhere/access.log", [] { return timestamp{}; }}}), access_log_error);
}

} // namespace docket::service
