#include "docket/service/running/service_settings.hpp"

#include "docket/actors/configuration/config_text.hpp"
#include "docket/domain/money.hpp"
#include "docket/service/settings/number_setting.hpp"
#include "docket/service/settings/settings_group.hpp"

namespace docket::service {
namespace {

constexpr std::string_view currency_key = "currency";
constexpr std::uint64_t day_ms = 86'400'000;

using number = number_setting<service_settings>;
using place = number::place;

const number numbers[] = {
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

void read_currency(settings_group& group, std::string& into) {
  const auto* stated = group.value(currency_key);
  if (!stated) return;
  if (stated->is_string() && currency::parse(stated->get_ref<const std::string&>()))
    into = stated->get<std::string>();
  else
    group.refuse(currency_key, "must be a currency as in \"EUR\"");
}

} // namespace

service_settings service_from_json(std::string_view configuration, service_settings base) {
  settings_group group{configuration, "http"};
  read_currency(group, base.currency);
  group.numbers(numbers, base);
  group.finish();
  return base;
}

service_settings service_from_file(const std::optional<std::string>& file) {
  return configuration::settings_from_file<service_settings>(
      file, [](std::string_view text) { return service_from_json(text); });
}

std::string to_json(const service_settings& settings) {
  nlohmann::ordered_json group = nlohmann::ordered_json::object();
  for (const auto& one : numbers)
    group[std::string{one.name}] = one.get(settings);
  group[std::string{currency_key}] = settings.currency;
  return group.dump();
}

} // namespace docket::service
