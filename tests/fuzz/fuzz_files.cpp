#include "docket/actors/tracing/trace_context.hpp"
#include "docket/persistence/archive/event_block.hpp"
#include "docket/persistence/store/store_error.hpp"
#include "docket/service/access/token_file.hpp"
#include "docket/service/tracing/collector_address.hpp"

#include "require.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using namespace docket;

namespace {

constexpr auto here = "a file";

// A block of an archive that was damaged is refused, and what is read is written as it was read.
void check_block(std::string_view bytes) {
  try {
    const archive::event_block block{std::string{bytes}, here};
    archive::block_builder builder;
    for (const auto& event : block.events())
      builder.add(event);
    if (builder.empty()) return;
    const archive::event_block again{builder.finish(), here};
    require(again.events().size() == block.events().size(), "a block keeps its events");
    for (std::size_t i = 0; i < block.events().size(); ++i) {
      const auto &a = block.events()[i], &b = again.events()[i];
      require(a.position == b.position && a.version == b.version && a.id == b.id, "an event keeps its place");
      require(a.data == b.data && a.command_id == b.command_id, "an event keeps its texts");
    }
  } catch (const store_error& error) {
    require(error.code() == store_errc::corrupt, "what is no block is damaged");
  }
}

void check_tokens(std::string_view text) {
  try {
    const auto tokens = service::parse_token_file(text, here);
    require(service::parse_token_file(service::token_file_text(tokens), here) == tokens,
            "what is written of tokens is read again");
  } catch (const service::token_file_error& error) {
    require(error.what() != std::string_view{}, "a refusal is in words");
  }
}

void check_words(std::string_view text) {
  if (const auto context = parse_traceparent(text))
    require(parse_traceparent(to_traceparent(*context)) == context, "a trace is written as it is read");
  const auto address = service::parse_collector_address(text);
  require(address.has_value() || !address.error().empty(), "a refusal is in words");
}

} // namespace

// The first byte says what it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest{reinterpret_cast<const char*>(data) + 1, size - 1};
  switch (data[0]) {
  case 'b': check_block(rest); break;
  case 't': check_tokens(rest); break;
  default: check_words(rest);
  }
  return 0;
}
