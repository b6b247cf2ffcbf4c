#include "docket/persistence/archive/byte_hasher.hpp"

#include "docket/persistence/store/store_error.hpp"

#include <openssl/evp.h>

namespace docket::archive {
namespace {

void require(bool done) {
  if (!done) throw store_error(store_errc::io, "OpenSSL cannot compute SHA-256");
}

} // namespace

struct byte_hasher::digest {
  EVP_MD_CTX* context = EVP_MD_CTX_new();

  digest() = default;
  digest(const digest&) = delete;
  digest& operator=(const digest&) = delete;
  ~digest() { EVP_MD_CTX_free(context); }
};

byte_hasher::byte_hasher() : digest_(std::make_unique<digest>()) {
  require(digest_->context && EVP_DigestInit_ex(digest_->context, EVP_sha256(), nullptr) == 1);
}

byte_hasher::~byte_hasher() = default;

void byte_hasher::add(std::span<const std::uint8_t> bytes) {
  require(EVP_DigestUpdate(digest_->context, bytes.data(), bytes.size()) == 1);
}

sha256 byte_hasher::finish() {
  sha256 hash{};
  require(EVP_DigestFinal_ex(digest_->context, hash.data(), nullptr) == 1);
  return hash;
}

} // namespace docket::archive
