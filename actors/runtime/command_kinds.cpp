#include "docket/actors/runtime/command_kinds.hpp"

#include <array>
#include <utility>

namespace docket {
namespace {

using names = std::array<std::string_view, command_kinds::count>;

template <class Aggregate, std::size_t... Kinds>
void put_names(names& into, std::index_sequence<Kinds...>) {
  ((into[command_kinds::first<Aggregate>() + Kinds] =
        command_name(typename Aggregate::command{std::in_place_index<Kinds>})),
   ...);
}

template <class Aggregate>
void put_names(names& into) {
  put_names<Aggregate>(into, std::make_index_sequence<std::variant_size_v<typename Aggregate::command>>{});
}

names all_names() {
  names all;
  put_names<order>(all);
  put_names<payment>(all);
  put_names<stock>(all);
  put_names<shipment>(all);
  put_names<fulfilment>(all);
  return all;
}

} // namespace

std::string_view name_of_command_kind(std::size_t kind) noexcept {
  static const names all = all_names();
  return all[kind];
}

} // namespace docket
