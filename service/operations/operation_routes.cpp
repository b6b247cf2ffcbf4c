#include "docket/service/operations/operation_routes.hpp"

#include <iterator>

namespace docket::service {

routes operation_routes(watched& what, shop_context& context) {
  auto all = status_routes(what);
  for (auto some : {dead_letter_routes(context), projection_routes(context), fulfilment_routes(context.shop)})
    all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  return all;
}

} // namespace docket::service
