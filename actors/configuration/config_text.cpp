#include "docket/actors/configuration/config_text.hpp"

#include "docket/actors/config.hpp"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <iterator>

namespace docket::configuration {

std::string config_text(const std::filesystem::path& file) {
  const auto cannot = [&file](std::string_view why) {
    return config_error{fmt::format("cannot read the configuration {}: {}", file.string(), why)};
  };
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) throw cannot("it is a directory");
  std::ifstream in{file, std::ios::binary};
  if (!in) throw cannot(std::strerror(errno));
  return {std::istreambuf_iterator<char>{in}, {}};
}

} // namespace docket::configuration
