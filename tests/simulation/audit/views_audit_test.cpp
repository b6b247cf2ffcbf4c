// Views against the log, and a folder of views that was kept from another one.
#include "../../persistence/store/temporary_folder.hpp"
#include "audit/edited_log.hpp"
#include "audit/small_shop.hpp"
#include "audit/violated.hpp"

#include "docket/persistence/views/builtin_projections.hpp"
#include "docket/persistence/views/view_rebuild.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace docket;
using namespace docket::testing;

namespace {

struct viewed : small_shop {
  viewed() {
    receive("widget", 10);
    receive("gadget", 1);
    for (const auto* order : {"o-1", "o-2"}) {
      place(order);
      fulfil(order);
    }
    place("o-3");
    carry_out("o-3");
    place("o-4");
  }

  // All views, kept from this log up to a position.
  void keep(log_reader& from, position up_to = end_of_log) {
    views_folder views{path};
    for (const auto& make : builtin_projections()) {
      const auto kept = open_kept_view(views, make, timestamp{});
      while (!kept->runner->step(from, 1'000, up_to).caught_up) {
      }
    }
  }

  [[nodiscard]] std::vector<violation> find(bool quiet) {
    auto asked = what(quiet);
    asked.views = path;
    asked.states = asked.automatic = false;
    auto found = audit(asked);
    std::erase_if(found, [](const violation& v) { return !v.invariant.starts_with("view"); });
    return found;
  }

  temporary_folder folder;
  std::filesystem::path path = folder / "views";
};

bool tells_of(const std::vector<violation>& found, const std::string& view) {
  return std::ranges::any_of(
      found, [&](const violation& v) { return v.invariant == "view_differs" && v.what.starts_with(view); });
}

} // namespace

TEST_CASE("views that were kept from the log agree with it", "[audit]") {
  viewed shop;
  shop.keep(shop.reader());
  CHECK(shop.find(true) == std::vector<violation>{});
}

TEST_CASE("views that lag are right as far as they are, and behind once all is quiet", "[audit]") {
  viewed shop;
  shop.keep(shop.reader(), position{12});
  CHECK(shop.find(false) == std::vector<violation>{});
  CHECK(violated(shop.find(true)) == std::set<std::string>{"view_behind"});
}

TEST_CASE("a view that missed an event is incomplete", "[audit]") {
  viewed shop;
  edited_log other{shop.reader()};
  other.remove_last("OrderShipped");
  shop.keep(other);
  CHECK(violated(shop.find(true)).contains("view_incomplete"));
}

TEST_CASE("views that answer otherwise than a fold of the log are found", "[audit]") {
  viewed shop;
  edited_log other{shop.reader()};
  other.last("OrderDelivered").type = "OrderConfirmed";
  other.replace("StockReceived", "\"quantity\":1", "\"quantity\":3");
  other.replace("ItemAdded", "49.99", "59.99");
  shop.keep(other);
  const auto found = shop.find(true);
  CHECK(tells_of(found, "order_list"));
  CHECK(tells_of(found, "stock_levels"));
  CHECK(tells_of(found, "customer_statistics"));
}
