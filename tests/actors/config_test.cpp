#include "docket/actors/config.hpp"
#include "docket/actors/configuration/settings.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <unistd.h>

using namespace docket;
using docket::configuration::number_setting;
using docket::configuration::number_settings;
using docket::configuration::setting_groups;
using docket::configuration::word_settings;

namespace {

// What config_from_json says to a text that it refuses.
std::string refusal(std::string_view json) {
  try {
    static_cast<void>(config_from_json(json));
  } catch (const config_error& error) {
    return error.what();
  }
  return "accepted";
}

std::string with_number(const number_setting& setting, const std::string& number) {
  return fmt::format(R"({{"{}":{{"{}":{}}}}})", setting.group, setting.name, number);
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in{file};
  REQUIRE(in);
  return {std::istreambuf_iterator<char>{in}, {}};
}

} // namespace

TEST_CASE("a configuration file changes what it names and nothing else") {
  const auto read = config_from_json(R"({"database":"shop.db","aggregates":{"live_max":7,"idle_ms":1500},
                                         "orders":{"payments":"split"},"idempotency":{"age_max_s":60}})");
  CHECK(read.database == "shop.db");
  CHECK(read.aggregates.live_max == 7);
  CHECK(read.aggregates.idle == std::chrono::milliseconds{1'500});
  CHECK(read.orders.payments == payment_policy::split);
  CHECK(read.idempotency.age_max == std::chrono::minutes{1});
  CHECK(read.aggregates.shards == config{}.aggregates.shards);
  CHECK(read.orders.max_lines == config{}.orders.max_lines);
}

TEST_CASE("who fulfils orders, and how patiently, is configured by words and numbers") {
  const auto read = config_from_json(R"({"fulfilment":{"mode":"reserve_first","payment_method":"boleto",
      "answer_within_ms":250,"back_off_jitter_percent":0,"attempts_max":3,"delivery_within_ms":86400000,
      "news_under_way_max":5},"stock":{"unknown_products":"back_order"}})");
  const auto& fulfilment = read.fulfilment;
  CHECK(fulfilment.mode == fulfilment_mode::reserve_first);
  CHECK(fulfilment.payment_method == "boleto");
  CHECK(fulfilment.policy.answer_within == std::chrono::milliseconds{250});
  CHECK(fulfilment.policy.back_off_jitter_percent == 0);
  CHECK(fulfilment.policy.attempts_max == 3);
  CHECK(fulfilment.policy.delivery_within == std::chrono::hours{24});
  CHECK(fulfilment.news_under_way_max == 5);
  CHECK(read.stock.unknown_products == unknown_product_policy::back_order);
  CHECK(fulfilment.policy.payment_within == config{}.fulfilment.policy.payment_within);
}

TEST_CASE("a group that somebody else reads is passed over, and still guards against misspelling") {
  constexpr std::string_view others[] = {"simulation"};
  const auto read = config_from_json(R"({"simulation":{"seed":"any"},"threads":{"workers":3}})", {}, others);
  CHECK(read.threads.workers == 3);
  CHECK(refusal(R"({"simulation":{}})").find("unknown key \"simulation\"") == 0);
  CHECK_THROWS_WITH(config_from_json(R"({"simulaton":{}})", {}, others),
                    R"(unknown key "simulaton"; did you mean "simulation"?)");
}

TEST_CASE("an empty configuration keeps the base as it is") {
  config base;
  base.threads.workers = 9;
  base.database = "base.db";
  CHECK(config_to_json(config_from_json("{}", base)) == config_to_json(base));
}

TEST_CASE("what is written is read back the same") {
  config written;
  written.database = "a \"quoted\" path.db";
  written.orders = {42, payment_policy::split};
  written.store.cache_bytes = 5u << 20;
  written.aggregates.snapshot_every = 0;
  written.stock.unknown_products = unknown_product_policy::back_order;
  written.fulfilment.mode = fulfilment_mode::pay_first;
  written.fulfilment.payment_method = "bank \"transfer\"";
  written.fulfilment.policy.back_off_max = std::chrono::milliseconds{77};
  CHECK(config_to_json(config_from_json(config_to_json(written))) == config_to_json(written));
}

