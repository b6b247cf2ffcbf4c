#include "docket/app/queries/asked.hpp"

#include "docket/app/options/database_option.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/program/errors.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace docket::app {

moment asked::at() const {
  moment result;
  if (as_of) result.as_of = time_from(*as_of, "--as-of");
  if (at_position) result.at = position{*at_position};
  return result;
}

void add_asked_options(CLI::App& to, asked& what, invocation& call) {
  auto* as_of =
      to.add_option("--as-of", what.as_of, "As it was at a time (RFC 3339, with a zone)")->type_name("TIME");
  to.add_option("--at-position", what.at_position, "As it was known at this position of the log")
      ->type_name("P")
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{9'223'372'036'854'775'807u}).description(""))
      ->excludes(as_of);
  to.add_option("--within", what.within_s, "Wait at most so long when another process keeps the view")
      ->type_name("SECONDS")
      ->check(CLI::Range(0u, 86'400u).description(""))
      ->capture_default_str();
  to.add_flag("--json", what.json, "Print one JSON object");
  add_database_option(to, call);
}

void add_page_options(CLI::App& to, page_asked& page) {
  to.add_option("--limit", page.limit, "At most so many, 1 to 1,000")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000}).description(""))
      ->capture_default_str();
  to.add_option("--cursor", page.cursor, "Go on after the page that ended with this")->type_name("CURSOR");
}

timestamp time_from(const std::string& written, const char* option) {
  const auto time = parse_timestamp(written);
  if (!time) throw usage_error{fmt::format("{}: {}", option, time.error().message)};
  return *time;
}

std::string moment_text(const moment& at, position of_view) {
  if (at.as_of) return fmt::format("as of {}", format_timestamp(*at.as_of));
  return fmt::format("at position {}", grouped(value(at.at.value_or(of_view))));
}

std::string more_text(const std::string& next) {
  return next.empty() ? "" : fmt::format("\nThere are more; the same with --cursor {} shows them.\n", next);
}

} // namespace docket::app
