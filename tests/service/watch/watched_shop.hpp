#pragma once

#include "../../actors/projections/tally.hpp"
#include "../access/asking.hpp"
#include "docket/persistence/views/builtin_projections.hpp"
#include "docket/service/operations/operation_routes.hpp"
#include "docket/service/watch/watch_routes.hpp"

#include <iterator>

// An engine with views, and the routes of those who watch and operate it.
namespace docket::service::testing {

struct watched_shop {
  docket::shop::shop_with_views at;
  http_counts requests;
  engine shop;
  reading_threads readers;
  shop_context context{shop, readers};
  watched what;
  router ask_here;

  explicit watched_shop(role_set roles = role_set::all())
      : shop(settings()),
        readers(shop, 1),
        what({.shop = shop, .clock = [] { return timestamp{1'000'000}; }, .requests = &requests}),
        ask_here(all_routes(), lets_in({"olga", roles}), [this](const served& one) { requests.count(one); }) {
  }

  http_response get(std::string_view target) { return ask(ask_here, request_for(http_method::get, target)); }
  http_response post(std::string_view target, std::string body = {}) {
    return ask(ask_here, request_for(http_method::post, target, std::move(body)));
  }

private:
  config settings() {
    for (auto& factory : builtin_projections())
      at.settings.projections.push_back(std::move(factory));
    return at.settings;
  }
  routes all_routes() {
    auto all = watch_routes(what);
    auto more = operation_routes(what, context);
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return all;
  }
};

} // namespace docket::service::testing
