#include "docket/persistence/views/history/answer_json.hpp"
#include "docket/persistence/views/orders/order_list.hpp"

namespace docket {
namespace {

void write_fields(json_writer& to, const listed_order& order) {
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
}

} // namespace

std::string to_json(const order_page& page) {
  return page_json("orders", page.orders, page.next, page.position, write_fields);
}

std::string to_json(const order_counts& counts) {
  return counts_json(counts.as_of, counts.position, [&](json_writer& to) {
    for (std::size_t i = 0; i < order_statuses; ++i)
      to.integer(order_status_words[i], counts.counts[i]);
  });
}

} // namespace docket
