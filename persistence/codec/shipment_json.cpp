#include "docket/persistence/codec/shipment_json.hpp"

namespace docket {

void write_lines(json_writer& to, const std::vector<shipment_line>& lines) {
  to.objects("lines", lines, [&](const shipment_line& line) {
    to.string("productId", line.product.view());
    to.integer("quantity", line.pieces.pieces());
  });
}

std::vector<shipment_line> read_lines(json_fields& from) {
  std::vector<shipment_line> lines;
  from.each("lines", [&](json_fields& line) {
    lines.push_back({line.id<product_id>("productId"), line.pieces("quantity")});
  });
  return lines;
}

} // namespace docket
