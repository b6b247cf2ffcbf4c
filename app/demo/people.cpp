#include "docket/app/demo/people.hpp"

#include <array>
#include <fmt/format.h>
#include <string_view>

namespace docket::app {
namespace {

constexpr std::uint64_t purpose = 0x70656f706c65; // "people"

constexpr std::array<std::string_view, 32> first_names{
    "Anna",   "Ben",   "Clara", "David", "Elif",  "Felix", "Greta", "Hugo",  "Ines", "Jonas", "Kaja",
    "Liam",   "Mara",  "Nils",  "Olga",  "Paul",  "Quinn", "Rosa",  "Samir", "Tess", "Uwe",   "Vera",
    "Willem", "Xenia", "Yuki",  "Zoë",   "Amara", "Boris", "Chloé", "Diego", "Emre", "Freya"};
constexpr std::array<std::string_view, 28> last_names{
    "Albrecht", "Bauer",  "Castel", "Dahl",  "Evans",  "Fischer", "Garnier", "Hayashi", "Ito",  "Jansen",
    "Kowalski", "Larsen", "Moreau", "Novak", "O'Hara", "Petit",   "Quist",   "Rossi",   "Sato", "Turner",
    "Ueda",     "Vogel",  "Weber",  "Xu",    "Yılmaz", "Zimmer",  "Brown",   "Clarke"};

postal_address address_of(random_source& random, const market& home, std::string_view name) {
  postal_address at;
  at.name = name;
  const auto street = random.pick(home.streets);
  const auto house = random.between(1, 180);
  at.line1 = home.country == "DE" ? fmt::format("{} {}", street, house) : fmt::format("{} {}", house, street);
  at.city = random.pick(home.cities);
  at.postal_code = fmt::format("{:05}", random.between(1'000, 99'999));
  at.country = home.country;
  return at;
}

} // namespace

std::shared_ptr<const personal_data> person_of(std::uint64_t seed, std::uint64_t customer,
                                               const market& home) {
  random_source random{seed, purpose, customer};
  auto person = std::make_shared<personal_data>();
  const auto name = fmt::format("{} {}", random.pick(std::span<const std::string_view>{first_names}),
                                random.pick(std::span<const std::string_view>{last_names}));
  person->name = name;
  person->email = fmt::format("customer{}@example.com", customer);
  if (!home.phone_prefix.empty())
    person->phone = fmt::format("{}{:02}", home.phone_prefix, random.below(100));
  person->shipping_address = address_of(random, home, name);
  if (random.chance(10)) person->billing_address = address_of(random, home, name);
  return person;
}

} // namespace docket::app
