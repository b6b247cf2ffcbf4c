#include "docket/app/queries/order_options.hpp"

#include "docket/app/program/errors.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace docket::app {
namespace {

std::optional<decimal> amount_from(const std::string& written, const char* option) {
  if (written.empty()) return std::nullopt;
  const auto amount = parse_decimal(written);
  if (!amount) throw usage_error{fmt::format("{}: {}", option, amount.error().message)};
  return *amount;
}

std::optional<timestamp> time_or_none(const std::string& written, const char* option) {
  if (written.empty()) return std::nullopt;
  return time_from(written, option);
}

std::optional<currency> currency_from(const std::string& code) {
  if (code.empty()) return std::nullopt;
  const auto known = currency::parse(code);
  if (!known) throw usage_error{fmt::format("--currency: {}", known.error().message)};
  return *known;
}

std::vector<order_status> statuses_from(const std::vector<std::string>& words) {
  std::vector<order_status> statuses;
  for (const auto& word : words) {
    const auto status = parse_order_status(word);
    if (!status) throw usage_error{fmt::format("--status: {}", status.error().message)};
    statuses.push_back(*status);
  }
  return statuses;
}

order_sort sort_from(const std::string& word) {
  if (word == "updated") return order_sort::updated;
  return word == "total" ? order_sort::total : order_sort::created;
}

} // namespace

void add_order_options(CLI::App& to, order_options& options, invocation& call) {
  to.add_option("--customer", options.customer, "Only of this customer")->type_name("ID");
  to.add_option("--status", options.statuses, "Only in this status; may be given several times")
      ->type_name("STATUS")
      ->take_all()
      ->allow_extra_args(false);
  to.add_option("--product", options.product, "Only those with a line of this product")->type_name("ID");
  to.add_option("--currency", options.currency, "Only in this currency")->type_name("CODE");
  to.add_option("--amount-from", options.amount_from, "Only with a total of at least so much")
      ->type_name("AMOUNT");
  to.add_option("--amount-to", options.amount_to, "Only with a total of at most so much")
      ->type_name("AMOUNT");
  to.add_option("--created-from", options.created_from, "Only created then or later")->type_name("TIME");
  to.add_option("--created-to", options.created_to, "Only created then or earlier")->type_name("TIME");
  to.add_option("--sort", options.sort, "By created, updated or total")
      ->check(CLI::IsMember({"created", "updated", "total"}).description(""))
      ->type_name("WHAT")
      ->capture_default_str();
  to.add_option("--order", options.direction, "asc or desc")
      ->check(CLI::IsMember({"asc", "desc"}).description(""))
      ->type_name("WAY")
      ->capture_default_str();
  add_page_options(to, options.page);
  add_asked_options(to, options.what, call);
}

order_query query_from(const order_options& options) {
  order_query query;
  auto& filter = query.filter;
  filter.customer = options.customer;
  filter.product = options.product;
  filter.text = options.text;
  filter.statuses = statuses_from(options.statuses);
  filter.currency = currency_from(options.currency);
  filter.amount_from = amount_from(options.amount_from, "--amount-from");
  filter.amount_to = amount_from(options.amount_to, "--amount-to");
  filter.created_from = time_or_none(options.created_from, "--created-from");
  filter.created_to = time_or_none(options.created_to, "--created-to");
  query.sort = sort_from(options.sort);
  query.direction = options.direction == "asc" ? walk_order::ascending : walk_order::descending;
  query.limit = options.page.limit;
  query.cursor = options.page.cursor;
  query.moment = options.what.at();
  return query;
}

} // namespace docket::app
