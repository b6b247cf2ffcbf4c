#include "docket/app/options/database_option.hpp"

#include <CLI/CLI.hpp>
#include <string>

namespace docket::app {

void add_database_option(CLI::App& to, invocation& call, const char* usual, const char* what) {
  to.add_option_function<std::string>(
        "--db", [&call](const std::string& path) { call.database = path; }, what)
      ->type_name("PATH")
      ->default_str(usual)
      ->check([](const std::string& path) { return path.empty() ? "is empty" : ""; });
}

} // namespace docket::app
