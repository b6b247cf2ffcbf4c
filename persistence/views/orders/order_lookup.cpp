#include "docket/persistence/views/orders/order_lookup.hpp"

#include "docket/persistence/views/orders/order_tables.hpp"

namespace docket {
namespace {

// Columns of `orders`, in the order in which they are stored: a column is found by walking over those before
// it.
namespace column {
enum {
  status,
  total,
  paid,
  items,
  updated_at,
  position,
  previous,
  created_at,
  created_position,
  currency,
  id,
  customer,
  tracking,
  lines,
  customer_name
};
}

} // namespace

order_lookup::order_lookup(view_reader& view, const bounds& at)
    : at_(at),
      row_(view.prepared("SELECT status, total, paid, items, updated_at, position, previous, created_at, "
                         "created_position, currency, id, customer, tracking, lines, customer_name "
                         "FROM orders WHERE key = ?")),
      version_(view.prepared("SELECT status, total, paid, items, occurred_at, previous FROM versions "
                             "WHERE position = ?")) {}

bool order_lookup::find(std::int64_t key) {
  row_.reset();
  row_.bind(1, key);
  if (!row_.step()) return false;
  created_ = {row_.integer(column::created_at), row_.integer(column::created_position)};
  if (!at_.include(created_.time, created_.position)) return false;
  key_ = key;
  updated_ = {row_.integer(column::updated_at), row_.integer(column::position)};
  if (!at_.include(updated_.time, updated_.position)) {
    follow_back(row_.integer(column::previous));
    return true;
  }
  figures_ = {static_cast<order_status>(row_.integer(column::status)), row_.integer(column::total),
              row_.integer(column::paid), row_.integer(column::items)};
  return true;
}

// Ends at the order's creation at the latest, which the moment includes.
void order_lookup::follow_back(std::int64_t at) {
  while (at != 0) {
    version_.bind(1, at);
    const sqlite::rows_of rows{version_};
    if (!rows.next()) return;
    updated_ = {version_.integer(4), at};
    figures_ = {static_cast<order_status>(version_.integer(0)), version_.integer(1), version_.integer(2),
                version_.integer(3)};
    if (at_.include(updated_.time, updated_.position)) return;
    at = version_.integer(5);
  }
}

std::int64_t order_lookup::total_now() const noexcept { return row_.integer(column::total); }
std::int64_t order_lookup::currency() const noexcept { return row_.integer(column::currency); }
std::string_view order_lookup::id() const noexcept { return row_.text(column::id); }
std::string_view order_lookup::customer() const noexcept { return row_.text(column::customer); }
std::string_view order_lookup::customer_name() const noexcept { return row_.text(column::customer_name); }

std::string_view order_lookup::tracking() const noexcept {
  const bool is_shipped =
      figures_.status == order_status::shipped || figures_.status == order_status::delivered;
  return is_shipped ? row_.text(column::tracking) : std::string_view{};
}

std::vector<kept_line> order_lookup::lines() const {
  return unpack_lines(row_.text(column::lines), created_);
}

listed_order order_lookup::listed() const {
  return {.id = id(),
          .customer = customer(),
          .tracking = tracking(),
          .status = figures_.status,
          .currency = numbered_currency(currency()),
          .total = {figures_.total},
          .paid = {figures_.paid},
          .items = figures_.items,
          .created_at = {created_.time},
          .updated_at = {updated_.time}};
}

} // namespace docket
