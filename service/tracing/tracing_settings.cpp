#include "docket/service/tracing/tracing_settings.hpp"

#include "docket/actors/configuration/config_text.hpp"
#include "docket/domain/quoted.hpp"
#include "docket/service/settings/number_setting.hpp"
#include "docket/service/settings/settings_group.hpp"

#include <fmt/format.h>

#include <utility>

namespace docket::service {
namespace {

constexpr std::string_view collector_key = "collector", name_key = "service_name", all_key = "sample_all",
                           ca_key = "ca_file";
constexpr std::uint64_t hour_ms = 3'600'000;

using number = number_setting<tracing_settings>;
using place = number::place;

const number numbers[] = {
    {"queue_max", 1, 100'000'000, [](auto& s) -> place { return &s.queue_max; }},
    {"batch_max", 1, 100'000, [](auto& s) -> place { return &s.batch_max; }},
    {"delay_ms", 0, hour_ms, [](auto& s) -> place { return &s.delay; }},
    {"timeout_ms", 1, hour_ms, [](auto& s) -> place { return &s.timeout; }},
    {"back_off_first_ms", 1, hour_ms, [](auto& s) -> place { return &s.back_off_first; }},
    {"back_off_max_ms", 1, hour_ms, [](auto& s) -> place { return &s.back_off_max; }},
    {"flush_within_ms", 0, hour_ms, [](auto& s) -> place { return &s.flush_within; }},
};

void read_collector(settings_group& group, std::optional<collector_address>& into) {
  const auto url = group.text(collector_key);
  if (!url) return;
  auto address = parse_collector_address(*url);
  if (address)
    into = std::move(*address);
  else
    group.refuse(collector_key, fmt::format("is {}, but {}", docket::quoted(*url), address.error()));
}

} // namespace

tracing_settings tracing_from_json(std::string_view configuration) {
  settings_group group{configuration, tracing_group};
  tracing_settings read;
  read_collector(group, read.collector);
  if (auto name = group.text(name_key)) read.service_name = std::move(*name);
  if (const auto all = group.flag(all_key)) read.sample_all = *all;
  if (auto file = group.text(ca_key)) read.ca_file = std::move(*file);
  group.numbers(numbers, read);
  group.finish();
  return read;
}

tracing_settings tracing_from_file(const std::optional<std::string>& file) {
  return configuration::settings_from_file<tracing_settings>(file, tracing_from_json);
}

std::string to_json(const tracing_settings& settings) {
  nlohmann::ordered_json group = nlohmann::ordered_json::object();
  if (settings.collector)
    group[std::string{collector_key}] = settings.collector->origin() + settings.collector->path;
  group[std::string{name_key}] = settings.service_name;
  group[std::string{all_key}] = settings.sample_all;
  if (!settings.ca_file.empty()) group[std::string{ca_key}] = settings.ca_file;
  for (const auto& one : numbers)
    group[std::string{one.name}] = one.get(settings);
  return group.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace docket::service
