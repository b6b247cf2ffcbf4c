#include "docket/domain/ids.hpp"

#include "docket/domain/quoted.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <stdexcept>

namespace docket {

namespace {

constexpr std::size_t id_length_max = 128;

constexpr std::array<bool, 256> make_id_characters() {
  std::array<bool, 256> allowed{};
  for (const char c :
       std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~:-"}) {
    allowed[static_cast<unsigned char>(c)] = true;
  }
  return allowed;
}

constexpr auto id_characters = make_id_characters();

} // namespace

bool is_valid_id(std::string_view candidate) noexcept {
  if (candidate.empty() || candidate.size() > id_length_max) return false;
  for (const char c : candidate) {
    if (!id_characters[static_cast<unsigned char>(c)]) return false;
  }
  return true;
}

rejection invalid_id(std::string_view what, std::string_view candidate) {
  auto message = fmt::format("{} {} is not an id: it must be 1 to {} characters of A-Z a-z 0-9 . _ ~ : -.",
                             what, quoted(candidate), id_length_max);
  return {"invalid_id", std::move(message), {{"field", std::string{what}}, {"value", quoted(candidate)}}};
}

void require_valid_id(std::string_view what, std::string_view candidate) {
  if (!is_valid_id(candidate)) throw std::invalid_argument{invalid_id(what, candidate).message};
}

} // namespace docket