TEST_CASE("an unknown key is refused by name, with the one that was meant") {
  CHECK(refusal(R"({"databse":"x"})") == R"(unknown key "databse"; did you mean "database"?)");
  CHECK(refusal(R"({"aggregates":{"liveMax":5}})") ==
        R"(unknown key "aggregates.liveMax"; did you mean "aggregates.live_max"?)");
  CHECK(refusal(R"({"aggregates":{"idle":5}})") ==
        R"(unknown key "aggregates.idle"; did you mean "aggregates.idle_ms"?)");
  CHECK(refusal(R"({"aggregates":{"qeue_max":5}})") ==
        R"(unknown key "aggregates.qeue_max"; did you mean "aggregates.queue_max"?)");
  CHECK(refusal(R"({"fulfilment":{"answer_within":5}})") ==
        R"(unknown key "fulfilment.answer_within"; did you mean "fulfilment.answer_within_ms"?)");
  CHECK(refusal(R"({"colour":"red"})") == "unknown key \"colour\"; known here are database, orders, stock, "
                                          "threads, aggregates, commit, admission, "
                                          "idempotency, subscriptions, fulfilment, store, projections");
  CHECK(refusal(R"({"a\u0000\u001b[31m":1})").find('\x1b') == std::string::npos);
}

TEST_CASE("a wrong type is refused by the key's name") {
  CHECK(refusal(R"({"database":5})") == R"("database" must be a string, not number)");
  CHECK(refusal(R"({"database":""})") == R"("database" must name a file)");
  CHECK(refusal(R"({"threads":3})") == R"("threads" must be an object, not number)");
  CHECK(refusal(R"({"threads":{"workers":"two"}})") ==
        R"("threads.workers" must be a whole number, not string)");
  CHECK(refusal(R"({"threads":{"workers":1.5}})") == R"("threads.workers" must be a whole number, not 1.5)");
  CHECK(refusal(R"({"orders":{"payments":"some"}})") ==
        R"("orders.payments" is "some", but must be "exact" or "split")");
  CHECK(refusal(R"({"fulfilment":{"mode":"automatic"}})") ==
        R"("fulfilment.mode" is "automatic", but must be "manual" or "pay_first" or "reserve_first")");
  CHECK(refusal(R"({"fulfilment":{"mode":1}})") == R"("fulfilment.mode" must be a string, not number)");
  CHECK(refusal(R"({"fulfilment":{"payment_method":""}})").find("fulfilment.payment_method") !=
        std::string::npos);
  CHECK(refusal(R"({"stock":{"unknown_products":true}})") ==
        R"("stock.unknown_products" must be a string, not boolean)");
  CHECK(refusal("[]") == "the configuration must be an object, not array");
}

TEST_CASE("a key that stands twice is refused, not decided by the last one") {
  CHECK(refusal(R"({"database":"a","database":"b"})") == R"(the key "database" stands twice)");
  CHECK(refusal(R"({"commit":{"events_max":1,"events_max":2}})") == R"(the key "events_max" stands twice)");
  CHECK(refusal(R"({"commit":{"queue_max":1},"aggregates":{"queue_max":2}})") == "accepted");
}

TEST_CASE("text that is not JSON is refused with the place") {
  CHECK(refusal("").find("the configuration is not JSON") == 0);
  CHECK(refusal(R"({"database":)").find("line 1") != std::string::npos);
  CHECK(refusal("{} {}").find("the configuration is not JSON") == 0);
}

TEST_CASE("every number has a range, and both its ends are in it") {
  for (const auto& setting : number_settings()) {
    INFO(setting.key());
    CHECK(refusal(with_number(setting, std::to_string(setting.min))) == "accepted");
    CHECK(refusal(with_number(setting, std::to_string(setting.max))) == "accepted");
    const auto range = fmt::format("must be from {} to {}", setting.min, setting.max);
    CHECK(refusal(with_number(setting, std::to_string(setting.max + 1))).find(range) != std::string::npos);
    CHECK(refusal(with_number(setting, "-1")).find(range) != std::string::npos);
    if (setting.min > 0) CHECK(refusal(with_number(setting, std::to_string(setting.min - 1))) != "accepted");
    CHECK(setting.get(config_from_json(with_number(setting, std::to_string(setting.max)))) == setting.max);
  }
}

TEST_CASE("a file that cannot be read, or says something wrong, is named") {
  const auto file = std::filesystem::temp_directory_path() / fmt::format("docket-config-{}.json", ::getpid());
  CHECK_THROWS_WITH(config_from_file(file),
                    Catch::Contains(file.string()) && Catch::Contains("No such file"));
  CHECK_THROWS_WITH(config_from_file(file.parent_path()), Catch::Contains("it is a directory"));
  std::ofstream{file} << R"({"treads":{}})";
  CHECK_THROWS_WITH(config_from_file(file),
                    Catch::Contains(file.string()) && Catch::Contains("did you mean \"threads\"?"));
  std::ofstream{file} << R"({"threads":{"workers":5}})";
  CHECK(config_from_file(file).threads.workers == 5);
  std::filesystem::remove(file);
}

TEST_CASE("docs/configuration.md has each key with its default and range, and no other") {
  auto page = text_of(std::filesystem::path{DOCKET_SOURCE_DIR} / "docs" / "configuration.md");
  page.resize(page.find("\n## The simulated gateways")); // Those are the program's own.
  for (const auto& setting : number_settings()) {
    const auto row = fmt::format("\n| `{}` | {} | {} to {} | ", setting.key(), setting.get(config{}),
                                 setting.min, setting.max);
    INFO(row);
    CHECK(page.find(row) != std::string::npos);
  }
  CHECK(page.find("\n| `database` | `\"docket.db\"` | ") != std::string::npos);
  CHECK(page.find("\n| `fulfilment.payment_method` | `\"card\"` | ") != std::string::npos);
  for (const auto& setting : word_settings()) {
    const auto row = fmt::format("\n| `{}` | `\"{}\"` | `\"{}\"` | ", setting.key(),
                                 setting.words[setting.get(config{})], fmt::join(setting.words, "\"`, `\""));
    INFO(row);
    CHECK(page.find(row) != std::string::npos);
  }
  std::size_t rows = 0;
  for (auto at = page.find("\n| `"); at != std::string::npos; at = page.find("\n| `", at + 1))
    ++rows;
  CHECK(rows == number_settings().size() + word_settings().size() + 2);
  const auto json = config_to_json(config{});
  CHECK(static_cast<std::size_t>(std::count(json.begin(), json.end(), ':')) ==
        rows + setting_groups().size());
}
