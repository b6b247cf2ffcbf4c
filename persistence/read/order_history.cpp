#include "docket/persistence/read/order_history.hpp"

#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/read/decoded_stream.hpp"

#include <utility>

namespace docket {

std::optional<order_view> read_order(log_reader& reader, const order_id& id, const history_point& at) {
  order_view view{.id = id, .state = {}};
  read_decoded<order>(reader, id.view(), at, [&](const event_view& seen, order_event&& event) {
    if (view.version == version{0}) view.created = seen.position;
    view.version = seen.version;
    view.position = seen.position;
    view.state = evolve(std::move(view.state), event, seen.occurred_at);
  });
  if (view.version == version{0}) return std::nullopt;
  return view;
}

std::vector<history_entry> read_order_history(log_reader& reader, const order_id& id) {
  std::vector<history_entry> history;
  read_decoded<order>(reader, id.view(), now_point{}, [&](const event_view& seen, order_event&& event) {
    history.push_back({recorded_event{seen}, std::move(event)});
  });
  return history;
}

} // namespace docket
