#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
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
  // Throws std::length_error past 4 GiB.
  text(std::string_view bytes) {
    if (bytes.size() > in_place_max) {
      hold_on_heap(bytes);
    } else if (!bytes.empty()) {
      std::memcpy(storage_, bytes.data(), bytes.size());
      length_or_tag_ = static_cast<unsigned char>(bytes.size());
    }
  }
  text(const char* bytes) : text(std::string_view{bytes}) {}
  text(const std::string& bytes) : text(std::string_view{bytes}) {}
  text(const text& other) {
    if (other.owns_heap()) {
      hold_on_heap(other.view());
    } else {
      take_bytes(other);
    }
  }
  text(text&& other) noexcept {
    take_bytes(other);
    other.length_or_tag_ = 0;
  }
  text& operator=(const text& other) {
    if (this != &other) *this = text{other};
    return *this;
  }
  text& operator=(text&& other) noexcept {
    if (this != &other) {
      if (owns_heap()) free_heap();
      take_bytes(other);
      other.length_or_tag_ = 0;
    }
    return *this;
  }
  ~text() {
    if (owns_heap()) free_heap();
  }

  [[nodiscard]] std::string_view view() const noexcept {
    if (!owns_heap()) return {storage_, length_or_tag_};
    return {heap_block(), heap_length()};
  }
  [[nodiscard]] std::string str() const { return std::string{view()}; }
  [[nodiscard]] std::size_t size() const noexcept { return view().size(); }
  [[nodiscard]] bool empty() const noexcept { return view().empty(); }

  friend bool operator==(const text& a, const text& b) noexcept { return a.view() == b.view(); }
  friend auto operator<=>(const text& a, const text& b) noexcept { return a.view() <=> b.view(); }

private:
  static constexpr std::size_t in_place_max = 15;
  static constexpr unsigned char on_heap = 0xff;

  [[nodiscard]] bool owns_heap() const noexcept { return length_or_tag_ == on_heap; }

  [[nodiscard]] char* heap_block() const noexcept {
    char* block = nullptr;
    std::memcpy(&block, storage_, sizeof block);
    return block;
  }
  [[nodiscard]] std::uint32_t heap_length() const noexcept {
    std::uint32_t length = 0;
    std::memcpy(&length, storage_ + sizeof(char*), sizeof length);
    return length;
  }
  void take_bytes(const text& other) noexcept {
    std::memcpy(storage_, other.storage_, sizeof storage_);
    length_or_tag_ = other.length_or_tag_;
  }
  void hold_on_heap(std::string_view bytes);
  void free_heap() noexcept;

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
