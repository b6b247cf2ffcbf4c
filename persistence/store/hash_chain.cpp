#include "docket/persistence/store/hash_chain.hpp"

#include "docket/persistence/store/store_error.hpp"

#include <openssl/evp.h>

#include <bit>
#include <cstring>

static_assert(std::endian::native == std::endian::little, "FORMAT.md: integers are little-endian");

namespace docket {
namespace {

// Enough to make calls into OpenSSL rare, small enough to stay in the first cache.
constexpr std::size_t flush_bytes = 8192;

void require(bool done) {
  if (!done) throw store_error(store_errc::io, "OpenSSL cannot compute SHA-256");
}

template <class Integer>
char* put(char* to, Integer value) noexcept {
  std::memcpy(to, &value, sizeof value);
  return to + sizeof value;
}

char* put_text(char* to, std::string_view bytes) noexcept {
  to = put(to, static_cast<std::uint32_t>(bytes.size()));
  if (!bytes.empty()) // An empty view may point nowhere.
    std::memcpy(to, bytes.data(), bytes.size());
  return to + bytes.size();
}

constexpr std::size_t fixed_bytes = 8 + 4 + 4 + 4 + 16 + 4 + 4 + 8 + 8 + 4 + 8 + 4 + 4 + 4 + 4 + 4;

std::size_t encoded_size(const event_view& e) noexcept {
  return fixed_bytes + e.stream_type.size() + e.stream_id.size() + e.type.size() + e.command_id.size() +
         e.user.size() + e.correlation.size() + e.causation.size() + e.traceparent.size() + e.data.size();
}

// FORMAT.md, "An event". Never change.
void encode(char* to, const event_view& e) noexcept {
  to = put(to, static_cast<std::uint64_t>(e.position));
  to = put_text(to, e.stream_type);
  to = put_text(to, e.stream_id);
  to = put(to, static_cast<std::uint32_t>(e.version));
  std::memcpy(to, e.id.data(), e.id.size());
  to = put_text(to + e.id.size(), e.type);
  to = put(to, e.schema);
  to = put(to, e.occurred_at.microseconds);
  to = put(to, e.recorded_at.microseconds);
  to = put_text(to, e.command_id);
  to = put(to, e.fingerprint);
  to = put_text(to, e.user);
  to = put_text(to, e.correlation);
  to = put_text(to, e.causation);
  to = put_text(to, e.traceparent);
  put_text(to, e.data);
}

} // namespace

struct commit_hasher::digest {
  EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_MD_CTX* context = EVP_MD_CTX_new();

  digest() = default;
  digest(const digest&) = delete;
  digest& operator=(const digest&) = delete;
  ~digest() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(algorithm);
  }
};

commit_hasher::commit_hasher() : digest_(std::make_unique<digest>()) {
  require(digest_->algorithm && digest_->context);
}

commit_hasher::~commit_hasher() = default;

void commit_hasher::begin(const sha256& previous, std::uint64_t number, timestamp recorded_at) {
  require(EVP_DigestInit_ex(digest_->context, digest_->algorithm, nullptr) == 1);
  pending_.resize(previous.size() + 16);
  std::memcpy(pending_.data(), previous.data(), previous.size());
  put(put(pending_.data() + previous.size(), number), recorded_at.microseconds);
}

void commit_hasher::add(const event_view& event) {
  const auto used = pending_.size();
  pending_.resize(used + encoded_size(event));
  encode(pending_.data() + used, event);
  if (pending_.size() >= flush_bytes) flush();
}

void commit_hasher::flush() {
  require(EVP_DigestUpdate(digest_->context, pending_.data(), pending_.size()) == 1);
  pending_.clear();
}

sha256 commit_hasher::finish() {
  flush();
  sha256 hash{};
  require(EVP_DigestFinal_ex(digest_->context, hash.data(), nullptr) == 1);
  return hash;
}

sha256 snapshot_hash(stream_key stream, version at, std::int32_t format, std::string_view data) {
  std::string bytes(8 + 4 + 4 + 4 + data.size(), '\0');
  char* to = put(bytes.data(), static_cast<std::int64_t>(stream));
  to = put(to, value(at));
  put_text(put(to, format), data);
  sha256 hash{};
  require(EVP_Digest(bytes.data(), bytes.size(), hash.data(), nullptr, EVP_sha256(), nullptr) == 1);
  return hash;
}

} // namespace docket
