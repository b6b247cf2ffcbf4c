#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::service {

// Takes the settings of one group of a configuration by their keys. The first problem stays in it, so that a
// caller reads straight on; finish() is called when all keys that the group may have were asked for, and
// throws config_error, which names the key: one that nobody asked for before all others.
class settings_group {
public:
  // Of the whole configuration; a group that it has not is one without keys. config_from_json() says what is
  // wrong with a text that is no JSON object. Throws config_error when the group is no object.
  settings_group(std::string_view configuration, std::string_view name);

  // Each answers nothing where the key is not stated, or is refused.
  [[nodiscard]] std::optional<std::uint64_t> number(std::string_view key, std::uint64_t min,
                                                    std::uint64_t max);
  [[nodiscard]] std::optional<std::string> text(std::string_view key); // Not empty.
  [[nodiscard]] std::optional<bool> flag(std::string_view key);
  // Of any other kind; null where it is not stated.
  [[nodiscard]] const nlohmann::json* value(std::string_view key);

  // All numbers of a table, into the settings.
  template <class Table, class Settings>
  void numbers(const Table& table, Settings& into) {
    for (const auto& one : table)
      if (const auto stated = number(one.name, one.min, one.max)) one.set(into, *stated);
  }

  // This key cannot be so: "must be a currency".
  void refuse(std::string_view key, std::string_view why);
  void finish() const;

  // As messages have it: "http.currency", in quotation marks.
  [[nodiscard]] std::string quoted_key(std::string_view key) const;

private:
  void require_known() const;

  std::string name_;
  nlohmann::json group_ = nlohmann::json::object();
  std::vector<std::string> known_; // The keys that were asked for.
  std::string problem_;            // The first; empty while all is well.
};

} // namespace docket::service
