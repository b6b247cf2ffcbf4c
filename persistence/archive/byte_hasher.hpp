#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <cstdint>
#include <memory>
#include <span>

namespace docket::archive {

// SHA-256 over bytes that come in pieces. One thread at a time. Throws store_error (io) when OpenSSL has none
// to give.
class byte_hasher {
public:
  byte_hasher();
  ~byte_hasher();
  byte_hasher(const byte_hasher&) = delete;
  byte_hasher& operator=(const byte_hasher&) = delete;

  void add(std::span<const std::uint8_t> bytes);
  [[nodiscard]] sha256 finish(); // Once.

private:
  struct digest;
  std::unique_ptr<digest> digest_;
};

} // namespace docket::archive
