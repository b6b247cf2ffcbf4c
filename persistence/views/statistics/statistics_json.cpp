#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/views/statistics/statistics_query.hpp"

namespace docket {

namespace {

void write(json_writer& to, const statistics_row& row) {
  to.begin_object();
  to.string("key", row.key);
  to.integer("orders", row.orders);
  to.money("total", row.total, row.currency);
  to.integer("quantity", row.quantity);
  to.money("revenue", row.revenue, row.currency);
  to.string("currency", row.currency.code());
  to.end_object();
}

void write(json_writer& to, const statistics_page& page) {
  to.begin_object();
  to.key("rows");
  to.begin_array();
  for (const auto& row : page.rows)
    write(to, row);
  to.end_array();
  to.integer("position", value(page.position));
  to.end_object();
}

} // namespace

std::string to_json(const statistics_page& page) {
  std::string json;
  {
    json_writer to{json};
    write(to, page);
  }
  return json;
}

} // namespace docket
