#pragma once

#include "docket/persistence/store/sqlite/statement.hpp"

#include <string_view>

namespace docket::statistics {

// Where prepared statements come from: the tables that a projection writes, or a reader of them. What reads
// history serves both.
class statements {
public:
  template <class Source>
  explicit statements(Source& source)
      : source_(&source),
        prepare_([](void* from, std::string_view sql) -> sqlite::statement& {
          return static_cast<Source*>(from)->prepared(sql);
        }) {}

  [[nodiscard]] sqlite::statement& prepared(std::string_view sql) const { return prepare_(source_, sql); }

private:
  void* source_;
  sqlite::statement& (*prepare_)(void*, std::string_view);
};

} // namespace docket::statistics
