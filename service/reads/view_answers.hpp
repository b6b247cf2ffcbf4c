#pragma once

#include "docket/service/reads/next_page.hpp"
#include "docket/service/reads/read_answer.hpp"
#include "docket/service/routing/route.hpp"

// How what a view answered is told.
namespace docket::service {

inline constexpr auto told_whole = [](const visit& here, const auto& found) {
  return view_answer(here.request, found.position, to_json(found));
};

// With a link to the next page.
inline constexpr auto told_as_page = [](const visit& here, const auto& page) {
  return with_next(told_whole(here, page), here.request, "cursor", page.next);
};

} // namespace docket::service
