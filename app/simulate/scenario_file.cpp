#include "docket/app/simulate/scenario_file.hpp"

#include "docket/app/program/errors.hpp"

#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <string>

namespace docket::app {

scenario read_scenario(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  if (!in.is_open() || in.bad()) throw usage_error{fmt::format("{} cannot be read", file.string())};
  try {
    return scenario_from_json(text);
  } catch (const std::runtime_error& error) {
    throw usage_error{fmt::format("{}: {}", file.string(), error.what())};
  }
}

void write_scenario(const scenario& what, const std::filesystem::path& file) {
  std::ofstream out{file, std::ios::binary | std::ios::trunc};
  out << to_json(what) << '\n';
  out.close();
  if (!out) throw command_failed{fmt::format("{} cannot be written", file.string())};
}

} // namespace docket::app
