#include "docket/app/demo/catalogue.hpp"

#include <array>

namespace docket::app {
namespace {

constexpr std::array product_list{
    product{"coffee-house-1kg", "House Coffee, 1 kg", 1890},
    product{"mug-blue", "Mug, blue", 1250},
    product{"notebook-a5", "Notebook A5, dotted", 890},
    product{"filter-paper-100", "Filter Paper, 100 pieces", 450},
    product{"tea-green-250", "Green Tea, 250 g", 1490},
    product{"widget", "Widget", 2999},
    product{"socks-wool", "Wool Socks", 1690},
    product{"lamp-desk", "Desk Lamp", 5490},
    product{"pen-gel-black", "Gel Pen, black", 290},
    product{"bottle-steel", "Steel Bottle, 0.75 l", 2790},
    product{"gadget", "Gadget", 4999},
    product{"chocolate-dark", "Dark Chocolate, 70 %", 390},
    product{"towel-linen", "Linen Towel", 2290},
    product{"board-oak", "Chopping Board, oak", 3890},
    product{"knife-chef", "Chef's Knife, 20 cm", 8900},
    product{"candle-bee", "Beeswax Candle", 1190},
    product{"apron-canvas", "Canvas Apron", 3290},
    product{"grinder-hand", "Hand Grinder", 7490},
    product{"scale-kitchen", "Kitchen Scale", 3990},
    product{"backpack-city", "City Backpack", 9900},
    product{"umbrella", "Umbrella", 3490},
    product{"scarf-merino", "Merino Scarf", 5990},
    product{"headphones", "Headphones, wireless", 14900},
    product{"cable-usb-c", "USB-C Cable, 2 m", 1590},
    product{"charger-65w", "Charger, 65 W", 4490},
    product{"keyboard", "Keyboard, mechanical", 11900},
    product{"mouse", "Mouse, silent", 3990},
    product{"plant-monstera", "Monstera", 2490},
    product{"pot-terracotta", "Terracotta Pot", 1790},
    product{"seeds-herbs", "Herb Seeds, 6 kinds", 990},
    product{"game-chess", "Chess Set", 6490},
    product{"puzzle-1000", "Puzzle, 1,000 pieces", 1990},
    product{"book-cooking", "Cooking for Two", 2800},
    product{"book-birds", "Birds of Europe", 3200},
    product{"espresso-machine", "Espresso Machine", 64900},
    product{"kettle", "Kettle, gooseneck", 7900},
    product{"blanket", "Blanket, lambswool", 12900},
    product{"clock-wall", "Wall Clock", 4290},
    product{"bike-light", "Bicycle Light", 3590},
    product{"card-gift", "Gift Card", 5000},
};

using words = std::string_view;
constexpr std::array<words, 5> german_cities{"Berlin", "Hamburg", "Köln", "Leipzig", "München"};
constexpr std::array<words, 4> german_streets{"Lindenstraße", "Gartenweg", "Bahnhofstraße", "Am Markt"};
constexpr std::array<words, 4> french_cities{"Paris", "Lyon", "Nantes", "Lille"};
constexpr std::array<words, 3> french_streets{"Rue des Lilas", "Avenue de la Gare", "Place du Marché"};
constexpr std::array<words, 5> american_cities{"Portland", "Austin", "Boston", "Denver", "Madison"};
constexpr std::array<words, 4> american_streets{"Maple Street", "Oak Avenue", "Main Street", "2nd Street"};
constexpr std::array<words, 4> british_cities{"London", "Leeds", "Bristol", "Glasgow"};
constexpr std::array<words, 3> british_streets{"High Street", "Station Road", "Church Lane"};
constexpr std::array<words, 3> japanese_cities{"東京", "大阪", "札幌"};
constexpr std::array<words, 3> japanese_streets{"桜通り", "本町", "中央"};

constexpr std::array market_list{
    market{"DE", "EUR", 100, 490, german_cities, german_streets, ""},
    market{"US", "USD", 110, 790, american_cities, american_streets, "+1 555 01"},
    market{"FR", "EUR", 100, 590, french_cities, french_streets, ""},
    market{"GB", "GBP", 85, 690, british_cities, british_streets, "+44 7700 9000"},
    market{"JP", "JPY", 160, 1'900, japanese_cities, japanese_streets, ""},
};
constexpr std::array<unsigned, market_list.size()> market_weights{35, 25, 20, 15, 5};

constexpr auto product_weights = [] {
  std::array<unsigned, product_list.size()> weights{};
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights[i] = static_cast<unsigned>(10'000 / (i + 1));
  return weights;
}();

} // namespace

std::span<const product> products() noexcept { return product_list; }
std::span<const market> markets() noexcept { return market_list; }

std::size_t pick_product(random_source& random) noexcept { return random.weighted(product_weights); }
std::size_t pick_market(random_source& random) noexcept { return random.weighted(market_weights); }

amount in_market(std::int64_t euro_cents, const market& in) noexcept {
  return {(euro_cents * in.minor_units_per_euro + 50) / 100};
}

} // namespace docket::app
