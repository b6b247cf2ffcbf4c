#include "docket/domain/text.hpp"

#include <limits>
#include <stdexcept>

namespace docket {

void text::hold_on_heap(std::string_view bytes) {
  if (bytes.size() > std::numeric_limits<std::uint32_t>::max()) throw std::length_error{"a text past 4 GiB"};
  const auto length = static_cast<std::uint32_t>(bytes.size());
  char* block = new char[length];
  std::memcpy(block, bytes.data(), length);
  std::memcpy(storage_, &block, sizeof block);
  std::memcpy(storage_ + sizeof block, &length, sizeof length);
  length_or_tag_ = on_heap;
}

void text::free_heap() noexcept {
  delete[] heap_block();
  length_or_tag_ = 0;
}

} // namespace docket
