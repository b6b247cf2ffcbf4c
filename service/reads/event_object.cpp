#include "docket/service/reads/event_object.hpp"

#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/read/order_history.hpp"
#include "docket/service/reads/withheld.hpp"

#include <utility>

namespace docket::service {

std::string event_object(recorded_event event, bool shows_personal, std::string_view description) {
  if (!shows_personal) event.data = data_without_personal(std::move(event.data));
  auto object = to_json(event);
  if (description.empty()) return object;
  object.pop_back(); // Its last bracket.
  object += ",\"description\":";
  {
    json_writer to{object};
    to.string(description);
  }
  return object += '}';
}

} // namespace docket::service
