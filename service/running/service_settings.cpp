#include "docket/service/running/service_settings.hpp"

#include "docket/actors/config.hpp"
#include "docket/actors/configuration/config_text.hpp"
#include "docket/actors/configuration/nearest_word.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/overloaded.hpp"
#include "docket/domain/quoted.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <variant>
#include <vector>

namespace docket::service {
namespace {

using nlohmann::json;

constexpr std::string_view group_name = "http";
constexpr std::string_view currency_key = "currency";

using std::chrono::milliseconds;

// Where a number stands in the settings.
using place = std::variant<std::size_t*, milliseconds*>;

struct number_setting {
  std::string_view name;
  std::uint64_t min, max;
  place (*of)(service_settings&);
};

constexpr std::uint64_t day_ms = 86'400'000;

const number_setting number_settings[] = {
    {"header_bytes_max", 1'024, 1u << 20, [](auto& s) -> place { return &s.server.limits.header_bytes_max; }},
    {"uri_bytes_max", 128, 1u << 20, [](auto& s) -> place { return &s.server.limits.uri_bytes_max; }},
    {"body_bytes_max", 1'024, 1u << 30, [](auto& s) -> place { return &s.server.limits.body_bytes_max; }},
    {"fields_max", 8, 10'000, [](auto& s) -> place { return &s.server.limits.fields_max; }},
    {"connections_max", 1, 1'000'000, [](auto& s) -> place { return &s.server.connections_max; }},
    {"request_within_ms", 1, day_ms, [](auto& s) -> place { return &s.server.request_within; }},
    {"idle_ms", 1, day_ms, [](auto& s) -> place { return &s.server.idle; }},
    {"answer_within_ms", 1, day_ms, [](auto& s) -> place { return &s.server.answer_within; }},
    {"write_within_ms", 1, day_ms, [](auto& s) -> place { return &s.server.write_within; }},
    {"drain_ms", 0, day_ms, [](auto& s) -> place { return &s.drain; }},
    {"reading_threads", 1, 256, [](auto& s) -> place { return &s.reading_threads; }},
    {"questions_max", 1, 1'000'000, [](auto& s) -> place { return &s.questions_max; }},
};

void set(const place& at, std::uint64_t number) {
  std::visit(overloaded{[&](std::size_t* count) { *count = number; },
                        [&](milliseconds* time) { *time = milliseconds{static_cast<std::int64_t>(number)}; }},
             at);
}

std::uint64_t number_at(const place& at) {
  return std::visit(
      overloaded{[](const std::size_t* count) -> std::uint64_t { return *count; },
                 [](const milliseconds* time) { return static_cast<std::uint64_t>(time->count()); }},
      at);
}

std::string key_text(std::string_view name) { return fmt::format("\"{}.{}\"", group_name, name); }

void require_known(const json& group) {
  std::vector<std::string> known{std::string{currency_key}};
  for (const auto& one : number_settings)
    known.emplace_back(one.name);
  for (const auto& [key, value] : group.items()) {
    if (std::ranges::find(known, key) != known.end()) continue;
    const auto meant = configuration::nearest_word(key, known);
    throw config_error{fmt::format("unknown key {}{}", key_text(key),
                                   meant.empty() ? fmt::format("; known here are {}", fmt::join(known, ", "))
                                                 : fmt::format("; did you mean {}?", key_text(meant)))};
  }
}

std::uint64_t read_number(const json& value, const number_setting& setting) {
  if (!value.is_number_integer())
    throw config_error{
        fmt::format("{} must be a whole number, not {}", key_text(setting.name), value.type_name())};
  const bool fits = value.is_number_unsigned() && value.get<std::uint64_t>() >= setting.min &&
                    value.get<std::uint64_t>() <= setting.max;
  if (!fits)
    throw config_error{fmt::format("{} is {}, but must be from {} to {}", key_text(setting.name),
                                   value.dump(), setting.min, setting.max)};
  return value.get<std::uint64_t>();
}

std::string read_currency(const json& value) {
  if (value.is_string() && currency::parse(value.get_ref<const std::string&>()))
    return value.get<std::string>();
  throw config_error{fmt::format("{} must be a currency as in \"EUR\"", key_text(currency_key))};
}

} // namespace

service_settings service_from_json(std::string_view configuration, service_settings base) {
  const auto whole = json::parse(configuration, nullptr, false);
  if (!whole.is_object() || !whole.contains(group_name)) return base;
  const auto& group = whole[std::string{group_name}];
  if (!group.is_object())
    throw config_error{fmt::format("\"{}\" must be an object, not {}", group_name, group.type_name())};
  require_known(group);
  for (const auto& setting : number_settings)
    if (const auto found = group.find(setting.name); found != group.end())
      set(setting.of(base), read_number(*found, setting));
  if (const auto found = group.find(currency_key); found != group.end())
    base.currency = read_currency(*found);
  return base;
}

service_settings service_from_file(const std::optional<std::string>& file) {
  return configuration::settings_from_file<service_settings>(
      file, [](std::string_view text) { return service_from_json(text); });
}

std::string to_json(const service_settings& settings) {
  auto shown = settings; // Places are those of settings that can be changed.
  nlohmann::ordered_json group = nlohmann::ordered_json::object();
  for (const auto& setting : number_settings)
    group[std::string{setting.name}] = number_at(setting.of(shown));
  group[std::string{currency_key}] = shown.currency;
  return group.dump();
}

} // namespace docket::service
