#include "docket/app/demo/books_text.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/domain/money.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <vector>

namespace docket::app {
namespace {

constexpr std::size_t faults_shown = 10;

std::string pieces(std::int64_t number) {
  return fmt::format("{}{}", number < 0 ? "-" : "", grouped(static_cast<std::uint64_t>(std::abs(number))));
}

const char* verdict(bool balances) { return balances ? "balances" : "DOES NOT BALANCE"; }

std::string orders_line(const books& of) {
  const auto sum = of.never_placed + of.delivered + of.cancelled;
  return fmt::format("  Orders  {} opened = {} never placed + {} delivered + {} cancelled: {}\n",
                     grouped(of.orders), grouped(of.never_placed), grouped(of.delivered),
                     grouped(of.cancelled), verdict(sum == of.orders));
}

std::string stock_lines(const books& of) {
  const auto& stock = of.stock;
  auto text = fmt::format("  Stock   {} pieces received = {} available + {} reserved + {} shipped,\n"
                          "          and as many are with the customers: {}\n",
                          pieces(stock.received), pieces(stock.available), pieces(stock.reserved),
                          pieces(stock.shipped), verdict(stock.balances()));
  if (of.late_parcels > 0)
    text += fmt::format("          ({} of cancelled orders arrived before a recall could stop them)\n",
                        counted(of.late_parcels, "parcel", "parcels"));
  return text;
}

std::string money_lines(const books& of) {
  table rows{{side::left, side::left, side::right, side::right, side::right, side::left}, 2};
  rows.add({"Money", "", "captured", "- refunded", "= delivered orders"});
  for (const auto& m : of.money) {
    const auto sum = [&m](std::int64_t units) { return format_amount({units}, m.currency); };
    rows.add({"", std::string{m.currency.code()}, sum(m.captured), sum(m.refunded), sum(m.delivered),
              verdict(m.balances())});
  }
  return rows.text();
}

std::string faults_text(const books& of) {
  if (of.balance())
    return "  The payment provider's and the carrier's own ledgers say the same; no payment was taken "
           "twice.\n";
  std::string text;
  for (std::size_t i = 0; i < std::min(of.faults.size(), faults_shown); ++i)
    text += fmt::format("  WRONG: {}\n", printable(of.faults[i]));
  if (of.faults.size() > faults_shown)
    text += fmt::format("  ... and {} more\n", grouped(of.faults.size() - faults_shown));
  return text;
}

std::vector<std::pair<std::string, std::uint64_t>> by_count(const tally::counts& counts) {
  std::vector<std::pair<std::string, std::uint64_t>> result{counts.begin(), counts.end()};
  std::ranges::stable_sort(result, std::greater{}, [](const auto& one) { return one.second; });
  return result;
}

} // namespace

std::string ends_text(const books& of) {
  table rows{{side::left, side::right, side::right}};
  const auto row = [&](std::string what, std::uint64_t count) {
    rows.add({std::move(what), grouped(count), percent_text(count, of.orders)});
  };
  row("delivered", of.delivered);
  row("cancelled, money and goods back where they were", of.cancelled);
  for (const auto& [reason, count] : by_count(of.cancelled_by))
    rows.add({fmt::format("  {}", printable(reason)), grouped(count)});
  row("left in the basket, never placed", of.never_placed);
  return fmt::format(
      "How the orders ended\n{}On the way {} failed and {} had no answer in time; they were asked "
      "again.\n",
      rows.text(), counted(of.failed_attempts, "call", "calls"), grouped(of.repeated_asks));
}

std::string books_text(const books& of) {
  return "The books\n" + orders_line(of) + stock_lines(of) + money_lines(of) + faults_text(of);
}

nlohmann::ordered_json books_json(const books& of) {
  nlohmann::ordered_json money;
  for (const auto& m : of.money)
    money[std::string{m.currency.code()}] = {{"captured", format_amount({m.captured}, m.currency)},
                                             {"refunded", format_amount({m.refunded}, m.currency)},
                                             {"delivered", format_amount({m.delivered}, m.currency)}};
  return {{"balance", of.balance()},
          {"orders",
           {{"opened", of.orders},
            {"neverPlaced", of.never_placed},
            {"delivered", of.delivered},
            {"cancelled", of.cancelled},
            {"cancelledBy", of.cancelled_by}}},
          {"stock",
           {{"received", of.stock.received},
            {"available", of.stock.available},
            {"reserved", of.stock.reserved},
            {"shipped", of.stock.shipped}}},
          {"money", money},
          {"lateParcels", of.late_parcels},
          {"faults", of.faults}};
}

} // namespace docket::app
