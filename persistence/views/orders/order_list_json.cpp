#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/views/orders/order_list.hpp"

namespace docket {
namespace {

void write(json_writer& to, const listed_order& order) {
  to.begin_object();
  to.string("orderId", order.id.view());
  to.string("customerId", order.customer.view());
  to.string("status", word_of(order.status));
  to.string("currency", order.currency.code());
  to.money("total", order.total, order.currency);
  to.money("amountPaid", order.paid, order.currency);
  to.integer("itemCount", order.items);
  to.time("createdAt", order.created_at);
  to.time("updatedAt", order.updated_at);
  to.string_unless_empty("trackingNumber", order.tracking.view());
  to.end_object();
}

} // namespace

std::string to_json(const order_page& page) {
  std::string json;
  {
    json_writer to{json};
    to.begin_object();
    to.key("orders");
    to.begin_array();
    for (const auto& order : page.orders)
      write(to, order);
    to.end_array();
    if (page.next.empty())
      to.raw("next", "null");
    else
      to.string("next", page.next);
    to.integer("position", value(page.position));
    to.end_object();
  }
  return json;
}

std::string to_json(const order_counts& counts) {
  std::string json;
  {
    json_writer to{json};
    to.begin_object();
    if (counts.as_of)
      to.time("asOf", *counts.as_of);
    else
      to.raw("asOf", "null");
    to.integer("position", value(counts.position));
    to.key("counts");
    to.begin_object();
    for (std::size_t i = 0; i < order_statuses; ++i)
      to.integer(order_status_words[i], counts.counts[i]);
    to.end_object();
    to.end_object();
  }
  return json;
}

} // namespace docket
