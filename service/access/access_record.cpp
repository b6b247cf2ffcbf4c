#include "docket/service/access/access_record.hpp"

#include "docket/domain/ids.hpp"
#include "docket/persistence/codec/json_writer.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace docket::service {
namespace {

constexpr std::string_view hidden = "*";
// Ids, times, numbers and words of the program.
constexpr std::string_view shown[] = {"amountFrom",  "amountTo",  "asOf",     "atLeast",  "atPosition",
                                      "createdFrom", "createdTo", "currency", "customer", "from",
                                      "key",         "limit",     "order",    "phase",    "product",
                                      "sort",        "status",    "to",       "type",     "version"};
// What people typed, or what is made of it.
constexpr std::string_view named_only[] = {"cursor", "q", "text"};

bool contains(auto& names, std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

// Longer than any id are only the times, whose colons may be encoded.
bool is_plain(std::string_view encoded) {
  std::string value{encoded};
  for (auto at = value.find("%3A"); at != value.npos; at = value.find("%3A", at))
    value.replace(at, 3, ":");
  return is_valid_id(value);
}

std::string recorded_parameter(std::string_view parameter) {
  const auto equals = parameter.find('=');
  const auto name = parameter.substr(0, equals);
  if (contains(named_only, name)) return std::string{name} + "=*";
  if (!contains(shown, name)) return std::string{hidden};
  const auto value = equals == parameter.npos ? std::string_view{} : parameter.substr(equals + 1);
  return std::string{name} + "=" + std::string{value.empty() || is_plain(value) ? value : hidden};
}

// The parts of the text as they are recorded, with what stands between them.
std::string each_part(std::string_view text, char between, auto recorded) {
  std::string all;
  while (true) {
    const auto end = text.find(between);
    all += recorded(text.substr(0, end));
    if (end == text.npos) return all;
    all += between;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::uint64_t> position_of(const http_response& response) {
  const auto text = response.header("Docket-Position");
  std::uint64_t position = 0;
  if (!text || std::from_chars(text->data(), text->data() + text->size(), position).ec != std::errc{})
    return std::nullopt;
  return position;
}

} // namespace

std::string recorded_path(std::string_view path) {
  return each_part(path, '/', [](std::string_view part) {
    return part.empty() || is_plain(part) ? std::string{part} : std::string{hidden};
  });
}

std::string recorded_query(std::string_view query) { return each_part(query, '&', recorded_parameter); }

std::string access_record(const served& one, timestamp at) {
  const bool has_route = !one.operation.empty();
  return json_text([&](json_writer& to) {
    to.begin_object();
    to.time("time", at);
    if (!one.who.roles.empty()) to.string("caller", one.who.name);
    if (has_route) to.string("operation", one.operation);
    to.string("method", name_of(one.request.method));
    // Where there is nothing, a path can be anything.
    to.string("path", has_route ? recorded_path(one.request.path) : std::string{hidden});
    if (!one.request.query.empty()) to.string("query", recorded_query(one.request.query));
    to.integer("status", std::int64_t{one.response.status});
    if (const auto position = position_of(one.response)) to.integer("position", *position);
    to.integer("durationUs",
               std::int64_t{std::chrono::duration_cast<std::chrono::microseconds>(one.took).count()});
    to.string("peer", text_of(one.request.peer));
    to.end_object();
  });
}

} // namespace docket::service
