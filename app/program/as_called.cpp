#include "docket/app/program/as_called.hpp"

#include "docket/app/output/shell_word.hpp"

#include <fmt/format.h>

namespace docket::app {

std::string as_called(std::string_view program, const std::optional<std::filesystem::path>& database) {
  const auto word = shell_word(program);
  return database ? fmt::format("{} --db {}", word, shell_word(database->string())) : word;
}

} // namespace docket::app
