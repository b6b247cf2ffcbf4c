#include "docket/persistence/codec/order_codec.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <vector>

using namespace docket;

namespace {

const order_id o1{"order-001"};

std::uint64_t of(const order_command& command, std::optional<timestamp> stated = std::nullopt) {
  return codec<order>::fingerprint(command, stated);
}

std::shared_ptr<const personal_data> person(personal_data p) {
  return std::make_shared<const personal_data>(std::move(p));
}

create_order full_creation() {
  postal_address home{"Ann", "1 Street", "2nd floor", "Town", "Region", "12345", "US"};
  return {o1,
          customer_id{"cust-1"},
          currency{"USD"},
          5.99_money,
          person({"Ann", "ann@a.example", "+1", home, home}),
          {{product_id{"widget"}, "Widget", quantity{2}, 29.99_money}},
          true};
}

// One of every kind.
std::vector<order_command> one_of_each() {
  return {full_creation(),
          add_item{o1, {product_id{"widget"}, "Widget", quantity{2}, 29.99_money}},
          remove_item{o1, product_id{"widget"}},
          change_quantity{o1, product_id{"widget"}, quantity{3}},
          place_order{o1},
          record_payment{o1, payment_id{"pay-1"}, 109.97_money, "card"},
          confirm_order{o1},
          ship_order{o1, "1Z999AA10123456784", "UPS", timestamp{1'772'360'100'000'000}},
          deliver_order{o1},
          cancel_order{o1, "changed my mind"},
          record_refund{o1, refund_id{"ref-1"}, 10.00_money}};
}

} // namespace

// Fingerprints are stored in logs: if one of these changes, repeats of old commands are refused as reused
// ids.
TEST_CASE("fingerprints stay what they were") {
  std::vector<std::uint64_t> now;
  for (const auto& command : one_of_each())
    now.push_back(of(command));
  const std::vector<std::uint64_t> frozen{0xd97d787f5eb7dfa7, 0x93620a60346ef4f5, 0x6e2e7b1911075c71,
                                          0x046c8d760754dfa9, 0x35851d41d4ffd573, 0x30fbc469c42cd3cc,
                                          0xb592e85b81217671, 0x4ed4fdf2fc67e1a4, 0x976f70e992ef369a,
                                          0x909737746cf662a4, 0x7fb0c1482ceb19f5};
  CHECK(now == frozen);
  CHECK(of(place_order{o1}, timestamp{1'772'360'100'000'000}) == 0x62c44fcb0c1560da);
}

TEST_CASE("the same amount written with more zeros is the same payload") {
  const auto priced = [](decimal price) {
    return of(add_item{o1, {product_id{"p"}, "n", quantity{1}, price}});
  };
  CHECK(priced({299, 1}) == priced({2990, 2}));
  CHECK(priced({30, 0}) == priced({3000, 2}));
  CHECK(priced({0, 0}) == priced({0, 18}));
  CHECK(priced({-50, 1}) == priced({-5, 0}));
  CHECK(priced({300, 0}) != priced({30, 0}));
  CHECK(priced({5, 1}) != priced({5, 2}));
  CHECK(priced({5, 0}) != priced({-5, 0}));
}

TEST_CASE("each kind of command has a fingerprint of its own, and none is zero") {
  std::set<std::uint64_t> seen;
  for (const auto& command : one_of_each())
    CHECK(seen.insert(of(command)).second);
  CHECK(seen.count(0) == 0);
}

TEST_CASE("the stated time is part of the payload") {
  CHECK(of(place_order{o1}) != of(place_order{o1}, timestamp{0}));
  CHECK(of(place_order{o1}, timestamp{1}) != of(place_order{o1}, timestamp{2}));
}

TEST_CASE("every field of a creation counts") {
  std::set<std::uint64_t> seen{of(full_creation())};
  const auto changed = [&](auto change) {
    auto c = full_creation();
    change(c);
    return seen.insert(of(c)).second;
  };
  const auto changed_person = [&](auto change) {
    return changed([&](create_order& c) {
      auto p = *c.personal;
      change(p);
      c.personal = person(std::move(p));
    });
  };
  CHECK(changed([](create_order& c) { c.order = order_id{"order-002"}; }));
  CHECK(changed([](create_order& c) { c.customer = customer_id{"cust-2"}; }));
  CHECK(changed([](create_order& c) { c.currency = currency{"CAD"}; }));
  CHECK(changed([](create_order& c) { c.shipping_fee = 6_money; }));
  CHECK(changed([](create_order& c) { c.place = false; }));
  CHECK(changed([](create_order& c) { c.items.clear(); }));
  CHECK(changed([](create_order& c) { c.items.push_back(c.items.front()); }));
  CHECK(changed([](create_order& c) { c.items[0].name = "Gadget"; }));
  CHECK(changed([](create_order& c) { c.personal = nullptr; }));
  CHECK(changed([](create_order& c) { c.personal = person({}); }));
  CHECK(changed_person([](personal_data& p) { p.name = "Bob"; }));
  CHECK(changed_person([](personal_data& p) { p.email = "bob@b.example"; }));
  CHECK(changed_person([](personal_data& p) { p.phone = "+2"; }));
  CHECK(changed_person([](personal_data& p) { p.shipping_address = std::nullopt; }));
  CHECK(changed_person([](personal_data& p) { p.billing_address = std::nullopt; }));
  CHECK(changed_person([](personal_data& p) { p.billing_address->country = "CA"; }));
}

TEST_CASE("text cannot flow from one field into the next") {
  CHECK(of(ship_order{o1, "ab", "c", std::nullopt}) != of(ship_order{o1, "a", "bc", std::nullopt}));
  CHECK(of(ship_order{o1, "", "abc", std::nullopt}) != of(ship_order{o1, "abc", "", std::nullopt}));
}

// Commands that were fingerprinted before they could state it must keep their fingerprints.
TEST_CASE("how to pay counts where it is stated, and where it is not nothing has changed") {
  CHECK(of(place_order{o1, ""}) == 0x35851d41d4ffd573);
  CHECK(of(place_order{o1, "card"}) != of(place_order{o1, ""}));
  CHECK(of(place_order{o1, "card"}) != of(place_order{o1, "boleto"}));
  auto creation = full_creation();
  CHECK(of(creation) == 0xd97d787f5eb7dfa7);
  creation.payment_method = "card";
  CHECK(of(creation) != 0xd97d787f5eb7dfa7);
}
