#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace docket {

// Computes the hash of one commit after another: SHA-256 over the previous commit's hash, the commit's number
// and time, and every stored field of its events, in the byte form that FORMAT.md freezes. Reused, it
// allocates nothing. One thread at a time. Throws store_error (io) when OpenSSL has no SHA-256 to give.
class commit_hasher {
public:
  commit_hasher();
  ~commit_hasher();
  commit_hasher(const commit_hasher&) = delete;
  commit_hasher& operator=(const commit_hasher&) = delete;

  // Starts a commit; one that was begun and not finished is forgotten.
  void begin(const sha256& previous, std::uint64_t number, timestamp recorded_at);

  // The commit's events, in the order of their positions.
  void add(const event_view& event);

  [[nodiscard]] sha256 finish();

private:
  struct digest;

  void flush();

  std::unique_ptr<digest> digest_;
  std::string pending_; // Bytes on their way into the digest.
};

// SHA-256 of a snapshot together with the stream it belongs to, so that a damaged one is not trusted.
[[nodiscard]] sha256 snapshot_hash(stream_key stream, version at, std::int32_t format, std::string_view data);

} // namespace docket
