#include "docket/service/http/request_reader.hpp"

#include "docket/service/http/message.hpp"
#include "docket/service/http/reused_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace docket::service {
namespace {

constexpr std::size_t chunk_line_bytes_max = 256;
constexpr std::string_view known_methods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
// Of this connection alone (RFC 9110, 7.6.1), or made anew here.
constexpr std::string_view left_out[] = {"content-length", "transfer-encoding", "expect",  "upgrade",
                                         "http2-settings", "keep-alive",        "trailer", "te"};

bool is_token_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_token_char); }

// Visible characters, blanks, and what is beyond ASCII.
bool is_field_value(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

bool is_target(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
}

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// The path and query of "http://host/path?query"; nothing when it is not of that form.
std::optional<std::string_view> origin_of(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!same_name(target.substr(0, scheme.size()), scheme)) continue;
    const auto slash = target.find('/', scheme.size());
    return slash == target.npos ? std::string_view{"/"} : target.substr(slash);
  }
  return std::nullopt;
}

// A carriage return may be the last character alone.
bool has_bare_character(std::string_view line) {
  const auto found = line.find('\r');
  return line.find('\0') != line.npos || (found != line.npos && found + 1 < line.size());
}

template <class Integer>
std::optional<Integer> number(std::string_view digits, int base) {
  Integer value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

} // namespace

request_reader::state request_reader::read() {
  while (!refusal_) {
    const auto before = std::pair{phase_, at_};
    switch (phase_) {
    case phase::head: read_head(); break;
    case phase::body_by_length: read_body_by_length(); break;
    case phase::chunk_size: read_chunk_size(); break;
    case phase::chunk: read_chunk(); break;
    case phase::chunk_end: read_chunk_end(); break;
    case phase::trailer: read_trailer(); break;
    case phase::done: return state::complete;
    }
    if (refusal_) break;
    const bool has_stopped = before == std::pair{phase_, at_};
    if (!has_stopped) continue;
    if (phase_ != phase::head && std::exchange(expects_continue_, false) && at_ == raw_.size())
      return state::wants_continue;
    return state::needs_more;
  }
  return state::refused;
}

void request_reader::take(std::string& into) {
  into.swap(head_);
  if (length_ || is_chunked_)
    into.append("Content-Length: ").append(fmt::format_int{body_.size()}.str()).append("\r\n");
  into.append("\r\n").append(body_);
  begin_next();
}

void request_reader::begin_next() {
  drop_for_reuse(raw_, at_);
  at_ = scanned_ = 0;
  phase_ = phase::head;
  empty_for_reuse(head_);
  empty_for_reuse(body_);
  left_ = 0;
  trailer_bytes_ = fields_ = 0;
  http_1_0_ = has_host_ = is_chunked_ = expects_continue_ = false;
  length_.reset();
}

void request_reader::refuse(int status, std::string_view rule, std::string detail) {
  if (!refusal_) refusal_ = refused_bytes{status, rule, std::move(detail)};
}

// Lines are read as they come, so that what is wrong is told before the rest is sent.
void request_reader::read_head() {
  const auto line = next_line(limits_.header_bytes_max, head_.empty() ? 414 : 431,
                              head_.empty() ? "uri_too_long" : "header_too_large");
  if (!line || refusal_) return;
  if (at_ > limits_.header_bytes_max)
    return refuse(431, "header_too_large",
                  fmt::format("The header is longer than {} bytes.", limits_.header_bytes_max));
  if (head_.empty()) return read_request_line(*line);
  if (!line->empty()) return read_field(*line);
  settle_framing();
}

std::optional<std::string_view> request_reader::next_line(std::size_t limit, int status,
                                                          std::string_view rule) {
  scanned_ = std::max(scanned_, at_);
  const auto end = raw_.find('\n', scanned_);
  const auto length = (end == raw_.npos ? raw_.size() : end) - at_;
  const auto there = std::string_view{raw_}.substr(at_, length);
  // However its bytes come, a line is refused for what is wrong first: within the limit, or its length.
  const bool is_bad = has_bare_character(there.substr(0, limit));
  if (!is_bad && length > limit) {
    refuse(status, rule, fmt::format("A line is longer than {} bytes.", limit));
    return std::nullopt;
  }
  if (is_bad || (end != raw_.npos && !there.ends_with('\r'))) {
    refuse(400, "bad_line",
           "Lines end with carriage return and line feed, and have neither, nor NUL, within.");
    return std::nullopt;
  }
  if (end == raw_.npos) {
    scanned_ = raw_.size();
    return std::nullopt;
  }
  at_ = end + 1;
  return there.substr(0, there.size() - 1);
}

