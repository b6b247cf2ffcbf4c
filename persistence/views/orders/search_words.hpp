#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// How texts are compared when people search: without regard to case, to the accents of Latin letters, and to
// what stands between words.
namespace docket {

// The words of a text with one blank between them: letters in lower case without Latin accents, and digits;
// everything else parts words. "Ordér-0012 (new)" is "order 0012 new".
[[nodiscard]] std::string folded(std::string_view utf8);

// What somebody looks for, cut at blanks and folded: each part must begin a word in some text of an order and
// go on as that text does: "order-00" finds "order-0012", and so does "0012", but "12" does not.
[[nodiscard]] std::vector<std::string> search_parts(std::string_view utf8);

// Whether the part begins a word of the folded text and goes on as the text does.
[[nodiscard]] bool has_part(std::string_view folded_text, std::string_view part) noexcept;

// What stands in the index for a text: from each word on, this many bytes at most. A part is looked for with
// as many.
inline constexpr std::size_t indexed_bytes = 24;

template <class Visit>
void each_indexed(std::string_view folded_text, Visit visit) {
  for (std::size_t begin = 0; begin < folded_text.size();) {
    visit(folded_text.substr(begin, indexed_bytes));
    const auto blank = folded_text.find(' ', begin);
    if (blank == std::string_view::npos) return;
    begin = blank + 1;
  }
}

} // namespace docket
