#include "docket/service/tracing/tracing_settings.hpp"

#include "docket/actors/config.hpp"
#include "docket/actors/configuration/config_text.hpp"
#include "docket/actors/configuration/nearest_word.hpp"
#include "docket/domain/quoted.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <vector>

namespace docket::service {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;

struct number {
  std::string_view name;
  std::uint64_t min, max;
  void (*set)(tracing_settings&, std::uint64_t);
  std::uint64_t (*get)(const tracing_settings&);
};

template <auto Member>
constexpr number of(std::string_view name, std::uint64_t min, std::uint64_t max) {
  return {name, min, max,
          [](tracing_settings& to, std::uint64_t value) {
            using type = std::remove_reference_t<decltype(to.*Member)>;
            if constexpr (std::is_arithmetic_v<type>)
              to.*Member = value;
            else
              to.*Member = type{static_cast<typename type::rep>(value)};
          },
          [](const tracing_settings& from) -> std::uint64_t {
            using type = std::remove_cvref_t<decltype(from.*Member)>;
            if constexpr (std::is_arithmetic_v<type>)
              return from.*Member;
            else
              return static_cast<std::uint64_t>((from.*Member).count());
          }};
}

using s = tracing_settings;
constexpr std::uint64_t hour_ms = 3'600'000;
constexpr std::array numbers{of<&s::queue_max>("queue_max", 1, 100'000'000),
                             of<&s::batch_max>("batch_max", 1, 100'000),
                             of<&s::delay>("delay_ms", 0, hour_ms),
                             of<&s::timeout>("timeout_ms", 1, hour_ms),
                             of<&s::back_off_first>("back_off_first_ms", 1, hour_ms),
                             of<&s::back_off_max>("back_off_max_ms", 1, hour_ms),
                             of<&s::flush_within>("flush_within_ms", 0, hour_ms)};

constexpr std::string_view collector_key = "collector", name_key = "service_name", all_key = "sample_all",
                           ca_key = "ca_file";

std::string key_of(std::string_view name) { return fmt::format("\"{}.{}\"", tracing_group, name); }

void require_known(const json& group) {
  std::vector<std::string> known;
  for (const auto key : {collector_key, name_key, all_key, ca_key})
    known.emplace_back(key);
  for (const auto& one : numbers)
    known.emplace_back(one.name);
  for (const auto& [key, value] : group.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const auto meant = configuration::nearest_word(key, known);
    throw config_error{fmt::format("unknown key {}{}",
                                   docket::quoted(fmt::format("{}.{}", tracing_group, key)),
                                   meant.empty() ? fmt::format("; known here are {}", fmt::join(known, ", "))
                                                 : fmt::format("; did you mean {}?", key_of(meant)))};
  }
}

std::uint64_t read_number(const json& value, const number& setting) {
  const auto key = key_of(setting.name);
  if (!value.is_number_integer())
    throw config_error{fmt::format("{} must be a whole number, not {}", key, value.type_name())};
  const bool in_range = value.is_number_unsigned() && value.get<std::uint64_t>() >= setting.min &&
                        value.get<std::uint64_t>() <= setting.max;
  if (!in_range)
    throw config_error{
        fmt::format("{} is {}, but must be from {} to {}", key, value.dump(), setting.min, setting.max)};
  return value.get<std::uint64_t>();
}

std::string read_text(const json& value, std::string_view name) {
  if (!value.is_string() || value.get_ref<const std::string&>().empty())
    throw config_error{fmt::format("{} must be a text that is not empty", key_of(name))};
  return value.get<std::string>();
}

collector_address read_collector(const json& value) {
  const auto url = read_text(value, collector_key);
  auto address = parse_collector_address(url);
  if (!address)
    throw config_error{
        fmt::format("{} is {}, but {}", key_of(collector_key), docket::quoted(url), address.error())};
  return std::move(*address);
}

bool read_flag(const json& value, std::string_view name) {
  if (!value.is_boolean())
    throw config_error{fmt::format("{} must be true or false, not {}", key_of(name), value.type_name())};
  return value.get<bool>();
}

tracing_settings read_group(const json& group) {
  if (!group.is_object())
    throw config_error{fmt::format("\"{}\" must be an object, not {}", tracing_group, group.type_name())};
  require_known(group);
  tracing_settings read;
  const auto with = [&](std::string_view key, auto use) {
    if (const auto found = group.find(key); found != group.end()) use(*found);
  };
  with(collector_key, [&](const json& value) { read.collector = read_collector(value); });
  with(name_key, [&](const json& value) { read.service_name = read_text(value, name_key); });
  with(all_key, [&](const json& value) { read.sample_all = read_flag(value, all_key); });
  with(ca_key, [&](const json& value) { read.ca_file = read_text(value, ca_key); });
  for (const auto& one : numbers)
    with(one.name, [&](const json& value) { one.set(read, read_number(value, one)); });
  return read;
}

} // namespace

tracing_settings tracing_from_json(std::string_view configuration) {
  const auto whole = json::parse(configuration, nullptr, false);
  if (!whole.is_object() || !whole.contains(tracing_group))
    return {}; // config_from_json() says what is wrong.
  return read_group(whole[std::string{tracing_group}]);
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
  return group.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace docket::service
