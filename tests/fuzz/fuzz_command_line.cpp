#include "docket/domain/overloaded.hpp"
#include "docket/domain/utf8.hpp"
#include "docket/persistence/codec/command_line.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/stock_codec.hpp"

#include "require.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace docket;

namespace {

constexpr std::size_t message_bytes_max = 500;

bool is_one_line(std::string_view message) {
  return message.find_first_of("\n\r\x1b") == message.npos && is_valid_utf8(message);
}

void check(const malformed_line& problem) {
  require(!problem.rule.empty() && !problem.message.empty(), "a malformed line has a rule and a message");
  require(is_one_line(problem.message), "a complaint is one line of printable text");
  require(problem.message.size() <= message_bytes_max, "a complaint is short");
}

template <class Aggregate>
void check_command(const typename Aggregate::command& command, const command_options& options) {
  require(is_valid_id(Aggregate::id_of(command)), "a command is for somebody");
  require(codec<Aggregate>::fingerprint(command, options.occurred_at) != 0, "a fingerprint is never 0");
  const auto decided =
      decide(typename Aggregate::state{}, command, timestamp{}, typename Aggregate::limits{});
  require(decided.has_value() || !decided.error().rule.empty(), "a command is decided or refused by a rule");
}

void check(const command_line& line) {
  require(line.options.id.empty() || is_valid_id(line.options.id.view()), "a stated command id is an id");
  std::visit(overloaded{
                 [&](const order_command& c) { check_command<order>(c, line.options); },
                 [&](const stock_command& c) { check_command<stock>(c, line.options); },
             },
             line.command);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto parsed = parse_command_line({reinterpret_cast<const char*>(data), size});
  parsed ? check(*parsed) : check(parsed.error());
  return 0;
}
