#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace docket::service {

struct request_limits {
  std::size_t uri_bytes_max = 8u << 10;
  std::size_t header_bytes_max = 16u << 10; // The request line and all header fields.
  std::size_t fields_max = 100;
  std::size_t body_bytes_max = 1u << 20;
};

// Why bytes are no request that the service takes. The connection ends after it is told: where the next
// request would begin cannot be known.
struct refused_bytes {
  int status = 400;
  std::string_view rule; // Stable; static storage: "header_too_large", "length_twice", ...
  std::string detail;
};

// Reads requests from the bytes of one connection, strictly as RFC 9112 has them: where two readers might see
// two different requests (a length that stands twice, a bare line feed, a folded line, a length beside a
// transfer coding) there is none. What was read is handed on in one plain form: origin-form target, the
// body's length stated, no chunks, no wish to upgrade.
//
// After a request was taken, the next one is looked for in the bytes that came behind it.
class request_reader {
public:
  explicit request_reader(const request_limits& limits) : limits_(limits) {}

  void feed(std::string_view bytes) { raw_.append(bytes); }

  enum class state {
    needs_more,
    wants_continue, // The client waits to be told that it may send the body (once for a request).
    complete,       // take() it.
    refused,        // refusal() says why; for good.
  };
  [[nodiscard]] state read();

  // The request in its plain form; what `into` held is gone, its room is used again.
  void take(std::string& into);
  [[nodiscard]] const refused_bytes& refusal() const noexcept { return *refusal_; }
  // Whether a part of a request is there.
  [[nodiscard]] bool in_the_middle() const noexcept { return at_ < raw_.size() || phase_ != phase::head; }

private:
  enum class phase { head, body_by_length, chunk_size, chunk, chunk_end, trailer, done };

  void read_head();
  void read_request_line(std::string_view line);
  void read_field(std::string_view line);
  void read_length(std::string_view value);
  void settle_framing();
  void read_body_by_length();
  void read_chunk_size();
  void read_chunk();
  void read_chunk_end();
  void read_trailer();
  void refuse(int status, std::string_view rule, std::string detail);
  void begin_next();
  // The next line without its end, when all of it is there; refuses what is longer than `limit`.
  [[nodiscard]] std::optional<std::string_view> next_line(std::size_t limit, int status,
                                                          std::string_view rule);
  [[nodiscard]] bool add_to_body(std::size_t bytes);

  request_limits limits_;
  std::string raw_; // Bytes that came; before at_ they were read.
  std::size_t at_ = 0;
  std::size_t scanned_ = 0; // Up to here there is no end of the head.
  phase phase_ = phase::head;

  std::string head_; // In plain form, without its last empty line.
  std::string body_;
  std::uint64_t left_ = 0; // Of the body, or of the chunk.
  std::size_t trailer_bytes_ = 0;
  std::size_t fields_ = 0;
  bool http_1_0_ = false;
  bool has_host_ = false, is_chunked_ = false, expects_continue_ = false;
  std::optional<std::uint64_t> length_;
  std::optional<refused_bytes> refusal_;
};

} // namespace docket::service
