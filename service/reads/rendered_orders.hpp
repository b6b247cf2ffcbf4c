#pragma once

#include "docket/domain/ids.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace docket::service {

// An order as it was after one of its events, as JSON.
struct rendered_order {
  stream_key stream = stream_key::none;
  docket::version version{};
  docket::position position{};
  std::string json;
};

// The orders that were asked for lately, rendered, within so many bytes. What is kept is used only after a
// look at the log has shown that the order has no newer event: so whoever has a receipt sees what it is for,
// and that look, one step into an index, is all that reading an order again costs. While the log does not
// grow even that is spared. Thread-safe.
class rendered_orders {
public:
  using rendered = std::shared_ptr<const rendered_order>;

  // `shows_personal`: whether names and addresses are in the JSON.
  rendered_orders(std::size_t bytes_max, bool shows_personal)
      : bytes_max_(bytes_max),
        shows_personal_(shows_personal) {}

  // As it is now; null when there is no such order. `head` is where the log ended before the call. Throws
  // store_error.
  [[nodiscard]] rendered now(log_reader& log, const order_id& id, position head);
  // The same without the log: null also where it would have to be looked at.
  [[nodiscard]] rendered unchanged_since(std::string_view id, position head);

private:
  struct by_text {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };
  struct kept {
    rendered order;
    position looked_at{}; // Up to here nothing newer is in the log.
  };
  using table = std::unordered_map<std::string, kept, by_text, std::equal_to<>>;

  [[nodiscard]] rendered find(std::string_view id);
  void keep(std::string_view id, kept one);

  const std::size_t bytes_max_;
  const bool shows_personal_;
  std::mutex lock_;
  // Those used since the last turn, and those used in the turn before it. When the young ones take half of
  // the room they become the old ones, and the old ones that nobody asked for meanwhile go.
  table young_, old_;
  std::size_t young_bytes_ = 0;
};

} // namespace docket::service
