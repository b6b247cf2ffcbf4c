#pragma once

#include "docket/domain/money.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/log_types.hpp"
#include "docket/persistence/views/history/moment.hpp"
#include "docket/service/http/message.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket::service {

// Takes a percent-encoded text apart; nothing when it is not well-formed, not valid UTF-8, or has U+0000.
// `plus_is_blank`: as in a query.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank = false);
// As a part of a path or the value of a parameter.
[[nodiscard]] std::string percent_encoded(std::string_view text);

// The parameters of a query, taken by name. The first that is wrong is kept; after it a take answers an empty
// value, so that a caller reads straight on and asks once, at the end: refusal() also tells a parameter that
// nobody took. Rules: "unknown_parameter", "parameter_twice", "bad_parameter".
class parameters {
public:
  explicit parameters(std::string_view query);

  [[nodiscard]] bool has(std::string_view name) const noexcept;
  [[nodiscard]] std::optional<std::string> text(std::string_view name);
  [[nodiscard]] std::vector<std::string>
  texts(std::string_view name); // Those of a name that may stand often.
  [[nodiscard]] std::optional<std::uint64_t> number(std::string_view name, std::uint64_t min,
                                                    std::uint64_t max);
  [[nodiscard]] std::optional<timestamp> time(std::string_view name);
  [[nodiscard]] std::optional<decimal> money(std::string_view name);
  // Which of the words; the first when it is not stated.
  [[nodiscard]] std::size_t word(std::string_view name, std::initializer_list<std::string_view> words);

  // asOf and atPosition.
  [[nodiscard]] docket::moment moment();
  // atLeast: the position of a receipt, to read what was written.
  [[nodiscard]] position at_least();

  void refuse(std::string_view name, std::string_view detail);
  // Whether all was well; asked last.
  [[nodiscard]] std::optional<http_response> refusal() const;

private:
  struct one {
    std::string name, value;
    bool taken = false;
  };

  std::vector<one> all_;
  std::string rule_, detail_;
};

} // namespace docket::service
