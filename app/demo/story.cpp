#include "docket/app/demo/story.hpp"

#include "docket/app/demo/catalogue.hpp"

#include <algorithm>
#include <array>

namespace docket::app {
namespace {

constexpr std::uint64_t purpose = 0x73746f7279; // "story"

// In percent of all orders.
constexpr unsigned left_in_basket = 3; // Never placed.
constexpr unsigned cancelled = 5;

// Writes the steps down, each some turns after the one before.
class story_writer {
public:
  story_writer(story& into, random_source& random) : story_(into), random_(random), turn_(into.order) {}

  void create() { note(shopping_step::create); }

  void step(shopping_step kind, std::int64_t after_min, std::int64_t after_max) {
    turn_ += static_cast<std::uint64_t>(random_.between(after_min, after_max));
    note(kind);
  }

  void maybe(unsigned percent, shopping_step kind, std::int64_t after_min, std::int64_t after_max) {
    if (random_.chance(percent)) step(kind, after_min, after_max);
  }

private:
  // Now and then a sender does not see the answer and sends again: the same command, with the same id.
  void note(shopping_step kind) {
    const story_step noted{turn_, kind, ++number_};
    story_.steps.push_back(noted);
    if (random_.chance(2)) story_.steps.push_back(noted);
  }

  story& story_;
  random_source& random_;
  std::uint64_t turn_;
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

void write_shopping(story& into, story_writer& writer, random_source& random) {
  const bool is_left = random.chance(left_in_basket);
  into.placed_at_once = !is_left && random.chance(25);
  writer.create();
  if (into.placed_at_once) return;
  writer.maybe(15, shopping_step::add_line, 1, 30);
  writer.maybe(8, shopping_step::change_quantity, 1, 20);
  if (into.basket.size() > 1) writer.maybe(5, shopping_step::remove_line, 1, 20);
  if (!is_left) writer.step(shopping_step::place, 1, 100);
}

// A fulfilment takes some hundred turns: a cancellation finds it at its beginning, on its way, or done.
void write_second_thoughts(const story& told, story_writer& writer) {
  if (!told.is_placed()) return;
  writer.maybe(2, shopping_step::late_line, 1, 50);
  writer.maybe(cancelled, shopping_step::cancel, 1, 1'000);
}

} // namespace

bool story::has(shopping_step kind) const noexcept {
  return std::any_of(steps.begin(), steps.end(), [kind](const auto& step) { return step.kind == kind; });
}

std::vector<basket_line> story::bought() const {
  if (!is_placed()) return {};
  auto lines = basket;
  if (has(shopping_step::change_quantity)) lines.front().pieces = changed_pieces;
  if (has(shopping_step::remove_line)) lines.pop_back();
  if (has(shopping_step::add_line)) lines.push_back(added);
  return lines;
}

story story_of(const shop& of, std::uint64_t order) {
  static constexpr std::array<std::string_view, 5> methods{"card", "card", "card", "paypal", "transfer"};
  random_source random{of.seed, purpose, order};
  story result;
  result.order = order;
  // The smaller of two: some customers come often.
  const auto customers = of.orders / 3 + 1;
  result.customer = std::min(random.below(customers), random.below(customers)) + 1;
  result.market = pick_market(random);
  result.method = random.pick(std::span<const std::string_view>{methods});
  fill_basket(result, random);
  story_writer writer{result, random};
  write_shopping(result, writer, random);
  write_second_thoughts(result, writer);
  return result;
}

} // namespace docket::app
