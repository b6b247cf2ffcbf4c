#pragma once

#include "docket/service/http/message.hpp"

#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace docket::service {

// What became of commands whose senders did not wait: the newest ones, in memory. After a restart the same
// command, sent again, gets the first answer. Thread-safe.
class later_answers {
public:
  explicit later_answers(std::size_t kept_max = 100'000) : kept_max_(kept_max) {}

  // The command was taken under this id.
  void expect(const std::string& id);
  void arrived(const std::string& id, const http_response& response);

  // {"commandId","state":"pending"} or {…,"state":"done","status","answer":{…}}; nothing for one unknown
  // here.
  [[nodiscard]] std::optional<std::string> told(std::string_view id) const;

private:
  struct one {
    std::uint64_t number = 0; // Of the asking that is kept.
    int status = 0;           // 0: pending.
    std::string body;
  };

  const std::size_t kept_max_;
  mutable std::mutex mutex_;
  std::uint64_t numbers_ = 0;
  std::unordered_map<std::string, one> known_;
  std::deque<std::pair<std::string, std::uint64_t>> oldest_first_;
};

} // namespace docket::service
