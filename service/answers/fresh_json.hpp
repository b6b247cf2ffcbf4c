#pragma once

#include "docket/persistence/codec/json_writer.hpp"
#include "docket/service/http/message.hpp"

#include <string>
#include <utility>

namespace docket::service {

// What a question is answered with that is asked of the service itself: never kept by anybody on the way.
[[nodiscard]] inline http_response fresh_json(std::string body, int status = 200) {
  return {status,
          {{"Content-Type", "application/json; charset=utf-8"}, {"Cache-Control", "no-store"}},
          std::move(body)};
}

// The same with what write(json_writer&) writes.
template <class Write>
[[nodiscard]] http_response fresh_json_of(Write write, int status = 200) {
  return fresh_json(json_text(write), status);
}

} // namespace docket::service
