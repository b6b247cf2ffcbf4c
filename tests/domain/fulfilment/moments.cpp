#include "fulfilment/moments.hpp"

#include <set>

namespace docket::testing::fulfilments {

namespace {

using k = step_kind;

tale pay_first() { return tale{fulfilment_flow::pay_first}; }
tale reserve_first() { return tale{fulfilment_flow::reserve_first}; }

template <class Begin, class Then>
moment of(const char* name, Begin begin, Then then) {
  auto story = begin();
  then(story);
  return {name, std::move(story)};
}

void nothing_more(tale&) {}

void add_good_way(std::vector<moment>& all) {
  all.push_back(of("pay first: paying", pay_first, nothing_more));
  all.push_back(of("reserve first: reserving", reserve_first, nothing_more));
  all.push_back(of("reserve first: authorising", reserve_first, [](tale& t) { t.with_reserved_stock(); }));
  all.push_back(of("reserve first: capturing", reserve_first, [](tale& t) {
    t.with_reserved_stock();
    t.hears(money::authorised);
  }));
  all.push_back(of("recording the payment", pay_first, [](tale& t) { t.hears(money::captured); }));
  all.push_back(of("pay first: reserving", pay_first, [](tale& t) { t.paid(); }));
  all.push_back(of("confirming", pay_first, [](tale& t) { t.paid().with_reserved_stock(); }));
  all.push_back(of("dispatching", pay_first, [](tale& t) { t.confirmed(); }));
  all.push_back(of("recording the shipment", pay_first, [](tale& t) {
    t.confirmed();
    t.hears(goods::dispatched);
  }));
  all.push_back(of("on its way", pay_first, [](tale& t) { t.on_its_way(); }));
  all.push_back(of("recording the delivery", pay_first, [](tale& t) {
    t.on_its_way();
    t.done(k::ship_stock, widget);
    t.done(k::ship_stock, gadget);
    t.hears(goods::delivered);
  }));
}

void add_ways_back(std::vector<moment>& all) {
  all.push_back(of("voiding", pay_first, [](tale& t) { t.cancelled(); }));
  all.push_back(of("giving back", pay_first, [](tale& t) {
    t.paid().with_reserved_stock();
    t.cancelled();
  }));
  all.push_back(of("recalling", pay_first, [](tale& t) {
    t.confirmed();
    t.cancelled();
  }));
  all.push_back(of("cancelling", pay_first, [](tale& t) { t.hears(money::declined); }));
  all.push_back(of("recording the refund", pay_first, [](tale& t) {
    t.paid();
    t.refused(k::reserve_stock, "stock_insufficient", widget);
    t.refused(k::reserve_stock, "stock_insufficient", gadget);
    t.cancelled();
    t.hears(money::refunded);
  }));
  all.push_back(of("given up, the order being told of the parcel", pay_first, [](tale& t) {
    t.confirmed();
    t.hears(goods::dispatched);
    t.abandoned();
  }));
}

void add_parked(std::vector<moment>& all) {
  all.push_back(of("parked on the payment", pay_first, [](tale& t) { t.parks_on(k::capture_payment); }));
  all.push_back(of("parked on the stock", pay_first, [](tale& t) {
    t.paid();
    t.parks_on(k::reserve_stock, widget);
  }));
  all.push_back(of("parked on the lost parcel", pay_first, [](tale& t) {
    t.on_its_way();
    t.hears(goods::failed);
  }));
  all.push_back(of("parked on the refund", pay_first, [](tale& t) {
    t.paid().with_reserved_stock();
    t.cancelled();
    t.parks_on(k::refund_payment);
  }));
}

void add_ends(std::vector<moment>& all) {
  all.push_back(of("completed", pay_first, [](tale& t) { t.completed(); }));
  all.push_back(of("compensated, voided", pay_first, [](tale& t) {
    t.cancelled();
    t.hears(money::voided);
  }));
  all.push_back(of("compensated, declined", pay_first, [](tale& t) {
    t.hears(money::declined);
    t.cancelled();
  }));
  all.push_back(of("compensated, recall given up", pay_first, [](tale& t) {
    t.confirmed();
    t.cancelled();
    t.hears(money::refunded);
    t.done(k::record_refund);
    t.parks_on(k::recall_shipment);
    t.abandoned();
  }));
}

// Who asks a stream what the log tells hears no "done".
bool answers_by_log(step_kind kind) {
  switch (kind) {
  case k::authorise_payment:
  case k::capture_payment:
  case k::void_payment:
  case k::refund_payment:
  case k::dispatch_shipment:
  case k::await_delivery:
  case k::recall_shipment: return true;
  default: return false;
  }
}

void add_answers(std::vector<news>& all, const tale& at) {
  std::set<step_kind> seen;
  for (const auto& step : at.content().open) {
    if (answers_by_log(step.kind) || !seen.insert(step.kind).second) continue;
    const auto kind = step.kind;
    const auto product = step.product;
    all.push_back({"`" + std::string{step_name(kind)} + "` done",
                   [kind, product](tale& t) { return t.done(kind, product); }});
  }
  if (at.content().open.empty()) return;
  const auto first = at.content().open.front();
  all.push_back(
      {"an attempt failed", [first](tale& t) { return t.failed(first.kind, "it did", first.product); }});
  all.push_back({"the clock: no answer", [](tale& t) { return t.woken(); }});
  for (const auto& step : at.content().open)
    if (const auto up = step.give_up_at)
      all.push_back({"the clock: too late", [up](tale& t) {
                       t.now = *up;
                       return t.tell(wake_fulfilment{order_1});
                     }});
}

} // namespace

std::vector<moment> all_moments() {
  std::vector<moment> all;
  add_good_way(all);
  add_ways_back(all);
  add_parked(all);
  add_ends(all);
  return all;
}

std::vector<news> everything_told(const tale& at) {
  std::vector<news> all{
      {"the order was cancelled", [](tale& t) { return t.cancelled(); }},
      {"payment authorised", [](tale& t) { return t.hears(money::authorised); }},
      {"payment captured", [](tale& t) { return t.hears(money::captured); }},
      {"payment declined", [](tale& t) { return t.hears(money::declined); }},
      {"payment voided", [](tale& t) { return t.hears(money::voided); }},
      {"payment refunded", [](tale& t) { return t.hears(money::refunded); }},
      {"shipment dispatched", [](tale& t) { return t.hears(goods::dispatched); }},
      {"shipment delivered", [](tale& t) { return t.hears(goods::delivered); }},
      {"shipment failed", [](tale& t) { return t.hears(goods::failed); }},
  };
  add_answers(all, at);
  all.push_back({"a restart", [](tale& t) { return t.restarted(); }});
  all.push_back({"retry", [](tale& t) { return t.retried(); }});
  all.push_back({"abandon", [](tale& t) { return t.abandoned(); }});
  return all;
}

} // namespace docket::testing::fulfilments
