#include "docket/persistence/views/orders/order_lookup.hpp"

#include "docket/persistence/views/orders/order_tables.hpp"

namespace docket {
namespace {

// Columns of the two statements.
namespace column {
enum { status, total, paid, items, updated_at, position, previous, created_at, created_position, currency };
} // namespace column

namespace text_column {
enum { id, customer, customer_name, tracking, lines };
} // namespace text_column

} // namespace

order_lookup::order_lookup(view_reader& view, const bounds& at)
    : at_(at),
      figures_row_(view.prepared("SELECT status, total, paid, items, updated_at, position, previous, "
                                 "created_at, created_position, currency FROM orders WHERE key = ?")),
      texts_row_(view.prepared("SELECT id, customer, customer_name, tracking, lines FROM order_texts "
                               "WHERE key = ?")),
      version_row_(view.prepared("SELECT status, total, paid, items, occurred_at, previous FROM versions "
                                 "WHERE position = ?")) {}

bool order_lookup::find(std::int64_t key) {
  figures_row_.reset();
  figures_row_.bind(1, key);
  if (!figures_row_.step()) return false;
  created_ = {figures_row_.integer(column::created_at), figures_row_.integer(column::created_position)};
  if (!at_.include(created_.time, created_.position)) return false;
  key_ = key;
  updated_ = {figures_row_.integer(column::updated_at), figures_row_.integer(column::position)};
  if (!at_.include(updated_.time, updated_.position)) {
    follow_back(figures_row_.integer(column::previous));
    return true;
  }
  figures_ = {static_cast<order_status>(figures_row_.integer(column::status)),
              figures_row_.integer(column::total), figures_row_.integer(column::paid),
              figures_row_.integer(column::items)};
  return true;
}

// Ends at the order's creation at the latest, which the moment includes.
void order_lookup::follow_back(std::int64_t at) {
  while (at != 0) {
    version_row_.bind(1, at);
    const sqlite::rows_of rows{version_row_};
    if (!rows.next()) return;
    updated_ = {version_row_.integer(4), at};
    figures_ = {static_cast<order_status>(version_row_.integer(0)), version_row_.integer(1),
                version_row_.integer(2), version_row_.integer(3)};
    if (at_.include(updated_.time, updated_.position)) return;
    at = version_row_.integer(5);
  }
}

const sqlite::statement& order_lookup::texts() const {
  if (texts_of_ == key_) return texts_row_;
  texts_row_.reset();
  texts_row_.bind(1, key_);
  texts_of_ = texts_row_.step() ? key_ : no_key;
  return texts_row_;
}

std::int64_t order_lookup::total_now() const noexcept { return figures_row_.integer(column::total); }
std::int64_t order_lookup::currency() const noexcept { return figures_row_.integer(column::currency); }
std::string_view order_lookup::id() const { return texts().text(text_column::id); }
std::string_view order_lookup::customer() const { return texts().text(text_column::customer); }
std::string_view order_lookup::customer_name() const { return texts().text(text_column::customer_name); }

std::string_view order_lookup::tracking() const {
  const bool is_shipped =
      figures_.status == order_status::shipped || figures_.status == order_status::delivered;
  return is_shipped ? texts().text(text_column::tracking) : std::string_view{};
}

std::vector<kept_line> order_lookup::lines() const {
  return unpack_lines(texts().text(text_column::lines), created_);
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
