#include "docket/actors/projections.hpp"
#include "docket/service/answers/fresh_json.hpp"
#include "docket/service/answers/problem.hpp"
#include "docket/service/operations/operation_request.hpp"
#include "docket/service/operations/operation_routes.hpp"
#include "docket/service/operations/rebuilds_begun.hpp"

#include <fmt/format.h>

#include <memory>

namespace docket::service {
namespace {

http_response rebuild_under_way(std::string_view view) {
  return problem(409, "rebuild_under_way", fmt::format("The view {} is being built anew already.", view));
}

http_response told(int status, std::string_view view, std::string_view state) {
  return fresh_json_of(
      [&](json_writer& to) {
        to.begin_object();
        to.string("projection", view);
        to.string("state", state);
        to.end_object();
      },
      status);
}

// How it ends is seen in the view's status; what is refused is refused here. One that the engine began by
// itself, and does not tell of yet, is told of as if it had been asked for: it is under way.
http_response begin_rebuild_of(engine& shop, rebuilds_begun& begun, const visit& here) {
  const auto& view = here.path[0];
  auto views = shop.projections();
  const auto status = views.status(view);
  if (!status) return problem_of(status.error());
  if (status->rebuild || !begun.begin(view, [&] { return views.rebuild(view); }))
    return rebuild_under_way(view);
  return told(202, view, "rebuilding").with("Location", fmt::format("{}/operations/status", here.prefix));
}

http_response cancel_rebuild_of(engine& shop, const std::string& view) {
  const auto cancelled = shop.projections().cancel_rebuild(view);
  return cancelled ? told(200, view, "given_up") : problem_of(cancelled.error());
}

} // namespace

routes projection_routes(shop_context& context) {
  const auto begun = std::make_shared<rebuilds_begun>();
  return {
      {http_method::post, "/projections/{projection}/rebuild", "rebuildProjection", role::operate,
       [&context, begun](visit&& here, answer&& to) {
         if (auto refused = refuse_operation(here)) return to.send(std::move(*refused));
         if (auto body = texts_of_body(here.request, {}); !body) return to.send(std::move(body.error()));
         context.readers.answer_with(std::move(to), [&context, begun, here = std::move(here)](log_reader&) {
           return begin_rebuild_of(context.shop, *begun, here);
         });
       }},
      {http_method::del, "/projections/{projection}/rebuild", "cancelRebuild", role::operate,
       [&context](visit&& here, answer&& to) {
         if (auto refused = refuse_operation(here)) return to.send(std::move(*refused));
         context.readers.answer_with(std::move(to), [&context, view = here.path[0]](log_reader&) {
           return cancel_rebuild_of(context.shop, view);
         });
       }},
  };
}

} // namespace docket::service
