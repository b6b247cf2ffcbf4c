#include "docket/app/program/as_called.hpp"

#include "docket/app/output/shell_word.hpp"

#include <fmt/format.h>

namespace docket::app {

std::string as_called(const invocation& call) {
  const auto program = shell_word(call.program);
  return call.database ? fmt::format("{} --db {}", program, shell_word(call.database->string())) : program;
}

} // namespace docket::app
