#include "docket/service/reads/withheld.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace docket::service {

order_state without_personal(order_state state) {
  std::visit(
      [](auto& phase) {
        if constexpr (requires { phase.personal; }) phase.personal = nullptr;
      },
      state);
  return state;
}

std::string data_without_personal(std::string data) {
  if (data.find("\"personal\"") == data.npos) return data; // Nearly all: events but the first have nothing.
  auto fields = nlohmann::ordered_json::parse(data);
  const auto found = fields.find("personal");
  if (found == fields.end()) return data;
  *found = "withheld";
  return fields.dump();
}

void leave_out_personal(std::vector<field_difference>& fields) {
  static constexpr std::array<std::string_view, 3> personal{"customer.", "shippingAddress.",
                                                            "billingAddress."};
  std::erase_if(fields, [](const field_difference& field) {
    return std::ranges::any_of(personal, [&](auto beginning) { return field.field.starts_with(beginning); });
  });
}

} // namespace docket::service
