#include "docket/domain/text.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using docket::text;

namespace {

const std::string longest_in_place(15, 'a');
const std::string shortest_on_heap(16, 'b');

std::vector<std::string> samples() {
  return {"", "x", longest_in_place, shortest_on_heap, std::string(1'000, 'c'), std::string("with\0zero", 9)};
}

} // namespace

TEST_CASE("a text gives back the bytes it was made of, whatever their number") {
  for (const auto& bytes : samples()) {
    const text made{bytes};
    CHECK(made.view() == bytes);
    CHECK(made.str() == bytes);
    CHECK(made.size() == bytes.size());
    CHECK(made.empty() == bytes.empty());
  }
}

TEST_CASE("a copied text stands on its own") {
  for (const auto& bytes : samples()) {
    auto original = std::make_unique<text>(bytes);
    const text copy{*original};
    original.reset();
    CHECK(copy.view() == bytes);
  }
}

TEST_CASE("a moved text leaves an empty one behind") {
  for (const auto& bytes : samples()) {
    text original{bytes};
    const text moved{std::move(original)};
    CHECK(moved.view() == bytes);
    CHECK(original.empty()); // NOLINT: the moved-from state is what is asked.
  }
}

TEST_CASE("assigning a text replaces what was there, of any length by any length") {
  for (const auto& before : samples()) {
    for (const auto& after : samples()) {
      text copied{before}, moved{before};
      const text source{after};
      text expiring{after};
      copied = source;
      moved = std::move(expiring);
      CHECK(copied.view() == after);
      CHECK(moved.view() == after);
      CHECK(source.view() == after);
    }
  }
}

TEST_CASE("a text survives being assigned to itself") {
  for (const auto& bytes : samples()) {
    text t{bytes};
    text& same = t;
    t = same;
    CHECK(t.view() == bytes);
    t = std::move(same);
    CHECK(t.view() == bytes);
  }
}

TEST_CASE("texts compare by their bytes") {
  CHECK(text{shortest_on_heap} == text{shortest_on_heap});
  CHECK(text{"a"} < text{"b"});
  CHECK(text{"b"} > text{shortest_on_heap.substr(0, 0)});
  CHECK(text{longest_in_place} < text{shortest_on_heap});
  CHECK(text{"a"} != text{std::string("a\0", 2)});
  CHECK(std::hash<text>{}(text{shortest_on_heap}) == std::hash<text>{}(text{shortest_on_heap}));
}
