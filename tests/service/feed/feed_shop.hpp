#pragma once

#include "../served_shop.hpp"
#include "../shop_words.hpp"
#include "docket/service/feed/feed.hpp"

#include <charconv>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace docket::service::testing {

// A shop whose events can be listened to.
class feed_shop : public served_shop {
public:
  explicit feed_shop(feed_limits limits = {}) : hub_(context(), limits) {
    serve(feed_routes(context(), hub_));
  }

  [[nodiscard]] feed_hub& hub() { return hub_; }

  // The head and the stream of who listens there.
  [[nodiscard]] recorded listen(std::string_view target = "/events", std::vector<http_header> headers = {}) {
    headers.push_back({"Accept", "text/event-stream"});
    return ask(target, std::move(headers)).get();
  }

private:
  feed_hub hub_;
};

struct received {
  std::uint64_t id = 0;
  std::string type, data;
};

// What an EventSource would make of the text: whole events only, without comments.
inline std::vector<received> events_in(std::string_view text) {
  std::vector<received> events;
  received next;
  while (true) {
    const auto end = text.find('\n');
    if (end == text.npos) return events;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (line.empty()) {
      if (!next.data.empty()) events.push_back(next);
      next = {};
    }
    if (line.starts_with("id: ")) std::from_chars(line.data() + 4, line.data() + line.size(), next.id);
    if (line.starts_with("event: ")) next.type = line.substr(7);
    if (line.starts_with("data: ")) next.data = line.substr(6);
  }
}

inline std::vector<std::uint64_t> ids_in(std::string_view text) {
  std::vector<std::uint64_t> ids;
  for (const auto& event : events_in(text))
    ids.push_back(event.id);
  return ids;
}

// From the one to the other, both included.
inline std::vector<std::uint64_t> positions(std::uint64_t first, std::uint64_t last) {
  std::vector<std::uint64_t> all;
  for (auto at = first; at <= last; ++at)
    all.push_back(at);
  return all;
}

inline bool has_event(const std::string& text, std::uint64_t position) {
  return text.find("id: " + std::to_string(position) + "\nevent: ") != text.npos && text.ends_with("\n\n");
}

} // namespace docket::service::testing
