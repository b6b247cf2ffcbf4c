#include "docket/persistence/views/details/order_details.hpp"

#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/domain/payment/payment.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <utility>

namespace docket {

namespace {

struct stream_of_order {
  docket::position begun{};
  std::string type, id;
  stream_key key = stream_key::none;
};

std::vector<stream_of_order> streams_of(view_reader& view, const order_id& order, const bounds& limits) {
  std::vector<stream_of_order> found;
  auto& select = view.prepared(
      "SELECT position, type, key, id FROM streams WHERE order_id = ?1 AND position <= ?2 ORDER BY position");
  select.bind_text(1, order.view());
  select.bind(2, limits.position);
  const sqlite::rows_of rows{select};
  while (rows.next()) {
    const auto id = select.text(3);
    found.push_back({position{static_cast<std::uint64_t>(select.integer(0))}, std::string{select.text(1)},
                     id.empty() ? order.str() : std::string{id}, stream_key{select.integer(2)}});
  }
  return found;
}

// Folds the streams of one order up to a moment.
class details_fold {
public:
  details_fold(log_reader& log, const bounds& limits) : log_(log), limits_(limits) {}

  void fold(const stream_of_order& stream) {
    if (stream.type == order::stream_type) fold_order(stream);
    if (stream.type == payment::stream_type)
      fold<payment>(stream, payment_view{.id = payment_id{stream.id}, .state = {}}, found.payments);
    if (stream.type == shipment::stream_type)
      fold<shipment>(stream, shipment_view{.id = shipment_id{stream.id}, .state = {}}, found.shipments);
    if (stream.type == fulfilment::stream_type) fold_fulfilment(stream);
  }

  void finish() { std::ranges::stable_sort(found.timeline, {}, &timeline_entry::position); }

  order_details found;

private:
  // Calls visit(seen, event) for the stream's events up to the moment. What comes after is not understood.
  template <class Aggregate, class Visit>
  void each(const stream_of_order& stream, Visit visit) {
    log_.read_stream(stream.key, version{1}, direction::forward, std::numeric_limits<std::size_t>::max(),
                     [&](const event_view& seen) {
                       if (!limits_.include(seen.occurred_at.microseconds,
                                            static_cast<std::int64_t>(value(seen.position))))
                         return false;
                       const auto event = codec<Aggregate>::decode(seen.type, seen.schema, seen.data);
                       if (!event) throw undecodable(seen, event.error());
                       visit(seen, *event);
                       note(seen, describe(*event));
                       return true;
                     });
  }

  template <class Aggregate, class View>
  [[nodiscard]] View folded(const stream_of_order& stream, View view) {
    each<Aggregate>(stream, [&](const event_view& seen, const typename Aggregate::event& event) {
      view.version = seen.version;
      view.position = seen.position;
      view.state = evolve(std::move(view.state), event, seen.occurred_at);
    });
    return view;
  }

  template <class Aggregate, class View>
  void fold(const stream_of_order& stream, View empty, std::vector<View>& to) {
    auto view = folded<Aggregate>(stream, std::move(empty));
    if (view.version != version{0}) to.push_back(std::move(view));
  }

  void fold_fulfilment(const stream_of_order& stream) {
    auto view = folded<fulfilment>(stream, fulfilment_view{.id = order_id{stream.id}, .state = {}});
    if (view.version != version{0}) found.fulfilment = std::move(view);
  }

  void fold_order(const stream_of_order& stream) {
    auto& view = found.order;
    view.id = order_id{stream.id};
    view.created = stream.begun;
    each<order>(stream, [&](const event_view& seen, const order_event& event) {
      view.version = seen.version;
      view.position = seen.position;
      view.state = evolve(std::move(view.state), event, seen.occurred_at);
      note_status(phase_name(view.state), seen);
    });
  }

  void note_status(std::string_view status, const event_view& seen) {
    auto& history = found.status_history;
    if (!history.empty() && history.back().status == status) return;
    if (!history.empty()) history.back().until = seen.occurred_at;
    history.push_back({std::string{status}, seen.occurred_at, seen.position, {}});
  }

  void note(const event_view& seen, std::string what) {
    found.timeline.push_back({seen.position, seen.occurred_at, seen.recorded_at,
                              std::string{seen.stream_type}, std::string{seen.stream_id},
                              std::string{seen.type}, std::move(what)});
  }

  log_reader& log_;
  const bounds& limits_;
};

// Where the order's event with this version stands in the log; nothing when it has none.
std::optional<position> position_of(log_reader& log, const std::vector<stream_of_order>& streams,
                                    version wanted) {
  const auto own = std::ranges::find(streams, order::stream_type, &stream_of_order::type);
  if (own == streams.end() || wanted == version{0}) return std::nullopt;
  std::optional<position> found;
  log.read_stream(own->key, wanted, direction::forward, 1, [&](const event_view& seen) {
    if (seen.version == wanted) found = seen.position;
    return false;
  });
  return found;
}

query_refusal unknown(const order_id& order) {
  return {"order_unknown",
          fmt::format("There is no order \"{}\", or was none at that moment.", order.view())};
}

query_refusal unknown(const order_id& order, version wanted) {
  return {"version_unknown",
          fmt::format("Order \"{}\" has no version {} that this view knows.", order.view(), value(wanted))};
}

} // namespace

expected<order_details, query_refusal> query_details(view_reader& view, log_reader& log,
                                                     const details_query& query) {
  const view_snapshot snapshot{view};
  const auto known = view.position();
  auto limits = bounds_of(query.asked, known);
  if (!limits) return unexpected{limits.error()};
  const auto streams = streams_of(view, query.order, *limits);
  if (streams.empty()) return unexpected{unknown(query.order)};
  if (query.version) {
    const auto last = position_of(log, streams, *query.version);
    if (!last || *last > known) return unexpected{unknown(query.order, *query.version)};
    limits->position = std::min(limits->position, static_cast<std::int64_t>(value(*last)));
  }
  details_fold fold{log, *limits};
  for (const auto& stream : streams)
    fold.fold(stream);
  fold.finish();
  if (fold.found.order.version == version{0}) return unexpected{unknown(query.order)};
  fold.found.position = known;
  return std::move(fold.found);
}

} // namespace docket
