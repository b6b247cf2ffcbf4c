#include "docket/app/options/expect_head_option.hpp"

#include "docket/app/program/errors.hpp"
#include "docket/service/answers/hash_text.hpp"

#include <CLI/CLI.hpp>

namespace docket::app {

void add_expect_head_option(CLI::App& to, std::optional<std::string>& text) {
  to.add_option("--expect-head", text, "A head's hash noted earlier")->type_name("HASH");
}

std::optional<sha256> expected_head(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const auto hash = service::parse_hash(*text);
  if (!hash) throw usage_error{"--expect-head: a head is 64 hexadecimal digits, as docket verify prints it"};
  return hash;
}

} // namespace docket::app
