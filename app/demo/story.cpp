#include "docket/app/demo/story.hpp"

#include "docket/app/demo/catalogue.hpp"

#include <algorithm>
#include <array>

namespace docket::app {
namespace {

constexpr std::uint64_t purpose = 0x73746f7279; // "story"
constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

// Where a life ends, with its share in percent.
enum class ending : std::size_t {
  delivered,
  shipped,
  confirmed,
  paid,
  unpaid,
  abandoned,
  cancelled_unpaid,
  cancelled_refunded,
  cancelled_refund_due,
};
constexpr std::array<unsigned, 9> ending_shares{70, 8, 3, 3, 5, 3, 4, 3, 1};

// Writes the steps down, each some time after the one before.
class story_writer {
public:
  story_writer(story& into, random_source& random, timestamp begin)
      : story_(into),
        random_(random),
        now_(begin) {}

  void create() { note(step_kind::create); }

  void step(step_kind kind, std::int64_t after_min, std::int64_t after_max) {
    now_.microseconds += random_.between(after_min / second, after_max / second) * second;
    note(kind);
  }

  void maybe(unsigned percent, step_kind kind, std::int64_t after_min, std::int64_t after_max) {
    if (random_.chance(percent)) step(kind, after_min, after_max);
  }

private:
  // Now and then a sender does not see the answer and sends again: the same command, with the same id.
  void note(step_kind kind) {
    const story_step noted{now_, kind, ++number_};
    story_.steps.push_back(noted);
    if (random_.chance(2)) story_.steps.push_back(noted);
  }

  story& story_;
  random_source& random_;
  timestamp now_;
  std::uint8_t number_ = 0;
};

bool in_basket(const story& of, std::size_t product) {
  return std::any_of(of.basket.begin(), of.basket.end(),
                     [product](const auto& line) { return line.product == product; });
}

std::size_t another_product(const story& of, random_source& random) {
  auto product = pick_product(random);
  while (in_basket(of, product))
    product = (product + 1) % products().size();
  return product;
}

void fill_basket(story& into, random_source& random) {
  constexpr std::array<unsigned, 5> line_shares{38, 28, 18, 10, 6};
  constexpr std::array<unsigned, 4> piece_shares{74, 16, 6, 4};
  const auto lines = random.weighted(line_shares) + 1;
  while (into.basket.size() < lines) {
    const auto product = another_product(into, random);
    into.basket.push_back({product, static_cast<std::int64_t>(random.weighted(piece_shares)) + 1});
  }
  into.added = {another_product(into, random), 1};
  into.changed_pieces = into.basket.front().pieces + random.between(1, 3);
}

void write_shopping(story& into, story_writer& writer, random_source& random, ending end) {
  writer.create();
  into.placed_at_once = end != ending::abandoned && random.chance(25);
  if (into.placed_at_once) return;
  writer.maybe(15, step_kind::add_line, 20 * second, 10 * minute);
  writer.maybe(8, step_kind::change_quantity, 10 * second, 5 * minute);
  if (into.basket.size() > 1) writer.maybe(5, step_kind::remove_line, 10 * second, 5 * minute);
  if (end != ending::abandoned) writer.step(step_kind::place, minute, 30 * minute);
}

void write_payment(story_writer& writer, random_source& random) {
  writer.maybe(2, step_kind::late_line, minute, 20 * minute);
  writer.maybe(1, step_kind::early_shipment, minute, 20 * minute);
  writer.maybe(4, step_kind::wrong_payment, minute, hour);
  const bool by_transfer = random.chance(12);
  writer.step(step_kind::payment, minute, by_transfer ? 2 * day : hour);
}

void write_fulfilment(story_writer& writer, ending end) {
  if (end == ending::paid) return;
  writer.step(step_kind::confirm, 30 * minute, 8 * hour);
  if (end == ending::confirmed) return;
  writer.step(step_kind::ship, 4 * hour, 2 * day);
  if (end == ending::delivered) writer.step(step_kind::deliver, day, 5 * day);
}

void write_life(story& into, story_writer& writer, random_source& random, ending end) {
  write_shopping(into, writer, random, end);
  if (end == ending::abandoned || end == ending::unpaid) return;
  if (end == ending::cancelled_unpaid) {
    writer.step(step_kind::cancel, hour, 3 * day);
    return;
  }
  write_payment(writer, random);
  if (end < ending::unpaid) {
    write_fulfilment(writer, end);
    return;
  }
  writer.step(step_kind::cancel, hour, day);
  if (end == ending::cancelled_refunded) writer.step(step_kind::refund, hour, 3 * day);
}

} // namespace

bool story::has(step_kind kind) const noexcept {
  return std::any_of(steps.begin(), steps.end(), [kind](const auto& step) { return step.kind == kind; });
}

std::int64_t story::total() const noexcept {
  const auto& home = markets()[market];
  auto sum = in_market(home.shipping_cents, home).minor_units;
  for (std::size_t i = 0; i < basket.size(); ++i) {
    if (i + 1 == basket.size() && has(step_kind::remove_line)) break;
    const auto pieces = i == 0 && has(step_kind::change_quantity) ? changed_pieces : basket[i].pieces;
    sum += pieces * in_market(products()[basket[i].product].cents, home).minor_units;
  }
  if (has(step_kind::add_line))
    sum += added.pieces * in_market(products()[added.product].cents, home).minor_units;
  return sum;
}

timestamp shop::creation_of(std::uint64_t order) const noexcept {
  // Whole seconds, as the shop's clock has them.
  const auto after =
      open_us / second * static_cast<std::int64_t>(order - 1) / static_cast<std::int64_t>(orders) * second;
  return {opens.microseconds + after};
}

story story_of(const shop& of, std::uint64_t order) {
  random_source random{of.seed, purpose, order};
  story result;
  result.order = order;
  // The smaller of two: some customers come often.
  const auto customers = of.orders / 3 + 1;
  result.customer = std::min(random.below(customers), random.below(customers)) + 1;
  result.market = pick_market(random);
  fill_basket(result, random);
  const auto end = static_cast<ending>(random.weighted(ending_shares));
  story_writer writer{result, random, of.creation_of(order)};
  write_life(result, writer, random, end);
  return result;
}

} // namespace docket::app
