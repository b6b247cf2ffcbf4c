#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace docket {

// An immutable string in 16 bytes: up to 15 bytes stand in place, longer ones in one heap block of the exact
// size. A live order holds a dozen short strings, and std::string would double its memory.
// Bytes are kept as they are; whether they are valid UTF-8 is checked where text enters (see utf8.hpp).
// Not thread-safe for writing, like std::string.
class text {
public:
  text() noexcept = default;
  text(std::string_view bytes);
  text(const char* bytes) : text(std::string_view{bytes}) {}
  text(const std::string& bytes) : text(std::string_view{bytes}) {}
  text(const text& other) : text(other.view()) {}
  text(text&& other) noexcept;
  text& operator=(const text& other);
  text& operator=(text&& other) noexcept;
  ~text();

  [[nodiscard]] std::string_view view() const noexcept;
  [[nodiscard]] std::string str() const { return std::string{view()}; }
  [[nodiscard]] std::size_t size() const noexcept { return view().size(); }
  [[nodiscard]] bool empty() const noexcept { return view().empty(); }

  friend bool operator==(const text& a, const text& b) noexcept { return a.view() == b.view(); }
  friend auto operator<=>(const text& a, const text& b) noexcept { return a.view() <=> b.view(); }

private:
  static constexpr std::size_t in_place_max = 15;
  static constexpr unsigned char on_heap = 0xff;

  [[nodiscard]] bool owns_heap() const noexcept { return length_or_tag_ == on_heap; }

  // In place: the bytes. On the heap: the block's address and its length (32 bits), then padding.
  alignas(8) char storage_[in_place_max]{};
  unsigned char length_or_tag_ = 0;
};

static_assert(sizeof(text) == 16);

} // namespace docket

template <>
struct std::hash<docket::text> {
  std::size_t operator()(const docket::text& t) const noexcept {
    return std::hash<std::string_view>{}(t.view());
  }
};
