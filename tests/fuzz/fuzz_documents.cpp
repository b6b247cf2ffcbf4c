#include "docket/actors/config.hpp"
#include "docket/persistence/hydration/command_memory.hpp"
#include "docket/persistence/views/history/page_cursor.hpp"
#include "docket/simulation/gateways/ledger_json.hpp"
#include "docket/simulation/shop/scenario.hpp"

#include "require.hpp"

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

using namespace docket;

namespace {

void read_configuration(std::string_view text) {
  try {
    const auto read = config_from_json(text);
    const auto written = config_to_json(read);
    require(config_to_json(config_from_json(written)) == written,
            "a configuration is written as it was read");
  } catch (const config_error& error) {
    require(*error.what() != '\0', "a configuration is refused with a reason");
  }
}

void read_page_cursor(std::string_view text) {
  const cursor_owner owner{"list", 7};
  if (const auto cursor = read_cursor(text, owner)) {
    const auto again = read_cursor(write_cursor(*cursor, owner), owner);
    require(again && *again == *cursor, "a cursor means the same once written and read again");
  }
}

void read_ledger_line(std::string_view text) {
  const auto entry = parse_ledger_line(text);
  if (!entry) return require(!entry.error().empty(), "a ledger's line is refused with a reason");
  const auto again = parse_ledger_line(to_json(*entry));
  require(again && *again == *entry, "a ledger's entry means the same once written and read again");
}

void read_scenario(std::string_view text) {
  try {
    const auto written = to_json(scenario_from_json(text));
    require(to_json(scenario_from_json(written)) == written, "a scenario is written as it was read");
  } catch (const std::runtime_error& error) {
    require(*error.what() != '\0', "a scenario is refused with a reason");
  }
}

void restore_commands(std::string_view bytes) {
  command_memory commands;
  if (!commands.restore(bytes)) return;
  std::string written;
  commands.write(written);
  command_memory again;
  require(again.restore(written).has_value(), "remembered commands can be read again");
}

} // namespace

// The first byte says what the others are read as.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
  switch (data[0]) {
  case 'c': read_configuration(text); break;
  case 'p': read_page_cursor(text); break;
  case 'l': read_ledger_line(text); break;
  case 's': read_scenario(text); break;
  case 'm': restore_commands(text); break;
  default: break;
  }
  return 0;
}