void request_reader::read_request_line(std::string_view line) {
  const auto first = line.find(' '), last = line.rfind(' ');
  if (first == line.npos || first == last)
    return refuse(400, "bad_request_line", "A request begins with a method, a target and HTTP/1.1.");
  const auto method = line.substr(0, first), protocol = line.substr(last + 1);
  auto target = line.substr(first + 1, last - first - 1);
  if (!is_token(method)) return refuse(400, "bad_request_line", "The method is no token.");
  if (protocol != "HTTP/1.1" && protocol != "HTTP/1.0")
    return refuse(400, "unknown_protocol", "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
  if (target.size() > limits_.uri_bytes_max)
    return refuse(414, "uri_too_long",
                  fmt::format("The target is longer than {} bytes.", limits_.uri_bytes_max));
  if (!is_target(target))
    return refuse(400, "bad_target", "The target has a character that must be encoded.");
  if (std::ranges::find(known_methods, method) == std::end(known_methods))
    return refuse(405, "unknown_method", "There is no such method here.");
  if (const auto origin = origin_of(target)) target = *origin;
  const bool is_for_all = target == "*" && method == "OPTIONS";
  if (!target.starts_with('/') && !is_for_all)
    return refuse(400, "bad_target", "The target begins with a slash.");
  http_1_0_ = protocol == "HTTP/1.0";
  head_.append(method).append(" ").append(is_for_all ? "/*" : target);
  head_.append(" ").append(protocol).append("\r\n");
}

void request_reader::read_field(std::string_view line) {
  if (++fields_ > limits_.fields_max)
    return refuse(431, "too_many_fields",
                  fmt::format("There are more than {} header fields.", limits_.fields_max));
  const auto colon = line.find(':');
  if (colon == line.npos || !is_token(line.substr(0, colon)))
    return refuse(400, "bad_field", "A header field is a name, a colon and a value, on one line.");
  const auto name = line.substr(0, colon), value = without_blanks(line.substr(colon + 1));
  if (!is_field_value(value)) return refuse(400, "bad_field", "A header field has a control character.");
  if (same_name(name, "content-length")) return read_length(value);
  if (same_name(name, "transfer-encoding")) {
    if (is_chunked_ || !same_name(value, "chunked"))
      return refuse(400, "unknown_coding", "The only transfer coding that is taken is chunked, once.");
    is_chunked_ = true;
    return;
  }
  if (same_name(name, "host") && std::exchange(has_host_, true))
    return refuse(400, "host_twice", "The field Host stands twice.");
  if (same_name(name, "expect")) {
    if (!same_name(value, "100-continue"))
      return refuse(400, "unknown_expectation", "Nothing but 100-continue can be expected.");
    expects_continue_ = true;
  }
  const auto is_own = [&](std::string_view other) { return same_name(name, other); };
  if (std::ranges::any_of(left_out, is_own)) return;
  const bool closes =
      same_name(name, "connection") && !same_name(value, "close") && !same_name(value, "keep-alive");
  if (!closes) head_.append(name).append(": ").append(value).append("\r\n");
}

void request_reader::read_length(std::string_view value) {
  if (length_) return refuse(400, "length_twice", "The field Content-Length stands twice.");
  const bool is_digits =
      !value.empty() && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
  if (!is_digits) return refuse(400, "bad_length", "Content-Length is a number of bytes.");
  const auto length = number<std::uint64_t>(value, 10);
  if (!length || *length > limits_.body_bytes_max)
    return refuse(413, "body_too_large",
                  fmt::format("The body is longer than {} bytes.", limits_.body_bytes_max));
  length_ = *length;
}

void request_reader::settle_framing() {
  if (!has_host_ && !http_1_0_) return refuse(400, "host_missing", "The field Host is missing.");
  if (is_chunked_ && length_)
    return refuse(400, "length_and_chunks", "Content-Length and Transfer-Encoding exclude each other.");
  if (is_chunked_ && http_1_0_) return refuse(400, "unknown_coding", "HTTP/1.0 has no chunks.");
  left_ = length_.value_or(0);
  phase_ = is_chunked_ ? phase::chunk_size : left_ > 0 ? phase::body_by_length : phase::done;
}

bool request_reader::add_to_body(std::size_t bytes) {
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes));
  body_.append(raw_, at_, count);
  at_ += count;
  left_ -= count;
  return left_ == 0;
}

void request_reader::read_body_by_length() {
  if (add_to_body(raw_.size() - at_)) phase_ = phase::done;
}

void request_reader::read_chunk_size() {
  const auto line = next_line(chunk_line_bytes_max, 400, "bad_chunk");
  if (!line) return;
  const auto size = number<std::uint32_t>(line->substr(0, line->find(';')), 16);
  if (!size || !is_field_value(*line))
    return refuse(400, "bad_chunk", "A chunk begins with its size in hexadecimal digits.");
  if (body_.size() + *size > limits_.body_bytes_max)
    return refuse(413, "body_too_large",
                  fmt::format("The body is longer than {} bytes.", limits_.body_bytes_max));
  left_ = *size;
  phase_ = *size == 0 ? phase::trailer : phase::chunk;
}

void request_reader::read_chunk() {
  if (add_to_body(raw_.size() - at_)) phase_ = phase::chunk_end;
}

void request_reader::read_chunk_end() {
  const auto line = next_line(1, 400, "bad_chunk");
  if (!line) return;
  if (!line->empty()) return refuse(400, "bad_chunk", "A chunk is longer than its size.");
  phase_ = phase::chunk_size;
}

// Fields behind the body: read, and not used.
void request_reader::read_trailer() {
  const auto line = next_line(limits_.header_bytes_max, 431, "header_too_large");
  if (!line) return;
  if (line->empty()) {
    phase_ = phase::done;
    return;
  }
  trailer_bytes_ += line->size();
  if (trailer_bytes_ > limits_.header_bytes_max)
    return refuse(431, "header_too_large", "The fields behind the body are too long.");
  const auto colon = line->find(':');
  if (colon == line->npos || !is_token(line->substr(0, colon)) || !is_field_value(*line))
    refuse(400, "bad_field", "A field behind the body is a name, a colon and a value.");
}

} // namespace docket::service
