#pragma once

#include "docket/service/http/answer.hpp"
#include "docket/service/http/message.hpp"
#include "docket/service/http/request_reader.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace docket::service {

struct tls_files {
  std::filesystem::path certificates; // PEM: the server's own first, then those up to the root.
  std::filesystem::path key;          // PEM.
};

struct server_options {
  std::string address = "127.0.0.1"; // Of an interface of this machine, IPv4 or IPv6.
  std::uint16_t port = 8080;         // 0: any that is free.
  std::optional<tls_files> tls{};
  request_limits limits{};
  std::size_t connections_max = 20'000;             // Past it they wait to be accepted.
  std::chrono::milliseconds request_within{20'000}; // From a request's first byte to its last.
  std::chrono::milliseconds idle{60'000};           // Without a request, or waiting for the rest of one.
  std::chrono::milliseconds answer_within{120'000}; // From a request to its answer.
  std::chrono::milliseconds write_within{20'000};   // A part of an answer, until the client has taken it.
};

// It cannot listen there, or a file of TLS cannot be used. The message says what to do.
class server_error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

// Called on the server's one thread; must not block. The answer may be given later, from any thread.
using request_handler = std::function<void(http_request&&, answer&&)>;

// An HTTP/1.1 server (RESTinio) on a thread of its own. What is no request gets a problem (RFC 9457) with
// status 4xx, and `refused` is told of it.
class http_server {
public:
  // Listens from now on. Throws server_error.
  http_server(const server_options& options, request_handler handle,
              std::function<void(const refused_bytes&)> refused = {});
  ~http_server(); // stop()s.
  http_server(const http_server&) = delete;
  http_server& operator=(const http_server&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;
  // Requests that have no answer yet, streams included.
  [[nodiscard]] std::size_t under_way() const noexcept;
  [[nodiscard]] std::size_t connections() const noexcept;

  // Accepts no more connections. Those that are there are served on, and told to close.
  void stop_accepting();
  // Ends all connections, at once.
  void stop();

private:
  class parts;
  std::unique_ptr<parts> parts_;
};

} // namespace docket::service
