#pragma once

#include "docket/domain/timestamp.hpp"
#include "docket/service/routing/router.hpp"

#include <string>
#include <string_view>

namespace docket::service {

// The line that stays of one request, without its end:
//
//   {"time","caller"?,"operation"?,"method","path","query"?,"status","position"?,"durationUs","peer"}
//
// There is no caller where nobody was let in. Of a stream the duration is that up to its first byte. Neither
// body nor headers are looked at, but the answer's position; and of path and query only what cannot be a
// person's words.
[[nodiscard]] std::string access_record(const served& one, timestamp at);

// The parts that are made of what ids are made of; "*" for any other.
[[nodiscard]] std::string recorded_path(std::string_view path);
// The same for the values of known parameters; of `q`, `text`, cursors and unknown parameters never the
// value, of those that nobody knows not even the name.
[[nodiscard]] std::string recorded_query(std::string_view query);

} // namespace docket::service
