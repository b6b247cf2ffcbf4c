#pragma once

#include "docket/service/http/message.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace docket::service {

// A part of a body that many streams may share; never null.
using shared_text = std::shared_ptr<const std::string>;

// A body without an end, as for Server-Sent Events. Thread-safe. It ends when it is closed, when the peer
// goes, or when the server stops.
class body_stream {
public:
  virtual ~body_stream() = default;

  // Hands over what is to be sent, in this order; false: nobody reads any more.
  virtual bool write(shared_text part) = 0;
  // Bytes that were handed over and not yet taken by the network: who sends looks at it before it sends more.
  [[nodiscard]] virtual std::size_t waiting_bytes() const = 0;
  [[nodiscard]] virtual bool open() const = 0;
  virtual void close() = 0;
  // Calls `drained`, from any thread, when everything that was handed over was taken, or the stream is over.
  // Replaces the one set before. Must not block.
  virtual void on_drained(std::function<void()> drained) = 0;
};

// The other end of one request.
class exchange {
public:
  virtual ~exchange() = default;
  virtual void send(http_response&& response) = 0;
  [[nodiscard]] virtual std::shared_ptr<body_stream> begin_stream(http_response&& head) = 0;
};

// The one answer to one request, given once, now or later, from any thread. One that is dropped says by
// itself that the program failed (status 500), so that every request has exactly one answer.
class answer {
public:
  explicit answer(std::unique_ptr<exchange> to) : to_(std::move(to)) {}
  ~answer();
  answer(answer&&) noexcept = default;
  answer& operator=(answer&&) noexcept;

  void send(http_response response);
  // Answers with the head and a body that is written as it comes.
  [[nodiscard]] std::shared_ptr<body_stream> stream(http_response head);
  [[nodiscard]] bool given() const noexcept { return !to_; }

  // Puts `on_the_way` between this answer and its request: it sees, and may change, what is sent.
  void through(std::function<void(http_response&)> on_the_way);

private:
  std::unique_ptr<exchange> to_;
};

// For std::function, which copies what it holds.
using shared_answer = std::shared_ptr<answer>;
[[nodiscard]] inline shared_answer share(answer&& one) { return std::make_shared<answer>(std::move(one)); }

} // namespace docket::service
